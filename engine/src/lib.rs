//! Tokens, name tries and token patterns: the machinery beneath copydesk. It knows no people, dates or events.
//!
//! Text goes through [`tokens::tokenize`]; names are looked up in a [`blob::Blob`] built from lists ([`lists::List`]);
//! rules are written as text, compiled by [`pattern`] and run over anything that implements [`pattern::Tape`].
//! All spans are byte ranges (`u32`), all token positions are indices into the token slice.

pub mod blob;
pub mod fold;
pub mod lists;
pub mod packed;
pub mod pattern;
pub mod tokens;
mod trie;
