//! Where a configuration is looked for when the program says nothing: the environment, the files that belong to it, and
//! who gives out keys on the own machine. The first place with credentials counts.

use std::fs;

use super::{Cloud, ConfigBuilder, clouds, endpoint, file, identity, regions_file, variables::Variables};
use crate::{Credentials, Secret, credentials::Chain};

type Found = Result<Option<Credentials>, String>;

/// Puts into the builder what the variables say, and what they lead to.
pub(super) fn apply(builder: &mut ConfigBuilder, variables: impl IntoIterator<Item = (String, String)>) {
    let mut variables = Variables::new(variables);
    match find(&mut builder.looked_for, &mut variables) {
        Ok(Some(credentials)) => builder.credentials = Some(credentials),
        Ok(None) => {}
        Err(problem) => builder.problem = Some(problem),
    }
    settings(builder, &variables);
}

fn find(looked_for: &mut Vec<String>, variables: &mut Variables) -> Found {
    let cloud = variables.first(&["OS_CLOUD"]);
    clouds::join(variables)?;
    let found = identity::of(variables).map_err(|problem| match &cloud {
        Some(cloud) => format!("cloud `{cloud}` of clouds.yaml: {problem}"),
        None => problem,
    })?;
    if found.is_some() {
        return Ok(found);
    }
    looked_for.push(format!("environment: {}", identity::LOOKED_FOR));
    looked_for.push(match cloud {
        Some(cloud) => format!("clouds.yaml: none of them for the cloud `{cloud}` either"),
        None => "clouds.yaml: OS_CLOUD is not set".to_owned(),
    });
    if let Some(found) = from_file(looked_for, variables)? {
        return Ok(Some(found));
    }
    if let Some(found) = identity::container(variables)? {
        return Ok(Some(found));
    }
    looked_for.push("container: HC_CONTAINER_CREDENTIALS_FULL_URI is not set".to_owned());
    from_metadata(looked_for, variables)
}

/// The credentials of the file; its other values join the variables, which go before them.
fn from_file(looked_for: &mut Vec<String>, variables: &mut Variables) -> Found {
    let Some(path) = variables.file(file::NAMED_BY, file::PLACE) else {
        looked_for.push(format!("~/{}: neither {} nor HOME is set", file::PLACE, file::NAMED_BY));
        return Ok(None);
    };
    let mut why = |why: &str| looked_for.push(format!("{}: {why}", path.display()));
    match file::read(&path) {
        Ok(Some(values)) => variables.join(values),
        Ok(None) => {
            why("no such file");
            return Ok(None);
        }
        Err(problem) => {
            why(&problem);
            return Ok(None);
        }
    }
    let found = identity::of(variables).map_err(|problem| format!("{}: {problem}", path.display()))?;
    if found.is_none() {
        why("no credentials in it");
    }
    Ok(found)
}

/// The metadata service is asked by the first call that needs a key: whether there is one cannot be told without it.
fn from_metadata(looked_for: &mut Vec<String>, variables: &Variables) -> Found {
    const NAME: &str = "metadata service";
    let metadata = match variables.first(&["HWC_METADATA"]).as_deref() {
        Some("off") => {
            looked_for.push(format!("{NAME}: HWC_METADATA says `off`"));
            return Ok(None);
        }
        Some(address) => Credentials::ecs_metadata().at(address),
        None => Credentials::ecs_metadata(),
    };
    let chain = looked_for.iter().fold(Chain::default(), |chain, why| chain.passed(why));
    identity::in_agency(variables, chain.link(NAME, metadata).into()).map(Some)
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
    if let Err(problem) = certificates(builder, variables) {
        builder.problem = Some(problem);
    }
    match regions_file::read(variables) {
        Ok(given) => builder.endpoints.extend(given.into_iter().map(|(name, address)| (name, Secret::from(address)))),
        Err(problem) => builder.problem = Some(problem),
    }
    let sts = variables.first(&["HUAWEICLOUD_SDK_STS_ENDPOINT"]);
    builder.endpoints.extend(sts.map(|address| (endpoint::key("sts"), Secret::from(address))));
    for prefix in ["HUAWEICLOUD_SDK_REGION_", "HWC_ENDPOINT_"] {
        let given = variables.after(prefix).map(|(name, address)| (endpoint::key(name), address.as_str().into()));
        builder.endpoints.extend(given);
    }
}

/// The files of certificates that OpenStack's names lead to.
fn certificates(builder: &mut ConfigBuilder, variables: &Variables) -> Result<(), String> {
    let read = |name: &str| {
        let path = variables.first(&[name]);
        path.map(|path| fs::read_to_string(&path).map_err(|error| format!("{name} is {path}: {error}"))).transpose()
    };
    let certificates = &mut builder.settings.http.certificates;
    certificates.trusted.extend(read("OS_CACERT")?);
    if let Some(own) = read("OS_CERT")? {
        // The key may stand in a file of its own.
        certificates.own = Some(Secret::from(own + "\n" + &read("OS_KEY")?.unwrap_or_default()));
    }
    Ok(())
}

fn replace<T>(setting: &mut Option<T>, value: Option<T>) {
    if value.is_some() {
        *setting = value;
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
