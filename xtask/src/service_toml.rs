//! `spec/<service>/service.toml`: what a person decided about a service.
//!
//! Comes in as text, goes out as [`ServiceConfig`]. Whether a correction fits the pages is not known here: `link` applies
//! them and reports the idle ones. `spec/README.md` explains every key to the person who writes the file.

use std::fmt;
use std::ops::Range;

use hwc_model::{Endpoint, Service};
use serde::Deserialize;

use crate::decide::{Decided, PagingDecision, WaitingDecision};
use crate::suggest;

/// A service as its `service.toml` states it.
#[derive(Clone, Debug, PartialEq)]
pub struct ServiceConfig {
    /// The folder in `spec/`: the cloud's short name.
    pub key: String,
    /// Name of the crate.
    pub crate_name: String,
    /// Version of the crate, where it is not that of the repository.
    pub version: Option<String>,
    /// Name of the service.
    pub title: String,
    /// Where the service answers, in the order of the file.
    pub endpoints: Vec<Endpoint>,
    /// Why no crate is generated for the service, where none is.
    pub not_generated: Option<String>,
    /// Where its documentation comes from, the main one first.
    pub documentation: Vec<Documentation>,
    /// What is put right, in the order of the file.
    pub corrections: Vec<Correction>,
    /// How lists are continued, where the tables do not say it, or say it wrong.
    pub paging: Vec<Decided<PagingDecision>>,
    /// How to learn when something is done, likewise.
    pub waiting: Vec<Decided<WaitingDecision>>,
}

/// Where documentation of a service comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Documentation {
    /// Public address of the pages.
    pub public: Option<String>,
    /// Git repository that holds their source.
    pub git: Option<String>,
    /// The pinned commit.
    pub revision: Option<String>,
    /// What the pinned pages are, by [`crate::pin`]; they tell the commit where no revision does.
    pub pages: Option<String>,
    /// Folder of the pages in the repository.
    pub folder: Option<String>,
}

/// A wrong page put right; an error once it changes nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    /// What is wrong.
    pub place: Place,
    /// What is right.
    pub change: Change,
    /// Why we know.
    pub reason: String,
    /// Line of the entry in `service.toml`.
    pub line: u32,
}

/// A place on a page, as a correction names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Path of the page in the folder of pages.
    pub page: String,
    /// Number of the table on the page, from 1 in document order; absent for the page as a whole.
    pub table: Option<u32>,
    /// The name that stands in the row; absent for the table as a whole.
    pub row: Option<String>,
}

/// What a correction does.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// The row, or the type that the table states, has another name.
    Rename(String),
    /// The row has another type, in the words of a type column.
    Retype(String),
    /// The row is, or is not, mandatory.
    Mandatory(bool),
    /// The row, the table or the page does not count.
    Drop,
    /// The table lacks a row.
    Add(NewRow),
    /// The table states the same type as another one: each has the rows of both.
    Merge(OtherTable),
}

/// A table that states the same type.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherTable {
    /// Path of its page; absent where it is the same page.
    pub page: Option<String>,
    /// Number of the table on its page, from 1.
    pub table: u32,
}

/// A row that a table lacks.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewRow {
    /// Name on the wire.
    pub name: String,
    /// Type, in the words of a type column.
    #[serde(rename = "type")]
    pub ty: String,
    /// Whether it must be given.
    #[serde(default)]
    pub mandatory: bool,
    /// What it is, in our words.
    pub description: Option<String>,
}

impl ServiceConfig {
    /// Reads the text of the file `spec/<key>/service.toml`.
    pub fn parse(key: &str, text: &str) -> Result<ServiceConfig, ServiceTomlError> {
        let raw: RawService = toml::from_str(text).map_err(|error| ServiceTomlError::from_toml(text, &error))?;
        let corrections = raw.correction.into_iter().map(|correction| read_correction(text, correction));
        Ok(ServiceConfig {
            key: key.to_owned(),
            crate_name: raw.service.crate_name,
            version: raw.service.version,
            title: raw.service.title,
            endpoints: raw.endpoint.into_iter().map(|RawEndpoint { cloud, url }| Endpoint { cloud, url }).collect(),
            not_generated: raw.service.not_generated,
            documentation: raw.documentation,
            corrections: corrections.collect::<Result<_, _>>()?,
            paging: raw.paging.into_iter().map(|one| decided(text, one)).collect(),
            waiting: raw.waiting.into_iter().map(|one| decided(text, one)).collect(),
        })
    }

    /// A service of pages that are not in `spec/`: everything that a person would decide follows from its key.
    pub fn of_key(key: &str) -> ServiceConfig {
        ServiceConfig {
            key: key.to_owned(),
            crate_name: format!("hwc-{key}"),
            version: None,
            title: key.to_owned(),
            endpoints: Vec::new(),
            not_generated: None,
            documentation: Vec::new(),
            corrections: Vec::new(),
            paging: Vec::new(),
            waiting: Vec::new(),
        }
    }

    /// Whether pages of the service stand in a repository of its documentation, whatever is kept here.
    pub fn is_documented_elsewhere(&self) -> bool {
        self.documentation.iter().any(|documentation| documentation.git.is_some())
    }

    /// The repository that the service is made from.
    pub fn main_documentation(&self) -> Option<&Documentation> {
        self.documentation.iter().find(|documentation| documentation.git.is_some())
    }

    /// What of it the model carries.
    pub fn to_service(&self) -> Service {
        Service {
            key: self.key.clone(),
            crate_name: self.crate_name.clone(),
            version: self.version.clone(),
            title: self.title.clone(),
            endpoints: self.endpoints.clone(),
            documentation: self.documentation.iter().find_map(|documentation| documentation.public.clone()),
            not_generated: self.not_generated.clone(),
        }
    }
}

/// The text of a `service.toml` with another pin of its main documentation and another version; all else stays as it is.
pub fn with_update(text: &str, revision: &str, pages: &str, version: Option<&str>) -> Result<String, ServiceTomlError> {
    let mut file = edited(text)?;
    if let Some(version) = version {
        let service = file.get_mut("service").and_then(toml_edit::Item::as_table_mut);
        put(service.ok_or_else(|| ServiceTomlError::at(text, None, "no table [service]"))?, "version", version);
    }
    let main = main_entry(text, &mut file)?;
    put(main, "revision", revision);
    put(main, "pages", pages);
    Ok(file.to_string())
}

/// The text of a `service.toml` whose main documentation is pinned to pages; a commit that held others is no pin.
pub fn with_pages(text: &str, pages: &str) -> Result<String, ServiceTomlError> {
    let mut file = edited(text)?;
    let main = main_entry(text, &mut file)?;
    let before = main.get("pages").and_then(toml_edit::Item::as_str);
    if before.is_some_and(|before| before != pages) {
        main.remove("revision");
    }
    put(main, "pages", pages);
    Ok(file.to_string())
}

fn edited(text: &str) -> Result<toml_edit::DocumentMut, ServiceTomlError> {
    text.parse().map_err(|error: toml_edit::TomlError| ServiceTomlError::at(text, error.span(), error.message()))
}

/// The entry of the repository that the service is made from.
fn main_entry<'a>(
    text: &str,
    file: &'a mut toml_edit::DocumentMut,
) -> Result<&'a mut toml_edit::Table, ServiceTomlError> {
    let entries = file.get_mut("documentation").and_then(toml_edit::Item::as_array_of_tables_mut);
    let main = entries.and_then(|entries| entries.iter_mut().find(|entry| entry.contains_key("git")));
    main.ok_or_else(|| ServiceTomlError::at(text, None, "no [[documentation]] with git"))
}

/// Sets a value and keeps the comment behind the one that stood there.
fn put(table: &mut toml_edit::Table, key: &str, text: &str) {
    let mut value = toml_edit::Value::from(text);
    if let Some(before) = table.get(key).and_then(toml_edit::Item::as_value) {
        *value.decor_mut() = before.decor().clone();
    }
    table.insert(key, toml_edit::Item::Value(value));
}

/// The first `service.toml` of a service, for a person to review.
pub fn first_text(key: &str) -> String {
    format!("# spec/README.md explains what may stand here.\n\n[service]\ncrate = \"hwc-{key}\"\ntitle = \"{key}\"\n")
}

/// A fault of a `service.toml`, at a line of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceTomlError {
    /// Line, from 1.
    pub line: u32,
    /// What was found and what was expected.
    pub message: String,
}

impl ServiceTomlError {
    fn at(text: &str, span: Option<Range<usize>>, message: impl Into<String>) -> ServiceTomlError {
        ServiceTomlError { line: line_of(text, span), message: message.into() }
    }

    fn from_toml(text: &str, error: &toml::de::Error) -> ServiceTomlError {
        let mut message = error.message().trim_end().replace('\n', ", ");
        // The list of allowed keys stands in the message; the nearest one is what the writer meant.
        if let Some(rest) = message.strip_prefix("unknown field `") {
            let mut words = rest.split('`').step_by(2);
            let unknown = words.next().unwrap_or_default();
            if let Some(nearest) = suggest::nearest(unknown, words) {
                message = format!("{message}; did you mean `{nearest}`?");
            }
        }
        ServiceTomlError::at(text, error.span(), message)
    }
}

impl fmt::Display for ServiceTomlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.line, self.message)
    }
}

impl std::error::Error for ServiceTomlError {}

fn line_of(text: &str, span: Option<Range<usize>>) -> u32 {
    let before = span.map_or("", |span| text.get(..span.start).unwrap_or(text));
    u32::try_from(before.matches('\n').count() + 1).unwrap_or(u32::MAX)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawService {
    service: RawKey,
    #[serde(default)]
    endpoint: Vec<RawEndpoint>,
    #[serde(default)]
    documentation: Vec<Documentation>,
    #[serde(default)]
    correction: Vec<toml::Spanned<RawCorrection>>,
    #[serde(default)]
    paging: Vec<toml::Spanned<PagingDecision>>,
    #[serde(default)]
    waiting: Vec<toml::Spanned<WaitingDecision>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawKey {
    #[serde(rename = "crate")]
    crate_name: String,
    version: Option<String>,
    title: String,
    not_generated: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEndpoint {
    cloud: String,
    url: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCorrection {
    page: String,
    table: Option<u32>,
    row: Option<String>,
    reason: String,
    rename: Option<String>,
    retype: Option<String>,
    mandatory: Option<bool>,
    drop: Option<bool>,
    add: Option<NewRow>,
    merge: Option<OtherTable>,
}

fn decided<T>(text: &str, spanned: toml::Spanned<T>) -> Decided<T> {
    Decided { line: line_of(text, Some(spanned.span())), decision: spanned.into_inner() }
}

fn read_correction(text: &str, spanned: toml::Spanned<RawCorrection>) -> Result<Correction, ServiceTomlError> {
    let span = spanned.span();
    let wrong = |message: &str| Err(ServiceTomlError::at(text, Some(span.clone()), message));
    let RawCorrection { page, table, row, reason, rename, retype, mandatory, drop, add, merge } = spanned.into_inner();
    let changes = [
        rename.map(Change::Rename),
        retype.map(Change::Retype),
        mandatory.map(Change::Mandatory),
        drop.filter(|&drop| drop).map(|_| Change::Drop),
        add.map(Change::Add),
        merge.map(Change::Merge),
    ];
    let mut changes = changes.into_iter().flatten();
    let (Some(change), None) = (changes.next(), changes.next()) else {
        return wrong(
            "a correction does one thing, expected one of `rename`, `retype`, `mandatory`, `drop`, `add`, `merge`",
        );
    };
    if reason.trim().is_empty() {
        return wrong("a correction without a reason, expected how it is known that the page is wrong");
    }
    let place = Place { page, table, row };
    if let Some(lack) = lacking(&place, &change) {
        return wrong(lack);
    }
    Ok(Correction { place, change, reason, line: line_of(text, Some(span)) })
}

/// What a place must state for a change to make sense there, and does not.
fn lacking(place: &Place, change: &Change) -> Option<&'static str> {
    match (change, place.table, &place.row) {
        (Change::Retype(_) | Change::Mandatory(_), _, None) => Some("a correction of a row without `row`"),
        (Change::Rename(_) | Change::Add(_) | Change::Merge(_), None, _) => {
            Some("a correction of a table without `table`")
        }
        (_, None, Some(_)) => Some("a `row` without the `table` that it stands in"),
        (Change::Add(_) | Change::Merge(_), _, Some(_)) => Some("`row` where the whole table is meant"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = "[service]\ncrate = \"hwc-demo\"\ntitle = \"Demo\"\n";

    fn fault(more: &str) -> String {
        ServiceConfig::parse("demo", &format!("{SMALL}{more}")).unwrap_err().to_string()
    }

    #[test]
    fn the_smallest_file_names_crate_and_title() {
        let config = ServiceConfig::parse("demo", SMALL).unwrap();
        assert_eq!(config, ServiceConfig { title: "Demo".into(), ..ServiceConfig::of_key("demo") });
    }

    #[test]
    fn the_first_file_of_a_service_states_what_is_assumed_without_one() {
        assert_eq!(ServiceConfig::parse("demo", &first_text("demo")).unwrap(), ServiceConfig::of_key("demo"));
    }

    #[test]
    fn the_model_carries_endpoints_and_the_first_public_address() {
        let more = "[[endpoint]]\ncloud = \"otc\"\nurl = \"https://a.{region}\"\n\
                    [[documentation]]\ngit = \"https://g\"\n[[documentation]]\npublic = \"https://u\"\n";
        let service = ServiceConfig::parse("demo", &format!("{SMALL}{more}")).unwrap().to_service();
        assert_eq!(service.endpoints, [Endpoint { cloud: "otc".into(), url: "https://a.{region}".into() }]);
        assert_eq!(service.documentation.as_deref(), Some("https://u"));
    }

    #[test]
    fn an_unknown_key_is_named_with_its_line_and_the_nearest_allowed_one() {
        let fault = fault("\n[[endpoints]]\n");
        let start = "5: unknown field `endpoints`, expected one of `service`, `endpoint`, `documentation`, `correction`, `paging`, `waiting`";
        assert!(fault.starts_with(start), "{fault}");
        assert!(fault.ends_with("did you mean `endpoint`?"), "{fault}");
    }

    #[test]
    fn an_unknown_key_inside_a_correction_is_found_too() {
        let fault = fault("\n[[correction]]\npage = \"a.rst\"\nreason = \"seen\"\nretyp = \"String\"\n");
        assert!(fault.contains("unknown field `retyp`") && fault.ends_with("did you mean `retype`?"), "{fault}");
    }

    #[test]
    fn an_update_changes_pin_and_version_and_nothing_else() {
        let text = "# A comment.\n[service]\ncrate = \"c\"  # x\ntitle = \"T\"\n\n[[documentation]]\npublic = \"p\"\n\n\
                    [[documentation]]\ngit = \"g\"\nrevision = \"0\" # pin\nfolder = \"f\"\n";
        let updated = with_update(text, "abc", "f00", Some("0.2.0")).unwrap();
        let expected = text.replace("\"0\" # pin", "\"abc\" # pin").replace("\"T\"\n", "\"T\"\nversion = \"0.2.0\"\n");
        assert_eq!(updated, format!("{expected}pages = \"f00\"\n"));
        assert_eq!(with_update(&updated, "0", "f00", None).unwrap(), updated.replace("abc", "0"));
        assert!(with_update(SMALL, "abc", "f00", None).is_err());
    }

    #[test]
    fn a_commit_stays_pinned_until_the_pages_are_others() {
        let text = "[service]\ncrate = \"c\"\ntitle = \"T\"\n\n[[documentation]]\ngit = \"g\"\nrevision = \"0\"\n";
        let first = with_pages(text, "f00").unwrap();
        assert_eq!(first, format!("{text}pages = \"f00\"\n"));
        assert_eq!(with_pages(&first, "f00").unwrap(), first);
        let other = text.replace("revision = \"0\"\n", "pages = \"f01\"\n");
        assert_eq!(with_pages(&first, "f01").unwrap(), other);
    }

    #[test]
    fn every_change_is_read() {
        let entry = |change: &str| {
            format!("{SMALL}[[correction]]\npage = \"a.rst\"\ntable = 2\nreason = \"the example shows it\"\n{change}\n")
        };
        let change = |text: &str| ServiceConfig::parse("demo", &entry(text)).unwrap().corrections[0].change.clone();
        assert_eq!(change("row = \"a\"\nrename = \"b\""), Change::Rename("b".into()));
        assert_eq!(change("row = \"a\"\nretype = \"Array of strings\""), Change::Retype("Array of strings".into()));
        assert_eq!(change("row = \"a\"\nmandatory = false"), Change::Mandatory(false));
        assert_eq!(change("drop = true"), Change::Drop);
        assert_eq!(change("merge = { table = 3 }"), Change::Merge(OtherTable { page: None, table: 3 }));
        let row = NewRow { name: "n".into(), ty: "Long".into(), mandatory: true, description: None };
        assert_eq!(change("add = { name = \"n\", type = \"Long\", mandatory = true }"), Change::Add(row));
    }

    #[test]
    fn a_correction_does_one_thing_for_a_reason() {
        let entry = "[[correction]]\npage = \"a.rst\"\ntable = 1\nrow = \"a\"\n";
        assert!(fault(&format!("{entry}reason = \"r\"\n")).starts_with("4: a correction does one thing"));
        assert!(fault(&format!("{entry}reason = \"r\"\ndrop = true\nmandatory = true\n")).contains("one thing"));
        assert!(fault(&format!("{entry}reason = \" \"\ndrop = true\n")).contains("without a reason"));
        assert!(fault(&format!("{entry}drop = true\n")).contains("missing field `reason`"));
    }

    #[test]
    fn a_correction_says_where() {
        let entry = "[[correction]]\npage = \"a.rst\"\nreason = \"r\"\n";
        assert!(fault(&format!("{entry}mandatory = true\n")).contains("without `row`"));
        assert!(fault(&format!("{entry}row = \"a\"\nmandatory = true\n")).contains("without the `table`"));
        assert!(fault(&format!("{entry}merge = {{ table = 3 }}\n")).contains("without `table`"));
    }
}
