//! Percent-encoding, as the clouds' signatures want it: only letters, digits and `-._~` are left bare.

use std::fmt::Write;

/// The text behind percent-encoding; what is no encoding stays as it is, and a plus is a plus.
pub(crate) fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let digits = (byte == b'%').then(|| after.split_at_checked(2)).flatten();
        let decoded = digits.and_then(|(digits, after)| Some((hex(digits)?, after)));
        let (byte, after) = decoded.unwrap_or((byte, after));
        bytes.push(byte);
        rest = after;
    }
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

fn hex(digits: &[u8]) -> Option<u8> {
    if !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

/// The text with everything encoded but unreserved characters.
pub(crate) fn encode(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a text cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
        encoded
    })
}

/// Names and values of a query, decoded, in the order in which they were sent.
pub(crate) fn query(text: &str) -> Vec<(String, String)> {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    pairs.map(|pair| pair.split_once('=').unwrap_or((pair, ""))).map(|(n, v)| (decode(n), decode(v))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decoding_leaves_alone_what_is_no_encoding() {
        assert_eq!(decode("a%20b+c%zz%4"), "a b+c%zz%4");
        assert_eq!(decode("%C3%A9%"), "é%");
    }

    #[test]
    fn encoding_leaves_only_unreserved_characters() {
        assert_eq!(encode("a b+c~é/"), "a%20b%2Bc~%C3%A9%2F");
    }

    #[test]
    fn query_keeps_order_repeats_and_empty_values() {
        let pairs = query("b=2&a=&b=x%3Dy&flag");
        let pairs: Vec<_> = pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        assert_eq!(pairs, [("b", "2"), ("a", ""), ("b", "x=y"), ("flag", "")]);
    }
}
