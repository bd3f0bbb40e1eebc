//! Every resource of the models that are kept here is created, shown, listed, changed and deleted.

#[cfg(test)]
#[allow(dead_code, reason = "shared by tests")]
#[path = "../server/support.rs"]
mod support;
#[cfg(test)]
mod trip;

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::trip::trips;

    #[test]
    fn resources_of_all_services_go_the_whole_way() {
        let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec");
        for folder in std::fs::read_dir(spec).unwrap().map(|entry| entry.unwrap().path()) {
            let Ok(text) = std::fs::read_to_string(folder.join("model.json")) else { continue };
            for trip in trips(&serde_json::from_str(&text).unwrap()) {
                assert_eq!(trip.fault, None, "{} of {}", trip.collection, folder.display());
            }
        }
    }
}
