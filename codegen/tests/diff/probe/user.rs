//! Code that uses all of a generated crate.
//!
//! In: the files of a crate. Out: the text of a module that calls each operation with each of its setters, builds each
//! type, reads each field, matches each enumeration as open enumerations are matched, and names each error code. The
//! module finds the crate in `crates`. It is compiled and never run: values come from `any`.

use std::fmt::Write;

use codegen::File;
use quote::ToTokens;
use syn::{
    Attribute, FnArg, GenericArgument, Ident, ImplItem, ImplItemFn, Item, ItemImpl, ItemMacro, ItemStruct, LitInt,
    LitStr, PathArguments, ReturnType, Token, Type, TypeParamBound, Visibility, braced,
    parse::{Parse, ParseStream},
};

/// What every module begins with.
const BEGIN: &str = "use hwc_core::{Bytes, Call, Members, Secret, Value};\nuse std::collections::BTreeMap;\n\
                     fn any<T>() -> T { loop {} }\nfn made<T: Default>() -> T { T::default() }\n\
                     fn take<T>(_: T) {}\ntrait Own {}\n";

/// The module that uses a crate.
pub(crate) fn user_of(files: &[File]) -> String {
    let mut user = User::default();
    for file in files {
        if let Some(path) = file.path.strip_prefix("src/").and_then(|path| path.strip_suffix(".rs")) {
            let module = path.trim_end_matches("/mod").replace('/', "::");
            let items = syn::parse_file(&file.text).unwrap().items;
            user.enums.extend(items.iter().filter_map(open_enum));
            user.readable.extend(items.iter().filter_map(readable));
            user.read.push((module, items));
        }
    }
    let manifest = files.iter().find(|file| file.path == "Cargo.toml").unwrap().text.parse::<toml::Table>().unwrap();
    let name = manifest["package"]["name"].as_str().unwrap().replace('-', "_");
    let mut text = format!("use crates::{name} as api;\n{BEGIN}");
    let versions = user.read.iter().map(|(module, _)| module.split("::").next().unwrap().to_owned());
    let mut versions: Vec<String> =
        versions.filter(|one| !["lib", "errors", "missing"].contains(&one.as_str())).collect();
    versions.dedup();
    for version in versions {
        write!(text, "mod {version} {{\nuse super::*;\nuse api::{version}::*;\n").unwrap();
        for (module, items) in user.read.iter().filter(|(module, _)| module.split("::").next() == Some(&version)) {
            items.iter().for_each(|item| user.item(module, item, &mut text));
        }
        text += "}\n";
    }
    let errors = user.read.iter().filter(|(module, _)| module == "errors").flat_map(|(_, items)| items);
    for item in errors {
        if let Item::Const(code) = item {
            writeln!(text, "const {0}: &str = api::errors::{0};", code.ident).unwrap();
        }
    }
    text
}

#[derive(Default)]
struct User {
    read: Vec<(String, Vec<Item>)>,
    enums: Vec<OpenEnum>,
    /// Types that stand in replies.
    readable: Vec<String>,
}

/// `pub enum Mode: str { Fast = "fast" }`
struct OpenEnum {
    name: Ident,
    is_text: bool,
    variants: Vec<Ident>,
}

impl Parse for OpenEnum {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        input.call(Attribute::parse_outer)?;
        input.parse::<Visibility>()?;
        input.parse::<Token![enum]>()?;
        let name = input.parse()?;
        input.parse::<Token![:]>()?;
        let is_text = input.parse::<Ident>()? == "str";
        let body;
        braced!(body in input);
        let mut variants = Vec::new();
        while !body.is_empty() {
            body.call(Attribute::parse_outer)?;
            variants.push(body.parse()?);
            body.parse::<Token![=]>()?;
            if is_text {
                body.parse::<LitStr>()?;
            } else {
                body.parse::<Option<Token![-]>>()?;
                body.parse::<LitInt>()?;
            }
            body.parse::<Option<Token![,]>>()?;
        }
        Ok(OpenEnum { name, is_text, variants })
    }
}

fn open_enum(item: &Item) -> Option<OpenEnum> {
    let Item::Macro(ItemMacro { mac, .. }) = item else { return None };
    mac.path.segments.last().is_some_and(|last| last.ident == "open_enum").then(|| mac.parse_body().unwrap())
}

/// The type of `object!(Tag { … })`, unless it only stands in requests: `object!(@to Tag { … })`.
fn readable(item: &Item) -> Option<String> {
    let Item::Macro(ItemMacro { mac, .. }) = item else { return None };
    let is_object = mac.path.segments.last().is_some_and(|last| last.ident == "object");
    let text = mac.tokens.to_string().replace("@ from", "");
    is_object.then(|| text.split_whitespace().next().unwrap().to_owned()).filter(|first| first != "@")
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

impl User {
    fn item(&self, module: &str, item: &Item, text: &mut String) {
        match item {
            Item::Struct(object) if is_public(&object.vis) => self.object(object, text),
            Item::Type(alias) if is_public(&alias.vis) => {
                writeln!(text, "fn alias_{0}(it: {0}) {{ take::<{0}>(it) }}", alias.ident).unwrap();
            }
            Item::Impl(ItemImpl { trait_: None, self_ty, items, .. }) => {
                let owner = name_of(self_ty);
                let methods = items.iter().filter_map(|item| match item {
                    ImplItem::Fn(method) if is_public(&method.vis) => Some(method),
                    _ => None,
                });
                methods.for_each(|method| self.method(&owner, method, text));
            }
            Item::Macro(_) => {
                if let Some(one) = open_enum(item) {
                    enumeration(&one, text);
                }
            }
            _ => {}
        }
        if let (Some(group), Some(name)) = (module.split("::").nth(1), public_name(item)) {
            let version = module.split("::").next().unwrap();
            writeln!(text, "const _: () = {{ #[allow(unused_imports)] use api::{version}::{group}::{name}; }};")
                .unwrap();
        }
    }

    /// Reads each field, and does what the type derives.
    fn object(&self, object: &ItemStruct, text: &mut String) {
        let name = &object.ident;
        // A type of its own: there may be an implementation for each.
        writeln!(text, "impl Own for {name} {{}}").unwrap();
        writeln!(text, "fn read_{name}(it: &{name}) {{").unwrap();
        for field in object.fields.iter().filter(|field| is_public(&field.vis)) {
            writeln!(text, "    let _: &{} = &it.{};", written(&field.ty), field.ident.as_ref().unwrap()).unwrap();
        }
        let derives = object.attrs.iter().filter(|one| one.path().is_ident("derive"));
        let derives: String = derives.map(|one| one.to_token_stream().to_string()).collect();
        if derives.contains("Clone") {
            writeln!(text, "    take::<{name}>(it.clone());").unwrap();
        }
        if derives.contains("Default") {
            writeln!(text, "    take::<{name}>(made());").unwrap();
        }
        if self.readable.iter().any(|one| name == one) {
            writeln!(text, "    take::<{name}>(hwc_core::serde_json::from_str(\"\").unwrap());").unwrap();
        }
        text.push_str("}\n");
    }

    /// Calls a method that begins something, and all that follows.
    fn method(&self, owner: &str, method: &ImplItemFn, text: &mut String) {
        let name = &method.sig.ident;
        let begun = match &method.sig.output {
            ReturnType::Type(_, ty) => name_of(ty),
            ReturnType::Default => return,
        };
        let (subject, builder) = match (owner, name.to_string().as_str()) {
            ("Client", "new") => return,
            ("Client", _) => (format!("any::<Client>().{name}()"), begun),
            (_, "builder") => (format!("{owner}::builder()"), begun),
            _ => return,
        };
        for is_terse in [false, true] {
            let way = if is_terse { "least" } else { "all" };
            writeln!(text, "fn use_{owner}_{name}_{way}() {{\n    let it = {subject};").unwrap();
            self.chain(&builder, is_terse, text);
            text.push_str("}\n");
        }
    }

    /// Calls the setters of a builder, or only those without which it does not end, and then what ends it.
    fn chain(&self, builder: &str, is_terse: bool, text: &mut String) {
        let mut ends = String::new();
        for setter in self.methods_of(builder) {
            let setter_name = &setter.sig.ident;
            let arguments: Vec<&Type> = setter.sig.inputs.iter().filter_map(typed).collect();
            let ReturnType::Type(_, output) = &setter.sig.output else { continue };
            let call = |loose: bool| {
                let value = |ty: &&Type| match self.given(ty, loose).as_str() {
                    "{integer}" => "1".to_owned(),
                    ty => format!("any::<{ty}>()"),
                };
                let given: Vec<String> = arguments.iter().map(value).collect();
                format!(".{setter_name}({})", given.join(", "))
            };
            match name_of(output).as_str() {
                "Self" if is_terse => {}
                name if name == builder || name == "Self" => {
                    writeln!(text, "    let it = it{}{};", call(false), call(true)).unwrap();
                }
                _ => writeln!(ends, "    let _: {} = it.clone(){};", written(output), call(false)).unwrap(),
            }
        }
        *text += &ends;
    }

    /// Public methods of a builder, those that change its state first.
    fn methods_of(&self, builder: &str) -> Vec<&ImplItemFn> {
        let items = self.read.iter().flat_map(|(_, items)| items);
        let impls = items.filter_map(|item| match item {
            Item::Impl(one) if one.trait_.is_none() && name_of(&one.self_ty) == builder => Some(one),
            _ => None,
        });
        let methods = impls.flat_map(|one| &one.items).filter_map(|item| match item {
            ImplItem::Fn(method) if is_public(&method.vis) && method.sig.receiver().is_some() => Some(method),
            _ => None,
        });
        methods.collect()
    }

    /// A type of which a value can be given: the one that is asked for, or something that becomes it.
    fn given(&self, ty: &Type, loose: bool) -> String {
        match ty {
            Type::ImplTrait(one) => {
                let Some(TypeParamBound::Trait(bound)) = one.bounds.first() else { return written(ty) };
                let last = bound.path.segments.last().unwrap();
                let inner = inner_of(&last.arguments).unwrap();
                match last.ident.to_string().as_str() {
                    "IntoIterator" => format!("Vec<{}>", self.given(inner, loose).replace("{integer}", "i64")),
                    _ if loose => self.loose(inner),
                    _ => written(inner),
                }
            }
            Type::Tuple(tuple) => {
                let parts: Vec<String> = tuple.elems.iter().map(|part| self.given(part, loose)).collect();
                format!("({})", parts.join(", "))
            }
            other => written(other),
        }
    }

    /// What is written where a type is asked for: a literal.
    fn loose(&self, ty: &Type) -> String {
        let name = name_of(ty);
        let is_text = |one: &OpenEnum| one.name == name && one.is_text;
        match name.as_str() {
            "String" | "Secret" => "&'static str".to_owned(),
            "i64" => "{integer}".to_owned(),
            "f64" => "f32".to_owned(),
            _ if self.enums.iter().any(is_text) => "&'static str".to_owned(),
            _ if self.enums.iter().any(|one| one.name == name) => "i64".to_owned(),
            _ => written(ty),
        }
    }
}

fn enumeration(one: &OpenEnum, text: &mut String) {
    let name = &one.name;
    writeln!(text, "fn match_{name}(it: {name}) {{\n    take(it.to_string());\n    match it {{").unwrap();
    for variant in &one.variants {
        writeln!(text, "        {name}::{variant} => take::<{name}>({name}::{variant}),").unwrap();
    }
    let (of, wire) = if one.is_text { ("String", "&str") } else { ("i64", "i64") };
    writeln!(text, "        {name}::Other(other) => take::<{of}>(other),\n        _ => {{}}\n    }}").unwrap();
    writeln!(text, "    take::<{name}>(any::<{wire}>().into());\n}}").unwrap();
}

fn public_name(item: &Item) -> Option<String> {
    match item {
        Item::Struct(one) if is_public(&one.vis) => Some(one.ident.to_string()),
        Item::Type(one) if is_public(&one.vis) => Some(one.ident.to_string()),
        Item::Macro(_) => open_enum(item).map(|one| one.name.to_string()),
        _ => None,
    }
}

fn typed(argument: &FnArg) -> Option<&Type> {
    match argument {
        FnArg::Typed(argument) => Some(&argument.ty),
        FnArg::Receiver(_) => None,
    }
}

fn inner_of(arguments: &PathArguments) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        GenericArgument::AssocType(one) => Some(&one.ty),
        _ => None,
    })
}

/// The last part of a path.
fn name_of(ty: &Type) -> String {
    match ty {
        Type::Path(path) => path.path.segments.last().unwrap().ident.to_string(),
        other => written(other),
    }
}

/// A type as a user writes it.
fn written(ty: &Type) -> String {
    ty.to_token_stream().to_string().replace("crate ::", "api ::")
}
