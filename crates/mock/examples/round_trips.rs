//! How many resources of a service go the whole way through the mock, create to delete, and what stops the others:
//! `cargo run -p hwc-mock --example round_trips -- spec/*/model.json`.

#![allow(clippy::unwrap_used, clippy::panic, reason = "shares the helpers of tests")]

#[allow(dead_code, reason = "shared with tests")]
#[path = "../tests/server/support.rs"]
mod support;
#[path = "../tests/round_trips/trip.rs"]
mod trip;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (mut good, mut all) = (0, 0);
    for path in std::env::args().skip(1) {
        let model: hwc_model::Model = serde_json::from_str(&std::fs::read_to_string(&path)?)?;
        let trips = trip::trips(&model);
        let passed = trips.iter().filter(|trip| trip.fault.is_none()).count();
        println!("{passed} of {} {}", trips.len(), model.service.key);
        for trip::Trip { collection, fault } in &trips {
            if let Some(fault) = fault {
                println!("    {collection}: {}", fault.chars().take(300).collect::<String>());
            }
        }
        (good, all) = (good + passed, all + trips.len());
    }
    println!("{good} of {all} resources go the whole way");
    Ok(())
}
