//! Look-up: the blob's tables, borrowed.

use super::{EMPTY, Edge, Reading, STATES, Sense, Slot};
use crate::fold;
use crate::lists::Header;
use crate::tokens::{Shape, Token};
use crate::trie::{LONGEST, is_skipped};
use std::collections::HashMap;
use std::ops::Range;
use zerocopy::little_endian::{U32, U64};

/// A name found in a text, in one of its senses.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hit {
    /// First token.
    pub start: u32,
    /// Token after the last.
    pub end: u32,
    /// Number of the sense in its blob.
    pub sense: u32,
    /// Number of its list in its blob.
    pub list: u16,
    /// Number of its blob, set by the caller that has several.
    pub layer: u16,
}

/// What a blob knows of names that begin with a word.
#[derive(Clone, Copy, Default, Debug)]
pub struct First {
    state: u32,
    /// Senses of the word alone.
    senses: (u32, u32),
    onward: u8,
    /// Names begin with the word at all.
    some: bool,
}

/// A name that is one word.
#[derive(Clone, Copy, Debug)]
pub struct Alone {
    /// Number of the sense in its blob.
    pub sense: u32,
    /// Number of its list in its blob.
    pub list: u16,
    /// It takes a dot with it that stands right behind the word.
    pub dotted: bool,
}

/// Where the readings of a word stand.
#[derive(Clone, Copy, Default, Debug)]
pub struct Readings {
    first: u32,
    count: u16,
}

/// A blob's tables, borrowed for look-up.
#[derive(Clone, Copy)]
pub struct View<'b> {
    pub(super) edges: &'b [Edge],
    pub(super) filter: &'b [U64],
    pub(super) firsts: &'b [U32],
    pub(super) senses: &'b [Sense],
    pub(super) strings: &'b str,
    pub(super) words: &'b [Slot],
    pub(super) readings: &'b [Reading],
    pub(super) lists: &'b [Header],
}

impl<'b> View<'b> {
    /// The state that a key leads to, and the bits of the keys that lead on.
    #[inline]
    fn edge(&self, state: u32, key: u64) -> Option<(u32, u8)> {
        let mut at = Edge::slot(state, key, self.edges.len());
        loop {
            let edge = &self.edges[at];
            if edge.key.get() == key && edge.state.get() == state {
                let next = edge.next.get();
                return Some((next & (STATES - 1), (next >> 24) as u8));
            }
            if edge.key.get() == EMPTY {
                return None;
            }
            at = Edge::next_slot(at, self.edges.len());
        }
    }

    /// Adds every name that begins at token `at`, shortest first. A name never goes past a blank line.
    #[inline]
    pub fn look_up(&self, text: &str, tokens: &[Token], at: usize, layer: u16, out: &mut Vec<Hit>) {
        let first = self.first(tokens[at].key);
        if first.some {
            self.report(text, tokens, &[at], first.senses.0 as usize..first.senses.1 as usize, layer, out);
            self.longer(&first, text, tokens, at, layer, out);
        }
    }

    /// What is known of names that begin with the word of this key.
    pub fn first(&self, key: u64) -> First {
        let bit = key as usize & (self.filter.len() * 64).wrapping_sub(1);
        if self.filter.get(bit / 64).is_none_or(|bits| bits.get() >> (bit % 64) & 1 == 0) {
            return First::default();
        }
        self.edge(0, key).map_or_else(First::default, |(state, onward)| {
            let senses = self.senses_of(state).map_or((0, 0), |r| (r.start as u32, r.end as u32));
            First { state, senses, onward, some: true }
        })
    }

    /// Adds the names that are a token alone, with what is known of its word.
    pub fn alone(&self, first: &First, text: &str, token: &Token, out: &mut Vec<Alone>) {
        let caps = u32::from(token.is(Shape::CAPITAL)) | u32::from(token.is(Shape::ALL_CAPS)) << LONGEST;
        let senses = first.senses.0 as usize..first.senses.1 as usize;
        for (sense, n) in self.fitting(senses, caps, token.text(text)) {
            out.push(Alone { sense: n, list: sense.list.get(), dotted: sense.ends_in_dot() && !token.is(Shape::DOTTED) });
        }
    }

    fn senses_of(&self, state: u32) -> Option<Range<usize>> {
        let [from, to] = self.firsts.get(state as usize..state as usize + 2)? else { return None };
        Some(from.get() as usize..to.get() as usize)
    }

    /// Adds the names of several words that begin at a token, with what is known of the first.
    #[inline]
    pub fn longer(&self, first: &First, text: &str, tokens: &[Token], at: usize, layer: u16, out: &mut Vec<Hit>) {
        let leads = |next: &Token| first.onward & Edge::onward(next.key) != 0 || next.is_tight();
        if first.onward != 0 && tokens.get(at + 1).is_some_and(leads) {
            self.walk(first, text, tokens, at, layer, out);
        }
    }

    fn walk(&self, first: &First, text: &str, tokens: &[Token], at: usize, layer: u16, out: &mut Vec<Hit>) {
        let (mut state, mut onward, mut i, mut count) = (first.state, first.onward, at, 1);
        let mut passed = [0usize; LONGEST];
        passed[0] = at;
        while count < LONGEST && onward != 0 {
            i += 1;
            if i < tokens.len() && is_skipped(text, Some(&tokens[i - 1]), &tokens[i]) {
                i += 1;
            }
            if i >= tokens.len() || tokens[i].is(Shape::PARAGRAPH_BEFORE) {
                return;
            }
            let key = tokens[i].key;
            if onward & Edge::onward(key) == 0 {
                return;
            }
            let Some(next) = self.edge(state, key) else { return };
            (state, onward) = next;
            passed[count] = i;
            count += 1;
            if let Some(senses) = self.senses_of(state) {
                self.report(text, tokens, &passed[..count], senses, layer, out);
            }
        }
    }

    fn report(&self, text: &str, tokens: &[Token], passed: &[usize], senses: Range<usize>, layer: u16, out: &mut Vec<Hit>) {
        if senses.is_empty() {
            return;
        }
        let mut caps = 0u32;
        for (n, &i) in passed.iter().enumerate() {
            caps |= u32::from(tokens[i].is(Shape::CAPITAL)) << n | u32::from(tokens[i].is(Shape::ALL_CAPS)) << (LONGEST + n);
        }
        let (first, last) = (passed[0], passed[passed.len() - 1]);
        let surface = &text[tokens[first].start as usize..tokens[last].end as usize];
        for (sense, n) in self.fitting(senses, caps, surface) {
            let dotted = sense.ends_in_dot() && !tokens[last].is(Shape::DOTTED);
            let takes_dot = dotted && is_dot(text, tokens, last + 1);
            out.push(Hit { start: first as u32, end: (last + 1 + usize::from(takes_dot)) as u32, sense: n, list: sense.list.get(), layer });
        }
    }

    /// Those of some senses of one name that fit its capitals in a text.
    fn fitting<'v>(&'v self, senses: Range<usize>, caps: u32, surface: &'v str) -> impl Iterator<Item = (&'b Sense, u32)> + 'v {
        let mut known = false;
        self.senses[senses.clone()].iter().zip(senses.start as u32..).filter(move |(sense, _)| {
            if sense.caps() & !caps != 0 {
                return false;
            }
            // All senses here have the same folded words, so that one comparison tells that keys did not collide.
            if !known {
                let form = self.string(sense.form.get(), sense.form_len());
                known = form.eq_ignore_ascii_case(surface) || same_letters(form, surface);
            }
            known
        })
    }

    #[inline]
    fn string(&self, at: u32, len: usize) -> &'b str {
        self.strings.get(at as usize..at as usize + len).unwrap_or("")
    }

    /// Numbers of all senses: one a form of a row.
    pub fn senses(&self) -> Range<u32> {
        0..self.senses.len() as u32
    }

    /// The name as its list writes it.
    #[inline]
    pub fn name(&self, sense: u32) -> &'b str {
        self.row(sense).split('\t').next().unwrap_or("")
    }

    /// The whole row of a sense, cells separated by tabs.
    #[inline]
    pub fn row(&self, sense: u32) -> &'b str {
        let sense = &self.senses[sense as usize];
        self.string(sense.row_at(), sense.row_len.get() as usize)
    }

    /// Number of the list of a sense.
    pub fn number(&self, sense: u32) -> usize {
        self.senses[sense as usize].list()
    }

    /// The list of a sense.
    pub fn list(&self, sense: u32) -> &'b Header {
        &self.lists[self.senses[sense as usize].list()]
    }

    /// A cell of a sense's row, unless it is empty.
    pub fn cell(&self, sense: u32, column: &str) -> Option<&'b str> {
        let at = self.list(sense).column(column)?;
        self.row(sense).split('\t').nth(at).filter(|c| !c.is_empty())
    }

    /// The readings of a word by its key, most likely first.
    #[inline]
    pub fn readings(&self, key: u64) -> &'b [Reading] {
        self.readings_at(self.readings_of(key))
    }

    /// The readings at a place.
    #[inline]
    pub fn readings_at(&self, at: Readings) -> &'b [Reading] {
        &self.readings[at.first as usize..at.first as usize + usize::from(at.count)]
    }

    /// Where the readings of a word stand, by its key.
    #[inline]
    pub fn readings_of(&self, key: u64) -> Readings {
        if self.words.is_empty() {
            return Readings::default();
        }
        let mut at = Edge::slot(0, key, self.words.len());
        loop {
            let slot = &self.words[at];
            if slot.key.get() == key {
                return Readings { first: slot.first.get(), count: slot.count.get() };
            }
            if slot.key.get() == EMPTY {
                return Readings::default();
            }
            at = Edge::next_slot(at, self.words.len());
        }
    }

    /// The lemma of a reading.
    #[inline]
    pub fn lemma(&self, reading: &Reading) -> &'b str {
        self.string(reading.lemma.get(), usize::from(reading.lemma_len.get()))
    }

    /// Every word's form with its readings, in no particular order.
    pub fn words(&self) -> impl Iterator<Item = (&'b str, &'b [Reading])> {
        let view = *self;
        self.words.iter().filter(|s| s.key() != EMPTY).map(move |s| {
            let first = s.first.get() as usize;
            (view.string(s.form.get(), usize::from(s.form_len.get())), &view.readings[first..first + usize::from(s.count.get())])
        })
    }

    /// Inflected forms by lemma, sorted.
    pub fn forms(&self) -> HashMap<&'b str, Vec<&'b str>> {
        let mut forms: HashMap<&str, Vec<&str>> = HashMap::new();
        for (form, readings) in self.words() {
            for reading in readings {
                let of_lemma = forms.entry(self.lemma(reading)).or_default();
                if !of_lemma.contains(&form) {
                    of_lemma.push(form);
                }
            }
        }
        forms.values_mut().for_each(|f| f.sort_unstable());
        forms
    }
}

/// Whether a full stop stands right behind the token before.
#[inline]
pub fn is_dot(text: &str, tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|t| t.is_tight() && t.text(text) == ".")
}

/// Whether a form and a stretch of text have the same letters and digits, folded.
fn same_letters(form: &str, text: &str) -> bool {
    let other = form.contains('&') != text.contains('&');
    if form.is_ascii() && text.is_ascii() {
        let letters = |s: &'_ str| s.bytes().filter(u8::is_ascii_alphanumeric).map(|b| b.to_ascii_lowercase()).collect::<Vec<_>>();
        return other || letters(form) == letters(text);
    }
    let letters = |s: &str| fold::folded(s).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    other || letters(form) == letters(text)
}
