//! The regions of the clouds, as a table: which cloud each belongs to, and how the hosts of its services are called.
//!
//! A region that is not in the table is no error: clouds open new ones. It belongs to Huawei Cloud unless somebody says
//! otherwise, and its hosts are called like those of most.

use super::Cloud;

/// A region of a cloud.
///
/// ```
/// use hwc_core::{Cloud, Region};
///
/// let swiss = Region::named("eu-ch2").unwrap();
/// assert_eq!(swiss.cloud(), Cloud::Otc);
/// assert_eq!(swiss.endpoint_of("iam"), "https://iam-pub.eu-ch2.sc.otc.t-systems.com");
/// assert!(Region::all().iter().any(|region| region.name() == "eu-de"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    name: &'static str,
    cloud: Cloud,
    hosts: Hosts,
}

/// How hosts are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hosts {
    /// `service.region.` and the domain of the cloud.
    Usual,
    /// `service`, what follows it, `.region.` and a domain of the region's own.
    Own(&'static str, &'static str),
}

const fn huawei(name: &'static str) -> Region {
    Region { name, cloud: Cloud::Huawei, hosts: Hosts::Usual }
}

static REGIONS: &[Region] = &[
    Region { name: "eu-de", cloud: Cloud::Otc, hosts: Hosts::Usual },
    Region { name: "eu-nl", cloud: Cloud::Otc, hosts: Hosts::Usual },
    Region { name: "eu-ch2", cloud: Cloud::Otc, hosts: Hosts::Own("-pub", "sc.otc.t-systems.com") },
    Region { name: "eu-west-101", cloud: Cloud::Huawei, hosts: Hosts::Own("", "myhuaweicloud.eu") },
    huawei("ae-ad-1"),
    huawei("af-north-1"),
    huawei("af-south-1"),
    huawei("ap-southeast-1"),
    huawei("ap-southeast-2"),
    huawei("ap-southeast-3"),
    huawei("ap-southeast-4"),
    huawei("ap-southeast-5"),
    huawei("cn-east-2"),
    huawei("cn-east-3"),
    huawei("cn-east-4"),
    huawei("cn-east-5"),
    huawei("cn-north-1"),
    huawei("cn-north-2"),
    huawei("cn-north-4"),
    huawei("cn-north-9"),
    huawei("cn-north-11"),
    huawei("cn-north-12"),
    huawei("cn-south-1"),
    huawei("cn-south-2"),
    huawei("cn-south-4"),
    huawei("cn-southwest-2"),
    huawei("cn-southwest-3"),
    huawei("eu-west-0"),
    huawei("la-north-2"),
    huawei("la-south-2"),
    huawei("me-east-1"),
    huawei("my-kualalumpur-1"),
    huawei("na-mexico-1"),
    huawei("ru-moscow-1"),
    huawei("ru-northwest-2"),
    huawei("sa-brazil-1"),
    huawei("sa-peru-1"),
    huawei("tr-west-1"),
];

impl Region {
    /// All regions that are known.
    pub fn all() -> &'static [Region] {
        REGIONS
    }

    /// The region of this name, if it is known.
    pub fn named(name: &str) -> Option<&'static Region> {
        REGIONS.iter().find(|region| region.name == name)
    }

    /// Its name: `eu-de`.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The cloud that it belongs to.
    pub fn cloud(&self) -> Cloud {
        self.cloud
    }

    /// Where a service of this short name is reached, if it is called like most. Whether there is one, the table does
    /// not know.
    pub fn endpoint_of(&self, service: &str) -> String {
        let (after, domain) = match self.hosts {
            Hosts::Usual => ("", self.cloud.domain()),
            Hosts::Own(after, domain) => (after, domain),
        };
        format!("https://{service}{after}.{}.{domain}", self.name)
    }

    /// The address that a service states for the whole cloud, where this region's hosts are called otherwise.
    pub(super) fn adapt(&self, stated: &str) -> Option<String> {
        let usual = format!(".{{region}}.{}", self.cloud.domain());
        let service = stated.strip_prefix("https://")?.strip_suffix(usual.as_str())?;
        (self.hosts != Hosts::Usual).then(|| self.endpoint_of(service))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_region_is_there_twice() {
        for (at, region) in REGIONS.iter().enumerate() {
            assert!(REGIONS[..at].iter().all(|other| other.name != region.name), "{}", region.name);
        }
    }

    #[test]
    fn hosts_follow_the_cloud_or_the_region() {
        let endpoint = |name: &str| Region::named(name).unwrap().endpoint_of("dns");
        assert_eq!(endpoint("eu-nl"), "https://dns.eu-nl.otc.t-systems.com");
        assert_eq!(endpoint("eu-west-101"), "https://dns.eu-west-101.myhuaweicloud.eu");
        assert_eq!(endpoint("cn-north-4"), "https://dns.cn-north-4.myhuaweicloud.com");
        assert_eq!(Region::named("xx-nowhere-1"), None);
    }

    #[test]
    fn what_a_service_states_for_its_cloud_is_adapted_where_the_region_differs() {
        let adapt = |name: &str, stated: &str| Region::named(name).unwrap().adapt(stated);
        let swiss = adapt("eu-ch2", "https://dns.{region}.otc.t-systems.com");
        assert_eq!(swiss.as_deref(), Some("https://dns-pub.eu-ch2.sc.otc.t-systems.com"));
        assert_eq!(adapt("eu-de", "https://dns.{region}.otc.t-systems.com"), None);
        assert_eq!(adapt("eu-west-101", "https://dns.myhuaweicloud.com"), None, "a service without regions");
    }

    /// The table against the facts that were gathered about endpoints.
    #[test]
    fn every_region_with_an_endpoint_is_known() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/oracle/endpoints.tsv");
        let Ok(text) = std::fs::read_to_string(path) else {
            return eprintln!("skipped: {path} is not here");
        };
        let regions = text.lines().skip(1).filter_map(|line| line.split('\t').nth(2));
        let unknown: Vec<_> = regions.filter(|name| Region::named(name).is_none()).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }
}
