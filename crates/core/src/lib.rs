//! Runtime of the hwc crates: what they have in common, written once and by hand.
//!
//! A generated crate describes requests and replies; this crate puts a configuration together, proves who calls,
//! sends, and reads what comes back.
//!
//! ```no_run
//! use hwc_core::{Config, Credentials};
//!
//! let from_environment = Config::from_env()?;
//! let in_code = Config::builder()
//!     .region("eu-de")
//!     .credentials(Credentials::password("me", "my password").in_domain("OTC-EU-DE-00000000001000000000"))
//!     .build()?;
//! # Ok::<(), hwc_core::Error>(())
//! ```
//!
//! Where a configuration comes from, and in which order, is told in the [guide](guide::configuration).
//!
//! # What programs use
//!
//! | to | there is |
//! | --- | --- |
//! | say who calls, and where | [`Config`], [`Credentials`], [`Region`] |
//! | do one call in another way | [`CallOptions`], [`Retry`] |
//! | read a reply, and where it differs from its documentation | [`Response`], [`Drift`], [`Members`] |
//! | tell what went wrong | [`Error`], [`ErrorKind`] |
//! | go through a list | [`Items`], [`Pages`] |
//! | wait for what takes its time | [`Wait`], [`Progress`] |
//! | send and receive files | [`Content`], [`Download`] |
//! | look at each attempt | [`Interceptor`] |
//! | call without an async runtime | `Call::blocking`, with the feature `blocking` |
//! | see what would be sent | [`Describe`] |
//! | sign what others send | [`SignRequest`] |
//! | call what no crate has | [`Client`], [`Draft`], [`Operation`] |
//!
//! All else is for generated code.
//!
//! # Way of a call
//!
//! ```text
//! builder ─▶ Draft ─▶ Call ─▶ transport: request ─▶ credentials ─▶ sign ─▶ exchange ─▶ decode ─▶ Response
//!                                 └─ error                                     └─ error       └─ error, drift
//! ```
//!
//! | module | knows |
//! | --- | --- |
//! | `operation`, `draft`, `describe`, `given` | what generated builders are made of |
//! | `object`, `open_enum`, `builder`, `encode`, `decode`, `members`, `drift` | JSON, leniently |
//! | `config` | where what is configured comes from, and where services are |
//! | `credentials`, `sign` | who calls, and the proof of it |
//! | `request`, `transport`, `retry`, `call`, `response`, `content`, `form`, `download`, `platform` | HTTP |
//! | `paging`, `wait`, `outcome` | calls that are repeated with a purpose |
//! | `error`, `telemetry`, `intercept`, `secret` | what is said about all that, and what is not |
//!
//! Replies are read leniently, see [`Drift`]; secrets are never printed, see [`Secret`].
//!
//! # Features
//!
//! | feature | what it adds | dependencies that come with it |
//! | --- | --- | --- |
//! | `blocking` | `.blocking()` in place of `.await`, for programs without an async runtime | none but a thread of tokio's |
//! | `tracing` | a span for each call and each attempt, an event for each place where a reply differs from its documentation | tracing |
//! | `yaml` | `clouds.yaml`, `secure.yaml` and `regions.yaml` | saphyr, and what it needs to read YAML |
//!
//! None is on by default.

#[cfg(feature = "blocking")]
pub mod blocking;
mod builder;
mod call;
mod client;
mod clock;
mod config;
mod content;
mod credentials;
mod decode;
mod describe;
mod download;
mod draft;
mod drift;
mod encode;
mod error;
mod form;
mod given;
mod intercept;
mod members;
mod object;
mod open_enum;
mod operation;
mod outcome;
mod paging;
mod param;
mod platform;
mod request;
mod response;
mod retry;
mod secret;
mod sign;
mod telemetry;
mod transport;
mod wait;

pub use bytes::Bytes;
pub use call::{Call, CallOptions, Reply};
pub use client::Client;
pub use config::{Cloud, Config, ConfigBuilder, Region};
pub use content::Content;
pub use credentials::{
    AccessKey, Agency, ApplicationCredential, Chain, Container, Credentials, EcsMetadata, IdToken, Password, Provided,
    Provider,
};
pub use describe::{Describe, Preview};
pub use download::Download;
pub use draft::Draft;
pub use drift::{Drift, DriftKind};
pub use error::{Error, ErrorKind};
pub use given::{Given, IsGiven};
pub use intercept::{Answered, Attempt, Interceptor};
pub use members::Members;
pub use object::Object;
pub use operation::{BodyKind, Method, Operation, Scope, Service};
pub use outcome::Outcome;
pub use paging::{Items, Next, Page, Pages, Paging};
pub use param::Param;
pub use reqwest::header::HeaderMap;
pub use response::Response;
pub use retry::Retry;
pub use secret::Secret;
pub use serde;
pub use serde_json::{self, Value};
pub use sign::{SignRequest, Signer};
pub use wait::{Progress, Wait};

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

/// Guides: what does not belong to one type alone.
#[cfg(any(doc, doctest))]
pub mod guide {
    #[doc = include_str!("../docs/configuration.md")]
    pub mod configuration {}
}

/// What the macros expand to; may change with any version.
#[doc(hidden)]
pub mod private {
    pub use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub use crate::{
        builder::maybe,
        call::read_reply,
        clock::instant,
        decode::{At, Broken, Items, Pairs, Slot, Took, Wire, deserialize, deserialize_open, read_object},
        drift::Source,
        encode::{Field, Fields, Sink, serialize},
        open_enum::{take_integer, take_text},
    };
}
