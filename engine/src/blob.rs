//! The blob: compiled lists, little-endian, read in place. The same bytes serve embedded, from a file or built in memory.
//!
//! Look-up starts at a token, walks the trie as far as it goes and reports every name that ends on the way, shortest
//! first, one hit a sense. Capitals of a name must be capitals in the text, so `Apple` is not found in `an apple`.

use crate::fold;
use crate::lists::Header;
use crate::tokens::{Shape, Token};
use crate::trie::{LONGEST, is_skipped};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use zerocopy::little_endian::{U16, U32, U64};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

pub use crate::trie::compile;

pub(crate) const MAGIC: &[u8; 8] = b"copydesk";
pub(crate) const FORMAT: u32 = 1;
pub(crate) const SECTIONS: usize = 9;
pub(crate) const EMPTY: u64 = 0;
const HEAD: usize = 24;

/// Flags of a reading.
pub(crate) const RARE: u8 = 1;
pub(crate) const LEMMA_CAPITAL: u8 = 1 << 1;
pub(crate) const LEMMA_DOTTED: u8 = 1 << 2;

/// One step of the trie.
#[derive(Clone, Copy, Default, FromBytes, IntoBytes, KnownLayout, Immutable, Unaligned)]
#[repr(C)]
pub(crate) struct Edge {
    key: U64,
    state: U32,
    next: U32,
}

impl Edge {
    pub(crate) fn new(key: u64, state: u32, next: u32) -> Self {
        Edge { key: key.into(), state: state.into(), next: next.into() }
    }

    pub(crate) fn key(&self) -> u64 {
        self.key.get()
    }

    #[inline]
    pub(crate) fn slot(state: u32, key: u64, slots: usize) -> usize {
        let mixed = (key ^ u64::from(state).wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xd6e8_feb8_6659_fd93);
        (((mixed >> 32) * slots as u64) >> 32) as usize
    }
}

impl Edge {
    /// The slot to try after a full one.
    #[inline]
    pub(crate) fn next_slot(at: usize, slots: usize) -> usize {
        if at + 1 == slots { 0 } else { at + 1 }
    }
}

/// One sense of a name: a row of a list.
#[derive(Clone, Copy, FromBytes, IntoBytes, KnownLayout, Immutable, Unaligned)]
#[repr(C)]
pub struct Sense {
    row: U32,
    form: U32,
    caps: U32,
    row_len: U32,
    form_len: U16,
    list: U16,
}

impl Sense {
    pub(crate) fn new(row: u32, row_len: usize, form: u32, form_len: usize, list: usize, caps: u32) -> Self {
        Sense {
            row: row.into(),
            form: form.into(),
            caps: caps.into(),
            row_len: (row_len as u32).into(),
            form_len: (form_len as u16).into(),
            list: (list as u16).into(),
        }
    }

    pub(crate) fn caps(&self) -> u32 {
        self.caps.get()
    }

    pub(crate) fn row_at(&self) -> u32 {
        self.row.get()
    }

    /// Number of its list in the blob.
    pub fn list(&self) -> usize {
        usize::from(self.list.get())
    }
}

/// One reading of a word.
#[derive(Clone, Copy, FromBytes, IntoBytes, KnownLayout, Immutable, Unaligned)]
#[repr(C)]
pub struct Reading {
    lemma: U32,
    lemma_len: U16,
    /// Number of its tag among [`Blob::tags`].
    pub tag: u8,
    flags: u8,
}

impl Reading {
    pub(crate) fn new(lemma: u32, lemma_len: usize, tag: u8, flags: u8) -> Self {
        Reading { lemma: lemma.into(), lemma_len: (lemma_len as u16).into(), tag, flags }
    }

    /// Whether the word is seldom used so.
    #[inline]
    pub fn is_rare(&self) -> bool {
        self.flags & RARE != 0
    }

    /// Whether its lemma begins with a capital.
    #[inline]
    pub fn is_capital(&self) -> bool {
        self.flags & LEMMA_CAPITAL != 0
    }

    /// Whether its lemma holds a dot (`a.m.`).
    #[inline]
    pub fn is_dotted(&self) -> bool {
        self.flags & LEMMA_DOTTED != 0
    }
}

#[derive(Clone, Copy, Default, FromBytes, IntoBytes, KnownLayout, Immutable, Unaligned)]
#[repr(C)]
pub(crate) struct Slot {
    key: U64,
    first: U32,
    count: U16,
    form_len: U16,
    form: U32,
}

impl Slot {
    pub(crate) fn new(key: u64, first: u32, count: usize, form: u32, form_len: usize) -> Self {
        Slot { key: key.into(), first: first.into(), count: (count as u16).into(), form: form.into(), form_len: (form_len as u16).into() }
    }

    pub(crate) fn key(&self) -> u64 {
        self.key.get()
    }
}

/// Why bytes are no blob.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BlobError {
    /// Not made by `gazetteers compile`.
    #[error("not a compiled gazetteer")]
    Magic,
    /// Made by another version.
    #[error("compiled by another version of copydesk; compile it again")]
    Version,
    /// Bytes were changed or lost.
    #[error("the file is damaged (its checksum does not fit)")]
    Damaged,
}

pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    let (mut sum, mut chunks) = (0x9e37_79b9_7f4a_7c15u64, bytes.chunks_exact(8));
    for chunk in &mut chunks {
        let word = u64::from_le_bytes([chunk[0], chunk[1], chunk[2], chunk[3], chunk[4], chunk[5], chunk[6], chunk[7]]);
        sum = (sum ^ word).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(23);
    }
    chunks.remainder().iter().fold(sum, |s, &b| (s ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// A compiled set of lists.
pub struct Blob {
    bytes: Cow<'static, [u8]>,
    sections: [Range<usize>; SECTIONS],
    lists: Vec<Header>,
    tags: Vec<String>,
}

impl Blob {
    /// Opens a blob that this program carries: only its head is looked at.
    ///
    /// # Errors
    /// When the bytes are no blob of this version.
    pub fn embedded(bytes: &'static [u8]) -> Result<Self, BlobError> {
        Self::open(Cow::Borrowed(bytes))
    }

    /// Opens a blob from elsewhere; all of it is checked.
    ///
    /// # Errors
    /// When the bytes are no blob of this version, or damaged.
    pub fn checked(bytes: Vec<u8>) -> Result<Self, BlobError> {
        if bytes.len() > HEAD && bytes.starts_with(MAGIC) && checksum(&bytes[HEAD..]) != word(&bytes, 16) {
            return Err(BlobError::Damaged);
        }
        Self::open(Cow::Owned(bytes))
    }

    fn open(bytes: Cow<'static, [u8]>) -> Result<Self, BlobError> {
        let body = HEAD + SECTIONS * 8;
        if bytes.len() < body || !bytes.starts_with(MAGIC) {
            return Err(BlobError::Magic);
        }
        if word(&bytes, 8) != u64::from(FORMAT) | u64::from(fold::VERSION) << 32 {
            return Err(BlobError::Version);
        }
        let mut sections: [Range<usize>; SECTIONS] = std::array::from_fn(|_| 0..0);
        for (i, section) in sections.iter_mut().enumerate() {
            let both = word(&bytes, HEAD + i * 8);
            let start = body + (both & 0xffff_ffff) as usize;
            *section = start..start + (both >> 32) as usize;
            if section.end > bytes.len() {
                return Err(BlobError::Damaged);
            }
        }
        let text = |i: usize| std::str::from_utf8(&bytes[sections[i].clone()]).map_err(|_| BlobError::Damaged);
        let lists = text(7)?.lines().map(header).collect();
        let tags = text(8)?.split_whitespace().map(String::from).collect();
        Ok(Blob { bytes, sections, lists, tags })
    }

    /// Its lists, by number.
    pub fn lists(&self) -> &[Header] {
        &self.lists
    }

    /// Names of the tags of readings, by number.
    pub fn tags(&self) -> &[String] {
        &self.tags
    }

    /// Number of bytes.
    pub fn size(&self) -> usize {
        self.bytes.len()
    }

    /// The bytes that [`Blob::checked`] opens again.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The blob ready for look-up.
    pub fn view(&self) -> View<'_> {
        let part = |i: usize| &self.bytes[self.sections[i].clone()];
        View {
            edges: <[Edge]>::ref_from_bytes(part(0)).unwrap_or_default(),
            filter: <[U64]>::ref_from_bytes(part(1)).unwrap_or_default(),
            firsts: <[U32]>::ref_from_bytes(part(2)).unwrap_or_default(),
            senses: <[Sense]>::ref_from_bytes(part(3)).unwrap_or_default(),
            strings: part(4),
            words: <[Slot]>::ref_from_bytes(part(5)).unwrap_or_default(),
            readings: <[Reading]>::ref_from_bytes(part(6)).unwrap_or_default(),
            lists: &self.lists,
        }
    }
}

fn word(bytes: &[u8], at: usize) -> u64 {
    let mut word = [0; 8];
    word.copy_from_slice(&bytes[at..at + 8]);
    u64::from_le_bytes(word)
}

fn header(line: &str) -> Header {
    let mut cells = line.split('\t').map(String::from);
    let mut next = || cells.next().unwrap_or_default();
    let (id, kind, tier, about, source, licence) = (next(), next(), next(), next(), next(), next());
    let columns = next().split_whitespace().map(String::from).collect();
    Header { id, kind, about, source, licence, tier, columns }
}

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

/// A blob's tables, borrowed for look-up.
#[derive(Clone, Copy)]
pub struct View<'b> {
    edges: &'b [Edge],
    filter: &'b [U64],
    firsts: &'b [U32],
    senses: &'b [Sense],
    strings: &'b [u8],
    words: &'b [Slot],
    readings: &'b [Reading],
    lists: &'b [Header],
}

impl<'b> View<'b> {
    #[inline]
    fn edge(&self, state: u32, key: u64) -> Option<u32> {
        let mut at = Edge::slot(state, key, self.edges.len());
        loop {
            let edge = &self.edges[at];
            if edge.key.get() == key && edge.state.get() == state {
                return Some(edge.next.get());
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
        let key = tokens[at].key;
        let bit = key as usize & (self.filter.len() * 64 - 1);
        if self.filter.is_empty() || self.filter[bit / 64].get() >> (bit % 64) & 1 == 0 {
            return;
        }
        self.walk(text, tokens, at, layer, out);
    }

    fn walk(&self, text: &str, tokens: &[Token], at: usize, layer: u16, out: &mut Vec<Hit>) {
        let (mut state, mut i, mut count) = (0, at, 0);
        let mut passed = [0usize; LONGEST];
        while count < LONGEST {
            let Some(next) = self.edge(state, tokens[i].key) else { return };
            state = next;
            passed[count] = i;
            count += 1;
            i += 1;
            if (state as usize) < self.firsts.len() - 1 {
                self.report(text, tokens, &passed[..count], state, layer, out);
            }
            if i < tokens.len() && is_skipped(text, Some(&tokens[i - 1]), &tokens[i]) {
                i += 1;
            }
            if i >= tokens.len() || tokens[i].is(Shape::PARAGRAPH_BEFORE) {
                return;
            }
        }
    }

    fn report(&self, text: &str, tokens: &[Token], passed: &[usize], state: u32, layer: u16, out: &mut Vec<Hit>) {
        let range = self.firsts[state as usize].get() as usize..self.firsts[state as usize + 1].get() as usize;
        let mut caps = 0u32;
        for (n, &i) in passed.iter().enumerate() {
            if tokens[i].is(Shape::CAPITAL) {
                caps |= 1 << n;
            }
            if tokens[i].is(Shape::ALL_CAPS) {
                caps |= 1 << (LONGEST + n);
            }
        }
        let (first, last) = (passed[0], passed[passed.len() - 1]);
        for (n, sense) in self.senses[range.clone()].iter().enumerate() {
            let form = self.string(sense.form.get(), usize::from(sense.form_len.get()));
            if sense.caps() & !caps != 0 || !same_letters(form, &text[tokens[first].start as usize..tokens[last].end as usize]) {
                continue;
            }
            let dotted = form.ends_with('.') && !tokens[last].is(Shape::DOTTED);
            let takes_dot = dotted && tokens.get(last + 1).is_some_and(|t| t.is_tight() && t.text(text) == ".");
            out.push(Hit {
                start: first as u32,
                end: (last + 1 + usize::from(takes_dot)) as u32,
                sense: (range.start + n) as u32,
                list: sense.list.get(),
                layer,
            });
        }
    }

    fn string(&self, at: u32, len: usize) -> &'b str {
        std::str::from_utf8(&self.strings[at as usize..at as usize + len]).unwrap_or("")
    }

    /// Numbers of all senses: one a form of a row.
    pub fn senses(&self) -> Range<u32> {
        0..self.senses.len() as u32
    }

    /// The name as its list writes it.
    pub fn name(&self, sense: u32) -> &'b str {
        self.row(sense).split('\t').next().unwrap_or("")
    }

    /// The whole row of a sense, cells separated by tabs.
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

    /// Every sense of every name, in the order of their rows: the list's number and the row.
    pub fn rows(&self) -> impl Iterator<Item = (usize, &'b str)> {
        let view = *self;
        self.senses.iter().map(move |s| (s.list(), view.string(s.row.get(), s.row_len.get() as usize)))
    }

    /// The readings of a word by its key, most likely first.
    #[inline]
    pub fn readings(&self, key: u64) -> &'b [Reading] {
        if self.words.is_empty() {
            return &[];
        }
        let mut at = Edge::slot(0, key, self.words.len());
        loop {
            let slot = &self.words[at];
            if slot.key.get() == key {
                let first = slot.first.get() as usize;
                return &self.readings[first..first + usize::from(slot.count.get())];
            }
            if slot.key.get() == EMPTY {
                return &[];
            }
            at = Edge::next_slot(at, self.words.len());
        }
    }

    /// The lemma of a reading.
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

/// Whether a form and a stretch of text have the same letters and digits, folded.
fn same_letters(form: &str, text: &str) -> bool {
    if form.is_ascii() && text.is_ascii() {
        let letters = |s: &'_ str| s.bytes().filter(u8::is_ascii_alphanumeric).map(|b| b.to_ascii_lowercase()).collect::<Vec<_>>();
        return form.eq_ignore_ascii_case(text) || letters(form) == letters(text) || form.contains('&') != text.contains('&');
    }
    let letters = |s: &str| fold::folded(s).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    letters(form) == letters(text) || form.contains('&') != text.contains('&')
}

#[cfg(test)]
mod tests;
