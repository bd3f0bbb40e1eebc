//! Which operations answer with a list in pages, and which begin something that takes its time.

use hwc_model::{ObjectType, Operation};

use super::paging::{Types, find_paging};
use super::waiting::{Asked, find_waiting};

/// Concludes it for each operation, from all of them.
pub(super) fn find_repeats(operations: &mut [Operation], types: &[ObjectType]) {
    let types: Types<'_> = types.iter().map(|object| (object.id.as_str(), object)).collect();
    let asked = Asked::of(operations);
    let found: Vec<_> = operations
        .iter()
        .map(|operation| (find_paging(operation, &types), find_waiting(operation, &asked, &types)))
        .collect();
    for (operation, (paging, waiting)) in operations.iter_mut().zip(found) {
        operation.paging = paging;
        operation.waiting = waiting;
    }
}

#[cfg(test)]
mod tests {
    use hwc_model::{Next, PagingStyle};
    use serde_json::{Value, json};

    use super::*;

    /// A row, in short: name, type, description, values.
    fn row(name: &str, ty: Value, description: &str, values: &[&str]) -> Value {
        let values: Vec<Value> = values.iter().map(|value| json!({ "value": value })).collect();
        json!({ "name": name, "type": ty, "description": description, "values": values, "source": { "row": 1 } })
    }

    fn plain(name: &str, ty: &str) -> Value {
        row(name, json!(ty), "", &[])
    }

    fn list(name: &str) -> Value {
        row(name, json!({ "array": { "object": "Thing" } }), "", &[])
    }

    /// An operation with these query parameters that answers with an object of these members.
    fn operation(key: &str, query: Vec<Value>, reply: Vec<Value>) -> (Operation, ObjectType) {
        let (method, path) = key.split_once(' ').unwrap();
        let parameters: Vec<Value> = query
            .into_iter()
            .map(|mut row| {
                row["place"] = "query".into();
                row
            })
            .collect();
        let operation = json!({
            "key": key, "title": "", "method": method, "path": path, "parameters": parameters, "source": {},
            "responses": [{ "status": 200, "type": { "object": key }, "source": {} }],
        });
        let object = json!({ "id": key, "members": reply, "source": {} });
        (serde_json::from_value(operation).unwrap(), serde_json::from_value(object).unwrap())
    }

    fn find(pairs: Vec<(Operation, ObjectType)>) -> Vec<Operation> {
        let (mut operations, mut types): (Vec<_>, Vec<_>) = pairs.into_iter().unzip();
        let thing = json!({ "id": "Thing", "members": [plain("id", "string")], "source": {} });
        types.push(serde_json::from_value(thing).unwrap());
        find_repeats(&mut operations, &types);
        operations
    }

    #[track_caller]
    fn paging(query: Vec<Value>, reply: Vec<Value>) -> Option<(PagingStyle, i64, Option<Next>, Vec<String>)> {
        let found = find(vec![operation("GET /v1/things", query, reply)]).remove(0).paging?;
        assert!(!found.evidence.is_empty());
        Some((found.style, found.first, found.next, found.total))
    }

    #[test]
    fn numbers_pass_over_items_unless_the_description_says_pages() {
        let reply = || vec![list("things"), plain("total", "integer")];
        let total = vec!["total".to_owned()];
        let offset =
            |description: &str| vec![row("offset", json!("integer"), description, &[]), plain("limit", "integer")];
        assert_eq!(paging(offset("Where to begin."), reply()), Some((PagingStyle::Offset, 0, None, total.clone())));
        assert_eq!(paging(offset("The page number."), reply()), Some((PagingStyle::Page, 0, None, total.clone())));
        let page = vec![plain("pageNo", "integer"), plain("pageSize", "integer")];
        assert_eq!(paging(page, reply()), Some((PagingStyle::Page, 1, None, total)));
    }

    #[test]
    fn a_mark_is_what_the_reply_gives_or_the_id_of_the_last_item() {
        let query = || vec![plain("marker", "string"), plain("limit", "integer")];
        let told = paging(query(), vec![list("things"), plain("next_marker", "string")]).unwrap();
        assert_eq!((told.0, told.2), (PagingStyle::Marker, Some(Next::Member(vec!["next_marker".into()]))));
        let last = paging(query(), vec![list("things")]).unwrap();
        assert_eq!((last.0, last.2), (PagingStyle::Marker, Some(Next::LastItem("id".into()))));
    }

    #[test]
    fn what_may_be_no_list_in_pages_is_none() {
        let total = || vec![list("things"), plain("total", "integer")];
        assert_eq!(paging(vec![plain("limit", "integer")], total()), None, "nothing says where a page begins");
        assert_eq!(paging(vec![plain("start", "integer"), plain("end", "integer")], total()), None, "a span of time");
        let offset = || vec![plain("offset", "integer"), plain("limit", "integer")];
        assert_eq!(paging(offset(), vec![list("these"), list("those")]), None, "two lists");
        assert_eq!(paging(offset(), vec![plain("total", "integer")]), None, "no list");
        assert_eq!(paging(vec![plain("offset", "integer")], vec![list("things")]), None, "a number alone");
    }

    #[test]
    fn of_two_lists_the_one_that_the_path_names_is_meant() {
        let offset = vec![plain("offset", "integer"), plain("limit", "integer")];
        assert!(paging(offset, vec![list("things"), list("others")]).is_some());
    }

    #[test]
    fn a_count_is_the_total_only_if_its_description_says_so() {
        let offset = || vec![plain("offset", "integer"), plain("limit", "integer")];
        let total = |description: &str| {
            let count = row("count", json!("integer"), description, &[]);
            paging(offset(), vec![list("things"), count]).unwrap().3
        };
        assert_eq!(total("Total number of things."), ["count"]);
        assert_eq!(total("Number of things."), [""; 0]);
        assert_eq!(total("Total number of things on the current page."), [""; 0]);
    }

    #[test]
    fn a_job_is_asked_for_until_its_state_says_success() {
        let begin = operation("POST /v1/things", vec![], vec![plain("job_id", "string")]);
        let state = row("status", json!("string"), "", &["RUNNING", "SUCCESS", "FAIL"]);
        let ask = operation("GET /v1/jobs/{job_id}", vec![], vec![state, plain("fail_reason", "string")]);
        let waiting = find(vec![begin, ask]).remove(0).waiting.unwrap();
        assert_eq!((waiting.ask.as_str(), waiting.give[0].parameter.as_str()), ("GET /v1/jobs/{job_id}", "job_id"));
        assert_eq!((waiting.done, waiting.failed), (vec!["SUCCESS".to_owned()], vec!["FAIL".to_owned()]));
        assert_eq!(waiting.reason, [["fail_reason"]]);
    }

    #[test]
    fn a_resource_is_ready_when_it_was_on_its_way_and_is_active() {
        let waiting = |states: &[&str]| {
            let begin = operation("POST /v1/things", vec![], vec![plain("id", "string")]);
            let show = operation("GET /v1/things/{thing_id}", vec![], vec![row("status", json!("string"), "", states)]);
            find(vec![begin, show]).remove(0).waiting.map(|waiting| waiting.done)
        };
        assert_eq!(waiting(&["CREATING", "ACTIVE", "ERROR"]), Some(vec!["ACTIVE".to_owned()]));
        assert_eq!(waiting(&["waiting", "running", "success"]), Some(vec!["success".to_owned()]), "a task");
        assert_eq!(waiting(&["ACTIVE", "INACTIVE"]), None, "never on its way");
        assert_eq!(waiting(&["1", "2"]), None, "numbers say nothing");
    }

    #[test]
    fn a_job_that_needs_more_than_is_known_is_not_asked_for() {
        let begin = operation("POST /v1/things", vec![], vec![plain("job_id", "string")]);
        let state = row("status", json!("string"), "", &["RUNNING", "SUCCESS"]);
        let ask = operation("GET /v1/others/{other_id}/jobs/{job_id}", vec![], vec![state]);
        assert_eq!(find(vec![begin, ask]).remove(0).waiting, None);
    }
}
