//! The article: what `read` gives and every later room reads. Its text never changes.

use crate::error::Error;
use jiff::civil::Date;

/// Largest text of one article in bytes: spans are `u32`, and no wire story comes near it.
pub const LARGEST: usize = 64 << 20;

/// Where an article came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Path as the user gave it, `-` for standard input.
    pub path: Option<String>,
    /// Number of the record in its file, from 1.
    pub record: Option<u64>,
}

/// One article: its text as it was decoded, and what its container said about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// Given id, else `path#record`.
    pub id: String,
    /// The text; spans are byte ranges of it.
    pub text: String,
    /// Day of publication as given; `None` leaves it to the copy itself.
    pub published: Option<Date>,
    /// Headline from metadata; no text unless the text repeats it.
    pub title: Option<String>,
    /// Where it came from.
    pub source: Source,
}

impl Article {
    /// An article of this text.
    ///
    /// # Errors
    /// [`Error::Size`] when the text is larger than [`LARGEST`] bytes.
    ///
    /// ```
    /// let article = copydesk::Article::new("a1", "Talks began on Monday.")?;
    /// assert_eq!(article.published, None);
    /// # Ok::<(), copydesk::Error>(())
    /// ```
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Result<Self, Error> {
        let text = text.into();
        if text.len() > LARGEST {
            return Err(Error::Size { bytes: text.len(), largest: LARGEST });
        }
        Ok(Article { id: id.into(), text, ..Article::default() })
    }

    /// The same article, published on this day.
    #[must_use]
    pub fn published(mut self, day: Date) -> Self {
        self.published = Some(day);
        self
    }

    /// The same article with a headline from metadata.
    #[must_use]
    pub fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }
}
