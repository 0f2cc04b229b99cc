//! What can go wrong.

use crate::call::{Handle, lent};
use crate::diagnostics::{self, Diagnostics};
use crate::words::say;
use crate::{Fault, Language};
use remit_sys::{Api, LoadError, remit_error, remit_status};
use std::path::PathBuf;

/// What a call gives.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a call failed, in the language of the policy or the options.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The text of the policy has errors; shown with their lines and carets.
    #[error("{0}")]
    Policy(Box<Diagnostics>),
    /// Anything else that the library, or this package before it, refuses.
    #[error("{message}")]
    Failed {
        /// What kind of failure it is.
        status: Status,
        /// A line for a person.
        message: String,
    },
    /// The cell that was to be read is in error. A run does not fail for it.
    #[error(transparent)]
    Cell(#[from] Fault),
    /// What a function that was handed over answered: one that opens rows, or takes a batch.
    #[error(transparent)]
    Host(Box<dyn std::error::Error + Send + Sync>),
    /// There is no library to call.
    #[error(transparent)]
    Library(&'static LoadError),
    /// A file of a policy cannot be read.
    #[error("{}: {reason}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why not.
        reason: std::io::Error,
    },
}

impl Error {
    /// What kind of failure the library says it is; none for what it does not say.
    pub fn status(&self) -> Option<Status> {
        match self {
            Error::Policy(_) => Some(Status::PolicyError),
            Error::Failed { status, .. } => Some(*status),
            _ => None,
        }
    }

    /// The complaints about the policy's text.
    pub fn diagnostics(&self) -> Option<&Diagnostics> {
        match self {
            Error::Policy(diagnostics) => Some(diagnostics),
            _ => None,
        }
    }

    pub(crate) fn failed(status: Status, message: String) -> Error {
        Error::Failed { status, message }
    }

    pub(crate) fn say(
        status: Status,
        language: Language,
        words: [&str; 2],
        parts: &[&str],
    ) -> Error {
        Error::failed(status, say(language, words, parts))
    }

    /// That of a call which failed; `failure` is freed.
    #[cold]
    pub(crate) fn of(
        api: &'static Api,
        status: remit_status,
        failure: *mut remit_error,
        language: Language,
    ) -> Error {
        let Ok(failure) = Handle::new(api, failure, Some(api.remit_error_free)) else {
            // SAFETY: the names of statuses live forever.
            let name = unsafe { crate::call::forever((api.remit_status_name)(status)) };
            return Error::failed(Status::of(status), name);
        };
        if status == remit_sys::REMIT_POLICY_ERROR {
            // SAFETY: the diagnostics live as long as the error.
            let all = unsafe { (api.remit_error_diagnostics)(failure.get()) };
            return Error::Policy(Box::new(diagnostics::read(api, all, language)));
        }
        // SAFETY: the text lives as long as the error.
        let message = lent(|size| unsafe {
            (api.remit_error_message)(failure.get(), language.number(), size)
        });
        Error::failed(Status::of(status), message.unwrap_or_default())
    }
}

/// Declares the numbers of an enumeration of the library that come out of it. Later versions may add some.
macro_rules! numbers {
    ($(#[$doc:meta])* $name:ident { $($(#[$what:meta])* $value:ident = $number:ident,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$what])* $value,)*
            /// One that only a later version of the library has.
            Other(i32),
        }

        impl $name {
            pub(crate) fn of(number: i32) -> $name {
                match number {
                    $(remit_sys::$number => $name::$value,)*
                    other => $name::Other(other),
                }
            }
        }
    };
}
pub(crate) use numbers;

numbers! {
    /// What kind of failure it is.
    Status {
        /// An argument that is no value, an index out of range.
        InvalidArgument = REMIT_INVALID_ARGUMENT,
        /// Memory ran out; the library is as usable as before.
        OutOfMemory = REMIT_OUT_OF_MEMORY,
        /// The policy's text has errors.
        PolicyError = REMIT_POLICY_ERROR,
        /// A table does not fit the policy.
        DataError = REMIT_DATA_ERROR,
        /// There is no such entity, field, column or row.
        NotFound = REMIT_NOT_FOUND,
        /// A limit of the options is exceeded.
        LimitExceeded = REMIT_LIMIT_EXCEEDED,
        /// A flag or the progress callback stopped the run.
        Cancelled = REMIT_CANCELLED,
        /// It is not in this build, not on this processor, or not of such a run.
        Unsupported = REMIT_UNSUPPORTED,
        /// A fault of Remit itself; please report it.
        InternalError = REMIT_INTERNAL_ERROR,
    }
}
