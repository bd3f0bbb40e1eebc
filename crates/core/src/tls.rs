//! TLS: rustls with ring, and the certificates that the system trusts.
//!
//! ring, because it builds with Rust and a C compiler alone. The provider is handed to rustls here and not installed
//! for the process: that choice is the program's.

use std::sync::Arc;

use rustls::{ClientConfig, crypto::ring};
use rustls_platform_verifier::BuilderVerifierExt;

use crate::Error;

pub(crate) fn client_config() -> Result<ClientConfig, Error> {
    let failed = |error: rustls::Error| Error::configuration(format!("no TLS: {error}"));
    Ok(ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(failed)?
        .with_platform_verifier()
        .map_err(failed)?
        .with_no_client_auth())
}
