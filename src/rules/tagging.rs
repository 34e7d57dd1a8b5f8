//! The tagger's table: how a word with several readings gets its tag, compiled from `rules/words/tagging.toml`.
//!
//! The build compiles the built-in file with this code, users' files join it when they are loaded. What the forms of a
//! rule mean is said in the file itself.

mod parse;

use copydesk_engine::pattern::RuleError;
use serde::{Deserialize, Serialize};

/// Tags of the lexicon and of tagging rules; a tag's place is its bit.
pub const TAGS: [&str; 38] = [
    "N", "NS", "PROPN", "V", "VZ", "VD", "VN", "VG", "A", "AR", "AS", "R", "RR", "RS", "WADV", "DET", "PRON", "POSS", "REL", "EX", "MD",
    "AUX", "AUXZ", "AUXD", "AUXN", "AUXG", "ADP", "SCONJ", "CCONJ", "TO", "NOT", "POS", "NUM", "INTJ", "PUNCT", "HYPH", "SYM", "X",
];

/// What words do in verb groups and noun groups; said in `rules/words/verbs.toml`.
pub const ROLES: [&str; 13] =
    ["be", "have", "do", "get", "future", "planned", "hearsay", "able", "obliged", "negative", "negation-joins", "day", "article"];

/// The bit of a tag by its name.
pub fn tag_bit(name: &str) -> Option<u64> {
    TAGS.iter().position(|t| *t == name).map(|n| 1 << n)
}

/// A test of one word; all that is set is joined by `or`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Test {
    /// Turns the result round.
    pub not: bool,
    /// Holds for every word.
    pub any: bool,
    /// Holds beyond the sentence.
    pub edge: bool,
    /// Starts with a capital.
    pub capital: bool,
    /// Has an adjective that is written with a capital.
    pub nationality: bool,
    /// Stands in a line that no full stop ends.
    pub line: bool,
    /// Tags that it may have now.
    pub now: u64,
    /// Tags that it can have.
    pub likely: u64,
    /// Tags that it can have, rare ones too.
    pub rare: u64,
    /// Tags of its first reading.
    pub first: u64,
    /// Number of a set of words; 0 is the empty set.
    pub words: u16,
    /// Number of a set of lemmas.
    pub lemmas: u16,
}

/// A place beside the word: tests joined by `and`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Element {
    /// Up to six words, as long as they fit.
    pub repeated: bool,
    /// Its tests.
    pub tests: Vec<Test>,
}

/// One rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TagRule {
    /// Path of the file and name (`words/tagging/perfect`).
    pub id: String,
    /// What the word itself must be.
    pub target: Vec<Test>,
    /// What stands before it, nearest first.
    pub left: Vec<Element>,
    /// What stands after it.
    pub right: Vec<Element>,
    /// Tags to choose from.
    pub pick: u64,
    /// Tags that are chosen even where they are rare, in order.
    pub rare: Vec<u8>,
    /// Symbol of the lemma that the chosen reading must have; 0: any.
    pub lemma: u16,
}

/// Readings of words that no list has, by their ending.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guess {
    /// The ending.
    pub ends: String,
    /// How many letters must stand before it.
    pub least: u8,
    /// Tag, what the lemma loses at the end, and what it gains.
    pub readings: Vec<(u8, String, String)>,
}

/// A sentence with a marked word and the tag that it must get.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagExample {
    /// The rule's id.
    pub rule: String,
    /// The sentence, without marks.
    pub text: String,
    /// Bytes of the word.
    pub span: (usize, usize),
    /// Name of its tag.
    pub tag: String,
    /// Whether the rule must be what decides.
    pub accepted: bool,
    /// The line of the file, from 1.
    pub line: usize,
}

/// The compiled table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tagging {
    /// Words and lemmas that rules name; a word's place is its symbol, from 1.
    pub symbols: Vec<String>,
    /// Forms of the lemmas that rules name, by symbol.
    pub forms: Vec<(u16, Vec<String>)>,
    /// Sets of symbols.
    pub sets: Vec<Vec<u16>>,
    /// Words that in capitals are names (`IT`, `WHO`), by symbol.
    pub capital_names: Vec<u16>,
    /// Words that build groups, with the number of what they do.
    pub roles: Vec<(String, u8)>,
    /// By ending, in order.
    pub guesses: Vec<Guess>,
    /// In order.
    pub rules: Vec<TagRule>,
}

impl Tagging {
    /// Compiles a file and adds it. `forms` gives a lemma's inflected forms.
    ///
    /// # Errors
    /// Every mistake with line, column, what was found and what is allowed.
    pub fn add(&mut self, id: &str, file: &str, text: &str, forms: &dyn Fn(&str) -> Vec<String>) -> Result<(), Vec<RuleError>> {
        parse::add(self, id, file, text, forms)
    }

    /// The examples of a file.
    ///
    /// # Errors
    /// When the file is no tagging file.
    pub fn examples(id: &str, file: &str, text: &str) -> Result<Vec<TagExample>, RuleError> {
        parse::examples(id, file, text)
    }
}

/// Bits of the tags that code names.
#[allow(missing_docs, reason = "the names are those of the tags")]
pub mod bits {
    use super::TAGS;

    const fn bit(name: &str) -> u64 {
        let mut tag = 0;
        while tag < TAGS.len() {
            let (a, b) = (TAGS[tag].as_bytes(), name.as_bytes());
            let mut same = a.len() == b.len();
            let mut at = 0;
            while same && at < a.len() {
                same = a[at] == b[at];
                at += 1;
            }
            if same {
                return 1 << tag;
            }
            tag += 1;
        }
        panic!("no such tag")
    }

    pub const N: u64 = bit("N");
    pub const NS: u64 = bit("NS");
    pub const PROPN: u64 = bit("PROPN");
    pub const V: u64 = bit("V");
    pub const VZ: u64 = bit("VZ");
    pub const VD: u64 = bit("VD");
    pub const VN: u64 = bit("VN");
    pub const VG: u64 = bit("VG");
    pub const A: u64 = bit("A");
    pub const AR: u64 = bit("AR");
    pub const AS: u64 = bit("AS");
    pub const R: u64 = bit("R");
    pub const RR: u64 = bit("RR");
    pub const RS: u64 = bit("RS");
    pub const WADV: u64 = bit("WADV");
    pub const DET: u64 = bit("DET");
    pub const PRON: u64 = bit("PRON");
    pub const POSS: u64 = bit("POSS");
    pub const REL: u64 = bit("REL");
    pub const EX: u64 = bit("EX");
    pub const MD: u64 = bit("MD");
    pub const AUX: u64 = bit("AUX");
    pub const AUXZ: u64 = bit("AUXZ");
    pub const AUXD: u64 = bit("AUXD");
    pub const AUXN: u64 = bit("AUXN");
    pub const AUXG: u64 = bit("AUXG");
    pub const ADP: u64 = bit("ADP");
    pub const SCONJ: u64 = bit("SCONJ");
    pub const CCONJ: u64 = bit("CCONJ");
    pub const TO: u64 = bit("TO");
    pub const NOT: u64 = bit("NOT");
    pub const POS: u64 = bit("POS");
    pub const NUM: u64 = bit("NUM");
    pub const INTJ: u64 = bit("INTJ");
    pub const PUNCT: u64 = bit("PUNCT");
    pub const HYPH: u64 = bit("HYPH");
    pub const SYM: u64 = bit("SYM");
    pub const X: u64 = bit("X");

    /// Words of closed classes.
    pub const FUNCTION: u64 =
        DET | PRON | POSS | REL | EX | WADV | MD | AUX | AUXZ | AUXD | AUXN | AUXG | ADP | SCONJ | CCONJ | TO | NOT | POS | INTJ;
}
