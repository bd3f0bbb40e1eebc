//! Calls of `curl` to method, URI, headers and body.

use hwc_model::Method;

use super::lines;

/// A call.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Call {
    pub method: Option<Method>,
    pub uri: Option<String>,
    pub headers: Vec<(String, String)>,
    pub body: Option<String>,
}

/// Whether a text is a call.
pub(super) fn is_call(text: &str) -> bool {
    text.trim_start().starts_with("curl ")
}

/// Reads a call. Options that are not known are passed over.
pub(super) fn read(text: &str) -> Call {
    let mut call = Call::default();
    let mut words = words(text).into_iter().skip(1);
    while let Some(word) = words.next() {
        let (option, glued) = option(&word);
        let mut argument = || glued.map(str::to_owned).or_else(|| words.next());
        match option {
            "-X" | "--request" => {
                call.method = argument().and_then(|word| lines::method(&word).map(|(method, _)| method))
            }
            "-H" | "--header" => {
                let header = argument().and_then(|header| {
                    header.split_once(':').map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
                });
                call.headers.extend(header);
            }
            "-d" | "--data" | "--data-raw" | "--data-binary" => call.body = argument(),
            "-F" | "--form" | "-o" | "-u" | "--user" | "-T" => drop(argument()),
            "" if call.uri.is_none() && is_uri(&word) => call.uri = Some(word),
            _ => {}
        }
    }
    if call.method.is_none() && call.uri.is_some() {
        call.method = Some(if call.body.is_some() { Method::Post } else { Method::Get });
    }
    call
}

/// The option that a word is, with an argument that is glued to it: `-XPOST`.
fn option(word: &str) -> (&str, Option<&str>) {
    for short in ["-X", "-H", "-d"] {
        if let Some(glued) = word.strip_prefix(short).filter(|glued| !glued.is_empty() && !word.starts_with("--")) {
            return (short, Some(glued));
        }
    }
    match word.split_once('=') {
        Some((option, argument)) if option.starts_with("--") => (option, Some(argument)),
        _ if word.starts_with('-') => (word, None),
        _ => ("", None),
    }
}

fn is_uri(word: &str) -> bool {
    word.contains("://") || word.starts_with('/') || word.starts_with('{') || word.contains('/')
}

/// Words as a shell reads them: quotes, and backslashes at the ends of lines.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some('"'), '\\') if chars.peek() == Some(&'"') => word.get_or_insert_default().extend(chars.next()),
            (Some(_), c) => word.get_or_insert_default().push(c),
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, '\\') if matches!(chars.peek(), Some('\n' | '\r')) => {}
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            (None, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}
