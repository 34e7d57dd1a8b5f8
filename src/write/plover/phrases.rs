//! Phrases of one or more words, each with a value: looked up word by word, in all their inflected forms.

use copydesk_engine::fold::folded;
use copydesk_engine::tokens::tokenize;
use std::collections::HashMap;

/// Inflected forms by lemma.
pub(super) type Forms<'f> = HashMap<&'f str, Vec<&'f str>>;

/// The words of a text as they are compared: folded, without punctuation.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    tokens.iter().map(|t| folded(t.text(text))).filter(|w| w.contains(char::is_alphanumeric)).collect()
}

/// Phrases with what they stand for.
pub(super) struct Phrases<T> {
    by_first: HashMap<String, Vec<(Vec<String>, T)>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Phrases { by_first: HashMap::new() }
    }
}

impl<T: Copy> Phrases<T> {
    /// Phrases of a cell (`press | news agency`), all with one value.
    pub(super) fn of(cell: &str, forms: &Forms<'_>, value: T) -> Self {
        let mut phrases = Phrases::default();
        split(cell).for_each(|phrase| phrases.add(phrase, forms, value));
        phrases
    }

    /// Adds a phrase in all forms of its last word; of a single word in all its forms.
    pub(super) fn add(&mut self, phrase: &str, forms: &Forms<'_>, value: T) {
        let mut lemma = words(phrase);
        let Some(last) = lemma.pop() else { return };
        let mut inflected: Vec<String> = forms.get(last.as_str()).into_iter().flatten().map(|form| folded(form)).collect();
        inflected.push(last);
        inflected.sort_unstable();
        inflected.dedup();
        for form in inflected {
            let mut all = lemma.clone();
            all.push(form);
            let rest = all.split_off(1);
            self.by_first.entry(all.remove(0)).or_default().push((rest, value));
        }
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.by_first.is_empty()
    }

    /// Phrases that begin at a word: how many words they have, and what they stand for.
    pub(super) fn at<'p>(&'p self, words: &'p [String], at: usize) -> impl Iterator<Item = (usize, T)> + 'p {
        let here = words.get(at).and_then(|first| self.by_first.get(first)).into_iter().flatten();
        here.filter(move |(rest, _)| words[at + 1..].starts_with(rest)).map(|(rest, value)| (rest.len() + 1, *value))
    }

    /// The longest phrases from left to right, none over another.
    pub(super) fn all(&self, words: &[String]) -> Vec<T> {
        let (mut found, mut at) = (Vec::new(), 0);
        while at < words.len() {
            match self.at(words, at).max_by_key(|(length, _)| *length) {
                Some((length, value)) => {
                    found.push(value);
                    at += length;
                }
                None => at += 1,
            }
        }
        found
    }

    /// Whether a text has one of them.
    pub(super) fn any(&self, words: &[String]) -> bool {
        (0..words.len()).any(|at| self.at(words, at).next().is_some())
    }
}

/// The parts of a cell with several values.
pub(super) fn split(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{Forms, Phrases, words};

    #[test]
    fn the_longest_phrase_counts_in_all_its_forms() {
        let forms: Forms<'_> = [("officer", vec!["officer", "officers"])].into();
        let mut phrases = Phrases::default();
        for (phrase, value) in [("police", 1), ("police officer", 2), ("officer", 3)] {
            phrases.add(phrase, &forms, value);
        }
        assert_eq!(phrases.all(&words("Police officers, an officer and the POLICE")), [2, 3, 1]);
        assert!(phrases.any(&words("the police")) && !phrases.any(&words("the policy")));
    }
}
