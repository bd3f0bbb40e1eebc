//! Articles with a site around them read like the bare articles.

#![allow(clippy::unwrap_used, clippy::panic, unreachable_pub, reason = "these are tests, their helpers too")]

mod support;

use xtask::read::{Document, Markup, read, read_html};

/// A site of HTML5: everything is called what it is.
const LANDMARKS: (&str, &str) = (
    r##"<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Page</title><link rel="stylesheet" href="a.css">
<script>var page = "<p>no text</p>";</script><style>p { color: red }</style></head><body>
<header><a href="/">Logo</a><h1>The Site</h1><form role="search"><input><button>Find</button></form></header>
<nav><ul><li><a href="/one">One</a></li><li><a href="/two">Two</a></li></ul></nav>
<div role="dialog" class="consent"><p>This site would like to remember you for a very long time.</p><button>Let it</button></div>
<main><article>"##,
    r##"</article></main><aside><ul><li><a href="#top">Top of it</a></li></ul></aside>
<footer><p>Words at the end of every page, of which there are many, and all rights.</p></footer><noscript>Turn it on</noscript></body></html>"##,
);

/// A site of nothing but `div`.
const DIVISIONS: (&str, &str) = (
    r##"<html><head><title>Page</title><script src="menu.js"></script></head><body class="x"><div class="top"><div><a href="/">Logo</a>
<a href="/in">Sign in</a></div><div><input placeholder="Find"><button>Find</button></div></div><div class="bar" id="bar"><span>We keep
crumbs, and would like to keep more of them.</span><button>Accept</button></div><div class="outer"><div class="menu"><ul>
<li><a href="1.html">The first page of many</a></li><li><a href="2.html">The second page of many</a></li><li><a href="3.html">The third</a>
<ul><li><a href="4.html">A page below it</a></li><li><a href="5.html">Another page below it</a></li></ul></li></ul></div><div class="middle">
<div class="path"><a href="/">Home</a> / <a href="/service">Service</a> / <a href="/api">API</a></div><div class="inner"><div class="doc">"##,
    r##"</div></div><div class="rate"><div class="question">Was it of use?</div><div><button>Very</button><button>No</button></div>
<div><textarea placeholder="Say more"></textarea><button>Send it</button></div><div class="thanks">Thanks for saying so.</div></div></div></div>
<div class="bottom"><a href="/about">About</a><a href="/law">Law</a><span>All rights are kept somewhere.</span></div>
<div style="display:none">Not shown to anyone</div></body></html>"##,
);

fn assert_reads_alike(article: &str, site: (&str, &str), name: &str) {
    let page = [site.0, article, site.1].concat();
    let (bare, whole) = (read_html(article), read(page.as_bytes()));
    assert_eq!(whole.markup, Markup::Html, "{name}");
    assert_eq!(without_lines(&whole), without_lines(&bare), "{name}");
}

/// The blocks as JSON without their lines, which a site shifts.
fn without_lines(document: &Document) -> serde_json::Value {
    let mut json = serde_json::to_value(&document.blocks).unwrap();
    remove_lines(&mut json);
    json
}

fn remove_lines(json: &mut serde_json::Value) {
    match json {
        serde_json::Value::Object(members) => {
            members.remove("line");
            members.values_mut().for_each(remove_lines);
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(remove_lines),
        _ => {}
    }
}

const ARTICLE: &str = r##"<h1>Weighing</h1><h2>URI</h2><p>GET /v1/weights, which gives all the weights that have been weighed.</p>
<table><caption>Table 1 Weights</caption><tr><th>Parameter</th><th>Description</th></tr><tr><td>kilograms</td><td>How many</td></tr></table>
<h2>Example</h2><pre>{"kilograms": 3}</pre>"##;

#[test]
fn a_site_of_landmarks_is_left_out() {
    assert_reads_alike(ARTICLE, LANDMARKS, "article");
}

#[test]
fn a_site_of_divisions_is_left_out() {
    assert_reads_alike(ARTICLE, DIVISIONS, "article");
}

#[test]
fn exported_pages_read_alike_in_any_site() {
    let Some(folder) = support::shared("corpus/html/elb") else { return };
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "html"));
    assert_eq!(paths.len(), 187);
    for path in paths {
        let article = std::fs::read_to_string(&path).unwrap();
        let name = path.display().to_string();
        assert_reads_alike(&article, LANDMARKS, &name);
        assert_reads_alike(&article, DIVISIONS, &name);
    }
}
