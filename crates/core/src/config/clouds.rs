//! OpenStack's files of clouds: `clouds.yaml`, and beside it `secure.yaml` with what is not for everybody's eyes.
//!
//! What they say of a cloud is what the environment would say in variables, and is taken as that.

use std::path::{Path, PathBuf};

use super::{
    variables::Variables,
    yaml::{self, Node},
};

/// Members of `auth` and of a cloud that stand for a variable of another name than their own with `OS_` before it.
const OTHERS: &[(&str, &str)] = &[
    ("ak", "OS_ACCESS_KEY"),
    ("sk", "OS_SECRET_KEY"),
    ("access_key_id", "OS_ACCESS_KEY"),
    ("secret_access_key", "OS_SECRET_KEY"),
    ("cacert", "OS_CACERT"),
    ("token", "OS_AUTH_TOKEN"),
];

/// Ends the name of a member of a cloud that says where one service is.
const ENDPOINT: &str = "_endpoint_override";

/// Adds what the files say of the cloud that `OS_CLOUD` names; what the variables say goes before it.
pub(super) fn join(variables: &mut Variables) -> Result<(), String> {
    let Some(name) = variables.first(&["OS_CLOUD"]) else { return Ok(()) };
    let places = places(variables, "OS_CLIENT_CONFIG_FILE", "clouds.yaml");
    let Some((path, file)) = first_of(&places)? else {
        let places = places.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ");
        return Err(format!("OS_CLOUD is `{name}`, but there is none of the files {places}"));
    };
    let clouds = file.get("clouds");
    let Some(cloud) = clouds.and_then(|clouds| clouds.get(&name)) else {
        let known = clouds.into_iter().flat_map(Node::members).map(|(name, _)| name).collect::<Vec<_>>().join(", ");
        return Err(format!("OS_CLOUD is `{name}`, but {} has no such cloud (known: {known})", path.display()));
    };
    // What is secret goes before what is not.
    if let Some((_, secure)) = first_of(&self::places(variables, "OS_CLIENT_SECURE_FILE", "secure.yaml"))?
        && let Some(cloud) = secure.get("clouds").and_then(|clouds| clouds.get(&name))
    {
        variables.join(as_variables(cloud));
    }
    variables.join(as_variables(cloud));
    Ok(())
}

/// Where a file is looked for: the one that is named, or here, in the home, and for all users.
fn places(variables: &Variables, named_by: &str, name: &str) -> Vec<PathBuf> {
    if let Some(named) = variables.first(&[named_by]) {
        return vec![PathBuf::from(named)];
    }
    let of_user = match variables.first(&["XDG_CONFIG_HOME"]) {
        Some(directory) => Some(PathBuf::from(directory)),
        None => variables.first(&["HOME", "USERPROFILE"]).map(|home| Path::new(&home).join(".config")),
    };
    let of_user = of_user.map(|directory| directory.join("openstack").join(name));
    let for_all = Path::new("/etc/openstack").join(name);
    [PathBuf::from(name)].into_iter().chain(of_user).chain([for_all]).collect()
}

fn first_of(places: &[PathBuf]) -> Result<Option<(&Path, Node)>, String> {
    for path in places {
        if let Some(node) = yaml::read(path)? {
            return Ok(Some((path, node)));
        }
    }
    Ok(None)
}

fn as_variables(cloud: &Node) -> Vec<(String, String)> {
    let auth = cloud.get("auth").into_iter().flat_map(Node::members);
    let texts = auth.chain(cloud.members()).filter_map(|(name, value)| Some((name, value.text()?.to_owned())));
    texts.map(|(name, value)| (variable(name), value)).collect()
}

fn variable(name: &str) -> String {
    if let Some((_, variable)) = OTHERS.iter().find(|(other, _)| *other == name) {
        return (*variable).to_owned();
    }
    match name.strip_suffix(ENDPOINT) {
        Some(service) => format!("HWC_ENDPOINT_{}", super::endpoint::key(service)),
        None => format!("OS_{}", name.to_ascii_uppercase()),
    }
}
