//! What differs, one module a part of the model. Each gives drafts of findings; none looks at the others.

mod cues;
mod documents;
mod errors;
mod items;
mod kinds;
mod members;
mod operations;
mod paging;
mod parameters;
mod replies;
mod requests;
mod rows;
mod service;
mod types;

use super::draft::{Context, Draft};

pub(super) use types::alone;

/// All drafts, in the order in which they are told.
pub(super) fn find(context: &Context<'_>) -> Vec<Draft> {
    let mut drafts = operations::find(context);
    for pair in &context.identities.pairs {
        drafts.extend(parameters::find(context, pair));
        drafts.extend(requests::find(context, pair));
        drafts.extend(replies::find(context, pair));
        drafts.extend(paging::find(context, pair));
    }
    drafts.extend(types::find(context));
    drafts.extend(errors::find(context));
    drafts.extend(service::find(context));
    drafts.extend(documents::find(context));
    drafts.extend(items::find(context, &drafts));
    drafts
}
