//! Items of a version in files of readable length: a module a group, in parts where it is long, and one for what
//! groups share.

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
    plan::{Operation, Plan, Version},
};

/// Lines of a file, about.
const LONGEST: usize = 600;

/// Names from elsewhere that items may use, and where each comes from.
const IMPORTS: [(&str, &[&str]); 3] = [
    ("std::collections", &["BTreeMap"]),
    ("std::marker", &["PhantomData"]),
    ("hwc_core", &["Bytes", "Call", "Draft", "Given", "IsGiven", "Members", "Secret", "Value"]),
];

/// Items that stay together.
struct Unit<'a> {
    pieces: Vec<Piece>,
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
    let enums = enums.map(|one| Unit::new(vec![emit_enum(one)], None, vec![one.name.clone()]));
    let structs = version.structs.iter().filter(|object| object.home == home).map(|object| {
        let names = vec![object.name.clone(), format!("{}Builder", object.name)];
        Unit::new(emit_struct(version, object), None, names)
    });
    structs.chain(enums).collect()
}

impl<'a> Unit<'a> {
    fn new(pieces: Vec<Piece>, operation: Option<&'a Operation<'a>>, names: Vec<String>) -> Self {
        let lines = render(&pieces).lines().count();
        Unit { pieces, operation, names, lines }
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
        let mut parts = split(units);
        if parts.len() == 1 {
            let units = parts.pop().unwrap_or_default();
            let text = self.file(&self.docs, &units, &BTreeSet::new(), "super");
            return vec![File { path: format!("{folder}/{}.rs", self.name), text }];
        }
        let all: BTreeSet<String> = parts.iter().flatten().flat_map(|unit| unit.names.iter().cloned()).collect();
        let names: Vec<String> = (1..=parts.len()).map(|number| format!("part_{number}")).collect();
        let modules: Vec<_> = names.iter().map(|name| ident(name)).collect();
        let pieces = [Piece::Items(quote!(#(mod #modules;)*)), Piece::Items(quote!(#(pub use self::#modules::*;)*))];
        let text = self.header.line("//") + "\n" + &self.docs.comment("//!") + "\n" + &render(&pieces);
        let mut files = vec![File { path: format!("{folder}/{}/mod.rs", self.name), text }];
        for (units, name) in parts.iter().zip(&names) {
            let own: BTreeSet<String> = units.iter().flat_map(|unit| unit.names.iter().cloned()).collect();
            let siblings: BTreeSet<String> = all.difference(&own).cloned().collect();
            let text = self.file(&self.docs, units, &siblings, "super::super");
            files.push(File { path: format!("{folder}/{}/{name}.rs", self.name), text });
        }
        files
    }

    /// One file: imports, methods of the client, items. `version` is the way up to the version's module.
    fn file(&self, docs: &Docs, units: &[Unit<'_>], siblings: &BTreeSet<String>, version: &str) -> String {
        let methods: Vec<TokenStream> = units.iter().filter_map(|unit| unit.operation).map(emit_method).collect();
        let used: BTreeSet<String> = units.iter().flat_map(|unit| &unit.pieces).flat_map(idents).collect();
        let mut pieces = vec![Piece::Text(self.imports(&used, siblings, !methods.is_empty(), version))];
        if !methods.is_empty() {
            pieces.push(Piece::Items(quote!(impl Client { #(#methods)* })));
        }
        let mut text = self.header.line("//") + "\n" + &docs.comment("//!") + "\n" + &render(&pieces);
        for unit in units {
            text.push('\n');
            text.push_str(&render(&unit.pieces));
        }
        text
    }

    fn imports(
        &self,
        used: &BTreeSet<String>,
        siblings: &BTreeSet<String>,
        has_methods: bool,
        version: &str,
    ) -> String {
        let mut text = String::new();
        for (from, names) in IMPORTS {
            let names = names.iter().copied().filter(|name| used.contains(*name));
            text.push_str(&import("use", from, names));
        }
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&import("use", version, has_methods.then_some("Client").into_iter()));
        text.push_str(&import("use", "super", siblings.intersection(used).map(String::as_str)));
        text.push_str(&import("use", "crate", used.contains("missing").then_some("missing").into_iter()));
        let shared =
            import("pub use", &format!("{version}::types"), self.shared.intersection(used).map(String::as_str));
        if !text.ends_with("\n\n") && !text.is_empty() && !shared.is_empty() {
            text.push('\n');
        }
        text.push_str(&shared);
        text.trim_end().to_owned() + if text.is_empty() { "" } else { "\n" }
    }
}

/// Units in parts of readable length, of about the same size.
fn split(units: Vec<Unit<'_>>) -> Vec<Vec<Unit<'_>>> {
    let total: usize = units.iter().map(|unit| unit.lines).sum();
    let size = total.div_ceil(total.div_ceil(LONGEST).max(1));
    let mut parts: Vec<Vec<Unit<'_>>> = vec![Vec::new()];
    let mut lines = 0;
    for unit in units {
        if lines > 0 && lines + unit.lines / 2 > size {
            parts.push(Vec::new());
            lines = 0;
        }
        lines += unit.lines;
        if let Some(part) = parts.last_mut() {
            part.push(unit);
        }
    }
    parts
}

/// One `use`, in lines of readable length.
fn import<'n>(how: &str, from: &str, names: impl Iterator<Item = &'n str>) -> String {
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
    let mut found = BTreeSet::new();
    match piece {
        Piece::Items(tokens) => collect(tokens.clone(), &mut found),
        Piece::Text(text) => text.parse().map(|tokens| collect(tokens, &mut found)).unwrap_or_default(),
    }
    found
}

fn collect(tokens: TokenStream, found: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => {
                found.insert(ident.to_string());
            }
            TokenTree::Group(group) => collect(group.stream(), found),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}
