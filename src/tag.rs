//! `tag`: mentions. Names and nationalities, then roles, then dates.

use crate::article::Article;
use crate::layout::Layout;
use crate::record::{Mention, Warning};
use crate::resources::Resources;
use crate::scan::Scanned;
use crate::segment::Segmented;
use jiff::civil::Date;

/// What `tag` found: mentions in text order (of the same start the longer first), and damage seen on the way.
#[derive(Default)]
pub struct Mentions<'d> {
    /// Mentions.
    pub mentions: Vec<Mention<'d>>,
    /// Words lost within names and roles.
    pub warnings: Vec<Warning>,
    /// The document date: layout's, unless the copy itself gives one.
    pub published: Option<Date>,
}

/// Memory of `tag`, reused between articles.
#[derive(Default)]
pub struct Buffers {}

/// Tags the mentions of an article. What it gives borrows from the article and the gazetteers only.
pub fn tag<'d>(
    _resources: &'d Resources,
    _article: &'d Article,
    _scanned: &Scanned<'_>,
    layout: &Layout<'_, 'd>,
    _segmented: &Segmented<'_>,
    _buffers: &mut Buffers,
) -> Mentions<'d> {
    Mentions { published: layout.published, ..Mentions::default() }
}
