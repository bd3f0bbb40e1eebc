//! Lists that were written by hand: items that are lines of one paragraph in a cell, `State:<br>- on<br>- off`.

use crate::read::{Block, BlockKind, Run, Text};

/// Makes lists of the lines with bullets in the cells of all tables.
pub(super) fn itemize(blocks: &mut [Block]) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Table(table) => {
                let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
                cells.filter(|cell| cell.blocks.iter().any(has_items)).for_each(|cell| {
                    cell.blocks = std::mem::take(&mut cell.blocks).into_iter().flat_map(part).collect();
                });
            }
            BlockKind::List { items, .. } => items.iter_mut().for_each(|item| itemize(item)),
            BlockKind::Note { blocks, .. } | BlockKind::Quote { blocks } => itemize(blocks),
            _ => {}
        }
    }
}

fn has_items(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Paragraph { text } => text.runs.iter().any(|run| run.text.contains('\n')),
        _ => false,
    }
}

/// A paragraph as paragraphs and lists, by its lines.
fn part(block: Block) -> Vec<Block> {
    let lines = match &block.kind {
        BlockKind::Paragraph { text } => lines(text),
        _ => return vec![block],
    };
    if lines.len() < 2 || !lines.iter().any(|line| item(line).is_some()) {
        return vec![block];
    }
    let new = |kind| Block { line: block.line, labels: Vec::new(), kind };
    let mut parts: Vec<Block> = Vec::new();
    for line in lines.into_iter().filter(|line| !line.is_empty()) {
        let last = parts.last_mut().map(|last| &mut last.kind);
        match (item(&line), last) {
            (Some(text), Some(BlockKind::List { items, .. })) => items.push(vec![new(BlockKind::Paragraph { text })]),
            (Some(text), _) => {
                let items = vec![vec![new(BlockKind::Paragraph { text })]];
                parts.push(new(BlockKind::List { ordered: false, items }));
            }
            (None, Some(BlockKind::Paragraph { text })) => {
                text.push(Run { text: "\n".to_owned(), ..Run::default() });
                line.runs.into_iter().for_each(|run| text.push(run));
            }
            (None, _) => parts.push(new(BlockKind::Paragraph { text: line })),
        }
    }
    if let Some(first) = parts.first_mut() {
        first.labels = block.labels;
    }
    parts
}

fn lines(text: &Text) -> Vec<Text> {
    let mut lines = vec![Text::default()];
    for run in &text.runs {
        for (at, piece) in run.text.split('\n').enumerate() {
            if at > 0 {
                lines.push(Text::default());
            }
            if let Some(line) = lines.last_mut() {
                line.push(Run { text: piece.to_owned(), ..run.clone() });
            }
        }
    }
    lines
}

/// What stands behind a bullet.
fn item(line: &Text) -> Option<Text> {
    let (first, others) = line.runs.split_first()?;
    let rest = first.text.strip_prefix(['-', '*', '•', '·', '●', '–'])?;
    let words = rest.trim_start();
    let is_item = words.len() < rest.len() && !(words.is_empty() && others.is_empty());
    is_item.then(|| {
        let mut text = Text::default();
        text.push(Run { text: words.to_owned(), ..first.clone() });
        others.iter().for_each(|run| text.push(run.clone()));
        text
    })
}

#[cfg(test)]
mod tests {
    use crate::read::{BlockKind, read_markdown};

    /// The blocks of the cell, items in brackets.
    fn cell(text: &str) -> String {
        let mut document = read_markdown(&format!("| a |\n|---|\n| {text} |\n"));
        super::itemize(&mut document.blocks);
        let BlockKind::Table(table) = &document.blocks[0].kind else { return String::new() };
        let show = |kind: &BlockKind| match kind {
            BlockKind::Paragraph { text } => text.to_plain(),
            BlockKind::List { items, .. } => format!("{} items", items.len()),
            other => format!("{other:?}"),
        };
        table.rows[1].cells[0].blocks.iter().map(|block| show(&block.kind)).collect::<Vec<_>>().join(" / ")
    }

    #[test]
    fn lines_with_bullets_are_items() {
        assert_eq!(cell("State:<br>- on<br>- **off**<br>Default: on"), "State: / 2 items / Default: on");
        assert_eq!(cell("• on<br>• off"), "2 items");
        assert_eq!(cell("**on**: lit<br>* one"), "on: lit / 1 items");
    }

    #[test]
    fn other_lines_stay_lines() {
        assert_eq!(cell("from -1<br>-1: none"), "from -1\n-1: none");
        assert_eq!(cell("- on"), "- on");
        assert_eq!(cell("one<br>two"), "one\ntwo");
    }
}
