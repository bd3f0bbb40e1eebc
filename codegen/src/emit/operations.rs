//! Operations: what is stated about each, and the builder of its call.

use heck::ToUpperCamelCase;
use proc_macro2::TokenStream;
use quote::quote;

use super::{
    builders::{Builder, Finish, Setter},
    examples::doc_example,
    repeat,
    rust::{ident, takes_into, value_type},
};
use crate::{
    docs::{Docs, bounds, code, inline, member_facts},
    format::{self, Piece},
    names,
    plan::{BodyKind, Operation, Place, Plan, Reply, Scope, Shape, Version},
};

/// The method of the client that begins a call.
pub(super) fn emit_method(operation: &Operation<'_>) -> TokenStream {
    let (method, builder) = (ident(&operation.method), ident(&operation.builder));
    let constant = repeat::constant(operation);
    let state = operation.setters.iter().any(|setter| setter.mandatory).then(|| quote!(state: PhantomData,));
    let docs = Docs::new(&format!("{}: {}.", summary(operation), request_line(operation))).tokens();
    let deprecated = operation.documented.deprecated.as_ref().map(|deprecation| {
        let note = deprecation.note.as_deref().map(crate::docs::one_line).filter(|note| !note.is_empty());
        let note = note.unwrap_or_else(|| "the documentation says so".to_owned());
        quote!(#[deprecated(note = #note)])
    });
    quote! {
        #docs
        #deprecated
        #[inline]
        pub fn #method(&self) -> #builder {
            #builder { draft: Draft::new(&self.inner, &#constant), #state }
        }
    }
}

/// The statement, the builder and its impls.
pub(super) fn emit_operation(plan: &Plan<'_>, version: &Version<'_>, operation: &Operation<'_>) -> Vec<Piece> {
    let builder = builder(version, operation);
    let constant = repeat::constant(operation);
    let stated = statement(plan, version, operation);
    let docs = operation_docs(plan, version, operation, &builder);
    let definition = builder.definition(&docs, "nothing is sent before `.send().await`", "Draft");
    let reply = reply_type(version, operation);
    let send = Finish {
        docs: Docs::new("Makes the call, to be awaited; nothing is sent before."),
        signature: quote!(send(self) -> Call<#reply>),
        body: quote!(self.draft.call()),
    };
    let mut finishes = vec![send];
    finishes.extend(repeat::finishes(plan, version, operation, &reply));
    let impls = builder.impls(&finishes);
    let state = if builder.has_state() { "<S>" } else { "" };
    let line = format!("hwc_core::operation!({}{state} -> {});\n", operation.builder, text_of(&reply));
    let visible = repeat::is_asked(plan, operation).then(|| quote!(pub(crate)));
    vec![
        Piece::Items(quote!(#visible static #constant: hwc_core::Operation = #stated;)),
        definition,
        Piece::Items(impls),
        Piece::Text(line),
    ]
}

/// A type as it is written by hand.
pub(super) fn text_of(ty: &TokenStream) -> String {
    let alias = format::statements(&quote!(type T = #ty;));
    alias.trim_end().trim_start_matches("type T = ").trim_end_matches(';').to_owned()
}

fn summary(operation: &Operation<'_>) -> String {
    let title = inline(operation.documented.title.trim().trim_end_matches(['.', ':']));
    if title.is_empty() { format!("`{}`", operation.method) } else { title }
}

fn request_line(operation: &Operation<'_>) -> String {
    code(&format!("{} {}", operation.documented.method.as_str(), operation.documented.path))
}

fn statement(plan: &Plan<'_>, version: &Version<'_>, operation: &Operation<'_>) -> TokenStream {
    let documented = operation.documented;
    let (name, path, page) = (&operation.method, &documented.path, &documented.source.page);
    let method = ident(&documented.method.as_str().to_upper_camel_case());
    let id = documented.id.as_ref().map(|id| quote!(.with_id(#id)));
    let scope = operation.scope.map(|scope| match scope {
        Scope::Project => quote!(.with_scope(hwc_core::Scope::Project)),
        Scope::Domain => quote!(.with_scope(hwc_core::Scope::Domain)),
    });
    let body = match operation.body {
        BodyKind::None => TokenStream::new(),
        BodyKind::Json => quote!(.with_body(hwc_core::BodyKind::Json)),
        BodyKind::Wrapped(member) => quote!(.with_body(hwc_core::BodyKind::JsonWrapped(#member))),
        BodyKind::Bytes(media) => quote!(.with_body(hwc_core::BodyKind::Bytes(#media))),
        BodyKind::Form => quote!(.with_body(hwc_core::BodyKind::Form)),
    };
    let redirect = redirection(operation).map(|_| quote!(.with_redirect()));
    let repeats = repeat::statements(plan, version, operation);
    quote!(
        hwc_core::Operation::new(#name, hwc_core::Method::#method, #path)
            #id #scope #body .with_page(#page) #redirect #repeats
    )
}

/// The status that sends the caller elsewhere, where no other one is documented for success.
fn redirection(operation: &Operation<'_>) -> Option<u16> {
    let statuses = || operation.documented.responses.iter().map(|response| response.status);
    let is_redirection = |status: &u16| matches!(status, 301..=303 | 307 | 308);
    statuses().find(is_redirection).filter(|_| !statuses().any(hwc_model::is_success))
}

/// What `.send().await` gives, by imported names.
fn reply_type(version: &Version<'_>, operation: &Operation<'_>) -> TokenStream {
    match &operation.reply {
        Reply::Nothing => quote!(()),
        Reply::Bytes => quote!(Bytes),
        Reply::Json(shape) => value_type(version, json_shape(shape)),
    }
}

/// The shape a reply is read as: scalars alone are free JSON.
pub(super) fn json_shape(shape: &Shape) -> &Shape {
    match shape {
        Shape::Struct(_) | Shape::List(_) | Shape::Map(_) => shape,
        _ => &Shape::Json,
    }
}

/// The builder of a call.
pub(super) fn builder<'a>(version: &'a Version<'a>, operation: &'a Operation<'a>) -> Builder<'a> {
    let setters = operation.setters.iter().map(|setter| Setter {
        name: &setter.name,
        docs: setter_docs(version, setter),
        mandatory: setter.mandatory,
        shape: &setter.shape,
        store: store(operation, setter),
        store_into: store_into(version, operation, setter),
        store_null: setter.member.filter(|member| member.nullable && setter.place == Place::Member).map(|member| {
            let wire = &member.name;
            quote!(self.draft.null(#wire);)
        }),
    });
    Builder { version, name: ident(&operation.builder), holds: ident("draft"), setters: setters.collect() }
}

fn store(operation: &Operation<'_>, setter: &crate::plan::Setter<'_>) -> TokenStream {
    let wire = setter.wire;
    match setter.place {
        Place::Path => quote!(self.draft.path(#wire, &value);),
        Place::Query => quote!(self.draft.query(#wire, &value);),
        Place::Header => quote!(self.draft.header(#wire, &value);),
        Place::Member if setter.shape == Shape::Bytes && operation.body == BodyKind::Form => {
            quote!(self.draft.file(#wire, value);)
        }
        Place::Member if setter.shape == Shape::Bytes => quote!(self.draft.bytes(value);),
        Place::Member if *setter.shape.leaf() == Shape::Secret => quote!(self.draft.secret_member(#wire, &value);),
        Place::Member => quote!(self.draft.member(#wire, &value);),
        Place::Body if matches!(operation.body, BodyKind::Bytes(_)) => quote!(self.draft.bytes(value);),
        Place::Body => quote!(self.draft.body(&value);),
    }
}

/// The same of what becomes the value, where the runtime has a method that makes it the value.
fn store_into(
    version: &Version<'_>,
    operation: &Operation<'_>,
    setter: &crate::plan::Setter<'_>,
) -> Option<TokenStream> {
    if setter.shape == Shape::Bytes {
        return Some(store(operation, setter));
    }
    if !takes_into(&setter.shape) {
        return None;
    }
    let (wire, ty) = (setter.wire, value_type(version, &setter.shape));
    match setter.place {
        Place::Path => Some(quote!(self.draft.set_path::<#ty>(#wire, value);)),
        Place::Query => Some(quote!(self.draft.set_query::<#ty>(#wire, value);)),
        Place::Header => Some(quote!(self.draft.set_header::<#ty>(#wire, value);)),
        Place::Member if setter.shape != Shape::Secret => Some(quote!(self.draft.set_member::<#ty>(#wire, value);)),
        Place::Member | Place::Body => None,
    }
}

fn setter_docs(version: &Version<'_>, setter: &crate::plan::Setter<'_>) -> Docs {
    let place = match setter.place {
        Place::Path => "in the path",
        Place::Query => "in the query",
        Place::Header => "in a header",
        Place::Member => "in the body",
        Place::Body => return Docs::new("The body of the request."),
    };
    let wire = code(setter.wire);
    let Some(member) = setter.member else {
        return Docs::new(&format!("{wire} {place}.")).facts(&["Mandatory.".to_owned()]);
    };
    let docs = Docs::default().description(member, &enum_values(version, &setter.shape), &format!("{wire} {place}."));
    let docs = deprecation(docs, member.deprecated.as_deref());
    let spelled = (setter.name != setter.wire && member.description.is_some()).then(|| format!("{wire} {place}."));
    docs.facts(&spelled.into_iter().chain(member_facts(member, setter.mandatory)).collect::<Vec<_>>())
}

/// The values that the type of a setter or field lists.
pub(super) fn enum_values<'v>(version: &'v Version<'_>, shape: &Shape) -> Vec<&'v str> {
    match shape.leaf() {
        Shape::Enum(index) => version.enums[*index].variants.iter().map(|variant| variant.value.as_str()).collect(),
        _ => Vec::new(),
    }
}

/// Says what the page says about a deprecated member.
pub(super) fn deprecation(docs: Docs, note: Option<&str>) -> Docs {
    match note {
        Some(note) if !crate::docs::one_line(note).is_empty() => docs.text(note),
        _ => docs,
    }
}

fn operation_docs(plan: &Plan<'_>, version: &Version<'_>, operation: &Operation<'_>, builder: &Builder<'_>) -> Docs {
    let documented = operation.documented;
    let mut docs = Docs::new(&format!("{}.", summary(operation)));
    if let Some(description) = &documented.description {
        docs = docs.text(description);
    }
    docs = docs.say(&format!("{}.", request_line(operation)));
    let mandatory = builder.mandatory_names();
    if !mandatory.is_empty() {
        docs = docs.say(&format!("Mandatory: {}.", mandatory.join(", ")));
    }
    if let Some(deprecation) = &documented.deprecated {
        docs = docs.say("Deprecated.").text(deprecation.note.as_deref().unwrap_or_default());
    }
    let body_bounds = body_facts(operation);
    docs = docs.facts(&body_bounds);
    docs = with_responses(docs, documented);
    if let Some(status) = redirection(operation) {
        docs = docs.say(&format!(
            "The reply on success has status {status} and is not followed: `header(\"Location\")` tells where to go."
        ));
    }
    docs = docs.code_block("no_run", &doc_example(plan, version, operation));
    docs.say(&source_line(plan, documented))
}

/// Facts about a body as a whole.
fn body_facts(operation: &Operation<'_>) -> Vec<String> {
    match operation.body {
        BodyKind::Bytes(media) => vec![format!("Sends bytes of type {}.", code(media))],
        BodyKind::Form => vec!["Sends a form.".to_owned()],
        _ => operation
            .setters
            .iter()
            .filter(|setter| setter.place == Place::Body)
            .flat_map(|setter| {
                setter.member.map(|member| bounds(&member.bounds, member.unit.as_deref())).unwrap_or_default()
            })
            .collect(),
    }
}

fn with_responses(docs: Docs, documented: &hwc_model::Operation) -> Docs {
    let codes: Vec<String> = documented
        .errors
        .iter()
        .map(|error| match error.meaning.as_deref().or(error.message.as_deref()) {
            Some(meaning) => format!("{}: {}", code(&error.code), inline(meaning)),
            None => code(&error.code),
        })
        .collect();
    let statuses: Vec<String> = documented.responses.iter().map(|response| response.status.to_string()).collect();
    let docs =
        if statuses.is_empty() { docs } else { docs.say(&format!("Documented statuses: {}.", statuses.join(", "))) };
    if codes.is_empty() { docs } else { docs.say("Documented error codes:").list(codes) }
}

/// The page, in the tree and in public.
fn source_line(plan: &Plan<'_>, documented: &hwc_model::Operation) -> String {
    let page = &documented.source.page;
    let mut line = format!("Source: {}.", code(page));
    if let Some(url) = public_page(plan, page) {
        line.push_str(&format!(" [Documentation](<{url}>)"));
    }
    line
}

/// The public address of a page, where both the service and the page say theirs.
fn public_page(plan: &Plan<'_>, path: &str) -> Option<String> {
    let base = plan.model.service.documentation.as_deref()?;
    let page = plan.model.pages.iter().find(|page| page.path == path);
    // A documentation repository is published as it stands; a page that is kept here has another path there.
    let published = path.strip_suffix(".rst").filter(|_| page.is_some_and(|page| !page.kept));
    let name = match published {
        Some(stem) => Some(format!("{stem}.html")),
        None => page.and_then(|page| page.original_name.clone()),
    };
    let url = match name {
        Some(name) if base.ends_with('/') => format!("{base}{name}"),
        Some(name) => format!("{base}/{name}"),
        None => base.to_owned(),
    };
    let plain = url.chars().all(|char| char.is_ascii_graphic() && !"<>\\\"`".contains(char));
    (plain && url.starts_with("https://")).then_some(url)
}

/// Names of all mandatory setters of calls and nested builders.
pub(super) fn mandatory_names<'a>(plan: &'a Plan<'_>) -> std::collections::BTreeSet<&'a str> {
    let versions = plan.versions.iter();
    let calls = versions.clone().flat_map(|version| &version.operations).flat_map(|operation| &operation.setters);
    let fields = versions.flat_map(|version| &version.structs).flat_map(|object| &object.fields);
    let calls = calls.filter(|setter| setter.mandatory).map(|setter| setter.name.as_str());
    calls.chain(fields.filter(|field| field.mandatory).map(|field| field.name.as_str())).collect()
}

/// The group's documentation, for its module.
pub(super) fn group_docs(title: Option<&str>, module: &str) -> String {
    match title.map(inline).filter(|title| !title.is_empty()) {
        Some(title) => format!("{title}."),
        None => format!("Operations on {}.", names::words(module).join(" ")),
    }
}
