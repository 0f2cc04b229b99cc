#include "cli/verb/output.h"

#include <filesystem>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "cli/csv/file_bytes.h"
#include "cli/verb/found.h"

namespace remit::cli {
namespace {

/// What is written beside the tables of the entities.
constexpr const char* kLists[] = {"ledger", "totals", "targets", "errors", "attributions"};

}  // namespace

const std::string& table_name(const Policy& policy, std::size_t entity) {
  return entity == 0 ? policy.name() : policy.entities()[entity].name;
}

std::string table_path(const std::string& directory, const std::string& name) {
  return (std::filesystem::path(directory) / (name + ".csv")).string();
}

bool overwrites_input(const std::string& directory, const Policy& policy,
                      const std::vector<std::string>& more, const RunInputs& inputs,
                      const Console& console) {
  std::vector<std::string> names(std::begin(kLists), std::end(kLists));
  if (finds(policy)) names.emplace_back("findings");
  names.insert(names.end(), more.begin(), more.end());
  for (std::size_t i = 0; i < policy.entities().size(); ++i) names.push_back(table_name(policy, i));
  return overwrites_input(directory, names, policy, inputs, console);
}

bool overwrites_input(const std::string& directory, const std::vector<std::string>& names,
                      const Policy& policy, const RunInputs& inputs, const Console& console) {
  std::vector<std::string> read = inputs.files;
  for (std::size_t i = 0; i < policy.entities().size() && !inputs.directory.empty(); ++i) {
    read.push_back(table_path(inputs.directory, table_name(policy, i)));
  }
  for (const std::string& table : inputs.tables) read.push_back(table.substr(table.find('=') + 1));
  for (const std::string& name : names) {
    for (const std::string& input : read) {
      std::error_code absent;
      if (!std::filesystem::equivalent(table_path(directory, name), input, absent)) continue;
      console.complain(console.text(Text::would_overwrite, {"--out", input}));
      return true;
    }
  }
  return false;
}

void tell_other_files(const std::string& directory, const Policy& policy,
                      const std::vector<std::string>& more, const Console& console) {
  std::vector<std::string> ours(std::begin(kLists), std::end(kLists));
  if (finds(policy)) ours.emplace_back("findings");
  ours.insert(ours.end(), more.begin(), more.end());
  for (std::size_t i = 0; i < policy.entities().size(); ++i) {
    const EntityInfo& entity = policy.entities()[i];
    if (!entity.key.empty() || !entity.columns.empty()) ours.push_back(table_name(policy, i));
  }
  tell_other_files(directory, ours, console);
}

void tell_other_files(const std::string& directory, const std::vector<std::string>& names,
                      const Console& console) {
  const std::set<std::string> ours(names.begin(), names.end());
  std::set<std::string> others;
  std::error_code unreadable;
  for (const auto& file : std::filesystem::directory_iterator(directory, unreadable)) {
    const std::filesystem::path& path = file.path();
    if (path.extension() == ".csv" && !ours.contains(path.stem().string()))
      others.insert(path.filename().string());
  }
  if (others.empty()) return;
  constexpr std::size_t kMost = 5;
  std::string told;
  std::size_t count = 0;
  for (const std::string& name : others) {
    if (count++ == kMost) {
      told += " …";
      break;
    }
    told += (told.empty() ? "" : ", ") + name;
  }
  console.complain(
      console.text(Text::note, {console.text(Text::files_of_others, {directory, told})}));
}

bool open_folder(const std::string& directory, const Console& console, OutputFolder& folder) {
  const absl::Status opened = folder.open(directory);
  if (!absl::IsAlreadyExists(opened)) return written(opened, directory, console);
  console.complain(console.text(Text::folder_busy, {directory}));
  return false;
}

bool written(const absl::Status& status, const std::string& path, const Console& console) {
  if (status.ok()) return true;
  console.complain(console.text(Text::cannot_write, {path, why_text(status, console.language())}));
  return false;
}

}  // namespace remit::cli
