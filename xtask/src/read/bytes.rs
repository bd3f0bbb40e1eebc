//! Bytes to text: what comes in may be in any character set, what goes out is UTF-8 with `\n` at line ends.
//!
//! A page says its character set by a byte order mark or, in HTML, by a declaration near its beginning. Where it says
//! nothing, or what it says cannot be true, its bytes tell, and that is reported.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use memchr::{memchr, memchr_iter, memmem};

use super::{Fault, FaultKind};

/// No page of documentation is larger.
pub const MAX_BYTES: usize = 64 << 20;

/// How far into a page a character set may be declared, and by how much of a page it is decided whether it is text.
const PROLOGUE: usize = 4096;

/// So much of a page is looked at to tell its character set.
const SAMPLE: usize = 256 << 10;

/// Signatures of files that people put among pages and that are no text.
const SIGNATURES: &[&[u8]] =
    &[b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"\x7fELF", b"\xd0\xcf\x11\xe0"];

/// A page's text and what was guessed to get it; an error is a page that cannot be read at all.
pub(super) fn decode(bytes: &[u8]) -> Result<(String, Vec<Fault>), Fault> {
    if bytes.len() > MAX_BYTES {
        let found = format!("{} bytes where a page has at most {MAX_BYTES}", bytes.len());
        return Err(Fault { line: 1, kind: FaultKind::PageTooLarge, found });
    }
    let (encoding, stated, body) = charset(bytes);
    if is_binary(body, encoding) {
        return Err(Fault { line: 1, kind: FaultKind::PageBinary, found: "bytes that are no text".into() });
    }
    let (text, faults) = decode_as(body, encoding, stated);
    let text = unify_line_ends(text);
    if text.trim().is_empty() {
        return Err(Fault { line: 1, kind: FaultKind::PageEmpty, found: "no text".into() });
    }
    Ok((text, faults))
}

/// The character set, whether the page states it, and the bytes after the byte order mark.
fn charset(bytes: &[u8]) -> (&'static Encoding, bool, &[u8]) {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return (encoding, true, &bytes[length..]);
    }
    match declared(&bytes[..bytes.len().min(PROLOGUE)]) {
        Some(encoding) => (encoding, true, bytes),
        None => (UTF_8, false, bytes),
    }
}

/// `charset=…` or `encoding="…"` inside a tag, as `<meta>` and `<?xml …?>` have it.
fn declared(prologue: &[u8]) -> Option<&'static Encoding> {
    let lower = prologue.to_ascii_lowercase();
    [b"charset=".as_slice(), b"encoding="].iter().find_map(|&word| {
        let start = memmem::find(&lower, word)?;
        let tag = lower[..start].iter().rposition(|&b| b == b'<' || b == b'>').filter(|&at| lower[at] == b'<')?;
        let is_declaration = [b"<meta".as_slice(), b"<?xml"].iter().any(|name| lower[tag..].starts_with(name));
        let value = lower[start + word.len()..].trim_ascii_start();
        let value = value.strip_prefix(b"\"").or(value.strip_prefix(b"'")).unwrap_or(value);
        let end = value.iter().position(|b| !(b.is_ascii_alphanumeric() || b"-_:.".contains(b))).unwrap_or(value.len());
        // A page that could be searched for ASCII words is in no 16-bit character set, whatever it says.
        Encoding::for_label(&value[..end]).filter(|encoding| is_declaration && encoding.is_ascii_compatible())
    })
}

/// Whether these are no characters: a known signature, or many control characters. A stray NUL is a character.
fn is_binary(body: &[u8], encoding: &'static Encoding) -> bool {
    let start = &body[..body.len().min(PROLOGUE)];
    let is_control = |&&b: &&u8| b < 0x20 && !b"\t\n\x0b\x0c\r\x1b".contains(&b);
    SIGNATURES.iter().any(|signature| start.starts_with(signature))
        || encoding.is_ascii_compatible() && start.iter().filter(is_control).count() * 32 > start.len()
}

fn decode_as<'a>(body: &'a [u8], encoding: &'static Encoding, stated: bool) -> (Cow<'a, str>, Vec<Fault>) {
    let guess_at = |at, found| vec![Fault { line: line_of(body, at), kind: FaultKind::CharsetGuessed, found }];
    let guess = |found| guess_at(body.iter().position(|b| !b.is_ascii()).unwrap_or(body.len()), found);
    let (text, malformed) = encoding.decode_without_bom_handling(body);
    // Browsers save a page as UTF-8 and leave its declaration as it was; text in another set is hardly ever UTF-8 as well.
    if encoding.is_ascii_compatible()
        && encoding != UTF_8
        && !body.is_ascii()
        && let Ok(text) = std::str::from_utf8(body)
    {
        return (Cow::Borrowed(text), guess(format!("UTF-8 where the page is said to be {}", encoding.name())));
    }
    if !malformed {
        return (text, Vec::new());
    }
    if stated && encoding != UTF_8 {
        let strays = text.matches('\u{fffd}').count();
        return (text, guess(format!("{strays} bytes that are not {}, as the page is said to be", encoding.name())));
    }
    if let Some((text, strays)) = utf_8_with_strays(body) {
        let found = format!("{strays} bytes that are not UTF-8, as the rest of the page is, read as windows-1252");
        let first = std::str::from_utf8(body).map_or_else(|error| error.valid_up_to(), str::len);
        return (text.into(), guess_at(first, found));
    }
    let guessed = detect(body);
    let (text, _) = guessed.decode_without_bom_handling(body);
    (text, guess(format!("bytes that are not {}, read as {}", encoding.name(), guessed.name())))
}

/// A page that is UTF-8 but for some bytes, which are letters of another page or program: the text and their number; nothing
/// where they are as many as the characters outside of ASCII that are UTF-8.
fn utf_8_with_strays(body: &[u8]) -> Option<(String, usize)> {
    let mut text = String::with_capacity(body.len());
    let (mut strays, mut characters) = (0, 0);
    for chunk in body.utf8_chunks() {
        text.push_str(chunk.valid());
        characters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
        strays += chunk.invalid().len();
    }
    (strays < characters).then_some((text, strays))
}

/// The character set that bytes are probably in, by how often their characters stand beside each other.
fn detect(body: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&body[..body.len().min(SAMPLE)], true);
    detector.guess(None, Utf8Detection::Deny)
}

fn line_of(body: &[u8], at: usize) -> u32 {
    let breaks = memchr_iter(b'\n', &body[..at]).count();
    u32::try_from(breaks + 1).unwrap_or(u32::MAX)
}

fn unify_line_ends(text: Cow<'_, str>) -> String {
    match memchr(b'\r', text.as_bytes()) {
        Some(_) => text.replace("\r\n", "\n").replace('\r', "\n"),
        None => text.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::GBK;

    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes).unwrap().0
    }

    #[test]
    fn byte_order_marks_decide() {
        assert_eq!(text(b"\xef\xbb\xbfgr\xc3\xbc\xc3\x9f"), "grüß");
        assert_eq!(text(b"\xff\xfeh\0i\0"), "hi");
        assert_eq!(text(b"\xfe\xff\0h\0i"), "hi");
    }

    #[test]
    fn html_declares_its_character_set() {
        assert_eq!(text(b"<meta charset='gbk'><p>\xb2\xce\xca\xfd</p>"), "<meta charset='gbk'><p>参数</p>");
        let older = b"<META http-equiv=Content-Type content=\"text/html; charset=iso-8859-1\">\xe9";
        assert!(text(older).ends_with('é'));
    }

    #[test]
    fn charset_in_prose_declares_nothing() {
        assert_eq!(text("Content-Type: text/html; charset=gbk ü".as_bytes()), "Content-Type: text/html; charset=gbk ü");
    }

    /// The text, and what was guessed on which line.
    fn guess(bytes: &[u8]) -> (String, String) {
        let (text, faults) = decode(bytes).unwrap();
        let told = |fault: &Fault| {
            assert_eq!(fault.kind, FaultKind::CharsetGuessed);
            format!("{}: {}", fault.line, fault.found)
        };
        (text, faults.iter().map(told).collect())
    }

    #[test]
    fn what_declares_nothing_and_is_not_utf_8_is_guessed_and_reported_with_its_line() {
        let (text, told) = guess(b"one\ncaf\xe9\n");
        assert_eq!(
            (text.as_str(), told.as_str()),
            ("one\ncafé\n", "2: bytes that are not UTF-8, read as windows-1252")
        );
        let chinese = "<h1>查询水壶</h1>\n<p>参数是否必选</p>";
        let (text, told) = guess(&GBK.encode(chinese).0);
        assert_eq!((text.as_str(), told.as_str()), (chinese, "1: bytes that are not UTF-8, read as GBK"));
    }

    #[test]
    fn a_wrong_declaration_is_reported_and_does_not_count() {
        let page = |set: &str| format!("<meta charset={set}>\n<p>查询水壶的状态</p>");
        for set in ["gbk", "iso-8859-1"] {
            let (text, told) = guess(page(set).as_bytes());
            assert_eq!(text, page(set));
            assert!(told.starts_with("2: UTF-8 where the page is said to be "), "{told}");
        }
        let (text, told) = guess(&GBK.encode(&page("utf-8")).0);
        assert_eq!((text, told.as_str()), (page("utf-8"), "2: bytes that are not UTF-8, read as GBK"));
    }

    #[test]
    fn a_stray_byte_leaves_the_rest_of_the_page_as_it_is() {
        let (text, told) = guess(b"<p>\xe6\xb0\xb4\xe5\xa3\xb6\n\xe9</p>");
        assert_eq!(
            (text.as_str(), told.as_str()),
            ("<p>水壶\né</p>", "2: 1 bytes that are not UTF-8, as the rest of the page is, read as windows-1252")
        );
    }

    #[test]
    fn each_set_that_pages_are_declared_to_be_in_is_read() {
        let text = "<p>中文</p>";
        for label in ["gb2312", "GBK", "gb18030", "big5", "utf-8"] {
            let page = format!("<meta http-equiv=Content-Type content='text/html; charset={label}'>{text}");
            let encoding = Encoding::for_label(label.as_bytes()).unwrap();
            assert_eq!(guess(&encoding.encode(&page).0), (page, String::new()));
        }
    }

    #[test]
    fn line_ends_become_one() {
        assert_eq!(text(b"a\r\nb\rc\n"), "a\nb\nc\n");
    }

    #[test]
    fn what_is_no_page_is_named() {
        let kind = |bytes: &[u8]| decode(bytes).unwrap_err().kind;
        assert_eq!(kind(b""), FaultKind::PageEmpty);
        assert_eq!(kind(b" \n\t\n"), FaultKind::PageEmpty);
        assert_eq!(kind(b"\x89PNG\r\n\x1a\n text"), FaultKind::PageBinary);
        assert_eq!(kind(&[0, 1, 2, 3, 0, 0, b'a', b'b']), FaultKind::PageBinary);
        assert_eq!(kind(&vec![b'a'; MAX_BYTES + 1]), FaultKind::PageTooLarge);
    }

    #[test]
    fn a_stray_nul_is_a_character() {
        let page = format!("{}\0{}", "word ".repeat(20), "word ".repeat(20));
        assert_eq!(text(page.as_bytes()), page);
    }
}
