//! What an article is about, by the share of its words: in copy about sport a place may be its team.

/// How many words of an article belong to a topic.
#[derive(Clone, Copy, Default)]
pub(crate) struct Counts {
    /// Words that only copy about sport uses often.
    pub(super) terms: usize,
    /// Words that sport shares with other things (`lead`, `record`, `contract`).
    pub(super) sport: usize,
    /// Words that only copy about business and markets uses often.
    pub(super) finance: usize,
}

/// One word that is a topic's own among so many makes an article one about it: half as many do for sport where the words
/// that it shares with other things have this share, in hundredths.
const TERM_OF: usize = 100;
const SPORT_SHARE: usize = 5;

/// What an article is about.
#[derive(Clone, Copy, Default)]
pub(super) struct Topics {
    pub(super) sport: bool,
    pub(super) finance: bool,
}

impl Topics {
    /// Of an article of so many tokens.
    pub(super) fn of(Counts { terms, sport, finance }: Counts, tokens: usize) -> Self {
        let tokens = tokens.max(1);
        let many = sport * 100 / tokens >= SPORT_SHARE;
        Topics { sport: terms * TERM_OF * (1 + usize::from(many)) >= tokens, finance: finance * TERM_OF >= tokens }
    }
}

#[cfg(test)]
mod tests {
    use super::{Counts, Topics};
    use crate::record::Kind;
    use crate::{Article, Copydesk};

    #[test]
    fn words_that_sport_shares_with_other_things_make_no_sport() {
        let sport = |terms, sport| Topics::of(Counts { terms, sport, finance: 0 }, 300).sport;
        assert!(!sport(0, 40) && !sport(2, 6) && sport(3, 0) && sport(2, 15) && !sport(1, 15));
        let finance = |finance| Topics::of(Counts { finance, ..Counts::default() }, 300).finance;
        assert!(!finance(2) && finance(3) && !Topics::of(Counts::default(), 0).finance);
    }

    /// Kinds of the mentions of a name.
    fn kinds(text: &str, name: &str) -> Vec<Kind> {
        let desk = Copydesk::new();
        let article = Article::new("a", text).expect("short");
        desk.extract(&article).mentions.iter().filter(|m| m.span.text(text) == name).map(|m| m.kind).collect()
    }

    #[test]
    fn a_city_that_lost_its_lead_is_no_team() {
        let trade = "The port of Buffalo lost its lead in contract talks. The manager set a record for a run of injury claims, and the veteran \
                     signed the release. Buffalo won the title to the court building.";
        assert_eq!(kinds(trade, "Buffalo"), [Kind::Location; 2]);
        let sport = "Buffalo beat Tampa Bay 3-1. The goalkeeper kept his side in the match until half-time, and the midfielder \
                     scored the winner.";
        assert_eq!(kinds(sport, "Buffalo"), [Kind::Organization]);
    }
}
