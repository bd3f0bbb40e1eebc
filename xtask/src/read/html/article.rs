//! Which part of a page is the article.
//!
//! A fragment is all article. Of a whole page, what a browser does not show and what its tags call navigation or controls
//! is left out. From the body, or the element that is said to be the main one, the search goes down as long as one child
//! holds nearly all of the text, and does not lose the title on the way.

use std::collections::{HashMap, HashSet};

use ego_tree::{NodeId, Tree};

use super::tree::{Element, Node, Place, element, name};

/// Percent of the content that must be in one child to go down.
const NEARLY_ALL: usize = 70;

/// Percent of the content that a box with controls is smaller than.
const SMALL: usize = 20;

/// What a table, a block of code or a heading weighs in characters: sites put words around articles, but rarely these.
const STRUCTURE: usize = 300;

/// The article of a page.
pub(super) struct Article<'t> {
    root: Place<'t>,
    left_out: HashSet<NodeId>,
}

/// How much text an element holds.
#[derive(Clone, Copy, Default)]
struct Weight {
    /// Characters of text outside of links.
    text: usize,
    /// Characters of text in links.
    links: usize,
    /// Tables, code and headings.
    structures: usize,
    /// Headings that may be titles.
    titles: usize,
}

impl<'t> Article<'t> {
    /// The element whose content the article is.
    pub(super) fn root(&self) -> Place<'t> {
        self.root
    }

    /// Whether an element is no part of the article.
    pub(super) fn is_left_out(&self, place: Place<'_>) -> bool {
        self.left_out.contains(&place.id()) || element(place).is_some_and(is_hidden)
    }
}

/// Finds the article.
pub(super) fn find(tree: &Tree<Node>) -> Article<'_> {
    let mut article = Article { root: tree.root(), left_out: HashSet::new() };
    if let Some(body) = tree.root().descendants().find(|place| name(*place) == "body") {
        article.root = body;
    }
    if !tree.nodes().filter_map(element).any(shows_whole_page) {
        return article;
    }
    let weights = weigh(article.root);
    let weight = |place: Place<'_>| weights.get(&place.id()).copied().unwrap_or_default();
    article.root = descend(landmark(article.root, &weight), &weight);
    article.left_out = boxes(article.root, &weight);
    article.left_out.extend(links_before_title(article.root, &weight));
    article
}

/// Elements that fragments do not have.
fn shows_whole_page(element: &Element) -> bool {
    matches!(element.name(), "script" | "nav" | "header" | "footer" | "form" | "button" | "main" | "link" | "article")
}

/// Elements that are not shown, or are shown to steer the page.
const LEFT_OUT_TAGS: &[&str] = &[
    "audio", "button", "canvas", "dialog", "embed", "footer", "head", "iframe", "input", "math", "nav", "noscript",
    "object", "script", "select", "style", "svg", "template", "textarea", "video",
];

/// Roles of such elements.
const LEFT_OUT_ROLES: &[&str] = &[
    "alertdialog",
    "banner",
    "button",
    "complementary",
    "contentinfo",
    "dialog",
    "menu",
    "menubar",
    "navigation",
    "search",
    "tablist",
    "toolbar",
];

fn is_hidden(element: &Element) -> bool {
    let attribute = |name: &str| element.attribute(name).unwrap_or_default();
    let is_no_display = |rule: &str| rule.split_whitespace().collect::<String>().eq_ignore_ascii_case("display:none");
    LEFT_OUT_TAGS.binary_search(&element.name()).is_ok()
        || LEFT_OUT_ROLES.binary_search(&attribute("role")).is_ok()
        || element.name() == "aside" && !element.classes().any(|class| class.contains("note"))
        || element.attribute("hidden").is_some()
        || element.classes().any(|class| class == "headerlink")
        || attribute("style").split(';').any(is_no_display)
}

/// The weight of each element that is shown.
fn weigh(root: Place<'_>) -> HashMap<NodeId, Weight> {
    let mut weights = HashMap::new();
    weigh_into(root, false, &mut weights);
    weights
}

fn weigh_into(place: Place<'_>, in_link: bool, weights: &mut HashMap<NodeId, Weight>) -> Weight {
    let mut weight = Weight::default();
    match place.value() {
        Node::Text(text, _) if in_link => weight.links = text.trim().len(),
        Node::Text(text, _) => weight.text = text.trim().len(),
        Node::Element(element) if is_hidden(element) => return weight,
        _ => {}
    }
    let in_link = in_link || element(place).is_some_and(|a| a.name() == "a" && a.attribute("href").is_some());
    for child in place.children() {
        weight.add(weigh_into(child, in_link, weights));
    }
    if matches!(name(place), "table" | "pre" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6") {
        weight.structures += 1;
    }
    if name(place) == "h1" && weight.text > 0 {
        weight.titles += 1;
    }
    if element(place).is_some() {
        weights.insert(place.id(), weight);
    }
    weight
}

impl Weight {
    fn add(&mut self, other: Weight) {
        self.text += other.text;
        self.links += other.links;
        self.structures += other.structures;
        self.titles += other.titles;
    }

    fn content(self) -> usize {
        self.text + STRUCTURE * self.structures
    }

    /// Whether this is nearly all of `whole`.
    fn is_most_of(self, whole: Weight) -> bool {
        self.content() * 100 >= whole.content() * NEARLY_ALL
    }

    fn is_small_part_of(self, whole: Weight) -> bool {
        self.content() * 100 < whole.content() * SMALL
    }
}

/// The element that is said to hold the content, where it holds most of it.
fn landmark<'t>(body: Place<'t>, weight: &impl Fn(Place<'_>) -> Weight) -> Place<'t> {
    let is_landmark = |place: &Place<'_>| {
        element(*place).is_some_and(|element| {
            matches!(element.name(), "main" | "article")
                || matches!(element.attribute("role"), Some("main" | "article"))
        })
    };
    let landmarks = body.descendants().filter(is_landmark);
    let largest = landmarks.max_by_key(|place| weight(*place).content());
    largest.filter(|place| weight(*place).content() * 2 >= weight(body).content()).unwrap_or(body)
}

fn descend<'t>(mut place: Place<'t>, weight: &impl Fn(Place<'_>) -> Weight) -> Place<'t> {
    loop {
        let whole = weight(place);
        let is_container =
            |child: &Place<'_>| matches!(name(*child), "div" | "main" | "article" | "section" | "center" | "form");
        let heaviest = place.children().filter(is_container).max_by_key(|child| weight(*child).content());
        let Some(child) = heaviest.filter(|child| weight(*child).is_most_of(whole)) else { return place };
        if whole.titles > 0 && weight(child).titles == 0 {
            return place;
        }
        place = child;
    }
}

/// Boxes around controls: feedback, search, consent. Each is the largest element around a control that is small and has
/// neither table, code nor heading.
fn boxes(root: Place<'_>, weight: &impl Fn(Place<'_>) -> Weight) -> HashSet<NodeId> {
    let controls =
        root.descendants().filter(|place| matches!(name(*place), "button" | "input" | "select" | "textarea"));
    let is_box = |place: &Place<'_>| {
        let held = weight(*place);
        place.id() != root.id() && held.structures == 0 && held.is_small_part_of(weight(root))
    };
    controls.filter_map(|control| control.ancestors().take_while(is_box).last()).map(|place| place.id()).collect()
}

/// Bread crumbs and the like: elements of links only, before the title.
fn links_before_title(root: Place<'_>, weight: &impl Fn(Place<'_>) -> Weight) -> Vec<NodeId> {
    if weight(root).titles == 0 {
        return Vec::new();
    }
    let before = root.descendants().skip(1).take_while(|place| name(*place) != "h1");
    let is_links = |place: &Place<'_>| {
        let held = weight(*place);
        matches!(name(*place), "div" | "ul" | "ol" | "p" | "header" | "span")
            && held.links > held.text
            && held.titles == 0
    };
    before.filter(is_links).map(|place| place.id()).collect()
}
