#include "cli/verb/asked.h"

#include <algorithm>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace remit::cli {
namespace {

std::string all_names() {
  return absl::StrJoin(output_names(), ", ",
                       [](std::string* to, const OutputName& output) { to->append(output.name); });
}

}  // namespace

void add_asked_option(VerbOptions& verb, std::vector<std::string>& words) {
  verb.list("--only", "WORD,WORD", words, Text::help_only);
}

std::optional<Outputs> read_asked(const std::vector<std::string>& words, const Console& console) {
  if (words.empty()) return Outputs();
  Outputs asked = Outputs::none();
  for (const std::string& list : words) {
    for (const std::string& word : std::vector<std::string>(absl::StrSplit(list, ','))) {
      const auto named = std::ranges::find(output_names(), word, &OutputName::name);
      if (named == output_names().end()) {
        console.complain(console.text(Text::not_among, {"--only", word, all_names()}));
        return std::nullopt;
      }
      if (asked.has(named->output)) {
        console.complain(console.text(Text::option_twice, {"--only", word}));
        return std::nullopt;
      }
      asked.add(named->output);
    }
  }
  return asked;
}

std::vector<std::string> words_of(Outputs asked) {
  std::vector<std::string> words;
  if (asked.is_all()) return words;
  for (const OutputName& output : output_names())
    if (asked.has(output.output)) words.emplace_back(output.name);
  return words;
}

}  // namespace remit::cli
