//! Creates a network, a server in it and a load balancer in front, against a local server that answers as the
//! documentation says: `cargo run -p hwc-mock --example landscape`. Against the cloud, only the configuration differs.

use hwc_core::{Config, Credentials, Wait};
use hwc_ecs::v1::{RootVolume, Server, ServerNic, Volumetype};
use hwc_mock::{Cloud, Mock};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let cloud = Mock::of(hwc_vpc::MODEL).and(hwc_ecs::MODEL).and(hwc_elb::MODEL).stateful().start()?;
    println!("{}", landscape(&configuration(&cloud)?).await?);
    Ok(())
}

fn configuration(cloud: &Cloud) -> Result<Config, hwc_core::Error> {
    let builder = Config::builder().credentials(Credentials::token("any token does for the local server"));
    let builder = builder.project_id("73d69ae0cfcf460190522d06b60f05ad").allow_http();
    ["vpc", "ecs", "elb"].iter().fold(builder, |builder, service| builder.endpoint(service, cloud.endpoint())).build()
}

/// What was made, a line each.
async fn landscape(config: &Config) -> Result<String, Box<dyn std::error::Error>> {
    let (vpc, ecs) = (hwc_vpc::v1::Client::new(config), hwc_ecs::v1::Client::new(config));
    let elb = hwc_elb::v3::Client::new(config);

    let network = vpc.create_vpc().name("demo").cidr("10.0.0.0/16").wait(Wait::new()).await?;
    let network = network.vpc.as_ref().ok_or("the reply has no network")?;
    let network_id = network.id.as_deref().ok_or("the network has no id")?;

    let server = Server::builder()
        .name("web")
        .image_ref("1189efbf-d48b-46ad-a823-94b942e2a000")
        .flavor_ref("s3.large.2")
        .vpcid(network_id)
        .nics([ServerNic::builder().subnet_id("157ee789-03ea-45b1-a698-76c92660dd83").build()])
        .root_volume(RootVolume::builder().volumetype(Volumetype::Ssd).build())
        .availability_zone("eu-de-01");
    let job = ecs.create_ecs().server(server.build()).wait(Wait::new()).await?;
    let servers = job.entities.as_ref().map(|made| &made.sub_jobs[..]).unwrap_or_default();
    let server_id = servers.iter().find_map(|job| job.entities.as_ref()?.server_id.as_deref());

    let balancer = elb.create_load_balancer().name("front").vpc_id(network_id).availability_zone_list(["eu-de-01"]);
    let balancer = balancer.wait(Wait::new()).await?;
    let balancer = balancer.loadbalancer.as_ref().ok_or("the reply has no load balancer")?;

    Ok(format!(
        "network {network_id}: {} {}\nserver {}: {}\nload balancer {}: {} in {}",
        network.name.as_deref().unwrap_or_default(),
        network.cidr.as_deref().unwrap_or_default(),
        server_id.unwrap_or("without id"),
        job.status.as_ref().map_or("no state", |status| status.as_str()),
        balancer.id.as_deref().unwrap_or("without id"),
        balancer.name.as_deref().unwrap_or_default(),
        balancer.availability_zone_list.join(", "),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_network_a_server_and_a_load_balancer_are_made_and_wait_for_one_another() {
        let cloud = Mock::of(hwc_vpc::MODEL).and(hwc_ecs::MODEL).and(hwc_elb::MODEL).stateful().start().unwrap();
        let made = landscape(&configuration(&cloud).unwrap()).await.unwrap();
        let lines: Vec<_> = made.lines().collect();
        assert_eq!(lines.len(), 3, "{made}");
        assert!(lines[0].ends_with(": demo 10.0.0.0/16"), "{made}");
        assert!(lines[1].starts_with("server ") && lines[1].ends_with(": SUCCESS"), "{made}");
        assert!(lines[2].ends_with(": front in eu-de-01"), "{made}");
        let network = lines[0].split([' ', ':']).nth(1).unwrap();
        for place in ["/server/vpcid", "/loadbalancer/vpc_id"] {
            assert_eq!(cloud.requests().with_member(place, network).len(), 1, "{place}: {:?}", cloud.requests());
        }
    }
}
