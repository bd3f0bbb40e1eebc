//! Two models operation by operation: what one set of pages says and another does not, or says otherwise.
//!
//! Comes in as two models of one API, made of pages of whatever markup; goes out as differences with the rows that state
//! them, and how many facts of each class were compared. Wording, titles and Rust names are no facts of an API and are not
//! looked at; what becomes of the differences is for others to decide.

mod members;
mod operations;
mod show;

use std::collections::BTreeMap;

use hwc_model::{Model, Source};
use serde::Serialize;

use operations::{Pairs, compare_operation};

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Method and path, placeholders without their names.
    Operation,
    /// Names of the placeholders, and the other paths of an operation.
    Path,
    /// Status codes.
    Status,
    /// Parameters and members by name.
    Name,
    /// Whether a parameter stands in the path, the query, a header or the body.
    Place,
    /// Types, objects whatever their members are.
    Type,
    /// Whether the members of an object were found.
    Object,
    /// Mandatory or not.
    Mandatory,
    /// Allowed values.
    Values,
    /// Limits of values, lengths and numbers of items.
    Bounds,
    /// Defaults.
    Default,
}

impl Class {
    /// Every class, in the order in which they are shown.
    pub const ALL: [Class; 11] = [
        Class::Operation,
        Class::Path,
        Class::Status,
        Class::Name,
        Class::Place,
        Class::Type,
        Class::Object,
        Class::Mandatory,
        Class::Values,
        Class::Bounds,
        Class::Default,
    ];

    /// The word that is printed.
    pub fn as_str(self) -> &'static str {
        match self {
            Class::Operation => "operation",
            Class::Path => "path",
            Class::Status => "status",
            Class::Name => "name",
            Class::Place => "place",
            Class::Type => "type",
            Class::Object => "object",
            Class::Mandatory => "mandatory",
            Class::Values => "values",
            Class::Bounds => "bounds",
            Class::Default => "default",
        }
    }
}

/// How many facts of a class were looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Count {
    /// Both say the same.
    pub equal: usize,
    /// Both say something, and not the same.
    pub differs: usize,
    /// Only the first says something.
    pub only_a: usize,
    /// Only the second says something.
    pub only_b: usize,
}

impl Count {
    /// How many are not equal.
    pub fn unequal(&self) -> usize {
        self.differs + self.only_a + self.only_b
    }
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What differs.
    pub class: Class,
    /// Where in the operation: `body listener.name`, `200 header X-Id`; empty for the operation itself.
    pub place: String,
    /// What the first says.
    pub a: Option<Said>,
    /// What the second says.
    pub b: Option<Said>,
}

/// A fact and the row that states it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Said {
    /// The fact in words.
    pub fact: String,
    /// The row; its page is that of the operation where it is left out.
    pub source: Source,
}

/// How one operation differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OperationDifference {
    /// Its key.
    pub operation: String,
    /// The page of the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_a: Option<String>,
    /// The page of the second.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_b: Option<String>,
    /// What differs, in the order of the operation.
    pub differences: Vec<Difference>,
}

/// How two models differ.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// What was compared, by class.
    pub counts: BTreeMap<Class, Count>,
    /// Operations that differ, in the order of their keys.
    pub operations: Vec<OperationDifference>,
}

impl Comparison {
    /// Compares two models; with `common` only the operations that both have.
    pub fn of(a: &Model, b: &Model, common: bool) -> Comparison {
        let mut comparison = Comparison::default();
        for (key, pair) in Pairs::of(a, b).0 {
            if common && !pair.is_whole() {
                continue;
            }
            let differences = compare_operation(pair, (a, b), &mut comparison.counts);
            if !differences.is_empty() {
                comparison.operations.push(OperationDifference {
                    operation: key,
                    page_a: pair.a.map(|operation| operation.source.page.clone()),
                    page_b: pair.b.map(|operation| operation.source.page.clone()),
                    differences,
                });
            }
        }
        comparison
    }

    /// Whether nothing differs.
    pub fn is_equal(&self) -> bool {
        self.operations.is_empty()
    }

    /// What was compared of a class.
    pub fn count(&self, class: Class) -> Count {
        self.counts.get(&class).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use hwc_model::{Mandatory, Place, Type};

    use super::*;
    use crate::test_model::small;

    /// The differences of the small model from a changed copy of it.
    fn differences(change: impl Fn(&mut Model)) -> Vec<(Class, String, bool, bool)> {
        let mut b = small();
        change(&mut b);
        let comparison = Comparison::of(&small(), &b, false);
        let all = comparison.operations.into_iter().flat_map(|operation| operation.differences);
        all.map(|d| (d.class, d.place, d.a.is_some(), d.b.is_some())).collect()
    }

    #[test]
    fn a_model_equals_itself_whatever_its_wording_and_the_ids_of_its_types() {
        assert!(differences(|model| crate::facts::keep_facts(model, |_| true)).is_empty());
        let renamed = |model: &mut Model| {
            let text = serde_json::to_string(&*model).unwrap_or_default().replace("\"Thing\"", "\"Other\"");
            *model = serde_json::from_str(&text).unwrap();
        };
        assert!(differences(renamed).is_empty());
    }

    #[test]
    fn an_operation_that_only_one_has_counts_once_and_not_in_common() {
        let empty = |model: &mut Model| model.operations.clear();
        assert_eq!(differences(empty), [(Class::Operation, String::new(), true, false)]);
        let mut b = small();
        empty(&mut b);
        assert!(Comparison::of(&small(), &b, true).is_equal());
    }

    #[test]
    fn a_parameter_in_another_place_is_no_missing_name() {
        let moved = |model: &mut Model| model.operations[0].parameters[1].place = Place::Header;
        assert_eq!(differences(moved), [(Class::Place, "size".into(), true, true)]);
    }

    #[test]
    fn facts_of_a_parameter_are_told_apart() {
        let changed = |model: &mut Model| {
            let member = &mut model.operations[0].parameters[1].member;
            member.mandatory = Mandatory::Yes;
            member.ty = Type::Boolean;
            member.values.clear();
            member.bounds.max_length = Some(7);
        };
        let place = || "query size".to_owned();
        let expected = [
            (Class::Type, place(), true, true),
            (Class::Mandatory, place(), true, true),
            (Class::Values, place(), true, false),
            (Class::Bounds, place(), false, true),
        ];
        assert_eq!(differences(changed), expected);
    }

    #[test]
    fn an_object_without_members_is_no_difference_of_the_type() {
        let unlinked = |model: &mut Model| {
            if let Some(body) = &mut model.operations[0].body {
                body.ty = Type::AnyObject;
            }
        };
        assert_eq!(differences(unlinked), [(Class::Object, "body".into(), true, false)]);
    }

    #[test]
    fn a_member_that_only_one_has_is_told_once_with_the_way_to_it() {
        let without = |model: &mut Model| model.types[0].members.clear();
        assert_eq!(differences(without), [(Class::Name, "body thing_id".to_owned(), true, false)]);
    }
}
