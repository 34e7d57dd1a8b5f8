//! Walks over capitalised words: runs of them, what joins them, prepositions and possessives between them, and the heads of
//! bodies' names that they end in.

use super::{Context, Sets, bit};
use crate::segment::Upos;

/// Joints between the things that a body is for.
pub(super) const JOINTS: u64 = bit::AND | bit::AMPERSAND | bit::COMMA;
/// Most joints or prepositions that a name is followed over.
const STEPS: usize = 6;

impl Context<'_> {
    /// Whether a token is a word that carries a name. Small words do not where they begin a sentence.
    #[inline]
    pub(super) fn carries(&self, at: usize) -> bool {
        let word = self.word(at);
        word & bit::WORD != 0
            && word & (bit::CAPITAL | bit::INNER_CAPITAL) != 0
            && word & bit::WEEKDAY == 0
            && (word & bit::FUNCTION == 0
                || word & (bit::DOTTED | bit::ALL_CAPS) != 0
                || (at > 0 && word & bit::CONNECTOR == 0 && self.word(at - 1) & (JOINTS | bit::BEHIND_HEAD) != 0))
    }

    /// Whether a token is the head of a body's name.
    #[inline]
    pub(super) fn is_head(&self, at: usize) -> bool {
        self.word(at) & bit::BODY_HEAD != 0 && self.carries(at)
    }

    /// Whether a token is a small word of another language within a name (`de`, `und`).
    pub(super) fn is_foreign_link(&self, at: usize) -> bool {
        let word = self.word(at);
        word & (bit::CONNECTOR | bit::PARTICLE) != 0
            && word & (bit::FUNCTION | bit::CAPITAL | bit::BEHIND_HEAD | JOINTS) == 0
            && word & bit::WORD != 0
    }

    /// Whether a span is a place whose own something follows: `blamed the government for | Lom | 's debts`.
    pub(super) fn is_place_possessor(&self, start: usize, end: usize) -> bool {
        self.is_possessive(end) && self.classes.is_place(self.scanned, start, end)
    }

    /// Whether a role or a nationality ends before a token: no part of the body's name.
    pub(super) fn stands_apart(&self, start: usize, sets: &Sets) -> bool {
        sets.bits(self.marks.ending(start)) & (bit::ROLE | bit::NATIONALITY) != 0
    }

    /// Whether a hyphen or a possessive joins two words that carry a name.
    pub(super) fn is_tight_joint(&self, at: usize) -> bool {
        let dash = self.word(at) & (bit::DASH | bit::SPACE_BEFORE) == bit::DASH && self.word(at + 1) & bit::SPACE_BEFORE == 0;
        (dash || self.is_possessive(at)) && self.carries(at + 1)
    }

    /// Whether a token makes a possessor of the word before it.
    pub(super) fn is_possessive(&self, at: usize) -> bool {
        let word = self.word(at);
        let plural = || at > 0 && self.scanned.word(at - 1).ends_with('s') && self.word(at + 1) & bit::SPACE_BEFORE != 0;
        word & bit::SPACE_BEFORE == 0 && (word & bit::CLITIC != 0 || (word & bit::QUOTE != 0 && plural()))
    }

    /// Whether those whom a body is for (`Fishermen | ' | Union`) stand before a possessive: common words, and no body.
    pub(super) fn is_for(&self, possessive: usize) -> bool {
        let before = possessive.wrapping_sub(1);
        self.is_possessive(possessive) && self.carries(before) && self.word(before) & bit::COMMON != 0 && !self.is_head(before)
    }

    /// Whether capitalised words begin at a token and end in a head.
    pub(super) fn is_headed(&self, start: usize, to: usize) -> bool {
        let end = self.run_end(start, to);
        end > start && self.is_head(end - 1)
    }

    /// The end of the capitalised words that begin at a token.
    pub(super) fn run_end(&self, start: usize, to: usize) -> usize {
        let mut at = start;
        while at < to && self.carries(at) {
            at += 1 + usize::from(at + 2 < to && self.is_tight_joint(at + 1));
        }
        at
    }

    /// The start of the capitalised words that end with a token.
    pub(super) fn run_start(&self, last: usize, from: usize) -> usize {
        let mut at = last;
        while at > from && (self.carries(at - 1) || (at > from + 1 && self.is_tight_joint(at - 1) && self.carries(at - 2))) {
            at -= if self.carries(at - 1) { 1 } else { 2 };
        }
        at
    }

    /// Whether all words of a range are common ones.
    pub(super) fn are_common(&self, start: usize, end: usize) -> bool {
        let not = |at: usize| self.word(at) & bit::WORD != 0 && self.word(at) & (bit::COMMON | bit::CLITIC | bit::QUOTE) == 0;
        !(start..end).any(not)
    }

    /// Whether all words of a range are common ones, and no body is called so.
    pub(super) fn is_common(&self, start: usize, end: usize, sets: &Sets) -> bool {
        self.are_common(start, end)
            && (end - start > 1 || sets.bits(self.marks.alone(start)) & bit::ORGANIZATION == 0)
            && !self.marks.long_between(start, start + 1).iter().any(|h| h.end as usize == end && self.classes.is_organization(h))
    }

    /// Whether capitalised words end in a head that makes a body's name of them: what one alone is for has heads' names as
    /// well (`Mining and Energy Union`).
    pub(super) fn is_named_head(&self, start: usize, end: usize, sets: &Sets) -> bool {
        self.is_head(end - 1) && (end - start > 1 || sets.bits(self.marks.alone(start)) & bit::ORGANIZATION != 0)
    }

    /// Whether capitalised words are what a head behind them may be for.
    pub(super) fn joins(&self, start: usize, end: usize, sets: &Sets) -> bool {
        !self.is_named_head(start, end, sets) && self.is_common(start, end, sets)
    }

    /// Whether capitalised words behind a joint are common ones at first and a head at last.
    pub(super) fn is_joined_head(&self, start: usize, end: usize) -> bool {
        end - start > 1 && self.is_head(end - 1) && self.word(start) & bit::COMMON != 0 && self.word(start - 1) & JOINTS != 0
    }

    /// The token behind a joint: `and`, a comma, or both.
    pub(super) fn behind_joint(&self, at: usize) -> usize {
        let both = self.word(at) & bit::COMMA != 0 && self.word(at + 1) & bit::AND != 0;
        at + 1 + usize::from(both)
    }

    /// The joint that ends with a token.
    pub(super) fn before_joint(&self, at: usize, from: usize) -> usize {
        let both = at > from && self.word(at) & bit::AND != 0 && self.word(at - 1) & bit::COMMA != 0;
        at - usize::from(both)
    }

    /// The token behind a preposition, and an article.
    pub(super) fn behind_preposition(&self, at: usize) -> usize {
        at + 1 + usize::from(self.word(at + 1) & (bit::THE | bit::CAPITAL) == bit::THE)
    }

    /// Whether what a body may be for begins at a token: no day, nor a month with its day.
    pub(super) fn is_theme(&self, at: usize, to: usize) -> bool {
        at < to && self.carries(at) && self.word(self.run_end(at, to)) & bit::NUMBER == 0
    }

    /// The preposition behind the head that a run of capitalised words is the last theme of, and over how many joints and
    /// further prepositions it was reached: `Committee | on | Roads, Canals and Ports`.
    pub(super) fn theme_of(&self, (start, end): (usize, usize), from: usize) -> Option<(usize, usize)> {
        let mut begin = start;
        for steps in 0..STEPS {
            let article = begin > from && begin < end && self.word(begin - 1) & (bit::THE | bit::CAPITAL) == bit::THE;
            let over = begin.checked_sub(1 + usize::from(article))?;
            if over <= from {
                return None;
            }
            let word = self.word(over);
            if word & bit::BEHIND_HEAD != 0 && self.is_head(over - 1) {
                return Some((over, steps));
            }
            let last = if word & JOINTS != 0 && !article {
                self.before_joint(over, from)
            } else if word & bit::OF != 0 {
                over
            } else {
                return None;
            };
            if last <= from || !self.carries(last - 1) {
                return None;
            }
            begin = self.run_start(last - 1, from);
            let person = |at: usize| self.word(at) & (bit::GIVEN | bit::COMMON) == bit::GIVEN;
            if (word & JOINTS != 0 && !self.are_common(begin, last)) || (begin + 1..last).any(person) {
                return None;
            }
        }
        None
    }

    /// The end of capitalised words, listed or not, that end in a head: `Roads, Canals and Ports Authority`.
    pub(super) fn head_behind(&self, start: usize, to: usize, sets: &Sets) -> Option<usize> {
        let mut begin = start;
        for _ in 0..STEPS {
            let (from, end) = (begin, self.run_end(begin, to));
            if self.is_joined_head(begin, end) {
                return Some(end);
            }
            begin = self.behind_joint(end);
            let goes_on = self.word(end) & JOINTS != 0 && begin < to && self.carries(begin);
            // A head alone is a body of its own (`Ports and Parliament`).
            if !goes_on || !self.joins(from, end, sets) {
                return None;
            }
        }
        None
    }

    /// Whether common words from a token on, joined, lead to the run that begins at `inner`.
    pub(super) fn is_joined_from(&self, start: usize, inner: usize, sets: &Sets) -> bool {
        let mut begin = start;
        for _ in 0..STEPS {
            let end = self.run_end(begin, inner);
            if end == begin || end >= inner || self.word(end) & JOINTS == 0 || !self.joins(begin, end, sets) {
                return false;
            }
            begin = self.behind_joint(end);
            if begin >= inner {
                return begin == inner;
            }
        }
        false
    }

    /// How many tokens number a body at a token: `5`, `No 5`, `No. 5`; 0: none.
    pub(super) fn numbered(&self, at: usize, to: usize) -> usize {
        // No other small word has a capital before a number.
        let sign = self.word(at) & (bit::FUNCTION | bit::CAPITAL) == bit::FUNCTION | bit::CAPITAL;
        let number = at + if sign { 1 + usize::from(self.word(at + 1) & bit::DOT != 0) } else { 0 };
        let token = self.scanned.tokens.get(number);
        let short = token.is_some_and(|token| token.end - token.start <= 3);
        if number >= to || !short || self.word(number) & bit::NUMBER == 0 {
            return 0;
        }
        // Of what is counted, a number says how many there are.
        let counts = number + 1 < to
            && (self.word(number + 1) & (bit::DASH | bit::SLASH) != 0 || (!sign && self.segmented.words[number + 1].upos == Upos::Noun));
        if counts { 0 } else { number + 1 - at }
    }
}
