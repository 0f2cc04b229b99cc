//! An exact policy engine: promises of money by rule, evaluated and explained.
//!
//! A [`Policy`] is compiled from texts; it evaluates [`Data`], which are tables, and gives [`Results`]: figures,
//! payments, totals, and how each of them came about.
//!
//! ```
//! use remit::{Policy, row};
//!
//! # fn main() -> remit::Result<()> {
//! let text = "policy bonuses { currency CNY rounding half_up to 0.01 party treasury \
//!             entity project { key id : text revenue : money } \
//!             reward bonus for project cite \"1\" { pay 20% * revenue from treasury } }";
//! let policy = Policy::compile([("bonuses.remit", text)])?;
//! let projects = [row! { "id" => "p1", "revenue" => "800000.05" }];
//! let data = policy.tables().with("project", projects)?.data()?;
//! let results = policy.evaluate(&data)?;
//! assert_eq!(results.totals()?.decimal(0, "amount")?, Some("160000.01".parse()?));
//! println!("{}", results.explain("project", "p1", "bonus")?.text()?);
//! # Ok(())
//! # }
//! ```
//!
//! **Figures** are [`Decimal`], days [`Date`]; a float never comes out. **Errors**: [`Error::Policy`] has the
//! diagnostics of a text; a cell in error is a [`Fault`] of its cell and fails no run. **Threads**: [`Policy`],
//! [`Results`], [`Table`] and [`Comparison`] are shared freely; [`Data`] is, while nobody changes it; a [`Case`] is
//! moved, not shared. **The library** is found when the program runs: see [`remit_sys::api`].

mod call;
mod case;
mod cell;
mod comparison;
mod data;
mod date;
mod decimal;
mod diagnostics;
mod entries;
mod error;
mod exchange;
mod explanation;
mod needs;
mod options;
mod policy;
mod results;
mod schema;
mod serialize;
mod table;
mod testing;
mod value;
mod what_if;
mod words;

#[cfg(feature = "arrow")]
pub mod arrow;

pub use case::Case;
pub use cell::{Cell, Row};
pub use comparison::{Comparison, compare, compare_with};
pub use data::{Data, DataMut, FieldId, Tables};
pub use date::Date;
pub use decimal::Decimal;
pub use diagnostics::{Diagnostic, Diagnostics, Fix, Severity};
pub use error::{Error, Result, Status};
pub use exchange::Exchange;
pub use explanation::Explanation;
pub use needs::{Need, Needs};
pub use options::{Cancel, Limit, Options, Output, Profile};
pub use policy::{Keywords, Policy, format};
pub use results::{Payments, Results};
pub use schema::{Clause, DefinedColumn, Entity, Field, Hole, Kind};
pub use serialize::row_of;
pub use table::{ColumnIndex, Table, TableRow, TableView};
pub use testing::TestOutcome;
pub use value::{Column, Fault, Value};
pub use what_if::{Direction, Solution, Sweep};

/// What the README shows, run with the documentation's samples.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}

/// A language in which Remit answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Chinese.
    Zh,
}

impl Language {
    pub(crate) fn number(self) -> remit_sys::remit_language {
        match self {
            Language::En => remit_sys::REMIT_LANGUAGE_EN,
            Language::Zh => remit_sys::REMIT_LANGUAGE_ZH,
        }
    }
}

/// The version of the library that is loaded, "0.2.0".
pub fn library_version() -> Result<String> {
    let api = call::api()?;
    // SAFETY: the text lives forever.
    Ok(unsafe { call::forever((api.remit_version)()) })
}
