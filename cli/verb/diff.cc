// `remit diff`: what changed in the text of a policy.
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "cli/csv/csv_writer.h"
#include "cli/text/json_text.h"
#include "cli/verb/inputs.h"
#include "cli/verb/verbs.h"
#include "nlohmann/json.hpp"
#include "remit/compare.h"

namespace remit::cli {
namespace {

struct DiffVerb {
  std::vector<std::string> policies;  // each a file, or several joined by commas
  std::string format = "text";
};

/// Declaration by declaration: what it was, and what it is.
std::string difference_text(const Table& table, const Console& console) {
  const auto cell = [&table](std::uint64_t row, const char* name) {
    return table.text(row, *table.find_column(name));
  };
  std::string out, last;
  for (std::uint64_t row = 0; row < table.row_count(); ++row) {
    const std::string change = cell(row, "change");
    const std::string before = cell(row, "before"), after = cell(row, "after");
    std::string title = keyword(cell(row, "form"), console.language());
    if (!cell(row, "name").empty()) title += " " + cell(row, "name");
    if (title != last) out += (out.empty() ? "" : "\n") + title + "\n";
    last = title;
    const auto tell = [&](const char* sign, const std::string& said, const char* place) {
      out += std::string("  ") + sign + " " + said + "  (" + cell(row, place) + ")\n";
    };
    if (change != "added") tell("-", before, "place_before");
    if (change != "removed") tell("+", after, "place_after");
  }
  return out.empty() ? console.text(Text::diff_none) + "\n" : out;
}

ExitStatus diff(const DiffVerb& verb, const Console& console) {
  ExitStatus status = ExitStatus::fine;
  const std::optional<Policy> before =
      compile_files(absl::StrSplit(verb.policies.front(), ','), console, status);
  if (!before) return status;
  const std::optional<Policy> after =
      compile_files(absl::StrSplit(verb.policies.back(), ','), console, status);
  if (!after) return status;
  const Table table = compare_texts(*before, *after);
  if (verb.format == "json") {
    console.print(json_text({{"before", before->canonical_hash()},
                             {"after", after->canonical_hash()},
                             {"differences", json_rows(table)}}));
  } else if (verb.format == "csv") {
    console.print(csv_text(table, console.language()));
  } else {
    console.print(difference_text(table, console));
  }
  return ExitStatus::fine;
}

}  // namespace

void add_diff(CommandLine& line, const Console& console) {
  auto options = std::make_shared<DiffVerb>();
  VerbOptions verb = line.add_verb("diff", Text::help_diff,
                                   [options, &console] { return diff(*options, console); });
  verb.words("POLICY", options->policies, Text::help_compare_policies, 2, 2);
  verb.choice("--format", "FORMAT", options->format, {"text", "csv", "json"},
              Text::help_diff_format);
}

}  // namespace remit::cli
