//! Words of a row without the order of the values that they list.
//!
//! In: a description and the values that the row allows. Out: the same words with the values sorted, in the items of a
//! list and where they follow each other in a sentence. Two pages that list the same values say the same.

use hwc_model::EnumValue;

use super::identity::text;

/// What may stand between two values of a sentence that lists them.
const BETWEEN: [&str; 10] = [",", "or", "and", ", or", ", and", "/", "|", ";", "、", "或"];

/// The words with the values that they list in one order.
pub(super) fn unordered(description: &str, values: &[EnumValue]) -> String {
    let mut values: Vec<String> = values.iter().map(|value| text(&value.value)).collect();
    values.retain(|value| !value.is_empty());
    if values.len() < 2 {
        return description.to_owned();
    }
    // Of two values that begin alike, the longer one is meant where it stands.
    values.sort_by_key(|value| std::cmp::Reverse(value.len()));
    let mut lines: Vec<String> = Vec::new();
    let mut items: Vec<&str> = Vec::new();
    for line in description.split('\n') {
        if is_item(line, &values) {
            items.push(line);
            continue;
        }
        end_list(&mut items, &mut lines);
        lines.push(sentence(line, &values));
    }
    end_list(&mut items, &mut lines);
    lines.join("\n")
}

fn end_list(items: &mut Vec<&str>, lines: &mut Vec<String>) {
    items.sort_unstable();
    lines.extend(items.drain(..).map(str::to_owned));
}

/// Whether a line is the item of a list that begins with a value.
fn is_item(line: &str, values: &[String]) -> bool {
    line.strip_prefix("- ").is_some_and(|item| value_at(item, 0, values).is_some())
}

/// The value that begins at a place of a text, as a word of its own.
fn value_at<'v>(text: &str, at: usize, values: &'v [String]) -> Option<&'v str> {
    let is_part = |char: char| char.is_alphanumeric() || char == '_' || char == '-';
    if text[..at].chars().next_back().is_some_and(is_part) {
        return None;
    }
    let fits = |value: &&String| {
        let rest = text[at..].strip_prefix(value.as_str());
        rest.is_some_and(|rest| !rest.chars().next().is_some_and(is_part))
    };
    values.iter().find(fits).map(String::as_str)
}

/// A line with the values sorted that follow each other in it.
fn sentence(line: &str, values: &[String]) -> String {
    let mut found: Vec<(usize, &str)> = Vec::new();
    for (at, _) in line.char_indices() {
        let is_free = found.last().is_none_or(|(start, value)| start + value.len() <= at);
        if let Some(value) = value_at(line, at, values).filter(|_| is_free) {
            found.push((at, value));
        }
    }
    let follows = |one: &(usize, &str), other: &(usize, &str)| {
        let between = line[one.0 + one.1.len()..other.0].trim().trim_matches(['"', '\'']).trim();
        BETWEEN.contains(&between)
    };
    let mut out = String::new();
    let mut end = 0;
    for run in found.chunk_by(follows) {
        let mut sorted: Vec<&str> = run.iter().map(|(_, value)| *value).collect();
        sorted.sort_unstable();
        for ((at, value), sorted) in run.iter().zip(sorted) {
            out += &line[end..*at];
            out += sorted;
            end = at + value.len();
        }
    }
    out + &line[end..]
}

#[cfg(test)]
mod tests {
    use super::*;
    use hwc_model::Scalar;

    fn ordered(words: &str, values: &[&str]) -> String {
        let value = |text: &&str| EnumValue { value: Scalar::Text((*text).to_owned()), meaning: None };
        unordered(words, &values.iter().map(value).collect::<Vec<_>>())
    }

    #[test]
    fn listed_values_have_one_order_in_lists_and_sentences() {
        let values = ["TCP", "UDP", "UDP_LITE"];
        assert_eq!(
            ordered("One of:\n\n- UDP: fast\n- TCP: sure\nEnd.", &values),
            "One of:\n\n- TCP: sure\n- UDP: fast\nEnd."
        );
        assert_eq!(ordered("It is UDP_LITE, UDP or TCP.", &values), "It is TCP, UDP or UDP_LITE.");
    }

    #[test]
    fn other_words_stay_where_they_are() {
        let values = ["on", "off"];
        for words in ["With off it goes away, with on it stays.", "- b: two\n- a: one", "offline or online", ""] {
            assert_eq!(ordered(words, &values), words);
        }
        assert_eq!(ordered("off or on", &["on"]), "off or on", "one value has no order");
    }
}
