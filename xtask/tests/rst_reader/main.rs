//! The reader of reStructuredText: traps, properties, time, and the tables of real pages.

mod corpus;
mod outline;
mod pages;
mod properties;
mod support;
mod time;
mod traps;
