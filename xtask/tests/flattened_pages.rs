//! What a flattened page says once it is linked: each page holds one thing that flattening takes away or makes look like another.
#![allow(clippy::unwrap_used, clippy::panic, reason = "these are tests, their helpers too")]

use hwc_model::{Model, Type};
use xtask::pages::Pages;
use xtask::pipeline::read_service;
use xtask::progress::Progress;
use xtask::service_toml::ServiceConfig;

/// The model of one page.
fn model(text: &str) -> Model {
    let root = tempfile::tempdir().unwrap();
    std::fs::write(root.path().join("page.txt"), text).unwrap();
    let pages = Pages::of(root.path()).unwrap();
    let model = read_service(&pages, &ServiceConfig::of_key("demo"), &Progress::of_pages(1)).model;
    assert_eq!(model.operations.len(), 1, "{text}");
    model
}

/// The reply as a tree of names, in the order of rows.
fn reply(text: &str) -> String {
    let model = model(text);
    let response = model.operations[0].responses.iter().find(|response| response.status == 200).unwrap();
    shape(&model, response.ty.as_ref().unwrap(), 0)
}

fn shape(model: &Model, ty: &Type, depth: usize) -> String {
    match ty {
        Type::Array(item) | Type::Map(item) => shape(model, item, depth),
        Type::Object(id) if depth < 6 => {
            let members = &model.types.iter().find(|ty| ty.id == *id).unwrap().members;
            let inner: Vec<String> =
                members.iter().map(|member| member.name.clone() + &shape(model, &member.ty, depth + 1)).collect();
            format!("{{{}}}", inner.join(" "))
        }
        _ => String::new(),
    }
}

/// A page with one cell a line, with the tables of its reply: name and type of each row.
fn cells(tables: &[&[(&str, &str)]]) -> String {
    let row = |(name, ty): &(&str, &str)| format!("{name} |\n{ty} |\nWhat the row holds. |\n");
    let table = |rows: &&[(&str, &str)]| {
        format!("Parameter |\nType |\nDescription |\n---|---|---|\n{}", rows.iter().map(row).collect::<String>())
    };
    let tables: String = tables.iter().map(table).collect();
    format!("Listing Cups\nFunction\nLists cups.\nURI\nGET /v1/cups\nResponse Parameters\nStatus code: 200\n{tables}")
}

/// A page with one cell a paragraph, with what stands in its response.
fn paragraphs(response: &[&str]) -> String {
    let head = ["Listing Cups", "Function", "Lists cups.", "URI", "GET /v1/cups", "Response Parameters"];
    head.iter().chain(response).map(|text| format!("{text}\n\n")).collect()
}

const HEADER: [&str; 3] = ["Parameter", "Type", "Description"];

#[test]
fn a_table_of_several_referrers_stands_behind_the_last_of_them() {
    let page = cells(&[
        &[("cups", "Array of Cup objects"), ("shelf", "Shelf object")],
        &[("label", "Label object"), ("lid", "Lid object")],
        &[("colour", "String"), ("tag", "Label object")],
        &[("text", "String"), ("font", "Font object")],
        &[("size", "Integer")],
        &[("height", "Integer")],
    ]);
    assert_eq!(
        reply(&page),
        "{cups{label{text font{size}} lid{colour tag{text font{size}}}} shelf{height}}",
        "`Label` is used by `Cup` and `Lid`, and stands behind both"
    );
}

#[test]
fn an_example_that_shows_other_members_outweighs_the_order() {
    let tables = cells(&[
        &[("lid", "Lid object"), ("shelf", "Shelf object")],
        &[("height", "Integer")],
        &[("colour", "String")],
    ]);
    let example = r#"{"lid": {"colour": "red"}, "shelf": {"height": 3}}"#;
    assert_eq!(reply(&tables), "{lid{height} shelf{colour}}");
    assert_eq!(reply(&format!("{tables}Example Responses\n{example}\n")), "{lid{colour} shelf{height}}");
}

#[test]
fn a_type_may_be_called_like_a_word_for_structures() {
    let page = cells(&[&[("cups", "Array of Field objects")], &[("width", "Integer")]]);
    assert_eq!(reply(&page), "{cups{width}}");
}

#[test]
fn a_cell_that_reads_like_a_heading_does_not_end_its_table() {
    let rows = ["code", "String", "Error code", "count", "Integer", "How many."];
    assert_eq!(reply(&paragraphs(&[&HEADER[..], &rows].concat())), "{code count}");
}

#[test]
fn words_that_also_head_columns_begin_no_table_in_a_cell() {
    let rows = ["made", "String", "Definition", "Creation time.", "Range", "N/A", "start_time", "String", "When."];
    assert_eq!(reply(&paragraphs(&[&HEADER[..], &rows].concat())), "{made start_time}");
}

#[test]
fn an_item_that_announces_a_table_is_no_part_of_the_cell_before() {
    let first = ["- Response parameters", "Parameter", "Type", "Description", "cups", "Object", "The cups."];
    let second =
        ["- Parameters in the cups field", "Parameter", "Type", "Description", "size", "Integer", "How large."];
    let third =
        ["- Parameters in the lids field", "Parameter", "Type", "Description", "height", "Integer", "How high."];
    assert_eq!(
        reply(&paragraphs(&[&first[..], &["lids", "Object", "The lids."], &third, &second].concat())),
        "{cups{size} lids{height}}"
    );
}

#[test]
fn types_written_small_are_told_among_words_where_a_cell_begins_behind_them() {
    let line = "- Response parameters Parameter Type Description cups list The cups. The list of lids has an end. lid cup object Its lid.";
    let page = format!("Listing Cups\nFunction\nLists cups.\nURI\nGET /v1/cups\nResponse\n{line}\n");
    assert_eq!(reply(&page), "{cups lid}");
}

#[test]
fn the_number_in_a_description_is_surer_than_a_name_in_the_type_column() {
    let rows = [
        "Table 1 Response parameters",
        "Parameter",
        "Type",
        "Description",
        "cup",
        "cup object",
        "The cup. For details, see Table 2.",
    ];
    let table =
        ["Table 2 Description of the cups field", "Parameter", "Type", "Description", "size", "Integer", "How large."];
    assert_eq!(reply(&paragraphs(&[&rows[..], &table].concat())), "{cup{size}}");
}

#[test]
fn an_example_among_the_forms_of_a_uri_opens_no_section() {
    let page = "Listing Cups\nFunction\nLists cups.\nURI\nGET /v1/cups\nExample:\nGET https://{Endpoint}/v1/cups?limit=2\n\
                Table 1 Parameter description\n| Parameter | Mandatory | Type | Description |\n|---|---|---|---|\n\
                | limit | No | Integer | How many. |\nResponse\nNone\n";
    let names: Vec<String> =
        model(page).operations[0].parameters.iter().map(|parameter| parameter.member.name.clone()).collect();
    assert_eq!(names, ["limit"]);
}

/// A page whose response is one item of a list, with its tables in lines of words.
fn lines(response: &str) -> String {
    format!(
        "Listing Cups\nFunction\nLists cups.\nURI\nGET /v1/cups\nResponse\n{response}\nStatus Codes\nSee Status Codes.\n"
    )
}

#[test]
fn a_name_stands_before_its_type_though_no_sentence_ends_before_it() {
    let text = "- Parameter description Parameter Type Description made_at String When it was made, as YYYY-MM-DDTHH:MM:SS size Integer \
                How much goes in ext-cup:host String Where it stands. The Boolean value of a cup is not told.";
    assert_eq!(reply(&lines(text)), "{made_at size ext-cup:host}");
}

#[test]
fn a_caption_begins_behind_a_word_without_a_blank() {
    let text = "- Parameter descriptionTable 1 Parameters in the response Name Type Description cups Array The cups. For details, see Table 2.\n\
                - cups field descriptionTable 2 Parameter description Name Type Description id String Which one. size Integer How large.";
    assert_eq!(reply(&lines(text)), "{cups{id size}}");
}

#[test]
fn a_caption_begins_behind_a_cell_that_is_no_sentence_and_a_number_in_a_cell_begins_none() {
    let text = "- Normal responseTable 1 Reply Parameter Type Description cups Array of Table 2 objects The cups lids Array of Lid objects \
                Lids, see Table 3 Table 2 Cup Parameter Type Description size Integer How large Table 3 Lid Parameter Type Description of String Material";
    assert_eq!(reply(&lines(text)), "{cups{size} lids{of}}");
}

#[test]
fn types_and_answers_of_several_words_are_one_cell() {
    let text = "- Parameters Parameter Mandatory Type Description cups No (body parameter) List data structure Cups size Yes Long integer How large.";
    assert_eq!(reply(&lines(text)), "{cups size}");
}

#[test]
fn a_first_row_may_be_called_like_a_column_and_a_cell_begin_with_a_type() {
    let text = "- Parameters Parameter Type Description Action String What happens. Kinds: \n  - pour\nkind String Variable list The list of kinds.";
    assert_eq!(reply(&lines(text)), "{Action kind}");
}

#[test]
fn an_example_in_the_next_item_is_no_part_of_the_cell_before() {
    let table = "- Parameters Parameter Type Description id String Which one. size Integer How large.\n";
    let example = "{\"cups\": [\n{\"id\": \"a\", \"size\": 1},\n{\"id\": \"b\", \"size\": 2}]}";
    for title in ["Normal response example", "Example response HTTP/1.1 200 OK Date: today\n"] {
        assert_eq!(reply(&lines(&format!("{table}- {title}{example}"))), "{cups{id size}}", "{title}");
    }
}

#[test]
fn a_status_line_in_an_example_tells_the_status_of_the_reply() {
    let page = |line: &str| {
        format!(
            "Emptying a Cup\nFunction\nEmpties it.\nURI\nDELETE /v1/cup\nExample Response\n{line}\nContent-Length: 0\n"
        )
    };
    let statuses = |line: &str| -> Vec<u16> {
        model(&page(line)).operations[0].responses.iter().map(|response| response.status).collect()
    };
    assert_eq!(statuses("HTTP/1.1 204 No Content"), [204]);
    assert_eq!(statuses("Http Response Code: 202"), [202]);
    assert_eq!(statuses("HTTP/1.1 status"), [0u16; 0]);
}

#[test]
fn a_bullet_ends_code_that_was_cut_short() {
    let text = "- Parameters Parameter Type Description cup Object Example: \"cup\": {\n    \"size\": 1\n\
                - cup Parameter Type Description size Integer How large.";
    assert_eq!(reply(&lines(text)), "{cup{size}}");
}

#[test]
fn a_table_that_a_row_above_leads_to_by_its_number_is_no_body() {
    let table = |number: u8, rows: &str| {
        format!(
            "| Table {number} Parameter description |  |  | \n|---|---|---|\n| Parameter | Type | Description | \n|---|---|---|\n{rows}"
        )
    };
    let first = table(1, "| cups | Array of objects | The cups. For details, see Table 2. | \n");
    let second = table(2, "| size | Integer | How large. | \n");
    assert_eq!(reply(&lines(&format!("{first}{second}"))), "{cups{size}}");
}

#[test]
fn a_table_that_is_called_like_a_type_above_is_no_body_whatever_the_word_means() {
    let table = |number: u8, caption: &str, rows: &str| {
        format!(
            "| Table {number} {caption} |  |  | \n|---|---|---|\n| Parameter | Type | Description | \n|---|---|---|\n{rows}"
        )
    };
    let first = table(1, "Response body parameters", "| cups | Array of Parameter objects | The cups. | \n");
    let second = table(2, "Parameter", "| size | Integer | How large. | \n");
    assert_eq!(reply(&lines(&format!("{first}{second}"))), "{cups{size}}");
}

#[test]
fn a_number_that_leads_back_to_the_body_is_that_of_a_table_on_another_page() {
    let table = |number: u8, caption: &str, rows: &str| {
        format!(
            "| Table {number} {caption} |  |  | \n|---|---|---|\n| Parameter | Type | Description | \n|---|---|---|\n{rows}"
        )
    };
    let first = table(1, "Response parameters", "| cup | Object | The cup. For details, see Table 2. | \n");
    let second = table(
        2,
        "cup field description",
        "| tags | Array of objects | For details, see Table 1. | \n| owner | Object | For details, see Table 2. | \n",
    );
    assert_eq!(reply(&lines(&format!("{first}{second}"))), "{cup{tags owner}}");
}

#[test]
fn the_number_of_a_table_is_a_type() {
    let text = ["Parameter", "Type", "Description", "total", "Integer", "How many.", "cups", "Table 2", "The cups."];
    let below = ["Table 2 cups", "Parameter", "Type", "Description", "size", "Integer", "How large."];
    assert_eq!(reply(&paragraphs(&[&text[..], &below[..]].concat())), "{total cups{size}}");
}

#[test]
fn a_row_may_be_called_like_an_answer() {
    let text = [
        "Parameter",
        "Type",
        "Description",
        "value",
        "String",
        "What it holds.",
        "required",
        "Boolean",
        "Whether it must.",
    ];
    assert_eq!(reply(&paragraphs(&text)), "{value required}");
}

#[test]
fn a_sentence_that_begins_like_a_type_is_none() {
    let text = [
        "Parameter",
        "Type",
        "Description",
        "count",
        "Integer",
        "Definition",
        "Number of cups.",
        "Range",
        "Time format: seconds",
    ];
    assert_eq!(reply(&paragraphs(&text)), "{count}");
}

#[test]
fn two_rows_without_names_are_the_list_and_the_object_of_the_example() {
    let page = "Listing Cups\nFunction\nLists cups.\nURI\nGET /v1/cups\nResponse Parameters\nParameter |\nType |\nDescription |\n---|---|---|\n\
                Array of objects |\nWhat is in the cupboard. |\n |\nobject |\nWhere it stands. |\n |\ncount |\nInteger |\nHow many. |\n\
                Example Response\n{ \"shelves\" : [ { \"size\" : 1 } ], \"wall\" : { \"self\" : \"x\" }, \"count\" : 3 }\n";
    assert_eq!(reply(page), "{shelves wall count}");
}

#[test]
fn a_description_of_several_paragraphs_may_stand_before_the_answer() {
    let rows = [
        "Parameter",
        "Description",
        "Mandatory",
        "size",
        "How large.",
        "Type: integer",
        "Yes",
        "colour",
        "Which colour.",
        "No",
        "What is not given stays as it is.",
    ];
    let request = [&["Request Parameters", "Table 1 Request body parameters"][..], &rows].concat();
    let page: String =
        ["Painting a Cup", "URI", "PUT /v1/cups"].iter().chain(&request).map(|text| format!("{text}\n\n")).collect();
    let model = model(&page);
    let body = model.operations[0].body.as_ref().unwrap();
    assert_eq!(shape(&model, &body.ty, 0), "{size colour}");
}

#[test]
fn names_begin_rows_where_descriptions_are_of_several_paragraphs() {
    let rows =
        ["Parameter", "Description", "size", "How large it is.", "Type: integer", "Colour", "Which colour it has."];
    assert_eq!(reply(&paragraphs(&[&["Table 1 Response parameters"][..], &rows].concat())), "{size Colour}");
}

#[test]
fn the_word_of_a_note_may_run_into_the_header_of_its_table() {
    let text = "NOTE:Parameter\nType\nDescription\nsize\nInteger\nHow large.\ncolour\nString\nWhich colour.\nAll of them are stated.";
    assert_eq!(reply(&lines(text)), "{size colour}");
}

#[test]
fn pipes_on_lines_of_their_own_part_cells_without_a_line_below_the_header() {
    let text = "Table 1 Response parametersParameter\n|\nType\n|\nDescription\n|\nsize\n|\nInteger\n|\n- How large.\n- Range: 1-8\n|\ncolour\n|\nString\n|\nWhich.\n|";
    assert_eq!(reply(&lines(text)), "{size colour}");
}

#[test]
fn a_link_that_was_all_of_a_name_is_told_by_the_item_that_announces_its_table() {
    let text = "- Parameters in the response body\nParameter\nType\nDescription\nObject\nThe cup.\n- cup\nParameter\nType\nDescription\nsize\nInteger\nHow large.";
    assert_eq!(reply(&lines(text)), "{cup{size}}");
}

/// The values that the description of a text on a flattened page tells.
fn values(description: &str) -> Vec<String> {
    let page = format!(
        "Listing Cups\nFunction\nLists cups.\nURI\nGET /v1/cups\nResponse Parameters\nTable 1 Response body parameters\n\
         | Parameter | Type | Description |\n|---|---|---|\n| state | String | {description} |\n"
    );
    let model = model(&page);
    let Some(Type::Object(id)) = &model.operations[0].responses[0].ty else { panic!("{description}") };
    let ty = model.types.iter().find(|ty| ty.id == *id).unwrap();
    ty.members[0].values.iter().map(|value| serde_json::to_string(&value.value).unwrap().replace('"', "")).collect()
}

#[test]
fn values_that_lost_their_bold_and_their_bullets_are_told_by_the_words_around_them() {
    for told in [
        "The state. The value is on or off.",
        "The state. on: lit; off: dark.",
        "The state. on indicates that it is lit. off indicates that it is dark.",
        "The state. Options: on: it is lit off: it is dark Enumeration values:",
        "Definition The state. Range on: it is lit off: it is dark Default Value N/A",
        "The state. Only on and off are supported.",
        "The state. - on: It is lit. - off: It is dark.",
    ] {
        assert_eq!(values(told), ["on", "off"], "{told}");
    }
    assert_eq!(values("The state. The value can only be on."), ["on"]);
    assert_eq!(values("The state. Value: on."), ["on"]);
}

#[test]
fn words_of_sentences_are_no_values() {
    for told in [
        "The state. The value can only be modified.",
        "The state. It can be changed or removed.",
        "The state. Others: ask first. For details: see the manual.",
        "The state. The value can be on.",
    ] {
        assert_eq!(values(told), [""; 0], "{told}");
    }
}
