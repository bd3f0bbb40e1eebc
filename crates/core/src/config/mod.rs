//! Configuration: who calls, which cloud and region, and how.
//!
//! In: what a program says, what the environment says. Out: one shared, unchanging [`Config`] with the connections
//! and the token that all its clients share. It knows no service.

mod builder;
mod cloud;
mod clouds;
mod endpoint;
mod env;
mod file;
mod http;
mod identity;
mod region;
mod regions_file;
mod variables;
mod yaml;

use std::{
    collections::BTreeMap,
    fmt,
    sync::{Arc, OnceLock},
    time::Duration,
};

use crate::{Error, Retry, Scope, Service, credentials::Authority, intercept::Interceptors, platform, retry::Budget};
pub use builder::ConfigBuilder;
pub use cloud::Cloud;
pub(crate) use endpoint::Endpoint;
pub(crate) use http::{Certificates, HttpSettings, Proxy};
pub use region::Region;

/// What all calls of a program have in common. Cheap to clone; clones share connections and token.
///
/// ```
/// use hwc_core::{Config, Credentials};
///
/// let config = Config::builder()
///     .region("eu-de")
///     .credentials(Credentials::access_key("AK", "SK"))
///     .project_id("0123456789abcdef0123456789abcdef")
///     .build()?;
/// # let _ = config;
/// # Ok::<(), hwc_core::Error>(())
/// ```
#[derive(Clone)]
pub struct Config(Arc<Inner>);

struct Inner {
    settings: Settings,
    authority: Authority,
    http: OnceLock<reqwest::Client>,
    /// For blocking calls.
    #[cfg(feature = "blocking")]
    blocking_http: OnceLock<reqwest::Client>,
    budget: Budget,
}

/// What was said, as it was said.
#[derive(Clone, Debug, Default)]
struct Settings {
    cloud: Cloud,
    region: Option<String>,
    project_id: Option<String>,
    domain_id: Option<String>,
    /// Endpoints by service, and by service and region.
    endpoints: BTreeMap<String, Endpoint>,
    /// The endpoint of all the others.
    everywhere: Option<Endpoint>,
    timeout: Option<Duration>,
    http: HttpSettings,
    retry: Retry,
    interceptors: Interceptors,
    trace_bodies: bool,
    allow_http: bool,
    /// Whether the service catalogue goes before what services state.
    catalogue: bool,
}

/// How long a call may take unless somebody says otherwise.
const TIMEOUT: Duration = Duration::from_secs(60);

impl Config {
    /// Begins with nothing but defaults.
    pub fn builder() -> ConfigBuilder {
        ConfigBuilder::default()
    }

    /// The configuration for a server on this machine, such as `hwc-mock`, that is every service at once; see
    /// [`ConfigBuilder::local`].
    ///
    /// ```
    /// # fn main() -> Result<(), hwc_core::Error> {
    /// let config = hwc_core::Config::local("http://127.0.0.1:8642")?;
    /// assert!(config.project_id().is_some());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// The address is none.
    pub fn local(address: impl Into<String>) -> Result<Self, Error> {
        Config::builder().local(address).build()
    }

    /// The configuration that the environment describes.
    ///
    /// | variables | give |
    /// | --- | --- |
    /// | `HUAWEICLOUD_SDK_AK`, `HUAWEICLOUD_SDK_SK`, `HUAWEICLOUD_SDK_SECURITY_TOKEN`; `OS_ACCESS_KEY`, `OS_SECRET_KEY`, `OS_SECURITY_TOKEN` | an access key |
    /// | `OS_AUTH_TOKEN`, `OS_TOKEN` | a token |
    /// | `OS_APPLICATION_CREDENTIAL_ID`, `OS_APPLICATION_CREDENTIAL_SECRET`; in place of the id `OS_APPLICATION_CREDENTIAL_NAME` with a user | an application's credential |
    /// | `OS_USERNAME` or `OS_USER_ID`, `OS_PASSWORD`, `OS_PASSCODE`, `OS_USER_DOMAIN_NAME`, `OS_USER_DOMAIN_ID`, `OS_DOMAIN_NAME`, `OS_DOMAIN_ID` | a user |
    /// | `HUAWEICLOUD_SDK_IDP_ID`, `HUAWEICLOUD_SDK_ID_TOKEN_FILE` | an identity provider, and the file with what it attests |
    /// | `HC_CONTAINER_CREDENTIALS_FULL_URI`, `HC_CONTAINER_AUTHORIZATION_TOKEN_FILE` | the identity of the container |
    /// | `HWC_METADATA` | `off`, or another address of the metadata service of the server |
    /// | `OS_AGENCY_NAME`, `OS_AGENCY_DOMAIN_NAME`, `OS_AGENCY_DOMAIN_ID` | the agency to be assumed with any of these |
    /// | `OS_REGION_NAME`, `HUAWEICLOUD_SDK_REGION` | the region; else from `OS_AUTH_URL`, else from the project's name |
    /// | `HUAWEICLOUD_SDK_PROJECT_ID`, `OS_PROJECT_ID`, `OS_TENANT_ID`; `OS_PROJECT_NAME`, `OS_TENANT_NAME` | the project |
    /// | `HUAWEICLOUD_SDK_DOMAIN_ID`, `OS_DOMAIN_ID` | the domain |
    /// | `HUAWEICLOUD_SDK_IAM_ENDPOINT`, `OS_AUTH_URL` | where tokens are given out |
    /// | `HWC_CLOUD` | the cloud, where the region does not tell |
    /// | `HWC_ENDPOINT_APIG`, `HUAWEICLOUD_SDK_REGION_APIG_EU_DE` | the endpoint of a service, and of a service in a region |
    /// | `HUAWEICLOUD_SDK_STS_ENDPOINT` | the endpoint of `sts` |
    /// | `OS_CACERT`; `OS_CERT`, `OS_KEY` | files with certificates to be trusted, and with our own |
    /// | `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY` | the proxy |
    /// | `HWC_ALLOW_HTTP=1` | endpoints without TLS |
    ///
    /// The [guide](crate::guide::configuration) tells more. Credentials are looked for in this order, and the first place that has some counts: the environment (an access key
    /// before a token, a token before a user, a user before an identity provider); with `OS_CLOUD`, that cloud in
    /// `clouds.yaml` and `secure.yaml`, which the feature `yaml` reads; the file that the vendor's other
    /// clients read, `~/.huaweicloud/credentials` or what `HUAWEICLOUD_SDK_CREDENTIALS_FILE` names, with `ak`, `sk`,
    /// `security_token`, `project_id`, `domain_id`, `iam_endpoint`, `idp_id` and `id_token_file` in its section `[basic]`
    /// or `[global]`; the container; the metadata service of the server, which the first call asks.
    ///
    /// # Errors
    /// What is found contradicts itself. Where nothing is found, the first call fails, with a list of what was looked for
    /// and where; with `HWC_METADATA=off`, this does.
    pub fn from_env() -> Result<Self, Error> {
        Config::builder().env().build()
    }

    /// The cloud.
    pub fn cloud(&self) -> Cloud {
        self.0.settings.cloud
    }

    /// The region.
    pub fn region(&self) -> Option<&str> {
        self.0.settings.region.as_deref()
    }

    /// The project that is called.
    pub fn project_id(&self) -> Option<&str> {
        self.0.settings.project_id.as_deref()
    }

    /// The domain that is called.
    pub fn domain_id(&self) -> Option<&str> {
        self.0.settings.domain_id.as_deref()
    }

    /// Where a service is reached.
    ///
    /// # Errors
    /// Nobody said where, and the service states no address for this cloud.
    pub fn endpoint_of(&self, service: &Service) -> Result<String, Error> {
        Ok(self.resolve(service)?.url())
    }

    fn resolve(&self, service: &Service) -> Result<Endpoint, Error> {
        endpoint::of(service, &self.0.settings)
    }

    /// Where a service is reached, where nobody has to be asked: what somebody gave, or what the service states.
    pub(crate) fn fixed(&self, service: &Service) -> Option<Endpoint> {
        let settings = &self.0.settings;
        match endpoint::named(service, settings) {
            Some(given) => Some(given.clone()),
            None if settings.catalogue => None,
            None => self.resolve(service).ok(),
        }
    }

    /// Where any other service is reached: what the catalogue says where it is to be asked, what the service states, and
    /// where it states nothing for the cloud, the catalogue after all.
    pub(crate) async fn locate(&self, http: &reqwest::Client, service: &Service) -> Result<Endpoint, Error> {
        let (settings, stated) = (&self.0.settings, self.resolve(service));
        match (self.authority().address_of(http, service.name).await, stated) {
            (Ok(Some(address)), _) => Endpoint::parse(&address, service.name, settings.allow_http),
            (Err(error), Ok(_)) => Err(error),
            (_, stated) => stated,
        }
    }

    pub(crate) fn authority(&self) -> &Authority {
        &self.0.authority
    }

    pub(crate) fn timeout(&self) -> Duration {
        self.0.settings.timeout.unwrap_or(TIMEOUT)
    }

    pub(crate) fn retry(&self) -> &Retry {
        &self.0.settings.retry
    }

    pub(crate) fn budget(&self) -> &Budget {
        &self.0.budget
    }

    /// What the configuration says about the scope of an operation.
    pub(crate) fn scope_id(&self, scope: Scope) -> Option<&str> {
        match scope {
            Scope::Project => self.project_id(),
            Scope::Domain => self.domain_id(),
            Scope::None => None,
        }
    }

    pub(crate) fn traces_bodies(&self) -> bool {
        self.0.settings.trace_bodies
    }

    pub(crate) fn interceptors(&self) -> &Interceptors {
        &self.0.settings.interceptors
    }

    /// The HTTP client; made by the first call, for it reads the system's certificates.
    pub(crate) fn http(&self) -> Result<&reqwest::Client, Error> {
        let place = self.http_place();
        if let Some(http) = place.get() {
            return Ok(http);
        }
        let http = platform::client(&self.0.settings.http, self.0.settings.allow_http)?;
        Ok(place.get_or_init(|| http))
    }

    #[cfg(feature = "blocking")]
    fn http_place(&self) -> &OnceLock<reqwest::Client> {
        if crate::blocking::is_waiting() { &self.0.blocking_http } else { &self.0.http }
    }

    #[cfg(not(feature = "blocking"))]
    fn http_place(&self) -> &OnceLock<reqwest::Client> {
        &self.0.http
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("settings", &self.0.settings)
            .field("credentials", self.0.authority.credentials())
            .finish()
    }
}
