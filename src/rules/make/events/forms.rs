//! Forms of words that the lexicon does not know, and the words of those with hyphens.

use copydesk_engine::tokens::tokenize;

/// The words of a word with hyphens.
pub(super) fn pieces(word: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    tokenize(word, &mut tokens);
    tokens.iter().map(|t| t.text(word).to_string()).filter(|w| w.chars().any(char::is_alphanumeric)).collect()
}

/// The regular forms of a longer word, as those of a noun and of a verb.
pub(super) fn regular(lemma: &str) -> Vec<String> {
    let plain = lemma.len() > 3 && lemma.bytes().all(|b| b.is_ascii_lowercase()) && !lemma.ends_with('s');
    if !plain {
        return Vec::new();
    }
    let vowel = |b: Option<&u8>| b.is_some_and(|b| b"aeiou".contains(b));
    let before = lemma.as_bytes().iter().rev().nth(1);
    match lemma.strip_suffix('y').filter(|_| !vowel(before)) {
        Some(stem) => vec![format!("{stem}ies"), format!("{stem}ied"), format!("{lemma}ing")],
        None if ["x", "z", "ch", "sh"].iter().any(|e| lemma.ends_with(e)) => {
            vec![format!("{lemma}es"), format!("{lemma}ed"), format!("{lemma}ing")]
        }
        None => {
            let stem = lemma.strip_suffix('e').unwrap_or(lemma);
            let mut forms = vec![format!("{lemma}s"), format!("{stem}ed"), format!("{stem}ing")];
            // The consonant may be doubled (`airdropped`).
            if let &[.., before, last] = lemma.as_bytes()
                && vowel(Some(&before))
                && !vowel(Some(&last))
                && last != b'w'
                && last != b'y'
            {
                let last = char::from(last);
                forms.extend([format!("{lemma}{last}ed"), format!("{lemma}{last}ing")]);
            }
            forms
        }
    }
}
