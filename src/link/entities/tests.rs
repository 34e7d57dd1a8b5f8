//! Who is one entity, over whole articles.

use crate::{Article, Copydesk};

/// Names of the entities of a text, each with its aliases, in order.
fn entities(text: &str) -> Vec<(String, Vec<String>)> {
    let article = Article::new("a", text).unwrap_or_default();
    let desk = Copydesk::new();
    let entities = desk.extract(&article).entities;
    entities.iter().map(|e| (e.name.to_string(), e.aliases.iter().map(ToString::to_string).collect())).collect()
}

fn aliases(text: &str, name: &str) -> Vec<String> {
    let all = entities(text);
    all.iter().find(|e| e.0 == name).unwrap_or_else(|| panic!("no {name} in {all:?}")).1.clone()
}

#[test]
fn initials_and_surnames_belong_to_the_full_name() {
    let text =
        "President Jonathan Okafor met Foreign Minister Jeyhun Karimov in Baku. Later J. Karimov said talks went well. Karimov left.";
    assert_eq!(aliases(text, "Jeyhun Karimov"), ["J. Karimov", "Karimov"]);
}

#[test]
fn spellings_of_one_name_are_one_person() {
    let text = "Presidential aide Hikmet Karimov spoke in Baku. Later Hikmat Karimov told reporters that he would travel.";
    assert_eq!(aliases(text, "Hikmet Karimov"), ["Hikmat Karimov"]);
}

#[test]
fn members_of_a_family_stay_apart() {
    let text = "Prime Minister Peter Larsen met his predecessor. Defence Minister Maria Larsen said on Monday that talks went well.";
    assert_eq!(entities(text).iter().filter(|e| e.0.ends_with("Larsen")).count(), 2);
}

#[test]
fn acronyms_belong_to_their_long_form() {
    let text = "The Gulf Cooperation Council (GCC) met in Riyadh. The GCC said it would meet again.";
    assert_eq!(aliases(text, "Gulf Cooperation Council"), ["GCC"]);
}

/// The country of the organization of that name.
fn country(text: &str, name: &str) -> Option<String> {
    let article = Article::new("a", text).unwrap_or_default();
    let desk = Copydesk::new();
    let all = desk.extract(&article).entities;
    all.iter().find(|e| e.name == name).unwrap_or_else(|| panic!("no {name}")).country.map(String::from)
}

#[test]
fn an_organization_is_of_the_country_beside_it() {
    assert_eq!(country("Officials of Norway's Foreign Ministry left for talks.", "Foreign Ministry").as_deref(), Some("NO"));
    assert_eq!(country("The Peruvian Health Ministry said on Monday it was ready.", "Health Ministry").as_deref(), Some("PE"));
    assert_eq!(country("The Ministry of Defence of Estonia said it was ready.", "Ministry of Defence of Estonia").as_deref(), Some("EE"));
}

#[test]
fn plain_names_need_their_country_in_the_article() {
    assert_eq!(country("The Department of Foreign Affairs in Baku said it was ready.", "Department of Foreign Affairs"), None);
    let there = "MANILA - The Department of Foreign Affairs said it was ready.";
    assert_eq!(country(there, "Department of Foreign Affairs").as_deref(), Some("PH"));
}
