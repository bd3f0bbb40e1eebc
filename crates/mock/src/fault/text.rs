//! Faults as a command line says them: `429 retry-after=1 times=3 on=ListVpcs`.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use super::Fault;

/// A text that says no fault, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownFault {
    word: String,
    expected: &'static str,
}

impl fmt::Display for UnknownFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` says no fault: expected {}", self.word, self.expected)
    }
}

impl std::error::Error for UnknownFault {}

const EFFECTS: &str = "a status, `cut`, `cut-body`, `truncated`, `slow=MILLISECONDS` or `delay=MILLISECONDS`";
const REST: &str = "`retry-after=N`, `times=N`, `every=N`, `chance=0.1` or `on=OPERATION`";

/// First what happens, then how often and to what.
///
/// ```
/// let fault: hwc_mock::Fault = "429 retry-after=1 times=3 on=ListVpcs".parse()?;
/// let weather: hwc_mock::Fault = "cut chance=0.1".parse()?;
/// # drop((fault, weather));
/// # Ok::<(), hwc_mock::UnknownFault>(())
/// ```
impl FromStr for Fault {
    type Err = UnknownFault;

    fn from_str(text: &str) -> Result<Self, UnknownFault> {
        // An operation's key has a space in it, so that it comes last.
        let (text, operation) = match text.split_once("on=") {
            Some((text, operation)) => (text, Some(operation.trim())),
            None => (text, None),
        };
        let mut words = text.split_whitespace();
        let mut fault = effect(words.next().unwrap_or_default())?;
        for word in words {
            fault = more(fault, word)?;
        }
        Ok(match operation {
            Some(operation) => fault.on(operation),
            None => fault,
        })
    }
}

fn effect(word: &str) -> Result<Fault, UnknownFault> {
    let milliseconds = |text: &str| text.parse().map(Duration::from_millis);
    match (word, word.split_once('=')) {
        ("cut", _) => Some(Fault::cut()),
        ("cut-body", _) => Some(Fault::cut_body()),
        ("truncated", _) => Some(Fault::truncated()),
        (_, Some(("slow", pause))) => milliseconds(pause).map(Fault::slow).ok(),
        (_, Some(("delay", time))) => milliseconds(time).map(Fault::delay).ok(),
        (status, _) => status.parse().ok().filter(|status| (100..600).contains(status)).map(Fault::status),
    }
    .ok_or_else(|| UnknownFault { word: word.to_owned(), expected: EFFECTS })
}

fn more(fault: Fault, word: &str) -> Result<Fault, UnknownFault> {
    let unknown = || UnknownFault { word: word.to_owned(), expected: REST };
    let (name, value) = word.split_once('=').ok_or_else(unknown)?;
    let number = || value.parse::<u32>().map_err(|_| unknown());
    Ok(match name {
        "retry-after" => fault.retry_after(number()?.into()),
        "times" => fault.times(number()?),
        "every" => fault.every(number()?),
        "chance" => fault.chance(value.parse().map_err(|_| unknown())?),
        _ => return Err(unknown()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(fault: &Fault) -> String {
        format!("{fault:?}")
    }

    #[test]
    fn text_says_what_code_says() {
        for (text, fault) in [
            ("429 retry-after=1 times=3 on=ListVpcs", Fault::status(429).retry_after(1).times(3).on("ListVpcs")),
            ("cut every=10", Fault::cut().every(10)),
            (
                "slow=50 chance=0.5 on=GET /v1/{}/vpcs",
                Fault::slow(Duration::from_millis(50)).chance(0.5).on("GET /v1/{}/vpcs"),
            ),
            ("truncated", Fault::truncated()),
        ] {
            assert_eq!(shown(&text.parse().unwrap()), shown(&fault), "{text}");
        }
    }

    #[test]
    fn what_is_no_fault_is_told_with_what_would_be_one() {
        for (text, word, expected) in
            [("", "``", "a status"), ("42", "`42`", "a status"), ("500 often", "`often`", "times=N")]
        {
            let message = text.parse::<Fault>().unwrap_err().to_string();
            assert!(message.contains(word) && message.contains(expected), "{message}");
        }
    }
}
