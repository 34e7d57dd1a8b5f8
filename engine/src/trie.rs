//! Building the blob: names of all lists become one trie over token keys, word readings one hash table.

use crate::blob::{Checksum, EMPTY, Edge, FORMAT, LEMMA_CAPITAL, LEMMA_DOTTED, MAGIC, RARE, ROUND, Reading, SECTIONS, STATES, Sense, Slot};
use crate::fold::{self, key};
use crate::lists::{Header, List};
use crate::tokens::{Shape, Token, tokenize};
use std::collections::HashMap;
use std::ops::Range;
use zerocopy::IntoBytes;

/// Kind of a list whose rows give words their readings (`TAG lemma | TAG lemma`) instead of names.
pub(crate) const LEXICON: &str = "lexicon";

/// Longest name, in tokens that count.
pub(crate) const LONGEST: usize = 16;

#[derive(Default)]
struct Names {
    edges: HashMap<(u32, u64), u32>,
    order: Vec<(u32, u64, u32)>,
    senses: Vec<Vec<Sense>>,
}

impl Names {
    /// Goes one step, unless there are too many states.
    fn step(&mut self, state: u32, key: u64) -> Option<u32> {
        let fresh = self.senses.len() as u32;
        if fresh == STATES {
            return None;
        }
        let next = *self.edges.entry((state, key)).or_insert(fresh);
        if next == fresh {
            self.senses.push(Vec::new());
            self.order.push((state, key, next));
        }
        Some(next)
    }
}

struct Word {
    key: u64,
    form: u32,
    form_len: usize,
    readings: Vec<Reading>,
}

#[derive(Default)]
struct Strings {
    text: String,
    seen: HashMap<String, u32>,
}

impl Strings {
    fn add(&mut self, part: &str) -> u32 {
        if let Some(&at) = self.seen.get(part) {
            return at;
        }
        let at = self.text.len() as u32;
        self.text.push_str(part);
        self.seen.insert(part.into(), at);
        at
    }
}

/// Whether look-up passes over this token inside a name: a tight hyphen, or the dot of an abbreviation.
pub(crate) fn is_skipped(text: &str, previous: Option<&Token>, token: &Token) -> bool {
    if !token.is_tight() {
        return false;
    }
    match token.text(text) {
        "-" => true,
        "." => previous.is_some_and(|p| p.is(Shape::WORD) && p.end - p.start <= 6),
        _ => false,
    }
}

/// Compiles lists into a blob, the same bytes for the same lists. Of two readings lists the first to know a word wins.
///
/// Names of more than 16 tokens, and those past 16 million states, cannot be looked up and are left out; the result says
/// how many there were.
pub fn compile(lists: &[List]) -> (Vec<u8>, usize) {
    let mut names = Names { senses: vec![Vec::new()], ..Names::default() };
    let mut strings = Strings::default();
    let mut words: Vec<Word> = Vec::new();
    let mut word_of: HashMap<u64, usize> = HashMap::new();
    let mut tags: Vec<String> = Vec::new();
    let mut tokens = Vec::new();
    let (mut directory, mut left_out) = (String::new(), 0);
    for (number, list) in lists.iter().enumerate() {
        let h = &list.header;
        let begin = strings.text.len();
        if h.kind == LEXICON {
            for row in &list.rows {
                let (word, readings) = row.split_once('\t').unwrap_or((row, ""));
                word_of.entry(key(word)).or_insert_with_key(|&k| {
                    let (form, form_len) = (strings.add(word), word.len());
                    let readings = readings.split(" | ").filter_map(|r| reading(r, &mut strings, &mut tags)).collect();
                    words.push(Word { key: k, form, form_len, readings });
                    words.len() - 1
                });
            }
            directory.push_str(&entry(h, begin..begin));
            continue;
        }
        for row in &list.rows {
            let row_at = strings.text.len() as u32;
            strings.text.push_str(row);
            strings.text.push('\n');
            let mut seen: Vec<u32> = Vec::new();
            for form in list.forms(row) {
                tokenize(form, &mut tokens);
                let Some((state, caps)) = insert(form, &tokens, &mut names) else {
                    left_out += 1;
                    continue;
                };
                let form_at = row_at + (form.as_ptr() as usize - row.as_ptr() as usize) as u32;
                let sense = Sense::new(row_at, row.len(), form_at, form, number, caps);
                if !seen.contains(&state) || names.senses[state as usize].iter().all(|s| s.caps() != caps || s.row_at() != row_at) {
                    seen.push(state);
                    names.senses[state as usize].push(sense);
                }
            }
        }
        directory.push_str(&entry(h, begin..strings.text.len()));
    }
    (assemble(&names, &words, &strings.text, &directory, &tags), left_out)
}

/// A line of the directory: the header, and where the rows stand among the strings.
fn entry(h: &Header, rows: Range<usize>) -> String {
    let cells = [&h.id, &h.kind, &h.tier, &h.about, &h.source, &h.licence, &h.columns.join(" ")].map(|s| s.replace('\t', " "));
    format!("{}\t{}\t{}\n", cells.join("\t"), rows.start, rows.end)
}

/// `*VD report`: a rare reading with its tag and lemma.
fn reading(text: &str, strings: &mut Strings, tags: &mut Vec<String>) -> Option<Reading> {
    let (rare, text) = text.trim().strip_prefix('*').map_or((false, text.trim()), |t| (true, t));
    let (tag, lemma) = text.split_once(' ')?;
    let number = tags.iter().position(|t| t == tag).unwrap_or_else(|| {
        tags.push(tag.into());
        tags.len() - 1
    });
    let flag = |holds: bool, bit: u8| if holds { bit } else { 0 };
    let flags = flag(rare, RARE) | flag(lemma.starts_with(char::is_uppercase), LEMMA_CAPITAL) | flag(lemma.contains('.'), LEMMA_DOTTED);
    Some(Reading::new(strings.add(lemma), lemma.len(), number as u8, flags))
}

/// Walks a form into the trie: its state, and which of its tokens need a capital (low half) or all capitals (high half).
fn insert(form: &str, tokens: &[Token], names: &mut Names) -> Option<(u32, u32)> {
    let (mut state, mut caps, mut count) = (0, 0, 0);
    for (i, token) in tokens.iter().enumerate() {
        if i > 0 && is_skipped(form, Some(&tokens[i - 1]), token) {
            continue;
        }
        if count == LONGEST {
            return None;
        }
        if token.is(Shape::CAPITAL) {
            caps |= 1 << count;
        }
        if token.is(Shape::ALL_CAPS) && !token.is(Shape::DIGIT) {
            caps |= 1 << (LONGEST + count);
        }
        state = names.step(state, token.key)?;
        count += 1;
    }
    (count > 0).then_some((state, caps))
}

fn assemble(names: &Names, words: &[Word], strings: &str, directory: &str, tags: &[String]) -> Vec<u8> {
    // Terminal states get the low numbers, so that only they need a row in the table of senses.
    let mut renumbered = vec![0u32; names.senses.len()];
    let mut terminals = 0;
    for (state, senses) in names.senses.iter().enumerate().skip(1) {
        if !senses.is_empty() {
            terminals += 1;
            renumbered[state] = terminals;
        }
    }
    let mut next_free = terminals;
    for (state, senses) in names.senses.iter().enumerate().skip(1) {
        if senses.is_empty() {
            next_free += 1;
            renumbered[state] = next_free;
        }
    }
    let slots = names.order.len() * 3 / 2 + 1;
    let mut edges = vec![Edge::default(); slots];
    let bits = (names.order.len() * 8).next_power_of_two().clamp(1 << 10, 1 << 20);
    let mut filter = vec![0u64; bits / 64];
    let mut onward = vec![0u8; names.senses.len()];
    for &(state, key, _) in &names.order {
        onward[state as usize] |= Edge::onward(key);
    }
    for &(state, key, next) in &names.order {
        let state = renumbered[state as usize];
        let mut at = Edge::slot(state, key, slots);
        while edges[at].key() != EMPTY {
            at = Edge::next_slot(at, slots);
        }
        edges[at] = Edge::new(key, state, renumbered[next as usize], onward[next as usize]);
        if state == 0 {
            let bit = (key as usize) & (bits - 1);
            filter[bit / 64] |= 1 << (bit % 64);
        }
    }
    let mut firsts: Vec<u32> = vec![0];
    let mut senses: Vec<Sense> = Vec::new();
    for state in names.senses.iter().skip(1).filter(|s| !s.is_empty()) {
        firsts.push(senses.len() as u32);
        senses.extend(state);
    }
    firsts.push(senses.len() as u32);
    let word_slots = words.len() * 3 / 2 + 1;
    let mut table = vec![Slot::default(); word_slots];
    let mut readings: Vec<Reading> = Vec::new();
    for word in words {
        let mut at = Edge::slot(0, word.key, word_slots);
        while table[at].key() != EMPTY {
            at = Edge::next_slot(at, word_slots);
        }
        table[at] = Slot::new(word.key, readings.len() as u32, word.readings.len(), word.form, word.form_len);
        readings.extend(&word.readings);
    }
    let filter: Vec<u8> = filter.iter().flat_map(|w| w.to_le_bytes()).collect();
    let firsts: Vec<u8> = firsts.iter().flat_map(|w| w.to_le_bytes()).collect();
    let tags = tags.join(" ");
    let parts: [&[u8]; SECTIONS] = [
        edges.as_bytes(),
        &filter,
        &firsts,
        senses.as_bytes(),
        table.as_bytes(),
        readings.as_bytes(),
        directory.as_bytes(),
        tags.as_bytes(),
        strings.as_bytes(),
    ];
    let mut body = Vec::new();
    let mut offsets = Vec::new();
    for part in parts {
        offsets.extend((body.len() as u32).to_le_bytes());
        offsets.extend((part.len() as u32).to_le_bytes());
        body.extend_from_slice(part);
        body.resize(body.len().next_multiple_of(ROUND), 0);
    }
    let mut out = Vec::with_capacity(body.len() + 128);
    out.extend_from_slice(MAGIC);
    out.extend(FORMAT.to_le_bytes());
    out.extend(fold::VERSION.to_le_bytes());
    offsets.extend(body);
    let mut sum = Checksum::default();
    sum.add(&offsets);
    out.extend(sum.value().to_le_bytes());
    out.extend(offsets);
    out
}
