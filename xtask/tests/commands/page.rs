//! The page of findings as a browser shows it: filters and folds work, nothing is reported to its console.
//!
//! A script that is put into the page under test drives it and writes down what it saw. Without a browser the test says
//! so and passes.

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::repository::{PAGES, Repository};

/// Before anything else of the page: whatever goes wrong is written down.
const WATCH: &str = r#"<script>
window.errors = [];
console.error = (...words) => errors.push(words.join(" "));
addEventListener("error", (event) => errors.push(event.message));
addEventListener("securitypolicyviolation", (event) => errors.push(event.violatedDirective));
</script>"#;

/// After everything else: what a person would do.
const DRIVE: &str = r##"<script>
(() => {
  const one = (selector) => document.querySelector(selector);
  const count = (selector) => document.querySelectorAll(selector).length;
  const shown = () => count(".finding:not([hidden])");
  const type = (words) => { one("#search").value = words; one("#search").dispatchEvent(new Event("input")); };
  const seen = { all: shown(), open: count(".finding[open]"), toolsHidden: one(".tools").hidden };
  one("#unfold").click();
  seen.unfolded = count(".finding[open]");
  one("#fold").click();
  seen.folded = count(".finding[open]");
  one(".finding > summary").click();
  seen.clicked = count(".finding[open]");
  one(".chip.broken").click();
  seen.withoutBroken = shown();
  seen.brokenGroupHidden = one("details.group.broken").hidden;
  one(".chip.broken").click();
  type("OP-ADDED");
  seen.searched = shown();
  seen.status = one("#shown").textContent;
  type("nothing has this word");
  seen.nothing = [shown(), one("#nothing").hidden];
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "/" }));
  seen.slashFocuses = document.activeElement === one("#search");
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  seen.escaped = shown();
  one("#rule").value = "op-removed";
  one("#rule").dispatchEvent(new Event("change"));
  seen.ofRule = shown();
  seen.errors = errors;
  const result = document.createElement("pre");
  result.id = "result";
  result.textContent = JSON.stringify(seen);
  document.body.append(result);
})();
</script>"##;

/// A browser without a screen; nothing where none is installed.
fn browser() -> Option<Command> {
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let is_there = |name: &&str| {
        let version = Command::new(name).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
        version.is_ok_and(|status| status.success())
    };
    let mut command = Command::new(names.into_iter().find(is_there)?);
    command.args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]);
    command.args(["--disable-background-networking", "--disable-component-update", "--disable-sync"]);
    Some(command)
}

/// What the driving script saw on a page.
fn drive(mut browser: Command, page: &Path, profile: &Path) -> Value {
    let text = std::fs::read_to_string(page).unwrap();
    let text = text.replacen("<head>", &format!("<head>{WATCH}"), 1);
    let (start, end) = text.rsplit_once("</body>").unwrap();
    let driven = page.with_file_name("driven.html");
    std::fs::write(&driven, format!("{start}{DRIVE}</body>{end}")).unwrap();
    browser.arg(format!("--user-data-dir={}", profile.display())).arg("--dump-dom");
    let output = browser.arg(format!("file://{}", driven.display())).output().unwrap();
    let dom = String::from_utf8_lossy(&output.stdout);
    let result = dom.split_once("<pre id=\"result\">").and_then(|(_, rest)| rest.split_once("</pre>"));
    let (result, _) = result.unwrap_or_else(|| panic!("{}\n{dom}", String::from_utf8_lossy(&output.stderr)));
    serde_json::from_str(&result.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")).unwrap()
}

#[test]
fn a_browser_filters_and_folds_the_findings_without_an_error() {
    let Some(browser) = browser() else {
        eprintln!("passed over: no browser; `apt-get install chromium` brings one");
        return;
    };
    let repository = Repository::of_pages(&[]);
    repository.put("old/list.txt", PAGES[0].1.as_bytes());
    repository.put("new/create.rst", PAGES[3].1.as_bytes());
    repository.run(&["diff", "old", "new", "--format", "html", "--output", "page.html"]).expect(0);
    let comparison = repository.run(&["diff", "old", "new", "--format", "json"]).expect(0).out;
    let comparison: Value = serde_json::from_str(&comparison).unwrap();
    let findings = comparison["findings"].as_array().unwrap();
    let all = findings.len();
    let of_rule = |rule: &str| findings.iter().filter(|finding| finding["rule"] == rule).count();
    let broken = |finding: &&Value| finding["wire"] == "breaking" && finding["rust"] == "breaking";
    let broken = findings.iter().filter(broken).count();
    let added = of_rule("op-added");
    assert!(added > 0 && broken > 0);

    let seen = drive(browser, &repository.path("page.html"), &repository.path("profile"));
    let expected = serde_json::json!({
        "all": all,
        "open": 0,
        "toolsHidden": false,
        "unfolded": all,
        "folded": 0,
        "clicked": 1,
        "withoutBroken": all - broken,
        "brokenGroupHidden": true,
        "searched": added,
        "status": format!("{added} of {all} findings"),
        "nothing": [0, false],
        "slashFocuses": true,
        "escaped": all,
        "ofRule": of_rule("op-removed"),
        "errors": [],
    });
    assert_eq!(seen, expected);
}
