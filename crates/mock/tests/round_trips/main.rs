//! Every resource of the models that are kept here is created, shown, listed, changed and deleted.

#[cfg(test)]
mod outcomes;
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

    use super::outcomes::outcomes;
    use super::trip::trips;

    /// Resources that do not go the whole way, a line each: service, collection, why.
    const STOPPED: &str = include_str!("stopped.tsv");

    /// The models that are kept here.
    fn models() -> Vec<hwc_model::Model> {
        let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../spec");
        let folders = std::fs::read_dir(spec).unwrap().map(|entry| entry.unwrap().path());
        let texts = folders.filter_map(|folder| std::fs::read_to_string(folder.join("model.json")).ok());
        texts.map(|text| serde_json::from_str(&text).unwrap()).collect()
    }

    #[test]
    fn whoever_waits_for_an_outcome_of_any_service_is_told_that_it_is_done() {
        let all: Vec<_> = models().iter().flat_map(outcomes).collect();
        let stopped: Vec<_> = all.iter().filter_map(|(key, result)| Some((key, result.as_ref().err()?))).collect();
        assert!(!all.is_empty() && stopped.is_empty(), "{} of {}: {stopped:#?}", stopped.len(), all.len());
    }

    #[test]
    fn resources_of_all_services_go_the_whole_way() {
        let mut stopped = BTreeSet::new();
        for model in models() {
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
