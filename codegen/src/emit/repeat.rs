//! Lists in pages and waiting: what is stated about an operation, how its builder ends besides `send`, and how a reply is a
//! page.
//!
//! The model may conclude what the types cannot say, as where a list is free JSON. Then nothing is emitted.

use hwc_model::{Next, Paging, PagingStyle, Waiting};
use proc_macro2::TokenStream;
use quote::quote;

use super::{
    builders::Finish,
    rust::{ident, value_type},
};
use crate::{
    docs::{Docs, code},
    plan::{Field, Operation, Plan, Reply, Shape, Side, Struct, Version},
};

/// The name of what is stated about an operation.
pub(super) fn constant(operation: &Operation<'_>) -> proc_macro2::Ident {
    ident(&operation.method.trim_end_matches('_').to_uppercase())
}

/// `.with_paging(…)`, `.with_outcome(…)`
pub(super) fn statements(plan: &Plan<'_>, version: &Version<'_>, operation: &Operation<'_>) -> TokenStream {
    let paging = paging_of(version, operation).map(|paging| {
        let (stated, by_body) = (style(paging), paging.in_body.then(|| quote!(.with_pages_by_body())));
        quote!(.with_paging(hwc_core::Paging::#stated) #by_body)
    });
    let outcome = asked(plan, operation).map(|asked| outcome(&asked));
    quote!(#paging #outcome)
}

/// The methods that end a builder besides `send`.
pub(super) fn finishes(
    plan: &Plan<'_>,
    version: &Version<'_>,
    operation: &Operation<'_>,
    reply: &TokenStream,
) -> Vec<Finish> {
    let mut finishes = Vec::new();
    if let Some(paging) = paging_of(version, operation) {
        finishes.push(Finish {
            docs: Docs::new("The pages of the list; none is fetched before it is asked for."),
            signature: quote!(pages(self) -> hwc_core::Pages<#reply>),
            body: quote!(self.draft.pages()),
        });
        let what = paging.items.as_ref().map_or_else(|| "The items".to_owned(), |items| format!("The {}", code(items)));
        finishes.push(Finish {
            docs: Docs::new(&format!("{what} of all pages, one after the other.")),
            signature: quote!(items(self) -> hwc_core::Items<#reply>),
            body: quote!(self.draft.items()),
        });
    }
    if let Some(asked) = asked(plan, operation) {
        let (method, ends) = (&asked.operation.method, asked.waiting.done.iter().map(|state| code(state)));
        let ends: Vec<String> = ends.collect();
        let told = format!(
            "Makes the call, then asks `{method}` until {} is {}.",
            code(&asked.waiting.state.join(".")),
            ends.join(" or ")
        );
        let answer = &asked.reply;
        finishes.push(Finish {
            docs: Docs::new(&told),
            signature: quote!(wait(self, wait: hwc_core::Wait) -> Call<#answer>),
            body: quote!(self.draft.wait(wait)),
        });
    }
    finishes
}

/// The names of those methods, with what they answer.
pub(crate) fn endings(
    plan: &Plan<'_>,
    version: &Version<'_>,
    operation: &Operation<'_>,
) -> Vec<(&'static str, String)> {
    let paging = paging_of(version, operation).map(|_| ("pages and items", String::new()));
    let waiting = asked(plan, operation).map(|asked| ("wait", asked.reply.to_string()));
    paging.into_iter().chain(waiting).collect()
}

/// How a struct is a page, where an operation answers with it in pages.
pub(super) fn emit_page(version: &Version<'_>, object: &Struct<'_>) -> Option<TokenStream> {
    let page = version.operations.iter().find_map(|operation| {
        let index = reply_struct(operation)?;
        let is_it = std::ptr::eq(&version.structs[index], object);
        is_it.then(|| page_of(version, operation)).flatten()
    })?;
    let (name, items) = (ident(&object.name), ident(&page.items.name));
    let Shape::List(item) = &page.items.shape else { return None };
    let item = value_type(version, item);
    let (count, into_items) = match object.side {
        Side::Reply => (quote!(self.#items.len()), quote!(self.#items)),
        _ => (quote!(self.#items.as_ref().map_or(0, Vec::len)), quote!(self.#items.unwrap_or_default())),
    };
    let total = page.total.map(|total| {
        quote! {
            fn total(&self) -> Option<i64> { #total }
        }
    });
    let next = page.next.map(|next| {
        quote! {
            fn next(&self) -> hwc_core::Next<'_> { #next }
        }
    });
    Some(quote! {
        impl hwc_core::Page for #name {
            type Item = #item;
            fn count(&self) -> usize { #count }
            fn into_items(self) -> Vec<Self::Item> { #into_items }
            #total
            #next
        }
    })
}

/// Whether another operation asks this one what became of it.
pub(super) fn is_asked(plan: &Plan<'_>, operation: &Operation<'_>) -> bool {
    let operations = plan.versions.iter().flat_map(|version| &version.operations);
    operations
        .filter_map(|other| other.documented.waiting.as_ref())
        .any(|waiting| waiting.ask == operation.documented.key)
}

/// The version and the group of the operation that is asked what became of this one.
pub(super) fn asked_place<'p, 'm>(plan: &'p Plan<'m>, operation: &Operation<'m>) -> Option<(&'p Version<'m>, usize)> {
    let asked = asked(plan, operation)?;
    Some((asked.version, asked.operation.group))
}

/// What the model concludes about pages, where the types can say it.
fn paging_of<'m>(version: &Version<'m>, operation: &Operation<'m>) -> Option<&'m Paging> {
    let paging = operation.documented.paging.as_ref()?;
    if paging.items.is_none() {
        let is_list = matches!(&operation.reply, Reply::Json(Shape::List(_)));
        return (is_list && paging.next.is_none()).then_some(paging);
    }
    page_of(version, operation)?;
    // Operations that share a reply have to agree about it; the first one says how it is read.
    let index = reply_struct(operation)?;
    let mut others = version.operations.iter().filter(|other| reply_struct(other) == Some(index));
    let first = others.find_map(|other| page_of(version, other).and(other.documented.paging.as_ref()))?;
    let agree = (&first.items, &first.total, &first.next) == (&paging.items, &paging.total, &paging.next);
    agree.then_some(paging)
}

fn reply_struct(operation: &Operation<'_>) -> Option<usize> {
    match operation.reply {
        Reply::Json(Shape::Struct(index)) => Some(index),
        _ => None,
    }
}

/// How a reply is read as a page.
struct PageOf<'v, 'm> {
    items: &'v Field<'m>,
    total: Option<TokenStream>,
    next: Option<TokenStream>,
}

fn page_of<'v, 'm>(version: &'v Version<'m>, operation: &Operation<'m>) -> Option<PageOf<'v, 'm>> {
    let paging = operation.documented.paging.as_ref()?;
    let object = &version.structs[reply_struct(operation)?];
    let items = field(object, paging.items.as_deref()?)?;
    let Shape::List(item) = &items.shape else { return None };
    let total = number(version, object, &paging.total);
    let next = match &paging.next {
        None => None,
        Some(Next::Member(path)) => {
            let (value, shape) = read(version, object, path)?;
            let mark = if path.len() == 1 { as_text(&value, shape)? } else { borrowed_text(&value, shape)? };
            Some(quote!(hwc_core::Next::said(#mark)))
        }
        Some(Next::LastItem(member)) => {
            let Shape::Struct(index) = **item else { return None };
            let (name, list) = (field(&version.structs[index], member)?, ident(&items.name));
            let mark = as_text(&access(&quote!(item), name), &name.shape)?;
            let last = match object.side {
                Side::Reply => quote!(self.#list.last()),
                _ => quote!(self.#list.as_ref().and_then(|items| items.last())),
            };
            Some(quote!(hwc_core::Next::of_item(#last.and_then(|item| #mark))))
        }
        Some(Next::Links(member)) => Some(links(version, object, member)?),
    };
    Some(PageOf { items, total, next })
}

/// The link among several whose relation is `next`.
fn links(version: &Version<'_>, object: &Struct<'_>, member: &str) -> Option<TokenStream> {
    let field_of_links = field(object, member)?;
    let Shape::List(item) = &field_of_links.shape else { return None };
    let Shape::Struct(index) = **item else { return None };
    let link = &version.structs[index];
    let (relation, address) = (field(link, "rel")?, field(link, "href")?);
    let relation = as_text(&access(&quote!(link), relation), &relation.shape)?;
    let address = as_text(&access(&quote!(link), address), &address.shape)?;
    let list = ident(&field_of_links.name);
    let links = match object.side {
        Side::Reply => quote!(self.#list.iter()),
        _ => quote!(self.#list.iter().flatten()),
    };
    Some(quote! {
        let mut links = #links;
        hwc_core::Next::said(links.find(|link| #relation == Some("next")).and_then(|link| #address))
    })
}

fn field<'v, 'm>(object: &'v Struct<'m>, wire: &str) -> Option<&'v Field<'m>> {
    object.fields.iter().find(|field| field.member.name == wire)
}

fn access(of: &TokenStream, field: &Field<'_>) -> TokenStream {
    let name = ident(&field.name);
    quote!(#of.#name)
}

/// A value in a reply, or in an object of it.
fn read<'v>(version: &'v Version<'_>, object: &'v Struct<'_>, path: &[String]) -> Option<(TokenStream, &'v Shape)> {
    match path {
        [name] => {
            let field = field(object, name)?;
            Some((access(&quote!(self), field), &field.shape))
        }
        [outer, name] => {
            let outer = field(object, outer)?;
            let Shape::Struct(index) = outer.shape else { return None };
            let inner = field(&version.structs[index], name)?;
            let (outer, value) = (access(&quote!(self), outer), access(&quote!(outer), inner));
            Some((quote!(#outer.as_ref().and_then(|outer| #value.as_ref())), &inner.shape))
        }
        _ => None,
    }
}

/// A text as `Option<&str>`.
fn as_text(value: &TokenStream, shape: &Shape) -> Option<TokenStream> {
    match shape {
        Shape::Text => Some(quote!(#value.as_deref())),
        Shape::Enum(_) => Some(quote!(#value.as_ref().map(|value| value.as_str()))),
        _ => None,
    }
}

/// The same of what is borrowed already.
fn borrowed_text(value: &TokenStream, shape: &Shape) -> Option<TokenStream> {
    match shape {
        Shape::Text => Some(quote!(#value.map(String::as_str))),
        Shape::Enum(_) => Some(quote!(#value.map(|value| value.as_str()))),
        _ => None,
    }
}

/// A number, or a text that is one, as `Option<i64>`.
fn number(version: &Version<'_>, object: &Struct<'_>, path: &[String]) -> Option<TokenStream> {
    let (value, shape) = read(version, object, path)?;
    match shape {
        Shape::Integer if path.len() == 1 => Some(value),
        Shape::Integer => Some(quote!(#value.copied())),
        Shape::Text if path.len() == 1 => Some(quote!(#value.as_ref().and_then(|total| total.parse().ok()))),
        Shape::Text => Some(quote!(#value.and_then(|total| total.parse().ok()))),
        _ => None,
    }
}

fn style(paging: &Paging) -> TokenStream {
    let limit = match &paging.limit {
        Some(limit) => quote!(Some(#limit)),
        None => quote!(None),
    };
    let (parameter, first) = (paging.parameter.as_deref().unwrap_or_default(), paging.first);
    let first = proc_macro2::Literal::i64_unsuffixed(first);
    match paging.style {
        PagingStyle::Offset => quote!(Offset { offset: #parameter, limit: #limit, first: #first }),
        PagingStyle::Page => quote!(Page { page: #parameter, limit: #limit, first: #first }),
        PagingStyle::Marker => quote!(Marker { marker: #parameter, limit: #limit }),
        PagingStyle::Link => quote!(Link),
    }
}

/// The operation that tells what became of another one.
struct Asked<'p, 'm> {
    version: &'p Version<'m>,
    operation: &'p Operation<'m>,
    waiting: &'m Waiting,
    /// `crate::v1::SHOW_JOB`
    constant: TokenStream,
    /// `crate::v1::ShowJobReply`
    reply: TokenStream,
}

fn asked<'p, 'm>(plan: &'p Plan<'m>, operation: &Operation<'m>) -> Option<Asked<'p, 'm>> {
    let waiting = operation.documented.waiting.as_ref()?;
    plan.versions.iter().find_map(|version| {
        let operation = version.operations.iter().find(|other| other.documented.key == waiting.ask)?;
        let (module, name) = (ident(&version.module), constant(operation));
        let reply = ident(&version.structs[reply_struct(operation)?].name);
        Some(Asked {
            version,
            operation,
            waiting,
            constant: quote!(crate::#module::#name),
            reply: quote!(crate::#module::#reply),
        })
    })
}

fn outcome(asked: &Asked<'_, '_>) -> TokenStream {
    let (ask, waiting) = (&asked.constant, asked.waiting);
    let give = waiting.give.iter().map(|fill| {
        let (parameter, path) = (&fill.parameter, &fill.member);
        quote!((#parameter, &[#(#path),*]))
    });
    let (state, done, failed) = (&waiting.state, &waiting.done, &waiting.failed);
    let reasons = waiting.reason.iter().map(|path| quote!(&[#(#path),*]));
    let failures = (!failed.is_empty()).then(|| quote!(.with_failures(&[#(#failed),*], &[#(#reasons),*])));
    quote! {
        .with_outcome(hwc_core::Outcome::new(&#ask, &[#(#give),*], &[#(#state),*], &[#(#done),*]) #failures)
    }
}
