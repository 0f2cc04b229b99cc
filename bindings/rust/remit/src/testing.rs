//! The policy's own tests.

use crate::call::{forever, make};
use crate::{Data, DataMut, Options, Policy, Result, Table};
use remit_sys::*;
use std::any::Any;
use std::error::Error as StdError;
use std::ffi::{c_char, c_void};
use std::panic::{self, AssertUnwindSafe};

/// How one of the policy's own tests went.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TestOutcome {
    /// Its title.
    pub title: String,
    /// Whether it passed.
    pub passed: bool,
    /// Why not.
    pub message: String,
    /// The source.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
}

type Loaded = std::result::Result<(), Box<dyn StdError>>;
type Load<'a> = dyn FnMut(&str, &str, DataMut<'_>) -> Loaded + 'a;

struct Loader<'a> {
    policy: &'a Policy,
    load: Box<Load<'a>>,
    panic: Option<Box<dyn Any + Send>>,
}

unsafe extern "C" fn fill(
    context: *mut c_void,
    path: *const c_char,
    entity: *const c_char,
    data: *mut remit_data,
) -> remit_status {
    // SAFETY: the loader of the call that is going on, on its thread; texts and data are lent for this call.
    let loader = unsafe { &mut *context.cast::<Loader<'_>>() };
    let (path, entity) = unsafe { (forever(path), forever(entity)) };
    // Nothing may unwind through the library.
    let filled = panic::catch_unwind(AssertUnwindSafe(|| {
        Data::lent(loader.policy, data)
            .is_ok_and(|mut data| (loader.load)(&path, &entity, DataMut::new(&mut data)).is_ok())
    }));
    match filled {
        Ok(true) => REMIT_OK,
        Ok(false) => REMIT_DATA_ERROR,
        Err(panic) => {
            loader.panic = Some(panic);
            REMIT_DATA_ERROR
        }
    }
}

impl Policy {
    /// Runs the policy's own tests. `load(path, entity, data)` fills the table of a test that says
    /// `given ENTITY from "path"`; its error fails the test.
    pub fn run_tests<'a>(
        &'a self,
        load: impl FnMut(&str, &str, DataMut<'_>) -> Loaded + 'a,
        options: &Options<'_>,
    ) -> Result<Vec<TestOutcome>> {
        let (api, language) = (self.api(), options.language_or(self.language()));
        let given = options.given(api, language)?;
        let mut loader = Loader { policy: self, load: Box::new(load), panic: None };
        let context: *mut Loader<'_> = &mut loader;
        // SAFETY: the loader lives until the call is over, and nobody else has it meanwhile.
        let made = make(api, language, api.remit_table_free, |made, failure| unsafe {
            let (load, language) = (Some(fill as _), language.number());
            let run = api.remit_policy_run_tests;
            run(self.get(), given.get(), load, context.cast(), language, made, failure)
        });
        if let Some(panic) = loader.panic.take() {
            panic::resume_unwind(panic);
        }
        outcomes(&Table::new(given.after(made)?, language))
    }
}

fn outcomes(table: &Table) -> Result<Vec<TestOutcome>> {
    let read = |row: crate::TableRow<'_>| {
        Ok(TestOutcome {
            title: row.text("title")?,
            passed: row.bool("passed")? == Some(true),
            message: row.text("message")?,
            file: row.text("file")?,
            line: row.text("line")?.parse().unwrap_or_default(),
        })
    };
    table.rows().map(read).collect()
}
