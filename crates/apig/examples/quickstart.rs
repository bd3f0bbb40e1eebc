//! Creates a gateway and lists the gateways of a project, against a local server that answers as the documentation
//! says: `cargo run -p hwc-apig --example quickstart`. Against the cloud, only the configuration differs.

use hwc_apig::v2::Client;
use hwc_mock::Mock;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let cloud = Mock::of(hwc_apig::MODEL).start()?;
    let config = hwc_core::Config::local(cloud.endpoint())?;
    let apig = Client::new(&config);
    let (vpc, subnet, group) = ("my-vpc", "my-subnet", "my-security-group");

    let gateway = apig
        .create_instance()
        .instance_name("demo")
        .spec_id("BASIC")
        .vpc_id(vpc)
        .subnet_id(subnet)
        .security_group_id(group)
        .available_zone_ids(["eu-de-01"])
        .send()
        .await?;
    println!("created {}", gateway.instance_id.as_deref().unwrap_or("nothing"));

    for instance in &apig.list_instances().limit(10).send().await?.instances {
        println!("{:?} is {:?}", instance.instance_name, instance.status);
    }
    Ok(())
}
