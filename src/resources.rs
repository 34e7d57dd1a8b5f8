//! Resources: gazetteers and rules, loaded once and shared by all threads.

use crate::error::Error;
use crate::rules::Rules;
use crate::rules::compiled::{Compiled, Source};
use crate::rules::tagger::Tagger;
use copydesk_engine::blob::{Blob, Hit, View, compile};
use copydesk_engine::lists::{Header, List, ListError};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

/// Kinds that a list may have.
pub const KINDS: [&str; 10] = ["person", "organization", "location", "event", "nationality", "role", "date", "word", "lexicon", "none"];

/// The embedded gazetteers and rules.
mod embedded {
    /// Compiled gazetteers: their tables, and their rows as text.
    pub(super) static GAZETTEERS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteers.blob"));
    pub(super) static STRINGS: &str = include_str!(concat!(env!("OUT_DIR"), "/gazetteers.txt"));
    /// Compiled rules.
    pub(super) static RULES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rules.bin"));
    include!(concat!(env!("OUT_DIR"), "/sources.rs"));
}

/// A quick hash of the names of lists and rules, and of places in a text: none that anybody outside can choose freely.
#[derive(Clone, Copy, Default)]
pub(crate) struct Mixed(u64);

impl Hasher for Mixed {
    #[inline]
    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 32
    }

    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.write_u64(u64::from_le_bytes(*word));
        }
        self.write_u64(rest.iter().fold(0, |last, &byte| last << 8 | u64::from(byte)));
    }

    /// The mark behind a string says nothing.
    #[inline]
    fn write_u8(&mut self, _: u8) {}

    #[inline]
    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    #[inline]
    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

/// Gazetteers and rules.
pub struct Resources {
    /// Another one for all that are loaded, from 1.
    pub(crate) number: u64,
    layers: Vec<Blob>,
    /// Users' rule files, folder by folder.
    added: Vec<Vec<Source>>,
    /// Rules, ready to run.
    pub rules: Rules,
    /// The tagging table, ready to run.
    pub tagger: Tagger,
    references: Vec<Vec<u128>>,
    numbers: HashMap<String, usize, BuildHasherDefault<Mixed>>,
    confidence: HashMap<&'static str, u8, BuildHasherDefault<Mixed>>,
    countries: OnceLock<HashMap<String, String>>,
}

impl Resources {
    /// The built-in ones.
    ///
    /// # Panics
    /// Never in a binary whose tests passed: the embedded data are made by its own build.
    #[expect(clippy::expect_used, reason = "embedded data are made by this crate's build script")]
    pub fn built_in() -> Self {
        let blob = Blob::embedded(embedded::GAZETTEERS, embedded::STRINGS).expect("the embedded gazetteers are of this version");
        Self::of(vec![blob], built_in_rules(), Vec::new())
    }

    fn of(layers: Vec<Blob>, mut compiled: Compiled, added: Vec<Vec<Source>>) -> Self {
        let tagger = Tagger::new(std::mem::take(&mut compiled.tagging), &layers[0]);
        let rules = Rules::from(compiled);
        let references = layers.iter().map(|blob| blob.lists().iter().map(|l| reference_bits(&rules.lists, &l.id)).collect()).collect();
        let numbers = layers[0].lists().iter().enumerate().map(|(n, l)| (l.id.clone(), n)).collect();
        let confidence = Self::table("confidence").lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'));
        let confidence = confidence.filter_map(|(rule, percent)| Some((rule, percent.split('\t').next()?.parse().ok()?))).collect();
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        Resources { number, layers, added, rules, tagger, references, numbers, confidence, countries: OnceLock::new() }
    }

    /// Adds users' gazetteers: a folder of `.tsv` lists, or one list or compiled file.
    ///
    /// # Errors
    /// When a file cannot be read, or every mistake in the lists.
    pub fn add_gazetteers(self, path: &Path) -> Result<Self, Error> {
        let blob = read_lists(path)?;
        let Resources { mut layers, added, .. } = self;
        layers.push(blob);
        Self::adding(layers, added)
    }

    /// Adds users' rules: a folder of `.toml` files in folders by group.
    ///
    /// # Errors
    /// When a file cannot be read, or every mistake in the rules.
    pub fn add_rules(self, folder: &Path) -> Result<Self, Error> {
        let Resources { layers, mut added, .. } = self;
        added.push(read_sources(folder)?);
        Self::adding(layers, added)
    }

    /// The built-in rules with users' ones.
    fn adding(layers: Vec<Blob>, added: Vec<Vec<Source>>) -> Result<Self, Error> {
        let mut compiled = built_in_rules();
        if !added.is_empty() {
            let ids: Vec<String> = layers.iter().flat_map(|b| b.lists().iter().map(|l| l.id.clone())).collect();
            let forms = layers[0].view().forms();
            let of_lemma = |lemma: &str| forms.get(lemma).map(|f| f.iter().map(ToString::to_string).collect()).unwrap_or_default();
            for sources in &added {
                compiled.add(sources, &ids, &of_lemma).map_err(Error::Rules)?;
            }
        }
        Ok(Self::of(layers, compiled, added))
    }

    /// Gazetteers: the built-in one first, then users'.
    pub fn layers(&self) -> &[Blob] {
        &self.layers
    }

    /// Views of all gazetteers.
    pub fn views(&self) -> Vec<View<'_>> {
        self.layers.iter().map(Blob::view).collect()
    }

    /// The view of a hit's gazetteer.
    #[inline]
    pub fn view(&self, hit: &Hit) -> View<'_> {
        self.layers[usize::from(hit.layer)].view()
    }

    /// The list of a hit.
    #[inline]
    pub fn header(&self, hit: &Hit) -> &Header {
        &self.layers[usize::from(hit.layer)].lists()[usize::from(hit.list)]
    }

    /// Number of a built-in list by its id.
    pub fn list(&self, id: &str) -> Option<usize> {
        self.numbers.get(id).copied()
    }

    /// Numbers of the built-in lists of a folder.
    pub fn lists_below<'r>(&'r self, folder: &'r str) -> impl Iterator<Item = usize> + 'r {
        self.layers[0]
            .lists()
            .iter()
            .enumerate()
            .filter(move |(_, l)| l.id.strip_prefix(folder).is_some_and(|r| r.starts_with('/')))
            .map(|(n, _)| n)
    }

    /// Gazetteer references of rules that a hit's list is part of, as bits.
    #[inline]
    pub fn references(&self, hit: &Hit) -> u128 {
        self.references_of(hit.layer, hit.list)
    }

    /// [`Resources::references`] of a gazetteer's list.
    #[inline]
    pub(crate) fn references_of(&self, layer: u16, list: u16) -> u128 {
        self.references[usize::from(layer)][usize::from(list)]
    }

    /// Where users' lists have a name, their senses replace the built-in ones of the same span; `none` removes them all.
    pub(crate) fn replace(&self, hits: &mut Vec<Hit>, first: usize) {
        let users: Vec<Hit> = hits[first..].iter().filter(|h| h.layer > 0).copied().collect();
        if users.is_empty() {
            return;
        }
        let none = |h: &Hit| self.layers[usize::from(h.layer)].lists()[usize::from(h.list)].kind == "none";
        let mut at = first;
        while at < hits.len() {
            let h = hits[at];
            let replaced = h.layer == 0 && users.iter().any(|u| u.end == h.end);
            if replaced || none(&h) {
                hits.remove(at);
            } else {
                at += 1;
            }
        }
        hits[first..].sort_by_key(|h| h.end);
    }

    /// Text of the built-in rule files.
    pub fn sources() -> Vec<Source> {
        embedded::SOURCES
            .iter()
            .map(|(id, text)| Source { id: (*id).into(), file: format!("rules/{id}.toml"), text: (*text).into() })
            .collect()
    }

    /// English name of a country by its ISO 3166 alpha-2 code.
    pub fn country(&self, code: &str) -> Option<&str> {
        self.countries.get_or_init(|| countries(&self.layers[0])).get(code).map(String::as_str)
    }

    /// Measured share of right answers of a rule, in percent; of a rule that was not measured, that of its file, of its
    /// folder, or of all.
    pub fn confidence(&self, rule: &str) -> u8 {
        let ends = rule.match_indices('/').map(|(end, _)| &rule[..end]);
        let names = std::iter::once(rule).chain(ends.rev()).chain(["*"]);
        names.into_iter().find_map(|name| self.confidence.get(name)).copied().unwrap_or(50)
    }

    /// Text of a built-in table (`rules/weights.tsv`) by its name.
    pub fn table(name: &str) -> &'static str {
        embedded::TABLES.iter().find(|(n, _)| *n == name).map_or("", |(_, text)| text)
    }
}

#[expect(clippy::expect_used, reason = "embedded data are made by this crate's build script")]
fn built_in_rules() -> Compiled {
    postcard::from_bytes(embedded::RULES).expect("the embedded rules are of this version")
}

/// English names of countries by code; of several rows of one code the one that has a capital.
fn countries(blob: &Blob) -> HashMap<String, String> {
    let mut names: HashMap<String, (bool, String)> = HashMap::new();
    let Some(list) = blob.lists().iter().position(|l| l.id == "places/countries") else { return HashMap::new() };
    let column = |name: &str| blob.lists()[list].column(name);
    let (Some(code), capital) = (column("country"), column("capital")) else { return HashMap::new() };
    for row in blob.rows(list) {
        let cells: Vec<&str> = row.split('\t').collect();
        let Some(code) = cells.get(code).filter(|c| !c.is_empty()) else { continue };
        let entry = (capital.and_then(|c| cells.get(c)).is_some_and(|c| !c.is_empty()), cells[0].to_string());
        let old = names.entry((*code).to_string()).or_insert_with(|| entry.clone());
        if (entry.0, std::cmp::Reverse(&entry.1)) > (old.0, std::cmp::Reverse(&old.1)) {
            *old = entry;
        }
    }
    names.into_iter().map(|(code, (_, name))| (code, name)).collect()
}

fn reference_bits(references: &[String], id: &str) -> u128 {
    let belongs = |r: &str| id == r || id.strip_prefix(r).is_some_and(|rest| rest.starts_with('/'));
    references.iter().enumerate().filter(|(_, r)| belongs(r)).fold(0, |bits, (n, _)| bits | 1 << n)
}

/// Reads users' lists.
///
/// # Errors
/// When a file cannot be read, or every mistake in the lists.
pub fn read_lists(path: &Path) -> Result<Blob, Error> {
    if path.is_file() && path.extension().is_none_or(|e| e != "tsv") {
        let open = || {
            let mut file = std::fs::File::open(path)?;
            let size = file.metadata()?.len();
            Blob::read(&mut file, size)
        };
        let blob = open().map_err(|error| Error::Read { path: path.into(), error })?;
        return blob.map_err(|error| Error::Blob { path: path.into(), error });
    }
    Blob::checked(&compile(&parse_lists(path)?).0).map_err(|error| Error::Blob { path: path.into(), error })
}

/// Reads and checks users' lists without compiling them.
///
/// # Errors
/// When a file cannot be read, or every mistake in the lists.
pub fn parse_lists(path: &Path) -> Result<Vec<List>, Error> {
    let (mut lists, mut errors) = (Vec::new(), Vec::new());
    for (id, file) in files(path, "tsv")? {
        let bytes = std::fs::read(&file).map_err(|error| Error::Read { path: file.clone(), error })?;
        let name = file.display().to_string();
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                errors.push(no_text(&name, error.as_bytes(), error.utf8_error().valid_up_to()));
                continue;
            }
        };
        match List::parse(&id, &name, &text, &KINDS) {
            Ok(list) => lists.push(list),
            Err(found) => errors.extend(found),
        }
    }
    if !errors.is_empty() {
        return Err(Error::Gazetteers(errors));
    }
    Ok(lists)
}

/// The mistake of a list that is no UTF-8 from a byte on.
fn no_text(file: &str, bytes: &[u8], at: usize) -> ListError {
    let line = bytes[..at].iter().filter(|b| **b == b'\n').count() + 1;
    let begin = bytes[..at].iter().rposition(|b| *b == b'\n').map_or(0, |n| n + 1);
    let column = String::from_utf8_lossy(&bytes[begin..at]).chars().count() + 1;
    ListError { file: file.into(), line, column, message: format!("the byte {:#04x} is no UTF-8, expected UTF-8", bytes[at]) }
}

/// Reads users' rule files.
///
/// # Errors
/// When a file cannot be read.
pub fn read_sources(folder: &Path) -> Result<Vec<Source>, Error> {
    let mut sources = Vec::new();
    for (id, file) in files(folder, "toml")? {
        let text = std::fs::read_to_string(&file).map_err(|error| Error::Read { path: file.clone(), error })?;
        sources.push(Source { id, file: file.display().to_string(), text });
    }
    Ok(sources)
}

/// Files of a folder with an extension, with their path below it, sorted; a file stands for itself.
fn files(path: &Path, extension: &str) -> Result<Vec<(String, PathBuf)>, Error> {
    let failed = |path: &Path| {
        let path = path.to_path_buf();
        move |error| Error::Read { path, error }
    };
    if path.is_file() {
        return Ok(vec![(path.file_stem().unwrap_or_default().to_string_lossy().into_owned(), path.into())]);
    }
    let (mut found, mut folders) = (Vec::new(), vec![path.to_path_buf()]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).map_err(failed(&folder))? {
            let file = entry.map_err(failed(&folder))?.path();
            if file.is_dir() {
                folders.push(file);
            } else if file.extension().is_some_and(|e| e == extension) {
                let below = file.strip_prefix(path).unwrap_or(&file).with_extension("");
                found.push((below.to_string_lossy().replace('\\', "/"), file));
            }
        }
    }
    found.sort();
    Ok(found)
}
