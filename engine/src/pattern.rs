//! Token patterns: rules written as text, compiled to small programs, run only where the tokens offer what they ask for.
//!
//! | form | matches |
//! |---|---|
//! | `word` | that word, folded |
//! | `"Exact"` | that text to the letter |
//! | `~lemma` | any inflected form |
//! | `@list` | a list of the file, a gazetteer, or a folder of gazetteers |
//! | `$class` | a token of that class |
//! | `<mention>` | a mention of an earlier group |
//! | `[NG]` | a group of words that begins here |
//! | `^` | nothing, at the start of the sentence |
//! | `a \| b`, `x?`, `x+`, `( )` | one of, optional, up to 12, together |
//! | `!x` | one token that is not |
//! | `..4` | up to four tokens, never past the sentence |
//! | `name:x` | captures |

mod asked;
mod compile;
mod extent;
mod gate;
mod group;
mod index;
mod parse;
mod rows;
mod rules;
mod run;
mod select;
mod sight;
mod vocabulary;

pub use compile::{Compiler, Names};
pub use group::Group;
pub use rules::{Example, Rule, RuleError, RuleFile, examples, place};
pub use run::{Found, Runner, Tape};
pub use select::select;
pub use sight::{Kinds, Sight, Sights};
pub use vocabulary::Vocabulary;

use asked::Asks;
use serde::{Deserialize, Serialize};

/// Most captures in one rule.
pub const CAPTURES: usize = 8;

/// A test of one token, or of a span that begins at it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Test {
    Word(u16),
    Exact(u16, String),
    Class(u8),
    List(u16),
    Mention(u8),
    Group(u8),
}

/// One step of a compiled pattern.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Step {
    Test(Test),
    /// One token of which one of the tests holds.
    One(Vec<Test>),
    Not(Vec<Test>),
    Any,
    Start,
    /// Try the first, then the second.
    Split(u16, u16),
    Jump(u16),
    /// Begin (even) or end (odd) of a capture.
    Save(u8),
    Done,
}

/// A compiled pattern.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Program {
    pub(crate) steps: Vec<Step>,
    pub(crate) asked: Asks,
    /// Names of the captures, by number.
    pub captures: Vec<String>,
}

impl Program {
    /// Number of a capture.
    pub fn capture(&self, name: &str) -> Option<usize> {
        self.captures.iter().position(|c| c == name)
    }
}

#[cfg(test)]
mod tests;
