//! The table line of an object type.

/// An object type of a documented API.
pub trait Object: Sized {
    /// The object with nothing in it, mandatory members included: what a builder starts from.
    fn blank() -> Self;
}

/// The table of an object: each field and the name of its member, without anything between.
///
/// `object!(T { … })` and `object!(@from T { … })` are for types that stand in replies: they have to be `Default`,
/// and get `Serialize` and `Deserialize`; behind the table may stand where it comes from, for those who ask what drifts:
/// `in "page.rst" 3`, which is the page and the number of the table on it, and the rows of all fields where they are not
/// simply 1, 2, 3. `object!(@to T { … })` is for types that only stand in requests, and gives
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
    (@from $name:ident { $($field:ident $member:literal)* } $(in $page:literal $table:literal $($row:literal)*)?) => {
        impl $crate::Object for $name {
            #[inline]
            fn blank() -> Self {
                ::core::default::Default::default()
            }
        }
        $crate::object!(@write $name { $($field $member)* });
        impl $crate::private::ReadTable for $name {
            #[inline]
            fn slot(&mut self, name: &str) -> ::core::option::Option<&mut dyn $crate::private::Slot> {
                match name {
                    $($member => ::core::option::Option::Some(&mut self.$field as &mut dyn $crate::private::Slot),)*
                    _ => ::core::option::Option::None,
                }
            }
            #[inline]
            fn unknown(&mut self) -> &mut $crate::Members {
                &mut self.unknown_members
            }
            $(
                #[inline]
                fn source(&self) -> ::core::option::Option<$crate::private::Source> {
                    ::core::option::Option::Some($crate::private::Source { page: $page, table: $table, rows: &[$($row),*] })
                }
            )?
        }
        impl $crate::private::Slot for $name {
            #[inline]
            fn blank() -> Self {
                ::core::default::Default::default()
            }
            #[inline]
            fn object(
                &mut self,
                pairs: &mut dyn $crate::private::Pairs<'_>,
                at: &$crate::private::At<'_>,
            ) -> ::core::result::Result<$crate::private::Took, $crate::private::Broken> {
                $crate::private::read_object(self, pairs, at)
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
        impl $crate::private::Table for $name {
            #[inline]
            fn each(&self, put: &mut dyn ::core::ops::FnMut(&'static str, &dyn $crate::private::Field)) {
                $(put($member, &self.$field);)*
            }
            #[inline]
            fn members(&self) -> &$crate::Members {
                &self.unknown_members
            }
        }
        impl $crate::private::Field for $name {
            #[inline]
            fn write(&self, sink: &mut dyn $crate::private::Sink) {
                sink.object(self);
            }
        }
        impl $crate::private::Serialize for $name {
            #[inline]
            fn serialize<S: $crate::private::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::private::serialize(self, serializer)
            }
        }
    };
    ($name:ident { $($table:tt)* } $($source:tt)*) => {
        $crate::object!(@from $name { $($table)* } $($source)*);
    };
}

/// Methods beside the fields of a struct that hold points in time as text.
///
/// ```
/// /// An instance.
/// pub struct Instance {
///     /// `created_at`.
///     pub created_at: Option<String>,
/// }
///
/// hwc_core::instants!(Instance { created_at });
///
/// let instance = Instance { created_at: Some("1970-01-01T00:00:01Z".to_owned()) };
/// let since = instance.created_at().and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok());
/// assert_eq!(since, Some(std::time::Duration::from_secs(1)));
/// ```
#[macro_export]
macro_rules! instants {
    ($name:ident { $($field:ident)* }) => {
        impl $name {
            $(
                #[doc = concat!("The field `", stringify!($field), "` as a point in time, where it is one in RFC 3339.")]
                #[inline]
                pub fn $field(&self) -> ::core::option::Option<::std::time::SystemTime> {
                    $crate::private::instant(self.$field.as_deref())
                }
            )*
        }
    };
}
