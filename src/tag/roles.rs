//! Roles: offices, ranks and occupations that people hold (`deputy foreign minister`, `head of the Customs Department`).
//!
//! Rules find heads, prepositions behind them and damage; `phrase` grows each head to its full extent. Runs after names.

mod complement;
mod front;
mod phrase;

use super::mention_spans;
use crate::record::{Because, Detail, Kind, Mention, Reason, Role, Warning, WarningKind};
use crate::resources::Resources;
use crate::rules::make::roles::Make;
use crate::rules::{Spans, Tape};
use crate::scan::Scanned;
use crate::segment::Segmented;
use crate::span::Span;
use copydesk_engine::pattern::{Found, Runner, select};
use copydesk_engine::tokens::Shape;
use phrase::{Core, Sight};

/// Memory of roles, reused between articles.
#[derive(Default)]
pub struct Buffers {
    spans: Spans,
    runner: Runner,
    found: Vec<Found>,
    cover: Vec<u32>,
}

/// Matches of one sentence by what they make.
#[derive(Default)]
struct Matches {
    heads: Vec<Found>,
    not: Vec<Found>,
    damage: Vec<Found>,
    /// Suffixes and complements.
    behind: Vec<Found>,
    former: Vec<Found>,
    acting: Vec<Found>,
}

/// Adds the roles of an article to its mentions, and warnings where words of roles were lost.
pub fn roles<'d>(
    resources: &'d Resources,
    scanned: &Scanned<'_>,
    segmented: &Segmented<'_>,
    buffers: &mut Buffers,
    mentions: &mut Vec<Mention<'d>>,
    warnings: &mut Vec<Warning>,
) {
    let b = buffers;
    mention_spans(mentions, scanned.tokens.len(), &mut b.spans);
    b.cover.clear();
    b.cover.resize(scanned.tokens.len(), 0);
    for (number, mention) in mentions.iter().enumerate() {
        for at in mention.tokens.0..mention.tokens.1 {
            b.cover[at as usize] = number as u32 + 1;
        }
    }
    let tape = Tape { scanned, sights: segmented.sights, groups: Some(segmented.spans), mentions: Some(&b.spans), rules: &resources.rules };
    let sight = Sight::new(resources, scanned, segmented, &b.cover, mentions);
    let mut made = Vec::new();
    for (number, sentence) in segmented.sentences.iter().enumerate() {
        let (from, to) = sentence.tokens;
        b.found.clear();
        b.runner.run(&resources.rules.roles.group, &tape, from as usize, to as usize, &mut b.found);
        if b.found.is_empty() {
            continue;
        }
        // A longer entry that runs into a name gives way to the head alone: ambassador | to the United Nations.
        let is_head = |f: &Found| matches!(resources.rules.roles.rule(f).make, Make::Head | Make::Compound);
        b.found.retain(|f| !is_head(f) || !sight.is_cut((f.it_start, f.it_end)));
        let matches = sort(resources, &mut b.found);
        let roles = Sentence { resources, sight: &sight, number: number as u32, from, to };
        roles.damaged(&matches, &mut made, warnings);
        roles.whole(&matches, &mut made);
    }
    mentions.extend(made);
}

fn sort(resources: &Resources, found: &mut Vec<Found>) -> Matches {
    let mut m = Matches::default();
    for f in found.drain(..) {
        match resources.rules.roles.rule(&f).make {
            Make::Head | Make::Compound => m.heads.push(f),
            Make::Not => m.not.push(f),
            Make::Suffix | Make::Complement { .. } => m.behind.push(f),
            Make::Former => m.former.push(f),
            Make::Acting => m.acting.push(f),
            Make::LostHead { .. } | Make::LostOrganization { .. } => m.damage.push(f),
        }
    }
    let lost = &mut Vec::new();
    for found in [&mut m.heads, &mut m.damage] {
        if found.len() > 1 {
            select(found, lost);
        }
    }
    m.behind.sort_by_key(|f| (f.it_start, std::cmp::Reverse(f.it_end)));
    m.heads.retain(|h| !m.not.iter().any(|n| n.it_start <= h.it_start && h.it_end <= n.it_end));
    m
}

/// One sentence in which rules found something.
struct Sentence<'a, 'd> {
    resources: &'d Resources,
    sight: &'a Sight<'a, 'd>,
    number: u32,
    from: u32,
    to: u32,
}

impl<'d> Sentence<'_, 'd> {
    fn mention(&self, kind: Kind, (start, end): (u32, u32), rule: &'d str, detail: Detail<'d>) -> Mention<'d> {
        let tokens = self.sight.scanned.tokens;
        Mention {
            kind,
            span: Span::new(tokens[start as usize].start, tokens[end as usize - 1].end),
            tokens: (start, end),
            sentence: self.number,
            confidence: self.resources.confidence(rule),
            because: vec![Because { what: Reason::Rule(rule), weight: None }],
            detail,
            entity: None,
        }
    }

    /// Roles whose words all stand there.
    fn whole(&self, matches: &Matches, made: &mut Vec<Mention<'d>>) {
        let mut cores: Vec<Core> = Vec::new();
        for head in &matches.heads {
            let mut bound = cores.last().map_or(self.from, |c| c.end.max(self.from));
            // A head that is no more than a modifier of the next: Deputy | Head.
            let modifies = |c: &Core| {
                let sight = self.sight;
                // Or one of several: Chief | Administrative Secretary. A rank is a role of its own: chief | General.
                let near = c.end == head.it_start || (sight.is_titled(c.end, head.it_start) && sight.is_capital(c.head));
                let apart = !sight.is_capital(c.head) && sight.is_capital(head.it_start) && sight.is_in(head.it_start, sight.lists.ranks);
                near && !apart && c.start == c.head && sight.modifier(c.end, c.start) == Some(c.start)
            };
            if cores.last().is_some_and(modifies) {
                cores.pop();
                bound = cores.last().map_or(self.from, |c| c.end.max(self.from));
            }
            if let Some(mut core) = self.sight.core((head.it_start, head.it_end), bound, self.to) {
                // What stands behind a preposition of the role before is that one's: minister for Asian Affairs | Ambassador Berg.
                let completes = cores
                    .last()
                    .is_some_and(|c| c.end < core.start && self.sight.takes(c.end) && self.sight.is_nation(c.end + 1, core.start));
                // Also a remit that a title with a holder follows: Assistant Minister for Consular Affairs | Ambassador Berg.
                let remit = || self.sight.is_remit(core.start, core.head) && cores.last().is_some_and(|c| self.sight.is_capital(c.start));
                if completes && (self.sight.modifier(core.head, core.start) != Some(core.start) || remit()) {
                    core.start = core.head;
                }
                let compound =
                    self.resources.rules.roles.rule(head).make == Make::Compound && !self.sight.follows_name(core.start, self.from);
                cores.push(Core { rule: head.rule, compound, ..core });
            }
        }
        let mut done = self.from;
        // Roles made here do not overlap: only what damage has made before may.
        let damaged = made.iter().rev().take_while(|m| m.sentence == self.number).count();
        let damaged = made.len() - damaged..made.len();
        for at in 0..cores.len() {
            let core = cores[at];
            let taken = |m: &Mention<'_>| m.tokens.0 < core.end && core.start < m.tokens.1;
            if core.start < done || made[damaged.clone()].iter().any(taken) {
                continue;
            }
            let (end, completed) = self.behind(matches, &core, &cores[at + 1..]);
            if core.compound && core.start == core.head && end == core.end {
                continue;
            }
            done = end;
            let before = |f: &&Found| self.sight.stands_before((f.it_start, f.it_end), core.start, self.from);
            let former = matches.former.iter().find(before);
            let acting = matches.acting.iter().find(|f| (core.start <= f.it_start && f.it_end <= core.end) || before(f));
            let role = Role {
                former: former.is_some(),
                acting: acting.is_some(),
                plural: self.sight.is_plural(self.sight.head_noun(&core)),
                ..Role::default()
            };
            let rule = self.resources.rules.roles.rules[core.rule as usize].id.as_str();
            let mut mention = self.mention(Kind::Role, (core.start, end), rule, Detail::Role(Box::new(role)));
            for found in completed.into_iter().chain(former).chain(acting) {
                let rule = self.resources.rules.roles.rule(found).id.as_str();
                mention.because.push(Because { what: Reason::Rule(rule), weight: None });
            }
            made.push(mention);
        }
    }

    /// Where a role ends with all that completes it, and the rules that say so.
    fn behind<'m>(&self, matches: &'m Matches, core: &Core, next: &[Core]) -> (u32, Vec<&'m Found>) {
        let mut rules = Vec::new();
        let plural = self.sight.is_plural(self.sight.head_noun(core));
        let mut end = core.end;
        let behind = |end: u32| &matches.behind[matches.behind.partition_point(|f| f.it_start < end)..];
        for found in behind(end) {
            if found.it_start > end {
                break;
            }
            if found.it_start == end && self.resources.rules.roles.rule(found).make == Make::Suffix {
                end = found.it_end;
                rules.push(found);
            }
        }
        if end > core.end {
            end = self.sight.of_phrase(end, self.to, next).unwrap_or(end);
        } else if self.sight.is_completed(core) {
            end = self.sight.more(end, self.to, false, next);
        }
        let counted = plural && core.start > self.from && self.sight.token(core.start - 1).is(Shape::DIGIT);
        let told = plural && core.start > self.from && self.sight.is_in(core.start - 1, self.sight.lists.tells);
        // One complement may follow another: ambassador of Latvia | to Azerbaijan.
        for found in behind(end) {
            if found.it_start > end {
                break;
            }
            if let Make::Complement { named, body } = self.resources.rules.roles.rule(found).make
                && found.it_start == end
                // Many at one place are no complement: told reporters | at the airport, 40 miners | at Norvik.
                && !(named && (counted || told))
                && let Some(longer) = self.sight.complement(found.it_end, self.to, (named, body || (named && plural)), next)
            {
                end = end.max(self.sight.where_it_is(found.it_start, longer, self.to).unwrap_or(longer));
                rules.push(found);
            }
        }
        (end, rules)
    }

    /// Roles and organizations of which the copy lost the head.
    fn damaged(&self, matches: &Matches, made: &mut Vec<Mention<'d>>, warnings: &mut Vec<Warning>) {
        for found in &matches.damage {
            let span = (found.it_start, found.it_end);
            let info = self.resources.rules.roles.rule(found);
            let text = self.sight.plain(span);
            let (kind, detail, guess, behind) = match &info.make {
                Make::LostHead { head, behind } => {
                    let title = if *behind { format!("{text} {head}") } else { format!("{head} {text}") };
                    let role = Role { title: Some(title), damaged: true, ..Role::default() };
                    (Kind::Role, Detail::Role(Box::new(role)), head, *behind)
                }
                Make::LostOrganization { head } => (Kind::Organization, Detail::None, head, false),
                _ => continue,
            };
            if kind == Kind::Organization && self.sight.is_covered(span) {
                continue;
            }
            let mention = self.mention(kind, span, &info.id, detail);
            let place = if behind { mention.span.end } else { mention.span.start };
            let confidence = mention.confidence;
            warnings.push(Warning { kind: WarningKind::LostText, span: Span::new(place, place), guess: Some(guess.clone()), confidence });
            made.push(mention);
        }
    }
}
