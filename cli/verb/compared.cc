#include "cli/verb/compared.h"

#include <cstdlib>

#include "absl/strings/str_split.h"
#include "cli/verb/run_record.h"

namespace remit::cli {
namespace {

std::optional<ComparedSide> run_side(const Policy& policy, const RunInputs& inputs,
                                     const Console& console, ExitStatus& status) {
  const std::optional<Data> data = load_data(policy, inputs, console, status);
  if (!data) return std::nullopt;
  const std::optional<Results> results = evaluate(policy, *data, inputs, console, status);
  if (!results) return std::nullopt;
  if (accept_run(policy, *results, inputs, console))
    return ComparedSide{{policy, *results}, inputs};
  status = ExitStatus::usage;
  return std::nullopt;
}

/// The later policy, which is the earlier one where it has the same files.
std::optional<Policy> later_policy(const Policy& earlier, const RunInputs& before,
                                   const RunInputs& after, const Console& console,
                                   ExitStatus& status) {
  if (before.files != after.files) return compile_for_run(after, console, status);
  if (after.record != nullptr) after.record->texts = before.record->texts;
  return earlier;
}

}  // namespace

const std::string& title_of(const Policy& policy) {
  return policy.title().empty() ? policy.name() : policy.title();
}

RunInputs earlier_inputs(const CompareInputs& sides) {
  RunInputs inputs = sides.inputs;
  inputs.files = absl::StrSplit(sides.policies.front(), ',');
  return inputs;
}

RunInputs later_inputs(const CompareInputs& sides) {
  RunInputs inputs = sides.inputs;
  inputs.files = absl::StrSplit(sides.policies.back(), ',');
  if (!sides.data_new.empty()) inputs.directory = sides.data_new;
  return inputs;
}

std::string sides_in_vain(const CompareInputs& sides, const Console& console) {
  if (sides.policies.size() == 1 && sides.data_new.empty())
    return console.text(Text::compare_with_what);
  if (!sides.data_new.empty() && sides.inputs.directory.empty())
    return console.text(Text::option_without, {"--data-new", "--data"});
  return {};
}

std::optional<Compared> compare_sides(const RunInputs& before, const RunInputs& after,
                                      const Console& console, ExitStatus& status) {
  const std::optional<Policy> ours = compile_for_run(before, console, status);
  if (!ours) return std::nullopt;
  const std::optional<Policy> theirs = later_policy(*ours, before, after, console, status);
  if (!theirs) return std::nullopt;
  const std::optional<ComparedSide> first = run_side(*ours, before, console, status);
  if (!first) return std::nullopt;
  const std::optional<ComparedSide> second = run_side(*theirs, after, console, status);
  if (!second) return std::nullopt;
  Result<Comparison> comparison =
      compare_runs(first->results, second->results, run_options(before, console, status));
  if (comparison.ok()) return Compared{*first, *second, *comparison, {}};
  complain(console, comparison.error());
  status = ExitStatus::usage;
  return std::nullopt;
}

bool add_groups(const std::vector<std::string>& by, Compared& compared, const Console& console,
                ExitStatus& status) {
  for (const std::string& words : by) {
    const std::vector<std::string> split = absl::StrSplit(words, ',');
    const Result<Table> groups = compared.comparison.groups(split);
    if (!groups.ok()) {
      complain(console, groups.error());
      status = ExitStatus::usage;
      return false;
    }
    compared.groups.emplace_back(words, *groups);
  }
  return true;
}

std::string title_of(const Compared& compared, const Console& console) {
  const std::string& before = title_of(compared.before.policy);
  const std::string& after = title_of(compared.after.policy);
  return before == after ? before : console.text(Text::compare_titles, {before, after});
}

std::string undetermined_note(const Table& counts, const Console& console) {
  const std::size_t column = *counts.find_column("undetermined");
  std::uint64_t payments = 0;
  for (std::uint64_t row = 0; row < counts.row_count(); ++row)
    payments += std::strtoull(counts.text(row, column).c_str(), nullptr, 10);
  return payments == 0 ? std::string() : console.text(Text::compare_undetermined, {payments});
}

std::vector<std::string> sides_of(const CompareInputs& sides, const Console& console) {
  std::vector<std::string> lines;
  if (sides.policies.size() > 1)
    lines.push_back(
        console.text(Text::compare_policies, {sides.policies.front(), sides.policies.back()}));
  if (!sides.data_new.empty())
    lines.push_back(console.text(Text::compare_data, {sides.inputs.directory, sides.data_new}));
  return lines;
}

}  // namespace remit::cli
