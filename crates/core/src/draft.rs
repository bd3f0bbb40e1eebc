//! A request in the making: the values that a builder was given, each in its place.
//!
//! One type for all operations, so that a generated setter is a single call.

use std::{borrow::Cow, fmt};

use bytes::Bytes;
use serde::Serialize;

use crate::{
    BodyKind, Call, CallOptions, Client, Content, Error, Items, Operation, Page, Pages, Param, Preview, Scope, Wait,
    call::Reply,
    error,
    form::{File, Form},
    outcome, secret,
};

/// What a builder has been given so far. Generated code holds one in each builder; programs have
/// use for it only where an operation stands in no crate, see the [guide](crate::guide::configuration).
#[derive(Clone)]
pub struct Draft(Box<Inner>);

#[derive(Clone)]
struct Inner {
    client: Client,
    operation: &'static Operation,
    path: Vec<Given>,
    query: Vec<Given>,
    headers: Vec<Given>,
    body: Body,
    /// Beside the members of a form.
    files: Vec<File>,
    options: CallOptions,
    /// A value that cannot be written as JSON; reported by the call.
    unwritable: Option<String>,
}

/// A value in its place, as text.
#[derive(Clone)]
pub(crate) struct Given {
    pub(crate) name: Cow<'static, str>,
    pub(crate) text: String,
    /// The text to be printed, where it is another.
    pub(crate) printed: Option<String>,
}

impl Given {
    /// The text as it may be printed.
    pub(crate) fn printed(&self) -> &str {
        self.printed.as_ref().unwrap_or(&self.text)
    }
}

#[derive(Clone)]
enum Body {
    Members(Vec<Given>),
    Whole(Given),
    Content(Content),
}

impl Draft {
    /// A request for which nothing was given yet.
    pub fn new(client: &Client, operation: &'static Operation) -> Self {
        Draft(Box::new(Inner {
            client: client.clone(),
            operation,
            path: Vec::new(),
            query: Vec::new(),
            headers: Vec::new(),
            body: Body::Members(Vec::new()),
            files: Vec::new(),
            options: CallOptions::default(),
            unwritable: None,
        }))
    }

    /// Gives a placeholder of the path its value.
    pub fn path(&mut self, name: &'static str, value: &dyn Param) {
        put(&mut self.0.path, name, value);
    }

    /// Gives a query parameter its value; a list repeats the name.
    pub fn query(&mut self, name: &'static str, value: &dyn Param) {
        put(&mut self.0.query, name, value);
    }

    /// Gives a header its value.
    pub fn header(&mut self, name: &'static str, value: &dyn Param) {
        put(&mut self.0.headers, name, value);
    }

    /// Gives a member of the body its value.
    pub fn member<T: Serialize + ?Sized>(&mut self, name: impl Into<Cow<'static, str>>, value: &T) {
        let written = secret::write_json(value);
        self.store_member(name.into(), written);
    }

    /// Gives a placeholder of the path what becomes its value: [`path`](Self::path) for setters, in one call.
    #[inline]
    pub fn set_path<T: Param>(&mut self, name: &'static str, value: impl Into<T>) {
        self.path(name, &value.into());
    }

    /// Gives a query parameter what becomes its value.
    #[inline]
    pub fn set_query<T: Param>(&mut self, name: &'static str, value: impl Into<T>) {
        self.query(name, &value.into());
    }

    /// Gives a header what becomes its value.
    #[inline]
    pub fn set_header<T: Param>(&mut self, name: &'static str, value: impl Into<T>) {
        self.header(name, &value.into());
    }

    /// Gives a member of the body what becomes its value.
    #[inline]
    pub fn set_member<T: Serialize>(&mut self, name: &'static str, value: impl Into<T>) {
        self.member(name, &value.into());
    }

    /// Gives the body a member that its documentation does not have.
    #[inline]
    pub fn extra_member(&mut self, name: impl Into<String>, value: impl Into<serde_json::Value>) {
        self.member(name.into(), &value.into());
    }

    /// Gives a member of the body a value that must not be printed.
    pub fn secret_member<T: Serialize + ?Sized>(&mut self, name: impl Into<Cow<'static, str>>, value: &T) {
        let written = serde_json::to_string(value).map(|json| (json, Some(format!("\"{}\"", secret::MASK))));
        self.store_member(name.into(), written);
    }

    /// Gives a member of the body the value `null`.
    pub fn null(&mut self, name: &'static str) {
        self.store_member(name.into(), Ok(("null".to_owned(), None)));
    }

    /// Gives the body as a whole.
    pub fn body<T: Serialize + ?Sized>(&mut self, value: &T) {
        match secret::write_json(value) {
            Ok((text, printed)) => self.0.body = Body::Whole(Given { name: Cow::Borrowed(""), text, printed }),
            Err(error) => self.0.unwritable = Some(format!("the body: {error}")),
        }
    }

    /// Gives the body as bytes, at once or as a stream.
    pub fn bytes(&mut self, bytes: impl Into<Content>) {
        self.0.body = Body::Content(bytes.into());
    }

    /// Gives a form one of its files.
    pub fn file(&mut self, name: impl Into<Cow<'static, str>>, content: impl Into<Content>) {
        let (name, content) = (name.into(), content.into());
        self.0.files.retain(|(known, _)| *known != name);
        self.0.files.push((name, content));
    }

    /// What is different for this one call.
    pub fn options(&mut self, options: CallOptions) {
        self.0.options = options;
    }

    /// The call, ready to be awaited.
    pub fn call<T: Reply>(self) -> Call<T> {
        Call::new(self)
    }

    /// The pages of the list that the operation answers with.
    pub fn pages<T: Page>(self) -> Pages<T> {
        Pages::new(self)
    }

    /// The items of the list that the operation answers with.
    pub fn items<T: Page>(self) -> Items<T> {
        self.pages().items()
    }

    /// The call, and then the question until what it began is done.
    pub fn wait<T: Reply>(self, wait: Wait) -> Call<T> {
        Call::of(outcome::learn(self, wait))
    }

    /// What would be sent.
    pub fn preview(&self) -> Preview {
        Preview::of(self)
    }

    pub(crate) fn client(&self) -> &Client {
        &self.0.client
    }

    pub(crate) fn operation(&self) -> &'static Operation {
        self.0.operation
    }

    pub(crate) fn call_options(&self) -> &CallOptions {
        &self.0.options
    }

    /// Id of the project or domain that is called, where the call or the configuration says it.
    pub(crate) fn scope_id(&self) -> Option<&str> {
        let scope = self.0.operation.scope;
        let own = match scope {
            Scope::Project => &self.0.options.project_id,
            Scope::Domain => &self.0.options.domain_id,
            Scope::None => &None,
        };
        own.as_deref().or_else(|| self.0.client.config().scope_id(scope))
    }

    pub(crate) fn path_values(&self) -> &[Given] {
        &self.0.path
    }

    pub(crate) fn query_values(&self) -> &[Given] {
        &self.0.query
    }

    /// Takes over what another request has in its path.
    pub(crate) fn inherit_path(&mut self, other: &Draft) {
        self.0.path.clone_from(&other.0.path);
    }

    /// The query of a link, and of what was given that which it does not name.
    pub(crate) fn follow(&mut self, query: Vec<Given>) {
        self.0.query.retain(|given| query.iter().all(|linked| linked.name != given.name));
        self.0.query.extend(query);
    }

    /// What says where a page begins or how long it is.
    fn paging_values(&self) -> &[Given] {
        match &self.0.body {
            Body::Members(members) if self.0.operation.pages_by_body => members,
            _ => &self.0.query,
        }
    }

    /// Whether such a parameter was given.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.paging_values().iter().any(|given| given.name == name)
    }

    /// A number that says where a page begins or how long it is.
    pub(crate) fn number(&self, name: &str) -> Option<i64> {
        self.paging_values().iter().find(|given| given.name == name)?.text.parse().ok()
    }

    /// Gives such a number.
    pub(crate) fn give_number(&mut self, name: &'static str, number: i64) {
        if self.0.operation.pages_by_body { self.member(name, &number) } else { self.query(name, &number) }
    }

    /// Gives the mark of a page.
    pub(crate) fn give_text(&mut self, name: &'static str, text: &str) {
        if self.0.operation.pages_by_body { self.member(name, text) } else { self.query(name, &text) }
    }

    pub(crate) fn header_values(&self) -> &[Given] {
        &self.0.headers
    }

    /// The body as bytes or as a stream; nothing where none is to be sent, or where it is a form.
    pub(crate) fn content(&self) -> Option<Content> {
        match &self.0.body {
            Body::Content(content) => Some(content.clone()),
            _ => self.written_body().map(Content::from),
        }
    }

    /// Whether the body was given as bytes or as a stream.
    pub(crate) fn is_content(&self) -> bool {
        matches!(self.0.body, Body::Content(_))
    }

    /// The body as a form, where it is one.
    pub(crate) fn form(&self) -> Option<Form> {
        match &self.0.body {
            Body::Members(members) if self.is_form() => Some(Form::new(members, &self.0.files)),
            _ => None,
        }
    }

    fn is_form(&self) -> bool {
        self.0.operation.body == BodyKind::Form
    }

    /// The body, or nothing where none is to be sent, or where it is a stream or a form.
    pub(crate) fn written_body(&self) -> Option<Bytes> {
        match &self.0.body {
            Body::Content(content) => content.bytes().cloned(),
            Body::Members(_) if self.is_form() => None,
            _ => self.json_body(|given| &given.text).map(Bytes::from),
        }
    }

    /// The body as it may be printed.
    pub(crate) fn printed_body(&self) -> Option<String> {
        match &self.0.body {
            Body::Content(content) => Some(format!("{content:?}")),
            Body::Members(members) if self.is_form() => {
                let fields = members.iter().map(|given| error::mask(&format!("{}: {}", given.name, given.printed())));
                let files = self.0.files.iter().map(|(name, content)| format!("{name}: {content:?}"));
                Some(fields.chain(files).collect::<Vec<_>>().join("\n"))
            }
            _ => self.json_body(Given::printed).map(|body| error::mask(&body)),
        }
    }

    fn json_body(&self, text: impl Fn(&Given) -> &str) -> Option<String> {
        let members = match &self.0.body {
            Body::Whole(whole) => return Some(text(whole).to_owned()),
            Body::Members(members) if members.is_empty() && !self.takes_json() => return None,
            Body::Members(members) => members,
            Body::Content(_) => return None,
        };
        let mut json = String::with_capacity(members.iter().map(|given| given.name.len() + given.text.len() + 4).sum());
        let mut separator = "{";
        for given in members {
            json.push_str(separator);
            json.push_str(&json_string(&given.name));
            json.push(':');
            json.push_str(text(given));
            separator = ",";
        }
        json.push_str(if members.is_empty() { "{}" } else { "}" });
        Some(match self.0.operation.body {
            BodyKind::JsonWrapped(wrapper) => format!("{{{}:{json}}}", json_string(wrapper)),
            _ => json,
        })
    }

    fn takes_json(&self) -> bool {
        matches!(self.0.operation.body, BodyKind::Json | BodyKind::JsonWrapped(_))
    }

    /// The first value that could not be written, as an error.
    pub(crate) fn check(&self) -> Result<(), Error> {
        match &self.0.unwritable {
            Some(what) => Err(Error::usage(format!("cannot be written as JSON: {what}")).of(self.0.operation)),
            None => Ok(()),
        }
    }

    fn store_member(&mut self, name: Cow<'static, str>, written: serde_json::Result<(String, Option<String>)>) {
        let (text, printed) = match written {
            Ok(written) => written,
            Err(error) => return self.0.unwritable = Some(format!("member `{name}`: {error}")),
        };
        if !matches!(self.0.body, Body::Members(_)) {
            self.0.body = Body::Members(Vec::new());
        }
        if let Body::Members(members) = &mut self.0.body {
            set(members, Given { name, text, printed });
        }
    }
}

/// The last value given counts, and stands where the first one stood.
fn set(all: &mut Vec<Given>, given: Given) {
    match all.iter_mut().find(|known| known.name == given.name) {
        Some(known) => *known = given,
        None => all.push(given),
    }
}

fn put(all: &mut Vec<Given>, name: &'static str, value: &dyn Param) {
    all.retain(|known| known.name != name);
    let printed = value.is_secret().then(|| secret::MASK.to_owned());
    value.put(&mut |text| {
        all.push(Given { name: Cow::Borrowed(name), text: text.to_owned(), printed: printed.clone() });
    });
}

pub(crate) fn json_string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.preview(), f)
    }
}
