//! Enumerations that take values their documentation does not list.

use crate::{
    DriftKind,
    decode::{At, Fit, Leaf, Wire},
};

/// An enumeration, as `open_enum!` writes it.
#[doc(hidden)]
pub trait OpenEnum<V>: From<V> {
    /// Whether the documentation lists the value.
    fn is_documented(&self) -> bool;
}

/// Reads the value of an enumeration over `V`: text or whole numbers.
#[doc(hidden)]
#[inline]
pub fn take_open<V: Leaf, T: OpenEnum<V>>(wire: Wire<'_>, at: &At<'_>) -> Fit<T> {
    let fit = V::take(wire, at).map(T::from);
    if let Fit::Is(value) | Fit::Like(value, _) = &fit
        && !value.is_documented()
    {
        at.drifts(DriftKind::UnknownValue);
    }
    fit
}

/// An enumeration over text (`str`) or whole numbers (`i64`) with a variant `Other` for all the rest.
///
/// ```
/// hwc_core::open_enum! {
///     /// State of a gateway.
///     pub enum Status: str {
///         /// It serves.
///         Running = "Running",
///         /// It does not.
///         Frozen = "Freezed",
///     }
/// }
///
/// assert_eq!(Status::from("Freezed"), Status::Frozen);
/// assert_eq!(Status::from("Melting").as_str(), "Melting");
///
/// hwc_core::open_enum! {
///     /// How often.
///     pub enum Period: i64 {
///         /// Monthly.
///         _2 = 2,
///         /// Never.
///         Minus1 = -1,
///     }
/// }
///
/// assert_eq!(Period::from(-1), Period::Minus1);
/// assert_eq!(Period::from(7), Period::Other(7));
/// ```
#[macro_export]
macro_rules! open_enum {
    ($(#[$meta:meta])* $vis:vis enum $name:ident: str {
        $($(#[$variant_meta:meta])* $variant:ident = $value:literal),* $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        $vis enum $name {
            $($(#[$variant_meta])* $variant,)*
            /// A value that the documentation does not list.
            Other(::std::string::String),
        }

        #[allow(deprecated)]
        impl $name {
            /// The value on the wire.
            #[inline]
            $vis fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Other(value) => value,
                }
            }
        }

        #[allow(deprecated)]
        impl ::core::convert::From<&str> for $name {
            #[inline]
            fn from(value: &str) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    _ => Self::Other(::std::string::String::from(value)),
                }
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            #[inline]
            fn from(value: ::std::string::String) -> Self {
                Self::from(value.as_str())
            }
        }

        $crate::open_enum!(@common $name ::std::string::String, as_str, serialize_str);
    };
    ($(#[$meta:meta])* $vis:vis enum $name:ident: i64 {
        $($(#[$variant_meta:meta])* $variant:ident = $value:literal),* $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        $vis enum $name {
            $($(#[$variant_meta])* $variant,)*
            /// A value that the documentation does not list.
            Other(i64),
        }

        #[allow(deprecated)]
        impl $name {
            /// The value on the wire.
            #[inline]
            $vis fn as_i64(&self) -> i64 {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Other(value) => *value,
                }
            }
        }

        #[allow(deprecated)]
        impl ::core::convert::From<i64> for $name {
            #[inline]
            fn from(value: i64) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    _ => Self::Other(value),
                }
            }
        }

        $crate::open_enum!(@common $name i64, as_i64, serialize_i64);
    };
    (@common $name:ident $inner:ty, $as:ident, $serialize:ident) => {
        impl ::core::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.$as(), f)
            }
        }

        impl $crate::Param for $name {
            #[inline]
            fn put(&self, each: &mut dyn FnMut(&str)) {
                $crate::Param::put(&self.$as(), each);
            }
        }

        impl $crate::private::OpenEnum<$inner> for $name {
            #[inline]
            fn is_documented(&self) -> bool {
                !::core::matches!(self, Self::Other(_))
            }
        }

        impl $crate::private::Serialize for $name {
            #[inline]
            fn serialize<S: $crate::private::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.$serialize(self.$as())
            }
        }

        impl $crate::private::Leaf for $name {
            #[inline]
            fn take(
                wire: $crate::private::Wire<'_>,
                at: &$crate::private::At<'_>,
            ) -> $crate::private::Fit<Self> {
                $crate::private::take_open::<$inner, Self>(wire, at)
            }
        }

        impl $crate::private::Read for $name {
            #[inline]
            fn read<'de, D: $crate::private::Deserializer<'de>>(
                deserializer: D,
                at: &$crate::private::At<'_>,
            ) -> ::core::result::Result<$crate::private::Fit<Self>, D::Error> {
                $crate::private::read_leaf(deserializer, at)
            }
        }

        impl<'de> $crate::private::Deserialize<'de> for $name {
            fn deserialize<D: $crate::private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::private::deserialize_open(deserializer)
            }
        }
    };
}
