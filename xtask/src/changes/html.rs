//! A report as one page for a person to filter and fold: no file, font or script from elsewhere.
//!
//! Everything is in the page as text, so that it reads, folds and prints without its script as well.

use std::fmt::Write;

use super::alike::{Told, told};
use super::groups::{Group, grouped};
use super::wording::{brief_change, count, places_as, verdicts, version};
use super::{Entry, Place, Report};

const STYLE: &str = include_str!("page/style.css");
const SCRIPT: &str = include_str!("page/script.js");

/// Nothing is loaded, whatever a text of a page manages to say.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; \
                      form-action 'none'";

/// Characters of a value beside a folded finding.
const BRIEF: usize = 160;

/// The report as a page.
pub fn html(report: &Report) -> String {
    let title = escape(&format!("{}: {} → {}", report.crate_name, report.old, report.new));
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n"
    );
    header(&mut page, report);
    let groups = grouped(&report.entries);
    if groups.is_empty() {
        page += "<main><p class=\"nothing\">Nothing differs.</p></main>\n</body>\n</html>\n";
        return page;
    }
    tools(&mut page, report, &groups);
    page += "<main>\n";
    groups.iter().for_each(|(group, entries)| section(&mut page, *group, entries));
    page += "<p class=\"nothing\" id=\"nothing\" hidden>No finding fits the filter.</p>\n</main>\n";
    page += "<footer>Press / to search; Tab and Enter fold. Made by <code>cargo xtask diff</code>.</footer>\n";
    let _ = write!(page, "<script>\n{SCRIPT}</script>\n</body>\n</html>\n");
    page
}

fn header(page: &mut String, report: &Report) {
    let counts = report.counts();
    let semver = report.semver.as_str();
    let _ = write!(
        page,
        "<header>\n<h1>{}</h1>\n<p class=\"compared\"><code>{}</code> → <code>{}</code></p>\n<ul class=\"tiles\">\n",
        escape(&report.crate_name),
        escape(&report.old),
        escape(&report.new)
    );
    let mut tile = |class: &str, number: &dyn std::fmt::Display, what: &str| {
        let _ = writeln!(page, "<li class=\"{class}\"><b>{number}</b><span>{what}</span></li>");
    };
    tile(semver, &semver, "next version");
    tile("", &counts.wire, "breaking on the wire");
    tile("", &counts.rust, "breaking in Rust");
    tile("", &counts.findings, "findings in all");
    page.push_str("</ul>\n");
    if report.notice {
        let _ = writeln!(page, "<p class=\"notice\">{}.</p>", escape(&version(report)));
    }
    if report.left_out > 0 {
        let _ = writeln!(page, "<p class=\"notice\">{} left out on demand.</p>", count(report.left_out, "finding"));
    }
    page.push_str("</header>\n");
}

fn tools(page: &mut String, report: &Report, groups: &[(Group, Vec<&Entry>)]) {
    *page += "<div class=\"tools\" hidden><form role=\"search\">\n<div class=\"groups\">\n";
    for (group, entries) in groups {
        let (word, title, number) = (group.word(), group.title(), entries.len());
        let _ = writeln!(
            page,
            "<button type=\"button\" class=\"chip {word}\" data-group=\"{word}\" aria-pressed=\"true\">{title} ({number})</button>"
        );
    }
    *page += "</div>\n<input type=\"search\" id=\"search\" placeholder=\"Search\" aria-label=\"Search findings\">\n\
              <select id=\"rule\" aria-label=\"Rule\"><option value=\"\">All rules</option>\n";
    let mut rules: Vec<&str> = report.entries.iter().map(|entry| entry.rule.id()).collect();
    rules.sort_unstable();
    for of_rule in rules.chunk_by(|a, b| a == b) {
        let (id, number) = (of_rule[0], of_rule.len());
        let _ = writeln!(page, "<option value=\"{id}\">{id} ({number})</option>");
    }
    *page += "</select>\n<button type=\"button\" id=\"unfold\">Unfold all</button>\n\
              <button type=\"button\" id=\"fold\">Fold all</button>\n\
              <span class=\"shown\" id=\"shown\" role=\"status\"></span>\n</form></div>\n";
}

fn section(page: &mut String, group: Group, entries: &[&Entry]) {
    let (word, title, meaning, number) = (group.word(), group.title(), group.meaning(), entries.len());
    // What nobody has to act on is there, and folded.
    let open = if group == Group::Documentation { "" } else { " open" };
    let _ = writeln!(
        page,
        "<details class=\"group {word}\" id=\"{word}\"{open}>\n<summary><h2>{title} ({number})</h2>\
         <span class=\"meaning\">{meaning}</span></summary>"
    );
    told(entries).iter().for_each(|told| finding(page, word, told));
    *page += "</details>\n";
}

fn finding(page: &mut String, group: &str, told: &Told<'_>) {
    let entry = told.entry;
    let accepted = if entry.accepted.is_some() { " accepted" } else { "" };
    let (rule, number) = (entry.rule.id(), told.len());
    let _ = write!(
        page,
        "<details class=\"finding {group}{accepted}\" data-group=\"{group}\" data-rule=\"{rule}\" \
         data-count=\"{number}\">\n<summary><span class=\"subject\">{}</span><code class=\"rule\">{rule}</code>",
        escape(told.subject())
    );
    if let Some(told) = brief_change(entry, BRIEF) {
        let _ = write!(page, "<span class=\"brief value\">{}</span>", escape(&told));
    }
    if number > 1 {
        let _ = write!(page, "<span class=\"brief\">in {}</span>", count(number, "operation"));
    }
    *page += "</summary>\n<div class=\"more\"><dl>\n";
    let mut row = |name: &str, value: String| {
        let _ = writeln!(page, "<dt>{name}</dt><dd>{value}</dd>");
    };
    let value = |tag: &str, text: &String| format!("<{tag} class=\"value\">{}</{tag}>", escape(text));
    row("Meaning", escape(entry.rule.meaning()));
    row("Verdict", format!("{}; {} confidence", verdicts(entry), entry.confidence.as_str()));
    entry.before.iter().for_each(|text| row("Before", value("del", text)));
    entry.after.iter().for_each(|text| row("After", value("ins", text)));
    if number > 1 {
        row("Operations", each(told));
    } else {
        alone(entry, &mut row);
    }
    entry.accepted.iter().for_each(|reason| row("Accepted", escape(reason)));
    *page += "</dl></div>\n</details>\n";
}

/// Rows of a finding that is not told of several operations at once.
fn alone(entry: &Entry, row: &mut dyn FnMut(&str, String)) {
    entry.item.iter().for_each(|item| row("In Rust", code(item)));
    entry.instead.iter().for_each(|instead| row("Write instead", code(instead)));
    places(entry).into_iter().for_each(|places| row("Where", places));
    if !entry.operations.is_empty() {
        row("Operations", list(entry.operations.iter().map(|key| code(key))));
    }
}

/// The operations of findings that are told at once, each with its items and places.
fn each(told: &Told<'_>) -> String {
    list(told.entries().map(|entry| {
        let key = entry.operations.first().map_or(String::new(), |key| code(key));
        let instead = entry.instead.as_ref().or(entry.item.as_ref()).map(|item| code(item));
        [Some(key), instead, places(entry)].into_iter().flatten().collect::<Vec<_>>().join("<br>")
    }))
}

fn places(entry: &Entry) -> Option<String> {
    places_as(entry, &|place: &Place, text| match &place.link {
        Some(link) => format!("<a href=\"{}\">{}</a>", escape(link), code(text)),
        None => code(text),
    })
}

fn code(text: &str) -> String {
    format!("<code>{}</code>", escape(text))
}

fn list(items: impl Iterator<Item = String>) -> String {
    let items: String = items.map(|item| format!("<li>{item}</li>")).collect();
    format!("<ul class=\"operations\">{items}</ul>")
}

/// A text as text of a page, in an attribute too.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\'' => out += "&#39;",
            // Characters that change the direction of writing could show a text as another one.
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                let _ = write!(out, "{}", c.escape_unicode());
            }
            c if c.is_control() && c != '\n' && c != '\t' => {
                let _ = write!(out, "{}", c.escape_unicode());
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changes::test_report::{entry, of};

    #[test]
    fn text_of_a_page_stays_text_in_the_page() {
        let evil = "</script><img src=x onerror=alert(1)> \" ' & \u{202e}\u{1b}";
        let mut entry = entry("op-removed", evil);
        entry.before = Some(evil.to_owned());
        entry.instead = Some(evil.to_owned());
        entry.operations = vec![evil.to_owned()];
        entry.old.as_mut().unwrap().page = evil.to_owned();
        let page = html(&Report { old: evil.to_owned(), ..of(vec![entry]) });
        assert!(page.contains("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt; &quot; &#39; &amp; "));
        assert!(!page.contains("<img") && !page.contains('\u{202e}') && !page.contains('\u{1b}'));
        assert_eq!(page.matches("</script>").count(), 1);
    }

    #[test]
    fn what_is_alike_is_told_once_with_all_of_its_operations() {
        let mut entries: Vec<Entry> =
            (0..4).map(|at| entry("param-min-added", &format!("demo v1 list_{at} › path.id"))).collect();
        for (at, entry) in entries.iter_mut().enumerate() {
            entry.operations = vec![format!("GET /list_{at}/{{}}")];
            entry.new.as_mut().unwrap().link = Some(format!("new/{at}.rst#L9"));
        }
        let page = html(&of(entries));
        assert_eq!(page.matches("<details class=\"finding").count(), 1);
        assert!(page.contains("data-count=\"4\"") && page.contains("in 4 operations"), "{page}");
        assert!((0..4).all(|at| page.contains(&format!("<code>GET /list_{at}/{{}}</code>"))), "{page}");
        assert!((0..4).all(|at| page.contains(&format!("<a href=\"new/{at}.rst#L9\">"))), "{page}");
    }

    #[test]
    fn nothing_is_loaded_from_elsewhere() {
        let page = html(&of(vec![entry("op-removed", "GET /a")]));
        for outside in ["http://", "https://", "src=", "href=", "url(", "@import"] {
            assert!(!page.contains(outside), "{outside}");
        }
    }
}
