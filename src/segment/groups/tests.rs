use crate::article::Article;
use crate::pipeline::Copydesk;
use crate::segment::{self, Group, GroupKind, Segmented, Tense};
use crate::{layout, record, scan};
use std::sync::LazyLock;

pub(in crate::segment) static DESK: LazyLock<Copydesk> = LazyLock::new(Copydesk::new);

/// Reads the words of a text and shows them.
pub(in crate::segment) fn read<T>(text: &str, show: impl FnOnce(&scan::Scanned<'_>, &Segmented<'_>) -> T) -> T {
    let desk = DESK.resources();
    let article = Article::new("test", text).unwrap();
    let (mut a, mut b, mut c) = (scan::Buffers::default(), layout::Buffers::default(), segment::Buffers::default());
    let mut header = record::Header::default();
    let scanned = scan::scan(desk, &article.text, &mut a);
    let layout = layout::layout(desk, &article, &scanned, &mut b, &mut header);
    let segmented = segment::segment(desk, &scanned, &layout, &mut c);
    show(&scanned, &segmented)
}

/// `The bill | passed:none passive | parliament`
fn groups(text: &str) -> String {
    read(text, |scanned, segmented| segmented.groups.iter().map(|g| shown(scanned, g)).collect::<Vec<_>>().join(" | "))
}

fn shown(scanned: &scan::Scanned<'_>, group: &Group) -> String {
    let (first, last) = (scanned.tokens[group.tokens.0 as usize], scanned.tokens[group.tokens.1 as usize - 1]);
    let text = &scanned.text[first.start as usize..last.end as usize];
    let GroupKind::Verb(verb) = group.kind else { return text.into() };
    let tense = match verb.tense {
        Tense::Present => "present",
        Tense::Past => "past",
        Tense::Future => "future",
        Tense::None => "none",
    };
    let flags = [
        (verb.perfect, " perfect"),
        (verb.progressive, " progressive"),
        (verb.passive, " passive"),
        (verb.negated, " negated"),
        (verb.modal, " modal"),
        (verb.infinitive, " infinitive"),
        (verb.expected, " expected"),
    ];
    let flags: String = flags.iter().filter(|f| f.0).map(|f| f.1).collect();
    format!("{text}:{tense}{flags}")
}

fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<_> = cases.iter().map(|(text, expected)| (groups(text), expected)).filter(|(got, expected)| got != *expected).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn verb_groups_say_tense_voice_negation_and_modality() {
    let cases = [
        ("The envoys met.", "The envoys | met:past"),
        ("The envoys meet today.", "The envoys | meet:present | today"),
        ("The envoys have already met.", "The envoys | have already met:present perfect"),
        ("The talks had not yet been held.", "The talks | had not yet been held:past perfect passive negated"),
        ("The talks will be held there.", "The talks | will be held:future passive"),
        ("The council will be holding talks.", "The council | will be holding:future progressive | talks"),
        ("The court did not say why.", "The court | did not say:past negated"),
        ("The bank is to hold a meeting.", "The bank | is to hold:future expected | a meeting"),
        ("The bank is expected to hold a meeting.", "The bank | is expected to hold:future expected | a meeting"),
        ("The bank was expected to hold a meeting.", "The bank | was expected to hold:past expected | a meeting"),
        ("The rebels are said to have fled.", "The rebels | are said to have fled:present perfect modal"),
        ("He is going to resign.", "He | is going to resign:future expected"),
        ("She could never have agreed.", "She | could never have agreed:present perfect negated modal"),
        ("They have to leave the city.", "They | have to leave:present modal | the city"),
        ("Two guards got killed.", "Two guards | got killed:past passive"),
        ("It is not a threat.", "It | is not:present negated | a threat"),
        ("The firm agreed to sell the unit.", "The firm | agreed:past | to sell:none infinitive | the unit"),
        ("The firm decided not to sell it.", "The firm | decided:past | to sell:none negated infinitive | it"),
        ("He was arrested and charged.", "He | was arrested:past passive | charged:past passive"),
        ("They will meet and discuss trade.", "They | will meet:future | discuss:future | trade"),
        ("He did not eat or sleep.", "He | did not eat:past negated | sleep:past negated"),
        ("Having signed the deal, he left.", "Having signed:none perfect | the deal | he | left:past"),
    ];
    check(&cases);
}

#[test]
fn participles_without_an_auxiliary_have_no_tense() {
    let cases = [
        ("The bill passed by parliament failed.", "The bill | passed:none passive | parliament | failed:past"),
        ("Police freed the men held in the camp.", "Police | freed:past | the men | held:none passive | the camp"),
        ("The men arrested in Kyiv were freed.", "The men | arrested:none passive | Kyiv | were freed:past passive"),
        ("Troops backed by tanks entered the town.", "Troops | backed:none passive | tanks | entered:past | the town"),
        ("The army shelled the town, killing 12 people.", "The army | shelled:past | the town | killing:none | 12 people"),
    ];
    check(&cases);
}

#[test]
fn noun_groups_go_from_determiner_to_head() {
    let cases = [
        ("The French foreign minister left.", "The French foreign minister | left:past"),
        ("The minister's first visit ended.", "The minister | first visit | ended:past"),
        ("All the people fled.", "All the people | fled:past"),
        ("Nearly 300 people fled.", "Nearly 300 people | fled:past"),
        ("Israeli-Palestinian talks resumed.", "Israeli-Palestinian talks | resumed:past"),
        ("A state-owned bank failed.", "A state-owned bank | failed:past"),
        ("The 45-year-old banker resigned.", "The 45-year-old banker | resigned:past"),
        ("They paid $3 million.", "They | paid:past | $3 million"),
        ("Shares fell 5%.", "Shares | fell:past | 5%"),
        ("The wounded were flown home.", "The wounded | were flown:past passive"),
        ("He told reporters Monday that talks had failed.", "He | told:past | reporters | Monday | talks | had failed:past perfect"),
        ("His brother, the president, spoke.", "His brother | the president | spoke:past"),
        ("The elected president spoke.", "The elected president | spoke:past"),
        ("The bank's insured assets were sold.", "The bank | insured assets | were sold:past passive"),
        ("They seized crates of newly printed money.", "They | seized:past | crates | newly printed money"),
        ("The annual shareholders meeting ended.", "The annual shareholders meeting | ended:past"),
        ("They won 4-2 on Monday.", "They | won:past | 4-2 | Monday"),
    ];
    check(&cases);
}

#[test]
fn heads_are_the_noun_and_the_main_verb() {
    let heads = |text: &str| {
        read(text, |scanned, segmented| {
            segmented.groups.iter().map(|g| scanned.word(g.head as usize).to_string()).collect::<Vec<_>>().join(" ")
        })
    };
    assert_eq!(heads("The prime minister has been told about Article 5."), "minister told Article");
    assert_eq!(heads("They are expected to sign a $3 billion deal."), "They sign deal");
}
