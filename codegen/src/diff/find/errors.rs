//! Error codes, of the service and of single operations.

use hwc_model::{ErrorCode, Source};

use super::super::{
    Confidence,
    draft::{Context, Draft, Path, place},
    identity::{Match, is_near, is_same_words},
    rules::Single,
};
use super::operations::inside;

/// All that differs in error codes.
pub(super) fn find(context: &Context<'_>) -> Vec<Draft> {
    let service = context.new.model.service.key.clone();
    let all = (context.old.model.errors.as_slice(), context.new.model.errors.as_slice());
    let nowhere = Source::default();
    let mut drafts = compare(all.0, all.1, &service, &["errors".to_owned()], (&nowhere, &nowhere));
    for pair in &context.identities.pairs {
        let (path, pages) = (inside(pair, &["errors"]), (&pair.old.source, &pair.new.source));
        let found = compare(&pair.old.errors, &pair.new.errors, &context.operation(pair.new), &path, pages);
        drafts.extend(found.into_iter().map(|draft| draft.used_by([pair.new.key.as_str()])));
    }
    drafts
}

/// The codes of two lists; `around` is where those stand that do not say their page.
fn compare(
    old: &[ErrorCode],
    new: &[ErrorCode],
    subject: &str,
    path: &[String],
    around: (&Source, &Source),
) -> Vec<Draft> {
    let mut found = Match::by_key(old.iter().map(|error| &error.code), new.iter().map(|error| &error.code));
    join_respelt(&mut found, old, new);
    let at = |code: &str| -> Path { path.iter().cloned().chain(["items".to_owned(), code.to_owned()]).collect() };
    let before = |error: &ErrorCode| Some(place(around.0, &error.source));
    let after = |error: &ErrorCode| Some(place(around.1, &error.source));
    let draft = |rule, code: &str| Draft::new(rule, format!("{subject} › error {code}")).claim(at(code));
    let mut drafts = Vec::new();
    for error in found.gone.iter().map(|at| &old[*at]) {
        let draft = draft(Single::ErrCodeRemoved, &error.code).at(before(error), None);
        drafts.push(draft.said(Some(error.code.clone()), None));
    }
    for error in found.fresh.iter().map(|at| &new[*at]) {
        let draft = draft(Single::ErrCodeAdded, &error.code).at(None, after(error));
        drafts.push(draft.said(None, Some(error.code.clone())));
    }
    for (old, new) in found.pairs.iter().map(|(before, after)| (&old[*before], &new[*after])) {
        let draft = |rule| draft(rule, &new.code).at(before(old), after(new));
        if old.code != new.code {
            let renamed = draft(Single::ErrCodeRenamed).claim(at(&old.code)).confidence(Confidence::Medium);
            drafts.push(renamed.said(Some(old.code.clone()), Some(new.code.clone())));
        }
        let word = |status: Option<u16>| status.map(|status| status.to_string());
        if old.status != new.status {
            drafts.push(draft(Single::ErrStatusChanged).said(word(old.status), word(new.status)));
        }
        let words = |error: &ErrorCode| [error.message.clone(), error.meaning.clone(), error.remedy.clone()];
        let (before, after) = (words(old), words(new));
        if before != after {
            let said = before.iter().zip(&after).find(|(before, after)| before != after);
            let (before, after) = said.map_or((None, None), |(before, after)| (before.clone(), after.clone()));
            drafts.push(draft(Single::ErrMessageChanged).said(before, after));
        }
    }
    drafts
}

/// A code with the same words and another spelling.
fn join_respelt(found: &mut Match, old: &[ErrorCode], new: &[ErrorCode]) {
    for before in found.gone.clone() {
        let error = &old[before];
        let is_it = |at: &usize| {
            let other = &new[*at];
            let same_words =
                error.message.is_some() && error.message == other.message && error.meaning == other.meaning;
            let is_alike = is_near(&error.code, &other.code) || is_same_words(&error.code, &other.code);
            same_words || (is_alike && error.status == other.status && error.message == other.message)
        };
        let mut fits = found.fresh.iter().copied().filter(is_it);
        if let (Some(after), None) = (fits.next(), fits.next()) {
            found.join(before, after);
        }
    }
}
