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
  return (std::filesystem::path(directory) / (name + ".csv")).generic_string();
}

namespace {

/// Every file that the run reads, or would if it were there.
std::vector<std::string> files_read(const Policy& policy, const RunInputs& inputs) {
  std::vector<std::string> read = inputs.files;
  for (std::size_t i = 0; i < policy.entities().size() && !inputs.directory.empty(); ++i) {
    read.push_back(table_path(inputs.directory, table_name(policy, i)));
  }
  for (const std::string& table : inputs.tables) {
    const std::string path = table.substr(table.find('=') + 1);
    read.push_back(path);
    if (const std::size_t mark = path.rfind('#'); mark != std::string::npos)
      read.push_back(path.substr(0, mark));  // a sheet of that workbook
  }
  if (!inputs.directory.empty()) read.push_back(inputs.directory);  // a workbook, perhaps
  return read;
}

/// The names of the tables that the run would write.
std::vector<std::string> tables_written(const Policy& policy,
                                        const std::vector<std::string>& more) {
  std::vector<std::string> names(std::begin(kLists), std::end(kLists));
  if (finds(policy)) names.emplace_back("findings");
  names.insert(names.end(), more.begin(), more.end());
  for (std::size_t i = 0; i < policy.entities().size(); ++i) names.push_back(table_name(policy, i));
  return names;
}

/// The paths of the files of these names.
std::vector<std::string> files_written(const std::string& directory,
                                       const std::vector<std::string>& names) {
  std::vector<std::string> paths;
  for (const std::string& name : names) paths.push_back(table_path(directory, name));
  paths.push_back((std::filesystem::path(directory) / OutputFolder::kManifest).generic_string());
  return paths;
}

bool are_one(const std::filesystem::path& a, const std::filesystem::path& b) {
  std::error_code absent;
  return std::filesystem::equivalent(a, b, absent);
}

}  // namespace

bool overwrites_input(const std::string& directory, const Policy& policy,
                      const std::vector<std::string>& more, const RunInputs& inputs,
                      const Console& console) {
  return overwrites_input(directory, tables_written(policy, more), policy, inputs, console);
}

bool overwrites_input(const std::string& directory, const std::vector<std::string>& names,
                      const Policy& policy, const RunInputs& inputs, const Console& console) {
  const std::vector<std::string> read = files_read(policy, inputs);
  for (const std::string& path : files_written(directory, names)) {
    for (const std::string& input : read) {
      if (!are_one(path, input)) continue;
      console.complain(console.text(Text::would_overwrite, {"--out", input}));
      return true;
    }
  }
  if (!inputs.directory.empty() && are_one(directory, inputs.directory)) {
    console.complain(console.text(Text::out_is_data, {directory}));
    return true;
  }
  for (const std::string& input : read) {
    const std::filesystem::path folder = std::filesystem::path(input).parent_path();
    std::error_code absent;
    if (input == "-" || !std::filesystem::is_regular_file(input, absent)) continue;
    if (!are_one(directory, folder.empty() ? "." : folder)) continue;
    console.complain(console.text(Text::out_holds_input, {directory, input}));
    return true;
  }
  return false;
}

bool is_input(const std::string& path, const Policy& policy, const RunInputs& inputs,
              const Console& console) {
  for (const std::string& input : files_read(policy, inputs)) {
    if (!are_one(path, input)) continue;
    console.complain(console.text(Text::would_overwrite, {"--out", input}));
    return true;
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
