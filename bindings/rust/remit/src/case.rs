//! One case after the other.

use crate::call::{Handle, Texts, bytes, check, make, make_text};
use crate::data::FieldId;
use crate::{
    Cell, Data, DataMut, Exchange, Language, Needs, Options, Policy, Result, TableView, needs,
};
use remit_sys::*;
use std::ptr;

/// One row of an entity, evaluated again and again: the policy is made ready for the row once. It may be moved to another
/// thread, and is used by one at a time.
pub struct Case {
    // Before the case, whose they are.
    pub(crate) data: Data,
    pub(crate) table: TableView,
    pub(crate) handle: Handle<remit_case>,
    pub(crate) entity: String,
    pub(crate) language: Language,
}

// SAFETY: remit.h: "A remit_case, with what is borrowed from it, belongs to one thread at a time". It is not Sync, nor is the
// table that it lends, so whoever uses either is on the thread that has the case.
unsafe impl Send for Case {}

impl Case {
    pub(crate) fn new(
        policy: &Policy,
        entity: &str,
        data: Option<&Data>,
        options: &Options<'_>,
    ) -> Result<Case> {
        let (api, language) = (policy.api(), options.language_or(policy.language()));
        let of = policy.entity(entity)?;
        let given = options.without_progress().given(api, language)?;
        let from = data.map_or(ptr::null(), |data| data.get().cast_const());
        // SAFETY: here and below, the handles are alive, and texts live until the call is over.
        let handle = make(api, language, api.remit_case_free, |made, failure| unsafe {
            (api.remit_case_new)(policy.get(), from, of.index, given.get(), made, failure)
        })?;
        let data = Data::lent(policy, unsafe { (api.remit_case_data)(handle.get()) })?;
        let lent = unsafe { (api.remit_case_table)(handle.get()) };
        let table = TableView::new(Handle::new(api, lent.cast_mut(), None)?, language);
        Ok(Case { data, table, handle, entity: of.name.clone(), language })
    }

    /// Sets cells (what is not named stays as it was) and computes.
    pub fn run<'c, N: AsRef<str>, C: Into<Cell<'c>>>(
        &mut self,
        cells: impl IntoIterator<Item = (N, C)>,
    ) -> Result<&TableView> {
        self.data.set(&self.entity, 0, cells)?;
        self.compute()
    }

    /// Computes from the cells as they are, and gives the figures, in row 0.
    pub fn compute(&mut self) -> Result<&TableView> {
        let api = self.handle.api;
        check(api, self.language, |failure| unsafe {
            (api.remit_case_run)(self.handle.get(), failure)
        })?;
        Ok(&self.table)
    }

    /// A field of the row, looked up once, for [`set`](Case::set).
    pub fn field(&self, name: &str) -> Result<FieldId> {
        self.data.field(&self.entity, name)
    }

    /// Sets one cell of the row, for [`compute`](Case::compute).
    pub fn set<'c>(&mut self, field: FieldId, cell: impl Into<Cell<'c>>) -> Result<()> {
        self.data.set_cell(0, field, cell)
    }

    /// Cells in and figures out in one call a run, by the names or labels of fields and the names of columns of
    /// [`table`](Case::table).
    pub fn exchange(self, fields: &[&str], columns: &[&str]) -> Result<Exchange> {
        Exchange::new(self, fields, columns)
    }

    /// The figures of the last run, in row 0; no row before the first.
    pub fn table(&self) -> &TableView {
        &self.table
    }

    /// The tables of the case, to change those besides its row.
    pub fn tables(&mut self) -> DataMut<'_> {
        DataMut::new(&mut self.data)
    }

    /// A copy of the tables as they are, for [`Policy::evaluate`] with ledger and explanations.
    pub fn data(&self) -> Result<Data> {
        self.data.try_clone()
    }

    /// Which inputs can still matter for a figure: blank cells of the row and of the whole are not known, but for the
    /// `answered` paths ("signed", "unit.closed"), which are blank because that is the answer; nor are those of all rows of the
    /// entities `open`. Needs no run before.
    pub fn needs<A: AsRef<str>, E: AsRef<str>>(
        &self,
        column: &str,
        answered: &[A],
        open: &[E],
    ) -> Result<Needs> {
        let api = self.handle.api;
        let answered = Texts::of(answered);
        let open: Vec<usize> = open
            .iter()
            .map(|name| Ok(self.data.policy().entity(name.as_ref())?.index))
            .collect::<Result<_>>()?;
        let opened = if open.is_empty() { ptr::null() } else { open.as_ptr() };
        let told = make_text(api, self.language, |made, failure| unsafe {
            let (name, size) = (bytes(column), column.len());
            let (paths, sizes, count) = (answered.addresses(), answered.sizes(), answered.len());
            (api.remit_case_needs)(
                self.handle.get(),
                name,
                size,
                paths,
                sizes,
                count,
                opened,
                open.len(),
                made,
                failure,
            )
        })?;
        needs::read(told)
    }
}
