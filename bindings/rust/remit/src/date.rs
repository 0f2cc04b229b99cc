//! Days.

use crate::{Error, Language, Status};
use std::fmt;
use std::str::FromStr;

/// A day of the calendar, which no time zone changes. Whether there is such a day the library says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The year.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day, from 1.
    pub day: u8,
}

impl Date {
    /// A day.
    pub const fn new(year: i32, month: u8, day: u8) -> Date {
        Date { year, month, day }
    }
}

impl fmt::Display for Date {
    /// "2010-01-31".
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.pad(&format!("{:04}-{:02}-{:02}", self.year, self.month, self.day))
    }
}

impl FromStr for Date {
    type Err = Error;

    /// Reads "2010-01-31".
    fn from_str(text: &str) -> Result<Date, Error> {
        parse(text).ok_or_else(|| {
            let words = remit_sys::words::NOT_DAY;
            Error::say(Status::InvalidArgument, Language::En, words, &[text])
        })
    }
}

fn parse(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let mut part = |digits: usize| {
        let part = parts.next()?;
        let plain = part.len() == digits && part.bytes().all(|digit| digit.is_ascii_digit());
        if plain { part.parse::<u16>().ok() } else { None }
    };
    let (year, month, day) = (part(4)?, part(2)?, part(2)?);
    let found = Date::new(year.into(), month.try_into().ok()?, day.try_into().ok()?);
    let there = (1..=12).contains(&found.month) && (1..=31).contains(&found.day);
    (parts.next().is_none() && there).then_some(found)
}
