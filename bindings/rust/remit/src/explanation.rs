//! How a figure came about.

use crate::call::{bytes, make_text};
use crate::{Language, Result, Results};
use remit_sys::*;

/// How a cell came about: what it is, under which clause and why it is not another figure; then the steps, then the inputs.
/// Made when it is asked for.
#[derive(Clone)]
pub struct Explanation<'r> {
    results: &'r Results,
    entity: usize,
    row: u64,
    column: String,
    depth: u32,
    language: Language,
}

impl<'r> Explanation<'r> {
    pub(crate) fn new(results: &'r Results, entity: usize, row: u64, column: &str) -> Self {
        let (column, language) = (column.to_owned(), results.language());
        Explanation { results, entity, row, column, depth: 0, language }
    }

    /// How many steps from the cell are spelled out; 0, the default: down to the inputs.
    pub fn depth(mut self, depth: u32) -> Self {
        self.depth = depth;
        self
    }

    /// Down to the inputs, and figures of other rows spelled out too.
    pub fn unfolded(self) -> Self {
        self.depth(REMIT_DEPTH_UNFOLDED)
    }

    /// Its language; else that of the results.
    pub fn language(mut self, language: Language) -> Self {
        self.language = language;
        self
    }

    /// As text. [`Status::NotFound`](crate::Status::NotFound) for a column that the policy does not define.
    pub fn text(&self) -> Result<String> {
        self.laid_out(REMIT_FORMAT_TEXT)
    }

    /// As JSON, laid out as the page on explanations of the book says.
    pub fn json(&self) -> Result<String> {
        self.laid_out(REMIT_FORMAT_JSON)
    }

    /// As a page that needs nothing else and can be printed.
    pub fn html(&self) -> Result<String> {
        self.laid_out(REMIT_FORMAT_HTML)
    }

    fn laid_out(&self, format: remit_format_kind) -> Result<String> {
        let Explanation { results, entity, row, ref column, depth, language } = *self;
        // SAFETY: the results are alive, and so is the column's name until the call is over.
        make_text(results.api(), language, |made, failure| unsafe {
            let explain = results.api().remit_results_explain;
            let (text, size, language) = (bytes(column), column.len(), language.number());
            explain(results.get(), entity, row, text, size, depth, format, language, made, failure)
        })
    }
}
