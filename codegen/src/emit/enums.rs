//! Enumerations.

use super::{rust::literal, types::source};
use crate::{
    docs::{Docs, code},
    format::Piece,
    plan::{Enum, Variant},
};

/// An enumeration, as our own macro takes it.
pub(super) fn emit_enum(one: &Enum<'_>) -> Piece {
    let docs = Docs::new(&format!("Values of {}; others are possible.", code(one.wire))).say(&source(&one.source));
    let kind = if one.is_integer { "i64" } else { "str" };
    let mut text =
        format!("hwc_core::open_enum! {{\n{}    pub enum {}: {kind} {{\n", docs.comment("    ///"), one.name);
    for (at, variant) in one.variants.iter().enumerate() {
        if at > 0 {
            text.push('\n');
        }
        text.push_str(&emit_variant(one, variant));
    }
    text.push_str("    }\n}\n");
    Piece::Text(text)
}

fn emit_variant(one: &Enum<'_>, variant: &Variant<'_>) -> String {
    let docs = match variant.documented {
        Some(documented) => {
            Docs::default().text_or(documented.meaning.as_deref(), &format!("{}.", code(&variant.value)))
        }
        None => Docs::new(&format!("{}, which the documentation no longer lists.", code(&variant.value))),
    };
    let gone = match variant.documented {
        Some(_) => "",
        None => "        #[deprecated(note = \"the documentation no longer lists it\")]\n",
    };
    let value = if one.is_integer { variant.value.clone() } else { literal(&variant.value) };
    format!("{}{gone}        {} = {value},\n", docs.comment("        ///"), variant.name)
}
