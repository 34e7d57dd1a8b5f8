use crate::segment::groups::tests::read;

/// The text with ` / ` where clauses start.
fn clauses(text: &str) -> String {
    read(text, |scanned, segmented| {
        let mut starts: Vec<usize> = segmented.clauses.iter().map(|&c| scanned.tokens[c as usize].start as usize).collect();
        starts.push(text.len());
        starts.windows(2).map(|w| text[w[0]..w[1]].trim()).collect::<Vec<_>>().join(" / ")
    })
}

#[test]
fn every_clause_has_one_finite_verb() {
    let cases = [
        "The minister left.",
        "The minister said / that talks had failed.",
        "The minister said / the talks had failed.",
        "Talks failed, / the minister said.",
        "Talks failed / because the rebels left.",
        "The envoy, / who met the king, / left on Monday.",
        "The law / under which he was held / was dropped.",
        "The army shelled the town / and the rebels fled.",
        "The minister signed the deal / and left.",
        "The bill / passed by parliament / failed.",
        "The army shelled the town, / killing 12 people.",
        "Prices rose; / wages fell.",
        "\"We will vote,\" / he said.",
        "He left / when the war ended.",
        "We gain / by cutting rates, / said the minister.",
        "The bank agreed to sell the unit.",
        "He praised the \"historic\" deal on Monday.",
    ];
    let wrong: Vec<_> = cases.iter().map(|c| (clauses(&c.replace(" / ", " ")), c)).filter(|(got, c)| got != *c).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
