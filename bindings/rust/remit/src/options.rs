//! How to compile and how to run.

use crate::call::{self, Handle, check, make};
use crate::{Date, Language, Result};
use remit_sys::*;
use std::any::Any;
use std::cell::RefCell;
use std::ffi::c_void;
use std::ops::{BitOr, ControlFlow};
use std::panic::{self, AssertUnwindSafe};
use std::rc::Rc;
use std::sync::Arc;

/// Declares what goes in as a number.
macro_rules! given {
    ($(#[$doc:meta])* $name:ident { $($(#[$what:meta])* $value:ident = $number:ident,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$what])* $value,)*
        }

        impl $name {
            pub(crate) fn number(self) -> i32 {
                match self {
                    $($name::$value => remit_sys::$number,)*
                }
            }
        }
    };
}
pub(crate) use given;

given! {
    /// What protects a program against a text or a table from a stranger.
    Limit {
        /// Bytes of one policy text.
        SourceBytes = REMIT_OPTION_MAX_SOURCE_BYTES,
        /// Tokens of one policy text.
        Tokens = REMIT_OPTION_MAX_TOKENS,
        /// Depth of brackets, blocks and operators; at most 1000.
        NestingDepth = REMIT_OPTION_MAX_NESTING_DEPTH,
        /// Declarations of one policy set.
        Declarations = REMIT_OPTION_MAX_DECLARATIONS,
        /// Columns of one entity.
        Columns = REMIT_OPTION_MAX_COLUMNS,
        /// Nodes of all expressions of one policy set.
        ExpressionNodes = REMIT_OPTION_MAX_EXPRESSION_NODES,
        /// Bytes of one text, in the policy or in a cell.
        TextBytes = REMIT_OPTION_MAX_TEXT_BYTES,
        /// Digits of one number as written.
        NumberDigits = REMIT_OPTION_MAX_NUMBER_DIGITS,
        /// Errors kept, and as many warnings.
        Diagnostics = REMIT_OPTION_MAX_DIAGNOSTICS,
        /// Rows of one table; taken when the policy is compiled.
        Rows = REMIT_OPTION_MAX_ROWS,
        /// Bytes of the columns of one run.
        MemoryBytes = REMIT_OPTION_MAX_MEMORY_BYTES,
        /// Rows times formula nodes of a run; 0: unbounded.
        Steps = REMIT_OPTION_MAX_STEPS,
        /// Wall clock of a run; 0: unbounded.
        Milliseconds = REMIT_OPTION_MAX_MILLISECONDS,
        /// Bytes of columns that are kept of rows which come in batches; 0: unbounded.
        KeptBytes = REMIT_OPTION_MAX_KEPT_BYTES,
    }
}

given! {
    /// Limits by name: who wrote the texts and the tables.
    Profile {
        /// One's own: no limit of time or steps.
        Own = REMIT_PROFILE_OWN,
        /// A stranger's: every limit is set, and low.
        Untrusted = REMIT_PROFILE_UNTRUSTED,
    }
}

/// What a run is asked for; several by `|`. The rest is not computed, and asking for it afterwards is
/// [`Status::Unsupported`](crate::Status::Unsupported).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Output(i32);

impl Output {
    /// Figures of entities, explanations, comparisons, the digest.
    pub const COLUMNS: Output = Output(REMIT_OUTPUT_COLUMNS);
    /// The ledger, lists of payments, totals by other groups.
    pub const LEDGER: Output = Output(REMIT_OUTPUT_LEDGER);
    /// Totals.
    pub const TOTALS: Output = Output(REMIT_OUTPUT_TOTALS);
    /// Targets.
    pub const TARGETS: Output = Output(REMIT_OUTPUT_TARGETS);
    /// Findings.
    pub const FINDINGS: Output = Output(REMIT_OUTPUT_FINDINGS);
    /// Attributions.
    pub const ATTRIBUTIONS: Output = Output(REMIT_OUTPUT_ATTRIBUTIONS);
    /// Cells in error and their causes.
    pub const ERRORS: Output = Output(REMIT_OUTPUT_ERRORS);
}

impl BitOr for Output {
    type Output = Output;

    fn bitor(self, other: Output) -> Output {
        Output(self.0 | other.0)
    }
}

/// A flag that stops runs. Any thread may set it at any time; clones are one flag.
#[derive(Clone)]
pub struct Cancel(Arc<Flag>);

struct Flag(Handle<remit_cancel>);

// SAFETY: remit.h: "remit_cancel may be used by any thread at any time".
unsafe impl Send for Flag {}
unsafe impl Sync for Flag {}

impl Cancel {
    /// A flag that is not set.
    pub fn new() -> Result<Cancel> {
        let api = call::api()?;
        let made = make(api, Language::En, api.remit_cancel_free, |made, failure| unsafe {
            (api.remit_cancel_new)(made, failure)
        })?;
        Ok(Cancel(Arc::new(Flag(made))))
    }

    /// Stops every run that watches the flag, and those yet to come.
    pub fn request(&self) {
        // SAFETY: here and below, the flag is alive.
        unsafe { (self.0.0.api.remit_cancel_request)(self.0.0.get()) }
    }

    /// Takes the request back.
    pub fn reset(&self) {
        unsafe { (self.0.0.api.remit_cancel_reset)(self.0.0.get()) }
    }
}

type Progress<'a> = Arc<dyn Fn(u64, u64) -> ControlFlow<()> + Send + Sync + 'a>;

/// How to compile and how to run; what is not said is as the library does it by itself.
#[derive(Clone, Default)]
pub struct Options<'a> {
    language: Option<Language>,
    as_of: Option<Date>,
    profile: Option<Profile>,
    integers: Vec<(remit_option, i64)>,
    cancel: Option<Cancel>,
    progress: Option<Progress<'a>>,
}

impl<'a> Options<'a> {
    /// What the library does by itself.
    pub fn new() -> Options<'a> {
        Options::default()
    }

    /// The language of diagnostics, errors, reasons and explanations. Not said: that of the policy, English at first.
    pub fn language(mut self, language: Language) -> Self {
        self.language = Some(language);
        self
    }

    /// Chooses among versions of a policy the one in force on that day, and is `today` of a run.
    pub fn as_of(mut self, day: Date) -> Self {
        self.as_of = Some(day);
        self
    }

    /// Threads of a run; 0: one for each processor. Not said: one. Figures are the same.
    pub fn threads(self, threads: u32) -> Self {
        self.integer(REMIT_OPTION_THREADS, threads.into())
    }

    /// Rows that are computed together. Not said: as the library likes. Figures are the same.
    pub fn batch_rows(self, rows: u32) -> Self {
        self.integer(REMIT_OPTION_BATCH_ROWS, rows.into())
    }

    /// What the run is asked for. Not said: everything.
    pub fn only(self, output: Output) -> Self {
        self.integer(REMIT_OPTION_ONLY, output.0.into())
    }

    /// The run measures where its time goes, for [`Results::stages`](crate::Results::stages).
    pub fn measured(self) -> Self {
        self.integer(REMIT_OPTION_PROFILE, 1)
    }

    /// Keys of rows that come in batches ascend strictly, and need not be remembered.
    pub fn ascending_keys(self) -> Self {
        self.integer(REMIT_OPTION_ASCENDING_KEYS, 1)
    }

    /// All limits by name; [`limit`](Options::limit) then says otherwise of one.
    pub fn profile(mut self, profile: Profile) -> Self {
        self.profile = Some(profile);
        self
    }

    /// One limit.
    pub fn limit(self, limit: Limit, value: i64) -> Self {
        self.integer(limit.number(), value)
    }

    /// Runs stop when the flag is set.
    pub fn cancel(mut self, cancel: &Cancel) -> Self {
        self.cancel = Some(cancel.clone());
        self
    }

    /// Hears how far a run is, `(done, total)`, some ten times a second, on the thread that called; `Break` stops it. A
    /// panic stops it too, and goes on in the caller.
    pub fn progress(
        mut self,
        progress: impl Fn(u64, u64) -> ControlFlow<()> + Send + Sync + 'a,
    ) -> Self {
        self.progress = Some(Arc::new(progress));
        self
    }

    fn integer(mut self, option: remit_option, value: i64) -> Self {
        self.integers.push((option, value));
        self
    }

    pub(crate) fn language_or(&self, otherwise: Language) -> Language {
        self.language.unwrap_or(otherwise)
    }

    /// The options as the library has them, for the calls that this lives for. A case has no progress.
    pub(crate) fn given(&self, api: &'static Api, language: Language) -> Result<Given<'a>> {
        // SAFETY: here and below, the handles are alive, and the listener lives as long as the options.
        let options = make(api, language, api.remit_options_free, |made, failure| unsafe {
            (api.remit_options_new)(made, failure)
        })?;
        let to = options.get();
        if let Some(profile) = self.profile {
            check(api, language, |failure| unsafe {
                (api.remit_options_set_profile)(to, profile.number(), failure)
            })?;
        }
        for (option, value) in &self.integers {
            check(api, language, |failure| unsafe {
                (api.remit_options_set_int)(to, *option, *value, failure)
            })?;
        }
        if let Some(Date { year, month, day }) = self.as_of {
            check(api, language, |failure| unsafe {
                (api.remit_options_set_as_of)(to, year, month.into(), day.into(), failure)
            })?;
        }
        if let Some(cancel) = &self.cancel {
            check(api, language, |failure| unsafe {
                (api.remit_options_set_cancel)(to, cancel.0.0.get(), failure)
            })?;
        }
        let listener = self
            .progress
            .clone()
            .map(|progress| Rc::new(Listener { progress, panic: RefCell::new(None) }));
        if let Some(listener) = &listener {
            let context = Rc::as_ptr(listener).cast_mut().cast::<c_void>();
            check(api, language, |failure| unsafe {
                (api.remit_options_set_progress)(to, Some(heard), context, failure)
            })?;
        }
        Ok(Given { options, listener })
    }

    pub(crate) fn without_progress(&self) -> Options<'static> {
        let Options { language, as_of, profile, integers, cancel, .. } = self.clone();
        Options { language, as_of, profile, integers, cancel, progress: None }
    }
}

/// Options as the library has them.
pub(crate) struct Given<'a> {
    options: Handle<remit_options>,
    listener: Option<Rc<Listener<'a>>>,
}

struct Listener<'a> {
    progress: Progress<'a>,
    panic: RefCell<Option<Box<dyn Any + Send>>>,
}

impl Given<'_> {
    pub(crate) fn get(&self) -> *const remit_options {
        self.options.get()
    }

    /// What a call gave, or the panic of its listener.
    pub(crate) fn after<T>(&self, outcome: T) -> T {
        if let Some(listener) = &self.listener {
            if let Some(panic) = listener.panic.take() {
                panic::resume_unwind(panic);
            }
        }
        outcome
    }
}

unsafe extern "C" fn heard(context: *mut c_void, done: u64, total: u64) -> i32 {
    // SAFETY: it is the listener of the options of the run that calls, on the thread that called it.
    let listener = unsafe { &*context.cast::<Listener<'_>>() };
    // Nothing may unwind through the library.
    match panic::catch_unwind(AssertUnwindSafe(|| (listener.progress)(done, total))) {
        Ok(ControlFlow::Continue(())) => 0,
        Ok(ControlFlow::Break(())) => 1,
        Err(panic) => {
            listener.panic.replace(Some(panic));
            1
        }
    }
}
