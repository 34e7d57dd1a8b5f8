//! A group of rules made ready to run: programs laid end to end, and an index that tells which of them may begin where.

use super::asked::Gates;
use super::index::{Builder, Index, thing};
use super::{Program, Step, Test};
use std::sync::atomic::{AtomicU64, Ordering};

/// A step, laid out to be read fast; places are counted from the program's first step, and bits are those of a row that
/// say whether a test may hold.
#[derive(Clone, Copy)]
pub(super) enum Op {
    /// One token with this bit.
    Token(u32),
    /// One token with this bit and a text that is kept apart.
    Exact(u32, u32),
    List(u32, u8),
    Mention(u32, u8),
    Group(u32, u8),
    /// One token with this bit for which one of some tests holds: the first of them, and how many.
    One(u32, u32, u16),
    /// One token without this bit.
    Not(u32),
    /// The same, or one for which none of some tests holds.
    None(u32, u32, u16),
    Any,
    Start,
    /// Two ways, and for each the bit without which it leads nowhere.
    Split([u16; 2], [u32; 2]),
    Jump(u16),
    Save(u8),
    Done,
}

/// Where a rule's program stands.
pub(super) struct Plan {
    /// First of its steps.
    pub(super) op: u32,
    /// Number of its capture `it`.
    pub(super) it: Option<u8>,
}

/// Programs with their index.
pub struct Group {
    /// No other group has it.
    pub(super) number: u64,
    pub(super) plans: Vec<Plan>,
    pub(super) ops: Vec<Op>,
    pub(super) tests: Vec<Op>,
    pub(super) texts: Vec<String>,
    pub(super) index: Index,
    pub(super) all: bool,
}

impl Group {
    /// Indexes programs. With `all`, every distinct span that a rule can capture from one start is a match; otherwise
    /// only the longest. Classes that most sentences have are `common`: none is looked for beforehand.
    pub fn new(programs: &[Program], common: u64, all: bool) -> Self {
        static NUMBERS: AtomicU64 = AtomicU64::new(1);
        let mut group = Group {
            number: NUMBERS.fetch_add(1, Ordering::Relaxed),
            plans: Vec::with_capacity(programs.len()),
            ops: Vec::new(),
            tests: Vec::new(),
            texts: Vec::new(),
            index: Index::default(),
            all,
        };
        let mut builder = Builder::new(programs.len(), common);
        for (rule, program) in programs.iter().enumerate() {
            builder.add(rule, program);
            group.lay_out(program, &mut builder);
        }
        group.index = builder.finish();
        group
    }

    fn lay_out(&mut self, program: &Program, builder: &mut Builder) {
        let it = program.capture("it").map(|n| n as u8);
        self.plans.push(Plan { op: self.ops.len() as u32, it });
        let mut gates = Gates::new(&program.steps);
        for step in &program.steps {
            let op = match step {
                Step::Test(test) => self.test(test, builder),
                Step::One(tests) | Step::Not(tests) => {
                    let bit = builder.test(tests.iter().map(thing).collect());
                    let one = matches!(step, Step::One(_));
                    if tests.iter().all(|test| matches!(test, Test::Word(_) | Test::Class(_))) {
                        if one { Op::Token(bit) } else { Op::Not(bit) }
                    } else {
                        let tests: Vec<Op> = tests.iter().map(|test| self.test(test, builder)).collect();
                        let (first, count) = (self.tests.len() as u32, tests.len() as u16);
                        self.tests.extend(tests);
                        if one { Op::One(bit, first, count) } else { Op::None(bit, first, count) }
                    }
                }
                Step::Any => Op::Any,
                Step::Start => Op::Start,
                Step::Split(a, b) => {
                    let mut gate = |step: u16| gates.bit(usize::from(step), |things| builder.test(things));
                    Op::Split([*a, *b], [gate(*a), gate(*b)])
                }
                Step::Jump(next) => Op::Jump(*next),
                Step::Save(slot) => Op::Save(*slot),
                Step::Done => Op::Done,
            };
            self.ops.push(op);
        }
    }

    fn test(&mut self, test: &Test, builder: &mut Builder) -> Op {
        let bit = builder.test(vec![thing(test)]);
        match test {
            Test::Word(_) | Test::Class(_) => Op::Token(bit),
            Test::Exact(_, text) => {
                self.texts.push(text.clone());
                Op::Exact(bit, self.texts.len() as u32 - 1)
            }
            Test::List(list) => Op::List(bit, *list as u8),
            Test::Mention(kind) => Op::Mention(bit, *kind),
            Test::Group(kind) => Op::Group(bit, *kind),
        }
    }
}
