//! The blob: compiled lists, little-endian, read in place. The same bytes serve embedded, from a file or built in memory.
//!
//! Look-up starts at a token, walks the trie as far as it goes and reports every name that ends on the way, shortest
//! first, one hit a sense. Capitals of a name must be capitals in the text, so `Apple` is not found in `an apple`.

use crate::fold;
use crate::lists::Header;
use std::borrow::Cow;
use std::ops::Range;
use zerocopy::little_endian::{U16, U32, U64};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

mod file;
mod view;

pub use crate::trie::compile;
pub(crate) use file::{Checksum, ROUND};
pub use view::{Alone, First, Hit, Readings, View, is_dot};

pub(crate) const MAGIC: &[u8; 8] = b"copydesk";
pub(crate) const FORMAT: u32 = 4;
pub(crate) const SECTIONS: usize = 9;
/// The last section, so that a program can carry it as text.
const STRINGS: usize = SECTIONS - 1;
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
    /// The next state; above [`STATES`] a bit for the keys of every step that leads on from there.
    next: U32,
}

/// So many states can be told apart.
pub(crate) const STATES: u32 = 1 << 24;

impl Edge {
    pub(crate) fn new(key: u64, state: u32, next: u32, onward: u8) -> Self {
        Edge { key: key.into(), state: state.into(), next: (next | u32::from(onward) << 24).into() }
    }

    /// The bit of a key among those that lead on.
    #[inline]
    pub(crate) fn onward(key: u64) -> u8 {
        1 << (key >> 61)
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
    /// With the bit [`DOT`].
    form_len: U16,
    list: U16,
}

/// Set in the length of a form that ends in a dot.
const DOT: u16 = 1 << 15;

impl Sense {
    pub(crate) fn new(row: u32, row_len: usize, at: u32, form: &str, list: usize, caps: u32) -> Self {
        Sense {
            row: row.into(),
            form: at.into(),
            caps: caps.into(),
            row_len: (row_len as u32).into(),
            form_len: (form.len() as u16 & !DOT | if form.ends_with('.') { DOT } else { 0 }).into(),
            list: (list as u16).into(),
        }
    }

    #[inline]
    fn form_len(&self) -> usize {
        usize::from(self.form_len.get() & !DOT)
    }

    #[inline]
    fn ends_in_dot(&self) -> bool {
        self.form_len.get() & DOT != 0
    }

    #[inline]
    pub(crate) fn caps(&self) -> u32 {
        self.caps.get()
    }

    pub(crate) fn row_at(&self) -> u32 {
        self.row.get()
    }

    /// Number of its list in the blob.
    #[inline]
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

/// A compiled set of lists. What a program carries is used in place.
pub struct Blob {
    edges: Cow<'static, [Edge]>,
    filter: Cow<'static, [U64]>,
    firsts: Cow<'static, [U32]>,
    senses: Cow<'static, [Sense]>,
    words: Cow<'static, [Slot]>,
    readings: Cow<'static, [Reading]>,
    strings: Cow<'static, str>,
    lists: Vec<Header>,
    /// Where the rows of each list stand among the strings.
    rows: Vec<Range<usize>>,
    tags: Vec<String>,
}

/// Where the sections of a blob stand.
fn sections(bytes: &[u8]) -> Result<[Range<usize>; SECTIONS], BlobError> {
    let body = HEAD + SECTIONS * 8;
    if bytes.len() < body || !bytes.starts_with(MAGIC) {
        return Err(BlobError::Magic);
    }
    if word(bytes, 8) != u64::from(FORMAT) | u64::from(fold::VERSION) << 32 {
        return Err(BlobError::Version);
    }
    Ok(std::array::from_fn(|i| {
        let both = word(bytes, HEAD + i * 8);
        let start = body + (both & 0xffff_ffff) as usize;
        start..start + (both >> 32) as usize
    }))
}

/// A section as a table.
fn table<T>(bytes: &'static [u8], section: &Range<usize>) -> Result<Cow<'static, [T]>, BlobError>
where
    T: FromBytes + Immutable + KnownLayout + Unaligned + Clone,
{
    let part = bytes.get(section.clone()).and_then(|part| <[T]>::ref_from_bytes(part).ok());
    part.map(Cow::Borrowed).ok_or(BlobError::Damaged)
}

/// A blob in two parts that a program can carry: tables, and strings as text.
///
/// # Errors
/// When the bytes are no blob of this version.
pub fn split(bytes: &[u8]) -> Result<(&[u8], &str), BlobError> {
    let strings = sections(bytes)?[STRINGS].clone();
    let text = bytes.get(strings.clone()).and_then(|part| std::str::from_utf8(part).ok()).ok_or(BlobError::Damaged)?;
    Ok((&bytes[..strings.start], text))
}

impl Blob {
    /// Opens a blob that this program carries, as [`split`] gave it: only its head is looked at.
    ///
    /// # Errors
    /// When the bytes are no blob of this version.
    pub fn embedded(bytes: &'static [u8], strings: &'static str) -> Result<Self, BlobError> {
        let sections = sections(bytes)?;
        let text = |i: usize| {
            let part = bytes.get(sections[i].clone()).ok_or(BlobError::Damaged)?;
            std::str::from_utf8(part).map_err(|_| BlobError::Damaged)
        };
        let (lists, rows) = text(6)?.lines().map(header).unzip();
        Ok(Blob {
            edges: table(bytes, &sections[0])?,
            filter: table(bytes, &sections[1])?,
            firsts: table(bytes, &sections[2])?,
            senses: table(bytes, &sections[3])?,
            words: table(bytes, &sections[4])?,
            readings: table(bytes, &sections[5])?,
            lists,
            rows,
            tags: text(7)?.split_whitespace().map(String::from).collect(),
            strings: Cow::Borrowed(strings),
        })
    }

    /// Its lists, by number.
    #[inline]
    pub fn lists(&self) -> &[Header] {
        &self.lists
    }

    /// Names of the tags of readings, by number.
    pub fn tags(&self) -> &[String] {
        &self.tags
    }

    /// The blob ready for look-up.
    #[inline]
    pub fn view(&self) -> View<'_> {
        View {
            edges: &self.edges,
            filter: &self.filter,
            firsts: &self.firsts,
            senses: &self.senses,
            words: &self.words,
            readings: &self.readings,
            strings: &self.strings,
            lists: &self.lists,
        }
    }

    /// The rows of a list by its number, in their order; those of a lexicon are not kept.
    pub fn rows(&self, list: usize) -> impl Iterator<Item = &str> {
        self.rows.get(list).and_then(|rows| self.strings.get(rows.clone())).unwrap_or("").lines()
    }
}

fn word(bytes: &[u8], at: usize) -> u64 {
    let mut word = [0; 8];
    word.copy_from_slice(&bytes[at..at + 8]);
    u64::from_le_bytes(word)
}

fn header(line: &str) -> (Header, Range<usize>) {
    let mut cells = line.split('\t').map(String::from);
    let mut next = || cells.next().unwrap_or_default();
    let (id, kind, tier, about, source, licence) = (next(), next(), next(), next(), next(), next());
    let columns = next().split_whitespace().map(String::from).collect();
    let mut place = || next().parse().unwrap_or(0);
    let rows = place()..place();
    (Header { id, kind, about, source, licence, tier, columns }, rows)
}

#[cfg(test)]
mod tests;
