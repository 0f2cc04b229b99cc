#include "cli/verb/summaries.h"

#include <algorithm>

#include "cli/verb/section.h"

namespace remit::cli {

std::vector<std::size_t> summaries_of(const Policy& policy) {
  std::vector<std::size_t> found;
  for (std::size_t i = 1; i < policy.entities().size(); ++i) {
    const EntityInfo& entity = policy.entities()[i];
    const auto makes_it = [&entity](const Clause& clause) {
      return clause.form == "summary" && clause.declaration == entity.name;
    };
    if (entity.made && std::ranges::any_of(policy.clauses(), makes_it)) found.push_back(i);
  }
  return found;
}

const std::string& summary_title(const Policy& policy, std::size_t entity) {
  const EntityInfo& info = policy.entities()[entity];
  return info.label.empty() ? info.name : info.label;
}

std::string summaries_text(const Policy& policy, const Results& results, std::uint64_t lines,
                           const Console& console) {
  std::string out;
  for (const std::size_t i : summaries_of(policy))
    out += Section(results.entity(i, console.language()), lines, console)
               .text(summary_title(policy, i), every_row);
  return out;
}

}  // namespace remit::cli
