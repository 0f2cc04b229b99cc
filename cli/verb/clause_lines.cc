#include "cli/verb/clause_lines.h"

#include <algorithm>

#include "absl/strings/str_join.h"

namespace remit::cli {
namespace {

void add_new(std::vector<std::string>& texts, const std::string& text) {
  if (!text.empty() && std::ranges::find(texts, text) == texts.end()) texts.push_back(text);
}

}  // namespace

std::vector<ClauseLine> clause_lines(const Policy& policy) {
  std::vector<ClauseLine> lines;
  for (const Clause& clause : policy.clauses()) {
    auto line = std::ranges::find_if(lines, [&clause](const ClauseLine& each) {
      return !clause.cite.empty() && each.cite == clause.cite;
    });
    if (line == lines.end()) line = lines.insert(line, ClauseLine{clause.cite, {}, {}, {}, {}});
    add_new(line->says, clause.says);
    add_new(line->rules, clause.declaration);
    add_new(line->reading, clause.reading);
    add_new(line->not_computed, clause.not_computed);
  }
  return lines;
}

std::string one_after_another(const std::vector<std::string>& texts, const Console& console) {
  return absl::StrJoin(texts, console.text(Text::clauses_between));
}

std::string rules_of(const ClauseLine& line, const Console& console, const std::string& quote) {
  std::vector<std::string> parts;
  if (!line.rules.empty()) {
    const std::string between = quote + console.text(Text::clauses_comma) + quote;
    parts.push_back(quote + absl::StrJoin(line.rules, between) + quote);
  }
  for (const std::string& why : line.not_computed)
    parts.push_back(console.text(Text::clauses_not_computed, {why}));
  return one_after_another(parts, console);
}

}  // namespace remit::cli
