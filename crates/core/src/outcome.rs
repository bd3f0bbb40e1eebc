//! How to learn what became of what an operation began: which other operation to ask, and which of its states is the end.
//!
//! In: what generated code states, a draft, and how to wait. Out: the last answer, as it came. It knows no type of any
//! service: both replies are looked at as JSON.

use serde_json::Value;

use crate::{Draft, Error, Operation, Progress, Wait, response::Raw, transport};

/// How the outcome of an operation is learnt, as generated code states it.
#[derive(Clone, Copy, Debug)]
pub struct Outcome {
    ask: &'static Operation,
    give: &'static [(&'static str, &'static [&'static str])],
    state: &'static [&'static str],
    done: &'static [&'static str],
    failed: &'static [&'static str],
    reason: &'static [&'static [&'static str]],
}

impl Outcome {
    /// By asking this operation until its state is one of these. `give` has its parameters, each with the names that
    /// lead to the value in the reply of the operation that began it; other parameters of the path are those of that
    /// operation.
    pub const fn new(
        ask: &'static Operation,
        give: &'static [(&'static str, &'static [&'static str])],
        state: &'static [&'static str],
        done: &'static [&'static str],
    ) -> Self {
        Outcome { ask, give, state, done, failed: &[], reason: &[] }
    }

    /// The states in which it has failed, and the names that lead to the reason, the best first.
    #[must_use]
    pub const fn with_failures(
        self,
        failed: &'static [&'static str],
        reason: &'static [&'static [&'static str]],
    ) -> Self {
        Outcome { failed, reason, ..self }
    }

    /// What is to be asked, after what the operation answered.
    fn question(&self, begun: &Draft, reply: &Raw) -> Result<Draft, Error> {
        let json = read(reply)?;
        let mut question = Draft::new(begun.client(), self.ask);
        question.options(begun.call_options().clone());
        question.inherit_path(begun);
        for (name, path) in self.give {
            let Some(value) = find(&json, path).and_then(text) else {
                return Err(Error::unexpected(reply, format!("no `{}` to wait for", path.join("."))));
            };
            if self.ask.path.contains(&format!("{{{name}}}")) {
                question.path(name, &value);
            } else {
                question.query(name, &value);
            }
        }
        Ok(question)
    }

    fn judge(&self, answer: &Raw) -> Result<Progress, Error> {
        let json = read(answer)?;
        let state = find(&json, self.state).and_then(text).unwrap_or_default();
        let is_in = |states: &[&str]| states.iter().any(|known| known.eq_ignore_ascii_case(&state));
        Ok(if is_in(self.done) {
            Progress::Done
        } else if is_in(self.failed) {
            let reasons = self.reason.iter().filter_map(|path| find(&json, path).and_then(text));
            let reasons: Vec<String> = reasons.filter(|reason| !reason.is_empty()).collect();
            Progress::Failed(if reasons.is_empty() { state } else { format!("{state}: {}", reasons.join(", ")) })
        } else {
            Progress::Running(state)
        })
    }
}

/// Makes the call, then asks until it is done; without an outcome to be learnt, the call's own reply is the last one.
pub(crate) async fn learn(draft: Draft, wait: Wait) -> Result<Raw, Error> {
    let begun = transport::send(draft.clone()).await?;
    let Some(outcome) = draft.operation().outcome else { return Ok(begun) };
    let question = outcome.question(&draft, &begun)?;
    let mut waiting = wait.begin();
    loop {
        let answer = transport::send(question.clone()).await?;
        match outcome.judge(&answer)? {
            Progress::Done => return Ok(answer),
            Progress::Failed(reason) => return Err(Error::of_outcome(&answer, reason)),
            Progress::Running(state) => {
                waiting.pause(&state).await.map_err(|error| error.of(answer.operation))?;
            }
        }
    }
}

fn read(reply: &Raw) -> Result<Value, Error> {
    serde_json::from_slice(&reply.body).map_err(|error| Error::decode(reply, error, None))
}

fn find<'v>(json: &'v Value, path: &[&str]) -> Option<&'v Value> {
    path.iter().try_fold(json, |value, name| value.get(name))
}

/// Text, or a number as text.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
