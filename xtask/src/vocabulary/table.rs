//! The table.

use super::Entry;

/// What a word or phrase stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Term {
    /// Heading of a section.
    Section(Section),
    /// Heading of a column.
    Column(Column),
    /// A word of the type column.
    Type(TypeWord),
    /// The label of a part of a description: `Range`, `Default Value`, `Enumeration values`.
    Label(Label),
    /// "Yes" in the column "Mandatory".
    Yes,
    /// "No" in the column "Mandatory".
    No,
    /// Stands where there is nothing to say: `N/A`, `None`, `-`.
    Nothing,
}

/// Sections of an operation page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Section {
    /// What the operation does.
    Function,
    /// Method and URI.
    Uri,
    /// Parameters of the request.
    Request,
    /// Parameters of the response.
    Response,
    /// Example request.
    RequestExample,
    /// Example response.
    ResponseExample,
    /// Examples of both.
    Example,
    /// Status codes.
    Status,
    /// Error codes.
    Error,
    /// Permissions and actions.
    Authorization,
    /// Constraints, debugging, calling method and the like: prose.
    Prose,
}

/// Columns of tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// The name of a parameter.
    Name,
    /// Whether it must be given.
    Mandatory,
    /// Its type.
    Type,
    /// Its description.
    Description,
    /// Where it is sent.
    Place,
    /// Its default.
    Default,
    /// Its allowed values.
    Range,
    /// A member of the parameter in the column before.
    SubName,
    /// A status.
    Status,
    /// The reason phrase or meaning of a status.
    Meaning,
    /// An error code.
    ErrorCode,
    /// The message of an error.
    Message,
    /// What to do about an error.
    Remedy,
    /// HTTP method.
    Method,
    /// URI.
    Uri,
    /// Example.
    Example,
}

/// Words of the type column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TypeWord {
    /// Text.
    String,
    /// 32 bits.
    Integer,
    /// 64 bits.
    Long,
    /// Single precision.
    Float,
    /// Double precision.
    Double,
    /// Truth value.
    Boolean,
    /// Object.
    Object,
    /// List.
    Array,
    /// Map.
    Map,
    /// Free JSON.
    Json,
    /// Bytes of a file.
    File,
}

/// Labels of the parts of a description.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Label {
    /// The definition itself.
    Definition,
    /// Constraints.
    Constraints,
    /// Range or list of values.
    Range,
    /// Default value.
    Default,
    /// Smallest value or length.
    Minimum,
    /// Largest value or length.
    Maximum,
    /// Smallest length.
    MinLength,
    /// Largest length.
    MaxLength,
    /// Number of items.
    ArrayLength,
    /// The list of values.
    Values,
    /// Regular expression.
    Pattern,
}

pub(super) const ENTRIES: &[Entry] = &[
    Entry {
        term: Term::Column(Column::Name),
        english: &["Parameter", "Name", "Header", "Element", "Field", "Attribute", "Response Item", "Key"],
        chinese: &["参数", "参数名称", "名称", "属性"],
    },
    Entry {
        term: Term::Column(Column::Mandatory),
        english: &["Mandatory", "Mandatory (Yes/No)", "Mandatory or Not", "Required"],
        chinese: &["是否必选", "必选", "是否必须"],
    },
    Entry {
        term: Term::Column(Column::Type),
        english: &["Type", "Parameter Type", "Data Type"],
        chinese: &["参数类型", "类型"],
    },
    Entry {
        term: Term::Column(Column::Description),
        english: &["Description", "Remarks", "Definition"],
        chinese: &["描述", "说明", "备注"],
    },
    Entry { term: Term::Yes, english: &["Yes", "Mandatory", "Y"], chinese: &["是", "必选"] },
    Entry { term: Term::No, english: &["No", "Optional", "N"], chinese: &["否", "可选"] },
    Entry {
        term: Term::Nothing,
        english: &["N/A", "None", "-", "--", "Null", "Not available"],
        chinese: &["不涉及", "无"],
    },
];
