//! Words for the ways to authenticate.

use hwc_model::Authentication;

/// What each way is called, in lower case.
const NAMES: [(Authentication, &[&str]); 2] = [
    (Authentication::Token, &["token-based authentication", "token authentication", "token认证"]),
    (
        Authentication::Signature,
        &["ak/sk-based authentication", "ak/sk authentication", "signature-based authentication", "ak/sk认证"],
    ),
];

/// The way to authenticate that a phrase begins with.
pub fn authentication(phrase: &str) -> Option<Authentication> {
    let folded = phrase.trim().to_lowercase();
    let found = NAMES.iter().find(|(_, names)| names.iter().any(|name| folded.starts_with(name)));
    found.map(|(authentication, _)| *authentication)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_to_authenticate_opens_its_phrase() {
        assert_eq!(authentication("AK/SK-based authentication: requests are signed"), Some(Authentication::Signature));
        assert_eq!(authentication("Token-based Authentication"), Some(Authentication::Token));
        assert_eq!(authentication("In AK/SK-based authentication, a signature is needed"), None);
        assert_eq!(authentication("Authentication"), None);
    }
}
