//! Every resource of the models that are kept here is created, shown, listed, changed and deleted.

#[cfg(test)]
#[allow(dead_code, reason = "shared by tests")]
#[path = "../server/support.rs"]
mod support;
#[cfg(test)]
mod trip;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::trip::trips;

    /// Resources that do not go the whole way, a line each: service, collection, why.
    const STOPPED: &str = include_str!("stopped.tsv");

    #[test]
    fn resources_of_all_services_go_the_whole_way() {
        let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec");
        let mut stopped = BTreeSet::new();
        for folder in std::fs::read_dir(spec).unwrap().map(|entry| entry.unwrap().path()) {
            let Ok(text) = std::fs::read_to_string(folder.join("model.json")) else { continue };
            let model: hwc_model::Model = serde_json::from_str(&text).unwrap();
            let faults = trips(&model).into_iter().filter(|trip| trip.fault.is_some());
            stopped.extend(faults.map(|trip| (model.service.key.clone(), trip.collection)));
        }
        let told = STOPPED.lines().map(|line| {
            let mut cells = line.splitn(3, '\t').map(str::to_owned);
            (cells.next().unwrap(), cells.next().unwrap())
        });
        assert_eq!(stopped, told.collect(), "left: what stops now, right: what `stopped.tsv` tells");
    }
}
