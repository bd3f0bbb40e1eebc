//! Lists in parts: what of a list a query asks for, and how the reply says that there is more.

use hwc_model::{Number, Operation, Place, Scalar};
use serde_json::Value;

use super::identity::plain;
use crate::log::Request;

/// Parameters of lists, as plain letters.
const LIMITS: [&str; 6] = ["limit", "pagesize", "perpage", "maxitems", "maxcount", "size"];
const OFFSETS: [&str; 2] = ["offset", "start"];
const PAGES: [&str; 6] = ["page", "pageno", "pagenum", "pagenumber", "curpage", "currentpage"];
const MARKERS: [&str; 2] = ["marker", "nextmarker"];

/// What the documentation says about the parameters of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Paging {
    /// How many items there are on a page where the query does not say.
    limit: Option<usize>,
    /// Number of the first page.
    first_page: usize,
    /// Documented parameters that say which items are meant, by the member that they look at.
    filters: Vec<String>,
}

/// An item of a list, and its id.
pub(crate) struct Item {
    pub(crate) id: String,
    pub(crate) shown: Value,
}

/// A part of a list.
pub(crate) struct Part {
    pub(crate) items: Vec<Value>,
    pub(crate) ids: Vec<String>,
    /// How many there are in all.
    pub(crate) total: usize,
    /// The id of the last item, where there are more behind it.
    pub(crate) next: Option<String>,
}

impl Paging {
    pub(crate) fn of(operation: &Operation) -> Self {
        let query = operation.parameters.iter().filter(|parameter| parameter.place == Place::Query);
        let mut paging = Paging { first_page: 1, ..Paging::default() };
        for member in query.map(|parameter| &parameter.member) {
            let name = plain(&member.name);
            match &member.default {
                Some(Scalar::Number(Number::Integer(limit))) if LIMITS.contains(&name.as_str()) => {
                    paging.limit = usize::try_from(*limit).ok().filter(|limit| *limit > 0);
                }
                Some(Scalar::Number(Number::Integer(0))) if PAGES.contains(&name.as_str()) => paging.first_page = 0,
                _ if !is_of_paging(&name) => paging.filters.push(member.name.clone()),
                _ => {}
            }
        }
        paging
    }

    /// The part of a list that a request asks for; items are only made where they are looked at.
    pub(crate) fn part<R>(&self, list: &[R], as_item: impl Fn(&R) -> Item, request: &Request) -> Part {
        let asked: Vec<_> = self.filters.iter().filter(|name| request.query(name).is_some()).collect();
        let is_meant = |item: &Item| asked.iter().all(|name| is_meant(item, name, request));
        let meant: Vec<&R> = list.iter().filter(|item| asked.is_empty() || is_meant(&as_item(item))).collect();
        let total = meant.len();
        let limit = number(request, &LIMITS).filter(|limit| *limit > 0).or(self.limit);
        let from = match text(request, &MARKERS).filter(|marker| !marker.is_empty()) {
            Some(marker) => meant.iter().position(|item| as_item(item).id == marker).map_or(total, |at| at + 1),
            None => self.from(request, limit).min(total),
        };
        let to = limit.map_or(total, |limit| from.saturating_add(limit).min(total));
        let (ids, items): (Vec<_>, _) =
            meant[from..to].iter().map(|item| as_item(item)).map(|i| (i.id, i.shown)).unzip();
        let next = ids.last().filter(|_| to < total).cloned();
        Part { items, ids, total, next }
    }

    fn from(&self, request: &Request, limit: Option<usize>) -> usize {
        match number(request, &PAGES) {
            Some(page) => page.saturating_sub(self.first_page).saturating_mul(limit.unwrap_or(0)),
            None => number(request, &OFFSETS).unwrap_or(0),
        }
    }
}

/// Whether the item has what the query wants of a member; one that it does not have is not asked for.
fn is_meant(item: &Item, name: &str, request: &Request) -> bool {
    let own = match item.shown.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(value @ (Value::Number(_) | Value::Bool(_))) => value.to_string(),
        _ => return true,
    };
    let mut wanted = request.query_pairs().iter().filter(|(known, _)| known == name);
    wanted.any(|(_, value)| value.split(',').any(|value| value == own))
}

/// Parameters that say which part of a list, or in which order, and not which items.
fn is_of_paging(name: &str) -> bool {
    let is = |names: &[&str]| names.contains(&name);
    is(&LIMITS) || is(&OFFSETS) || is(&PAGES) || is(&MARKERS) || name.starts_with("sort") || name.starts_with("order")
}

fn text<'r>(request: &'r Request, names: &[&str]) -> Option<&'r str> {
    let mut pairs = request.query_pairs().iter();
    pairs.find(|(name, _)| names.contains(&plain(name).as_str())).map(|(_, value)| value.as_str())
}

fn number(request: &Request, names: &[&str]) -> Option<usize> {
    text(request, names)?.parse().ok()
}

/// Sets what stands beside a list: how many there are, and where it goes on. `list` is where the list stands.
pub(crate) fn set_around(reply: &mut Value, list: &str, part: &Part, next_link: &str) {
    let Some(members) = reply.as_object_mut() else { return };
    let at = list.trim_start_matches('/').split('/').next().unwrap_or_default().to_owned();
    members.retain(|name, value| name == &at || set_next(name, value, part, next_link));
    for (name, value) in members.iter_mut() {
        match value {
            Value::Number(_) => set_count(name, value, part),
            Value::Object(_) if *name != at || list.matches('/').count() > 1 => {
                let inner = list.strip_prefix(&format!("/{at}")).filter(|_| *name == at).unwrap_or_default();
                set_around(value, inner, part, next_link);
            }
            _ => {}
        }
    }
}

fn set_count(name: &str, value: &mut Value, part: &Part) {
    let name = plain(name);
    match () {
        () if ["size", "currentcount", "pagecount"].contains(&name.as_str()) => *value = part.items.len().into(),
        () if name.contains("total") || name.contains("count") => *value = part.total.into(),
        () => {}
    }
}

/// Sets a marker or a link to the next page; whether there is still one to show.
fn set_next(name: &str, value: &mut Value, part: &Part, next_link: &str) -> bool {
    let name = plain(name);
    let is_marker = name.ends_with("nextmarker");
    let is_link = name.ends_with("links") && is_list_of_links(value) || name == "next" || name == "nextlink";
    match &part.next {
        _ if name.ends_with("previousmarker") => false,
        None if is_marker || is_link => false,
        Some(next) if is_marker => {
            *value = Value::String(next.clone());
            true
        }
        Some(_) if is_link => {
            *value = match value {
                Value::Array(_) => serde_json::json!([{ "rel": "next", "href": next_link }]),
                _ => Value::String(next_link.to_owned()),
            };
            true
        }
        _ => true,
    }
}

fn is_list_of_links(value: &Value) -> bool {
    value.as_array().is_some_and(|items| items.iter().all(|item| item.get("rel").is_some()))
}

/// Where the list goes on: the request's own target, with the marker.
pub(crate) fn next_link(request: &Request, endpoint: &str, next: Option<&str>) -> String {
    let pairs = request.query_pairs().iter().filter(|(name, _)| !MARKERS.contains(&plain(name).as_str()));
    let pairs = pairs.map(|(name, value)| (name.as_str(), value.as_str()));
    let query: Vec<_> = pairs
        .chain(next.map(|next| ("marker", next)))
        .map(|(name, value)| format!("{}={}", crate::uri::encode(name), crate::uri::encode(value)))
        .collect();
    format!("{endpoint}{}?{}", request.path(), query.join("&"))
}

#[cfg(test)]
mod tests {
    use hyper::body::Bytes;
    use hyper::{HeaderMap, Method};
    use serde_json::json;

    use super::*;

    fn part(paging: &Paging, query: &str) -> (Vec<Value>, usize, Option<String>) {
        let as_item = |id: &&str| Item { id: (*id).to_owned(), shown: json!({ "name": id }) };
        let uri = format!("/v1/kilns?{query}").parse().unwrap();
        let request = Request::new(Method::GET, uri, HeaderMap::new(), Bytes::new(), String::new());
        let part = paging.part(&["a", "b", "c", "d", "e"], as_item, &request);
        (part.items.into_iter().map(|item| item["name"].clone()).collect(), part.total, part.next)
    }

    #[test]
    fn part_is_told_by_offset_page_or_marker() {
        let paging = Paging { first_page: 1, ..Paging::default() };
        assert_eq!(part(&paging, "offset=1&limit=2"), (vec![json!("b"), json!("c")], 5, Some("c".to_owned())));
        assert_eq!(part(&paging, "page_no=3&page_size=2"), (vec![json!("e")], 5, None));
        assert_eq!(part(&paging, "marker=c&limit=9"), (vec![json!("d"), json!("e")], 5, None));
        assert_eq!(part(&paging, "marker=unknown"), (vec![], 5, None));
        assert_eq!(part(&paging, "offset=99"), (vec![], 5, None));
    }

    #[test]
    fn documented_size_of_a_page_counts_where_the_query_says_none() {
        let paging = Paging { first_page: 0, limit: Some(2), filters: Vec::new() };
        assert_eq!(part(&paging, "page=1").0, [json!("c"), json!("d")]);
    }

    #[test]
    fn documented_parameter_picks_items_by_their_member() {
        let paging = Paging { first_page: 1, limit: None, filters: vec!["name".to_owned(), "other".to_owned()] };
        assert_eq!(part(&paging, "name=b&other=x"), (vec![json!("b")], 1, None));
        assert_eq!(part(&paging, "name=a&name=e").0, [json!("a"), json!("e")]);
    }

    #[test]
    fn counts_and_the_way_on_are_set_beside_the_list() {
        let part = Part { items: vec![json!(1)], ids: Vec::new(), total: 3, next: Some("b".to_owned()) };
        let mut reply = json!({ "total_count": 9, "page_info": { "next_marker": "", "current_count": 9 },
            "kilns": [{ "count": 7 }], "kilns_links": [{ "rel": "previous", "href": "" }] });
        set_around(&mut reply, "/kilns", &part, "http://next");
        assert_eq!(
            reply,
            json!({ "total_count": 3, "page_info": { "next_marker": "b", "current_count": 1 },
                "kilns": [{ "count": 7 }], "kilns_links": [{ "rel": "next", "href": "http://next" }] })
        );
        set_around(&mut reply, "/kilns", &Part { next: None, ..part }, "");
        assert_eq!(reply, json!({ "total_count": 3, "page_info": { "current_count": 1 }, "kilns": [{ "count": 7 }] }));
    }
}
