//! What a builder would send, without sending it.

use std::fmt;

use bytes::Bytes;

use crate::{Draft, draft::Given, request, secret::MASK};

/// A builder that tells what it would send.
pub trait Describe {
    /// The request as far as it is known without the network: without authentication, and with the placeholders in
    /// its path that have no value yet.
    fn describe(&self) -> Preview;
}

/// A request as it would be sent. `Display` and `Debug` print it with its secrets masked; the methods give the values.
#[derive(Clone)]
pub struct Preview {
    method: &'static str,
    path: String,
    query: Vec<Given>,
    headers: Vec<Given>,
    body: Option<Bytes>,
    printed_path: String,
    printed_body: Option<String>,
}

impl Preview {
    pub(crate) fn of(draft: &Draft) -> Self {
        let scope = draft.scope_id();
        Preview {
            method: draft.operation().method.as_str(),
            path: request::fill_path(draft, scope, |given| &given.text, |name| Ok(format!("{{{name}}}")))
                .unwrap_or_default(),
            printed_path: request::printed_path(draft, scope),
            query: draft.query_values().to_vec(),
            headers: request::headers(draft),
            body: draft.written_body(),
            printed_body: draft.printed_body(),
        }
    }

    /// HTTP method.
    pub fn method(&self) -> &str {
        self.method
    }

    /// The path, percent-encoded.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Names and values of the query.
    pub fn query(&self) -> impl Iterator<Item = (&str, &str)> {
        self.query.iter().map(|given| (&*given.name, given.text.as_str()))
    }

    /// Names and values of the headers, those of authentication excepted.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().map(|given| (&*given.name, given.text.as_str()))
    }

    /// The body.
    pub fn body(&self) -> Option<&[u8]> {
        self.body.as_deref()
    }

    /// The body as JSON, where it is that.
    pub fn json(&self) -> Option<serde_json::Value> {
        serde_json::from_slice(self.body()?).ok()
    }
}

impl fmt::Display for Preview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.printed_path)?;
        let mut separator = '?';
        for given in &self.query {
            write!(f, "{separator}{}={}", given.name, given.printed())?;
            separator = '&';
        }
        for given in &self.headers {
            let text = if request::is_secret_header(&given.name) { MASK } else { given.printed() };
            write!(f, "\n{}: {text}", given.name)?;
        }
        match &self.printed_body {
            Some(body) => write!(f, "\n\n{body}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Preview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What every builder of an operation has beside its setters: `Clone`, `Debug` with secrets masked, [`Describe`], and
/// the methods `options`, `maybe`, `extra_member` and `send_unchecked`.
///
/// `operation!(CreateThing<S> -> CreateThingReply)` for a builder whose state counts its mandatory parameters
/// (fields `draft` and `state`), `operation!(ListThings -> ListThingsReply)` for one without any (field `draft`).
#[macro_export]
macro_rules! operation {
    ($name:ident<S> -> $reply:ty) => {
        $crate::operation!(@impl [<S>] $name<S>, $name, $reply, { state: ::core::marker::PhantomData });
    };
    ($name:ident -> $reply:ty) => {
        $crate::operation!(@impl [] $name, $name, $reply, {});
    };
    (@impl [$($generics:tt)*] $self:ty, $name:ident, $reply:ty, { $($state:ident: $value:expr)? }) => {
        impl $($generics)* $self {
            /// Sets what is different for this one call: time limit, headers, project.
            #[inline]
            pub fn options(mut self, options: $crate::CallOptions) -> Self {
                self.draft.options(options);
                self
            }

            /// Calls the setter only if there is a value: `.maybe(description, Self::description)`.
            #[inline]
            pub fn maybe<T>(self, value: ::core::option::Option<T>, set: impl FnOnce(Self, T) -> Self) -> Self {
                $crate::private::maybe(self, value, set)
            }

            /// Adds a member to the body that the documentation does not have.
            #[inline]
            pub fn extra_member(
                mut self,
                name: impl ::core::convert::Into<::std::string::String>,
                value: impl ::core::convert::Into<$crate::Value>,
            ) -> Self {
                self.draft.extra_member(name, value);
                self
            }

            /// Sends the request without the compiler's check of mandatory parameters, for where the documentation is
            /// wrong about them.
            #[inline]
            pub fn send_unchecked(self) -> $crate::Call<$reply> {
                self.draft.call()
            }
        }

        impl $($generics)* ::core::clone::Clone for $self {
            #[inline]
            fn clone(&self) -> Self {
                $name { draft: self.draft.clone() $(, $state: $value)? }
            }
        }

        impl $($generics)* ::core::fmt::Debug for $self {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.draft, f)
            }
        }

        impl $($generics)* $crate::Describe for $self {
            #[inline]
            fn describe(&self) -> $crate::Preview {
                self.draft.preview()
            }
        }
    };
}
