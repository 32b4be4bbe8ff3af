//! The words of a blog, held against what others say of them.

mod unicode;
