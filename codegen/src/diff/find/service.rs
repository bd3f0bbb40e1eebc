//! The service as a whole.

use std::collections::BTreeSet;

use hwc_model::{Authentication, Model};

use super::super::{
    PageNotes,
    draft::{Context, Draft},
    rules::Single,
};

/// All that differs in the service as a whole.
pub(super) fn find(context: &Context<'_>) -> Vec<Draft> {
    let (old, new) = (context.old.model, context.new.model);
    let draft = |rule| Draft::new(rule, new.service.key.clone());
    let mut drafts = Vec::new();
    if old.format != new.format {
        let draft = draft(Single::ExtractParserVersionDiffers).claim(["format"]);
        drafts.push(draft.said(Some(old.format.to_string()), Some(new.format.to_string())));
    }
    if old.service.crate_name != new.service.crate_name {
        let draft = draft(Single::SvcRenamed).claim(["service"]);
        drafts.push(draft.said(Some(old.service.crate_name.clone()), Some(new.service.crate_name.clone())));
    }
    if old.service.endpoints != new.service.endpoints {
        let words = |model: &Model| {
            let urls: Vec<&str> = model.service.endpoints.iter().map(|endpoint| endpoint.url.as_str()).collect();
            Some(urls.join(", "))
        };
        drafts.push(draft(Single::SvcEndpointChanged).claim(["service", "endpoints"]).said(words(old), words(new)));
    }
    drafts.extend(authentication(context));
    drafts
}

/// Ways to authenticate that pages about all operations tell of.
fn authentication(context: &Context<'_>) -> Vec<Draft> {
    let known = |pages: &[PageNotes]| -> BTreeSet<&'static str> {
        pages.iter().flat_map(|page| &page.authentication).map(|one| word(*one)).collect()
    };
    let (before, after) = (known(context.old.pages), known(context.new.pages));
    // A page that came or went says nothing about what was accepted before.
    if before.is_empty() || after.is_empty() {
        return Vec::new();
    }
    let draft = |rule, name: &str| Draft::new(rule, format!("{} › {name}", context.new.model.service.key));
    let mut drafts = Vec::new();
    drafts.extend(
        before
            .difference(&after)
            .map(|name| draft(Single::AuthSchemeRemoved, name).said(Some((*name).to_owned()), None)),
    );
    drafts.extend(
        after.difference(&before).map(|name| draft(Single::AuthSchemeAdded, name).said(None, Some((*name).to_owned()))),
    );
    drafts
}

fn word(authentication: Authentication) -> &'static str {
    match authentication {
        Authentication::Token => "token",
        Authentication::Signature => "signature",
    }
}
