//! The structures of the Arrow C data interface, as <https://arrow.apache.org/docs/format/CDataInterface.html> has
//! them. Those of other crates (`arrow_array::ffi`) have the same layout.

use core::ffi::{c_char, c_int, c_void};

/// The type of an array.
#[repr(C)]
#[derive(Debug)]
pub struct ArrowSchema {
    /// The type, in the letters of the interface.
    pub format: *const c_char,
    /// The name of the field.
    pub name: *const c_char,
    /// Further words.
    pub metadata: *const c_char,
    /// Whether it may be null, and others.
    pub flags: i64,
    /// How many children there are.
    pub n_children: i64,
    /// The children.
    pub children: *mut *mut ArrowSchema,
    /// The type of the dictionary's values.
    pub dictionary: *mut ArrowSchema,
    /// Frees it; null: it has been.
    pub release: Option<unsafe extern "C" fn(*mut ArrowSchema)>,
    /// The producer's own.
    pub private_data: *mut c_void,
}

/// An array.
#[repr(C)]
#[derive(Debug)]
pub struct ArrowArray {
    /// How many values there are.
    pub length: i64,
    /// How many of them are null; -1: not counted.
    pub null_count: i64,
    /// Where they begin in the buffers.
    pub offset: i64,
    /// How many buffers there are.
    pub n_buffers: i64,
    /// How many children there are.
    pub n_children: i64,
    /// The buffers.
    pub buffers: *mut *const c_void,
    /// The children.
    pub children: *mut *mut ArrowArray,
    /// The dictionary's values.
    pub dictionary: *mut ArrowArray,
    /// Frees it; null: it has been.
    pub release: Option<unsafe extern "C" fn(*mut ArrowArray)>,
    /// The producer's own.
    pub private_data: *mut c_void,
}

/// Arrays one after the other.
#[repr(C)]
#[derive(Debug)]
pub struct ArrowArrayStream {
    /// Gives the type of all arrays.
    pub get_schema: Option<unsafe extern "C" fn(*mut ArrowArrayStream, *mut ArrowSchema) -> c_int>,
    /// Gives the next array, a released one at the end.
    pub get_next: Option<unsafe extern "C" fn(*mut ArrowArrayStream, *mut ArrowArray) -> c_int>,
    /// Says why the last call failed.
    pub get_last_error: Option<unsafe extern "C" fn(*mut ArrowArrayStream) -> *const c_char>,
    /// Frees it; null: it has been.
    pub release: Option<unsafe extern "C" fn(*mut ArrowArrayStream)>,
    /// The producer's own.
    pub private_data: *mut c_void,
}
