//! What a policy says of itself: tables, fields, columns, clauses.

use crate::error::numbers;
use crate::words::list;
use crate::{Error, Language, Result, Status};
use std::collections::HashMap;

numbers! {
    /// What a cell holds.
    Kind {
        /// A truth value.
        Boolean = REMIT_KIND_BOOLEAN,
        /// A number; counts, ratios and percentages too.
        Number = REMIT_KIND_NUMBER,
        /// An amount.
        Money = REMIT_KIND_MONEY,
        /// A day.
        Date = REMIT_KIND_DATE,
        /// A text.
        Text = REMIT_KIND_TEXT,
        /// One of a closed list of words.
        Category = REMIT_KIND_CATEGORY,
        /// The key of a row of another entity.
        Reference = REMIT_KIND_REFERENCE,
        /// A whole number of days, workdays, months or years.
        Duration = REMIT_KIND_DURATION,
    }
}

impl Kind {
    /// Whether it is a figure: a number, an amount or a duration.
    pub fn is_figure(self) -> bool {
        matches!(self, Kind::Number | Kind::Money | Kind::Duration)
    }
}

/// An input column. What a field does not have is an empty text.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Field {
    /// Its name.
    pub name: String,
    /// The words that the policy has for it.
    pub label: String,
    /// What the data calls it besides its name and its label.
    pub header: String,
    /// What its cells hold.
    pub kind: Kind,
    /// Digits after the point of a number.
    pub scale: u32,
    /// Of money: "CNY".
    pub currency: String,
    /// The entity that a reference names a row of.
    pub refers_to: String,
    /// Of a duration: "days", "workdays", "months", "years".
    pub unit: String,
    /// The words of a category.
    pub categories: Vec<String>,
    /// Whether it is the key, or a part of it.
    pub key: bool,
    /// Whether it may be blank.
    pub optional: bool,
    /// Whether a blank takes the policy's default.
    pub has_default: bool,
    /// Whether the document leaves it open.
    pub hole: bool,
    /// Whether cells may be written with % and ‰.
    pub percent: bool,
    /// The clause.
    pub cite: String,
}

/// A column that the policy defines, by which declaration, and where that stands.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DefinedColumn {
    /// Its name.
    pub name: String,
    /// Words for a reader, in English.
    pub label_en: String,
    /// Words for a reader, in Chinese.
    pub label_zh: String,
    /// What its cells hold.
    pub kind: Kind,
    /// Digits after the point of a number.
    pub scale: u32,
    /// Of money: "CNY".
    pub currency: String,
    /// The words of a category.
    pub categories: Vec<String>,
    /// "reward", "target", ...
    pub form: String,
    /// The declaration's name.
    pub declaration: String,
    /// "amount", "eligible", "met", ...
    pub role: String,
    /// The clause.
    pub cite: String,
    /// The source.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
}

/// A table: its fields come in, its columns go out.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Entity {
    /// Its name.
    pub name: String,
    /// The words that the policy has for it.
    pub label: String,
    /// Whether the document leaves it open.
    pub hole: bool,
    /// Whether the policy makes its rows; no table of it is given.
    pub made: bool,
    /// What comes in.
    pub fields: Vec<Field>,
    /// What goes out.
    pub columns: Vec<DefinedColumn>,
    pub(crate) index: usize,
    pub(crate) by_name: HashMap<String, usize>,
}

impl Entity {
    /// Whether it is the jurisdiction as a whole, which has exactly one row.
    pub fn is_whole(&self) -> bool {
        self.index == 0
    }

    /// The number of a field by its name, its label, or what the data calls it.
    pub(crate) fn field(&self, name: &str, language: Language) -> Result<usize> {
        self.by_name.get(name).copied().ok_or_else(|| {
            let known = list(language, self.fields.iter().map(|field| field.name.as_str()));
            let words = remit_sys::words::NO_FIELD;
            Error::say(Status::NotFound, language, words, &[&self.name, name, &known])
        })
    }
}

/// A declaration, the clause that it cites, what that says in short, how it was read, and where it stands.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Clause {
    /// The declaration's name.
    pub name: String,
    /// "reward", "target", ...
    pub form: String,
    /// The words that the policy has for it.
    pub label: String,
    /// The clause.
    pub cite: String,
    /// The clause in short.
    pub says: String,
    /// How it was read where it could be read otherwise.
    pub reading: String,
    /// Why nothing computes it; empty where it is computed.
    pub not_computed: String,
    /// The source.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
}

/// What the document leaves open: a parameter or a whole table.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Hole {
    /// Its name.
    pub name: String,
    /// Whether a table is missing, not a parameter.
    pub is_entity: bool,
    /// The clause.
    pub cite: String,
}

/// The tables of a policy, by name and label.
pub(crate) struct Schema {
    pub(crate) entities: Vec<Entity>,
    by_name: HashMap<String, usize>,
}

impl Schema {
    pub(crate) fn of(entities: Vec<Entity>) -> Schema {
        let mut by_name = HashMap::new();
        let names = entities.iter().map(|entity| &entity.name);
        let labels = entities.iter().map(|entity| &entity.label);
        let all = names.enumerate().chain(labels.enumerate());
        for (index, name) in all.filter(|(_, name)| !name.is_empty()) {
            by_name.entry(name.clone()).or_insert(index);
        }
        Schema { entities, by_name }
    }

    pub(crate) fn entity(&self, name: &str, language: Language) -> Result<&Entity> {
        self.by_name.get(name).and_then(|index| self.entities.get(*index)).ok_or_else(|| {
            let known = list(language, self.entities.iter().map(|entity| entity.name.as_str()));
            let words = remit_sys::words::NO_ENTITY;
            Error::say(Status::NotFound, language, words, &[name, &known])
        })
    }
}
