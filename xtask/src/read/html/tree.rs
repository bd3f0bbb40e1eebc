//! HTML to a tree of elements and text with their lines, by html5ever.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use ego_tree::{NodeId, NodeMut, NodeRef, Tree};
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, ParseOpts, QualName, parse_document};

/// Elements nested deeper are those of no page. What lies deeper stands at this depth, and parsing ends soon after, for
/// it would take the square of the depth.
const MAX_DEPTH: usize = 200;

/// So much is parsed between two looks at the depth.
const CHUNK: usize = 16 << 10;

/// A node of the tree.
pub(super) enum Node {
    /// The root, and whatever has no content.
    Other,
    /// An element.
    Element(Element),
    /// Text.
    Text(String, u32),
}

/// An element.
pub(super) struct Element {
    name: QualName,
    attributes: Vec<Attribute>,
    /// The line where its tag ends.
    pub(super) line: u32,
    depth: usize,
}

/// A place in the tree.
pub(super) type Place<'t> = NodeRef<'t, Node>;

impl Element {
    /// The name of the tag, in lower case.
    pub(super) fn name(&self) -> &str {
        &self.name.local
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
    }

    /// The classes.
    pub(super) fn classes(&self) -> impl Iterator<Item = &str> {
        self.attribute("class").unwrap_or_default().split_ascii_whitespace()
    }
}

/// The element at a place.
pub(super) fn element<'t>(place: Place<'t>) -> Option<&'t Element> {
    match place.value() {
        Node::Element(element) => Some(element),
        _ => None,
    }
}

/// The name of the element at a place; empty for text.
pub(super) fn name<'t>(place: Place<'t>) -> &'t str {
    element(place).map_or("", Element::name)
}

/// Parses a page or a fragment. The number is the line from which the page is kept as text, for it is nested too deep.
pub(super) fn parse(html: &str) -> (Tree<Node>, Option<u32>) {
    let mut parser = parse_document(Sink::default(), ParseOpts::default());
    let mut rest = html;
    while !rest.is_empty() && parser.tokenizer.sink.sink.too_deep.get().is_none() {
        let end = (CHUNK.min(rest.len())..rest.len()).find(|&at| rest.is_char_boundary(at)).unwrap_or(rest.len());
        parser.process(StrTendril::from_slice(&rest[..end]));
        rest = &rest[end..];
    }
    let (mut tree, too_deep) = parser.finish();
    let body = tree.root().descendants().find(|place| name(*place) == "body").map(|body| body.id());
    if let Some(mut body) = body.filter(|_| !rest.is_empty()).and_then(|body| tree.get_mut(body)) {
        body.append(Node::Text(rest.to_owned(), too_deep.unwrap_or(0)));
    }
    (tree, too_deep)
}

/// Builds the tree.
struct Sink {
    tree: RefCell<Tree<Node>>,
    line: Cell<u32>,
    too_deep: Cell<Option<u32>>,
}

impl Default for Sink {
    fn default() -> Self {
        Sink { tree: RefCell::new(Tree::new(Node::Other)), line: Cell::new(1), too_deep: Cell::new(None) }
    }
}

impl Sink {
    fn orphan(&self, node: Node) -> NodeId {
        self.tree.borrow_mut().orphan(node).id()
    }

    /// Does something at a node; the parser only names nodes that there are.
    fn at(&self, id: NodeId, act: impl FnOnce(&mut NodeMut<'_, Node>)) {
        if let Some(mut node) = self.tree.borrow_mut().get_mut(id) {
            act(&mut node);
        }
    }

    fn text(&self, text: StrTendril) -> Node {
        Node::Text(text.into(), self.line.get())
    }

    /// Appends a child; below the greatest depth, beside its parent.
    fn append_node(&self, parent: NodeId, child: NodeId) {
        let mut tree = self.tree.borrow_mut();
        let Some(above) = tree.get(parent) else { return };
        let depth = element(above).map_or(0, |above| above.depth);
        let parent = if depth < MAX_DEPTH { parent } else { above.parent().map_or(parent, |above| above.id()) };
        if depth >= MAX_DEPTH && self.too_deep.get().is_none() {
            self.too_deep.set(Some(self.line.get()));
        }
        if let Some(Node::Element(element)) = tree.get_mut(child).as_mut().map(NodeMut::value) {
            element.depth = MAX_DEPTH.min(depth + 1);
        }
        if let Some(mut parent) = tree.get_mut(parent) {
            parent.append_id(child);
        }
    }
}

/// Appends text to a text node; false where the node is none.
fn extend(node: Option<NodeMut<'_, Node>>, more: &str) -> bool {
    match node {
        Some(mut node) => match node.value() {
            Node::Text(text, _) => {
                text.push_str(more);
                true
            }
            _ => false,
        },
        None => false,
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = (Tree<Node>, Option<u32>);
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Self::Output {
        (self.tree.into_inner(), self.too_deep.get())
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        self.tree.borrow().root().id()
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        Ref::map(self.tree.borrow(), |tree| match tree.get(*target).map(|node| node.value()) {
            Some(Node::Element(element)) => &element.name,
            _ => no_name(),
        })
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> NodeId {
        self.orphan(Node::Element(Element { name, attributes, line: self.line.get(), depth: 0 }))
    }

    fn create_comment(&self, _: StrTendril) -> NodeId {
        self.orphan(Node::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeId {
        self.orphan(Node::Other)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        match child {
            NodeOrText::AppendNode(child) => self.append_node(*parent, child),
            NodeOrText::AppendText(text) => self.at(*parent, |parent| {
                if !extend(parent.last_child(), &text) {
                    parent.append(self.text(text));
                }
            }),
        }
    }

    fn append_before_sibling(&self, sibling: &NodeId, new: NodeOrText<NodeId>) {
        match new {
            NodeOrText::AppendNode(new) => self.at(*sibling, |sibling| {
                sibling.insert_id_before(new);
            }),
            NodeOrText::AppendText(text) => self.at(*sibling, |sibling| {
                if !extend(sibling.prev_sibling(), &text) {
                    sibling.insert_before(self.text(text));
                }
            }),
        }
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        let has_parent = self.tree.borrow().get(*element).is_some_and(|element| element.parent().is_some());
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        *target
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        self.at(*target, |target| {
            if let Node::Element(element) = target.value() {
                let missing = |new: &Attribute| element.attributes.iter().all(|old| old.name != new.name);
                let missing: Vec<Attribute> = attributes.into_iter().filter(missing).collect();
                element.attributes.extend(missing);
            }
        });
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.at(*target, |target| target.detach());
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        self.at(*new_parent, |new_parent| new_parent.reparent_from_id_append(*node));
    }

    fn set_current_line(&self, line: u64) {
        self.line.set(u32::try_from(line).unwrap_or(u32::MAX));
    }
}

/// The name of what is no element, of which the parser does not ask.
fn no_name() -> &'static QualName {
    static NONE: std::sync::LazyLock<QualName> =
        std::sync::LazyLock::new(|| QualName::new(None, html5ever::ns!(), html5ever::local_name!("")));
    &NONE
}
