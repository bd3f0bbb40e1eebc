//! Model in, (path, text) out.
