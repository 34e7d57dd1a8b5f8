//! The head of an article: headline, bylines, days, the distributor's header and the dateline, down to the first line of the body.

use super::day::{self, Day};
use super::marks::{closers_before, is_bullet, is_lower, marks_end};
use super::regions::Part;
use super::rulebook::{Match, Rulebook};
use super::{Block, Decided};
use crate::article::Article;
use crate::record::{Header, Region};
use crate::resources::Resources;
use crate::rules::make::layout::Make;
use crate::scan::Scanned;
use copydesk_engine::tokens::Shape;

/// Most lines that a head has.
const LONGEST: usize = 16;
/// So many parts at the end of an article may end with what is no news.
const LAST: usize = 5;
/// Most bytes of a headline.
const HEADLINE: u32 = 260;
/// Fewest tokens of a sentence behind a place and a colon.
const PROSE: usize = 8;

/// What the head says beside what goes into the header.
#[derive(Default)]
pub(super) struct Head {
    /// Parts that it takes.
    pub(super) parts: usize,
    /// Tokens of distributor's header and dateline.
    pub(super) dateline: Option<(u32, u32)>,
    /// Day of the dateline.
    pub(super) day: Option<Day>,
    /// Day on a line of its own.
    pub(super) header_day: Option<Day>,
    /// A sentence begins here in mid-line, after a day.
    pub(super) cut: Option<u32>,
    /// Rules that decided.
    pub(super) rules: Vec<Decided>,
}

pub(super) struct Reader<'r, 's, 'd> {
    pub(super) resources: &'r Resources,
    pub(super) article: &'d Article,
    pub(super) scanned: &'r Scanned<'s>,
}

impl<'d> Reader<'_, '_, 'd> {
    /// Reads the head; sets the regions of its parts.
    pub(super) fn read(&self, parts: &mut [Part], book: &mut Rulebook<'_>, header: &mut Header<'d>) -> Head {
        let mut head = Head::default();
        let mut at = 0;
        while at < parts.len().min(LONGEST) {
            let (from, to) = (parts[at].tokens.0 as usize, parts[at].tokens.1 as usize);
            let last = at + 1 == parts.len();
            let after_byline = at > 0 && parts[at - 1].region == Region::Byline;
            let after_headline = at > 0 && parts[at - 1].region == Region::Headline;
            let fits = |m: &Match| {
                self.holds(m, to, last)
                    && (after_byline || m.make != Make::Byline || !m.has_no_name())
                    && (after_headline || m.make != Make::NameLine)
            };
            let found = book.best(self.scanned, from, to, fits);
            let found = found.filter(|m| m.make != Make::NameLine || self.body_follows(parts, at, book));
            let mut body = false;
            if let Some(found) = &found {
                head.rules.push(found.trace());
            }
            match found {
                Some(found) => match found.make {
                    Make::Dateline { .. } | Make::Source => {
                        parts[at].region = Region::Body;
                        let end = self.dateline(&found, (from, to), book, header, &mut head);
                        let part = parts[at];
                        if found.make == Make::Source
                            && end < to
                            && self.is_open_line(&part, end)
                            && parts.get(at + 1).is_some_and(|p| p.paragraph)
                        {
                            // The distributor stands in front of the headline.
                            (head.dateline, parts[at].region) = (None, Region::Headline);
                            header.headline = header.headline.or_else(|| Some(self.text(end, to)));
                        } else {
                            body = end < to;
                        }
                    }
                    Make::Day { line } => {
                        head.header_day = head.header_day.or(self.day(&found));
                        parts[at].region = Region::Body;
                        if !line {
                            head.cut = Some(found.end as u32);
                            body = true;
                        }
                    }
                    Make::Byline | Make::NameLine => {
                        parts[at].region = Region::Byline;
                        header.byline.extend(found.names.iter().flatten().map(|&(a, b)| self.text(a, b)));
                    }
                    _ => parts[at].region = Region::Boilerplate,
                },
                None if head.dateline.is_none() && self.is_headline(parts, at, book, header.headline.is_some()) => {
                    parts[at].region = Region::Headline;
                    if header.headline.is_none() {
                        header.headline = Some(self.text(from, to));
                    }
                }
                // Points of a summary stand between headline and dateline.
                None if at > 0 && is_bullet(self.scanned, from) && self.dateline_follows(parts, at + 1, book) => {}
                None => body = true,
            }
            if body {
                break;
            }
            at += 1;
        }
        if header.headline.is_none() {
            header.headline = self.article.title.as_deref();
        }
        head.parts = at;
        head
    }

    /// The article's text from a token to another.
    fn text(&self, from: usize, to: usize) -> &'d str {
        &self.article.text[self.scanned.tokens[from].start as usize..self.scanned.tokens[to - 1].end as usize]
    }

    /// Whether a match keeps what its maker asks for; `end` is the end of its line.
    fn holds(&self, found: &Match, end: usize, last: bool) -> bool {
        match found.make {
            Make::Dateline { line, caps, prose } => {
                (!line || found.end == end && !last)
                    && (!caps || self.is_caps(found.place) && (line || self.has_lower(found.end, end)))
                    && (!prose || self.is_prose(found.end, end))
            }
            Make::Source | Make::Boilerplate => true,
            Make::Day { line: true } | Make::OwnLine | Make::Byline | Make::NameLine => found.end == end,
            Make::Day { line: false } => {
                found.end < end && self.scanned.tokens[found.end].is(Shape::CAPITAL) && !self.scanned.tokens[found.end].is_tight()
            }
            Make::Credit | Make::SignOff => false,
        }
    }

    fn is_caps(&self, place: Option<(usize, usize)>) -> bool {
        place.is_some_and(|(from, to)| self.scanned.tokens[from..to].iter().all(|t| t.is(Shape::ALL_CAPS) || !t.is(Shape::WORD)))
    }

    fn has_lower(&self, from: usize, to: usize) -> bool {
        (from..to.min(from + 8)).any(|i| is_lower(self.scanned, i) && self.scanned.tokens[i].end - self.scanned.tokens[i].start > 1)
    }

    /// Whether a sentence of some length fills what is left of a line.
    fn is_prose(&self, from: usize, end: usize) -> bool {
        from + PROSE <= end
            && (self.scanned.tokens[from].is(Shape::CAPITAL) || self.scanned.tokens[from].is(Shape::QUOTE))
            && self.has_lower(from, end)
            && marks_end(self.scanned, closers_before(self.scanned, from, end), from)
    }

    /// Whether a dateline stands within the next lines of the head.
    fn dateline_follows(&self, parts: &[Part], at: usize, book: &mut Rulebook<'_>) -> bool {
        parts[at..].iter().take(LONGEST.saturating_sub(at)).any(|part| {
            let (from, to) = (part.tokens.0 as usize, part.tokens.1 as usize);
            let is_dateline = |m: &Match| matches!(m.make, Make::Dateline { .. }) && self.holds(m, to, false);
            !is_bullet(self.scanned, from) && book.best(self.scanned, from, to, is_dateline).is_some()
        })
    }

    /// Whether a dateline or a paragraph of prose stands below a line.
    fn body_follows(&self, parts: &[Part], at: usize, book: &mut Rulebook<'_>) -> bool {
        let Some(next) = parts.get(at + 1) else { return false };
        let (from, to) = (next.tokens.0 as usize, next.tokens.1 as usize);
        let follows = |m: &Match| matches!(m.make, Make::Dateline { .. } | Make::Source) && self.holds(m, to, false);
        parts[at].paragraph && next.paragraph && next.closed || book.best(self.scanned, from, to, follows).is_some()
    }

    fn day(&self, found: &Match) -> Option<Day> {
        day::read(self.resources, self.scanned, found.month?.0, found.day?.0, found.year.map(|y| y.0))
    }

    /// Takes what a header and the dateline behind it say; gives the token after them.
    fn dateline(
        &self,
        found: &Match,
        (from, to): (usize, usize),
        book: &mut Rulebook<'_>,
        header: &mut Header<'d>,
        head: &mut Head,
    ) -> usize {
        self.take(found, header, head);
        let mut end = found.end;
        if found.make == Make::Source && end < to {
            let next = book.best(self.scanned, end, to, |m| matches!(m.make, Make::Dateline { .. }) && self.holds(m, to, true));
            if let Some(next) = next {
                head.rules.push(next.trace());
                self.take(&next, header, head);
                end = next.end;
            }
        }
        head.dateline = Some((from as u32, end as u32));
        end
    }

    fn take(&self, found: &Match, header: &mut Header<'d>, head: &mut Head) {
        if let Some((a, b)) = found.distributor {
            header.distributor = Some(self.text(a, b));
        }
        if let Some((a, b)) = found.agency {
            header.agency = Some(self.text(a, b));
        }
        if let Some((a, b)) = found.place {
            header.place = Some(self.place(a, b));
        }
        head.day = self.day(found).or(head.day);
    }

    /// A place as an ordinary name: `BAKU` is `Baku`, as the gazetteer writes it.
    fn place(&self, from: usize, to: usize) -> String {
        let text = self.text(from, to);
        if !self.is_caps(Some((from, to))) {
            return text.into();
        }
        let same = |name: &str| name.starts_with(char::is_uppercase) && name.to_lowercase() == text.to_lowercase();
        let listed = self
            .scanned
            .hits_at(from)
            .iter()
            .filter(|h| h.end as usize == to)
            .map(|h| self.resources.view(h).name(h.sense))
            .find(|n| same(n));
        listed.map_or_else(|| capitalised(text), Into::into)
    }

    fn is_headline(&self, parts: &[Part], at: usize, book: &mut Rulebook<'_>, second: bool) -> bool {
        let part = &parts[at];
        let Some(next) = parts.get(at + 1) else { return false };
        let (from, to) = (part.tokens.0 as usize, part.tokens.1 as usize);
        if self.is_title(from, to) {
            return true;
        }
        let open_end = matches!(self.scanned.word(to - 1), ":" | "," | ";");
        if part.width > HEADLINE || part.region != Region::Body || open_end || is_lower(self.scanned, from) || is_bullet(self.scanned, from)
        {
            return false;
        }
        let ends = (next.tokens.0 as usize, next.tokens.1 as usize);
        let follows = |m: &Match| !matches!(m.make, Make::OwnLine | Make::Boilerplate) && self.holds(m, ends.1, false);
        let header_follows = book
            .best(self.scanned, ends.0, ends.1, follows)
            .is_some_and(|m| m.make != Make::NameLine || self.body_follows(parts, at + 1, book));
        if second {
            return header_follows && !part.closed;
        }
        let asks = matches!(self.scanned.word(to - 1), "?" | "!");
        let caps = self.is_all_caps(from, to);
        header_follows
            || (caps || !part.closed || asks) && (next.paragraph || caps || !part.closed && next.closed && next.region == Region::Body)
    }

    /// Whether a line with nothing but a distributor in front of it may be a headline.
    fn is_open_line(&self, part: &Part, from: usize) -> bool {
        !part.closed && part.width <= HEADLINE && self.scanned.tokens[from].is(Shape::CAPITAL)
    }

    fn is_title(&self, from: usize, to: usize) -> bool {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
        self.article.title.as_deref().is_some_and(|title| {
            let text = self.text(from, to);
            text.len() <= 2 * title.len() + 16 && title.len() <= 2 * text.len() + 16 && letters(title) == letters(text)
        })
    }

    fn is_all_caps(&self, from: usize, to: usize) -> bool {
        let tokens = &self.scanned.tokens[from..to];
        let words = tokens.iter().filter(|t| t.is(Shape::WORD) && !t.is(Shape::CLITIC)).count();
        let caps = tokens.iter().filter(|t| t.is(Shape::ALL_CAPS)).count();
        words >= 2 && caps * 10 >= words * 7 && !(from..to).any(|i| is_lower(self.scanned, i) && !self.scanned.tokens[i].is(Shape::CLITIC))
    }
}

/// Every word with a capital and the rest in lower case.
fn capitalised(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    for c in text.chars() {
        if inside {
            out.extend(c.to_lowercase())
        } else {
            out.push(c)
        }
        inside = c.is_alphanumeric() || matches!(c, '\'' | '’');
    }
    out
}

/// Blocks of parts, with whether they are below the head and among the last; one is cut where a sentence begins after a day.
pub(super) fn blocks(parts: &[Part], head: &Head, mut push: impl FnMut(Block, bool, bool)) {
    for (n, part) in parts.iter().enumerate() {
        let block = |from, to| Block { span: crate::span::Span::default(), tokens: (from, to), region: part.region };
        let last = n + LAST >= parts.len();
        match head.cut.filter(|c| part.tokens.0 < *c && *c < part.tokens.1) {
            Some(cut) => {
                push(block(part.tokens.0, cut), false, false);
                push(block(cut, part.tokens.1), true, last);
            }
            None => push(block(part.tokens.0, part.tokens.1), n >= head.parts, last),
        }
    }
}
