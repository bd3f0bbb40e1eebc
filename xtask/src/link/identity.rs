//! What an operation is called, whatever its page is called: key, version, group, and whether it is still to be used.

use std::collections::HashMap;

use hwc_model::{Deprecation, Method};

use crate::extract::PageFacts;
use crate::vocabulary::{self, Word};

/// Method and URI with nameless placeholders: `POST /v2/{}/apigw/instances`.
pub(super) fn operation_key(method: Method, path: &str) -> String {
    format!("{} {}", method.as_str(), nameless(path))
}

/// The path with `{}` for each placeholder.
pub(super) fn nameless(path: &str) -> String {
    let mut nameless = String::with_capacity(path.len());
    let mut inside = 0_usize;
    for c in path.chars() {
        match c {
            '{' => {
                inside += 1;
                if inside == 1 {
                    nameless.push_str("{}");
                }
            }
            '}' => inside = inside.saturating_sub(1),
            c if inside == 0 => nameless.push(c),
            _ => {}
        }
    }
    nameless
}

/// Names of the placeholders of a path, in order.
pub(super) fn placeholders(path: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = path;
    while let Some(open) = rest.find('{') {
        let inner = &rest[open + 1..];
        let Some(close) = inner.find('}') else { break };
        names.push(inner[..close].trim_matches(['{', '*', '$', '<', '>']));
        rest = &inner[close + 1..];
    }
    names
}

/// The version that a path states, as a module is named: `v2`, `v2_1`; `V1.0` is `v1`.
pub(super) fn version_of_path(path: &str) -> Option<String> {
    path.split('/').find_map(version_of)
}

fn version_of(step: &str) -> Option<String> {
    let number = step.strip_prefix(['v', 'V'])?;
    let plain = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c == '.');
    let (major, minor) = number.split_once('.').unwrap_or((number, "0"));
    if !plain || major.is_empty() || minor.contains('.') {
        return None;
    }
    Some(if minor.chars().all(|c| c == '0') { format!("v{major}") } else { format!("v{major}_{minor}") })
}

/// The version that a title states: `APIs V3`, `API v1 (to be discarded)`, `Dedicated Gateway APIs (V2)`.
fn version_of_title(title: &str) -> Option<String> {
    title.split(|c: char| !(c.is_ascii_alphanumeric() || c == '.')).find_map(version_of)
}

/// The version of an operation: of its path, else of the sections that hold its page.
pub(super) fn version(path: &str, group: &[String], folder: &str) -> Option<String> {
    version_of_path(path)
        .or_else(|| group.iter().rev().find_map(|title| version_of_title(title)))
        .or_else(|| folder.split(['/', '_']).find_map(version_of))
}

/// Titles of the sections above each folder, from the index pages of the documentation.
pub(super) struct Sections<'p> {
    titles: HashMap<&'p str, &'p str>,
}

impl<'p> Sections<'p> {
    /// Reads the index pages.
    pub(super) fn of(pages: &'p [PageFacts]) -> Sections<'p> {
        let titles = pages.iter().filter_map(|page| {
            let (folder, file) = page.path.rsplit_once('/').unwrap_or(("", &page.path));
            let stem = file.split('.').next()?;
            (stem == "index" && !page.title.is_empty()).then_some((folder, page.title.as_str()))
        });
        Sections { titles: titles.collect() }
    }

    /// The titles above a page, outermost first; the title of the whole documentation is none of them.
    pub(super) fn above(&self, path: &str) -> Vec<String> {
        let mut titles = Vec::new();
        for (at, _) in path.match_indices('/') {
            let folder = &path[..at];
            let name = || folder.rsplit('/').next().unwrap_or(folder).replace(['_', '-'], " ");
            titles.push(self.titles.get(folder).map_or_else(name, |&title| title.to_owned()));
        }
        titles
    }
}

/// Whether title, sections, folders or a banner say that an operation is not to be used any more.
pub(super) fn deprecation(page: &PageFacts, group: &[String]) -> Option<Deprecation> {
    let evidence = |evidence: &str, note: Option<String>| Some(Deprecation { evidence: evidence.to_owned(), note });
    if is_of_the_past(&page.title) {
        return evidence("title", None);
    }
    let folders = page.path.rsplit_once('/').map(|(folders, _)| folders).unwrap_or_default();
    if group.iter().any(|title| is_of_the_past(title))
        || folders.split('/').any(|folder| is_of_the_past(&folder.replace(['_', '-'], " ")))
    {
        return evidence("section", None);
    }
    let banner = page.operation.as_ref()?.deprecated.clone()?;
    evidence("banner", Some(banner))
}

/// Whether a title says that what it heads is not to be used any more.
fn is_of_the_past(title: &str) -> bool {
    vocabulary::words(title).has(Word::Deprecated) || vocabulary::ends_soon(title)
}

/// The operation id that a page's file name on the site is: `CreateInstanceV2.html`, `CreateInstanceV2_1.html`.
pub(super) fn operation_id(original_name: &str) -> Option<String> {
    let stem = original_name.strip_suffix(".html").unwrap_or(original_name);
    let id = without_counter(stem);
    let camel = id.starts_with(|c: char| c.is_ascii_uppercase())
        && id.chars().all(|c| c.is_ascii_alphanumeric())
        && id.chars().any(|c| c.is_ascii_lowercase());
    camel.then(|| id.to_owned())
}

/// `CreateInstanceV2_1` → `CreateInstanceV2`: the site counts pages that it has renamed.
fn without_counter(stem: &str) -> &str {
    match stem.rsplit_once('_') {
        Some((id, counter)) if !counter.is_empty() && counter.chars().all(|c| c.is_ascii_digit()) => id,
        _ => stem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_have_nameless_placeholders() {
        assert_eq!(operation_key(Method::Post, "/v2/{project_id}/x/{id}/action"), "POST /v2/{}/x/{}/action");
    }

    #[test]
    fn versions_come_from_paths_then_from_titles() {
        assert_eq!(version("/v2.1/{a}/servers", &[], ""), Some("v2_1".into()));
        assert_eq!(version("/V1.0/{a}/metrics", &[], ""), Some("v1".into()));
        assert_eq!(version("/autoscaling-api/v1/{a}", &[], ""), Some("v1".into()));
        assert_eq!(version("/rds/instances", &["APIs V3 (recommended)".into()], ""), Some("v3".into()));
        assert_eq!(version("/vpcs", &[], ""), None);
    }

    #[test]
    fn titles_tell_what_is_of_the_past() {
        for title in ["APIs (Discarded)", "Out-of-Date APIs", "APIs Unavailable Soon", "outdated apis v1"] {
            assert!(is_of_the_past(title), "{title}");
        }
        for title in ["APIs", "Querying Unavailable Zones", "Keeping a Clock up to Date", "Removing a Lock"] {
            assert!(!is_of_the_past(title), "{title}");
        }
    }

    #[test]
    fn operation_ids_are_camel_case_file_names() {
        assert_eq!(operation_id("CreateInstanceV2.html"), Some("CreateInstanceV2".into()));
        assert_eq!(operation_id("CreateInstanceV2_1.html"), Some("CreateInstanceV2".into()));
        assert_eq!(operation_id("en-us_topic_0037147509.html"), None);
        assert_eq!(operation_id("dli_02_0030.html"), None);
    }

    #[test]
    fn placeholders_are_named_in_order() {
        assert_eq!(placeholders("/v2/{project_id}/x/{*id*}"), ["project_id", "id"]);
    }
}
