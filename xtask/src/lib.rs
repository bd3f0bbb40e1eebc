//! The tooling of the workspace, as a library so that tests, benchmarks and fuzz targets reach its stages.

pub mod extract;
pub mod lint;
pub mod read;
pub mod vocabulary;
