//! Enumerations that take values their documentation does not list.

use crate::{
    DriftKind,
    decode::{At, Leaf, Took, Wire, take},
};

/// An enumeration, as `open_enum!` writes it.
#[doc(hidden)]
pub trait OpenEnum: From<Self::Inner> {
    /// What stands on the wire: text or a whole number.
    type Inner: Leaf + Default;

    /// The variant of this exact value; nothing where the wire says something else than text, or a whole number.
    fn exact(wire: Wire<'_>) -> Option<Self>;
    /// Whether the documentation lists the value.
    fn is_documented(&self) -> bool;
}

/// Takes the value of an enumeration.
#[doc(hidden)]
#[inline]
pub fn take_open<T: OpenEnum>(slot: &mut T, wire: Wire<'_>, at: &At<'_>) -> Took {
    match T::exact(wire) {
        Some(value) if value.is_documented() => {
            *slot = value;
            Took::Is
        }
        _ => take_other(slot, wire, at),
    }
}

#[cold]
fn take_other<T: OpenEnum>(slot: &mut T, wire: Wire<'_>, at: &At<'_>) -> Took {
    let mut inner = T::Inner::default();
    let took = take(&mut inner, wire, at);
    if took.fits() {
        *slot = T::from(inner);
        if !slot.is_documented() {
            at.drifts(DriftKind::UnknownValue);
        }
    }
    took
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

        $crate::open_enum!(@common $name ::std::string::String, as_str, Text, text);
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

        $crate::open_enum!(@common $name i64, as_i64, Integer, integer);
    };
    (@common $name:ident $inner:ty, $as:ident, $wire:ident, $write:ident) => {
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

        impl $crate::private::OpenEnum for $name {
            type Inner = $inner;
            #[inline]
            fn exact(wire: $crate::private::Wire<'_>) -> ::core::option::Option<Self> {
                match wire {
                    $crate::private::Wire::$wire(value) => ::core::option::Option::Some(Self::from(value)),
                    _ => ::core::option::Option::None,
                }
            }
            #[inline]
            fn is_documented(&self) -> bool {
                !::core::matches!(self, Self::Other(_))
            }
        }

        impl $crate::private::Slot for $name {
            #[inline]
            fn blank() -> Self {
                Self::from(<$inner as ::core::default::Default>::default())
            }
            #[inline]
            fn scalar(&mut self, wire: $crate::private::Wire<'_>, at: &$crate::private::At<'_>) -> $crate::private::Took {
                $crate::private::take_open(self, wire, at)
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
