//! How long a match can be, and how near its start a token of it must be a certain one: rules that any text could begin
//! to match are refused.

use super::Test;

/// Farthest that token may stand from the start of the match.
const FARTHEST: usize = 24;
/// Longest span that a list, mention or group can cover.
const LONGEST_SPAN: usize = 16;

/// Tokens that a piece of a pattern takes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Extent {
    pub(crate) least: usize,
    pub(crate) most: usize,
    /// Farthest place at which a token stands that every match must hold.
    pub(crate) sure: Option<usize>,
}

impl Extent {
    pub(crate) fn empty() -> Self {
        Extent::any(0, 0)
    }

    /// Tokens of any kind.
    pub(crate) fn any(least: usize, most: usize) -> Self {
        Extent { least, most, sure: None }
    }

    /// A test by itself.
    pub(crate) fn of(test: &Test) -> Self {
        let most = if matches!(test, Test::List(_) | Test::Mention(_) | Test::Group(_)) { LONGEST_SPAN } else { 1 };
        Extent { least: 1, most, sure: Some(0) }
    }

    /// The start of the sentence.
    pub(crate) fn start() -> Self {
        Extent { least: 0, most: 0, sure: Some(0) }
    }

    /// One after the other.
    pub(crate) fn then(self, next: Extent) -> Self {
        let behind = next.sure.map(|sure| sure + self.most).filter(|&sure| sure <= FARTHEST);
        Extent { least: self.least + next.least, most: self.most + next.most, sure: self.sure.or(behind) }
    }

    /// One of several.
    pub(crate) fn either(branches: &[Extent]) -> Self {
        let least = branches.iter().map(|b| b.least).min().unwrap_or(0);
        let most = branches.iter().map(|b| b.most).max().unwrap_or(0);
        let sure = branches.iter().try_fold(0, |far, b| Some(b.sure?.max(far)));
        Extent { least, most, sure }
    }

    pub(crate) fn optional(self) -> Self {
        Extent { least: 0, most: self.most, sure: None }
    }

    pub(crate) fn many(self, times: usize) -> Self {
        Extent { most: self.most * times, ..self }
    }
}
