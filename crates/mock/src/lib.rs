//! A local server that knows the model.
