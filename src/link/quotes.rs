//! Quotations: direct speech between marks, with its speaker, and indirect speech behind verbs of saying.

mod marks;

use super::events::Reading;
use crate::record::{Event, Part, Quote};
use crate::rules::Tape;
use crate::rules::make::quotes::Make;
use crate::span::Span;
use copydesk_engine::pattern::{Found, Runner};

/// Memory of quotes, reused between articles.
#[derive(Default)]
pub(super) struct Buffers {
    runner: Runner,
    found: Vec<Found>,
}

/// Fewest words of direct speech.
const WORDS: usize = 4;
/// Farthest that a cue stands from its quotation, in tokens.
const NEAR: u32 = 40;

/// Farthest that somebody who is pointed at spoke before, in tokens.
const BEFORE: u32 = 120;

/// A word that tells who speaks.
struct Cue {
    token: u32,
    speaker: Option<u32>,
    /// Who speaks is only pointed at.
    pointed: bool,
    /// A verb that says no more than that something is said.
    plain: bool,
    /// Who speaks is somebody whom the text does not name (`a neighbour said`).
    stranger: bool,
}

/// Finds the quotations of an article, with its events as cues.
pub(super) fn quotes(reading: &Reading<'_, '_>, tape: &Tape<'_>, events: &[Event<'_>], buffers: &mut Buffers) -> Vec<Quote> {
    let mut quotes: Vec<Quote> = Vec::new();
    let pairs = marks::pairs(reading);
    if !pairs.is_empty() {
        direct(reading, tape, events, &pairs, buffers, &mut quotes);
    }
    indirect(reading, events, &mut quotes);
    quotes.sort_by_key(|q| q.span);
    quotes
}

/// Direct speech between pairs of marks.
fn direct(
    reading: &Reading<'_, '_>,
    tape: &Tape<'_>,
    events: &[Event<'_>],
    pairs: &[(u32, u32)],
    buffers: &mut Buffers,
    quotes: &mut Vec<Quote>,
) {
    let tokens = reading.tokens();
    let (mut cues, mut silent) = (cues(reading, events), Vec::new());
    buffers.found.clear();
    let rules = &tape.rules.quotes;
    for (from, to) in reading.sentences() {
        buffers.runner.run(&rules.group, tape, from as usize, to as usize, &mut buffers.found);
    }
    for found in &buffers.found {
        match rules.rule(found).make {
            Make::Source => {
                let who = rules.capture(found, "who").and_then(|(_, end)| reading.entity_at(end as u32 - 1));
                cues.push(Cue { token: found.it_start, speaker: who, pointed: false, plain: true, stranger: false });
            }
            Make::NoSpeech => silent.push(found.it_start),
        }
    }
    cues.sort_by_key(|c| c.token);
    silent.sort_unstable();
    // Who is only pointed at is the person that spoke before.
    let mut recent: Option<(u32, u32)> = None;
    for cue in &mut cues {
        match cue.speaker {
            None if cue.pointed => {
                let spoke = recent.filter(|(token, _)| token + BEFORE > cue.token).map(|r| r.1);
                cue.speaker = spoke.or_else(|| reading.person_before(cue.token, BEFORE));
            }
            Some(speaker) if reading.is_person(speaker) => recent = Some((cue.token, speaker)),
            _ => {}
        }
    }
    let paragraphs = reading.paragraphs();
    let paragraph = |token: u32| paragraphs.partition_point(|p| *p <= token);
    // Paragraph, end and speaker of the quotation before.
    let mut last: Option<(usize, u32, Option<u32>)> = None;
    for &(start, end) in pairs {
        let words = (start + 1..end.saturating_sub(1)).filter(|t| reading.is_word(*t)).count();
        if words < WORDS || silent.binary_search(&start).is_ok() {
            continue;
        }
        let cue = cue(reading, &cues, start, end);
        let label = cue.is_none().then(|| reading.label_before(start).or_else(|| reading.label_behind(end))).flatten();
        let clause = reading.has_finite_verb(start, end);
        if cue.is_none() && label.is_none() && !clause {
            continue;
        }
        // Speech without a cue of its own goes on with the speaker of the sentence before, of its paragraph, or of the speech
        // right before it, and where it is all of a paragraph with that of the one before.
        let told_in = reading.sentence_before(start).filter(|(from, _)| paragraph(*from) == paragraph(start));
        let told = |all: bool| {
            let (from, to) = told_in?;
            let spoke = cues[..cues.partition_point(|c| c.token < to)].iter().rev().take_while(|c| c.token >= from);
            let person = spoke.filter(|c| c.plain).find_map(|c| c.speaker.filter(|s| reading.is_person(*s)));
            person.or_else(|| all.then(|| reading.person_at(from)).flatten())
        };
        let whole = || reading.is_paragraph(start, end);
        let goes_on = |l: &(usize, u32, Option<u32>)| l.0 == paragraph(start) || l.1 == start || l.0 + 1 == paragraph(start) && whole();
        let since = last.is_none_or(|l| told_in.is_some_and(|t| t.0 >= l.1));
        let carried = since.then(|| told(false)).flatten().or_else(|| last.filter(goes_on).and_then(|l| l.2)).or_else(|| told(true));
        let heard = || reading.speaker_of(start);
        let speaker =
            cue.map_or_else(|| label.or_else(heard).or(carried), |c| c.speaker.or_else(heard).or(carried.filter(|_| !c.stranger)));
        // Words without a verb are speech only right beside their cue (`the issue of "being rich"` is none).
        let governed = start.checked_sub(1).is_some_and(|t| reading.is_preposition(t));
        let near = |c: &Cue| match (c.plain, governed) {
            (false, _) => 10,
            (true, false) => 5,
            (true, true) => 0,
        };
        // `said that the plan was "a waste of money"`
        let copula = start.checked_sub(1).is_some_and(|t| reading.is_copula(t));
        let before = |c: &Cue| c.token < start && (c.token + near(c) >= start || copula && c.plain);
        let beside = |c: &Cue| before(c) || !governed && c.token >= end && c.token <= end + 4;
        if !clause && !cue.is_some_and(beside) {
            continue;
        }
        let span = Span::new(tokens[start as usize].start, tokens[end as usize - 1].end);
        let cue_span = cue.map(|c| Span::new(tokens[c.token as usize].start, tokens[c.token as usize].end));
        quotes.push(Quote { span, speaker, cue: cue_span, direct: true });
        last = Some((paragraph(start), end, speaker));
    }
}

/// Every event that somebody utters.
fn cues(reading: &Reading<'_, '_>, events: &[Event<'_>]) -> Vec<Cue> {
    let uttered = |e: &&Event<'_>| reading.is_uttered(reading.token_at(e.trigger.start), e.kind);
    let cue = |e: &Event<'_>| {
        let agent = e.participants.iter().find(|p| p.part == Part::Agent);
        let token = reading.token_at(e.trigger.start);
        let (speaker, pointed) = (agent.and_then(|p| p.entity), reading.is_pointed_at(agent));
        let stranger = !pointed && agent.is_some_and(|a| a.entity.is_none() && reading.is_determiner(reading.token_at(a.span.start)));
        Cue { token, speaker, pointed, plain: e.kind == "statement", stranger }
    };
    events.iter().filter(uttered).map(cue).collect()
}

/// The cue of a quotation: right behind it, right before it, or the nearest in its sentence.
fn cue<'c>(reading: &Reading<'_, '_>, cues: &'c [Cue], start: u32, end: u32) -> Option<&'c Cue> {
    let (first, last) = (reading.sentence_of(start), reading.sentence_of(end - 1));
    let bounds = (first.0, last.1);
    let near = (bounds.0.max(start.saturating_sub(NEAR)), bounds.1.min(end + NEAR + 1));
    let (from, to) = (cues.partition_point(|c| c.token < near.0), cues.partition_point(|c| c.token < near.1));
    let cues_near = &cues[from..to.max(from)];
    let after = cues_near.iter().find(|c| c.token >= end && !reading.has_mark(end, c.token));
    let before = cues_near.iter().rfind(|c| c.token < start && !reading.has_mark(c.token, start));
    let distance = |c: &Cue| if c.token >= end { c.token - end } else { start - c.token };
    let ends = reading.ends_clause(end);
    // `called it "a shame", and urged …` tells of another act.
    let after = after.filter(|_| before.is_some() || !reading.joins_on(end));
    // What a full stop ends is told behind it only at once.
    let after = after.filter(|a| a.token < end + 4 || !reading.ends_sentence(end));
    let best = match (after, before) {
        // `"…," he said`: what a comma ends is told behind it.
        (Some(a), Some(b)) => {
            Some(if ends && distance(a) < 8 && !reading.begins_clause(end) || distance(a) + 4 < distance(b) { a } else { b })
        }
        (a, b) => a.or(b),
    };
    let best = best.filter(|c| distance(c) <= NEAR);
    // `He paused. "…"`: a sentence before that ends in a colon.
    best.or_else(|| {
        let colon = start.checked_sub(1).filter(|t| reading.is_colon(*t))?;
        let (from, to) = reading.sentence_of(colon);
        let (from, to) = (cues.partition_point(|c| c.token < from), cues.partition_point(|c| c.token < to));
        cues.get(from..to)?.last()
    })
}

/// Indirect speech: the clause behind a verb of saying.
fn indirect(reading: &Reading<'_, '_>, events: &[Event<'_>], quotes: &mut Vec<Quote>) {
    let direct: Vec<Span> = quotes.iter().map(|q| q.span).collect();
    // Direct speech stands in text order and does not overlap.
    let overlaps = |span: Span| {
        let first = direct.partition_point(|d| d.end <= span.start);
        direct.get(first).is_some_and(|d| d.overlaps(span))
    };
    for event in events.iter().filter(|e| e.kind == "statement") {
        let token = reading.token_at(event.trigger.start);
        let Some((from, to)) = reading.content_of(token) else { continue };
        let tokens = reading.tokens();
        let span = Span::new(tokens[from as usize].start, tokens[to as usize - 1].end);
        if overlaps(span) {
            continue;
        }
        let speaker = event.participants.iter().find(|p| p.part == Part::Agent).and_then(|p| p.entity);
        quotes.push(Quote { span, speaker, cue: Some(event.trigger), direct: false });
    }
}
