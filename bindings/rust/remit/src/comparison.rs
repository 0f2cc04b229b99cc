//! Two runs held against each other.

use crate::call::{Handle, Texts, make};
use crate::{Language, Options, Result, Results, Table};
use remit_sys::*;

/// Two runs held against each other. A line is one reward and one row, as in the ledger. It never changes, so any number of
/// threads may use it.
pub struct Comparison {
    handle: Handle<remit_comparison>,
    language: Language,
}

// SAFETY: remit.h: a remit_comparison never changes, any number of threads may use it at once.
unsafe impl Send for Comparison {}
unsafe impl Sync for Comparison {}

/// Holds two runs against each other, payment by payment: two policies over one set of tables, one policy over two, or both.
/// Rows are matched by key; entities, fields and rewards by name.
pub fn compare(before: &Results, after: &Results) -> Result<Comparison> {
    compare_with(before, after, &Options::new())
}

/// The same; the options hold for what is computed again.
pub fn compare_with(
    before: &Results,
    after: &Results,
    options: &Options<'_>,
) -> Result<Comparison> {
    let (api, language) = (before.api(), options.language_or(before.language()));
    // What is computed again is computed when tables are asked for: nobody listens then.
    let given = options.without_progress().given(api, language)?;
    // SAFETY: all of them are alive until the call is over.
    let handle = make(api, language, api.remit_comparison_free, |made, failure| unsafe {
        (api.remit_compare)(before.get(), after.get(), given.get(), made, failure)
    })?;
    Ok(Comparison { handle, language })
}

macro_rules! tables {
    ($($(#[$doc:meta])* $name:ident = $number:ident,)*) => {
        impl Comparison {
            $($(#[$doc])* pub fn $name(&self) -> Result<Table> {
                self.which(remit_sys::$number)
            })*
        }
    };
}

tables! {
    /// The lines that differ, with both amounts and both reasons, and where the two ways part. Takes about the time of both
    /// runs.
    changes = REMIT_COMPARISON_CHANGES,
    /// By payer: payer, currency, before, after, difference, gain, lose, undetermined_before, undetermined_after.
    totals = REMIT_COMPARISON_TOTALS,
    /// By reward: reward, currency, before, after, difference, gain, lose, stay, nothing, undetermined.
    rewards = REMIT_COMPARISON_REWARDS,
    /// By currency: currency, lines, gain, lose, stay, nothing, undetermined, gained, lost, difference.
    counts = REMIT_COMPARISON_COUNTS,
    /// How the differences other than nought are spread: currency, share, difference.
    distribution = REMIT_COMPARISON_DISTRIBUTION,
    /// Rows that only one of the runs has: entity, key, only.
    rows = REMIT_COMPARISON_ROWS,
    /// Findings that do not hold of the same rows on both sides.
    findings = REMIT_COMPARISON_FINDINGS,
}

// SAFETY of all calls below: the comparison is alive, and texts live until the call is over.
impl Comparison {
    fn taken(
        &self,
        run: impl FnOnce(*mut *mut remit_table, *mut *mut remit_error) -> remit_status,
    ) -> Result<Table> {
        let api = self.handle.api;
        let made = make(api, self.language, api.remit_table_free, run)?;
        Ok(Table::new(made, self.language))
    }

    fn which(&self, which: remit_comparison_kind) -> Result<Table> {
        self.taken(|made, failure| unsafe {
            let table = self.handle.api.remit_comparison_table;
            table(self.handle.get(), which, self.language.number(), made, failure)
        })
    }

    /// Lines that differ: in amount, status, title, payer or payee.
    pub fn change_count(&self) -> u64 {
        unsafe { (self.handle.api.remit_comparison_change_count)(self.handle.get()) }
    }

    /// The columns of [`changes`](Comparison::changes) for the lines whose amounts differ most, the largest first.
    pub fn largest(&self, most: u64) -> Result<Table> {
        self.taken(|made, failure| unsafe {
            let largest = self.handle.api.remit_comparison_largest;
            largest(self.handle.get(), most, self.language.number(), made, failure)
        })
    }

    /// By other groups than the payer, with the words of [`Results::totals_by`].
    pub fn totals_by<W: AsRef<str>>(&self, by: &[W]) -> Result<Table> {
        let by = Texts::of(by);
        self.taken(|made, failure| unsafe {
            let groups = self.handle.api.remit_comparison_groups;
            groups(self.handle.get(), by.addresses(), by.sizes(), by.len(), made, failure)
        })
    }
}
