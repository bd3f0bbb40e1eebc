//! Values of enumerations → variants.

use hwc_model::{Number, Scalar};

use super::{ident::spell_digits, pascal, words};

/// Candidates for the variant of a value: its words; with symbols spelled; with its letter case said.
pub(crate) fn variant_candidates(value: &Scalar) -> Vec<String> {
    match value {
        Scalar::Bool(value) => vec![if *value { "True" } else { "False" }.to_owned()],
        Scalar::Number(Number::Integer(value)) => vec![variant_of_number(&value.to_string())],
        Scalar::Number(Number::Float(value)) => vec![variant_of_number(&value.to_string())],
        Scalar::Text(text) => text_candidates(text),
    }
}

/// Numbers are no words: `Value1`, `ValueMinus1`, `Value0_5`.
pub(crate) fn variant_of_number(text: &str) -> String {
    let sign = if text.starts_with('-') { "Minus" } else { "" };
    let digits: Vec<&str> =
        text.split(|char: char| !char.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
    format!("Value{sign}{}", digits.join("_"))
}

fn text_candidates(text: &str) -> Vec<String> {
    if text.is_empty() {
        return vec!["Empty".to_owned()];
    }
    if text.parse::<f64>().is_ok_and(f64::is_finite) {
        return vec![variant_of_number(text), pascal(&spell_digits(spell_symbols(text)))];
    }
    let plain = words(text);
    let plain = if plain.is_empty() { spell_symbols(text) } else { plain };
    let plain = pascal(&spell_digits(plain));
    // What stands between the parts of a time parts them well enough.
    let signs: String = text.chars().map(|char| if matches!(char, ':' | '_') { ' ' } else { char }).collect();
    let signs = pascal(&spell_digits(spell_symbols(&signs)));
    let spelled = pascal(&spell_digits(spell_symbols(text)));
    let cased = format!("{plain}{}", letter_case(text));
    [plain, signs, spelled, cased]
        .into_iter()
        .map(|name| if is_taken(&name) { format!("{name}Value") } else { name })
        .collect()
}

/// `Other` is the variant for undocumented values, `Self` a keyword.
fn is_taken(name: &str) -> bool {
    matches!(name, "Other" | "Self")
}

/// What parts `lvs` from `LVS` and `Lvs`.
fn letter_case(text: &str) -> &'static str {
    let has = |test: fn(&char) -> bool| text.chars().any(|char| test(&char));
    match (has(|char| char.is_uppercase()), has(|char| char.is_lowercase())) {
        (true, false) => "Uppercase",
        (false, true) => "Lowercase",
        _ => "Mixed",
    }
}

/// The words of a text with every symbol named.
pub(super) fn spell_symbols(text: &str) -> Vec<String> {
    let mut spelled = String::new();
    for char in text.chars() {
        match symbol(char) {
            Some(name) => spelled.extend([" ", name, " "]),
            None if char.is_alphanumeric() => spelled.push(char),
            None => spelled.push_str(&format!(" u{:x} ", u32::from(char))),
        }
    }
    let words = words(&spelled);
    if words.is_empty() { vec!["space".to_owned(); usize::from(!text.is_empty())] } else { words }
}

fn symbol(char: char) -> Option<&'static str> {
    Some(match char {
        ' ' => " ",
        '!' => "exclamation mark",
        '"' => "quote",
        '#' => "hash",
        '$' => "dollar",
        '%' => "percent",
        '&' => "and",
        '\'' => "apostrophe",
        '(' => "opening parenthesis",
        ')' => "closing parenthesis",
        '*' => "asterisk",
        '+' => "plus",
        ',' => "comma",
        '-' => "dash",
        '.' => "dot",
        '/' => "slash",
        ':' => "colon",
        ';' => "semicolon",
        '<' => "less",
        '=' => "equal",
        '>' => "greater",
        '?' => "question mark",
        '@' => "at",
        '[' => "opening bracket",
        '\\' => "backslash",
        ']' => "closing bracket",
        '^' => "caret",
        '_' => "underscore",
        '`' => "backtick",
        '{' => "opening brace",
        '|' => "bar",
        '}' => "closing brace",
        '~' => "tilde",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> String {
        text_candidates(text).swap_remove(0)
    }

    #[test]
    fn variants_are_readable() {
        for (value, variant) in [
            ("PLATINUM_X2", "PlatinumX2"),
            ("2xLarge", "TwoXLarge"),
            ("24h", "TwentyFourH"),
            ("1500m", "Value1500m"),
            ("BASIC", "Basic"),
            ("UnRegisterFailed", "UnRegisterFailed"),
            ("ipv6_enable", "Ipv6Enable"),
            ("", "Empty"),
            ("*", "Asterisk"),
            (">=", "GreaterEqual"),
            ("0", "Value0"),
            ("-1", "ValueMinus1"),
            ("v1.2", "V1_2"),
            ("02:00:00", "Value02_00_00"),
            ("Other", "OtherValue"),
            ("dms.physical.storage.ultra.v2", "DmsPhysicalStorageUltraV2"),
        ] {
            assert_eq!(first(value), variant, "{value}");
        }
    }

    #[test]
    fn values_that_differ_in_case_get_names_that_say_so() {
        assert_eq!(text_candidates("LVS"), ["Lvs", "Lvs", "Lvs", "LvsUppercase"]);
        assert_eq!(text_candidates("lvs")[3], "LvsLowercase");
    }
}
