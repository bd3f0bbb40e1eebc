//! A client that does exactly what it is told: HTTP written and read by hand.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use hwc_mock::Cloud;
use serde_json::Value;

pub(crate) const MODEL: &str = include_str!("../fixtures/kiln.json");

/// A reply as it came.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// The message of an error in the plain dialect.
    pub(crate) fn message(&self) -> String {
        self.json()["error_msg"].as_str().unwrap_or_default().to_owned()
    }
}

/// What comes back for a request; nothing where the connection is closed without a reply.
pub(crate) fn raw(address: SocketAddr, method: &str, target: &str, headers: &[(&str, &str)], body: &str) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).unwrap();
    let mut text = format!("{method} {target} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n");
    for (name, value) in headers {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    text.push_str(&format!("Content-Length: {}\r\n\r\n{body}", body.len()));
    stream.write_all(text.as_bytes()).unwrap();
    let mut reply = Vec::new();
    // A connection that is cut may end in an error; what came before it counts.
    let _ = stream.read_to_end(&mut reply);
    reply
}

pub(crate) fn call_with(cloud: &Cloud, method: &str, target: &str, headers: &[(&str, &str)], body: &str) -> Answer {
    let reply = String::from_utf8(raw(cloud.address(), method, target, headers, body)).unwrap();
    let (head, body) = reply.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no reply: {reply:?}"));
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer { status, head: head.to_owned(), body: body.to_owned() }
}

/// A call with a token.
pub(crate) fn call(cloud: &Cloud, method: &str, target: &str, body: &str) -> Answer {
    call_with(cloud, method, target, &[("X-Auth-Token", "any"), ("Content-Type", "application/json")], body)
}

pub(crate) fn get(cloud: &Cloud, target: &str) -> Answer {
    call(cloud, "GET", target, "")
}
