//! The rules of `rules/layout/` at work: run over one line, their captures by name.

use super::Decided;
use crate::rules::make::layout::Make;
use crate::rules::{Rules, Tape};
use crate::scan::Scanned;
use copydesk_engine::pattern::{Found, Runner};

/// Tokens of a line at which the head's rules look.
const REACH: usize = 72;

/// A match with its captures.
#[derive(Clone, Debug)]
pub(super) struct Match {
    pub(super) rule: u32,
    pub(super) make: Make,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) it: (usize, usize),
    pub(super) place: Option<(usize, usize)>,
    pub(super) agency: Option<(usize, usize)>,
    pub(super) distributor: Option<(usize, usize)>,
    pub(super) day: Option<(usize, usize)>,
    pub(super) month: Option<(usize, usize)>,
    pub(super) year: Option<(usize, usize)>,
    pub(super) names: [Option<(usize, usize)>; 4],
}

impl Match {
    /// What is kept of it for `explain` and the rules' examples.
    pub(super) fn trace(&self) -> Decided {
        Decided { rule: self.rule, tokens: (self.it.0 as u32, self.it.1 as u32) }
    }

    pub(super) fn has_no_name(&self) -> bool {
        self.names[0].is_none()
    }
}

/// Rules with the memory to run them.
pub(super) struct Rulebook<'b> {
    pub(super) rules: &'b Rules,
    pub(super) runner: &'b mut Runner,
    pub(super) found: &'b mut Vec<Found>,
}

impl Rulebook<'_> {
    /// All matches within `from..to`.
    pub(super) fn all(&mut self, scanned: &Scanned<'_>, from: usize, to: usize) -> impl Iterator<Item = Match> + '_ {
        self.found.clear();
        let tape = Tape { scanned, sights: scanned.sights, groups: None, mentions: None, rules: self.rules };
        self.runner.run(&self.rules.layout.group, &tape, from, to, self.found);
        self.matches()
    }

    fn matches(&self) -> impl Iterator<Item = Match> + '_ {
        let rules = self.rules;
        self.found.iter().map(move |f| {
            let capture = |name: &str| rules.layout.capture(f, name);
            Match {
                rule: f.rule,
                make: rules.layout.rule(f).make,
                start: f.start as usize,
                end: f.end as usize,
                it: (f.it_start as usize, f.it_end as usize),
                place: capture("place"),
                agency: capture("agency"),
                distributor: capture("distributor"),
                day: capture("day"),
                month: capture("month"),
                year: capture("year"),
                names: [capture("first"), capture("second"), capture("third"), capture("fourth")],
            }
        })
    }

    /// The longest match that begins at the start of a line and passes a test; of equals the first rule's.
    pub(super) fn best(&mut self, scanned: &Scanned<'_>, from: usize, to: usize, test: impl Fn(&Match) -> bool) -> Option<Match> {
        self.found.clear();
        let tape = Tape { scanned, sights: scanned.sights, groups: None, mentions: None, rules: self.rules };
        self.runner.run_at(&self.rules.layout.group, &tape, from, to.min(from + REACH), self.found);
        let mut best: Option<Match> = None;
        for m in self.matches() {
            if m.end > from && best.as_ref().is_none_or(|b| b.end < m.end) && test(&m) {
                best = Some(m);
            }
        }
        best
    }
}
