//! Ways in which a result is given: page by page, or as a task that goes on.

use std::collections::BTreeSet;

use hwc_model::{Member, Model, Operation, Place, Type};

use super::super::{
    draft::{Context, Draft},
    identity::{Pair, is_success, object_of},
    rules::Single,
};
use super::operations::inside;

/// How pages of a result are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Paging {
    Marker,
    Offset,
    Page,
}

/// How the results of a pair of operations are given.
pub(super) fn find(context: &Context<'_>, pair: &Pair<'_>) -> Vec<Draft> {
    let draft = |rule: Single| {
        Draft::new(rule, context.operation(pair.new))
            .used_by([pair.new.key.as_str()])
            .at(Some(pair.old.source.clone()), Some(pair.new.source.clone()))
            .claim(inside(pair, &["paging"]))
            .claim(inside(pair, &["waiting"]))
    };
    let word = |paging: Option<Paging>| paging.map(|paging| format!("{paging:?}").to_lowercase());
    let (before, after) = (paging(pair.old), paging(pair.new));
    let (old, new) = (rows(context.old.model, pair.old), rows(context.new.model, pair.new));
    let members = (names(&old), names(&new));
    let mut drafts = Vec::new();
    match (before, after) {
        (None, Some(_)) if continues(&members.1) => drafts.push(draft(Single::OpBecamePaginated)),
        (Some(before), Some(after)) if before != after => drafts.push(draft(Single::OpPaginationChanged)),
        _ => {}
    }
    drafts.iter_mut().for_each(|draft| {
        draft.finding.before = word(before);
        draft.finding.after = word(after);
    });
    let kept = members.0.intersection(&members.1).count();
    if kept == 0 && !members.0.is_empty() && !members.1.is_empty() {
        match (is_task(&old), is_task(&new)) {
            (false, true) => drafts.push(draft(Single::OpBecameAsync)),
            (true, false) => drafts.push(draft(Single::OpBecameSync)),
            _ => {}
        }
    }
    drafts
}

fn paging(operation: &Operation) -> Option<Paging> {
    let query = operation.parameters.iter().filter(|parameter| parameter.place == Place::Query);
    let names: BTreeSet<String> = query.map(|parameter| parameter.member.name.to_lowercase()).collect();
    let has = |names_of: &[&str]| names_of.iter().any(|name| names.contains(*name));
    match () {
        () if has(&["marker", "next_marker", "page_marker"]) => Some(Paging::Marker),
        () if has(&["offset", "start"]) => Some(Paging::Offset),
        () if has(&["page", "page_no", "page_num", "page_number", "pageno", "curpage", "cur_page"]) => {
            Some(Paging::Page)
        }
        () => None,
    }
}

/// Members at the top of the replies on success.
fn rows<'m>(model: &'m Model, operation: &Operation) -> Vec<&'m Member> {
    let replies = operation.responses.iter().filter(|response| is_success(response.status));
    let ids = replies.filter_map(|response| match &response.ty {
        Some(Type::Object(id)) => Some(id),
        _ => None,
    });
    let objects = ids.filter_map(|id| {
        let at = model.types.binary_search_by(|object| object.id.as_str().cmp(id)).ok()?;
        model.types.get(at)
    });
    objects.flat_map(|object| &object.members).collect()
}

fn names(rows: &[&Member]) -> BTreeSet<String> {
    rows.iter().map(|member| member.name.to_lowercase()).collect()
}

/// Whether a reply tells how to go on, or how much there is.
fn continues(members: &BTreeSet<String>) -> bool {
    let known =
        ["page_info", "next_marker", "marker", "next", "links", "count", "total", "total_count", "totalcount", "size"];
    members.iter().any(|name| known.contains(&name.as_str()) || name.ends_with("_links"))
}

/// Whether there is the id of a task; an object that is called so is no id.
fn is_task(rows: &[&Member]) -> bool {
    let is_id = |name: &str| ["job_id", "task_id", "jobid", "taskid", "order_id"].contains(&name);
    rows.iter().any(|member| is_id(&member.name.to_lowercase()) && object_of(&member.ty).is_none())
}
