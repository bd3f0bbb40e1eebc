//! Text that is never printed.

use std::{cell::Cell, fmt, sync::Arc};

use serde::{Serialize, Serializer};

/// A password, key or token. `Debug` and `Display` print stars; [`Secret::expose`] gives the text.
///
/// `Serialize` writes the text, for a service has to be told. Clones share it.
///
/// ```
/// let password = hwc_core::Secret::from("correct horse");
/// assert_eq!(format!("{password:?}"), "***");
/// assert_eq!(password.expose(), "correct horse");
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Secret(Arc<str>);

/// What is printed instead.
pub(crate) const MASK: &str = "***";

impl Secret {
    /// The text itself: to be sent, never to be printed.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// What is written: the text, or stars in the copy that is to be printed.
    pub(crate) fn written(&self) -> &str {
        if WRITING.get() == Writing::Masked {
            return MASK;
        }
        WRITING.set(Writing::SawSecret);
        &self.0
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Secret(text.into())
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Secret(text.into())
    }
}

impl From<&String> for Secret {
    fn from(text: &String) -> Self {
        Secret(text.as_str().into())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MASK)
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MASK)
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.written())
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Writing {
    Plain,
    SawSecret,
    Masked,
}

thread_local! {
    /// serde has no way to hand a setting down to a nested value, and a copy of each body for printing would be
    /// paid by every call: so a body is written a second time, masked, only where the first time met a secret.
    static WRITING: Cell<Writing> = const { Cell::new(Writing::Plain) };
}

/// The JSON text of a value, and where it holds a secret, the same text to be printed.
pub(crate) fn write_json<T: Serialize + ?Sized>(value: &T) -> serde_json::Result<(String, Option<String>)> {
    WRITING.set(Writing::Plain);
    let json = serde_json::to_string(value)?;
    if WRITING.replace(Writing::Plain) == Writing::Plain {
        return Ok((json, None));
    }
    WRITING.set(Writing::Masked);
    let masked = serde_json::to_string(value);
    WRITING.set(Writing::Plain);
    Ok((json, Some(masked?)))
}

/// An address without what stands before an `@`: that may be a password.
pub(crate) fn without_user(address: &str) -> &str {
    address.rsplit('@').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_printed_copy_is_masked() {
        let (json, printed) = write_json(&vec![Secret::from("s3cret")]).unwrap();
        assert_eq!(json, r#"["s3cret"]"#);
        assert_eq!(printed.as_deref(), Some(r#"["***"]"#));
        assert_eq!(serde_json::to_string(&Secret::from("s3cret")).unwrap(), r#""s3cret""#);
    }

    #[test]
    fn a_value_without_secrets_is_written_once() {
        assert_eq!(write_json(&[1, 2]).unwrap(), ("[1,2]".to_owned(), None));
    }
}
