//! A cell of the type column to a [`TypeExpr`]: `Array of TmsKeyValue objects`, `Map<String,String>`, `Table 5 object`.
//!
//! Types are told as far as the cell tells them. Which table a [`Reference`] means, and whether a table's members are
//! those of one object or of several, is for whoever knows the page.

mod misspelt;
mod parser;
mod stated;
mod token;

use hwc_model::Type;
use serde::{Deserialize, Serialize};

use crate::lint::{Finding, Lint};
use crate::read::{BlockKind, Cell, Text};
use crate::vocabulary;

use parser::Parser;
pub(crate) use parser::link;
pub(crate) use stated::{labelled_type, stated_type};

/// What a cell of the type column says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TypeReading {
    /// The type.
    pub expr: TypeExpr,
    /// Largest length that stands in the type: `String(64)`.
    pub length: Option<u64>,
    /// Further tables that the cell names besides the one in the type: they apply in other cases.
    pub alternatives: Vec<Reference>,
    /// The wording tells no list from an object, or may be a slip: `Data structure`, `Node objects`. Examples decide.
    #[serde(default)]
    pub open: bool,
    /// The cell answers whether the parameter is mandatory: it stands in the wrong column.
    pub swapped: bool,
    /// What is wrong with the cell.
    pub findings: Vec<Finding>,
}

/// A type as written; references are not resolved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum TypeExpr {
    /// String, Integer, Long, Float, Double, Boolean or Binary.
    Scalar(Type),
    /// An object; the cell does not say which.
    AnyObject,
    /// Any JSON value.
    Any,
    /// A list of values of one type.
    Array(Box<TypeExpr>),
    /// An object with freely chosen keys and values of one type.
    Map(Box<TypeExpr>),
    /// A type that stands elsewhere.
    Ref(Reference),
    /// Text that is no type.
    Unknown(String),
    /// The cell is empty or says that there is nothing.
    Absent,
}

/// How a cell names a type that stands elsewhere. One at least of `label`, `table` and `name` is there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// Label or anchor of the target.
    pub label: Option<String>,
    /// Number of the target's caption: 5 of `Table 5`.
    pub table: Option<u32>,
    /// Name of the type, or words of the target's caption.
    pub name: Option<String>,
    /// Whether there are several, where the wording tells: not so for a bare `Table 3`.
    pub many: Option<bool>,
}

impl TypeReading {
    fn of(expr: TypeExpr) -> TypeReading {
        TypeReading { expr, length: None, alternatives: Vec::new(), open: false, swapped: false, findings: Vec::new() }
    }
}

impl TypeExpr {
    /// The type at the bottom of arrays and maps.
    pub fn leaf(&self) -> &TypeExpr {
        match self {
            TypeExpr::Array(inner) | TypeExpr::Map(inner) => inner.leaf(),
            leaf => leaf,
        }
    }

    fn leaf_mut(&mut self) -> &mut TypeExpr {
        match self {
            TypeExpr::Array(inner) | TypeExpr::Map(inner) => inner.leaf_mut(),
            leaf => leaf,
        }
    }
}

/// What a cell of the type column says.
pub fn extract_type(cell: &Cell) -> TypeReading {
    let mut texts = Vec::new();
    collect_texts(cell, &mut texts);
    let [first, ..] = texts.as_slice() else { return TypeReading::of(TypeExpr::Absent) };
    let line = first.0;
    if let [(_, text)] = texts.as_slice()
        && let [run] = text.runs.as_slice()
        && run.target.is_none()
        && let Some(expr) = parser::simple(&run.text)
    {
        return TypeReading::of(expr);
    }
    let tokens = token::tokens(&texts);
    let plain = plain(&texts);
    if vocabulary::is_nothing(&plain) {
        return TypeReading::of(TypeExpr::Absent);
    }
    if vocabulary::answer(&plain).is_some() {
        let finding = Finding::new(Lint::ColumnsSwapped, line, format!("the type is `{plain}`"), "a type")
            .suggest("swap the cells for type and mandatory");
        return TypeReading { swapped: true, findings: vec![finding], ..TypeReading::of(TypeExpr::Absent) };
    }
    let mut reading = Parser::new(&tokens).read(&plain);
    reading.findings.iter_mut().for_each(|finding| finding.line = line);
    reading
}

fn plain(texts: &[(u32, &Text)]) -> String {
    let mut plain = String::new();
    for (_, text) in texts {
        for word in text.runs.iter().flat_map(|run| run.text.split_inclusive(char::is_whitespace)) {
            plain.push_str(word);
        }
        plain.push(' ');
    }
    plain.truncate(plain.trim_end().len());
    plain
}

/// Paragraphs of the cell with their lines, those of lists included.
fn collect_texts<'a>(cell: &'a Cell, texts: &mut Vec<(u32, &'a Text)>) {
    for block in &cell.blocks {
        match &block.kind {
            BlockKind::Paragraph { text } | BlockKind::Heading { text, .. } if !text.is_empty() => {
                texts.push((block.line, text));
            }
            BlockKind::Lines { lines } => texts.extend(lines.iter().map(|text| (block.line, text))),
            BlockKind::List { items, .. } => {
                for block in items.iter().flatten() {
                    if let BlockKind::Paragraph { text } = &block.kind {
                        texts.push((block.line, text));
                    }
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
