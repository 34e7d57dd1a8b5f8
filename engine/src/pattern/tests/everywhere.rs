//! What the index lets begin gives all that trying every rule at every token gives.

use super::{Words, compile};
use crate::pattern::{CAPTURES, Found, Group, Program, Runner, Step, Tape, Test};
use proptest::prelude::*;

/// Tries a program at a token by itself, without rows, gates or anything remembered.
struct Attempt<'a, 't> {
    tape: &'a Words<'t>,
    program: &'a Program,
    start: usize,
    saved: [(u32, u32); CAPTURES],
    best: Option<(usize, [(u32, u32); CAPTURES])>,
}

impl Attempt<'_, '_> {
    /// Ends of what a test finds at a token, longest first.
    fn ends(&self, test: &Test, at: usize) -> Vec<usize> {
        let sight = self.tape.kinds.sight(self.tape.of[at]);
        let knows = |symbol: &u16| self.tape.vocabulary.symbols(sight.row).contains(symbol);
        let mut ends = Vec::new();
        let one = match test {
            Test::Word(symbol) => knows(symbol),
            Test::Exact(symbol, text) => knows(symbol) && self.tape.text(at) == text,
            Test::Class(class) => sight.classes >> class & 1 == 1,
            Test::List(list) if sight.lists >> list & 1 == 1 => {
                self.tape.list_ends(at, *list, &mut ends);
                false
            }
            Test::Mention(kind) if self.tape.mentions(at) >> kind & 1 == 1 => {
                self.tape.mention_ends(at, *kind, &mut ends);
                false
            }
            Test::Group(kind) if sight.groups >> kind & 1 == 1 => {
                self.tape.group_ends(at, *kind, &mut ends);
                false
            }
            _ => false,
        };
        ends.extend(one.then_some(at as u32 + 1));
        ends.sort_unstable();
        ends.dedup();
        ends.into_iter().rev().map(|end| end as usize).filter(|&end| end <= self.tape.tokens.len()).collect()
    }

    fn go(&mut self, pc: usize, at: usize) {
        let inside = at < self.tape.tokens.len();
        match &self.program.steps[pc] {
            Step::Test(test) if inside => self.ends(test, at).into_iter().for_each(|end| self.go(pc + 1, end)),
            Step::One(tests) if inside && tests.iter().any(|t| !self.ends(t, at).is_empty()) => self.go(pc + 1, at + 1),
            Step::Not(tests) if inside && tests.iter().all(|t| self.ends(t, at).is_empty()) => self.go(pc + 1, at + 1),
            Step::Any if inside => self.go(pc + 1, at + 1),
            Step::Start if at == 0 => self.go(pc + 1, at),
            Step::Jump(next) => self.go(usize::from(*next), at),
            Step::Split(a, b) => {
                self.go(usize::from(*a), at);
                self.go(usize::from(*b), at);
            }
            Step::Save(slot) => {
                let number = usize::from(slot / 2);
                let old = self.saved[number];
                let end = if slot % 2 == 0 { &mut self.saved[number].0 } else { &mut self.saved[number].1 };
                *end = at as u32;
                self.go(pc + 1, at);
                self.saved[number] = old;
            }
            Step::Done if self.best.is_none_or(|best| best.0 < at) => self.best = Some((at, self.saved)),
            _ => {}
        }
    }
}

/// What every program finds at every token.
fn everywhere(programs: &[Program], tape: &Words<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for start in 0..tape.tokens.len() {
        for (rule, program) in programs.iter().enumerate() {
            let mut attempt = Attempt { tape, program, start, saved: [(u32::MAX, 0); CAPTURES], best: None };
            attempt.go(0, attempt.start);
            if let Some((end, captures)) = attempt.best {
                let (start, end) = (start as u32, end as u32);
                let it = program.capture("it").map(|n| captures[n]).filter(|it| it.0 < it.1);
                let (it_start, it_end) = it.unwrap_or((start, end));
                found.push(Found { rule: rule as u32, start, end, it_start, it_end, captures });
            }
        }
    }
    found
}

/// A pattern, of parts that are drawn.
fn pattern() -> impl Strategy<Value = String> {
    let test = prop_oneof![
        Just("said"),
        Just("in"),
        Just("~sign"),
        Just("@day"),
        Just("@places/cities"),
        Just("$capital"),
        Just("$number"),
        Just("<who>"),
        Just("[NG]"),
        Just("\"New\""),
        Just("!in"),
        Just("!$capital"),
        Just("!@places/cities"),
        Just("!(said | <who>)"),
        Just("..2"),
        Just("$capital+"),
        Just("(dog | @day)+")
    ];
    let part = test.prop_map(String::from).prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|a| format!("({a})?")),
            inner.clone().prop_map(|a| format!("it:({a})")),
            prop::collection::vec(inner.clone(), 2..4).prop_map(|all| format!("({})", all.join(" | "))),
            prop::collection::vec(inner, 2..4).prop_map(|all| all.join(" ")),
        ]
    });
    (any::<bool>(), prop::collection::vec(part, 1..5))
        .prop_map(|(start, all)| format!("{}{}", if start { "^ " } else { "" }, all.join(" ")))
}

/// A sentence of words that patterns name.
fn sentence() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("said"),
        Just("in"),
        Just("signs"),
        Just("sign"),
        Just("Monday"),
        Just("New"),
        Just("Year"),
        Just("York"),
        Just("7"),
        Just("dog"),
        Just("Ann")
    ];
    prop::collection::vec(word, 1..14).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]
    #[test]
    fn the_index_hides_no_match(finds in prop::collection::vec(pattern(), 1..9), text in sentence(), others in 0usize..70) {
        // Other rules before move these to other bits and lines.
        let head = "about = \"x\"\n[lists]\nday = [\"Monday\", \"New Year\", \"Tuesday\"]\n";
        let mut rules = String::from(head);
        let mut count = 0;
        for find in std::iter::repeat_n("dog said dog said dog".to_string(), others).chain(finds) {
            let rule = format!("[[rule]]\nname = \"r{count}\"\nfind = '''{find}'''\nmake = \"m\"\naccepts = [\"x\"]\n");
            // Patterns that could begin anywhere are refused.
            if count < others || compile(&format!("{head}{rule}")).is_ok() {
                rules += &rule;
                count += 1;
            }
        }
        let (rules, vocabulary) = compile(&rules).unwrap();
        let programs: Vec<Program> = rules.into_iter().map(|r| r.program).collect();
        let tape = Words::new(&text, &vocabulary);
        for common in [0, 2] {
            let (group, mut found) = (Group::new(&programs, common, false), Vec::new());
            Runner::default().run(&group, &tape, 0, tape.tokens.len(), &mut found);
            prop_assert_eq!(&found, &everywhere(&programs, &tape));
        }
    }
}
