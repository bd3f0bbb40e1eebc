//! Mandatory parameters, checked by the compiler.

/// State of a mandatory parameter that has been given.
#[derive(Clone, Copy, Debug)]
pub enum Given {}

/// A mandatory parameter that has been given; anything else is the name of one that has not.
#[diagnostic::on_unimplemented(
    message = "mandatory parameter `{Self}` is missing",
    label = "call `.{Self}(…)` before this"
)]
pub trait IsGiven {}

#[diagnostic::do_not_recommend]
impl IsGiven for Given {}
