//! Words of lists that come in pages, of jobs, and of states.
//!
//! Names are compared folded, see [`bare`]: `page_no`, `pageNo` and `PageNo` are one word.

/// What a name has to do with pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageWord {
    /// How many items to pass over.
    Offset,
    /// Number of the page.
    Page,
    /// How many items a page has.
    Limit,
    /// Where the page begins, as the page before says.
    Marker,
    /// What the next page begins with.
    NextMarker,
    /// The address of the next page, or what holds it.
    Next,
    /// How many items there are in all.
    Total,
    /// How many items there are, in all or on the page.
    Count,
}

const PAGE_WORDS: &[(PageWord, &[&str])] = &[
    (PageWord::Offset, &["offset", "start"]),
    (PageWord::Page, &["page", "pageno", "pagenum", "pagenumber", "curpage", "currentpage"]),
    (PageWord::Limit, &["limit", "pagesize", "perpage", "size"]),
    (PageWord::Marker, &["marker", "pagemarker"]),
    (PageWord::NextMarker, &["nextmarker", "nextpagemarker"]),
    (PageWord::Next, &["next", "nextlink"]),
    (
        PageWord::Total,
        &["total", "totalcount", "totalnum", "totalnumber", "totalsize", "totalrecord", "totalrecords", "counttotal"],
    ),
    (PageWord::Count, &["count", "size", "instancenum"]),
];

/// Whether a name is this word about pages.
pub fn is_page_word(name: &str, word: PageWord) -> bool {
    let name = bare(name);
    PAGE_WORDS.iter().any(|(of, names)| *of == word && names.contains(&name.as_str()))
}

/// Whether a description says that a number counts pages, where its name lets expect that it counts items.
pub fn counts_pages(description: &str) -> bool {
    const ENGLISH: [&str; 6] = [
        "page number",
        "number of pages",
        "number of returned pages",
        "start page",
        "page offset",
        "number of the page",
    ];
    const CHINESE: [&str; 3] = ["页码", "页数", "第几页"];
    contains_any(description, &[&ENGLISH, &CHINESE])
}

/// Whether a description says that a number is about one page, not about the whole list.
pub fn is_about_one_page(description: &str) -> bool {
    const ENGLISH: [&str; 5] = ["current page", "this page", "each page", "per page", "current response"];
    const CHINESE: [&str; 3] = ["当前页", "本页", "每页"];
    contains_any(description, &[&ENGLISH, &CHINESE])
}

/// Whether a description says that a number is about all.
pub fn is_about_all(description: &str) -> bool {
    const ENGLISH: [&str; 2] = ["total ", "in total"];
    const CHINESE: [&str; 2] = ["总数", "总记录"];
    contains_any(description, &[&ENGLISH, &CHINESE])
}

fn contains_any(description: &str, languages: &[&[&str]]) -> bool {
    let folded = super::fold(description);
    languages.iter().flat_map(|phrases| phrases.iter()).any(|phrase| folded.contains(phrase))
}

/// Nouns of what takes its time and has an id of its own.
const JOBS: &[&str] = &["job", "task", "workflow"];

/// The noun of a job, where a name is that of its id: `job` of `job_id`.
pub fn job_of(name: &str) -> Option<&'static str> {
    let name = bare(name);
    let noun = name.strip_suffix("id")?;
    JOBS.iter().copied().find(|job| *job == noun)
}

/// Whether a segment of a path is about jobs of this noun: `jobs`, `async-tasks`.
pub fn is_job_segment(segment: &str, noun: &str) -> bool {
    words(segment).iter().any(|word| word.strip_suffix('s').unwrap_or(word) == noun)
}

/// Whether a segment of a path is about jobs of any kind.
pub fn is_about_jobs(segment: &str) -> bool {
    JOBS.iter().any(|noun| is_job_segment(segment, noun))
}

/// Whether the member is the state of what holds it, or of a job.
pub fn is_state(name: &str) -> bool {
    matches!(bare(name).as_str(), "status" | "state" | "phase" | "taskstatus" | "jobstatus" | "provisioningstatus")
}

/// Members that tell why something failed, the best first.
pub fn failure_reasons() -> &'static [&'static str] {
    &["failreason", "failedreason", "failurereason", "faileddetail", "errormsg", "errormessage", "reason", "errorcode"]
}

/// What a state says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StateWord {
    /// A resource that can be used: `ACTIVE`.
    Usable,
    /// A job that has come to a good end: `SUCCESS`.
    Finished,
    /// It has gone wrong, or away.
    Failed,
    /// It goes on: `CREATING`, `PENDING_CREATE`.
    Ongoing,
}

/// Words that a usable resource says by themselves. A network or an address that is `DOWN` is ready: nothing uses it yet.
const USABLE: &[&str] = &[
    "active",
    "available",
    "running",
    "normal",
    "ok",
    "ready",
    "online",
    "down",
    "inuse",
    "enabled",
    "healthy",
    "accepted",
    "mounted",
];

const FINISHED: &[&str] =
    &["success", "successful", "succeed", "succeeded", "complete", "completed", "finish", "finished", "done"];

/// Whether a value says by itself, and not of some step before, that it came to a good end.
pub fn is_finished(value: &str) -> bool {
    FINISHED.contains(&bare(value).as_str())
}

/// Stems of words.
const FAILED: &[&str] = &[
    "fail",
    "error",
    "abnormal",
    "exception",
    "abort",
    "cancel",
    "timeout",
    "terminated",
    "invalid",
    "reject",
    "deleted",
    "killed",
    "expired",
];

const ONGOING: &[&str] = &["pending", "build", "init", "queued", "waiting", "creating"];

/// What a value of a state says; nothing where it is none of the known words.
pub fn state_word(value: &str) -> Option<StateWord> {
    let words = words(value);
    let is_in = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let begins = |stem: &&str| words.iter().any(|word| word.starts_with(*stem));
    if FAILED.iter().any(begins) {
        Some(StateWord::Failed)
    } else if USABLE.contains(&bare(value).as_str()) {
        Some(StateWord::Usable)
    } else if is_in(ONGOING) || words.iter().any(|word| word.len() > 4 && word.ends_with("ing")) {
        Some(StateWord::Ongoing)
    } else if is_in(FINISHED) {
        Some(StateWord::Finished)
    } else {
        None
    }
}

/// A name in lower case without what parts its words.
pub fn bare(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// The words of a name or a value, in lower case: `CreateFail`, `create_fail` and `CREATE FAIL` have the same.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_lower = false;
    for c in text.chars() {
        if !c.is_ascii_alphanumeric() || (c.is_ascii_uppercase() && was_lower) {
            words.push(String::new());
        }
        if let (true, Some(word)) = (c.is_ascii_alphanumeric(), words.last_mut()) {
            word.push(c.to_ascii_lowercase());
        }
        was_lower = c.is_ascii_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_words_about_pages_however_they_are_spelled() {
        assert!(is_page_word("page_no", PageWord::Page) && is_page_word("pageNo", PageWord::Page));
        assert!(is_page_word("totalCount", PageWord::Total) && is_page_word("perPage", PageWord::Limit));
        assert!(
            !is_page_word("start_time", PageWord::Offset) && !is_page_word("previous_marker", PageWord::NextMarker)
        );
    }

    #[test]
    fn descriptions_tell_pages_from_items() {
        assert!(counts_pages("Page offset, from 0 on.") && counts_pages("The page number."));
        assert!(!counts_pages("Number of records to skip before the first one on the page."));
        assert!(is_about_one_page("How many are on the current page.") && !is_about_one_page("How many there are."));
    }

    #[test]
    fn ids_of_jobs_have_a_noun_and_segments_are_about_it() {
        assert_eq!(
            (job_of("job_id"), job_of("jobID"), job_of("id"), job_of("jobname")),
            (Some("job"), Some("job"), None, None)
        );
        assert!(
            is_job_segment("async-tasks", "task") && is_job_segment("job", "job") && !is_job_segment("jobless", "job")
        );
    }

    #[test]
    fn states_are_read_by_their_words() {
        for (value, word) in [
            ("ACTIVE", Some(StateWord::Usable)),
            ("in-use", Some(StateWord::Usable)),
            ("Running", Some(StateWord::Usable)),
            ("SUCCESS", Some(StateWord::Finished)),
            ("CreateSuccess", Some(StateWord::Finished)),
            ("CreateFail", Some(StateWord::Failed)),
            ("DELETED", Some(StateWord::Failed)),
            ("deleting", Some(StateWord::Ongoing)),
            ("PENDING_CREATE", Some(StateWord::Ongoing)),
            ("INACTIVE", None),
            ("unavailable", None),
            ("7", None),
        ] {
            assert_eq!(state_word(value), word, "{value}");
        }
    }
}
