//! Whether the sentences of an article are English prose, and whether the text breaks off.

use super::word::{Form, Upos, Word};
use super::{Sentence, Warning};
use crate::record::{Region, WarningKind};
use crate::resources::Resources;
use crate::scan::Scanned;
use crate::span::Span;
use copydesk_engine::tokens::Shape;

/// Words of a sentence, and of an article without capitals, below which nothing can be told.
const SENTENCE: usize = 8;
const ARTICLE: usize = 30;
/// A third of another language's words are in no English lexicon. In English news a quarter and more of the words without capitals are articles, prepositions, pronouns and the like; of
/// other languages, read as if they were English, less than a seventh.
const SHARE: usize = 18;

/// Warns of an article in another language, and of one that breaks off.
pub(super) fn doubts(resources: &Resources, scanned: &Scanned<'_>, sentences: &[Sentence], words: &[Word], warnings: &mut Vec<Warning>) {
    if let Some(span) = foreign(resources, scanned, sentences, words) {
        warnings.push(Warning { kind: WarningKind::Language, span, guess: None, confidence: 95 });
    }
    if let Some(span) = broken(scanned, sentences, words) {
        warnings.push(Warning { kind: WarningKind::Truncated, span, guess: None, confidence: 85 });
    }
}

fn is_small(word: Word) -> bool {
    matches!(word.upos, Upos::Det | Upos::Adp | Upos::Pron | Upos::Aux | Upos::Cconj | Upos::Sconj | Upos::Part)
}

/// The sentences that are prose, from the first to the last, when their small words are not those of English.
fn foreign(resources: &Resources, scanned: &Scanned<'_>, sentences: &[Sentence], words: &[Word]) -> Option<Span> {
    let view = resources.layers()[0].view();
    let known = |n: &usize| !view.readings_at(scanned.known[*n].readings).is_empty();
    let (mut all, mut small, mut strange) = (0, 0, 0);
    let mut span: Option<Span> = None;
    for sentence in sentences.iter().filter(|s| s.region == Region::Body) {
        let range = sentence.tokens.0 as usize..sentence.tokens.1 as usize;
        let is_word = |n: &usize| scanned.tokens[*n].is(Shape::WORD);
        let plain = |n: &usize| is_word(n) && !scanned.tokens[*n].is(Shape::CAPITAL) && !scanned.tokens[*n].is(Shape::DIGIT);
        let (count, lower) = (range.clone().filter(is_word).count(), range.clone().filter(plain).count());
        // Tables and lists have few small words in any language.
        let ends = scanned.text[..sentence.span.end as usize].trim_end().ends_with(['.', '!', '?', '"', '”', '»']);
        if count >= SENTENCE && ends && lower * 2 >= count {
            all += lower;
            small += range.clone().filter(plain).filter(|n| is_small(words[*n])).count();
            strange += range.filter(plain).filter(|n| !known(n)).count();
            span = Some(span.map_or(sentence.span, |first| Span::new(first.start, sentence.span.end)));
        }
    }
    span.filter(|_| all >= ARTICLE && small * 100 < all * SHARE && strange * 3 > all)
}

/// The mark with which a text breaks off (`…`, `[+1204 chars]`), or the small word or comma at its end.
fn broken(scanned: &Scanned<'_>, sentences: &[Sentence], words: &[Word]) -> Option<Span> {
    let last = sentences.iter().rev().find(|s| s.region != Region::Boilerplate).filter(|s| s.region != Region::Table)?;
    let text = scanned.text[..last.span.end as usize].trim_end();
    let from = |at: usize| Some(Span::new(at as u32, text.len() as u32));
    if let Some(inside) = text.strip_suffix(']')
        && let Some(open) = inside.rfind('[')
    {
        let counts = inside[open + 1..].strip_prefix('+').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        return if counts || is_dots(&inside[open + 1..]) { from(open) } else { None };
    }
    let bare = text.trim_end_matches(['.', '…']);
    if is_dots(&text[bare.len()..]) {
        return from(bare.len());
    }
    if last.region != Region::Body {
        return None;
    }
    let token = (last.tokens.1 as usize).checked_sub(1).filter(|n| *n >= last.tokens.0 as usize)?;
    let word = words[token];
    let hangs = matches!(word.upos, Upos::Det | Upos::Cconj) || word.upos == Upos::Pron && word.form == Form::Possessive;
    let comma = || scanned.word(token) == ",";
    (last.tokens.1 - last.tokens.0 > SENTENCE as u32 && (hangs || comma())).then(|| from(scanned.tokens[token].start as usize))?
}

fn is_dots(text: &str) -> bool {
    text.contains('…') || text.starts_with("...")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use crate::record::WarningKind;
    use crate::{Article, Copydesk};

    fn warned(text: &str, kind: WarningKind) -> Option<String> {
        let desk = Copydesk::new();
        let article = Article::new("a1", text).unwrap();
        let record = desk.extract(&article);
        record.warnings.iter().find(|w| w.kind == kind).map(|w| w.span.text(text).to_string())
    }

    const ENGLISH: &str = "The minister said on Monday that the town had no water and that help would come from the coast. \
        He told reporters in the harbour that the two sides had agreed to meet again before the end of the month.";

    #[test]
    fn another_language_is_told_and_english_is_not() {
        let spanish = "El ministro dijo el lunes que el pueblo no tenía agua y que la ayuda llegaría desde la costa. \
            Según sus palabras, las dos partes quieren reunirse otra vez antes de que termine el mes en la capital.";
        assert_eq!(warned(spanish, WarningKind::Language).as_deref(), Some(spanish));
        assert_eq!(warned(ENGLISH, WarningKind::Language), None);
        assert_eq!(warned("Oslo 3 Bergen 2\nVale 1 Molde 0\n", WarningKind::Language), None);
    }

    #[test]
    fn a_text_that_breaks_off_is_told() {
        let ends = |end: &str| warned(&format!("{ENGLISH} The mayor, who had been asked to speak, left for{end}"), WarningKind::Truncated);
        assert_eq!(ends(" the capital…").as_deref(), Some("…"));
        assert_eq!(ends(" the capi... [+1204 chars]").as_deref(), Some("[+1204 chars]"));
        assert_eq!(ends(" Oslo with the").as_deref(), Some("the"));
        assert_eq!(ends(" the capital."), None);
        assert_eq!(ends(" the capital"), None);
    }
}
