//! What the rules of `rules/layout/` make.

use serde::{Deserialize, Serialize};

/// What a rule of this group makes. Captures: `place`, `agency`, `distributor`, `day`, `month`, `year`, and for bylines
/// `first` to `fourth`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Make {
    /// The dateline in front of the body.
    Dateline {
        /// It must fill its line.
        #[serde(default)]
        line: bool,
        /// The place must stand in capitals, and the rest of the line must not.
        #[serde(default)]
        caps: bool,
        /// A sentence must follow on the line.
        #[serde(default)]
        prose: bool,
    },
    /// Distributor and agency in front of the agency's own copy.
    Source,
    /// A day of publication.
    Day {
        /// It must fill its line; otherwise a sentence begins after it.
        line: bool,
    },
    /// Authors.
    Byline,
    /// Authors without `By`, on a line of their own between headline and body.
    NameLine,
    /// Who reported and edited, the authors as captures, from the match to the end of the line.
    Credit,
    /// No news, from the match to the end of the line.
    Boilerplate,
    /// No news: the match ends with the line.
    SignOff,
    /// No news: the match is a line of its own.
    OwnLine,
}
