//! What the environment says: the names that users of the clouds' other clients have set already.

use std::collections::BTreeMap;

use super::{Cloud, ConfigBuilder, endpoint, file};
use crate::{Credentials, Secret};

/// What credentials are looked for, for the error where there are none.
const LOOKED_FOR: &str = "HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, OS_ACCESS_KEY and OS_SECRET_KEY, \
    OS_AUTH_TOKEN, OS_TOKEN, \
    OS_USERNAME (or OS_USER_ID) and OS_PASSWORD";

/// Variables with something in them.
struct Variables(BTreeMap<String, String>);

impl Variables {
    /// The first of these that is there.
    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.0.get(*name).cloned())
    }

    /// Variables that begin so, with what is left of their names.
    fn after<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a String)> {
        self.0.iter().filter_map(move |(name, value)| Some((name.strip_prefix(prefix)?, value)))
    }
}

/// Puts into the builder what the variables say, and the file of credentials where they say nothing of credentials.
pub(super) fn apply(builder: &mut ConfigBuilder, variables: BTreeMap<String, String>) {
    let mut variables = Variables(variables.into_iter().filter(|(_, value)| !value.trim().is_empty()).collect());
    let mut found = credentials(&variables);
    if let Ok(None) = found {
        builder.looked_for.push(format!("environment: none of {LOOKED_FOR}"));
        found = from_file(builder, &mut variables);
    }
    match found {
        Ok(Some(credentials)) => builder.credentials = Some(credentials),
        Ok(None) => {}
        Err(problem) => builder.problem = Some(problem),
    }
    settings(builder, &variables);
}

/// The credentials of the file; its other values join the variables, which go before them.
fn from_file(builder: &mut ConfigBuilder, variables: &mut Variables) -> Result<Option<Credentials>, String> {
    let Some(path) = file::path(&variables.0) else { return Ok(None) };
    let mut why = |why: &str| builder.looked_for.push(format!("{}: {why}", path.display()));
    match file::read(&path) {
        Ok(Some(values)) => {
            for (name, value) in values {
                variables.0.entry(name).or_insert(value);
            }
            let found = credentials(variables).map_err(|problem| format!("{}: {problem}", path.display()))?;
            if found.is_none() {
                why("no credentials in it");
            }
            Ok(found)
        }
        Ok(None) => {
            why("no such file");
            Ok(None)
        }
        Err(problem) => {
            why(&problem);
            Ok(None)
        }
    }
}

fn settings(builder: &mut ConfigBuilder, variables: &Variables) {
    replace(&mut builder.settings.region, variables.first(&["OS_REGION_NAME", "HUAWEICLOUD_SDK_REGION"]));
    replace(
        &mut builder.settings.project_id,
        variables.first(&["HUAWEICLOUD_SDK_PROJECT_ID", "OS_PROJECT_ID", "OS_TENANT_ID"]),
    );
    replace(&mut builder.settings.domain_id, variables.first(&["HUAWEICLOUD_SDK_DOMAIN_ID", "OS_DOMAIN_ID"]));
    replace(&mut builder.project_name, variables.first(&["OS_PROJECT_NAME", "OS_TENANT_NAME"]));
    replace(
        &mut builder.iam_endpoint,
        variables.first(&["HUAWEICLOUD_SDK_IAM_ENDPOINT", "OS_AUTH_URL"]).map(Secret::from),
    );
    match variables.first(&["HWC_CLOUD"]).map(|name| Cloud::from_name(&name)) {
        Some(Ok(cloud)) => builder.cloud = Some(cloud),
        Some(Err(error)) => builder.problem = Some(format!("HWC_CLOUD: {}", error.message())),
        None => {}
    }
    builder.settings.allow_http |= variables.first(&["HWC_ALLOW_HTTP"]).is_some_and(|value| value == "1");
    for prefix in ["HUAWEICLOUD_SDK_REGION_", "HWC_ENDPOINT_"] {
        let given = variables.after(prefix).map(|(name, address)| (endpoint::key(name), address.as_str().into()));
        builder.endpoints.extend(given);
    }
}

fn replace<T>(setting: &mut Option<T>, value: Option<T>) {
    if value.is_some() {
        *setting = value;
    }
}

/// An access key goes before a token, and a token before a user.
fn credentials(variables: &Variables) -> Result<Option<Credentials>, String> {
    let pairs = [
        ("HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK", "HUAWEICLOUD_SDK_SECURITY_TOKEN"),
        ("OS_ACCESS_KEY", "OS_SECRET_KEY", "OS_SECURITY_TOKEN"),
    ];
    for (access, secret, token) in pairs {
        match (variables.first(&[access]), variables.first(&[secret])) {
            (Some(access), Some(secret)) => {
                let credentials = Credentials::access_key(access, secret);
                return Ok(Some(Credentials::from(match variables.first(&[token]) {
                    Some(token) => credentials.with_security_token(token),
                    None => credentials,
                })));
            }
            (Some(_), None) => return Err(format!("{access} is set, but {secret} is not")),
            (None, Some(_)) => return Err(format!("{secret} is set, but {access} is not")),
            (None, None) => {}
        }
    }
    if let Some(token) = variables.first(&["OS_AUTH_TOKEN", "OS_TOKEN"]) {
        return Ok(Some(Credentials::token(token)));
    }
    user(variables)
}

fn user(variables: &Variables) -> Result<Option<Credentials>, String> {
    let (name, id) = (variables.first(&["OS_USERNAME"]), variables.first(&["OS_USER_ID"]));
    let password = variables.first(&["OS_PASSWORD"]);
    let (Some(user), Some(password)) = (id.clone().or(name.clone()), &password) else {
        return match (name.or(id), password) {
            (Some(_), None) => Err("a user is set, but OS_PASSWORD is not".to_owned()),
            (None, Some(_)) => Err("OS_PASSWORD is set, but neither OS_USERNAME nor OS_USER_ID is".to_owned()),
            _ => Ok(None),
        };
    };
    if id.is_some() {
        return Ok(Some(Credentials::password_of_id(user, password.as_str()).into()));
    }
    let credentials = Credentials::password(user, password.as_str());
    let domain_id = variables.first(&["OS_USER_DOMAIN_ID", "OS_DOMAIN_ID"]);
    match (variables.first(&["OS_USER_DOMAIN_NAME", "OS_DOMAIN_NAME"]), domain_id) {
        (Some(name), _) => Ok(Some(credentials.in_domain(name).into())),
        (None, Some(id)) => Ok(Some(credentials.in_domain_id(id).into())),
        (None, None) => Err("OS_USERNAME is set, but its domain is not: looked for \
            OS_USER_DOMAIN_NAME, OS_DOMAIN_NAME, OS_USER_DOMAIN_ID, OS_DOMAIN_ID"
            .to_owned()),
    }
}

/// The region that the address of the token service (`https://iam.eu-de.otc…`) or the project (`eu-de_test`) is named
/// after.
pub(super) fn region_of(iam: Option<&str>, project_name: Option<&str>) -> Option<String> {
    let host = iam.and_then(|url| url.split("://").last()?.split(['/', ':']).next());
    let from_host = host.and_then(|host| host.split('.').nth(1)).filter(|word| is_region(word));
    let from_project = project_name.and_then(|name| name.split('_').next()).filter(|word| is_region(word));
    from_host.or(from_project).map(str::to_owned)
}

/// `eu-de`, `ap-southeast-1`, `cn-north-4`: two letters, a dash, and lower case words.
fn is_region(word: &str) -> bool {
    let (place, rest) = word.split_once('-').unwrap_or_default();
    place.len() == 2
        && !rest.is_empty()
        && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}
