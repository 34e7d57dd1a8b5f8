//! Dates: every time expression with its TIMEX3 value.
//!
//! Rules find and build expressions, rules of `rules/dates/compose/` build larger ones from those (`8 a.m.` + `on
//! Tuesday`); then all are resolved in text order. What overlaps is never given twice.

mod build;
mod calendar;
mod captures;
mod expression;
mod grain;
mod habits;
mod holidays;
mod numbers;
mod read;
mod resolve;
mod search;
mod tense;
#[cfg(test)]
mod tests;
mod told;
mod value;

use crate::layout::Layout;
use crate::record::{Because, Detail, Kind, Mention, Reason, Region};
use crate::resources::{Mixed, Resources};
use crate::rules::make::dates::Make;
use crate::rules::{Set, Spans, Tape};
use crate::scan::Scanned;
use crate::segment::{Segmented, Sentence};
use crate::span::Span;
use build::Matched;
use calendar::Stretch;
use copydesk_engine::pattern::{Found, Runner, select};
use expression::Expression;
use habits::Habits;
use numbers::Numbers;
use resolve::{Context, resolve};
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use told::Told;

/// Kind of date spans among the mentions that patterns see.
const DATE: u8 = 8;
/// Rounds of composing: `8:30 a.m. Eastern Time on Wednesday, June 7` takes two.
const ROUNDS: usize = 3;

/// Memory of `dates`, reused between articles.
#[derive(Default)]
pub(crate) struct Buffers {
    runner: Runner,
    found: Vec<Found>,
    lost: Vec<Found>,
    spans: Spans,
    numbers: Vec<(u32, u32)>,
}

/// An expression and its tokens.
struct Candidate {
    start: u32,
    end: u32,
    rule: u32,
    composed: bool,
    expression: Expression,
}

/// Finds and resolves the dates of an article, and adds them to its mentions: not those that are part of a name (`The
/// Mail on Sunday`), nor names that are dates (`Christmas`).
pub(crate) fn dates<'d>(
    resources: &'d Resources,
    scanned: &Scanned<'_>,
    layout: &Layout<'_, 'd>,
    segmented: &Segmented<'_>,
    buffers: &mut Buffers,
    mentions: &mut Vec<Mention<'d>>,
) {
    let Some(numbers) = Numbers::new(resources, scanned, "dates/numbers") else { return };
    buffers.numbers.clear();
    for sentence in segmented.sentences {
        numbers.find(sentence.tokens.0 as usize, sentence.tokens.1 as usize, &mut buffers.numbers);
    }
    let habits = Habits::new(layout.dateline);
    let mut room = Room { resources, numbers, segmented, habits: &habits, buffers };
    let mut candidates = room.find();
    let mut open = vec![true; segmented.sentences.len()];
    for _ in 0..ROUNDS {
        if candidates.is_empty() || !room.compose(&mut candidates, &mut open) {
            break;
        }
    }
    // Names do not overlap each other, so few of them can overlap a date.
    mentions.sort_by_key(|m| m.span.start);
    let mut lost = vec![false; mentions.len()];
    let mut kept = resolved(resources, scanned, layout, segmented, &candidates);
    kept.retain(|date| {
        let before = mentions.partition_point(|m| m.span.start < date.span.end);
        let overlapping = || (0..before).rev().take_while(|&i| mentions[i].span.overlaps(date.span));
        let is_part = |m: &Mention<'_>| if m.span == date.span { m.kind == Kind::Person } else { !date.span.contains(m.span) };
        if overlapping().any(|i| is_part(&mentions[i])) {
            return false;
        }
        overlapping().for_each(|i| lost[i] = true);
        true
    });
    let mut at = 0;
    mentions.retain(|_| {
        at += 1;
        !lost[at - 1]
    });
    mentions.append(&mut kept);
}

/// Everything that finding needs.
struct Room<'r, 'b> {
    resources: &'r Resources,
    numbers: Numbers<'r>,
    segmented: &'r Segmented<'r>,
    habits: &'r Habits,
    buffers: &'b mut Buffers,
}

impl Room<'_, '_> {
    fn find(&mut self) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        self.lay_spans(&candidates);
        let rules = &self.resources.rules.dates;
        for sentence in self.segmented.sentences {
            candidates.extend(self.match_rules(rules, sentence, &[], false).into_iter().filter_map(|(_, _, made)| made));
        }
        candidates
    }

    /// One round of composing in the sentences that are open: those where the last round changed something. Says whether
    /// there are any left.
    fn compose(&mut self, candidates: &mut Vec<Candidate>, open: &mut [bool]) -> bool {
        self.lay_spans(candidates);
        let rules = &self.resources.rules.dates_composed;
        let mut changed = false;
        let mut next = Vec::with_capacity(candidates.len());
        let mut rest = std::mem::take(candidates).into_iter().peekable();
        for (sentence, open) in self.segmented.sentences.iter().zip(open) {
            let mut earlier: Vec<Candidate> = std::iter::from_fn(|| rest.next_if(|c| c.start < sentence.tokens.1)).collect();
            if earlier.is_empty() || !std::mem::take(open) {
                next.append(&mut earlier);
                continue;
            }
            // Neither those so far nor those that are made overlap each other, and both stand in text order.
            let mut lost = vec![false; earlier.len()];
            let mut fresh = Vec::new();
            for (start, end, new) in self.match_rules(rules, sentence, &earlier, true) {
                let here = earlier.partition_point(|e| e.end <= start)..earlier.partition_point(|e| e.start < end);
                let is_same = |n: &Candidate| {
                    earlier[here.clone()].iter().any(|e| (e.start, e.end) == (n.start, n.end) && e.expression == n.expression)
                };
                if new.as_ref().is_some_and(is_same) {
                    continue;
                }
                (changed, *open) = (true, true);
                lost[here].fill(true);
                fresh.extend(new);
            }
            let kept = earlier.into_iter().zip(lost).filter(|(_, lost)| !lost).map(|(kept, _)| kept);
            fresh.extend(kept);
            fresh.sort_by_key(|c| c.start);
            next.append(&mut fresh);
        }
        next.extend(rest);
        *candidates = next;
        changed
    }

    /// Numbers and dates so far, for patterns to name.
    fn lay_spans(&mut self, candidates: &[Candidate]) {
        let spans = &mut self.buffers.spans;
        spans.clear(self.numbers.scanned.tokens.len());
        for &(start, end) in &self.buffers.numbers {
            spans.add(start, end, numbers::NUMBER);
        }
        for c in candidates {
            spans.add(c.start, c.end, DATE);
        }
        spans.finish();
    }

    /// What the rules make of a sentence: tokens, and a candidate unless they are no date.
    fn match_rules(
        &mut self,
        rules: &Set<Make>,
        sentence: &Sentence,
        earlier: &[Candidate],
        composed: bool,
    ) -> Vec<(u32, u32, Option<Candidate>)> {
        let (numbers, habits) = (self.numbers, self.habits);
        let expression = |found: &Found| Matched { rules, found, numbers, earlier, habits }.expression();
        let b = &mut *self.buffers;
        b.found.clear();
        let tape = Tape {
            scanned: self.numbers.scanned,
            sights: self.segmented.sights,
            groups: Some(self.segmented.spans),
            mentions: Some(&b.spans),
            rules: &self.resources.rules,
        };
        b.runner.run(&rules.group, &tape, sentence.tokens.0 as usize, sentence.tokens.1 as usize, &mut b.found);
        let key = |f: &Found| (f.rule, f.start, f.end, f.it_start, f.it_end);
        let mut made: HashMap<_, _, BuildHasherDefault<Mixed>> = HashMap::default();
        b.found.retain(|f| {
            let expression = expression(f);
            let keep = expression.is_some() || rules.rule(f).make == Make::None;
            if let Some(expression) = expression {
                made.entry(key(f)).or_insert(expression);
            }
            keep
        });
        b.lost.clear();
        select(&mut b.found, &mut b.lost);
        let mut candidate = |f: &Found| {
            let expression = made.remove(&key(f))?;
            Some(Candidate { start: f.it_start, end: f.it_end, rule: f.rule, composed, expression })
        };
        b.found.iter().map(|f| (f.it_start, f.it_end, candidate(f))).collect()
    }
}

/// Resolves expressions in text order.
fn resolved<'d>(
    resources: &'d Resources,
    scanned: &Scanned<'_>,
    layout: &Layout<'_, 'd>,
    segmented: &Segmented<'_>,
    candidates: &[Candidate],
) -> Vec<Mention<'d>> {
    let verbs = tense::Verbs { resources, scanned, segmented };
    let mut told = Told::default();
    let mut out = Vec::new();
    let mut sentence = 0;
    let mut before: Option<(u32, Stretch)> = None;
    for candidate in candidates {
        while segmented.sentences.get(sentence).is_some_and(|s| s.tokens.1 <= candidate.start) {
            sentence += 1;
            told.begin_sentence();
        }
        let Some(home) = segmented.sentences.get(sentence) else { break };
        let tense = verbs.around(home, candidate.start, candidate.end);
        let firm = verbs.is_firm(candidate.start);
        let to_come =
            before.filter(|&(end, day)| verbs.are_listed(end, candidate.start) && layout.published.is_some_and(|p| day.first() > p));
        let context = Context { published: layout.published, told, tense, listed: to_come.map(|(_, day)| day), firm };
        let Some(resolved) = resolve(&candidate.expression, &context) else { continue };
        before = resolved.told.filter(|_| candidate.expression.is_weekday()).map(|day| (candidate.end, day));
        // When it was written is no part of the story.
        let is_told = !matches!(home.region, Region::Byline | Region::Boilerplate);
        if let Some(stretch) = resolved.told.filter(|_| is_told) {
            told.tell(stretch, layout.published);
        }
        let rules = if candidate.composed { &resources.rules.dates_composed } else { &resources.rules.dates };
        let rule = &rules.rules[candidate.rule as usize];
        let (first, last) = (&scanned.tokens[candidate.start as usize], &scanned.tokens[candidate.end as usize - 1]);
        out.push(Mention {
            kind: Kind::Date,
            span: Span::new(first.start, last.end),
            tokens: (candidate.start, candidate.end),
            sentence: sentence as u32,
            confidence: resources.confidence(&rule.id),
            because: vec![Because { what: Reason::Rule(&rule.id), weight: None }],
            detail: Detail::Timex(Box::new(resolved.timex)),
            entity: None,
        });
    }
    out
}
