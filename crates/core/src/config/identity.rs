//! The credentials that variables describe: the names that users of the clouds' other clients have set already.

use super::variables::Variables;
use crate::Credentials;

/// What is looked for, for the error where there is nothing.
pub(super) const LOOKED_FOR: &str = "no key (HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, or OS_ACCESS_KEY and OS_SECRET_KEY), \
    no token (OS_AUTH_TOKEN or OS_TOKEN), \
    no application credential (OS_APPLICATION_CREDENTIAL_ID, or OS_APPLICATION_CREDENTIAL_NAME with a user, \
    and OS_APPLICATION_CREDENTIAL_SECRET), \
    no user (OS_USERNAME or OS_USER_ID, and OS_PASSWORD), \
    no id token (HUAWEICLOUD_SDK_IDP_ID and HUAWEICLOUD_SDK_ID_TOKEN_FILE)";

type Found = Result<Option<Credentials>, String>;

/// An access key goes before a token, a token before a user, and a user before an identity provider. Where half of a
/// pair is missing, that is an error: somebody meant it.
pub(super) fn of(variables: &Variables) -> Found {
    let found = access_key(variables)?.or_else(|| token(variables));
    let found = match found {
        Some(found) => Some(found),
        None => match application(variables)? {
            Some(found) => Some(found),
            None => user(variables)?.or(id_token(variables)?),
        },
    };
    found.map(|found| in_agency(variables, found)).transpose()
}

/// The identity of the container that the program runs in.
pub(super) fn container(variables: &Variables) -> Found {
    let pair = pair(variables, "HC_CONTAINER_CREDENTIALS_FULL_URI", "HC_CONTAINER_AUTHORIZATION_TOKEN_FILE")?;
    let container = pair.map(|(address, file)| Credentials::container(address, file).into());
    container.map(|found| in_agency(variables, found)).transpose()
}

/// These credentials, or the agency that is to be assumed with them.
pub(super) fn in_agency(variables: &Variables, with: Credentials) -> Result<Credentials, String> {
    let Some(name) = variables.first(&["OS_AGENCY_NAME"]) else { return Ok(with) };
    let agency = Credentials::agency(name, with);
    match (variables.first(&["OS_AGENCY_DOMAIN_NAME"]), variables.first(&["OS_AGENCY_DOMAIN_ID"])) {
        (Some(name), _) => Ok(agency.of_domain(name).into()),
        (None, Some(id)) => Ok(agency.of_domain_id(id).into()),
        (None, None) => Err("OS_AGENCY_NAME is set, but its domain is not: looked for \
            OS_AGENCY_DOMAIN_NAME, OS_AGENCY_DOMAIN_ID"
            .to_owned()),
    }
}

fn access_key(variables: &Variables) -> Found {
    let places = [
        ("HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK", "HUAWEICLOUD_SDK_SECURITY_TOKEN"),
        ("OS_ACCESS_KEY", "OS_SECRET_KEY", "OS_SECURITY_TOKEN"),
    ];
    for (access, secret, token) in places {
        if let Some((access, secret)) = pair(variables, access, secret)? {
            let key = Credentials::access_key(access, secret);
            return Ok(Some(match variables.first(&[token]) {
                Some(token) => key.with_security_token(token).into(),
                None => key.into(),
            }));
        }
    }
    Ok(None)
}

fn token(variables: &Variables) -> Option<Credentials> {
    variables.first(&["OS_AUTH_TOKEN", "OS_TOKEN"]).map(Credentials::token)
}

fn application(variables: &Variables) -> Found {
    const SECRET: &str = "OS_APPLICATION_CREDENTIAL_SECRET";
    const NAME: &str = "OS_APPLICATION_CREDENTIAL_NAME";
    let (id, name) = (variables.first(&["OS_APPLICATION_CREDENTIAL_ID"]), variables.first(&[NAME]));
    if id.is_some() || name.is_none() {
        let pair = pair(variables, "OS_APPLICATION_CREDENTIAL_ID", SECRET)?;
        return Ok(pair.map(|(id, secret)| Credentials::application_credential(id, secret).into()));
    }
    let Some((name, secret)) = pair(variables, NAME, SECRET)? else { return Ok(None) };
    if let Some(user_id) = variables.first(&["OS_USER_ID"]) {
        return Ok(Some(Credentials::application_credential_of_id(user_id, name, secret).into()));
    }
    let user = variables.first(&["OS_USERNAME"]);
    let user = user.ok_or_else(|| format!("{NAME} is set, but its user is not: looked for OS_USER_ID, OS_USERNAME"))?;
    let credential = Credentials::application_credential_of(user, name, secret);
    Ok(Some(match domain(variables)? {
        Named::Name(name) => credential.in_domain(name).into(),
        Named::Id(id) => credential.in_domain_id(id).into(),
    }))
}

/// A domain, by its name or its id.
enum Named {
    Name(String),
    Id(String),
}

/// The domain of the user.
fn domain(variables: &Variables) -> Result<Named, String> {
    let id = || variables.first(&["OS_USER_DOMAIN_ID", "OS_DOMAIN_ID"]).map(Named::Id);
    let named = variables.first(&["OS_USER_DOMAIN_NAME", "OS_DOMAIN_NAME"]).map(Named::Name).or_else(id);
    named.ok_or_else(|| {
        "OS_USERNAME is set, but its domain is not: looked for \
            OS_USER_DOMAIN_NAME, OS_DOMAIN_NAME, OS_USER_DOMAIN_ID, OS_DOMAIN_ID"
            .to_owned()
    })
}

fn id_token(variables: &Variables) -> Found {
    let pair = pair(variables, "HUAWEICLOUD_SDK_IDP_ID", "HUAWEICLOUD_SDK_ID_TOKEN_FILE")?;
    Ok(pair.map(|(provider, file)| Credentials::id_token(provider, file).into()))
}

fn user(variables: &Variables) -> Found {
    let (name, id) = (variables.first(&["OS_USERNAME"]), variables.first(&["OS_USER_ID"]));
    let password = variables.first(&["OS_PASSWORD"]);
    let (Some(user), Some(password)) = (id.clone().or(name.clone()), &password) else {
        return match (name.or(id), password) {
            (Some(_), None) => Err("a user is set, but OS_PASSWORD is not".to_owned()),
            (None, Some(_)) => Err("OS_PASSWORD is set, but neither OS_USERNAME nor OS_USER_ID is".to_owned()),
            _ => Ok(None),
        };
    };
    let credentials = if id.is_some() {
        Credentials::password_of_id(user, password.as_str())
    } else {
        let credentials = Credentials::password(user, password.as_str());
        match domain(variables)? {
            Named::Name(name) => credentials.in_domain(name),
            Named::Id(id) => credentials.in_domain_id(id),
        }
    };
    Ok(Some(match variables.first(&["OS_PASSCODE"]) {
        Some(passcode) => credentials.with_passcode(passcode).into(),
        None => credentials.into(),
    }))
}

/// Two variables that mean nothing without each other.
fn pair(variables: &Variables, first: &str, second: &str) -> Result<Option<(String, String)>, String> {
    match (variables.first(&[first]), variables.first(&[second])) {
        (Some(one), Some(other)) => Ok(Some((one, other))),
        (Some(_), None) => Err(format!("{first} is set, but {second} is not")),
        (None, Some(_)) => Err(format!("{second} is set, but {first} is not")),
        (None, None) => Ok(None),
    }
}
