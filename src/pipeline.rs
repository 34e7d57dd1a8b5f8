//! The way of one article through the middle of the house: scan → layout → segment → tag → link.

use crate::article::Article;
use crate::error::Error;
use crate::record::{Header, Record, Sentence};
use crate::resources::Resources;
use crate::tag::names::{Table, Weigher};
use crate::{layout, link, scan, segment, tag};
use std::path::Path;

/// Gazetteers and rules, ready to read articles. Shared by threads; each thread has a [`Scratch`] of its own.
pub struct Copydesk {
    resources: Resources,
    weigher: Weigher,
}

impl Default for Copydesk {
    fn default() -> Self {
        Self::new()
    }
}

impl Copydesk {
    /// With the built-in gazetteers and rules.
    ///
    /// ```
    /// use copydesk::{Article, Copydesk};
    /// let desk = Copydesk::new();
    /// let article = Article::new("a1", "Talks began in Lyon on Monday. They will go on.")?;
    /// let record = desk.extract(&article);
    /// assert_eq!(record.text, article.text);
    /// # Ok::<(), copydesk::Error>(())
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self::of(Resources::built_in())
    }

    #[expect(clippy::expect_used, reason = "a test reads the embedded table of weights")]
    fn of(resources: Resources) -> Self {
        let table =
            Table::read(&resources, "rules/weights.tsv", Resources::table("weights"), false).expect("the embedded weights are well formed");
        Self::weighing(resources, table)
    }

    /// With these gazetteers and rules, and another table of weights than the built-in one.
    #[must_use]
    pub fn weighing(resources: Resources, table: Table) -> Self {
        let weigher = Weigher::new(&resources, table);
        Copydesk { resources, weigher }
    }

    /// What names are weighed with.
    pub fn weigher(&self) -> &Weigher {
        &self.weigher
    }

    /// With more gazetteers: a folder of `.tsv` lists, one list, or a compiled file.
    ///
    /// # Errors
    /// When a file cannot be read, or every mistake in the lists.
    pub fn with_gazetteers(self, path: impl AsRef<Path>) -> Result<Self, Error> {
        Ok(Self::of(self.resources.add_gazetteers(path.as_ref())?))
    }

    /// With more rules: a folder of `.toml` files in folders by group (`dates/`, `events/` …).
    ///
    /// # Errors
    /// When a file cannot be read, or every mistake in the rules.
    pub fn with_rules(self, folder: impl AsRef<Path>) -> Result<Self, Error> {
        Ok(Self::of(self.resources.add_rules(folder.as_ref())?))
    }

    /// Its gazetteers and rules.
    pub fn resources(&self) -> &Resources {
        &self.resources
    }

    /// What an article says. Cannot fail; offsets in the record are bytes of the article's text.
    pub fn extract<'d>(&'d self, article: &'d Article) -> Record<'d> {
        self.extract_with(article, &mut Scratch::default())
    }

    /// [`Copydesk::extract`] with memory that is reused between articles.
    pub fn extract_with<'d>(&'d self, article: &'d Article, scratch: &mut Scratch) -> Record<'d> {
        self.extract_watched(article, scratch, |_| {})
    }

    /// Only an article's time expressions: a record with its sentences and dates, much faster than the whole.
    ///
    /// ```
    /// use copydesk::read::day;
    /// use copydesk::record::Detail;
    /// use copydesk::{Article, Copydesk, Scratch};
    /// let desk = Copydesk::new();
    /// let article = Article { published: day("2024-10-23"), ..Article::new("a1", "Talks began last Tuesday.")? };
    /// let record = desk.dates(&article, &mut Scratch::default());
    /// let Detail::Timex(timex) = &record.mentions[0].detail else { panic!("a date has a value") };
    /// assert_eq!((record.mentions[0].span.text(record.text), &*timex.value), ("last Tuesday", "2024-10-22"));
    /// # Ok::<(), copydesk::Error>(())
    /// ```
    pub fn dates<'d>(&'d self, article: &'d Article, scratch: &mut Scratch) -> Record<'d> {
        let desk = &self.resources;
        let mut header = Header::default();
        let scanned = scan::scan(desk, &article.text, &mut scratch.scan);
        let layout = layout::layout(desk, article, &scanned, &mut scratch.layout, &mut header);
        let segmented = segment::segment(desk, &scanned, &layout, &mut scratch.segment);
        let dates = tag::dates(desk, &scanned, &layout, &segmented, &mut scratch.tag);
        Record {
            id: &article.id,
            source: article.source.clone(),
            published: dates.published,
            article: layout.header.clone(),
            text: &article.text,
            sentences: segmented.sentences.iter().map(|s| Sentence { span: s.span, region: s.region }).collect(),
            mentions: dates.mentions,
            ..Record::default()
        }
    }

    /// Who does what in an article as its events are read: for work on the syntax.
    #[doc(hidden)]
    pub fn clauses(&self, article: &Article) -> Vec<link::Clause> {
        let mut scratch = Scratch::default();
        scratch.link.watch_clauses();
        self.extract_with(article, &mut scratch);
        scratch.link.clauses()
    }

    /// [`Copydesk::extract_with`] that says when an article leaves a room, by the room's number: for the benchmark.
    #[doc(hidden)]
    pub fn extract_watched<'d>(&'d self, article: &'d Article, scratch: &mut Scratch, mut left: impl FnMut(usize)) -> Record<'d> {
        let desk = &self.resources;
        let mut header = Header::default();
        let scanned = scan::scan(desk, &article.text, &mut scratch.scan);
        left(0);
        let layout = layout::layout(desk, article, &scanned, &mut scratch.layout, &mut header);
        left(1);
        let segmented = segment::segment(desk, &scanned, &layout, &mut scratch.segment);
        left(2);
        let mentions = tag::tag(desk, &self.weigher, &scanned, &layout, &segmented, &mut scratch.tag);
        left(3);
        let record = link::link(desk, article, &scanned, &layout, &segmented, mentions, &mut scratch.link);
        left(4);
        record
    }
}

/// Memory of all rooms, reused between articles: one a thread.
#[derive(Default)]
pub struct Scratch {
    scan: scan::Buffers,
    layout: layout::Buffers,
    segment: segment::Buffers,
    tag: tag::Buffers,
    link: link::Buffers,
}
