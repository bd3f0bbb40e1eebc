//! Documentation names → Rust names.
//!
//! In: words as the pages write them. Out: candidates for identifiers, best first, and a [`Namespace`] that gives each
//! to one thing only. What was given out before is `lock`'s to say; nothing here knows a service or a page.

mod ident;
mod meaning;
mod number;
mod phrase;
mod title;
mod value;
mod verb;
mod words;

pub(crate) use ident::{PRELUDE, Scope, crate_ident, escape, is_ident, is_transport_header, scope_of};
pub(crate) use meaning::variant_by_meaning;
pub(crate) use number::singular;
pub(crate) use title::{group_module, names_something, operation_candidates};
pub(crate) use value::{variant_candidates, variant_of_number};
pub(crate) use words::{pascal, snake, words};

use std::collections::BTreeSet;

/// Names of one scope: each is given out once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Namespace {
    taken: BTreeSet<String>,
}

impl Namespace {
    /// A scope in which some names are given out already.
    pub(crate) fn with(taken: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Namespace { taken: taken.into_iter().map(Into::into).collect() }
    }

    /// Whether the name is given out.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.taken.contains(name)
    }

    /// Gives out this very name, if it is free.
    pub(crate) fn take(&mut self, name: &str) -> bool {
        self.taken.insert(name.to_owned())
    }

    /// Gives out the first free candidate; where none is free, the last one with a number.
    pub(crate) fn claim(&mut self, candidates: impl IntoIterator<Item = String>) -> String {
        let mut last = String::new();
        for candidate in candidates {
            if self.take(&candidate) {
                return candidate;
            }
            last = candidate;
        }
        let mut number = 2_u64;
        loop {
            let numbered = format!("{last}{number}");
            if self.take(&numbered) {
                return numbered;
            }
            number += 1;
        }
    }
}

/// Candidates for a field or a setter: the words of the member, then with its symbols spelled out.
pub(crate) fn member_candidates(wire: &str) -> Vec<String> {
    let spelled = value::spell_symbols(wire);
    let plain = Some(words(wire)).filter(|words| !words.is_empty()).unwrap_or_else(|| spelled.clone());
    [plain, spelled].map(|words| escape(&snake(&ident::spell_digits(words)))).to_vec()
}

/// Candidates for a type named after a member that holds it.
pub(crate) fn type_name(text: &str) -> String {
    pascal(&ident::spell_digits(words(text)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn members_become_fields() {
        for (wire, field) in [
            ("instance_name", "instance_name"),
            ("OS-DCF:diskConfig", "os_dcf_disk_config"),
            ("type", "type_"),
            ("send", "send_"),
            ("IPv4Address", "ipv4_address"),
            ("vpcIDs", "vpc_ids"),
            ("24h", "twenty_four_h"),
            ("@timestamp", "timestamp"),
            ("__system__enableHealthcheck", "system_enable_healthcheck"),
            ("", "unnamed"),
            ("*/ }", "asterisk_slash_closing_brace"),
        ] {
            assert_eq!(member_candidates(wire)[0], field, "{wire}");
        }
    }

    proptest! {
        #[test]
        fn any_text_gives_an_identifier(text in "\\PC*|.*") {
            for name in member_candidates(&text).into_iter().chain([type_name(&text)]) {
                prop_assert!(syn::parse_str::<syn::Ident>(&name).is_ok(), "{name:?}");
            }
        }

        #[test]
        fn claimed_names_are_unique(texts in proptest::collection::vec(".{0,6}", 0..40)) {
            let mut namespace = Namespace::default();
            let names: BTreeSet<String> =
                texts.iter().map(|text| namespace.claim(member_candidates(text))).collect();
            prop_assert_eq!(names.len(), texts.len());
        }
    }
}
