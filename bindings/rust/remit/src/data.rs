//! Tables in.

use crate::call::{Handle, bytes, check, make};
use crate::words::list;
use crate::{Cell, Decimal, Entity, Error, Kind, Policy, Result, Status};
use remit_sys::*;
use std::borrow::Cow;
use std::marker::PhantomData;

/// Where cells of one field stand, looked up once: for rows that are filled again and again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldId {
    entity: usize,
    pub(crate) field: usize,
    pub(crate) kind: Kind,
}

/// Input tables for a policy. For one thread while they are changed; while nobody changes them, many may evaluate with them.
pub struct Data {
    handle: Handle<remit_data>,
    policy: Policy,
}

// SAFETY: remit.h: remit_data belongs to one thread while it is being changed, which takes `&mut`; else many may read it.
unsafe impl Send for Data {}
unsafe impl Sync for Data {}

impl Data {
    pub(crate) fn new(policy: &Policy) -> Result<Data> {
        let api = policy.api();
        // SAFETY: here and below, the handles are alive.
        let handle = make(api, policy.language(), api.remit_data_free, |made, failure| unsafe {
            (api.remit_data_new)(policy.get(), made, failure)
        })?;
        Ok(Data { handle, policy: policy.clone() })
    }

    /// What another object has, and must outlive.
    pub(crate) fn lent(policy: &Policy, address: *mut remit_data) -> Result<Data> {
        Ok(Data { handle: Handle::new(policy.api(), address, None)?, policy: policy.clone() })
    }

    pub(crate) fn get(&self) -> *mut remit_data {
        self.handle.get()
    }

    pub(crate) fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Appends a row and gives its number. Nothing is added where a name fits no field.
    pub fn add<'c, N: AsRef<str>, C: Into<Cell<'c>>>(
        &mut self,
        entity: &str,
        cells: impl IntoIterator<Item = (N, C)>,
    ) -> Result<usize> {
        let to = self.policy.entity(entity)?;
        let cells = self.placed(to, cells)?;
        let mut row = 0;
        let api = self.handle.api;
        check(api, self.policy.language(), |failure| unsafe {
            (api.remit_data_add_row)(self.get(), to.index, &mut row, failure)
        })?;
        let row = row as usize;
        cells.iter().try_for_each(|(field, cell)| self.put(row, *field, cell))?;
        Ok(row)
    }

    /// Appends rows.
    pub fn extend<'c, R, N: AsRef<str>, C: Into<Cell<'c>>>(
        &mut self,
        entity: &str,
        rows: impl IntoIterator<Item = R>,
    ) -> Result<()>
    where
        R: IntoIterator<Item = (N, C)>,
    {
        rows.into_iter().try_for_each(|row| self.add(entity, row).map(drop))
    }

    /// Changes cells of a row; those that are not named stay as they are. The whole, entity 0, has its row 0 already.
    pub fn set<'c, N: AsRef<str>, C: Into<Cell<'c>>>(
        &mut self,
        entity: &str,
        row: usize,
        cells: impl IntoIterator<Item = (N, C)>,
    ) -> Result<()> {
        let cells = self.placed(self.policy.entity(entity)?, cells)?;
        cells.iter().try_for_each(|(field, cell)| self.put(row, *field, cell))
    }

    /// A field by its names, for [`set_cell`](Data::set_cell).
    pub fn field(&self, entity: &str, field: &str) -> Result<FieldId> {
        let of = self.policy.entity(entity)?;
        let field = of.field(field, self.policy.language())?;
        Ok(FieldId { entity: of.index, field, kind: of.fields[field].kind })
    }

    /// Sets one cell.
    pub fn set_cell<'c>(
        &mut self,
        row: usize,
        field: FieldId,
        cell: impl Into<Cell<'c>>,
    ) -> Result<()> {
        self.put(row, field, &cell.into())
    }

    /// Drops the rows of a table.
    pub fn clear(&mut self, entity: &str) -> Result<()> {
        let index = self.policy.entity(entity)?.index;
        let api = self.handle.api;
        check(api, self.policy.language(), |failure| unsafe {
            (api.remit_data_clear)(self.get(), index, failure)
        })
    }

    /// Rows of a table.
    pub fn row_count(&self, entity: &str) -> Result<usize> {
        let index = self.policy.entity(entity)?.index;
        Ok(unsafe { (self.handle.api.remit_data_row_count)(self.get(), index) } as usize)
    }

    /// A copy that changes independently; whole columns are shared until one of the two changes.
    pub fn try_clone(&self) -> Result<Data> {
        let api = self.handle.api;
        let language = self.policy.language();
        let handle = make(api, language, api.remit_data_free, |made, failure| unsafe {
            (api.remit_data_clone)(self.get(), made, failure)
        })?;
        Ok(Data { handle, policy: self.policy.clone() })
    }

    /// What was noticed while whole tables came in and stopped nothing: entity, column, message.
    pub fn notes(&self) -> Result<crate::Table> {
        let (api, language) = (self.handle.api, self.policy.language());
        let made = make(api, language, api.remit_table_free, |made, failure| unsafe {
            (api.remit_data_notes)(self.get(), language.number(), made, failure)
        })?;
        Ok(crate::Table::new(made, language))
    }

    /// The cells with their fields, each given once.
    fn placed<'c, N: AsRef<str>, C: Into<Cell<'c>>>(
        &self,
        to: &Entity,
        cells: impl IntoIterator<Item = (N, C)>,
    ) -> Result<Vec<(FieldId, Cell<'c>)>> {
        let language = self.policy.language();
        let mut placed: Vec<(FieldId, Cell<'c>)> = Vec::new();
        for (name, cell) in cells {
            let field = to.field(name.as_ref(), language)?;
            let found = &to.fields[field];
            if placed.iter().any(|(before, _)| before.field == field) {
                let (words, parts) =
                    (remit_sys::words::FIELD_TWICE, [to.name.as_str(), &found.name]);
                return Err(Error::say(Status::InvalidArgument, language, words, &parts));
            }
            placed.push((FieldId { entity: to.index, field, kind: found.kind }, cell.into()));
        }
        Ok(placed)
    }

    /// For those who may change it.
    fn put(&self, row: usize, at: FieldId, cell: &Cell<'_>) -> Result<()> {
        let (api, data, language) = (self.handle.api, self.get(), self.policy.language());
        let (entity, field, row) = (at.entity, at.field, row as u64);
        let way = way_of(cell, at.kind);
        // SAFETY: the data is alive and ours to change; texts live until the call is over.
        check(api, language, |failure| unsafe {
            match &way {
                Way::Blank => (api.remit_data_set_blank)(data, entity, row, field, failure),
                Way::Text(text) => {
                    let (text, size) = (bytes(text), text.len());
                    (api.remit_data_set_text)(data, entity, row, field, text, size, failure)
                }
                Way::Short(coefficient, scale) => {
                    let set = api.remit_data_set_int64;
                    set(data, entity, row, field, *coefficient, *scale, failure)
                }
                Way::Long(high, low, scale) => {
                    let set = api.remit_data_set_decimal;
                    set(data, entity, row, field, *high, *low, *scale, failure)
                }
                Way::Float(number) => {
                    (api.remit_data_set_double)(data, entity, row, field, *number, failure)
                }
                Way::Bool(truth) => {
                    (api.remit_data_set_bool)(data, entity, row, field, (*truth).into(), failure)
                }
                Way::Unreadable(shown) => {
                    let (text, size) = (bytes(shown), shown.len());
                    (api.remit_data_set_unreadable)(data, entity, row, field, text, size, failure)
                }
            }
        })
    }
}

/// How a cell goes in.
enum Way<'c> {
    Blank,
    Text(Cow<'c, str>),
    Short(i64, i32),
    Long(i64, u64, i32),
    Float(f64),
    Bool(bool),
    Unreadable(String),
}

/// What is no value of the field goes in as what is no value of it, so that the cell is in error and not the call.
fn way_of<'c>(cell: &'c Cell<'_>, kind: Kind) -> Way<'c> {
    match cell {
        Cell::Blank => Way::Blank,
        Cell::Text(text) => Way::Text(Cow::Borrowed(text)),
        Cell::Decimal(number) => number_way(*number, kind),
        Cell::Float(number) => Way::Float(*number),
        Cell::Date(day) => Way::Text(day.to_string().into()),
        Cell::Bool(truth) if kind == Kind::Boolean => Way::Bool(*truth),
        Cell::Bool(truth) => Way::Unreadable(truth.to_string()),
    }
}

/// In 64 or 128 bits into a field of figures, else by its digits.
fn number_way<'c>(number: Decimal, kind: Kind) -> Way<'c> {
    let coefficient = number.coefficient();
    match (kind.is_figure(), i32::try_from(number.scale()), i64::try_from(coefficient)) {
        (true, Ok(scale), Ok(short)) => Way::Short(short, scale),
        (true, Ok(scale), Err(_)) => {
            Way::Long((coefficient >> 64) as i64, coefficient as u64, scale)
        }
        _ => Way::Text(number.to_string().into()),
    }
}

/// Tables that another object has, lent to be changed: those of a [`Case`](crate::Case), of a policy's own test.
pub struct DataMut<'d> {
    data: &'d mut Data,
    // It stays on the thread of what it belongs to, and is evaluated by nobody else.
    _here: PhantomData<*mut ()>,
}

impl<'d> DataMut<'d> {
    pub(crate) fn new(data: &'d mut Data) -> DataMut<'d> {
        DataMut { data, _here: PhantomData }
    }

    /// See [`Data::add`].
    pub fn add<'c, N: AsRef<str>, C: Into<Cell<'c>>>(
        &mut self,
        entity: &str,
        cells: impl IntoIterator<Item = (N, C)>,
    ) -> Result<usize> {
        self.data.add(entity, cells)
    }

    /// See [`Data::extend`].
    pub fn extend<'c, R, N: AsRef<str>, C: Into<Cell<'c>>>(
        &mut self,
        entity: &str,
        rows: impl IntoIterator<Item = R>,
    ) -> Result<()>
    where
        R: IntoIterator<Item = (N, C)>,
    {
        self.data.extend(entity, rows)
    }

    /// See [`Data::set`].
    pub fn set<'c, N: AsRef<str>, C: Into<Cell<'c>>>(
        &mut self,
        entity: &str,
        row: usize,
        cells: impl IntoIterator<Item = (N, C)>,
    ) -> Result<()> {
        self.data.set(entity, row, cells)
    }

    /// See [`Data::clear`].
    pub fn clear(&mut self, entity: &str) -> Result<()> {
        self.data.clear(entity)
    }

    /// See [`Data::row_count`].
    pub fn row_count(&self, entity: &str) -> Result<usize> {
        self.data.row_count(entity)
    }

    #[cfg(feature = "arrow")]
    pub(crate) fn whole(&mut self) -> &mut Data {
        self.data
    }
}

/// Input tables that are being filled, one after the other.
pub struct Tables {
    policy: Policy,
    data: Option<Data>,
    given: Vec<bool>,
}

impl Tables {
    pub(crate) fn new(policy: &Policy) -> Tables {
        let given = vec![false; policy.entities().len()];
        Tables { policy: policy.clone(), data: None, given }
    }

    /// Appends rows of a table. What a row is: see [`Row`](crate::Row); a map will do too. The cells of the whole go in as its
    /// one row.
    pub fn with<'c, R, N: AsRef<str>, C: Into<Cell<'c>>>(
        mut self,
        entity: &str,
        rows: impl IntoIterator<Item = R>,
    ) -> Result<Tables>
    where
        R: IntoIterator<Item = (N, C)>,
    {
        let mut data = match self.data.take() {
            Some(data) => data,
            None => self.policy.data()?,
        };
        let index = self.policy.entity(entity)?.index;
        if index == 0 {
            rows.into_iter().try_for_each(|row| data.set(entity, 0, row))?;
        } else {
            data.extend(entity, rows)?;
        }
        self.given[index] = true;
        self.data = Some(data);
        Ok(self)
    }

    /// A table without rows.
    pub fn empty(self, entity: &str) -> Result<Tables> {
        self.with(entity, std::iter::empty::<crate::Row<'_>>())
    }

    /// The tables; [`Status::DataError`] where one was not given.
    pub fn data(self) -> Result<Data> {
        let (policy, given) = (self.policy, self.given);
        let all = policy.entities().iter().zip(given);
        let missing = all
            .filter(|(entity, given)| !given && !entity.is_whole() && !entity.hole && !entity.made)
            .map(|(entity, _)| entity.name.as_str());
        let missing = list(policy.language(), missing);
        if !missing.is_empty() {
            let words = remit_sys::words::NO_TABLE;
            return Err(Error::say(Status::DataError, policy.language(), words, &[&missing]));
        }
        match self.data {
            Some(data) => Ok(data),
            None => policy.data(),
        }
    }
}
