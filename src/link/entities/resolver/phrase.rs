//! The phrase of a mention: its title, what stands before that, and the article.

use super::Reader;
use crate::record::{Kind, Mention};
use crate::segment::Upos;

/// Longest phrase in front of a name, in tokens.
const LONGEST: u32 = 40;

impl Reader<'_, '_> {
    /// Where the phrase of a mention begins: its title, what stands before that, and the article.
    pub(super) fn phrase_start(&self, number: usize, from: u32, mentions: &[Mention<'_>]) -> u32 {
        let mut at = mentions[number].tokens.0;
        let from = from.max(at.saturating_sub(LONGEST));
        let mut before = mentions[..number].iter().rev().take(4).peekable();
        while at > from {
            while before.peek().is_some_and(|m| m.tokens.1 > at) {
                before.next();
            }
            let upos = self.segmented.words[at as usize - 1].upos;
            let last = before.peek().map(|m| (m.kind, m.tokens));
            match last.filter(|l| l.1.1 == at) {
                Some((Kind::Date, _)) => break,
                Some((Kind::Role, title)) => at = title.0.max(from),
                _ if matches!(upos, Upos::Adj | Upos::Noun | Upos::Propn | Upos::Det) => at -= 1,
                // `the chairman, Anna Lind`
                _ if last.is_some_and(|l| l.0 == Kind::Role && l.1.1 + 1 == at) && self.scanned.word(at as usize - 1) == "," => at -= 1,
                _ => break,
            }
        }
        at
    }
}
