//! What is asked of one token again and again: worked out once, when it is first asked.

use super::Context;
use crate::scan::ListMask;
use crate::tag::names::classes::meet;
use copydesk_engine::tokens::Shape;
use std::cell::Cell;

/// Bits of every token, 0 where nobody has asked yet.
#[derive(Default)]
pub(crate) struct Marks(Vec<Cell<u32>>);

impl Marks {
    pub(super) const OF: u32 = 1 << 1;
    pub(super) const AND: u32 = 1 << 2;
    pub(super) const AMPERSAND: u32 = 1 << 3;
    pub(super) const COMMA: u32 = 1 << 4;
    /// What stands inside names under its own name.
    pub(super) const NAMED: u32 = Self::OF | Self::AND | Self::AMPERSAND | Self::COMMA;
    pub(super) const DOT: u32 = 1 << 5;
    pub(super) const OPEN: u32 = 1 << 6;
    pub(super) const CLOSE: u32 = 1 << 7;
    pub(super) const SLASH: u32 = 1 << 8;
    pub(super) const COLON: u32 = 1 << 9;
    pub(super) const THE: u32 = 1 << 10;
    pub(super) const CONNECTOR: u32 = 1 << 11;
    pub(super) const PARTICLE: u32 = 1 << 12;
    pub(super) const COMMON: u32 = 1 << 13;
    pub(super) const GIVEN: u32 = 1 << 14;
    pub(super) const SURNAME: u32 = 1 << 15;
    /// A word that no list knows.
    pub(super) const UNKNOWN: u32 = 1 << 16;
    /// A preposition that stands behind the head of a body's name.
    pub(super) const BEHIND_HEAD: u32 = 1 << 17;
    const ASKED: u32 = 1;

    /// Forgets everything; there are `tokens` tokens.
    pub(crate) fn clear(&mut self, tokens: usize) {
        self.0.clear();
        self.0.resize(tokens, Cell::new(0));
    }

    /// Whether a token has one of these marks.
    #[inline]
    pub(super) fn any(&self, context: &Context<'_>, at: usize, marks: u32) -> bool {
        self.of(context, at) & marks != 0
    }

    /// The marks of a token.
    #[inline]
    pub(super) fn of(&self, context: &Context<'_>, at: usize) -> u32 {
        match self.0[at].get() {
            0 => {
                let bits = bits(context, at) | Self::ASKED;
                self.0[at].set(bits);
                bits
            }
            bits => bits,
        }
    }
}

fn bits(context: &Context<'_>, at: usize) -> u32 {
    let Context { scanned, classes, edges, .. } = context;
    let mut bits = match scanned.word(at) {
        "&" => Marks::AMPERSAND,
        "," => Marks::COMMA,
        "." => Marks::DOT,
        "(" => Marks::OPEN,
        ")" => Marks::CLOSE,
        "/" => Marks::SLASH,
        ":" => Marks::COLON,
        _ => 0,
    };
    let lists = &scanned.lists[at];
    if *lists != ListMask::default() {
        for (is, mark) in [
            (meet(lists, &classes.of), Marks::OF),
            (meet(lists, &classes.and), Marks::AND),
            (meet(lists, &classes.the), Marks::THE),
            (meet(lists, &classes.behind_head), Marks::BEHIND_HEAD),
            (classes.is_connector(scanned, at), Marks::CONNECTOR),
            (classes.is_particle(scanned, at), Marks::PARTICLE),
            (classes.is_common(scanned, at), Marks::COMMON),
            (meet(lists, &classes.given), Marks::GIVEN),
            (meet(lists, &classes.surname), Marks::SURNAME),
        ] {
            bits |= if is { mark } else { 0 };
        }
    }
    let known = bits & (Marks::COMMON | Marks::GIVEN | Marks::SURNAME) != 0 || meet(lists, &classes.place);
    if !known && scanned.tokens[at].is(Shape::WORD) && edges.starting[at] == ListMask::default() {
        bits |= Marks::UNKNOWN;
    }
    bits
}
