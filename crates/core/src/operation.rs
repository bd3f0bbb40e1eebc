//! What generated code states about a service and its operations.

use crate::{Outcome, Paging};

/// A service of the cloud, as a generated crate states it.
#[derive(Debug)]
pub struct Service {
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    pub(crate) endpoints: &'static [(&'static str, &'static str)],
}

impl Service {
    /// A service with its short name (`apig`), its title (`API Gateway`) and its endpoints: for each cloud (`huawei`,
    /// `otc`), or for one region (`eu-ch2`), which goes before its cloud, an address with `{region}` in it.
    pub const fn new(
        name: &'static str,
        title: &'static str,
        endpoints: &'static [(&'static str, &'static str)],
    ) -> Self {
        Service { name, title, endpoints }
    }

    /// The short name: first word of the endpoint's host.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The title of the service's documentation.
    pub fn title(&self) -> &'static str {
        self.title
    }
}

/// An operation, as a generated crate states it.
#[derive(Debug)]
pub struct Operation {
    pub(crate) name: &'static str,
    pub(crate) method: Method,
    pub(crate) path: &'static str,
    pub(crate) id: Option<&'static str>,
    pub(crate) scope: Scope,
    pub(crate) body: BodyKind,
    pub(crate) page: &'static str,
    pub(crate) paging: Option<Paging>,
    pub(crate) pages_by_body: bool,
    pub(crate) outcome: Option<Outcome>,
    pub(crate) redirects: bool,
}

impl Operation {
    /// An operation with the name of its method, the HTTP method and the documented path; without scope and body
    /// unless stated.
    pub const fn new(name: &'static str, method: Method, path: &'static str) -> Self {
        Operation {
            name,
            method,
            path,
            id: None,
            scope: Scope::None,
            body: BodyKind::None,
            page: "",
            paging: None,
            pages_by_body: false,
            outcome: None,
            redirects: false,
        }
    }

    /// The operation id of the documentation.
    #[must_use]
    pub const fn with_id(self, id: &'static str) -> Self {
        Operation { id: Some(id), ..self }
    }

    /// What the first placeholder of the path is, where the configuration knows it.
    #[must_use]
    pub const fn with_scope(self, scope: Scope) -> Self {
        Operation { scope, ..self }
    }

    /// What the body is.
    #[must_use]
    pub const fn with_body(self, body: BodyKind) -> Self {
        Operation { body, ..self }
    }

    /// The page that documents the operation.
    #[must_use]
    pub const fn with_page(self, page: &'static str) -> Self {
        Operation { page, ..self }
    }

    /// How the list is continued that the operation answers with.
    #[must_use]
    pub const fn with_paging(self, paging: Paging) -> Self {
        Operation { paging: Some(paging), ..self }
    }

    /// The list is continued by members of the body, not by the query.
    #[must_use]
    pub const fn with_pages_by_body(self) -> Self {
        Operation { pages_by_body: true, ..self }
    }

    /// How to learn when what the operation begins is done.
    #[must_use]
    pub const fn with_outcome(self, outcome: Outcome) -> Self {
        Operation { outcome: Some(outcome), ..self }
    }

    /// It answers with a redirection, which is its reply on success: the header `Location` tells where what was asked for
    /// is. It is not followed, since credentials would go there.
    #[must_use]
    pub const fn with_redirect(self) -> Self {
        Operation { redirects: true, ..self }
    }

    /// Whether a status is that of a reply on success. 300 is how services list their versions.
    pub(crate) fn is_success(&self, status: u16) -> bool {
        matches!(status, 200..=300) || self.redirects && matches!(status, 301..=303 | 307 | 308)
    }

    /// Name of the method that calls it.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The operation id of the documentation.
    pub fn id(&self) -> Option<&'static str> {
        self.id
    }

    /// HTTP method.
    pub fn method(&self) -> Method {
        self.method
    }

    /// The documented path.
    pub fn path(&self) -> &'static str {
        self.path
    }

    /// The page that documents it.
    pub fn page(&self) -> &'static str {
        self.page
    }
}

/// HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Method {
    Get,
    Head,
    Post,
    Put,
    Patch,
    Delete,
    Options,
}

impl Method {
    /// The method on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Head => "HEAD",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Patch => "PATCH",
            Method::Delete => "DELETE",
            Method::Options => "OPTIONS",
        }
    }
}

/// What the first placeholder of a path stands for, where it comes from the configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The project.
    Project,
    /// The domain, also called account or tenant.
    Domain,
    /// Nothing of the kind.
    None,
}

/// What is sent as the body of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BodyKind {
    /// Nothing.
    None,
    /// A JSON object of the members that are given, or any JSON given as a whole.
    Json,
    /// A JSON object with this one member, which is an object of the members that are given.
    JsonWrapped(&'static str),
    /// Bytes of this media type.
    Bytes(&'static str),
    /// A form of the members and files that are given: `multipart/form-data`.
    Form,
}
