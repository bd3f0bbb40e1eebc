//! An agency, also called role: temporary access keys that others may ask for in its name.
//! `POST /v3.0/OS-CREDENTIAL/securitytokens`.

use std::time::Duration;

use serde_json::{Value, json};

use super::{
    AccessKey, Credentials,
    authority::TokenScope,
    iam::{Ask, Iam},
    slot::Lease,
    source::Source,
    temporary,
    user::Domain,
};
use crate::{Error, Method, Operation, platform::Instant};

/// An agency that is assumed with other credentials.
#[derive(Clone, Debug)]
pub struct Agency {
    pub(super) name: String,
    pub(super) domain: Option<Domain>,
    pub(super) duration: Duration,
    pub(super) with: Credentials,
}

static ASSUME: Operation = Operation::new("assume_agency", Method::Post, "/v3.0/OS-CREDENTIAL/securitytokens");

/// What errors say the call was at.
const DOING: &str = "no key of the agency";

/// Keys are given out for a quarter of an hour to a day.
const SHORTEST: Duration = Duration::from_secs(900);
const LONGEST: Duration = Duration::from_secs(86_400);

/// For how long, unless somebody says otherwise.
const DURATION: Duration = Duration::from_secs(3600);

impl Agency {
    pub(super) fn new(name: String, with: Credentials) -> Self {
        Agency { name, domain: None, duration: DURATION, with }
    }

    /// Whose agency it is, by the domain's name.
    #[must_use]
    pub fn of_domain(mut self, name: impl Into<String>) -> Self {
        self.domain = Some(Domain::Name(name.into()));
        self
    }

    /// Whose agency it is, by the domain's id.
    #[must_use]
    pub fn of_domain_id(mut self, id: impl Into<String>) -> Self {
        self.domain = Some(Domain::Id(id.into()));
        self
    }

    /// For how long each key is asked for, from 15 minutes to a day; an hour unless said otherwise.
    #[must_use]
    pub fn for_duration(mut self, duration: Duration) -> Self {
        self.duration = duration.clamp(SHORTEST, LONGEST);
        self
    }
}

/// Fetches a key of the agency, proved with what it is assumed with.
pub(super) async fn fetch(iam: Iam<'_>, agency: &Agency, with: &Source) -> Result<Lease<AccessKey>, Error> {
    exchange(iam, agency, with).await.map_err(|error| error.into_credentials(DOING))
}

async fn exchange(iam: Iam<'_>, agency: &Agency, with: &Source) -> Result<Lease<AccessKey>, Error> {
    let ask = Ask::new(&ASSUME).with_body(body(agency)?);
    let issued = Instant::now();
    temporary::read(&iam.ask_as(&ask, with, &TokenScope::Domain).await?, issued)
}

fn body(agency: &Agency) -> Result<Value, Error> {
    let mut role = json!({ "agency_name": agency.name, "duration_seconds": agency.duration.as_secs() });
    match &agency.domain {
        Some(Domain::Id(id)) => role["domain_id"] = json!(id),
        Some(Domain::Name(name)) => role["domain_name"] = json!(name),
        None => {
            let name = &agency.name;
            return Err(Error::configuration(format!("agency `{name}` has no domain: looked for `of_domain`")));
        }
    }
    Ok(json!({ "auth": { "identity": { "methods": ["assume_role"], "assume_role": role } } }))
}
