//! The lists that names are held against: keywords, names the emitted code needs for itself, transport and scope.

use super::words;

/// Keywords of all editions, and the words that cannot stand alone.
const KEYWORDS: [&str; 53] = [
    "_", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super",
    "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield", "Self",
];

/// Methods and fields that every builder, client or struct has, modules that every version may have, and the methods of
/// operators: a setter of such a name reads as if `a.add(b)` were `a + b`.
const RESERVED: [&str; 32] = [
    "add",
    "bitand",
    "bitor",
    "bitxor",
    "build",
    "build_unchecked",
    "builder",
    "clone",
    "default",
    "describe",
    "div",
    "draft",
    "extra_member",
    "fmt",
    "inner",
    "into_items",
    "items",
    "maybe",
    "missing",
    "mul",
    "new",
    "options",
    "pages",
    "rem",
    "send",
    "send_unchecked",
    "shl",
    "shr",
    "sub",
    "types",
    "unknown_members",
    "wait",
];

/// Types that emitted modules import or take from the prelude: no type of a page has such a name.
pub(crate) const PRELUDE: [&str; 40] = [
    "Any",
    "BTreeMap",
    "Box",
    "Bytes",
    "Call",
    "Client",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Draft",
    "Drop",
    "Eq",
    "Err",
    "Fn",
    "From",
    "Given",
    "Into",
    "IntoIterator",
    "IsGiven",
    "Item",
    "Iterator",
    "Members",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PhantomData",
    "Result",
    "Secret",
    "Self",
    "Send",
    "Some",
    "String",
    "Sync",
    "ToString",
    "Value",
    "Vec",
    "Hash",
    "S",
];

/// Headers that carry authentication or transport; the runtime sets them.
const TRANSPORT: [&str; 17] = [
    "accept",
    "accept-encoding",
    "authorization",
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "date",
    "host",
    "transfer-encoding",
    "user-agent",
    "x-auth-token",
    "x-domain-id",
    "x-project-id",
    "x-sdk-content-sha256",
    "x-sdk-date",
    "x-security-token",
];

/// The one rule for a name that is in use otherwise: a `_` behind it.
pub(crate) fn escape(name: &str) -> String {
    if KEYWORDS.contains(&name) || RESERVED.contains(&name) { format!("{name}_") } else { name.to_owned() }
}

/// Words that can begin an identifier: a leading number below 100 is spelled, a larger one follows `value`.
pub(super) fn spell_digits(mut words: Vec<String>) -> Vec<String> {
    let Some(first) = words.first() else { return vec!["unnamed".to_owned()] };
    let digits: String = first.chars().take_while(char::is_ascii_digit).collect();
    if digits.is_empty() {
        return words;
    }
    let rest = first[digits.len()..].to_owned();
    match digits.parse::<usize>() {
        Ok(number) if number < 100 && !rest.is_empty() => {
            words.splice(..1, spell(number).into_iter().map(str::to_owned).chain([rest]));
        }
        _ => words.insert(0, "value".to_owned()),
    }
    words
}

fn spell(number: usize) -> Vec<&'static str> {
    const SMALL: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    match number {
        0..20 => vec![SMALL[number]],
        _ if number.is_multiple_of(10) => vec![TENS[number / 10 - 2]],
        _ => vec![TENS[number / 10 - 2], SMALL[number % 10]],
    }
}

/// Whether a header is transport's.
pub(crate) fn is_transport_header(name: &str) -> bool {
    TRANSPORT.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// What the configuration knows a placeholder as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// The project, or tenant as older services call it.
    Project,
    /// The domain, that is the account.
    Domain,
}

/// The scope a placeholder names, if any.
pub(crate) fn scope_of(placeholder: &str) -> Option<Scope> {
    match words(placeholder).join("_").as_str() {
        "project_id" | "tenant_id" => Some(Scope::Project),
        "domain_id" => Some(Scope::Domain),
        _ => None,
    }
}

/// Whether the text can stand as a lower-case identifier of its own.
pub(crate) fn is_ident(text: &str) -> bool {
    text.starts_with(|char: char| char.is_ascii_lowercase())
        && text.chars().all(|char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '_')
        && !KEYWORDS.contains(&text)
}

/// The name under which code refers to a crate.
pub(crate) fn crate_ident(crate_name: &str) -> String {
    let ident: String = crate_name
        .chars()
        .map(|char| if char.is_ascii_alphanumeric() { char.to_ascii_lowercase() } else { '_' })
        .collect();
    if is_ident(&ident) { ident } else { format!("hwc_{}", ident.trim_start_matches('_')) }
}
