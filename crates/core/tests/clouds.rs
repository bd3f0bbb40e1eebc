//! Configuration from the files of OpenStack's clients, and endpoints from the vendor's file of regions.

#![cfg(feature = "yaml")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::{
    fs,
    path::PathBuf,
    sync::atomic::{AtomicUsize, Ordering},
};

use hwc_core::{Config, Error, ErrorKind, Service};

static SERVICE: Service = Service::new("bakery", "Bakery", &[("otc", "https://bakery.{region}.otc.t-systems.com")]);

const CLOUDS: &str = "
clouds:
  otc:
    region_name: eu-nl
    bakery_endpoint_override: https://b.example
    auth:
      auth_url: https://iam.eu-de.otc.t-systems.com/v3
      username: the-user
      user_domain_name: OTC-1
      project_id: p-of-file
  key:
    region_name: eu-de
    auth: { ak: the-key, sk: hunter2 }
  robot:
    auth_type: v3applicationcredential
    region_name: eu-de
    auth: { application_credential_id: the-id, application_credential_secret: hunter2 }
  named-robot:
    auth_type: v3applicationcredential
    region_name: eu-de
    auth:
      application_credential_name: the-robot
      application_credential_secret: hunter2
      username: the-user
      user_domain_name: OTC-1
  half-robot:
    auth: { application_credential_name: the-robot, username: the-user, user_domain_name: OTC-1 }
";

const SECURE: &str = "
clouds:
  otc: { auth: { password: 0007hunter2 } }
";

/// A file with this text; each text has a file of its own, for tests run side by side.
fn file(name: &str, text: &str) -> String {
    static FILES: AtomicUsize = AtomicUsize::new(0);
    let name = format!("{}-{name}", FILES.fetch_add(1, Ordering::SeqCst));
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

fn config(variables: &[(&str, &str)]) -> Result<Config, Error> {
    let files = [
        ("OS_CLIENT_CONFIG_FILE", file("clouds.yaml", CLOUDS)),
        ("OS_CLIENT_SECURE_FILE", file("secure.yaml", SECURE)),
        ("HWC_METADATA", "off".to_owned()),
    ];
    let files = files.iter().map(|(name, value)| (*name, value.as_str()));
    let mut all: Vec<_> = files.filter(|(name, _)| variables.iter().all(|(other, _)| other != name)).collect();
    all.extend_from_slice(variables);
    Config::builder().variables(all).build()
}

#[test]
fn a_user_in_one_file_with_the_password_in_another() {
    let config = config(&[("OS_CLOUD", "otc")]).unwrap();
    assert_eq!((config.region(), config.project_id()), (Some("eu-nl"), Some("p-of-file")));
    assert_eq!(config.endpoint_of(&SERVICE).unwrap(), "https://b.example");
    let printed = format!("{config:?}");
    assert!(printed.contains("the-user") && printed.contains("OTC-1") && !printed.contains("hunter2"), "{printed}");
}

#[test]
fn a_key_in_the_file_of_clouds() {
    let printed = format!("{:?}", config(&[("OS_CLOUD", "key")]).unwrap());
    assert!(printed.contains("the-key") && !printed.contains("hunter2"), "{printed}");
}

#[test]
fn an_application_credential_by_id_and_by_name_in_the_file_of_clouds() {
    for (cloud, said) in [("robot", &["the-id"][..]), ("named-robot", &["the-robot", "the-user", "OTC-1"])] {
        let config = config(&[("OS_CLOUD", cloud)]).unwrap();
        let printed = format!("{config:?}");
        assert!(printed.contains("ApplicationCredential") && !printed.contains("hunter2"), "{printed}");
        assert!(said.iter().all(|said| printed.contains(said)), "{printed}");
    }
    let error = config(&[("OS_CLOUD", "half-robot")]).unwrap_err().to_string();
    assert!(error.starts_with("cloud `half-robot` of clouds.yaml: "), "{error}");
    assert!(error.ends_with("OS_APPLICATION_CREDENTIAL_SECRET is not"), "{error}");
}

#[test]
fn the_environment_goes_before_the_files() {
    let variables = [("OS_CLOUD", "otc"), ("OS_REGION_NAME", "eu-de"), ("OS_USERNAME", "another-user")];
    let config = config(&variables).unwrap();
    assert_eq!(config.region(), Some("eu-de"));
    assert!(format!("{config:?}").contains("another-user"));
}

#[test]
fn without_a_cloud_the_files_are_not_asked() {
    let error = config(&[("OS_CLIENT_CONFIG_FILE", "/nowhere")]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert!(error.to_string().contains("clouds.yaml: OS_CLOUD is not set"), "{error}");
}

#[test]
fn a_cloud_that_is_not_there_and_a_file_that_is_not_there_are_named() {
    let error = config(&[("OS_CLOUD", "sky")]).unwrap_err().to_string();
    assert!(
        error.contains("OS_CLOUD is `sky`")
            && error.ends_with("has no such cloud (known: half-robot, key, named-robot, otc, robot)"),
        "{error}"
    );
    let error = config(&[("OS_CLOUD", "otc"), ("OS_CLIENT_CONFIG_FILE", "/nowhere/c.yaml")]).unwrap_err().to_string();
    assert_eq!(error, "OS_CLOUD is `otc`, but there is none of the files /nowhere/c.yaml");
    let broken = file("broken.yaml", "clouds: [\nhunter2");
    let error = config(&[("OS_CLOUD", "otc"), ("OS_CLIENT_CONFIG_FILE", &broken)]).unwrap_err().to_string();
    assert!(error.contains("broken.yaml: line ") && !error.contains("hunter2"), "{error}");
}

#[test]
fn the_file_of_regions_says_where_a_service_is_in_one_region() {
    let regions = file(
        "regions.yaml",
        "BAKERY:\n  - id: eu-de\n    endpoint: https://first.example\n  - {id: eu-nl, endpoints: ['https://second.example']}\n",
    );
    let endpoint = |variables: &[(&str, &str)]| {
        let token = [("OS_AUTH_TOKEN", "t"), ("HUAWEICLOUD_SDK_REGIONS_FILE", regions.as_str())];
        config(&[&token, variables].concat()).unwrap().endpoint_of(&SERVICE).unwrap()
    };
    assert_eq!(endpoint(&[("OS_REGION_NAME", "eu-de")]), "https://first.example");
    assert_eq!(endpoint(&[("OS_REGION_NAME", "eu-nl")]), "https://second.example");
    let variable = ("HUAWEICLOUD_SDK_REGION_BAKERY_EU_DE", "https://third.example");
    assert_eq!(endpoint(&[("OS_REGION_NAME", "eu-de"), variable]), "https://third.example");
}
