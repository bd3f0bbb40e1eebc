//! Forms: texts and files in one body (`multipart/form-data`, RFC 7578).
//!
//! In: the members that a builder was given, as JSON, and its files. Out: a body and its media type. Sent again, a form
//! is the very same: what parts it is chosen once.

use std::fmt::Write;

use crate::{Content, draft::Given, platform};

/// A form that is ready to be sent.
pub(crate) struct Form {
    pub(crate) media_type: String,
    pub(crate) content: Content,
}

/// A file in a form, with the name of its field.
pub(crate) type File = (std::borrow::Cow<'static, str>, Content);

impl Form {
    pub(crate) fn new(members: &[Given], files: &[File]) -> Self {
        // Of so many digits that no file has it in it by chance.
        let boundary = format!("hwc-{:016x}{:016x}", platform::random().to_bits(), platform::random().to_bits());
        let mut parts = Vec::new();
        let mut head = String::new();
        for member in members {
            begin(&mut head, &boundary, &member.name);
            let _ = write!(head, "\r\n\r\n{}\r\n", field(&member.text));
        }
        for (name, content) in files {
            begin(&mut head, &boundary, name);
            let file = quoted(content.name().unwrap_or(name));
            let _ = write!(head, "; filename=\"{file}\"\r\nContent-Type: application/octet-stream\r\n\r\n");
            parts.push(Content::from(std::mem::take(&mut head)));
            parts.push(content.clone());
            head.push_str("\r\n");
        }
        let _ = write!(head, "--{boundary}--\r\n");
        parts.push(Content::from(head));
        Form { media_type: format!("multipart/form-data; boundary={boundary}"), content: Content::joined(parts) }
    }
}

fn begin(head: &mut String, boundary: &str, name: &str) {
    let _ = write!(head, "--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"", quoted(name));
}

/// A JSON value as a field: text without its quotes, anything else as it is.
fn field(json: &str) -> String {
    serde_json::from_str::<String>(json).unwrap_or_else(|_| json.to_owned())
}

/// A name that cannot leave its quotes.
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(name: &'static str, json: &str) -> Given {
        Given { name: name.into(), text: json.to_owned(), printed: None }
    }

    #[test]
    fn members_are_fields_and_files_have_a_name_and_a_type() {
        let members = [given("mode", r#""a \"b\"""#), given("count", "7"), given("list", r#"["x"]"#)];
        let form = Form::new(&members, &[("file".into(), Content::from("bytes").named("my \"file\".json"))]);
        let boundary = form.media_type.strip_prefix("multipart/form-data; boundary=").unwrap();
        let lines = [
            "--B",
            "Content-Disposition: form-data; name=\"mode\"",
            "",
            "a \"b\"",
            "--B",
            "Content-Disposition: form-data; name=\"count\"",
            "",
            "7",
            "--B",
            "Content-Disposition: form-data; name=\"list\"",
            "",
            "[\"x\"]",
            "--B",
            "Content-Disposition: form-data; name=\"file\"; filename=\"my %22file%22.json\"",
            "Content-Type: application/octet-stream",
            "",
            "bytes",
            "--B--",
            "",
        ];
        let body = String::from_utf8(form.content.bytes().unwrap().to_vec()).unwrap();
        assert_eq!(
            body.split("\r\n").collect::<Vec<_>>(),
            lines.map(|line| line.replacen("--B", &format!("--{boundary}"), 1))
        );
    }

    #[test]
    fn two_forms_are_parted_by_other_words() {
        assert_ne!(Form::new(&[], &[]).media_type, Form::new(&[], &[]).media_type);
    }
}
