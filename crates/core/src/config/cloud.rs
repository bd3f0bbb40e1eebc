//! The clouds, and how to tell them apart.

use std::fmt;

use super::Region;
use crate::Error;

/// A cloud of the family.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Cloud {
    /// Huawei Cloud.
    #[default]
    Huawei,
    /// Open Telekom Cloud.
    Otc,
}

/// How the hosts of Open Telekom Cloud end.
const OTC_HOST: &str = ".t-systems.com";

/// Where the identity service of all regions of Huawei Cloud together is.
const GLOBAL_IAM: &str = "https://iam.myhuaweicloud.com";

impl Cloud {
    /// The name by which services state their endpoints.
    pub fn name(self) -> &'static str {
        match self {
            Cloud::Huawei => "huawei",
            Cloud::Otc => "otc",
        }
    }

    pub(super) fn from_name(name: &str) -> Result<Self, Error> {
        [Cloud::Huawei, Cloud::Otc]
            .into_iter()
            .find(|cloud| cloud.name().eq_ignore_ascii_case(name))
            .ok_or_else(|| Error::configuration(format!("cloud `{name}` is unknown; there are `huawei` and `otc`")))
    }

    /// The cloud that a region or the address of its token service belongs to.
    pub(super) fn infer(region: Option<&str>, iam: Option<&str>) -> Self {
        let host = iam.map(|url| url.split("://").nth(1).unwrap_or(url).split(['/', ':']).next().unwrap_or_default());
        let otc = match (host, region) {
            (Some(host), _) if host.ends_with(OTC_HOST) => true,
            (_, Some(region)) => Region::named(region).is_some_and(|region| region.cloud() == Cloud::Otc),
            _ => false,
        };
        if otc { Cloud::Otc } else { Cloud::Huawei }
    }

    /// How the hosts of its services end.
    pub(super) fn domain(self) -> &'static str {
        match self {
            Cloud::Huawei => "myhuaweicloud.com",
            Cloud::Otc => "otc.t-systems.com",
        }
    }

    /// Where tokens are given out.
    pub(super) fn iam(self, region: Option<&str>) -> Option<String> {
        match (region, self) {
            (Some(name), _) => Some(match Region::named(name) {
                Some(region) if region.cloud() == self => region.endpoint_of("iam"),
                _ => format!("https://iam.{name}.{}", self.domain()),
            }),
            (None, Cloud::Huawei) => Some(GLOBAL_IAM.to_owned()),
            (None, Cloud::Otc) => None,
        }
    }
}

impl fmt::Display for Cloud {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_region_or_the_token_address_tells_the_cloud() {
        assert_eq!(Cloud::infer(Some("eu-de"), None), Cloud::Otc);
        assert_eq!(Cloud::infer(Some("ap-southeast-1"), None), Cloud::Huawei);
        assert_eq!(Cloud::infer(None, Some("https://iam.eu-nl.otc.t-systems.com/v3")), Cloud::Otc);
        assert_eq!(Cloud::infer(None, Some("https://t-systems.com.example/v3")), Cloud::Huawei);
        assert_eq!(Cloud::infer(None, None), Cloud::Huawei);
    }

    #[test]
    fn the_token_address_follows_the_region() {
        assert_eq!(Cloud::Otc.iam(Some("eu-de")).as_deref(), Some("https://iam.eu-de.otc.t-systems.com"));
        assert_eq!(Cloud::Otc.iam(Some("eu-ch2")).as_deref(), Some("https://iam-pub.eu-ch2.sc.otc.t-systems.com"));
        assert_eq!(Cloud::Huawei.iam(Some("xx-new-1")).as_deref(), Some("https://iam.xx-new-1.myhuaweicloud.com"));
        assert_eq!(Cloud::Huawei.iam(None).as_deref(), Some("https://iam.myhuaweicloud.com"));
        assert_eq!(Cloud::Otc.iam(None), None);
    }
}
