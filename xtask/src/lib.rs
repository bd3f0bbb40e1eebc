//! The tooling of the workspace, as a library so that tests, benchmarks and fuzz targets reach its stages.

mod account_text;
pub mod catalog;
pub mod compare;
pub mod correct;
pub mod decide;
pub mod destination;
pub mod differences;
pub mod documents;
pub mod extract;
pub mod facts;
pub mod files;
pub mod inspect;
pub mod interrupt;
pub mod journal;
pub mod link;
pub mod lint;
pub mod make;
pub mod model_text;
pub mod notes;
pub mod output;
pub mod overlay;
pub mod pages;
pub mod pipeline;
pub mod progress;
pub mod read;
pub mod report;
pub mod service_toml;
pub mod stamp;
pub mod suggest;
pub mod summary;
#[cfg(test)]
mod test_model;
pub mod vocabulary;
pub mod workspace;
