//! What the models say about waiting, as a client goes by it: begin, take what the reply gives, ask for the state.

use hwc_mock::{Cloud, Mock, Sample};
use hwc_model::{Model, Operation, Place, Waiting};
use serde_json::Value;

use crate::support::{Answer, call_with};

/// The operations of a service that can be waited for, each with what is wrong about it.
pub(crate) fn outcomes(model: &Model) -> Vec<(String, Result<(), String>)> {
    let cloud = Mock::of(model).start().unwrap();
    let begun = model.operations.iter().filter_map(|operation| Some((operation, operation.waiting.as_ref()?)));
    begun.map(|(operation, waiting)| (operation.key.clone(), walk(&cloud, operation, waiting))).collect()
}

fn walk(cloud: &Cloud, operation: &Operation, waiting: &Waiting) -> Result<(), String> {
    let begun = send(cloud, cloud.sample(&operation.key).unwrap())?;
    let mut question = cloud.sample(&waiting.ask).ok_or("nobody can be asked")?;
    let mut query = Vec::new();
    for fill in &waiting.give {
        let value = find(&begun, &fill.member).ok_or_else(|| format!("the reply has no {:?}", fill.member))?;
        match fill.place {
            Place::Path => question = question.with_path(&fill.parameter, &value),
            _ => query.push(format!("{}={value}", fill.parameter)),
        }
    }
    let target = question.target();
    let target = target.split_once('?').map_or(target.as_str(), |(path, _)| path);
    let target = if query.is_empty() { target.to_owned() } else { format!("{target}?{}", query.join("&")) };
    let answer = call_with(cloud, question.method(), &target, &headers(&question), "");
    let answer = read(&answer)?;
    let state = find(&answer, &waiting.state).ok_or_else(|| format!("the answer has no {:?}", waiting.state))?;
    if waiting.done.iter().any(|done| done.eq_ignore_ascii_case(&state)) {
        return Ok(());
    }
    Err(format!("the state is `{state}`, and done is one of {:?}", waiting.done))
}

fn send(cloud: &Cloud, sample: Sample) -> Result<Value, String> {
    let body = String::from_utf8_lossy(sample.body()).into_owned();
    read(&call_with(cloud, sample.method(), &sample.target(), &headers(&sample), &body))
}

fn headers(sample: &Sample) -> Vec<(&str, &str)> {
    sample.headers().chain([("X-Auth-Token", "any")]).collect()
}

fn read(answer: &Answer) -> Result<Value, String> {
    match answer.status {
        200..300 => serde_json::from_str(&answer.body).map_err(|error| format!("no JSON: {error}: {}", answer.body)),
        status => Err(format!("status {status}: {}", answer.body)),
    }
}

fn find(json: &Value, path: &[String]) -> Option<String> {
    match path.iter().try_fold(json, |value, name| value.get(name))? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
