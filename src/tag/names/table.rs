//! The table of weights: one row a name of evidence, one column a class. Names that the code can produce and rows of the
//! table must fit each other.

use super::evidence::{DOCUMENT, FIXED, Position};
use crate::error::Error;
use crate::resources::Resources;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};

/// Classes that a candidate may belong to, in the order of the table's columns. `Misc` is hidden: it keeps titles,
/// products and languages from being anything else, and nationalities are read from it.
pub(crate) const CLASSES: usize = 5;
/// Their numbers.
pub(crate) const PERSON: usize = 0;
pub(crate) const ORGANIZATION: usize = 1;
pub(crate) const LOCATION: usize = 2;
pub(crate) const EVENT: usize = 3;
pub(crate) const MISC: usize = 4;

/// What people call them.
pub const CLASS_NAMES: [&str; CLASSES] = ["person", "organization", "location", "event", "none of these"];

/// Weights of one piece of evidence, or a sum of them, in tenths of a logit. A sum that does not fit stays at the edge.
pub(crate) type Sum = [i16; WIDTH];

/// Classes rounded up to what is added at once.
pub(crate) const WIDTH: usize = 8;

/// No evidence of that name is weighed.
pub(crate) const UNWEIGHED: u16 = u16::MAX;

/// Most built-in lists: their numbers are bits of a mask.
pub(crate) const LISTS: usize = 256;

/// Lists as bits.
pub(crate) type Mask = [u64; LISTS / 64];

/// Folders whose lists together are evidence, besides each list alone.
const FOLDERS: [&str; 6] = ["people", "organizations", "places", "events", "roles", "nationalities"];

/// A list that belongs to none of the folders.
const NO_FOLDER: u8 = u8::MAX;

/// Whether entries of a list are evidence at a position. Words that are in it for their bare existence (`words/common`)
/// and function words say nothing as neighbours that the narrower lists would not say better.
fn speaks(position: Position, list: &str) -> bool {
    use Position::{First, Is, Last};
    match list {
        "words/connectors" | "words/lexicon" | "words/closed" => false,
        "words/common" => matches!(position, Is | First | Last),
        _ => true,
    }
}

/// Evidence by number.
pub struct Table {
    /// Another one for every table that is read.
    pub(super) number: u64,
    names: Vec<String>,
    pub(crate) rows: Vec<Sum>,
    /// The list of an entry that is the candidate or its first or last word.
    entries: Vec<Option<(Position, u16)>>,
    fixed: Vec<u16>,
    /// Weights of fixed evidence, by its place in [`FIXED`]; zeros where it is not weighed.
    fixed_rows: Vec<Sum>,
    /// By class the fixed evidence that speaks for it, as bits: a candidate's own, and from elsewhere.
    favourable: [(u128, u64); CLASSES],
    by_list: Vec<[u16; LISTS]>,
    by_folder: Vec<[u16; FOLDERS.len()]>,
    /// Folder of every list.
    folders: [u8; LISTS],
    /// By position the lists that are evidence there, alone or with their folder.
    speaking: Vec<Mask>,
    rules: Vec<u16>,
}

impl Table {
    /// Reads a table of weights. With `every`, evidence without a row is kept with weights of zero (for fitting).
    ///
    /// # Errors
    /// When a line is not well formed, a row's name cannot be produced, or a rule's evidence has no row.
    pub fn read(resources: &Resources, file: &str, text: &str, every: bool) -> Result<Self, Error> {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let mut rows: HashMap<&str, (usize, Sum)> = HashMap::new();
        for (n, line) in text.lines().enumerate().filter(|(_, l)| !l.starts_with('#') && !l.is_empty()) {
            let fail = |message: String| Error::Table { file: file.into(), line: n + 1, message };
            let mut cells = line.split('\t');
            let name = cells.next().unwrap_or("");
            let mut row = Sum::default();
            for cell in row.iter_mut().take(CLASSES) {
                let text = cells.next().ok_or_else(|| fail(format!("`{name}` has fewer than {CLASSES} weights")))?;
                *cell = text.parse().map_err(|_| fail(format!("`{text}` is no integer weight")))?;
            }
            rows.insert(name, (n + 1, row));
        }
        let mut table = Table {
            number: NEXT.fetch_add(1, Ordering::Relaxed),
            names: Vec::new(),
            rows: Vec::new(),
            entries: Vec::new(),
            fixed: Vec::new(),
            fixed_rows: Vec::new(),
            favourable: [(0, 0); CLASSES],
            by_list: Vec::new(),
            by_folder: Vec::new(),
            folders: [NO_FOLDER; LISTS],
            speaking: Vec::new(),
            rules: Vec::new(),
        };
        for name in FIXED {
            let number = table.take(&mut rows, name, every);
            table.fixed.push(number);
            let row = table.rows.get(usize::from(number)).copied().unwrap_or_default();
            let place = table.fixed_rows.len();
            for (_, (own, elsewhere)) in row.into_iter().zip(&mut table.favourable).filter(|(weight, _)| *weight > 0) {
                if place < DOCUMENT {
                    *own |= 1 << place;
                } else {
                    *elsewhere |= 1 << (place - DOCUMENT);
                }
            }
            table.fixed_rows.push(row);
        }
        for position in Position::ALL {
            let mut numbers = [UNWEIGHED; LISTS];
            for (list, header) in resources.layers()[0].lists().iter().enumerate().take(LISTS) {
                if header.kind != "lexicon" && speaks(position, &header.id) {
                    numbers[list] = table.take(&mut rows, &format!("{}:{}", position.name(), header.id), every);
                    if numbers[list] != UNWEIGHED && matches!(position, Position::Is | Position::First | Position::Last) {
                        table.entries[usize::from(numbers[list])] = Some((position, list as u16));
                    }
                }
            }
            table.by_list.push(numbers);
            let of_folders = FOLDERS.map(|folder| table.take(&mut rows, &format!("{}:{folder}", position.name()), every));
            table.by_folder.push(of_folders);
        }
        for (list, header) in resources.layers()[0].lists().iter().enumerate().take(LISTS) {
            // Only lists of names stand together; those of words in the same folder are cues of their own.
            let folder = FOLDERS.iter().position(|f| header.id.strip_prefix(f).is_some_and(|r| r.starts_with('/')));
            table.folders[list] = folder.filter(|_| header.kind != "word").map_or(NO_FOLDER, |f| f as u8);
        }
        table.speak();
        let mut of_rules: HashMap<&str, u16> = HashMap::new();
        for rule in &resources.rules.names.rules {
            let name = rule.make.evidence.as_str();
            let number = match of_rules.get(name) {
                Some(&number) => number,
                None if every || rows.contains_key(name) || rule.make.strength.is_some() => table.take(&mut rows, name, true),
                None => {
                    let message = format!("rule `{}` makes the evidence `{name}`, which has no row of weights", rule.id);
                    return Err(Error::Table { file: file.into(), line: 0, message });
                }
            };
            of_rules.insert(name, number);
            table.rules.push(number);
        }
        match rows.iter().min_by_key(|(_, (line, _))| *line) {
            Some((name, (line, _))) if !every => {
                Err(Error::Table { file: file.into(), line: *line, message: format!("no evidence is called `{name}`") })
            }
            _ => Ok(table),
        }
    }

    fn speak(&mut self) {
        for (lists, folders) in self.by_list.iter().zip(&self.by_folder) {
            let mut speaking = [0; LISTS / 64];
            for (list, number) in lists.iter().enumerate() {
                let of_folder = folders.get(usize::from(self.folders[list])).copied().unwrap_or(UNWEIGHED);
                if *number != UNWEIGHED || of_folder != UNWEIGHED {
                    speaking[list / 64] |= 1 << (list % 64);
                }
            }
            self.speaking.push(speaking);
        }
    }

    fn take(&mut self, rows: &mut HashMap<&str, (usize, Sum)>, name: &str, always: bool) -> u16 {
        let row = rows.remove(name).map(|(_, row)| row);
        if row.is_none() && !always {
            return UNWEIGHED;
        }
        self.names.push(name.into());
        self.entries.push(None);
        self.rows.push(row.unwrap_or_default());
        (self.rows.len() - 1) as u16
    }

    /// Where the entry stands that is a piece of evidence, and the number of its list.
    pub(crate) fn entry(&self, number: u16) -> Option<(Position, u16)> {
        self.entries[usize::from(number)]
    }

    /// Names of evidence, by number.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Weights of a piece of evidence by class.
    pub fn weights(&self, number: u16) -> [i16; CLASSES] {
        let row = &self.rows[usize::from(number)];
        std::array::from_fn(|class| row[class])
    }

    /// Names of the evidence that rules make: all of them have a row.
    pub fn of_rules(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.rules.iter().map(|&n| self.names[usize::from(n)].as_str()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Adds the weights of a piece of evidence to a sum.
    #[inline]
    pub(crate) fn add(&self, sum: &mut Sum, number: u16) {
        plus(sum, &self.rows[usize::from(number)]);
    }

    /// Adds the weights of a candidate's own fixed evidence, given as bits.
    #[inline]
    pub(crate) fn add_fixed(&self, sum: &mut Sum, bits: u128) {
        for (first, mut bits) in [(0, bits as u64), (64, (bits >> 64) as u64)] {
            while bits != 0 {
                plus(sum, &self.fixed_rows[first + bits.trailing_zeros() as usize]);
                bits &= bits - 1;
            }
        }
    }

    /// Adds the weights of fixed evidence from elsewhere, given as bits.
    #[inline]
    pub(crate) fn add_elsewhere(&self, sum: &mut Sum, mut bits: u64) {
        while bits != 0 {
            plus(sum, &self.fixed_rows[DOCUMENT + bits.trailing_zeros() as usize]);
            bits &= bits - 1;
        }
    }

    /// The fixed evidence that speaks for a class, as bits: a candidate's own, and from elsewhere.
    pub(crate) fn favourable(&self, class: usize) -> (u128, u64) {
        self.favourable[class]
    }

    /// Gives the numbers of fixed evidence: a candidate's own, and from elsewhere.
    #[inline]
    pub(crate) fn each_fixed(&self, (own, elsewhere): (u128, u64), mut take: impl FnMut(u16)) {
        for (first, mut bits) in [(0, own as u64), (64, (own >> 64) as u64), (DOCUMENT, elsewhere)] {
            while bits != 0 {
                let number = self.fixed[first + bits.trailing_zeros() as usize];
                if number != UNWEIGHED {
                    take(number);
                }
                bits &= bits - 1;
            }
        }
    }

    #[inline]
    pub(crate) fn list(&self, position: Position, list: usize) -> u16 {
        self.by_list[position as usize][list]
    }

    /// The folder of a list, as a bit.
    #[inline]
    pub(crate) fn folder_bit(&self, list: usize) -> u8 {
        match self.folders[list] {
            NO_FOLDER => 0,
            folder => 1 << folder,
        }
    }

    /// Evidence of lists and of their folders.
    pub(crate) fn of_lists(&self, position: Position, mask: &Mask, mut take: impl FnMut(u16)) {
        let speaking = &self.speaking[position as usize];
        let mut take = |number: u16| {
            if number != UNWEIGHED {
                take(number);
            }
        };
        let mut folders = 0;
        for word in 0..mask.len() {
            let mut bits = mask[word] & speaking[word];
            while bits != 0 {
                let list = word * 64 + bits.trailing_zeros() as usize;
                bits &= bits - 1;
                take(self.list(position, list));
                folders |= self.folder_bit(list);
            }
        }
        while folders != 0 {
            take(self.by_folder[position as usize][folders.trailing_zeros() as usize]);
            folders &= folders - 1;
        }
    }

    #[inline]
    pub(crate) fn rule(&self, rule: usize) -> u16 {
        self.rules[rule]
    }
}

/// Adds one sum to another.
#[inline]
pub(crate) fn plus(sum: &mut Sum, other: &Sum) {
    for at in 0..WIDTH {
        sum[at] = sum[at].saturating_add(other[at]);
    }
}

/// The classes of a sum.
#[inline]
pub(crate) fn by_class(sum: &Sum) -> [i32; CLASSES] {
    std::array::from_fn(|class| i32::from(sum[class]))
}
