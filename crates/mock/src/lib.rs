//! A local server that knows a service's model.
//!
//! Comes in: the model of a service, as `model.json` has it, and any HTTP client's requests. Goes out: the documented
//! example, or where nothing is shown a reply made from the documented types. What is sent is checked: method, path,
//! mandatory members, types, bounds, enumerations, token or signature. A fault is answered with the documented error
//! body of its status and a message that says what is wrong, and where. The mock knows nothing of the generated crates.
//!
//! ```
//! use std::io::{Read, Write};
//!
//! const MODEL: &str = r#"{
//!   "format": 1,
//!   "service": { "key": "kiln", "crate_name": "hwc-kiln", "title": "Kiln" },
//!   "operations": [{
//!     "key": "GET /v1/kilns", "title": "Listing Kilns", "method": "GET", "path": "/v1/kilns",
//!     "responses": [{ "status": 200, "source": {} }],
//!     "response_examples": [{ "status": 200, "body": { "kilns": [] }, "source": {} }],
//!     "source": { "page": "list.rst" }
//!   }],
//!   "types": [],
//!   "pages": []
//! }"#;
//!
//! let cloud = hwc_mock::Mock::of(MODEL).start()?;
//!
//! let mut client = std::net::TcpStream::connect(cloud.address())?;
//! client.write_all(b"GET /v1/kilns HTTP/1.1\r\nHost: kiln\r\nX-Auth-Token: any\r\nConnection: close\r\n\r\n")?;
//! let mut reply = String::new();
//! client.read_to_string(&mut reply)?;
//!
//! assert!(reply.starts_with("HTTP/1.1 200 OK") && reply.ends_with(r#"{"kilns":[]}"#), "{reply}");
//! assert_eq!(cloud.requests()[0].operation(), Some("GET /v1/kilns"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`Mock`] says what the cloud is like, [`Cloud`] is the running server, [`Fault`] is what goes wrong on demand. The
//! same server is a program: `hwc-mock --help`.

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}

mod answer;
mod check;
mod clock;
mod cloud;
mod delivery;
mod documented;
mod error;
mod fault;
mod iam;
mod id;
mod log;
mod mock;
mod reply;
mod requests;
mod route;
mod sample;
mod server;
mod service;
mod signature;
mod state;
mod synthesis;
mod target;
mod uri;
mod waiting;

pub use cloud::Cloud;
pub use error::Error;
pub use fault::{Fault, UnknownFault};
pub use log::Request;
pub use mock::{Mock, Source};
pub use reply::Reply;
pub use requests::Requests;
pub use sample::Sample;
