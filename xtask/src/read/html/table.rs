//! Tables: rows and cells, spans filled in.

use super::super::{Block, BlockKind, Cell, FaultKind, Row, Style, Table, Text};
use super::flow::{self, Flow, Reader};
use super::inline::Setting;
use super::tree::{Node, Place, element, name};

/// Cells span no more columns or rows than this.
const MAX_SPAN: usize = 1000;

/// The text of an element as it stands in the source, line breaks included.
pub(super) fn plain_text(place: Place<'_>) -> String {
    let mut text = String::new();
    for place in place.descendants() {
        match place.value() {
            Node::Text(more, _) => text.push_str(more),
            Node::Element(element) if breaks_line(element.name(), &text) => text.push('\n'),
            _ => {}
        }
    }
    text
}

/// Whether an element begins a line after such text.
fn breaks_line(name: &str, text: &str) -> bool {
    let in_line = !text.is_empty() && !text.ends_with('\n');
    name == "br" || in_line && matches!(name, "li" | "tr" | "div" | "p")
}

/// A row of the source, before spans.
struct Source<'t> {
    row: Place<'t>,
    in_head: bool,
}

/// A cell that reaches into the rows below.
struct Span {
    rows: usize,
    cell: Cell,
}

impl Reader<'_> {
    /// The blocks that a table element is: a table, or what a table that only lays out contains.
    pub(super) fn read_table(&mut self, place: Place<'_>) -> Vec<Block> {
        let line = element(place).map_or(0, |table| table.line);
        let rows = source_rows(place);
        if let Some(blocks) = self.read_layout(&rows, place) {
            return blocks;
        }
        let (labels, caption) = self.read_caption(place);
        let mut table = Table { caption, head: head(&rows), rows: Vec::new() };
        table.rows = self.read_rows(&rows);
        if table.rows.is_empty() {
            table.head = 0;
        }
        if table.head == 0
            && table.rows.len() > 1
            && !is_stated_table(place)
            && table.rows[0].cells.iter().all(is_strong)
        {
            table.head = 1;
        }
        self.make_rectangle(&mut table.rows);
        let mut block = Block { line, labels: Vec::new(), kind: BlockKind::Table(table) };
        block.name_first(labels);
        vec![block]
    }

    /// The caption, and the names of anchors in it.
    fn read_caption(&mut self, table: Place<'_>) -> (Vec<String>, Option<Text>) {
        let Some(caption) = caption(table) else { return Default::default() };
        let mut flow = Flow::default();
        self.read_children(caption, &Setting::default(), &mut flow);
        flow.flush();
        let mut labels = Vec::new();
        let mut text = None;
        for block in flow.blocks {
            labels.extend(block.labels);
            if let (None, BlockKind::Paragraph { text: paragraph }) = (&text, block.kind) {
                text = Some(paragraph);
            }
        }
        labels.append(&mut flow.labels);
        (labels, text)
    }

    /// A table of one cell, or one that sets line numbers beside code, says nothing by being a table.
    fn read_layout(&mut self, rows: &[Source<'_>], table: Place<'_>) -> Option<Vec<Block>> {
        let [only] = rows else { return None };
        if is_stated_table(table) {
            return None;
        }
        let cells: Vec<Place<'_>> = cells(only.row).collect();
        let is_code = |cell: &Place<'_>| cell.descendants().any(|place| name(place) == "pre");
        let content = match cells.as_slice() {
            [cell] if caption(table).is_none() && name(*cell) == "td" => *cell,
            [numbers, code] if is_code(code) && is_numbers(*numbers) => *code,
            _ => return None,
        };
        Some(self.read(content))
    }

    fn read_rows(&mut self, rows: &[Source<'_>]) -> Vec<Row> {
        let mut spans: Vec<Option<Span>> = Vec::new();
        let mut read = Vec::with_capacity(rows.len());
        for source in rows {
            let row = self.read_row(source.row, &mut spans);
            if !row.cells.is_empty() {
                read.push(row);
            }
        }
        read
    }

    fn read_row(&mut self, row: Place<'_>, spans: &mut Vec<Option<Span>>) -> Row {
        let mut line = None;
        let mut filled = Vec::new();
        for place in cells(row) {
            self.fill_spans(&mut filled, spans);
            let cell = Cell { blocks: self.read_in_cell(place) };
            line = line.or_else(|| cell.blocks.first().map(|block| block.line));
            let (columns, rows) = (span(place, "colspan"), span(place, "rowspan"));
            for column in 0..columns {
                let copy = if column + 1 == columns && rows == 1 { cell.clone() } else { self.copy(&cell) };
                if rows > 1 {
                    spans.resize_with(spans.len().max(filled.len() + 1), || None);
                    spans[filled.len()] = Some(Span { rows: rows - 1, cell: cell.clone() });
                }
                filled.push(copy);
            }
        }
        self.fill_spans(&mut filled, spans);
        let line = line.or_else(|| element(row).map(|row| row.line)).unwrap_or(0);
        Row { line, cells: filled }
    }

    /// The cells from above that stand where the row has come to.
    fn fill_spans(&mut self, filled: &mut Vec<Cell>, spans: &mut [Option<Span>]) {
        while let Some(slot) = spans.get_mut(filled.len())
            && let Some(span) = slot
        {
            filled.push(self.copy(&span.cell));
            span.rows -= 1;
            if span.rows == 0 {
                *slot = None;
            }
        }
    }

    fn make_rectangle(&mut self, rows: &mut [Row]) {
        let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        for row in rows {
            if row.cells.len() < columns {
                let found = format!("{} cells where other rows have {columns}", row.cells.len());
                self.fault(row.line, FaultKind::TableMalformed, found);
                row.cells.resize(columns, Cell::default());
            }
        }
    }
}

/// The rows of a table, not those of tables inside of it.
fn source_rows(table: Place<'_>) -> Vec<Source<'_>> {
    let mut rows = Vec::new();
    for part in table.children() {
        match name(part) {
            "tr" => rows.push(Source { row: part, in_head: false }),
            group @ ("thead" | "tbody" | "tfoot") => {
                let trs = part.children().filter(|place| name(*place) == "tr");
                rows.extend(trs.map(|row| Source { row, in_head: group == "thead" }));
            }
            _ => {}
        }
    }
    rows.retain(|source| cells(source.row).next().is_some());
    rows
}

fn cells(row: Place<'_>) -> impl Iterator<Item = Place<'_>> {
    row.children().filter(|place| matches!(name(*place), "td" | "th"))
}

/// Rows in `thead`, or else rows of nothing but `th`, from the top.
fn head(rows: &[Source<'_>]) -> usize {
    let head = rows.iter().take_while(|source| source.in_head).count();
    let is_header = |source: &&Source<'_>| cells(source.row).all(|cell| name(cell) == "th");
    if head > 0 { head } else { rows.iter().take_while(is_header).count() }
}

fn span(cell: Place<'_>, attribute: &str) -> usize {
    let stated = element(cell).and_then(|cell| cell.attribute(attribute)).and_then(|span| span.trim().parse().ok());
    // `rowspan="0"` reaches to the end of its part of the table.
    match stated {
        Some(0) if attribute == "rowspan" => MAX_SPAN,
        Some(span) => std::cmp::Ord::clamp(span, 1, MAX_SPAN),
        None => 1,
    }
}

fn caption(table: Place<'_>) -> Option<Place<'_>> {
    table.children().find(|place| name(*place) == "caption")
}

/// Whether a table is said to be one, so that nothing has to be concluded about it: neither that it only lays out, nor that its
/// first row is a header, nor that what stands before it is its caption.
pub(super) fn is_stated_table(table: Place<'_>) -> bool {
    element(table).is_some_and(|table| table.attribute("role") == Some("table"))
}

fn is_strong(cell: &Cell) -> bool {
    let strong = |block: &Block| matches!(&block.kind, BlockKind::Paragraph { text } if text.runs.iter().all(|run| run.style == Style::Strong));
    cell.blocks.iter().all(strong)
}

fn is_numbers(cell: Place<'_>) -> bool {
    flow::visible_text(cell).split_whitespace().all(|word| word.bytes().all(|b| b.is_ascii_digit()))
}
