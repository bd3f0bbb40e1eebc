//! Access keys, as values.

use std::sync::Arc;

use crate::{Secret, Signer};

/// An access key: AK and SK, and for a temporary one its security token. Cheap to clone: each call has one.
#[derive(Clone, Debug)]
pub struct AccessKey {
    pub(crate) access: Arc<str>,
    pub(crate) secret: Secret,
    pub(crate) security_token: Option<Secret>,
    pub(crate) signer: Signer,
}

impl AccessKey {
    /// The security token of a temporary key.
    #[must_use]
    pub fn with_security_token(mut self, token: impl Into<Secret>) -> Self {
        self.security_token = Some(token.into());
        self
    }

    /// Another form of signature than [`Signer::Access`].
    #[must_use]
    pub fn with_signer(mut self, signer: Signer) -> Self {
        self.signer = signer;
        self
    }
}
