//! TLS: rustls with ring, the certificates that the system trusts, and those that a program adds.
//!
//! ring, because it builds with Rust and a C compiler alone. The provider is handed to rustls here and not installed
//! for the process: that choice is the program's.

use std::sync::Arc;

use rustls::{
    ClientConfig,
    crypto::{CryptoProvider, ring},
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
};
use rustls_platform_verifier::Verifier;

use crate::{Error, config::Certificates};

impl Certificates {
    /// Refuses what holds no certificate.
    pub(super) fn check(&self) -> Result<(), Error> {
        self.roots()?;
        self.identity()?;
        Ok(())
    }

    fn roots(&self) -> Result<Vec<CertificateDer<'static>>, Error> {
        let mut all = Vec::new();
        for text in &self.trusted {
            all.extend(certificates(text, "text of certificates to be trusted")?);
        }
        Ok(all)
    }

    fn identity(&self) -> Result<Option<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>)>, Error> {
        let Some(own) = &self.own else { return Ok(None) };
        let chain = certificates(own.expose(), "text of the client certificate")?;
        let key = PrivateKeyDer::from_pem_slice(own.expose().as_bytes())
            .map_err(|_| Error::configuration("the client certificate has no private key with it"))?;
        Ok(Some((chain, key)))
    }
}

pub(super) fn client_config(certificates: &Certificates) -> Result<ClientConfig, Error> {
    let failed = |error: rustls::Error| Error::configuration(format!("no TLS: {error}"));
    let provider = Arc::new(ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider.clone())
        .with_safe_default_protocol_versions()
        .map_err(failed)?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier(certificates.roots()?, provider)?));
    match certificates.identity()? {
        Some((chain, key)) => builder.with_client_auth_cert(chain, key).map_err(failed),
        None => Ok(builder.with_no_client_auth()),
    }
}

/// The system's own verifier, which knows what the system trusts.
#[cfg(not(target_os = "android"))]
fn verifier(roots: Vec<CertificateDer<'static>>, provider: Arc<CryptoProvider>) -> Result<Verifier, Error> {
    Verifier::new_with_extra_roots(roots, provider).map_err(|error| Error::configuration(format!("no TLS: {error}")))
}

#[cfg(target_os = "android")]
fn verifier(roots: Vec<CertificateDer<'static>>, provider: Arc<CryptoProvider>) -> Result<Verifier, Error> {
    if !roots.is_empty() {
        return Err(Error::configuration("on Android, certificates are trusted by the system only"));
    }
    Verifier::new(provider).map_err(|error| Error::configuration(format!("no TLS: {error}")))
}

/// The certificates in a text. Errors say nothing of what stands in it: it may be a key.
fn certificates(text: &str, what: &str) -> Result<Vec<CertificateDer<'static>>, Error> {
    let found: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(text.as_bytes()).collect();
    match found {
        Ok(found) if !found.is_empty() => Ok(found),
        _ => Err(Error::configuration(format!("the {what} holds none: expected PEM, `-----BEGIN CERTIFICATE-----`"))),
    }
}
