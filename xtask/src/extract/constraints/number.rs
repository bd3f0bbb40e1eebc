//! Numbers as pages write them: `65,535`, `-1`, `0.5`, `1.79E308`.

use hwc_model::Number;

/// A whole text as a number.
pub(super) fn number(text: &str) -> Option<Number> {
    let (number, rest) = leading(text)?;
    rest.is_empty().then_some(number)
}

/// The number that a text begins with, and what follows. A float stands for whole numbers beyond 64 bits too.
pub(super) fn leading(text: &str) -> Option<(Number, &str)> {
    let end = integer_end(text)?;
    let (whole, rest) = text.split_at(end);
    let digits: String = whole.chars().filter(|&c| c != ',').collect();
    let fraction = fraction_end(rest);
    if fraction == 0 {
        let number = digits.parse().map(Number::Integer).or_else(|_| digits.parse().map(Number::Float)).ok()?;
        return Some((number, rest));
    }
    let float: f64 = format!("{digits}{}", &rest[..fraction]).parse().ok().filter(|float: &f64| float.is_finite())?;
    Some((Number::Float(float), &rest[fraction..]))
}

/// Sign, digits, and groups of three digits behind commas.
fn integer_end(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let sign = usize::from(matches!(bytes.first(), Some(b'-' | b'+')));
    let mut end = sign + digits(&bytes[sign..]);
    if end == sign {
        return None;
    }
    while end - sign <= 3 || text[sign..end].contains(',') {
        let group = bytes.get(end) == Some(&b',') && digits(&bytes[end + 1..]) == 3;
        if !group {
            break;
        }
        end += 4;
    }
    Some(end)
}

/// `.5` and `E308`.
fn fraction_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut end = 0;
    if bytes.first() == Some(&b'.') && digits(&bytes[1..]) > 0 {
        end = 1 + digits(&bytes[1..]);
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'-' | b'+')));
        let exponent = digits(bytes.get(end + 1 + sign..).unwrap_or_default());
        end += if exponent > 0 { 1 + sign + exponent } else { 0 };
    }
    end
}

fn digits(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| byte.is_ascii_digit()).count()
}
