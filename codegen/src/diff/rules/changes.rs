//! Rules about parameters and members: a line for each change, an entry for each carrier that knows it.

use super::{Carrier, Entry};
use crate::diff::{RustVerdict, Wire};

macro_rules! changes {
    ($($(#[doc = $doc:literal])* $name:ident: $tail:literal, $example:literal
        $(, Parameter $pid:literal $pwire:ident $prust:ident)?
        $(, Request $qid:literal $qwire:ident $qrust:ident)?
        $(, Reply $rid:literal $rwire:ident $rrust:ident)?;)*) => {
        /// How a parameter or a member differs.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "the table says it for each carrier")]
        pub enum Change { $($name,)* }

        impl Change {
            /// Every change, in the order of the table.
            pub const ALL: &[Change] = &[$(Change::$name),*];

            pub(super) fn entry(self, carrier: Carrier) -> Option<Entry> {
                match (self, carrier) {
                    $(
                        $((Change::$name, Carrier::Parameter) => Some(Entry {
                            id: $pid, wire: Wire::$pwire, rust: RustVerdict::$prust, example: $example,
                            meaning: concat!("A parameter in path, query or header ", $tail),
                        }),)?
                        $((Change::$name, Carrier::Request) => Some(Entry {
                            id: $qid, wire: Wire::$qwire, rust: RustVerdict::$qrust, example: $example,
                            meaning: concat!("A member of the body of a request ", $tail),
                        }),)?
                        $((Change::$name, Carrier::Reply) => Some(Entry {
                            id: $rid, wire: Wire::$rwire, rust: RustVerdict::$rrust, example: $example,
                            meaning: concat!("A member of the body of a reply ", $tail),
                        }),)?
                    )*
                    #[allow(unreachable_patterns, reason = "a table may know every change of every carrier")]
                    _ => None,
                }
            }
        }
    };
}

changes! {
    RemovedDeprecated: "is gone after the pages had called it deprecated.", "`old` *(deprecated)* → no row",
        Parameter "param-removed-deprecated" Breaking Breaking,
        Request "req-field-removed-deprecated" Breaking Breaking,
        Reply "resp-field-removed-deprecated" Breaking Breaking;
    Removed: "is gone without having been called deprecated.", "`old` → no row",
        Parameter "param-removed" Breaking Breaking,
        Request "req-field-removed" Breaking Breaking,
        Reply "resp-field-removed" Breaking Breaking;
    Renamed: "goes by another name; told once, not as one gone and one new.", "`subnet` → `subnet_id`",
        Parameter "param-renamed" Breaking Breaking,
        Request "req-field-renamed" Breaking Breaking,
        Reply "resp-field-renamed" Breaking Breaking;
    Moved: "stands in another object.", "`size` → `flavor.size`",
        Parameter "param-moved" Breaking Breaking,
        Request "req-field-moved" Breaking Breaking,
        Reply "resp-field-moved" Breaking Breaking;
    AddedOptional: "is new, and nobody has to know it.", "no row → `mode`, No",
        Parameter "param-added-optional" Compatible Compatible,
        Request "req-field-added-optional" Compatible Compatible,
        Reply "resp-field-added" Compatible Compatible;
    AddedRequired: "is new and has to be given.", "no row → `mode`, Yes",
        Parameter "param-added-required" Breaking Breaking,
        Request "req-field-added-required" Breaking Breaking;
    AddedRequiredWithDefault: "is new and called mandatory, though it has a default value.", "no row → `mode`, Yes, default `auto`",
        Parameter "param-added-required-with-default" Info Breaking,
        Request "req-field-added-required-with-default" Info Breaking;
    BecameRequired: "was optional and is mandatory.", "No → Yes",
        Parameter "param-became-required" Breaking Breaking,
        Request "req-field-became-required" Breaking Breaking,
        Reply "resp-field-became-required" Compatible None;
    BecameOptional: "was mandatory and is optional.", "Yes → No",
        Parameter "param-became-optional" Compatible Compatible,
        Request "req-field-became-optional" Compatible Compatible,
        Reply "resp-field-became-optional" Breaking None;
    ConditionallyRequired: "is mandatory under a condition that the page now tells.", "No → mandatory when `ip_version` is 6",
        Parameter "param-conditionally-required" Info None,
        Request "req-conditionally-required" Info None;
    BecameNullable: "may be null.", "`null` is allowed",
        Request "req-nullable-added" Compatible Compatible,
        Reply "resp-field-became-nullable" Breaking None;
    BecameNotNullable: "may not be null any more.", "`null` is not allowed",
        Request "req-nullable-removed" Breaking Breaking,
        Reply "resp-field-became-not-nullable" Compatible None;
    TypeChanged: "has a type that does not hold the old values, nor the other way round.", "String → Boolean",
        Parameter "param-type-changed" Breaking Breaking,
        Request "req-field-type-changed" Breaking Breaking,
        Reply "resp-field-type-changed" Breaking Breaking;
    TypeWidened: "has a type that holds every old value and more.", "Integer → Long",
        Parameter "param-type-widened" Compatible Breaking,
        Request "req-field-type-widened" Compatible Breaking,
        Reply "resp-field-type-widened" Breaking Breaking;
    TypeNarrowed: "has a type that holds some of the old values only.", "Long → Integer",
        Parameter "param-type-narrowed" Breaking Breaking,
        Request "req-field-type-narrowed" Breaking Breaking,
        Reply "resp-field-type-narrowed" Compatible Breaking;
    FormatChanged: "is written in another format.", "`YYYY-MM-DD` → seconds since 1970",
        Parameter "param-format-changed" Info Breaking,
        Request "req-field-format-changed" Info Breaking,
        Reply "resp-field-format-changed" Info Breaking;
    CardinalityChanged: "was one value and is a list of such values, or the reverse.", "Tag → Array of Tag",
        Parameter "param-cardinality-changed" Breaking Breaking,
        Request "req-field-cardinality-changed" Breaking Breaking,
        Reply "resp-field-cardinality-changed" Breaking Breaking;
    Deprecated: "is called deprecated.", "*deprecated*",
        Parameter "param-deprecated" Info Compatible,
        Request "req-field-deprecated" Info Compatible,
        Reply "resp-field-deprecated" Info Compatible;
    Undeprecated: "is called deprecated no more.", "*deprecated* → nothing",
        Parameter "param-undeprecated" Info Compatible,
        Request "req-field-undeprecated" Info Compatible,
        Reply "resp-field-undeprecated" Info Compatible;
    ValueAdded: "has one or more values on its list that were not there.", "`TCP` → `TCP`, `QUIC`",
        Parameter "param-enum-value-added" Compatible Compatible,
        Request "req-enum-value-added" Compatible Compatible,
        Reply "resp-enum-value-added" Info Compatible;
    ValueRemoved: "has lost one or more values of its list.", "`TCP`, `UDP` → `TCP`",
        Parameter "param-enum-value-removed" Breaking Compatible,
        Request "req-enum-value-removed" Breaking Compatible,
        Reply "resp-enum-value-removed" Compatible Compatible;
    ValueRenamed: "has a value on its list that is spelt differently.", "`HTTP1` → `HTTP_1`",
        Parameter "param-enum-value-renamed" Breaking Compatible,
        Request "req-enum-value-renamed" Breaking Compatible,
        Reply "resp-enum-value-renamed" Breaking Compatible;
    ValueDeprecated: "has a value on its list that is now called deprecated.", "`TLS1` → `TLS1` *(deprecated)*",
        Parameter "param-enum-value-deprecated" Info Compatible,
        Request "req-enum-value-deprecated" Info Compatible,
        Reply "resp-enum-value-deprecated" Info Compatible;
    BecameEnum: "was free text and has a list of values.", "no list → `asc`, `desc`",
        Parameter "param-became-enum" Info Compatible,
        Request "req-became-enum" Info Compatible,
        Reply "resp-became-enum" Compatible Breaking;
    EnumOpened: "had a list of values and is free text.", "`asc`, `desc` → no list",
        Parameter "param-enum-opened" Compatible Breaking,
        Request "req-enum-opened" Compatible Breaking,
        Reply "resp-enum-opened" Info Breaking;
    PatternAdded: "has a pattern; none was stated.", "no pattern → `^[a-z]+$`",
        Parameter "param-pattern-added" Info None,
        Request "req-pattern-added" Info None,
        Reply "resp-pattern-added" Info None;
    PatternRemoved: "has no stated pattern any more.", "`^[a-z]+$` → no pattern",
        Parameter "param-pattern-removed" Compatible None,
        Request "req-pattern-removed" Compatible None,
        Reply "resp-pattern-removed" Info None;
    PatternChanged: "has another pattern.", "`^[a-z]+$` → `^[a-z0-9]+$`",
        Parameter "param-pattern-changed" Info None,
        Request "req-pattern-changed" Info None,
        Reply "resp-pattern-changed" Info None;
    DefaultChanged: "is something else where it is left out.", "10 → 20",
        Parameter "param-default-changed" Breaking None,
        Request "req-default-changed" Breaking None,
        Reply "resp-default-changed" Info None;
    DefaultAdded: "has a default value; none was stated.", "no default → 10",
        Parameter "param-default-added" Info None,
        Request "req-default-added" Info None,
        Reply "resp-default-added" Info None;
    DefaultRemoved: "has no stated default value any more.", "10 → no default",
        Parameter "param-default-removed" Info None,
        Request "req-default-removed" Info None,
        Reply "resp-default-removed" Info None;
    UnitChanged: "counts in another unit.", "MB → GB",
        Parameter "param-unit-changed" Breaking None,
        Request "req-unit-changed" Breaking None,
        Reply "resp-unit-changed" Breaking None;
    MinIncreased: "has a higher smallest value.", "0 → 1",
        Parameter "param-min-increased" Breaking None,
        Request "req-min-increased" Breaking None,
        Reply "resp-min-increased" Compatible None;
    MinDecreased: "has a lower smallest value.", "1 → 0",
        Parameter "param-min-decreased" Compatible None,
        Request "req-min-decreased" Compatible None,
        Reply "resp-min-decreased" Info None;
    MinAdded: "has a smallest value; none was stated.", "no limit → 1",
        Parameter "param-min-added" Info None,
        Request "req-min-added" Info None,
        Reply "resp-min-added" Info None;
    MinRemoved: "has no stated smallest value any more.", "1 → no limit",
        Parameter "param-min-removed" Compatible None,
        Request "req-min-removed" Compatible None,
        Reply "resp-min-removed" Info None;
    MaxIncreased: "has a higher largest value.", "64 → 255",
        Parameter "param-max-increased" Compatible None,
        Request "req-max-increased" Compatible None,
        Reply "resp-max-increased" Info None;
    MaxDecreased: "has a lower largest value.", "255 → 64",
        Parameter "param-max-decreased" Breaking None,
        Request "req-max-decreased" Breaking None,
        Reply "resp-max-decreased" Compatible None;
    MaxAdded: "has a largest value; none was stated.", "no limit → 255",
        Parameter "param-max-added" Info None,
        Request "req-max-added" Info None,
        Reply "resp-max-added" Info None;
    MaxRemoved: "has no stated largest value any more.", "255 → no limit",
        Parameter "param-max-removed" Compatible None,
        Request "req-max-removed" Compatible None,
        Reply "resp-max-removed" Info None;
    MinLengthIncreased: "has a higher smallest length.", "0 → 1",
        Parameter "param-min-length-increased" Breaking None,
        Request "req-min-length-increased" Breaking None,
        Reply "resp-min-length-increased" Compatible None;
    MinLengthDecreased: "has a lower smallest length.", "1 → 0",
        Parameter "param-min-length-decreased" Compatible None,
        Request "req-min-length-decreased" Compatible None,
        Reply "resp-min-length-decreased" Info None;
    MinLengthAdded: "has a smallest length; none was stated.", "no limit → 1",
        Parameter "param-min-length-added" Info None,
        Request "req-min-length-added" Info None,
        Reply "resp-min-length-added" Info None;
    MinLengthRemoved: "has no stated smallest length any more.", "1 → no limit",
        Parameter "param-min-length-removed" Compatible None,
        Request "req-min-length-removed" Compatible None,
        Reply "resp-min-length-removed" Info None;
    MaxLengthIncreased: "has a higher largest length.", "64 → 255",
        Parameter "param-max-length-increased" Compatible None,
        Request "req-max-length-increased" Compatible None,
        Reply "resp-max-length-increased" Info None;
    MaxLengthDecreased: "has a lower largest length.", "255 → 64",
        Parameter "param-max-length-decreased" Breaking None,
        Request "req-max-length-decreased" Breaking None,
        Reply "resp-max-length-decreased" Compatible None;
    MaxLengthAdded: "has a largest length; none was stated.", "no limit → 255",
        Parameter "param-max-length-added" Info None,
        Request "req-max-length-added" Info None,
        Reply "resp-max-length-added" Info None;
    MaxLengthRemoved: "has no stated largest length any more.", "255 → no limit",
        Parameter "param-max-length-removed" Compatible None,
        Request "req-max-length-removed" Compatible None,
        Reply "resp-max-length-removed" Info None;
    MinItemsIncreased: "has a higher smallest number of items.", "0 → 1",
        Parameter "param-min-items-increased" Breaking None,
        Request "req-min-items-increased" Breaking None,
        Reply "resp-min-items-increased" Compatible None;
    MinItemsDecreased: "has a lower smallest number of items.", "1 → 0",
        Parameter "param-min-items-decreased" Compatible None,
        Request "req-min-items-decreased" Compatible None,
        Reply "resp-min-items-decreased" Info None;
    MinItemsAdded: "has a smallest number of items; none was stated.", "no limit → 1",
        Parameter "param-min-items-added" Info None,
        Request "req-min-items-added" Info None,
        Reply "resp-min-items-added" Info None;
    MinItemsRemoved: "has no stated smallest number of items any more.", "1 → no limit",
        Parameter "param-min-items-removed" Compatible None,
        Request "req-min-items-removed" Compatible None,
        Reply "resp-min-items-removed" Info None;
    MaxItemsIncreased: "has a higher largest number of items.", "64 → 255",
        Parameter "param-max-items-increased" Compatible None,
        Request "req-max-items-increased" Compatible None,
        Reply "resp-max-items-increased" Info None;
    MaxItemsDecreased: "has a lower largest number of items.", "255 → 64",
        Parameter "param-max-items-decreased" Breaking None,
        Request "req-max-items-decreased" Breaking None,
        Reply "resp-max-items-decreased" Compatible None;
    MaxItemsAdded: "has a largest number of items; none was stated.", "no limit → 255",
        Parameter "param-max-items-added" Info None,
        Request "req-max-items-added" Info None,
        Reply "resp-max-items-added" Info None;
    MaxItemsRemoved: "has no stated largest number of items any more.", "255 → no limit",
        Parameter "param-max-items-removed" Compatible None,
        Request "req-max-items-removed" Compatible None,
        Reply "resp-max-items-removed" Info None;
    LocationChanged: "is sent in another place.", "query → header",
        Parameter "param-location-changed" Breaking None;
    ConstOpened: "was a constant in the query of the URI and may be chosen.", "`?flag=0` → `flag`",
        Parameter "param-const-opened" Compatible Compatible;
    ConstClosed: "could be chosen and is a constant in the query of the URI.", "`flag` → `?flag=0`",
        Parameter "param-const-closed" Breaking Breaking;
    StyleChanged: "takes several values in another notation.", "`a,b` → `x=a&x=b`",
        Parameter "param-style-changed" Breaking None;
    CaseChanged: "is spelt the same but for upper and lower case.", "`netId` → `netid`",
        Parameter "param-case-changed" Breaking None;
    BecameReadOnly: "can no longer be set.", "*read-only*",
        Request "req-field-became-read-only" Info Breaking;
    BecameWritable: "could not be set and can be.", "*read-only* → nothing",
        Request "req-field-became-writable" Compatible Compatible;
    BecameImmutable: "cannot be changed once the resource is there.", "*cannot be changed after creation*",
        Request "req-field-became-immutable" Breaking Breaking;
    BecameWriteOnly: "is not returned any more.", "*not returned*",
        Reply "resp-field-became-write-only" Breaking Breaking;
}
