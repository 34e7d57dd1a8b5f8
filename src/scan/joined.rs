//! Joined words: `hasreceived` is no word, but `has` and `received` are. They become two tokens over the same text.
//!
//! Only words that no list knows are tried, and one half must be a word of `words/joinable`; its column `subtype` says
//! whether any word may stand behind it (`left`), before it (`right`), either (`both`), or only another of the list.

use super::known::{BEFORE, Known};
use crate::resources::Resources;
use copydesk_engine::blob::{Hit, View};
use copydesk_engine::tokens::{Shape, Token, token};

/// Shortest and longest word that is tried.
const LENGTH: std::ops::RangeInclusive<u32> = 5..=32;
/// Shortest half.
const SHORTEST: usize = 2;
/// Shortest half that is not in the list, beside one that is; and beside one of two letters.
const WHOLE: usize = 4;
const WHOLE_BESIDE_SHORT: usize = 5;

/// A token with the two that stand for it.
pub(super) type Pair = (usize, Token, Token);

/// Finds joined words; `first_hit` and `known` tell the words that lists know.
pub(super) fn find(resources: &Resources, text: &str, tokens: &[Token], first_hit: &[u32], known: &[Known]) -> Vec<Pair> {
    let view = resources.layers()[0].view();
    let list = |id: &str| resources.list(id).unwrap_or(usize::MAX);
    let lists = Lists { view, joinable: [list("words/joinable"), list("words/joinable-short")], common: list("words/common") };
    let mut pairs = Vec::new();
    for (at, word) in tokens.iter().enumerate() {
        let shape = word.shape.0 & !BEFORE;
        if first_hit[at] != first_hit[at + 1]
            || shape & !Shape::INNER_CAPITAL.0 != Shape::WORD.0
            || !LENGTH.contains(&(word.end - word.start))
            || is_glued(tokens, at)
            || !view.readings_at(known[at].readings).is_empty()
            || !word.text(text).is_ascii()
        {
            continue;
        }
        let halves = if shape == Shape::WORD.0 { lists.halves(text, *word) } else { lists.before_name(text, *word) };
        pairs.extend(halves.map(|(first, second)| (at, first, second)));
    }
    pairs
}

/// Puts the pairs in place of their words; `joined` gets the first token of each.
pub(super) fn split(tokens: &mut Vec<Token>, pairs: &[Pair], joined: &mut Vec<u32>) {
    let mut out = Vec::with_capacity(tokens.len() + pairs.len());
    let mut pairs = pairs.iter().peekable();
    for (at, word) in tokens.iter().enumerate() {
        match pairs.next_if(|p| p.0 == at) {
            Some((_, first, second)) => {
                joined.push(out.len() as u32);
                out.extend([*first, *second]);
            }
            None => out.push(*word),
        }
    }
    *tokens = out;
}

/// Hyphens, dots and the like around a word say that it is no ordinary one.
fn is_glued(tokens: &[Token], at: usize) -> bool {
    tokens[at].is_tight() && at > 0 || tokens.get(at + 1).is_some_and(|t| t.is_tight() && (t.is(Shape::DASH) || t.is(Shape::WORD)))
}

/// The two tokens of a word that is cut.
fn cut(text: &str, word: Token, at: usize) -> (Token, Token) {
    let (start, end) = (word.start as usize, word.end as usize);
    (token(text, start, at, Shape(word.shape.0 & BEFORE)), token(text, at, end, Shape::default()))
}

struct Lists<'w> {
    view: View<'w>,
    joinable: [usize; 2],
    common: usize,
}

impl Lists<'_> {
    /// The two words that a token in lower case is made of, if there is one way only to read it so.
    fn halves(&self, text: &str, word: Token) -> Option<(Token, Token)> {
        let mut found = None;
        for at in word.start as usize + SHORTEST..=word.end as usize - SHORTEST {
            let (first, second) = cut(text, word, at);
            let (left, right) = (self.side(text, first), self.side(text, second));
            let whole = |t: Token, side: Side, beside: Token| {
                let least = if length(beside) > SHORTEST { WHOLE } else { WHOLE_BESIDE_SHORT };
                length(t) >= least && side.common
            };
            let both = left.listed && right.listed && !left.only_right() && !right.only_left();
            if both || left.left && whole(second, right, first) || right.right && whole(first, left, second) {
                if found.is_some() {
                    return None;
                }
                found = Some((first, second));
            }
        }
        found
    }

    /// A listed word before a name (`ofTexas`, `theCuban`).
    fn before_name(&self, text: &str, word: Token) -> Option<(Token, Token)> {
        let capital = word.text(text).bytes().position(|b| b.is_ascii_uppercase()).filter(|&n| n >= SHORTEST)?;
        let (first, second) = cut(text, word, word.start as usize + capital);
        let is_name = |h: &Hit| matches!(self.view.list(h.sense).kind.as_str(), "person" | "location" | "nationality");
        let named = length(second) >= WHOLE && !second.is(Shape::INNER_CAPITAL) && self.hits(text, second).iter().any(is_name);
        (named && self.side(text, first).listed).then_some((first, second))
    }

    fn hits(&self, text: &str, word: Token) -> Vec<Hit> {
        let mut hits = Vec::new();
        self.view.look_up(text, &[word], 0, 0, &mut hits);
        hits
    }

    fn side(&self, text: &str, word: Token) -> Side {
        let mut side = Side::default();
        for hit in self.hits(text, word) {
            side.common |= usize::from(hit.list) == self.common && !self.view.readings(word.key).is_empty();
            if self.joinable.contains(&usize::from(hit.list)) {
                let subtype = self.view.cell(hit.sense, "subtype").unwrap_or("");
                side.listed = true;
                side.left |= matches!(subtype, "left" | "both");
                side.right |= matches!(subtype, "right" | "both");
            }
        }
        side
    }
}

fn length(word: Token) -> usize {
    (word.end - word.start) as usize
}

/// Where a word may stand in a joined one.
#[derive(Clone, Copy, Default)]
struct Side {
    /// It is in `words/joinable`.
    listed: bool,
    left: bool,
    right: bool,
    common: bool,
}

impl Side {
    fn only_left(self) -> bool {
        self.left && !self.right
    }

    fn only_right(self) -> bool {
        self.right && !self.left
    }
}
