//! A finding in the making, and what it knows about both sides.

use std::collections::{BTreeMap, BTreeSet};

use hwc_model::{Model, ObjectType, Operation, Place, Source, Type};

use crate::lock::Lock;

use super::edit::{Edit, differences};
use super::identity::{Identities, TypePair, identify};
use super::naming::{Names, parameter_name};
use super::surface::{Item, Surface};
use super::tree::tree;
use super::{Confidence, Finding, Rule, RustVerdict, Side, Wire};

/// A place in the tree of a model.
pub(super) type Path = Vec<String>;

/// A finding, and the places in the tree that it accounts for.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) finding: Finding,
    /// What differs at or below these places is its work.
    pub(super) claims: Vec<Path>,
}

impl Draft {
    /// A finding with the usual verdicts of its rule.
    pub(super) fn new(rule: impl Into<Rule>, subject: impl Into<String>) -> Draft {
        let rule = rule.into();
        let finding = Finding {
            rule,
            wire: rule.wire(),
            rust: rule.rust(),
            confidence: Confidence::High,
            subject: subject.into(),
            before: None,
            after: None,
            old: None,
            new: None,
            item: None,
            instead: None,
            operations: Vec::new(),
            edits: Vec::new(),
        };
        Draft { finding, claims: Vec::new() }
    }

    pub(super) fn said(mut self, before: Option<String>, after: Option<String>) -> Draft {
        self.finding.before = before;
        self.finding.after = after;
        self
    }

    pub(super) fn at(mut self, old: Option<Source>, new: Option<Source>) -> Draft {
        self.finding.old = old;
        self.finding.new = new;
        self
    }

    pub(super) fn used_by(mut self, keys: impl IntoIterator<Item = impl Into<String>>) -> Draft {
        self.finding.operations = keys.into_iter().map(Into::into).collect();
        self
    }

    pub(super) fn claim(mut self, path: impl IntoIterator<Item = impl Into<String>>) -> Draft {
        self.claims.push(path.into_iter().map(Into::into).collect());
        self
    }

    pub(super) fn wire(mut self, wire: Option<Wire>) -> Draft {
        self.finding.wire = wire.unwrap_or(self.finding.wire);
        self
    }

    pub(super) fn rust(mut self, rust: Option<RustVerdict>) -> Draft {
        self.finding.rust = rust.unwrap_or(self.finding.rust);
        self
    }

    pub(super) fn confidence(mut self, confidence: Confidence) -> Draft {
        self.finding.confidence = confidence;
        self
    }

    /// The item concerned, and what stands for it now.
    pub(super) fn items(mut self, old: Option<&Item>, new: Option<&Item>) -> Draft {
        let written = |item: &Item| format!("{}: {}", item.path, item.ty);
        self.finding.item = old.or(new).map(|item| item.path.clone());
        self.finding.instead = match (old, new) {
            (Some(old), Some(new)) if old != new => Some(written(new)),
            _ => None,
        };
        self
    }
}

/// Takes out the drafts at some places.
pub(super) fn remove(drafts: &mut Vec<Draft>, gone: &BTreeSet<usize>) {
    let mut at = 0..;
    drafts.retain(|_| at.next().is_none_or(|at| !gone.contains(&at)));
}

/// Both sides, and what is one on them.
pub(super) struct Context<'m> {
    pub(super) old: Side<'m>,
    pub(super) new: Side<'m>,
    pub(super) identities: Identities<'m>,
    pub(super) old_names: Names,
    pub(super) new_names: Names,
    pub(super) old_surface: Surface,
    pub(super) new_surface: Surface,
    /// Every value in which the trees of both models differ.
    pub(super) edits: Vec<Edit>,
    old_types: BTreeMap<&'m str, &'m ObjectType>,
    new_types: BTreeMap<&'m str, &'m ObjectType>,
    /// Types that the older side has not, and those that it has in another pair.
    fresh_ids: BTreeSet<&'m str>,
    gone_ids: BTreeSet<&'m str>,
}

impl<'m> Context<'m> {
    pub(super) fn new(old: &Side<'m>, new: &Side<'m>) -> Context<'m> {
        let (identities, (old_surface, given)) =
            rayon::join(|| identify(old.model, new.model), || Surface::of(old.model, old.lock));
        let names = if *new.lock == Lock::default() { carry(given, &identities) } else { new.lock.clone() };
        let (old_names, new_names) = (Names::of(old.model), Names::like(old.model, new.model, &identities));
        let ((new_surface, _), edits) = rayon::join(
            || Surface::of(new.model, &names),
            || differences(&tree(old.model, &old_names), &tree(new.model, &new_names)),
        );
        let by_id = |model: &'m Model| model.types.iter().map(|object| (object.id.as_str(), object)).collect();
        Context {
            old: *old,
            new: *new,
            old_names,
            new_names,
            old_surface,
            new_surface,
            edits,
            old_types: by_id(old.model),
            new_types: by_id(new.model),
            fresh_ids: ids(&identities.types.fresh).chain(seconds(&identities, true)).collect(),
            gone_ids: ids(&identities.types.gone).chain(seconds(&identities, false)).collect(),
            identities,
        }
    }

    /// `pool v3 create_pool`
    pub(super) fn operation(&self, operation: &Operation) -> String {
        let call = self.new_surface.call(&operation.key).or_else(|| self.old_surface.call(&operation.key));
        let service = &self.new.model.service.key;
        match call {
            Some(call) => format!("{service} {} {}", call.module, call.method),
            None => format!("{service} {}", operation.key),
        }
    }

    /// `pool v3 create_pool › body.pool`, or `pool v3 Pool` for a type that several operations use.
    pub(super) fn type_subject(&self, pair: &TypePair<'_>) -> String {
        let users: BTreeSet<&str> = pair.users.values().flatten().copied().collect();
        let service = &self.new.model.service.key;
        let first = pair.places.iter().next();
        let name = first.and_then(|(root, _)| self.new_surface.type_name(&pair.new.id, *root));
        match (first, name) {
            (Some((_, place)), _) if users.len() == 1 => {
                let operation = self.new.model.operations.iter().find(|one| one.key == place.operation);
                let operation = operation.map_or(place.operation.clone(), |operation| self.operation(operation));
                format!("{operation} › {}", place.path)
            }
            (_, Some((module, name, _))) => format!("{service} {module} {name}"),
            _ => format!("{service} {}", pair.new.id),
        }
    }

    /// `pool v3 create_pool › body.pool.protocol`, or `pool v3 Pool › protocol` for a type that several operations use.
    pub(super) fn member_subject(&self, pair: &TypePair<'_>, name: &str) -> String {
        let of_type = self.type_subject(pair);
        let between = if of_type.contains(" › ") { "." } else { " › " };
        format!("{of_type}{between}{name}")
    }

    /// What comes along with a type of the newer side: itself and all that only it leads to.
    pub(super) fn fresh_types(&self, ty: &Type) -> Vec<Path> {
        let ids = closure(ty, &self.fresh_ids, &self.new_types);
        ids.into_iter().map(|id| vec!["types".to_owned(), self.new_names.ty(id)]).collect()
    }

    /// What goes along with a type of the older side.
    pub(super) fn gone_types(&self, ty: &Type) -> Vec<Path> {
        let ids = closure(ty, &self.gone_ids, &self.old_types);
        ids.into_iter().map(|id| vec!["types".to_owned(), id.to_owned()]).collect()
    }

    /// A type of the older side by id.
    pub(super) fn old_type(&self, id: &str) -> Option<&'m ObjectType> {
        self.old_types.get(id).copied()
    }

    /// A type of the newer side by id.
    pub(super) fn new_type(&self, id: &str) -> Option<&'m ObjectType> {
        self.new_types.get(id).copied()
    }
}

fn ids<'a, 'm: 'a>(types: &'a [&'m ObjectType]) -> impl Iterator<Item = &'m str> + 'a {
    types.iter().map(|object| object.id.as_str())
}

/// Types of one side that stand in a second pair only.
fn seconds<'a, 'm>(identities: &'a Identities<'m>, newer: bool) -> impl Iterator<Item = &'m str> + 'a {
    let id = move |pair: &TypePair<'m>| if newer { pair.new.id.as_str() } else { pair.old.id.as_str() };
    let pairs = &identities.types.pairs;
    let firsts: BTreeSet<&str> = pairs.iter().filter(|pair| !pair.is_second).map(id).collect();
    pairs.iter().filter(|pair| pair.is_second).map(id).filter(move |id| !firsts.contains(id))
}

fn closure<'m>(ty: &Type, among: &BTreeSet<&'m str>, types: &BTreeMap<&'m str, &'m ObjectType>) -> BTreeSet<&'m str> {
    let mut found = BTreeSet::new();
    let mut queue: Vec<&Type> = vec![ty];
    while let Some(ty) = queue.pop() {
        let Some((id, object)) = super::identity::object_of(ty).and_then(|id| types.get_key_value(id)) else {
            continue;
        };
        if among.contains(id) && found.insert(*id) {
            queue.extend(object.members.iter().map(|member| &member.ty));
        }
    }
    found
}

/// Names that go on where an operation has another URI, a parameter another place, label or case, and a body another
/// member around it.
pub(super) fn carry(given: Lock, identities: &Identities<'_>) -> Lock {
    let mut names = given.clone();
    for pair in &identities.pairs {
        // An operation may have taken the URI of another: what was given out is asked, not what is being made.
        let Some(mut locked) = given.operations.get(&pair.old.key).cloned() else { continue };
        for (before, after) in &pair.parameters.pairs {
            let (old, new) = (&pair.old.parameters[*before], &pair.new.parameters[*after]);
            let is_label = old.place == Place::Path && new.place == Place::Path;
            let (before, after) = (parameter_name(old), parameter_name(new));
            if before != after && (is_label || old.member.name.eq_ignore_ascii_case(&new.member.name)) {
                if let Some(setter) = locked.setters.get(&before).cloned() {
                    locked.setters.entry(after.clone()).or_insert(setter);
                }
                if locked.mandatory.contains(&before) {
                    locked.mandatory.insert(after);
                }
            }
        }
        let wrapper = identities.types.wrappers.iter().find(|one| one.is_of_body(&pair.new.key));
        if let Some((_, member)) = wrapper.filter(|one| one.is_flat(&locked)).and_then(|one| one.new) {
            locked.wrapper = Some(member.name.clone());
        }
        names.operations.insert(pair.new.key.clone(), locked);
    }
    names
}

/// The place of a row, with the page that it stands on.
pub(super) fn place(around: &Source, row: &Source) -> Source {
    let page = if row.page.is_empty() { around.page.clone() } else { row.page.clone() };
    Source { page, table: if row.table == 0 { around.table } else { row.table }, row: row.row }
}
