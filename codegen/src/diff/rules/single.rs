//! Rules about everything else than parameters and members.

use super::Entry;
use crate::diff::{RustVerdict, Wire};

macro_rules! singles {
    ($($name:ident = $id:literal $wire:ident $rust:ident, $meaning:literal, $example:literal;)*) => {
        /// What differs.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "the table says it")]
        pub enum Single { $($name,)* }

        impl Single {
            /// Every rule, in the order of the table.
            pub const ALL: &[Single] = &[$(Single::$name),*];

            pub(super) fn entry(self) -> Entry {
                match self {
                    $(Single::$name => Entry {
                        id: $id, wire: Wire::$wire, rust: RustVerdict::$rust, meaning: $meaning, example: $example,
                    },)*
                }
            }
        }
    };
}

singles! {
    OpAdded = "op-added" Compatible Compatible,
        "The pages tell of an operation that they did not have.", "`GET /v3/{project_id}/jobs` appears";
    OpRemoved = "op-removed" Breaking Breaking,
        "An operation is gone.", "`GET /v3/{project_id}/jobs` is on no page";
    OpRemovedDeprecated = "op-removed-deprecated" Breaking Breaking,
        "An operation is gone after the pages had called it deprecated.", "a page \"(Discarded)\" is gone";
    OpRestored = "op-restored" Compatible Compatible,
        "An operation that was gone, and whose names were kept, is back.", "`names.lock` knows the key";
    OpPathChanged = "op-path-changed" Breaking None,
        "An operation has another URI; its page, name and parameters tell that it is the same.", "`/v3/{id}/pools` → `/v3/{id}/kiln/pools`";
    OpApiVersionChanged = "op-api-version-changed" Breaking None,
        "The version in the URI of an operation differs, and nothing else of it.", "`/v2/…` → `/v3/…`";
    OpMethodChanged = "op-method-changed" Breaking None,
        "An operation has another HTTP method on the same URI.", "PUT → PATCH";
    OpRenamed = "op-renamed" Info None,
        "Title or operation id differ, method and URI do not.", "Creating a Pool → Adding a Pool";
    OpSplit = "op-split" Info Breaking,
        "What one page told is told by several.", "one action page → one page an action";
    OpMerged = "op-merged" Info Breaking,
        "What several pages told is told by one.", "one page an action → one action page";
    OpPathParamAdded = "op-path-param-added" Breaking Breaking,
        "The URI has one more placeholder.", "`/pools` → `/{region}/pools`";
    OpPathParamRemoved = "op-path-param-removed" Breaking Breaking,
        "The URI has one placeholder less.", "`/{region}/pools` → `/pools`";
    OpPathParamRenamed = "op-path-param-renamed" Info None,
        "A placeholder of the URI has another label, which is sent to nobody.", "`{id}` → `{pool_id}`";
    OpTagChanged = "op-tag-changed" Info None,
        "The operation stands in a section of another title; where a section has another title as a whole, all of its operations are one finding.", "Pools → Pool Management";
    OpDeprecated = "op-deprecated" Info Compatible,
        "The operation is called deprecated, by its title, its section or a sentence.", "Creating a Pool (Discarded)";
    OpUndeprecated = "op-undeprecated" Info Compatible,
        "The operation is called deprecated no more.", "the suffix \"(Discarded)\" is gone";
    OpDeprecationNoteChanged = "op-deprecation-note-changed" Info None,
        "The note on a deprecated operation names another replacement or date.", "use v2 → use v3";
    OpBecamePaginated = "op-became-paginated" Compatible Compatible,
        "The result may be fetched in pages: there is something to continue with, and a place to send it.", "`marker` and `page_info.next_marker`";
    OpPaginationChanged = "op-pagination-changed" Breaking Breaking,
        "The result is fetched in pages in another way.", "`marker` → `offset`";
    OpBecameAsync = "op-became-async" Breaking Breaking,
        "The reply holds a job in place of the result.", "`pool` → `job_id`";
    OpBecameSync = "op-became-sync" Breaking Breaking,
        "The reply holds the result in place of a job.", "`job_id` → `pool`";
    OpConstraintNoteChanged = "op-constraint-note-changed" Info None,
        "What the page says on quotas, rates or states that must hold is worded otherwise.", "5 calls a minute → 10 calls a minute";
    OpHostChanged = "op-host-changed" Breaking None,
        "The URI of an operation names another host.", "`https://one.…` → `https://two.…`";
    ReqWrapperChanged = "req-wrapper-changed" Breaking None,
        "The member around the whole body of a request came, went or has another name.", "`{\"name\"}` → `{\"pool\": {\"name\"}}`";
    ReqBodyAddedOptional = "req-body-added-optional" Compatible Compatible,
        "The request may have a body, and had none.", "no table → a table of optional members";
    ReqBodyAddedRequired = "req-body-added-required" Breaking Breaking,
        "The request must have a body, and had none.", "no table → a table with a mandatory member";
    ReqBodyRemoved = "req-body-removed" Breaking Breaking,
        "The request has no body any more.", "the table of the body is gone";
    ReqMediaTypeChanged = "req-media-type-changed" Breaking None,
        "The body of a request has another media type.", "`application/json` → `application/merge-patch+json`";
    ReqMediaTypeAdded = "req-media-type-added" Compatible Compatible,
        "The body of a request may have one more media type.", "JSON → JSON or XML";
    ReqMediaTypeRemoved = "req-media-type-removed" Breaking None,
        "The body of a request may have one media type less.", "JSON or XML → JSON";
    ReqExclusiveGroupAdded = "req-exclusive-group-added" Breaking None,
        "Members of a request exclude each other, which was not stated.", "`a` cannot be given together with `b`";
    ReqExclusiveGroupRemoved = "req-exclusive-group-removed" Compatible None,
        "Members of a request that excluded each other may now stand together.", "the sentence is gone";
    RespBodyAdded = "resp-body-added" Compatible Breaking,
        "The reply has a body, and had none.", "no table → a table of members";
    RespBodyRemoved = "resp-body-removed" Breaking Breaking,
        "The reply has no body any more.", "the table of the body is gone";
    RespWrapperChanged = "resp-wrapper-changed" Breaking Breaking,
        "The member around the whole body of a reply came, went or has another name. A request keeps its setters; a reply is given as it came, so that code reads it by another field.", "`{\"id\"}` → `{\"pool\": {\"id\"}}`";
    RespSuccessStatusChanged = "resp-success-status-changed" Breaking None,
        "Success is told by another status.", "200 → 201";
    RespSuccessStatusAdded = "resp-success-status-added" Compatible None,
        "Success may be told by one more status.", "200 → 200 or 202";
    RespSuccessStatusRemoved = "resp-success-status-removed" Info None,
        "Success is told by one status less; others remain.", "200 or 202 → 200";
    RespMediaTypeChanged = "resp-media-type-changed" Breaking Breaking,
        "The body of a reply has another media type.", "`application/json` → `application/xml`";
    RespMediaTypeAdded = "resp-media-type-added" Compatible None,
        "The body of a reply may have one more media type.", "JSON → JSON or XML";
    RespMediaTypeRemoved = "resp-media-type-removed" Breaking None,
        "The body of a reply may have one media type less.", "JSON or XML → JSON";
    RespHeaderAdded = "resp-header-added" Compatible Compatible,
        "A reply has one more header.", "`X-Request-Id` appears";
    RespHeaderRemoved = "resp-header-removed" Breaking Breaking,
        "A reply has one header less.", "`X-Request-Id` is gone";
    RespHeaderTypeChanged = "resp-header-type-changed" Breaking Breaking,
        "A header of a reply has another type.", "String → Integer";
    TypeAdded = "type-added" Info Compatible,
        "An object type appeared, and no other finding brings it.", "a table that nothing refers to";
    TypeRemoved = "type-removed" Info Breaking,
        "An object type is gone, and no other finding takes it away.", "a table that nothing referred to";
    TypeRenamed = "type-renamed" Info None,
        "An object type has another name and the same members.", "Tag → ResourceTag";
    TypeSplit = "type-split" Info Breaking,
        "One object type became two.", "Member → MemberOption in requests, Member in replies";
    TypeMerged = "type-merged" Info Breaking,
        "Two object types became one.", "MemberOption, Member → Member";
    TypeInlined = "type-inlined" Info Breaking,
        "The members of an object stand in the object that held it.", "`meta.type` → `type`";
    TypeExtracted = "type-extracted" Info Breaking,
        "Members of an object became an object of their own.", "`type` → `meta.type`";
    TypeKindChanged = "type-kind-changed" Breaking Breaking,
        "A type is of another kind.", "object with members → object with free keys";
    ErrCodeAdded = "err-code-added" Info Compatible,
        "An error code appeared.", "`DOC.8905`";
    ErrCodeRemoved = "err-code-removed" Info Compatible,
        "An error code is gone.", "`DOC.8905` is not listed";
    ErrCodeRenamed = "err-code-renamed" Breaking Compatible,
        "An error code is spelt otherwise; message and meaning are the same.", "`DOC.1` → `DOC.0001`";
    ErrStatusChanged = "err-status-changed" Breaking None,
        "An error code comes with another HTTP status.", "400 → 409";
    ErrMessageChanged = "err-message-changed" Info None,
        "Message, meaning or remedy of an error code are worded otherwise.", "Invalid parameter. → Invalid name.";
    ErrShapeChanged = "err-shape-changed" Breaking Breaking,
        "The body of an error has other members.", "`error_code` → `error.code`";
    ErrHttpStatusAdded = "err-http-status-added" Info None,
        "One more status of failures is documented.", "409 appears";
    ErrHttpStatusRemoved = "err-http-status-removed" Info None,
        "A status of failures is no longer documented.", "409 is gone";
    AuthSchemeAdded = "auth-scheme-added" Compatible None,
        "Callers may authenticate in one more way.", "token → token or signature";
    AuthSchemeRemoved = "auth-scheme-removed" Breaking None,
        "Callers may no longer authenticate in one of the ways.", "token or signature → signature";
    AuthActionAdded = "auth-action-added" Info None,
        "A permission for an operation is stated; none was.", "`kiln:quotas:list`";
    AuthActionRemoved = "auth-action-removed" Info None,
        "The permission for an operation is no longer stated.", "`kiln:quotas:list` is gone";
    AuthActionChanged = "auth-action-changed" Breaking None,
        "An operation needs another permission.", "`kiln:acl:list` → `kiln:firewall:list`";
    SvcEndpointChanged = "svc-endpoint-changed" Breaking None,
        "The service answers at another address.", "`https://kiln.…` → `https://kiln2.…`";
    SvcRenamed = "svc-renamed" Info Breaking,
        "The service has another name, and so has its crate.", "`hwc-kiln` → `hwc-lb`";
    DocPageMoved = "doc-page-moved" Info None,
        "A page is in another folder; the title of its section is the same.", "`api/pool.rst` → `apis/pool.rst`";
    DocPageRenamed = "doc-page-renamed" Info None,
        "The file of a page has another name.", "`pool.rst` → `pool_v3.rst`";
    DocPageAdded = "doc-page-added" Info None,
        "A page without an operation appeared.", "`faq.rst`";
    DocPageRemoved = "doc-page-removed" Info None,
        "A page without an operation is gone.", "`faq.rst` is gone";
    DocTableMoved = "doc-table-moved" Info None,
        "A table stands on another page, and the links follow.", "page of the operation → common structures";
    DocTableRenamed = "doc-table-renamed" Info None,
        "The caption of a table is worded otherwise.", "Body parameters → Members of the body";
    DocTableRenumbered = "doc-table-renumbered" Info None,
        "The number of a table differs on a page with the same tables.", "Table 6 → Table 8";
    DocRowReordered = "doc-row-reordered" Info None,
        "Rows of a table changed places.", "`a`, `b` → `b`, `a`";
    DocDescriptionChanged = "doc-description-changed" Info None,
        "A description is worded otherwise.", "the ID → the ID of the pool";
    DocDescriptionAdded = "doc-description-added" Info None,
        "A description was empty and is not.", "nothing → the ID";
    DocDescriptionLost = "doc-description-lost" Info None,
        "A description is empty.", "the ID → nothing";
    DocExampleChanged = "doc-example-changed" Info None,
        "An example differs, and the API does not; all examples of an operation are one finding.", "`\"demo-01\"` → `\"demo-02\"`";
    DocExampleAdded = "doc-example-added" Info None,
        "There is one more example.", "a second example request";
    DocExampleLost = "doc-example-lost" Info None,
        "There is one example less.", "the example reply is gone";
    DocExampleTypeMismatch = "doc-example-type-mismatch" Info None,
        "An example contradicts the type of the table, and did not.", "Integer, `80` → `\"80\"`";
    DocExampleUndocumentedField = "doc-example-undocumented-field" Info None,
        "An example has a key that no table has, and had not.", "`\"extra\": 1`";
    DocExampleInvalidJson = "doc-example-invalid-json" Info None,
        "An example is no JSON any more.", "a comma too many";
    DocTypeRefined = "doc-type-refined" Info Breaking,
        "A vague type is stated precisely.", "Array → Array of strings";
    DocTypeVague = "doc-type-vague" Info None,
        "A type is stated less precisely. A setter takes the old values too; where code reads a value of the stated type, it breaks.", "Array of strings → Array";
    DocMandatoryClarified = "doc-mandatory-clarified" Info Breaking,
        "Whether a value is mandatory was not stated, and is.", "no column → Yes";
    DocMandatoryLost = "doc-mandatory-lost" Info None,
        "Whether a value is mandatory was stated, and is not.", "Yes → no column";
    DocMandatoryVocabulary = "doc-mandatory-vocabulary" Info None,
        "The column has a word that is neither Yes nor No.", "Yes → Maybe";
    DocUriFormChanged = "doc-uri-form-changed" Info None,
        "The URI is written in another form and means the same.", "`/v3/pools` → `https://{endpoint}/v3/pools`";
    DocUriMissing = "doc-uri-missing" Info None,
        "A page of an operation states no URI any more.", "the line is gone";
    DocDuplicateOperation = "doc-duplicate-operation" Info None,
        "Two pages tell of the same method and URI, and did not.", "a second page for `POST /pools`";
    DocDuplicateRow = "doc-duplicate-row" Info None,
        "A table has a name twice, and had not.", "two rows `name`";
    DocCommonHeaderRow = "doc-common-header-row" Info None,
        "The row of a header that every call carries came or went.", "`X-Auth-Token`";
    DocDanglingRef = "doc-dangling-ref" Info None,
        "A link leads nowhere, and did not.", "a link to a table that is not there";
    DocUntranslatedText = "doc-untranslated-text" Info None,
        "Text is in another language than the rest, and was not.", "名称";
    DocResponseTableMissing = "doc-response-table-missing" Info Breaking,
        "The table of a reply is gone while the reply stayed: the service does what it did, and the crate has no fields for it.", "an example without its table";
    DocStatusTableMissing = "doc-status-table-missing" Info None,
        "The table of the status codes is gone.", "no table of status codes";
    DocContradiction = "doc-contradiction" Info None,
        "Two places of a page contradict each other, and did not.", "URI `{id}`, table `pool_id`";
    DocCorrectionSuspected = "doc-correction-suspected" Info None,
        "A finding beside this one looks like a corrected page, not like a changed service.", "`resouce` → `resource`";
    ExtractTableLost = "extract-table-lost" Info Breaking,
        "A table that a link led to cannot be found any more.", "a link without its table";
    ExtractPageUnparsed = "extract-page-unparsed" Info None,
        "A page that was read cannot be read any more.", "a page of another format";
    ExtractCoverageRegression = "extract-coverage-regression" Info None,
        "So many values are gone at once that the reading is to be suspected.", "a page lost most of its rows";
    ExtractParserVersionDiffers = "extract-parser-version-differs" Info None,
        "The two models are of different formats.", "format 1 → format 2";
    ExtractFallbackUsed = "extract-fallback-used" Info None,
        "A page is read by a makeshift rule, and was not.", "a guessed character set";
    RsItemAdded = "rs-item-added" Info Compatible,
        "The crate has an item that it had not, and no other finding brings it.", "a list can be asked for page by page";
    RsItemRemoved = "rs-item-removed" Info Breaking,
        "An item of the crate is gone, and no other finding takes it away.", "nothing to wait for any more";
    RsFieldTypeChanged = "rs-field-type-changed" Info Breaking,
        "An item of the crate has another type, and no other finding tells why.", "text → secret";
    RsItemRenamed = "rs-item-renamed" Info Breaking,
        "An item of the crate has another name, and nothing on the wire is the reason.", "`names.lock` was edited";
}
