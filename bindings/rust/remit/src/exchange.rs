//! Cells of a case in, figures out, in one call.

use crate::call::{Handle, check, make};
use crate::data::FieldId;
use crate::{Case, Cell, Date, Decimal, Entity, Error, Kind, Result, Status, Value};
use remit_sys::*;
use std::slice;

const WORDS: usize = REMIT_EXCHANGE_WORD_COUNT as usize;
const STATE: usize = REMIT_EXCHANGE_WORD_STATE as usize;
const LOW: usize = REMIT_EXCHANGE_WORD_LOW as usize;
const HIGH: usize = REMIT_EXCHANGE_WORD_HIGH as usize;
const SCALE: usize = REMIT_EXCHANGE_WORD_SCALE as usize;

/// Cells of a [`Case`] in and figures out by memory that the library reads and writes: a run is one call, whatever number of
/// cells and figures. Cells and figures are numbered in the order in which they were named to [`Case::exchange`]; a number
/// beyond panics.
pub struct Exchange {
    // Before the case, whose it is.
    handle: Handle<remit_exchange>,
    case: Case,
    fields: Vec<FieldId>,
    categories: Vec<Vec<String>>,
    columns: Vec<usize>,
    /// The words of all, which never move while the handle lives.
    cells: *mut i64,
    figures: *const i64,
    /// Of each figure the words, by the numbers that it has for them.
    words: Vec<Vec<String>>,
}

/// The words of a category, a defined column or the key.
fn words_of(entity: &Entity, name: &str) -> Vec<String> {
    let column = entity.columns.iter().find(|each| each.name == name);
    let field = || entity.fields.iter().find(|each| each.name == name);
    column
        .map(|each| &each.categories)
        .or_else(|| Some(&field()?.categories))
        .cloned()
        .unwrap_or_default()
}

// SAFETY: as for a Case, to which it belongs: it is used by one thread at a time, and is not Sync.
unsafe impl Send for Exchange {}

impl Exchange {
    pub(crate) fn new(case: Case, fields: &[&str], columns: &[&str]) -> Result<Exchange> {
        let (api, language) = (case.handle.api, case.language);
        let entity = case.data.policy().entity(&case.entity)?.clone();
        let fields: Vec<FieldId> =
            fields.iter().map(|name| case.field(name)).collect::<Result<_>>()?;
        let columns: Vec<usize> =
            columns.iter().map(|name| case.table.column(name)).collect::<Result<_>>()?;
        let words =
            columns.iter().map(|at| words_of(&entity, &case.table.columns()[*at].name)).collect();
        let taken: Vec<usize> = fields.iter().map(|field| field.field).collect();
        let categories = taken.iter().map(|field| entity.fields[*field].categories.clone());
        let categories = categories.collect();
        // SAFETY: here and below, the handles are alive, and lists live until the call is over.
        let handle = make(api, language, api.remit_exchange_free, |made, failure| unsafe {
            let (taken, count) = (taken.as_ptr(), taken.len());
            let (given, given_count) = (columns.as_ptr(), columns.len());
            let new = api.remit_exchange_new;
            new(case.handle.get(), taken, count, given, given_count, made, failure)
        })?;
        let (cells, figures) = unsafe {
            ((api.remit_exchange_cells)(handle.get()), (api.remit_exchange_figures)(handle.get()))
        };
        Ok(Exchange { handle, case, fields, categories, columns, cells, figures, words })
    }

    /// The words of a cell.
    fn cell(&mut self, cell: usize) -> &mut [i64] {
        assert!(cell < self.fields.len(), "cell {cell} of {}", self.fields.len());
        // SAFETY: there are WORDS of each, the library reads them during calls alone, and `&mut` keeps others away.
        unsafe { slice::from_raw_parts_mut(self.cells.add(cell * WORDS), WORDS) }
    }

    /// The words of a figure.
    fn figure(&self, figure: usize) -> &[i64] {
        assert!(figure < self.columns.len(), "figure {figure} of {}", self.columns.len());
        // SAFETY: there are WORDS of each, and the library writes them during `run` alone, which takes `&mut`.
        unsafe { slice::from_raw_parts(self.figures.add(figure * WORDS), WORDS) }
    }

    fn put(&mut self, cell: usize, state: i32, number: i128, scale: u32) -> Result<()> {
        let words = self.cell(cell);
        words[STATE] = i64::from(state);
        words[LOW] = number as i64;
        words[HIGH] = (number >> 64) as i64;
        words[SCALE] = i64::from(scale);
        Ok(())
    }

    /// Sets a cell; it holds for every run until it is set again.
    pub fn set<'c>(&mut self, cell: usize, value: impl Into<Cell<'c>>) -> Result<()> {
        const FINEST: u32 = 76;
        let (value, field) = (value.into(), self.fields[cell]);
        match (&value, field.kind) {
            (Cell::Blank, _) => return self.put(cell, REMIT_EXCHANGE_BLANK, 0, 0),
            (Cell::Decimal(number), kind) if kind.is_figure() && number.scale() <= FINEST => {
                return self.put(cell, REMIT_EXCHANGE_VALUE, number.coefficient(), number.scale());
            }
            (Cell::Bool(truth), Kind::Boolean) => {
                return self.put(cell, REMIT_EXCHANGE_VALUE, i128::from(*truth), 0);
            }
            (Cell::Date(day), Kind::Date) => {
                if let Some(days) = day.days() {
                    return self.put(cell, REMIT_EXCHANGE_VALUE, i128::from(days), 0);
                }
            }
            (Cell::Text(word), Kind::Category) => {
                if let Some(index) = self.categories[cell].iter().position(|each| each == word) {
                    return self.put(cell, REMIT_EXCHANGE_VALUE, index as i128, 0);
                }
            }
            _ => {}
        }
        // What is no number is set as every other cell is.
        self.case.set(field, value)?;
        self.keep(cell);
        Ok(())
    }

    /// Leaves a cell as it stands in the tables of the case.
    pub fn keep(&mut self, cell: usize) {
        self.cell(cell)[STATE] = i64::from(REMIT_EXCHANGE_KEPT);
    }

    /// Computes from the cells as they are set. After an error the figures are those of the run before.
    pub fn run(&mut self) -> Result<&Exchange> {
        let api = self.handle.api;
        check(api, self.case.language, |failure| unsafe {
            (api.remit_exchange_run)(self.handle.get(), failure)
        })?;
        Ok(self)
    }

    /// The number of a figure; none of a blank. Otherwise as [`decimal`](crate::TableView::decimal).
    pub fn decimal(&self, figure: usize) -> Result<Option<Decimal>> {
        let column = self.columns[figure];
        let words = self.figure(figure);
        if words[STATE] != i64::from(REMIT_EXCHANGE_VALUE)
            || !self.case.table.columns()[column].kind.is_figure()
        {
            return self.case.table.decimal(0, column); // says why there is none
        }
        let number = i128::from(words[HIGH]) << 64 | i128::from(words[LOW] as u64);
        let scale = u32::try_from(words[SCALE])
            .map_err(|reason| Error::failed(Status::InternalError, reason.to_string()))?;
        Ok(Some(Decimal::new(number, scale)))
    }

    /// A figure, whatever it is. A text, an error and a quotient without end are those of the table of the case: read them
    /// before [`case_mut`](Exchange::case_mut) runs it again.
    pub fn value(&self, figure: usize) -> Result<Value> {
        let column = self.columns[figure];
        let words = self.figure(figure);
        if words[STATE] == i64::from(REMIT_EXCHANGE_BLANK) {
            return Ok(Value::Blank);
        }
        let there = words[STATE] == i64::from(REMIT_EXCHANGE_VALUE);
        match self.case.table.columns()[column].kind {
            Kind::Boolean if there => Ok(Value::Bool(words[LOW] == 1)),
            Kind::Date if there => Ok(Value::Date(Date::of_days(words[LOW]))),
            Kind::Category if there => {
                Ok(Value::Text(self.words[figure][words[LOW] as usize].clone()))
            }
            kind if there && kind.is_figure() => {
                Ok(self.decimal(figure)?.map_or(Value::Blank, Value::Decimal))
            }
            _ => self.case.table.value(0, column),
        }
    }

    /// The case: its table shows the last run, with the texts of errors.
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// The case, to change its tables.
    pub fn case_mut(&mut self) -> &mut Case {
        &mut self.case
    }

    /// The case alone again.
    pub fn into_case(self) -> Case {
        self.case
    }
}
