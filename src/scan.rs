//! `scan`: one pass over the text gives tokens, the words that rules know, and every gazetteer hit.
//!
//! Joined words (`hasreceived`) become two tokens over the unchanged text here, where tokens are made.

mod joined;
mod known;

use known::BEFORE;
pub use known::Known;

use crate::resources::Resources;
use copydesk_engine::blob::{Hit, is_dot};
use copydesk_engine::pattern::{Sight, Sights};
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
    pub sights: Sights<'s>,
    /// First tokens of pairs that the copy joined to one word.
    pub joined: &'s [u32],
    /// Tells the numbers of its words from those of other articles.
    pub(crate) numbered: u64,
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
    places: Vec<u32>,
    known: Vec<Known>,
    hits: Vec<Hit>,
    first_hit: Vec<u32>,
    lists: Vec<ListMask>,
    kinds: Vec<u32>,
    joined: Vec<u32>,
}

/// Scans a text.
pub fn scan<'s>(resources: &'s Resources, text: &'s str, buffers: &'s mut Buffers) -> Scanned<'s> {
    let b = buffers;
    tokenize(text, &mut b.tokens);
    b.joined.clear();
    look_up(resources, text, b);
    let pairs = joined::find(resources, text, &b.tokens, &b.first_hit, &b.known);
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
    let Buffers { tokens, memory, places, known, hits, first_hit, lists, kinds, .. } = b;
    known.clear();
    hits.clear();
    first_hit.clear();
    lists.clear();
    kinds.clear();
    memory.prepare(resources);
    let views = resources.views();
    // All words are found first, so that the memory of one is fetched while another is looked for.
    places.clear();
    places.extend(tokens.iter().map(|token| memory.place(resources, text, token)));
    for (at, token) in tokens.iter().enumerate() {
        let first = hits.len();
        first_hit.push(first as u32);
        let place = places[at];
        if place == 0 {
            memory.pass(resources, text, token);
        }
        let entry = memory.at(place);
        known.push(entry.known);
        let end = at as u32 + 1;
        let dot = entry.dotted && is_dot(text, tokens, at + 1);
        hits.extend(memory.alone(entry).iter().map(|name| {
            let end = end + u32::from(dot && name.dotted);
            Hit { start: at as u32, end, sense: name.sense, list: name.list, layer: 0 }
        }));
        let alone = hits.len();
        views[0].longer(&entry.first, text, tokens, at, 0, hits);
        // What stands before is told but for the space: there the class is that it is missing (`tight`).
        let before = token.shape.0 & BEFORE;
        if hits.len() == alone && !dot && views.len() == 1 {
            lists.push(entry.lists);
            kinds.push(memory.kind(place, before));
            continue;
        }
        let (row, classes) = (entry.known.row, entry.classes ^ u64::from(before));
        for (layer, view) in views.iter().enumerate().skip(1) {
            view.look_up(text, tokens, at, layer as u16, hits);
        }
        if views.len() > 1 {
            resources.replace(hits, first);
        }
        let (mask, references, long) = offered(resources, text, tokens, at, &hits[first..]);
        lists.push(mask);
        kinds.push(memory.kinds.of(Sight { lists: references, long, classes, groups: 0, row }));
    }
    first_hit.push(hits.len() as u32);
}

/// What the names offer that begin at a token: lists that have it alone, gazetteer references, and those of longer names.
fn offered(resources: &Resources, text: &str, tokens: &[Token], at: usize, hits: &[Hit]) -> (ListMask, u128, u128) {
    let (mut mask, mut references, mut long) = (ListMask::default(), 0, 0);
    let end = at as u32 + 1;
    for hit in hits {
        // The dot of an abbreviation (`Inc.`) leaves it one word.
        let dot = hit.end == end + 1 && tokens[at + 1].text(text) == ".";
        if (hit.end == end || dot) && hit.layer == 0 {
            mask[usize::from(hit.list) / 64] |= 1 << (hit.list % 64);
        }
        let refers = resources.references(hit);
        references |= refers;
        long |= if hit.end == end { 0 } else { refers };
    }
    (mask, references, long)
}

fn scanned<'s>(resources: &'s Resources, text: &'s str, b: &'s Buffers) -> Scanned<'s> {
    Scanned {
        text,
        tokens: &b.tokens,
        known: &b.known,
        hits: &b.hits,
        first_hit: &b.first_hit,
        lists: &b.lists,
        sights: Sights { kinds: &b.memory.kinds, of: &b.kinds },
        joined: &b.joined,
        numbered: b.memory.number,
        resources,
    }
}
