//! Ids that nobody gave: the identity service tells them by name, once for each configuration.

use std::{sync::Arc, time::Duration};

use serde_json::Value;

use super::{
    authority::TokenScope,
    iam::{Ask, Iam},
    slot::{Lease, Slot},
    source::Source,
};
use crate::{Error, Method, Operation, platform::Instant, request::encode, response::Raw};

/// What was looked up.
#[derive(Default)]
pub(super) struct Ids {
    project: Slot<Arc<str>>,
    domain: Slot<Arc<str>>,
}

static LIST_PROJECTS: Operation = Operation::new("list_projects", Method::Get, "/v3/projects");
static LIST_DOMAINS: Operation = Operation::new("list_domains", Method::Get, "/v3/auth/domains");

/// What errors say the call was at.
const AT_PROJECT: &str = "no project id";
const AT_DOMAIN: &str = "no domain id";

/// Ids do not change.
const FOR_GOOD: Duration = Duration::from_secs(u32::MAX as u64);

impl Ids {
    /// The id of the project with this name. Without a name or without an address to ask at, nothing.
    pub(super) async fn project(
        &self,
        iam: Iam<'_>,
        source: &Source,
        name: Option<&str>,
    ) -> Result<Option<String>, Error> {
        let (Some(name), Some(_)) = (name, iam.endpoint) else { return Ok(None) };
        let lease = self.project.get(|| find_project(iam, source, name)).await;
        lease.map(|lease| Some(lease.value.to_string())).map_err(|error| error.into_credentials(AT_PROJECT))
    }

    /// The id of the caller's domain; without an address to ask at, nothing.
    pub(super) async fn domain(&self, iam: Iam<'_>, source: &Source) -> Result<Option<String>, Error> {
        if iam.endpoint.is_none() {
            return Ok(None);
        }
        let lease = self.domain.get(|| find_domain(iam, source)).await;
        lease.map(|lease| Some(lease.value.to_string())).map_err(|error| error.into_credentials(AT_DOMAIN))
    }
}

async fn find_project(iam: Iam<'_>, source: &Source, name: &str) -> Result<Lease<Arc<str>>, Error> {
    let ask = Ask::new(&LIST_PROJECTS).with_query(format!("name={}", encode(name)));
    let found = ids(&iam.ask_as(&ask, source, &TokenScope::Domain).await?, "projects", Some(name));
    match found.as_slice() {
        [id] => Ok(kept(id)),
        [] => Err(Error::configuration(format!("there is no project `{name}`: give `project_id`"))),
        several => {
            let several = several.join(", ");
            Err(Error::configuration(format!(
                "there are several projects `{name}`: give one of {several} as `project_id`"
            )))
        }
    }
}

async fn find_domain(iam: Iam<'_>, source: &Source) -> Result<Lease<Arc<str>>, Error> {
    let found = ids(&iam.ask_as(&Ask::new(&LIST_DOMAINS), source, &TokenScope::Domain).await?, "domains", None);
    match found.as_slice() {
        [id, ..] => Ok(kept(id)),
        [] => Err(Error::configuration("the caller may not see its domain: give `domain_id`")),
    }
}

/// The ids in a list, of the items with this name: services also list items whose names only begin so.
fn ids(raw: &Raw, list: &str, name: Option<&str>) -> Vec<String> {
    let body: Value = serde_json::from_slice(&raw.body).unwrap_or_default();
    let items = body[list].as_array().into_iter().flatten();
    let named = items.filter(|item| name.is_none() || item["name"].as_str() == name);
    named.filter_map(|item| Some(item["id"].as_str()?.to_owned())).collect()
}

fn kept(id: &str) -> Lease<Arc<str>> {
    Lease { value: Arc::from(id), issued: Instant::now(), lifetime: FOR_GOOD }
}
