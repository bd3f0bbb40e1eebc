//! Runtime of the hwc crates.

mod builder;
mod call;
mod client;
mod clock;
mod config;
mod credentials;
mod decode;
mod describe;
mod draft;
mod drift;
mod encode;
mod error;
mod given;
mod members;
mod object;
mod open_enum;
mod operation;
mod param;
mod request;
mod response;
mod secret;
mod sign;
mod tls;
mod transport;

pub use bytes::Bytes;
pub use call::{Call, CallOptions, Reply};
pub use client::Client;
pub use config::{Cloud, Config, ConfigBuilder};
pub use credentials::{AccessKey, Credentials, Password};
pub use describe::{Describe, Preview};
pub use draft::Draft;
pub use drift::{Drift, DriftKind};
pub use error::{Error, ErrorKind};
pub use given::{Given, IsGiven};
pub use members::Members;
pub use object::Object;
pub use operation::{BodyKind, Method, Operation, Scope, Service};
pub use param::Param;
pub use reqwest::header::HeaderMap;
pub use response::Response;
pub use secret::Secret;
pub use serde;
pub use serde_json::{self, Value};
pub use sign::Signer;

/// What the macros expand to; may change with any version.
#[doc(hidden)]
pub mod private {
    pub use serde::{Deserialize, Deserializer, Serialize, Serializer, de::MapAccess};

    pub use crate::{
        call::read_reply,
        decode::{
            At, Entry, Fit, Leaf, Read, ReadMembers, Wire, deserialize, deserialize_open, read_leaf, read_object,
        },
        encode::{Field, Writer},
        open_enum::{OpenEnum, take_open},
    };
}
