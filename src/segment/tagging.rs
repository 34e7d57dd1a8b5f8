//! Tagging: what every token of a sentence can be by the lexicon and its shape, then the rules choose.

pub(super) mod explain;
mod memory;
mod start;

use super::Word;
use super::names::Names;
use crate::resources::Resources;
use crate::rules::tagger::{EDGE, Sight, Views};
use crate::rules::tagging::TagRule;
use crate::scan::Scanned;
use memory::Memory;
use start::Start;

/// How near a word must have changed for the rules to look at one a second time.
const NEAR: usize = 3;

/// No reading of the lexicon.
pub(super) const NO_READING: u8 = 255;

/// Something that a token can be.
#[derive(Clone, Copy, Default)]
struct Candidate {
    tag: u8,
    rare: bool,
    reading: u8,
}

/// Memory of the tagger, reused between articles.
#[derive(Default)]
pub(super) struct Buffers {
    candidates: Vec<Candidate>,
    firsts: Vec<u32>,
    sights: Vec<Sight>,
    /// Tokens that can be several things.
    open: Vec<u32>,
    decided: Vec<Option<(u16, u16)>>,
    /// Views of the words, with two of no word before and behind.
    views: Vec<u32>,
    known: Views,
    memory: Memory,
}

impl Buffers {
    /// The rule that decided a token of the last sentence, by its number.
    fn decided(&self, at: usize) -> Option<u16> {
        self.decided.get(at).copied().flatten().map(|d| d.0)
    }
}

/// Number of a tag by its bit.
fn number(bit: u64) -> u8 {
    bit.trailing_zeros() as u8
}

/// Tags the tokens `from..to`, one sentence, whose own words begin at `begins`, behind a dateline.
pub(super) fn tag(
    resources: &Resources,
    scanned: &Scanned<'_>,
    names: &Names,
    (from, begins, to): (usize, usize, usize),
    buffers: &mut Buffers,
    words: &mut [Word],
) {
    let b = buffers;
    let tagger = &resources.tagger;
    let view = resources.layers()[0].view();
    b.candidates.clear();
    b.firsts.clear();
    b.sights.clear();
    b.open.clear();
    b.memory.prepare(scanned, resources, &mut b.known);
    b.views.clear();
    b.views.extend([EDGE; 2]);
    b.decided.clear();
    b.decided.resize(to - from, None);
    let mut start = Start { tagger, view, scanned, names, from, to, out: &mut b.candidates, title: false, line: false, label: 0 };
    start.title = start.is_title();
    start.line = start.is_line();
    start.label = start.label_end();
    let mut first = true;
    for at in from..to {
        first |= at == begins;
        let begin = start.out.len();
        b.firsts.push(begin as u32);
        let (sight, view) = b.memory.token(&mut start, &mut b.known, at, first);
        b.sights.push(sight);
        b.views.push(view);
        if start.out.len() > begin + 1 {
            b.open.push((at - from) as u32);
        }
        first = start.is_first_after(at, first);
    }
    b.views.extend([EDGE; 2]);
    b.firsts.push(b.candidates.len() as u32);
    // On the second pass words after this one have their new tags: only those near a change are looked at again.
    for second in [false, true] {
        let mut changed = None;
        for &at in &b.open {
            let at = at as usize;
            let candidates = &b.candidates[b.firsts[at] as usize..b.firsts[at + 1] as usize];
            let end = (at + 1 + NEAR).min(b.sights.len());
            let stale = || changed.is_some_and(|c| c + NEAR >= at) || b.sights[at + 1..end].iter().any(|s| s.now != s.first);
            if second && !stale() {
                continue;
            }
            let decided = tagger.fire(&mut b.known, &b.views, &b.sights, at).map(|n| (n, &tagger.rules()[usize::from(n)]));
            let chosen = decided.map(|(_, rule)| rule).map_or_else(|| first_likely(candidates), |rule| choose(rule, candidates));
            let sight = &mut b.sights[at];
            let now = 1 << chosen.tag;
            let lemma = match decided {
                Some((_, rule)) if rule.lemma != 0 => rule.lemma,
                _ => tagger.lemma(sight.row, now),
            };
            let changes = (sight.now, sight.lemma) != (now, lemma);
            if changes {
                changed = Some(at);
                (sight.now, sight.lemma) = (now, lemma);
                b.views[at + 2] = b.known.of(tagger, sight);
            }
            // What a rule decided stays its own as long as no other rule changes it.
            if !second || changes {
                b.decided[at] = decided.map(|(n, rule)| (n, rule.lemma));
            }
        }
    }
    for (at, word) in words[from..to].iter_mut().enumerate() {
        let candidates = &b.candidates[b.firsts[at] as usize..b.firsts[at + 1] as usize];
        if let [only] = candidates {
            *word = Word::of(only.tag, only.reading);
            continue;
        }
        let tag = number(b.sights[at].now);
        let lemma = b.decided[at].map_or(0, |d| d.1);
        let readings = || view.readings_at(scanned.known[from + at].readings);
        let fits = |c: &&Candidate| {
            c.tag == tag && (lemma == 0 || readings().get(usize::from(c.reading)).is_some_and(|r| view.lemma(r) == tagger.word(lemma)))
        };
        let chosen = candidates.iter().find(fits).or_else(|| candidates.iter().find(|c| c.tag == tag));
        *word = Word::of(tag, chosen.map_or(NO_READING, |c| c.reading));
    }
}

fn first_likely(candidates: &[Candidate]) -> Candidate {
    *candidates.iter().find(|c| !c.rare).unwrap_or(&candidates[0])
}

/// The reading that a rule picks: the first likely one with one of its tags, else a rare one that it allows.
fn choose(rule: &TagRule, candidates: &[Candidate]) -> Candidate {
    let likely = candidates.iter().find(|c| !c.rare && rule.pick >> c.tag & 1 == 1);
    let rare = || rule.rare.iter().find_map(|&tag| candidates.iter().find(|c| c.tag == tag));
    likely.or_else(rare).copied().unwrap_or(candidates[0])
}

#[cfg(test)]
mod tests;
