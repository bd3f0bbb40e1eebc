//! Enumerations that take values their documentation does not list.

use std::borrow::Cow;

use crate::decode::{At, Took, Wire, take};

/// Takes the text of an enumeration, and what became of it.
#[doc(hidden)]
pub fn take_text<'a>(wire: Wire<'a>, at: &At<'_>) -> (Took, Option<Cow<'a, str>>) {
    if let Wire::Text(text) = wire {
        return (Took::Is, Some(Cow::Borrowed(text)));
    }
    let mut text = String::new();
    let took = take(&mut text, wire, at);
    let text = took.fits().then_some(Cow::Owned(text));
    (took, text)
}

/// Takes the whole number of an enumeration, and what became of it.
#[doc(hidden)]
pub fn take_integer(wire: Wire<'_>, at: &At<'_>) -> (Took, Option<i64>) {
    let mut number = 0;
    let took = take(&mut number, wire, at);
    let number = took.fits().then_some(number);
    (took, number)
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
        #[derive(Clone, PartialEq, Hash)]
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

        $crate::open_enum!(@common $name { $($variant)* } as_str, take_text, [&*], "", text);
    };
    ($(#[$meta:meta])* $vis:vis enum $name:ident: i64 {
        $($(#[$variant_meta:meta])* $variant:ident = $value:literal),* $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, Hash)]
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

        $crate::open_enum!(@common $name { $($variant)* } as_i64, take_integer, [], 0, integer);
    };
    (@common $name:ident { $($variant:ident)* } $as:ident, $take:ident, [$($by:tt)*], $empty:literal, $write:ident) => {
        impl ::core::cmp::Eq for $name {}

        #[allow(deprecated)]
        impl ::core::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(match self {
                    $(Self::$variant => ::core::stringify!($variant),)*
                    Self::Other(value) => return f.debug_tuple("Other").field(value).finish(),
                })
            }
        }

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

        impl $crate::private::Slot for $name {
            #[inline]
            fn blank() -> Self {
                Self::from($empty)
            }
            #[inline]
            fn scalar(&mut self, wire: $crate::private::Wire<'_>, at: &$crate::private::At<'_>) -> $crate::private::Took {
                let (took, value) = $crate::private::$take(wire, at);
                if let ::core::option::Option::Some(value) = value {
                    *self = Self::from($($by)* value);
                    if let Self::Other(_) = self {
                        at.unlisted();
                    }
                }
                took
            }
        }

        impl $crate::private::Field for $name {
            #[inline]
            fn write(&self, sink: &mut dyn $crate::private::Sink) {
                sink.$write(self.$as());
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

        impl<'de> $crate::private::Deserialize<'de> for $name {
            #[inline]
            fn deserialize<D: $crate::private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::private::deserialize_open(deserializer)
            }
        }
    };
}
