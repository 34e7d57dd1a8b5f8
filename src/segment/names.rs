//! Tokens that stand in names of the gazetteers: they help to tell a name from a word that begins a sentence.

use crate::resources::Resources;
use crate::scan::Scanned;
use copydesk_engine::tokens::Shape;

/// Kinds of lists whose entries are names.
const KINDS: [&str; 4] = ["person", "organization", "location", "event"];

/// Which tokens stand in names. Reused between articles.
#[derive(Default)]
pub(super) struct Names {
    sure: Vec<bool>,
}

impl Names {
    /// Looks at the hits of an article: names of several words in lists that can stand alone.
    pub(super) fn find(&mut self, resources: &Resources, scanned: &Scanned<'_>) {
        self.sure.clear();
        self.sure.resize(scanned.tokens.len(), false);
        for hit in scanned.hits {
            let tokens = hit.start as usize..hit.end as usize;
            // Single words are too often ordinary ones at the start of a sentence.
            if tokens.len() < 2 || !scanned.tokens[tokens.start].is(Shape::CAPITAL) {
                continue;
            }
            let list = &resources.layers()[usize::from(hit.layer)].lists()[usize::from(hit.list)];
            if KINDS.contains(&list.kind.as_str()) && list.tier != "weak" {
                self.sure[tokens].fill(true);
            }
        }
    }

    /// Whether the token stands in a name.
    pub(super) fn is_sure(&self, token: usize) -> bool {
        self.sure[token]
    }
}
