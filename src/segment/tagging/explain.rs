//! Why a word has its tag: the rule of the tagging table that decided, for `explain` and for examples of rules.

use super::{Buffers, tag};
use crate::resources::Resources;
use crate::rules::tagging::TAGS;
use crate::scan;
use crate::segment::names::Names;
use crate::segment::word::Word;

/// A word with what was decided about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided<'r> {
    /// First byte, and the byte after the last.
    pub span: (usize, usize),
    /// Name of its tag.
    pub tag: &'static str,
    /// Id of the rule that chose among its readings, if it had several and one did.
    pub rule: Option<&'r str>,
}

/// Tags and rules of all words of one sentence.
pub fn decided<'r>(resources: &'r Resources, sentence: &str) -> Vec<Decided<'r>> {
    let mut buffers = scan::Buffers::default();
    let scanned = scan::scan(resources, sentence, &mut buffers);
    let (mut names, mut tagging) = (Names::default(), Buffers::default());
    names.find(resources, &scanned);
    let mut words = vec![Word::default(); scanned.tokens.len()];
    tag(resources, &scanned, &names, (0, 0, scanned.tokens.len()), &mut tagging, &mut words);
    let one = |(at, (token, word)): (usize, (&copydesk_engine::tokens::Token, &Word))| {
        let same = |n: &usize| Word::of(*n as u8, word.reading) == *word;
        let tag = (0..TAGS.len()).find(same).map_or("", |n| TAGS[n]);
        let rule = tagging.decided(at).map(|n| resources.tagger.rules()[usize::from(n)].id.as_str());
        Decided { span: (token.start as usize, token.end as usize), tag, rule }
    };
    scanned.tokens.iter().zip(&words).enumerate().map(one).collect()
}
