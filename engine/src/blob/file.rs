//! A blob from a file: every byte is read once, into the table where it stays, and summed up on the way.

use super::{Blob, BlobError, HEAD, MAGIC, SECTIONS, STRINGS, header, sections, word};
use std::borrow::Cow;
use std::io::{self, Read};
use zerocopy::{FromBytes, Immutable, IntoBytes};

/// Sections begin at multiples of so many bytes.
pub(crate) const ROUND: usize = 8;

/// A sum over bytes that come in pieces; eight of them are taken at a time.
pub(crate) struct Checksum {
    sum: u64,
    rest: [u8; 8],
    length: usize,
}

impl Default for Checksum {
    fn default() -> Self {
        Checksum { sum: 0x9e37_79b9_7f4a_7c15, rest: [0; 8], length: 0 }
    }
}

impl Checksum {
    const FACTOR: u64 = 0x0000_0100_0000_01b3;

    pub(crate) fn add(&mut self, mut bytes: &[u8]) {
        if self.length > 0 {
            let missing = (8 - self.length).min(bytes.len());
            self.rest[self.length..self.length + missing].copy_from_slice(&bytes[..missing]);
            (self.length, bytes) = (self.length + missing, &bytes[missing..]);
            if self.length < 8 {
                return;
            }
            self.take(u64::from_le_bytes(self.rest));
        }
        let (words, rest) = bytes.as_chunks::<8>();
        words.iter().for_each(|&word| self.take(u64::from_le_bytes(word)));
        self.rest[..rest.len()].copy_from_slice(rest);
        self.length = rest.len();
    }

    #[inline]
    fn take(&mut self, word: u64) {
        self.sum = (self.sum ^ word).wrapping_mul(Self::FACTOR).rotate_left(23);
    }

    pub(crate) fn value(&self) -> u64 {
        self.rest[..self.length].iter().fold(self.sum, |s, &b| (s ^ u64::from(b)).wrapping_mul(Self::FACTOR))
    }
}

/// What is read, with the sum of it.
struct Summed<'r> {
    reader: &'r mut dyn Read,
    sum: Checksum,
}

impl Summed<'_> {
    fn bytes(&mut self, length: usize) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; length];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    /// Fills a section's place, and goes past what rounds it up.
    fn fill(&mut self, bytes: &mut [u8]) -> io::Result<()> {
        self.reader.read_exact(bytes)?;
        self.sum.add(bytes);
        let mut more = [0; ROUND];
        let more = &mut more[..bytes.len().next_multiple_of(ROUND) - bytes.len()];
        self.reader.read_exact(more)?;
        self.sum.add(more);
        Ok(())
    }

    /// The bytes as rows of a table; `None` when they are no whole number of rows.
    fn table<T: FromBytes + IntoBytes + Immutable + Clone>(&mut self, length: usize) -> io::Result<Option<Cow<'static, [T]>>> {
        if !length.is_multiple_of(size_of::<T>()) {
            return Ok(None);
        }
        let mut table = vec![T::new_zeroed(); length / size_of::<T>()];
        self.fill(table.as_mut_slice().as_mut_bytes())?;
        Ok(Some(Cow::Owned(table)))
    }
}

impl Blob {
    /// Opens a blob from elsewhere, of so many bytes; all of it is checked.
    ///
    /// # Errors
    /// When reading fails; and when the bytes are no blob of this version, or damaged.
    pub fn read(reader: &mut dyn Read, size: u64) -> io::Result<Result<Self, BlobError>> {
        let mut begin = [0; HEAD + SECTIONS * 8];
        if size < begin.len() as u64 {
            return Ok(Err(BlobError::Magic));
        }
        reader.read_exact(&mut begin)?;
        let sections = match sections(&begin) {
            Ok(sections) => sections,
            Err(error) => return Ok(Err(error)),
        };
        let mut end = begin.len();
        let follow = sections.iter().all(|s| std::mem::replace(&mut end, s.end.next_multiple_of(ROUND)) == s.start);
        if !follow || end as u64 != size {
            return Ok(Err(BlobError::Damaged));
        }
        let mut from = Summed { reader, sum: Checksum::default() };
        from.sum.add(&begin[HEAD..]);
        let (edges, filter, firsts) = (from.table(sections[0].len())?, from.table(sections[1].len())?, from.table(sections[2].len())?);
        let (senses, words, readings) = (from.table(sections[3].len())?, from.table(sections[4].len())?, from.table(sections[5].len())?);
        let (headers, tags) = (from.bytes(sections[6].len())?, from.bytes(sections[7].len())?);
        let strings = from.bytes(sections[STRINGS].len())?;
        if from.sum.value() != word(&begin, 16) {
            return Ok(Err(BlobError::Damaged));
        }
        let blob = || {
            let (lists, rows) = std::str::from_utf8(&headers).ok()?.lines().map(header).unzip();
            Some(Blob {
                edges: edges?,
                filter: filter?,
                firsts: firsts?,
                senses: senses?,
                words: words?,
                readings: readings?,
                strings: Cow::Owned(String::from_utf8(strings).ok()?),
                lists,
                rows,
                tags: std::str::from_utf8(&tags).ok()?.split_whitespace().map(String::from).collect(),
            })
        };
        Ok(blob().ok_or(BlobError::Damaged))
    }

    /// Opens a blob that is in memory; all of it is checked.
    ///
    /// # Errors
    /// When the bytes are no blob of this version, or damaged.
    pub fn checked(bytes: &[u8]) -> Result<Self, BlobError> {
        if !bytes.starts_with(MAGIC) {
            return Err(BlobError::Magic);
        }
        Self::read(&mut &*bytes, bytes.len() as u64).unwrap_or(Err(BlobError::Damaged))
    }
}

#[cfg(test)]
mod tests {
    use super::Checksum;

    #[test]
    fn pieces_have_the_sum_of_the_whole() {
        let bytes: Vec<u8> = (0..100u8).map(|n| n.wrapping_mul(7)).collect();
        let mut whole = Checksum::default();
        whole.add(&bytes);
        for size in 1..30 {
            let mut pieces = Checksum::default();
            bytes.chunks(size).for_each(|piece| pieces.add(piece));
            assert_eq!(pieces.value(), whole.value(), "pieces of {size}");
        }
    }
}
