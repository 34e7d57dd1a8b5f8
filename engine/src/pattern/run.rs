//! Running rules over tokens: dispatch by anchor, bounded backtracking, the longest match of every start.

use super::CAPTURES;
use super::group::{Entry, Group, One, Op};
use super::sight::{Sight, TOKEN};

/// Steps after which an attempt is given up: keeps the time linear whatever the pattern.
const BUDGET: u32 = 4_000;

/// What rules see of a text. Numbers mean what the [`super::Names`] given to the compiler mean.
pub trait Tape {
    /// The token's text.
    fn text(&self, at: usize) -> &str;
    /// Row of the token in the [`super::Vocabulary`].
    fn row(&self, at: usize) -> u32;
    /// Classes of the token, as bits.
    fn classes(&self, at: usize) -> u64;
    /// Gazetteer references with a name that begins here, as bits.
    fn lists(&self, at: usize) -> u128;
    /// Ends of the names of a gazetteer reference that begin here.
    fn list_ends(&self, at: usize, list: u16, ends: &mut Vec<u32>);
    /// Kinds of mentions that begin here, as bits.
    fn mentions(&self, at: usize) -> u32;
    /// Ends of the mentions of a kind that begin here.
    fn mention_ends(&self, at: usize, kind: u8, ends: &mut Vec<u32>);
    /// Kinds of groups that begin here, as bits.
    fn groups(&self, at: usize) -> u32;
    /// Ends of the groups of a kind that begin here.
    fn group_ends(&self, at: usize, kind: u8, ends: &mut Vec<u32>);
}

/// A match of a rule; positions are tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Number of the rule in its group.
    pub rule: u32,
    /// First token of the whole match.
    pub start: u32,
    /// Token after its last.
    pub end: u32,
    /// First token of the capture `it`, or of the whole match.
    pub it_start: u32,
    /// Token after its last.
    pub it_end: u32,
    captures: [(u32, u32); CAPTURES],
}

impl Found {
    /// The tokens of a capture by its number, if it took part in the match.
    pub fn capture(&self, number: usize) -> Option<(u32, u32)> {
        self.captures.get(number).copied().filter(|c| c.1 > 0 && c.0 != u32::MAX)
    }
}

/// Memory for running, reused between texts.
#[derive(Default)]
pub struct Runner {
    stack: Vec<Frame>,
    ends: Vec<u32>,
    tried: Vec<(u32, u64)>,
    sights: Vec<Sight>,
    around: Vec<u32>,
}

#[derive(Clone, Copy)]
enum Frame {
    Branch(u16, u32),
    Restore(u8, u32),
}

/// What an attempt looks at: a group's rules over the tokens of a sentence.
struct Place<'a, T> {
    group: &'a Group,
    tape: &'a T,
    from: usize,
    to: usize,
    /// What the tokens of the sentence offer, each, and between them.
    sights: &'a [Sight],
    all: Sight,
}

impl<T: Tape> Place<'_, T> {
    #[inline]
    fn knows(&self, at: usize, symbol: u16) -> bool {
        if self.sights[at - self.from].words & Sight::word(symbol) == 0 {
            return false;
        }
        let row = self.group.row(self.tape.row(at));
        self.group.symbols[row.symbols.0 as usize..row.symbols.1 as usize].contains(&symbol)
    }
}

/// What the tokens of a sentence offer, each and together, and around which of them rules are tried.
fn look<T: Tape>(group: &Group, tape: &T, (from, to): (usize, usize), sights: &mut Vec<Sight>, around: &mut Vec<u32>) -> Sight {
    sights.clear();
    around.clear();
    let mut all = Sight::default();
    for at in from..to {
        let row = group.row(tape.row(at));
        let sight = Sight {
            words: row.words,
            lists: tape.lists(at),
            classes: tape.classes(at),
            spans: TOKEN | u64::from(tape.mentions(at)) | u64::from(tape.groups(at)) << 32,
        };
        all = all.with(sight);
        if row.entries.0 < row.entries.1 || sight.meets(&group.anchors) {
            around.push(at as u32);
        }
        sights.push(sight);
    }
    all
}

impl Runner {
    /// Finds all matches of a group's rules that lie within the tokens `from..to`, a sentence. Calls for one text go
    /// from left to right; [`Runner::clear`] begins a new one.
    pub fn run<T: Tape>(&mut self, group: &Group, tape: &T, from: usize, to: usize, found: &mut Vec<Found>) {
        if self.tried.len() < group.plans.len() {
            self.tried.resize(group.plans.len(), (0, 0));
        }
        let (mut around, mut sights) = (std::mem::take(&mut self.around), std::mem::take(&mut self.sights));
        let all = look(group, tape, (from, to), &mut sights, &mut around);
        let place = Place { group, tape, from, to, sights: &sights, all };
        for entry in &group.starts {
            self.attempt(&place, *entry, from, found);
        }
        for at in around.iter().map(|&at| at as usize) {
            let row = group.row(tape.row(at));
            self.each(&place, &group.entries[row.entries.0 as usize..row.entries.1 as usize], at, found);
            let sight = &place.sights[at - from];
            self.bits(&place, &group.classes, u128::from(sight.classes & group.anchors.classes), at, found);
            self.bits(&place, &group.lists, sight.lists & group.anchors.lists, at, found);
            let spans = sight.spans & group.anchors.spans;
            self.bits(&place, &group.mentions, u128::from(spans as u32), at, found);
            self.bits(&place, &group.groups, u128::from(spans >> 32), at, found);
        }
        (self.around, self.sights) = (around, sights);
    }

    /// Forgets what was tried: call before another group or text.
    pub fn clear(&mut self) {
        self.tried.clear();
    }

    #[inline]
    fn bits<T: Tape>(&mut self, place: &Place<'_, T>, index: &[Vec<Entry>], mut bits: u128, at: usize, found: &mut Vec<Found>) {
        while bits != 0 {
            let bit = bits.trailing_zeros() as usize;
            bits &= bits - 1;
            self.each(place, &index[bit], at, found);
        }
    }

    fn each<T: Tape>(&mut self, place: &Place<'_, T>, entries: &[Entry], at: usize, found: &mut Vec<Found>) {
        let behind = at - place.from;
        for entry in entries {
            for offset in usize::from(entry.least)..=usize::from(entry.most).min(behind) {
                self.attempt(place, *entry, at - offset, found);
            }
        }
    }

    /// Tries one rule at one start.
    #[inline]
    fn attempt<T: Tape>(&mut self, place: &Place<'_, T>, entry: Entry, start: usize, found: &mut Vec<Found>) {
        let plan = &place.group.plans[entry.rule as usize];
        if !plan.first.meets(&place.sights[start - place.from]) {
            return;
        }
        self.begin(place, entry.rule, start, found);
    }

    /// Runs one rule at one start that its first token allows, once.
    fn begin<T: Tape>(&mut self, place: &Place<'_, T>, rule: u32, start: usize, found: &mut Vec<Found>) {
        let plan = &place.group.plans[rule as usize];
        let needs = &place.group.needs[plan.needs.0 as usize..plan.needs.1 as usize];
        if !needs.iter().all(|need| need.meets(&place.all)) {
            return;
        }
        let (base, bits) = &mut self.tried[rule as usize];
        let start32 = start as u32;
        if start32 >= *base + 64 {
            (*base, *bits) = (start32.saturating_sub(31), if start32 >= *base + 95 { 0 } else { *bits >> (start32 - 31 - *base) });
        }
        if let Some(bit) = start32.checked_sub(*base) {
            if *bits >> bit & 1 == 1 {
                return;
            }
            *bits |= 1 << bit;
        }
        self.execute(place, rule, start, found);
    }

    fn execute<T: Tape>(&mut self, place: &Place<'_, T>, rule: u32, start: usize, found: &mut Vec<Found>) {
        let (from, to) = (place.from, place.to);
        let plan = &place.group.plans[rule as usize];
        let ops = &place.group.ops[plan.op as usize..];
        let mut saved = [(u32::MAX, 0u32); CAPTURES];
        let (mut pc, mut at) = (0usize, start);
        let mut budget = BUDGET;
        let before = found.len();
        self.stack.clear();
        loop {
            budget -= 1;
            if budget == 0 {
                return;
            }
            let alive = match ops[pc] {
                Op::Test(test) => match if at < to { self.test(place, test, at) } else { None } {
                    Some(end) => {
                        pc += 1;
                        // Other ends of the same list, mention or group are tried later, longest first.
                        for &other in self.ends.iter().filter(|&&e| e as usize != end) {
                            self.stack.push(Frame::Branch(pc as u16, other));
                        }
                        at = end;
                        true
                    }
                    None => false,
                },
                Op::Split(first, second) => {
                    self.stack.push(Frame::Branch(second, at as u32));
                    pc = usize::from(first);
                    true
                }
                Op::Any => {
                    at += 1;
                    pc += 1;
                    at <= to
                }
                Op::Jump(next) => {
                    pc = usize::from(next);
                    true
                }
                Op::Save(slot) => {
                    let capture = &mut saved[usize::from(slot / 2)];
                    let end = if slot % 2 == 0 { &mut capture.0 } else { &mut capture.1 };
                    self.stack.push(Frame::Restore(slot, *end));
                    *end = at as u32;
                    pc += 1;
                    true
                }
                Op::Not(first, count) => {
                    let tests = &place.group.tests[usize::from(first)..usize::from(first + count)];
                    let passes = at < to && !tests.iter().any(|t| self.test(place, *t, at).is_some());
                    at += 1;
                    pc += 1;
                    passes
                }
                Op::Start => {
                    pc += 1;
                    at == from
                }
                Op::Done => {
                    let end = at as u32;
                    let (it_start, it_end) = plan.it.map_or((start as u32, end), |n| saved[usize::from(n)]);
                    let same = |f: &&mut Found| !place.group.all || (f.it_start, f.it_end) == (it_start, it_end);
                    match found[before..].iter_mut().find(same) {
                        Some(old) if old.end >= end => {}
                        Some(old) => *old = Found { rule, start: start as u32, end, it_start, it_end, captures: saved },
                        None => found.push(Found { rule, start: start as u32, end, it_start, it_end, captures: saved }),
                    }
                    false
                }
            };
            if alive {
                continue;
            }
            loop {
                match self.stack.pop() {
                    Some(Frame::Branch(next, place)) => {
                        (pc, at) = (usize::from(next), place as usize);
                        break;
                    }
                    Some(Frame::Restore(slot, old)) => {
                        let capture = &mut saved[usize::from(slot / 2)];
                        if slot % 2 == 0 { capture.0 = old } else { capture.1 = old }
                    }
                    None => return,
                }
            }
        }
    }

    /// The longest end of a test that holds at a token; `self.ends` has all of them, if there are several.
    #[inline]
    fn test<T: Tape>(&mut self, place: &Place<'_, T>, test: One, at: usize) -> Option<usize> {
        self.ends.clear();
        let tape = place.tape;
        let holds = match test {
            One::Word(symbol) => place.knows(at, symbol),
            One::Exact(symbol, text) => place.knows(at, symbol) && tape.text(at) == place.group.texts[usize::from(text)],
            One::Class(bit) => place.sights[at - place.from].classes >> bit & 1 == 1,
            One::List(list) => {
                if place.sights[at - place.from].lists >> list & 1 == 0 {
                    return None;
                }
                tape.list_ends(at, u16::from(list), &mut self.ends);
                return self.longest(place.to);
            }
            One::Mention(kind) => {
                if place.sights[at - place.from].spans >> kind & 1 == 0 {
                    return None;
                }
                tape.mention_ends(at, kind, &mut self.ends);
                return self.longest(place.to);
            }
            One::Group(kind) => {
                if place.sights[at - place.from].spans >> (32 + kind) & 1 == 0 {
                    return None;
                }
                tape.group_ends(at, kind, &mut self.ends);
                return self.longest(place.to);
            }
        };
        holds.then_some(at + 1)
    }

    fn longest(&mut self, to: usize) -> Option<usize> {
        if let [end] = self.ends[..] {
            return Some(end as usize).filter(|&end| end <= to);
        }
        self.ends.retain(|&e| e as usize <= to);
        if !self.ends.is_sorted() {
            self.ends.sort_unstable();
        }
        self.ends.dedup();
        self.ends.last().map(|&e| e as usize)
    }
}
