//! The table line of an object type.

/// An object type of a documented API.
pub trait Object: Sized {
    /// The object with nothing in it, mandatory members included: what a builder starts from.
    fn blank() -> Self;
}

/// The table of an object: each field and the name of its member, without anything between.
///
/// `object!(T { … })` and `object!(@from T { … })` are for types that stand in replies: they have to be `Default`,
/// and get `Serialize` and `Deserialize`. `object!(@to T { … })` is for types that only stand in requests, and gives
/// `Serialize`. The struct has, beside the fields of the table, `unknown_members: Members`.
///
/// ```
/// /// A tag.
/// #[derive(Clone, Debug, Default)]
/// #[non_exhaustive]
/// pub struct Tag {
///     /// Its key.
///     pub key: Option<String>,
///     /// Its values.
///     pub values: Vec<String>,
///     /// Members that the documentation does not have.
///     pub unknown_members: hwc_core::Members,
/// }
///
/// hwc_core::object!(Tag { key "key" values "values" });
///
/// let tag: Tag = hwc_core::serde_json::from_str(r#"{"key": 7, "values": null, "colour": "red"}"#)?;
/// assert_eq!(tag.key.as_deref(), Some("7"));
/// assert_eq!(hwc_core::serde_json::to_string(&tag)?, r#"{"colour":"red","key":7}"#);
/// # Ok::<(), hwc_core::serde_json::Error>(())
/// ```
#[macro_export]
macro_rules! object {
    (@to $name:ident { $($field:ident $member:literal)* }) => {
        impl $crate::Object for $name {
            #[inline]
            fn blank() -> Self {
                $name { $($field: ::core::default::Default::default(),)* unknown_members: ::core::default::Default::default() }
            }
        }
        $crate::object!(@write $name { $($field $member)* });
    };
    (@from $name:ident { $($field:ident $member:literal)* }) => {
        impl $crate::Object for $name {
            #[inline]
            fn blank() -> Self {
                ::core::default::Default::default()
            }
        }
        $crate::object!(@write $name { $($field $member)* });
        impl $crate::private::ReadMembers for $name {
            #[inline]
            fn set<'de, A: $crate::private::MapAccess<'de>>(
                &mut self,
                entry: $crate::private::Entry<'_, A>,
            ) -> ::core::result::Result<(), A::Error> {
                match entry.name {
                    $($member => entry.get(&mut self.$field, &mut self.unknown_members),)*
                    _ => entry.keep(&mut self.unknown_members),
                }
            }
        }
        impl $crate::private::Read for $name {
            #[inline]
            fn read<'de, D: $crate::private::Deserializer<'de>>(
                deserializer: D,
                at: &$crate::private::At<'_>,
            ) -> ::core::result::Result<$crate::private::Fit<Self>, D::Error> {
                $crate::private::read_object(deserializer, at)
            }
        }
        impl<'de> $crate::private::Deserialize<'de> for $name {
            #[inline]
            fn deserialize<D: $crate::private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::private::deserialize(deserializer)
            }
        }
    };
    (@write $name:ident { $($field:ident $member:literal)* }) => {
        impl $crate::private::Serialize for $name {
            #[inline]
            fn serialize<S: $crate::private::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::private::Writer::<S>::new(serializer, &self.unknown_members)
                    $(.field($member, &self.$field))*
                    .end()
            }
        }
    };
    ($name:ident { $($table:tt)* }) => {
        $crate::object!(@from $name { $($table)* });
    };
}
