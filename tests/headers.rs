//! Headers and datelines: the invented beginnings of `fixtures/headers`, and what layout warns of.

#![allow(clippy::unwrap_used, reason = "a test may fail so")]

use copydesk::record::{Region, WarningKind};
use copydesk::{Article, Copydesk};
use serde::Deserialize;
use std::sync::LazyLock;

static DESK: LazyLock<Copydesk> = LazyLock::new(Copydesk::new);

#[derive(Deserialize)]
struct Headers {
    header: Vec<Expected>,
}

#[derive(Deserialize)]
struct Expected {
    manner: String,
    text: String,
    published: Option<String>,
    distributor: Option<String>,
    agency: Option<String>,
    place: Option<String>,
    headline: Option<String>,
    #[serde(default)]
    byline: Vec<String>,
    date: String,
    body: String,
}

#[test]
fn headers_are_read_as_expected() {
    let headers: Headers = toml::from_str(include_str!("../fixtures/headers/datelines.toml")).unwrap();
    assert!(headers.header.len() >= 40);
    let mut wrong = Vec::new();
    for expected in &headers.header {
        let mut article = Article::new("a", expected.text.as_str()).unwrap();
        article.published = expected.published.as_ref().map(|d| d.parse().unwrap());
        let record = DESK.extract(&article);
        let header = &record.article;
        let byline = header.byline.join("|");
        let mut compare = |what: &str, found: Option<&str>, wanted: Option<&str>| {
            if found.map(str::to_lowercase) != wanted.map(str::to_lowercase) {
                wrong.push(format!("{}: {what} is {found:?}, expected {wanted:?}", expected.manner));
            }
        };
        compare("distributor", header.distributor, expected.distributor.as_deref());
        compare("agency", header.agency, expected.agency.as_deref());
        compare("place", header.place.as_deref(), expected.place.as_deref());
        compare("headline", header.headline, expected.headline.as_deref());
        compare("byline", Some(byline.as_str()), Some(expected.byline.join("|").as_str()));
        compare("date", record.published.map(|d| d.to_string()).as_deref(), Some(expected.date.as_str()));
        let body = record.sentences.iter().find(|s| s.span.text(&expected.text).contains(&expected.body));
        compare("body", body.map(|s| if s.region == Region::Body { "body" } else { "elsewhere" }), Some("body"));
        assert!(record.warnings.iter().all(|w| w.kind != WarningKind::DatesDisagree), "{}", expected.manner);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Kinds of warnings of a text with their guesses.
fn warnings(text: &str) -> Vec<(WarningKind, String, Option<String>)> {
    let article = Article::new("a", text).unwrap();
    let record = DESK.extract(&article);
    record.warnings.iter().map(|w| (w.kind, w.span.text(text).to_string(), w.guess.clone())).collect()
}

#[test]
fn damage_is_warned_of_where_it_stands() {
    use WarningKind::{JoinedWords, LostText, MissingSpace, Mojibake, RepeatedWord};
    let cases: &[(&str, WarningKind, &str, Option<&str>)] = &[
        ("The minister hasreceived the envoys on Monday.", JoinedWords, "hasreceived", Some("has received")),
        ("Talks with envoys frommember states went on all day.", JoinedWords, "frommember", Some("from member")),
        ("The governor ofTexas signed the bill on Monday.", JoinedWords, "ofTexas", Some("of Texas")),
        ("The tanker was towed inthe night to Aktau.", JoinedWords, "inthe", Some("in the")),
        ("\"It is safe,\" hesaid on Monday.", JoinedWords, "hesaid", Some("he said")),
        ("The price of barleyand maize rose on Monday.", JoinedWords, "barleyand", Some("barley and")),
        ("The council could toprevent a strike raise wages.", JoinedWords, "toprevent", Some("to prevent")),
        ("The strike ended on Friday.The port reopened at once.", MissingSpace, "", Some(" ")),
        ("The port’s gate isnâ€™t open, the harbour master said.", Mojibake, "â€™", Some("’")),
        ("The cafÃ© reopened on Monday after a fire in the kitchen.", Mojibake, "Ã©", Some("é")),
        ("Vance &amp; Holt sold the mill for 3 million euros.", Mojibake, "&amp;", Some("&")),
        ("The ship left for the the port of Aktau on Monday.", RepeatedWord, "the", None),
        ("The repair of the of the old mill took a year.", LostText, "", None),
        ("The bank met on Monday. was told that the budget is late, the clerk said.", LostText, "", None),
        ("The bank met on Monday. issues, the late budget among them, were discussed.", LostText, "", None),
        ("The bank met on Monday. issues of the budget were also discussed there.", LostText, "", None),
    ];
    for (text, kind, surface, guess) in cases {
        let found = warnings(text);
        assert_eq!(found, [(*kind, (*surface).to_string(), guess.map(String::from))], "{text}");
    }
}

#[test]
fn sound_copy_is_not_warned_of() {
    for text in [
        "The iPhone sold well. eBay did not, analysts said on Monday.",
        "He had had enough, and he said that that was that.",
        "\"We lost... but we will be back,\" the keeper said.",
        "Johnson & Johnson and AT&T rose; R&D spending fell.",
        "Malmö’s café “Öl” and Çeşme’s “Âşık” reopened: déjà-vu, naïve, Åse’s.",
        "- publish the contracts\n- dismiss the auditor\n- repay the grant",
        "What it is is a mistake, and the bus that we waited for for years never came.",
        "the plan is sound. it will be put to the council on Monday. nobody objects to it, he wrote.",
        "Cattle sales were brisk, the board said.\n\nsteers - choice 2-4, 66.50 to 67.50, two loads 68.00.",
        "He chose plan A of three plans. The notAfter field of the eHealth card and the iPad were checked.",
        "The firm took over <Vance Oy.It> last year, it said on Monday.",
        "The whistleblower thereupon withstood the windfall tax, notwithstanding.",
    ] {
        assert_eq!(warnings(text), [], "{text}");
    }
}

#[test]
fn wrapped_lines_are_warned_of_in_prose_only() {
    let prose = "The strike of the ferry crews in the fjords\nended on Saturday after nine days, the two\nunions of seamen said, and the first boats\n\
                 sailed in the evening with a few hundred\npassengers.";
    assert_eq!(warnings(prose).iter().map(|w| w.0).collect::<Vec<_>>(), [WarningKind::WrappedLines]);
    let list = "RALLY RESULTS\nResults of the third day of the rally round\nthe lakes, fourth race of the season:\n1. Ana Prifti (Albania) Skoda three hours and\n\
                eight minutes\n2. Jan Havel (Poland) Skoda twelve seconds\nbehind\n3. Sam Ortiz (Peru) Ford";
    assert_eq!(warnings(list), []);
}

#[test]
fn dates_that_disagree_are_warned_of() {
    let text = "OSLO, Nov 2, 2024 (NTB) - A ferry ran aground on Saturday.";
    let article = |day: &str| Article::new("a", text).unwrap().published(day.parse().unwrap());
    let (near, far) = (article("2024-11-04"), article("2024-12-04"));
    assert!(DESK.extract(&near).warnings.is_empty());
    let record = DESK.extract(&far);
    assert_eq!(record.published, Some("2024-12-04".parse().unwrap()), "the given date stands");
    assert_eq!(
        record.warnings.iter().map(|w| (w.kind, w.guess.as_deref())).collect::<Vec<_>>(),
        [(WarningKind::DatesDisagree, Some("2024-11-02"))]
    );
}

#[test]
fn joined_words_are_two_tokens_over_the_same_text() {
    let text = "Soylu hasaccused the union.";
    let mut buffers = copydesk::scan::Buffers::default();
    let scanned = copydesk::scan::scan(DESK.resources(), text, &mut buffers);
    let words: Vec<&str> = (0..scanned.tokens.len()).map(|i| scanned.word(i)).collect();
    assert_eq!(words, ["Soylu", "has", "accused", "the", "union", "."]);
    assert_eq!(scanned.joined, [1]);
}

#[test]
fn regions_are_told_apart() {
    let text = "Ferry strike ends\n\nBy Ana Prifti\n\nOSLO, Nov 2 (NTB) - The strike ended on Saturday.\n\nFerries 14 of 20\nBuses 31 of 40\n\n\
                (Reporting by Ana Prifti; Editing by Sam Ortiz)\n\nRead more: Ports of the north";
    let article = Article::new("a", text).unwrap();
    let record = DESK.extract(&article);
    let regions: Vec<Region> = record.sentences.iter().map(|s| s.region).collect();
    use Region::{Body, Boilerplate, Byline, Headline, Table};
    assert_eq!(regions, [Headline, Byline, Body, Table, Table, Byline, Boilerplate]);
    assert_eq!(record.article.byline, ["Ana Prifti"]);
}

#[test]
fn a_title_that_the_text_repeats_is_its_headline() {
    let text = "Is the dam safe? Nobody knows.\n\nThe dam of Drin was built in 1961.";
    let article = Article::new("a", text).unwrap().titled("Is the Dam Safe? Nobody Knows");
    assert_eq!(DESK.extract(&article).sentences[0].region, Region::Headline);
    let other = Article::new("a", "The dam of Drin was built in 1961.").unwrap().titled("Old dams");
    assert_eq!(DESK.extract(&other).article.headline, Some("Old dams"));
}
