//! Back-references: bare roles (`the minister`) and pronouns of one person, referred to the person whom a reader would
//! swear to; where two fit, to nobody.

mod holders;
mod phrase;

use super::keys::KeyMap;
use super::profile::of_word;
use crate::record::{Detail, Entity, Kind, Mention, Region, Relation};
use crate::resources::Resources;
use crate::scan::Scanned;
use crate::segment::{Form, Segmented, Upos};
use copydesk_engine::tokens::Shape;
use holders::Held;

/// Who is meant by pronouns and roles.
#[derive(Clone, Debug, Default)]
pub struct Resolver {
    pronouns: Vec<(u32, u32)>,
    /// Entity of every token, 0 for none, else its number and one.
    covered: Vec<u32>,
}

impl Resolver {
    /// The person whom a pronoun (`he`, `her`) stands for, by its token.
    pub fn pronoun(&self, token: u32) -> Option<u32> {
        self.pronouns.binary_search_by_key(&token, |p| p.0).ok().map(|at| self.pronouns[at].1)
    }

    /// The entity that a token belongs to or stands for: a name's, a role holder's or a pronoun's.
    pub fn at(&self, token: u32) -> Option<u32> {
        let covered = self.covered.get(token as usize).and_then(|c| c.checked_sub(1));
        covered.or_else(|| self.pronoun(token))
    }

    /// Pronouns and the people whom they stand for, by token.
    pub fn pronouns(&self) -> &[(u32, u32)] {
        &self.pronouns
    }

    /// Refers bare roles and pronouns to people; sets `refers_to` of the roles.
    pub(in crate::link) fn new<'d>(
        resources: &'d Resources,
        scanned: &Scanned<'_>,
        segmented: &Segmented<'_>,
        mentions: &mut [Mention<'d>],
        entities: &[Entity<'_>],
        relations: &[Relation<'d>],
    ) -> Self {
        let mut reader = Reader::new(resources, scanned, segmented, entities, mentions);
        reader.hold(mentions, relations);
        let mut resolver = Resolver::default();
        for (number, sentence) in segmented.sentences.iter().enumerate() {
            let inside =
                mentions.partition_point(|m| m.tokens.0 < sentence.tokens.0)..mentions.partition_point(|m| m.tokens.0 < sentence.tokens.1);
            reader.sentence(number as u32, sentence.tokens, inside, mentions, &mut resolver.pronouns);
        }
        reader.forward(mentions);
        resolver.covered.resize(scanned.tokens.len(), 0);
        // Of several mentions over a token the first counts.
        for mention in mentions.iter().rev() {
            let entity = match &mention.detail {
                Detail::Role(role) => role.refers_to,
                _ => mention.entity,
            };
            if let Some(entity) = entity {
                resolver.covered[mention.tokens.0 as usize..mention.tokens.1 as usize].fill(entity + 1);
            }
        }
        resolver
    }
}

/// A person where the text speaks of them.
#[derive(Clone, Copy)]
struct Seen {
    entity: u32,
    sentence: u32,
    token: u32,
    subject: bool,
    /// No verb of the sentence stands before, or it is right behind a verb of saying.
    first: bool,
    /// Between quotation marks.
    quoted: bool,
}

/// Numbers of the lists that tell who may be meant.
struct Lists {
    definite: [Option<usize>; 2],
    pronouns: Option<usize>,
    say_verbs: Option<usize>,
    sources: Option<usize>,
    offices: Option<usize>,
}

struct Reader<'a, 'd> {
    resources: &'d Resources,
    scanned: &'a Scanned<'a>,
    segmented: &'a Segmented<'a>,
    entities: &'a [Entity<'d>],
    lists: Lists,
    /// Who holds a role, by the key of the words that may refer back to it.
    held: KeyMap<Vec<Held<'a>>>,
    /// Where people were seen: of an entity and sentence once as a subject and once not, the last time.
    seen: Vec<Seen>,
    /// Places in `seen` of every entity, the last ones: not as a subject, as a subject.
    places: Vec<[u32; 2]>,
    /// Where every entity was seen last, and after how many others.
    last: Vec<Option<(usize, Seen)>>,
    count: usize,
    newest: u32,
    /// People who hold a role.
    titled: Vec<bool>,
    /// Marks are open, and a verb stands before, in the sentence that is read.
    quoted: bool,
    verb_before: bool,
    /// Numbers of mentions that are no roles.
    named: Vec<u32>,
}

impl<'a, 'd> Reader<'a, 'd> {
    fn new(
        resources: &'d Resources,
        scanned: &'a Scanned<'a>,
        segmented: &'a Segmented<'a>,
        entities: &'a [Entity<'d>],
        mentions: &[Mention<'_>],
    ) -> Self {
        let lists = Lists {
            definite: [resources.list("cues/the"), resources.list("cues/demonstrative-words")],
            pronouns: resources.list("cues/third-person-pronouns"),
            say_verbs: resources.list("cues/say-verbs"),
            sources: resources.list("cues/attribution-words"),
            offices: resources.list("roles/back-references"),
        };
        Reader {
            resources,
            scanned,
            segmented,
            entities,
            lists,
            held: KeyMap::default(),
            seen: Vec::new(),
            places: vec![[u32::MAX; 2]; entities.len()],
            last: vec![None; entities.len()],
            count: 0,
            newest: 0,
            titled: vec![false; entities.len()],
            quoted: false,
            verb_before: false,
            named: mentions.iter().zip(0..).filter(|(m, _)| m.kind != Kind::Role).map(|(_, n)| n).collect(),
        }
    }

    /// A person is spoken of.
    fn see(&mut self, seen: Seen) {
        self.count += 1;
        self.newest = seen.token;
        self.last[seen.entity as usize] = Some((self.count, seen));
        let place = &mut self.places[seen.entity as usize][usize::from(seen.subject)];
        match self.seen.get_mut(*place as usize) {
            Some(old) if old.sentence == seen.sentence => {
                *old = Seen { first: seen.first || old.first, quoted: seen.quoted && old.quoted, ..seen }
            }
            _ => {
                *place = self.seen.len() as u32;
                self.seen.push(seen);
            }
        }
    }

    fn sentence(
        &mut self,
        number: u32,
        (from, to): (u32, u32),
        inside: std::ops::Range<usize>,
        mentions: &mut [Mention<'_>],
        pronouns: &mut Vec<(u32, u32)>,
    ) {
        let mut next = inside.start;
        let begins = |mentions: &[Mention<'_>], next: usize| if next < inside.end { mentions[next].tokens.0 } else { u32::MAX };
        let mut first = begins(mentions, next);
        if self.scanned.tokens[from as usize].is(Shape::PARAGRAPH_BEFORE) {
            self.quoted = false;
        }
        self.verb_before = false;
        for at in from..to {
            self.pass(at);
            while first == at {
                if mentions[next].kind == Kind::Person {
                    if let Some(entity) = mentions[next].entity {
                        let seen = self.place(entity, number, mentions[next].tokens, self.phrase_start(next, from, mentions), from);
                        self.see(seen);
                    }
                } else if mentions[next].kind == Kind::Role {
                    self.role(number, next, from, mentions);
                }
                next += 1;
                first = begins(mentions, next);
            }
            if let Some(gender) = of_word(self.resources, self.scanned, self.lists.pronouns, at)
                && let Some(entity) = self.likeliest(number, Some(gender), self.speaks((at, at + 1), at, from))
            {
                pronouns.push((at, entity));
                let seen = self.place(entity, number, (at, at + 1), at, from);
                self.see(seen);
            }
        }
    }

    /// Takes in whether marks open or close at a token, and whether it is a verb that tells something.
    fn pass(&mut self, at: u32) {
        let (token, word) = (&self.scanned.tokens[at as usize], self.segmented.words[at as usize]);
        if token.is(Shape::QUOTE) && word.form != Form::Genitive && !matches!(self.scanned.word(at as usize), "'" | "’" | "‘") {
            self.quoted = !self.quoted;
        }
        if !self.verb_before && !self.quoted {
            let bare = || matches!(word.form, Form::Participle | Form::Gerund | Form::Base);
            self.verb_before = word.upos == Upos::Aux || word.upos == Upos::Verb && !bare();
        }
    }

    /// How an entity is spoken of by the tokens of a mention whose phrase begins at a token.
    fn place(&self, entity: u32, sentence: u32, tokens: (u32, u32), begins: u32, from: u32) -> Seen {
        let (subject, said) = self.is_subject(tokens, begins, from);
        // `Anna Lind's deputy left`: the sentence is about the deputy.
        let owns = self.segmented.words.get(tokens.1 as usize).is_some_and(|w| w.form == Form::Genitive);
        Seen { entity, sentence, token: tokens.0, subject, first: subject && !owns && (said || !self.verb_before), quoted: self.quoted }
    }

    /// Refers a bare role to its holder, if it has none yet.
    fn role(&mut self, sentence: u32, number: usize, from: u32, mentions: &mut [Mention<'_>]) {
        let mention = &mentions[number];
        let Detail::Role(role) = &mention.detail else { return };
        let (start, end) = mention.tokens;
        if let Some(entity) = role.refers_to {
            let seen = self.place(entity, sentence, (start, end), self.phrase_start(number, from, mentions), from);
            self.see(seen);
            return;
        }
        // A capitalised title right before a name that was not seen is that name's.
        let title = self.scanned.tokens.get(end as usize).is_some_and(|t| t.is(Shape::CAPITAL) && !t.is(Shape::LINE_BEFORE));
        let capital = self.scanned.tokens[start as usize].is(Shape::CAPITAL);
        if role.plural || role.damaged || (title && capital) || !self.is_definite(start, from) {
            return;
        }
        let begins = self.phrase_start(number, from, mentions);
        let held = self.holder(sentence, mention, self.country_before(number, mentions));
        let Some(entity) = held.or_else(|| self.described(sentence, (start, end), begins, from)) else { return };
        let seen = self.place(entity, sentence, (start, end), begins, from);
        self.see(seen);
        set(&mut mentions[number], entity);
    }

    /// Roles of the headline that only the body explains.
    fn forward(&self, mentions: &mut [Mention<'_>]) {
        for number in 0..mentions.len() {
            let mention = &mentions[number];
            let region = self.segmented.sentences.get(mention.sentence as usize).map_or(Region::Body, |s| s.region);
            let early = region == Region::Headline || mention.sentence < 3;
            let Detail::Role(role) = &mention.detail else { continue };
            let definite = region == Region::Headline
                || self.is_definite(mention.tokens.0, self.segmented.sentences[mention.sentence as usize].tokens.0);
            if !early || !definite || role.refers_to.is_some() || role.plural || role.former {
                continue;
            }
            let country = self.country_before(number, mentions);
            let held = self.holders(mention);
            let exact = country.is_some() && held.iter().any(|h| h.country == country);
            let fits = |h: &&Held<'_>| if exact { h.country == country } else { agree(country, h.country) };
            let mut fits = held.iter().filter(fits);
            if let Some(first) = fits.next()
                && fits.all(|h| h.entity == first.entity)
            {
                let entity = first.entity;
                set(&mut mentions[number], entity);
            }
        }
    }

    /// Whether something in front of a role says that a certain one is meant, or nothing stands in front.
    fn is_definite(&self, start: u32, from: u32) -> bool {
        for at in (from..start).rev().take(5) {
            if self.lists.definite.iter().flatten().any(|&l| self.scanned.is_in(at as usize, l)) {
                return true;
            }
            let passes = matches!(self.segmented.words[at as usize].upos, Upos::Adj | Upos::Propn | Upos::Noun)
                || self.scanned.tokens[at as usize].is(Shape::CLITIC);
            if !passes {
                return self.scanned.tokens[start as usize].is(Shape::CAPITAL)
                    && !matches!(self.segmented.words[at as usize].upos, Upos::Det | Upos::Pron);
            }
        }
        self.scanned.tokens[start as usize].is(Shape::CAPITAL)
    }

    /// Whether a mention is what the sentence or clause is about: not behind a preposition, not behind a verb of doing; and
    /// whether a verb of saying stands right before it.
    fn is_subject(&self, (start, end): (u32, u32), begins: u32, from: u32) -> (bool, bool) {
        let after = self.segmented.words.get(end as usize).copied().unwrap_or_default();
        let before = begins.checked_sub(1).filter(|&b| b >= from);
        // `according to Anna Lind`
        let source = |b: u32| b > from && self.lists.sources.is_some_and(|l| self.scanned.is_in(b as usize - 1, l));
        let said = before.is_some_and(|b| self.tells(b, from) || source(b));
        if said {
            return (true, true);
        }
        if begins < start && before.is_some_and(|b| self.segmented.words[b as usize].upos == Upos::Adp) {
            return (false, false);
        }
        let acts = matches!(after.upos, Upos::Verb | Upos::Aux | Upos::Adv);
        let done_to = before.is_some_and(|b| matches!(self.segmented.words[b as usize].upos, Upos::Adp | Upos::Verb));
        (acts || !done_to, false)
    }

    /// Whether a verb of saying stands right behind a comma or a mark, before who says it.
    fn tells(&self, token: u32, from: u32) -> bool {
        let behind = token <= from
            || matches!(self.scanned.word(token as usize - 1), ",")
            || self.scanned.tokens[token as usize - 1].is(Shape::QUOTE);
        behind && self.says(token)
    }

    fn says(&self, token: u32) -> bool {
        self.lists.say_verbs.is_some_and(|l| self.scanned.is_in(token as usize, l))
    }

    /// Who is meant by `the` and a role that nobody was said to hold, when it tells who speaks: the person the text is about.
    fn described(&self, sentence: u32, (start, end): (u32, u32), begins: u32, from: u32) -> Option<u32> {
        let the = begins < start && self.lists.definite[0].is_some_and(|l| self.scanned.is_in(begins as usize, l));
        if !the || !self.speaks((start, end), begins, from) || self.quoted {
            return None;
        }
        self.likeliest(sentence, None, true).filter(|e| !self.titled.get(*e as usize).copied().unwrap_or(false))
    }

    /// Whether a verb of saying stands right behind a mention, or before its phrase.
    fn speaks(&self, (_, end): (u32, u32), begins: u32, from: u32) -> bool {
        let behind =
            (end..end + 2).take_while(|at| *at == end || self.segmented.words.get(end as usize).is_some_and(|w| w.upos == Upos::Adv));
        behind.into_iter().any(|at| (at as usize) < self.scanned.tokens.len() && self.says(at))
            || begins > from && self.tells(begins - 1, from)
    }

    /// The person whom the text speaks of most, where one is ahead of the others.
    fn likeliest(&self, sentence: u32, gender: Option<&str>, speaks: bool) -> Option<u32> {
        // Who speaks is whom the sentence before was about, rather than whom it named last.
        let (first, other) = if speaks { (20, 12) } else { (16, 14) };
        let mut best: [(u32, i32); 2] = [(u32::MAX, i32::MIN); 2];
        for seen in self.seen.iter().rev().take_while(|s| s.sentence + 3 >= sentence) {
            let known = self.entities[seen.entity as usize].gender;
            if gender.is_some() && known.is_some() && known != gender {
                continue;
            }
            let distance = match sentence - seen.sentence {
                0 => 40,
                1 => 34,
                2 => 18,
                _ => 8,
            };
            let score = distance
                + if seen.first { first } else { other * i32::from(seen.subject) }
                + if known.is_some() { 8 } else { 0 }
                + i32::from(seen.token == self.newest) * 3
                - if seen.quoted && !self.quoted { 12 } else { 0 };
            match best {
                [first, _] if first.0 == seen.entity => best[0].1 = first.1.max(score),
                [first, _] if score > first.1 => best = [(seen.entity, score), first],
                [_, second] if score > second.1 => best[1] = (seen.entity, score),
                _ => {}
            }
        }
        let [first, second] = best;
        (first.0 != u32::MAX && (second.0 == u32::MAX || first.1 - second.1 >= 3)).then_some(first.0)
    }
}

fn set(mention: &mut Mention<'_>, entity: u32) {
    if let Detail::Role(role) = &mut mention.detail {
        role.refers_to = Some(entity);
    }
}

fn agree(a: Option<&str>, b: Option<&str>) -> bool {
    a.is_none() || b.is_none() || a == b
}
