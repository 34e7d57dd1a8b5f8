//! Running rules over tokens: where filters let one begin, bounded backtracking, the longest match of every start.

use super::CAPTURES;
use super::filter::{Filter, Seen, Sentence};
use super::group::{Group, Op};
use super::sight::{END, Sight};

/// Steps after which an attempt is given up: keeps the time linear whatever the pattern.
const BUDGET: u32 = 4_000;

/// What rules see of a text. Numbers mean what the [`super::Names`] given to the compiler mean.
pub trait Tape {
    /// The token's text.
    fn text(&self, at: usize) -> &str;
    /// Row of the token in the [`super::Vocabulary`].
    fn row(&self, at: usize) -> u32;
    /// What the tokens offer, all of them, but for mentions.
    fn sights(&self) -> &[Sight];
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
    seen: Vec<Seen>,
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
    sights: &'a [Sight],
    seen: &'a [Seen],
}

impl<T: Tape> Place<'_, T> {
    #[inline(always)]
    fn mentions(&self, at: usize) -> u32 {
        self.seen[at - self.from].mentions
    }

    /// Whether a token offers something of what is asked.
    #[inline(always)]
    fn offers(&self, at: usize, asked: &Sight) -> bool {
        asked.fits(&self.sights[at], || self.mentions(at))
    }

    #[inline(always)]
    fn knows(&self, at: usize, symbol: u16) -> bool {
        self.sights[at].words & Sight::word(symbol) != 0 && self.group.has(self.seen[at - self.from].block, symbol)
    }

    /// Whether a program can go on behind a gate.
    #[inline(always)]
    fn opens(&self, gate: u32, at: usize) -> bool {
        let gate = &self.group.gates[gate as usize];
        if at < self.to { self.offers(at, gate) } else { gate.spans & END != 0 }
    }

    #[inline]
    fn tests(&self, first: u32, count: u16) -> &[Op] {
        &self.group.tests[first as usize..first as usize + usize::from(count)]
    }

    /// Whether a test of one token holds, or any span of a kind begins there.
    #[inline]
    fn holds(&self, test: Op, at: usize) -> bool {
        let sight = &self.sights[at];
        match test {
            Op::Word(symbol) => self.knows(at, symbol),
            Op::Exact(symbol, text) => self.knows(at, symbol) && self.tape.text(at) == self.group.texts[text as usize],
            Op::Class(class) => sight.classes >> class & 1 == 1,
            Op::List(list) => sight.lists >> list & 1 == 1,
            Op::Mention(kind) => self.mentions(at) >> kind & 1 == 1,
            Op::Group(kind) => sight.spans >> (32 + kind) & 1 == 1,
            _ => false,
        }
    }
}

/// Looks at the tokens of a sentence; gives what they offer between them.
#[inline(never)]
fn read<T: Tape>(group: &Group, tape: &T, from: usize, to: usize, seen: &mut Vec<Seen>) -> Sight {
    let mut all = Sight::default();
    seen.clear();
    seen.resize(to - from, Seen::default());
    for (n, (seen, sight)) in seen.iter_mut().zip(&tape.sights()[from..to]).enumerate() {
        *seen = Seen { block: group.block(tape.row(from + n)), mentions: tape.mentions(from + n) };
        all.offer(sight, seen.mentions);
    }
    all
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
        if from >= to {
            return;
        }
        let (sights, mut seen) = (tape.sights(), std::mem::take(&mut self.seen));
        let all = read(group, tape, from, to, &mut seen);
        let place = Place { group, tape, from, to, sights, seen: &seen };
        for filter in &group.filters {
            match filter.width {
                1 => self.filtered::<T, 1>(&place, filter, &all, last, found),
                2 => self.filtered::<T, 2>(&place, filter, &all, last, found),
                3 => self.filtered::<T, 3>(&place, filter, &all, last, found),
                _ => self.filtered::<T, 4>(&place, filter, &all, last, found),
            }
        }
        self.seen = seen;
    }

    /// Runs the rules of a filter where it lets them begin.
    #[inline(never)]
    fn filtered<T: Tape, const W: usize>(
        &mut self,
        place: &Place<'_, T>,
        filter: &Filter,
        all: &Sight,
        last: usize,
        found: &mut Vec<Found>,
    ) {
        let mut sentence = Sentence::<T, W>::new(filter, place.tape, place.seen, place.from);
        let mut possible = sentence.possible(all);
        if possible == [0; W] {
            return;
        }
        for at in place.from..last {
            let rules = sentence.begin(at, possible, &mut self.ends);
            for n in 0..W {
                let mut rules = rules[n];
                while rules != 0 {
                    let rule = filter.first + n as u32 * 64 + rules.trailing_zeros();
                    rules &= rules - 1;
                    self.execute(place, rule, at, found);
                }
            }
            if at == place.from {
                possible = sentence.inside(possible);
            }
        }
    }

    #[inline(never)]
    fn execute<T: Tape>(&mut self, place: &Place<'_, T>, rule: u32, start: usize, found: &mut Vec<Found>) {
        let (from, to, plan) = (place.from, place.to, &place.group.plans[rule as usize]);
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
            let alive = match op {
                Op::Word(symbol) => {
                    at += 1;
                    at <= to && place.knows(at - 1, symbol)
                }
                Op::Class(class) => {
                    at += 1;
                    at <= to && place.sights[at - 1].classes >> class & 1 == 1
                }
                Op::Exact(..) => {
                    at += 1;
                    at <= to && place.holds(op, at - 1)
                }
                Op::One(first, count) => {
                    at += 1;
                    at <= to && place.tests(first, count).iter().any(|t| place.holds(*t, at - 1))
                }
                Op::Split(first, second, gate) => {
                    let gate = plan.gate + u32::from(gate);
                    let holds = place.opens(gate + 1, at);
                    if place.opens(gate, at) {
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
                    *end = at as u32;
                    true
                }
                Op::Start => at == from,
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
                _ if at >= to => false,
                Op::List(_) | Op::Mention(_) | Op::Group(_) => match self.longest(place, op, at) {
                    Some(end) => {
                        // Other ends of the same list, mention or group are tried later, longest first.
                        for &other in self.ends.iter().filter(|&&e| e as usize != end) {
                            self.stack.push(Frame::Branch(pc as u16, other));
                        }
                        at = end;
                        true
                    }
                    None => false,
                },
                Op::Any => {
                    at += 1;
                    true
                }
                Op::Not(first, count) => {
                    let holds = place.tests(first, count).iter().any(|t| match t {
                        Op::List(_) | Op::Mention(_) | Op::Group(_) => self.longest(place, *t, at).is_some(),
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
        if !place.holds(test, at) {
            return None;
        }
        self.ends.clear();
        match test {
            Op::List(list) => place.tape.list_ends(at, u16::from(list), &mut self.ends),
            Op::Mention(kind) => place.tape.mention_ends(at, kind, &mut self.ends),
            Op::Group(kind) => place.tape.group_ends(at, kind, &mut self.ends),
            _ => {}
        }
        if let [end] = self.ends[..] {
            return Some(end as usize).filter(|&end| end <= place.to);
        }
        self.ends.retain(|&e| e as usize <= place.to);
        if !self.ends.is_sorted() {
            self.ends.sort_unstable();
        }
        self.ends.dedup();
        self.ends.last().map(|&e| e as usize)
    }
}
