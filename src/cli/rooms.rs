//! What the rooms make of one article, for commands that show more than the record.

use copydesk::layout::Layout;
use copydesk::read::{self, Failure, Input, Item};
use copydesk::record::{Header, Record};
use copydesk::resources::Resources;
use copydesk::rules::{Set, Spans, Tape, compiled};
use copydesk::scan::Scanned;
use copydesk::segment::{Segmented, Upos, Word};
use copydesk::{Article, layout, scan, segment};
use copydesk_engine::pattern::{Found, Runner};
use copydesk_engine::tokens::Shape;

/// The first three rooms.
pub(super) struct Rooms<'r> {
    pub(super) resources: &'r Resources,
    pub(super) scanned: Scanned<'r>,
    pub(super) layout: Layout<'r, 'r>,
    pub(super) segmented: Segmented<'r>,
}

/// Takes an article through the first three rooms.
pub(super) fn through<R>(resources: &Resources, article: &Article, look: impl FnOnce(&Rooms<'_>) -> R) -> R {
    let (mut of_scan, mut of_layout, mut of_segment) = (scan::Buffers::default(), layout::Buffers::default(), segment::Buffers::default());
    let mut header = Header::default();
    let scanned = scan::scan(resources, &article.text, &mut of_scan);
    let layout = layout::layout(resources, article, &scanned, &mut of_layout, &mut header);
    let segmented = segment::segment(resources, &scanned, &layout, &mut of_segment);
    look(&Rooms { resources, scanned, layout, segmented })
}

/// Articles of one file or standard input.
pub(super) fn items(input: Input, options: &read::Options) -> Vec<Item> {
    let mut items = Vec::new();
    read::read(&[input], options, &mut |batch| {
        batch.articles(options, &mut |item| items.push(item));
        true
    });
    items
}

/// A message about an input that is no article.
pub(super) fn wrong(path: &str, failure: &Failure) -> anyhow::Error {
    let line = failure.line.map(|l| format!(":{l}")).unwrap_or_default();
    anyhow::anyhow!("{path}{line}: {}", failure.message)
}

const SHAPES: [(&str, Shape); 21] = [
    ("word", Shape::WORD),
    ("capital", Shape::CAPITAL),
    ("all-caps", Shape::ALL_CAPS),
    ("inner-capital", Shape::INNER_CAPITAL),
    ("digit", Shape::DIGIT),
    ("number", Shape::NUMBER),
    ("ordinal", Shape::ORDINAL),
    ("plural-number", Shape::PLURAL_NUMBER),
    ("clock", Shape::CLOCK),
    ("four-digits", Shape::FOUR_DIGITS),
    ("short-number", Shape::SHORT_NUMBER),
    ("punctuation", Shape::PUNCTUATION),
    ("symbol", Shape::SYMBOL),
    ("dotted", Shape::DOTTED),
    ("single", Shape::SINGLE),
    ("address", Shape::ADDRESS),
    ("dash", Shape::DASH),
    ("quote", Shape::QUOTE),
    ("clitic", Shape::CLITIC),
    ("line", Shape::LINE_BEFORE),
    ("paragraph", Shape::PARAGRAPH_BEFORE),
];

/// A match of a value rule.
pub(super) struct Match<'r> {
    pub(super) rule: &'r str,
    pub(super) about: &'r str,
    /// Tokens of what it would make.
    pub(super) it: (usize, usize),
    /// Tokens of the whole match.
    pub(super) whole: (usize, usize),
}

impl<'r> Rooms<'r> {
    /// Names of a token's shapes.
    pub(super) fn shapes(&self, token: usize) -> Vec<&'static str> {
        SHAPES.iter().filter(|(_, shape)| self.scanned.tokens[token].is(*shape)).map(|(name, _)| *name).collect()
    }

    /// Word class and inflection of a token as people write them.
    pub(super) fn word(&self, token: usize) -> Word {
        self.segmented.words.get(token).copied().unwrap_or_default()
    }

    /// The lemma of a token, where the lexicon has one.
    pub(super) fn lemma(&self, token: usize) -> Option<&'r str> {
        let view = self.resources.layers()[0].view();
        let reading = view.readings(self.scanned.tokens[token].key).get(usize::from(self.word(token).reading))?;
        Some(view.lemma(reading))
    }

    /// Number of the token at a byte, or the next one.
    pub(super) fn token_at(&self, byte: u32) -> usize {
        self.scanned.tokens.partition_point(|t| t.end <= byte)
    }

    /// Bytes of tokens.
    pub(super) fn bytes(&self, (first, end): (usize, usize)) -> (u32, u32) {
        let tokens = self.scanned.tokens;
        if first < end { (tokens[first].start, tokens[end - 1].end) } else { (0, 0) }
    }

    /// Every match of the rules that make things of words and mentions, in any sentence.
    pub(super) fn matches(&self, record: &Record<'_>) -> Vec<Match<'r>> {
        let mut mentions = Spans::default();
        mentions.clear(self.scanned.tokens.len());
        let kind = |name: &str| compiled::MENTIONS.iter().position(|m| *m == name).unwrap_or_default() as u8;
        for m in &record.mentions {
            mentions.add(m.tokens.0, m.tokens.1, kind(m.kind.name()));
            if m.kind.is_named() {
                mentions.add(m.tokens.0, m.tokens.1, kind("name"));
            }
        }
        mentions.finish();
        let rules = &self.resources.rules;
        let tape = Tape {
            scanned: &self.scanned,
            sights: self.segmented.sights,
            groups: Some(self.segmented.spans),
            mentions: Some(&mentions),
            rules,
        };
        let mut all = Vec::new();
        self.run(&rules.nationalities, &tape, &mut all);
        self.run(&rules.roles, &tape, &mut all);
        self.run(&rules.dates, &tape, &mut all);
        self.run(&rules.events, &tape, &mut all);
        self.run(&rules.quotes, &tape, &mut all);
        self.run(&rules.relations, &tape, &mut all);
        all
    }

    fn run<M>(&self, set: &'r Set<M>, tape: &Tape<'_>, all: &mut Vec<Match<'r>>) {
        let (mut runner, mut found) = (Runner::default(), Vec::<Found>::new());
        for sentence in self.segmented.sentences {
            runner.run(&set.group, tape, sentence.tokens.0 as usize, sentence.tokens.1 as usize, &mut found);
        }
        all.extend(found.iter().map(|f| Match {
            rule: &set.rule(f).id,
            about: &set.rule(f).about,
            it: (f.it_start as usize, f.it_end as usize),
            whole: (f.start as usize, f.end as usize),
        }));
    }
}

/// The name of a word class in Universal Dependencies.
pub(super) fn upos(upos: Upos) -> String {
    format!("{upos:?}").to_uppercase()
}
