//! Levels of headings, which only the other headings of the page tell.

use super::super::{Block, BlockKind};

/// Pages go from `h1` to `h4` and mean title and section: levels count those that there are. Without an `h1`, the first
/// heading is the title where no other is as high.
pub(super) fn rank(blocks: &mut [Block]) {
    let mut levels: Vec<u8> = blocks.iter().filter_map(level).collect();
    let titled = levels.first().is_some_and(|&first| first == 1 || levels[1..].iter().all(|&other| other > first));
    levels.sort_unstable();
    levels.dedup();
    for block in blocks {
        if let BlockKind::Heading { level, .. } = &mut block.kind {
            let rank = levels.iter().take_while(|&&other| other < *level).count() + if titled { 1 } else { 2 };
            *level = u8::try_from(rank).unwrap_or(u8::MAX);
        }
    }
}

fn level(block: &Block) -> Option<u8> {
    match block.kind {
        BlockKind::Heading { level, .. } => Some(level),
        _ => None,
    }
}
