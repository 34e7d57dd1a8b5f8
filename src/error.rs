//! The library's one error type. Messages are lower case and name the file, the place, what was found and what is allowed.

use copydesk_engine::blob::BlobError;
use copydesk_engine::lists::ListError;
use copydesk_engine::pattern::RuleError;
use std::path::PathBuf;

/// What can go wrong: all of it while loading or reading, none of it while extracting.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// An article is too large.
    #[error("the text has {bytes} bytes; at most {largest} are read")]
    Size {
        /// Its size.
        bytes: usize,
        /// The limit.
        largest: usize,
    },
    /// Users' gazetteers do not load.
    #[error("{}", several(.0))]
    Gazetteers(Vec<ListError>),
    /// Users' rules do not load.
    #[error("{}", several(.0))]
    Rules(Vec<RuleError>),
    /// A compiled gazetteer does not load.
    #[error("{}: {error}", .path.display())]
    Blob {
        /// Its file.
        path: PathBuf,
        /// Why.
        error: BlobError,
    },
    /// A table of weights or confidence does not load.
    #[error("{file}:{line}: {message}")]
    Table {
        /// Its file.
        file: String,
        /// Line, from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// A file or folder cannot be read.
    #[error("{}: {error}", .path.display())]
    Read {
        /// Its path.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
}

fn several<E: std::fmt::Display>(errors: &[E]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
