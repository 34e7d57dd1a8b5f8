//! JSON Lines in batches of whole lines, so that memory stays flat and slow input is handed on as it comes.

use super::{BYTE_ORDER_MARK, Batch, Content, too_large};
use crate::article::LARGEST;
use std::io::{self, Read};
use std::sync::Arc;

/// Bytes asked for at once. What one read gives is handed on at once, so `tail -f` loses no time.
const CHUNK: usize = 64 << 10;

/// Longest line: a text of the largest size whose every second byte needs an escape.
const LONGEST: usize = 2 * LARGEST;

/// Rows of a batch that are not blank, with the number of lines and bytes before each.
pub(super) fn rows(bytes: &[u8]) -> impl Iterator<Item = (u64, u64, &[u8])> {
    let mut at = 0;
    bytes
        .split(|&b| b == b'\n')
        .enumerate()
        .map(move |(n, row)| {
            let start = at;
            at += row.len() as u64 + 1;
            (n as u64, start, row)
        })
        .filter(|(_, _, row)| !row.trim_ascii().is_empty())
}

/// Cuts a stream into batches; `false` when nobody wants more.
pub(super) fn batches(reader: &mut dyn Read, path: &Arc<str>, take: &mut dyn FnMut(Batch) -> bool) -> io::Result<bool> {
    let mut position = Position { record: 1, line: 1, byte: 0 };
    let (mut buffer, mut filled, mut skipping) = (Vec::new(), 0, false);
    loop {
        buffer.resize(filled + CHUNK, 0);
        let count = match reader.read(&mut buffer[filled..]) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            other => other?,
        };
        let end = filled + count;
        let last = buffer[filled..end].iter().rposition(|&b| b == b'\n').map(|at| filled + at + 1);
        let cut = if count == 0 { Some(end) } else { last };
        filled = end;
        if let Some(cut) = cut {
            let rest = buffer[cut..filled].to_vec();
            buffer.truncate(cut);
            if skipping {
                let line_end = buffer.iter().position(|&b| b == b'\n').map_or(buffer.len(), |at| at + 1);
                position.pass(&buffer[..line_end], 0);
                buffer.drain(..line_end);
                skipping = false;
            }
            if !buffer.is_empty() && !take(position.batch(path, std::mem::replace(&mut buffer, rest))) {
                return Ok(false);
            }
            filled = buffer.len();
        } else if skipping || filled > LONGEST {
            if !skipping {
                let mut failure = too_large("the line");
                (failure.line, failure.byte) = (Some(position.line), Some(position.byte));
                if !take(Batch { path: path.clone(), content: Content::Failed(failure, Some(position.record)) }) {
                    return Ok(false);
                }
                position.record += 1;
            }
            skipping = true;
            position.byte += filled as u64;
            filled = 0;
        }
        if count == 0 {
            return Ok(true);
        }
    }
}

struct Position {
    record: u64,
    line: u64,
    byte: u64,
}

impl Position {
    fn batch(&mut self, path: &Arc<str>, mut bytes: Vec<u8>) -> Batch {
        if self.byte == 0 && bytes.starts_with(BYTE_ORDER_MARK) {
            bytes.drain(..BYTE_ORDER_MARK.len());
            self.byte = BYTE_ORDER_MARK.len() as u64;
        }
        let (record, line, byte) = (self.record, self.line, self.byte);
        self.pass(&bytes, rows(&bytes).count() as u64);
        Batch { path: path.clone(), content: Content::Lines { bytes, record, line, byte } }
    }

    fn pass(&mut self, bytes: &[u8], records: u64) {
        self.record += records;
        self.line += bytes.iter().filter(|&&b| b == b'\n').count() as u64;
        self.byte += bytes.len() as u64;
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Batch, Item, Options};
    use super::{CHUNK, LONGEST, batches};
    use std::io::{self, Read};
    use std::sync::Arc;

    fn items(reader: &mut dyn Read) -> Vec<Item> {
        let mut found = Vec::new();
        let mut take = |batch: Batch| {
            batch.articles(&Options::default(), &mut |item| found.push(item));
            true
        };
        assert!(batches(reader, &Arc::from("a.jsonl"), &mut take).expect("memory can be read"));
        found
    }

    /// Gives one byte a read.
    struct Slow<'r>(&'r [u8]);

    impl Read for Slow<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let Some((&first, rest)) = self.0.split_first() else { return Ok(0) };
            into[0] = first;
            self.0 = rest;
            Ok(1)
        }
    }

    #[test]
    fn batches_do_not_depend_on_how_much_a_read_gives() {
        let text: String = (1..=900).map(|n| format!("{{\"text\":\"{}\"}}\n\n", "a".repeat(n))).collect();
        let (fast, slow) = (items(&mut text.as_bytes()), items(&mut Slow(text.as_bytes())));
        assert!(text.len() > 3 * CHUNK, "the text fills several batches");
        assert_eq!(fast.len(), 900);
        for (n, (a, b)) in fast.iter().zip(&slow).enumerate() {
            assert_eq!(a.id, format!("a.jsonl#{}", n + 1));
            assert_eq!(a.id, b.id);
            assert_eq!(a.article.as_ref().expect("good").0.text.len(), n + 1);
        }
    }

    #[test]
    fn mistakes_after_a_mark_and_blank_lines_keep_their_place() {
        let found = items(&mut "\u{feff}\n\r\n{\"text\":1}\n{\"text\":\"a\"".as_bytes());
        let places: Vec<_> = found.iter().map(|i| i.article.as_ref().map(|_| ()).map_err(|f| (f.kind.name(), f.line, f.byte))).collect();
        assert_eq!(places, [Err(("field", Some(3), Some(6))), Err(("json", Some(4), Some(27)))]);
    }

    #[test]
    fn a_line_without_end_is_passed_over() {
        let long = io::repeat(b'x').take(LONGEST as u64 + CHUNK as u64 * 3);
        let found = items(&mut "{\"text\":\"a\"}\n".as_bytes().chain(long).chain("\n{\"text\":\"b\"}\n".as_bytes()));
        let kinds: Vec<_> = found.iter().map(|i| i.article.as_ref().map(|a| a.0.id.clone()).map_err(|f| f.kind.name())).collect();
        assert_eq!(kinds, [Ok("a.jsonl#1".into()), Err("size"), Ok("a.jsonl#3".into())]);
    }
}
