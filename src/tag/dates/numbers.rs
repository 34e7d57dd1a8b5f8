//! Numbers, in digits and in words: `1,200`, `2 1/2`, `twenty-four`, `4.5 billion`, `a couple of`.

use super::expression::Number;
use crate::resources::Resources;
use crate::scan::Scanned;
use copydesk_engine::tokens::Shape;

/// Kind of number spans among the mentions that patterns see.
pub(super) const NUMBER: u8 = 9;

/// Reads numbers with the words of a gazetteer.
#[derive(Clone, Copy)]
pub(super) struct Numbers<'a> {
    pub(super) resources: &'a Resources,
    pub(super) scanned: &'a Scanned<'a>,
    list: usize,
    /// Columns of the list: how a number goes on, and what it is.
    columns: [Option<usize>; 2],
}

/// One word or group of digits.
#[derive(Clone, Copy)]
struct Piece {
    /// In thousandths; `None`: not known.
    value: Option<i64>,
    end: usize,
    digits: bool,
    /// Goes on behind a number (`and a half`).
    adds: bool,
}

impl<'a> Numbers<'a> {
    /// With the list of this id.
    pub(super) fn new(resources: &'a Resources, scanned: &'a Scanned<'a>, list: &str) -> Option<Self> {
        let list = resources.list(list)?;
        let header = &resources.layers()[0].lists()[list];
        Some(Numbers { resources, scanned, list, columns: ["note", "rank"].map(|column| header.column(column)) })
    }

    /// Adds the tokens of all numbers among `from..to`.
    pub(super) fn find(&self, from: usize, to: usize, found: &mut Vec<(u32, u32)>) {
        let mut at = from;
        while at < to {
            match self.begins(at).then(|| self.number(at, to)).flatten() {
                Some((_, end)) => {
                    found.push((at as u32, end as u32));
                    at = end;
                }
                None => at += 1,
            }
        }
    }

    /// Whether a number can begin at a token.
    #[inline]
    fn begins(&self, at: usize) -> bool {
        if self.scanned.tokens[at].is(Shape::NUMBER) || self.scanned.is_in(at, self.list) {
            return true;
        }
        // What the scan has as lists is all but for entries of several words.
        let hits = self.scanned.hits_at(at);
        let long = hits.last().is_some_and(|longest| longest.end as usize > at + 1);
        long && hits.iter().any(|h| h.layer == 0 && usize::from(h.list) == self.list)
    }

    /// The number that the tokens `from..to` say.
    pub(super) fn read(&self, from: usize, to: usize) -> Option<Number> {
        let (number, end) = self.number(from, to)?;
        (end == to).then_some(number)
    }

    fn number(&self, at: usize, to: usize) -> Option<(Number, usize)> {
        let first = self.piece(at, to).filter(|p| !p.adds)?;
        let Some(mut current) = first.value else { return Some((Number::Vague, first.end)) };
        let (mut total, mut end, mut digits) = (0i64, first.end, first.digits);
        loop {
            if digits && let Some((fraction, after)) = self.fraction(end, to) {
                current = if fraction.1 { current + fraction.0 } else { fraction.0 };
                end = after;
            }
            let mut next_at = end;
            let mut joined = false;
            let hyphen = self.is_hyphen(end, to);
            let added = self.piece(if hyphen { end + 1 } else { end }, to).filter(|p| p.adds && (!hyphen || p.value != Some(0)));
            if let Some(piece) = added {
                if piece.value != Some(0) {
                    return Some((Number::Known(total + current + piece.value.unwrap_or(0)), piece.end));
                }
                (next_at, joined) = (piece.end, true);
            } else if hyphen {
                next_at += 1;
            }
            let Some(next) = self.piece(next_at, to).filter(|p| !p.adds && !p.digits) else { break };
            let Some(value) = next.value else { break };
            let base = if current == 0 { total } else { current };
            if value >= 100_000 && !joined && (value > current || value >= 1_000_000) {
                current = current.checked_mul(value / 1000)?;
                if value >= 1_000_000 {
                    (total, current) = (total.checked_add(current)?, 0);
                }
            } else if !first.digits && value < lowest(base) && (!joined || lowest(base) >= 100_000) {
                current += value;
            } else {
                break;
            }
            (end, digits) = (next.end, false);
        }
        Some((Number::Known(total.checked_add(current)?), end))
    }

    fn piece(&self, at: usize, to: usize) -> Option<Piece> {
        if at >= to {
            return None;
        }
        let token = &self.scanned.tokens[at];
        if token.is(Shape::NUMBER) && !token.is(Shape::ORDINAL) && !token.is(Shape::CLOCK) && !token.is(Shape::PLURAL_NUMBER) {
            return Some(Piece { value: Some(thousandths(self.scanned.word(at))?), end: at + 1, digits: true, adds: false });
        }
        let hit =
            self.scanned.hits_at(at).iter().rev().find(|h| h.layer == 0 && usize::from(h.list) == self.list && h.end as usize <= to)?;
        let row = self.resources.view(hit).row(hit.sense);
        let [note, rank] = self.columns.map(|column| row.split('\t').nth(column?).filter(|cell| !cell.is_empty()));
        let value = rank.and_then(thousandths);
        Some(Piece { value, end: hit.end as usize, digits: false, adds: note == Some("+") })
    }

    fn is_hyphen(&self, at: usize, to: usize) -> bool {
        at + 1 < to
            && self.scanned.tokens[at].is(Shape::DASH)
            && self.scanned.tokens[at].is_tight()
            && self.scanned.tokens[at + 1].is_tight()
    }

    /// `1/2` behind a whole number (added to it), or `/2` directly behind its numerator; in thousandths.
    fn fraction(&self, at: usize, to: usize) -> Option<((i64, bool), usize)> {
        let whole = |i: usize| self.scanned.word(i).parse::<i64>().ok().filter(|n| (1..=99).contains(n));
        let tight = |i: usize| self.scanned.tokens[i].is_tight();
        let slash = |i: usize| i + 1 < to && self.scanned.word(i) == "/" && tight(i) && tight(i + 1);
        if slash(at + 1) {
            let (above, below) = (whole(at)?, whole(at + 2)?);
            return (above < below).then_some(((above * 1000 / below, true), at + 3));
        }
        if slash(at) {
            let (above, below) = (whole(at - 1)?, whole(at + 1)?);
            return (above < below && below <= 10).then_some(((above * 1000 / below, false), at + 2));
        }
        None
    }
}

/// The place value of the last digit that is not zero, in thousandths.
fn lowest(value: i64) -> i64 {
    let mut place = 1000;
    while value % (place * 10) == 0 && place < 1_000_000_000_000 {
        place *= 10;
    }
    place
}

/// `1,200.5` in thousandths.
fn thousandths(text: &str) -> Option<i64> {
    if text.len() <= 13 && text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse::<i64>().ok()?.checked_mul(1000);
    }
    let plain: String = text.chars().filter(|c| *c != ',').collect();
    let (whole, rest) = plain.split_once('.').unwrap_or((&plain, ""));
    if whole.len() > 13 || rest.contains('.') {
        return None;
    }
    let decimals: String = rest.chars().chain("000".chars()).take(3).collect();
    whole.parse::<i64>().ok()?.checked_mul(1000)?.checked_add(decimals.parse().ok()?)
}
