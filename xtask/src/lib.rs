//! The tooling of the workspace, as a library so that tests, benchmarks and fuzz targets reach its stages.

pub mod read;
