//! Clauses: where they start. Each has at most one finite verb group; what resumes after a clause within another starts
//! a new one, so that a verb's clause never holds another finite verb.

use super::groups::Words;
use super::word::{Form, Upos};
use super::{Group, GroupKind, Tense};

/// Tokens or groups that are looked ahead at most, so that no sentence takes more than linear time.
const REACH: usize = 256;

/// Adds the first tokens of the clauses of a sentence, ascending; `groups` are the sentence's.
pub(super) fn clauses(words: Words<'_>, groups: &[Group], out: &mut Vec<u32>) {
    let mut clauses = Clauses { words, groups, out, finite: false, participle: false, quoted: false };
    clauses.start(words.from);
    let mut next = 0;
    let mut at = words.from;
    while at < words.to {
        while groups.get(next).is_some_and(|g| (g.tokens.0 as usize) < at) {
            next += 1;
        }
        clauses.marker(at, next);
        match groups.get(next) {
            Some(group) if group.tokens.0 as usize == at => {
                clauses.group(next);
                at = group.tokens.1 as usize;
            }
            _ => at += 1,
        }
    }
}

struct Clauses<'s> {
    words: Words<'s>,
    groups: &'s [Group],
    out: &'s mut Vec<u32>,
    /// The clause has a finite verb.
    finite: bool,
    /// The clause began with a participle.
    participle: bool,
    /// The clause is within a quotation.
    quoted: bool,
}

impl Clauses<'_> {
    fn start(&mut self, at: usize) {
        if self.out.last().is_none_or(|&last| (last as usize) < at) {
            self.out.push(at as u32);
        }
        (self.finite, self.participle) = (false, false);
    }

    /// Whether the clause that is open begins at this token.
    fn begins_at(&self, at: usize) -> bool {
        self.out.last().is_some_and(|&last| last as usize == at)
    }

    fn is_finite(&self, group: usize) -> bool {
        self.groups.get(group).is_some_and(|g| matches!(g.kind, GroupKind::Verb(v) if v.tense != Tense::None))
    }

    /// Words that start a clause whatever follows.
    fn marker(&mut self, at: usize, next: usize) {
        let words = self.words;
        let (word, before) = (words.at(at), words.before(at));
        let text = words.scanned.word(at);
        let verb_comes = || self.groups[next..].iter().take(REACH).any(|g| matches!(g.kind, GroupKind::Verb(_)));
        match (word.upos, word.form) {
            // `in which` starts at the preposition.
            (Upos::Pron, Form::Relative) if before.upos == Upos::Adp && self.out.last().is_some_and(|&l| (l as usize) < at) => {
                self.start(at - 1);
            }
            (Upos::Pron, Form::Relative) | (Upos::Adv, Form::Interrogative) => self.start(at),
            (Upos::Sconj, _) if verb_comes() && before.upos != Upos::Sconj => self.start(at),
            (Upos::Punct, _) if matches!(text, ";" | ":") && at + 1 < words.to => self.start(at + 1),
            (Upos::Punct, _) if is_opening(words, at) && self.quotes_a_clause(at) => {
                self.start(at);
                self.quoted = true;
            }
            (Upos::Punct, _) if is_closing(words, at) && self.quoted && at + 1 < words.to => {
                self.start(at + 1);
                self.quoted = false;
            }
            _ => {}
        }
    }

    /// A group may start a clause: a finite verb where there is one already, a participle, a subject of its own.
    fn group(&mut self, number: usize) {
        let group = self.groups[number];
        let at = group.tokens.0 as usize;
        match group.kind {
            GroupKind::Noun => {
                if (self.finite || self.participle)
                    && !self.begins_at(at)
                    && self.words.before(at).upos != Upos::Adp
                    && self.is_subject(number)
                {
                    let joined = self.words.before(at).upos == Upos::Cconj;
                    self.start(if joined { at - 1 } else { at });
                }
            }
            GroupKind::Verb(verb) if verb.tense == Tense::None => {
                let before = self.words.before(at);
                let after_noun =
                    number > 0 && self.groups[number - 1].tokens.1 as usize == at && self.groups[number - 1].kind == GroupKind::Noun;
                let comma = before.upos == Upos::Punct && before.form != Form::Hyphen;
                if !verb.infinitive && (comma || after_noun) {
                    self.start(at);
                    self.participle = true;
                }
                // `by cutting rates`: what started at the conjunction has no finite verb of its own.
                self.participle |= !verb.infinitive && before.upos == Upos::Sconj;
            }
            GroupKind::Verb(_) => {
                // After a participle's clause goes on what that stood in.
                if self.finite || self.participle {
                    let joined = self.words.before(at).upos == Upos::Cconj;
                    self.start(if joined { at - 1 } else { at });
                }
                self.finite = true;
            }
        }
    }

    /// Whether a noun group is followed, other ones after prepositions passed over, by a finite verb.
    fn is_subject(&self, number: usize) -> bool {
        for number in number..number + REACH {
            let end = self.groups[number].tokens.1 as usize;
            let Some(next) = self.groups.get(number + 1) else { return false };
            let start = next.tokens.0 as usize;
            if self.is_finite(number + 1) {
                return (end..start).all(|n| self.words.at(n).upos == Upos::Adv);
            }
            let joins = start == end + 1 && (self.words.at(end).upos == Upos::Adp || self.words.at(end).form == Form::Genitive);
            if next.kind != GroupKind::Noun || !joins {
                return false;
            }
        }
        false
    }

    /// Whether the quotation that opens at `at` holds a finite verb before it closes.
    fn quotes_a_clause(&self, at: usize) -> bool {
        let last = self.words.to.min(at + 1 + REACH);
        let end = (at + 1..last).find(|&n| is_closing(self.words, n)).unwrap_or(last);
        let first = self.groups.partition_point(|g| (g.tokens.0 as usize) <= at);
        (first..self.groups.len()).take_while(|&n| (self.groups[n].tokens.0 as usize) < end).any(|n| self.is_finite(n))
    }
}

fn is_opening(words: Words<'_>, at: usize) -> bool {
    let tight_after = words.scanned.tokens.get(at + 1).is_some_and(|t| t.is_tight());
    match words.scanned.word(at) {
        "“" | "«" | "``" => true,
        "\"" => tight_after && (at == words.from || !words.scanned.tokens[at].is_tight()),
        _ => false,
    }
}

fn is_closing(words: Words<'_>, at: usize) -> bool {
    match words.scanned.word(at) {
        "”" | "»" | "''" => true,
        "\"" => !is_opening(words, at),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
