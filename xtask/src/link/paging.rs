//! How a list is continued, concluded from names and types of its parameters and of its reply.
//!
//! An operation is a list in pages if a parameter says where a page begins, or its reply gives the link of the next one, and
//! if its reply holds exactly one list that can be meant. Where two readings fit, the one that the reply speaks for counts:
//! links, then marks, then numbers. Where nothing tells for sure, nothing is concluded.

use std::collections::HashMap;

use hwc_model::{Member, Next, ObjectType, Operation, Paging, PagingStyle, Place, Scalar, Source, Type};

use crate::vocabulary::{PageWord, bare, counts_pages, is_about_all, is_about_one_page, is_page_word};

/// The types of a model by id.
pub(super) type Types<'t> = HashMap<&'t str, &'t ObjectType>;

/// Concludes it, with what it is concluded from.
pub(super) fn find_paging(operation: &Operation, types: &Types<'_>) -> Option<Paging> {
    let reply = Reply::of(operation, types)?;
    let query: Vec<&Member> =
        operation.parameters.iter().filter(|one| one.place == Place::Query).map(|one| &one.member).collect();
    let body = operation.body.as_ref().map_or(&[][..], |body| members(&body.ty, types));
    let found = Inputs { members: query, in_body: false }.paging(&reply);
    found.or_else(|| Inputs { members: body.iter().collect(), in_body: true }.paging(&reply))
}

/// The members of an object; none where the type is another.
pub(super) fn members<'t>(ty: &Type, types: &Types<'t>) -> &'t [Member] {
    match ty {
        Type::Object(id) => types.get(id.as_str()).map_or(&[], |object| object.members.as_slice()),
        _ => &[],
    }
}

/// What an operation answers with when it succeeds.
pub(super) fn reply_type(operation: &Operation) -> Option<&Type> {
    operation.responses.iter().find(|one| hwc_model::is_success(one.status) && one.ty.is_some())?.ty.as_ref()
}

/// The reply of a list.
struct Reply<'t> {
    members: &'t [Member],
    /// The list; nothing where it is the whole reply.
    items: Option<&'t Member>,
    item: &'t [Member],
    types: &'t Types<'t>,
}

impl<'t> Reply<'t> {
    fn of(operation: &'t Operation, types: &'t Types<'t>) -> Option<Self> {
        let ty = reply_type(operation)?;
        if let Type::Array(item) = ty {
            return Some(Reply { members: &[], items: None, item: members(item, types), types });
        }
        let own = members(ty, types);
        let lists: Vec<&Member> =
            own.iter().filter(|member| matches!(member.ty, Type::Array(_)) && !is_links(member)).collect();
        let items = match lists.as_slice() {
            [one] => one,
            // One of several lists is meant where the path ends in its name.
            several => several.iter().find(|list| last_segment(&operation.path) == bare(&list.name))?,
        };
        let Type::Array(item) = &items.ty else { return None };
        Some(Reply { members: own, items: Some(items), item: members(item, types), types })
    }

    /// A member of the reply, or of an object in it, by a rule: names that lead to it, and its row.
    fn find(&self, is_it: impl Fn(&Member) -> bool) -> Option<(Vec<String>, &'t Member)> {
        let own = self.members.iter().find(|member| is_it(member)).map(|member| (vec![member.name.clone()], member));
        own.or_else(|| {
            self.members.iter().find_map(|outer| {
                let inner = members(&outer.ty, self.types).iter().find(|member| is_it(member))?;
                Some((vec![outer.name.clone(), inner.name.clone()], inner))
            })
        })
    }

    /// How many items there are in all: a name that says so, or a count whose description does.
    fn total(&self) -> Option<(Vec<String>, &'t Member)> {
        let about = |member: &Member, is_it: fn(&str) -> bool| member.description.as_deref().is_some_and(is_it);
        let is_number = |member: &Member| matches!(member.ty, Type::Integer | Type::Long | Type::String);
        self.find(|member| {
            let named = is_page_word(&member.name, PageWord::Total);
            let counts = is_page_word(&member.name, PageWord::Count) && about(member, is_about_all);
            is_number(member) && (named || counts) && !about(member, is_about_one_page)
        })
    }

    /// The mark of the next page.
    fn mark(&self) -> Option<(Vec<String>, &'t Member)> {
        let text = |member: &Member, word| member.ty == Type::String && is_page_word(&member.name, word);
        self.find(|member| text(member, PageWord::NextMarker))
            .or_else(|| self.find(|member| text(member, PageWord::Marker)))
    }

    /// The link to the next page.
    fn link(&self) -> Option<(Next, &'t Member)> {
        let links = self.members.iter().find(|member| is_links(member) && self.has_href(member));
        let links = links.map(|member| (Next::Links(member.name.clone()), member));
        links.or_else(|| {
            let (path, member) =
                self.find(|member| member.ty == Type::String && is_page_word(&member.name, PageWord::Next))?;
            Some((Next::Member(path), member))
        })
    }

    fn has_href(&self, links: &Member) -> bool {
        let Type::Array(item) = &links.ty else { return false };
        let has = |name: &str| members(item, self.types).iter().any(|member| member.name == name);
        has("href") && has("rel")
    }
}

fn is_links(member: &Member) -> bool {
    matches!(member.ty, Type::Array(_)) && bare(&member.name).ends_with("links")
}

fn last_segment(path: &str) -> String {
    bare(path.trim_end_matches('/').rsplit('/').next().unwrap_or_default())
}

/// Where the parameters of a list stand.
struct Inputs<'t> {
    members: Vec<&'t Member>,
    in_body: bool,
}

impl<'t> Inputs<'t> {
    fn named(&self, word: PageWord) -> Option<&'t Member> {
        self.members.iter().copied().find(|member| is_page_word(&member.name, word))
    }

    fn paging(&self, reply: &Reply<'_>) -> Option<Paging> {
        let by_link = if self.in_body { None } else { self.by_link(reply) };
        let mut paging = by_link.or_else(|| self.by_marker(reply)).or_else(|| self.by_number(reply))?;
        paging.in_body = self.in_body;
        if let Some(limit) = self.named(PageWord::Limit).filter(|limit| paging.parameter.as_ref() != Some(&limit.name))
        {
            paging.limit = Some(limit.name.clone());
            paging.evidence.push(format!("it takes `{}`{}", limit.name, row(&limit.source)));
        }
        match reply.items {
            Some(items) => {
                paging.items = Some(items.name.clone());
                paging.evidence.push(format!("the reply holds the list `{}`{}", items.name, row(&items.source)));
            }
            None => paging.evidence.push("the reply is a list".to_owned()),
        }
        if let Some((path, member)) = reply.total() {
            paging.evidence.push(format!("the reply holds `{}`{}", path.join("."), row(&member.source)));
            paging.total = path;
        }
        Some(paging)
    }

    /// A link in the reply of what takes a mark or a limit.
    fn by_link(&self, reply: &Reply<'_>) -> Option<Paging> {
        let words = [PageWord::Marker, PageWord::Limit, PageWord::Offset, PageWord::Page];
        words.iter().find_map(|word| self.named(*word))?;
        let (next, member) = reply.link()?;
        let seen = format!("the reply holds the link `{}`{}", member.name, row(&member.source));
        Some(Paging { next: Some(next), ..begin(PagingStyle::Link, None, seen) })
    }

    /// A mark that the reply gives; without one, the id of the last item, unless a number would do as well.
    fn by_marker(&self, reply: &Reply<'_>) -> Option<Paging> {
        let starts = |member: &&Member| member.ty == Type::String;
        let marker = self.named(PageWord::Marker).or_else(|| self.named(PageWord::Offset).filter(starts))?;
        let is_marker = is_page_word(&marker.name, PageWord::Marker);
        let seen = format!("it takes `{}`{}", marker.name, row(&marker.source));
        let mut paging = begin(PagingStyle::Marker, Some(marker), seen);
        if let Some((path, member)) = reply.mark() {
            paging.evidence.push(format!("the reply holds `{}`{}", path.join("."), row(&member.source)));
            paging.next = Some(Next::Member(path));
            return Some(paging);
        }
        let id = reply.item.iter().find(|member| member.name == "id" && member.ty == Type::String);
        let id = id.filter(|_| is_marker && self.named(PageWord::Offset).is_none())?;
        paging.evidence.push(format!("items have an `id`{}", row(&id.source)));
        paging.next = Some(Next::LastItem(id.name.clone()));
        Some(paging)
    }

    /// The start of a span that has an end is a time.
    fn is_span(&self, start: &Member) -> bool {
        bare(&start.name) == "start" && self.members.iter().any(|member| bare(&member.name) == "end")
    }

    /// A number of items or of pages; the description says which, where the name may mislead.
    fn by_number(&self, reply: &Reply<'_>) -> Option<Paging> {
        let offset = self.named(PageWord::Offset).filter(|member| is_count(member) && !self.is_span(member));
        let page = self.named(PageWord::Page).filter(|member| is_count(member));
        let limit = self.named(PageWord::Limit);
        let said_pages = |member: &Member| member.description.as_deref().is_some_and(counts_pages);
        let (style, member) = match (offset, page) {
            (Some(offset), _) if said_pages(offset) => (PagingStyle::Page, offset),
            (Some(offset), _) => (PagingStyle::Offset, offset),
            (None, Some(page)) => (PagingStyle::Page, page),
            (None, None) => return None,
        };
        // A text in a body would have to stay a text.
        if self.in_body && !matches!(member.ty, Type::Integer | Type::Long) {
            return None;
        }
        // A number alone may be anything: the size of a page or the length of the list has to stand beside it.
        if limit.is_none() && reply.total().is_none() {
            return None;
        }
        let what = if said_pages(member) { ", which its description says counts pages" } else { "" };
        let seen = format!("it takes `{}`{}{what}", member.name, row(&member.source));
        let first = first(member).unwrap_or_else(|| i64::from(style == PagingStyle::Page && offset.is_none()));
        Some(Paging { first, ..begin(style, Some(member), seen) })
    }
}

fn begin(style: PagingStyle, parameter: Option<&Member>, seen: String) -> Paging {
    Paging {
        style,
        parameter: parameter.map(|member| member.name.clone()),
        limit: None,
        in_body: false,
        first: 0,
        items: None,
        total: Vec::new(),
        next: None,
        evidence: vec![seen],
    }
}

/// A number; pages give the type of query parameters as text at times, and a default that is a number then tells.
fn is_count(member: &Member) -> bool {
    matches!(member.ty, Type::Integer | Type::Long | Type::Float | Type::Double | Type::String)
}

/// The value of the first page: the default, else the smallest value, where either is 0 or 1.
fn first(member: &Member) -> Option<i64> {
    let whole = |number: hwc_model::Number| match number {
        hwc_model::Number::Integer(value) => Some(value),
        hwc_model::Number::Float(_) => None,
    };
    let default = member.default.as_ref().and_then(|default| match default {
        Scalar::Number(number) => whole(*number),
        Scalar::Text(text) => text.parse().ok(),
        Scalar::Bool(_) => None,
    });
    let start = default.or_else(|| member.bounds.min.and_then(whole))?;
    Some(start).filter(|start| matches!(start, 0 | 1))
}

/// Where a row stands, in words; rows of an object leave out the table that states the object.
pub(super) fn row(source: &Source) -> String {
    match (source.table, source.row) {
        (_, 0) => String::new(),
        (0, row) => format!(" (row {row} of its table)"),
        (table, row) => format!(" (table {table}, row {row})"),
    }
}
