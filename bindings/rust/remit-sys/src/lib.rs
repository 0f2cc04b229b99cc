//! The C interface of Remit as Rust sees it: every function, constant and type of `remit.h`, generated from its
//! description. The crate `remit` stands on it; programs should use that one.
//!
//! The library is looked for when the program runs, by [`api`].

#[allow(non_camel_case_types)]
#[rustfmt::skip]
mod abi;
pub mod arrow;
mod library;
#[rustfmt::skip]
pub mod words;

pub use abi::*;
pub use library::{LoadError, api};

use core::marker::{PhantomData, PhantomPinned};

/// What a handle of the library holds: nothing that Rust may know, move or share by itself.
type Opaque = PhantomData<(*mut u8, PhantomPinned)>;
