//! What goes into a cell.

use crate::{Date, Decimal};
use std::borrow::Cow;

/// What goes into a cell; most values of Rust become one by `into`.
///
/// A text is what would stand in a table: "1234.50", "2010-01-31", "15%", a category's word, the key of the row
/// referred to. Whole numbers and [`Decimal`] count as they are. A float counts as the shortest decimal that reads back
/// as it, in columns of figures alone, NaN as blank. `None` is blank. What is no value of its field makes the cell an
/// error, which the results list; the call does not fail.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Cell<'a> {
    /// No value.
    Blank,
    /// A text, read as the field wants it.
    Text(Cow<'a, str>),
    /// An exact number.
    Decimal(Decimal),
    /// A binary float.
    Float(f64),
    /// A day.
    Date(Date),
    /// A truth value.
    Bool(bool),
}

/// Cells by the names or labels of fields; what a row does not name is blank.
pub type Row<'a> = Vec<(&'a str, Cell<'a>)>;

/// A [`Row`] of cells by the names or labels of fields: `row! { "id" => "p1", "revenue" => 800_000, "signed" => date }`.
#[macro_export]
macro_rules! row {
    ($($name:expr => $value:expr),* $(,)?) => {{
        let row: $crate::Row<'_> = ::std::vec![$(($name, ::std::convert::Into::<$crate::Cell<'_>>::into($value))),*];
        row
    }};
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Cell<'a> {
        Cell::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Cell<'a> {
    fn from(text: &'a String) -> Cell<'a> {
        Cell::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Cell::Text(Cow::Owned(text))
    }
}

impl<'a> From<Cow<'a, str>> for Cell<'a> {
    fn from(text: Cow<'a, str>) -> Cell<'a> {
        Cell::Text(text)
    }
}

impl From<Decimal> for Cell<'_> {
    fn from(number: Decimal) -> Self {
        Cell::Decimal(number)
    }
}

impl From<f64> for Cell<'_> {
    fn from(number: f64) -> Self {
        Cell::Float(number)
    }
}

impl From<f32> for Cell<'_> {
    /// The shortest decimal of an `f32` is not that of the `f64` which it widens to.
    fn from(number: f32) -> Self {
        Cell::Float(number.to_string().parse().unwrap_or(f64::NAN))
    }
}

impl From<Date> for Cell<'_> {
    fn from(day: Date) -> Self {
        Cell::Date(day)
    }
}

impl From<bool> for Cell<'_> {
    fn from(truth: bool) -> Self {
        Cell::Bool(truth)
    }
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(value: Option<T>) -> Cell<'a> {
        value.map_or(Cell::Blank, Into::into)
    }
}

macro_rules! whole {
    ($($kind:ty)*) => {$(
        impl From<$kind> for Cell<'_> {
            fn from(number: $kind) -> Self {
                Cell::Decimal(number.into())
            }
        }
    )*};
}
whole!(i8 i16 i32 i64 i128 u8 u16 u32 u64);
