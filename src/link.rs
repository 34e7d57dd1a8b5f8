//! `link`: who is who, who holds which role, what happened, who said what.

pub mod entities;
mod events;
mod quotes;
mod relations;

pub use events::Clause;

use crate::article::Article;
use crate::layout::Layout;
use crate::record::{Detail, Entity, Event, Main, Mention, Quote, Record, Sentence};
use crate::resources::Resources;
use crate::rules::{Spans, Tape};
use crate::scan::Scanned;
use crate::segment::Segmented;
use crate::tag::{Mentions, mention_spans};
use entities::Resolver;
use jiff::civil::Date;

/// Memory of `link`, reused between articles.
#[derive(Default)]
pub struct Buffers {
    relations: relations::Buffers,
    events: events::Buffers,
    quotes: quotes::Buffers,
    spans: Spans,
}

impl Buffers {
    /// Asks that the clauses of the next article be kept.
    pub fn watch_clauses(&mut self) {
        self.events.clauses = Some(Vec::new());
    }

    /// The clauses of the article read since they were asked for.
    pub fn clauses(&mut self) -> Vec<Clause> {
        self.events.clauses.take().unwrap_or_default()
    }
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
    let mut entities = entities::entities(resources, &article.text, scanned, segmented, &mut mentions);
    let reading = relations::Reading { resources, scanned, segmented, mentions: &mentions };
    let mut held = relations::relations(&reading, &mut buffers.relations);
    relations::refer(&mut mentions, &held.relations);
    entities::profile(resources, scanned, &mentions, &mut entities);
    entities::countries(resources, scanned, &mentions, &mut entities);
    let resolver = Resolver::new(resources, scanned, segmented, &mut mentions, &entities, &held.relations);
    let reading = relations::Reading { resources, scanned, segmented, mentions: &mentions };
    let referred = relations::pointed_at(&reading, &mut held, |token| resolver.pronoun(token));
    relations::refer_to(&mut mentions, &referred);
    let reading = relations::Reading { resources, scanned, segmented, mentions: &mentions };
    relations::back_references(&reading, &mut held);
    entities::salience(segmented, &mentions, resolver.pronouns(), &mut entities);
    let who = |token: u32| resolver.at(token);
    let (events, quotes, main) = happened(resources, scanned, segmented, layout, &mentions, &entities, &who, tagged.published, buffers);
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
        relations: held.relations,
        events,
        quotes,
        main,
        warnings,
    }
}

/// Events, quotations and the main event.
#[expect(clippy::too_many_arguments, reason = "all that the rooms before found")]
fn happened<'d>(
    resources: &'d Resources,
    scanned: &Scanned<'_>,
    segmented: &Segmented<'_>,
    layout: &Layout<'_, 'd>,
    mentions: &[Mention<'d>],
    entities: &[Entity<'d>],
    who: &dyn Fn(u32) -> Option<u32>,
    published: Option<Date>,
    buffers: &mut Buffers,
) -> (Vec<Event<'d>>, Vec<Quote>, Main) {
    let Buffers { events: for_events, quotes: for_quotes, spans, .. } = buffers;
    mention_spans(mentions, scanned.tokens.len(), spans);
    let tape = Tape { scanned, sights: segmented.sights, groups: Some(segmented.spans), mentions: Some(spans), rules: &resources.rules };
    let mut reading = events::Reading::new(resources, scanned, segmented, layout, mentions, entities, who, published);
    let events = events::events(&mut reading, &tape, for_events);
    let quotes = quotes::quotes(&reading, &tape, &events, for_quotes);
    let value = |date: u32| match &mentions[date as usize].detail {
        Detail::Timex(timex) => Some(timex.value.clone()),
        _ => None,
    };
    let main = events::main(&events, entities, value, published.map(|p| p.to_string()));
    (events, quotes, main)
}
