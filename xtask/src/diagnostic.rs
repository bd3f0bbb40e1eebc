//! What is reported to the writer of a page or the keeper of a service: where, what was found, what was expected.
