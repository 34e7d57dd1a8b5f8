//! Back-references: bare roles (`the minister`) and pronouns of one person, referred to the person whom a reader would
//! swear to; where two fit, to nobody.

use super::profile::of_word;
use crate::record::{Detail, Entity, Kind, Mention, Region, Relation};
use crate::resources::Resources;
use crate::scan::Scanned;
use crate::segment::{Segmented, Upos};
use copydesk_engine::fold::folded;
use copydesk_engine::tokens::Shape;

/// Who is meant by pronouns and roles.
#[derive(Clone, Debug, Default)]
pub struct Resolver {
    pronouns: Vec<(u32, u32)>,
    covered: Vec<(u32, u32, u32)>,
}

impl Resolver {
    /// The person whom a pronoun (`he`, `her`) stands for, by its token.
    pub fn pronoun(&self, token: u32) -> Option<u32> {
        self.pronouns.binary_search_by_key(&token, |p| p.0).ok().map(|at| self.pronouns[at].1)
    }

    /// The entity that a token belongs to or stands for: a name's, a role holder's or a pronoun's.
    pub fn at(&self, token: u32) -> Option<u32> {
        let covers = |c: &&(u32, u32, u32)| c.0 <= token && token < c.1;
        self.covered.iter().find(covers).map(|c| c.2).or_else(|| self.pronoun(token))
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
        entities: &[Entity],
        relations: &[Relation<'d>],
    ) -> Self {
        let mut reader = Reader { resources, scanned, segmented, entities, held: Vec::new(), seen: Vec::new() };
        for relation in relations {
            let mention = &mentions[relation.role as usize];
            let country = relation.place_name.map(String::from).or_else(|| {
                relation.place.and_then(|p| entities[p as usize].country.as_deref()).and_then(|c| resources.country(c)).map(String::from)
            });
            let forms = reader.forms(mention);
            reader.held.push(Held { entity: relation.person, forms, country });
        }
        // Who holds one role for a country is of that country in the others too.
        for at in 0..reader.held.len() {
            let (entity, known) = (reader.held[at].entity, reader.held[at].country.is_some());
            if !known {
                reader.held[at].country = reader.held.iter().filter(|h| h.entity == entity).find_map(|h| h.country.clone());
            }
        }
        let mut resolver = Resolver::default();
        for (number, sentence) in segmented.sentences.iter().enumerate() {
            let inside =
                mentions.partition_point(|m| m.tokens.0 < sentence.tokens.0)..mentions.partition_point(|m| m.tokens.0 < sentence.tokens.1);
            reader.sentence(number as u32, sentence.tokens, inside, mentions, &mut resolver.pronouns);
        }
        reader.forward(mentions);
        for mention in mentions.iter() {
            let entity = match &mention.detail {
                Detail::Role(role) => role.refers_to,
                _ => mention.entity,
            };
            if let Some(entity) = entity {
                resolver.covered.push((mention.tokens.0, mention.tokens.1, entity));
            }
        }
        resolver
    }
}

/// A person who holds a role.
struct Held {
    entity: u32,
    /// Folded words that may refer back to the role.
    forms: Vec<String>,
    country: Option<String>,
}

/// A person where the text speaks of them.
#[derive(Clone, Copy)]
struct Seen {
    entity: u32,
    sentence: u32,
    token: u32,
    subject: bool,
}

struct Reader<'a, 'd> {
    resources: &'d Resources,
    scanned: &'a Scanned<'a>,
    segmented: &'a Segmented<'a>,
    entities: &'a [Entity],
    held: Vec<Held>,
    seen: Vec<Seen>,
}

impl Reader<'_, '_> {
    fn sentence(
        &mut self,
        number: u32,
        (from, to): (u32, u32),
        inside: std::ops::Range<usize>,
        mentions: &mut [Mention<'_>],
        pronouns: &mut Vec<(u32, u32)>,
    ) {
        let mut next = inside.start;
        for at in from..to {
            while next < inside.end && mentions[next].tokens.0 == at {
                if mentions[next].kind == Kind::Person {
                    if let Some(entity) = mentions[next].entity {
                        let subject = self.is_subject(mentions[next].tokens, from);
                        self.seen.push(Seen { entity, sentence: number, token: at, subject });
                    }
                } else if mentions[next].kind == Kind::Role {
                    self.role(number, next, from, mentions);
                }
                next += 1;
            }
            if let Some(gender) = of_word(self.resources, self.scanned, "cues/third-person-pronouns", at)
                && let Some(entity) = self.antecedent(number, gender)
            {
                pronouns.push((at, entity));
                self.seen.push(Seen { entity, sentence: number, token: at, subject: self.is_subject((at, at + 1), from) });
            }
        }
    }

    /// Refers a bare role to its holder, if it has none yet.
    fn role(&mut self, sentence: u32, number: usize, from: u32, mentions: &mut [Mention<'_>]) {
        let mention = &mentions[number];
        let Detail::Role(role) = &mention.detail else { return };
        let (start, end) = mention.tokens;
        if let Some(entity) = role.refers_to {
            self.seen.push(Seen { entity, sentence, token: start, subject: self.is_subject((start, end), from) });
            return;
        }
        // A capitalised title right before a name that was not seen is that name's.
        let title = self.scanned.tokens.get(end as usize).is_some_and(|t| t.is(Shape::CAPITAL) && !t.is(Shape::LINE_BEFORE));
        let capital = self.scanned.tokens[start as usize].is(Shape::CAPITAL);
        if role.plural || role.damaged || (title && capital) || !self.is_definite(start, from) {
            return;
        }
        let Some(entity) = self.holder(sentence, mention, self.country_before(number, mentions)) else { return };
        self.seen.push(Seen { entity, sentence, token: start, subject: self.is_subject((start, end), from) });
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
            let unit = self.unit(mention);
            let country = self.country_before(number, mentions);
            let exact = country.is_some() && self.held.iter().any(|h| h.forms.contains(&unit) && h.country == country);
            let fits = |h: &&Held| if exact { h.country == country } else { agree(country.as_deref(), h.country.as_deref()) };
            let mut fits = self.held.iter().filter(|h| h.forms.contains(&unit)).filter(fits);
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
        let list = |id: &str| self.resources.list(id);
        let the = [list("cues/the"), list("cues/demonstrative-words")];
        for at in (from..start).rev().take(5) {
            if the.iter().flatten().any(|&l| self.scanned.is_in(at as usize, l)) {
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

    /// Country that a role names, or whose nationality or name stands right before it.
    fn country_before(&self, number: usize, mentions: &[Mention<'_>]) -> Option<String> {
        let (start, end) = mentions[number].tokens;
        let inside = mentions[number + 1..].iter().take_while(|m| m.tokens.0 < end).find(|m| m.kind == Kind::Location);
        if let Some(place) = inside {
            let code = place.entity.and_then(|e| self.entities[e as usize].country.as_deref());
            return code.and_then(|c| self.resources.country(c)).map(String::from);
        }
        let before = mentions[..number].iter().rev().find(|m| m.tokens.1 <= start && m.kind != Kind::Role)?;
        let near = start - before.tokens.1 <= 2 && before.sentence == mentions[number].sentence;
        let code = match (&before.detail, before.kind) {
            (Detail::Nationality(code), _) => code.map(String::from),
            (_, Kind::Location) => before.entity.and_then(|e| self.entities[e as usize].country.clone()),
            _ => None,
        };
        code.filter(|_| near).and_then(|c| self.resources.country(&c).map(String::from))
    }

    /// The person last spoken of whose role fits; nobody when two fit equally.
    fn holder(&self, sentence: u32, mention: &Mention<'_>, country: Option<String>) -> Option<u32> {
        let unit = self.unit(mention);
        let named = |h: &&Held| h.forms.contains(&unit);
        // Whose country is known to be the one that the text names comes before those of whom it is not known.
        let exact = country.is_some() && self.held.iter().filter(named).any(|h| h.country == country);
        let unknown = |h: &Held| !exact && agree(country.as_deref(), h.country.as_deref());
        let fitting = |seen: &Seen| {
            self.held.iter().filter(named).any(|h| h.entity == seen.entity && (unknown(h) || (exact && h.country == country)))
        };
        if country.is_some() && !exact {
            let mut open = self.held.iter().filter(named).filter(|h| unknown(h)).map(|h| h.entity);
            let first = open.next()?;
            if open.any(|e| e != first) {
                return None;
            }
        }
        let last = self.seen.iter().rev().find(|s| fitting(s))?;
        let rival = self.seen.iter().rev().find(|s| s.entity != last.entity && s.sentence == last.sentence && fitting(s));
        match rival {
            Some(rival) if last.sentence + 1 >= sentence && rival.subject && !last.subject => Some(rival.entity),
            Some(rival) if rival.subject == last.subject => None,
            _ => Some(last.entity),
        }
    }

    /// The head words of a role, folded: `prime minister` of `deputy prime minister of Norway`.
    fn unit(&self, mention: &Mention<'_>) -> String {
        let (start, end) = self.core(mention);
        match self.entry(start, end) {
            Some((at, _)) => self.text(at, end),
            None => self.text(end - 1, end),
        }
    }

    /// All words that may refer back to a role.
    fn forms(&self, mention: &Mention<'_>) -> Vec<String> {
        let (start, end) = self.core(mention);
        let mut forms = vec![self.text(start, end)];
        let aliases = |cell: &str| cell.split(" | ").map(folded).collect::<Vec<_>>();
        match self.entry(start, end) {
            Some((at, cell)) => {
                forms.push(self.text(at, end));
                forms.extend(aliases(cell));
            }
            None => forms.push(self.text(end - 1, end)),
        }
        if let Some(title) = mention_title(mention)
            && let Some(first) = title.split(' ').next()
        {
            forms.push(folded(first));
        }
        forms
    }

    /// Tokens of a role without what completes it.
    fn core(&self, mention: &Mention<'_>) -> (u32, u32) {
        let (start, end) = mention.tokens;
        let stops = |at: &u32| self.segmented.words[*at as usize].upos == Upos::Adp || self.scanned.word(*at as usize) == ".";
        let core = (start + 1..end).find(stops).unwrap_or(end);
        // Some entries hold a preposition: `head of state`.
        let longer = (start..core).find_map(|at| (core + 1..=end).rev().find(|&e| self.entry(at, e).is_some_and(|(first, _)| first == at)));
        (start, longer.unwrap_or(core))
    }

    /// The longest entry of the list of offices that ends a core, with its other words.
    fn entry(&self, start: u32, end: u32) -> Option<(u32, &str)> {
        let list = self.resources.list("roles/back-references")?;
        (start..end).find_map(|at| {
            let hits = self.scanned.hits_at(at as usize).iter();
            let mut own = hits.filter(|h| h.end == end && h.layer == 0 && usize::from(h.list) == list);
            own.find_map(|h| {
                let view = self.resources.view(h);
                let named = same(view.name(h.sense), &self.text(at, end));
                named.then(|| (at, view.cell(h.sense, "aliases").unwrap_or("")))
            })
        })
    }

    fn text(&self, start: u32, end: u32) -> String {
        let words = (start..end).filter(|&at| self.scanned.tokens[at as usize].is(Shape::WORD));
        words.map(|at| folded(self.scanned.word(at as usize))).collect::<Vec<_>>().join(" ")
    }

    /// Whether a mention is what the sentence or clause is about: not behind a preposition, not behind a verb of doing.
    fn is_subject(&self, (start, end): (u32, u32), from: u32) -> bool {
        let after = self.segmented.words.get(end as usize).map(|w| w.upos);
        if matches!(after, Some(Upos::Verb | Upos::Aux | Upos::Adv)) {
            return true;
        }
        let Some(before) = start.checked_sub(1).filter(|&b| b >= from) else { return true };
        let word = self.segmented.words[before as usize].upos;
        let say = self.resources.list("cues/say-verbs").is_some_and(|l| self.scanned.is_in(before as usize, l));
        say || !matches!(word, Upos::Adp | Upos::Verb)
    }

    /// The person whom a pronoun of a gender stands for.
    fn antecedent(&self, sentence: u32, gender: &str) -> Option<u32> {
        let mut scores: Vec<(u32, i32)> = Vec::new();
        let newest = self.seen.iter().map(|s| s.token).max().unwrap_or(0);
        for seen in self.seen.iter().rev().take_while(|s| s.sentence + 3 >= sentence) {
            let known = self.entities[seen.entity as usize].gender.as_deref();
            if known.is_some_and(|k| k != gender) {
                continue;
            }
            let distance = match sentence - seen.sentence {
                0 => 40,
                1 => 34,
                2 => 18,
                _ => 8,
            };
            let score =
                distance + if seen.subject { 15 } else { 0 } + if known.is_some() { 8 } else { 0 } + i32::from(seen.token == newest) * 3;
            match scores.iter_mut().find(|s| s.0 == seen.entity) {
                Some(old) => old.1 = old.1.max(score),
                None => scores.push((seen.entity, score)),
            }
        }
        scores.sort_by_key(|s| std::cmp::Reverse(s.1));
        match scores[..] {
            [first, second, ..] if first.1 - second.1 >= 3 => Some(first.0),
            [first] => Some(first.0),
            _ => None,
        }
    }
}

fn set(mention: &mut Mention<'_>, entity: u32) {
    if let Detail::Role(role) = &mut mention.detail {
        role.refers_to = Some(entity);
    }
}

fn mention_title<'m>(mention: &'m Mention<'_>) -> Option<&'m str> {
    match &mention.detail {
        Detail::Role(role) => role.title.as_deref(),
        _ => None,
    }
}

fn agree(a: Option<&str>, b: Option<&str>) -> bool {
    a.is_none() || b.is_none() || a == b
}

fn same(name: &str, text: &str) -> bool {
    name.replace('-', " ").split(' ').map(folded).eq(text.split(' '))
}
