//! The tagging table ready to run: symbols by token key, sets as bits, and which rules a word must be tried with.

mod views;

use super::tagging::{Element, Guess, TAGS, TagRule, Tagging, Test};
use copydesk_engine::blob::{Blob, Reading};
use copydesk_engine::fold::key;
use copydesk_engine::pattern::Vocabulary;
use std::collections::BTreeMap;
use views::Places;
pub use views::{EDGE, Views};

/// How many words a repeated element may take.
const REPEATED: usize = 6;

/// What rules see of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sight {
    /// The tag that it has now.
    pub now: u64,
    /// Tags that it can have.
    pub likely: u64,
    /// Tags that it can have, rare ones too.
    pub all: u64,
    /// Tag of its first reading.
    pub first: u64,
    /// Its row among the words that rules name; 0: none of them.
    pub row: u32,
    /// Symbol of its form.
    pub symbol: u16,
    /// Symbol of the lemma that it has now.
    pub lemma: u16,
    /// Starts with a capital.
    pub capital: bool,
    /// Has an adjective that is written with a capital.
    pub nationality: bool,
    /// Stands in a line that no full stop ends.
    pub line: bool,
}

/// How many elements of a rule before and behind its word are decided by the words that stand there alone.
type Decided = [usize; 2];

#[derive(Clone, Default)]
struct Row {
    symbol: u16,
    lemmas: Vec<(u64, u16)>,
}

/// The tagging table, ready to run.
pub struct Tagger {
    vocabulary: Vocabulary,
    rows: Vec<Row>,
    sets: Vec<u64>,
    stride: usize,
    capital_names: Vec<u16>,
    tags: Vec<u8>,
    guesses: Vec<Guess>,
    rules: Vec<TagRule>,
    /// What rules ask of the words beside.
    places: Places,
    /// What is decided of each rule by that.
    decided: Vec<Decided>,
    /// By tag the rules that can choose it where it is likely, and those that can where it is rare.
    picks: [Vec<u64>; 2],
    symbols: Vec<String>,
    roles: Vocabulary,
}

impl Tagger {
    /// Makes a table ready, with the readings of a blob.
    pub fn new(table: Tagging, blob: &Blob) -> Self {
        let view = blob.view();
        let tags: Vec<u8> = blob.tags().iter().map(|name| TAGS.iter().position(|t| t == name).unwrap_or(TAGS.len() - 1) as u8).collect();
        let mut rows: BTreeMap<u64, Row> = BTreeMap::new();
        for (n, word) in table.symbols.iter().enumerate() {
            rows.entry(key(word)).or_default().symbol = n as u16 + 1;
        }
        for (symbol, forms) in &table.forms {
            let lemma = &table.symbols[usize::from(*symbol) - 1];
            for form in forms.iter().chain([lemma]) {
                let row = rows.entry(key(form)).or_default();
                for reading in view.readings(key(form)).iter().filter(|r| view.lemma(r) == lemma) {
                    let pair = (1 << tags[usize::from(reading.tag)], *symbol);
                    // Of two readings with one tag the first gives the lemma, unless a rule asks for the other.
                    if row.lemmas.iter().all(|l| *l != pair) {
                        row.lemmas.push(pair);
                    }
                }
            }
        }
        for (key, row) in &mut rows {
            let place = |pair: &(u64, u16)| {
                let lemma = &table.symbols[usize::from(pair.1) - 1];
                view.readings(*key).iter().position(|r| 1 << tags[usize::from(r.tag)] == pair.0 && view.lemma(r) == lemma)
            };
            row.lemmas.sort_by_key(place);
        }
        let stride = table.symbols.len() / 64 + 1;
        let mut sets = vec![0; stride * table.sets.len().max(1)];
        for (n, set) in table.sets.iter().enumerate() {
            for &symbol in set {
                sets[n * stride + usize::from(symbol) / 64] |= 1 << (symbol % 64);
            }
        }
        let vocabulary = Vocabulary::new(rows.keys().map(|&k| (k, Vec::new())));
        let mut by_row = vec![Row::default(); rows.len() + 1];
        for (key, row) in rows {
            by_row[vocabulary.row(key) as usize] = row;
        }
        Tagger {
            vocabulary,
            rows: by_row,
            sets,
            stride,
            tags,
            roles: roles(&table),
            capital_names: table.capital_names,
            guesses: table.guesses,
            places: Places::new(&table.rules),
            decided: table.rules.iter().map(|r| [views::decided(&r.left), views::decided(&r.right)]).collect(),
            picks: [picks(&table.rules, |rule, tag| rule.pick >> tag & 1 == 1), picks(&table.rules, |rule, tag| rule.rare.contains(&tag))],
            rules: table.rules,
            symbols: table.symbols,
        }
    }

    /// Number of a reading's tag among [`TAGS`].
    #[inline]
    pub fn tag(&self, reading: &Reading) -> u8 {
        self.tags[usize::from(reading.tag)]
    }

    /// The rules, in order.
    pub fn rules(&self) -> &[TagRule] {
        &self.rules
    }

    /// Row and symbol of a token's form.
    #[inline]
    pub fn look_up(&self, key: u64) -> (u32, u16) {
        let row = self.vocabulary.row(key);
        (row, self.rows[row as usize].symbol)
    }

    /// Symbol of the lemma that a word of this row has with a tag.
    #[inline]
    pub fn lemma(&self, row: u32, tag: u64) -> u16 {
        self.rows[row as usize].lemmas.iter().find(|l| l.0 == tag).map_or(0, |l| l.1)
    }

    /// The word or lemma behind a symbol.
    pub fn word(&self, symbol: u16) -> &str {
        symbol.checked_sub(1).map_or("", |n| &self.symbols[usize::from(n)])
    }

    /// What a word does in groups, as bits by number in [`super::tagging::ROLES`].
    #[inline]
    pub fn roles(&self, key: u64) -> u16 {
        self.roles.symbols(self.roles.row(key)).first().copied().unwrap_or(0)
    }

    /// Whether a word is a name where it stands in capitals.
    pub fn is_capital_name(&self, symbol: u16) -> bool {
        symbol != 0 && self.capital_names.contains(&symbol)
    }

    /// What an unknown word in lower case can be, by its ending: tag, what its lemma loses and gains.
    pub fn guess(&self, word: &str) -> &[(u8, String, String)] {
        let fits = |g: &&Guess| word.ends_with(&g.ends) && word.len() >= g.ends.len() + usize::from(g.least);
        self.guesses.iter().find(fits).map_or(&[], |g| &g.readings)
    }

    #[inline]
    fn has(&self, set: u16, symbol: u16) -> bool {
        symbol != 0 && set != 0 && self.sets[usize::from(set) * self.stride + usize::from(symbol) / 64] >> (symbol % 64) & 1 == 1
    }

    #[inline]
    fn holds(&self, test: &Test, word: &Sight) -> bool {
        let tags = word.now & test.now | word.likely & test.likely | word.all & test.rare | word.first & test.first;
        let plain = test.any | test.capital & word.capital | test.nationality & word.nationality | test.line & word.line;
        let fits = tags != 0 || plain || self.has(test.words, word.symbol) || self.has(test.lemmas, word.lemma);
        fits != test.not
    }

    /// Whether a test of the word itself holds, apart from the tag that it has now.
    fn holds_of_word(&self, test: &Test, word: &Sight) -> bool {
        test.any
            || word.likely & test.likely != 0
            || word.all & test.rare != 0
            || word.first & test.first != 0
            || self.has(test.words, word.symbol)
            || test.lemmas != 0 && self.rows[word.row as usize].lemmas.iter().any(|l| self.has(test.lemmas, l.1))
            || test.capital && word.capital
            || test.nationality && word.nationality
            || test.line && word.line
    }

    /// Whether a rule can fire at a word that is this now.
    fn may_fire(&self, rule: &TagRule, word: &Sight) -> bool {
        rule.target.iter().all(|test| (word.now & test.now != 0 || self.holds_of_word(test, word)) != test.not)
    }

    /// Puts the rules that can fire at a word that is this now into a set.
    fn collect(&self, word: &Sight, set: &mut [u64]) {
        let width = self.places.width;
        set.fill(0);
        for (picks, mut tags) in self.picks.iter().zip([word.likely, word.all]) {
            while tags != 0 {
                let first = tags.trailing_zeros() as usize * width;
                tags &= tags - 1;
                for (all, rules) in set.iter_mut().zip(&picks[first..first + width]) {
                    *all |= rules;
                }
            }
        }
        for (n, rules) in set.iter_mut().enumerate() {
            let mut rest = *rules;
            while rest != 0 {
                let bit = rest.trailing_zeros();
                rest &= rest - 1;
                if !self.may_fire(&self.rules[n * 64 + bit as usize], word) {
                    *rules &= !(1 << bit);
                }
            }
        }
    }

    /// The first rule that fires at a word; `views` are those of the words, with two [`EDGE`]s before and behind.
    #[inline]
    pub fn fire(&self, known: &mut Views, views: &[u32], words: &[Sight], at: usize) -> Option<u16> {
        let &[before, near, own, next, behind] = views[at..].first_chunk()?;
        for (n, mut set) in known.sets(self, [before, near, own, next, behind], &words[at]).enumerate() {
            while set != 0 {
                let number = n * 64 + set.trailing_zeros() as usize;
                set &= set - 1;
                if self.fires(number, words, at) {
                    return Some(number as u16);
                }
            }
        }
        None
    }

    /// Whether what is not decided yet holds for a rule.
    fn fires(&self, number: usize, words: &[Sight], at: usize) -> bool {
        let (rule, [before, behind]) = (&self.rules[number], self.decided[number]);
        (rule.left.len() == before || self.walk(&rule.left[before..], words[..at.saturating_sub(before)].iter().rev()))
            && (rule.right.len() == behind || self.walk(&rule.right[behind..], words.get(at + 1 + behind..).unwrap_or_default().iter()))
    }

    fn walk<'w>(&self, elements: &[Element], mut words: impl Iterator<Item = &'w Sight>) -> bool {
        let mut next = words.next();
        for element in elements {
            if element.repeated {
                let mut taken = 0;
                while let Some(word) = next
                    && taken < REPEATED
                    && element.tests.iter().all(|t| self.holds(t, word))
                {
                    next = words.next();
                    taken += 1;
                }
                continue;
            }
            let fits = match next {
                Some(word) => element.tests.iter().all(|t| self.holds(t, word)),
                None => element.tests.iter().all(|t| t.edge != t.not),
            };
            if !fits {
                return false;
            }
            next = words.next();
        }
        true
    }
}

/// For every tag the rules that choose it, as sets.
fn picks(rules: &[TagRule], chooses: impl Fn(&TagRule, u8) -> bool) -> Vec<u64> {
    let width = rules.len().div_ceil(64).max(1);
    let mut sets = vec![0; TAGS.len() * width];
    for (number, rule) in rules.iter().enumerate() {
        for tag in (0..TAGS.len()).filter(|&tag| chooses(rule, tag as u8)) {
            sets[tag * width + number / 64] |= 1 << (number % 64);
        }
    }
    sets
}

fn roles(table: &Tagging) -> Vocabulary {
    let mut words: BTreeMap<u64, u16> = BTreeMap::new();
    for (word, role) in &table.roles {
        *words.entry(key(word)).or_default() |= 1 << role;
    }
    Vocabulary::new(words.into_iter().map(|(key, bits)| (key, vec![bits])))
}
