//! A group of rules made ready to run: programs laid end to end, and an index from what a token is to the rules that
//! may match around it.

use super::sight::{Sight, gates};
use super::{AnchorKey, Program, Step, Test, Vocabulary};

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
    /// Tests from a place on, so many of them.
    Not(u32, u16),
    Any,
    Start,
    /// Two ways, and the number of the first one's gate among the program's; the second one's is the next.
    Split(u16, u16, u16),
    Jump(u16),
    Save(u8),
    Done,
}

/// Where rules are tried around a token.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    pub(super) rule: u32,
    pub(super) least: u8,
    pub(super) most: u8,
}

/// What a rule asks for before it is run.
pub(super) struct Plan {
    /// First of its steps.
    pub(super) op: u32,
    /// First of its gates.
    pub(super) gate: u32,
    /// Number of its capture `it`.
    pub(super) it: Option<u8>,
    /// Whether it may come to one start more than once.
    pub(super) again: bool,
    /// Whether matches begin where the sentence does.
    pub(super) opens: bool,
    pub(super) first: Sight,
    pub(super) ahead: (u32, u32),
    pub(super) needs: (u32, u32),
}

/// A word as this group sees it.
#[derive(Clone, Copy, Default)]
pub(super) struct Row {
    pub(super) entries: (u32, u32),
    pub(super) symbols: (u32, u32),
}

/// Set where rules are tried around a word.
const ANCHOR: u32 = 1 << 31;

/// Programs with their index.
pub struct Group {
    pub(super) plans: Vec<Plan>,
    pub(super) ops: Vec<Op>,
    pub(super) tests: Vec<Op>,
    pub(super) texts: Vec<String>,
    pub(super) gates: Vec<Sight>,
    /// What plans ask for ahead and of sentences.
    pub(super) asked: Vec<Sight>,
    /// For every row of the vocabulary its number among `rows`, with [`ANCHOR`]; 0: no rule of this group knows it.
    pub(super) words: Vec<u32>,
    pub(super) rows: Vec<Row>,
    pub(super) symbols: Vec<u16>,
    pub(super) entries: Vec<Entry>,
    pub(super) lists: Vec<Vec<Entry>>,
    pub(super) mentions: Vec<Vec<Entry>>,
    pub(super) groups: Vec<Vec<Entry>>,
    pub(super) classes: Vec<Vec<Entry>>,
    pub(super) starts: Vec<Entry>,
    /// Where rules are tried, apart from words.
    pub(super) anchors: Sight,
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
            asked: Vec::new(),
            words: Vec::new(),
            rows: vec![Row::default()],
            symbols: Vec::new(),
            entries: Vec::new(),
            lists: Vec::new(),
            mentions: Vec::new(),
            groups: Vec::new(),
            classes: Vec::new(),
            starts: Vec::new(),
            anchors: Sight::default(),
            all,
        };
        let mut used: Vec<bool> = Vec::new();
        let mut by_symbol: Vec<Vec<Entry>> = Vec::new();
        for (rule, program) in programs.iter().enumerate() {
            group.lay_out(program, &mut used);
            for anchor in &program.anchors {
                let entry = Entry { rule: rule as u32, least: anchor.least, most: anchor.most };
                let (index, number) = match anchor.key {
                    AnchorKey::Symbol(n) => (&mut by_symbol, usize::from(n)),
                    AnchorKey::List(n) => {
                        group.anchors.lists |= 1 << n;
                        (&mut group.lists, usize::from(n))
                    }
                    AnchorKey::Mention(n) => {
                        group.anchors.spans |= 1 << n;
                        (&mut group.mentions, usize::from(n))
                    }
                    AnchorKey::Group(n) => {
                        group.anchors.spans |= 1 << (32 + n);
                        (&mut group.groups, usize::from(n))
                    }
                    AnchorKey::Class(n) => {
                        group.anchors.classes |= 1 << n;
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
        group.index(vocabulary, &used, &by_symbol);
        group
    }

    fn lay_out(&mut self, program: &Program, used: &mut Vec<bool>) {
        let mut ask = |sights: &[Sight]| {
            let from = self.asked.len() as u32;
            self.asked.extend(sights);
            (from, self.asked.len() as u32)
        };
        let first = program.ahead.first().copied().unwrap_or_default();
        let (ahead, needs) = (ask(program.ahead.get(1..).unwrap_or_default()), ask(&program.needs));
        let again = !matches!(&program.anchors[..], [one] if one.least == one.most);
        let it = program.capture("it").map(|n| n as u8);
        let (op, gate) = (self.ops.len() as u32, self.gates.len() as u32);
        let opens = matches!(program.steps.iter().find(|s| !matches!(s, Step::Save(_))), Some(Step::Start));
        self.plans.push(Plan { op, gate, it, again, opens, first, ahead, needs });
        let gates = gates(&program.steps);
        for step in &program.steps {
            let op = match step {
                Step::Test(test) => self.test(test, used),
                Step::Not(tests) => {
                    let first = self.tests.len() as u32;
                    for test in tests {
                        let op = self.test(test, used);
                        self.tests.push(op);
                    }
                    Op::Not(first, tests.len() as u16)
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

    fn test(&mut self, test: &Test, used: &mut Vec<bool>) -> Op {
        if let Test::Word(symbol) | Test::Exact(symbol, _) = test {
            let symbol = usize::from(*symbol);
            if used.len() <= symbol {
                used.resize(symbol + 1, false);
            }
            used[symbol] = true;
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

    /// What the words of the vocabulary are to this group.
    fn index(&mut self, vocabulary: &Vocabulary, used: &[bool], by_symbol: &[Vec<Entry>]) {
        let uses = |s: u16| used.get(usize::from(s)).copied().unwrap_or(false);
        self.words.resize(vocabulary.rows(), 0);
        for row in 1..vocabulary.rows() {
            let symbols = vocabulary.symbols(row as u32);
            if !symbols.iter().any(|&s| uses(s)) {
                continue;
            }
            let (symbol, entry) = (self.symbols.len() as u32, self.entries.len() as u32);
            for &s in symbols.iter().filter(|&&s| uses(s)) {
                self.symbols.push(s);
                self.entries.extend(by_symbol.get(usize::from(s)).into_iter().flatten());
            }
            let (entries, symbols) = ((entry, self.entries.len() as u32), (symbol, self.symbols.len() as u32));
            self.words[row] = self.rows.len() as u32 | if entries.0 < entries.1 { ANCHOR } else { 0 };
            self.rows.push(Row { entries, symbols });
        }
    }

    /// A word by its row of the vocabulary.
    #[inline]
    pub(super) fn row(&self, row: u32) -> &Row {
        &self.rows[(self.words.get(row as usize).copied().unwrap_or(0) & !ANCHOR) as usize]
    }

    /// Whether rules are tried around a word.
    #[inline]
    pub(super) fn has_entries(&self, row: u32) -> bool {
        self.words.get(row as usize).is_some_and(|word| word & ANCHOR != 0)
    }

    /// What is asked, by its place.
    #[inline]
    pub(super) fn asked(&self, range: (u32, u32)) -> &[Sight] {
        &self.asked[range.0 as usize..range.1 as usize]
    }
}
