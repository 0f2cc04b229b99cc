#pragma once

#include <string>
#include <string_view>

#include "base/language.h"
#include "check/name_index.h"
#include "syntax/tree.h"

namespace remit::editor {

/// The language of the keywords of a text: that of its first.
base::Language language_of(const syntax::Tree& tree);

/// The token at the offset, or just before it; null where there is none.
const syntax::Token* token_at(const syntax::Tree& tree, std::uint32_t offset);

/// The declaration that holds the offset; absent where there is none.
syntax::NodeView item_at(const syntax::Tree& tree, std::uint32_t offset);

/// What kind of thing a name is, in words: "reward", "field of `project`".
std::string kind_in_words(const check::NameIndex::Declared& name, syntax::NodeView item,
                          base::Language language);

}  // namespace remit::editor
