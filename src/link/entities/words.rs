//! Words and names as numbers: every folded word of an article's names once, every way of naming once, so that names
//! are compared by numbers and a name that is repeated costs nothing.

use super::Lists;
use super::keys::KeyMap;
use crate::record::Facts;
use crate::scan::Scanned;
use copydesk_engine::fold::{folded, key};
use copydesk_engine::tokens::{Shape, Token};
use smallvec::SmallVec;
use std::borrow::Cow;

/// A word.
pub(super) struct Word<'d> {
    /// As it stands, or folded already.
    text: Cow<'d, str>,
    /// Key of its text.
    pub(super) key: u64,
    first: Option<char>,
    is_initial: bool,
}

impl<'d> Word<'d> {
    pub(super) fn of(text: Cow<'d, str>, key: u64) -> Self {
        // Of most words the letters tell the first one as it is folded, and that there is another.
        let begins = text.as_bytes().first_chunk().filter(|two: &&[u8; 2]| two.iter().all(u8::is_ascii_alphabetic));
        let (first, is_initial) = match begins {
            Some([first, _]) if text.is_ascii() => (Some(char::from(first.to_ascii_lowercase())), false),
            _ => {
                let folded = folded(&text);
                let mut letters = folded.chars();
                let first = letters.next();
                (first, first.is_some() && letters.next().is_none())
            }
        };
        Word { text, key, first, is_initial }
    }

    /// Its first letter, folded.
    pub(super) fn first(&self) -> Option<char> {
        self.first
    }

    /// Whether it is a single letter (`J.`).
    pub(super) fn is_initial(&self) -> bool {
        self.is_initial
    }

    /// Appends its text, folded.
    pub(super) fn fold_into(&self, out: &mut String) {
        if self.text.bytes().all(|b| b.is_ascii_alphabetic()) {
            out.extend(self.text.bytes().map(|b| char::from(b.to_ascii_lowercase())));
        } else {
            out.push_str(&folded(&self.text));
        }
    }
}

/// The words of an article's names, by number.
#[derive(Default)]
pub(super) struct Words<'d> {
    numbers: KeyMap<u32>,
    words: Vec<Word<'d>>,
}

impl<'d> Words<'d> {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    pub(super) fn word(&self, number: u32) -> &Word<'d> {
        &self.words[number as usize]
    }

    /// Number of a word by its key.
    pub(super) fn find(&self, key: u64) -> Option<u32> {
        self.numbers.get(&key).copied()
    }

    /// Number of a folded word.
    pub(super) fn of_folded(&mut self, text: String) -> u32 {
        let key = key(&text);
        self.number(key, text.into())
    }

    /// Number of a token's word.
    fn of_token(&mut self, token: &Token, text: &'d str) -> u32 {
        // Of keys only these leave an apostrophe as it is written.
        if text.bytes().any(|b| b == b'`') {
            return self.of_folded(folded(text));
        }
        self.number(token.key, text.into())
    }

    fn number(&mut self, key: u64, text: Cow<'d, str>) -> u32 {
        let next = self.words.len() as u32;
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            self.words.push(Word::of(text, key));
        }
        number
    }

    /// Adds the words of a token range; marks, clitics and dashes are left out.
    pub(super) fn read(&mut self, scanned: &Scanned<'_>, text: &'d str, (from, to): (u32, u32), out: &mut Numbers) {
        for token in &scanned.tokens[from as usize..to as usize] {
            if (token.is(Shape::WORD) || token.is(Shape::DIGIT)) && !token.is(Shape::CLITIC) {
                out.push(self.of_token(token, token.text(text)));
            }
        }
    }
}

/// Numbers of words: names are rarely longer.
pub(super) type Numbers = SmallVec<[u32; 4]>;

/// A way of naming: what two mentions share that name alike.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Form<'d> {
    /// Words without article and suffix.
    pub(super) words: Numbers,
    /// Words of `Jr.`, `III`, `plc`.
    pub(super) suffix: Numbers,
    /// Given names for which the first word is short.
    pub(super) formal: Numbers,
    /// What the gazetteers know.
    pub(super) facts: Facts<'d>,
    /// `male` or `female`, where titles or given names say so.
    pub(super) gender: Option<&'d str>,
}

/// A mention of an entity.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    /// Number of its mention.
    pub(super) mention: u32,
    /// Number of its form.
    pub(super) form: u32,
}

/// The forms of an article's names, by number.
#[derive(Default)]
pub(super) struct Forms<'d> {
    /// The article's text.
    text: &'d str,
    pub(super) words: Words<'d>,
    forms: Vec<Form<'d>>,
    /// Last form with these words.
    last: KeyMap<u32>,
    /// Form of the same words before.
    before: Vec<Option<u32>>,
    next: Form<'d>,
}

impl<'d> Forms<'d> {
    /// No forms yet of an article with this text.
    pub(super) fn new(text: &'d str) -> Self {
        Forms { text, ..Forms::default() }
    }

    pub(super) fn form(&self, number: u32) -> &Form<'d> {
        &self.forms[number as usize]
    }

    /// Number of the form of a mention.
    pub(super) fn number(
        &mut self,
        scanned: &Scanned<'_>,
        lists: &Lists<'d>,
        tokens: (u32, u32),
        person: bool,
        facts: Facts<'d>,
        gender: Option<&'d str>,
    ) -> u32 {
        let (core, suffix) = lists.trim(scanned, tokens, person);
        let next = &mut self.next;
        (next.facts, next.gender) = (facts, gender);
        next.words.clear();
        next.suffix.clear();
        next.formal.clear();
        self.words.read(scanned, self.text, core, &mut next.words);
        self.words.read(scanned, self.text, suffix, &mut next.suffix);
        if person {
            lists.formal(scanned, core.0, |name| next.formal.push(self.words.of_folded(name)));
        }
        let form = std::mem::take(next);
        let number = self.find(&form).unwrap_or_else(|| self.add(form.clone()));
        self.next = form;
        number
    }

    fn find(&self, form: &Form<'_>) -> Option<u32> {
        let mut at = self.last.get(&sequence(form.words.iter().copied())).copied();
        while let Some(number) = at.filter(|n| self.forms[*n as usize] != *form) {
            at = self.before[number as usize];
        }
        at
    }

    /// Adds a new form.
    pub(super) fn add(&mut self, form: Form<'d>) -> u32 {
        let number = self.forms.len() as u32;
        self.before.push(self.last.insert(sequence(form.words.iter().copied()), number));
        self.forms.push(form);
        number
    }
}

/// Key of words in order.
pub(super) fn sequence(words: impl IntoIterator<Item: Into<u64>>) -> u64 {
    words.into_iter().fold(0x9e37_79b9_7f4a_7c15_u64, |key, word| {
        let mixed = (key ^ word.into()).wrapping_mul(0xff51_afd7_ed55_8ccd);
        (mixed ^ mixed >> 32).wrapping_mul(0xc4ce_b9fe_1a85_ec53) ^ mixed >> 29
    })
}
