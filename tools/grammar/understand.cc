#include "understand.h"

#include "compile.h"
#include "read.h"
#include "verify.h"

namespace remit::grammar_compiler {

std::optional<Grammar> understand(std::string_view text, const Lexicon& lexicon,
                                  Complaints& complaints) {
  const std::optional<GrammarText> read_text = read(text, complaints);
  if (!read_text) return std::nullopt;
  Grammar grammar = compile(*read_text, lexicon, complaints);
  if (!complaints.empty()) return std::nullopt;
  compute_sets(grammar, lexicon);
  verify(grammar, lexicon, complaints);
  if (!complaints.empty()) return std::nullopt;
  return grammar;
}

}  // namespace remit::grammar_compiler
