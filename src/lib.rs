//! copydesk reads wire-service news and writes down, as structured data, what it says: sentences, people, their roles,
//! organizations, places, dates and events, and how they belong together.
//!
//! ```
//! use copydesk::{Article, Copydesk};
//! let desk = Copydesk::new();
//! let article = Article::new("a1", "Talks began in Lyon on Monday.")?;
//! let record = desk.extract(&article);
//! assert_eq!(record.sentences.len(), 1);
//! # Ok::<(), copydesk::Error>(())
//! ```

pub mod article;
pub mod error;
pub mod layout;
pub mod link;
pub mod pipeline;
pub mod read;
pub mod record;
pub mod resources;
pub mod rules;
pub mod scan;
pub mod segment;
pub mod span;
pub mod tag;
pub mod write;

pub use article::Article;
pub use error::Error;
pub use pipeline::{Copydesk, Scratch};
pub use record::Record;
