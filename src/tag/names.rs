//! Names: people, organizations, places and named events, and nationalities, by weighed evidence.
//!
//! Candidates gather named evidence; weights add up to a probability a class; the best set that does not overlap wins.
//! A second pass adds what the first was sure of elsewhere in the article. See [`Table`] for the weights.

mod agree;
mod candidates;
mod classes;
mod decode;
mod document;
mod evidence;
mod explain;
mod facts;
mod joined;
mod keys;
mod marks;
mod sets;
mod spelled;
mod table;
#[cfg(test)]
mod tests;
mod topics;

pub use explain::{Dumped, dump};
pub use table::{CLASS_NAMES, Table};

use crate::layout::Layout;
use crate::record::{Because, Detail, Kind, Mention, Reason};
use crate::resources::Resources;
use crate::rules::{Spans, Tape};
use crate::scan::Scanned;
use crate::segment::Segmented;
use crate::span::Span;
use candidates::{Candidate, Style};
use classes::Classes;
use copydesk_engine::pattern::{Found, Runner};
use decode::{Best, Exponentials, ONE};
use document::Document;
use evidence::{Context, Memory};
use facts::Columns;
use marks::Marks;
use sets::Sets;
use table::{CLASSES, MISC, Sum, by_class};
use topics::Topics;

/// What names need besides gazetteers and rules; made once.
pub struct Weigher {
    table: Table,
    classes: Classes,
    exponentials: Exponentials,
    columns: Columns,
}

impl Weigher {
    /// With a table of weights.
    pub fn new(resources: &Resources, table: Table) -> Self {
        Weigher { table, classes: Classes::new(resources), exponentials: Exponentials::default(), columns: Columns::new(resources) }
    }
}

/// Memory, reused between articles.
#[derive(Default)]
pub struct Buffers {
    candidates: Vec<Candidate>,
    styles: Vec<Style>,
    layouts: Vec<u128>,
    marks: Marks,
    sets: Sets,
    memory: Memory,
    document: Document,
    spans: Spans,
    runner: Runner,
    found: Vec<Found>,
    /// Evidence of rules, as (candidate, number), by candidate.
    by_rule: Vec<(u32, u16)>,
    sums: Vec<Sum>,
    probabilities: Vec<[u32; CLASSES]>,
    /// Those of the first pass before known names bound them.
    unbound: Vec<[u32; CLASSES]>,
    /// Candidates of several words that a list knows as a whole.
    units: Vec<u32>,
    first: Vec<(u32, u8)>,
    own: Vec<Option<u8>>,
    joined: joined::Joined,
    agreement: agree::Agreement,
    topics: Topics,
    /// What the second pass decided: candidates with their class.
    pub(crate) chosen: Vec<(u32, u8)>,
    best: Best,
}

/// Strengths of users' lists and rules, in tenths of a logit.
fn strength(name: &str) -> i16 {
    match name {
        "hint" => 10,
        "strong" => 45,
        _ => 90,
    }
}

/// The class of a kind of list.
fn class_of(kind: &str) -> usize {
    match kind {
        "person" => table::PERSON,
        "organization" => table::ORGANIZATION,
        "location" => table::LOCATION,
        "event" => table::EVENT,
        _ => MISC,
    }
}

/// Weighs all candidates of an article; what was decided is in the buffers.
pub(crate) fn weigh(
    resources: &Resources,
    weigher: &Weigher,
    scanned: &Scanned<'_>,
    layout: &Layout<'_, '_>,
    segmented: &Segmented<'_>,
    b: &mut Buffers,
) {
    let Weigher { table, classes, exponentials, .. } = weigher;
    let layered = resources.layers().len() > 1;
    b.sets.prepare(table);
    b.marks.collect(scanned, classes, layered, &mut b.sets);
    candidates::candidates(scanned, segmented, classes, &b.marks, &mut b.styles, &mut b.candidates);
    if layered {
        add_users(scanned, segmented, &mut b.candidates);
    }
    b.document.collect(scanned, &b.marks, &b.candidates);
    run_rules(resources, table, scanned, segmented, b);
    b.topics = Topics::of(b.marks.topics, b.marks.words().len());
    evidence::layouts(segmented, &b.styles, (b.topics.sport, b.topics.finance), &mut b.layouts);
    b.memory.clear(scanned.tokens.len());
    let context = context(weigher, scanned, layout, segmented, (&b.marks, &b.styles, &b.layouts), b.topics);
    b.sums.clear();
    b.probabilities.clear();
    b.units.clear();
    let mut rules = b.by_rule.iter().peekable();
    for (number, candidate) in b.candidates.iter().enumerate() {
        let mut sum = context.sum(candidate, &mut b.memory, &mut b.sets);
        let beside = context.reach(candidate, &b.sets);
        table.add_elsewhere(&mut sum, b.document.untyped(scanned, &b.marks, number, candidate) | beside);
        while let Some((_, evidence)) = rules.next_if(|(c, _)| *c as usize == number) {
            table.add(&mut sum, *evidence);
        }
        if layered {
            users(resources, scanned, candidate, &mut sum);
        }
        let is_unit = classes.is_unit(&b.marks, candidate.start as usize, candidate.end as usize);
        if is_unit {
            b.units.push(number as u32);
        }
        b.probabilities.push(exponentials.chances(&by_class(&sum), is_unit || layered));
        b.sums.push(sum);
    }
    b.unbound.clone_from(&b.probabilities);
    decode::bound(&b.candidates, &b.units, &mut b.probabilities);
    let sure = |n: usize| layered && is_sure(resources, scanned, &b.candidates[n]);
    decode::decode(&b.candidates, &b.probabilities, sure, &mut b.best, &mut b.first);
    b.document.decide(scanned, &b.marks, &b.candidates, &b.first);
    b.own.clear();
    b.own.resize(b.candidates.len(), None);
    for &(number, class) in &b.first {
        b.own[number as usize] = Some(class);
    }
    b.joined.fill(&b.marks, &b.candidates, &b.first);
    b.probabilities.clone_from(&b.unbound);
    let mut units = b.units.iter().peekable();
    for (number, candidate) in b.candidates.iter().enumerate() {
        let is_unit = units.next_if(|unit| **unit as usize == number).is_some();
        let typed = b.document.typed(scanned, &b.marks, number, candidate, b.own[number]) | b.joined.evidence(candidate);
        if typed != 0 {
            table.add_elsewhere(&mut b.sums[number], typed);
            b.probabilities[number] = exponentials.chances(&by_class(&b.sums[number]), is_unit || layered);
        }
    }
    decode::bound(&b.candidates, &b.units, &mut b.probabilities);
    decode::decode(&b.candidates, &b.probabilities, sure, &mut b.best, &mut b.chosen);
    let weighed = (&*b.candidates, &*b.sums);
    b.agreement.settle(scanned, b.topics.sport, &b.document, weighed, &mut b.chosen);
}

/// The article as evidence sees it.
fn context<'c>(
    weigher: &'c Weigher,
    scanned: &'c Scanned<'c>,
    layout: &Layout<'_, '_>,
    segmented: &'c Segmented<'c>,
    (marks, styles, layouts): (&'c Marks, &'c [Style], &'c [u128]),
    topics: Topics,
) -> Context<'c> {
    let Weigher { table, classes, .. } = weigher;
    let Topics { sport, finance } = topics;
    Context { scanned, segmented, classes, marks, styles, layouts, dateline: layout.dateline, sport, finance, table }
}

/// Candidates for every name of users' lists, whatever its shape.
fn add_users(scanned: &Scanned<'_>, segmented: &Segmented<'_>, candidates: &mut Vec<Candidate>) {
    let before = candidates.len();
    for hit in scanned.hits.iter().filter(|h| h.layer > 0) {
        let sentence = segmented.sentences.partition_point(|s| s.tokens.1 <= hit.start);
        let fresh = candidates[..before].binary_search_by_key(&(hit.start, hit.end), |c| (c.start, c.end)).is_err();
        if fresh && segmented.sentences.get(sentence).is_some_and(|s| hit.end <= s.tokens.1) {
            candidates.push(Candidate { start: hit.start, end: hit.end, sentence: sentence as u32 });
        }
    }
    if candidates.len() > before {
        candidates.sort_by_key(|c| (c.start, c.end));
        candidates.dedup();
    }
}

/// What users' lists say of a candidate.
fn users(resources: &Resources, scanned: &Scanned<'_>, candidate: &Candidate, sums: &mut Sum) {
    for hit in scanned.hits_at(candidate.start as usize).iter().filter(|h| h.layer > 0 && h.end == candidate.end) {
        let list = resources.header(hit);
        let sum = &mut sums[class_of(&list.kind)];
        *sum = sum.saturating_add(strength(if list.tier.is_empty() { "strong" } else { &list.tier }));
    }
}

fn is_sure(resources: &Resources, scanned: &Scanned<'_>, candidate: &Candidate) -> bool {
    let mut hits = scanned.hits_at(candidate.start as usize).iter();
    hits.any(|h| h.layer > 0 && h.end == candidate.end && resources.header(h).tier == "sure")
}

/// Runs the evidence rules; each match speaks for the candidate that is its captured span.
fn run_rules(resources: &Resources, table: &Table, scanned: &Scanned<'_>, segmented: &Segmented<'_>, b: &mut Buffers) {
    b.by_rule.clear();
    let set = &resources.rules.names;
    if set.rules.is_empty() {
        return;
    }
    b.spans.clear(scanned.tokens.len());
    for c in &b.candidates {
        b.spans.add(c.start, c.end, 0);
    }
    b.spans.finish();
    let tape = Tape { scanned, sights: segmented.sights, groups: Some(segmented.spans), mentions: Some(&b.spans), rules: &resources.rules };
    b.found.clear();
    // What rules find elsewhere speaks for nothing, nor does what begins behind the last candidate.
    for candidates in b.candidates.chunk_by(|a, b| a.sentence == b.sentence) {
        let (from, to) = segmented.sentences[candidates[0].sentence as usize].tokens;
        let last = candidates[candidates.len() - 1].start as usize + 1;
        b.runner.run_before(&set.group, &tape, (from as usize, to as usize), last, &mut b.found);
    }
    for found in &b.found {
        if let Ok(number) = b.candidates.binary_search_by_key(&(found.it_start, found.it_end), |c| (c.start, c.end)) {
            b.by_rule.push((number as u32, table.rule(found.rule as usize)));
        }
    }
    // Evidence counts once a candidate, however often its rule matches there.
    b.by_rule.sort_unstable();
    b.by_rule.dedup();
}

/// Tags the names and nationalities of an article.
pub(crate) fn names<'d>(
    resources: &'d Resources,
    weigher: &'d Weigher,
    scanned: &Scanned<'_>,
    layout: &Layout<'_, 'd>,
    segmented: &Segmented<'_>,
    b: &mut Buffers,
    out: &mut Vec<Mention<'d>>,
) {
    weigh(resources, weigher, scanned, layout, segmented, b);
    // Dates and roles come to them.
    out.reserve(2 * b.chosen.len() + 8);
    let mut sets = std::mem::take(&mut b.sets);
    let context = context(weigher, scanned, layout, segmented, (&b.marks, &b.styles, &b.layouts), b.topics);
    let weighed = explain::Weighed { scanned, b, context };
    for &(number, class) in &b.chosen {
        let candidate = b.candidates[number as usize];
        let (start, end) = (candidate.start as usize, candidate.end as usize);
        let kind = match usize::from(class) {
            table::PERSON => Kind::Person,
            table::ORGANIZATION => Kind::Organization,
            table::LOCATION => Kind::Location,
            table::EVENT => Kind::Event,
            _ if scanned.hits_at(start).iter().any(|h| h.end as usize == end && resources.header(h).kind == "nationality") => {
                Kind::Nationality
            }
            _ => continue,
        };
        let facts = weigher.columns.facts(resources, scanned, (start, end, b.marks.without_dot(start, end)), kind);
        let mut because = explain::because(resources, weigher, &weighed, number as usize, usize::from(class), &mut sets);
        let mut probability = b.probabilities[number as usize][usize::from(class)];
        if let Ok(at) = b.agreement.changed.binary_search_by_key(&number, |(number, _)| *number) {
            because.insert(0, Because { what: Reason::Evidence(agree::AGREED), weight: None });
            probability = weigher.exponentials.probabilities(&b.agreement.changed[at].1)[usize::from(class)];
        }
        out.push(Mention {
            kind,
            span: Span::new(scanned.tokens[start].start, scanned.tokens[end - 1].end),
            tokens: (candidate.start, candidate.end),
            sentence: candidate.sentence,
            confidence: confidence(probability),
            because,
            detail: if kind == Kind::Nationality { Detail::Nationality(facts.country) } else { Detail::Name(facts) },
            entity: None,
        });
    }
    b.sets = sets;
}

/// The share of names that are right, in percent, by their probability. A name that won is right more often than it says:
/// of the doubt three tenths are gone, measured on published articles on which no weight was fitted.
fn confidence(probability: u32) -> u8 {
    let doubt = (ONE - probability.min(ONE)) * 7 / 10;
    ((ONE - doubt) * 100 / ONE).min(98) as u8
}
