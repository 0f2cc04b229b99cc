//! What a run computed.

use crate::call::{Handle, Texts, check, make, make_text};
use crate::options::given;
use crate::{Explanation, Language, Policy, Result, Table};
use remit_sys::*;

/// What a run computed. It never changes, so any number of threads may use it; tables that were taken from it live on without
/// it.
pub struct Results {
    handle: Handle<remit_results>,
    policy: Policy,
    language: Language,
}

// SAFETY: remit.h: remit_results never change, any number of threads may use them at once.
unsafe impl Send for Results {}
unsafe impl Sync for Results {}

given! {
    /// The tables of lists of payments.
    Payments {
        /// The lists: one for each payer and currency, and one for what is paid back to it.
        Lists = REMIT_PAYMENTS_LISTS,
        /// Their lines.
        Lines = REMIT_PAYMENTS_LINES,
        /// Sums by reward.
        ByReward = REMIT_PAYMENTS_BY_REWARD,
        /// Sums by payee.
        ByPayee = REMIT_PAYMENTS_BY_PAYEE,
    }
}

macro_rules! tables {
    ($($(#[$doc:meta])* $name:ident = $number:ident,)*) => {
        impl Results {
            $($(#[$doc])* pub fn $name(&self) -> Result<Table> {
                self.which(remit_sys::$number, 0)
            })*
        }
    };
}

tables! {
    /// A line for each reward and row: reward, entity, key, payer, payee, amount, currency, clause, status, reason, honour;
    /// account and purpose where the policy names any.
    ledger = REMIT_TABLE_LEDGER,
    /// What each payer owes: payer, currency, amount, payments, undetermined.
    totals = REMIT_TABLE_TOTALS,
    /// Targets: target, entity, key, metric, goal, progress, met, clause, comparison.
    targets = REMIT_TABLE_TARGETS,
    /// What rounding changed, measured now by a run of its own: declaration, entity, key, exact, rounded, difference.
    rounding = REMIT_TABLE_ROUNDING,
    /// Cells in error: entity, key, row (from 1), column, reason, detail.
    errors = REMIT_TABLE_ERRORS,
    /// Where errors began, each place once: entity, key, row (from 1), column, reason, detail, cells.
    causes = REMIT_TABLE_CAUSES,
    /// What holds of which rows: finding, form, entity, key, against, clause, holds, reason.
    findings = REMIT_TABLE_FINDINGS,
    /// What counts as whose without being paid: split, part, entity, key, whose, amount, currency, clause.
    attributions = REMIT_TABLE_ATTRIBUTIONS,
    /// What is to be said of the run as a whole: code, entity, message.
    notes = REMIT_TABLE_NOTES,
    /// Where the time went, of a run that was [`measured`](crate::Options::measured).
    stages = REMIT_TABLE_STAGES,
    /// The same by declaration, the most expensive first.
    rules = REMIT_TABLE_RULES,
}

// SAFETY of all calls below: the results are alive, and texts live until the call is over.
impl Results {
    pub(crate) fn new(
        handle: Handle<remit_results>,
        policy: Policy,
        language: Language,
    ) -> Results {
        Results { handle, policy, language }
    }

    pub(crate) fn get(&self) -> *const remit_results {
        self.handle.get()
    }

    pub(crate) fn api(&self) -> &'static Api {
        self.handle.api
    }

    pub(crate) fn language(&self) -> Language {
        self.language
    }

    fn taken(
        &self,
        run: impl FnOnce(*mut *mut remit_table, *mut *mut remit_error) -> remit_status,
    ) -> Result<Table> {
        let made = make(self.api(), self.language, self.api().remit_table_free, run)?;
        Ok(Table::new(made, self.language))
    }

    fn which(&self, which: remit_table_kind, entity: usize) -> Result<Table> {
        self.taken(|made, failure| unsafe {
            let table = self.api().remit_results_table;
            table(self.get(), which, entity, self.language.number(), made, failure)
        })
    }

    /// What the policy shows of an entity, or else its key and defined columns.
    pub fn table(&self, entity: &str) -> Result<Table> {
        self.which(REMIT_TABLE_ENTITY, self.policy.entity(entity)?.index)
    }

    /// The key and all defined columns of an entity.
    pub fn all_columns(&self, entity: &str) -> Result<Table> {
        self.which(REMIT_TABLE_ENTITY_ALL, self.policy.entity(entity)?.index)
    }

    /// Totals by other groups: by "payer", "payee", "reward", "clause", a column of the rows that are paid, or one of a row
    /// that they refer to ("unit.region").
    pub fn totals_by<W: AsRef<str>>(&self, by: &[W]) -> Result<Table> {
        let by = Texts::of(by);
        self.taken(|made, failure| unsafe {
            let totals = self.api().remit_results_totals_by;
            totals(self.get(), by.addresses(), by.sizes(), by.len(), made, failure)
        })
    }

    /// The payments as an office files them; `columns` are further columns of the lines, by the words of
    /// [`totals_by`](Results::totals_by).
    pub fn payments<W: AsRef<str>>(&self, which: Payments, columns: &[W]) -> Result<Table> {
        let columns = Texts::of(columns);
        self.taken(|made, failure| unsafe {
            let payments = self.api().remit_results_payments;
            let (addresses, sizes, count) = (columns.addresses(), columns.sizes(), columns.len());
            let language = self.language.number();
            payments(self.get(), which.number(), addresses, sizes, count, language, made, failure)
        })
    }

    /// Cells in error, inputs and defined columns.
    pub fn error_count(&self) -> u64 {
        unsafe { (self.api().remit_results_error_count)(self.get()) }
    }

    /// 32 hexadecimal digits over every figure: equal for equal results, whatever the machine.
    pub fn digest(&self) -> Result<String> {
        make_text(self.api(), self.language, |made, failure| unsafe {
            (self.api().remit_results_digest)(self.get(), made, failure)
        })
    }

    /// What was computed from what, as JSON.
    pub fn manifest(&self) -> Result<String> {
        make_text(self.api(), self.language, |made, failure| unsafe {
            (self.api().remit_results_manifest)(self.get(), made, failure)
        })
    }

    /// How a cell came about. `key` is that of its row, of several fields joined by "/"; of the whole anything.
    pub fn explain(&self, entity: &str, key: &str, column: &str) -> Result<Explanation<'_>> {
        let of = self.policy.entity(entity)?;
        let mut row = 0;
        if !of.is_whole() {
            let table = self.which(REMIT_TABLE_ENTITY, of.index)?;
            check(self.api(), self.language, |failure| unsafe {
                let (text, size) = (crate::call::bytes(key), key.len());
                (self.api().remit_table_find_row)(table.get(), text, size, &mut row, failure)
            })?;
        }
        Ok(Explanation::new(self, of.index, row, column))
    }

    /// The same of the row of that number.
    pub fn explain_row(&self, entity: &str, row: usize, column: &str) -> Result<Explanation<'_>> {
        Ok(Explanation::new(self, self.policy.entity(entity)?.index, row as u64, column))
    }
}
