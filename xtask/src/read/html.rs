//! HTML to [`Document`]: whole pages as a browser saves them, and bare fragments.
//!
//! | part | module |
//! |---|---|
//! | the tree of elements, by html5ever | [`tree`] |
//! | which part of a whole page is the article | [`article`] |
//! | elements to blocks | [`flow`], [`note`], [`code`] |
//! | tables with their spans | [`table`] |
//! | captions that stand before tables | [`caption`] |
//! | levels of headings | [`levels`] |
//! | a document as HTML again | [`print`] |
//!
//! It knows tags and what they mean, and no site.

mod article;
pub(super) mod caption;
mod code;
mod flow;
mod inline;
mod levels;
mod note;
pub(super) mod print;
mod table;
mod tree;

use super::space::fold_space;
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
    let mut blocks = reader.read(article.root());
    if !reader.states_levels {
        levels::rank(&mut blocks);
    }
    let mut properties = properties(tree.root());
    properties.extend(original_name(tree.root(), article.root()).map(|name| ("original_name".to_owned(), name)));
    let mut document = Document { markup: Markup::Html, properties, blocks, faults: reader.into_faults() };
    if let Some(line) = too_deep {
        let found = "elements nested too deep, the page was read to here".into();
        document.faults.push(Fault { line, kind: FaultKind::NestingTooDeep, found });
    }
    document
}

/// `<title>` and `<meta name content>`, in order.
fn properties(root: Place<'_>) -> Vec<(String, String)> {
    root.descendants().take_while(|place| name(*place) != "body").filter_map(property).collect()
}

/// The name of the file on the site: the end of the address that the page calls its own, or the anchor before its title, by
/// which exported pages lead to themselves.
fn original_name(root: Place<'_>, article: Place<'_>) -> Option<String> {
    let canonical = root.descendants().filter_map(element).find_map(|element| {
        let is_canonical = element.name() == "link" && element.attribute("rel") == Some("canonical");
        let address = element.attribute("href").filter(|_| is_canonical)?;
        let name = address.split(['?', '#']).next()?.rsplit('/').next()?;
        (name.len() > ".html".len() && name.ends_with(".html")).then(|| name.to_owned())
    });
    let before_title = || article.descendants().take_while(|place| !matches!(name(*place), "h1" | "h2" | "h3" | "h4"));
    let anchor = || {
        before_title()
            .filter_map(element)
            .find_map(|element| element.attribute("name").filter(|_| element.name() == "a"))
    };
    canonical.or_else(|| anchor().map(|anchor| format!("{anchor}.html"))).map(|name| fold_space(&name))
}

fn property(place: Place<'_>) -> Option<(String, String)> {
    let element = element(place)?;
    let (key, value) = match element.name() {
        "title" => ("title", table::plain_text(place)),
        "meta" => (element.attribute("name")?, element.attribute("content")?.to_owned()),
        _ => return None,
    };
    let (key, value) = (fold_space(key), fold_space(&value));
    (!key.is_empty() && !value.is_empty()).then_some((key, value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Block, BlockKind};

    fn original_name_of(html: &str) -> Option<String> {
        let properties = read_html(html).properties;
        properties.into_iter().find(|(name, _)| name == "original_name").map(|(_, value)| value)
    }

    #[test]
    fn the_name_of_the_file_is_that_of_the_canonical_address_else_of_the_first_anchor() {
        let anchor = "<a name=\"MakeKettle\"></a><a name=\"other\"></a><h1>Making a Kettle</h1><a name=\"part\"></a>";
        assert_eq!(original_name_of(anchor), Some("MakeKettle.html".into()));
        let address = "<link rel=\"canonical\" href=\"https://example.com/api/ListKettles.html?lang=en\">";
        assert_eq!(original_name_of(&format!("<head>{address}</head>{anchor}")), Some("ListKettles.html".into()));
        assert_eq!(original_name_of("<h1>Making a Kettle</h1><a name=\"part\"></a>"), None);
    }

    /// The kinds of the blocks of a cell, those of notes in brackets.
    fn kinds(blocks: &[Block]) -> String {
        let kind = |block: &Block| match &block.kind {
            BlockKind::Paragraph { text } => text.to_plain(),
            BlockKind::List { items, .. } => format!("{} items", items.len()),
            BlockKind::Note { name, blocks } => format!("{name}[{}]", kinds(blocks)),
            other => format!("{other:?}"),
        };
        blocks.iter().map(kind).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn a_note_without_a_box_ends_at_a_blank_line() {
        let page = |text: &str| kinds(&read_html(&format!("<article>{text}</article>")).blocks);
        let title = "<span class=\"notetitle\"> CAUTION: </span>";
        assert_eq!(page(&format!("<p>a</p>{title}<p>b</p>\n<p>c</p>\n\n<p>d</p>")), "a, caution[b, c], d");
        assert_eq!(page(&format!("{title}<p>b</p><p>d</p>")), "caution[b], d");
        assert_eq!(page(&format!("{title}some <b>words</b>\n<p>d</p>")), "caution[some words, d]");
        assert_eq!(
            page(&format!("<ul><li>one{title}<ul><li>x</li><li>y</li></ul>\n\n</li><li>two</li></ul>")),
            "2 items"
        );
        assert_eq!(page(title), "");
    }
}
