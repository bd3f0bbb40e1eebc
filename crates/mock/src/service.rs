//! Models made ready for answering: operations by path, types by id, replies written out.

use std::collections::HashMap;
use std::sync::Arc;

use hwc_model::{Member, Model, Operation};
use hyper::Method;
use regex_lite::Regex;

use crate::documented;
use crate::reply::Reply;
use crate::route::Routes;
use crate::state::{self, Role};
use crate::synthesis::Types;

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
    /// What is answered where nothing is wrong.
    pub(crate) success: Reply,
    /// What it does to resources.
    pub(crate) role: Option<Role>,
    /// What a reply about resources looks like.
    pub(crate) template: Reply,
}

impl Prepared {
    /// The member of the body that tells the operation from others with its method and path.
    pub(crate) fn body_key(&self) -> Option<&str> {
        self.operation.key.split_once('#').map(|(_, key)| key)
    }

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

    fn add(&mut self, model: Model) {
        let patterns = patterns(&model);
        let types = model.types.into_iter().map(|ty| (ty.id.clone(), ty)).collect();
        let known = Arc::new(Known { types, patterns });
        let roles = state::roles(&model.operations);
        for (operation, role) in model.operations.into_iter().zip(roles) {
            let method = method(operation.method);
            for path in std::iter::once(&operation.path).chain(&operation.aliases) {
                self.routes.add(&method, path, self.operations.len());
            }
            let success = documented::success(&operation, &known.types);
            let template = match &role {
                Some(Role::List(_)) if !state::has_sample(&success) => documented::made_up(&operation, &known.types),
                _ => success.clone(),
            };
            self.operations.push(Prepared { operation, known: Arc::clone(&known), success, role, template });
        }
        self.keys.push(model.service.key);
    }
}

fn patterns(model: &Model) -> HashMap<String, Regex> {
    let in_types = model.types.iter().flat_map(|ty| &ty.members);
    let in_operations = model.operations.iter().flat_map(|o| &o.parameters).map(|p| &p.member);
    let pattern = |member: &Member| member.bounds.pattern.clone();
    let texts = in_types.chain(in_operations).filter_map(pattern);
    texts.filter_map(|text| Some((Regex::new(&text).ok()?, text))).map(|(regex, text)| (text, regex)).collect()
}

fn method(method: hwc_model::Method) -> Method {
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
