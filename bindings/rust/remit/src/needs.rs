//! What a figure still needs.

use crate::{Error, Result, Status};
use serde_json::Value as Json;

/// An input that can still matter. What it does not have is an empty text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Need {
    /// How it is reached from the row: "investment", "unit.kind"; of the whole by its name.
    pub path: String,
    /// The words that the policy has for it.
    pub label: String,
    /// "boolean", "number", "money", "date", "text", "category", "reference" or "duration".
    pub kind: String,
    /// Whether leaving it blank is an answer.
    pub optional: bool,
    /// The words of a category.
    pub words: Vec<String>,
    /// Of money: "CNY".
    pub currency: String,
    /// The entity that a reference names a row of.
    pub entity: String,
    /// Of a duration: "days", "workdays", "months", "years".
    pub unit: String,
}

/// What a figure still needs: nothing where it is determined.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Needs {
    /// Whether nothing that is not known can change it.
    pub determined: bool,
    /// "open", or what it is determined to be: "value", "blank" or "error".
    pub state: String,
    /// The value as text, where it is determined to be one.
    pub figure: Option<String>,
    /// The stable name of the error, where it is determined to be one.
    pub fault: Option<String>,
    /// The least that a number, an amount or a date can come to, where that is known.
    pub least: Option<String>,
    /// The most.
    pub most: Option<String>,
    /// In the order in which a form should ask.
    pub inputs: Vec<Need>,
    /// All of it as the library says it.
    pub json: String,
}

fn text(of: &Json, member: &str) -> Option<String> {
    of[member].as_str().map(str::to_owned)
}

fn need(one: &Json) -> Need {
    let said = |member| text(one, member).unwrap_or_default();
    let words = one["words"].as_array().into_iter().flatten();
    Need {
        path: said("path"),
        label: said("label"),
        kind: said("kind"),
        optional: one["optional"].as_bool().unwrap_or_default(),
        words: words.filter_map(|word| word.as_str().map(str::to_owned)).collect(),
        currency: said("currency"),
        entity: said("entity"),
        unit: said("unit"),
    }
}

pub(crate) fn read(json: String) -> Result<Needs> {
    let told: Json = serde_json::from_str(&json)
        .map_err(|reason| Error::failed(Status::InternalError, reason.to_string()))?;
    Ok(Needs {
        determined: told["determined"].as_bool().unwrap_or_default(),
        state: text(&told, "state").unwrap_or_default(),
        figure: text(&told, "figure"),
        fault: text(&told, "fault"),
        least: text(&told, "least"),
        most: text(&told, "most"),
        inputs: told["inputs"].as_array().into_iter().flatten().map(need).collect(),
        json,
    })
}
