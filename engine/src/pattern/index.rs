//! The index of a group: for everything that a token can offer the rules that ask for it at one of the first places of
//! a match or anywhere in it, and the tests that hold there. Rules and tests are bits.

use super::asked::{AHEAD, ANY, LISTS, NEEDS, PAST, SPANS, WORDS};
use super::rows::Key;
use super::{Program, Step, Test};
use std::collections::HashMap;

/// What a row says of each line in front: rules that need the token first of all, those that may begin there, and those
/// that may have it next.
pub(super) const HOT: usize = 3;
/// Words of a line: rules that may have the token at each place ahead, then those that need it besides.
pub(super) const LINE: usize = AHEAD + NEEDS - 1;

/// What is asked for, as bits.
#[derive(Clone, Copy, Default)]
pub(super) struct Mask {
    pub(super) lists: u128,
    pub(super) classes: u64,
    /// Mentions, then groups.
    pub(super) spans: u64,
}

/// What tokens offer to the rules of a group.
///
/// A row says what one token offers: to each line of 64 rules, then the tests that hold, then the kinds of spans that begin
/// there.
#[derive(Default)]
pub(super) struct Index {
    /// Lines of a row.
    pub(super) lines: usize,
    /// Words of a row.
    pub(super) stride: usize,
    /// What the group asks for at all.
    pub(super) mask: Mask,
    /// What rules ask for at each place ahead that may be several tokens.
    pub(super) wide: [Mask; AHEAD],
    /// By line the rules whose matches begin only where the sentence does.
    pub(super) opens: Vec<u64>,
    /// Numbers of the symbols that the group knows, from 1.
    symbols: Vec<u32>,
    /// What every token offers.
    any: Vec<u64>,
    /// For everything that is offered the words of a row that it has bits in.
    first: Vec<u32>,
    parts: Vec<(u32, u64)>,
    /// By thing that may be several tokens, then line, then place ahead: the rules that ask for it.
    spans: Vec<u64>,
}

impl Index {
    /// The group's number of a symbol that it knows.
    pub(super) fn word(&self, symbol: u16) -> Option<u32> {
        self.symbols.get(usize::from(symbol)).copied().filter(|&number| number != 0)
    }

    /// At which places ahead these are asked for and may be several tokens, as bits.
    pub(super) fn wide(&self, spans: u64, long: u128) -> u8 {
        let asks = |plane: &Mask| plane.spans & spans != 0 || plane.lists & long != 0;
        self.wide.iter().enumerate().fold(0, |all, (n, plane)| all | u8::from(asks(plane)) << n)
    }

    /// The rules of a line that ask for a reference, mention or group at a place ahead.
    #[inline]
    pub(super) fn rules(&self, thing: usize, line: usize, plane: usize) -> u64 {
        self.spans[((thing - LISTS) * self.lines + line) * AHEAD + plane]
    }

    fn give(&self, thing: usize, row: &mut [u64]) {
        let (from, to) = (self.first[thing] as usize, self.first[thing + 1] as usize);
        for &(place, bits) in &self.parts[from..to] {
            row[place as usize] |= bits;
        }
    }

    /// Adds the row of the end of a sentence.
    pub(super) fn add_end(&self, rows: &mut Vec<u64>) {
        let first = rows.len();
        rows.resize(first + self.stride, 0);
        self.give(PAST, &mut rows[first..]);
    }

    /// Adds the row of a token.
    pub(super) fn add_row(&self, key: &Key, symbols: &[u16], rows: &mut Vec<u64>) {
        let first = rows.len();
        rows.extend_from_slice(&self.any);
        let row = &mut rows[first..];
        let parts = [(key.classes, 0), (key.lists as u64, LISTS), ((key.lists >> 64) as u64, LISTS + 64), (key.spans, SPANS)];
        for (mut bits, first) in parts {
            while bits != 0 {
                self.give(first + bits.trailing_zeros() as usize, row);
                bits &= bits - 1;
            }
        }
        for number in symbols.iter().filter_map(|&symbol| self.word(symbol)) {
            self.give(WORDS + number as usize, row);
        }
        row[self.stride - 1] = key.spans;
    }
}

/// Makes an index.
pub(super) struct Builder {
    index: Index,
    /// Number of symbols that the group knows.
    count: u32,
    /// The bits of tests for one thing, and for sets of things.
    single: Vec<u32>,
    several: HashMap<Vec<u16>, u32>,
    tests: u32,
    /// Things with the words of a row and the bits there.
    gives: Vec<(u32, u32, u64)>,
    common: u64,
}

impl Builder {
    /// For so many rules; some classes are so common that asking for them tells nothing of a sentence.
    pub(super) fn new(rules: usize, common: u64) -> Self {
        let lines = rules.div_ceil(64);
        let things = (WORDS - LISTS) * lines * AHEAD;
        let index = Index { lines, opens: vec![0; lines], spans: vec![0; things], ..Index::default() };
        let tests = (lines * (HOT + LINE) * 64) as u32;
        Builder { index, count: 0, single: Vec::new(), several: HashMap::new(), tests, gives: Vec::new(), common }
    }

    /// Number of a thing, where words stand by the group's numbers.
    fn number(&mut self, thing: u16) -> usize {
        let Some(symbol) = usize::from(thing).checked_sub(WORDS) else { return usize::from(thing) };
        let symbols = &mut self.index.symbols;
        if symbols.len() <= symbol {
            symbols.resize(symbol + 1, 0);
        }
        if symbols[symbol] == 0 {
            self.count += 1;
            symbols[symbol] = self.count;
        }
        WORDS + symbols[symbol] as usize
    }

    /// The bit of a row that says that a token offers one of some things.
    pub(super) fn test(&mut self, mut things: Vec<u16>) -> u32 {
        things.sort_unstable();
        things.dedup();
        let next = self.tests;
        let known = self.known(&things);
        if *known != 0 {
            return *known;
        }
        *known = next;
        self.tests += 1;
        for thing in things {
            let number = self.number(thing) as u32;
            self.gives.push((number, next / 64, 1 << (next % 64)));
        }
        next
    }

    /// Where the bit of some things stands; 0: there is none yet.
    fn known(&mut self, things: &[u16]) -> &mut u32 {
        let &[thing] = things else { return self.several.entry(things.to_vec()).or_default() };
        let thing = usize::from(thing);
        if self.single.len() <= thing {
            self.single.resize(thing + 1, 0);
        }
        &mut self.single[thing]
    }

    /// Adds what a rule asks for.
    pub(super) fn add(&mut self, rule: usize, program: &Program) {
        let (line, bit) = (rule / 64, 1 << (rule % 64));
        let opens = program.steps.iter().find(|s| !matches!(s, Step::Save(_))) == Some(&Step::Start);
        self.index.opens[line] |= if opens { bit } else { 0 };
        for (plane, asked) in program.asked.each().take(AHEAD + NEEDS).enumerate() {
            let is_common = |thing: &u16| usize::from(*thing) < LISTS && self.common >> thing & 1 == 1;
            let asked = if plane >= AHEAD && asked.iter().any(is_common) { &[ANY as u16] } else { asked };
            for &thing in asked {
                let number = self.number(thing);
                let lines = self.index.lines;
                let mut give = |place: usize| self.gives.push((number as u32, place as u32, bit));
                let of_line = |n: usize| HOT * lines + line * LINE + n;
                match plane {
                    // Those that begin where the sentence does are looked for there only, and always.
                    0 | AHEAD if opens => {}
                    AHEAD => give(line),
                    _ if plane > AHEAD => give(of_line(plane - 1)),
                    0 | 1 => give((1 + plane) * lines + line),
                    _ => {}
                }
                if plane >= AHEAD {
                    continue;
                }
                if (LISTS..WORDS).contains(&number) && number != ANY && number != PAST {
                    let wide = &mut self.index.wide[plane];
                    self.index.spans[((number - LISTS) * self.index.lines + line) * AHEAD + plane] |= bit;
                    if number >= SPANS {
                        // Where a mention or group ends is looked up.
                        wide.spans |= 1 << (number - SPANS);
                        continue;
                    }
                    wide.lists |= 1 << (number - LISTS);
                }
                give(of_line(plane));
            }
        }
    }

    /// The index of all that was added.
    pub(super) fn finish(self) -> Index {
        let Builder { mut index, count, tests, gives, .. } = self;
        index.stride = tests.div_ceil(64) as usize + 1;
        // Sorted by thing: how many there are before each tells where it begins.
        let things = WORDS + count as usize + 1;
        index.first = vec![0; things + 1];
        gives.iter().for_each(|give| index.first[give.0 as usize + 1] += 1);
        for thing in 0..things {
            index.first[thing + 1] += index.first[thing];
        }
        let mut next = index.first.clone();
        index.parts = vec![(0, 0); gives.len()];
        for (thing, place, bits) in gives {
            let at = &mut next[thing as usize];
            index.parts[*at as usize] = (place, bits);
            *at += 1;
        }
        for thing in (0..PAST).filter(|&thing| index.first[thing] < index.first[thing + 1]) {
            match thing {
                ..LISTS => index.mask.classes |= 1 << thing,
                LISTS..SPANS => index.mask.lists |= 1 << (thing - LISTS),
                _ => index.mask.spans |= 1 << (thing - SPANS),
            }
        }
        let mut any = vec![0; index.stride];
        index.give(ANY, &mut any);
        index.any = any;
        index
    }
}

/// What a test asks for, as a thing.
pub(super) fn thing(test: &Test) -> u16 {
    match *test {
        Test::Class(class) => u16::from(class),
        Test::List(list) => LISTS as u16 + list,
        Test::Mention(kind) => SPANS as u16 + u16::from(kind),
        Test::Group(kind) => SPANS as u16 + 32 + u16::from(kind),
        Test::Word(symbol) | Test::Exact(symbol, _) => WORDS as u16 + symbol,
    }
}
