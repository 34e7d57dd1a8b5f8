//! A group of rules made ready to run: programs laid end to end, and filters that tell which of them may begin where.

use super::filter::{self, Filter};
use super::sight::{Sight, gates};
use super::{Program, Step, Test, Vocabulary};

/// A step, laid out to be read fast; places are counted from the program's first step.
#[derive(Clone, Copy)]
pub(super) enum Op {
    Word(u16),
    /// A symbol, and a text that is kept apart.
    Exact(u16, u32),
    Class(u8),
    List(u8),
    Mention(u8),
    Group(u8),
    /// Tests from a place on, so many of them, of which one must hold.
    One(u32, u16),
    /// Tests of which none may hold.
    Not(u32, u16),
    Any,
    Start,
    /// Two ways, and the number of the first one's gate among the program's; the second one's is the next.
    Split(u16, u16, u16),
    Jump(u16),
    Save(u8),
    Done,
}

/// Where a rule's program stands.
pub(super) struct Plan {
    /// First of its steps.
    pub(super) op: u32,
    /// First of its gates.
    pub(super) gate: u32,
    /// Number of its capture `it`.
    pub(super) it: Option<u8>,
}

/// Programs with their index.
pub struct Group {
    pub(super) plans: Vec<Plan>,
    pub(super) ops: Vec<Op>,
    pub(super) tests: Vec<Op>,
    pub(super) texts: Vec<String>,
    pub(super) gates: Vec<Sight>,
    /// For every row of the vocabulary its block; 0: no rule of this group knows the word.
    words: Vec<u32>,
    /// For every block its symbols.
    blocks: Vec<(u32, u32)>,
    symbols: Vec<u16>,
    pub(super) filters: Vec<Filter>,
    pub(super) all: bool,
}

impl Group {
    /// Indexes programs. With `all`, every distinct span that a rule can capture from one start is a match; otherwise
    /// only the longest.
    pub fn new(programs: &[Program], vocabulary: &Vocabulary, all: bool) -> Self {
        let mut group = Group {
            plans: Vec::with_capacity(programs.len()),
            ops: Vec::new(),
            tests: Vec::new(),
            texts: Vec::new(),
            gates: Vec::new(),
            words: Vec::new(),
            blocks: vec![(0, 0)],
            symbols: Vec::new(),
            filters: Vec::new(),
            all,
        };
        let mut local: Vec<u32> = Vec::new();
        programs.iter().for_each(|program| group.lay_out(program, &mut local));
        group.index(vocabulary, &mut local);
        let singles = local.iter().max().map_or(0, |&most| most as usize);
        let symbols = |&(first, end): &(u32, u32)| &group.symbols[first as usize..end as usize];
        let several: Vec<&[u16]> = group.blocks[1 + singles..].iter().map(symbols).collect();
        let filters = programs.chunks(filter::RULES).enumerate();
        group.filters = filters.map(|(n, programs)| Filter::new(n * filter::RULES, programs, &local, &several)).collect();
        group
    }

    fn lay_out(&mut self, program: &Program, local: &mut Vec<u32>) {
        let it = program.capture("it").map(|n| n as u8);
        let (op, gate) = (self.ops.len() as u32, self.gates.len() as u32);
        self.plans.push(Plan { op, gate, it });
        let gates = gates(&program.steps);
        for step in &program.steps {
            let op = match step {
                Step::Test(test) => self.test(test, local),
                Step::One(tests) | Step::Not(tests) => {
                    let tests: Vec<Op> = tests.iter().map(|test| self.test(test, local)).collect();
                    let (first, count) = (self.tests.len() as u32, tests.len() as u16);
                    self.tests.extend(tests);
                    if matches!(step, Step::One(_)) { Op::One(first, count) } else { Op::Not(first, count) }
                }
                Step::Any => Op::Any,
                Step::Start => Op::Start,
                Step::Split(a, b) => {
                    self.gates.extend([gates[usize::from(*a)], gates[usize::from(*b)]]);
                    Op::Split(*a, *b, (self.gates.len() - 2 - gate as usize) as u16)
                }
                Step::Jump(next) => Op::Jump(*next),
                Step::Save(slot) => Op::Save(*slot),
                Step::Done => Op::Done,
            };
            self.ops.push(op);
        }
    }

    fn test(&mut self, test: &Test, local: &mut Vec<u32>) -> Op {
        if let Test::Word(symbol) | Test::Exact(symbol, _) = test {
            let symbol = usize::from(*symbol);
            if local.len() <= symbol {
                local.resize(symbol + 1, 0);
            }
            local[symbol] = 1;
        }
        match test {
            Test::Word(symbol) => Op::Word(*symbol),
            Test::Exact(symbol, text) => {
                self.texts.push(text.clone());
                Op::Exact(*symbol, self.texts.len() as u32 - 1)
            }
            Test::Class(bit) => Op::Class(*bit),
            Test::List(list) => Op::List(*list as u8),
            Test::Mention(kind) => Op::Mention(*kind),
            Test::Group(kind) => Op::Group(*kind),
        }
    }

    /// What the words of the vocabulary are to this group; numbers the symbols that it knows.
    fn index(&mut self, vocabulary: &Vocabulary, local: &mut [u32]) {
        for (symbol, number) in local.iter_mut().enumerate().filter(|(_, number)| **number != 0) {
            *number = self.blocks.len() as u32;
            self.blocks.push((self.symbols.len() as u32, self.symbols.len() as u32 + 1));
            self.symbols.push(symbol as u16);
        }
        self.words.resize(vocabulary.rows(), 0);
        for row in 1..vocabulary.rows() {
            let number = |s: &u16| local.get(usize::from(*s)).copied().unwrap_or(0);
            let mut known = vocabulary.symbols(row as u32).iter().copied().filter(|s| number(s) != 0);
            let Some(first) = known.next() else { continue };
            self.words[row] = number(&first);
            if let Some(second) = known.next() {
                let from = self.symbols.len() as u32;
                self.symbols.extend([first, second]);
                self.symbols.extend(known);
                self.words[row] = self.blocks.len() as u32;
                self.blocks.push((from, self.symbols.len() as u32));
            }
        }
    }

    /// Block of a word, by its row of the vocabulary.
    #[inline]
    pub(super) fn block(&self, row: u32) -> u32 {
        self.words.get(row as usize).copied().unwrap_or(0)
    }

    /// Whether the words of a block have a symbol.
    #[inline]
    pub(super) fn has(&self, block: u32, symbol: u16) -> bool {
        let (first, end) = self.blocks[block as usize];
        self.symbols[first as usize..end as usize].contains(&symbol)
    }
}
