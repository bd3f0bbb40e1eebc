//! The text form of the model and of its JSON Schema: JSON that a person can review in a diff.
//!
//! An object or a list stands on one line where it fits [`WIDTH`] columns, and is broken into one member a line where it
//! does not. Members keep their order. What was written reads back equal, or nothing is written.

use std::fmt;

use hwc_model::Model;
use serde::Serialize;

/// Columns up to which a value stays on one line.
pub const WIDTH: usize = 120;

const INDENT: usize = 2;

/// A model that has no text form, or a text that is no model.
#[derive(Debug)]
pub enum ModelTextError {
    /// The text is no model.
    Unreadable(serde_json::Error),
    /// The text has a version that this program does not know.
    FormatUnknown(u32),
    /// The model does not read back equal to what was written: the first item that differs.
    ReadsBackUnequal(String),
}

impl fmt::Display for ModelTextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ModelTextError::Unreadable(error) => write!(f, "no model: {error}"),
            ModelTextError::FormatUnknown(format) => {
                write!(f, "model has format {format}, expected {}", hwc_model::FORMAT)
            }
            ModelTextError::ReadsBackUnequal(item) => {
                write!(f, "model does not read back equal to what was written: {item}")
            }
        }
    }
}

impl std::error::Error for ModelTextError {}

impl From<serde_json::Error> for ModelTextError {
    fn from(error: serde_json::Error) -> Self {
        ModelTextError::Unreadable(error)
    }
}

/// The text of a model; it reads back equal.
pub fn write_model(model: &Model) -> Result<String, ModelTextError> {
    let text = write_json(model)?;
    let back = read_model(&text)?;
    if back == *model { Ok(text) } else { Err(ModelTextError::ReadsBackUnequal(first_difference(model, &back))) }
}

fn first_difference(model: &Model, back: &Model) -> String {
    let operations = model.operations.iter().zip(&back.operations);
    let operation = operations.filter(|(a, b)| a != b).map(|(operation, _)| format!("operation {}", operation.key));
    let types = model.types.iter().zip(&back.types);
    let ty = types.filter(|(a, b)| a != b).map(|(ty, _)| format!("type {}", ty.id));
    operation.chain(ty).next().unwrap_or_else(|| "its service, pages or error codes".to_owned())
}

/// The model of a text.
pub fn read_model(text: &str) -> Result<Model, ModelTextError> {
    let model: Model = serde_json::from_str(text)?;
    if model.format == hwc_model::FORMAT { Ok(model) } else { Err(ModelTextError::FormatUnknown(model.format)) }
}

/// Any value as JSON in the same layout, with a final line break.
pub fn write_json(value: &impl Serialize) -> Result<String, serde_json::Error> {
    let compact = serde_json::to_string(value)?;
    let mut text = Layout::new(&compact).lay_out();
    text.push('\n');
    Ok(text)
}

/// A position where a token of compact JSON begins, and what it is.
struct Layout<'a> {
    compact: &'a str,
    /// For each `{` and `[`: where its closing partner stands, and how many columns the whole takes on one line.
    extents: Vec<Extent>,
    next_extent: usize,
    out: String,
    /// For each open container: whether it is broken into lines.
    open: Vec<bool>,
    column: usize,
}

#[derive(Clone, Copy, Default)]
struct Extent {
    columns: usize,
    end: usize,
}

impl<'a> Layout<'a> {
    fn new(compact: &'a str) -> Self {
        let out = String::with_capacity(compact.len() * 5 / 4);
        Layout { compact, extents: extents(compact), next_extent: 0, out, open: Vec::new(), column: 0 }
    }

    fn lay_out(mut self) -> String {
        let mut at = 0;
        while at < self.compact.len() {
            at = match self.compact.as_bytes()[at] {
                b'{' | b'[' => self.open(at),
                b'}' | b']' => self.close(at),
                b',' => self.part(at),
                b':' => self.put(": ", at + 1),
                _ => self.put_scalar(at),
            };
        }
        self.out
    }

    fn put(&mut self, text: &str, next: usize) -> usize {
        self.out.push_str(text);
        self.column += text.chars().count();
        next
    }

    fn put_scalar(&mut self, at: usize) -> usize {
        let end = scalar_end(self.compact.as_bytes(), at);
        let compact = self.compact;
        self.put(&compact[at..end], end)
    }

    fn open(&mut self, at: usize) -> usize {
        let extent = self.extents[self.next_extent];
        self.next_extent += 1;
        let empty = extent.end == at + 2;
        // One column is kept for the comma after it.
        let broken = !empty && self.column + extent.columns + 1 > WIDTH;
        self.open.push(broken);
        let next = self.put(&self.compact[at..=at], at + 1);
        if broken {
            self.break_line();
        } else if !empty && self.compact.as_bytes()[at] == b'{' {
            self.put(" ", next);
        }
        next
    }

    fn close(&mut self, at: usize) -> usize {
        let bytes = self.compact.as_bytes();
        if self.open.pop() == Some(true) {
            self.break_line();
        } else if bytes[at] == b'}' && bytes[at - 1] != b'{' {
            self.put(" ", at);
        }
        self.put(&self.compact[at..=at], at + 1)
    }

    fn part(&mut self, at: usize) -> usize {
        if self.open.last() == Some(&true) {
            self.out.push(',');
            self.break_line();
            at + 1
        } else {
            self.put(", ", at + 1)
        }
    }

    fn break_line(&mut self) {
        self.column = INDENT * self.open.iter().filter(|&&broken| broken).count();
        self.out.push('\n');
        self.out.extend(std::iter::repeat_n(' ', self.column));
    }
}

/// The extents of all containers, in the order in which they open.
fn extents(compact: &str) -> Vec<Extent> {
    let bytes = compact.as_bytes();
    let mut extents: Vec<Extent> = Vec::new();
    let mut open: Vec<(usize, usize)> = Vec::new();
    let (mut at, mut columns) = (0, 0);
    while at < bytes.len() {
        let start = at;
        match bytes[at] {
            b'{' | b'[' => {
                open.push((extents.len(), columns));
                extents.push(Extent::default());
                columns += if bytes[at] == b'{' && bytes.get(at + 1) != Some(&b'}') { 2 } else { 1 };
                at += 1;
            }
            b'}' | b']' => {
                columns += if bytes[at] == b'}' && bytes[at - 1] != b'{' { 2 } else { 1 };
                at += 1;
                if let Some((index, before)) = open.pop() {
                    extents[index] = Extent { columns: columns - before, end: at };
                }
            }
            b',' | b':' => {
                columns += 2;
                at += 1;
            }
            _ => {
                at = scalar_end(bytes, at);
                columns += compact[start..at].chars().count();
            }
        }
    }
    extents
}

/// Where the text, number or word that begins at `at` ends.
fn scalar_end(bytes: &[u8], at: usize) -> usize {
    if bytes[at] != b'"' {
        let length = bytes[at..].iter().position(|byte| matches!(byte, b',' | b':' | b']' | b'}'));
        return length.map_or(bytes.len(), |length| at + length);
    }
    let mut end = at + 1;
    while end < bytes.len() && bytes[end] != b'"' {
        end += if bytes[end] == b'\\' { 2 } else { 1 };
    }
    (end + 1).min(bytes.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    fn written(value: &Value) -> String {
        write_json(value).unwrap()
    }

    #[test]
    fn short_objects_stay_on_one_line() {
        assert_eq!(written(&json!({"a": [1, 2], "b": {}, "c": []})), "{ \"a\": [1, 2], \"b\": {}, \"c\": [] }\n");
    }

    #[test]
    fn long_objects_are_broken_into_one_member_a_line() {
        let long = "x".repeat(WIDTH);
        assert_eq!(
            written(&json!({"a": {"b": long}, "c": 1})),
            format!("{{\n  \"a\": {{\n    \"b\": \"{long}\"\n  }},\n  \"c\": 1\n}}\n")
        );
    }

    #[test]
    fn punctuation_inside_texts_is_no_structure() {
        let text = written(&json!({"a": "},{\"[\\"}));
        assert_eq!(text, "{ \"a\": \"},{\\\"[\\\\\" }\n");
    }

    #[test]
    fn a_line_is_full_at_the_width_and_not_before() {
        for length in 1..2 * WIDTH {
            let text = written(&json!([["y".repeat(length)], 1]));
            let longest = text.lines().map(str::len).max().unwrap();
            assert!(longest <= WIDTH || length + 6 > WIDTH, "{length}: {text}");
            assert_eq!(text.lines().count() == 1, length + 9 < WIDTH, "{length}: {text}");
        }
    }

    #[test]
    fn a_documented_null_is_kept() {
        let mut model = crate::test_model::small();
        model.operations[0].request_examples[0].body = Some(hwc_model::Json::Null);
        assert!(write_model(&model).unwrap().contains("\"body\": null"));
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            ".{0,40}".prop_map(Value::from),
        ];
        leaf.prop_recursive(5, 64, 8, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..8).prop_map(Value::from),
                prop::collection::vec((".{0,12}", inner), 0..8)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back_equal(value in any_json()) {
            let compact = serde_json::to_string(&value).unwrap();
            let back: Value = serde_json::from_str(&written(&value)).unwrap();
            prop_assert_eq!(serde_json::to_string(&back).unwrap(), compact);
        }

        #[test]
        fn no_line_that_could_be_broken_is_too_long(value in any_json()) {
            for line in written(&value).lines() {
                let unbreakable = serde_json::from_str::<Value>(line.trim().trim_end_matches(',')).is_err();
                prop_assert!(unbreakable || line.chars().count() <= WIDTH || !line.trim_start().starts_with(['{', '[']), "{}", line);
            }
        }
    }
}
