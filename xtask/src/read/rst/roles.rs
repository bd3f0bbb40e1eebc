//! Interpreted text: `` :role:`text` ``.

use super::inline::Inline;
use super::raw::push_unescaped;
use crate::read::Style;

/// What a role makes of its text.
#[derive(Clone, Copy)]
enum Role {
    /// Text in a style.
    Styled(Style),
    /// Code in which a backslash is a backslash.
    Verbatim,
    /// A reference to a label.
    Label(Style),
    /// A reference to an address.
    Url(Style),
    /// Text behind a word.
    Prefixed(&'static str),
}

/// Roles by name. Those with a style in their name are our own, for references that are emphasised too.
const ROLES: &[(&str, Role)] = &[
    ("ref", Role::Label(Style::Plain)),
    ("ref-emphasis", Role::Label(Style::Emphasis)),
    ("ref-strong", Role::Label(Style::Strong)),
    ("ref-code", Role::Label(Style::Code)),
    ("link", Role::Url(Style::Plain)),
    ("link-emphasis", Role::Url(Style::Emphasis)),
    ("link-strong", Role::Url(Style::Strong)),
    ("link-code", Role::Url(Style::Code)),
    ("doc", Role::Label(Style::Plain)),
    ("any", Role::Label(Style::Plain)),
    ("term", Role::Label(Style::Plain)),
    ("numref", Role::Label(Style::Plain)),
    ("download", Role::Url(Style::Plain)),
    ("emphasis", Role::Styled(Style::Emphasis)),
    ("title-reference", Role::Styled(Style::Emphasis)),
    ("title", Role::Styled(Style::Emphasis)),
    ("t", Role::Styled(Style::Emphasis)),
    ("dfn", Role::Styled(Style::Emphasis)),
    ("strong", Role::Styled(Style::Strong)),
    ("guilabel", Role::Styled(Style::Strong)),
    ("command", Role::Styled(Style::Strong)),
    ("program", Role::Styled(Style::Strong)),
    ("literal", Role::Styled(Style::Code)),
    ("file", Role::Styled(Style::Code)),
    ("samp", Role::Styled(Style::Code)),
    ("kbd", Role::Styled(Style::Code)),
    ("envvar", Role::Styled(Style::Code)),
    ("option", Role::Styled(Style::Code)),
    ("regexp", Role::Styled(Style::Code)),
    ("code", Role::Verbatim),
    ("math", Role::Verbatim),
    ("sub", Role::Styled(Style::Plain)),
    ("subscript", Role::Styled(Style::Plain)),
    ("sup", Role::Styled(Style::Plain)),
    ("superscript", Role::Styled(Style::Plain)),
    ("abbr", Role::Styled(Style::Plain)),
    ("ab", Role::Styled(Style::Plain)),
    ("abbreviation", Role::Styled(Style::Plain)),
    ("ac", Role::Styled(Style::Plain)),
    ("acronym", Role::Styled(Style::Plain)),
    ("menuselection", Role::Styled(Style::Plain)),
    ("pep", Role::Prefixed("PEP ")),
    ("rfc", Role::Prefixed("RFC ")),
];

impl Inline<'_, '_, '_> {
    /// Interpreted text with a role, which reaches from `start` to `end`.
    pub(super) fn role(&mut self, name: &str, text: &str, start: usize, end: usize) {
        match find(name) {
            Some(Role::Styled(style)) => push_unescaped(&mut self.out, text, style, None),
            Some(Role::Verbatim) => self.out.push(text, Style::Code, None),
            Some(Role::Label(style)) => self.link_role(text, style, false),
            Some(Role::Url(style)) => self.link_role(text, style, true),
            Some(Role::Prefixed(word)) => {
                self.out.push(word, Style::Plain, None);
                push_unescaped(&mut self.out, text, Style::Plain, None);
            }
            None => {
                self.fault(format!("the role `{name}` is not known"));
                self.out.push(&self.raw[start..end], Style::Plain, None);
            }
        }
    }
}

fn find(name: &str) -> Option<Role> {
    let known = ROLES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
    // Roles of a domain, `py:class`, name things of code.
    known.map(|found| found.1).or_else(|| name.contains(':').then_some(Role::Styled(Style::Code)))
}
