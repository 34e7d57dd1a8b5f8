//! Tables of numbers written as bytes of fixed length, so that they are read by the block rather than number by number.

use serde::de::{Error, Visitor};
use serde::{Deserializer, Serializer};
use std::fmt;
use std::marker::PhantomData;

/// What a table may hold.
pub trait Number: Copy {
    /// Its length in bytes.
    const LENGTH: usize;
    /// Appends its bytes.
    fn put(self, out: &mut Vec<u8>);
    /// That which begins these bytes, 0 where they are too short.
    fn get(bytes: &[u8]) -> Self;
}

macro_rules! numbers {
    ($($number:ty)*) => {$(
        impl Number for $number {
            const LENGTH: usize = size_of::<$number>();

            fn put(self, out: &mut Vec<u8>) {
                out.extend_from_slice(&self.to_le_bytes());
            }

            #[inline]
            fn get(bytes: &[u8]) -> Self {
                bytes.first_chunk().map_or(0, |bytes| <$number>::from_le_bytes(*bytes))
            }
        }
    )*};
}

numbers!(u8 u16 u32 u64 u128);

impl<A: Number, B: Number> Number for (A, B) {
    const LENGTH: usize = A::LENGTH + B::LENGTH;

    fn put(self, out: &mut Vec<u8>) {
        self.0.put(out);
        self.1.put(out);
    }

    #[inline]
    fn get(bytes: &[u8]) -> Self {
        (A::get(bytes), B::get(bytes.get(A::LENGTH..).unwrap_or_default()))
    }
}

/// Writes a table, for `#[serde(with = "packed")]`.
///
/// # Errors
/// As the serialiser.
pub fn serialize<N: Number, S: Serializer>(table: &[N], serializer: S) -> Result<S::Ok, S::Error> {
    let mut bytes = Vec::with_capacity(table.len() * N::LENGTH);
    table.iter().for_each(|number| number.put(&mut bytes));
    serializer.serialize_bytes(&bytes)
}

/// Reads a table, for `#[serde(with = "packed")]`.
///
/// # Errors
/// As the deserialiser.
pub fn deserialize<'de, N: Number, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<N>, D::Error> {
    deserializer.deserialize_bytes(Table(PhantomData))
}

struct Table<N>(PhantomData<N>);

impl<N: Number> Visitor<'_> for Table<N> {
    type Value = Vec<N>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("bytes of a table")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Vec<N>, E> {
        Ok(bytes.chunks_exact(N::LENGTH).map(N::get).collect())
    }
}
