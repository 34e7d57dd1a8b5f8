//! Words and names as numbers: every folded word of an article's names once, every way of naming once, so that names
//! are compared by numbers and a name that is repeated costs nothing.

use super::Lists;
use crate::record::Facts;
use crate::scan::Scanned;
use crate::tag::names::KeyMap;
use copydesk_engine::fold::{folded, key};
use copydesk_engine::tokens::{Shape, Token};
use smallvec::SmallVec;

/// A word, folded.
pub(super) struct Word {
    pub(super) text: String,
    /// Key of its text.
    pub(super) key: u64,
}

impl Word {
    /// Its first letter.
    pub(super) fn first(&self) -> Option<char> {
        self.text.chars().next()
    }

    /// Whether it is a single letter (`J.`).
    pub(super) fn is_initial(&self) -> bool {
        let mut letters = self.text.chars();
        letters.next().is_some() && letters.next().is_none()
    }
}

/// The words of an article's names, by number.
#[derive(Default)]
pub(super) struct Words {
    numbers: KeyMap<u32>,
    words: Vec<Word>,
}

impl Words {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    pub(super) fn word(&self, number: u32) -> &Word {
        &self.words[number as usize]
    }

    /// Number of a word by its key.
    pub(super) fn find(&self, key: u64) -> Option<u32> {
        self.numbers.get(&key).copied()
    }

    /// Number of a folded word.
    pub(super) fn of_folded(&mut self, text: String) -> u32 {
        let key = key(&text);
        self.number(key, || text)
    }

    /// Number of a token's word.
    fn of_token(&mut self, token: &Token, text: &str) -> u32 {
        // Of keys only these leave an apostrophe as it is written.
        if text.contains('`') {
            return self.of_folded(folded(text));
        }
        self.number(token.key, || folded(text))
    }

    fn number(&mut self, key: u64, text: impl FnOnce() -> String) -> u32 {
        let next = self.words.len() as u32;
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            self.words.push(Word { text: text(), key });
        }
        number
    }

    /// Adds the words of a token range; marks, clitics and dashes are left out.
    pub(super) fn read(&mut self, scanned: &Scanned<'_>, (from, to): (u32, u32), out: &mut Numbers) {
        for token in &scanned.tokens[from as usize..to as usize] {
            if (token.is(Shape::WORD) || token.is(Shape::DIGIT)) && !token.is(Shape::CLITIC) {
                out.push(self.of_token(token, token.text(scanned.text)));
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
    pub(super) words: Words,
    forms: Vec<Form<'d>>,
    /// Last form with these words.
    last: KeyMap<u32>,
    /// Form of the same words before.
    before: Vec<Option<u32>>,
    next: Form<'d>,
}

impl<'d> Forms<'d> {
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
        self.words.read(scanned, core, &mut next.words);
        self.words.read(scanned, suffix, &mut next.suffix);
        if person {
            lists.formal(scanned, core.0, |name| next.formal.push(self.words.of_folded(name)));
        }
        let form = std::mem::take(next);
        let number = self.find(&form).unwrap_or_else(|| self.add(form.clone()));
        self.next = form;
        number
    }

    fn find(&self, form: &Form<'_>) -> Option<u32> {
        let mut at = self.last.get(&sequence(&form.words)).copied();
        while let Some(number) = at.filter(|n| self.forms[*n as usize] != *form) {
            at = self.before[number as usize];
        }
        at
    }

    /// Adds a new form.
    pub(super) fn add(&mut self, form: Form<'d>) -> u32 {
        let number = self.forms.len() as u32;
        self.before.push(self.last.insert(sequence(&form.words), number));
        self.forms.push(form);
        number
    }
}

/// Key of words in order.
pub(super) fn sequence(words: &[u32]) -> u64 {
    words.iter().fold(0x9e37_79b9_7f4a_7c15, |key, &word| {
        let mixed = (key ^ u64::from(word)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        (mixed ^ mixed >> 32).wrapping_mul(0xc4ce_b9fe_1a85_ec53) ^ mixed >> 29
    })
}
