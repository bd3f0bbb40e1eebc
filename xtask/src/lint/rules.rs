//! The rules: one line each.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth a look; nothing is lost.
    Note,
    /// The page contradicts itself or leaves something out; a reading was chosen.
    Warning,
    /// Something could not be read.
    Error,
}

impl Severity {
    /// The word that is printed.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

macro_rules! rules {
    ($($(#[doc = $meaning:literal])+ $name:ident = $id:literal, $severity:ident;)*) => {
        /// A rule that a page may break.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Lint {
            $($(#[doc = $meaning])+ $name,)*
        }

        impl Lint {
            /// Every rule, in the order of the table.
            pub const ALL: &[Lint] = &[$(Lint::$name),*];

            /// The stable name, as `--allow` takes it.
            pub fn id(self) -> &'static str {
                match self { $(Lint::$name => $id),* }
            }

            /// How bad it is to break the rule.
            pub fn severity(self) -> Severity {
                match self { $(Lint::$name => Severity::$severity),* }
            }

            /// What the rule is about.
            pub fn meaning(self) -> &'static str {
                match self { $(Lint::$name => concat!($($meaning),+).trim_ascii()),* }
            }
        }
    };
}

rules! {
    /// The page holds no text.
    PageEmpty = "page-empty", Error;
    /// The page is no text.
    PageBinary = "page-binary", Error;
    /// The page is not in the character set that it states, or states none and is not UTF-8.
    CharsetGuessed = "charset-guessed", Note;
    /// The page is larger than any page of documentation.
    PageTooLarge = "page-too-large", Error;
    /// Borders, columns or rows of a table do not fit together; the table was kept as text.
    TableMalformed = "table-malformed", Error;
    /// A table ends in the middle of a row.
    TableCutOff = "table-cut-off", Error;
    /// Blocks are nested too deeply to be meant.
    NestingTooDeep = "nesting-too-deep", Error;
    /// Markup that has no meaning as it stands.
    MarkupMalformed = "markup-malformed", Note;
    /// Flattening the page lost something that could not be told again.
    FlatteningLost = "flattening-lost", Note;

    /// A page with parameter tables states no method and URI.
    UriMissing = "uri-missing", Error;
    /// A page states two different operations; the first was read.
    OperationSecond = "operation-second", Warning;
    /// A page describes a call below a table of several operations, and nothing tells which of them it is; none was read.
    OperationsListed = "operations-listed", Warning;
    /// Two pages of one operation state a fact differently; the newer page was taken, else the first by path.
    PagesContradict = "pages-contradict", Warning;
    /// A table of an operation page has no role that is known; it was passed over.
    TableUnlabelled = "table-unlabelled", Warning;
    /// A column has a heading that is not known.
    ColumnUnknown = "column-unknown", Note;
    /// A table number is not the next one on its page.
    TableNumberOdd = "table-number-odd", Note;
    /// No table refers to this table of members, and nothing tells whose members they are.
    TableOrphan = "table-orphan", Warning;
    /// Several tables describe one object, one for each case; it was given the members of all.
    TableSeveral = "table-several", Note;
    /// Members of an object stand beside it in one table; the examples tell which they are.
    RowsFlattened = "rows-flattened", Note;
    /// A table has the same parameter twice.
    RowDuplicate = "row-duplicate", Warning;
    /// A table is called a part of another one, or stands below a member in every example, and no row has the name; the member was added.
    RowMissing = "row-missing", Warning;
    /// Every example of a body has the members of an object in its place; the examples were believed.
    RowRefuted = "row-refuted", Warning;
    /// Two tables of a page have one type name and different members.
    TypeAmbiguous = "type-ambiguous", Note;

    /// A type is not known; it was read as free JSON.
    TypeUnknown = "type-unknown", Warning;
    /// A type is misspelt.
    TypeMisspelt = "type-misspelt", Note;
    /// An object or list of objects has no table.
    TypeUnresolved = "type-unresolved", Warning;
    /// The type column and the examples differ in whether there is one object or a list; the examples were believed.
    TypeCardinality = "type-cardinality", Warning;
    /// A scalar type stands beside a reference to a table of members.
    TypeScalarWithTable = "type-scalar-with-table", Warning;
    /// Cells of the columns for type and mandatory are swapped.
    ColumnsSwapped = "columns-swapped", Warning;
    /// The column "Mandatory" says neither yes nor no.
    MandatoryConditional = "mandatory-conditional", Note;

    /// A row of a table of path parameters has no placeholder in the URI.
    PathRowUnused = "path-row-unused", Warning;
    /// A placeholder of the URI has no row.
    PlaceholderUndocumented = "placeholder-undocumented", Note;
    /// A placeholder and its row are spelt differently.
    PlaceholderMisspelt = "placeholder-misspelt", Warning;
    /// A path parameter is marked as optional.
    PathParameterOptional = "path-parameter-optional", Warning;
    /// The braces of a URI do not match.
    UriMalformed = "uri-malformed", Warning;

    /// The list of values and the text name different values; the list was taken.
    EnumContradicted = "enum-contradicted", Warning;
    /// A list of values names a value twice.
    EnumDuplicate = "enum-duplicate", Note;
    /// One property has different lists of values in places of one page.
    EnumDiffers = "enum-differs", Note;
    /// A Boolean has a list of values.
    EnumOnBoolean = "enum-on-boolean", Note;
    /// A bound in the text contradicts the stated one.
    BoundContradicted = "bound-contradicted", Warning;
    /// The smallest value is larger than the largest.
    BoundsCrossed = "bounds-crossed", Warning;
    /// A bound is beyond 64 bits and was left out.
    BoundBeyondRange = "bound-beyond-range", Note;
    /// The default is not within the bounds.
    DefaultOutOfBounds = "default-out-of-bounds", Warning;
    /// The default is no allowed value.
    DefaultNotAllowed = "default-not-allowed", Warning;
    /// The default is not of the stated type.
    DefaultTypeDiffers = "default-type-differs", Warning;

    /// An example is not JSON.
    ExampleNotJson = "example-not-json", Warning;
    /// An example is not JSON as written and was repaired.
    ExampleRepaired = "example-repaired", Warning;
    /// A value in an example is not of the documented type.
    ExampleTypeDiffers = "example-type-differs", Warning;
    /// An example has a member that no table has.
    ExampleUndocumented = "example-undocumented", Note;
    /// A value in an example is not in the list of values.
    ExampleValueUnknown = "example-value-unknown", Note;
    /// An example request has no value for a mandatory parameter.
    ExampleLacksMandatory = "example-lacks-mandatory", Note;
    /// The method of an example is not that of the operation.
    ExampleMethodDiffers = "example-method-differs", Warning;
    /// The path of an example does not fit the URI.
    ExamplePathDiffers = "example-path-differs", Warning;

    /// The page lists no status codes.
    StatusMissing = "status-missing", Note;
    /// No status of the page means success.
    StatusWithoutSuccess = "status-without-success", Note;
    /// A response has a status that the status table does not list.
    StatusUnlisted = "status-unlisted", Note;
    /// A reference has no target.
    ReferenceDangling = "reference-dangling", Warning;
    /// A method that has no body has a table of body parameters.
    BodyUnexpected = "body-unexpected", Warning;
}

impl Serialize for Lint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

impl<'de> Deserialize<'de> for Lint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Lint, D::Error> {
        let id = String::deserialize(deserializer)?;
        let rule = Lint::ALL.iter().find(|rule| rule.id() == id);
        rule.copied().ok_or_else(|| D::Error::custom(format_args!("no rule {id:?}")))
    }
}
