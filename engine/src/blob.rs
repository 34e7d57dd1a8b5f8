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

mod view;

pub use crate::trie::compile;
pub use view::{Hit, View};

pub(crate) const MAGIC: &[u8; 8] = b"copydesk";
pub(crate) const FORMAT: u32 = 2;
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
    strings: Cow<'static, str>,
    lists: Vec<Header>,
    tags: Vec<String>,
}

impl Blob {
    /// Opens a blob that this program carries, as [`Blob::parts`] gave it: only its head is looked at.
    ///
    /// # Errors
    /// When the bytes are no blob of this version.
    pub fn embedded(bytes: &'static [u8], strings: &'static str) -> Result<Self, BlobError> {
        Self::open(Cow::Borrowed(bytes), Some(Cow::Borrowed(strings)))
    }

    /// Opens a blob from elsewhere; all of it is checked.
    ///
    /// # Errors
    /// When the bytes are no blob of this version, or damaged.
    pub fn checked(bytes: Vec<u8>) -> Result<Self, BlobError> {
        if bytes.len() > HEAD && bytes.starts_with(MAGIC) && checksum(&bytes[HEAD..]) != word(&bytes, 16) {
            return Err(BlobError::Damaged);
        }
        Self::open(Cow::Owned(bytes), None)
    }

    /// `strings` are the last part, if it stands elsewhere.
    fn open(mut bytes: Cow<'static, [u8]>, strings: Option<Cow<'static, str>>) -> Result<Self, BlobError> {
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
            if section.end > bytes.len() && !(i + 1 == SECTIONS && strings.is_some()) {
                return Err(BlobError::Damaged);
            }
        }
        let text = |i: usize| std::str::from_utf8(&bytes[sections[i].clone()]).map_err(|_| BlobError::Damaged);
        let lists = text(6)?.lines().map(header).collect();
        let tags = text(7)?.split_whitespace().map(String::from).collect();
        let strings = match strings {
            Some(strings) => strings,
            None => {
                let all = bytes.to_mut();
                let strings = String::from_utf8(all[sections[STRINGS].clone()].to_vec()).map_err(|_| BlobError::Damaged)?;
                all.truncate(sections[STRINGS].start);
                Cow::Owned(strings)
            }
        };
        Ok(Blob { bytes, sections, strings, lists, tags })
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
        self.bytes.len() + self.strings.len()
    }

    /// The bytes that [`Blob::checked`] opens again, in two parts: tables, then strings.
    pub fn parts(&self) -> (&[u8], &str) {
        (&self.bytes, &self.strings)
    }

    /// The blob ready for look-up.
    #[inline]
    pub fn view(&self) -> View<'_> {
        let part = |i: usize| &self.bytes[self.sections[i].clone()];
        View {
            edges: <[Edge]>::ref_from_bytes(part(0)).unwrap_or_default(),
            filter: <[U64]>::ref_from_bytes(part(1)).unwrap_or_default(),
            firsts: <[U32]>::ref_from_bytes(part(2)).unwrap_or_default(),
            senses: <[Sense]>::ref_from_bytes(part(3)).unwrap_or_default(),
            words: <[Slot]>::ref_from_bytes(part(4)).unwrap_or_default(),
            readings: <[Reading]>::ref_from_bytes(part(5)).unwrap_or_default(),
            strings: &self.strings,
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

#[cfg(test)]
mod tests;
