//! Ids that look like a cloud's and are the same in every run.

use serde_json::Value;

/// Ids that are numbers begin behind this one: what is smaller counts something in most replies.
const FIRST: u64 = 1000;

/// An id of fewer letters is a number, or one with a word before it: `V1003`.
const SHORT: usize = 12;

/// Another id for every number, of the kind and the form that the documented one has.
pub(crate) fn fresh(number: u64, documented: Option<&Value>) -> Value {
    match documented {
        Some(Value::Number(_)) => (FIRST + number).into(),
        Some(Value::String(text)) => like(number, text).into(),
        _ => hex(number).into(),
    }
}

/// Another text for every number, of the form that the documented one has: a number, or digits with dashes or without.
pub(crate) fn like(number: u64, documented: &str) -> String {
    let word = documented.trim_end_matches(|c: char| c.is_ascii_digit());
    if documented.len() < SHORT && word.len() < documented.len() && word.chars().all(|c| c.is_ascii_alphabetic()) {
        return format!("{word}{}", FIRST + number);
    }
    let digits = hex(number);
    if documented.contains('-') {
        let part = |from: usize, to: usize| &digits[from..to];
        return [part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32)].join("-");
    }
    digits
}

/// 32 hexadecimal digits, others for every number.
pub(crate) fn hex(number: u64) -> String {
    let high = mix(number);
    format!("{high:016x}{:016x}", mix(high))
}

/// SplitMix64: every bit of the number moves every bit of the result.
fn mix(number: u64) -> u64 {
    let mut z = number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A number from 0 to 1, without regularity in those of numbers that follow one another.
pub(crate) fn fraction(number: u64) -> f64 {
    (mix(number) >> 11) as f64 / (1u64 << 53) as f64
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn ids_have_the_kind_and_the_form_of_the_documented_one() {
        assert_eq!(fresh(1, Some(&json!(7))), 1001);
        assert_eq!([like(1, "V10"), like(2, "10")], ["V1001", "1002"]);
        assert_eq!(like(1, "b53f23bd-ee8f-49ec-9420-d1acfeaf91d6").matches('-').count(), 4);
        assert_eq!(like(1, "a name"), hex(1));
        assert_eq!(fresh(1, None), json!(hex(1)));
    }
}
