//! Models made ready for answering: operations by path, types by id, replies written out.

use std::collections::HashMap;
use std::sync::Arc;

use hwc_model::{Json, Member, Model, Operation, Type};
use hyper::Method;
use regex_lite::Regex;

use crate::documented;
use crate::reply::Reply;
use crate::route::Routes;
use crate::state::{self, Role, Template};
use crate::synthesis::Types;
use crate::waiting::Outcomes;

/// What all operations of a service share.
#[derive(Debug)]
pub(crate) struct Known {
    pub(crate) types: Types,
    /// Patterns that are regular expressions, by their text.
    pub(crate) patterns: HashMap<String, Regex>,
}

/// An operation made ready.
#[derive(Debug)]
pub(crate) struct Prepared {
    pub(crate) operation: Operation,
    pub(crate) known: Arc<Known>,
    /// The member of the body that tells the operation from others with its method and path, where it is one.
    pub(crate) body_key: Option<String>,
    /// What is answered where nothing is wrong.
    pub(crate) success: Reply,
    /// What it does to resources.
    pub(crate) role: Option<Role>,
    /// What a reply about resources looks like.
    pub(crate) template: Template,
    /// Number of the service.
    pub(crate) service: usize,
}

impl Prepared {
    /// The names that a script may call the operation by.
    pub(crate) fn names(&self) -> Vec<&str> {
        let id = self.operation.id.as_deref();
        [Some(self.operation.key.as_str()), id].into_iter().flatten().collect()
    }
}

/// All operations of all services.
#[derive(Debug, Default)]
pub(crate) struct Services {
    pub(crate) operations: Vec<Prepared>,
    pub(crate) routes: Routes,
    /// Short names of the services.
    pub(crate) keys: Vec<String>,
}

impl Services {
    pub(crate) fn of(models: Vec<Model>) -> Self {
        let mut services = Services::default();
        for model in models {
            services.add(model);
        }
        services.routes.sort();
        services
    }

    fn add(&mut self, mut model: Model) {
        Outcomes::open(&mut model.operations);
        let patterns = patterns(&model);
        let types = model.types.into_iter().map(|ty| (ty.id.clone(), ty)).collect();
        let known = Arc::new(Known { types, patterns });
        let service = self.keys.len();
        let (roles, outcomes) = (state::roles(&model.operations, &known.types), Outcomes::of(&model.operations));
        for (operation, role) in model.operations.into_iter().zip(roles) {
            let method = method(operation.method);
            for path in std::iter::once(&operation.path).chain(&operation.aliases) {
                self.routes.add(&method, path, self.operations.len());
            }
            let success = outcomes.settle(&operation, documented::success(&operation, &known.types));
            let typed = outcomes.settle(&operation, documented::made_up(&operation, &known.types));
            let is_enough = role.as_ref().is_none_or(|role| state::has_sample(&success, role));
            let template = Template::new(if is_enough { success.clone() } else { typed.clone() }, &typed);
            let body_key = body_key(&operation, &known.types);
            let known = Arc::clone(&known);
            self.operations.push(Prepared { body_key, operation, known, success, role, template, service });
        }
        self.keys.push(model.service.key);
    }
}

/// What stands behind the `#` of the key, where documentation or examples have such a member; else it is only a word
/// that keeps keys apart.
fn body_key(operation: &Operation, types: &Types) -> Option<String> {
    let (_, key) = operation.key.split_once('#')?;
    let documented = operation.body.iter().filter_map(|body| match &body.ty {
        Type::Object(id) => types.get(id),
        _ => None,
    });
    let shown = operation.request_examples.iter().filter_map(|example| match &example.body {
        Some(Json::Object(members)) => Some(members),
        _ => None,
    });
    let is_member = documented.flat_map(|ty| &ty.members).any(|member| member.name == key)
        || shown.flatten().any(|(name, _)| name == key);
    is_member.then(|| key.to_owned())
}

fn patterns(model: &Model) -> HashMap<String, Regex> {
    let in_types = model.types.iter().flat_map(|ty| &ty.members);
    let in_operations = model.operations.iter().flat_map(|o| &o.parameters).map(|p| &p.member);
    let pattern = |member: &Member| member.bounds.pattern.clone();
    let texts = in_types.chain(in_operations).filter_map(pattern);
    texts.filter_map(|text| Some((Regex::new(&text).ok()?, text))).map(|(regex, text)| (text, regex)).collect()
}

/// The method as HTTP has it.
pub(crate) fn method(method: hwc_model::Method) -> Method {
    match method {
        hwc_model::Method::Get => Method::GET,
        hwc_model::Method::Head => Method::HEAD,
        hwc_model::Method::Post => Method::POST,
        hwc_model::Method::Put => Method::PUT,
        hwc_model::Method::Patch => Method::PATCH,
        hwc_model::Method::Delete => Method::DELETE,
        hwc_model::Method::Options => Method::OPTIONS,
    }
}
