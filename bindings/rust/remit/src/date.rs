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

// Years that begin in March: H. Hinnant, "chrono-compatible low-level date algorithms".
const DAYS_OF_ERA: i64 = 146_097;
const EPOCH: i64 = 719_468;

impl Date {
    /// Days since 1970-01-01, of a day of the years 1 to 9999 that exists.
    pub(crate) fn days(self) -> Option<i64> {
        if !(1..=9999).contains(&self.year) {
            return None;
        }
        let (month, day) = (i64::from(self.month), i64::from(self.day));
        let year = i64::from(self.year) - i64::from(month <= 2);
        let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + day - 1;
        let days = era * DAYS_OF_ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year - EPOCH;
        (Date::of_days(days) == self).then_some(days)
    }

    /// The day so many days after 1970-01-01.
    pub(crate) fn of_days(days: i64) -> Date {
        let shifted = days + EPOCH;
        let (era, day) = (shifted.div_euclid(DAYS_OF_ERA), shifted.rem_euclid(DAYS_OF_ERA));
        let of_era = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
        let of_year = day - (365 * of_era + of_era / 4 - of_era / 100);
        let part = (5 * of_year + 2) / 153;
        let month = if part < 10 { part + 3 } else { part - 9 };
        let year = of_era + era * 400 + i64::from(month <= 2);
        Date::new(year as i32, month as u8, (of_year - (153 * part + 2) / 5 + 1) as u8)
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
