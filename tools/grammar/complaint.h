#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace remit::grammar_compiler {

/// What is wrong with a grammar, and where: `place` is a slice of its text, or empty for the whole.
struct Complaint {
  std::string_view place;
  std::string message;
};

using Complaints = std::vector<Complaint>;

/// Writes the complaints as compilers do, in the order of the text:
///
///     grammar.ebnf:3:12: error: no rule is called `pont`
///     point = x:pont
///               ^~~~
void print(const Complaints& complaints, std::string_view file, std::string_view text,
           std::ostream& out);

}  // namespace remit::grammar_compiler
