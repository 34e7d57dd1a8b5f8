//! `link`: who is who, who holds which role, what happened, who said what.

use crate::article::Article;
use crate::layout::Layout;
use crate::record::{Record, Sentence};
use crate::resources::Resources;
use crate::scan::Scanned;
use crate::segment::Segmented;
use crate::tag::Mentions;

/// Memory of `link`, reused between articles.
#[derive(Default)]
pub struct Buffers {}

/// Links the mentions of an article to its record.
pub fn link<'d>(
    _resources: &'d Resources,
    article: &'d Article,
    _scanned: &Scanned<'_>,
    layout: &Layout<'_, 'd>,
    segmented: &Segmented<'_>,
    mentions: Mentions<'d>,
    _buffers: &mut Buffers,
) -> Record<'d> {
    let mut warnings = layout.warnings.to_vec();
    warnings.extend(mentions.warnings);
    warnings.sort_by_key(|w| (w.span, w.kind as u8));
    Record {
        id: &article.id,
        source: article.source.clone(),
        published: mentions.published,
        article: layout.header.clone(),
        text: &article.text,
        sentences: segmented.sentences.iter().map(|s| Sentence { span: s.span, region: s.region }).collect(),
        mentions: mentions.mentions,
        warnings,
        ..Record::default()
    }
}
