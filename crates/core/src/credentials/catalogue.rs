//! Where services are, as the identity service tells it to who calls: `GET /v3/auth/catalog`, once for each
//! configuration.

use std::time::Duration;

use serde_json::Value;

use super::{
    authority::TokenScope,
    iam::{Ask, Iam},
    slot::{Lease, Slot},
    source::Source,
};
use crate::{Error, Method, Operation, platform::Instant};

static SHOW_CATALOGUE: Operation = Operation::new("show_catalogue", Method::Get, "/v3/auth/catalog");

/// What errors say the call was at.
const DOING: &str = "no service catalogue";

/// Services move seldom.
const LIFETIME: Duration = Duration::from_secs(24 * 3600);

/// The catalogue.
#[derive(Default)]
pub(super) struct Catalogue(Slot<Vec<Entry>>);

/// Where a service is in one region, or in all.
struct Entry {
    name: String,
    kind: String,
    region: Option<String>,
    url: String,
}

impl Catalogue {
    /// The address of a service without a path: operations bring theirs.
    pub(super) async fn find(
        &self,
        iam: Iam<'_>,
        source: &Source,
        scope: &TokenScope,
        service: &str,
    ) -> Result<Option<String>, Error> {
        let fetched = self.0.get(|| fetch(iam, source, scope)).await.map_err(|error| error.into_credentials(DOING))?;
        Ok(find(&fetched.value, service, iam.region).and_then(origin))
    }
}

async fn fetch(iam: Iam<'_>, source: &Source, scope: &TokenScope) -> Result<Lease<Vec<Entry>>, Error> {
    let issued = Instant::now();
    let raw = iam.ask_as(&Ask::new(&SHOW_CATALOGUE), source, scope).await?;
    let body: Value = serde_json::from_slice(&raw.body).unwrap_or_default();
    let services = body["catalog"].as_array().into_iter().flatten();
    Ok(Lease { value: services.flat_map(entries).collect(), issued, lifetime: LIFETIME })
}

fn entries(service: &Value) -> Vec<Entry> {
    let text = |value: &Value| value.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
    let (name, kind) = (text(&service["name"]).unwrap_or_default(), text(&service["type"]).unwrap_or_default());
    let endpoints = service["endpoints"].as_array().into_iter().flatten();
    let public = endpoints.filter(|endpoint| endpoint["interface"].as_str().is_none_or(|plane| plane == "public"));
    let entry = |endpoint: &Value| {
        let region = text(&endpoint["region_id"]).or_else(|| text(&endpoint["region"])).filter(|region| region != "*");
        Some(Entry { name: name.clone(), kind: kind.clone(), region, url: text(&endpoint["url"])? })
    };
    public.filter_map(entry).collect()
}

/// The address of a service: in the region before one for all, and by the first word of the host, which is what the
/// short name of a service is, before the names that the catalogue has for it.
fn find<'a>(entries: &'a [Entry], service: &str, region: Option<&str>) -> Option<&'a str> {
    let here = |entry: &&Entry| match (&entry.region, region) {
        (Some(of), Some(region)) => of == region,
        (Some(_), None) => false,
        (None, _) => true,
    };
    let by_host = |entry: &&Entry| first_word(&entry.url) == Some(service);
    let by_name = |entry: &&Entry| entry.name == service || entry.kind == service;
    let best = |is: &dyn Fn(&&Entry) -> bool| {
        let found = || entries.iter().filter(here).filter(|entry| is(entry));
        found().find(|entry| entry.region.is_some()).or_else(|| found().next())
    };
    best(&by_host).or_else(|| best(&by_name)).map(|entry| entry.url.as_str())
}

/// The first word of the host, without what one region adds to all of them.
fn first_word(url: &str) -> Option<&str> {
    let word = url.split("://").nth(1)?.split('.').next()?;
    Some(word.strip_suffix("-pub").unwrap_or(word))
}

fn origin(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    Some(format!("{scheme}://{}", rest.split(['/', '?', '#']).next()?))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn catalogue() -> Vec<Entry> {
        let service = |name: &str, kind: &str, endpoints: Value| {
            entries(&json!({ "name": name, "type": kind, "endpoints": endpoints }))
        };
        let at = |region: Value, url: &str| json!({ "region_id": region, "interface": "public", "url": url });
        [
            service("nova", "compute", json!([at(json!("eu-de"), "https://ecs.eu-de.example/v2/p")])),
            service(
                "vpc",
                "vpc",
                json!([at(json!("eu-nl"), "https://n.example"), at(json!("eu-de"), "https://d.example:8443/v1/p")]),
            ),
            service(
                "dns",
                "dns",
                json!([at(json!("*"), "https://dns-pub.example/v2"), at(json!("eu-nl"), "https://dns.nl.example")]),
            ),
            service("ims", "image", json!([{ "interface": "internal", "url": "https://ims.example" }])),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    #[test]
    fn a_service_is_found_by_its_host_or_by_its_name_in_the_region() {
        let all = catalogue();
        let found = |service: &str, region| find(&all, service, region).and_then(origin);
        assert_eq!(found("ecs", Some("eu-de")).as_deref(), Some("https://ecs.eu-de.example"));
        assert_eq!(found("compute", Some("eu-de")).as_deref(), Some("https://ecs.eu-de.example"));
        assert_eq!(found("vpc", Some("eu-de")).as_deref(), Some("https://d.example:8443"));
        assert_eq!(found("vpc", Some("eu-ch2")), None);
        assert_eq!(found("vpc", None), None, "which region cannot be told");
    }

    #[test]
    fn what_is_for_all_regions_serves_where_the_region_has_none_of_its_own() {
        let all = catalogue();
        assert_eq!(find(&all, "dns", Some("eu-de")), Some("https://dns-pub.example/v2"));
        assert_eq!(find(&all, "dns", Some("eu-nl")), Some("https://dns.nl.example"));
        assert_eq!(find(&all, "ims", Some("eu-de")), None, "not for us");
    }
}
