//! Chinese sentences have no blanks: they are cut into the words that announce a fact, and what is between.

use super::{Cue, cue_words::CUES};

/// The longest word with which a text begins, and what it announces.
pub fn chinese_word(text: &str) -> Option<(&'static str, Option<Cue>)> {
    let words = CUES.iter().flat_map(|row| row.chinese.iter().map(|word| (*word, row.cue)));
    words.filter(|(word, _)| text.starts_with(word)).max_by_key(|(word, _)| word.len())
}

/// Whether a character is written without blanks around.
pub fn is_chinese(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_counts() {
        assert_eq!(chinese_word("最大长度512个字符"), Some(("最大长度", Some(Cue::UpTo))));
        assert_eq!(chinese_word("是否打开"), Some(("是否", None)));
        assert_eq!(chinese_word("个字符。"), Some(("个字符", Some(Cue::Characters))));
        assert_eq!(chinese_word("名称"), None);
        assert_eq!(chinese_word("默认项目"), None);
        assert_eq!(chinese_word("默认为"), Some(("默认为", Some(Cue::Default))));
    }
}
