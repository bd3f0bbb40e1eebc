//! What is to be emitted: the model with every question of Rust settled.
//!
//! In: a model and the names given out so far. Out: a [`Plan`] of versions, groups, operations, structs and
//! enumerations with their names, directions and shapes, and the names given out now. Emitters only write down what
//! stands here. Whatever the model holds, planning ends: a reference to a type that does not exist is free JSON.

mod call;
mod enums;
mod errors;
mod graph;
mod home;
mod instants;
mod operations;
mod shapes;
mod structs;

use std::collections::BTreeMap;

use hwc_model::{EnumValue, Member, Model, ObjectType, Source, Type};

use crate::{lock::Lock, names};

use instants::Instants;

pub(crate) use call::{BodyKind, Place, placeholders};
pub(crate) use errors::ErrorConstant;
pub(crate) use names::Scope;

/// A whole crate.
pub(crate) struct Plan<'m> {
    /// What the pages say.
    pub(crate) model: &'m Model,
    /// By module.
    pub(crate) versions: Vec<Version<'m>>,
    /// Constants of error codes, by name.
    pub(crate) errors: Vec<ErrorConstant<'m>>,
}

/// One version of the API.
pub(crate) struct Version<'m> {
    /// `v2`.
    pub(crate) module: String,
    /// In the order of their first operation.
    pub(crate) groups: Vec<Group<'m>>,
    /// In the order of the model.
    pub(crate) operations: Vec<Operation<'m>>,
    /// In the order in which the operations lead to them.
    pub(crate) structs: Vec<Struct<'m>>,
    /// In the order in which the operations lead to them.
    pub(crate) enums: Vec<Enum<'m>>,
}

/// Operations of one section of the documentation.
pub(crate) struct Group<'m> {
    /// `instances`.
    pub(crate) module: String,
    /// Title of the section, where there is one.
    pub(crate) title: Option<&'m str>,
}

/// An operation.
pub(crate) struct Operation<'m> {
    /// What the page says.
    pub(crate) documented: &'m hwc_model::Operation,
    /// Index of its group.
    pub(crate) group: usize,
    /// Method of the client.
    pub(crate) method: String,
    /// The builder that the method gives.
    pub(crate) builder: String,
    /// What the first placeholder of the path takes from the configuration.
    pub(crate) scope: Option<Scope>,
    /// What is sent.
    pub(crate) body: BodyKind<'m>,
    /// In the order of path, query, headers, body.
    pub(crate) setters: Vec<Setter<'m>>,
    /// What comes back.
    pub(crate) reply: Reply,
}

/// A parameter, or a member of the body.
pub(crate) struct Setter<'m> {
    /// Where it is sent.
    pub(crate) place: Place,
    /// The name on the wire; empty for a whole body.
    pub(crate) wire: &'m str,
    /// The method.
    pub(crate) name: String,
    /// Whether the compiler asks for it.
    pub(crate) mandatory: bool,
    /// What it takes.
    pub(crate) shape: Shape,
    /// Its row.
    pub(crate) member: Option<&'m Member>,
}

/// What a call answers with.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Reply {
    /// Nothing that is documented.
    Nothing,
    /// The bytes of a file.
    Bytes,
    /// JSON.
    Json(Shape),
}

/// The Rust form of a value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shape {
    /// `String`
    Text,
    /// `Secret`
    Secret,
    /// `i64`
    Integer,
    /// `f64`
    Float,
    /// `bool`
    Boolean,
    /// `Content`, only as a whole body or in a form.
    Bytes,
    /// `Value`
    Json,
    /// A struct of the version, by index.
    Struct(usize),
    /// An enumeration of the version, by index.
    Enum(usize),
    /// `Vec`
    List(Box<Shape>),
    /// `BTreeMap`
    Map(Box<Shape>),
}

impl Shape {
    /// The struct or enumeration inside lists and maps.
    pub(crate) fn leaf(&self) -> &Shape {
        match self {
            Shape::List(inner) | Shape::Map(inner) => inner.leaf(),
            leaf => leaf,
        }
    }
}

/// Which way a type travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Side {
    /// In requests only.
    Request,
    /// In replies only.
    Reply,
    /// Both ways.
    Both,
}

/// An object type, in one direction or both.
pub(crate) struct Struct<'m> {
    /// What the page says.
    pub(crate) documented: &'m ObjectType,
    /// `Tag`.
    pub(crate) name: String,
    /// Names of types that were others once.
    pub(crate) aliases: Vec<String>,
    /// Which way it travels.
    pub(crate) side: Side,
    /// Its members.
    pub(crate) fields: Vec<Field<'m>>,
    /// The operation after which it stands; shared types stand in a module of their own.
    pub(crate) home: Option<usize>,
}

/// A member of an object.
pub(crate) struct Field<'m> {
    /// Its row.
    pub(crate) member: &'m Member,
    /// `subnet_id`.
    pub(crate) name: String,
    /// Whether the compiler asks for it.
    pub(crate) mandatory: bool,
    /// What it holds.
    pub(crate) shape: Shape,
    /// The struct leads back to itself here without a list between.
    pub(crate) boxed: bool,
    /// Every example of it is a point in time, or was.
    pub(crate) instant: bool,
}

/// A list of values that a page states.
pub(crate) struct Enum<'m> {
    /// `Status`.
    pub(crate) name: String,
    /// Over whole numbers instead of text.
    pub(crate) is_integer: bool,
    /// In the order of the page; those that went away come last.
    pub(crate) variants: Vec<Variant<'m>>,
    /// The name on the wire of what takes the values.
    pub(crate) wire: &'m str,
    /// The row that lists the values.
    pub(crate) source: Source,
    /// The operation after which it stands; shared ones stand in a module of their own.
    pub(crate) home: Option<usize>,
}

/// A value of an enumeration.
pub(crate) struct Variant<'m> {
    /// `PlatinumX2`.
    pub(crate) name: String,
    /// On the wire.
    pub(crate) value: String,
    /// What the page says; nothing for a value that went away.
    pub(crate) documented: Option<&'m EnumValue>,
}

/// The object types of a model by id.
pub(crate) type Types<'m> = BTreeMap<&'m str, &'m ObjectType>;

/// Settles everything.
pub(crate) fn plan<'m>(model: &'m Model, lock: &Lock) -> (Plan<'m>, Lock) {
    // A table without rows states nothing: such an object is free JSON.
    let stated = model.types.iter().filter(|object| !object.members.is_empty());
    let types: Types<'m> = stated.map(|object| (object.id.as_str(), object)).collect();
    let instants = instants::find(model, &types);
    let mut by_module: BTreeMap<String, Vec<&'m hwc_model::Operation>> = BTreeMap::new();
    for operation in &model.operations {
        by_module.entry(version_module(operation, lock)).or_default().push(operation);
    }
    let mut given = Lock::default();
    let versions = by_module
        .into_iter()
        .map(|(module, operations)| plan_version(&module, &operations, &types, &instants, lock, &mut given))
        .collect();
    let errors = errors::plan(model, lock);
    given.errors = errors::record(&errors);
    given.keep(lock);
    (Plan { model, versions, errors }, given)
}

fn version_module(operation: &hwc_model::Operation, lock: &Lock) -> String {
    match lock.operations.get(&operation.key) {
        Some(locked) if names::is_ident(&locked.module) => locked.module.clone(),
        _ => match &operation.version {
            Some(version) if names::is_ident(version) => names::escape(version),
            _ => "unversioned".to_owned(),
        },
    }
}

fn plan_version<'m>(
    module: &str,
    documented: &[&'m hwc_model::Operation],
    types: &Types<'m>,
    instants: &Instants<'m>,
    lock: &Lock,
    given: &mut Lock,
) -> Version<'m> {
    let mut names = names::Namespace::with(names::PRELUDE);
    let calls: Vec<_> = documented
        .iter()
        .map(|operation| call::read_call(operation, types, lock.operations.get(&operation.key)))
        .collect();
    let named = operations::name_operations(module, &calls, lock, &mut names);
    let graph = graph::Graph::new(module, &calls, &named, types, lock);
    let type_names = structs::name_structs(&graph, &calls, &named, &mut names);
    let uses = enums::find_uses(&graph, &calls, &named, &type_names, types);
    let (mut enums, of_use) = enums::name_enums(module, uses, lock, &mut names);
    let shapes = shapes::Shapes { graph: &graph, enums: &of_use };
    let mut structs = structs::plan_structs(&shapes, &type_names, instants);
    let operations = operations::plan_operations(&shapes, calls, &named);
    shapes::box_cycles(&mut structs);
    home::settle(&operations, &mut structs, &mut enums);
    let version = Version { module: module.to_owned(), groups: named.groups, operations, structs, enums };
    record(&version, given);
    version
}

/// Writes down the names of a version.
fn record(version: &Version<'_>, given: &mut Lock) {
    operations::record(version, given);
    structs::record(version, given);
    enums::record(version, given);
}

/// Whether a member has to be given: the page says so, or did and now says nothing.
fn is_mandatory(member: &Member, was: bool) -> bool {
    match member.mandatory {
        hwc_model::Mandatory::Yes => true,
        hwc_model::Mandatory::Unstated => was,
        hwc_model::Mandatory::No | hwc_model::Mandatory::Conditional => false,
    }
}

/// The object type inside lists and maps.
fn object_of(ty: &Type) -> Option<&str> {
    match ty {
        Type::Object(id) => Some(id),
        Type::Array(inner) | Type::Map(inner) => object_of(inner),
        _ => None,
    }
}
