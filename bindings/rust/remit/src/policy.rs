//! Compiled policies.

use crate::call::{self, Handle, Texts, bytes, c_name, check, lent, make, make_text};
use crate::diagnostics::{self, Diagnostics};
use crate::entries::Entries;
use crate::options::given;
use crate::schema::{Clause, Entity, Hole, Schema};
use crate::{Case, Data, Error, Language, Options, Result, Results, Tables};
use remit_sys::*;
use std::path::Path;
use std::ptr;
use std::sync::Arc;

/// A compiled policy set. It never changes, so any number of threads may use one; clones are the same policy. Data, results
/// and cases that were made from it live on without it.
#[derive(Clone)]
pub struct Policy {
    inner: Arc<Inner>,
}

struct Inner {
    handle: Handle<remit_policy>,
    schema: Schema,
    language: Language,
}

// SAFETY: remit.h: a remit_policy never changes, any number of threads may use it at once.
unsafe impl Send for Inner {}
unsafe impl Sync for Inner {}

impl Policy {
    /// Compiles a policy and the files that amend it: what diagnostics call each, and its text. A name that ends in ".md" is
    /// read as Markdown whose fenced `remit` blocks are the policy. [`Error::Policy`] has every complaint.
    pub fn compile<N: AsRef<str>, T: AsRef<str>>(
        sources: impl IntoIterator<Item = (N, T)>,
    ) -> Result<Policy> {
        Policy::compile_with(sources, &Options::new())
    }

    /// The same with options: limits, the day for which, the language of the answers.
    pub fn compile_with<N: AsRef<str>, T: AsRef<str>>(
        sources: impl IntoIterator<Item = (N, T)>,
        options: &Options<'_>,
    ) -> Result<Policy> {
        let api = call::api()?;
        let language = options.language_or(Language::En);
        let (names, texts): (Vec<_>, Vec<_>) = sources.into_iter().unzip();
        let names: Vec<_> =
            names.iter().map(|name| c_name(name.as_ref(), language)).collect::<Result<_>>()?;
        let called: Vec<_> = names.iter().map(|name| name.as_ptr()).collect();
        let texts = Texts::of(&texts.iter().map(AsRef::as_ref).collect::<Vec<&str>>());
        let given = options.given(api, language)?;
        // SAFETY: names, texts and options live until the call is over.
        let handle = make(api, language, api.remit_policy_free, |made, failure| unsafe {
            let (addresses, sizes) = (texts.addresses(), texts.sizes());
            let names = called.as_ptr();
            (api.remit_compile)(texts.len(), names, addresses, sizes, given.get(), made, failure)
        })?;
        let list = REMIT_LIST_ENTITIES;
        let entities = Entries { api, policy: handle.get(), list, entity: 0 }.entities();
        let schema = Schema::of(entities);
        Ok(Policy { inner: Arc::new(Inner { handle, schema, language }) })
    }

    /// Reads and compiles a file.
    pub fn load(path: impl AsRef<Path>) -> Result<Policy> {
        Policy::load_with([path], &Options::new())
    }

    /// Reads and compiles files.
    pub fn load_with<P: AsRef<Path>>(
        paths: impl IntoIterator<Item = P>,
        options: &Options<'_>,
    ) -> Result<Policy> {
        let read = |path: P| {
            let path = path.as_ref();
            let text = std::fs::read_to_string(path);
            match text {
                Ok(text) => Ok((path.display().to_string(), text)),
                Err(reason) => Err(Error::File { path: path.to_owned(), reason }),
            }
        };
        let sources: Vec<_> = paths.into_iter().map(read).collect::<Result<_>>()?;
        Policy::compile_with(sources, options)
    }

    pub(crate) fn api(&self) -> &'static Api {
        self.inner.handle.api
    }

    pub(crate) fn get(&self) -> *const remit_policy {
        self.inner.handle.get()
    }

    fn text(&self, which: remit_policy_text_kind) -> String {
        // SAFETY: here and below, the policy is alive.
        lent(|size| unsafe { (self.api().remit_policy_text)(self.get(), which, size) })
            .unwrap_or_default()
    }

    fn entries(&self) -> Entries {
        Entries { api: self.api(), policy: self.get(), list: REMIT_LIST_ENTITIES, entity: 0 }
    }

    /// Its name.
    pub fn name(&self) -> String {
        self.text(REMIT_POLICY_NAME)
    }

    /// Its title.
    pub fn title(&self) -> String {
        self.text(REMIT_POLICY_TITLE)
    }

    /// 64 hexadecimal digits, the same for every layout and spelling of the same policy.
    pub fn hash(&self) -> String {
        self.text(REMIT_POLICY_HASH)
    }

    /// The language in which it answers where nothing else is said.
    pub fn language(&self) -> Language {
        self.inner.language
    }

    /// Warnings and notes of the compilation.
    pub fn diagnostics(&self) -> Diagnostics {
        let all = unsafe { (self.api().remit_policy_diagnostics)(self.get()) };
        diagnostics::read(self.api(), all, self.language())
    }

    /// Its tables; the first is the jurisdiction as a whole.
    pub fn entities(&self) -> &[Entity] {
        &self.inner.schema.entities
    }

    /// One of its tables, by name or label.
    pub fn entity(&self, name: &str) -> Result<&Entity> {
        self.inner.schema.entity(name, self.language())
    }

    /// Its declarations, and the clause that each one cites.
    pub fn clauses(&self) -> Vec<Clause> {
        self.entries().clauses()
    }

    /// What the document leaves open.
    pub fn holes(&self) -> Vec<Hole> {
        self.entries().holes()
    }

    /// Input tables without rows.
    pub fn data(&self) -> Result<Data> {
        Data::new(self)
    }

    /// Input tables, to be filled one after the other; in the end none may be missing.
    pub fn tables(&self) -> Tables {
        Tables::new(self)
    }

    /// Computes every column that the policy defines. Cells in error fail no run: see
    /// [`Results::causes`](crate::Results::causes).
    pub fn evaluate(&self, data: &Data) -> Result<Results> {
        self.evaluate_with(data, &Options::new())
    }

    /// The same with options: threads, limits, a flag that stops it.
    pub fn evaluate_with(&self, data: &Data, options: &Options<'_>) -> Result<Results> {
        let (api, language) = (self.api(), options.language_or(self.language()));
        let given = options.given(api, language)?;
        // SAFETY: all of them are alive until the call is over.
        let made = make(api, language, api.remit_results_free, |made, failure| unsafe {
            (api.remit_evaluate)(self.get(), data.get(), given.get(), made, failure)
        });
        Ok(Results::new(given.after(made)?, self.clone(), language))
    }

    /// One row of an entity, to be evaluated again and again, for a program that answers one request after the other.
    pub fn case(&self, entity: &str) -> Result<Case> {
        Case::new(self, entity, None, &Options::new())
    }

    /// The same; `data` has the other tables, and the row as it is to begin with. The options hold for every run, but for
    /// progress.
    pub fn case_with(&self, entity: &str, data: &Data, options: &Options<'_>) -> Result<Case> {
        Case::new(self, entity, Some(data), options)
    }

    /// How often `evaluate_batches` (with the feature `arrow`) reads all rows of an entity: once more than the policy has
    /// steps that need all of them first. [`Status::Unsupported`](crate::Status::Unsupported), with the reason, where they
    /// cannot come in batches.
    pub fn traversals(&self, entity: &str) -> Result<u32> {
        let (api, index) = (self.api(), self.entity(entity)?.index);
        let mut traversals = 0;
        check(api, self.language(), |failure| unsafe {
            (api.remit_policy_traversals)(self.get(), index, &mut traversals, failure)
        })?;
        Ok(u32::try_from(traversals).unwrap_or_default())
    }

    /// What changed in the text from this policy to `after`, declaration by declaration: form, name, change, before, after,
    /// place_before, place_after.
    pub fn changes_to(&self, after: &Policy) -> Result<crate::Table> {
        let api = self.api();
        let made = make(api, self.language(), api.remit_table_free, |made, failure| unsafe {
            (api.remit_compare_texts)(self.get(), after.get(), made, failure)
        })?;
        Ok(crate::Table::new(made, self.language()))
    }
}

impl std::fmt::Debug for Policy {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.debug_struct("Policy").field("name", &self.name()).finish_non_exhaustive()
    }
}

given! {
    /// How [`format()`] spells keywords.
    Keywords {
        /// As they are.
        AsWritten = REMIT_KEYWORDS_AS_WRITTEN,
        /// In English.
        English = REMIT_KEYWORDS_EN,
        /// In simplified Chinese.
        Chinese = REMIT_KEYWORDS_ZH,
        /// In traditional Chinese.
        TraditionalChinese = REMIT_KEYWORDS_ZH_HANT,
    }
}

/// A policy text in its canonical layout, comments kept. [`Error::Policy`] where it cannot be read.
pub fn format(name: &str, text: &str, keywords: Keywords) -> Result<String> {
    let api = call::api()?;
    let name = c_name(name, Language::En)?;
    // SAFETY: the texts live until the call is over.
    make_text(api, Language::En, |made, failure| unsafe {
        let (from, options) = (bytes(text), ptr::null());
        (api.remit_format)(
            name.as_ptr(),
            from,
            text.len(),
            keywords.number(),
            options,
            made,
            failure,
        )
    })
}
