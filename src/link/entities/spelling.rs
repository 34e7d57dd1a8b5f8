//! Spellings: names folded to words, and whether two words are spellings of one name (`Hikmet`, `Hikmat`).

use crate::scan::Scanned;
use copydesk_engine::fold::folded;
use copydesk_engine::tokens::Shape;

/// The words of a token range, folded; marks, clitics and dashes are left out.
pub(super) fn words(scanned: &Scanned<'_>, (from, to): (u32, u32)) -> Vec<String> {
    (from..to)
        .map(|at| &scanned.tokens[at as usize])
        .filter(|t| (t.is(Shape::WORD) || t.is(Shape::DIGIT)) && !t.is(Shape::CLITIC))
        .map(|t| folded(t.text(scanned.text)))
        .collect()
}

/// Whether a word is a single letter (`J.`).
pub(super) fn is_initial(word: &str) -> bool {
    word.chars().count() == 1
}

/// Whether one word may stand for the other in a name: the same word, or its initial.
pub(super) fn stands_for(short: &str, long: &str) -> bool {
    short == long || (is_initial(short) && long.starts_with(short)) || is_variant(short, long)
}

/// Whether two words are spellings of one name: their consonants sound alike and they begin alike (`Kim`, `Kem` are too
/// short to say), or one letter was added, dropped or changed in a long word.
pub(super) fn is_variant(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    if short.len() < 5 {
        return false;
    }
    let (x, y) = (skeleton(a), skeleton(b));
    let alike = x == y && (x.len() > 2 || (x.len() == 2 && short.len() > 5)) && long.len() - short.len() <= 2;
    alike || (short.len() > 5 && first_sound(a) == first_sound(b) && one_apart(short, long))
}

fn first_sound(word: &str) -> Option<char> {
    skeleton(word).chars().next()
}

/// Consonants by sound, doubled ones once; a vowel in front counts as `a`, one at the end is kept (`Omarov`, `Omarova`).
fn skeleton(word: &str) -> String {
    let chars: Vec<char> = word.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut out = String::new();
    for (at, &c) in chars.iter().enumerate() {
        let next = chars.get(at + 1);
        let sound = match c {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' => {
                let edge = at == 0 || at + 1 == chars.len();
                if !edge {
                    continue;
                }
                if at == 0 { 'a' } else { c }
            }
            'j' if at > 0 => continue,
            'h' if at > 0 => continue,
            'k' if next == Some(&'h') => 'h',
            'k' | 'q' | 'g' => 'k',
            'c' if next == Some(&'h') => 'c',
            'c' => 'k',
            'w' | 'v' => 'v',
            'z' if at > 0 && chars[at - 1] == 'd' => continue,
            'z' => 's',
            c => c,
        };
        if !out.ends_with(sound) {
            out.push(sound);
        }
    }
    out
}

/// Whether one edit makes `short` of `long`.
fn one_apart(short: &str, long: &str) -> bool {
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

/// Whether `short`'s words stand in `long` in order, each for one; `first` and `last` words may be initials there too.
pub(super) fn is_part(short: &[String], long: &[String]) -> bool {
    let mut at = 0;
    short.iter().all(|word| {
        let found = long[at..].iter().position(|l| stands_for(word, l) || (is_initial(l) && stands_for(l, word)));
        at = found.map_or(at, |f| at + f + 1);
        found.is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::{is_part, is_variant};

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
    fn shorter_names_are_part_of_longer_ones() {
        let words = |s: &str| s.split(' ').map(String::from).collect::<Vec<_>>();
        assert!(is_part(&words("j bayramov"), &words("jeyhun bayramov")));
        assert!(is_part(&words("natwar singh"), &words("k natwar singh")));
        assert!(!is_part(&words("h bayramov"), &words("jeyhun bayramov")));
        assert!(!is_part(&words("manmohan singh"), &words("k natwar singh")));
    }
}
