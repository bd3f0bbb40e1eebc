use super::*;
use hwc_model::Number;

fn json(text: &str) -> Json {
    serde_json::from_str(text).unwrap()
}

#[test]
fn method_line_and_body_stand_in_one_block() {
    let reading = extract_example("POST https://{Endpoint}/v2/{project_id}/things\n\n{\n  \"b\": 1,\n  \"a\": null\n}");
    assert_eq!(reading.method, Some(Method::Post));
    assert_eq!(reading.uri.as_deref(), Some("https://{Endpoint}/v2/{project_id}/things"));
    assert_eq!(
        reading.body,
        Some(Json::Object(vec![("b".into(), Json::Number(Number::Integer(1))), ("a".into(), Json::Null)]))
    );
    assert!(reading.findings.is_empty());
}

#[test]
fn host_with_a_blank_in_braces_is_kept() {
    let reading = extract_example("GET https://{Some Eye endpoint}/V1.0/{project_id}/quotas");
    assert_eq!(reading.uri.as_deref(), Some("https://{Some Eye endpoint}/V1.0/{project_id}/quotas"));
    assert_eq!(reading.body, None);
}

#[test]
fn method_and_path_on_two_lines_are_one_request_line() {
    let reading = extract_example("delete\n/v2/1/groups/2\n");
    assert_eq!((reading.method, reading.uri.as_deref()), (Some(Method::Delete), Some("/v2/1/groups/2")));
}

#[test]
fn query_over_several_lines_is_joined() {
    let reading = extract_example("GET /v1/events?from=1&\nto=2\n");
    assert_eq!(reading.uri.as_deref(), Some("/v1/events?from=1&to=2"));
}

#[test]
fn dump_has_status_headers_and_body() {
    let reading =
        extract_example("HTTP/1.1 201 Created\nX-Request-Id: abc\nContent-Type: application/json\n\n{\"id\": \"1\"}");
    assert_eq!(reading.status, Some(201));
    assert_eq!(reading.headers[0], ("X-Request-Id".to_owned(), "abc".to_owned()));
    assert_eq!(reading.body, Some(json(r#"{"id": "1"}"#)));
}

#[test]
fn curl_is_taken_apart() {
    let reading =
        extract_example("curl -i -k -H 'Accept:application/json' -X PUT \\\n -d '{\"a\": 1}' https://host/v3/x");
    assert_eq!(reading.method, Some(Method::Put));
    assert_eq!(reading.uri.as_deref(), Some("https://host/v3/x"));
    assert_eq!(reading.headers, [("Accept".to_owned(), "application/json".to_owned())]);
    assert_eq!(reading.body, Some(json(r#"{"a": 1}"#)));
}

#[test]
fn members_without_braces_are_wrapped() {
    let reading = extract_example("\"kind\": \"Cluster\",\n\"spec\": {\"n\": 1}");
    assert_eq!(reading.body, Some(json(r#"{"kind": "Cluster", "spec": {"n": 1}}"#)));
    assert!(reading.repaired);
    assert_eq!(reading.findings[0].found, "members without braces");
    let cut = extract_example("\"kind\": \"Cluster\",\n\"spec\": {\"n\": 1,");
    let told: Vec<_> = cut.findings.iter().map(|finding| (finding.found.as_str(), finding.line)).collect();
    assert_eq!(told, [("members without braces", 1), ("trailing comma", 2), ("missing closing brace", 2)]);
}

#[test]
fn xml_and_prose_are_text_without_a_finding() {
    for text in ["<a><b/></a>", "ok", "job finished"] {
        let reading = extract_example(text);
        assert_eq!(reading.text.as_deref(), Some(text));
        assert!(reading.findings.is_empty());
    }
}

#[test]
fn repaired_bodies_are_told_with_their_line() {
    let reading = extract_example("PUT /v1/x\n\n{\"a\": 1,}");
    assert!(reading.repaired);
    assert_eq!((reading.findings[0].lint, reading.findings[0].line), (Lint::ExampleRepaired, 3));
}

#[test]
fn each_kind_of_fault_is_told_where_it_stands() {
    let reading = extract_example("PUT /v1/x\n\n{\n \"a\": 1\n \"b\": [\n  1,\n ]\n}\n\nthe end");
    let told: Vec<_> = reading.findings.iter().map(|finding| (finding.found.as_str(), finding.line)).collect();
    assert_eq!(told, [("missing comma", 4), ("trailing comma", 6), ("text behind the body", 10)]);
    assert_eq!(reading.members, [4, 5]);
}

#[test]
fn words_in_brackets_are_no_json() {
    for text in ["[ 8 bytes of the file]", "[1024 byte data]\n--part--\n[ 3 bytes ]"] {
        let reading = extract_example(&format!("PUT /thing HTTP/1.1\nHost: there\n\n{text}"));
        assert_eq!((reading.body, reading.findings), (None, Vec::new()), "{text}");
    }
    assert!(extract_example("[\"a\" \"b\"]").repaired);
}
