//! `layout`: regions of the article, who sent it, from where, when; damage of characters.

mod damage;
mod day;
mod head;
mod lines;
pub(crate) mod marks;
mod regions;
mod rulebook;
mod tails;
pub(crate) mod words;

use crate::article::Article;
use crate::record::{Header, Region, Warning, WarningKind};
use crate::resources::Resources;
use crate::scan::Scanned;
use crate::span::Span;
use copydesk_engine::pattern::{Found, Runner};
use jiff::civil::Date;

/// A stretch of the article of one kind. Regions cover all text, in order, without overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its bytes.
    pub span: Span,
    /// Its tokens.
    pub tokens: (u32, u32),
    /// What it is.
    pub region: Region,
}

/// A rule of `rules/layout/` that decided, by its number, and the tokens of what it made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decided {
    /// Number of the rule in its group.
    pub rule: u32,
    /// First token, and the token after the last.
    pub tokens: (u32, u32),
}

/// What `layout` found.
#[derive(Clone, Copy)]
pub struct Layout<'s, 'd> {
    /// Regions in text order.
    pub blocks: &'s [Block],
    /// Who sent the story, from where.
    pub header: &'s Header<'d>,
    /// The document date, by precedence: given, metadata, dateline, header.
    pub published: Option<Date>,
    /// Tokens of the dateline in front of the body (`BAKU, Oct 23 (Reuters) -`), if there is one.
    pub dateline: Option<(u32, u32)>,
    /// Rules that decided.
    pub decided: &'s [Decided],
    /// Damage.
    pub warnings: &'s [Warning],
}

/// Memory of `layout`, reused between articles.
#[derive(Default)]
pub struct Buffers {
    lines: Vec<lines::Line>,
    parts: Vec<regions::Part>,
    blocks: Vec<Block>,
    decided: Vec<Decided>,
    authors: Vec<(usize, usize)>,
    warnings: Vec<Warning>,
    runner: Runner,
    found: Vec<Found>,
}

/// Days by which the copy's own date may differ from the given one without a warning.
const FEW_DAYS: i32 = 7;

/// Lays out an article. `header` is filled; it borrows from the article and the gazetteers only.
pub fn layout<'s, 'd>(
    resources: &'d Resources,
    article: &'d Article,
    scanned: &Scanned<'s>,
    buffers: &'s mut Buffers,
    header: &'s mut Header<'d>,
) -> Layout<'s, 'd> {
    let b = buffers;
    b.blocks.clear();
    b.warnings.clear();
    let shaped = lines::lines(resources, scanned, &mut b.lines);
    regions::parts(scanned, &b.lines, &mut b.parts);
    let mut book = rulebook::Rulebook { rules: &resources.rules, runner: &mut b.runner, found: &mut b.found };
    let mut head = head::Reader { resources, article, scanned }.read(&mut b.parts, &mut book, header);
    b.decided.clear();
    b.decided.append(&mut head.rules);
    b.authors.clear();
    let mut tails = tails::Tails { blocks: &mut b.blocks, decided: &mut b.decided, authors: &mut b.authors };
    head::blocks(
        &b.parts,
        &head,
        |block, open, last| {
            if open { tails::push(scanned, block, last, &mut book, &mut tails) } else { tails.blocks.push(block) }
        },
    );
    for &(from, to) in &b.authors {
        let name = &article.text[scanned.tokens[from].start as usize..scanned.tokens[to - 1].end as usize];
        if !header.byline.iter().any(|n| n.eq_ignore_ascii_case(name)) {
            header.byline.push(name);
        }
    }
    regions::cover(scanned, &mut b.blocks);
    damage::warn(scanned, &b.lines, shaped, &mut b.warnings);
    let published = published(article, scanned, &head, &mut b.warnings);
    Layout { blocks: &b.blocks, header, published, dateline: head.dateline, decided: &b.decided, warnings: &b.warnings }
}

/// The document date by precedence: given, dateline, header. Warns where the copy's own differs from the given one.
fn published(article: &Article, scanned: &Scanned<'_>, head: &head::Head, warnings: &mut Vec<Warning>) -> Option<Date> {
    let header = head.header_day.and_then(|d| d.resolve(article.published));
    let dateline = head.day.and_then(|d| d.resolve(article.published.or(header)));
    let own = dateline.or(header);
    if let (Some(given), Some(own)) = (article.published, own)
        && day::distance(given, own) > FEW_DAYS
    {
        let span = head
            .dateline
            .map_or(Span::default(), |(from, to)| Span::new(scanned.tokens[from as usize].start, scanned.tokens[to as usize - 1].end));
        warnings.push(Warning { kind: WarningKind::DatesDisagree, span, guess: Some(own.to_string()), confidence: 90 });
    }
    article.published.or(own)
}
