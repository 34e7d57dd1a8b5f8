//! `link`: who is who, who holds which role, what happened, who said what.

pub mod entities;
mod relations;

use crate::article::Article;
use crate::layout::Layout;
use crate::record::{Record, Sentence};
use crate::resources::Resources;
use crate::scan::Scanned;
use crate::segment::Segmented;
use crate::tag::Mentions;
use entities::Resolver;

/// Memory of `link`, reused between articles.
#[derive(Default)]
pub struct Buffers {
    relations: relations::Buffers,
}

/// Links the mentions of an article to its record.
pub fn link<'d>(
    resources: &'d Resources,
    article: &'d Article,
    scanned: &Scanned<'_>,
    layout: &Layout<'_, 'd>,
    segmented: &Segmented<'_>,
    tagged: Mentions<'d>,
    buffers: &mut Buffers,
) -> Record<'d> {
    let mut mentions = tagged.mentions;
    let mut entities = entities::entities(resources, scanned, segmented, &mut mentions);
    let reading = relations::Reading { resources, scanned, segmented, mentions: &mentions };
    let (mut relations, places) = relations::relations(&reading, &mut buffers.relations);
    relations::refer(&mut mentions, &relations);
    entities::profile(resources, scanned, &mentions, &mut entities);
    let resolver = Resolver::new(resources, scanned, segmented, &mut mentions, &entities, &relations);
    let reading = relations::Reading { resources, scanned, segmented, mentions: &mentions };
    relations::back_references(&reading, &places, &mut relations);
    entities::salience(segmented, &mentions, resolver.pronouns(), &mut entities);
    let mut warnings = layout.warnings.to_vec();
    warnings.extend_from_slice(segmented.warnings);
    warnings.extend(tagged.warnings);
    // The same gap may have been seen twice: the one with a guess stands.
    warnings.sort_by_key(|w| (w.span.start, w.kind as u8, w.guess.is_none()));
    warnings.dedup_by_key(|w| (w.span.start, w.kind));
    Record {
        id: &article.id,
        source: article.source.clone(),
        published: tagged.published,
        article: layout.header.clone(),
        text: &article.text,
        sentences: segmented.sentences.iter().map(|s| Sentence { span: s.span, region: s.region }).collect(),
        mentions,
        entities,
        relations,
        warnings,
        ..Record::default()
    }
}
