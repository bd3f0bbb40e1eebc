//! Creates a network, a server in it and a load balancer in front, against a local server that answers as the
//! documentation says: `cargo run -p hwc-mock --example landscape`. Against the cloud, only the configuration differs.

use hwc_core::{Config, Wait};
use hwc_ecs::v1::{RootVolume, Server, ServerNic, Volumetype};
use hwc_mock::Mock;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let cloud = Mock::of(hwc_vpc::MODEL).and(hwc_ecs::MODEL).and(hwc_elb::MODEL).stateful().start()?;
    println!("{}", landscape(&Config::local(cloud.endpoint())?).await?);
    Ok(())
}

/// What was made, a line each.
async fn landscape(config: &Config) -> Result<String, Box<dyn std::error::Error>> {
    let made = hwc_vpc::v1::Client::new(config).create_vpc().name("demo").cidr("10.0.0.0/16").wait(Wait::new()).await?;
    let network = made.vpc.as_ref().and_then(|vpc| vpc.id.as_deref()).ok_or("the network has no id")?;

    let nic = ServerNic::builder().subnet_id("157ee789-03ea-45b1-a698-76c92660dd83").build();
    let volume = RootVolume::builder().volumetype(Volumetype::Ssd).build();
    let server = Server::builder().name("web").image_ref("1189efbf-d48b-46ad-a823-94b942e2a000").vpcid(network);
    let server = server.flavor_ref("s3.large.2").nics([nic]).root_volume(volume).availability_zone("eu-de-01").build();
    let job = hwc_ecs::v1::Client::new(config).create_ecs().server(server).wait(Wait::new()).await?;

    let front = hwc_elb::v3::Client::new(config).create_load_balancer().name("front").vpc_id(network);
    let front = front.availability_zone_list(["eu-de-01"]).wait(Wait::new()).await?;

    let front = front.loadbalancer.as_ref().map(|front| (&front.name, &front.availability_zone_list));
    Ok(format!("network {network}\nserver {:?}\nload balancer {front:?}", job.status))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_network_a_server_and_a_load_balancer_are_made_and_wait_for_one_another() {
        let cloud = Mock::of(hwc_vpc::MODEL).and(hwc_ecs::MODEL).and(hwc_elb::MODEL).stateful().start().unwrap();
        let made = landscape(&Config::local(cloud.endpoint()).unwrap()).await.unwrap();
        let lines: Vec<_> = made.lines().collect();
        assert_eq!(lines.len(), 3, "{made}");
        assert_eq!(lines[1], "server Some(Success)");
        assert_eq!(lines[2], r#"load balancer Some((Some("front"), ["eu-de-01"]))"#);
        let network = lines[0].rsplit(' ').next().unwrap();
        for place in ["/server/vpcid", "/loadbalancer/vpc_id"] {
            assert_eq!(cloud.requests().with_member(place, network).len(), 1, "{place}: {:?}", cloud.requests());
        }
    }
}
