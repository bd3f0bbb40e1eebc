//! The numbers and letters of enumerated lists: `1.`, `(b)`, `iv)`, `#.`

/// What stands around the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Parens,
    RightParen,
    Period,
}

/// How items count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sequence {
    Arabic,
    LowerAlpha,
    UpperAlpha,
    LowerRoman,
    UpperRoman,
    Auto,
}

/// A number as written, not yet told which sequence it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Enumerator<'a> {
    pub(super) format: Format,
    text: &'a str,
}

const SEQUENCES: [Sequence; 5] =
    [Sequence::Arabic, Sequence::LowerAlpha, Sequence::UpperAlpha, Sequence::LowerRoman, Sequence::UpperRoman];

const ROMAN: [(u64, &str); 13] = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

/// The enumerator at the start of a line and its length.
pub(super) fn parse(line: &str) -> Option<(Enumerator<'_>, usize)> {
    let (open, rest) = line.strip_prefix('(').map_or((0, line), |rest| (1, rest));
    let len = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    let text = &rest[..len];
    let format = match (open, rest.as_bytes().get(len)) {
        (1, Some(b')')) => Format::Parens,
        (0, Some(b')')) => Format::RightParen,
        (0, Some(b'.')) => Format::Period,
        _ => return None,
    };
    let known = text == "#" || SEQUENCES.iter().any(|sequence| sequence.matches(text));
    known.then_some((Enumerator { format, text }, open + len + 1))
}

impl Enumerator<'_> {
    /// The sequence and the place in it, where `expected` is tried first. No place for numbers that are none.
    pub(super) fn place(&self, expected: Option<Sequence>) -> (Sequence, Option<u64>) {
        let sequence = match (self.text, expected) {
            ("#", _) => Sequence::Auto,
            (text, Some(expected)) if expected.matches(text) => expected,
            ("i", None) => Sequence::LowerRoman,
            ("I", None) => Sequence::UpperRoman,
            (text, _) => SEQUENCES.into_iter().find(|sequence| sequence.matches(text)).unwrap_or(Sequence::Auto),
        };
        (sequence, sequence.ordinal(self.text))
    }
}

impl Sequence {
    fn matches(self, text: &str) -> bool {
        let all = |accepts: fn(u8) -> bool| !text.is_empty() && text.bytes().all(accepts);
        match self {
            Sequence::Arabic => all(|b| b.is_ascii_digit()),
            Sequence::LowerAlpha => text.len() == 1 && all(|b| b.is_ascii_lowercase()),
            Sequence::UpperAlpha => text.len() == 1 && all(|b| b.is_ascii_uppercase()),
            Sequence::LowerRoman => all(|b| b"ivxlcdm".contains(&b)),
            Sequence::UpperRoman => all(|b| b"IVXLCDM".contains(&b)),
            Sequence::Auto => text == "#",
        }
    }

    fn ordinal(self, text: &str) -> Option<u64> {
        match self {
            Sequence::Auto => Some(1),
            // A number beyond any list still begins one.
            Sequence::Arabic => Some(text.parse().unwrap_or(u64::MAX)),
            Sequence::LowerAlpha | Sequence::UpperAlpha => {
                text.bytes().next().map(|b| u64::from(b.to_ascii_lowercase() - b'a') + 1)
            }
            Sequence::LowerRoman | Sequence::UpperRoman => from_roman(&text.to_ascii_uppercase()),
        }
    }

    /// What the item with this place in the sequence starts with.
    pub(super) fn mark(self, ordinal: u64, format: Format) -> Option<String> {
        let text = match self {
            Sequence::Auto => "#".to_owned(),
            Sequence::Arabic => ordinal.to_string(),
            Sequence::LowerAlpha => letter(ordinal, b'a')?,
            Sequence::UpperAlpha => letter(ordinal, b'A')?,
            Sequence::LowerRoman => to_roman(ordinal)?.to_ascii_lowercase(),
            Sequence::UpperRoman => to_roman(ordinal)?,
        };
        Some(format.around(&text))
    }
}

impl Format {
    pub(super) fn around(self, text: &str) -> String {
        match self {
            Format::Parens => format!("({text}) "),
            Format::RightParen => format!("{text}) "),
            Format::Period => format!("{text}. "),
        }
    }
}

fn letter(ordinal: u64, first: u8) -> Option<String> {
    let offset = u8::try_from(ordinal.checked_sub(1)?).ok().filter(|&offset| offset < 26)?;
    Some(char::from(first + offset).to_string())
}

fn to_roman(ordinal: u64) -> Option<String> {
    let mut rest = Some(ordinal).filter(|n| (1..5000).contains(n))?;
    let mut text = String::new();
    for (value, digits) in ROMAN {
        while rest >= value {
            text.push_str(digits);
            rest -= value;
        }
    }
    Some(text)
}

/// Only numbers in their usual form count.
fn from_roman(text: &str) -> Option<u64> {
    let mut value = 0;
    let mut rest = text;
    for (worth, digits) in ROMAN {
        while let Some(after) = rest.strip_prefix(digits) {
            value += worth;
            rest = after;
        }
    }
    (rest.is_empty() && to_roman(value).as_deref() == Some(text)).then_some(value)
}
