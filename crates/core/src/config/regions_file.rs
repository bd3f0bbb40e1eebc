//! The file of endpoints that the vendor's other clients read: `~/.huaweicloud/regions.yaml`, by service and region.

use super::{
    endpoint,
    variables::Variables,
    yaml::{self, Node},
};

/// The variable that names the file.
const NAMED_BY: &str = "HUAWEICLOUD_SDK_REGIONS_FILE";

/// Where in the home the file is looked for, if no variable names it.
const PLACE: &str = ".huaweicloud/regions.yaml";

/// The endpoints in the file, each with the name of its service and region as it stands in a variable.
///
/// A file that nobody named is passed over where YAML cannot be read: it may well be another client's.
pub(super) fn read(variables: &Variables) -> Result<Vec<(String, String)>, String> {
    let named = variables.first(&[NAMED_BY]);
    if named.is_none() && !cfg!(feature = "yaml") {
        return Ok(Vec::new());
    }
    let Some(path) = variables.file(NAMED_BY, PLACE) else { return Ok(Vec::new()) };
    match yaml::read(&path)? {
        Some(file) => Ok(file.members().flat_map(|(service, regions)| of_service(service, regions)).collect()),
        None if named.is_some() => Err(format!("{NAMED_BY} is set, but there is no file {}", path.display())),
        None => Ok(Vec::new()),
    }
}

/// `- id: eu-de`, with `endpoint: https://…` or the first of `endpoints: [https://…]`.
fn of_service(service: &str, regions: &Node) -> Vec<(String, String)> {
    let one = |region: &Node| {
        let id = region.get("id")?.text()?;
        let several = region.get("endpoints").and_then(|all| all.items().first());
        let address = region.get("endpoint").or(several)?.text()?;
        Some((format!("{}_{}", endpoint::key(service), endpoint::key(id)), address.to_owned()))
    };
    regions.items().iter().filter_map(one).collect()
}
