//! Facts of a row in a form of their own: the last paragraph of its documentation.

use hwc_model::{Bounds, Member, Number, Scalar};

use super::markdown::{code, inline};

/// What the page states about a member beside its description, one sentence each.
pub(crate) fn member_facts(member: &Member, mandatory: bool) -> Vec<String> {
    let mut facts = Vec::new();
    if mandatory {
        facts.push("Mandatory.".to_owned());
    }
    facts.extend(bounds(&member.bounds, member.unit.as_deref()));
    if let Some(default) = &member.default {
        facts.push(format!("Default: {}.", scalar(default)));
    }
    if member.nullable {
        facts.push("May be `null`.".to_owned());
    }
    if member.read_only {
        facts.push("Has no effect in a request.".to_owned());
    }
    if member.deprecated.is_some() {
        facts.push("Deprecated.".to_owned());
    }
    facts
}

/// Limits, one sentence each.
pub(crate) fn bounds(bounds: &Bounds, unit: Option<&str>) -> Vec<String> {
    let unit = unit.map(|unit| format!(" {}", inline(unit))).unwrap_or_default();
    let number = |number: &Number| match number {
        Number::Integer(value) => value.to_string(),
        Number::Float(value) => value.to_string(),
    };
    let limits = range(bounds.min.as_ref().map(number), bounds.max.as_ref().map(number));
    let mut sentences = Vec::new();
    match limits {
        Some(limits) => sentences.push(format!("Range: {limits}{unit}.")),
        None if !unit.is_empty() => sentences.push(format!("Unit:{unit}.")),
        None => {}
    }
    let text = |number: Option<u64>| number.map(|number| number.to_string());
    if let Some(limits) = range(text(bounds.min_length), text(bounds.max_length)) {
        sentences.push(format!("Length: {limits}."));
    }
    if let Some(limits) = range(text(bounds.min_items), text(bounds.max_items)) {
        sentences.push(format!("Items: {limits}."));
    }
    if let Some(pattern) = &bounds.pattern {
        sentences.push(format!("Pattern: {}.", code(pattern)));
    }
    sentences
}

fn range(min: Option<String>, max: Option<String>) -> Option<String> {
    Some(match (min, max) {
        (Some(min), Some(max)) if min == max => min,
        (Some(min), Some(max)) => format!("{min} to {max}"),
        (Some(min), None) => format!("at least {min}"),
        (None, Some(max)) => format!("at most {max}"),
        (None, None) => return None,
    })
}

fn scalar(value: &Scalar) -> String {
    match value {
        Scalar::Bool(value) => code(&value.to_string()),
        Scalar::Number(Number::Integer(value)) => code(&value.to_string()),
        Scalar::Number(Number::Float(value)) => code(&value.to_string()),
        Scalar::Text(value) if value.is_empty() => "the empty text".to_owned(),
        Scalar::Text(value) => code(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_sentences() {
        let stated = Bounds {
            min: Some(Number::Integer(1)),
            max: Some(Number::Integer(500)),
            min_length: Some(3),
            max_items: Some(20),
            pattern: Some("^[a-z]`+$".to_owned()),
            ..Bounds::default()
        };
        assert_eq!(
            bounds(&stated, Some("GB")).join(" "),
            "Range: 1 to 500 GB. Length: at least 3. Items: at most 20. Pattern: `` ^[a-z]`+$ ``."
        );
        assert_eq!(bounds(&Bounds::default(), Some("s")), ["Unit: s."]);
    }
}
