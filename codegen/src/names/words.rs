//! Splits names into lower-case words, and joins words again.

use heck::ToSnakeCase;

/// Words whose capitals do not part them. The one list of its kind: each stands as the pages write it.
const UNPARTED: [&str; 33] = [
    "ClickHouse",
    "JavaScript",
    "OpenGauss",
    "OpenStack",
    "PostgreSQL",
    "WebSocket",
    "openGauss",
    "RabbitMQ",
    "RocketMQ",
    "TaurusDB",
    "GaussDB",
    "GitHub",
    "RESTful",
    "MongoDB",
    "OpenID",
    "MySQL",
    "NoSQL",
    "OAuth",
    "iSCSI",
    "DevOps",
    "IPsec",
    "IPv4",
    "IPv6",
    "vCPU",
    "vGPU",
    "DDoS",
    "QoS",
    "IoT",
    "GiB",
    "MiB",
    "KiB",
    "TiB",
    "IPs",
];

/// The words of a name, in lower case, ASCII letters and digits only.
///
/// Capitals part words (`diskConfig`), runs of them stay together (`VPCList`), an `s` after such a run belongs to it
/// (`APIs`). Letters outside ASCII become their code point, so that no name depends on how a letter looks.
pub(crate) fn words(text: &str) -> Vec<String> {
    let mut plain = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '\'' | '’' => {}
            _ if char.is_ascii_alphanumeric() => plain.push(char),
            _ if char.is_alphanumeric() => plain.push_str(&format!(" u{:x} ", u32::from(char))),
            _ => plain.push(' '),
        }
    }
    // Most names have no capitals: nothing in them is one of these words.
    if plain.contains(|char: char| char.is_ascii_uppercase()) {
        plain = UNPARTED.iter().fold(plain, |plain, unparted| match plain.contains(unparted) {
            true => join_unparted(&plain, unparted),
            false => plain,
        });
    }
    let whole: Vec<String> = plain.split(' ').map(join_short).collect();
    let snake = join_plurals(&whole.join(" ")).to_snake_case();
    snake.split('_').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Joins a word wherever it begins one: `IPs`, and not in `EIPs`.
fn join_unparted(text: &str, unparted: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for (at, part) in text.split(unparted).enumerate() {
        if at > 0 {
            let is_begun = joined.ends_with(|char: char| char.is_ascii_uppercase());
            joined.push_str(if is_begun { unparted } else { "" });
            if !is_begun {
                joined.push_str(&capitalized(unparted));
            }
        }
        joined.push_str(part);
    }
    joined
}

/// A word of three letters of which the middle one is small is one word, in the plural too: `VoD`, `VoDs`.
fn join_short(word: &str) -> String {
    match word.as_bytes() {
        [first, middle, last] | [first, middle, last, b's']
            if first.is_ascii_uppercase() && middle.is_ascii_lowercase() && last.is_ascii_uppercase() =>
        {
            capitalized(word)
        }
        _ => word.to_owned(),
    }
}

/// `APIs` → `Apis`, `VPCsList` → `VpcsList`.
fn join_plurals(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut joined = String::with_capacity(text.len());
    let mut start = 0;
    while start < bytes.len() {
        let run = bytes[start..].iter().take_while(|byte| byte.is_ascii_uppercase()).count();
        let end = start + run;
        let follows = |at: usize| bytes.get(at).copied().unwrap_or(b' ');
        if run >= 2 && follows(end) == b's' && !follows(end + 1).is_ascii_lowercase() {
            joined.push_str(&capitalized(&text[start..end]));
            // An abbreviation in `S` has no other plural: `ECSs` is `ecs`.
            start = if text[..end].ends_with('S') { end + 1 } else { end };
        } else {
            let step = run.max(1);
            joined.push_str(&text[start..start + step]);
            start += step;
        }
    }
    joined
}

/// Words as `snake_case`.
pub(crate) fn snake(words: &[String]) -> String {
    words.join("_")
}

/// Words as `UpperCamelCase`; digits that meet are kept apart by `_`.
pub(crate) fn pascal(words: &[String]) -> String {
    let mut name = String::new();
    for word in words {
        let meets =
            name.ends_with(|char: char| char.is_ascii_digit()) && word.starts_with(|char: char| char.is_ascii_digit());
        if meets {
            name.push('_');
        }
        name.push_str(&capitalized(word));
    }
    name
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars.flat_map(char::to_lowercase)).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_part_where_a_reader_parts_them() {
        for (text, parted) in [
            ("CreateInstanceV2", "create instance v2"),
            ("ListAPIsUnbindedToACLPolicy", "list apis unbinded to acl policy"),
            ("DownloadSSLCert", "download ssl cert"),
            ("vCPUs", "vcpus"),
            ("VoDs", "vods"),
            ("EIPs by Tag", "eips by tag"),
            ("publicIPs", "public ips"),
            ("OpenStack Nova", "openstack nova"),
            ("toDo", "to do"),
            ("IPv6 subnet", "ipv6 subnet"),
            ("PLATINUM_X2", "platinum x2"),
            ("2xLarge", "2x large"),
            ("user's key", "users key"),
            ("a\u{202e}b", "a b"),
            ("状态", "u72b6 u6001"),
        ] {
            assert_eq!(words(text).join(" "), parted, "{text}");
        }
    }

    #[test]
    fn digits_that_meet_stay_apart() {
        assert_eq!(pascal(&words("v1.2")), "V1_2");
        assert_eq!(pascal(&words("tls-v1-2-strict")), "TlsV1_2Strict");
    }
}
