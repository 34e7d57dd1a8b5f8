//! `tag`: mentions. Names and nationalities, then roles, then dates.

mod dates;
pub mod names;

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
pub struct Buffers {
    dates: dates::Buffers,
    names: names::Buffers,
}

/// Tags the mentions of an article. What it gives borrows from the article and the gazetteers only.
pub fn tag<'d>(
    resources: &'d Resources,
    weigher: &'d names::Weigher,
    _article: &'d Article,
    scanned: &Scanned<'_>,
    layout: &Layout<'_, 'd>,
    segmented: &Segmented<'_>,
    buffers: &mut Buffers,
) -> Mentions<'d> {
    let mut mentions = Vec::new();
    names::names(resources, weigher, scanned, layout, segmented, &mut buffers.names, &mut mentions);
    dates::dates(resources, scanned, layout, segmented, &mut buffers.dates, &mut mentions);
    mentions.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end), m.kind));
    Mentions { mentions, published: layout.published, ..Mentions::default() }
}
