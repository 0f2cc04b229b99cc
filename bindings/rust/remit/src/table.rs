//! Tables out.

use crate::call::{Handle, Texts, check, lent, make_text};
use crate::words::list;
use crate::{Column, Date, Decimal, Error, Fault, Kind, Language, Result, Status, Value};
use remit_sys::*;
use std::collections::HashMap;
use std::ops::Deref;

/// Rows and columns that came out: those of a [`Table`], or of the last run of a [`Case`](crate::Case). Columns are named, or
/// counted from 0.
pub struct TableView {
    handle: Handle<remit_table>,
    columns: Vec<Column>,
    by_name: HashMap<String, usize>,
    language: Language,
}

/// Rows and columns that came out. It never changes, so any number of threads may use one.
pub struct Table(TableView);

// SAFETY: remit.h: a remit_table never changes, any number of threads may use it at once. The one that is not so, a case's, is
// a TableView only, which stays on its thread.
unsafe impl Send for Table {}
unsafe impl Sync for Table {}

impl Deref for Table {
    type Target = TableView;

    fn deref(&self) -> &TableView {
        &self.0
    }
}

impl Table {
    pub(crate) fn new(handle: Handle<remit_table>, language: Language) -> Table {
        Table(TableView::new(handle, language))
    }
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for usize {}
    impl Sealed for &str {}
    impl Sealed for &String {}
}

/// How a column is said: by its name, or by its number from 0.
pub trait ColumnIndex: sealed::Sealed {
    /// Its number. [`Status::NotFound`] where there is no such column.
    fn index_in(self, table: &TableView) -> Result<usize>;
}

impl ColumnIndex for usize {
    fn index_in(self, _: &TableView) -> Result<usize> {
        Ok(self)
    }
}

impl ColumnIndex for &str {
    fn index_in(self, table: &TableView) -> Result<usize> {
        table.by_name.get(self).copied().ok_or_else(|| table.unknown(self))
    }
}

impl ColumnIndex for &String {
    fn index_in(self, table: &TableView) -> Result<usize> {
        self.as_str().index_in(table)
    }
}

// SAFETY of all calls below: the table is alive, and lends its texts for longer than it takes to copy them.
impl TableView {
    pub(crate) fn new(handle: Handle<remit_table>, language: Language) -> TableView {
        let count = unsafe { (handle.api.remit_table_column_count)(handle.get()) };
        let columns: Vec<_> = (0..count).map(|index| column(&handle, index)).collect();
        let mut by_name = HashMap::new();
        for (index, column) in columns.iter().enumerate() {
            by_name.entry(column.name.clone()).or_insert(index);
        }
        TableView { handle, columns, by_name, language }
    }

    pub(crate) fn get(&self) -> *const remit_table {
        self.handle.get()
    }

    pub(crate) fn api(&self) -> &'static Api {
        self.handle.api
    }

    #[cfg(feature = "arrow")]
    pub(crate) fn language(&self) -> Language {
        self.language
    }

    fn unknown(&self, name: &str) -> Error {
        let known = list(self.language, self.columns.iter().map(|column| column.name.as_str()));
        Error::say(Status::NotFound, self.language, remit_sys::words::NO_COLUMN, &[name, &known])
    }

    /// Its name: "unit", "ledger", "totals", ...
    pub fn name(&self) -> String {
        lent(|size| unsafe { (self.api().remit_table_name)(self.get(), size) }).unwrap_or_default()
    }

    /// Its columns, in order.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Whether it has a column of that name.
    pub fn has_column(&self, name: &str) -> bool {
        self.by_name.contains_key(name)
    }

    /// The number of a column.
    pub fn column(&self, name: &str) -> Result<usize> {
        name.index_in(self)
    }

    /// Rows.
    pub fn len(&self) -> usize {
        unsafe { (self.api().remit_table_row_count)(self.get()) as usize }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The row of a key; a key of several fields by its parts. Not of a case, which has one row.
    pub fn find<K: AsRef<str>>(&self, key: &[K]) -> Result<usize> {
        let (parts, mut row) = (Texts::of(key), 0);
        let find = self.api().remit_table_find_row_by_parts;
        check(self.api(), self.language, |failure| unsafe {
            find(self.get(), parts.addresses(), parts.sizes(), parts.len(), &mut row, failure)
        })?;
        Ok(row as usize)
    }

    /// The rows, one after the other.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = TableRow<'_>> + DoubleEndedIterator {
        (0..self.len()).map(|row| TableRow { table: self, row })
    }

    /// One of the rows.
    pub fn row(&self, row: usize) -> Result<TableRow<'_>> {
        if row < self.len() { Ok(TableRow { table: self, row }) } else { Err(self.no_row(row)) }
    }

    #[cold]
    fn no_row(&self, row: usize) -> Error {
        let parts = [&*row.to_string(), &self.len().to_string()];
        Error::say(Status::NotFound, self.language, remit_sys::words::NO_ROW, &parts)
    }

    /// Whether the cell has a value: else it is blank, or an error is given.
    fn is_there(&self, row: usize, column: usize) -> Result<bool> {
        match unsafe { (self.api().remit_table_state)(self.get(), row as u64, column) } {
            REMIT_STATE_VALUE => Ok(true),
            REMIT_STATE_BLANK => Ok(false),
            REMIT_STATE_ERROR => Err(Error::Cell(self.fault_of(row, column)?)),
            _ if column >= self.columns.len() => Err(self.unknown(&column.to_string())),
            _ => Err(self.no_row(row)),
        }
    }

    fn fault_of(&self, row: usize, column: usize) -> Result<Fault> {
        let (api, table, row) = (self.api(), self.get(), row as u64);
        let name = lent(|size| unsafe { (api.remit_table_fault_name)(table, row, column, size) });
        let detail = make_text(api, self.language, |made, failure| unsafe {
            let language = self.language.number();
            (api.remit_table_fault_detail)(table, row, column, language, made, failure)
        })?;
        Ok(Fault { name: name.unwrap_or_default(), detail })
    }

    fn written(&self, row: usize, column: usize) -> Result<String> {
        let api = self.api();
        make_text(api, self.language, |made, failure| unsafe {
            (api.remit_table_cell_text)(self.get(), row as u64, column, made, failure)
        })
    }

    /// A cell as text: "500000.00", "2010-01-31", "true", a category's word; of a blank an empty one. [`Error::Cell`] for a
    /// cell in error.
    pub fn text(&self, row: usize, column: impl ColumnIndex) -> Result<String> {
        let column = column.index_in(self)?;
        if self.is_there(row, column)? { self.written(row, column) } else { Ok(String::new()) }
    }

    /// The number of a cell; none of a blank. [`Error::Cell`] for a cell in error, [`Status::Unsupported`] for one without a
    /// number, and for one that is no [`Decimal`], whose text is exact all the same.
    pub fn decimal(&self, row: usize, column: impl ColumnIndex) -> Result<Option<Decimal>> {
        let column = column.index_in(self)?;
        if !self.is_there(row, column)? {
            return Ok(None);
        }
        let (mut high, mut low, mut scale) = (0, 0, 0);
        let (api, row) = (self.api(), row as u64);
        check(api, self.language, |failure| unsafe {
            let (high, low, scale) = (&mut high, &mut low, &mut scale);
            (api.remit_table_decimal)(self.get(), row, column, high, low, scale, failure)
        })?;
        let coefficient = i128::from(high) << 64 | i128::from(low);
        // A scale is never below nought; were it, no figure would be better than a wrong one.
        let scale = u32::try_from(scale)
            .map_err(|reason| Error::failed(Status::InternalError, reason.to_string()))?;
        Ok(Some(Decimal::new(coefficient, scale)))
    }

    /// The truth value of a cell; none of a blank. Otherwise as [`decimal`](TableView::decimal).
    pub fn bool(&self, row: usize, column: impl ColumnIndex) -> Result<Option<bool>> {
        let column = column.index_in(self)?;
        if !self.is_there(row, column)? {
            return Ok(None);
        }
        let mut truth = 0;
        let api = self.api();
        check(api, self.language, |failure| unsafe {
            (api.remit_table_bool)(self.get(), row as u64, column, &mut truth, failure)
        })?;
        Ok(Some(truth == 1))
    }

    /// The day of a cell; none of a blank. Otherwise as [`decimal`](TableView::decimal).
    pub fn date(&self, row: usize, column: impl ColumnIndex) -> Result<Option<Date>> {
        let column = column.index_in(self)?;
        if !self.is_there(row, column)? {
            return Ok(None);
        }
        let (mut year, mut month, mut day) = (0, 0, 0);
        let (api, row) = (self.api(), row as u64);
        check(api, self.language, |failure| unsafe {
            let (year, month, day) = (&mut year, &mut month, &mut day);
            (api.remit_table_date)(self.get(), row, column, year, month, day, failure)
        })?;
        Ok(Some(Date::new(year, month as u8, day as u8)))
    }

    /// Why a cell is an error; none for one that is not.
    pub fn fault(&self, row: usize, column: impl ColumnIndex) -> Result<Option<Fault>> {
        match self.is_there(row, column.index_in(self)?) {
            Err(Error::Cell(fault)) => Ok(Some(fault)),
            other => other.map(|_| None),
        }
    }

    /// A cell, whatever it is.
    pub fn value(&self, row: usize, column: impl ColumnIndex) -> Result<Value> {
        let column = column.index_in(self)?;
        match self.is_there(row, column) {
            Ok(true) => self.present(row, column),
            Ok(false) => Ok(Value::Blank),
            Err(Error::Cell(fault)) => Ok(Value::Fault(fault)),
            Err(other) => Err(other),
        }
    }

    fn present(&self, row: usize, column: usize) -> Result<Value> {
        let found = match self.columns[column].kind {
            Kind::Boolean => self.bool(row, column)?.map(Value::Bool),
            Kind::Date => self.date(row, column)?.map(Value::Date),
            kind if kind.is_figure() => {
                let text = self.written(row, column)?;
                Some(text.parse().map_or(Value::Exact(text), Value::Decimal))
            }
            _ => Some(Value::Text(self.written(row, column)?)),
        };
        Ok(found.unwrap_or(Value::Blank))
    }
}

fn column(table: &Handle<remit_table>, index: usize) -> Column {
    let text = |which| {
        lent(|size| unsafe { (table.api.remit_table_column_text)(table.get(), index, which, size) })
            .unwrap_or_default()
    };
    let number =
        |which| unsafe { (table.api.remit_table_column_number)(table.get(), index, which) };
    Column {
        name: text(REMIT_ENTRY_NAME),
        label_en: text(REMIT_ENTRY_LABEL_EN),
        label_zh: text(REMIT_ENTRY_LABEL_ZH),
        kind: Kind::of(number(REMIT_ENTRY_KIND) as i32),
        scale: u32::try_from(number(REMIT_ENTRY_SCALE)).unwrap_or_default(),
        is_ratio: number(REMIT_ENTRY_IS_RATIO) == 1,
        currency: text(REMIT_ENTRY_CURRENCY),
        refers_to: text(REMIT_ENTRY_REFERS_TO),
        unit: text(REMIT_ENTRY_UNIT),
    }
}

/// One row of a table.
#[derive(Clone, Copy)]
pub struct TableRow<'t> {
    table: &'t TableView,
    row: usize,
}

impl<'t> TableRow<'t> {
    /// Its number, from 0.
    pub fn number(&self) -> usize {
        self.row
    }

    /// A cell: see [`TableView::value`].
    pub fn value(&self, column: impl ColumnIndex) -> Result<Value> {
        self.table.value(self.row, column)
    }

    /// A cell as text: see [`TableView::text`].
    pub fn text(&self, column: impl ColumnIndex) -> Result<String> {
        self.table.text(self.row, column)
    }

    /// A number: see [`TableView::decimal`].
    pub fn decimal(&self, column: impl ColumnIndex) -> Result<Option<Decimal>> {
        self.table.decimal(self.row, column)
    }

    /// A truth value: see [`TableView::bool`].
    pub fn bool(&self, column: impl ColumnIndex) -> Result<Option<bool>> {
        self.table.bool(self.row, column)
    }

    /// A day: see [`TableView::date`].
    pub fn date(&self, column: impl ColumnIndex) -> Result<Option<Date>> {
        self.table.date(self.row, column)
    }

    /// All cells, by the names of their columns.
    pub fn values(&self) -> Result<HashMap<&'t str, Value>> {
        let columns = self.table.columns().iter().enumerate();
        columns.map(|(index, column)| Ok((column.name.as_str(), self.value(index)?))).collect()
    }
}
