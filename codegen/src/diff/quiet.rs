//! Edits that no rule of the API claims: quiet findings on the documentation, one a thing.

use hwc_model::{Response, Source};
use serde_json::Value;

use super::draft::{Context, Draft, place};
use super::edit::Edit;
use super::find::alone;
use super::identity::Pair;
use super::rules::Single;

/// The finding on an edit that nobody claims. It claims all of the row, so that other words of it are not told again.
pub(super) fn draft(context: &Context<'_>, edit: &Edit) -> Draft {
    let path: Vec<&str> = edit.path.iter().map(String::as_str).collect();
    match path.as_slice() {
        ["operations", key, rest @ ..] => operation(context, edit, key, rest),
        ["types", id] => alone(context, id, edit.before.is_none()),
        ["types", id, rest @ ..] => object(context, edit, id, rest),
        ["pages", page] => {
            let rule = if edit.before.is_none() { Single::DocPageAdded } else { Single::DocPageRemoved };
            Draft::new(rule, format!("{} › {page}", context.new.model.service.key)).claim(["pages", *page])
        }
        ["pages", page, "path"] => {
            let rule = if is_same_file(edit) { Single::DocPageMoved } else { Single::DocPageRenamed };
            said(Draft::new(rule, format!("{} › {page}", context.new.model.service.key)), edit).claim(["pages", *page])
        }
        _ => {
            let subject = format!("{} › {}", context.new.model.service.key, path.join(" › "));
            said(Draft::new(Single::DocDescriptionChanged, subject), edit).claim(path.iter().copied())
        }
    }
}

fn said(draft: Draft, edit: &Edit) -> Draft {
    let word = |value: &Option<Value>| match value {
        Some(Value::String(text)) => Some(text.clone()),
        Some(other) => Some(other.to_string()),
        None => None,
    };
    draft.said(word(&edit.before), word(&edit.after))
}

fn is_same_file(edit: &Edit) -> bool {
    let file = |value: &Option<Value>| {
        value.as_ref().and_then(Value::as_str).map(|path| path.rsplit('/').next().unwrap_or(path).to_owned())
    };
    file(&edit.before) == file(&edit.after)
}

/// Words that came, went or are others.
fn words_rule(edit: &Edit) -> Single {
    let is_description = edit.path.last().is_some_and(|part| part == "description");
    match (&edit.before, &edit.after) {
        (before, Some(after)) if is_foreign(after) && !before.as_ref().is_some_and(is_foreign) => {
            Single::DocUntranslatedText
        }
        (None, Some(_)) if is_description => Single::DocDescriptionAdded,
        (Some(_), None) if is_description => Single::DocDescriptionLost,
        _ => Single::DocDescriptionChanged,
    }
}

/// Whether a text is Chinese in part.
fn is_foreign(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.chars().any(|char| ('\u{4e00}'..='\u{9fff}').contains(&char)))
}

fn operation(context: &Context<'_>, edit: &Edit, key: &str, rest: &[&str]) -> Draft {
    let pair = context.identities.pairs.iter().find(|pair| pair.old.key == key);
    let subject = pair.map_or(key.to_owned(), |pair| context.operation(pair.new));
    let length = |value: &Option<Value>| value.as_ref().and_then(Value::as_array).map_or(0, Vec::len);
    let (rule, subject, claimed): (Single, String, &[&str]) = match rest {
        ["request_examples" | "response_examples"] => {
            let (before, after) = (length(&edit.before), length(&edit.after));
            let rule = match () {
                () if before < after => Single::DocExampleAdded,
                () if before > after => Single::DocExampleLost,
                () => Single::DocExampleChanged,
            };
            (rule, format!("{subject} › example"), rest)
        }
        [list @ .., "order"] => (Single::DocRowReordered, format!("{subject} › {}", list.join(" ")), rest),
        ["parameters", "items", name, ..] => (words_rule(edit), format!("{subject} › {name}"), &rest[..3]),
        ["responses", "items", _, "headers", "items", name, ..] => {
            (words_rule(edit), format!("{subject} › reply header {name}"), &rest[..6])
        }
        ["responses", "items", status, ..] => (words_rule(edit), format!("{subject} › reply {status}"), &rest[..3]),
        [list, "items", name, ..] => (words_rule(edit), format!("{subject} › {list} {name}"), &rest[..3]),
        ["title" | "id"] => (Single::OpRenamed, subject, rest),
        _ => (words_rule(edit), subject, rest),
    };
    let mut draft = Draft::new(rule, subject).claim(["operations", key].iter().chain(claimed).copied());
    if matches!(rest, ["request_examples" | "response_examples"]) {
        // Both lists of examples are one finding.
        draft = draft.claim(["operations", key, "request_examples"]).claim(["operations", key, "response_examples"]);
    } else {
        draft = said(draft, edit);
    }
    match pair {
        Some(pair) => {
            let (before, after) = row_of(context, pair, rest);
            draft.used_by([pair.new.key.as_str()]).at(Some(before), Some(after))
        }
        None => draft,
    }
}

/// Where the row of an edit stands on both sides; the operation where it is about none.
fn row_of(context: &Context<'_>, pair: &Pair<'_>, rest: &[&str]) -> (Source, Source) {
    let (old, new) = (pair.old, pair.new);
    let whole = (old.source.clone(), new.source.clone());
    let rows: Option<(&Source, &Source)> = match rest {
        ["parameters", "items", name, ..] => {
            let called = |at: &usize| context.old_names.parameter(&old.key, *at) == *name;
            let found = pair.parameters.pairs.iter().find(|(before, _)| called(before));
            found.map(|(before, after)| (&old.parameters[*before].member.source, &new.parameters[*after].member.source))
        }
        ["responses", "items", name, rest @ ..] => {
            let called = |at: &usize| context.old_names.response(&old.key, *at) == *name;
            let found = pair.responses.pairs.iter().find(|(before, _)| called(before));
            found.map(|(before, after)| {
                (reply_row(&old.responses[*before], rest), reply_row(&new.responses[*after], rest))
            })
        }
        _ => None,
    };
    rows.map_or(whole.clone(), |(before, after)| (place(&whole.0, before), place(&whole.1, after)))
}

/// Where a header of a reply stands, or the reply.
fn reply_row<'m>(reply: &'m Response, rest: &[&str]) -> &'m Source {
    let ["headers", "items", name, ..] = rest else { return &reply.source };
    let mut rows = reply.headers.iter().filter(|header| header.name.eq_ignore_ascii_case(name));
    rows.next().map_or(&reply.source, |header| &header.source)
}

fn object(context: &Context<'_>, edit: &Edit, id: &str, rest: &[&str]) -> Draft {
    let pair = context.identities.types.of_old(id);
    let subject = pair.map_or(id.to_owned(), |pair| context.type_subject(pair));
    let (rule, subject, claimed): (Single, String, &[&str]) = match rest {
        ["page"] => (Single::DocTableMoved, subject, rest),
        ["name"] => (Single::DocTableRenamed, subject, rest),
        [.., "order"] => (Single::DocRowReordered, subject, rest),
        ["members", "items", name, ..] => {
            let subject = pair.map_or(format!("{subject} › {name}"), |pair| context.member_subject(pair, name));
            (words_rule(edit), subject, &rest[..3])
        }
        _ => (words_rule(edit), subject, rest),
    };
    let draft = said(Draft::new(rule, subject), edit).claim(["types", id].iter().chain(claimed).copied());
    match pair {
        Some(pair) => {
            let users: std::collections::BTreeSet<&str> = pair.users.values().flatten().copied().collect();
            let called = |at: &usize| rest.get(2).is_some_and(|name| context.old_names.member(id, *at) == **name);
            let row = pair.members.pairs.iter().find(|(before, _)| rest.first() == Some(&"members") && called(before));
            let (old, new) = (pair.old, pair.new);
            let (before, after) = row.map_or((old.source.clone(), new.source.clone()), |(before, after)| {
                (place(&old.source, &old.members[*before].source), place(&new.source, &new.members[*after].source))
            });
            draft.used_by(users).at(Some(before), Some(after))
        }
        None => draft,
    }
}
