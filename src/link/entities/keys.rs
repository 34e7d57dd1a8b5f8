//! Maps by keys of words, which are hashes already.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

/// Keys are hashes already.
#[derive(Default)]
pub(super) struct Identity(u64);

impl std::hash::Hasher for Identity {
    #[inline]
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &b in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(b);
        }
    }

    #[inline]
    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// A map by keys of words.
pub(super) type KeyMap<V> = HashMap<u64, V, BuildHasherDefault<Identity>>;
