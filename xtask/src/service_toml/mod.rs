//! `spec/<service>/service.toml`: what a person decided about a service.
//!
//! Comes in as text, goes out as [`ServiceConfig`]. Whether a correction fits the pages is not known here: `link` applies
//! them and reports the idle ones. `spec/README.md` explains every key to the person who writes the file.

mod correction;
mod edit;

use std::fmt;
use std::ops::Range;

use hwc_model::{Endpoint, Service};
use serde::Deserialize;

use crate::decide::{Decided, PagingDecision, WaitingDecision};
use crate::suggest;

use correction::RawCorrection;
pub use correction::{Change, Correction, NewRow, OtherTable, Place};
pub use edit::{with_pages, with_update};

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

impl ServiceConfig {
    /// Reads the text of the file `spec/<key>/service.toml`.
    pub fn parse(key: &str, text: &str) -> Result<ServiceConfig, ServiceTomlError> {
        let raw: RawService = toml::from_str(text).map_err(|error| ServiceTomlError::from_toml(text, &error))?;
        let corrections = raw.correction.into_iter().map(|correction| correction::read(text, correction));
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

fn decided<T>(text: &str, spanned: toml::Spanned<T>) -> Decided<T> {
    Decided { line: line_of(text, Some(spanned.span())), decision: spanned.into_inner() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The least that a file says.
    pub(super) const SMALL: &str = "[service]\ncrate = \"hwc-demo\"\ntitle = \"Demo\"\n";

    /// What is said of a file with more in it.
    pub(super) fn fault(more: &str) -> String {
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
}
