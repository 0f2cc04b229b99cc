//! Tables in and out as Arrow record batches, without copying what fits as it is.
//!
//! Figures are `Decimal128`, quotients `Utf8`, blank cells and cells in error null.

use crate::call::{check, make};
use crate::{Data, DataMut, Error, Options, Policy, Result, Results, Status, TableView};
use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi, to_ffi};
use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_array::{Array, RecordBatch, RecordBatchReader, StructArray};
use arrow_schema::ArrowError;
use remit_sys::arrow::{ArrowArray, ArrowArrayStream, ArrowSchema};
use remit_sys::{REMIT_DATA_ERROR, REMIT_OK, remit_results, remit_status};
use std::any::Any;
use std::ffi::c_void;
use std::panic::{self, AssertUnwindSafe};
use std::ptr;

// The structures of the two crates are those of the interface.
const _: () = assert!(size_of::<FFI_ArrowArray>() == size_of::<ArrowArray>());
const _: () = assert!(size_of::<FFI_ArrowSchema>() == size_of::<ArrowSchema>());
const _: () = assert!(size_of::<FFI_ArrowArrayStream>() == size_of::<ArrowArrayStream>());

fn unfit(reason: &ArrowError) -> Error {
    Error::failed(Status::DataError, reason.to_string())
}

// SAFETY of all calls below: objects are alive; the structures are those of the interface, and whoever has one last releases
// it, here on being dropped, there whatever the outcome.
impl Data {
    /// Replaces a whole table by a record batch. Columns are matched with fields by name or label, in any order; one that fits
    /// no field is noted in [`notes`](Data::notes). [`Status::DataError`] for a column that is missing or of a type that does
    /// not fit leaves the table as it was.
    pub fn set_batch(&mut self, entity: &str, batch: &RecordBatch) -> Result<()> {
        let index = self.policy().entity(entity)?.index;
        let rows = StructArray::from(batch.clone()).into_data();
        let (mut array, schema) = to_ffi(&rows).map_err(|reason| unfit(&reason))?;
        let (api, language) = (self.policy().api(), self.policy().language());
        check(api, language, |failure| unsafe {
            let (schema, array) = (ptr::from_ref(&schema).cast(), ptr::from_mut(&mut array).cast());
            (api.remit_data_set_arrow)(self.get(), index, schema, array, failure)
        })
    }

    /// The same from all batches of a reader.
    pub fn set_reader<R: RecordBatchReader + Send + 'static>(
        &mut self,
        entity: &str,
        batches: R,
    ) -> Result<()> {
        let index = self.policy().entity(entity)?.index;
        let mut stream = FFI_ArrowArrayStream::new(Box::new(batches));
        let (api, language) = (self.policy().api(), self.policy().language());
        check(api, language, |failure| unsafe {
            let stream = ptr::from_mut(&mut stream).cast();
            (api.remit_data_set_arrow_stream)(self.get(), index, stream, failure)
        })
    }
}

impl DataMut<'_> {
    /// See [`Data::set_batch`].
    pub fn set_batch(&mut self, entity: &str, batch: &RecordBatch) -> Result<()> {
        self.whole().set_batch(entity, batch)
    }
}

impl TableView {
    /// The whole table, with a life of its own.
    pub fn to_batch(&self) -> Result<RecordBatch> {
        let (mut array, mut schema) = (FFI_ArrowArray::empty(), FFI_ArrowSchema::empty());
        let api = self.api();
        check(api, self.language(), |failure| unsafe {
            let (schema, array) =
                (ptr::from_mut(&mut schema).cast(), ptr::from_mut(&mut array).cast());
            (api.remit_table_export_arrow)(self.get(), schema, array, failure)
        })?;
        let rows = unsafe { from_ffi(array, &schema) }.map_err(|reason| unfit(&reason))?;
        Ok(StructArray::from(rows).into())
    }

    /// The same as a reader of one batch.
    pub fn to_reader(&self) -> Result<RecordBatchStreamReader> {
        let mut stream = FFI_ArrowArrayStream::empty();
        let api = self.api();
        check(api, self.language(), |failure| unsafe {
            let stream = ptr::from_mut(&mut stream).cast();
            (api.remit_table_export_arrow_stream)(self.get(), stream, failure)
        })?;
        RecordBatchStreamReader::try_new(stream).map_err(|reason| unfit(&reason))
    }
}

/// Why a function of the host stops a run.
pub type HostError = Box<dyn std::error::Error + Send + Sync>;

type Open<'a> =
    dyn FnMut() -> std::result::Result<Box<dyn RecordBatchReader + Send>, HostError> + 'a;
type Take<'a> = dyn FnMut(u64, &Results) -> std::result::Result<(), HostError> + 'a;

/// What the callbacks of one run share.
struct Batches<'a> {
    open: Box<Open<'a>>,
    take: Box<Take<'a>>,
    policy: Policy,
    language: crate::Language,
    failed: Option<HostError>,
    panic: Option<Box<dyn Any + Send>>,
}

impl Batches<'_> {
    /// Runs a function of the host; nothing may unwind through the library.
    fn guarded(
        &mut self,
        run: impl FnOnce(&mut Self) -> std::result::Result<(), HostError>,
    ) -> remit_status {
        match panic::catch_unwind(AssertUnwindSafe(|| run(self))) {
            Ok(Ok(())) => return REMIT_OK,
            Ok(Err(reason)) => self.failed = Some(reason),
            Err(panic) => self.panic = Some(panic),
        }
        REMIT_DATA_ERROR
    }
}

unsafe extern "C" fn open(context: *mut c_void, stream: *mut ArrowArrayStream) -> remit_status {
    // SAFETY: the context of the call that is going on, on its thread; the stream is empty, and the library's to release.
    let batches = unsafe { &mut *context.cast::<Batches<'_>>() };
    batches.guarded(|batches| {
        let rows = FFI_ArrowArrayStream::new((batches.open)()?);
        unsafe { stream.cast::<FFI_ArrowArrayStream>().write(rows) };
        Ok(())
    })
}

unsafe extern "C" fn take(
    context: *mut c_void,
    first_row: u64,
    batch: *const remit_results,
) -> remit_status {
    // SAFETY: as above; the batch is lent for this call, and not freed by what is made of it.
    let batches = unsafe { &mut *context.cast::<Batches<'_>>() };
    batches.guarded(|batches| {
        let handle = crate::call::Handle::new(batches.policy.api(), batch.cast_mut(), None)?;
        let lent = Results::new(handle, batches.policy.clone(), batches.language);
        (batches.take)(first_row, &lent)
    })
}

impl Policy {
    /// Evaluates while the rows of an entity come in batches, more of them than memory holds; `data` has all other tables.
    /// `open` gives a reader of all rows, from the first one on, for each of the [`traversals`](Policy::traversals). `take`
    /// gets what each batch came to, with the number of its first row; tables taken from it live on. The results are those of
    /// the other entities, with totals over everything. Both are called on this thread; their errors are [`Error::Host`].
    pub fn evaluate_batches<'a>(
        &self,
        data: &Data,
        entity: &str,
        open_rows: impl FnMut() -> std::result::Result<Box<dyn RecordBatchReader + Send>, HostError>
        + 'a,
        take_batch: impl FnMut(u64, &Results) -> std::result::Result<(), HostError> + 'a,
        options: &Options<'_>,
    ) -> Result<Results> {
        let (api, language) = (self.api(), options.language_or(self.language()));
        let index = self.entity(entity)?.index;
        let given = options.given(api, language)?;
        let mut batches = Batches {
            open: Box::new(open_rows),
            take: Box::new(take_batch),
            policy: self.clone(),
            language,
            failed: None,
            panic: None,
        };
        let context: *mut Batches<'_> = &mut batches;
        // Nobody else has the batches until the call is over.
        let made = make(api, language, api.remit_results_free, |made, failure| unsafe {
            (api.remit_evaluate_batches)(
                self.get(),
                data.get(),
                index,
                Some(open),
                Some(take),
                context.cast(),
                given.get(),
                made,
                failure,
            )
        });
        if let Some(panic) = batches.panic.take() {
            panic::resume_unwind(panic);
        }
        match (given.after(made), batches.failed.take()) {
            (Err(_), Some(reason)) => Err(Error::Host(reason)),
            (made, _) => Ok(Results::new(made?, self.clone(), language)),
        }
    }
}
