//! HTML to [`Document`]: whole pages as a browser saves them, and bare fragments.
//!
//! | part | module |
//! |---|---|
//! | the tree of elements, by html5ever | [`tree`] |
//! | which part of a whole page is the article | [`article`] |
//! | elements to blocks | [`flow`] |
//! | tables with their spans | [`table`] |
//! | captions that stand before tables, levels of headings | [`polish`] |
//!
//! It knows tags and what they mean, and no site.

mod article;
mod flow;
pub(super) mod inline;
mod polish;
mod table;
mod tree;

use super::{Document, Fault, FaultKind, Markup};
use tree::{Place, element, name};

/// Reads HTML.
pub fn read_html(text: &str) -> Document {
    let (tree, too_deep) = tree::parse(text);
    let article = article::find(&tree);
    let mut reader = flow::Reader::new(&article, text.len());
    let blocks = reader.read(article.root());
    let mut document =
        Document { markup: Markup::Html, properties: properties(tree.root()), blocks, faults: reader.into_faults() };
    if let Some(line) = too_deep {
        let found = "elements nested too deep, the page was read to here".into();
        document.faults.push(Fault { line, kind: FaultKind::NestingTooDeep, found });
    }
    polish::polish(&mut document.blocks);
    document
}

/// `<title>` and `<meta name content>`, in order.
fn properties(root: Place<'_>) -> Vec<(String, String)> {
    root.descendants().take_while(|place| name(*place) != "body").filter_map(property).collect()
}

fn property(place: Place<'_>) -> Option<(String, String)> {
    let element = element(place)?;
    let (key, value) = match element.name() {
        "title" => ("title", table::plain_text(place)),
        "meta" => (element.attribute("name")?, element.attribute("content")?.to_owned()),
        _ => return None,
    };
    (!value.trim().is_empty()).then(|| (key.to_owned(), value.trim().to_owned()))
}
