//! The way to the library: handles, calls that may fail, texts in and out.

use crate::error::{Error, Result};
use crate::{Language, Status};
use remit_sys::{Api, REMIT_OK, remit_error, remit_status, remit_string};
use std::ffi::{CStr, CString, c_char};
use std::ptr::{self, NonNull};

/// Every function of the library.
pub(crate) fn api() -> Result<&'static Api> {
    remit_sys::api().map_err(Error::Library)
}

/// An object of the library, freed when it is dropped.
pub(crate) struct Handle<T> {
    pub(crate) api: &'static Api,
    address: NonNull<T>,
    free: Option<unsafe extern "C" fn(*mut T)>,
}

impl<T> Handle<T> {
    /// Owned where there is a function to free it, else lent by an object that must live longer.
    pub(crate) fn new(
        api: &'static Api,
        address: *mut T,
        free: Option<unsafe extern "C" fn(*mut T)>,
    ) -> Result<Handle<T>> {
        match NonNull::new(address) {
            Some(address) => Ok(Handle { api, address, free }),
            None => Err(Error::failed(Status::InternalError, "REMIT_INTERNAL_ERROR".to_owned())),
        }
    }

    pub(crate) fn get(&self) -> *mut T {
        self.address.as_ptr()
    }
}

impl<T> Drop for Handle<T> {
    fn drop(&mut self) {
        if let Some(free) = self.free {
            // SAFETY: it is owned, and nobody else has its address any more.
            unsafe { free(self.address.as_ptr()) }
        }
    }
}

/// Runs a function whose last argument receives the error.
pub(crate) fn check(
    api: &'static Api,
    language: Language,
    run: impl FnOnce(*mut *mut remit_error) -> remit_status,
) -> Result<()> {
    let mut failure = ptr::null_mut();
    match run(&mut failure) {
        REMIT_OK => Ok(()),
        status => Err(Error::of(api, status, failure, language)),
    }
}

/// Runs a function that gives a handle.
pub(crate) fn make<T>(
    api: &'static Api,
    language: Language,
    free: unsafe extern "C" fn(*mut T),
    run: impl FnOnce(*mut *mut T, *mut *mut remit_error) -> remit_status,
) -> Result<Handle<T>> {
    let mut made = ptr::null_mut();
    check(api, language, |failure| run(&mut made, failure))?;
    Handle::new(api, made, Some(free))
}

/// Runs a function that makes a text.
pub(crate) fn make_text(
    api: &'static Api,
    language: Language,
    run: impl FnOnce(*mut *mut remit_string, *mut *mut remit_error) -> remit_status,
) -> Result<String> {
    let made = make(api, language, api.remit_string_free, run)?;
    // SAFETY: the text lives as long as `made`.
    let text = lent(|size| unsafe { (api.remit_string_data)(made.get(), size) });
    Ok(text.unwrap_or_default())
}

/// A text that an object holds.
pub(crate) fn lent(read: impl FnOnce(*mut usize) -> *const c_char) -> Option<String> {
    let mut size = 0;
    let data = read(&mut size);
    if data.is_null() {
        return None;
    }
    // SAFETY: the library lends `size` bytes, for longer than this takes.
    let bytes = unsafe { std::slice::from_raw_parts(data.cast::<u8>(), size) };
    Some(String::from_utf8_lossy(bytes).into_owned())
}

/// A text up to its NUL.
///
/// # Safety
///
/// It is null, or lives longer than this takes.
pub(crate) unsafe fn forever(data: *const c_char) -> String {
    if data.is_null() {
        return String::new();
    }
    unsafe { CStr::from_ptr(data) }.to_string_lossy().into_owned()
}

/// Texts as a function takes them: addresses and sizes, of what they borrow.
pub(crate) struct Texts {
    addresses: Vec<*const c_char>,
    sizes: Vec<usize>,
}

impl Texts {
    pub(crate) fn of<T: AsRef<str>>(texts: &[T]) -> Texts {
        let addresses = texts.iter().map(|text| text.as_ref().as_ptr().cast()).collect();
        Texts { addresses, sizes: texts.iter().map(|text| text.as_ref().len()).collect() }
    }

    pub(crate) fn len(&self) -> usize {
        self.sizes.len()
    }

    pub(crate) fn addresses(&self) -> *const *const c_char {
        if self.addresses.is_empty() { ptr::null() } else { self.addresses.as_ptr() }
    }

    pub(crate) fn sizes(&self) -> *const usize {
        if self.sizes.is_empty() { ptr::null() } else { self.sizes.as_ptr() }
    }
}

/// The first byte of a text; of an empty one some address all the same.
pub(crate) fn bytes(text: &str) -> *const c_char {
    text.as_ptr().cast()
}

/// A name that the library takes up to its NUL.
pub(crate) fn c_name(name: &str, language: Language) -> Result<CString> {
    CString::new(name).map_err(|_| {
        let shown = name.replace('\0', "\u{2400}");
        Error::say(Status::InvalidArgument, language, remit_sys::words::NUL, &[&shown])
    })
}
