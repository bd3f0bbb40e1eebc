//! Rows of two tables: by name, then by what they say.

use hwc_model::{EnumValue, Member, Scalar, Type};

use super::{
    Match,
    likeness::{is_near, is_same_words, name_likeness, word_count, words_in_common},
};

/// More pairs than this are not looked at one by one: so much at once is no renaming.
const MOST: usize = 10_000;

/// Pairs rows of two tables. `is_one` tells whether two types are the same.
pub(in crate::diff) fn match_members(old: &[&Member], new: &[&Member], is_one: &dyn Fn(&Type, &Type) -> bool) -> Match {
    let names = |rows: &[&Member]| rows.iter().map(|row| row.name.clone()).collect::<Vec<_>>();
    let mut found = Match::by_key(names(old).into_iter(), names(new).into_iter());
    if found.gone.len() * found.fresh.len() > MOST {
        return found;
    }
    let mut scores = Vec::new();
    for before in &found.gone {
        for after in &found.fresh {
            let score = renaming(old[*before], new[*after], is_one);
            scores.extend(score.map(|score| (score, *before, *after)));
        }
    }
    found.join_best(scores);
    found
}

/// How sure it is that a row has another name only; nothing where it is another row.
fn renaming(old: &Member, new: &Member, is_one: &dyn Fn(&Type, &Type) -> bool) -> Option<u32> {
    let name = name_likeness(&old.name, &new.name);
    let (before, after) = (old.description.as_deref().unwrap_or(""), new.description.as_deref().unwrap_or(""));
    let said = if before.is_empty() || after.is_empty() { 0 } else { words_in_common(before, after) };
    let same_type = is_one(&old.ty, &new.ty);
    let is_object = super::types::object_of(&old.ty).is_some() && same_type;
    let same_words = name >= 90 && (same_type || said >= 50);
    let same_text = name >= 40 && said >= 70;
    let same_row = said == 100 && same_type && word_count(before) >= 4 && old.values == new.values;
    let same_object = is_object && (name >= 60 || said >= 50);
    let is_it = same_words || same_text || same_row || same_object;
    is_it.then(|| name * 2 + said + if same_type { 50 } else { 0 })
}

/// Pairs values of two lists: what is spelt alike, or means the same, is one value.
pub(in crate::diff) fn match_values(old: &[EnumValue], new: &[EnumValue]) -> Match {
    let texts = |values: &[EnumValue]| values.iter().map(|value| text(&value.value)).collect::<Vec<_>>();
    let (before, after) = (texts(old), texts(new));
    let mut found = Match::by_key(before.iter(), after.iter());
    let mut scores = Vec::new();
    if found.gone.len() * found.fresh.len() <= MOST {
        for gone in &found.gone {
            for fresh in &found.fresh {
                let score = respelling(&old[*gone], &new[*fresh], &before[*gone], &after[*fresh]);
                scores.extend(score.map(|score| (score, *gone, *fresh)));
            }
        }
    }
    found.join_best(scores);
    found
}

fn respelling(old: &EnumValue, new: &EnumValue, before: &str, after: &str) -> Option<u32> {
    if !matches!((&old.value, &new.value), (Scalar::Text(_), Scalar::Text(_))) {
        return None;
    }
    let same_meaning = old.meaning.is_some() && old.meaning == new.meaning;
    let is_number = before.chars().any(|char| char.is_ascii_digit());
    match () {
        () if is_same_words(before, after) => Some(100),
        () if is_near(before, after) && (!is_number || same_meaning) => Some(80),
        () if same_meaning => Some(60),
        () => None,
    }
}

/// A value as text.
pub(in crate::diff) fn text(value: &Scalar) -> String {
    match value {
        Scalar::Text(text) => text.clone(),
        other => serde_json::to_string(other).unwrap_or_default(),
    }
}
