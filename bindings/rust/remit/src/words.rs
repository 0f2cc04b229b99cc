//! What this package says for itself: one of the sentences of [`remit_sys::words`], with its arguments.

use crate::Language;

pub(crate) fn say(language: Language, words: [&str; 2], parts: &[&str]) -> String {
    let mut said = words[language as usize].to_owned();
    for (number, part) in parts.iter().enumerate() {
        said = said.replace(&format!("{{{number}}}"), part);
    }
    said
}

pub(crate) fn list<'a>(language: Language, names: impl Iterator<Item = &'a str>) -> String {
    let separator = remit_sys::words::SEPARATOR[language as usize];
    names.filter(|name| !name.is_empty()).collect::<Vec<_>>().join(separator)
}
