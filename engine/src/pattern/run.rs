//! Running rules over tokens: where the index lets one begin, bounded backtracking, the longest match of every start.

use super::CAPTURES;
use super::Vocabulary;
use super::gate::{Gate, Met};
use super::group::{Group, Op};
use super::rows::{Rows, Seen};
use super::sight::Sights;

/// Steps after which an attempt is given up: keeps the time linear whatever the pattern.
const BUDGET: u32 = 4_000;

/// What rules see of a text. Numbers mean what the [`super::Names`] given to the compiler mean.
pub trait Tape {
    /// The token's text.
    fn text(&self, at: usize) -> &str;
    /// The words that rules know.
    fn vocabulary(&self) -> &Vocabulary;
    /// What the tokens offer, all of them, but for mentions.
    fn sights(&self) -> Sights<'_>;
    /// Ends of the names of a gazetteer reference that begin here.
    fn list_ends(&self, at: usize, list: u16, ends: &mut Vec<u32>);
    /// Kinds of mentions that begin here, as bits.
    fn mentions(&self, at: usize) -> u32;
    /// Ends of the mentions of a kind that begin here.
    fn mention_ends(&self, at: usize, kind: u8, ends: &mut Vec<u32>);
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
    pub(super) captures: [(u32, u32); CAPTURES],
}

impl Found {
    /// The tokens of a capture by its number, if it took part in the match.
    pub fn capture(&self, number: usize) -> Option<(u32, u32)> {
        self.captures.get(number).copied().filter(|c| c.1 > 0 && c.0 != u32::MAX)
    }
}

/// Groups whose rows are remembered.
const GROUPS: usize = 4;

/// Memory for running, reused between texts.
#[derive(Default)]
pub struct Runner {
    rows: Vec<Rows>,
    seen: Vec<Seen>,
    /// Place, line and the rules of that line that may begin there.
    open: Vec<(u32, u32, u64)>,
    met: Met,
    attempt: Attempt,
}

/// Memory of an attempt.
#[derive(Default)]
struct Attempt {
    stack: Vec<Frame>,
    ends: Vec<u32>,
}

#[derive(Clone, Copy)]
enum Frame {
    Branch(u16, u32),
    Restore(u8, u32),
}

/// What an attempt looks at: a group's rules over the tokens of a sentence, whose places are counted from its first.
struct Place<'a, T> {
    group: &'a Group,
    tape: &'a T,
    from: usize,
    tokens: usize,
    rows: &'a [u64],
    seen: &'a [Seen],
}

impl<T: Tape> Place<'_, T> {
    /// Whether the row of a token, or of the end of the sentence, has a bit.
    #[inline(always)]
    fn has(&self, at: usize, bit: u32) -> bool {
        self.rows[self.seen[at].row as usize + (bit / 64) as usize] >> (bit % 64) & 1 == 1
    }

    #[inline]
    fn tests(&self, first: u32, count: u16) -> &[Op] {
        &self.group.tests[first as usize..first as usize + usize::from(count)]
    }

    /// Whether a test of one token holds.
    #[inline]
    fn holds(&self, test: Op, at: usize) -> bool {
        match test {
            Op::Token(bit) => self.has(at, bit),
            Op::Exact(bit, text) => self.has(at, bit) && self.tape.text(self.from + at) == self.group.texts[text as usize],
            _ => false,
        }
    }
}

impl Runner {
    /// Finds all matches of a group's rules that lie within the tokens `from..to`, a sentence.
    pub fn run<T: Tape>(&mut self, group: &Group, tape: &T, from: usize, to: usize, found: &mut Vec<Found>) {
        self.run_from(group, tape, (from, to), to, found);
    }

    /// [`Runner::run`] for matches that begin before `last`.
    pub fn run_before<T: Tape>(&mut self, group: &Group, tape: &T, (from, to): (usize, usize), last: usize, found: &mut Vec<Found>) {
        self.run_from(group, tape, (from, to), last, found);
    }

    /// [`Runner::run`] for matches that begin at `from`.
    pub fn run_at<T: Tape>(&mut self, group: &Group, tape: &T, from: usize, to: usize, found: &mut Vec<Found>) {
        self.run_from(group, tape, (from, to), from + 1, found);
    }

    /// Finds the matches that begin before `last`.
    fn run_from<T: Tape>(&mut self, group: &Group, tape: &T, (from, to): (usize, usize), last: usize, found: &mut Vec<Found>) {
        if from >= to.min(last) || group.plans.is_empty() {
            return;
        }
        let known = self.rows.iter().position(|rows| rows.group == group.number).unwrap_or_else(|| {
            if self.rows.len() == GROUPS {
                self.rows.remove(0);
            }
            self.rows.push(Rows::new(group));
            self.rows.len() - 1
        });
        let Runner { rows, seen, open, met, attempt } = self;
        let rows = &mut rows[known];
        rows.read(&group.index, tape, from, to, seen);
        let (rows, seen) = (&*rows.bits, &**seen);
        open.clear();
        Gate { index: &group.index, tape, rows, seen, from }.find(last - from, &mut attempt.ends, met, open);
        let place = Place { group, tape, from, tokens: to - from, rows, seen };
        for &(at, line, mut rules) in &*open {
            while rules != 0 {
                attempt.run(&place, line * 64 + rules.trailing_zeros(), at as usize, found);
                rules &= rules - 1;
            }
        }
    }
}

impl Attempt {
    #[inline(never)]
    fn run<T: Tape>(&mut self, place: &Place<'_, T>, rule: u32, start: usize, found: &mut Vec<Found>) {
        let (from, tokens, plan) = (place.from as u32, place.tokens, &place.group.plans[rule as usize]);
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
            let op = ops[pc];
            pc += 1;
            // No test of a token holds at the end of the sentence.
            let alive = match op {
                Op::Token(bit) => {
                    at += 1;
                    place.has(at - 1, bit)
                }
                Op::Exact(..) => {
                    at += 1;
                    place.holds(op, at - 1)
                }
                Op::One(bit, first, count) => {
                    at += 1;
                    place.has(at - 1, bit) && place.tests(first, count).iter().any(|t| place.holds(*t, at - 1))
                }
                Op::Split([first, second], [gate, other]) => {
                    let holds = place.has(at, other);
                    if place.has(at, gate) {
                        if holds {
                            self.stack.push(Frame::Branch(second, at as u32));
                        }
                        pc = usize::from(first);
                        true
                    } else {
                        pc = usize::from(second);
                        holds
                    }
                }
                Op::Jump(next) => {
                    pc = usize::from(next);
                    true
                }
                Op::Save(slot) => {
                    let capture = &mut saved[usize::from(slot / 2)];
                    let end = if slot % 2 == 0 { &mut capture.0 } else { &mut capture.1 };
                    self.stack.push(Frame::Restore(slot, *end));
                    *end = from + at as u32;
                    true
                }
                Op::Start => at == 0,
                Op::Done => {
                    let (start, end) = (from + start as u32, from + at as u32);
                    // Of `(it:a | b)` that matched `b` it is the whole.
                    let it = plan.it.map(|n| saved[usize::from(n)]).filter(|it| it.0 < it.1);
                    let (it_start, it_end) = it.unwrap_or((start, end));
                    let same = |f: &&mut Found| !place.group.all || (f.it_start, f.it_end) == (it_start, it_end);
                    match found[before..].iter_mut().find(same) {
                        Some(old) if old.end >= end => {}
                        Some(old) => *old = Found { rule, start, end, it_start, it_end, captures: saved },
                        None => found.push(Found { rule, start, end, it_start, it_end, captures: saved }),
                    }
                    false
                }
                Op::List(bit, _) | Op::Mention(bit, _) | Op::Group(bit, _) => {
                    place.has(at, bit)
                        && match self.longest(place, op, at) {
                            Some(end) => {
                                // Other ends of the same list, mention or group are tried later, longest first.
                                for &other in self.ends.iter().filter(|&&e| e as usize != end) {
                                    self.stack.push(Frame::Branch(pc as u16, other - from));
                                }
                                at = end - place.from;
                                true
                            }
                            None => false,
                        }
                }
                _ if at >= tokens => false,
                Op::Any => {
                    at += 1;
                    true
                }
                Op::Not(bit) => {
                    at += 1;
                    !place.has(at - 1, bit)
                }
                Op::None(bit, first, count) => {
                    let holds = place.has(at, bit)
                        && place.tests(first, count).iter().any(|t| match *t {
                            Op::List(bit, _) | Op::Mention(bit, _) | Op::Group(bit, _) => {
                                place.has(at, bit) && self.longest(place, *t, at).is_some()
                            }
                            _ => place.holds(*t, at),
                        });
                    at += 1;
                    !holds
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

    /// The longest end of a span that begins at a token; `self.ends` has all of them.
    fn longest<T: Tape>(&mut self, place: &Place<'_, T>, test: Op, at: usize) -> Option<usize> {
        let (at, to) = (place.from + at, place.from + place.tokens);
        self.ends.clear();
        match test {
            Op::List(_, list) => place.tape.list_ends(at, u16::from(list), &mut self.ends),
            Op::Mention(_, kind) => place.tape.mention_ends(at, kind, &mut self.ends),
            Op::Group(_, kind) => place.tape.group_ends(at, kind, &mut self.ends),
            _ => {}
        }
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
