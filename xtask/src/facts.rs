//! A model without the wording of its pages: what may be kept where the pages themselves may not.
//!
//! Names, types, bounds, values, codes, statuses, paths and titles are facts. Descriptions, meanings, remedies, notes and
//! messages are wording, and so are sentences inside examples, which become [`PLACEHOLDER`].

use hwc_model::{EnumValue, ErrorCode, Example, Json, Member, Model, Operation};

/// What stands for a sentence in an example.
pub const PLACEHOLDER: &str = "text";

/// White space that a value on the wire may have without being a sentence: `2020-01-01 10:00:00`, `Web Server 2`.
const BLANKS_OF_A_VALUE: usize = 3;

/// Removes the wording of the pages that these are.
pub fn keep_facts(model: &mut Model, is_of: impl Fn(&str) -> bool) {
    model.errors.iter_mut().filter(|error| is_of(&error.source.page)).for_each(strip_error);
    model.operations.iter_mut().filter(|operation| is_of(&operation.source.page)).for_each(strip_operation);
    for ty in model.types.iter_mut().filter(|ty| is_of(&ty.source.page)) {
        ty.description = None;
        ty.members.iter_mut().for_each(strip_member);
    }
}

/// Whether a model carries no wording, though it says something that pages have words for.
fn is_facts(model: &Model) -> bool {
    let has_words = |member: &Member| member.description.is_some();
    let parameters = |operation: &Operation| operation.parameters.iter().any(|parameter| has_words(&parameter.member));
    let operations = &model.operations;
    !operations.is_empty()
        && !operations.iter().any(|operation| operation.description.is_some() || parameters(operation))
        && !model.types.iter().any(|ty| ty.members.iter().any(has_words))
}

/// Leaves the wording out of both models where one of them has none, so that they can be compared.
pub fn level(old: &mut Model, new: &mut Model) {
    if is_facts(old) {
        keep_facts(new, |_| true);
    } else if is_facts(new) {
        keep_facts(old, |_| true);
    }
}

fn strip_operation(operation: &mut Operation) {
    operation.description = None;
    if let Some(deprecated) = &mut operation.deprecated {
        deprecated.note = None;
    }
    operation.parameters.iter_mut().for_each(|parameter| strip_member(&mut parameter.member));
    for response in &mut operation.responses {
        response.description = None;
        response.headers.iter_mut().for_each(strip_member);
    }
    operation.errors.iter_mut().for_each(strip_error);
    let examples = operation.request_examples.iter_mut().chain(&mut operation.response_examples);
    examples.for_each(strip_example);
}

fn strip_member(member: &mut Member) {
    member.description = None;
    if let Some(deprecated) = &mut member.deprecated {
        deprecated.clear();
    }
    member.values.iter_mut().chain(&mut member.mentioned).for_each(strip_value);
}

fn strip_value(value: &mut EnumValue) {
    value.meaning = None;
}

fn strip_error(error: &mut ErrorCode) {
    error.message = None;
    error.meaning = None;
    error.remedy = None;
}

fn strip_example(example: &mut Example) {
    example.title = None;
    example.text = None;
    if let Some(body) = &mut example.body {
        strip_sentences(body);
    }
}

fn strip_sentences(json: &mut Json) {
    match json {
        Json::String(text) if text.matches(char::is_whitespace).count() >= BLANKS_OF_A_VALUE => {
            PLACEHOLDER.clone_into(text);
        }
        Json::Array(items) => items.iter_mut().for_each(strip_sentences),
        Json::Object(members) => members.iter_mut().for_each(|(_, value)| strip_sentences(value)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_model::small;

    #[test]
    fn no_sentence_survives_and_every_fact_does() {
        let mut model = small();
        keep_facts(&mut model, |_| true);
        let text = crate::model_text::write_model(&model).unwrap();
        assert!(!text.contains("sentence"), "{text}");
        for fact in ["create_thing", "\"SMALL\"", "\"max_length\": 64", "X.0001", "2020-01-01 10:00:00", "thing_id"] {
            assert!(text.contains(fact), "{fact}: {text}");
        }
    }
}
