#include "enumerators.h"

#include <algorithm>
#include <map>

namespace remit::grammar_compiler {
namespace {

/// The keywords of C++20 and its alternative tokens.
constexpr std::string_view kReserved[] = {"alignas",       "alignof",     "and",
                                          "and_eq",        "asm",         "auto",
                                          "bitand",        "bitor",       "bool",
                                          "break",         "case",        "catch",
                                          "char",          "char16_t",    "char32_t",
                                          "char8_t",       "class",       "co_await",
                                          "co_return",     "co_yield",    "compl",
                                          "concept",       "const",       "const_cast",
                                          "consteval",     "constexpr",   "constinit",
                                          "continue",      "decltype",    "default",
                                          "delete",        "do",          "double",
                                          "dynamic_cast",  "else",        "enum",
                                          "explicit",      "export",      "extern",
                                          "false",         "float",       "for",
                                          "friend",        "goto",        "if",
                                          "inline",        "int",         "long",
                                          "mutable",       "namespace",   "new",
                                          "noexcept",      "not",         "not_eq",
                                          "nullptr",       "operator",    "or",
                                          "or_eq",         "private",     "protected",
                                          "public",        "register",    "reinterpret_cast",
                                          "requires",      "return",      "short",
                                          "signed",        "sizeof",      "static",
                                          "static_assert", "static_cast", "struct",
                                          "switch",        "template",    "this",
                                          "thread_local",  "throw",       "true",
                                          "try",           "typedef",     "typeid",
                                          "typename",      "union",       "unsigned",
                                          "using",         "virtual",     "void",
                                          "volatile",      "wchar_t",     "while",
                                          "xor",           "xor_eq"};

/// What a set of names becomes, to find two that become the same.
class Enumerators {
 public:
  explicit Enumerators(Complaints& complaints) : complaints_(complaints) {}

  /// `place`: of the name in the grammar, or empty.
  void add(std::string_view name, std::string_view place) {
    const std::string spelling = enumerator(name);
    const auto [first, fresh] = names_.try_emplace(spelling, name);
    if (spelling == "none")
      complaints_.push_back({place, "`none` is the enumerator that stands for nothing"});
    if (fresh || spelling == "none") return;
    complaints_.push_back({place, "`" + std::string(name) + "` and `" + std::string(first->second) +
                                      "` would both be the enumerator " + spelling});
  }

 private:
  Complaints& complaints_;
  std::map<std::string, std::string_view> names_;
};

}  // namespace

std::string enumerator(std::string_view name) {
  std::string spelling(name);
  for (char& c : spelling) {
    if (c == ' ' || c == '@') c = '_';
  }
  if (std::ranges::find(kReserved, spelling) != std::end(kReserved)) spelling += '_';
  return spelling;
}

void check_enumerators(const Grammar& grammar, const Lexicon& lexicon, Complaints& complaints) {
  Enumerators rules(complaints), labels(complaints), keywords(complaints);
  for (std::size_t i = 1; i < grammar.rules.size(); ++i)
    rules.add(grammar.rules[i].name, grammar.rules[i].name);
  for (std::size_t i = 1; i < grammar.labels.size(); ++i)
    labels.add(grammar.labels[i], grammar.labels[i]);
  for (const KeywordInfo& keyword : lexicon.keywords()) keywords.add(keyword.id, {});
}

}  // namespace remit::grammar_compiler
