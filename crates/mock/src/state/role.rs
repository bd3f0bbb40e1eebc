//! What operations do to resources, read from their paths.

use std::collections::HashMap;

use hwc_model::{Method, Operation, Type};

use super::identity::{Identity, plain};
use super::page::Paging;
use crate::synthesis::Types;

/// What an operation does to resources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deed {
    Create,
    List,
    Show,
    Change,
    /// Puts other keys and values in place of all that a map has.
    ReplaceAll,
    Delete,
    /// Deletes those that the body names.
    DeleteMany,
    /// Shows a job, which may be that of a resource.
    ShowJob,
    /// Something that concerns one resource, or nothing that leaves a trace.
    Other,
}

/// What an operation has to do with resources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Role {
    pub(crate) deed: Deed,
    pub(crate) identity: Identity,
    /// How many segments of the path stand behind the collection.
    pub(crate) behind: usize,
    /// Whether the collection can be posted to: only then the documentation says where its resources come from.
    pub(crate) is_creatable: bool,
    /// Resources that must be there, by how many segments of the path stand behind them.
    pub(crate) within: Vec<usize>,
    pub(crate) paging: Paging,
    /// Whether the collection is a map, of which each key is a resource.
    pub(crate) is_map: bool,
    /// The collection whose resources this one shows, where it has none of its own.
    pub(crate) shows: Option<Elsewhere>,
}

/// Another collection, as seen from one that is called alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Elsewhere {
    /// Its path, with nameless placeholders.
    shape: String,
    /// Which segments of the path that is here are the values of its placeholders.
    values: Vec<usize>,
}

impl Elsewhere {
    fn new(shape: &str, here: &str) -> Self {
        let values = here.split('/').enumerate().filter(|(_, segment)| *segment == "{}").map(|(at, _)| at);
        Elsewhere { shape: shape.to_owned(), values: values.collect() }
    }

    /// The path of the other collection, after that of a request to this one.
    pub(crate) fn path(&self, here: &[String]) -> String {
        let mut values = self.values.iter().map(|at| here.get(*at).map_or("", String::as_str));
        let fill = |segment| if segment == "{}" { values.next().unwrap_or_default() } else { segment };
        self.shape.split('/').map(fill).collect::<Vec<_>>().join("/")
    }
}

/// The roles of all operations, in their order.
pub(crate) fn roles(operations: &[Operation], types: &Types) -> Vec<Option<Role>> {
    let collections = Collections::of(operations, types);
    operations.iter().map(|operation| collections.role(operation)).collect()
}

/// What is known about a collection.
#[derive(Default)]
struct Known {
    placeholder: Option<String>,
    is_posted: bool,
    is_listed: bool,
    /// What is posted to it is a map.
    is_map: bool,
    /// The collection that can be posted to, where this one cannot: newer versions tend to put a word before it.
    shows: Option<String>,
}

/// Collections, by their path without version and with nameless placeholders.
struct Collections(HashMap<String, Known>);

impl Collections {
    fn of(operations: &[Operation], types: &Types) -> Self {
        let mut known: HashMap<String, Known> = HashMap::new();
        for operation in operations {
            if let Some((collection, name)) = item(&operation.path) {
                known.entry(shape(collection)).or_default().placeholder.get_or_insert_with(|| name.to_owned());
                continue;
            }
            let entry = known.entry(shape(&operation.path)).or_default();
            entry.is_posted |= operation.method == Method::Post;
            entry.is_map |= operation.method == Method::Post && takes_a_map(operation, types);
            entry.is_listed |= operation.method == Method::Get;
        }
        known.retain(|_, known| known.placeholder.is_some() || known.is_posted && known.is_listed);
        let posted =
            known.iter().filter(|(_, known)| known.is_posted).map(|(path, _)| path.clone()).collect::<Vec<_>>();
        for (path, known) in known.iter_mut().filter(|(_, known)| !known.is_posted) {
            let mut same = posted.iter().filter(|posted| core(posted) == core(path));
            known.shows = same.next().filter(|_| same.next().is_none()).cloned();
        }
        Collections(known)
    }

    fn role(&self, operation: &Operation) -> Option<Role> {
        let within = self.within(&operation.path);
        let role = |deed, behind, (path, known): (&str, &Known)| Role {
            deed,
            identity: Identity::new(known.placeholder.as_deref().unwrap_or_default(), last_word(path)),
            behind,
            is_creatable: known.is_posted || known.shows.is_some(),
            within: within.clone(),
            paging: if deed == Deed::List { Paging::of(operation) } else { Paging::default() },
            is_map: known.is_map && known.placeholder.as_deref().is_some_and(|name| plain(name).ends_with("key")),
            shows: known.shows.as_ref().map(|other| Elsewhere::new(other, &shape(path))),
        };
        let nothing = ("", &Known::default());
        let is_job = operation.method == Method::Get && is_about_a_job(operation);
        match self.deed(operation) {
            Some((deed, behind, collection)) if collection.1.is_posted || !is_job => {
                Some(role(deed, behind, collection))
            }
            _ if is_job => Some(role(Deed::ShowJob, 0, nothing)),
            _ => (!within.is_empty()).then(|| role(Deed::Other, 0, nothing)),
        }
    }

    /// What an operation does, how many segments stand behind the collection in its path, and the collection.
    fn deed<'s, 'o>(&'s self, operation: &'o Operation) -> Option<(Deed, usize, (&'o str, &'s Known))> {
        let path = operation.path.trim_end_matches('/');
        let find = |path: &'o str| Some((path, self.0.get(&shape(path))?));
        if let Some((collection, _)) = item(path) {
            let deed = match operation.method {
                Method::Get => Deed::Show,
                Method::Put | Method::Patch | Method::Post => Deed::Change,
                Method::Delete => Deed::Delete,
                Method::Head | Method::Options => return None,
            };
            return find(collection).map(|collection| (deed, 1, collection));
        }
        match (operation.method, find(path)) {
            (Method::Post, Some(collection)) => return Some((Deed::Create, 0, collection)),
            (Method::Get, Some(collection)) => return Some((Deed::List, 0, collection)),
            (Method::Put, Some(collection)) if collection.1.is_map => return Some((Deed::ReplaceAll, 0, collection)),
            _ => {}
        }
        let (collection, word) = path.rsplit_once('/')?;
        match operation.method {
            Method::Get if word == "detail" => Some((Deed::List, 1, find(collection)?)),
            Method::Post if word.contains("delete") => Some((Deed::DeleteMany, 1, find(collection)?)),
            _ => None,
        }
    }

    /// The resources around what a path is about: items of collections that can be posted to.
    fn within(&self, path: &str) -> Vec<usize> {
        let path = path.trim_end_matches('/');
        let ends = path.match_indices('/').map(|(at, _)| &path[..at]);
        let is_resource = |outer: &&str| {
            let Some((collection, name)) = item(outer) else { return false };
            let known = self.0.get(&shape(collection));
            known.is_some_and(|known| {
                known.is_posted && known.placeholder.as_deref().is_some_and(|own| is_same(own, name))
            })
        };
        ends.filter(is_resource).map(|outer| path[outer.len()..].matches('/').count()).collect()
    }
}

/// Whether the body of an operation is a map, alone or as its only member.
fn takes_a_map(operation: &Operation, types: &Types) -> bool {
    match operation.body.as_ref().map(|body| &body.ty) {
        Some(Type::Map(_) | Type::AnyObject) => true,
        Some(Type::Object(id)) => match types.get(id).map(|ty| ty.members.as_slice()) {
            Some([only]) => matches!(only.ty, Type::Map(_) | Type::AnyObject),
            _ => false,
        },
        _ => false,
    }
}

/// Whether two placeholders of one path may stand for the same: a name is no id.
fn is_same(own: &str, other: &str) -> bool {
    let is_id = |name: &str| plain(name).ends_with("id");
    plain(own) == plain(other) || is_id(own) && is_id(other)
}

/// `…/jobs/{job_id}`, `…/jobs?id=`.
fn is_about_a_job(operation: &Operation) -> bool {
    let path = operation.path.trim_end_matches('/');
    item(path).is_some_and(|(_, name)| plain(name) == "jobid") || last_word(path).eq_ignore_ascii_case("jobs")
}

/// A path that ends in a placeholder: what is before, and the placeholder's name.
fn item(path: &str) -> Option<(&str, &str)> {
    let (collection, last) = path.trim_end_matches('/').rsplit_once('/')?;
    Some((collection, last.strip_prefix('{')?.strip_suffix('}')?))
}

/// The last segment of a path that is no placeholder.
fn last_word(path: &str) -> &str {
    path.rsplit('/').find(|segment| !segment.is_empty() && !segment.starts_with('{')).unwrap_or_default()
}

/// The path with nameless placeholders and without its version: what an older version made, a newer one shows.
fn shape(path: &str) -> String {
    let name = |segment: &str| if segment.starts_with('{') { "{}" } else { segment }.to_owned();
    without_version(path).map(name).collect::<Vec<_>>().join("/")
}

/// What tells collections apart: placeholders, the words before them, and the last word.
fn core(shape: &str) -> Vec<&str> {
    let segments: Vec<_> = shape.split('/').collect();
    let counts = |at: usize| segments[at] == "{}" || segments.get(at + 1).is_none_or(|next| *next == "{}");
    (0..segments.len()).filter(|at| counts(*at)).map(|at| segments[at]).collect()
}

/// The segments of a path, but for the first that is `v1`, `v2.1` or the like: one further in is an id.
pub(crate) fn without_version(path: &str) -> impl Iterator<Item = &str> {
    let mut is_before = true;
    path.trim_matches('/').split('/').filter(move |segment| {
        let is_version = is_before && is_version(segment);
        is_before &= !is_version;
        !is_version
    })
}

fn is_version(segment: &str) -> bool {
    let number = segment.strip_prefix(['v', 'V']).unwrap_or_default();
    number.starts_with(|c: char| c.is_ascii_digit()) && number.chars().all(|c| c.is_ascii_digit() || c == '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn operations(lines: &[(&str, &str)]) -> Vec<Operation> {
        let read = |(method, path): &(&str, &str)| {
            let json = serde_json::json!({ "key": "", "title": "", "method": method, "path": path, "source": {} });
            serde_json::from_value(json).unwrap()
        };
        lines.iter().map(read).collect()
    }

    fn deeds(lines: &[(&str, &str)]) -> Vec<Option<(Deed, usize)>> {
        roles(&operations(lines), &Types::new())
            .into_iter()
            .map(|role| role.map(|role| (role.deed, role.behind)))
            .collect()
    }

    #[test]
    fn collection_and_item_share_a_role_across_versions() {
        let lines = [("POST", "/v1.1/{p}/ovens"), ("GET", "/v1/{p}/ovens/detail"), ("DELETE", "/v1/{p}/ovens/{id}")];
        assert_eq!(deeds(&lines), [Some((Deed::Create, 0)), Some((Deed::List, 1)), Some((Deed::Delete, 1))]);
    }

    #[test]
    fn collection_that_nobody_posts_to_shows_the_one_that_is_called_alike() {
        let lines = [
            ("GET", "/v1/{p}/ovens"),
            ("POST", "/v1/{p}/ovens"),
            ("GET", "/v3/{p}/heat/ovens/{id}"),
            ("GET", "/v3/{p}/rooms/{r}/ovens/{id}"),
        ];
        let shows: Vec<_> = roles(&operations(&lines), &Types::new())
            .into_iter()
            .map(|role| role.and_then(|role| role.shows))
            .collect();
        assert_eq!(shows, [None, None, Some(Elsewhere { shape: "{}/ovens".to_owned(), values: vec![0] }), None]);
        let here = ["p", "heat", "ovens"].map(str::to_owned);
        assert_eq!(shows[2].as_ref().map(|other| other.path(&here)).as_deref(), Some("p/ovens"));
    }

    #[test]
    fn an_id_may_look_like_a_version() {
        assert!(without_version("/v1/p/recipes/r/versions/V2").eq(["p", "recipes", "r", "versions", "V2"]));
        assert!(without_version("/kiln/v2.1/p").eq(["kiln", "p"]));
    }

    #[test]
    fn word_behind_a_collection_may_delete_many() {
        let lines = [
            ("GET", "/ovens/{id}"),
            ("POST", "/ovens/delete"),
            ("POST", "/ovens/batch-delete"),
            ("POST", "/ovens/paint"),
        ];
        let many = Some((Deed::DeleteMany, 1));
        assert_eq!(deeds(&lines), [Some((Deed::Show, 1)), many, many, None]);
    }

    #[test]
    fn operations_below_an_item_depend_on_it() {
        let lines = [
            ("POST", "/ovens"),
            ("GET", "/ovens/{oven_id}"),
            ("POST", "/ovens/{id}/doors/{door_id}/open"),
            ("GET", "/kilns/{id}/x"),
        ];
        let within: Vec<_> =
            roles(&operations(&lines), &Types::new()).into_iter().map(|role| role.map(|role| role.within)).collect();
        assert_eq!(within, [Some(vec![]), Some(vec![]), Some(vec![3]), None]);
    }
}
