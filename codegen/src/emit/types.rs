//! Structs of object types, the table lines that read and write them, and the builders of request types.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    builders::{Builder, Finish, Setter},
    operations::{deprecation, enum_values},
    repeat::emit_page,
    rust::{field_type, ident, literal, takes_into},
};
use crate::{
    docs::{Docs, code, member_facts},
    format::Piece,
    plan::{Field, Reply, Shape, Side, Struct, Version},
};

/// Columns of a line.
const WIDTH: usize = 100;

/// A struct with everything that belongs to it.
pub(super) fn emit_struct(version: &Version<'_>, object: &Struct<'_>) -> Vec<Piece> {
    let mut pieces = vec![Piece::Items(definition(version, object)), Piece::Text(table_line(object))];
    pieces.extend(instants_line(object).map(Piece::Text));
    pieces.extend(emit_page(version, object).map(Piece::Items));
    if object.side != Side::Reply {
        let builder = builder(version, object);
        let state = if builder.has_state() { "<S>" } else { "" };
        pieces.extend(builder_items(object, &builder));
        pieces.push(Piece::Text(format!("hwc_core::builder!({}{state} -> {});\n", builder.name, object.name)));
    }
    pieces.extend(object.aliases.iter().map(|alias| emit_alias(object, alias)));
    pieces
}

/// A name that was given out before two tables became one.
fn emit_alias(object: &Struct<'_>, alias: &str) -> Piece {
    let (name, docs) = (ident(&object.name), Docs::new(&format!("Another name of [`{}`].", object.name)).tokens());
    let alias = ident(alias);
    Piece::Items(quote!(#docs pub type #alias = #name;))
}

fn definition(version: &Version<'_>, object: &Struct<'_>) -> TokenStream {
    let name = ident(&object.name);
    let docs = struct_docs(version, object).tokens();
    let has_mandatory = object.fields.iter().any(|field| field.mandatory);
    let default = (!has_mandatory).then(|| quote!(, Default));
    let fields = object.fields.iter().map(|field| {
        let (name, docs) = (ident(&field.name), field_docs(version, object, field).tokens());
        let ty = field_type(version, object.side, &field.shape, field.boxed);
        quote!(#docs pub #name: #ty,)
    });
    quote! {
        #docs
        #[derive(Clone, Debug #default)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
            /// Members that no field holds, written back as they were read.
            pub unknown_members: Members,
        }
    }
}

fn struct_docs(version: &Version<'_>, object: &Struct<'_>) -> Docs {
    let documented = object.documented;
    let named = match &documented.name {
        Some(name) => format!("The documented type {}.", code(name)),
        None => role(version, object),
    };
    let docs = Docs::default().text_or(documented.description.as_deref(), &named);
    let mandatory: Vec<String> =
        object.fields.iter().filter(|field| field.mandatory).map(|field| format!("`{}`", field.name)).collect();
    let docs = if mandatory.is_empty() { docs } else { docs.say(&format!("Mandatory: {}.", mandatory.join(", "))) };
    docs.say(&source(&documented.source))
}

/// What a type without a documented name is for: the first thing that refers to it.
fn role(version: &Version<'_>, object: &Struct<'_>) -> String {
    let is_it = |shape: &Shape| match shape.leaf() {
        Shape::Struct(index) => std::ptr::eq(&version.structs[*index], object),
        _ => false,
    };
    for operation in &version.operations {
        if matches!(&operation.reply, Reply::Json(shape) if is_it(shape)) {
            return format!("What `{}` answers with.", operation.method);
        }
        if let Some(setter) = operation.setters.iter().find(|setter| is_it(&setter.shape)) {
            return format!("What `{}` of `{}` takes.", setter.name, operation.method);
        }
    }
    let owner = version.structs.iter().find_map(|owner| {
        let field = owner.fields.iter().find(|field| is_it(&field.shape))?;
        Some(format!("What `{}` of `{}` holds.", field.name, owner.name))
    });
    owner.unwrap_or_else(|| "An object that the documentation gives no name.".to_owned())
}

/// `Source: `page.rst`, table 3.`
pub(super) fn source(source: &hwc_model::Source) -> String {
    let mut line = format!("Source: {}", code(&source.page));
    if source.table > 0 {
        line.push_str(&format!(", table {}", source.table));
    }
    if source.row > 0 {
        line.push_str(&format!(", row {}", source.row));
    }
    line.push('.');
    line
}

fn field_docs(version: &Version<'_>, object: &Struct<'_>, field: &Field<'_>) -> Docs {
    let member = field.member;
    let values = enum_values(version, &field.shape);
    let docs = Docs::default().description(member, &values, &format!("{}.", code(&member.name)));
    let docs = deprecation(docs, member.deprecated.as_deref());
    let spelled =
        (field.name != member.name && member.description.is_some()).then(|| format!("{}.", code(&member.name)));
    let facts = member_facts(member, field.mandatory && object.side != Side::Reply);
    docs.facts(&spelled.into_iter().chain(facts).collect::<Vec<_>>())
}

/// `hwc_core::object!(Tag { key "key" value "value" } in "tags.rst" 3);`
fn table_line(object: &Struct<'_>) -> String {
    let (direction, source) = match object.side {
        Side::Request => ("@to ", String::new()),
        _ => ("", table_source(object)),
    };
    let members = object.fields.iter().map(|field| format!("{} {}", field.name, literal(&field.member.name)));
    macro_line("object", &format!("{direction}{}", object.name), &members.collect::<Vec<_>>(), &source)
}

/// `hwc_core::instants!(Tag { created_at });`
fn instants_line(object: &Struct<'_>) -> Option<String> {
    let fields = object.fields.iter().filter(|field| field.instant);
    let fields: Vec<String> = fields.map(|field| field.name.clone()).collect();
    (!fields.is_empty()).then(|| macro_line("instants", &object.name, &fields, ""))
}

/// A call of a macro of the runtime; each member, or what stands behind them, on a line of its own where one line is
/// too short.
fn macro_line(name: &str, subject: &str, members: &[String], behind: &str) -> String {
    let line = format!("hwc_core::{name}!({subject} {{ {} }}", members.join(" "));
    let width = line.chars().count() + ");".len();
    if width + behind.chars().count() <= WIDTH {
        return format!("{line}{behind});\n");
    }
    if width <= WIDTH {
        return format!("{line}\n   {behind});\n");
    }
    let members: String = members.iter().map(|member| format!("    {member}\n")).collect();
    format!("hwc_core::{name}!({subject} {{\n{members}}}{behind});\n")
}

/// ` in "tags.rst" 3`, with the rows where the fields do not have them one after the other; one that stands in another
/// table counts as none.
fn table_source(object: &Struct<'_>) -> String {
    let hwc_model::Source { page, table, .. } = &object.documented.source;
    if *table == 0 {
        return String::new();
    }
    let row = |field: &Field<'_>| match &field.member.source {
        source if source.page.is_empty() && source.table == 0 => source.row,
        _ => 0,
    };
    let rows: Vec<u32> = object.fields.iter().map(row).collect();
    let is_plain = rows.iter().zip(1..).all(|(row, number)| *row == number);
    let rows: String = rows.iter().filter(|_| !is_plain).map(|row| format!(" {row}")).collect();
    format!(" in {} {table}{rows}", literal(page))
}

/// The builder of a nested type.
fn builder<'a>(version: &'a Version<'a>, object: &'a Struct<'a>) -> Builder<'a> {
    let set = object.fields.iter().filter(|field| !field.member.read_only);
    let setters = set.map(|field| Setter {
        name: &field.name,
        docs: field_docs(version, object, field),
        mandatory: field.mandatory,
        shape: &field.shape,
        store: store(field, &kept(field)),
        store_into: (!field.boxed && takes_into(&field.shape)).then(|| store(field, &quote!(value.into()))),
        store_null: field.member.nullable.then(|| {
            let (name, wire) = (ident(&field.name), &field.member.name);
            quote! {
                self.value.#name = None;
                self.value.unknown_members.insert(#wire, Value::Null);
            }
        }),
    });
    Builder {
        version,
        name: ident(&format!("{}Builder", object.name)),
        holds: ident("value"),
        setters: setters.collect(),
    }
}

/// The local `value` as the field keeps it.
fn kept(field: &Field<'_>) -> TokenStream {
    if field.boxed { quote!(Box::new(value)) } else { quote!(value) }
}

fn store(field: &Field<'_>, value: &TokenStream) -> TokenStream {
    let (name, wire) = (ident(&field.name), &field.member.name);
    let clear = field.member.nullable.then(|| quote!(self.value.unknown_members.remove(#wire);));
    quote! {
        self.value.#name = Some(#value);
        #clear
    }
}

fn builder_items(object: &Struct<'_>, builder: &Builder<'_>) -> Vec<Piece> {
    let (name, struct_name, value) = (&builder.name, ident(&object.name), builder.state_value());
    let docs = Docs::new(&format!("Builder of [`{}`].", object.name));
    let finish = Finish {
        docs: Docs::new(&format!("The finished `{}`.", object.name)),
        signature: quote!(build(self) -> #struct_name),
        body: quote!(self.value),
    };
    let begin = quote! {
        impl #struct_name {
            /// A builder with nothing given.
            #[inline]
            pub fn builder() -> #name {
                #name { value: hwc_core::Object::blank(), #value }
            }
        }
    };
    vec![
        Piece::Items(begin),
        builder.definition(&docs, "a builder is nothing before `.build()`", &object.name),
        Piece::Items(builder.impls(&[finish])),
    ]
}
