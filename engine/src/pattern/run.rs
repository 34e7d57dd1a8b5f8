//! Running rules over tokens: dispatch by anchor, bounded backtracking, the longest match of every start.

use super::{AnchorKey, CAPTURES, Program, Step, Test};

/// Steps after which an attempt is given up: keeps the time linear whatever the pattern.
const BUDGET: u32 = 4_000;

/// What rules see of a text. Numbers mean what the [`super::Names`] given to the compiler mean.
pub trait Tape {
    /// The token's text.
    fn text(&self, at: usize) -> &str;
    /// Symbols of the token, from the [`super::Vocabulary`].
    fn symbols(&self, at: usize) -> &[u16];
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

/// Programs with their index.
pub struct Group {
    programs: Vec<Program>,
    it: Vec<Option<u8>>,
    /// What must hold at the very start of a match, where that is one test.
    first: Vec<Option<Test>>,
    symbols: Vec<Vec<Entry>>,
    lists: Vec<Vec<Entry>>,
    mentions: Vec<Vec<Entry>>,
    groups: Vec<Vec<Entry>>,
    classes: Vec<Vec<Entry>>,
    starts: Vec<Entry>,
    list_bits: u128,
    mention_bits: u32,
    group_bits: u32,
    class_bits: u64,
    all: bool,
}

#[derive(Clone, Copy)]
struct Entry {
    rule: u32,
    least: u8,
    most: u8,
}

impl Group {
    /// Indexes programs. With `all`, every distinct span that a rule can capture from one start is a match; otherwise
    /// only the longest.
    pub fn new(programs: Vec<Program>, all: bool) -> Self {
        let mut group = Group {
            it: programs.iter().map(|p| p.capture("it").map(|n| n as u8)).collect(),
            first: programs.iter().map(first_test).collect(),
            symbols: Vec::new(),
            lists: Vec::new(),
            mentions: Vec::new(),
            groups: Vec::new(),
            classes: Vec::new(),
            starts: Vec::new(),
            list_bits: 0,
            mention_bits: 0,
            group_bits: 0,
            class_bits: 0,
            all,
            programs: Vec::new(),
        };
        for (rule, program) in programs.iter().enumerate() {
            for anchor in &program.anchors {
                let entry = Entry { rule: rule as u32, least: anchor.least, most: anchor.most };
                let (index, number) = match anchor.key {
                    AnchorKey::Symbol(n) => (&mut group.symbols, usize::from(n)),
                    AnchorKey::List(n) => {
                        group.list_bits |= 1 << n;
                        (&mut group.lists, usize::from(n))
                    }
                    AnchorKey::Mention(n) => {
                        group.mention_bits |= 1 << n;
                        (&mut group.mentions, usize::from(n))
                    }
                    AnchorKey::Group(n) => {
                        group.group_bits |= 1 << n;
                        (&mut group.groups, usize::from(n))
                    }
                    AnchorKey::Class(n) => {
                        group.class_bits |= 1 << n;
                        (&mut group.classes, usize::from(n))
                    }
                    AnchorKey::Start => {
                        group.starts.push(entry);
                        continue;
                    }
                };
                if index.len() <= number {
                    index.resize(number + 1, Vec::new());
                }
                index[number].push(entry);
            }
        }
        group.programs = programs;
        group
    }

    /// Its programs, by number.
    pub fn programs(&self) -> &[Program] {
        &self.programs
    }
}

/// The test with which every match of a program begins, if there is one.
fn first_test(program: &Program) -> Option<Test> {
    program.steps.iter().find(|s| !matches!(s, Step::Save(_))).and_then(|s| match s {
        Step::Test(test) => Some(test.clone()),
        _ => None,
    })
}

/// Whether a test can hold at a token: cheap, before anything is tried.
#[inline]
fn may_begin<T: Tape>(test: &Test, tape: &T, at: usize) -> bool {
    match test {
        Test::Word(symbol) | Test::Exact(symbol, _) => tape.symbols(at).contains(symbol),
        Test::Class(bit) => tape.classes(at) >> bit & 1 == 1,
        Test::List(list) => tape.lists(at) >> list & 1 == 1,
        Test::Mention(kind) => tape.mentions(at) >> kind & 1 == 1,
        Test::Group(kind) => tape.groups(at) >> kind & 1 == 1,
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

impl Runner {
    /// Finds all matches of a group's rules that lie within the tokens `from..to`, a sentence. Calls for one text go
    /// from left to right; [`Runner::clear`] begins a new one.
    pub fn run<T: Tape>(&mut self, group: &Group, tape: &T, from: usize, to: usize, found: &mut Vec<Found>) {
        if self.tried.len() < group.programs.len() {
            self.tried.resize(group.programs.len(), (0, 0));
        }
        for entry in &group.starts {
            self.attempt(group, tape, *entry, from, (from, to), found);
        }
        for at in from..to {
            for &symbol in tape.symbols(at) {
                if let Some(entries) = group.symbols.get(usize::from(symbol)) {
                    self.each(group, tape, entries, at, (from, to), found);
                }
            }
            self.bits(group, tape, &group.classes, u128::from(tape.classes(at) & group.class_bits), at, (from, to), found);
            self.bits(group, tape, &group.lists, tape.lists(at) & group.list_bits, at, (from, to), found);
            self.bits(group, tape, &group.mentions, u128::from(tape.mentions(at) & group.mention_bits), at, (from, to), found);
            self.bits(group, tape, &group.groups, u128::from(tape.groups(at) & group.group_bits), at, (from, to), found);
        }
    }

    /// Forgets what was tried: call before another group or text.
    pub fn clear(&mut self) {
        self.tried.clear();
    }

    #[expect(clippy::too_many_arguments, reason = "one inner loop, called five times above")]
    fn bits<T: Tape>(
        &mut self,
        group: &Group,
        tape: &T,
        index: &[Vec<Entry>],
        mut bits: u128,
        at: usize,
        range: (usize, usize),
        found: &mut Vec<Found>,
    ) {
        while bits != 0 {
            let bit = bits.trailing_zeros() as usize;
            bits &= bits - 1;
            self.each(group, tape, &index[bit], at, range, found);
        }
    }

    fn each<T: Tape>(&mut self, group: &Group, tape: &T, entries: &[Entry], at: usize, range: (usize, usize), found: &mut Vec<Found>) {
        for entry in entries {
            for offset in entry.least..=entry.most {
                match at.checked_sub(usize::from(offset)) {
                    Some(start) if start >= range.0 => self.attempt(group, tape, *entry, start, range, found),
                    _ => break,
                }
            }
        }
    }

    /// Runs one rule at one start, once.
    fn attempt<T: Tape>(&mut self, group: &Group, tape: &T, entry: Entry, start: usize, range: (usize, usize), found: &mut Vec<Found>) {
        if group.first[entry.rule as usize].as_ref().is_some_and(|test| !may_begin(test, tape, start)) {
            return;
        }
        let (base, bits) = &mut self.tried[entry.rule as usize];
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
        let it = group.it[entry.rule as usize];
        self.execute(&group.programs[entry.rule as usize], tape, start, range, |end, saved| {
            let (it_start, it_end) = it.map_or((start32, end), |n| saved[usize::from(n)]);
            let hit = Found { rule: entry.rule, start: start32, end, it_start, it_end, captures: *saved };
            let same = found
                .iter_mut()
                .rev()
                .take(24)
                .find(|f| f.rule == hit.rule && f.start == hit.start && (!group.all || (f.it_start, f.it_end) == (it_start, it_end)));
            match same {
                Some(old) if old.end < hit.end => *old = hit,
                Some(_) => {}
                None => found.push(hit),
            }
        });
    }

    fn execute<T: Tape>(
        &mut self,
        program: &Program,
        tape: &T,
        start: usize,
        (from, to): (usize, usize),
        mut report: impl FnMut(u32, &[(u32, u32); CAPTURES]),
    ) {
        let mut saved = [(u32::MAX, 0u32); CAPTURES];
        let (mut pc, mut at) = (0usize, start);
        let mut budget = BUDGET;
        self.stack.clear();
        loop {
            budget -= 1;
            if budget == 0 {
                return;
            }
            let alive = match &program.steps[pc] {
                Step::Done => {
                    report(at as u32, &saved);
                    false
                }
                Step::Any => {
                    at += 1;
                    pc += 1;
                    at <= to
                }
                Step::Start => {
                    pc += 1;
                    at == from
                }
                Step::Jump(next) => {
                    pc = usize::from(*next);
                    true
                }
                Step::Split(first, second) => {
                    self.stack.push(Frame::Branch(*second, at as u32));
                    pc = usize::from(*first);
                    true
                }
                Step::Save(slot) => {
                    let capture = &mut saved[usize::from(slot / 2)];
                    let place = if slot % 2 == 0 { &mut capture.0 } else { &mut capture.1 };
                    self.stack.push(Frame::Restore(*slot, *place));
                    *place = at as u32;
                    pc += 1;
                    true
                }
                Step::Not(tests) => {
                    let passes = at < to && !tests.iter().any(|t| self.test(t, tape, at, to).is_some());
                    at += 1;
                    pc += 1;
                    passes
                }
                Step::Test(test) => match if at < to { self.test(test, tape, at, to) } else { None } {
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

    /// The longest end of a test that holds at a token; `self.ends` has all of them.
    #[inline]
    fn test<T: Tape>(&mut self, test: &Test, tape: &T, at: usize, to: usize) -> Option<usize> {
        self.ends.clear();
        let holds = match test {
            Test::Word(symbol) => tape.symbols(at).contains(symbol),
            Test::Exact(symbol, text) => tape.symbols(at).contains(symbol) && tape.text(at) == text,
            Test::Class(bit) => tape.classes(at) >> bit & 1 == 1,
            Test::List(list) => {
                if tape.lists(at) >> list & 1 == 1 {
                    tape.list_ends(at, *list, &mut self.ends);
                }
                return self.longest(to);
            }
            Test::Mention(kind) => {
                if tape.mentions(at) >> kind & 1 == 1 {
                    tape.mention_ends(at, *kind, &mut self.ends);
                }
                return self.longest(to);
            }
            Test::Group(kind) => {
                if tape.groups(at) >> kind & 1 == 1 {
                    tape.group_ends(at, *kind, &mut self.ends);
                }
                return self.longest(to);
            }
        };
        holds.then_some(at + 1)
    }

    fn longest(&mut self, to: usize) -> Option<usize> {
        self.ends.retain(|&e| e as usize <= to);
        self.ends.sort_unstable();
        self.ends.dedup();
        self.ends.last().map(|&e| e as usize)
    }
}
