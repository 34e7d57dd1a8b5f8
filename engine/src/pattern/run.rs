//! Running rules over tokens: dispatch by anchor, bounded backtracking, the longest match of every start.

use super::CAPTURES;
use super::anchor::FARTHEST;
use super::group::{Entry, Group, Op, Plan};
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
    tried: Vec<(u32, u64)>,
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
    /// Matches begin before this token.
    last: usize,
    sights: &'a [Sight],
    /// What the tokens of the sentence offer between them, once that was asked.
    all: Option<Sight>,
}

impl<T: Tape> Place<'_, T> {
    /// Whether a token offers something of what is asked.
    #[inline(always)]
    fn offers(&self, at: usize, asked: &Sight) -> bool {
        asked.fits(&self.sights[at], || self.tape.mentions(at))
    }

    #[inline]
    fn knows(&self, at: usize, symbol: u16) -> bool {
        if self.sights[at].words & Sight::word(symbol) == 0 {
            return false;
        }
        let row = self.group.row(self.tape.row(at));
        self.group.symbols[row.symbols.0 as usize..row.symbols.1 as usize].contains(&symbol)
    }

    /// Whether a program can go on behind a gate.
    #[inline]
    fn opens(&self, gate: u32, at: usize) -> bool {
        let gate = &self.group.gates[gate as usize];
        if at < self.to { self.offers(at, gate) } else { gate.spans & END != 0 }
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
            Op::Mention(kind) => self.tape.mentions(at) >> kind & 1 == 1,
            Op::Group(kind) => sight.spans >> (32 + kind) & 1 == 1,
            _ => false,
        }
    }

    /// Whether the tokens from a rule's start on, and the sentence, offer what it asks for.
    #[inline]
    fn allows(&mut self, plan: &Plan, start: usize) -> bool {
        let mut before = &plan.first;
        for (n, asked) in self.group.asked(plan.ahead).iter().enumerate() {
            let at = start + n;
            if before.reaches(&self.sights[at]) {
                break;
            }
            if at + 1 >= self.to || !self.offers(at + 1, asked) {
                return false;
            }
            before = asked;
        }
        let needs = self.group.asked(plan.needs);
        needs.is_empty() || {
            let all = self.all();
            needs.iter().all(|need| need.meets(&all))
        }
    }

    fn all(&mut self) -> Sight {
        if let Some(all) = self.all {
            return all;
        }
        let mut all = Sight::default();
        for at in self.from..self.to {
            all = all.with(self.sights[at]);
            all.spans |= u64::from(self.tape.mentions(at));
        }
        self.all = Some(all);
        all
    }
}

impl Runner {
    /// Finds all matches of a group's rules that lie within the tokens `from..to`, a sentence. Calls for one text go
    /// from left to right; [`Runner::clear`] begins a new one.
    pub fn run<T: Tape>(&mut self, group: &Group, tape: &T, from: usize, to: usize, found: &mut Vec<Found>) {
        self.run_from(group, tape, (from, to), to, found);
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
        if self.tried.len() < group.plans.len() {
            self.tried.resize(group.plans.len(), (0, 0));
        }
        let sights = tape.sights();
        let mut place = Place { group, tape, from, to, last, sights, all: None };
        for entry in &group.starts {
            if place.offers(from, &group.plans[entry.rule as usize].first) {
                self.begin(&mut place, entry.rule, from, found);
            }
        }
        let anchors = &group.anchors;
        for (at, sight) in sights.iter().enumerate().take(to.min(last + FARTHEST)).skip(from) {
            let word = tape.row(at);
            if group.has_entries(word) {
                let entries = group.row(word).entries;
                self.each(&mut place, &group.entries[entries.0 as usize..entries.1 as usize], at, found);
            }
            let lists = sight.lists & anchors.lists;
            let bits = (sight.classes & anchors.classes) | (sight.spans & anchors.spans);
            let mentions = tape.mentions(at) & anchors.spans as u32;
            if bits == 0 && lists == 0 && mentions == 0 {
                continue;
            }
            self.bits(&mut place, &group.classes, u128::from(sight.classes & anchors.classes), at, found);
            self.bits(&mut place, &group.lists, lists, at, found);
            self.bits(&mut place, &group.mentions, u128::from(mentions), at, found);
            self.bits(&mut place, &group.groups, u128::from((sight.spans & anchors.spans) >> 32), at, found);
        }
    }

    /// Forgets what was tried: call before another group or text.
    pub fn clear(&mut self) {
        self.tried.clear();
    }

    #[inline]
    fn bits<T: Tape>(&mut self, place: &mut Place<'_, T>, index: &[Vec<Entry>], mut bits: u128, at: usize, found: &mut Vec<Found>) {
        while bits != 0 {
            let bit = bits.trailing_zeros() as usize;
            bits &= bits - 1;
            self.each(place, &index[bit], at, found);
        }
    }

    fn each<T: Tape>(&mut self, place: &mut Place<'_, T>, entries: &[Entry], at: usize, found: &mut Vec<Found>) {
        let (farthest, nearest) = (at - place.from, (at + 1).saturating_sub(place.last));
        for entry in entries {
            let plan = &place.group.plans[entry.rule as usize];
            let nearest = if plan.opens { farthest } else { nearest };
            for offset in usize::from(entry.least).max(nearest)..=usize::from(entry.most).min(farthest) {
                if place.offers(at - offset, &plan.first) {
                    self.begin(place, entry.rule, at - offset, found);
                }
            }
        }
    }

    /// Runs one rule at one start that its first token allows, once.
    #[inline(never)]
    fn begin<T: Tape>(&mut self, place: &mut Place<'_, T>, rule: u32, start: usize, found: &mut Vec<Found>) {
        let plan = &place.group.plans[rule as usize];
        if place.allows(plan, start) && !(plan.again && self.was_tried(rule, start as u32)) {
            self.execute(place, plan, rule, start, found);
        }
    }

    /// Whether a rule was tried at a start; from now on it was.
    #[inline]
    fn was_tried(&mut self, rule: u32, start: u32) -> bool {
        let (base, bits) = &mut self.tried[rule as usize];
        if start >= *base + 64 {
            (*base, *bits) = (start.saturating_sub(31), if start >= *base + 95 { 0 } else { *bits >> (start - 31 - *base) });
        }
        let Some(bit) = start.checked_sub(*base) else { return false };
        let was = *bits >> bit & 1 == 1;
        *bits |= 1 << bit;
        was
    }

    fn execute<T: Tape>(&mut self, place: &Place<'_, T>, plan: &Plan, rule: u32, start: usize, found: &mut Vec<Found>) {
        let (from, to) = (place.from, place.to);
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
                Op::Split(first, second, gate) => {
                    let gate = plan.gate + u32::from(gate);
                    match (place.opens(gate, at), place.opens(gate + 1, at)) {
                        (true, both) => {
                            if both {
                                self.stack.push(Frame::Branch(second, at as u32));
                            }
                            pc = usize::from(first);
                            true
                        }
                        (false, holds) => {
                            pc = usize::from(second);
                            holds
                        }
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
                    let tests = &place.group.tests[first as usize..first as usize + usize::from(count)];
                    let holds = tests.iter().any(|t| match t {
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
