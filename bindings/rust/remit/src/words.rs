//! What this package says for itself: one of the sentences of [`remit_sys::words`], with its arguments.

use crate::Language;

pub(crate) fn say(language: Language, words: [&str; 2], parts: &[&str]) -> String {
    let mut pieces = words[language as usize].split('{');
    let mut said = pieces.next().unwrap_or_default().to_owned();
    // Each begins with the number of an argument and its bracket.
    for piece in pieces {
        let (number, rest) = piece.split_once('}').unwrap_or((piece, ""));
        let part = number.parse().ok().and_then(|number: usize| parts.get(number));
        said.push_str(part.copied().unwrap_or_default());
        said.push_str(rest);
    }
    said
}

pub(crate) fn list<'a>(language: Language, names: impl Iterator<Item = &'a str>) -> String {
    let separator = remit_sys::words::SEPARATOR[language as usize];
    names.filter(|name| !name.is_empty()).collect::<Vec<_>>().join(separator)
}
