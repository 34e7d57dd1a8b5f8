//! Compact JSON, byte for byte as `serde_json` writes it, in one pass over the view: most of a record is short strings,
//! numbers and field names, which need neither escapes nor formatting machinery.

mod out;
mod text;

use out::{Out, PIECE, put};
use serde::ser::{Error as _, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, Serializer};
use serde_json::{Error, Result};
use text::{number, string};

/// Appends a value to `out`. Values are what views are made of: structs, maps, sequences, strings, numbers.
pub(super) fn append(value: &impl Serialize, out: &mut Vec<u8>) -> Result<()> {
    let mut out = Out::new(out);
    let written = value.serialize(Json { out: &mut out });
    out.flush();
    written
}

struct Json<'o, 'b> {
    out: &'o mut Out<'b>,
}

impl Json<'_, '_> {
    fn signed(self, n: i64) {
        if n < 0 {
            self.out.push(b'-');
        }
        number(n.unsigned_abs(), self.out);
    }

    /// A number that is none of the usual ones.
    fn other(self, n: &impl Serialize) -> Result<()> {
        let mut piece = [0; PIECE];
        let mut rest = &mut piece[..];
        serde_json::to_writer(&mut rest, n)?;
        let length = PIECE - rest.len();
        self.out.piece(&piece, length);
        Ok(())
    }
}

/// The fields or elements of a value that is open.
struct Open<'o, 'b> {
    out: &'o mut Out<'b>,
    /// What stands before the next one: the opening bracket or a comma.
    next: u8,
    close: u8,
}

impl<'o, 'b> Open<'o, 'b> {
    #[inline(always)]
    fn new(out: &'o mut Out<'b>, open: u8, close: u8) -> Self {
        Open { out, next: open, close }
    }

    /// A field's name, with what stands before it and its colon in one piece where it has the usual length. Names are known
    /// when this is compiled, so that little is left of it where it is called.
    #[inline(always)]
    fn key(&mut self, key: &str) {
        const MARKS: usize = 4;
        let length = key.len() + MARKS;
        let mut piece = [b'"'; PIECE];
        piece[0] = self.next;
        self.next = b',';
        if length > PIECE {
            self.out.piece(&piece, 2);
            self.out.extend(key.as_bytes());
            return self.out.extend(b"\":");
        }
        put(&mut piece, 2, key.as_bytes());
        piece[length - 1] = b':';
        self.out.piece(&piece, length);
    }

    #[inline(always)]
    fn next(&mut self) {
        self.out.push(self.next);
        self.next = b',';
    }

    fn close(self) -> Result<()> {
        if self.next != b',' {
            self.out.push(self.next);
        }
        self.out.push(self.close);
        Ok(())
    }
}

impl SerializeStruct for Open<'_, '_> {
    type Ok = ();
    type Error = Error;

    #[inline(always)]
    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<()> {
        self.key(key);
        value.serialize(Json { out: self.out })
    }

    #[inline(always)]
    fn end(self) -> Result<()> {
        self.close()
    }
}

impl SerializeSeq for Open<'_, '_> {
    type Ok = ();
    type Error = Error;

    #[inline]
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        self.next();
        value.serialize(Json { out: self.out })
    }

    #[inline(always)]
    fn end(self) -> Result<()> {
        self.close()
    }
}

impl SerializeMap for Open<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<()> {
        self.next();
        key.serialize(Json { out: self.out })
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        self.out.push(b':');
        value.serialize(Json { out: self.out })
    }

    #[inline(always)]
    fn end(self) -> Result<()> {
        self.close()
    }
}

/// Shapes that no view has.
fn none<T>() -> Result<T> {
    Err(Error::custom("a view has no value of this shape"))
}

type Never = Impossible<(), Error>;

impl<'o, 'b> Serializer for Json<'o, 'b> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Open<'o, 'b>;
    type SerializeTuple = Never;
    type SerializeTupleStruct = Never;
    type SerializeTupleVariant = Never;
    type SerializeMap = Open<'o, 'b>;
    type SerializeStruct = Open<'o, 'b>;
    type SerializeStructVariant = Never;

    fn serialize_bool(self, v: bool) -> Result<()> {
        self.out.extend(if v { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_i8(self, v: i8) -> Result<()> {
        self.serialize_i64(i64::from(v))
    }

    fn serialize_i16(self, v: i16) -> Result<()> {
        self.serialize_i64(i64::from(v))
    }

    fn serialize_i32(self, v: i32) -> Result<()> {
        self.serialize_i64(i64::from(v))
    }

    fn serialize_i64(self, v: i64) -> Result<()> {
        self.signed(v);
        Ok(())
    }

    fn serialize_u8(self, v: u8) -> Result<()> {
        self.serialize_u64(u64::from(v))
    }

    fn serialize_u16(self, v: u16) -> Result<()> {
        self.serialize_u64(u64::from(v))
    }

    #[inline]
    fn serialize_u32(self, v: u32) -> Result<()> {
        self.serialize_u64(u64::from(v))
    }

    #[inline]
    fn serialize_u64(self, v: u64) -> Result<()> {
        number(v, self.out);
        Ok(())
    }

    fn serialize_f32(self, v: f32) -> Result<()> {
        self.other(&v)
    }

    fn serialize_f64(self, v: f64) -> Result<()> {
        // Nearly all are shares with two decimals.
        let percent = (v * 100.0).round();
        if !(1.0..100.0).contains(&percent) || percent / 100.0 != v {
            return self.other(&v);
        }
        let percent = percent as u8;
        let mut piece = [0; PIECE];
        put(&mut piece, 0, &[b'0', b'.', b'0' + percent / 10, b'0' + percent % 10]);
        self.out.piece(&piece, 4 - usize::from(percent.is_multiple_of(10)));
        Ok(())
    }

    fn serialize_char(self, v: char) -> Result<()> {
        string(v.encode_utf8(&mut [0; 4]), self.out);
        Ok(())
    }

    #[inline]
    fn serialize_str(self, v: &str) -> Result<()> {
        string(v, self.out);
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<()> {
        none()
    }

    fn serialize_none(self) -> Result<()> {
        self.serialize_unit()
    }

    #[inline]
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<()> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<()> {
        self.out.extend(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<()> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<()> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<()> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(self, _: &'static str, _: u32, _: &'static str, _: &T) -> Result<()> {
        none()
    }

    #[inline]
    fn serialize_seq(self, _: Option<usize>) -> Result<Open<'o, 'b>> {
        Ok(Open::new(self.out, b'[', b']'))
    }

    fn serialize_tuple(self, _: usize) -> Result<Never> {
        none()
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Never> {
        none()
    }

    fn serialize_tuple_variant(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<Never> {
        none()
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Open<'o, 'b>> {
        Ok(Open::new(self.out, b'{', b'}'))
    }

    #[inline]
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Open<'o, 'b>> {
        Ok(Open::new(self.out, b'{', b'}'))
    }

    fn serialize_struct_variant(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<Never> {
        none()
    }
}

#[cfg(test)]
mod tests {
    use super::append;
    use serde::Serialize;
    use std::collections::BTreeMap;

    #[derive(Serialize)]
    struct Value<'v> {
        text: &'v str,
        none: Option<u32>,
        some: Option<i32>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        left_out: Vec<u8>,
        numbers: Vec<u64>,
        shares: Vec<f64>,
        map: BTreeMap<&'v str, bool>,
    }

    #[test]
    fn it_is_what_serde_json_writes() {
        let controls: String = (0..=0x80).map(|c| char::from(c as u8)).collect();
        let long = "a line of words without anything special\nand \"another\" \\ é🌍 ".repeat(3);
        for text in ["", "\"", "plain", "é\u{2028}", &controls, &long] {
            for at in (0..text.len()).filter(|&at| text.is_char_boundary(at)) {
                let value = Value {
                    text: &text[at..],
                    none: None,
                    some: Some(-40),
                    left_out: Vec::new(),
                    numbers: vec![0, 7, 10, u64::MAX],
                    shares: (0..=100).map(|n| f64::from(n) / 100.0).chain([-0.5, 0.123, 12.5, 1e21, f64::NAN]).collect(),
                    map: BTreeMap::from([("a", true), ("b\n", false)]),
                };
                let mut out = Vec::new();
                append(&value, &mut out).unwrap_or_default();
                assert_eq!(String::from_utf8(out).unwrap_or_default(), serde_json::to_string(&value).unwrap_or_default());
            }
        }
    }
}
