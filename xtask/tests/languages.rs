//! Pages that say the same in several languages and kinds of markup give the same API; pages of several places are one service.
#![allow(clippy::unwrap_used, clippy::panic, reason = "these are tests, their helpers too")]

use std::path::{Path, PathBuf};

use hwc_model::{Mandatory, Member, Model, Place, Type};
use xtask::compare::Comparison;
use xtask::lint::Lint;
use xtask::pages::Pages;
use xtask::pipeline::{Reading, read_service};
use xtask::progress::Progress;
use xtask::service_toml::ServiceConfig;

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/test_data/languages");

fn read(places: &[PathBuf]) -> Reading {
    let pages = Pages::of_all(places).unwrap();
    read_service(&pages, &ServiceConfig::of_key("demo"), &Progress::of_pages(pages.paths().len()))
}

fn model(path: &str) -> Model {
    read(&[Path::new(FIXTURES).join(path)]).model
}

fn assert_says_the_same(english: &str, other: &str) {
    let (a, b) = (model(english), model(other));
    assert_eq!(a.operations.len(), 1, "{english}");
    assert_eq!(b.operations.len(), 1, "{other}");
    let comparison = Comparison::of(&a, &b, false);
    let told: String = comparison.operations.iter().map(ToString::to_string).collect();
    assert!(comparison.is_equal(), "{told}");
    let facts = |model: &Model| {
        let operation = &model.operations[0];
        let examples = (operation.request_examples.len(), operation.response_examples.len());
        let codes: Vec<String> = operation.errors.iter().map(|error| error.code.clone()).collect();
        let mut names: Vec<Option<String>> = model.types.iter().map(|ty| ty.name.clone()).collect();
        names.sort();
        (examples, codes, names, operation.deprecated.is_some())
    };
    assert_eq!(facts(&a), facts(&b), "{other}");
}

#[test]
fn chinese_pages_say_what_english_ones_say_in_every_role() {
    assert_says_the_same("post/english.rst", "post/chinese.md");
    assert_says_the_same("post/english.rst", "post/chinese.html");
}

#[test]
fn chinese_types_bounds_and_defaults_are_read_and_the_title_tells_that_a_call_is_deprecated() {
    assert_says_the_same("get/english.html", "get/chinese.rst");
    let operation = &model("get/chinese.rst").operations[0];
    assert!(operation.deprecated.is_some());
    let limit = &operation.parameters[0];
    assert_eq!((limit.place, &limit.member.ty, limit.member.mandatory), (Place::Query, &Type::Integer, Mandatory::No));
    assert!(limit.member.bounds.max.is_some() && limit.member.default.is_some());
    assert_eq!(operation.parameters[1].member.values.len(), 2);
}

/// Pages as people keep them: exported, saved by a browser with the site around, copied, written in Markdown of several habits.
#[test]
fn the_same_page_says_the_same_whichever_way_it_was_saved() {
    let folder = Path::new(FIXTURES).join("saved");
    let mut pages: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "page.rst")
        .collect();
    pages.sort();
    assert_eq!(pages.len(), 15);
    for page in pages {
        assert_says_the_same("saved/page.rst", &format!("saved/{page}"));
        let reading = read(&[folder.join(&page)]);
        assert!(reading.findings.is_empty(), "{page}: {:?}", reading.findings);
    }
}

/// What a model says beside wording and the places where it says it.
fn said(model: &Model) -> Vec<(String, String)> {
    let fact = |name: &str, member: &Member| {
        let deprecated = member.deprecated.is_some();
        let values: Vec<_> = member.values.iter().map(|value| (&value.value, value.meaning.is_some())).collect();
        let flags = (deprecated, member.nullable, member.read_only);
        (name.to_owned(), format!("{:?} {:?} {flags:?} {values:?}", member.unit, member.mandatory))
    };
    let mut facts = Vec::new();
    for operation in &model.operations {
        let parameters = operation.parameters.iter();
        facts.extend(parameters.map(|parameter| fact(&parameter.member.name, &parameter.member)));
        let examples = (operation.request_examples.len(), operation.response_examples.len());
        facts.push((operation.key.clone(), format!("{examples:?}")));
    }
    facts.extend(model.types.iter().flat_map(|ty| ty.members.iter().map(|member| fact(&member.name, member))));
    facts.sort();
    facts
}

/// A service of four pages, whose bounds, defaults, values, units, conditions and deprecations stand in sentences.
#[test]
fn a_service_says_the_same_in_each_language_and_kind_of_markup() {
    let english = model("kitchen/english_rst");
    let facts = said(&english);
    assert_eq!(english.operations.len(), 4);
    for told in ["Conditional", "Some(\"s\")", "(true, false, false)", "[(Text(\"red\"), true)"] {
        assert!(facts.iter().any(|(_, fact)| fact.contains(told)), "{told}: {facts:#?}");
    }
    for language in ["english", "chinese"] {
        for markup in ["rst", "html", "md", "txt"] {
            let folder = format!("kitchen/{language}_{markup}");
            let other = model(&folder);
            let comparison = Comparison::of(&english, &other, false);
            let told: String = comparison.operations.iter().map(ToString::to_string).collect();
            assert!(comparison.is_equal(), "{folder}: {told}");
            assert_eq!(said(&other), facts, "{folder}");
        }
    }
}

/// A small page: date, title, type of the parameter, further rows.
fn page(updated: &str, title: &str, ty: &str, rows: &str) -> String {
    format!(
        "<p>Updated on {updated} GMT+08:00</p><h1>{title}</h1><h4>URI</h4><p>GET /v1/cups</p>\
         <table><caption>Table 1 Query Parameters</caption><tr><th>Parameter</th><th>Mandatory</th><th>Type</th><th>Description</th></tr>\
         <tr><td>limit</td><td>No</td><td>{ty}</td><td>How many.</td></tr>{rows}</table>\
         <h4>Response</h4><table><caption>Table 2 Response body parameters</caption><tr><th>Parameter</th><th>Type</th><th>Description</th></tr>\
         <tr><td>count</td><td>Integer</td><td>How many.</td></tr></table><h4>Status Codes</h4>\
         <table><tr><th>Status Code</th><th>Description</th></tr><tr><td>200</td><td>OK</td></tr></table>"
    )
}

/// What pages say together, each at its place and path.
fn together(pages: &[(&str, &str)]) -> Reading {
    let root = tempfile::tempdir().unwrap();
    let mut places: Vec<PathBuf> = Vec::new();
    for (path, text) in pages {
        let file = root.path().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, text).unwrap();
        let place = root.path().join(path.split('/').next().unwrap());
        if !places.contains(&place) {
            places.push(place);
        }
    }
    read(&places)
}

const MARKER: &str = "<tr><td>marker</td><td>Yes</td><td>String</td><td>Where to begin.</td></tr>";

#[test]
fn an_operation_of_two_places_is_one_and_has_the_facts_of_both() {
    let more = page("2023-01-01", "Listing Cups", "Integer", MARKER);
    let less = page("2023-01-01", "Querying the List of Cups", "Integer", "");
    let reading = together(&[("a/list.html", &more), ("b/list.html", &less)]);
    assert_eq!(reading.model.operations.len(), 1);
    let parameters = &reading.model.operations[0].parameters;
    let names: Vec<&str> = parameters.iter().map(|parameter| parameter.member.name.as_str()).collect();
    assert_eq!(names, ["limit", "marker"]);
    assert_eq!(parameters[1].member.source.page, "list.html", "`b/list.html` is the first by path");
    assert!(reading.findings.iter().all(|(_, finding)| finding.lint != Lint::PagesContradict));
    assert!(codegen::check(&reading.model).is_ok());
}

#[test]
fn the_newer_page_counts_and_a_contradiction_is_told() {
    let (old, new) = (page("2022-05-05", "Cups", "String", ""), page("2024-02-02", "Cups", "Integer", ""));
    let reading = together(&[("a/list.html", &old), ("b/list.html", &new)]);
    assert_eq!(reading.model.operations[0].parameters[0].member.ty, Type::Integer);
    let told: Vec<_> = reading.findings.iter().filter(|(_, finding)| finding.lint == Lint::PagesContradict).collect();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].0, "list.html");
    assert!(told[0].1.found.contains("`limit`"), "{}", told[0].1.found);
}

#[test]
fn a_contradiction_is_told_in_the_line_of_the_row_and_a_contradicting_type_brings_no_limits() {
    let new = page("2024-02-02", "Cups", "Integer", "");
    let old = page("2022-05-05", "Cups", "String", "").replace("How many.", "How many. Contains 1 to 8 characters.");
    let old = old.replace("<tr>", "\n<tr>");
    let reading = together(&[("a/list.html", &old), ("b/list.html", &new)]);
    let limit = &reading.model.operations[0].parameters[0].member;
    assert_eq!((&limit.ty, limit.bounds.max_length), (&Type::Integer, None));
    let told: Vec<_> = reading.findings.iter().filter(|(_, finding)| finding.lint == Lint::PagesContradict).collect();
    let row = old.lines().position(|line| line.starts_with("<tr><td>limit")).unwrap() as u32 + 1;
    assert_eq!(told.iter().map(|(_, finding)| finding.line).collect::<Vec<_>>(), [row]);
}

#[test]
fn calls_that_share_a_path_find_their_own_at_another_place() {
    let (list, count) =
        (page("2022-05-05", "Listing Cups", "Integer", ""), page("2022-05-05", "Counting Cups", "Integer", MARKER));
    let pages = [("a/1.html", &list), ("a/2.html", &count), ("b/3.html", &count), ("b/4.html", &list)];
    let reading = together(&pages.map(|(path, text)| (path, text.as_str())));
    let mut titles: Vec<&str> = reading.model.operations.iter().map(|operation| operation.title.as_str()).collect();
    titles.sort_unstable();
    assert_eq!(titles, ["Counting Cups", "Listing Cups"]);
    assert!(
        reading.model.operations.iter().all(|operation| {
            operation.parameters.len() == 1 + usize::from(operation.title.starts_with("Counting"))
        })
    );
}

#[test]
fn pages_of_one_place_are_one_operation_only_in_one_folder_and_with_the_same_names() {
    let count = |pages: &[(&str, &str)]| together(pages).model.operations.len();
    let first = page("2022-05-05", "Listing Cups", "Integer", "");
    let same = page("2024-02-02", "Listing cups", "String", "");
    let more = page("2024-02-02", "Listing Cups", "Integer", MARKER);
    let called_otherwise = page("2024-02-02", "Counting Cups", "Integer", "");
    assert_eq!(count(&[("a/x/1.html", &first), ("a/x/2.html", &same)]), 1);
    assert_eq!(count(&[("a/x/1.html", &first), ("a/y/2.html", &same)]), 2);
    assert_eq!(count(&[("a/x/1.html", &first), ("a/x/2.html", &more)]), 2);
    assert_eq!(count(&[("a/x/1.html", &first), ("a/x/2.html", &called_otherwise)]), 2);
}

#[test]
fn the_same_page_at_two_places_leads_to_its_own_tables() {
    let linked = page("2022-05-05", "Listing Cups", "Integer", "").replace(
        "<tr><td>count</td><td>Integer</td><td>How many.</td></tr></table>",
        "<tr><td>cups</td><td>Array of <a href=\"#cup\">Cup</a> objects</td><td>Cups.</td></tr></table>\
         <table id=\"cup\"><caption>Table 3 Cup</caption><tr><th>Parameter</th><th>Type</th><th>Description</th></tr>\
         <tr><td>size</td><td>Integer</td><td>How large.</td></tr></table>",
    );
    let reading = together(&[("a/list.html", &linked), ("b/list.html", &linked)]);
    assert_eq!(reading.model.operations.len(), 1);
    assert!(reading.findings.iter().all(|(_, finding)| finding.lint != Lint::TableOrphan));
}

#[test]
fn a_table_that_flattening_lost_is_told() {
    let flat = "Listing Cups\nFunction\nLists cups.\nURI\nGET /v1/cups\nResponse\n| Parameter | Type | Description |\n|---|---|---|\n\
                | count | Integer | How many. |\n| cups | Array of objects | Cups. For details, see Table 5. |\nStatus Code\n200 OK\n";
    let root = tempfile::tempdir().unwrap();
    std::fs::write(root.path().join("page.txt"), flat).unwrap();
    let reading = read(&[root.path().to_path_buf()]);
    let lost = |(_, finding): &&(String, xtask::lint::Finding)| finding.lint == Lint::FlatteningLost;
    let told: Vec<&str> = reading.findings.iter().filter(lost).map(|(_, finding)| finding.found.as_str()).collect();
    assert_eq!(told, ["`cups` refers to Table 5, and the page has no such table"]);
}

#[test]
fn a_table_whose_only_row_leads_back_to_it_is_read_to_its_end() {
    let flat = "Listing Cups\nFunction\nLists cups.\nURI\nGET /v1/cups\nResponse\n| Parameter | Type | Description |\n|---|---|---|\n\
                | - | Array of objects | Cups. For details, see Table 1. |\nStatus Code\n200 OK\n";
    let root = tempfile::tempdir().unwrap();
    std::fs::write(root.path().join("page.txt"), flat).unwrap();
    assert_eq!(read(&[root.path().to_path_buf()]).model.operations.len(), 1);
}
