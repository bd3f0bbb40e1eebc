//! Words of names whose values are secrets.

/// Words that make a name secret wherever they stand at its end.
const SECRET: &[&str] = &[
    "password",
    "passwd",
    "pwd",
    "pass",
    "secret",
    "token",
    "passphrase",
    "credential",
    "credentials",
    "sk",
    "passcode",
    "adminpass",
    "secretkey",
    "accesstoken",
    "passwords",
    "signature",
    "securitytoken",
    "privatekey",
    "psk",
];

/// Words that make a key secret.
const SECRET_KEYS: &[&str] =
    &["private", "secret", "security", "encryption", "encrypted", "psk", "shared", "plain", "auth"];

/// Words behind a secret word that tell a fact about the secret.
const ABOUT: &[&str] = &[
    "id",
    "ids",
    "name",
    "type",
    "time",
    "at",
    "expires",
    "expired",
    "expire",
    "policy",
    "strength",
    "enabled",
    "enable",
    "length",
    "status",
    "mode",
    "method",
    "methods",
    "url",
    "uri",
    "version",
    "urn",
    "page",
    "marker",
    "count",
    "days",
    "validity",
    "age",
    "regex",
    "format",
    "algorithm",
    "tip",
    "num",
    "number",
    "ttl",
    "duration",
    "period",
    "location",
];

/// Words before `token` that make it a place in a list.
const PAGING: &[&str] = &["page", "next", "continue", "continuation", "pagination", "sync", "client", "marker"];

/// Whether the words of a name, in lower case, name a secret.
pub fn is_secret(words: &[String]) -> bool {
    let Some((last, before)) = words.split_last() else { return false };
    let before_has = |list: &[&str]| before.iter().any(|word| list.contains(&word.as_str()));
    match last.as_str() {
        "token" => !before_has(PAGING) && before.first().is_none_or(|word| word != "is"),
        "key" => before_has(SECRET_KEYS) && !before_has(ABOUT) && before.first().is_none_or(|word| word != "public"),
        "signature" => false,
        last if SECRET.contains(&last) || last.ends_with("password") => true,
        last if ABOUT.contains(&last) => false,
        "data" | "value" | "text" | "content" | "base64" | "plain" | "hash" => before_has(SECRET),
        _ => false,
    }
}
