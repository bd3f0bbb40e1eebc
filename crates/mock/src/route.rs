//! From method and path to operations: templates in, the most literal match out.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use hyper::Method;

use crate::uri;

/// Where an operation stands under one of its paths.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// Number of the operation.
    pub(crate) operation: usize,
    /// Names of the placeholders of this path, in order.
    pub(crate) placeholders: Vec<String>,
}

/// All paths, by their number of segments, the most literal first.
#[derive(Debug, Default)]
pub(crate) struct Routes(BTreeMap<usize, Vec<Route>>);

#[derive(Debug)]
struct Route {
    segments: Vec<Segment>,
    methods: Vec<(Method, Vec<Entry>)>,
}

/// What one segment of a path must look like.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Segment {
    Literal(String),
    /// A placeholder, with what stands before and after it.
    Placeholder {
        before: String,
        after: String,
    },
}

/// What a path leads to.
#[derive(Debug)]
pub(crate) enum Found<'r> {
    /// Operations that share method and path, and the values of the placeholders.
    Operations(&'r [Entry], Vec<String>),
    /// Only these methods are known for the path.
    OtherMethods(Vec<&'r str>),
    Nothing,
}

impl Routes {
    /// Adds an operation under a path; [`Routes::sort`] comes after the last one.
    pub(crate) fn add(&mut self, method: &Method, path: &str, operation: usize) {
        let (segments, placeholders): (Vec<_>, Vec<_>) = parts(path).map(segment).unzip();
        let entry = Entry { operation, placeholders: placeholders.into_iter().flatten().collect() };
        let routes = self.0.entry(segments.len()).or_default();
        let at = routes.iter().position(|route| route.segments == segments).unwrap_or_else(|| {
            routes.push(Route { segments, methods: Vec::new() });
            routes.len() - 1
        });
        let methods = &mut routes[at].methods;
        match methods.iter_mut().find(|(known, _)| known == method) {
            Some((_, entries)) => entries.push(entry),
            None => methods.push((method.clone(), vec![entry])),
        }
    }

    pub(crate) fn sort(&mut self) {
        for routes in self.0.values_mut() {
            routes.sort_by_key(|route| Reverse(route.weight()));
        }
    }

    pub(crate) fn find(&self, method: &Method, path: &str) -> Found<'_> {
        let parts: Vec<String> = parts(path).map(uri::decode).collect();
        let mut others = Vec::new();
        for route in self.0.get(&parts.len()).into_iter().flatten() {
            let Some(values) = route.match_parts(&parts) else { continue };
            match route.methods.iter().find(|(known, _)| known == method) {
                Some((_, entries)) => return Found::Operations(entries, values),
                None => others.extend(route.methods.iter().map(|(known, _)| known.as_str())),
            }
        }
        if others.is_empty() { Found::Nothing } else { Found::OtherMethods(others) }
    }
}

impl Route {
    /// Characters that are not free; among equals the earlier literal wins.
    fn weight(&self) -> (usize, Vec<usize>) {
        let weights: Vec<usize> = self.segments.iter().map(Segment::weight).collect();
        (weights.iter().sum(), weights)
    }

    fn match_parts(&self, parts: &[String]) -> Option<Vec<String>> {
        let mut values = Vec::new();
        for (segment, part) in self.segments.iter().zip(parts) {
            match segment {
                Segment::Literal(text) if text == part => {}
                Segment::Literal(_) => return None,
                Segment::Placeholder { before, after } => {
                    let value = part.strip_prefix(before.as_str())?.strip_suffix(after.as_str())?;
                    values.push(Some(value).filter(|value| !value.is_empty())?.to_owned());
                }
            }
        }
        Some(values)
    }
}

impl Segment {
    fn weight(&self) -> usize {
        match self {
            Segment::Literal(text) => text.len(),
            Segment::Placeholder { before, after } => before.len() + after.len(),
        }
    }
}

/// Segments of a path; a slash at the end makes no difference.
fn parts(path: &str) -> impl Iterator<Item = &str> {
    path.trim_matches('/').split('/')
}

/// A segment, and the name of its placeholder.
fn segment(part: &str) -> (Segment, Option<String>) {
    let split = part.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)));
    match split {
        Some((before, (name, after))) => {
            let segment = Segment::Placeholder { before: before.to_owned(), after: after.to_owned() };
            (segment, Some(name.to_owned()))
        }
        None => (Segment::Literal(uri::decode(part)), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(paths: &[&str], path: &str) -> Option<(usize, Vec<String>)> {
        let mut routes = Routes::default();
        for (number, path) in paths.iter().enumerate() {
            routes.add(&Method::GET, path, number);
        }
        routes.sort();
        match routes.find(&Method::GET, path) {
            Found::Operations(entries, values) => Some((entries[0].operation, values)),
            _ => None,
        }
    }

    fn values(values: &[&str]) -> Vec<String> {
        values.iter().map(|&value| value.to_owned()).collect()
    }

    #[test]
    fn literal_wins_over_placeholder_wherever_it_stands() {
        let paths = ["/v1/{p}/kilns/{id}", "/v1/{p}/kilns/default", "/v1/{p}/{kind}/default"];
        assert_eq!(found(&paths, "/v1/p/kilns/default"), Some((1, values(&["p"]))));
        assert_eq!(found(&paths, "/v1/p/kilns/7"), Some((0, values(&["p", "7"]))));
        assert_eq!(found(&paths, "/v1/p/ovens/default"), Some((2, values(&["p", "ovens"]))));
    }

    #[test]
    fn placeholder_may_be_part_of_a_segment_and_encoded() {
        assert_eq!(found(&["/files/{name}.json"], "/files/a%2Fb.json"), Some((0, values(&["a/b"]))));
        assert_eq!(found(&["/files/{name}.json"], "/files/.json"), None);
    }

    #[test]
    fn slash_at_the_end_makes_no_difference_and_more_segments_do() {
        assert_eq!(found(&["/v1/kilns"], "/v1/kilns/"), Some((0, vec![])));
        assert_eq!(found(&["/v1/kilns"], "/v1/kilns/7"), None);
    }

    #[test]
    fn method_of_a_less_literal_path_still_counts() {
        let mut routes = Routes::default();
        routes.add(&Method::GET, "/kilns/default", 0);
        routes.add(&Method::DELETE, "/kilns/{id}", 1);
        routes.sort();
        assert!(
            matches!(routes.find(&Method::DELETE, "/kilns/default"), Found::Operations([entry], _) if entry.operation == 1)
        );
        assert!(
            matches!(routes.find(&Method::PUT, "/kilns/default"), Found::OtherMethods(known) if known == ["GET", "DELETE"])
        );
    }

    #[test]
    fn placeholders_of_one_path_may_have_different_names() {
        let mut routes = Routes::default();
        routes.add(&Method::POST, "/kilns/{id}", 0);
        routes.add(&Method::POST, "/kilns/{kiln_id}", 1);
        let Found::Operations(entries, _) = routes.find(&Method::POST, "/kilns/7") else { panic!("not found") };
        assert_eq!(
            (&entries[0].placeholders[0], &entries[1].placeholders[0]),
            (&"id".to_owned(), &"kiln_id".to_owned())
        );
    }
}
