//! Tables of pipes that a tool cut where a cell had a list: the list stands behind the row, and the next rows are a
//! paragraph with pipes in it. A caption right below a table became its last row.
//!
//! Comes in as the blocks of a Markdown page; goes out with whole tables.

use crate::read::{Block, BlockKind, Cell, Row, Run, Style, Table, Text};

use super::{header, paragraph, plain};

/// Puts cut tables together.
pub(super) fn mend(blocks: Vec<Block>) -> Vec<Block> {
    let mut mended: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut blocks = blocks.into_iter().peekable();
    while let Some(mut block) = blocks.next() {
        table(&mut block).into_iter().for_each(join_lines);
        let open = mended.last_mut().and_then(open_table).filter(|table| follows(table, &block, blocks.peek()));
        let caption = match open {
            Some(table) => go_on(table, block),
            None => {
                mended.push(block);
                mended.last_mut().and_then(table).and_then(caption_row)
            }
        };
        mended.extend(caption);
    }
    mended
}

fn table(block: &mut Block) -> Option<&mut Table> {
    match &mut block.kind {
        BlockKind::Table(table) => Some(table),
        _ => None,
    }
}

/// A table with a header and rows.
fn open_table(block: &mut Block) -> Option<&mut Table> {
    table(block).filter(|table| table.head == 1 && table.rows.len() > 1)
}

/// Puts lines of a cell that became rows to it: items and sentences in the first column, with nothing beside them.
fn join_lines(table: &mut Table) {
    let (head, body) = table.rows.split_at(table.head.min(table.rows.len()));
    let mut rows = head.to_vec();
    for row in body {
        let line = line_of_cell(row).filter(|_| rows.len() > table.head);
        match (line, rows.last_mut().and_then(|row| row.cells.last_mut())) {
            (Some(line), Some(cell)) => cell.blocks.push(line),
            _ => rows.push(row.clone()),
        }
    }
    table.rows = rows;
}

/// What a row says that is a line of the cell above it.
fn line_of_cell(row: &Row) -> Option<Block> {
    let (first, others) = row.cells.split_first()?;
    let [block] = first.blocks.as_slice() else { return None };
    let text = paragraph(block)?.to_plain();
    if others.is_empty() || others.iter().any(|cell| !cell.blocks.is_empty()) || header::is_caption(&text) {
        return None;
    }
    if let Some(item) = text.strip_prefix("* ").or_else(|| text.strip_prefix("- ")) {
        let paragraph = BlockKind::Paragraph { text: Text::plain(item.trim()) };
        let item = vec![Block { line: block.line, labels: Vec::new(), kind: paragraph }];
        return Some(Block { kind: BlockKind::List { ordered: false, items: vec![item] }, ..block.clone() });
    }
    let is_sentence = text.contains(char::is_whitespace) && text.ends_with(['.', ':']) || text.ends_with(['。', '：']);
    is_sentence.then(|| block.clone())
}

/// Whether a block is what was cut off: a list in the next line, or behind a blank one where rows follow it or words
/// announce it; or rows.
fn follows(table: &Table, block: &Block, next: Option<&Block>) -> bool {
    let columns = table.rows[0].cells.len();
    let are_rows = |block: &Block| paragraph(block).is_some_and(|text| rows(text, block.line, columns).is_some());
    match &block.kind {
        BlockKind::List { .. } => {
            table.rows.last().is_some_and(|row| match block.line.saturating_sub(last_line(row)) {
                0 | 1 => true,
                2 => next.is_some_and(are_rows) || announces(row),
                _ => false,
            })
        }
        BlockKind::Paragraph { .. } => are_rows(block),
        _ => false,
    }
}

/// Whether the last cell of a row ends with words that announce a list.
fn announces(row: &Row) -> bool {
    let last = row.cells.last().and_then(|cell| cell.blocks.last()).and_then(plain);
    last.is_some_and(|text| text.trim_end().ends_with([':', '：']))
}

/// The last line of a row, with the list that was put to it.
fn last_line(row: &Row) -> u32 {
    let lines = row.cells.iter().flat_map(|cell| &cell.blocks).map(|block| block.line);
    lines.max().unwrap_or(row.line)
}

/// Puts to a table what was cut off; gives the caption of the next one, where it ran into the last row.
fn go_on(table: &mut Table, block: Block) -> Option<Block> {
    let columns = table.rows[0].cells.len();
    match &block.kind {
        BlockKind::Paragraph { text } => {
            table.rows.extend(rows(text, block.line, columns).unwrap_or_default());
            caption_end(table.rows.last_mut()?)
        }
        _ => {
            table.rows.last_mut()?.cells.last_mut()?.blocks.push(block);
            None
        }
    }
}

/// A paragraph as rows, one a line: the lines ran together, so that the last word before a row's first sign is its name.
fn rows(text: &Text, line: u32, columns: usize) -> Option<Vec<Row>> {
    let pieces = split(text);
    let between = columns.checked_sub(1).filter(|&between| between > 0 && pieces.len() > between)?;
    if !(pieces.len() - 1).is_multiple_of(between) {
        return None;
    }
    let mut rows: Vec<Vec<Text>> = vec![Vec::new()];
    let end = pieces.len() - 1;
    for (at, piece) in pieces.into_iter().enumerate() {
        let is_edge = at > 0 && at < end && at.is_multiple_of(between);
        let (last, name) = if is_edge { before_last_word(&piece) } else { (piece, None) };
        rows.last_mut()?.push(last);
        rows.extend(name.map(|name| vec![name]));
    }
    let is_row = |row: &Vec<Text>| row.len() == columns && is_word(&row[0]);
    let lines = (line..).zip(rows.iter().cloned());
    rows.iter().all(is_row).then(|| {
        lines.map(|(line, row)| Row { line, cells: row.into_iter().map(|text| cell(line, text)).collect() }).collect()
    })
}

/// A text without its last word, and that word.
fn before_last_word(text: &Text) -> (Text, Option<Text>) {
    let mut runs = text.runs.clone();
    let Some(last) = runs.pop() else { return (Text::default(), None) };
    let at = last.text.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let (before, word) = last.text.split_at(at);
    let word = Text { runs: vec![Run { text: word.to_owned(), ..last.clone() }] };
    runs.push(Run { text: before.to_owned(), ..last.clone() });
    (trimmed(runs), Some(word))
}

fn is_word(text: &Text) -> bool {
    let plain = text.to_plain();
    !plain.is_empty() && !plain.contains(char::is_whitespace)
}

fn cell(line: u32, text: Text) -> Cell {
    let is_empty = text.to_plain().is_empty();
    let block = Block { line, labels: Vec::new(), kind: BlockKind::Paragraph { text } };
    Cell { blocks: if is_empty { Vec::new() } else { vec![block] } }
}

/// The pieces of a text between pipes, without blanks around.
fn split(text: &Text) -> Vec<Text> {
    let mut pieces: Vec<Vec<Run>> = vec![Vec::new()];
    for run in &text.runs {
        for (at, piece) in run.text.split('|').enumerate() {
            if at > 0 {
                pieces.push(Vec::new());
            }
            if let Some(last) = pieces.last_mut() {
                last.push(Run { text: piece.to_owned(), ..run.clone() });
            }
        }
    }
    pieces.into_iter().map(trimmed).collect()
}

fn trimmed(mut runs: Vec<Run>) -> Text {
    if let Some(first) = runs.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    if let Some(last) = runs.last_mut() {
        last.text = last.text.trim_end().to_owned();
    }
    let mut text = Text::default();
    runs.into_iter().filter(|run| !run.text.is_empty()).for_each(|run| text.push(run));
    text
}

/// The caption of the next table, where it became the last row.
fn caption_row(table: &mut Table) -> Option<Block> {
    let row = table.rows.get(table.head.max(1)..)?.last()?;
    let (first, others) = row.cells.split_first()?;
    let [block] = first.blocks.as_slice() else { return None };
    let is_caption = plain(block).is_some_and(|text| header::is_caption(&text));
    let is_alone = !others.is_empty() && others.iter().all(|cell| cell.blocks.is_empty());
    let caption = (is_caption && is_alone).then(|| block.clone())?;
    table.rows.pop();
    Some(caption)
}

/// The caption of the next table, where it ran into the last cell of a row: what is bold at its end.
fn caption_end(row: &mut Row) -> Option<Block> {
    let block = row.cells.last_mut()?.blocks.last_mut()?;
    let line = block.line + 1;
    let BlockKind::Paragraph { text } = &mut block.kind else { return None };
    let at = text.runs.iter().rposition(|run| run.style == Style::Strong).filter(|&at| at > 0)?;
    let caption = Text { runs: text.runs[at..].to_vec() };
    header::is_caption(&caption.to_plain()).then(|| {
        text.runs.truncate(at);
        *text = trimmed(std::mem::take(&mut text.runs));
        Block { line, labels: Vec::new(), kind: BlockKind::Paragraph { text: caption } }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::read_markdown;

    /// The cells of all tables, each row in a line.
    fn cells(text: &str) -> Vec<String> {
        let blocks = mend(read_markdown(text).blocks);
        let tables = blocks.into_iter().filter_map(|block| match block.kind {
            BlockKind::Table(table) => Some(table),
            _ => None,
        });
        let show =
            |cell: &Cell| cell.blocks.iter().map(|block| plain(block).unwrap_or_else(|| "list".into())).collect();
        let row = |row: &Row| row.cells.iter().map(show).collect::<Vec<String>>().join("/");
        tables.flat_map(|table| table.rows).map(|each| row(&each)).collect()
    }

    #[test]
    fn rows_behind_a_list_are_rows_of_the_table() {
        let text = "| a | b | c |\n---|---|---\nx | 1 | one:\n  * p\n\ny | 2 | two of z\nw | 3 | three\n";
        assert_eq!(cells(text), ["a/b/c", "x/1/one:list", "y/2/two of z", "w/3/three"]);
    }

    #[test]
    fn a_list_behind_a_blank_line_is_cut_off_where_it_is_announced_or_rows_follow() {
        let text = "a | b\n---|---\nx | one:\n\n  * p\n\ny | two\n\n  * q\n\nz | three\n\n  * r\n";
        assert_eq!(cells(text), ["a/b", "x/one:list", "y/twolist", "z/three"]);
    }

    #[test]
    fn lines_that_became_rows_belong_to_the_cell_above() {
        let text = "| a | b |\n|---|---|\n| x | one: |\n| * p |  |\n| * q |  |\n| y | two |\n| It is so. |  |\n| Group z |  |\n";
        assert_eq!(cells(text), ["a/b", "x/one:listlist", "y/twoIt is so.", "Group z/"]);
    }

    #[test]
    fn a_caption_that_ran_into_the_last_cell_leaves_no_blank_there() {
        let text = "| a | b |\n---|---\nx | one:\n  * p\n\ny | two.\n**Table 2** Lid\n";
        assert_eq!(cells(text), ["a/b", "x/one:list", "y/two."]);
    }

    #[test]
    fn lists_and_sentences_that_stand_apart_stay_apart() {
        let text = "| a | b | c |\n---|---|---\nx | 1 | one\n\n- p\n\nThis is a | or b | here.\n";
        assert_eq!(cells(text), ["a/b/c", "x/1/one"]);
    }
}
