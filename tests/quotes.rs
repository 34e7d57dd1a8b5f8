//! Who speaks: where the name may stand, and where nobody is said to.

use copydesk::{Article, Copydesk};

/// Texts with the speakers of their direct quotations, `-` for nobody.
const SPEAKERS: &[(&str, &[&str])] = &[
    ("\"We will not wait any longer,\" Anna Lind said.", &["Anna Lind"]),
    ("Anna Lind told reporters: \"We will not wait any longer.\"", &["Anna Lind"]),
    ("The bridge closed.\n\n\"We will not wait any longer.\" - Anna Lind", &["Anna Lind"]),
    ("\"The toll is a tax on the poor\" — Mayor Omar Haddad, a baker's son", &["Omar Haddad"]),
    ("Lena Brandt also said the bridge came too late. \"It could hardly be worse than this.\"", &["Lena Brandt"]),
    ("Asked about the bridge, many shrugged.\n\nKiara Holm laughed. \"I love it as it is.\"", &["Kiara Holm"]),
    ("\"I was here first,\" Anna Lind said. \"I will be here last.\"", &["Anna Lind", "Anna Lind"]),
    // Speech that goes on in marks of its own has the speaker of what it goes on.
    ("Anna Lind said: \"We will go on with it. \"It was the right way to go.\"", &["Anna Lind", "Anna Lind"]),
    // A body that has no name here is not the person named last.
    ("Anna Lind left. The council said: \"We will go on with it.\"", &["-"]),
    // A person who is only talked about does not speak.
    ("Officials met Anna Lind on Tuesday. \"Nobody here wants the bridge to fall.\"", &["-"]),
    // Nor does whoever spoke in the paragraph before.
    ("Anna Lind said the bridge is old.\n\n\"Nobody here wants the bridge to fall.\"", &["-"]),
];

#[test]
fn speakers_are_found_where_the_text_names_them() {
    let copydesk = Copydesk::new();
    for (text, speakers) in SPEAKERS {
        let article = Article::new("a", *text).unwrap();
        let record = copydesk.extract(&article);
        let name = |entity: Option<u32>| entity.map_or("-", |e| record.entities[e as usize].name.as_ref());
        let found: Vec<&str> = record.quotes.iter().filter(|q| q.direct).map(|q| name(q.speaker)).collect();
        assert_eq!(found, *speakers, "{text}");
    }
}
