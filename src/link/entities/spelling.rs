//! Spellings: whether two words are spellings of one name (`Hikmet`, `Hikmat`).
//!
//! Only words that sound alike, or share their first or their second half, are compared at all.

use super::words::{Forms, Name, Word};

/// Which words of an article's people are spellings of each other.
#[derive(Default)]
pub(super) struct Spellings {
    /// Pairs both ways round, sorted.
    pairs: Vec<(u32, u32)>,
}

impl Spellings {
    /// Of the words of these names.
    pub(super) fn new(forms: &Forms<'_>, names: &[Name]) -> Self {
        let mut words: Vec<u32> = names.iter().flat_map(|n| &forms.form(n.form).words).copied().collect();
        words.sort_unstable();
        words.dedup();
        let mut texts = Texts::default();
        let places: Vec<(u32, [usize; 3])> =
            words.into_iter().filter_map(|word| Some((word, texts.add(forms.words.word(word))?))).collect();
        let words: Vec<(u32, Sound<'_>)> = places.iter().map(|(word, place)| (*word, texts.sound(*place))).collect();
        let mut keys = Vec::with_capacity(5 * words.len());
        for (place, (_, word)) in words.iter().enumerate() {
            look_alikes(word, |key| keys.push((key, place)));
        }
        keys.sort_unstable();
        let mut pairs = Vec::new();
        // What so many words share is no likeness; comparing them all would take too long.
        for alike in keys.chunk_by(|a, b| a.0 == b.0).filter(|alike| alike.len() <= CROWD) {
            for (at, &(_, a)) in alike.iter().enumerate() {
                for &(_, b) in &alike[at + 1..] {
                    let ((a, x), (b, y)) = (&words[a], &words[b]);
                    if is_variant(x, y) {
                        pairs.extend([(*a, *b), (*b, *a)]);
                    }
                }
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        Spellings { pairs }
    }

    /// Other spellings of a word.
    pub(super) fn of(&self, word: u32) -> impl Iterator<Item = u32> {
        let from = self.pairs.partition_point(|p| p.0 < word);
        self.pairs[from..].iter().take_while(move |p| p.0 == word).map(|p| p.1)
    }

    /// Whether two words are the same or spellings of one name.
    pub(super) fn is_variant(&self, a: u32, b: u32) -> bool {
        a == b || (!self.pairs.is_empty() && self.pairs.binary_search(&(a, b)).is_ok())
    }
}

/// Bytes of the shortest words that are compared by sound: `Kim` and `Kem` are too short to say.
const SHORTEST: usize = 5;

/// Most words that are compared for one key.
const CROWD: usize = 64;

/// Keys of which two spellings of one name share one: their sound, or the half that the one edit left alone.
fn look_alikes(Sound { word, sound }: &Sound<'_>, mut take: impl FnMut(u64)) {
    let hash = |seed: u64, chars: &mut dyn Iterator<Item = char>| {
        chars.fold(seed, |key, c| (key ^ u64::from(c)).wrapping_mul(0xff51_afd7_ed55_8ccd).rotate_left(29))
    };
    take(hash(1, &mut sound.chars()));
    if word.len() == SHORTEST {
        return;
    }
    // As the shorter of two words, and as the one that has a letter more.
    let letters = word.chars().count();
    for shorter in [letters, letters - 1] {
        let half = shorter / 2;
        take(hash(2 + 4 * shorter as u64, &mut word.chars().take(half)));
        take(hash(3 + 4 * shorter as u64, &mut word.chars().skip(letters - (shorter - half))));
    }
}

/// Whether two words are spellings of one name: their consonants sound alike and they begin alike, or one letter was
/// added, dropped or changed in a long word.
fn is_variant(a: &Sound<'_>, b: &Sound<'_>) -> bool {
    if a.word == b.word {
        return true;
    }
    let (short, long) = if a.word.len() < b.word.len() { (a, b) } else { (b, a) };
    if short.word.len() < SHORTEST {
        return false;
    }
    let sound = short.sound.len();
    let alike = a.sound == b.sound && (sound > 2 || (sound == 2 && short.word.len() > 5)) && long.word.len() - short.word.len() <= 2;
    let begins_alike = || a.sound.chars().next() == b.sound.chars().next();
    alike || (short.word.len() > 5 && begins_alike() && one_apart(short.word, long.word))
}

/// A word and how it sounds.
struct Sound<'w> {
    word: &'w str,
    sound: &'w str,
}

/// Words and how they sound, end to end.
#[derive(Default)]
struct Texts(String);

impl Texts {
    /// Adds a word, if it is long enough to be compared; gives its place, that of its sound, and the end of that.
    fn add(&mut self, word: &Word<'_>) -> Option<[usize; 3]> {
        let first = self.0.len();
        word.fold_into(&mut self.0);
        let end = self.0.len();
        if end - first < SHORTEST {
            self.0.truncate(first);
            return None;
        }
        skeleton(&mut self.0, first);
        Some([first, end, self.0.len()])
    }

    fn sound(&self, [first, end, last]: [usize; 3]) -> Sound<'_> {
        Sound { word: &self.0[first..end], sound: &self.0[end..last] }
    }
}

/// Appends the sound of the word that a text ends with from a place on: consonants by sound, doubled ones once; a vowel in
/// front counts as `a`, one at the end is kept (`Omarov`, `Omarova`).
fn skeleton(text: &mut String, first: usize) {
    let end = text.len();
    let letter = |text: &str, from: usize| text[from..end].char_indices().find(|(_, c)| c.is_alphanumeric()).map(|(at, c)| (from + at, c));
    let (mut before, mut last) = (None, None);
    let mut here = letter(text, first);
    while let Some((at, c)) = here {
        let next = letter(text, at + c.len_utf8());
        here = next;
        let begins = before.is_none();
        let behind_d = before.replace(c) == Some('d');
        let sound = match c {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' => {
                if !begins && next.is_some() {
                    continue;
                }
                if begins { 'a' } else { c }
            }
            'j' | 'h' if !begins => continue,
            'k' if next.is_some_and(|n| n.1 == 'h') => 'h',
            'k' | 'q' | 'g' => 'k',
            'c' if next.is_some_and(|n| n.1 == 'h') => 'c',
            'c' => 'k',
            'w' | 'v' => 'v',
            'z' if behind_d => continue,
            'z' => 's',
            c => c,
        };
        if last != Some(sound) {
            text.push(sound);
            last = Some(sound);
        }
    }
}

/// Whether one edit makes `short` of `long`.
fn one_apart(short: &str, long: &str) -> bool {
    if long.len() - short.len() > 4 {
        return false;
    }
    let (mut a, mut b): (Vec<char>, Vec<char>) = (short.chars().collect(), long.chars().collect());
    // What is shorter in bytes may be longer in letters.
    if a.len() > b.len() {
        std::mem::swap(&mut a, &mut b);
    }
    // A vowel more at the end is an ending: Omarov, Omarova.
    let ending = b.len() > a.len() && matches!(b.last(), Some('a' | 'e' | 'i' | 'o' | 'u'));
    if b.len() - a.len() > 1 || ending {
        return false;
    }
    let same = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let rest = usize::from(a.len() == b.len());
    // A changed last letter is an ending (`Anton`, `Antoni`) more often than a slip.
    a[(same + rest).min(a.len())..] == b[(same + 1).min(b.len())..]
}

#[cfg(test)]
mod tests {
    use super::{Texts, Word, look_alikes};

    fn place(texts: &mut Texts, word: &str) -> Option<[usize; 3]> {
        texts.add(&Word::of(word.into(), 0))
    }

    fn is_variant(a: &str, b: &str) -> bool {
        let mut texts = Texts::default();
        let (a, b) = (place(&mut texts, a), place(&mut texts, b));
        a.zip(b).is_some_and(|(a, b)| super::is_variant(&texts.sound(a), &texts.sound(b)))
    }

    #[test]
    fn spellings_of_one_name() {
        for (a, b) in [("hikmet", "hikmat"), ("hajiyev", "hajiev"), ("kaspar", "kaspars"), ("khaled", "khalid"), ("mohammed", "muhammad")] {
            assert!(is_variant(a, b), "{a} {b}");
        }
        for (a, b) in [("jong", "jung"), ("omarov", "omarova"), ("smith", "smart"), ("lee", "loo"), ("anna", "hanna"), ("bush", "bash")] {
            assert!(!is_variant(a, b), "{a} {b}");
        }
    }

    #[test]
    fn spellings_share_a_key() {
        let keys = |word: &str| {
            let (mut texts, mut keys) = (Texts::default(), Vec::new());
            let place = place(&mut texts, word).unwrap_or_default();
            look_alikes(&texts.sound(place), |key| keys.push(key));
            keys
        };
        let words = ["hikmet", "hikmat", "hajiyev", "hajiev", "kaspar", "kaspars", "khaled", "khalid", "mohammed", "muhammad", "muhamed"];
        for (a, b) in words.iter().flat_map(|a| words.map(|b| (*a, b))).filter(|(a, b)| is_variant(a, b)) {
            assert!(keys(a).iter().any(|k| keys(b).contains(k)), "{a} {b}");
        }
    }
}
