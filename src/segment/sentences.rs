//! Sentences: every block of layout is cut where a mark ends a sentence, where a list item begins, and nowhere else.
//!
//! One walk from left to right; what depends on the sentence so far (an open quote, a verb) is carried along, so that
//! the time is linear in the number of tokens.

mod damage;
mod decide;
mod lexicon;

use super::Sentence;
use crate::layout::marks::{Mark, closers_before, emoticon_end, enumerator, is_bullet_mark, is_closing_bracket, is_rule_line, mark_at};
use crate::layout::{Block, Layout};
use crate::record::{Region, Warning};
use crate::resources::Resources;
use crate::scan::Scanned;
use crate::span::Span;
use copydesk_engine::tokens::Shape;
use lexicon::Lexicon;

/// Cuts all blocks into sentences.
pub(super) fn sentences(
    resources: &Resources,
    scanned: &Scanned<'_>,
    layout: &Layout<'_, '_>,
    out: &mut Vec<Sentence>,
    warnings: &mut Vec<Warning>,
) {
    out.clear();
    let lexicon = Lexicon::new(resources, scanned);
    for block in layout.blocks.iter().filter(|b| b.tokens.0 < b.tokens.1) {
        let (first, end) = (block.tokens.0 as usize, block.tokens.1 as usize);
        if matches!(block.region, Region::Table | Region::Byline) {
            push(scanned, block, (first, end), out);
            continue;
        }
        let sure = layout.dateline.filter(|d| (first..end).contains(&(d.0 as usize))).map_or(first, |d| d.1 as usize);
        let mut splitter = Splitter::new(scanned, &lexicon, (first, end), sure);
        while let Some(sentence) = splitter.next_sentence() {
            push(scanned, block, sentence, out);
        }
    }
    damage::warn(resources, scanned, layout.dateline, out, warnings);
}

fn push(scanned: &Scanned<'_>, block: &Block, (first, end): (usize, usize), out: &mut Vec<Sentence>) {
    let span = Span::new(scanned.tokens[first].start, scanned.tokens[end - 1].end);
    out.push(Sentence { span, tokens: (first as u32, end as u32), region: block.region });
}

/// The walk through one block.
pub(super) struct Splitter<'w> {
    scanned: &'w Scanned<'w>,
    lexicon: &'w Lexicon<'w>,
    /// Tokens of the block.
    end: usize,
    at: usize,
    /// First token of the sentence that is being read.
    start: usize,
    /// No sentence ends before this token.
    sure: usize,
    /// Whether a straight quotation mark stands open.
    quoted: bool,
    /// Up to where verbs were looked for, and whether this sentence has one.
    verb: (usize, bool),
    /// The last list item's number in this block.
    item: Option<(u32, (bool, bool, bool), bool)>,
}

impl<'w> Splitter<'w> {
    fn new(scanned: &'w Scanned<'w>, lexicon: &'w Lexicon<'w>, (first, end): (usize, usize), sure: usize) -> Self {
        let mut splitter =
            Splitter { scanned, lexicon, end, at: first, start: first, sure, quoted: false, verb: (first, false), item: None };
        splitter.enter(first);
        splitter.item = enumerator(scanned, first, end).map(|e| (e.value, e.style, is_bullet_mark(scanned.word(first))));
        splitter
    }

    /// Begins a sentence: the mark after a list item's number ends nothing.
    fn enter(&mut self, first: usize) {
        (self.start, self.at, self.verb) = (first, first, (first, false));
        if first < self.end
            && let Some(item) = enumerator(self.scanned, first, self.end)
        {
            self.at = item.end.min(self.end);
        }
    }

    fn next_sentence(&mut self) -> Option<(usize, usize)> {
        if self.start >= self.end {
            return None;
        }
        while self.at < self.end {
            let at = self.at;
            if self.is_inside(at) {
                self.at += 1;
                continue;
            }
            if at > self.start && self.begins_item(at) {
                return Some(self.cut(at));
            }
            if at >= self.sure {
                if let Some(cut) = self.sign(at) {
                    return Some(self.cut(cut));
                }
                if self.ends_caption(at) {
                    return Some(self.cut(at));
                }
            }
            let Some((mark, after)) = mark_at(self.scanned, at, self.end) else {
                self.quote(at);
                self.at += 1;
                continue;
            };
            let (close, quotes) = self.closers(after);
            self.at = close;
            if close >= self.end {
                break;
            }
            if close > self.sure && self.ends(mark, at, close, quotes) {
                return Some(self.cut(close));
            }
        }
        Some(self.cut(self.end))
    }

    /// Whether a token is a word in lower case behind a space, which neither begins nor ends anything.
    #[inline]
    fn is_inside(&self, at: usize) -> bool {
        const OTHERS: Shape = Shape::CAPITAL.with(Shape::DOTTED).with(Shape::ADDRESS);
        let token = &self.scanned.tokens[at];
        token.is(Shape::WORD) && !token.is_tight() && !token.shape.any(OTHERS) && self.item.is_none()
    }

    /// Where signs end a sentence that has no mark: a drawn line, a sign of mood, an address after an address or in a mail's header.
    fn sign(&self, at: usize) -> Option<usize> {
        let (scanned, token) = (self.scanned, &self.scanned.tokens[at]);
        if at + 1 >= self.end {
            return None;
        }
        let after = &scanned.tokens[at + 1];
        if token.is(Shape::PUNCTUATION) || token.is(Shape::SYMBOL) {
            if is_rule_line(scanned.word(at)) && !after.is_tight() && !token.is_tight() {
                return Some(if at > self.start { at } else { at + 1 });
            }
            return emoticon_end(scanned, at, self.end).filter(|&e| e < self.end && scanned.tokens[e].is(Shape::CAPITAL));
        }
        if token.is(Shape::ADDRESS) && at > self.start && scanned.tokens[at - 1].is(Shape::ADDRESS) {
            return Some(at);
        }
        let mail = token.is(Shape::ADDRESS) || (at > 0 && token.is_tight() && scanned.word(at - 1).ends_with('@'));
        let header = mail && at < self.start + 12 && self.start + 1 < self.end && scanned.word(self.start + 1) == ":";
        let close = at + 1 + usize::from(scanned.word(at + 1) == ">");
        (header && close < self.end && !scanned.tokens[close].is_tight() && scanned.word(at).contains(['@', '.'])).then_some(close)
    }

    /// Whether a caption without a verb and a full stop ends before a token, where a sentence begins (`… and his wife In the capital`).
    fn ends_caption(&mut self, at: usize) -> bool {
        at > self.start + 1
            && at < self.start + 16
            && !self.quoted
            && self.scanned.tokens[at - 1].is(Shape::WORD)
            && self.lexicon.is_phrase_start(at)
            && !self.has_verb(at)
    }

    fn cut(&mut self, end: usize) -> (usize, usize) {
        let sentence = (self.start, end);
        self.enter(end);
        sentence
    }

    /// Keeps count of straight quotation marks.
    fn quote(&mut self, at: usize) {
        match self.scanned.word(at) {
            "\"" => self.quoted = !self.quoted,
            "“" | "``" | "«" => self.quoted = true,
            "”" | "''" | "»" => self.quoted = false,
            _ => {}
        }
    }

    /// The token after the quotes and brackets that close behind a mark, and whether there is a quote among them.
    fn closers(&mut self, mut at: usize) -> (usize, bool) {
        let mut quotes = false;
        while at < self.end {
            let (token, text) = (&self.scanned.tokens[at], self.scanned.word(at));
            if token.is(Shape::LINE_BEFORE) && at > self.start && !self.quoted {
                break;
            }
            let closes = match text {
                "\"" if self.tight_after(at) => token.is_tight() && self.quoted,
                "\"" => self.quoted || token.is_tight(),
                "'" => token.is_tight(),
                "’" | "”" | "''" | "»" | "›" => true,
                _ => is_closing_bracket(text),
            };
            if !closes {
                break;
            }
            if token.is(Shape::QUOTE) {
                quotes = true;
                if !matches!(text, "'" | "’") {
                    self.quoted = false;
                }
            }
            at += 1;
        }
        (at, quotes)
    }

    fn tight_after(&self, at: usize) -> bool {
        self.scanned.tokens.get(at + 1).is_some_and(|t| t.is_tight() && t.is(Shape::WORD))
    }

    /// Whether a list item begins at a token in mid-block: the same mark as before, or the next number.
    fn begins_item(&mut self, at: usize) -> bool {
        let Some((value, style, bullet)) = self.item else {
            return is_bullet_mark(self.scanned.word(at)) && is_bullet_mark(self.scanned.word(self.start));
        };
        if self.scanned.tokens[at].is_tight() || bullet != is_bullet_mark(self.scanned.word(at)) {
            return false;
        }
        match enumerator(self.scanned, at, self.end) {
            Some(next) if next.value == value + 1 && next.style == style => {
                self.item = Some((next.value, style, bullet));
                true
            }
            _ => false,
        }
    }

    /// Whether the sentence that is being read has a verb before `to`.
    fn has_verb(&mut self, to: usize) -> bool {
        while self.verb.0 < to && !self.verb.1 {
            self.verb.1 = self.lexicon.may_be_verb(self.verb.0);
            self.verb.0 += 1;
        }
        self.verb.1
    }

    fn ends(&mut self, mark: Mark, at: usize, close: usize, quotes: bool) -> bool {
        decide::ends(self, &decide::Place { mark, at, close, quotes })
    }
}
