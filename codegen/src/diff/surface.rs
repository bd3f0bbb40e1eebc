//! What users of the crate of one side see: items by what they stand for in the model.
//!
//! In: a plan. Out: for each operation its method, builder and setters, for each type its fields, each with the type
//! that Rust code has to do with.

use std::collections::BTreeMap;

use hwc_model::{Model, Type};

use crate::emit::repeat::endings;
use crate::lock::Lock;
use crate::names;
use crate::plan::{self, BodyKind, Plan, Reply, Shape, Side, Version};

use super::identity::Root;

/// An item that takes or gives a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// `hwc_pool::v3::CreatePool::protocol`
    pub(super) path: String,
    /// The last part of the path.
    pub(super) name: String,
    /// `Vec<Tag>`
    pub(super) ty: String,
    /// Whether the values of an enumeration stand in it.
    pub(super) is_enum: bool,
    /// A field, which has its type; a setter takes what becomes it.
    pub(super) is_field: bool,
}

impl Item {
    /// Whether code for an older item fits this one: the type is the same, or the setter takes the old values too.
    pub(super) fn fits(&self, old: &Item) -> bool {
        self.ty == old.ty || (!self.is_field && self.takes(&old.ty, &self.ty))
    }

    /// Whether code finds this one where an older one was; what the crate is called is told elsewhere.
    pub(super) fn stands_for(&self, old: &Item) -> bool {
        let inside = |path: &str| path.split_once("::").map(|(_, inside)| inside.to_owned());
        inside(&self.path) == inside(&old.path)
    }

    fn takes(&self, old: &str, new: &str) -> bool {
        for list in ["Vec<", "BTreeMap<String, "] {
            if let (Some(old), Some(new)) = (old.strip_prefix(list), new.strip_prefix(list)) {
                return self.takes(old.trim_end_matches('>'), new.trim_end_matches('>'));
            }
        }
        let is_plain = |ty: &str| ["String", "i64", "f64", "bool"].contains(&ty);
        match (old, new) {
            ("String", "Secret") => true,
            ("String" | "i64", _) if self.is_enum => true,
            (old, "Value") => is_plain(old.strip_prefix("Vec<").unwrap_or(old).trim_end_matches('>')),
            _ => false,
        }
    }
}

/// An operation.
#[derive(Clone, Debug)]
pub(super) struct Call {
    /// `v3`
    pub(super) module: String,
    /// `create_pool`
    pub(super) method: String,
    /// `hwc_pool::v3::CreatePool`
    pub(super) path: String,
    /// The type whose members are setters.
    pub(super) body: Option<String>,
    /// By place and name on the wire.
    pub(super) setters: BTreeMap<(&'static str, String), Item>,
    /// What it answers with.
    pub(super) reply: String,
    /// Methods that end it besides `send`, with what they answer.
    pub(super) endings: Vec<(&'static str, String)>,
}

/// An object type, one way.
#[derive(Clone, Debug)]
pub(super) struct Object {
    path: String,
    name: String,
    module: String,
    /// By name on the wire.
    pub(super) fields: BTreeMap<String, Item>,
}

/// All items.
#[derive(Clone, Debug, Default)]
pub(super) struct Surface {
    calls: BTreeMap<String, Call>,
    objects: BTreeMap<(String, Side), Object>,
}

impl Surface {
    /// The items that a model gives with these names, and all names then.
    pub(super) fn of(model: &Model, lock: &Lock) -> (Surface, Lock) {
        let (plan, lock) = plan::plan(model, lock);
        let root = names::crate_ident(&model.service.crate_name);
        let bodies: BTreeMap<&str, String> =
            model.operations.iter().filter_map(|one| Some((one.key.as_str(), body_of(one)?))).collect();
        let mut surface = Surface::default();
        for version in &plan.versions {
            surface.add(&root, &plan, version, &bodies);
        }
        (surface, lock)
    }

    fn add(&mut self, root: &str, plan: &Plan<'_>, version: &Version<'_>, bodies: &BTreeMap<&str, String>) {
        let module = format!("{root}::{}", version.module);
        for operation in &version.operations {
            let path = format!("{module}::{}", operation.builder);
            let setters = operation.setters.iter().map(|setter| {
                let wire = (setter.place.word(), setter.wire.to_owned());
                (wire, item(&path, &setter.name, &setter.shape, version, false))
            });
            let key = operation.documented.key.as_str();
            let body = bodies.get(key).cloned();
            let call = Call {
                module: version.module.clone(),
                method: operation.method.clone(),
                body: match operation.body {
                    BodyKind::Wrapped(member) => body.and_then(|id| member_type(plan.model, &id, member)),
                    _ => body,
                },
                setters: setters.collect(),
                reply: match &operation.reply {
                    Reply::Nothing => String::new(),
                    Reply::Bytes => "Bytes".to_owned(),
                    Reply::Json(shape) => rust_type(shape, version),
                },
                endings: endings(plan, version, operation),
                path,
            };
            self.calls.insert(key.to_owned(), call);
        }
        for object in &version.structs {
            let path = format!("{module}::{}", object.name);
            let fields = object.fields.iter();
            let fields = fields
                .map(|field| (field.member.name.clone(), item(&path, &field.name, &field.shape, version, true)))
                .collect();
            let (name, module) = (object.name.clone(), version.module.clone());
            let object_key = (object.documented.id.clone(), object.side);
            // A type that two versions have is told as that of the last.
            self.objects.insert(object_key, Object { path, name, module, fields });
        }
    }

    /// An operation, by key.
    pub(super) fn call(&self, key: &str) -> Option<&Call> {
        self.calls.get(key)
    }

    /// A setter of an operation, by place and name on the wire.
    pub(super) fn setter(&self, key: &str, place: &'static str, wire: &str) -> Option<&Item> {
        self.calls.get(key)?.setters.get(&(place, wire.to_owned()))
    }

    /// The field or setter that stands for a member of a type.
    pub(super) fn member<'k>(
        &self,
        ty: &str,
        wire: &str,
        root: Root,
        users: impl IntoIterator<Item = &'k str>,
    ) -> Option<&Item> {
        if root == Root::Failure {
            return None;
        }
        if let Some(object) = self.object(ty, root) {
            return object.fields.get(wire);
        }
        let mut calls = users.into_iter().filter_map(|key| self.calls.get(key));
        let call = calls.find(|call| call.body.as_deref() == Some(ty))?;
        call.setters.get(&("body", wire.to_owned()))
    }

    /// Module and name of the struct of a type.
    pub(super) fn type_name(&self, ty: &str, root: Root) -> Option<(&str, &str, &str)> {
        self.object(ty, root).map(|object| (object.module.as_str(), object.name.as_str(), object.path.as_str()))
    }

    /// Whether there is a struct for a type.
    pub(super) fn has_type(&self, ty: &str) -> bool {
        [Side::Request, Side::Reply, Side::Both]
            .into_iter()
            .any(|side| self.objects.contains_key(&(ty.to_owned(), side)))
    }

    /// The struct that stands for a type one way.
    pub(super) fn object(&self, ty: &str, root: Root) -> Option<&Object> {
        let side = if root == Root::Request { Side::Request } else { Side::Reply };
        let of = |side| self.objects.get(&(ty.to_owned(), side));
        of(side).or_else(|| of(Side::Both))
    }
}

/// The object type of a body.
fn body_of(operation: &hwc_model::Operation) -> Option<String> {
    match &operation.body.as_ref()?.ty {
        Type::Object(id) => Some(id.clone()),
        _ => None,
    }
}

fn member_type(model: &Model, id: &str, member: &str) -> Option<String> {
    let at = model.types.binary_search_by(|object| object.id.as_str().cmp(id)).ok()?;
    let row = model.types[at].members.iter().find(|row| row.name == member)?;
    match &row.ty {
        Type::Object(id) => Some(id.clone()),
        _ => None,
    }
}

fn item(owner: &str, name: &str, shape: &Shape, version: &Version<'_>, is_field: bool) -> Item {
    Item {
        path: format!("{owner}::{name}"),
        name: name.to_owned(),
        ty: rust_type(shape, version),
        is_enum: matches!(shape.leaf(), Shape::Enum(_)),
        is_field,
    }
}

/// A shape as a user writes it.
fn rust_type(shape: &Shape, version: &Version<'_>) -> String {
    match shape {
        Shape::Text => "String".to_owned(),
        Shape::Secret => "Secret".to_owned(),
        Shape::Integer => "i64".to_owned(),
        Shape::Float => "f64".to_owned(),
        Shape::Boolean => "bool".to_owned(),
        Shape::Bytes => "Bytes".to_owned(),
        Shape::Json => "Value".to_owned(),
        Shape::Struct(index) => version.structs[*index].name.clone(),
        Shape::Enum(index) => version.enums[*index].name.clone(),
        Shape::List(inner) => format!("Vec<{}>", rust_type(inner, version)),
        Shape::Map(inner) => format!("BTreeMap<String, {}>", rust_type(inner, version)),
    }
}
