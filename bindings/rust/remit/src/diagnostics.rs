//! Complaints about a policy's text.

use crate::Language;
use crate::call::{lent, make_text};
use crate::error::numbers;
use remit_sys::*;
use std::fmt;

numbers! {
    /// How grave a diagnostic is.
    Severity {
        /// Nothing is evaluated.
        Error = REMIT_SEVERITY_ERROR,
        /// The policy is evaluated, perhaps not as it was meant.
        Warning = REMIT_SEVERITY_WARNING,
        /// Something that a reader may want to know.
        Note = REMIT_SEVERITY_NOTE,
    }
}

/// What would mend a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Where what is replaced begins, in bytes from 0.
    pub begin: usize,
    /// Where it ends, exclusive.
    pub end: usize,
    /// What to write there.
    pub replacement: String,
}

/// One complaint. Offsets count bytes from 0, ends are exclusive; lines and columns count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// How grave it is.
    pub severity: Severity,
    /// The stable code, "R0201".
    pub code: String,
    /// Its name, "unknown_name".
    pub name: String,
    /// The source, as it was called.
    pub file: String,
    /// Where it begins, in bytes.
    pub begin: usize,
    /// Where it ends, in bytes.
    pub end: usize,
    /// The line.
    pub line: usize,
    /// The column, in code points.
    pub column: usize,
    /// The column, in cells of a terminal.
    pub display_column: usize,
    /// What is wrong.
    pub message: String,
    /// How to mend it; may be empty.
    pub help: String,
    /// What would mend it, where that can be said.
    pub fix: Option<Fix>,
}

/// Complaints, in the order of the text. Shown with lines and carets.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    text: String,
    json: String,
}

impl Diagnostics {
    /// All of them as JSON, laid out as the page on diagnostics of the book says.
    pub fn json(&self) -> &str {
        &self.json
    }
}

impl std::ops::Deref for Diagnostics {
    type Target = [Diagnostic];

    fn deref(&self) -> &[Diagnostic] {
        &self.list
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.text)
    }
}

/// Reads all that is lent.
pub(crate) fn read(
    api: &'static Api,
    from: *const remit_diagnostics,
    language: Language,
) -> Diagnostics {
    // SAFETY: here and below, `from` is lent for the time of this call.
    let count = unsafe { (api.remit_diagnostics_count)(from) };
    let rendered = |format| {
        make_text(api, language, |text, failure| unsafe {
            (api.remit_diagnostics_render)(from, format, language.number(), text, failure)
        })
        .unwrap_or_default()
    };
    Diagnostics {
        list: (0..count).map(|index| read_one(api, from, index, language)).collect(),
        text: rendered(REMIT_FORMAT_TEXT),
        json: rendered(REMIT_FORMAT_JSON),
    }
}

fn read_one(
    api: &'static Api,
    from: *const remit_diagnostics,
    index: usize,
    language: Language,
) -> Diagnostic {
    // SAFETY: as above.
    let text = |which| {
        lent(|size| unsafe {
            (api.remit_diagnostics_text)(from, index, which, language.number(), size)
        })
        .unwrap_or_default()
    };
    let number = |which| unsafe { (api.remit_diagnostics_number)(from, index, which) };
    let place = |which| usize::try_from(number(which)).unwrap_or_default();
    let fix = usize::try_from(number(REMIT_DIAGNOSTIC_FIX_BEGIN)).ok().map(|begin| Fix {
        begin,
        end: place(REMIT_DIAGNOSTIC_FIX_END),
        replacement: text(REMIT_DIAGNOSTIC_REPLACEMENT),
    });
    Diagnostic {
        severity: Severity::of(number(REMIT_DIAGNOSTIC_SEVERITY) as i32),
        code: text(REMIT_DIAGNOSTIC_CODE),
        name: text(REMIT_DIAGNOSTIC_NAME),
        file: text(REMIT_DIAGNOSTIC_FILE),
        begin: place(REMIT_DIAGNOSTIC_BEGIN),
        end: place(REMIT_DIAGNOSTIC_END),
        line: place(REMIT_DIAGNOSTIC_LINE),
        column: place(REMIT_DIAGNOSTIC_COLUMN),
        display_column: place(REMIT_DIAGNOSTIC_DISPLAY_COLUMN),
        message: text(REMIT_DIAGNOSTIC_MESSAGE),
        help: text(REMIT_DIAGNOSTIC_HELP),
        fix,
    }
}
