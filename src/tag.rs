//! `tag`: mentions. Names and nationalities, then roles, then dates.

mod dates;
pub mod names;
pub mod roles;

use crate::layout::Layout;
use crate::record::{Kind, Mention, Warning};
use crate::resources::Resources;
use crate::rules::Spans;
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
    roles: roles::Buffers,
}

/// Tags the mentions of an article. What it gives borrows from the article and the gazetteers only.
pub fn tag<'d>(
    resources: &'d Resources,
    weigher: &'d names::Weigher,
    scanned: &Scanned<'_>,
    layout: &Layout<'_, 'd>,
    segmented: &Segmented<'_>,
    buffers: &mut Buffers,
) -> Mentions<'d> {
    let (mut mentions, mut warnings) = (Vec::new(), Vec::new());
    names::names(resources, weigher, scanned, layout, segmented, &mut buffers.names, &mut mentions);
    dates::dates(resources, scanned, layout, segmented, &mut buffers.dates, &mut mentions);
    mentions.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end), m.kind));
    roles::roles(resources, scanned, segmented, &mut buffers.roles, &mut mentions, &mut warnings);
    mentions.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end), m.kind));
    Mentions { mentions, warnings, published: layout.published }
}

/// Only the dates of an article, in text order. Names are not read, so that a date that is part of one is given, too.
pub fn dates<'d>(
    resources: &'d Resources,
    scanned: &Scanned<'_>,
    layout: &Layout<'_, 'd>,
    segmented: &Segmented<'_>,
    buffers: &mut Buffers,
) -> Mentions<'d> {
    let mut mentions = Vec::new();
    dates::dates(resources, scanned, layout, segmented, &mut buffers.dates, &mut mentions);
    mentions.sort_by_key(|m| m.span.start);
    Mentions { mentions, published: layout.published, ..Mentions::default() }
}

/// Puts mentions where patterns can name them.
pub(crate) fn mention_spans(mentions: &[Mention<'_>], tokens: usize, spans: &mut Spans) {
    spans.clear(tokens);
    for mention in mentions {
        let (start, end) = mention.tokens;
        spans.add(start, end, number(mention.kind));
        if mention.kind.is_named() {
            spans.add(start, end, 5);
        }
    }
    spans.finish();
}

/// Number of a kind of mention in [`crate::rules::compiled::MENTIONS`].
const fn number(kind: Kind) -> u8 {
    match kind {
        Kind::Person => 1,
        Kind::Organization => 2,
        Kind::Location => 3,
        Kind::Event => 4,
        Kind::Nationality => 6,
        Kind::Role => 7,
        Kind::Date => 8,
    }
}
