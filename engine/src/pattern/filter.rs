//! Which rules may begin where: rules are bits, and a table has for everything that a token can offer the rules that
//! ask for it at one of the first places of a match, or anywhere in the sentence.

use super::asked::{AHEAD, ANY, LISTS, NEEDS, PAST, SPANS, WORDS};
use super::sight::{Sight, TOKEN};
use super::{Program, Step};

/// Tables for each thing that is offered: by place ahead, then by need.
const PLANES: usize = AHEAD + NEEDS;
/// Most rules of one filter.
pub(super) const RULES: usize = 256;

/// Most ends of spans from one token that are followed.
const ENDS: usize = 8;

/// The filter of so many rules.
pub(super) struct Filter {
    /// Number of its first rule in the group.
    pub(super) first: u32,
    /// Words of a set of rules.
    pub(super) width: usize,
    /// Sets of rules, plane by plane: for each thing that is offered; words stand last, and only in places ahead.
    table: Vec<u64>,
    /// The first set of each plane.
    planes: [usize; PLANES],
    /// For each word what it gives of what rules need.
    given: Vec<(u32, u32)>,
    /// Rules as bits that need a word, with their place among the sets of all needs.
    needs: Vec<(u16, u64)>,
    /// What the sentence is asked for at all, by need.
    masks: [Sight; NEEDS],
    /// What each rule asks of the tokens ahead.
    asked: Vec<[Sight; AHEAD]>,
    /// Rules whose matches begin only where the sentence does.
    opens: Vec<u64>,
}

/// A token as a group sees it.
#[derive(Clone, Copy, Default)]
pub(super) struct Seen {
    /// The word's block.
    pub(super) block: u32,
    /// Kinds of mentions that begin there, as bits.
    pub(super) mentions: u32,
}

/// A set of rules.
type Rules<const W: usize> = [u64; W];

#[inline(always)]
fn and<const W: usize>(a: Rules<W>, b: &Rules<W>) -> Rules<W> {
    let mut both = [0; W];
    for n in 0..W {
        both[n] = a[n] & b[n];
    }
    both
}

#[inline(always)]
fn add<const W: usize>(a: &mut Rules<W>, b: &Rules<W>) {
    for n in 0..W {
        a[n] |= b[n];
    }
}

#[inline(always)]
fn is_empty<const W: usize>(a: &Rules<W>) -> bool {
    let mut all = 0;
    for part in a {
        all |= part;
    }
    all == 0
}

/// A sentence, to be asked which rules may begin at its tokens.
pub(super) struct Sentence<'a, T, const W: usize> {
    pub(super) tape: &'a T,
    pub(super) sights: &'a [Sight],
    /// The sentence's tokens.
    pub(super) seen: &'a [Seen],
    pub(super) from: usize,
    filter: &'a Filter,
    table: &'a [Rules<W>],
    /// What the rules that are possible ask of the tokens ahead, between them.
    asked: [Sight; AHEAD],
}

impl<'a, T: super::Tape, const W: usize> Sentence<'a, T, W> {
    pub(super) fn new(filter: &'a Filter, tape: &'a T, seen: &'a [Seen], from: usize) -> Self {
        let (sights, table) = (tape.sights(), filter.table.as_chunks().0);
        Sentence { tape, sights, seen, from, filter, table, asked: [Sight::default(); AHEAD] }
    }

    #[inline(always)]
    fn rules(&self, thing: usize, plane: usize) -> &'a Rules<W> {
        &self.table[self.filter.planes[plane] + thing]
    }

    /// Adds the rules that ask for one of these things.
    #[inline(always)]
    fn add_bits(&self, first: usize, mut bits: u64, plane: usize, set: &mut Rules<W>) {
        while bits != 0 {
            add(set, self.rules(first + bits.trailing_zeros() as usize, plane));
            bits &= bits - 1;
        }
    }

    #[inline(always)]
    fn add_lists(&self, bits: u128, plane: usize, set: &mut Rules<W>) {
        if bits != 0 {
            self.add_bits(LISTS, bits as u64, plane, set);
            self.add_bits(LISTS + 64, (bits >> 64) as u64, plane, set);
        }
    }

    /// The rules for which the sentence offers what they need; only they are asked for then.
    pub(super) fn possible(&mut self, all: &Sight) -> Rules<W> {
        let mut words = [[0; W]; NEEDS];
        let sets = words.as_flattened_mut();
        for seen in self.seen {
            let (first, end) = self.filter.given[seen.block as usize];
            for &(place, rules) in &self.filter.needs[first as usize..end as usize] {
                sets[usize::from(place)] |= rules;
            }
        }
        let mut possible = [u64::MAX; W];
        for (need, mut set) in words.into_iter().enumerate() {
            let (plane, mask) = (AHEAD + need, &self.filter.masks[need]);
            add(&mut set, self.rules(ANY, plane));
            self.add_bits(0, all.classes & mask.classes, plane, &mut set);
            self.add_lists(all.lists & mask.lists, plane, &mut set);
            self.add_bits(SPANS, all.spans & mask.spans & !TOKEN, plane, &mut set);
            possible = and(possible, &set);
        }
        for (n, &(mut rules)) in possible.iter().enumerate() {
            while rules != 0 {
                let asked = &self.filter.asked[n * 64 + rules.trailing_zeros() as usize];
                rules &= rules - 1;
                for (all, asked) in self.asked.iter_mut().zip(asked) {
                    *all = all.with(*asked);
                }
            }
        }
        possible
    }

    /// Those of some rules that may begin behind the sentence's first token.
    pub(super) fn inside(&self, rules: Rules<W>) -> Rules<W> {
        std::array::from_fn(|n| rules[n] & !self.filter.opens[n])
    }

    /// Those of a set of rules that ask at a place ahead for what the token itself offers.
    #[inline(always)]
    fn token(&self, plane: usize, at: usize, sight: &Sight) -> Rules<W> {
        let (mask, mut set) = (&self.asked[plane], *self.rules(ANY, plane));
        let block = self.seen[at - self.from].block as usize;
        if block != 0 {
            add(&mut set, self.rules(WORDS + block, plane));
        }
        self.add_bits(0, sight.classes & mask.classes, plane, &mut set);
        self.add_lists(sight.lists & mask.lists, plane, &mut set);
        set
    }

    /// Those of a set of rules that may begin at a token.
    #[inline(always)]
    pub(super) fn begin(&self, at: usize, set: Rules<W>, ends: &mut Vec<u32>) -> Rules<W> {
        let mut out = [0; W];
        if self.is_idle(at) {
            return out;
        }
        let set = self.step(0, at, set, ends, &mut out);
        if !is_empty(&set) {
            add(&mut out, &self.follow(1, at + 1, set, ends));
        }
        out
    }

    /// Whether no match begins at a token, as far as a glance at it and the next one tells.
    #[inline(always)]
    fn is_idle(&self, at: usize) -> bool {
        let meets = |plane: usize, at: usize| {
            let (asked, mentions) = (&self.asked[plane], u64::from(self.seen[at - self.from].mentions));
            (Sight { spans: asked.spans & !TOKEN, ..*asked }).meets(&self.sights[at]) || asked.spans & mentions != 0
        };
        let any = |plane: usize| self.asked[plane].spans & TOKEN != 0;
        let next = |at: usize| any(1) || at < self.from + self.seen.len() && meets(1, at);
        !meets(0, at) && !(any(0) && next(at + 1))
    }

    /// Those of a set of rules that find from a place ahead on what they ask for, as far as that is known.
    fn follow(&self, from: usize, at: usize, mut set: Rules<W>, ends: &mut Vec<u32>) -> Rules<W> {
        let mut out = [0; W];
        for (plane, at) in (from..AHEAD).zip(at..) {
            if at >= self.from + self.seen.len() {
                add(&mut out, &and(set, self.rules(PAST, plane)));
                return out;
            }
            set = self.step(plane, at, set, ends, &mut out);
            if is_empty(&set) {
                return out;
            }
        }
        add(&mut out, &set);
        out
    }

    /// Those of a set of rules that ask at a place ahead for what the token offers by itself; `out` gets those that go on
    /// behind a name, mention or group of several tokens.
    #[inline(always)]
    fn step(&self, plane: usize, at: usize, set: Rules<W>, ends: &mut Vec<u32>, out: &mut Rules<W>) -> Rules<W> {
        let (sight, mask) = (&self.sights[at], &self.asked[plane]);
        let spans = (sight.spans | u64::from(self.seen[at - self.from].mentions)) & mask.spans & !TOKEN;
        if spans != 0 {
            self.follow_spans(plane, at, &set, spans, ends, out);
        }
        let long = sight.long & mask.lists;
        if long != 0 {
            // What stands behind a name of several tokens is not looked at.
            let mut lists = [0; W];
            self.add_lists(long, plane, &mut lists);
            add(out, &and(set, &lists));
        }
        and(set, &self.token(plane, at, sight))
    }

    /// Follows the mentions and groups of words that begin at a token.
    #[inline(never)]
    fn follow_spans(&self, plane: usize, at: usize, set: &Rules<W>, mut spans: u64, ends: &mut Vec<u32>, out: &mut Rules<W>) {
        while spans != 0 {
            let kind = spans.trailing_zeros();
            spans &= spans - 1;
            let set = and(*set, self.rules(SPANS + kind as usize, plane));
            if is_empty(&set) {
                continue;
            }
            let first = ends.len();
            if plane + 1 < AHEAD {
                match kind {
                    0..32 => self.tape.mention_ends(at, kind as u8, ends),
                    _ => self.tape.group_ends(at, kind as u8 - 32, ends),
                }
            }
            if plane + 1 == AHEAD || ends.len() > first + ENDS {
                add(out, &set);
            } else {
                for n in first..ends.len() {
                    let end = ends[n] as usize;
                    if end <= self.from + self.seen.len() {
                        add(out, &self.follow(plane + 1, end, set, ends));
                    }
                }
            }
            ends.truncate(first);
        }
    }
}

impl Filter {
    /// The filter of some programs. `local` numbers the symbols that the group knows, `blocks` are the words of the
    /// vocabulary: first those of one symbol, by its number, then the symbols of the others.
    pub(super) fn new(first: usize, programs: &[Program], local: &[u32], blocks: &[&[u16]]) -> Self {
        let width = programs.len().div_ceil(64);
        let count = local.iter().max().map_or(1, |&most| most as usize + 1);
        let things = WORDS + count + blocks.len();
        let mut planes = [0; PLANES];
        for plane in 0..PLANES {
            planes[plane] = if plane <= AHEAD { plane * things } else { planes[plane - 1] + WORDS };
        }
        let mut filter = Filter {
            first: first as u32,
            width,
            table: vec![0; (planes[PLANES - 1] + WORDS) * width],
            planes,
            given: Vec::with_capacity(count + blocks.len()),
            needs: Vec::new(),
            masks: [Sight::default(); NEEDS],
            opens: vec![0; width],
            asked: vec![[Sight::default(); AHEAD]; programs.len()],
        };
        let mut needs = Vec::new();
        for (rule, program) in programs.iter().enumerate() {
            filter.add(rule, program, local, &mut needs);
        }
        filter.give(needs, count);
        for (n, symbols) in blocks.iter().enumerate() {
            let first = filter.needs.len() as u32;
            for word in symbols.iter().map(|&symbol| local[usize::from(symbol)] as usize) {
                let (from, to) = filter.given[word];
                filter.needs.extend_from_within(from as usize..to as usize);
                for plane in &planes[..AHEAD] {
                    let (word, block) = ((plane + WORDS + word) * width, (plane + WORDS + count + n) * width);
                    for part in 0..width {
                        filter.table[block + part] |= filter.table[word + part];
                    }
                }
            }
            filter.given.push((first, filter.needs.len() as u32));
        }
        filter
    }

    /// Adds a rule; `needs` gets the words that it needs, each with the place and the bit of the rule.
    fn add(&mut self, rule: usize, program: &Program, local: &[u32], needs: &mut Vec<(u32, u16, u64)>) {
        let bit = 1 << (rule % 64);
        for (plane, asked) in program.asked.each().take(PLANES).enumerate() {
            let mask = if plane < AHEAD { &mut self.asked[rule][plane] } else { &mut self.masks[plane - AHEAD] };
            for &thing in asked {
                let mut thing = usize::from(thing);
                match thing {
                    ..LISTS => mask.classes |= 1 << thing,
                    LISTS..SPANS => mask.lists |= 1 << (thing - LISTS),
                    PAST => {}
                    SPANS..WORDS => mask.spans |= 1 << (thing - SPANS),
                    _ if plane < AHEAD => {
                        mask.words |= Sight::word((thing - WORDS) as u16);
                        thing = WORDS + local[thing - WORDS] as usize;
                    }
                    _ => {
                        needs.push((local[thing - WORDS], ((plane - AHEAD) * self.width + rule / 64) as u16, bit));
                        continue;
                    }
                }
                self.table[(self.planes[plane] + thing) * self.width + rule / 64] |= bit;
            }
        }
        let opens = program.steps.iter().find(|s| !matches!(s, Step::Save(_))) == Some(&Step::Start);
        self.opens[rule / 64] |= if opens { bit } else { 0 };
    }

    /// Sorts what is needed by word; there are so many words of one symbol.
    fn give(&mut self, mut needs: Vec<(u32, u16, u64)>, count: usize) {
        needs.sort_unstable();
        let mut rest = needs.into_iter().peekable();
        for word in 0..count as u32 {
            let first = self.needs.len();
            while let Some((_, place, bit)) = rest.next_if(|need| need.0 == word) {
                match self.needs[first..].last_mut() {
                    Some((last, bits)) if *last == place => *bits |= bit,
                    _ => self.needs.push((place, bit)),
                }
            }
            self.given.push((first as u32, self.needs.len() as u32));
        }
    }
}
