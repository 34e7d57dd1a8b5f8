//! `scan`: one pass over the text gives tokens, the words that rules know, and every gazetteer hit.
//!
//! Joined words (`hasreceived`) become two tokens over the unchanged text here, where tokens are made.

mod joined;
mod known;

pub use known::Known;

use crate::resources::Resources;
use crate::rules::classes;
use copydesk_engine::blob::Hit;
use copydesk_engine::pattern::Sight;
use copydesk_engine::tokens::{Token, tokenize};

/// Lists of which a token alone is an entry, as bits by list number (built-in lists only).
pub type ListMask = [u64; 4];

/// What `scan` found. Everything is indexed by token.
#[derive(Clone, Copy)]
pub struct Scanned<'s> {
    /// The article's text.
    pub text: &'s str,
    /// Tokens in text order.
    pub tokens: &'s [Token],
    /// What the tables know of every token's word.
    pub known: &'s [Known],
    /// Gazetteer hits by first token, shortest first.
    pub hits: &'s [Hit],
    /// Number of the first hit of every token, and one more at the end.
    pub first_hit: &'s [u32],
    /// Lists of which the token alone is an entry.
    pub lists: &'s [ListMask],
    /// What patterns may find at the tokens: words, gazetteers, shapes.
    pub sights: &'s [Sight],
    /// First tokens of pairs that the copy joined to one word.
    pub joined: &'s [u32],
    resources: &'s Resources,
}

impl<'s> Scanned<'s> {
    /// Hits that begin at a token; none at the end of the text.
    #[inline]
    pub fn hits_at(&self, token: usize) -> &'s [Hit] {
        match self.first_hit.get(token..token + 2) {
            Some(&[first, next]) => &self.hits[first as usize..next as usize],
            _ => &[],
        }
    }

    /// Gazetteer references of rules that a hit's list is part of, as bits.
    #[inline]
    pub fn refers(&self, hit: &Hit) -> u128 {
        self.resources.references(hit)
    }

    /// Whether a token alone is an entry of a list, by the list's number.
    #[inline]
    pub fn is_in(&self, token: usize, list: usize) -> bool {
        self.lists[token][list / 64] >> (list % 64) & 1 == 1
    }

    /// A token's text.
    #[inline]
    pub fn word(&self, token: usize) -> &'s str {
        self.tokens[token].text(self.text)
    }
}

/// Memory of `scan`, reused between articles.
#[derive(Default)]
pub struct Buffers {
    tokens: Vec<Token>,
    memory: known::Memory,
    known: Vec<Known>,
    hits: Vec<Hit>,
    first_hit: Vec<u32>,
    lists: Vec<ListMask>,
    sights: Vec<Sight>,
    joined: Vec<u32>,
}

/// Scans a text.
pub fn scan<'s>(resources: &'s Resources, text: &'s str, buffers: &'s mut Buffers) -> Scanned<'s> {
    let b = buffers;
    tokenize(text, &mut b.tokens);
    b.joined.clear();
    look_up(resources, text, b);
    let pairs = joined::find(resources, text, &b.tokens, &b.first_hit);
    if !pairs.is_empty() {
        joined::split(&mut b.tokens, &pairs, &mut b.joined);
        look_up(resources, text, b);
    }
    scanned(resources, text, b)
}

/// Scans a text whose tokens are given.
#[doc(hidden)]
pub fn scan_tokens<'s>(resources: &'s Resources, text: &'s str, tokens: Vec<Token>, buffers: &'s mut Buffers) -> Scanned<'s> {
    buffers.tokens = tokens;
    buffers.joined.clear();
    look_up(resources, text, buffers);
    scanned(resources, text, buffers)
}

fn look_up(resources: &Resources, text: &str, b: &mut Buffers) {
    b.known.clear();
    b.hits.clear();
    b.first_hit.clear();
    b.lists.clear();
    b.sights.clear();
    b.memory.prepare(resources);
    let views = resources.views();
    for (at, token) in b.tokens.iter().enumerate() {
        let first = b.hits.len();
        b.first_hit.push(first as u32);
        let entry = b.memory.of(resources, token.key);
        b.known.push(entry.known);
        for (layer, view) in views.iter().enumerate() {
            if layer == 0 {
                view.look_up_from(&entry.first, text, &b.tokens, at, 0, &mut b.hits);
            } else {
                view.look_up(text, &b.tokens, at, layer as u16, &mut b.hits);
            }
        }
        if views.len() > 1 {
            resources.replace(&mut b.hits, first);
        }
        let (mut mask, mut references, mut long) = (ListMask::default(), 0, 0);
        for hit in &b.hits[first..] {
            // The dot of an abbreviation (`Inc.`) leaves it one word.
            let dot = hit.end == at as u32 + 2 && b.tokens[at + 1].text(text) == ".";
            if (hit.end == at as u32 + 1 || dot) && hit.layer == 0 {
                mask[usize::from(hit.list) / 64] |= 1 << (hit.list % 64);
            }
            let refers = resources.references(hit);
            references |= refers;
            long |= if hit.end == at as u32 + 1 { 0 } else { refers };
        }
        b.lists.push(mask);
        b.sights.push(Sight::new(entry.sign, references, long, classes(token)));
    }
    b.first_hit.push(b.hits.len() as u32);
}

fn scanned<'s>(resources: &'s Resources, text: &'s str, b: &'s Buffers) -> Scanned<'s> {
    Scanned {
        text,
        tokens: &b.tokens,
        known: &b.known,
        hits: &b.hits,
        first_hit: &b.first_hit,
        lists: &b.lists,
        sights: &b.sights,
        joined: &b.joined,
        resources,
    }
}
