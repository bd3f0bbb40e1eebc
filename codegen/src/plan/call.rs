//! One operation as a call: what the configuration gives, what the caller gives and where it goes, what comes back.

use hwc_model::{Body, Member, Operation, Type};

use super::{Scope, Types};
use crate::{lock::LockedOperation, names};

/// Where a value is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// A placeholder of the path.
    Path,
    /// The query.
    Query,
    /// A header.
    Header,
    /// A member of the JSON body.
    Member,
    /// The body as a whole.
    Body,
}

impl Place {
    /// As `names.lock` and prefixes of setters have it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Place::Path => "path",
            Place::Query => "query",
            Place::Header => "header",
            Place::Member | Place::Body => "body",
        }
    }
}

/// What kind of body is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BodyKind<'m> {
    /// None.
    None,
    /// JSON.
    Json,
    /// JSON inside an object of this one member.
    Wrapped(&'m str),
    /// Bytes of this media type.
    Bytes(&'m str),
    /// Members and files as a form.
    Form,
}

/// An operation without names.
pub(crate) struct Call<'m> {
    pub(crate) documented: &'m Operation,
    pub(crate) scope: Option<Scope>,
    pub(crate) body: BodyKind<'m>,
    pub(crate) inputs: Vec<Input<'m>>,
    pub(crate) reply: Option<&'m Type>,
}

/// Something the caller gives.
#[derive(Clone, Copy)]
pub(crate) struct Input<'m> {
    pub(crate) place: Place,
    pub(crate) wire: &'m str,
    pub(crate) ty: &'m Type,
    pub(crate) member: Option<&'m Member>,
    pub(crate) mandatory: bool,
}

impl Input<'_> {
    /// The name of the input in `names.lock`.
    pub(crate) fn key(&self) -> String {
        input_key(self.place, self.wire)
    }
}

/// The name in `names.lock` of what is sent at a place.
pub(crate) fn input_key(place: Place, wire: &str) -> String {
    match place {
        Place::Body => "body".to_owned(),
        _ => format!("{}.{wire}", place.word()),
    }
}

/// Reads an operation as a call.
pub(super) fn read_call<'m>(
    documented: &'m Operation,
    types: &Types<'m>,
    locked: Option<&LockedOperation>,
) -> Call<'m> {
    let was = |place, wire: &str| locked.is_some_and(|locked| locked.mandatory.contains(&input_key(place, wire)));
    let scope = scope(&documented.path);
    let mut inputs = path_inputs(documented, scope.is_some());
    for (place, of) in [(Place::Query, hwc_model::Place::Query), (Place::Header, hwc_model::Place::Header)] {
        let parameters = documented.parameters.iter().filter(|parameter| parameter.place == of);
        inputs.extend(
            parameters
                .map(|parameter| &parameter.member)
                .filter(|member| place != Place::Header || !names::is_transport_header(&member.name))
                .map(|member| input(place, member, was(place, &member.name))),
        );
    }
    let body = match &documented.body {
        Some(body) => read_body(body, types, locked, &mut inputs),
        None => BodyKind::None,
    };
    Call { documented, scope, body, inputs, reply: reply(documented) }
}

fn input<'m>(place: Place, member: &'m Member, was: bool) -> Input<'m> {
    Input {
        place,
        wire: &member.name,
        ty: &member.ty,
        member: Some(member),
        mandatory: super::is_mandatory(member, was),
    }
}

/// Placeholders in their order; a second one of a name is the first one again.
fn path_inputs(documented: &Operation, scoped: bool) -> Vec<Input<'_>> {
    let mut inputs: Vec<Input<'_>> = Vec::new();
    for wire in placeholders(&documented.path).skip(usize::from(scoped)) {
        let row =
            documented.parameters.iter().find(|row| row.place == hwc_model::Place::Path && row.member.name == wire);
        let member = row.map(|row| &row.member);
        let ty = member.map_or(&Type::String, |member| &member.ty);
        if inputs.iter().all(|known| known.wire != wire) {
            inputs.push(Input { place: Place::Path, wire, ty, member, mandatory: true });
        }
    }
    inputs
}

/// The names between braces.
pub(crate) fn placeholders(path: &str) -> impl Iterator<Item = &str> {
    path.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name)
}

/// What the configuration gives: the first placeholder, right after the version or the prefix of the service.
///
/// `/v2/{project_id}/instances` is in a project; `/v3/projects/{project_id}` is about one, and nobody deletes a
/// project by forgetting a setter.
fn scope(path: &str) -> Option<Scope> {
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    let at = segments.iter().position(|segment| segment.contains('{'))?;
    let name = segments[at].strip_prefix('{')?.strip_suffix('}')?;
    let scope = names::scope_of(name)?;
    let is_last = at + 1 == segments.len();
    let before = &segments[..at];
    let follows_version = before.last().is_some_and(|segment| is_version(segment));
    let follows_prefix = match before {
        [prefix] => names::singular(names::words(prefix)).last() != names::words(name).first(),
        [] => true,
        _ => false,
    };
    (!is_last && (follows_version || follows_prefix)).then_some(scope)
}

fn is_version(segment: &str) -> bool {
    segment.strip_prefix(['v', 'V']).is_some_and(|rest| {
        !rest.is_empty() && rest.chars().all(|char| char.is_ascii_digit() || matches!(char, '.' | '_'))
    })
}

fn read_body<'m>(
    body: &'m Body,
    types: &Types<'m>,
    locked: Option<&LockedOperation>,
    inputs: &mut Vec<Input<'m>>,
) -> BodyKind<'m> {
    let was = |wire: &str| locked.is_some_and(|locked| locked.mandatory.contains(&input_key(Place::Member, wire)));
    let whole = Input { place: Place::Body, wire: "", ty: &body.ty, member: None, mandatory: true };
    let is_json = is_json(&body.media_type);
    let object = match &body.ty {
        Type::Object(id) => types.get(id.as_str()),
        _ => None,
    };
    let Some(object) = object else {
        inputs.push(whole);
        let is_bytes =
            body.ty == Type::Binary || (!is_json && matches!(body.ty, Type::Any | Type::AnyObject | Type::String));
        return if is_bytes { BodyKind::Bytes(&body.media_type) } else { BodyKind::Json };
    };
    let (members, kind) = match wrapper(&object.members, types, locked) {
        Some((member, inner)) => (inner, BodyKind::Wrapped(member)),
        None => (&object.members, BodyKind::Json),
    };
    let set = members.iter().filter(|member| !member.read_only);
    inputs.extend(set.map(|member| input(Place::Member, member, was(&member.name))));
    with_files(members, &body.media_type).unwrap_or(kind)
}

/// JSON holds no files: one alone is the body, and what has others beside it is a form.
fn with_files<'m>(members: &[Member], media_type: &'m str) -> Option<BodyKind<'m>> {
    let is_form = media_type.starts_with("multipart/");
    let has_file = members.iter().any(|member| member.ty == Type::Binary);
    match members {
        _ if !has_file && !is_form => None,
        [_] if !is_form && is_json(media_type) => Some(BodyKind::Bytes(ANY_BYTES)),
        [_] if !is_form => Some(BodyKind::Bytes(media_type)),
        _ => Some(BodyKind::Form),
    }
}

/// The media type of a file of which nothing is known.
const ANY_BYTES: &str = "application/octet-stream";

fn is_json(media_type: &str) -> bool {
    media_type.is_empty() || media_type.contains("json")
}

/// The members of the one mandatory object that makes up the body. What is flattened stays so while the body has no
/// other member, and what was given out unflattened stays unflattened.
fn wrapper<'m>(
    members: &'m [Member],
    types: &Types<'m>,
    locked: Option<&LockedOperation>,
) -> Option<(&'m str, &'m Vec<Member>)> {
    let [member] = members else { return None };
    let Type::Object(id) = &member.ty else { return None };
    let flattened = match locked {
        Some(locked) => locked.wrapper.as_deref() == Some(member.name.as_str()),
        None => member.mandatory == hwc_model::Mandatory::Yes,
    };
    types.get(id.as_str()).filter(|_| flattened).map(|object| (member.name.as_str(), &object.members))
}

/// The body of the first success that has one.
fn reply(documented: &Operation) -> Option<&Type> {
    let successes = documented.responses.iter().filter(|response| hwc_model::is_success(response.status));
    successes.filter_map(|response| response.ty.as_ref()).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_configuration_gives_a_scope_only() {
        for (path, expected) in [
            ("/v2/{project_id}/apigw/instances", Some(Scope::Project)),
            ("/rds/v3/{project_id}/instances", Some(Scope::Project)),
            ("/v1.0/{tenant_id}/x", Some(Scope::Project)),
            ("/api/{projectId}/x", Some(Scope::Project)),
            ("/v3/{domain_id}/x", Some(Scope::Domain)),
            ("/v3/projects/{project_id}", None),
            ("/v3/projects/{project_id}/users", None),
            ("/projects/{project_id}/users", None),
            ("/v3/{project_id}", None),
            ("/v2/{instance_id}/{project_id}/x", None),
            ("/v2/x", None),
            ("", None),
        ] {
            assert_eq!(scope(path), expected, "{path}");
        }
    }

    #[test]
    fn a_file_is_the_body_or_part_of_a_form() {
        let member = |name: &str, ty: &str| -> Member {
            serde_json::from_value(serde_json::json!({ "name": name, "type": ty, "source": {} })).unwrap()
        };
        let (file, text) = (member("a", "binary"), member("b", "string"));
        let kind = |members: &[&Member], media_type| {
            with_files(&members.iter().map(|&m| m.clone()).collect::<Vec<_>>(), media_type)
        };
        assert_eq!(kind(&[&text], "application/json"), None);
        assert_eq!(kind(&[&file], "application/json"), Some(BodyKind::Bytes("application/octet-stream")));
        assert_eq!(kind(&[&file], "application/zip"), Some(BodyKind::Bytes("application/zip")));
        assert_eq!(kind(&[&file], "multipart/form-data"), Some(BodyKind::Form));
        assert_eq!(kind(&[&text, &file], "application/json"), Some(BodyKind::Form));
        assert_eq!(kind(&[&text], "multipart/form-data"), Some(BodyKind::Form));
    }

    #[test]
    fn a_list_of_versions_is_a_reply_though_its_status_says_that_there_are_several() {
        let documented = |status: u16| -> Operation {
            serde_json::from_value(serde_json::json!({
                "key": "GET /", "title": "Versions", "method": "GET", "path": "/", "source": {},
                "responses": [{ "status": status, "type": "string", "source": {} }],
            }))
            .unwrap()
        };
        assert!(reply(&documented(200)).is_some() && reply(&documented(300)).is_some());
        assert!(reply(&documented(307)).is_none() && reply(&documented(404)).is_none());
    }

    #[test]
    fn placeholders_of_a_cut_off_path() {
        assert_eq!(placeholders("/v2/{a}/{b}/{c").collect::<Vec<_>>(), ["a", "b"]);
    }
}
