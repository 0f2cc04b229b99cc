//! Where the library is found.

use crate::{Api, REMIT_ABI_VERSION};
use std::fmt;
use std::path::PathBuf;
use std::sync::OnceLock;

/// Why there is no library to call.
#[derive(Debug)]
pub enum LoadError {
    /// No file could be opened: each that was tried, with the system's reason.
    NotFound(Vec<(PathBuf, String)>),
    /// The library lacks a function of this interface, or is another.
    Unfit {
        /// The file.
        file: PathBuf,
        /// What does not fit.
        reason: String,
    },
}

impl fmt::Display for LoadError {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LoadError::NotFound(tried) => {
                write!(to, "the library of Remit is not found; set REMIT_LIBRARY to its file")?;
                tried.iter().try_for_each(|(_, reason)| write!(to, "\n  {reason}"))
            }
            LoadError::Unfit { file, reason } => write!(to, "{}: {reason}", file.display()),
        }
    }
}

impl std::error::Error for LoadError {}

const NAME: &str = if cfg!(windows) {
    "remit.dll"
} else if cfg!(target_os = "macos") {
    "libremit.dylib"
} else {
    "libremit.so.1"
};

/// The file that the environment names; or else one beside the program, and the system's.
fn candidates() -> Vec<PathBuf> {
    if let Some(named) = std::env::var_os("REMIT_LIBRARY").filter(|named| !named.is_empty()) {
        return vec![named.into()];
    }
    let beside = std::env::current_exe().ok().and_then(|program| {
        let folder = program.parent()?;
        let places: [PathBuf; 2] = [folder.join(NAME), folder.join("..").join("lib").join(NAME)];
        places.into_iter().find(|file| file.exists())
    });
    beside.into_iter().chain([NAME.into()]).collect()
}

fn open() -> Result<Api, LoadError> {
    let mut tried = Vec::new();
    for file in candidates() {
        // SAFETY: opening it runs initializers of the library, which do nothing that Rust could notice.
        match unsafe { libloading::Library::new(&file) } {
            Ok(library) => return bind(library, file),
            Err(reason) => tried.push((file, reason.to_string())),
        }
    }
    Err(LoadError::NotFound(tried))
}

fn bind(library: libloading::Library, file: PathBuf) -> Result<Api, LoadError> {
    // SAFETY: types are those of the header; the version, asked first, says whether it is the library's too.
    let found = unsafe {
        match library.get::<unsafe extern "C" fn() -> u32>(b"remit_abi_version\0") {
            Ok(version) => version(),
            Err(reason) => return Err(LoadError::Unfit { file, reason: reason.to_string() }),
        }
    };
    if found >> 16 != REMIT_ABI_VERSION >> 16 || found < REMIT_ABI_VERSION {
        let version = |number: u32| format!("{}.{}", number >> 16, number & 0xffff);
        let (has, needs) = (version(found), version(REMIT_ABI_VERSION));
        let reason = format!("it has the interface {has}, but this package needs {needs}");
        return Err(LoadError::Unfit { file, reason });
    }
    // SAFETY: as above; the library is never closed.
    let api = unsafe { Api::of(&library) };
    std::mem::forget(library);
    api.map_err(|reason| LoadError::Unfit { file, reason: reason.to_string() })
}

/// The library: the file that the environment variable `REMIT_LIBRARY` names; where it names none, the one beside the
/// program or in `../lib` from there, else the system's. Found once; any thread may ask, at any time.
pub fn api() -> Result<&'static Api, &'static LoadError> {
    static FOUND: OnceLock<Result<Api, LoadError>> = OnceLock::new();
    FOUND.get_or_init(open).as_ref()
}
