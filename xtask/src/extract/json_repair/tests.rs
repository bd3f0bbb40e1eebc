use super::*;

fn check(text: &str, expected: &str, faults: &[&str]) {
    let repaired = repair(text).unwrap_or_else(|| panic!("{text} was not repaired"));
    let expected: Json = serde_json::from_str(expected).unwrap();
    assert_eq!(repaired.value, expected, "{text}");
    assert_eq!(repaired.faults.iter().map(|fault| fault.what).collect::<Vec<_>>(), faults, "{text}");
}

#[test]
fn a_fault_stands_where_it_is_to_be_mended() {
    let check = |text: &str, before: &str| {
        let fault = repair(text).unwrap().faults[0];
        assert_eq!(&text[..fault.at], before, "{} in {text}", fault.what);
    };
    check("{\n \"a\": 1,\n}", "{\n \"a\": 1");
    check("{\"a\": 1\n\n \"b\": 2}", "{\"a\": 1");
    check("{\"a\": [1\n}", "{\"a\": [1");
    check("{\"a\": {\n\n", "{\"a\": {");
    check("{\"a\":\n\n}", "{\"a\":");
    check("{\"a\": 1,\n,}", "{\"a\": 1,\n");
    check("{\"a\": \"x\ny\"}", "{\"a\": \"x");
    check("{\"a\": \"x,\n\"b\": 1}", "{\"a\": \"x,");
    check("{\"a\": 1 // one\n}", "{\"a\": 1 ");
}

#[test]
fn each_fault_is_repaired_as_it_was_meant() {
    check(r#"{"a": 1, "b": [1, 2,],}"#, r#"{"a": 1, "b": [1, 2]}"#, &["trailing comma"]);
    check("{\"a\": \"x\"\n \"b\": 2}", r#"{"a": "x", "b": 2}"#, &["missing comma"]);
    check(r#"[{"a": 1} {"a": 2}]"#, r#"[{"a": 1}, {"a": 2}]"#, &["missing comma"]);
    check("{\"a\": 1, // one\n /* two */ \"b\": 2}", r#"{"a": 1, "b": 2}"#, &["comment"]);
    check("{\"url\": \"https://x/y\", \"b\": 2 // end\n}", r#"{"url": "https://x/y", "b": 2}"#, &["comment"]);
    check("{a: 1, b-c: true}", r#"{"a": 1, "b-c": true}"#, &["name without quotes"]);
    check("{'a': 'x'}", r#"{"a": "x"}"#, &["quotes that are none of JSON"]);
    check("{\"a\": \"x\ny\"}", r#"{"a": "x\ny"}"#, &["line break in a text"]);
    check("{\"a\": \"x\n   \\ny\"}", r#"{"a": "x\ny"}"#, &["line break in a text"]);
    check(r#"{"a": [1, ...], …}"#, r#"{"a": [1]}"#, &["ellipsis", "trailing comma"]);
    check(r#"{"a": 1}}"#, r#"{"a": 1}"#, &["closing brace too many"]);
    check(r#"{"a": {"b": 1}"#, r#"{"a": {"b": 1}}"#, &["missing closing brace"]);
    check(r#"{"a": [{"b": 1]}"#, r#"{"a": [{"b": 1}]}"#, &["missing closing brace"]);
    check("{\"a\":\n}", r#"{"a": null}"#, &["name without a value"]);
    check(r#"{"a": xxx, "b": 1}"#, r#"{"a": "xxx", "b": 1}"#, &["text without quotes"]);
    check(r#"{"a": "say "hi" now", "b": 1}"#, r#"{"a": "say \"hi\" now", "b": 1}"#, &["quote in a text"]);
    check("{\"a\": \"x,\n\"b\": 1}", r#"{"a": "x", "b": 1}"#, &["text without a closing quote"]);
    check(
        r#"{"a": True, "b": None}"#,
        r#"{"a": true, "b": null}"#,
        &["true in capital letters", "null in other letters"],
    );
}

#[test]
fn objects_one_behind_the_other_are_a_list() {
    let fault = &["list without brackets"];
    check(r#"{"a": {"b": 1}, {"b": 2}, {"b": 3}}"#, r#"{"a": [{"b": 1}, {"b": 2}, {"b": 3}]}"#, fault);
    check(r#"{"a": {"b": 1}, {"b": 2}], "c": 3}"#, r#"{"a": [{"b": 1}, {"b": 2}], "c": 3}"#, fault);
    check(r#"{"a": 1, {"b": 2}}"#, r#"{"a": 1, "": {"b": 2}}"#, &["value without a name"]);
}

#[test]
fn json_in_a_text_stays_text_though_its_quotes_are_not_escaped() {
    let fault = &["quote in a text"];
    check(r#"{"a": "{ "b": [{"c": "d"}] }", "e": 1}"#, r#"{"a": "{ \"b\": [{\"c\": \"d\"}] }", "e": 1}"#, fault);
    check("{\"a\": \"{\n\"b\": 1\n}\"}", r#"{"a": "{\n\"b\": 1\n}"}"#, fault);
    check(r#"{"a": "{", "b": "c",}"#, r#"{"a": "{", "b": "c"}"#, &["trailing comma"]);
}

#[test]
fn looking_for_json_in_texts_takes_linear_time() {
    let text = format!("{{{}", "\"a\": \"{ \"b\": 1,\n".repeat(20_000));
    assert!(repair(&text).is_some());
}

#[test]
fn members_keep_their_order() {
    let repaired = repair(r#"{"z": 1, "a": 2,}"#).unwrap();
    let Json::Object(members) = repaired.value else { panic!("an object was expected") };
    assert_eq!(members.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["z", "a"]);
}

#[test]
fn a_word_before_a_name_is_one_fault() {
    check("{\n  x  \"a\": 1, \"b\": 2}", r#"{"a": 1, "b": 2}"#, &["word before a name"]);
    check(
        "{a \"b\", \"c\": 2}",
        r#"{"a": null, "b": null, "c": 2}"#,
        &["name without quotes", "name without a value", "missing comma"],
    );
}

#[test]
fn escapes_are_read_in_repaired_texts_too() {
    check(r#"{"a": "\u00e9\ud83d\ude00\n\"", }"#, r#"{"a": "é😀\n\""}"#, &["trailing comma"]);
}

#[test]
fn deep_nesting_ends_without_a_panic() {
    assert_eq!(repair(&"[".repeat(1_000_000)), None);
    assert_eq!(repair(&"{\"a\":".repeat(100_000)), None);
}

#[test]
fn long_input_takes_linear_time() {
    let text = format!("{{\"a\": \"{}\", }}", "x \" y\n".repeat(100_000));
    let started = std::time::Instant::now();
    let _ = repair(&text);
    assert!(started.elapsed().as_secs() < 120, "{:?}", started.elapsed());
}

#[test]
fn text_that_begins_no_value_is_left_alone() {
    assert_eq!(repair("hello"), None);
    assert_eq!(repair(""), None);
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(text in "[\\[{][ -~\\n…“]{0,200}") {
        let _ = repair(&text);
    }
}
