//! Running rules over tokens: dispatch by anchor, bounded backtracking, the longest match of every start.

use super::CAPTURES;
use super::group::{Entry, Group, Op};
use super::sight::{AHEAD, END, Sight, TOKEN};

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
    /// Matches begin before this token.
    last: usize,
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

    #[inline]
    fn has_class(&self, at: usize, class: u8) -> bool {
        self.sights[at - self.from].classes >> class & 1 == 1
    }

    /// Whether a program can go on behind a gate.
    #[inline]
    fn opens(&self, gate: u32, at: usize) -> bool {
        let gate = &self.group.gates[gate as usize];
        match self.sights.get(at - self.from) {
            Some(sight) => gate.meets(sight),
            None => gate.spans & END != 0,
        }
    }

    /// Whether a test of one token holds, or any span of a kind begins there.
    #[inline]
    fn holds(&self, test: Op, at: usize) -> bool {
        let spans = self.sights[at - self.from].spans;
        match test {
            Op::Word(symbol) => self.knows(at, symbol),
            Op::Exact(symbol, text) => self.is(at, symbol, text),
            Op::Class(class) => self.has_class(at, class),
            Op::List(list) => self.sights[at - self.from].lists >> list & 1 == 1,
            Op::Mention(kind) => spans >> kind & 1 == 1,
            Op::Group(kind) => spans >> (32 + kind) & 1 == 1,
            _ => false,
        }
    }

    fn is(&self, at: usize, symbol: u16, text: u32) -> bool {
        self.knows(at, symbol) && self.tape.text(at) == self.group.texts[text as usize]
    }
}

/// What a token offers.
#[inline(always)]
fn sight<T: Tape>(group: &Group, tape: &T, at: usize) -> Sight {
    Sight {
        words: group.row(tape.row(at)).words,
        lists: tape.lists(at),
        classes: tape.classes(at),
        spans: TOKEN | u64::from(tape.mentions(at)) | u64::from(tape.groups(at)) << 32,
    }
}

/// The tokens of a sentence around which rules are tried.
fn anchors<T: Tape>(group: &Group, tape: &T, (from, to): (usize, usize), around: &mut Vec<u32>) {
    let anchors = &group.anchors;
    around.clear();
    for at in from..to {
        let spans = u64::from(tape.mentions(at)) | u64::from(tape.groups(at)) << 32;
        let bits = (tape.classes(at) & anchors.classes) | (spans & anchors.spans);
        if bits != 0 || tape.lists(at) & anchors.lists != 0 || group.has_entries(tape.row(at)) {
            around.push(at as u32);
        }
    }
}

/// What the tokens of a sentence offer, each and together.
fn look<T: Tape>(group: &Group, tape: &T, (from, to): (usize, usize), sights: &mut Vec<Sight>) -> Sight {
    sights.clear();
    sights.extend((from..to).map(|at| sight(group, tape, at)));
    sights.iter().fold(Sight::default(), |all, sight| all.with(*sight))
}

impl Runner {
    /// Finds all matches of a group's rules that lie within the tokens `from..to`, a sentence. Calls for one text go
    /// from left to right; [`Runner::clear`] begins a new one.
    pub fn run<T: Tape>(&mut self, group: &Group, tape: &T, from: usize, to: usize, found: &mut Vec<Found>) {
        self.run_from(group, tape, (from, to), to, found);
    }

    /// [`Runner::run`] for matches that begin at `from`.
    pub fn run_at<T: Tape>(&mut self, group: &Group, tape: &T, from: usize, to: usize, found: &mut Vec<Found>) {
        let near = to.min(from + AHEAD);
        let sights: [Sight; AHEAD] = std::array::from_fn(|n| if from + n < near { sight(group, tape, from + n) } else { Sight::default() });
        if group.plans.iter().any(|plan| plan.first.meets(&sights[0]) && group.goes_on(plan, &sights[1..])) {
            self.run_from(group, tape, (from, to), from + 1, found);
        }
    }

    /// Finds the matches that begin before `last`.
    fn run_from<T: Tape>(&mut self, group: &Group, tape: &T, (from, to): (usize, usize), last: usize, found: &mut Vec<Found>) {
        if self.tried.len() < group.plans.len() {
            self.tried.resize(group.plans.len(), (0, 0));
        }
        anchors(group, tape, (from, to), &mut self.around);
        if self.around.is_empty() && group.starts.is_empty() {
            return;
        }
        let (around, mut sights) = (std::mem::take(&mut self.around), std::mem::take(&mut self.sights));
        let all = look(group, tape, (from, to), &mut sights);
        let place = Place { group, tape, from, to, last, sights: &sights, all };
        for entry in &group.starts {
            if from < to && group.plans[entry.rule as usize].first.meets(&place.sights[0]) {
                self.begin(&place, entry.rule, from, found);
            }
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
        let (farthest, nearest) = (at - place.from, (at + 1).saturating_sub(place.last));
        for entry in entries {
            let first = &place.group.plans[entry.rule as usize].first;
            for offset in usize::from(entry.least).max(nearest)..=usize::from(entry.most).min(farthest) {
                if first.meets(&place.sights[farthest - offset]) {
                    self.begin(place, entry.rule, at - offset, found);
                }
            }
        }
    }

    /// Runs one rule at one start that its first token allows, once.
    #[inline(never)]
    fn begin<T: Tape>(&mut self, place: &Place<'_, T>, rule: u32, start: usize, found: &mut Vec<Found>) {
        let plan = &place.group.plans[rule as usize];
        if !place.group.goes_on(plan, &place.sights[start + 1 - place.from..]) || plan.again && self.was_tried(rule, start as u32) {
            return;
        }
        if place.group.asked(plan.needs).iter().all(|need| need.meets(&place.all)) {
            self.execute(place, rule, start, found);
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
            let op = ops[pc];
            pc += 1;
            let alive = match op {
                Op::Split(first, second, gate) => {
                    match (place.opens(plan.gate + u32::from(gate), at), place.opens(plan.gate + u32::from(gate) + 1, at)) {
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
                    let holds = tests.iter().any(|t| self.denied(place, *t, at));
                    at += 1;
                    !holds
                }
                Op::Word(_) | Op::Exact(..) | Op::Class(_) => {
                    at += 1;
                    place.holds(op, at - 1)
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

    /// Whether a test that is denied holds: of a span, whether one ends within the sentence.
    #[inline]
    fn denied<T: Tape>(&mut self, place: &Place<'_, T>, test: Op, at: usize) -> bool {
        match test {
            Op::List(_) | Op::Mention(_) | Op::Group(_) => self.longest(place, test, at).is_some(),
            _ => place.holds(test, at),
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
