//! Connections: proxies, certificates that are trusted, and certificates that are shown.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

#[allow(unreachable_pub, dead_code, reason = "a crate in a module")]
mod sample;
#[allow(unreachable_pub, dead_code, reason = "shared by tests")]
mod server;

use std::{
    io::{Read, Write},
    net::TcpListener,
    sync::Arc,
    thread,
};

use hwc_core::{Config, ConfigBuilder, Credentials, ErrorKind, Retry};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::{RootCertStore, ServerConfig, ServerConnection, Stream, crypto::ring, server::WebPkiClientVerifier};
use sample::Client;
use server::{Server, answer};

fn builder() -> ConfigBuilder {
    Config::builder().project_id("p").retry(Retry::none()).credentials(Credentials::token("t"))
}

#[tokio::test]
async fn requests_go_through_the_proxy() {
    let proxy = Server::new(|_| answer(200, "[]"));
    let address = proxy.url.replace("http://", "http://me:hunter2@");
    let config = builder().endpoint("bakery", "http://bakery.example").allow_http().proxy(address);
    assert!(!format!("{config:?}").contains("hunter2"));
    Client::new(&config.build().unwrap()).list_loaves().send().await.unwrap();
    let asked = &proxy.asked()[0];
    assert_eq!(asked.target, "http://bakery.example/v1/p/loaves");
    assert_eq!(asked.header("proxy-authorization"), Some("Basic bWU6aHVudGVyMg=="));
}

#[tokio::test]
async fn requests_say_what_program_sends_them_where_it_wants_that() {
    let server = Server::new(|_| answer(200, "[]"));
    let at = || builder().endpoint("bakery", &server.url).allow_http();
    for config in [at(), at().application("my-program/1.2")] {
        Client::new(&config.build().unwrap()).list_loaves().send().await.unwrap();
    }
    let own = concat!("hwc-core/", env!("CARGO_PKG_VERSION"));
    let said: Vec<_> = server.asked().iter().map(|asked| asked.header("user-agent").unwrap().to_owned()).collect();
    assert_eq!(said, [own.to_owned(), format!("{own} my-program/1.2")]);
    assert!(builder().application("a\nb").build().is_err());
}

#[test]
fn a_proxy_without_an_address_is_refused_and_not_printed() {
    let error = builder().proxy("http://me:hunter2@").build().unwrap_err();
    assert_eq!(error.to_string(), "the address of the proxy is no address");
}

/// An authority, and what it issues.
struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        Authority(CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap())
    }

    /// A certificate for `localhost`, with its key.
    fn issue(&self) -> (rcgen::Certificate, KeyPair) {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(["localhost".to_owned()]).unwrap();
        (params.signed_by(&key, &self.0).unwrap(), key)
    }
}

/// A server with TLS that answers one request with an empty list; it asks for a certificate of this authority if any.
fn tls_server(authority: &Authority, clients_of: Option<&Authority>) -> String {
    let (certificate, key) = authority.issue();
    let provider = Arc::new(ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider.clone()).with_safe_default_protocol_versions().unwrap();
    let config = match clients_of {
        None => config.with_no_client_auth(),
        Some(authority) => {
            let mut roots = RootCertStore::empty();
            roots.add(authority.0.der().clone()).unwrap();
            let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider).build().unwrap();
            config.with_client_cert_verifier(verifier)
        }
    };
    let key = key.serialize_der().try_into().unwrap();
    let config = Arc::new(config.with_single_cert(vec![certificate.der().clone()], key).unwrap());
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://localhost:{}", listener.local_addr().unwrap().port());
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut connection = ServerConnection::new(config.clone()).unwrap();
            let mut stream = Stream::new(&mut connection, &mut stream);
            let mut request = [0; 4096];
            if stream.read(&mut request).is_ok_and(|length| length > 0) {
                let _ = stream.write_all(b"HTTP/1.1 200 X\r\nContent-Length: 2\r\nConnection: close\r\n\r\n[]");
            }
        }
    });
    url
}

async fn call(config: ConfigBuilder) -> Result<(), hwc_core::Error> {
    Client::new(&config.build()?).list_loaves().send().await.map(|_| ())
}

#[tokio::test]
async fn an_authority_is_trusted_where_the_program_says_so_and_not_otherwise() {
    let authority = Authority::new();
    let url = tls_server(&authority, None);
    let error = call(builder().endpoint("bakery", &url).trust(Authority::new().0.pem())).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect, "{error}");
    assert!(error.to_string().contains("certificate"), "{error}");
    call(builder().endpoint("bakery", &url).trust(authority.0.pem())).await.unwrap();
}

#[tokio::test]
async fn a_client_certificate_is_shown_to_who_asks_for_it() {
    let (authority, of_clients) = (Authority::new(), Authority::new());
    let url = tls_server(&authority, Some(&of_clients));
    let config = || builder().endpoint("bakery", &url).trust(authority.0.pem());
    call(config()).await.unwrap_err();
    let (certificate, key) = of_clients.issue();
    let own = certificate.pem() + &key.serialize_pem();
    assert!(!format!("{:?}", config().client_certificate(own.clone())).contains("PRIVATE"));
    call(config().client_certificate(own)).await.unwrap();
}

#[test]
fn certificates_that_are_none_are_refused_at_once_and_not_printed() {
    for (config, said) in [
        (builder().trust("hunter2"), "the text of certificates to be trusted holds none"),
        (builder().client_certificate("hunter2"), "the text of the client certificate holds none"),
        (builder().client_certificate(Authority::new().0.pem()), "has no private key"),
    ] {
        let error = config.build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(error.to_string().contains(said) && !error.to_string().contains("hunter2"), "{error}");
    }
}

#[tokio::test]
async fn files_of_certificates_are_named_by_variables() {
    let authority = Authority::new();
    let url = tls_server(&authority, None);
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("authority.pem");
    std::fs::write(&path, authority.0.pem()).unwrap();
    let variables = |file| [("OS_CACERT", file), ("OS_AUTH_TOKEN", "t"), ("HWC_ENDPOINT_BAKERY", url.as_str())];
    call(builder().variables(variables(path.to_str().unwrap()))).await.unwrap();
    let error = builder().variables(variables("/nowhere/ca.pem")).build().unwrap_err().to_string();
    assert!(error.starts_with("OS_CACERT is /nowhere/ca.pem: "), "{error}");
}
