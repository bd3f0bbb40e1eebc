//! Why a mock does not start.

use std::fmt;

/// Why a mock does not start.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The text is no model.
    Model(serde_json::Error),
    /// The model has a text form that is newer than this crate.
    Format {
        /// The version found in the model.
        found: u32,
    },
    /// The address cannot be listened on.
    Listen(std::io::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Model(error) => write!(f, "the text is no model of a service: {error}"),
            Error::Format { found } => {
                write!(f, "the model has format {found}, this version of hwc-mock knows {}", hwc_model::FORMAT)
            }
            Error::Listen(error) => write!(f, "cannot listen: {error}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Model(error) => Some(error),
            Error::Listen(error) => Some(error),
            Error::Format { .. } => None,
        }
    }
}
