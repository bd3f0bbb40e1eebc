//! Where a service is reached: what the program says, else what the environment says, else the service's own pattern.

use reqwest::Url;

use super::{Cloud, Region, Settings};
use crate::{Error, Service, secret};

/// Where regions stand, for errors.
pub(super) const REGION_LOOKED_FOR: &str = "looked for `region` and OS_REGION_NAME, HUAWEICLOUD_SDK_REGION";

/// The address of a service: scheme, host with an explicit port, and what stands before every path.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Endpoint {
    /// Without path: parsed once, for a call has no time to do so again.
    origin: Url,
    /// As it is sent in `Host`.
    pub(crate) host: String,
    pub(crate) prefix: String,
}

impl Endpoint {
    /// Reads an address; plain HTTP only where it was asked for by name.
    pub(crate) fn parse(address: &str, what: &str, allow_http: bool) -> Result<Self, Error> {
        let printed = secret::without_user(address);
        let wrong = |why: &str| Error::configuration(format!("endpoint `{printed}` of {what} {why}"));
        let with_scheme = if address.contains("://") { address.to_owned() } else { format!("https://{address}") };
        let url = Url::parse(&with_scheme).map_err(|error| wrong(&format!("is no address: {error}")))?;
        match url.scheme() {
            "https" => {}
            "http" if allow_http => {}
            "http" => return Err(wrong("has no TLS; `allow_http` allows that")),
            _ => return Err(wrong("is neither https nor http")),
        }
        if !url.username().is_empty() || url.password().is_some() || url.query().is_some() || url.fragment().is_some() {
            return Err(wrong("has more than scheme, host, port and path"));
        }
        let host = url.host_str().unwrap_or_default();
        let host = url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
        let prefix = url.path().trim_end_matches('/').to_owned();
        let mut origin = url;
        origin.set_path("");
        Ok(Endpoint { origin, host, prefix })
    }

    pub(crate) fn url(&self) -> String {
        format!("{}://{}{}", self.origin.scheme(), self.host, self.prefix)
    }

    /// The address of a request: its path, with the prefix, and its query, both percent-encoded.
    pub(crate) fn address(&self, path: &str, query: &str) -> Url {
        let mut url = self.origin.clone();
        url.set_path(path);
        url.set_query(Some(query).filter(|query| !query.is_empty()));
        url
    }
}

/// The endpoint of a service.
pub(super) fn of(service: &Service, settings: &Settings) -> Result<Endpoint, Error> {
    let region = settings.region.as_deref();
    if let Some(endpoint) = named(service, settings) {
        return Ok(endpoint.clone());
    }
    Endpoint::parse(&stated(service, settings.cloud, region)?, service.name, settings.allow_http)
}

/// The endpoint that somebody gave.
pub(super) fn named<'a>(service: &Service, settings: &'a Settings) -> Option<&'a Endpoint> {
    let service = key(service.name);
    let in_region = settings.region.as_ref().map(|region| format!("{service}_{}", key(region)));
    let given = in_region.and_then(|name| settings.endpoints.get(&name)).or_else(|| settings.endpoints.get(&service));
    given.or(settings.everywhere.as_ref())
}

/// The endpoint that the service states.
fn stated(service: &Service, cloud: Cloud, region: Option<&str>) -> Result<String, Error> {
    let Service { name, endpoints, .. } = service;
    let Some(template) = choose(endpoints, cloud, region) else {
        let known = endpoints.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
        return Err(Error::configuration(format!(
            "no endpoint of {name} in cloud {cloud} (known: {known}): give `endpoint` or HWC_ENDPOINT_{}",
            key(name)
        )));
    };
    fill(&template, region)
        .ok_or_else(|| Error::configuration(format!("no region for the endpoint of {name}: {REGION_LOOKED_FOR}")))
}

/// The address stated for a region, else the one for its cloud, with the region's own way to call hosts.
fn choose(stated: &[(&str, &str)], cloud: Cloud, region: Option<&str>) -> Option<String> {
    let of = |wanted: &str| stated.iter().find(|(name, _)| *name == wanted).map(|(_, template)| *template);
    if let Some(of_region) = region.and_then(of) {
        return Some(of_region.to_owned());
    }
    let of_cloud = of(cloud.name())?;
    let known = region.and_then(Region::named).filter(|region| region.cloud() == cloud);
    Some(known.and_then(|region| region.adapt(of_cloud)).unwrap_or_else(|| of_cloud.to_owned()))
}

/// An address with its region; nothing where it needs one and there is none.
fn fill(template: &str, region: Option<&str>) -> Option<String> {
    match region {
        Some(region) => Some(template.replace("{region}", region)),
        None if template.contains("{region}") => None,
        None => Some(template.to_owned()),
    }
}

/// A name as it stands in an environment variable.
pub(super) fn key(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    static SERVICE: Service = Service::new(
        "dns-x",
        "Names",
        &[("huawei", "https://dns-x.myhuaweicloud.com"), ("otc", "https://dns-x.{region}.otc.t-systems.com")],
    );

    fn settings(region: &str) -> Settings {
        Settings { region: Some(region.into()), cloud: Cloud::infer(Some(region), None), ..Settings::default() }
    }

    #[test]
    fn the_cloud_of_the_region_decides() {
        assert_eq!(of(&SERVICE, &settings("eu-de")).unwrap().url(), "https://dns-x.eu-de.otc.t-systems.com");
        assert_eq!(of(&SERVICE, &settings("cn-north-4")).unwrap().url(), "https://dns-x.myhuaweicloud.com");
        assert_eq!(of(&SERVICE, &Settings::default()).unwrap().url(), "https://dns-x.myhuaweicloud.com");
    }

    #[test]
    fn a_given_endpoint_goes_first_and_that_of_the_region_before_all() {
        let mut settings = settings("eu-de");
        let parse = |address| Endpoint::parse(address, "dns-x", false).unwrap();
        settings.endpoints.insert("DNS_X".into(), parse("dns.example:8443/base/"));
        assert_eq!(of(&SERVICE, &settings).unwrap().url(), "https://dns.example:8443/base");
        settings.endpoints.insert("DNS_X_EU_DE".into(), parse("https://de.example"));
        assert_eq!(of(&SERVICE, &settings).unwrap().url(), "https://de.example");
    }

    #[test]
    fn a_local_server_is_every_service_but_those_with_an_address_of_their_own() {
        let builder = crate::Config::builder().local("http://127.0.0.1:8080").endpoint("dns", "https://dns.example");
        let local = builder.clone().build().unwrap();
        assert_eq!(local.endpoint_of(&SERVICE).unwrap(), "http://127.0.0.1:8080");
        let dns = Service::new("dns", "DNS", &[]);
        assert_eq!(local.endpoint_of(&dns).unwrap(), "https://dns.example");
        assert_eq!(builder.region("eu-de").build().unwrap().endpoint_of(&SERVICE).unwrap(), "http://127.0.0.1:8080");
        let refused = crate::Config::local("a b").unwrap_err().to_string();
        assert!(refused.contains("a b"), "{refused}");
    }

    #[test]
    fn plain_http_has_to_be_asked_for() {
        let refused = Endpoint::parse("http://127.0.0.1:8080", "dns", false).unwrap_err();
        assert_eq!(refused.to_string(), "endpoint `http://127.0.0.1:8080` of dns has no TLS; `allow_http` allows that");
        assert_eq!(Endpoint::parse("http://127.0.0.1:8080", "dns", true).unwrap().host, "127.0.0.1:8080");
    }

    #[test]
    fn an_address_with_more_than_an_address_is_refused() {
        for address in ["https://user:pw@host", "https://host?x=1", "ftp://host", "https://"] {
            assert!(Endpoint::parse(address, "dns", true).is_err(), "{address}");
        }
    }

    #[test]
    fn a_missing_region_says_what_was_looked_for() {
        let settings = Settings { cloud: Cloud::Otc, ..Settings::default() };
        let error = of(&SERVICE, &settings).unwrap_err().to_string();
        assert!(error.contains("`region`") && error.contains("OS_REGION_NAME"), "{error}");
    }
}
