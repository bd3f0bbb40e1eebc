//! Names of parameters whose values must never be printed.

use hwc_model::Type;

use crate::extract::value_type::TypeExpr;
use crate::vocabulary;

/// Whether a value is a secret: a password, a secret or private key, a token. Only texts, free JSON and lists and maps
/// of them can be.
pub fn is_secret(name: &str, ty: &TypeExpr) -> bool {
    let may = matches!(
        ty.leaf(),
        TypeExpr::Scalar(Type::String | Type::Binary)
            | TypeExpr::Any
            | TypeExpr::AnyObject
            | TypeExpr::Absent
            | TypeExpr::Unknown(_)
    );
    may && vocabulary::is_secret(&words(name))
}

/// The words of a name in lower case: `adminPass`, `admin_pass` and `X-Admin-Pass` are `admin`, `pass`.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut lower = false;
    let mut open = false;
    for c in name.chars() {
        if !c.is_alphanumeric() {
            open = false;
            continue;
        }
        if !open || lower && c.is_uppercase() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.extend(c.to_lowercase());
        }
        open = true;
        lower = c.is_lowercase() || c.is_numeric();
    }
    words
}
