//! Configuration from the variables that users of the clouds' other clients have set already.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use hwc_core::{Cloud, Config, Credentials, Error, ErrorKind, Service};

static SERVICE: Service = Service::new(
    "bakery",
    "Bakery",
    &[
        ("huawei", "https://bakery.{region}.myhuaweicloud.com"),
        ("otc", "https://bakery.{region}.otc.t-systems.com"),
        ("eu-ch2", "https://bakery-pub.eu-ch2.sc.otc.t-systems.com"),
    ],
);

fn config(variables: &[(&str, &str)]) -> Result<Config, Error> {
    let without_metadata = [("HWC_METADATA", "off")];
    Config::builder().variables(variables.iter().copied().chain(without_metadata)).build()
}

fn endpoint(variables: &[(&str, &str)]) -> String {
    let key = [("HUAWEICLOUD_SDK_AK", "a"), ("HUAWEICLOUD_SDK_SK", "s")];
    config(&[&key, variables].concat()).unwrap().endpoint_of(&SERVICE).unwrap()
}

#[test]
fn an_access_key_in_the_vendors_names() {
    let config = config(&[
        ("HUAWEICLOUD_SDK_AK", "ak"),
        ("HUAWEICLOUD_SDK_SK", "sk"),
        ("HUAWEICLOUD_SDK_PROJECT_ID", "p"),
        ("HUAWEICLOUD_SDK_DOMAIN_ID", "d"),
        ("HUAWEICLOUD_SDK_REGION", "ap-southeast-1"),
    ])
    .unwrap();
    assert_eq!((config.project_id(), config.domain_id()), (Some("p"), Some("d")));
    assert_eq!((config.region(), config.cloud()), (Some("ap-southeast-1"), Cloud::Huawei));
    assert_eq!(config.endpoint_of(&SERVICE).unwrap(), "https://bakery.ap-southeast-1.myhuaweicloud.com");
}

#[test]
fn a_user_in_openstacks_names() {
    let config = config(&[
        ("OS_USERNAME", "u"),
        ("OS_PASSWORD", "hunter2"),
        ("OS_DOMAIN_NAME", "OTC-1"),
        ("OS_AUTH_URL", "https://iam.eu-nl.otc.t-systems.com:443/v3"),
        ("OS_PROJECT_NAME", "eu-nl_test"),
    ])
    .unwrap();
    assert_eq!((config.region(), config.cloud()), (Some("eu-nl"), Cloud::Otc));
    assert!(format!("{config:?}").contains("OTC-1"));
    assert!(!format!("{config:?}").contains("hunter2"));
}

#[test]
fn the_region_comes_from_the_project_where_nothing_else_tells() {
    assert_eq!(endpoint(&[("OS_PROJECT_NAME", "eu-de_test")]), "https://bakery.eu-de.otc.t-systems.com");
    assert_eq!(endpoint(&[("OS_REGION_NAME", "eu-ch2")]), "https://bakery-pub.eu-ch2.sc.otc.t-systems.com");
}

#[test]
fn endpoints_of_services_and_of_services_in_a_region() {
    let region = ("OS_REGION_NAME", "eu-de");
    assert_eq!(endpoint(&[region, ("HWC_ENDPOINT_BAKERY", "https://b.example")]), "https://b.example");
    assert_eq!(endpoint(&[region, ("HUAWEICLOUD_SDK_REGION_BAKERY_EU_DE", "c.example")]), "https://c.example");
    let http = [region, ("HWC_ENDPOINT_BAKERY", "http://127.0.0.1:1"), ("HWC_ALLOW_HTTP", "1")];
    assert_eq!(endpoint(&http), "http://127.0.0.1:1");
}

#[test]
fn a_key_goes_before_a_token_and_a_token_before_a_user() {
    let user = [("OS_USERNAME", "the-user"), ("OS_PASSWORD", "pw"), ("OS_DOMAIN_NAME", "d")];
    let token = [("OS_AUTH_TOKEN", "t")];
    let key = [("OS_ACCESS_KEY", "the-key"), ("OS_SECRET_KEY", "s"), ("OS_SECURITY_TOKEN", "t")];
    let kind = |variables: &[(&str, &str)]| format!("{:?}", config(variables).unwrap());
    assert!(kind(&user).contains("the-user"));
    assert!(kind(&[&user[..], &token].concat()).contains("Token"));
    assert!(kind(&[&user[..], &token, &key].concat()).contains("the-key"));
}

#[test]
fn what_the_program_says_goes_before_the_environment() {
    let variables = [("HUAWEICLOUD_SDK_AK", "a"), ("HUAWEICLOUD_SDK_SK", "s"), ("OS_REGION_NAME", "eu-de")];
    let config = Config::builder()
        .variables(variables)
        .region("eu-nl")
        .credentials(Credentials::access_key("mine", "s"))
        .build()
        .unwrap();
    assert_eq!(config.region(), Some("eu-nl"));
    assert!(format!("{config:?}").contains("mine"));
}

#[test]
fn an_application_credential_by_name_needs_its_user() {
    let named = [("OS_APPLICATION_CREDENTIAL_NAME", "robot"), ("OS_APPLICATION_CREDENTIAL_SECRET", "hunter2")];
    let error = config(&named).unwrap_err().to_string();
    assert!(error.contains("OS_USER_ID, OS_USERNAME"), "{error}");
    let user = [("OS_USERNAME", "the-user"), ("OS_USER_DOMAIN_NAME", "OTC-1")];
    let printed = format!("{:?}", config(&[&named[..], &user].concat()).unwrap());
    for part in ["robot", "the-user", "OTC-1"] {
        assert!(printed.contains(part) && !printed.contains("hunter2"), "{printed}");
    }
}

#[test]
fn the_endpoint_of_sts_has_a_variable_of_its_own() {
    static STS: Service = Service::new("sts", "Security Token Service", &[]);
    let key = [("HUAWEICLOUD_SDK_AK", "a"), ("HUAWEICLOUD_SDK_SK", "s")];
    let config = config(&[&key[..], &[("HUAWEICLOUD_SDK_STS_ENDPOINT", "https://sts.example")]].concat()).unwrap();
    assert_eq!(config.endpoint_of(&STS).unwrap(), "https://sts.example");
}

#[test]
fn an_error_lists_what_was_looked_for() {
    let error = config(&[("PATH", "/bin"), ("OS_USERNAME", " ")]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    for name in ["HUAWEICLOUD_SDK_AK", "OS_ACCESS_KEY", "OS_AUTH_TOKEN", "OS_USERNAME", "OS_PASSWORD"] {
        assert!(error.to_string().contains(name), "{error}");
    }
    let error = Config::builder().build().unwrap_err();
    assert!(error.to_string().contains("the environment was not asked"), "{error}");
}

#[test]
fn who_has_configured_nothing_is_told_all_that_is_lacking() {
    let error = config(&[("PATH", "/bin")]).unwrap_err().to_string();
    assert!(error.contains("OS_USERNAME") && error.contains("and no region: looked for `region`"), "{error}");
    assert!(error.contains("~/.huaweicloud/credentials: neither"), "{error}");
    let error = config(&[("OS_REGION_NAME", "eu-de")]).unwrap_err().to_string();
    assert!(!error.contains("no region"), "{error}");
}

#[test]
fn the_file_of_credentials_counts_where_the_environment_has_none() {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("credentials");
    std::fs::write(&path, "[basic]\nak = file-key\nsk = hunter2\nproject_id = file-project\n").unwrap();
    let file = ("HUAWEICLOUD_SDK_CREDENTIALS_FILE", path.to_str().unwrap());
    let from_file = config(&[file, ("OS_REGION_NAME", "eu-de")]).unwrap();
    assert_eq!((from_file.project_id(), from_file.region()), (Some("file-project"), Some("eu-de")));
    assert!(format!("{from_file:?}").contains("file-key"));
    let from_variables = config(&[file, ("OS_AUTH_TOKEN", "t")]).unwrap();
    assert_eq!(from_variables.project_id(), None, "the file was not asked");
    std::fs::write(&path, "[basic]\nak = file-key\n").unwrap();
    assert!(config(&[file]).unwrap_err().to_string().contains("is set, but"));
    std::fs::write(&path, "hunter2").unwrap();
    let error = config(&[file]).unwrap_err().to_string();
    assert!(error.contains("credentials: line 1 is neither") && !error.contains("hunter2"), "{error}");
    let error = config(&[("HOME", "/nowhere")]).unwrap_err().to_string();
    for place in ["/nowhere/.huaweicloud/credentials: no such file", "container: HC_", "metadata service: HWC_METADATA"]
    {
        assert!(error.contains(place), "{error}");
    }
}

#[test]
fn half_of_a_pair_is_named() {
    for (variables, expected) in [
        (&[("OS_ACCESS_KEY", "a")][..], "OS_ACCESS_KEY is set, but OS_SECRET_KEY is not"),
        (&[("HUAWEICLOUD_SDK_SK", "s")], "HUAWEICLOUD_SDK_SK is set, but HUAWEICLOUD_SDK_AK is not"),
        (&[("OS_USERNAME", "u")], "a user is set, but OS_PASSWORD is not"),
        (&[("OS_PASSWORD", "p")], "OS_PASSWORD is set, but neither OS_USERNAME nor OS_USER_ID is"),
        (&[("OS_PASSWORD", "p"), ("OS_USERNAME", "u")], "OS_USERNAME is set, but its domain is not"),
    ] {
        let error = config(variables).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
    let error = config(&[("OS_AUTH_TOKEN", "t"), ("HWC_CLOUD", "sky")]).unwrap_err().to_string();
    assert_eq!(error, "HWC_CLOUD: cloud `sky` is unknown; there are `huawei` and `otc`");
}

#[cfg(not(feature = "yaml"))]
#[test]
fn a_file_of_clouds_needs_a_feature_and_says_so() {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("unread-clouds.yaml");
    std::fs::write(&path, "clouds: {}").unwrap();
    let file = ("OS_CLIENT_CONFIG_FILE", path.to_str().unwrap());
    let error = config(&[("OS_CLOUD", "otc"), file]).unwrap_err().to_string();
    assert!(error.ends_with("YAML is read with the feature `yaml` of hwc-core only"), "{error}");
}
