//! Verbs of saying behind or within what they tell: `…, Anna Lind said on Monday`, `…, said Anna Lind, …`.

use super::Reading;
use super::before::contact;
use super::finite::beside_name;
use super::relative::{Subject, is_age};
use super::syntax::{Item, REACH, Syntax};
use crate::record::Kind;
use crate::segment::Form;
use smallvec::smallvec;

fn kind(syntax: &Syntax, item: usize) -> Option<Item> {
    syntax.items.get(item).map(|i| i.0)
}

/// Whether nothing but whom it is told, when and where stands between a verb and the end of its clause; and whether a
/// comma or a mark follows at once.
fn ends(syntax: &Syntax, reading: &Reading<'_, '_>, verb: usize) -> (bool, bool) {
    let entry = &syntax.verbs[verb];
    let mut at = entry.item + 1;
    let close = matches!(kind(syntax, at), Some(Item::Comma | Item::Quote));
    let is_date = |n: usize| matches!(kind(syntax, n), Some(Item::Phrase(p)) if syntax.phrases[p].is_date);
    if matches!(kind(syntax, at), Some(Item::Phrase(_))) && !is_date(at) && reading.is(entry.head, &reading.words.object_control) {
        at += 1;
    }
    let last = at + REACH;
    while at < last {
        match (kind(syntax, at), kind(syntax, at + 1)) {
            (Some(Item::Adverb), _) => at += 1,
            (Some(Item::Phrase(_)), _) if is_date(at) => at += 1,
            (Some(Item::Preposition), Some(Item::Phrase(_))) => at += 2,
            // `The results, the commission said late on Sunday, would follow`
            (Some(Item::Comma), Some(Item::Verb(next))) if syntax.verbs[next].is_finite() => return (true, true),
            (None | Some(Item::Comma | Item::Stop | Item::Quote | Item::Other), _) => return (true, close),
            _ => return (false, close),
        }
    }
    (false, close)
}

/// The phrases before an item that no preposition governs, the leftmost last, and the item of the comma, mark or stop
/// before them; nothing when a verb or a conjunction stands between.
fn stretch(syntax: &Syntax, before: usize) -> Option<(Option<usize>, usize)> {
    let mut first = None;
    for at in (before.saturating_sub(REACH)..before).rev() {
        match syntax.items[at].0 {
            Item::Phrase(p) if !syntax.phrases[p].is_date && syntax.governing_preposition(p).is_none() => first = Some(p),
            Item::Comma | Item::Quote | Item::Stop => return Some((first, at)),
            // `…, and the ministry said`
            Item::And if at > 0 && matches!(syntax.items[at - 1].0, Item::Comma | Item::Quote) => return Some((first, at - 1)),
            Item::Verb(_) | Item::Conjunction | Item::Relative => return None,
            _ => {}
        }
    }
    None
}

/// The subject of a verb of saying whose words stand before it: the phrase next to it, not what the sentence began with.
pub(super) fn tagged(syntax: &Syntax, reading: &Reading<'_, '_>, verb: usize) -> Option<Subject> {
    let entry = &syntax.verbs[verb];
    if entry.group.passive || !reading.is(entry.head, &reading.words.reporting) {
        return None;
    }
    let (over, close) = ends(syntax, reading, verb);
    if !over {
        return None;
    }
    let told_before = |item: usize| {
        let near = verb.saturating_sub(REACH)..verb;
        near.into_iter().any(|v| syntax.verbs[v].is_finite() && syntax.verbs[v].item < item)
    };
    let (near, open) = stretch(syntax, entry.item)?;
    let subject = match near {
        Some(near) if contact(syntax, reading, near).is_some() => return None,
        Some(near) if told_before(open) || close && open > 0 => near,
        Some(_) => return None,
        // `its chairman, Anna Lind, said`; `Anna Lind, its chairman, said`: a comma stands right before the verb.
        None => {
            let (said, middle) = stretch(syntax, open)?;
            let (who, before) = stretch(syntax, middle)?;
            let (said, who) = (said?, who.filter(|_| told_before(before))?);
            let person = |p: usize| reading.named(syntax.phrases[p].tokens.1 - 1).is_some_and(|m| m.kind == Kind::Person);
            let apposed = person(said) != person(who) || is_age(syntax, reading, syntax.phrases[said].item);
            apposed.then_some(who)?
        }
    };
    let subject = beside_name(syntax, reading, syntax.owned(subject));
    Some(Subject { phrases: syntax.joined(subject), ..Subject::default() })
}

/// The comma before a verb of saying that another comma closes at once (`The clerk, police said, fled`).
pub(super) fn inserted(syntax: &Syntax, reading: &Reading<'_, '_>, verb: usize) -> Option<usize> {
    let entry = &syntax.verbs[verb];
    if !reading.is(entry.head, &reading.words.reporting) || kind(syntax, entry.item.wrapping_sub(1)) == Some(Item::Quote) {
        return None;
    }
    let behind = is_inserted(syntax, entry.item).then(|| entry.item - 1);
    let close = || kind(syntax, entry.item + 1) == Some(Item::Comma) || ends(syntax, reading, verb) == (true, true);
    let before = || stretch(syntax, entry.item).filter(|s| s.0.is_some() && close()).map(|s| s.1);
    behind.or_else(before).filter(|n| syntax.items[*n].0 == Item::Comma)
}

/// Whether a verb stands between a comma or a mark and a phrase that ends its clause (`…, said Anna Lind, …`).
pub(super) fn is_inserted(syntax: &Syntax, item: usize) -> bool {
    let ends = matches!(kind(syntax, item + 2), None | Some(Item::Comma | Item::Stop | Item::Quote | Item::Other));
    let before = item > 0 && matches!(syntax.items[item - 1].0, Item::Comma | Item::Quote);
    before && matches!(kind(syntax, item + 1), Some(Item::Phrase(_))) && ends
}

/// Whether an item belongs to what is told: a verb, or the mark of a quotation.
fn told_by(syntax: &Syntax, item: usize) -> bool {
    match syntax.items[item].0 {
        Item::Verb(v) => syntax.verbs[v].is_finite(),
        Item::Quote => true,
        _ => false,
    }
}

/// Whether a phrase can be who speaks: a name, somebody, a text, or a noun that is known from the context.
fn speaks(syntax: &Syntax, reading: &Reading<'_, '_>, phrase: usize) -> bool {
    let own = &syntax.phrases[phrase];
    let known = || reading.segmented.words[own.tokens.0 as usize].form == Form::Possessive;
    let somebody = || reading.role(own.head).is_some() || reading.holds(syntax, &reading.words.actors, phrase);
    own.named || known() || somebody() || reading.is(own.head, &reading.words.persons) || reading.is(own.head, &reading.words.texts)
}

/// `…, said Anna Lind`: a verb of saying before its subject.
pub(super) fn inverted(syntax: &Syntax, reading: &Reading<'_, '_>, verb: usize) -> Subject {
    let entry = &syntax.verbs[verb];
    let follows = entry.object.first().copied().filter(|&p| syntax.phrases[p].item <= entry.item + 4);
    let quoted = entry.item > 0 && syntax.items[entry.item - 1].0 == Item::Quote;
    let quoted = quoted && matches!(kind(syntax, entry.item + 1), Some(Item::Phrase(_)));
    // What was told stands before it, and who tells it is somebody: not `The bank, the largest, announced a loss`.
    let told = || (entry.item.saturating_sub(REACH)..entry.item).any(|n| told_by(syntax, n));
    let person = |p: usize| reading.named(syntax.phrases[p].head).is_some_and(|m| m.kind == Kind::Person);
    let follows = follows.filter(|p| quoted || speaks(syntax, reading, *p) && (told() || person(*p)));
    match follows {
        // Right behind a quotation any verb tells who speaks (`…," sobbed Anna Lind`).
        Some(phrase) if quoted || reading.is(entry.head, &reading.words.reporting) => {
            let next = kind(syntax, syntax.phrases[phrase].item + 1);
            let phrases = if next == Some(Item::And) { syntax.joined(phrase) } else { smallvec![phrase] };
            Subject { phrases, ..Subject::default() }
        }
        _ => Subject::default(),
    }
}
