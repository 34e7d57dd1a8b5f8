//! `layout`: regions of the article, who sent it, from where, when; damage of characters.

mod lines;
pub(crate) mod marks;
mod regions;
pub(crate) mod words;

use crate::article::Article;
use crate::record::{Header, Region, Warning};
use crate::resources::Resources;
use crate::scan::Scanned;
use crate::span::Span;
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
    /// Damage.
    pub warnings: &'s [Warning],
}

/// Memory of `layout`, reused between articles.
#[derive(Default)]
pub struct Buffers {
    lines: Vec<lines::Line>,
    blocks: Vec<Block>,
    warnings: Vec<Warning>,
}

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
    let _wrapped = lines::lines(&words::Words::new(resources), scanned, &mut b.lines);
    regions::blocks(scanned, &b.lines, &mut b.blocks);
    Layout { blocks: &b.blocks, header, published: article.published, dateline: None, warnings: &b.warnings }
}
