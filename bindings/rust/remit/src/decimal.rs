//! Exact numbers.

use crate::{Error, Language, Status};
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

/// An exact number, `coefficient * 10^-scale`, of up to 38 digits. Equal, ordered and hashed by its value: 1.5 and 1.50
/// are the same number, each with the digits it was given.
///
/// Reading and writing are exact; for more arithmetic than [`checked_add`](Decimal::checked_add) and
/// [`checked_sub`](Decimal::checked_sub) hand its text, or coefficient and scale, to a decimal library.
#[derive(Clone, Copy, Debug, Default)]
pub struct Decimal {
    coefficient: i128,
    scale: u32,
}

impl Decimal {
    /// `coefficient * 10^-scale`: `Decimal::new(12345, 2)` is 123.45.
    pub const fn new(coefficient: i128, scale: u32) -> Decimal {
        Decimal { coefficient, scale }
    }

    /// All digits, without the point.
    pub const fn coefficient(self) -> i128 {
        self.coefficient
    }

    /// How many of them stand after the point.
    pub const fn scale(self) -> u32 {
        self.scale
    }

    /// Whether it is nought.
    pub const fn is_zero(self) -> bool {
        self.coefficient == 0
    }

    /// The same number with `scale` digits after the point; none where digits would be lost, or where there would be
    /// too many.
    pub fn with_scale(self, scale: u32) -> Option<Decimal> {
        let coefficient = if scale >= self.scale {
            let power = 10_i128.checked_pow(scale - self.scale);
            match power {
                Some(power) => self.coefficient.checked_mul(power)?,
                None if self.coefficient == 0 => 0,
                None => return None,
            }
        } else {
            match 10_i128.checked_pow(self.scale - scale) {
                Some(power) if self.coefficient % power == 0 => self.coefficient / power,
                None if self.coefficient == 0 => 0,
                _ => return None,
            }
        };
        Some(Decimal { coefficient, scale })
    }

    /// The sum, with the digits of the finer one; none where it has more than 38.
    pub fn checked_add(self, other: Decimal) -> Option<Decimal> {
        let scale = self.scale.max(other.scale);
        let (a, b) = (self.with_scale(scale)?, other.with_scale(scale)?);
        Some(Decimal { coefficient: a.coefficient.checked_add(b.coefficient)?, scale })
    }

    /// The difference, likewise.
    pub fn checked_sub(self, other: Decimal) -> Option<Decimal> {
        let coefficient = other.coefficient.checked_neg()?;
        self.checked_add(Decimal { coefficient, ..other })
    }

    /// Without zeros at the end of what stands after the point.
    fn shortest(self) -> Decimal {
        let Decimal { mut coefficient, mut scale } = self;
        while scale > 0 && coefficient % 10 == 0 {
            if coefficient == 0 {
                return Decimal::default();
            }
            coefficient /= 10;
            scale -= 1;
        }
        Decimal { coefficient, scale }
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Decimal) -> Ordering {
        let signs = self.coefficient.signum().cmp(&other.coefficient.signum());
        if signs != Ordering::Equal || self.coefficient == 0 {
            return signs;
        }
        let (a, b) = (self.coefficient.unsigned_abs(), other.coefficient.unsigned_abs());
        // What overflows when it is given the digits of the other is the larger of the two.
        let raised = |magnitude: u128, by: u32| {
            10_u128.checked_pow(by).and_then(|power| magnitude.checked_mul(power))
        };
        let magnitudes = if self.scale <= other.scale {
            raised(a, other.scale - self.scale).map_or(Ordering::Greater, |a| a.cmp(&b))
        } else {
            raised(b, self.scale - other.scale).map_or(Ordering::Less, |b| a.cmp(&b))
        };
        if self.coefficient < 0 { magnitudes.reverse() } else { magnitudes }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Decimal) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Decimal) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl Hash for Decimal {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Decimal { coefficient, scale } = self.shortest();
        (coefficient, scale).hash(state);
    }
}

impl fmt::Display for Decimal {
    /// All digits, without an exponent: "-1234.50".
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scale = self.scale as usize;
        let digits = format!("{:0>width$}", self.coefficient.unsigned_abs(), width = scale + 1);
        let (whole, after) = digits.split_at(digits.len() - scale);
        let point = if scale > 0 { "." } else { "" };
        to.pad_integral(self.coefficient >= 0, "", &format!("{whole}{point}{after}"))
    }
}

impl FromStr for Decimal {
    type Err = Error;

    /// Reads "-1234.50": a sign, digits, a point between digits, and nothing else.
    fn from_str(text: &str) -> Result<Decimal, Error> {
        parse(text).ok_or_else(|| {
            let words = remit_sys::words::NOT_DECIMAL;
            Error::say(Status::InvalidArgument, Language::En, words, &[text])
        })
    }
}

fn parse(text: &str) -> Option<Decimal> {
    let (negative, unsigned) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, after) = match unsigned.split_once('.') {
        Some((_, "")) => return None,
        Some(both) => both,
        None => (unsigned, ""),
    };
    let digits = whole.bytes().chain(after.bytes());
    if whole.is_empty() || !digits.clone().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    // Downwards from nought, since there is one more number below it.
    let negated = digits
        .map(|digit| i128::from(digit - b'0'))
        .try_fold(0_i128, |sum, digit| sum.checked_mul(10)?.checked_sub(digit))?;
    let coefficient = if negative { negated } else { negated.checked_neg()? };
    Some(Decimal { coefficient, scale: u32::try_from(after.len()).ok()? })
}

macro_rules! whole {
    ($($kind:ty)*) => {$(
        impl From<$kind> for Decimal {
            fn from(number: $kind) -> Decimal {
                Decimal::new(i128::from(number), 0)
            }
        }
    )*};
}
whole!(i8 i16 i32 i64 i128 u8 u16 u32 u64);
