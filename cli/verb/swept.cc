#include "cli/verb/swept.h"

namespace remit::cli {

RunOptions what_if_options(const RunInputs& inputs, const Console& console, ExitStatus& status) {
  RunOptions options = run_options(inputs, console, status);
  options.progress = [&console](std::uint64_t done, std::uint64_t total) {
    console.progress(console.text(Text::what_if_progress, {done * 100 / (total == 0 ? 1 : total)}));
    return true;
  };
  return options;
}

std::optional<Sweep> sweep_figures(const Policy& policy, const Data& data, const RunInputs& inputs,
                                   const std::vector<std::string>& set,
                                   const std::vector<std::string>& show, const Console& console,
                                   ExitStatus& status) {
  SweepOptions options;
  options.set = set;
  options.show = show;
  options.run = what_if_options(inputs, console, status);
  if (status != ExitStatus::fine) return std::nullopt;
  Result<Sweep> found = policy.sweep(data, options);
  console.clear_progress();
  if (found.ok()) return *std::move(found);
  status = refuse_what_if(console, found.error());
  return std::nullopt;
}

ExitStatus refuse_what_if(const Console& console, const Error& error) {
  console.clear_progress();
  complain(console, error);
  return error.code() == StatusCode::policy_error ? ExitStatus::policy_errors : ExitStatus::usage;
}

bool any_error(const Table& table) {
  for (std::size_t column = 0; column < table.columns().size(); ++column) {
    const std::string& name = table.columns()[column].name;
    const bool counts_open = name.starts_with("undetermined(") || name.starts_with("未定(") ||
                             name.ends_with(".undetermined") || name.ends_with(".未定");
    for (std::uint64_t row = 0; row < table.row_count(); ++row) {
      if (table.state(row, column) == CellState::error) return true;
      if (counts_open && table.text(row, column) != "0") return true;
    }
  }
  return false;
}

}  // namespace remit::cli
