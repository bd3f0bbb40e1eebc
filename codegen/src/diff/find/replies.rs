//! Replies: statuses, headers, media types, bodies as a whole.

use std::collections::BTreeSet;

use hwc_model::{Operation, Response};

use super::super::{
    draft::{Context, Draft, Path, place},
    identity::{Match, Pair, Root, is_success, text},
    rules::{Carrier, Single},
};
use super::kinds::{Kind, Kinds, type_word};
use super::operations::inside;
use super::requests::{body_rule, list, media_rule, wrapped};

/// All that differs in the replies of a pair of operations, but for members of bodies.
pub(super) fn find(context: &Context<'_>, pair: &Pair<'_>) -> Vec<Draft> {
    let of = Replies { context, pair };
    let mut drafts = of.statuses();
    for (before, after) in &pair.responses.pairs {
        let (old, new) = (&pair.old.responses[*before], &pair.new.responses[*after]);
        let path = of.path(&context.old_names.response(&pair.old.key, *before));
        if is_success(new.status) {
            drafts.extend(of.headers(old, new, &path));
            drafts.extend(of.media(old, new, &path));
            drafts.extend(of.body(old, new, &path));
        } else {
            drafts.extend(of.failure(old, new, &path));
        }
    }
    drafts
}

struct Replies<'c, 'm> {
    context: &'c Context<'m>,
    pair: &'c Pair<'m>,
}

fn deeper(path: &Path, parts: &[&str]) -> Path {
    path.iter().map(String::as_str).chain(parts.iter().copied()).map(str::to_owned).collect()
}

/// Where a header stands in the tree: its name has no case.
fn header_path(path: &Path, name: &str) -> Path {
    deeper(path, &["headers", "items", &name.to_ascii_lowercase()])
}

fn statuses(operation: &Operation, at: &[usize], success: bool) -> BTreeSet<String> {
    let statuses = at.iter().map(|at| operation.responses[*at].status);
    statuses.filter(|status| is_success(*status) == success).map(|status| status.to_string()).collect()
}

impl Replies<'_, '_> {
    fn draft(&self, rule: impl Into<super::super::Rule>, part: &str) -> Draft {
        Draft::new(rule, format!("{} › {part}", self.context.operation(self.pair.new)))
            .used_by([self.pair.new.key.as_str()])
            .at(Some(self.pair.old.source.clone()), Some(self.pair.new.source.clone()))
    }

    fn path(&self, name: &str) -> Path {
        inside(self.pair, &["responses", "items", name])
    }

    /// Statuses that came or went, and the one success that has another status.
    fn statuses(&self) -> Vec<Draft> {
        let (pair, found) = (self.pair, &self.pair.responses);
        let mut drafts = Vec::new();
        for (before, after) in &found.pairs {
            let (old, new) = (&pair.old.responses[*before], &pair.new.responses[*after]);
            if old.status != new.status {
                let path = self.path(&self.context.old_names.response(&pair.old.key, *before));
                let draft = self.draft(Single::RespSuccessStatusChanged, "status").claim(deeper(&path, &["status"]));
                let draft = draft.claim(deeper(&path, &["description"]));
                drafts.push(draft.said(Some(old.status.to_string()), Some(new.status.to_string())));
            }
        }
        if let Some(draft) = self.table() {
            drafts.push(draft);
            return drafts;
        }
        for (success, added, removed) in [
            (true, Single::RespSuccessStatusAdded, Single::RespSuccessStatusRemoved),
            (false, Single::ErrHttpStatusAdded, Single::ErrHttpStatusRemoved),
        ] {
            drafts.extend(self.gone(found, success, removed));
            drafts.extend(self.fresh(found, success, added));
        }
        drafts
    }

    /// The table that explains the statuses went: none of them is explained any more.
    fn table(&self) -> Option<Draft> {
        let explained = |operation: &Operation| {
            operation.responses.iter().filter(|response| response.description.is_some()).count()
        };
        let (pair, found) = (self.pair, &self.pair.responses);
        if explained(pair.old) < 2 || explained(pair.new) > 0 || !found.fresh.is_empty() {
            return None;
        }
        let left = pair.new.responses.iter().map(|response| response.status.to_string()).collect();
        let all = pair.old.responses.iter().map(|response| response.status.to_string()).collect();
        let mut draft = self.draft(Single::DocStatusTableMissing, "status").said(Some(list(&all)), Some(list(&left)));
        for at in 0..pair.old.responses.len() {
            draft = draft.claim(self.path(&self.context.old_names.response(&pair.old.key, at)));
        }
        for at in &found.gone {
            let ty = pair.old.responses[*at].ty.as_ref();
            draft.claims.extend(ty.into_iter().flat_map(|ty| self.context.gone_types(ty)));
        }
        Some(draft)
    }

    fn gone(&self, found: &Match, success: bool, rule: Single) -> Option<Draft> {
        let gone = statuses(self.pair.old, &found.gone, success);
        if gone.is_empty() {
            return None;
        }
        let left = self.pair.new.responses.iter().any(|response| !is_success(response.status));
        let many = gone.len() > 1;
        let rule = if !success && !left && many { Single::DocStatusTableMissing } else { rule };
        let mut draft = self.draft(rule, "status").said(Some(list(&gone)), None);
        for at in found.gone.iter().filter(|at| is_success(self.pair.old.responses[**at].status) == success) {
            draft = draft.claim(self.path(&self.context.old_names.response(&self.pair.old.key, *at)));
            let ty = self.pair.old.responses[*at].ty.as_ref();
            draft.claims.extend(ty.into_iter().flat_map(|ty| self.context.gone_types(ty)));
        }
        Some(draft)
    }

    fn fresh(&self, found: &Match, success: bool, rule: Single) -> Option<Draft> {
        let fresh = statuses(self.pair.new, &found.fresh, success);
        if fresh.is_empty() {
            return None;
        }
        let mut draft = self.draft(rule, "status").said(None, Some(list(&fresh)));
        for at in found.fresh.iter().filter(|at| is_success(self.pair.new.responses[**at].status) == success) {
            draft = draft.claim(self.path(&self.context.new_names.response(&self.pair.new.key, *at)));
            let ty = self.pair.new.responses[*at].ty.as_ref();
            draft.claims.extend(ty.into_iter().flat_map(|ty| self.context.fresh_types(ty)));
        }
        Some(draft)
    }

    fn headers(&self, old: &Response, new: &Response, path: &Path) -> Vec<Draft> {
        let name = |header: &hwc_model::Member| header.name.to_ascii_lowercase();
        let found = Match::by_key(old.headers.iter().map(name), new.headers.iter().map(name));
        let at = |name: &str| header_path(path, name);
        let is_media = |name: &str| name.eq_ignore_ascii_case("content-type");
        let mut drafts = Vec::new();
        for header in found.gone.iter().map(|at| &old.headers[*at]).filter(|header| !is_media(&header.name)) {
            let draft = self.draft(Single::RespHeaderRemoved, &format!("reply header {}", header.name));
            let draft = draft.claim(at(&header.name)).said(Some(type_word(&header.ty)), None);
            drafts.push(draft.at(Some(place(&old.source, &header.source)), None));
        }
        for header in found.fresh.iter().map(|at| &new.headers[*at]).filter(|header| !is_media(&header.name)) {
            let draft = self.draft(Single::RespHeaderAdded, &format!("reply header {}", header.name));
            let draft = draft.claim(at(&header.name)).said(None, Some(type_word(&header.ty)));
            drafts.push(draft.at(None, Some(place(&new.source, &header.source))));
        }
        for (before, after) in &found.pairs {
            let (old, new) = (&old.headers[*before], &new.headers[*after]);
            if old.ty != new.ty {
                let draft = self.draft(Single::RespHeaderTypeChanged, &format!("reply header {}", new.name));
                let draft = draft.at(
                    Some(place(&self.pair.old.source, &old.source)),
                    Some(place(&self.pair.new.source, &new.source)),
                );
                drafts.push(draft.claim(at(&old.name)).said(Some(type_word(&old.ty)), Some(type_word(&new.ty))));
            }
        }
        drafts
    }

    fn media(&self, old: &Response, new: &Response, path: &Path) -> Option<Draft> {
        let (before, after) = (media_types(old), media_types(new));
        if before.is_empty() || after.is_empty() {
            return None;
        }
        let rules = [Single::RespMediaTypeChanged, Single::RespMediaTypeAdded, Single::RespMediaTypeRemoved];
        let rule = media_rule(&before, &after, rules)?;
        let row = old.headers.iter().find(|header| header.name.eq_ignore_ascii_case("content-type"));
        let mut draft = self.draft(rule, "reply").claim(deeper(path, &["media_type"]));
        if let Some(row) = row {
            draft = draft.claim(header_path(path, &row.name));
        }
        Some(draft.said(Some(list(&before)), Some(list(&after))))
    }

    fn body(&self, old: &Response, new: &Response, path: &Path) -> Option<Draft> {
        let claims = |draft: Draft| draft.claim(deeper(path, &["type"])).claim(deeper(path, &["media_type"]));
        match (&old.ty, &new.ty) {
            (None, None) => None,
            (None, Some(ty)) => {
                let mut draft = claims(self.draft(Single::RespBodyAdded, "reply")).said(None, Some(type_word(ty)));
                draft.claims.extend(self.context.fresh_types(ty));
                Some(draft)
            }
            (Some(ty), None) => {
                // An example that stayed shows that the body did.
                let stayed = self.pair.new.response_examples.iter().any(|example| example.body.is_some());
                let rule = if stayed { Single::DocResponseTableMissing } else { Single::RespBodyRemoved };
                let mut draft = claims(self.draft(rule, "reply")).said(Some(type_word(ty)), None);
                draft.claims.extend(self.context.gone_types(ty));
                Some(draft)
            }
            (Some(before), Some(after)) => {
                let wrappers = &self.context.identities.types.wrappers;
                let is_it = |one: &&super::super::identity::Wrapper<'_>| {
                    one.root == Root::Reply && one.operation == self.pair.new.key
                };
                if let Some(wrapper) = wrappers.iter().find(is_it) {
                    let draft = wrapped(self.context, self.pair, wrapper, Single::RespWrapperChanged, "reply");
                    return Some(claims(draft));
                }
                let kind = self.context.kind(before, after);
                (kind != Kind::Same).then(|| {
                    let mut draft = claims(self.draft(body_rule(Carrier::Reply, kind), "reply"));
                    draft.claims.extend(self.context.gone_types(before));
                    draft.claims.extend(self.context.fresh_types(after));
                    draft.said(Some(type_word(before)), Some(type_word(after)))
                })
            }
        }
    }

    /// The body of a failure that came or went.
    fn failure(&self, old: &Response, new: &Response, path: &Path) -> Option<Draft> {
        let types = (&old.ty, &new.ty);
        let is_one = match types {
            (None, None) => true,
            (Some(old), Some(new)) => self.context.kind(old, new) == Kind::Same,
            _ => false,
        };
        if is_one {
            return None;
        }
        let draft = self.draft(Single::ErrShapeChanged, &format!("reply {}", new.status));
        let mut draft = draft.claim(deeper(path, &["type"])).claim(deeper(path, &["media_type"]));
        draft.claims.extend(types.0.iter().flat_map(|ty| self.context.gone_types(ty)));
        draft.claims.extend(types.1.iter().flat_map(|ty| self.context.fresh_types(ty)));
        Some(draft.said(types.0.as_ref().map(type_word), types.1.as_ref().map(type_word)))
    }
}

/// Media types of a reply: those that the row of the header lists, else the one that is known.
fn media_types(response: &Response) -> BTreeSet<String> {
    let row = response.headers.iter().find(|header| header.name.eq_ignore_ascii_case("content-type"));
    let listed = row.into_iter().flat_map(|header| &header.values).map(|value| text(&value.value));
    let listed: BTreeSet<String> = listed.filter(|value| value.contains('/')).collect();
    if listed.is_empty() { response.media_type.iter().cloned().collect() } else { listed }
}
