//! Which markup a page is written in, decided by its content and never by its name.
//!
//! | markup | what shows it |
//! |---|---|
//! | HTML | it begins with a tag, or has sections or tables as tags, and no headings of Markdown |
//! | reStructuredText | directives, targets, roles, grid borders, field lists, adorned titles |
//! | Markdown | `#` headings, fences, strong captions, links |
//! | flattened text | nothing of these |

use super::Markup;
use super::html::is_tag;

/// Markup shows early; pages of many megabytes are not searched whole.
const SAMPLE: usize = 256 << 10;

/// Decides the markup.
pub(super) fn detect(text: &str) -> Markup {
    let sample = &text[..(0..=SAMPLE.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)];
    let signs = Signs::of(sample);
    let rst = signs.rst();
    if signs.html() {
        Markup::Html
    } else if rst > 0 && rst >= signs.markdown {
        Markup::Rst
    } else if signs.markdown > 0 {
        Markup::Markdown
    } else {
        Markup::Text
    }
}

/// How often each markup showed.
#[derive(Debug, Default)]
struct Signs {
    starts_with_tag: bool,
    /// `<!DOCTYPE html>`, `<html>`: the whole page is tags.
    is_html: bool,
    /// Tags of sections, tables and paragraphs at the beginning of a line.
    tags: usize,
    /// Tags of headings.
    tag_headings: usize,
    rst: usize,
    /// What Markdown may have as well: borders of tables, titles with a line below.
    drawn: usize,
    markdown: usize,
    /// `# Title`
    hash_headings: usize,
}

impl Signs {
    fn of(text: &str) -> Signs {
        let start = text.trim_start();
        let mut signs =
            Signs { starts_with_tag: start.starts_with("<!") || starts_with_tag(start), ..Signs::default() };
        signs.is_html = ["<!doctype", "<html", "<head", "<body"].iter().any(|tag| starts_with(start, tag));
        let mut before = "";
        let mut fenced = false;
        for line in text.lines().map(str::trim_end) {
            let fence = line.trim_start().starts_with("```");
            fenced ^= fence;
            signs.markdown += usize::from(fence || !fenced && is_markdown(line, before));
            signs.hash_headings += usize::from(!fenced && is_hash_heading(line, before));
            signs.rst += usize::from(is_rst(line));
            signs.drawn += usize::from(is_drawn(line, before));
            signs.tags += usize::from(starts_with_tag(line.trim_start()));
            signs.tag_headings += usize::from(starts_with_tag_of_heading(line.trim_start()));
            before = line;
        }
        signs
    }

    /// A page of Markdown may hold its tables as tags, many lines of them, and may begin with an anchor; its headings tell.
    fn html(&self) -> bool {
        if self.hash_headings > 0 && self.tag_headings == 0 && !self.is_html {
            return false;
        }
        let rst = self.rst();
        self.markdown == 0 && rst == 0 && (self.starts_with_tag || self.tags > 1)
            || self.starts_with_tag && self.tags > self.markdown + rst
    }

    /// Tables are drawn in some Markdown like in reStructuredText, under headings that are not.
    fn rst(&self) -> usize {
        if self.hash_headings > 0 { self.rst } else { self.rst + self.drawn }
    }
}

/// Whether a text begins with words, in capitals or not.
fn starts_with(text: &str, words: &str) -> bool {
    text.get(..words.len()).is_some_and(|start| start.eq_ignore_ascii_case(words))
}

fn starts_with_tag_of_heading(line: &str) -> bool {
    let mut characters = line.bytes().take(3);
    characters.next() == Some(b'<')
        && matches!(characters.next(), Some(b'h' | b'H'))
        && characters.next().is_some_and(|level| (b'1'..=b'6').contains(&level))
}

/// `<p>`, `<table border=…>`, `</div>` and the like.
fn starts_with_tag(line: &str) -> bool {
    let Some(rest) = line.strip_prefix('<') else { return false };
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let closes = rest[end..].starts_with(['>', ' ', '/', '\t', '\n']) || rest.len() == end;
    closes && is_tag(&rest[..end].to_ascii_lowercase())
}

/// A comment of a shell script stands inside code, after other code; a heading stands apart.
fn is_hash_heading(line: &str, before: &str) -> bool {
    let hashes = line.len() - line.trim_start_matches('#').len();
    let heading = (1..=6).contains(&hashes) && line[hashes..].starts_with(' ');
    heading && (before.is_empty() || line.ends_with("</a>"))
}

fn is_markdown(line: &str, before: &str) -> bool {
    is_hash_heading(line, before)
        || line.starts_with("**") && line[2..].contains("**")
        || has_link(line)
        || line.starts_with('|') && line.contains("<br>")
}

/// `[text](address)`: an address has no blanks, but for a title in quotes behind it.
fn has_link(line: &str) -> bool {
    line.match_indices("](").any(|(at, _)| {
        let address = line[at + 2..].split([')', ' ']).next().unwrap_or_default();
        let behind = &line[at + 2 + address.len()..];
        line[..at].contains('[') && (behind.starts_with(')') || behind.starts_with(" \""))
    })
}

fn is_rst(line: &str) -> bool {
    let start = line.trim_start();
    let directive = start.strip_prefix(".. ").is_some_and(|rest| rest.contains("::") || rest.starts_with('_'));
    directive || has_role(start) || is_field(line)
}

fn is_drawn(line: &str, before: &str) -> bool {
    is_grid_border(line.trim_start()) || is_simple_border(line.trim_start()) || is_adornment(line, before)
}

/// `+-----+---+`
fn is_grid_border(line: &str) -> bool {
    line.len() > 4
        && line.starts_with('+')
        && line.ends_with('+')
        && line.bytes().all(|b| matches!(b, b'+' | b'-' | b'='))
        && line.contains(['-', '='])
}

/// `=====  ====`
fn is_simple_border(line: &str) -> bool {
    line.contains("= =") && line.bytes().all(|b| matches!(b, b'=' | b' '))
        || line.contains("=  =") && is_all(line, "= ")
}

fn is_all(line: &str, characters: &str) -> bool {
    line.chars().all(|c| characters.contains(c))
}

/// ``:ref:`text` ``
fn has_role(line: &str) -> bool {
    line.split(":`").next().filter(|before| before.len() < line.len()).is_some_and(|before| {
        before.rfind(':').is_some_and(|at| {
            let name = &before[at + 1..];
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        })
    })
}

/// `:original_name: CreateInstance.html`
fn is_field(line: &str) -> bool {
    let Some((name, rest)) = line.strip_prefix(':').and_then(|rest| rest.split_once(':')) else { return false };
    !name.is_empty()
        && (rest.is_empty() || rest.starts_with(' '))
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

/// A line under a title, as long as the title, of one punctuation character.
fn is_adornment(line: &str, title: &str) -> bool {
    let Some(first) = line.chars().next().filter(|c| "=-~^\"'`#*+.:_".contains(*c)) else { return false };
    line.len() >= 3
        && line.chars().all(|c| c == first)
        && title.starts_with(char::is_alphanumeric)
        && line.len() >= title.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_tags_of_html_are_tags() {
        for tag in ["<a>", "<body class=x>", "</ul>", "<meta\n", "<tr>"] {
            assert!(starts_with_tag(tag), "{tag}");
        }
        for text in ["<operator>", "<", "< 5", "<attribute>"] {
            assert!(!starts_with_tag(text), "{text}");
        }
    }

    #[test]
    fn rst_shows_by_borders_directives_and_titles() {
        assert_eq!(detect("Title\n=====\n\nWords.\n"), Markup::Rst);
        assert_eq!(detect("Words\n\n+------+-----+\n| Name | Age |\n"), Markup::Rst);
        assert_eq!(detect(":original_name: A.html\n\nWords.\n"), Markup::Rst);
        assert_eq!(detect("See :ref:`this <that>`.\n"), Markup::Rst);
        assert_eq!(detect("=====  ===\nName   Age\n=====  ===\n"), Markup::Rst);
    }

    #[test]
    fn html_shows_by_tags() {
        assert_eq!(detect("<!DOCTYPE html>\n<html>\n# no heading\n</html>"), Markup::Html);
        assert_eq!(detect("<a name=\"x\"></a>\n\n<h1>Title</h1>\n<p>Words</p>\n"), Markup::Html);
    }

    #[test]
    fn markdown_may_begin_with_an_anchor_and_hold_tags() {
        assert_eq!(
            detect("# Title<a name=\"x\"></a>\n\n<table>\n<tr>\n<td>a</td>\n</tr>\n</table>\n"),
            Markup::Markdown
        );
        assert_eq!(detect("Words\n\n**Table 1** Things\n\n| a | b |\n|---|---|\n"), Markup::Markdown);
    }

    #[test]
    fn links_tell_markdown_and_words_in_brackets_do_not() {
        assert_eq!(detect("Water, see [Table 3](#table3).\n"), Markup::Markdown);
        assert_eq!(detect("Water, see [Table 3](water.html \"Water\").\n"), Markup::Markdown);
        assert_eq!(detect("[- Kettle: kettles only](tags: hc)\n"), Markup::Text);
    }

    #[test]
    fn headings_tell_markdown_from_the_tables_in_it() {
        let table = "<table>\n<tr>\n<td>a</td>\n</tr>\n<tr>\n<td>b</td>\n</tr>\n</table>\n";
        assert_eq!(detect(&format!("<span id=\"x\"></span>\n\n# Cups\n\n{table}")), Markup::Markdown);
        assert_eq!(detect(&format!("<body>\n{table}<pre>\n\n# comment\n</pre>\n")), Markup::Html);
        assert_eq!(detect(&format!("<h1>Cups</h1>\n{table}<pre>\n\n# comment\n</pre>\n")), Markup::Html);
        assert_eq!(detect("# Cups\n\n+---+---+\n| a | b |\n+===+===+\n| c | d |\n+---+---+\n"), Markup::Markdown);
    }

    #[test]
    fn flattened_pages_show_nothing() {
        assert_eq!(detect("Title\nFunction\n| Parameter | Type |\n|---|---|\n| a | String |\n"), Markup::Text);
        assert_eq!(detect("Title\nParameter |\nType |\n---|---|\na |\nString |\n"), Markup::Text);
        assert_eq!(detect("Title\n\nParameter\n\nType\n\na\n\nMap<String,String>\n"), Markup::Text);
    }

    #[test]
    fn a_comment_in_an_example_is_no_heading() {
        assert_eq!(detect("Title\nexport A=1\n# then\nrun\n"), Markup::Text);
    }
}
