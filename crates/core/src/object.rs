//! The table line of an object type.
//!
//! What compiling a crate costs is the number of bodies in it, for the compiler checks the borrows of each on its own: so
//! a type has few, and each is one call.

use crate::decode::Slot;

/// An object type of a documented API.
pub trait Object: Sized {
    /// The object with nothing in it, mandatory members included: what a builder starts from.
    fn blank() -> Self;
}

/// What is read has no mandatory members.
impl<T: Slot> Object for T {
    #[inline]
    fn blank() -> Self {
        Slot::blank()
    }
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
    (@from $name:ident { $($field:ident $member:literal)* } $($source:tt)*) => {
        $crate::object!(@write $name { $($field $member)* });
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
                $crate::private::read_object(
                    pairs,
                    at,
                    &mut [$(($member, &mut self.$field)),*],
                    &mut self.unknown_members,
                    $crate::object!(@source $($source)*),
                )
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
        impl $crate::private::Field for $name {
            #[inline]
            fn write(&self, sink: &mut dyn $crate::private::Sink) {
                sink.object(&[$(($member, &self.$field)),*], &self.unknown_members);
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
    (@source) => {
        ::core::option::Option::None
    };
    (@source in $page:literal $table:literal $($row:literal)*) => {
        ::core::option::Option::Some($crate::private::Source { page: $page, table: $table, rows: &[$($row),*] })
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
