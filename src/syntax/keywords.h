#pragma once

#include <string_view>

#include "absl/types/span.h"
#include "syntax/grammar_names.h"
#include "syntax/keyword_info.h"

namespace remit::syntax {

/// The keyword table, in the order of `Keyword`; word operators are in type::operators().
absl::Span<const KeywordInfo> keywords();

/// The entry of a keyword, which must not be `none`. O(1).
const KeywordInfo& keyword_info(Keyword keyword);

/// The English spelling; empty for `none`.
std::string_view english(Keyword keyword);

/// The keyword with that id, or `none`. O(log n).
Keyword find_keyword(std::string_view id);

}  // namespace remit::syntax
