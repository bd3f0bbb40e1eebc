//! What limits of a value are about, and the limits themselves as far as they are stated.

use hwc_model::{Number, Type};

use crate::extract::value_type::TypeExpr;

/// What limits of a type are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    /// Characters of a text.
    Length,
    /// A whole number.
    Integer,
    /// A number.
    Float,
    /// Items of a list.
    Items,
    /// Nothing that has limits.
    Nothing,
}

impl Measure {
    pub(super) fn of(ty: &TypeExpr) -> Measure {
        match ty {
            TypeExpr::Scalar(Type::String) | TypeExpr::Absent => Measure::Length,
            TypeExpr::Scalar(Type::Integer | Type::Long) => Measure::Integer,
            TypeExpr::Scalar(Type::Float | Type::Double) => Measure::Float,
            TypeExpr::Array(_) => Measure::Items,
            _ => Measure::Nothing,
        }
    }

    pub(super) fn is_number(self) -> bool {
        matches!(self, Measure::Integer | Measure::Float)
    }
}

/// Two limits, as far as they are stated.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Span {
    pub min: Option<Number>,
    pub max: Option<Number>,
}

impl Span {
    pub(super) fn both(min: Number, max: Number) -> Span {
        Span { min: Some(min), max: Some(max) }
    }

    pub(super) fn least(min: Number) -> Span {
        Span { min: Some(min), max: None }
    }

    pub(super) fn most(max: Number) -> Span {
        Span { min: None, max: Some(max) }
    }

    pub(super) fn is_empty(&self) -> bool {
        *self == Span::default()
    }
}

pub(super) fn as_float(number: Number) -> f64 {
    match number {
        Number::Integer(number) => number as f64,
        Number::Float(number) => number,
    }
}

pub(super) fn show(number: Number) -> String {
    match number {
        Number::Integer(number) => number.to_string(),
        Number::Float(number) => number.to_string(),
    }
}
