//! Names of people and places as they come out, by what stands around them.

use crate::record::Kind;
use crate::{Article, Copydesk};

/// The names of some kind.
fn names(kind: Kind, text: &str) -> Vec<&str> {
    let desk = Copydesk::new();
    let article = Article::new("a", text).expect("short");
    let record = desk.extract(&article);
    record.mentions.iter().filter(|m| m.kind == kind).map(|m| m.span.text(text)).collect()
}

#[test]
fn letters_and_particles_within_names() {
    let people = |text| names(Kind::Person, text);
    assert_eq!(people("The town architect, Renata Puig i Ferrer, agreed on Monday."), ["Renata Puig i Ferrer"]);
    // What is a particle elsewhere may end a given name.
    assert_eq!(people("The lamp was lit by Mayor Hau Lung-bin on Monday."), ["Hau Lung-bin"]);
    assert_eq!(people("Written by E. J. D. Karimov on Monday."), ["E. J. D. Karimov"]);
    assert_eq!(people("He met Anna J. Lego on Monday."), ["Anna J. Lego"]);
}

#[test]
fn the_dot_of_a_form_of_address_hides_nothing() {
    let people = |text| names(Kind::Person, text);
    assert_eq!(people("The arrest was made by Capt. Rod Beer on Monday."), ["Rod Beer"]);
    assert_eq!(people("The arrest was made by Coun Rod Beer on Monday."), ["Rod Beer"]);
    // Other short words with a dot address nobody.
    assert_eq!(people("They met at 10 a.m. Lagos was calm.").len(), 0);
}

#[test]
fn the_end_of_a_full_name_names_its_bearer() {
    let text = "Bram den Hartvald steered him to the car park. Den Hartvald, who won the race in 2016, denies it.";
    assert_eq!(names(Kind::Person, text), ["Bram den Hartvald", "Den Hartvald"]);
    let text = "The mayor, Luís dos Santos, left. Later Dos Santos resigned, and dos Santos was held.";
    assert_eq!(names(Kind::Person, text), ["Luís dos Santos", "Dos Santos", "dos Santos"]);
}

#[test]
fn places_in_front_of_what_they_are_the_place_of() {
    let places = |text| names(Kind::Location, text);
    assert_eq!(places("Its rivals have had a harder time. Boulder-based Norvik filed on Monday."), ["Boulder"]);
    assert_eq!(places("They missed the Dubai-Mangalore flight on Monday."), ["Dubai", "Mangalore"]);
    assert_eq!(places("She teaches in the commune of Dai Lom, they said."), ["Dai Lom"]);
    assert_eq!(places("Two men died near the Vu Gia river on Monday."), ["Vu Gia"]);
    assert_eq!(places("They blocked the A2 motorway on Monday."), ["A2"]);
    assert_eq!(places("The board will bid for St. Norvik's on Monday."), ["St. Norvik's"]);
}
