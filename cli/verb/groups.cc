#include "cli/verb/groups.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "cli/verb/shown_table.h"

namespace remit::cli {
namespace {

/// The word that stands twice in the list, if one does.
std::optional<std::string> said_twice(std::vector<std::string> words) {
  std::sort(words.begin(), words.end());
  const auto twice = std::adjacent_find(words.begin(), words.end());
  return twice == words.end() ? std::nullopt : std::optional(*twice);
}

}  // namespace

std::string totals_name(const std::string& by) {
  return "totals-" + absl::StrJoin(absl::StrSplit(by, absl::ByAnyChar(",/\\:*?\"<>|")), "-");
}

std::string totals_title(const std::string& by, const Table& totals, const Console& console) {
  const ShownTable shown(totals, console);
  std::vector<std::string> captions;
  for (std::ptrdiff_t i = 0; i <= std::ranges::count(by, ','); ++i)
    captions.push_back(shown.caption(static_cast<std::size_t>(i)));
  return console.text(Text::totals_by,
                      {absl::StrJoin(captions, console.text(Text::clauses_comma))});
}

std::string words_said_twice(const std::vector<std::string>& by, const Console& console) {
  if (const auto twice = said_twice(by)) return console.text(Text::option_twice, {"--by", *twice});
  for (const std::string& words : by)
    if (const auto twice = said_twice(absl::StrSplit(words, ',')))
      return console.text(Text::option_twice, {"--by", *twice});
  return {};
}

}  // namespace remit::cli
