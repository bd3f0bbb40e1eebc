//! Items of a version in files of readable length: a module a group, with a file an operation where it is long, and one
//! module for what groups share.

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use super::{
    Header, client,
    enums::emit_enum,
    operations::{emit_method, emit_operation, group_docs},
    rust::ident,
    types::emit_struct,
};
use crate::{
    File,
    docs::Docs,
    format::{Piece, render},
    names,
    plan::{Operation, Plan, Version},
};

/// Lines of a module, about, from which on each operation has a file.
const LONGEST: usize = 450;

/// Lines of an operation with its types, about, from which on its types have files too.
const LONGEST_OPERATION: usize = 550;

/// Names from elsewhere that items may use, and where each comes from.
const IMPORTS: [(&str, &[&str]); 3] = [
    ("std::collections", &["BTreeMap"]),
    ("std::marker", &["PhantomData"]),
    ("hwc_core", &["Bytes", "Call", "Draft", "Given", "IsGiven", "Members", "Secret", "Value"]),
];

/// Items that stay together.
struct Unit<'a> {
    text: String,
    /// Identifiers in its code.
    used: BTreeSet<String>,
    /// The operation, whose method then stands at the top of the file.
    operation: Option<&'a Operation<'a>>,
    /// Public names.
    names: Vec<String>,
    lines: usize,
}

/// All files of a version.
pub(super) fn emit_version(plan: &Plan<'_>, version: &Version<'_>, header: &Header<'_>) -> Vec<File> {
    let shared = units_of(plan, version, None);
    let mut files = vec![client::emit_version_root(plan, version, !shared.is_empty(), header)];
    let shared_names: BTreeSet<String> = shared.iter().flat_map(|unit| unit.names.iter().cloned()).collect();
    if !shared.is_empty() {
        let docs = Docs::new("Types that operations of several groups use.");
        let module = Module { version, name: "types", docs, shared: &BTreeSet::new(), header };
        files.extend(module.emit(shared));
    }
    for (number, group) in version.groups.iter().enumerate() {
        let docs = Docs::new(&group_docs(group.title, &group.module));
        let module = Module { version, name: &group.module, docs, shared: &shared_names, header };
        files.extend(module.emit(units_of(plan, version, Some(number))));
    }
    files
}

/// Operations of a group, each before its types; without a group, what is shared.
fn units_of<'a>(plan: &Plan<'_>, version: &'a Version<'a>, group: Option<usize>) -> Vec<Unit<'a>> {
    let Some(group) = group else { return types_of(version, None) };
    let operations = version.operations.iter().enumerate().filter(|(_, operation)| operation.group == group);
    operations
        .flat_map(|(number, operation)| {
            let pieces = emit_operation(plan, version, operation);
            let first = Unit::new(pieces, Some(operation), vec![operation.builder.clone()]);
            std::iter::once(first).chain(types_of(version, Some(number)))
        })
        .collect()
}

/// Types whose home is this operation.
fn types_of<'a>(version: &'a Version<'a>, home: Option<usize>) -> Vec<Unit<'a>> {
    let enums = version.enums.iter().filter(|one| one.home == home);
    // Variants are no names of their own.
    let enums = enums
        .map(|one| Unit { used: BTreeSet::new(), ..Unit::new(vec![emit_enum(one)], None, vec![one.name.clone()]) });
    let structs = version.structs.iter().filter(|object| object.home == home).map(|object| {
        let mut names = vec![object.name.clone(), format!("{}Builder", object.name)];
        names.extend(object.aliases.iter().cloned());
        Unit::new(emit_struct(version, object), None, names)
    });
    structs.chain(enums).collect()
}

impl<'a> Unit<'a> {
    fn new(pieces: Vec<Piece>, operation: Option<&'a Operation<'a>>, names: Vec<String>) -> Self {
        let text = render(&pieces);
        let lines = text.lines().count();
        Unit { used: pieces.iter().flat_map(idents).collect(), text, operation, names, lines }
    }
}

/// A module of a version.
struct Module<'a> {
    version: &'a Version<'a>,
    name: &'a str,
    docs: Docs,
    /// Names that `types` has.
    shared: &'a BTreeSet<String>,
    header: &'a Header<'a>,
}

impl Module<'_> {
    fn emit(&self, units: Vec<Unit<'_>>) -> Vec<File> {
        let folder = format!("src/{}", self.version.module);
        if lines_of(&units) <= LONGEST {
            let imports = Imports { version: "super", siblings: &BTreeSet::new(), shared: self.shared };
            return vec![File { path: format!("{folder}/{}.rs", self.name), text: self.file(&units, &imports) }];
        }
        let parts = split(self.name, units);
        let mut all: BTreeSet<String> = units_in(&parts).flat_map(|unit| unit.names.iter().cloned()).collect();
        all.extend(self.shared.iter().cloned());
        let mut files = vec![File { path: format!("{folder}/{}/mod.rs", self.name), text: self.root(&parts) }];
        for Part { name, units } in &parts {
            let own: BTreeSet<String> = units.iter().flat_map(|unit| unit.names.iter().cloned()).collect();
            let siblings = all.difference(&own).cloned().collect();
            let imports = Imports { version: "super::super", siblings: &siblings, shared: &BTreeSet::new() };
            let path = format!("{folder}/{}/{name}.rs", self.name);
            files.push(File { path, text: self.file(units, &imports) });
        }
        files
    }

    /// What the parts hold, in one module, with the shared types that they use.
    fn root(&self, parts: &[Part<'_>]) -> String {
        let modules: Vec<_> = parts.iter().map(|part| ident(&part.name)).collect();
        let used = used_by(units_in(parts));
        let pieces = [
            Piece::Items(quote!(#(mod #modules;)*)),
            Piece::Items(quote!(#(pub use self::#modules::*;)*)),
            Piece::Text(import("pub use", "super::types", self.shared.intersection(&used).map(String::as_str))),
        ];
        self.head() + "\n" + &render(&pieces)
    }

    fn head(&self) -> String {
        self.header.line("//") + "\n" + &self.docs.comment("//!")
    }

    /// One file: imports, methods of the client, items.
    fn file(&self, units: &[Unit<'_>], imports: &Imports<'_>) -> String {
        let methods: Vec<TokenStream> = units.iter().filter_map(|unit| unit.operation).map(emit_method).collect();
        let mut pieces = vec![Piece::Text(imports.text(&used_by(units.iter()), !methods.is_empty()))];
        if !methods.is_empty() {
            pieces.push(Piece::Items(quote!(impl Client { #(#methods)* })));
        }
        let mut text = self.head() + "\n" + &render(&pieces);
        for unit in units {
            text.push('\n');
            text.push_str(&unit.text);
        }
        text
    }
}

fn lines_of(units: &[Unit<'_>]) -> usize {
    units.iter().map(|unit| unit.lines).sum()
}

fn units_in<'p, 'a>(parts: &'p [Part<'a>]) -> impl Iterator<Item = &'p Unit<'a>> {
    parts.iter().flat_map(|part| &part.units)
}

/// Every identifier in the code of units.
fn used_by<'a>(units: impl Iterator<Item = &'a Unit<'a>>) -> BTreeSet<String> {
    units.flat_map(|unit| &unit.used).cloned().collect()
}

/// Where names come from that a file uses.
struct Imports<'a> {
    /// The way up to the module of the version.
    version: &'a str,
    /// What the module above has.
    siblings: &'a BTreeSet<String>,
    /// What `types` has, and what is offered here as well: a type that groups come to share stays where it was.
    shared: &'a BTreeSet<String>,
}

impl Imports<'_> {
    /// The imports of what is used, by where they come from.
    fn text(&self, used: &BTreeSet<String>, has_methods: bool) -> String {
        let [std_collections, std_marker, core] =
            IMPORTS.map(|(from, names)| import("use", from, names.iter().copied().filter(|name| used.contains(*name))));
        let own = [
            import("use", "crate", used.contains("missing").then_some("missing").into_iter()),
            import("use", self.version, has_methods.then_some("Client").into_iter()),
            import("use", "super", self.siblings.intersection(used).map(String::as_str)),
        ];
        let types = format!("{}::types", self.version);
        let shared = import("pub use", &types, self.shared.intersection(used).map(String::as_str));
        let blocks = [std_collections + &std_marker, core, own.concat(), shared];
        blocks.into_iter().filter(|block| !block.is_empty()).collect::<Vec<_>>().join("\n")
    }
}

/// One file of a long module, named after its first item.
struct Part<'a> {
    name: String,
    units: Vec<Unit<'a>>,
}

/// A file an operation, with its types as long as they fit; what is left, and shared types, in files of about one size.
/// No file has the name of its module.
fn split<'a>(module: &str, units: Vec<Unit<'a>>) -> Vec<Part<'a>> {
    let mut operations: Vec<Vec<Unit<'_>>> = Vec::new();
    for unit in units {
        match operations.last_mut() {
            Some(last) if unit.operation.is_none() => last.push(unit),
            _ => operations.push(vec![unit]),
        }
    }
    let mut names = names::Namespace::default();
    names.claim([module.to_owned()]);
    let named = |units: Vec<Unit<'a>>| {
        let name = module_of(&units);
        let other = format!("{}_types", name.trim_end_matches('_'));
        Part { name: names.claim([name, other]), units }
    };
    operations.into_iter().flat_map(split_operation).map(named).collect()
}

/// An operation and its types, or types alone, in parts of readable length.
fn split_operation(units: Vec<Unit<'_>>) -> Vec<Vec<Unit<'_>>> {
    let total = lines_of(&units);
    if total <= LONGEST_OPERATION {
        return vec![units];
    }
    let count = total.div_ceil(LONGEST);
    let mut parts: Vec<Vec<Unit<'_>>> = (0..count).map(|_| Vec::new()).collect();
    let mut before = 0;
    for unit in units {
        // The part in which the middle of the unit falls.
        let part = (before + unit.lines / 2) * count / total.max(1);
        before += unit.lines;
        parts[part.min(count - 1)].push(unit);
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// `create_instance`, or the name of the first type in lower case.
fn module_of(units: &[Unit<'_>]) -> String {
    let Some(first) = units.first() else { return "items".to_owned() };
    let name = first.operation.map_or_else(
        || names::snake(&names::words(first.names.first().map_or("", String::as_str))),
        |operation| operation.method.trim_end_matches('_').to_owned(),
    );
    names::escape(&name)
}

/// One `use`, in lines of readable length.
pub(super) fn import<'n>(how: &str, from: &str, names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<&str> = names.collect();
    let line = match names.as_slice() {
        [] => return String::new(),
        [name] => return format!("{how} {from}::{name};\n"),
        names => format!("{how} {from}::{{{}}};\n", names.join(", ")),
    };
    if line.len() <= 100 {
        return line;
    }
    let mut text = format!("{how} {from}::{{\n");
    let mut row = String::new();
    for name in names {
        if row.len() + name.len() > 90 {
            text.push_str(&format!("    {}\n", row.trim_end()));
            row.clear();
        }
        row.push_str(&format!("{name}, "));
    }
    text.push_str(&format!("    {}\n}};\n", row.trim_end()));
    text
}

/// Every identifier in the code of a piece; words in documentation and other literals are none.
fn idents(piece: &Piece) -> BTreeSet<String> {
    match piece {
        Piece::Items(tokens) => idents_of(tokens.clone()),
        Piece::Text(text) => text.parse().map(idents_of).unwrap_or_default(),
    }
}

/// Every identifier in code.
pub(super) fn idents_of(tokens: TokenStream) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    collect(tokens, &mut found);
    found
}

/// Heads of paths only: what follows `::` is named by what stands before it.
fn collect(tokens: TokenStream, found: &mut BTreeSet<String>) {
    let mut colons = 0;
    for token in tokens {
        let is_head = colons < 2;
        colons = match &token {
            TokenTree::Punct(punct) if punct.as_char() == ':' => colons + 1,
            _ => 0,
        };
        match token {
            TokenTree::Ident(ident) if is_head => {
                found.insert(ident.to_string());
            }
            TokenTree::Group(group) => collect(group.stream(), found),
            TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}
