//! What comes out of a cell.

use crate::{Date, Decimal, Kind};
use std::fmt;

/// Why a cell is an error.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{name}: {detail}")]
#[non_exhaustive]
pub struct Fault {
    /// The stable name of the reason, "division_by_zero".
    pub name: String,
    /// The reason as a sentence.
    pub detail: String,
}

/// What comes out of a cell. Shown as the cell would stand in a table: a blank as nothing, an error as `!` and the name of
/// its reason.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Value {
    /// No value.
    Blank,
    /// The cell is in error.
    Fault(Fault),
    /// An exact number, an amount, a duration.
    Decimal(Decimal),
    /// A figure that is no [`Decimal`]: an unrounded quotient, "1/3", or one of more than 38 digits.
    Exact(String),
    /// A day.
    Date(Date),
    /// A truth value.
    Bool(bool),
    /// A text, a category's word, the key of a reference.
    Text(String),
}

impl fmt::Display for Value {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Blank => to.pad(""),
            Value::Fault(fault) => to.pad(&format!("!{}", fault.name)),
            Value::Decimal(number) => number.fmt(to),
            Value::Date(day) => day.fmt(to),
            Value::Bool(truth) => truth.fmt(to),
            Value::Exact(text) | Value::Text(text) => to.pad(text),
        }
    }
}

/// A column that came out.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Words for a reader, in English.
    pub label_en: String,
    /// Words for a reader, in Chinese.
    pub label_zh: String,
    /// What its cells hold.
    pub kind: Kind,
    /// Digits after the point of a number.
    pub scale: u32,
    /// Whether it is an unrounded quotient, whose text may be "1/3".
    pub is_ratio: bool,
    /// Of money: "CNY".
    pub currency: String,
    /// The entity that a reference names a row of.
    pub refers_to: String,
    /// Of a duration: "days", "workdays", "months", "years".
    pub unit: String,
}
