use super::*;
use crate::read::{Block, Run, Style, Target};
use hwc_model::Type;

/// A cell of one paragraph; words in `‹…›` are links to the label `label`.
fn cell(text: &str) -> Cell {
    let mut runs = Text::default();
    for (index, part) in text.split(['‹', '›']).enumerate() {
        let target = (index % 2 == 1).then(|| Target::Label("label".to_owned()));
        runs.push(Run { text: part.to_owned(), style: Style::Plain, target });
    }
    Cell { blocks: vec![Block { line: 7, labels: Vec::new(), kind: BlockKind::Paragraph { text: runs } }] }
}

/// A type as short text: `[Thing@label #5]`.
fn show(expr: &TypeExpr) -> String {
    match expr {
        TypeExpr::Scalar(ty) => format!("{ty:?}"),
        TypeExpr::AnyObject => "object".to_owned(),
        TypeExpr::Any => "any".to_owned(),
        TypeExpr::Array(item) => format!("[{}]", show(item)),
        TypeExpr::Map(value) => format!("{{{}}}", show(value)),
        TypeExpr::Ref(reference) => show_reference(reference),
        TypeExpr::Unknown(text) => format!("?{text}"),
        TypeExpr::Absent => "-".to_owned(),
    }
}

fn show_reference(reference: &Reference) -> String {
    let mut text = reference.name.clone().unwrap_or_default();
    if let Some(table) = reference.table {
        text.push_str(&format!("#{table}"));
    }
    if reference.label.is_some() {
        text.push('@');
    }
    if reference.many == Some(false) {
        text.push('1');
    }
    text
}

fn check(cases: &[(&str, &str)]) {
    for (written, expected) in cases {
        assert_eq!(&show(&extract_type(&cell(written)).expr), expected, "{written}");
    }
}

#[test]
fn scalars_have_many_spellings() {
    check(&[
        ("String", "String"),
        ("string", "String"),
        ("INT", "Integer"),
        ("Int64", "Long"),
        ("Long integer", "Long"),
        ("Number", "Double"),
        ("BIGDECIMAL", "Double"),
        ("Float", "Float"),
        ("Bool", "Boolean"),
        ("File", "Binary"),
        ("datetime", "String"),
        ("Enumerated value", "String"),
        ("Base64", "String"),
        ("字符串", "String"),
        ("整型", "Integer"),
        ("AnyType", "any"),
        ("JSON object", "object"),
        ("String or Int", "any"),
        ("String/Int", "any"),
    ]);
}

#[test]
fn lists_have_many_spellings() {
    check(&[
        ("Array of strings", "[String]"),
        ("Array String", "[String]"),
        ("String Array", "[String]"),
        ("String list", "[String]"),
        ("Array[String]", "[String]"),
        ("[]String", "[String]"),
        ("[[Integer]]", "[[Integer]]"),
        ("Set<String>", "[String]"),
        ("Array<Array<Integer>>", "[[Integer]]"),
        ("Array of longs", "[Long]"),
        ("Array", "[any]"),
        ("JSON Array", "[any]"),
        ("Array of objects", "[object]"),
        ("List data structure", "[object]"),
        ("Array of ‹Thing› objects", "[Thing@]"),
        ("Array of arrays of ‹Thing› objects", "[[Thing@]]"),
        ("Array of Table 9 objects", "[#9]"),
        ("Array of Table 4objects", "[#4]"),
        ("Array of objects (Table 6)", "[#6]"),
        ("List<Object> ‹Table 7›", "[#7@]"),
        ("List <thing_tag>", "[thing_tag]"),
        ("‹List<Thing>›", "[Thing@]"),
        ("jobs array", "[jobs]"),
        ("Tags structure array", "[Tags1]"),
        ("Array of Big Thing objects", "[Big Thing]"),
        ("List data structure. For details, see ‹Table 3›.", "[#3@]"),
        ("列表数据类型", "[any]"),
    ]);
}

#[test]
fn maps_have_many_spellings() {
    check(&[
        ("Map<String,String>", "{String}"),
        ("Map<String, Array of ‹Thing› objects>", "{[Thing@]}"),
        ("Map<String,Map<String,Array<String>>>", "{{[String]}}"),
        ("Array of Map<String,String> objects", "[{String}]"),
        ("list<map<String,String>>", "[{String}]"),
        ("Map<String>string", "{String}"),
        ("Map<String>[]string", "{[String]}"),
        ("Dict(str:str)", "{String}"),
        ("Map", "{any}"),
        ("Map<String,Object>", "{object}"),
    ]);
}

#[test]
fn objects_are_named_by_links_numbers_and_words() {
    check(&[
        ("Object", "object"),
        ("字典数据类型", "object"),
        ("‹Thing› object", "Thing@1"),
        ("placement object", "placement1"),
        ("Table 5 object", "#51"),
        ("‹Table 3›", "#3@"),
        ("object ‹Table 5›", "#5@"),
        ("‹Table6› Data structure of the template field object", "#6@1"),
        ("Dict<quotas>", "quotas1"),
        ("Dictionary data structure. For details, see ‹Table 3›.", "#3@"),
        ("Dict For details, see Table 2.", "#2"),
        ("mount_user", "mount_user"),
        ("binding:details object", "binding:details1"),
    ]);
}

#[test]
fn bare_tables_tell_no_cardinality() {
    let TypeExpr::Ref(reference) = extract_type(&cell("Table 3")).expr else { panic!("a reference was expected") };
    assert_eq!(reference, Reference { table: Some(3), ..Reference::default() });
}

#[test]
fn two_tables_in_one_cell_are_alternatives() {
    let text = "Dictionary data structure. When making one, see ‹Table 3›. When making another, see ‹Table 4›.";
    let reading = extract_type(&cell(text));
    assert_eq!(show(&reading.expr), "#3@");
    assert_eq!(reading.alternatives.iter().map(|other| other.table).collect::<Vec<_>>(), [Some(4)]);
}

#[test]
fn length_in_the_type_is_kept() {
    let reading = extract_type(&cell("String(64)"));
    assert_eq!((reading.expr, reading.length), (TypeExpr::Scalar(Type::String), Some(64)));
}

#[test]
fn misspelt_types_are_read_and_told() {
    for (written, expected) in
        [("Sting", "String"), ("Interger", "Integer"), ("IntegerInteger", "Integer"), ("Boolaen", "Boolean")]
    {
        let reading = extract_type(&cell(written));
        assert_eq!(show(&reading.expr), expected, "{written}");
        assert_eq!(reading.findings[0].lint, Lint::TypeMisspelt);
        assert_eq!(reading.findings[0].line, 7);
    }
}

#[test]
fn answer_in_the_type_column_is_swapped() {
    for written in ["No", "Yes"] {
        let reading = extract_type(&cell(written));
        assert!(reading.swapped);
        assert_eq!(reading.findings[0].lint, Lint::ColumnsSwapped);
    }
}

#[test]
fn prose_in_the_type_column_is_kept_and_told() {
    let reading = extract_type(&cell("What stands in front of the thing"));
    assert_eq!(show(&reading.expr), "?What stands in front of the thing");
    assert_eq!(reading.findings[0].lint, Lint::TypeUnknown);
}

#[test]
fn nothing_is_absent_without_a_finding() {
    for written in ["", "-", "N/A", "None"] {
        let reading = extract_type(&cell(written));
        assert_eq!(show(&reading.expr), "-", "{written}");
        assert!(reading.findings.is_empty());
    }
}

#[test]
fn brackets_without_end_are_read_without_a_panic() {
    for written in ["Array<", "Map<String,", "[[[[", "<<<>>>", &"Array<".repeat(10_000), "Array of of of"] {
        extract_type(&cell(written));
    }
}

#[test]
fn a_description_states_the_type_that_the_column_leaves_open() {
    let stated = |column: &str, description: &str| {
        stated_type(&extract_type(&cell(column)).expr, &cell(description)).map(|expr| show(&expr))
    };
    let check = |column: &str, description: &str, expected: &str| {
        assert_eq!(stated(column, description).as_deref(), Some(expected), "{column}: {description}");
    };
    check("Object", "Ports by rack. The structure is Map<String, Object>.", "{object}");
    check("Object", "Its kind is map <string,List<Integer>>, not more.", "{[Integer]}");
    check("Object", "机柜，类型为Map<String,String>", "{String}");
    check("Array of objects", "Width and height, of the type List<Integer>.", "[Integer]");
    let left =
        |column: &str, description: &str| assert_eq!(stated(column, description), None, "{column}: {description}");
    left("Object", "A list of it is of the type List<Integer>.");
    left("Array of objects", "Each is a Map<String,String>.");
    left("String", "JSON of a Map<String,String>.");
    left("Object", "Lists <b>every</b> port and map <port>: see there.");
    left("Object", "Map<String, and so on");
}

#[test]
fn a_labelled_paragraph_states_the_type_where_there_is_no_column() {
    let stated = |paragraphs: &[&str]| {
        let blocks = paragraphs.iter().map(|text| Block::paragraph(0, *text)).collect();
        labelled_type(&Cell { blocks }).map(|expr| show(&expr))
    };
    assert_eq!(stated(&["Whether it whistles.", "Type: boolean", "Parent: Kettle"]).as_deref(), Some("Boolean"));
    assert_eq!(stated(&["壶的大小。", "参数类型：整型"]).as_deref(), Some("Integer"));
    assert_eq!(stated(&["Whether it whistles. Type: boolean Parent: Kettle"]).as_deref(), Some("Boolean"));
    assert_eq!(stated(&["Type: string list"]), None);
    assert_eq!(stated(&["Holds the kettles.", "Type: container"]), None);
    assert_eq!(stated(&["The type: string of beads."]), None);
}
