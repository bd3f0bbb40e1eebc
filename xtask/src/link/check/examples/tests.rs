use hwc_model::Service;

use crate::extract::extract_pages;
use crate::link::link;
use crate::read::rst::read_rst;

const PAGE: &str = "\
Filling a Shelf
===============

URI
---

POST /v1/{house_id}/shelves

.. table:: **Table 1** Path parameters

   ======== ========= ====== ===========
   Name     Mandatory Type   Description
   ======== ========= ====== ===========
   house_id Yes       String House.
   ======== ========= ====== ===========

Request
-------

.. table:: **Table 2** Request body parameters

   ===== ========= ==================== ============================================
   Name  Mandatory Type                 Description
   ===== ========= ==================== ============================================
   shelf Yes       Object               Shelf.
   kind  No        String               The value can be **oak** or **ash**.
   ===== ========= ==================== ============================================

.. table:: **Table 3** shelf

   ===== ========= ==================== ===========
   Name  Mandatory Type                 Description
   ===== ========= ==================== ===========
   width Yes       Integer              Width.
   books No        Array of strings     Books.
   ===== ========= ==================== ===========

Response
--------

.. table:: **Table 4** Response body parameters

   ========== ====== ===========
   Name       Type   Description
   ========== ====== ===========
   id         String Number.
   request_id String Request.
   ========== ====== ===========

Status code
-----------

=========== ===========
Status Code Description
=========== ===========
200         Done.
=========== ===========

";

/// What is told of the page with an example section: `line rule: found (expected)`, lines counted from the section.
#[track_caller]
fn check(examples: &str, expected: &[&str]) {
    let before = PAGE.lines().count();
    let pages = extract_pages("shelf.rst", read_rst(&format!("{PAGE}{examples}")));
    let linked = link(pages, Service::default());
    let told: Vec<String> = linked
        .findings
        .iter()
        .map(|(_, finding)| {
            let line = i64::from(finding.line) - before as i64;
            let hint = finding.suggestion.as_ref().map_or(String::new(), |hint| format!(", {hint}"));
            format!("{line} {}: {} ({}{hint})", finding.lint.id(), finding.found, finding.expected)
        })
        .collect();
    assert_eq!(told, expected);
}

/// The section with one code block for each text, requests by their method.
fn section(blocks: &[&str]) -> String {
    let mut text = String::from("Example\n-------\n");
    for block in blocks {
        text.push_str("\n.. code-block::\n\n");
        block.lines().for_each(|line| text.push_str(&format!("   {line}\n")));
    }
    text
}

const FITTING: &str = "POST /v1/7/shelves\n\n{\"shelf\": {\"width\": 4}}";

#[test]
fn findings_stand_on_the_line_of_their_member() {
    let request = "POST /v1/7/shelves\n\n{\n  \"shelf\": {\n    \"books\": [\"a\"],\n    \"width\": \"4\",\n    \"depth\": 2\n  },\n  \"kind\": \"elm\"\n}";
    check(
        &section(&[request]),
        &[
            "11 example-type-differs: `shelf.width` is a string in the example (an integer, as line 34 says)",
            "12 example-undocumented: `shelf.depth` stands in the example, and its table has no such row (a row for it in the table at line 31)",
            "14 example-value-unknown: `kind` is `elm` in the example (one of `oak`, `ash`, as line 26 lists)",
        ],
    );
}

#[test]
fn members_that_nothing_is_known_of_are_counted() {
    let request = "POST /v1/7/shelves\n\n{\n  \"other\": {\"x\": 1, \"y\": [{\"z\": 1}]},\n  \"shelf\": {\n    \"width\": \"4\"\n  }\n}";
    let told = "9 example-undocumented: `other` stands in the example, and its table has no such row (a row for it in the table at line 22)";
    check(
        &section(&[request]),
        &[told, "11 example-type-differs: `shelf.width` is a string in the example (an integer, as line 34 says)"],
    );
}

#[test]
fn a_value_in_other_letters_is_told_with_the_listed_one() {
    let told = "8 example-value-unknown: `kind` is `OAK` in the example (one of `oak`, `ash`, as line 26 lists, write `oak`, or say that letter case does not count)";
    check(&section(&["POST /v1/7/shelves\n\n{\"kind\": \"OAK\", \"shelf\": {\"width\": 4}}"]), &[told]);
}

#[test]
fn a_body_without_its_wrapper_is_told_once() {
    let told = "8 example-undocumented: the body in the example has other members than its table: `width`, `books` (`shelf`, `kind`, as in the table at line 22, put them into `shelf`, whose members they are)";
    check(&section(&["POST /v1/7/shelves\n\n{\"width\": 4, \"books\": []}"]), &[told]);
}

#[test]
fn a_call_of_another_operation_beside_the_own_one_is_no_fault() {
    check(&section(&["GET /v2/cats?age=1", "{\"cats\": [], \"count\": 0}", FITTING, "{\"id\": \"1\"}"]), &[]);
}

#[test]
fn a_page_whose_only_call_is_another_one_is_told() {
    let told = [
        "6 example-method-differs: an example request with GET (POST as above)",
        "6 example-path-differs: an example request to /v2/cats (/v1/{house_id}/shelves)",
    ];
    check(&section(&["GET /v2/cats?age=1"]), &told);
}

#[test]
fn a_failure_that_is_documented_elsewhere_is_no_fault() {
    let failure = "{\n \"error_code\": \"S.1\",\n \"error_msg\": \"no\",\n \"request_id\": \"1\"\n}";
    check(&section(&[FITTING, "{\"id\": \"1\"}", failure]), &[]);
}

#[test]
fn a_part_of_an_error_in_a_successful_reply_is_told() {
    let reply = "{\n \"id\": \"1\",\n \"error_code\": null\n}";
    let told = "14 example-undocumented: `error_code` stands in the example, and its table has no such row (a row for it in the table at line 43)";
    check(&section(&[FITTING, reply]), &[told]);
}

#[test]
fn a_mandatory_member_is_told_with_its_row() {
    let told = "6 example-lacks-mandatory: no `shelf` in the example request (each mandatory member; line 25 says that it is one)";
    check(&section(&["POST /v1/7/shelves\n\n{\"kind\": \"oak\"}"]), &[told]);
}
