//! Rows of one's own types, and figures for others: by serde.

use crate::{Cell, Date, Decimal, Error, Fault, Language, Result, Status, Value};
use serde_core::ser::{
    Error as _, Impossible, Serialize, SerializeMap, SerializeStruct, Serializer,
};
use std::fmt::{self, Display};

/// A row of a value that serializes as a structure or a map: its fields by their names (`#[serde(rename = "...")]` says
/// otherwise), each a cell. Figures that serialize as texts stay exact, as those of decimal crates do; so do days.
/// [`Status::InvalidArgument`] for what is no structure, or holds another.
pub fn row_of<T: Serialize + ?Sized>(value: &T) -> Result<Vec<(String, Cell<'static>)>> {
    value.serialize(Rows).map_err(|Unfit(what)| {
        let words = remit_sys::words::NO_ROW_OBJECT;
        Error::say(Status::InvalidArgument, Language::En, words, &[&what])
    })
}

/// What cannot be a row, or a cell.
#[derive(Debug)]
struct Unfit(String);

impl Display for Unfit {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0)
    }
}

impl std::error::Error for Unfit {}

impl serde_core::ser::Error for Unfit {
    fn custom<T: Display>(said: T) -> Unfit {
        Unfit(said.to_string())
    }
}

/// Serializers refuse what is not named to them.
macro_rules! refused {
    ($name:literal: $($method:ident($($kind:ty),*);)*) => {$(
        fn $method(self, $(_: $kind),*) -> std::result::Result<Self::Ok, Unfit> {
            Err(Unfit::custom($name))
        }
    )*};
}

macro_rules! refused_parts {
    ($name:literal) => {
        type SerializeSeq = Impossible<Self::Ok, Unfit>;
        type SerializeTuple = Impossible<Self::Ok, Unfit>;
        type SerializeTupleStruct = Impossible<Self::Ok, Unfit>;
        type SerializeTupleVariant = Impossible<Self::Ok, Unfit>;
        type SerializeStructVariant = Impossible<Self::Ok, Unfit>;

        fn serialize_newtype_variant<T: Serialize + ?Sized>(
            self,
            _: &'static str,
            _: u32,
            _: &'static str,
            _: &T,
        ) -> std::result::Result<Self::Ok, Unfit> {
            Err(Unfit::custom($name))
        }

        fn serialize_seq(self, _: Option<usize>) -> std::result::Result<Self::SerializeSeq, Unfit> {
            Err(Unfit::custom($name))
        }

        fn serialize_tuple(self, _: usize) -> std::result::Result<Self::SerializeTuple, Unfit> {
            Err(Unfit::custom($name))
        }

        fn serialize_tuple_struct(
            self,
            _: &'static str,
            _: usize,
        ) -> std::result::Result<Self::SerializeTupleStruct, Unfit> {
            Err(Unfit::custom($name))
        }

        fn serialize_tuple_variant(
            self,
            _: &'static str,
            _: u32,
            _: &'static str,
            _: usize,
        ) -> std::result::Result<Self::SerializeTupleVariant, Unfit> {
            Err(Unfit::custom($name))
        }

        fn serialize_struct_variant(
            self,
            _: &'static str,
            _: u32,
            _: &'static str,
            _: usize,
        ) -> std::result::Result<Self::SerializeStructVariant, Unfit> {
            Err(Unfit::custom($name))
        }
    };
}

type Cells = Vec<(String, Cell<'static>)>;

/// A value as a row.
struct Rows;

/// A row, part by part.
#[derive(Default)]
struct Parts {
    cells: Cells,
    key: String,
}

impl Serializer for Rows {
    type Ok = Cells;
    type Error = Unfit;
    type SerializeMap = Parts;
    type SerializeStruct = Parts;

    refused! { "a value":
        serialize_bool(bool);
        serialize_i8(i8); serialize_i16(i16); serialize_i32(i32); serialize_i64(i64);
        serialize_u8(u8); serialize_u16(u16); serialize_u32(u32); serialize_u64(u64);
        serialize_f32(f32); serialize_f64(f64);
        serialize_char(char); serialize_str(&str); serialize_bytes(&[u8]);
        serialize_none(); serialize_unit(); serialize_unit_struct(&'static str);
        serialize_unit_variant(&'static str, u32, &'static str);
    }
    refused_parts! { "a list" }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> std::result::Result<Cells, Unfit> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> std::result::Result<Cells, Unfit> {
        value.serialize(self)
    }

    fn serialize_map(self, _: Option<usize>) -> std::result::Result<Parts, Unfit> {
        Ok(Parts::default())
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> std::result::Result<Parts, Unfit> {
        Ok(Parts::default())
    }
}

impl SerializeStruct for Parts {
    type Ok = Cells;
    type Error = Unfit;

    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> std::result::Result<(), Unfit> {
        self.cells.push((name.to_owned(), value.serialize(OneCell)?));
        Ok(())
    }

    fn end(self) -> std::result::Result<Cells, Unfit> {
        Ok(self.cells)
    }
}

impl SerializeMap for Parts {
    type Ok = Cells;
    type Error = Unfit;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> std::result::Result<(), Unfit> {
        match key.serialize(OneCell)? {
            Cell::Text(name) => self.key = name.into_owned(),
            _ => return Err(Unfit::custom("a map whose keys are no texts")),
        }
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(
        &mut self,
        value: &T,
    ) -> std::result::Result<(), Unfit> {
        self.cells.push((std::mem::take(&mut self.key), value.serialize(OneCell)?));
        Ok(())
    }

    fn end(self) -> std::result::Result<Cells, Unfit> {
        Ok(self.cells)
    }
}

/// A value as a cell.
struct OneCell;

macro_rules! cells {
    ($($method:ident($kind:ty);)*) => {$(
        fn $method(self, value: $kind) -> std::result::Result<Cell<'static>, Unfit> {
            Ok(value.into())
        }
    )*};
}

impl Serializer for OneCell {
    type Ok = Cell<'static>;
    type Error = Unfit;
    type SerializeMap = Impossible<Cell<'static>, Unfit>;
    type SerializeStruct = Impossible<Cell<'static>, Unfit>;

    cells! {
        serialize_bool(bool);
        serialize_i8(i8); serialize_i16(i16); serialize_i32(i32); serialize_i64(i64);
        serialize_i128(i128);
        serialize_u8(u8); serialize_u16(u16); serialize_u32(u32); serialize_u64(u64);
        serialize_f32(f32); serialize_f64(f64);
    }
    refused! { "a row with bytes in a cell": serialize_bytes(&[u8]); }
    refused_parts! { "a row with a list in a cell" }

    fn serialize_u128(self, value: u128) -> std::result::Result<Cell<'static>, Unfit> {
        Ok(i128::try_from(value).map_or_else(|_| value.to_string().into(), Cell::from))
    }

    fn serialize_char(self, value: char) -> std::result::Result<Cell<'static>, Unfit> {
        Ok(value.to_string().into())
    }

    fn serialize_str(self, value: &str) -> std::result::Result<Cell<'static>, Unfit> {
        Ok(value.to_owned().into())
    }

    fn serialize_none(self) -> std::result::Result<Cell<'static>, Unfit> {
        Ok(Cell::Blank)
    }

    fn serialize_unit(self) -> std::result::Result<Cell<'static>, Unfit> {
        Ok(Cell::Blank)
    }

    fn serialize_unit_struct(self, _: &'static str) -> std::result::Result<Cell<'static>, Unfit> {
        Ok(Cell::Blank)
    }

    /// A word of a category.
    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        word: &'static str,
    ) -> std::result::Result<Cell<'static>, Unfit> {
        Ok(word.into())
    }

    fn serialize_some<T: Serialize + ?Sized>(
        self,
        value: &T,
    ) -> std::result::Result<Cell<'static>, Unfit> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> std::result::Result<Cell<'static>, Unfit> {
        value.serialize(self)
    }

    fn serialize_map(
        self,
        _: Option<usize>,
    ) -> std::result::Result<Impossible<Cell<'static>, Unfit>, Unfit> {
        Err(Unfit::custom("a row with a map in a cell"))
    }

    fn serialize_struct(
        self,
        name: &'static str,
        _: usize,
    ) -> std::result::Result<Impossible<Cell<'static>, Unfit>, Unfit> {
        Err(Unfit::custom(format_args!("a row with a {name} in a cell")))
    }
}

/// As its text, so that nobody on the way makes a float of it.
impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

/// As "2010-01-31".
impl Serialize for Date {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl Serialize for Fault {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        let mut fault = to.serialize_struct("Fault", 2)?;
        fault.serialize_field("fault", &self.name)?;
        fault.serialize_field("detail", &self.detail)?;
        fault.end()
    }
}

/// A figure as its text, a truth value as it is, a blank as none, an error as its [`Fault`].
impl Serialize for Value {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        match self {
            Value::Blank => to.serialize_none(),
            Value::Fault(fault) => fault.serialize(to),
            Value::Decimal(number) => number.serialize(to),
            Value::Date(day) => day.serialize(to),
            Value::Bool(truth) => to.serialize_bool(*truth),
            Value::Exact(text) | Value::Text(text) => to.serialize_str(text),
        }
    }
}
