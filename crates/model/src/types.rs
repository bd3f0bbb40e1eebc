//! Members of tables and the types of their values.

use serde::{Deserialize, Serialize};

use crate::Source;

/// The type of a value, as the type column, its table and its description say together.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Type {
    /// Text.
    String,
    /// A whole number of 32 bits: `Integer`, `int`, `int32`.
    Integer,
    /// A whole number of 64 bits: `Long`, `int64`.
    Long,
    /// A number of single precision: `Float`.
    Float,
    /// A number of double precision: `Double`, `Number`, `BigDecimal`.
    Double,
    /// `true` or `false`.
    Boolean,
    /// The bytes of a file.
    Binary,
    /// A JSON object whose members no table states.
    AnyObject,
    /// Any JSON value: the page does not say which.
    Any,
    /// The object type with this id, see [`crate::Model::types`].
    Object(String),
    /// A list of values of one type.
    Array(Box<Type>),
    /// An object with freely chosen keys and values of one type.
    Map(Box<Type>),
}

/// An object: one documented table, or several tables that state the same members.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ObjectType {
    /// Unique in the model and stable while the table keeps its name or its first user; no Rust name.
    pub id: String,
    /// The type name the page gives (`RespInstanceBase`); absent for bodies and for tables captioned in prose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What the object is, in the words of the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The rows of the table, in order.
    pub members: Vec<Member>,
    /// The table; the first one where several state the same.
    pub source: Source,
}

/// One row of a parameter table: a member of an object, or a parameter in the path, the query or a header.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Member {
    /// The name on the wire.
    pub name: String,
    /// The type of the value.
    #[serde(rename = "type")]
    pub ty: Type,
    /// What the column "Mandatory" says.
    #[serde(default, skip_serializing_if = "Mandatory::is_unstated")]
    pub mandatory: Mandatory,
    /// The page says that `null` may stand here.
    #[serde(default, skip_serializing_if = "is_false")]
    pub nullable: bool,
    /// The page says that a value in a request has no effect.
    #[serde(default, skip_serializing_if = "is_false")]
    pub read_only: bool,
    /// A password, key or token: must never be printed.
    #[serde(default, skip_serializing_if = "is_false")]
    pub secret: bool,
    /// Limits of the value, its length or the number of its items.
    #[serde(default, skip_serializing_if = "Bounds::is_empty")]
    pub bounds: Bounds,
    /// The value that the service takes where none is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Scalar>,
    /// The allowed values, where the page lists them; of the items where the type is a list.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<EnumValue>,
    /// Values that only the prose names, while [`Member::values`] come from a list: evidence, not part of the type.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentioned: Vec<EnumValue>,
    /// The unit of a number (`GB`, `s`), where the page names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// How the page says that the member is deprecated, reserved or without function; empty in a model of facts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<String>,
    /// The words of the page: paragraphs parted by an empty line, list items with a leading `- `.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Where the row stands.
    pub source: Source,
}

/// What the column "Mandatory" says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Mandatory {
    /// There is no such column, or its cell is empty.
    #[default]
    Unstated,
    /// Must be given.
    Yes,
    /// May be left out.
    No,
    /// Must be given in some cases that the description tells; treated as `No`.
    Conditional,
}

impl Mandatory {
    fn is_unstated(&self) -> bool {
        *self == Mandatory::Unstated
    }
}

/// Limits of a value; all inclusive.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Bounds {
    /// Smallest number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<Number>,
    /// Largest number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<Number>,
    /// Smallest length of a text, in characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_length: Option<u64>,
    /// Largest length of a text, in characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u64>,
    /// Smallest number of items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_items: Option<u64>,
    /// Largest number of items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_items: Option<u64>,
    /// A regular expression, as the page writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
}

impl Bounds {
    /// Whether no limit is stated.
    pub fn is_empty(&self) -> bool {
        *self == Bounds::default()
    }
}

/// One value of an enumeration.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EnumValue {
    /// The value on the wire.
    pub value: Scalar,
    /// What it means, in the words of the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meaning: Option<String>,
}

/// A value without parts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Scalar {
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A text; the empty text is a value too.
    Text(String),
}

/// A number as documented.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Number {
    /// A whole number within 64 bits.
    Integer(i64),
    /// A finite number with a fraction or beyond 64 bits.
    Float(f64),
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(value: &bool) -> bool {
    !value
}
