//! What the builders of nested request types have in common.

/// Calls the setter of a builder only if there is a value.
#[doc(hidden)]
#[inline]
pub fn maybe<B, T>(builder: B, value: Option<T>, set: impl FnOnce(B, T) -> B) -> B {
    match value {
        Some(value) => set(builder, value),
        None => builder,
    }
}

/// What every builder of a nested request type has beside its setters: `Clone`, `Debug`, and the methods `maybe`,
/// `extra_member` and `build_unchecked`.
///
/// `builder!(ThingBuilder<S> -> Thing)` for a builder whose state counts its mandatory members (fields `value` and
/// `state`), `builder!(TagBuilder -> Tag)` for one without any (field `value`).
#[macro_export]
macro_rules! builder {
    ($name:ident<S> -> $value:ty) => {
        $crate::builder!(@impl [<S>] $name<S>, $name, $value, { state: ::core::marker::PhantomData });
    };
    ($name:ident -> $value:ty) => {
        $crate::builder!(@impl [] $name, $name, $value, {});
    };
    (@impl [$($generics:tt)*] $self:ty, $name:ident, $built:ty, { $($state:ident: $blank:expr)? }) => {
        impl $($generics)* $self {
            /// Calls the setter only if there is a value: `.maybe(description, ThingBuilder::description)`.
            #[inline]
            pub fn maybe<T>(self, value: ::core::option::Option<T>, set: impl FnOnce(Self, T) -> Self) -> Self {
                $crate::private::maybe(self, value, set)
            }

            /// Adds a member that the documentation does not have.
            #[inline]
            pub fn extra_member(
                mut self,
                name: impl ::core::convert::Into<::std::string::String>,
                value: impl ::core::convert::Into<$crate::Value>,
            ) -> Self {
                self.value.unknown_members.insert(name, value);
                self
            }

            /// The value without the compiler's check of mandatory members, for where the documentation is wrong about
            /// them.
            #[inline]
            pub fn build_unchecked(self) -> $built {
                self.value
            }
        }

        impl $($generics)* ::core::clone::Clone for $self {
            #[inline]
            fn clone(&self) -> Self {
                $name { value: self.value.clone() $(, $state: $blank)? }
            }
        }

        impl $($generics)* ::core::fmt::Debug for $self {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.value, f)
            }
        }
    };
}
