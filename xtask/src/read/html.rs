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

/// The tags of HTML that occur in documentation. Capitals say that a word in angle brackets is no tag: `List<Object>`.
const TAGS: &[&str] = &[
    "a",
    "abbr",
    "article",
    "aside",
    "b",
    "big",
    "blockquote",
    "body",
    "br",
    "button",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "kbd",
    "li",
    "link",
    "main",
    "mark",
    "meta",
    "nav",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "script",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Whether this is the name of a tag, and not another word in angle brackets.
pub(super) fn is_tag(name: &str) -> bool {
    TAGS.binary_search(&name).is_ok()
}

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
