//! The three flattened seed pages become documents with exactly their headings, tables and examples.
#![allow(clippy::unwrap_used, clippy::panic, unreachable_pub, reason = "these are tests, their helpers too")]

mod support;

use xtask::extract::unflatten::unflatten;
use xtask::read::{Block, BlockKind, Cell, Document, FaultKind, Markup, Table, read};

fn seed(name: &str) -> Option<Document> {
    let path = support::shared(&format!("seeds/{name}"))?;
    let document = read(&std::fs::read(path).unwrap());
    assert_eq!(document.markup, Markup::Text);
    Some(unflatten(document))
}

/// Headings, tables as `caption: columns: first cells`, and code as its number of lines.
fn outline(document: &Document) -> Vec<String> {
    document.blocks.iter().filter_map(outline_of).collect()
}

fn outline_of(block: &Block) -> Option<String> {
    match &block.kind {
        BlockKind::Heading { level, text } => Some(format!("{} {}", "#".repeat(usize::from(*level)), text.to_plain())),
        BlockKind::Table(table) => Some(outline_of_table(table)),
        BlockKind::Code { text, .. } => Some(format!("code {}", text.lines().count())),
        _ => None,
    }
}

fn outline_of_table(table: &Table) -> String {
    let caption = table.caption.as_ref().map(|caption| caption.to_plain()).unwrap_or_default();
    let columns = table.rows[0].cells.iter().map(words).collect::<Vec<_>>().join("/");
    let names = table.rows[table.head..].iter().map(|row| words(&row.cells[0])).collect::<Vec<_>>().join(" ");
    format!("{caption}|{columns}|{names}")
}

fn words(cell: &Cell) -> String {
    cell.blocks.iter().map(block_words).collect::<Vec<_>>().join(" ")
}

fn block_words(block: &Block) -> String {
    match &block.kind {
        BlockKind::Paragraph { text } => text.to_plain(),
        BlockKind::List { items, .. } => items.iter().flatten().map(block_words).collect::<Vec<_>>().join(" "),
        other => panic!("no {other:?} in the cells of the seeds"),
    }
}

fn tables(document: &Document) -> Vec<&Table> {
    let table = |block: &'_ Block| matches!(block.kind, BlockKind::Table(_));
    let blocks = document.blocks.iter().filter(|block| table(block));
    blocks.map(|block| if let BlockKind::Table(table) = &block.kind { table } else { unreachable!() }).collect()
}

fn assert_examples_are_json(document: &Document) {
    for block in &document.blocks {
        if let BlockKind::Code { text, .. } = &block.kind {
            serde_json::from_str::<serde_json::Value>(text).unwrap_or_else(|error| panic!("{error}: {text}"));
        }
    }
}

const FULL: &str = "Parameter/Mandatory/Type/Description";
const SHORT: &str = "Parameter/Type/Description";

#[test]
fn one_cell_a_paragraph() {
    let Some(document) = seed("apig-list-instances.txt") else { return };
    let instance = "id project_id instance_name status instance_status type spec create_time enterprise_project_id \
                    eip_address charging_mode cbc_metadata loadbalancer_provider cbc_operation_locks";
    let error = |number| format!("Table {number} Response body parameters|{SHORT}|error_code error_msg");
    let expected = [
        "# Querying Dedicated Gateways".into(),
        "## Function".into(),
        "## Calling Method".into(),
        "## URI".into(),
        format!("Table 1 Path Parameters|{FULL}|project_id"),
        format!("Table 2 Query Parameters|{FULL}|offset limit instance_id instance_name status"),
        "## Request Parameters".into(),
        format!("Table 3 Request header parameters|{FULL}|X-Auth-Token"),
        "## Response Parameters".into(),
        format!("Table 4 Response body parameters|{SHORT}|size total instances"),
        format!("Table 5 RespInstanceBase|{SHORT}|{instance}"),
        format!("Table 6 CbcOperationLock|{SHORT}|lock_scene lock_source_id"),
        error(7),
        error(8),
        error(9),
        "## Example Requests".into(),
        "## Example Responses".into(),
        "code 34".into(),
        "code 4".into(),
        "code 4".into(),
        "code 4".into(),
        "## Status Codes".into(),
        "|Status Code/Description|200 401 403 500".into(),
        "## Error Codes".into(),
    ];
    assert_eq!(outline(&document), expected);
    assert_eq!(document.properties, [("updated".to_owned(), "2024-03-07".to_owned())]);
    assert_eq!(document.faults, []);
    assert_examples_are_json(&document);
}

#[test]
fn lists_inside_cells_survive_where_the_flattening_kept_them() {
    let Some(document) = seed("apig-list-instances.txt") else { return };
    let row = tables(&document)[1].rows.last().unwrap();
    let kinds: Vec<_> = row.cells[3].blocks.iter().map(|block| std::mem::discriminant(&block.kind)).collect();
    assert_eq!(kinds.len(), 4);
    assert_eq!((kinds[0], kinds[1]), (kinds[2], kinds[3]));
    assert_eq!(words(&row.cells[3]).matches("RestartTimeout").count(), 2);
}

#[test]
fn one_row_a_line() {
    let Some(document) = seed("rocketmq-create-instance.md") else { return };
    let body = "name description engine engine_version storage_space vpc_id subnet_id security_group_id available_zones \
                product_id ssl_enable storage_spec_code enterprise_project_id enable_acl ipv6_enable proxy_enable \
                enable_publicip publicip_id broker_num tls_mode";
    let expected = [
        "# Creating a Pay-per-Use Instance".into(),
        "## Function".into(),
        "## URI".into(),
        format!("|{FULL}|project_id"),
        "## Request Parameters".into(),
        format!("|{FULL}|{body}"),
        "## Response Parameters".into(),
        format!("|{SHORT}|instance_id"),
        "## Example Requests".into(),
        "code 19".into(),
        "## Example Responses".into(),
        "code 3".into(),
        "## Status Codes".into(),
        "|Status Code/Description|200".into(),
        "## Error Codes".into(),
    ];
    assert_eq!(outline(&document), expected);
    assert_eq!(document.faults.len(), 9, "the values of nine parameters were lost");
    assert!(document.faults.iter().all(|fault| fault.kind == FaultKind::FlatteningLost));
    assert_examples_are_json(&document);
}

#[test]
fn backslashes_of_descriptions_are_text() {
    let Some(document) = seed("rocketmq-create-instance.md") else { return };
    let description = words(&tables(&document)[1].rows[2].cells[3]);
    assert!(description.contains(r#"(\) and"#) && description.contains(r#"\\* and \"."#), "{description}");
}

#[test]
fn a_row_goes_on_in_the_next_line() {
    let Some(document) = seed("rocketmq-create-instance.md") else { return };
    let row = &tables(&document)[1].rows[10];
    assert_eq!(words(&row.cells[0]), "product_id");
    assert!(words(&row.cells[3]).ends_with("Constraints N/A Range Default Value N/A"));
}

#[test]
fn one_cell_a_line() {
    let Some(document) = seed("imetal-create-instance.txt") else { return };
    let error = || format!("|{SHORT}|error_code error_msg");
    let expected = [
        "# Creating an Instance".into(),
        "## Function".into(),
        "## Calling Method".into(),
        "## URI".into(),
        format!("|{FULL}|project_id"),
        "## Request Parameters".into(),
        format!("|{FULL}|X-Auth-Token"),
        format!("|{FULL}|name image_id vpc_id network_interfaces password metadata description placement"),
        format!("|{FULL}|subnet_id ipv4_address"),
        format!("|{FULL}|{{Custom key}}"),
        "## Response Parameters".into(),
        format!("|{SHORT}|instance_id"),
        error(),
        error(),
        format!("|{SHORT}|-"),
        error(),
        "## Example Requests".into(),
        "## Example Responses".into(),
        "code 1".into(),
        "## Status Codes".into(),
        "|Status Code/Description|202 400 401 429 500".into(),
        "## Error Codes".into(),
    ];
    assert_eq!(outline(&document), expected);
    assert_eq!(document.faults, []);
    assert_examples_are_json(&document);
}

#[test]
fn feedback_boxes_are_no_content() {
    for name in ["rocketmq-create-instance.md", "imetal-create-instance.txt"] {
        let Some(document) = seed(name) else { return };
        let last = document.blocks.last().map(block_words).unwrap();
        assert!(last.ends_with("Error Codes."), "{last}");
    }
}
