//! What a signature costs: a request with a body of 1 KB, and one without a body.
//!
//! `cargo bench -p hwc-core --bench sign`; it is to stay under 5 µs for 1 KB.

use divan::{Bencher, black_box};
use hwc_core::{AccessKey, Credentials, SignRequest, Signer};

fn main() {
    divan::main();
}

const URL: &str = "https://apig.eu-de.otc.t-systems.com/v2/0123456789abcdef0123456789abcdef/apigw/instances?limit=20";

fn sign(bencher: Bencher<'_, '_>, key: &AccessKey, body: &[u8]) {
    bencher.bench(|| {
        SignRequest::new("POST", black_box(URL))
            .header("Content-Type", "application/json")
            .header("X-Project-Id", "0123456789abcdef0123456789abcdef")
            .body(black_box(body))
            .place("eu-de", "apig")
            .sign(key)
    });
}

fn key(signer: Signer) -> AccessKey {
    Credentials::access_key("AKAKAKAKAKAKAKAKAKAK", "SKSKSKSKSKSKSKSKSKSKSKSKSKSKSKSKSKSKSKSK").with_signer(signer)
}

#[divan::bench(args = [0, 1024])]
fn access(bencher: Bencher<'_, '_>, bytes: usize) {
    sign(bencher, &key(Signer::Access), &vec![b'x'; bytes]);
}

#[divan::bench(args = [0, 1024])]
fn scoped(bencher: Bencher<'_, '_>, bytes: usize) {
    sign(bencher, &key(Signer::Scoped), &vec![b'x'; bytes]);
}

#[divan::bench(args = [0, 1024])]
fn v11(bencher: Bencher<'_, '_>, bytes: usize) {
    sign(bencher, &key(Signer::V11), &vec![b'x'; bytes]);
}
