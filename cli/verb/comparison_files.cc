#include "cli/verb/comparison_files.h"

#include <utility>

#include "cli/csv/csv_writer.h"
#include "cli/verb/groups.h"
#include "cli/verb/inputs.h"
#include "cli/verb/output.h"
#include "cli/verb/run_record.h"
#include "remit/compare.h"

namespace remit::cli {
namespace {

/// The name of each file and its table.
using Lists = std::vector<std::pair<std::string, Table>>;

/// All but the lines that differ, which are too many for a table.
Lists summary_lists(const Compared& compared, Language language) {
  const Comparison& comparison = compared.comparison;
  Lists lists = {{"totals", comparison.totals()}, {"rewards", comparison.rewards()},
                 {"counts", comparison.counts()}, {"distribution", comparison.distribution()},
                 {"rows", comparison.rows()},     {"findings", comparison.findings(language)}};
  for (const auto& [by, table] : compared.groups) lists.emplace_back(totals_name(by), table);
  return lists;
}

bool write_changes(const Compared& compared, const std::string& out, OutputFolder& folder,
                   const Console& console) {
  const std::string path = table_path(out, "changes");
  FolderFile changes = folder.make("changes");
  if (!written(changes.open(), path, console)) return false;
  const auto write = [&](const std::string& text) {
    return written(changes.write(text), path, console);
  };
  if (!changes_as_csv(compared, write, console) || !written(changes.close(), path, console))
    return false;
  folder.add(std::move(changes));
  return true;
}

}  // namespace

std::vector<std::string> names_of_comparison(const std::vector<std::string>& by) {
  std::vector<std::string> names = {"changes",      "totals", "rewards", "counts",
                                    "distribution", "rows",   "findings"};
  for (const std::string& words : by) names.push_back(totals_name(words));
  return names;
}

bool changes_as_csv(const Compared& compared, const std::function<bool(const std::string&)>& take,
                    const Console& console) {
  bool first = true;
  const Status made = compared.comparison.changes(
      [&](const Table& part) -> Status {
        std::string text;
        if (first) append_csv_header(part, text, console.language());
        first = false;
        append_csv_rows(part, 0, part.row_count(), text);
        if (take(text)) return Done{};
        return host_error(StatusCode::cancelled, std::string());
      },
      console.language());
  if (made.ok()) return true;
  const std::string why = made.error().message(console.language());
  if (!why.empty()) complain(console, made.error());
  return false;
}

bool write_comparison(const Compared& compared, const std::string& out, OutputFolder& folder,
                      const Console& console) {
  for (const auto& [name, table] : summary_lists(compared, console.language()))
    if (!written(folder.add(name, csv_text(table, console.language())), table_path(out, name),
                 console))
      return false;
  if (!write_changes(compared, out, folder, console)) return false;
  const std::string manifest = manifest_text(out, compared, folder.written(), console.language());
  return written(folder.publish(manifest), out, console);
}

}  // namespace remit::cli
