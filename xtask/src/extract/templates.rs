//! Paths compared as templates: the same call, another version of it, or an example with its placeholders filled in.

/// The steps of a path that name no version, placeholders without their names.
pub(super) fn without_version(path: &str) -> Vec<&str> {
    let steps = path.split('/').filter(|step| !looks_like_version(step));
    steps.map(|step| if is_placeholder(step) { "{}" } else { step }).collect()
}

/// Whether `path` is `template` with literal values in place of at least one placeholder.
pub(super) fn is_example_of(template: &str, path: &str) -> bool {
    let (mine, theirs): (Vec<&str>, Vec<&str>) = (template.split('/').collect(), path.split('/').collect());
    let literal = |(a, b): (&&str, &&str)| is_placeholder(a) && !is_placeholder(b) && !b.is_empty();
    if mine.len() == theirs.len() {
        let fits = |(a, b): (&&str, &&str)| a == b || is_placeholder(a) || looks_like_version(a);
        return mine.iter().zip(&theirs).all(fits) && mine.iter().zip(&theirs).any(literal);
    }
    // An example may be that of a longer path of the same service; what gives it away is an id spelt out.
    theirs.iter().any(|step| looks_like_id(step))
}

pub(super) fn same_template(a: &str, b: &str) -> bool {
    a.split('/').count() == b.split('/').count()
        && a.split('/').zip(b.split('/')).all(|(a, b)| a == b || (is_placeholder(a) && is_placeholder(b)))
}

fn is_placeholder(step: &str) -> bool {
    step.contains('{')
}

fn looks_like_version(step: &str) -> bool {
    let mut chars = step.chars();
    matches!(chars.next(), Some('v' | 'V')) && chars.next().is_some_and(|c| c.is_ascii_digit())
}

/// 32 hexadecimal digits, with or without hyphens.
pub(crate) fn looks_like_id(step: &str) -> bool {
    const LENGTH: usize = 32;
    step.bytes().filter(u8::is_ascii_hexdigit).count() >= LENGTH
        && step.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uri_with_ids_spelt_out_is_an_example() {
        let template = "/v1/{project_id}/waf/event";
        assert!(is_example_of(template, "/v1/3ac26c59e15a4a11bb680a103a29ddb6/waf/event/attack/type"));
        assert!(is_example_of(template, "/v1/abc/waf/event"));
        assert!(!is_example_of("/v2.1/{project_id}/servers", "/v2/{project_id}/servers"));
    }
}
