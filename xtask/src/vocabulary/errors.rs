//! Names that errors and their parts have in replies, whatever service sends them.

use super::{Word, fold, words};

/// Whether the only name in an object is one that errors stand under: `error`, `badRequest`, `itemNotFound`.
pub fn is_name_of_errors(name: &str) -> bool {
    const ENDS: [&str; 8] =
        ["error", "errors", "fault", "badrequest", "notfound", "unauthorized", "forbidden", "exception"];
    let folded = name.to_lowercase();
    ENDS.iter().any(|end| folded.ends_with(end))
}

/// Whether a name is that of a part of an error: `error_code`.
pub fn is_part_of_an_error(name: &str) -> bool {
    const NAMES: [&str; 8] =
        ["error_code", "error_msg", "error_message", "errorcode", "errormsg", "errcode", "errmsg", "externalmessage"];
    NAMES.contains(&fold(name).as_str())
}

/// Whether a name is that of the code of an error: `code`, `error_code`.
pub fn is_code_of_an_error(name: &str) -> bool {
    const NAMES: [&str; 4] = ["code", "error_code", "errorcode", "errcode"];
    NAMES.contains(&fold(name).as_str())
}

/// Whether a name is that of the message of an error: `message`, `error_msg`.
pub fn is_message_of_an_error(name: &str) -> bool {
    const NAMES: [&str; 7] = ["message", "msg", "error_msg", "error_message", "errormsg", "errormessage", "errmsg"];
    NAMES.contains(&fold(name).as_str())
}

/// Whether a name is that of a part of an error where both its code and its message stand beside it, and of anything else
/// elsewhere.
pub fn is_beside_an_error(name: &str) -> bool {
    const NAMES: [&str; 8] =
        ["code", "message", "msg", "title", "details", "ext_message", "error_ext_msg", "error_description"];
    NAMES.contains(&fold(name).as_str()) || is_request_id(name)
}

/// Whether a name is that under which replies of any kind say what to quote to the support.
pub fn is_request_id(name: &str) -> bool {
    const NAMES: [&str; 5] = ["request_id", "requestid", "x_request_id", "trace_id", "traceid"];
    NAMES.contains(&fold(name).as_str())
}

/// Whether a row stands in a table of the reply though it comes on failure only: it is called like the parts of an error,
/// and its description says when it comes.
pub fn is_returned_on_failure(name: &str, description: &str) -> bool {
    const NAMES: [&str; 8] =
        ["error", "error_code", "error_msg", "error_message", "errorcode", "errormsg", "errcode", "externalmessage"];
    const ENGLISH: [&str; 6] = [
        "if an error occurs",
        "when an error occurs",
        "if the request fails",
        "when the request fails",
        "if the call fails",
        "only when the request fails",
    ];
    const CHINESE: [&str; 3] = ["发生错误时", "请求失败时", "调用失败时"];
    let folded = fold(description);
    NAMES.contains(&fold(name).as_str()) && ENGLISH.iter().chain(&CHINESE).any(|phrase| folded.contains(phrase))
}

/// Whether a description speaks of an error.
pub fn is_about_errors(description: &str) -> bool {
    words(description).has(Word::Failure)
}
