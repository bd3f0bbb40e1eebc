//! A description to the facts in it: bounds, default, allowed values, unit, and what else it says about a value.
//!
//! The cell is cut into labelled parts ([`part`]), each part gives its facts, prose is read sentence by sentence. A fact
//! is taken only where the wording leaves no doubt; the description keeps the wording either way.

use hwc_model::{Bounds, EnumValue, Scalar};

use crate::lint::Finding;
use crate::read::Cell;

use super::value_type::{Reference, TypeExpr};

/// What is known about the row that a description belongs to.
#[derive(Clone, Copy, Debug)]
pub struct ValueContext<'a> {
    /// Its type.
    pub ty: &'a TypeExpr,
    /// Its name.
    pub name: &'a str,
}

/// What a description says about a value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Constraints {
    /// The wording without the parts that are facts below: paragraphs parted by an empty line, list items with `- `.
    pub description: Option<String>,
    /// Limits of the value, its length or the number of its items.
    pub bounds: Bounds,
    /// The value that the service takes where none is given.
    pub default: Option<Scalar>,
    /// The allowed values; of the items where the type is a list.
    pub values: Vec<EnumValue>,
    /// Values that only the text names, while `values` come from a list.
    pub mentioned: Vec<EnumValue>,
    /// The unit of a number.
    pub unit: Option<String>,
    /// `null` may stand here.
    pub nullable: bool,
    /// A value in a request has no effect.
    pub read_only: bool,
    /// The sentence that says that the parameter is deprecated, reserved or without function.
    pub deprecated: Option<String>,
    /// Tables that the description refers to, in order.
    pub references: Vec<Reference>,
    /// The text says that the parameter is mandatory in some cases.
    pub conditional_mandatory: bool,
    /// What is wrong with the cell.
    pub findings: Vec<Finding>,
}

/// What a description says about a value of the context's type.
pub fn extract_constraints(cell: &Cell, context: &ValueContext<'_>) -> Constraints {
    let _ = (cell, context);
    Constraints::default()
}

/// Whether a value is a secret that must never be printed: a password, a key, a token.
pub fn is_secret(name: &str, ty: &TypeExpr) -> bool {
    let _ = (name, ty);
    false
}
