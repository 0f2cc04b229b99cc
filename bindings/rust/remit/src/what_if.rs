//! Figures over a grid of parameters, and the value for which a condition holds.

use crate::call::{Handle, Texts, bytes, make, make_text};
use crate::options::given;
use crate::{ColumnIndex, Data, Language, Options, Policy, Result, Table};
use std::ptr;

given! {
    /// Which value is sought.
    Direction {
        /// The largest for which the condition holds.
        Largest = REMIT_LARGEST,
        /// The smallest.
        Smallest = REMIT_SMALLEST,
    }
}

/// The figures of a grid: a row for each combination of the parameters' values, first the parameters as they are written, then
/// the figures.
pub struct Sweep {
    /// The figures.
    pub table: Table,
    /// How many columns of it are parameters.
    pub parameters: usize,
}

impl Sweep {
    /// One figure as an SVG that needs nothing else; empty if there is nothing to draw.
    pub fn picture(&self, figure: impl ColumnIndex, language: Language) -> Result<String> {
        let (api, table) = (self.table.api(), self.table.get());
        let column = figure.index_in(&self.table)?;
        // SAFETY: the table is alive.
        make_text(api, language, |made, failure| unsafe {
            let picture = api.remit_sweep_picture;
            picture(table, self.parameters, column, language.number(), made, failure)
        })
    }
}

/// The value that was sought.
pub struct Solution {
    /// One row: name, found, value, neighbour (the next value, for which it does not hold), current, values, tried, changes,
    /// undetermined.
    pub table: Table,
    /// A row for each value that was tried: the value, holds.
    pub tried: Table,
}

impl Solution {
    /// The value; none where no value on the grid does it.
    pub fn value(&self) -> Result<Option<String>> {
        let found = self.table.bool(0, "found")? == Some(true);
        if found { self.table.text(0, "value").map(Some) } else { Ok(None) }
    }
}

// SAFETY of the calls below: all objects are alive, and texts live until the call is over.
impl Policy {
    /// Figures for each of a grid of parameters, "rate=10%..30%/1%", "cap=300000,500000": several are a grid, the last fastest.
    /// `show` are figures: "totals", "rewards", "targets", "total(NAME)", "count(NAME)", any formula over the policy as a
    /// whole; none: totals and targets.
    pub fn sweep<S: AsRef<str>, F: AsRef<str>>(
        &self,
        data: &Data,
        set: &[S],
        show: &[F],
        options: &Options<'_>,
    ) -> Result<Sweep> {
        let (api, language) = (self.api(), options.language_or(self.language()));
        let (parameters, set, show) = (set.len(), Texts::of(set), Texts::of(show));
        let given = options.given(api, language)?;
        let made = make(api, language, api.remit_table_free, |made, failure| unsafe {
            (api.remit_sweep)(
                self.get(),
                data.get(),
                set.addresses(),
                set.sizes(),
                set.len(),
                show.addresses(),
                show.sizes(),
                show.len(),
                given.get(),
                made,
                failure,
            )
        });
        Ok(Sweep { table: Table::new(given.after(made)?, language), parameters })
    }

    /// The largest or smallest value of a parameter for which a condition on figures holds, `total(treasury) <= 20000000`; or of
    /// a field of one row, `(entity, key)`, for which a condition over the row does. `set` is as of [`sweep`](Policy::sweep),
    /// one parameter of several values and others of one; of a row a field, "revenue=0..10000000/0.01", or its name alone.
    pub fn solve<S: AsRef<str>>(
        &self,
        data: &Data,
        set: &[S],
        condition: &str,
        direction: Direction,
        row: Option<(&str, &str)>,
        options: &Options<'_>,
    ) -> Result<Solution> {
        let (api, language) = (self.api(), options.language_or(self.language()));
        let set = Texts::of(set);
        let place =
            |text: Option<&str>| (text.map_or(ptr::null(), bytes), text.map_or(0, str::len));
        let (entity, entity_size) = place(row.map(|(entity, _)| entity));
        let (key, key_size) = place(row.map(|(_, key)| key));
        let given = options.given(api, language)?;
        let mut tried = ptr::null_mut();
        let made = make(api, language, api.remit_table_free, |made, failure| unsafe {
            (api.remit_solve)(
                self.get(),
                data.get(),
                set.addresses(),
                set.sizes(),
                set.len(),
                bytes(condition),
                condition.len(),
                direction.number(),
                entity,
                entity_size,
                key,
                key_size,
                given.get(),
                made,
                &mut tried,
                failure,
            )
        });
        let table = Table::new(given.after(made)?, language);
        let tried = Handle::new(api, tried, Some(api.remit_table_free))?;
        Ok(Solution { table, tried: Table::new(tried, language) })
    }
}
