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
    /// Announces the number of a table: `Table 3`.
    TableNumber,
    /// Announces when the page was last changed.
    Updated,
    /// Begins what a site puts below a page, in plain text.
    Footer,
    /// A method of HTTP.
    HttpMethod,
    /// Stands for a text without characters: `Empty string`.
    EmptyText,
    /// Announces the status of what follows: `Status code: 200`.
    StatusLabel,
    /// A word that tells, wherever it stands in a caption or a heading, what that is about.
    Word(Word),
}

/// Words that tell in a phrase what it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Word {
    /// What is sent.
    Request,
    /// What comes back.
    Response,
    /// Header.
    Header,
    /// Body.
    Body,
    /// Query.
    Query,
    /// Path.
    Path,
    /// URI.
    Uri,
    /// Example.
    Example,
    /// Success: `Normal Response`.
    Success,
    /// Failure: `Abnormal Response`.
    Failure,
    /// Not to be used any more.
    Deprecated,
    /// Says nothing by itself: `parameter`, `description`, `field`, `the`.
    Filler,
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
    /// Permission action.
    Action,
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
    /// Map: says so where it says nothing else.
    Map,
    /// Map or object: a map only where it names the types of keys and values.
    Dictionary,
    /// Free JSON.
    Json,
    /// Bytes of a file.
    File,
    /// Says nothing by itself: `data structure`, `of`.
    Filler,
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
    /// Smallest and largest length.
    Length,
    /// Number of items.
    ArrayLength,
    /// The list of values, which decides what is allowed.
    Values,
    /// Regular expression.
    Pattern,
    /// Unit of a number.
    Unit,
    /// An example: nothing in it is a constraint.
    Example,
    /// A note: prose.
    Note,
}

pub(super) const ENTRIES: &[Entry] = &[
    // Sections
    Entry {
        term: Term::Section(Section::Function),
        english: &[
            "Function",
            "Functions",
            "Function Description",
            "Description",
            "API Description",
            "Scenario",
            "Scenarios",
        ],
        chinese: &["功能介绍", "功能描述", "接口描述", "接口约束"],
    },
    Entry {
        term: Term::Section(Section::Uri),
        english: &[
            "URI",
            "Request URI",
            "URL",
            "Request URL",
            "API Format",
            "Request Syntax",
            "Request Line",
            "API URI",
            "API Path",
            "HTTP Request",
            "HTTP URI",
            "Interface URI",
            "Method and URI",
            "HTTP Method and URI",
            "Request Method and URI",
            "Request Path",
            "URI Format",
        ],
        chinese: &["URI", "接口格式", "请求URI", "请求路径"],
    },
    Entry {
        term: Term::Section(Section::Request),
        english: &[
            "Request Parameters",
            "Request Parameter",
            "Request",
            "Requests",
            "Request Message",
            "Request Messages",
            "Request Body",
            "(Optional) Request Body",
            "Request Header",
            "Request Headers",
            "Request Elements",
            "Request Element",
            "Request Body Parameters",
            "Request Header Parameters",
            "Input Parameters",
            "Request Content",
            "Request Format",
        ],
        chinese: &["请求参数", "请求", "请求消息", "请求体", "请求消息头", "请求消息元素"],
    },
    Entry {
        term: Term::Section(Section::Response),
        english: &[
            "Response Parameters",
            "Response Parameter",
            "Response",
            "Responses",
            "Normal Response",
            "Abnormal Response",
            "Response Message",
            "Response Messages",
            "Response Body",
            "(Optional) Response Body",
            "Response Header",
            "Response Headers",
            "Response Elements",
            "Response Element",
            "Response Syntax",
            "Error Responses",
            "Response Format",
            "Response Content",
            "HTTP Response",
            "Output Parameters",
            "Return Parameters",
            "Returned Result",
            "Returned Results",
        ],
        chinese: &[
            "响应参数",
            "响应",
            "响应消息",
            "响应体",
            "返回结果",
            "响应消息头",
            "响应消息元素",
            "正常响应",
            "异常响应",
        ],
    },
    Entry {
        term: Term::Section(Section::RequestExample),
        english: &[
            "Example Requests",
            "Example Request",
            "Sample Request",
            "Sample Requests",
            "Request Example",
            "Request Examples",
        ],
        chinese: &["请求示例", "请求样例"],
    },
    Entry {
        term: Term::Section(Section::ResponseExample),
        english: &[
            "Example Responses",
            "Example Response",
            "Sample Response",
            "Sample Responses",
            "Response Example",
            "Response Examples",
        ],
        chinese: &["响应示例", "响应样例", "返回示例"],
    },
    Entry {
        term: Term::Section(Section::Example),
        english: &["Example", "Examples", "Sample", "Samples"],
        chinese: &["示例", "样例", "举例"],
    },
    Entry {
        term: Term::Section(Section::Status),
        english: &[
            "Status Codes",
            "Status Code",
            "Returned Values",
            "Returned Value",
            "Return Value",
            "Return Values",
            "Return Code",
            "Return Codes",
            "Returned Code",
            "HTTP Status Codes",
        ],
        chinese: &["状态码", "返回值", "返回码"],
    },
    Entry {
        term: Term::Section(Section::Error),
        english: &["Error Codes", "Error Code", "Error Code Description"],
        chinese: &["错误码", "错误码说明"],
    },
    Entry {
        term: Term::Section(Section::Authorization),
        english: &["Authorization", "Authorization Information", "Permissions", "Required Permissions"],
        chinese: &["授权信息", "权限"],
    },
    Entry {
        term: Term::Section(Section::Prose),
        english: &[
            "Calling Method",
            "Debugging",
            "Constraints",
            "Constraint",
            "Restrictions",
            "Notes and Constraints",
            "Constraints and Limitations",
            "Precautions",
            "Prerequisites",
            "Notes",
            "Procedure",
            "SDK Sample Code",
        ],
        chinese: &["调用方法", "调试", "约束与限制", "约束限制", "使用限制", "前提条件", "注意事项", "SDK代码示例"],
    },
    Entry {
        term: Term::StatusLabel,
        english: &["Status code", "Status codes", "HTTP status code", "Returned value", "Response code"],
        chinese: &["状态码", "返回码"],
    },
    Entry { term: Term::TableNumber, english: &["Table"], chinese: &["表"] },
    // The page's surroundings
    Entry {
        term: Term::HttpMethod,
        english: &["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
        chinese: &[],
    },
    Entry {
        term: Term::Updated,
        english: &["Updated on", "Updated at", "Updated", "Last updated", "Last updated on", "Last Modified"],
        chinese: &["更新时间", "更新于", "最近更新", "最后更新", "最近更新时间"],
    },
    Entry {
        term: Term::Footer,
        english: &[
            "Feedback",
            "Was this page helpful?",
            "Was this document helpful?",
            "Was this helpful?",
            "Provide feedback",
            "Parent topic",
            "Previous topic",
            "Next topic",
            "Previous",
            "Next",
            "Chatbot",
            "Copyright",
            "On this page",
        ],
        chinese: &[
            "意见反馈",
            "文档内容是否对您有帮助?",
            "文档内容是否对您有帮助？",
            "提供反馈",
            "父主题",
            "上一篇",
            "下一篇",
            "智能客服",
        ],
    },
    // Columns
    Entry {
        term: Term::Column(Column::Name),
        english: &[
            "Parameter",
            "Parameters",
            "Name",
            "Header",
            "Element",
            "Field",
            "Attribute",
            "Response Item",
            "Key",
            "Parameter Name",
            "Header Name",
            "Field Name",
            "Element Name",
            "Request Parameter",
            "Response Parameter",
            "Header Field",
            "Attribute Name",
            "Property",
            "Item",
            "Member",
            "Param",
            "Params",
            "Argument",
            "Variable",
            "Key Name",
            "Property Name",
            "Request Field",
            "Request Header",
            "Response Field",
            "Response Header",
            "Body Parameter",
            "Header Parameter",
            "Path Parameter",
            "Query Parameter",
            "URI Parameter",
            "Input Parameter",
            "Output Parameter",
        ],
        chinese: &["参数", "参数名称", "参数名", "名称", "属性", "属性名称", "消息头名称", "字段", "元素名称", "要素"],
    },
    Entry {
        term: Term::Column(Column::Mandatory),
        english: &[
            "Mandatory",
            "Mandatory (Yes/No)",
            "Mandatory or Not",
            "Required",
            "Mandatory/Optional",
            "Is Mandatory",
            "Is Required",
            "Compulsory",
            "M/O",
            "Mandatory or Optional",
            "Optional/Mandatory",
            "Optional or Mandatory",
            "Required/Optional",
            "Required or Not",
            "Whether Mandatory",
            "Whether Required",
            "Mandatory Field",
        ],
        chinese: &["是否必选", "必选", "是否必须", "是否必填", "必选/可选", "可选"],
    },
    Entry {
        term: Term::Column(Column::Type),
        english: &["Type", "Types", "Parameter Type", "Data Type", "Data Types", "Field Type", "Value Type", "String"],
        chinese: &["参数类型", "类型", "数据类型"],
    },
    Entry {
        term: Term::Column(Column::Description),
        english: &[
            "Description",
            "Descriptions",
            "Parameter Description",
            "Field Description",
            "Details",
            "Comment",
            "Comments",
            "Note",
            "Notes",
            "Remarks",
            "Remark",
            "Definition",
            "Explanation",
        ],
        chinese: &["描述", "说明", "备注", "参数说明", "参数描述", "要素说明"],
    },
    Entry {
        term: Term::Column(Column::Place),
        english: &["In", "Location", "Parameter Location", "Position"],
        chinese: &["参数位置", "位置"],
    },
    Entry {
        term: Term::Column(Column::Default),
        english: &["Default Value", "Default"],
        chinese: &["缺省值", "默认值"],
    },
    Entry {
        term: Term::Column(Column::Range),
        english: &["Value Range", "Range", "Value", "Options", "Constraint", "Constraints"],
        chinese: &["取值范围", "约束"],
    },
    Entry { term: Term::Column(Column::SubName), english: &["Sub-Parameter", "Subparameter"], chinese: &["子参数"] },
    Entry {
        term: Term::Column(Column::Status),
        english: &[
            "Status Code",
            "Status Codes",
            "Returned Value",
            "Returned Values",
            "Return Value",
            "Return Code",
            "Status",
            "HTTP Status Code",
            "Response Code",
            "HTTP Code",
            "Code",
        ],
        chinese: &["状态码", "返回值", "返回码", "HTTP状态码"],
    },
    Entry {
        term: Term::Column(Column::Meaning),
        english: &["Meaning", "Code Description", "Reason Phrase", "Coding", "Encoding"],
        chinese: &["含义", "编码"],
    },
    Entry {
        term: Term::Column(Column::ErrorCode),
        english: &["Error Code", "Error Codes", "Error code", "Errorcode"],
        chinese: &["错误码"],
    },
    Entry {
        term: Term::Column(Column::Message),
        english: &["Error Message", "Error Information", "Message", "Error Info", "Error Msg", "Prompt"],
        chinese: &["错误信息", "错误描述", "信息"],
    },
    Entry {
        term: Term::Column(Column::Remedy),
        english: &[
            "Solution",
            "Handling Measure",
            "Handling Measures",
            "Suggestion",
            "Measure",
            "Measures",
            "Handling Suggestion",
            "Troubleshooting",
            "Processing Method",
            "Solutions",
            "Recommended Action",
        ],
        chinese: &["处理措施", "解决方法", "处理建议"],
    },
    Entry {
        term: Term::Column(Column::Method),
        english: &["Method", "Request Method"],
        chinese: &["请求方法", "方法"],
    },
    Entry {
        term: Term::Column(Column::Uri),
        english: &["URI", "API", "Request URI", "API URI", "Path"],
        chinese: &["URI", "接口"],
    },
    Entry { term: Term::Column(Column::Action), english: &["Action", "Actions"], chinese: &["授权项"] },
    Entry {
        term: Term::Column(Column::Example),
        english: &["Example", "Example Value", "Sample", "Example Values"],
        chinese: &["示例", "样例"],
    },
    // Answers
    Entry {
        term: Term::Yes,
        english: &["Yes", "Y", "True", "M", "Mandatory", "Required", "Must", "Compulsory", "√", "✓", "✔"],
        chinese: &["是", "必选", "必填"],
    },
    Entry {
        term: Term::No,
        english: &[
            "No",
            "N",
            "False",
            "O",
            "Optional",
            "Not mandatory",
            "Not required",
            "Non-mandatory",
            "×",
            "✗",
            "✘",
        ],
        chinese: &["否", "可选", "选填"],
    },
    Entry {
        term: Term::Nothing,
        english: &["N/A", "NA", "None", "-", "--", "—", "Null", "Not available", "Not involved", "Not applicable"],
        chinese: &["不涉及", "无", "空"],
    },
    // Types
    Entry {
        term: Term::Type(TypeWord::String),
        english: &[
            "String",
            "Str",
            "Text",
            "Char",
            "Varchar",
            "Datetime",
            "Date",
            "Time",
            "Timestamp",
            "UUID",
            "URL",
            "YAML",
            "Enumeration",
            "Enumerated",
            "Enum",
            "Base64",
            "IP",
            "IPv4",
            "IPv6",
            "IP address",
            "CIDR",
            "Email",
        ],
        chinese: &["字符串", "字符串类型", "字符型", "枚举", "时间", "日期"],
    },
    Entry {
        term: Term::Type(TypeWord::Integer),
        english: &["Integer", "Int", "Int32", "Short", "Uint32", "Int16", "Int8", "Byte"],
        chinese: &["整型", "整数", "整形", "整数类型"],
    },
    Entry {
        term: Term::Type(TypeWord::Long),
        english: &["Long", "Int64", "Bigint", "Uint64", "Longint"],
        chinese: &["长整型", "长整数"],
    },
    Entry { term: Term::Type(TypeWord::Float), english: &["Float", "Float32"], chinese: &["浮点型", "浮点数"] },
    Entry {
        term: Term::Type(TypeWord::Double),
        english: &["Double", "Number", "BigDecimal", "Decimal", "Float64", "Numeric"],
        chinese: &["双精度浮点型", "数字", "数值"],
    },
    Entry {
        term: Term::Type(TypeWord::Boolean),
        english: &["Boolean", "Bool"],
        chinese: &["布尔", "布尔值", "布尔型", "布尔类型"],
    },
    Entry {
        term: Term::Type(TypeWord::Object),
        english: &["Object", "JSONObject", "Structure", "Struct"],
        chinese: &["对象", "结构体", "对象类型"],
    },
    Entry {
        term: Term::Type(TypeWord::Array),
        english: &["Array", "List", "Set", "JSONArray"],
        chinese: &["数组", "列表", "集合", "列表数据类型", "数组类型"],
    },
    Entry {
        term: Term::Type(TypeWord::Map),
        english: &["Map", "HashMap", "Key-value map", "Key-value-map"],
        chinese: &["映射"],
    },
    Entry {
        term: Term::Type(TypeWord::Dictionary),
        english: &["Dictionary", "Dict"],
        chinese: &["字典", "字典数据类型", "字典类型"],
    },
    Entry {
        term: Term::Type(TypeWord::Json),
        english: &["JSON", "AnyType", "Any", "XML", "Container"],
        chinese: &["任意类型"],
    },
    Entry {
        term: Term::Type(TypeWord::File),
        english: &["File", "Binary", "Stream", "Formfile", "MultipartFile"],
        chinese: &["文件", "二进制", "文件流"],
    },
    Entry {
        term: Term::Type(TypeWord::Filler),
        english: &["data structure", "data", "type", "field", "class"],
        chinese: &["数据类型", "数据结构", "类型"],
    },
    // Labels of the parts of a description
    Entry {
        term: Term::Label(Label::Definition),
        english: &["Definition", "Details", "Explanation", "Parameter Explanation", "Meaning"],
        chinese: &["参数解释", "定义", "含义"],
    },
    Entry {
        term: Term::Label(Label::Constraints),
        english: &["Constraints", "Constraint", "Restrictions", "Restriction", "Notes and Constraints"],
        chinese: &["约束限制", "约束", "限制"],
    },
    Entry {
        term: Term::Label(Label::Range),
        english: &[
            "Range",
            "Value range",
            "Value ranges",
            "Options",
            "Value options",
            "Value option",
            "Possible values",
            "Possible value",
            "Valid value",
            "Valid values",
            "Values",
            "Value",
            "Available values",
            "Allowed values",
            "Optional values",
            "Supported values",
            "Supported range",
            "Option",
            "Range of values",
        ],
        chinese: &["取值范围", "取值", "可选值", "范围"],
    },
    Entry {
        term: Term::Label(Label::Default),
        english: &["Default", "Default value", "Default values", "The default value"],
        chinese: &["默认取值", "缺省值", "默认值", "默认"],
    },
    Entry {
        term: Term::Label(Label::Minimum),
        english: &["Minimum", "Minimum value", "Min", "Min value", "Minimal value"],
        chinese: &["最小值"],
    },
    Entry {
        term: Term::Label(Label::Maximum),
        english: &["Maximum", "Maximum value", "Max", "Max value", "Maximal value"],
        chinese: &["最大值"],
    },
    Entry {
        term: Term::Label(Label::MinLength),
        english: &["Minimum length", "Min length", "Minimal length", "Minimum characters"],
        chinese: &["最小长度"],
    },
    Entry {
        term: Term::Label(Label::MaxLength),
        english: &["Maximum length", "Max length", "Maximal length", "Maximum characters"],
        chinese: &["最大长度"],
    },
    Entry {
        term: Term::Label(Label::Length),
        english: &["Length", "Length range", "String length", "Value length"],
        chinese: &["长度", "长度范围"],
    },
    Entry {
        term: Term::Label(Label::ArrayLength),
        english: &["Array length", "List length", "Number of items"],
        chinese: &["数组长度"],
    },
    Entry {
        term: Term::Label(Label::Values),
        english: &[
            "Enumeration values",
            "Enumeration value",
            "Enumerated values",
            "Enumerated value",
            "Enum values",
            "Enum",
            "Enumeration",
            "Enumerations",
        ],
        chinese: &["枚举值", "枚举"],
    },
    Entry {
        term: Term::Label(Label::Pattern),
        english: &["Regular expression matching", "Regular expression", "Regex", "Pattern"],
        chinese: &["正则匹配", "正则表达式", "正则"],
    },
    Entry { term: Term::Label(Label::Unit), english: &["Unit", "Units"], chinese: &["单位"] },
    Entry {
        term: Term::Label(Label::Example),
        english: &["Example", "Examples", "Example value", "Sample", "Example values", "For example", "Example format"],
        chinese: &["示例", "样例", "例如", "举例"],
    },
    Entry {
        term: Term::Label(Label::Note),
        english: &["Note", "Notes", "Caution", "Important", "Notice", "Instructions", "Remarks", "Description"],
        chinese: &["说明", "注意", "备注", "须知"],
    },
    Entry {
        term: Term::EmptyText,
        english: &["Empty string", "An empty string", "Empty", "Empty character string", "Null string"],
        chinese: &["空字符串"],
    },
    // Words in captions and headings
    Entry { term: Term::Word(Word::Request), english: &["request", "requests"], chinese: &["请求"] },
    Entry {
        term: Term::Word(Word::Response),
        english: &["response", "responses", "returned", "reply"],
        chinese: &["响应", "返回"],
    },
    Entry {
        term: Term::Word(Word::Header),
        english: &["header", "headers"],
        chinese: &["消息头", "请求头", "响应头", "Header"],
    },
    Entry {
        term: Term::Word(Word::Body),
        english: &["body", "bodies"],
        chinese: &["消息体", "请求体", "响应体", "Body"],
    },
    Entry { term: Term::Word(Word::Query), english: &["query"], chinese: &["Query"] },
    Entry { term: Term::Word(Word::Path), english: &["path"], chinese: &["路径"] },
    Entry { term: Term::Word(Word::Uri), english: &["uri", "url", "uris"], chinese: &["URI", "URL"] },
    Entry {
        term: Term::Word(Word::Example),
        english: &["example", "examples", "sample", "samples"],
        chinese: &["示例", "样例", "举例"],
    },
    Entry {
        term: Term::Word(Word::Success),
        english: &["normal", "successful", "success"],
        chinese: &["正常", "成功"],
    },
    Entry {
        term: Term::Word(Word::Failure),
        english: &["abnormal", "error", "errors", "failed", "failure", "exception"],
        chinese: &["异常", "失败", "错误"],
    },
    Entry {
        term: Term::Word(Word::Deprecated),
        english: &[
            "deprecated",
            "discarded",
            "unrecommended",
            "outdated",
            "historical",
            "obsolete",
            "out-of-date",
            "abandoned",
            "offline",
        ],
        chinese: &["废弃", "待废弃", "不推荐", "历史"],
    },
    Entry {
        term: Term::Word(Word::Filler),
        english: &[
            "parameter",
            "parameters",
            "param",
            "params",
            "description",
            "descriptions",
            "field",
            "fields",
            "data",
            "structure",
            "structures",
            "object",
            "objects",
            "element",
            "elements",
            "attribute",
            "attributes",
            "list",
            "table",
            "of",
            "in",
            "the",
            "a",
            "an",
            "for",
            "and",
            "on",
            "to",
            "message",
            "messages",
            "info",
            "information",
            "common",
            "additional",
            "optional",
            "mandatory",
            "item",
            "array",
            "struct",
            "details",
            "describes",
            "describe",
            "is",
            "are",
            "as",
            "follows",
            "following",
            "about",
            "by",
            "with",
            "api",
            "format",
            "content",
            "contained",
            "includes",
            "lists",
            "listed",
            "shown",
        ],
        chinese: &["参数", "要素", "说明", "描述", "列表", "字段", "数据结构", "对象", "的", "表"],
    },
];
