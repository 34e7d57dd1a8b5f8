//! Joined words: `hasreceived` is no word, but `has` and `received` are. They become two tokens over the same text.
//!
//! Only words in lower case that no list knows are tried, and one half must be a word of `words/joinable`.

use crate::resources::Resources;
use copydesk_engine::blob::{Hit, View};
use copydesk_engine::tokens::{Shape, Token, token};

/// Shortest word that is tried.
const SHORTEST: u32 = 7;
/// Shortest half that is not in the list.
const SHORTEST_HALF: usize = 4;
/// Longest word that is tried.
const LONGEST: u32 = 32;

/// Splits joined words in place; `joined` gets the first token of every pair.
pub(super) fn split(resources: &Resources, text: &str, tokens: &mut Vec<Token>, joined: &mut Vec<u32>) {
    joined.clear();
    let view = resources.layers()[0].view();
    let (Some(joinable), Some(common)) = (resources.list("words/joinable"), resources.list("words/common")) else { return };
    let lists = Lists { view, joinable, common };
    let mut pairs: Vec<(usize, Token, Token)> = Vec::new();
    for (at, word) in tokens.iter().enumerate() {
        let length = word.end - word.start;
        if word.shape.0 & !BEFORE == Shape::WORD.0
            && (SHORTEST..=LONGEST).contains(&length)
            && view.readings(word.key).is_empty()
            && let Some((first, second)) = lists.halves(text, tokens, at)
        {
            pairs.push((at, first, second));
        }
    }
    if pairs.is_empty() {
        return;
    }
    let mut out = Vec::with_capacity(tokens.len() + pairs.len());
    let mut pairs = pairs.into_iter().peekable();
    for (at, word) in tokens.iter().enumerate() {
        match pairs.next_if(|p| p.0 == at) {
            Some((_, first, second)) => {
                joined.push(out.len() as u32);
                out.extend([first, second]);
            }
            None => out.push(*word),
        }
    }
    *tokens = out;
}

/// Bits about what stands before a token.
const BEFORE: u32 = Shape::SPACE_BEFORE.0 | Shape::LINE_BEFORE.0 | Shape::PARAGRAPH_BEFORE.0;

struct Lists<'w> {
    view: View<'w>,
    joinable: usize,
    common: usize,
}

impl Lists<'_> {
    /// The two words that a token is made of, if there is one way only to read it so.
    fn halves(&self, text: &str, tokens: &[Token], at: usize) -> Option<(Token, Token)> {
        let word = tokens[at];
        // Hyphens, dots and the like around it say that it is no ordinary word; so does a list that knows it.
        let next = tokens.get(at + 1);
        let glued = word.is_tight() && at > 0 || next.is_some_and(|t| t.is_tight() && (t.is(Shape::DASH) || t.is(Shape::WORD)));
        if glued || !word.text(text).is_ascii() || !self.hits(text, word).is_empty() {
            return None;
        }
        let (start, end) = (word.start as usize, word.end as usize);
        let mut found = None;
        for cut in start + 3..=end - 3 {
            let first = token(text, start, cut, Shape(word.shape.0 & BEFORE));
            let second = token(text, cut, end, Shape::default());
            let (left, right) = (self.side(text, first), self.side(text, second));
            let whole = |t: Token, of: Side| (t.end - t.start) as usize >= SHORTEST_HALF && of.common;
            if (left.left && (whole(second, right) || right.right)) || (right.right && whole(first, left)) {
                if found.is_some() {
                    return None;
                }
                found = Some((first, second));
            }
        }
        found
    }

    fn hits(&self, text: &str, word: Token) -> Vec<Hit> {
        let mut hits = Vec::new();
        self.view.look_up(text, &[word], 0, 0, &mut hits);
        hits
    }

    fn side(&self, text: &str, word: Token) -> Side {
        let mut side = Side::default();
        for hit in self.hits(text, word) {
            side.common |= usize::from(hit.list) == self.common;
            if usize::from(hit.list) == self.joinable {
                let subtype = self.view.cell(hit.sense, "subtype").unwrap_or("");
                side.left |= matches!(subtype, "left" | "both");
                side.right |= matches!(subtype, "right" | "both");
            }
        }
        side
    }
}

/// Where a word may stand in a joined one.
#[derive(Clone, Copy, Default)]
struct Side {
    left: bool,
    right: bool,
    common: bool,
}
