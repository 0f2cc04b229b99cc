#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "check/context.h"
#include "diagnostic/format.h"

namespace remit::check {

/// A name, a date or a number without a unit as it is written, the same in each language; empty of
/// any other formula.
std::string plain_words(NodeView formula);

/// How a call says a part: the words of the language, with a space between, in quotes.
diagnostic::Argument spelled(std::initializer_list<Keyword> words);

/// "one value", "2 to 3 values".
diagnostic::Argument values_wanted(int least, int most);
/// How a call with so many values is written, `f(a, b)`, and these alone: `a, b`.
std::string call_example(std::string_view name, int count);
std::string some_values(int count);
/// "one is given", "2 are given".
diagnostic::Argument values_given(int count);

}  // namespace remit::check
