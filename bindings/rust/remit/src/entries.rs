//! The lists that describe a policy.

use crate::call::lent;
use crate::schema::{Clause, DefinedColumn, Entity, Field, Hole, Kind};
use remit_sys::*;
use std::collections::HashMap;
use std::ffi::c_char;
use std::ptr;

/// One list of a policy, which lives longer than this.
#[derive(Clone, Copy)]
pub(crate) struct Entries {
    pub(crate) api: &'static Api,
    pub(crate) policy: *const remit_policy,
    pub(crate) list: remit_list,
    pub(crate) entity: usize,
}

// SAFETY of all calls below: the policy is alive, and lends its texts for longer than it takes to copy them.
impl Entries {
    fn all<T>(self, read: impl Fn(Entries, usize) -> T) -> Vec<T> {
        let mut count = 0;
        let Entries { api, policy, list, entity } = self;
        unsafe { (api.remit_policy_count)(policy, list, entity, &mut count, ptr::null_mut()) };
        (0..count).map(|index| read(self, index)).collect()
    }

    fn text(self, index: usize, which: remit_entry_text) -> String {
        let Entries { api, policy, list, entity } = self;
        let read = |size: *mut usize| -> *const c_char {
            unsafe { (api.remit_policy_list_text)(policy, list, entity, index, which, size) }
        };
        lent(read).unwrap_or_default()
    }

    fn number(self, index: usize, which: remit_entry_number) -> i64 {
        let mut value = -1;
        let Entries { api, policy, list, entity } = self;
        let number = api.remit_policy_entry_number;
        unsafe { number(policy, list, entity, index, which, &mut value, ptr::null_mut()) };
        value
    }

    fn is(self, index: usize, which: remit_entry_number) -> bool {
        self.number(index, which) == 1
    }

    /// A number that is not below nought where there is one.
    fn size(self, index: usize, which: remit_entry_number) -> usize {
        usize::try_from(self.number(index, which)).unwrap_or_default()
    }

    fn kind(self, index: usize) -> Kind {
        Kind::of(self.number(index, REMIT_ENTRY_KIND) as i32)
    }

    fn scale(self, index: usize) -> u32 {
        self.size(index, REMIT_ENTRY_SCALE) as u32
    }

    fn categories(self, index: usize) -> Vec<String> {
        let Entries { api, policy, list, entity } = self;
        let word = |category| {
            lent(|size| unsafe {
                (api.remit_policy_list_category)(policy, list, entity, index, category, size)
            })
        };
        (0..self.size(index, REMIT_ENTRY_CATEGORY_COUNT)).filter_map(word).collect()
    }

    fn of(self, list: remit_list, entity: usize) -> Entries {
        Entries { list, entity, ..self }
    }

    pub(crate) fn entities(self) -> Vec<Entity> {
        self.of(REMIT_LIST_ENTITIES, 0).all(|list, index| {
            let fields = list.of(REMIT_LIST_FIELDS, index).all(Entries::field);
            let field = |header: fn(&Field) -> &str| {
                let named = move |(at, field)| (header(field).to_owned(), at);
                fields.iter().enumerate().map(named).collect::<Vec<_>>()
            };
            // The first that is called so; a name goes before a label, a label before a header.
            let mut by_name = HashMap::new();
            let names = [field(|f| &f.name), field(|f| &f.label), field(|f| &f.header)];
            for (name, at) in names.into_iter().flatten().filter(|(name, _)| !name.is_empty()) {
                by_name.entry(name).or_insert(at);
            }
            Entity {
                name: list.text(index, REMIT_ENTRY_NAME),
                label: list.text(index, REMIT_ENTRY_LABEL_EN),
                hole: list.is(index, REMIT_ENTRY_IS_HOLE),
                made: list.is(index, REMIT_ENTRY_IS_MADE),
                columns: list.of(REMIT_LIST_COLUMNS, index).all(Entries::column),
                fields,
                index,
                by_name,
            }
        })
    }

    fn field(self, index: usize) -> Field {
        Field {
            name: self.text(index, REMIT_ENTRY_NAME),
            label: self.text(index, REMIT_ENTRY_LABEL_EN),
            header: self.text(index, REMIT_ENTRY_HEADER),
            kind: self.kind(index),
            scale: self.scale(index),
            currency: self.text(index, REMIT_ENTRY_CURRENCY),
            refers_to: self.text(index, REMIT_ENTRY_REFERS_TO),
            unit: self.text(index, REMIT_ENTRY_UNIT),
            categories: self.categories(index),
            key: self.is(index, REMIT_ENTRY_IS_KEY),
            optional: self.is(index, REMIT_ENTRY_IS_OPTIONAL),
            has_default: self.is(index, REMIT_ENTRY_HAS_DEFAULT),
            hole: self.is(index, REMIT_ENTRY_IS_HOLE),
            percent: self.is(index, REMIT_ENTRY_IS_PERCENT),
            cite: self.text(index, REMIT_ENTRY_CITE),
        }
    }

    fn column(self, index: usize) -> DefinedColumn {
        DefinedColumn {
            name: self.text(index, REMIT_ENTRY_NAME),
            label_en: self.text(index, REMIT_ENTRY_LABEL_EN),
            label_zh: self.text(index, REMIT_ENTRY_LABEL_ZH),
            kind: self.kind(index),
            scale: self.scale(index),
            currency: self.text(index, REMIT_ENTRY_CURRENCY),
            categories: self.categories(index),
            form: self.text(index, REMIT_ENTRY_FORM),
            declaration: self.text(index, REMIT_ENTRY_DECLARATION),
            role: self.text(index, REMIT_ENTRY_ROLE),
            cite: self.text(index, REMIT_ENTRY_CITE),
            file: self.text(index, REMIT_ENTRY_FILE),
            line: self.size(index, REMIT_ENTRY_LINE),
        }
    }

    pub(crate) fn clauses(self) -> Vec<Clause> {
        self.of(REMIT_LIST_CLAUSES, 0).all(|list, index| Clause {
            name: list.text(index, REMIT_ENTRY_NAME),
            form: list.text(index, REMIT_ENTRY_FORM),
            label: list.text(index, REMIT_ENTRY_LABEL_EN),
            cite: list.text(index, REMIT_ENTRY_CITE),
            says: list.text(index, REMIT_ENTRY_SAYS),
            reading: list.text(index, REMIT_ENTRY_READING),
            not_computed: list.text(index, REMIT_ENTRY_NOT_COMPUTED),
            file: list.text(index, REMIT_ENTRY_FILE),
            line: list.size(index, REMIT_ENTRY_LINE),
        })
    }

    pub(crate) fn holes(self) -> Vec<Hole> {
        self.of(REMIT_LIST_HOLES, 0).all(|list, index| Hole {
            name: list.text(index, REMIT_ENTRY_NAME),
            is_entity: list.is(index, REMIT_ENTRY_IS_ENTITY),
            cite: list.text(index, REMIT_ENTRY_CITE),
        })
    }
}
