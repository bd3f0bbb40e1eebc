//! The verb that a title begins with: gerunds (`Creating`), commands (`Create`), and words that mean the same.

/// Gerunds whose verb is not what remains without `ing`, and verbs that mean the same as another one.
const VERBS: [(&str, &str); 34] = [
    ("adding", "add"),
    ("backing", "back"),
    ("cancelling", "cancel"),
    ("checking", "check"),
    ("controlling", "control"),
    ("editing", "update"),
    ("enabling", "enable"),
    ("disabling", "disable"),
    ("getting", QUERY),
    ("get", QUERY),
    ("displaying", QUERY),
    ("installing", "install"),
    ("list", LIST),
    ("listing", LIST),
    ("modify", "update"),
    ("modifying", "update"),
    ("obtain", QUERY),
    ("obtaining", QUERY),
    ("polling", "poll"),
    ("pulling", "pull"),
    ("query", QUERY),
    ("querying", QUERY),
    ("reading", QUERY),
    ("rebooting", "reboot"),
    ("rolling", "roll"),
    ("scheduling", "schedule"),
    ("selling", "sell"),
    ("show", QUERY),
    ("showing", QUERY),
    ("uninstalling", "uninstall"),
    ("unsubscribing", "unsubscribe"),
    ("update", "update"),
    ("viewing", QUERY),
    ("view", QUERY),
];

/// Stands for `list` or `show`.
pub(super) const QUERY: &str = "query";

/// Says that there are many.
pub(super) const LIST: &str = "list";

/// Verbs in the form of commands that titles begin with.
const COMMANDS: [&str; 26] = [
    "add",
    "apply",
    "associate",
    "attach",
    "bind",
    "cancel",
    "change",
    "check",
    "copy",
    "create",
    "delete",
    "detach",
    "disable",
    "download",
    "enable",
    "export",
    "import",
    "remove",
    "reset",
    "restart",
    "set",
    "start",
    "stop",
    "test",
    "unbind",
    "upload",
];

/// Takes the verb off the title.
pub(super) fn take_verb(title: &mut Vec<String>) -> Option<String> {
    let first = title.first()?.clone();
    let verb = match VERBS.iter().find(|(form, _)| *form == first) {
        Some((_, verb)) => (*verb).to_owned(),
        None if COMMANDS.contains(&first.as_str()) => first,
        None => from_gerund(&first)?,
    };
    title.remove(0);
    Some(with_alternative(verb, title))
}

/// Takes a verb with the word that says how, which an article follows: `cold migrating a server`.
pub(super) fn take_qualified_verb(title: &mut Vec<String>) -> Option<String> {
    let [manner, gerund, article, ..] = title.as_slice() else { return None };
    let verb = verb_of_gerund(gerund).filter(|_| matches!(article.as_str(), "a" | "an" | "the"))?;
    let qualified = format!("{manner}_{verb}");
    title.drain(..2);
    Some(qualified)
}

/// `adding or deleting` is a verb too.
fn with_alternative(verb: String, title: &mut Vec<String>) -> String {
    let [junction, next, ..] = title.as_slice() else { return verb };
    let other = verb_of_gerund(next).filter(|_| matches!(junction.as_str(), "or" | "and"));
    match other {
        Some(other) if verb != QUERY => {
            let both = format!("{verb}_{junction}_{other}");
            title.drain(..2);
            both
        }
        _ => verb,
    }
}

/// The verb of a gerund that is no query.
pub(super) fn verb_of_gerund(word: &str) -> Option<String> {
    match VERBS.iter().find(|(form, _)| *form == word) {
        Some((_, QUERY | LIST)) => None,
        Some((_, verb)) => Some((*verb).to_owned()),
        None => from_gerund(word),
    }
}

/// Ends of stems that take an `e` back (`creat`), one string a final letter; among them, ends that do not (`treat`).
const SILENT_E: [&str; 14] = [
    "scrib",
    "c cach",
    "ad id od ud",
    "ang arg erg ag dg",
    "vok ak",
    "bl cl dl fl gl kl pl tl scal ul il",
    "am um",
    "in clon un",
    "typ scop",
    "ur or ir ar",
    "s",
    "at ut delet complet writ invit mot quot",
    "u v",
    "z",
];

/// Exceptions to [`SILENT_E`].
const SOUNDED: [&str; 6] = [
    "load read spread",
    "break speak mail tail fail ail",
    "eam ain oin run",
    "itor color author sponsor error clear ear",
    "ss focus",
    "put format eat float oat",
];

/// `creating` → `create`, `stopping` → `stop`, `expanding` → `expand`.
fn from_gerund(word: &str) -> Option<String> {
    let stem = word.strip_suffix("ing").filter(|stem| stem.len() > 2)?;
    let longest = |lists: &[&str]| {
        let ends = lists.iter().flat_map(|list| list.split(' ')).filter(|end| stem.ends_with(end));
        ends.map(str::len).max().unwrap_or(0)
    };
    let (silent, sounded) = (longest(&SILENT_E), longest(&SOUNDED));
    Some(match stem.as_bytes() {
        _ if stem == "creat" => "create".to_owned(),
        _ if ["all", "ill", "oll", "ull"].iter().any(|end| stem.ends_with(end)) => stem.to_owned(),
        [.., before, last] if before == last && !b"aeiousz".contains(last) => stem[..stem.len() - 1].to_owned(),
        _ if silent > sounded => format!("{stem}e"),
        _ => stem.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gerunds_become_verbs() {
        for (gerund, verb) in [
            ("creating", "create"),
            ("deleting", "delete"),
            ("stopping", "stop"),
            ("starting", "start"),
            ("restoring", "restore"),
            ("resetting", "reset"),
            ("restarting", "restart"),
            ("exporting", "export"),
            ("importing", "import"),
            ("removing", "remove"),
            ("changing", "change"),
            ("configuring", "configure"),
            ("binding", "bind"),
            ("unbinding", "unbind"),
            ("scaling", "scale"),
            ("setting", "set"),
            ("performing", "perform"),
            ("granting", "grant"),
            ("assigning", "assign"),
            ("verifying", "verify"),
            ("switching", "switch"),
            ("registering", "register"),
            ("publishing", "publish"),
            ("uploading", "upload"),
            ("releasing", "release"),
            ("associating", "associate"),
            ("executing", "execute"),
            ("resuming", "resume"),
            ("reserving", "reserve"),
            ("renaming", "rename"),
            ("submitting", "submit"),
            ("upgrading", "upgrade"),
            ("migrating", "migrate"),
            ("accepting", "accept"),
            ("canceling", "cancel"),
            ("retrying", "retry"),
            ("pausing", "pause"),
            ("monitoring", "monitor"),
            ("updating", "update"),
            ("invoking", "invoke"),
            ("resizing", "resize"),
            ("reinstalling", "reinstall"),
            ("controlling", "control"),
        ] {
            let mut title = vec![gerund.to_owned(), "x".to_owned()];
            assert_eq!(take_verb(&mut title).as_deref(), Some(verb));
        }
    }
}
