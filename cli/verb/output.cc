#include "cli/verb/output.h"

#include <filesystem>

#include "cli/csv/csv_writer.h"
#include "cli/csv/file_bytes.h"

namespace remit::cli {

const std::string& table_name(const Policy& policy, std::size_t entity) {
  return entity == 0 ? policy.name() : policy.entities()[entity].name;
}

std::string table_path(const std::string& directory, const std::string& name) {
  return (std::filesystem::path(directory) / (name + ".csv")).string();
}

bool make_directory(const std::string& directory, const Console& console) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (!error) return true;
  console.complain(console.text(Text::cannot_write, {directory, error.message()}));
  return false;
}

bool write_table(const std::string& directory, const std::string& name, const Table& table,
                 const Console& console) {
  const std::string path = table_path(directory, name);
  const absl::Status written = write_file(path, csv_text(table));
  if (written.ok()) return true;
  console.complain(console.text(Text::cannot_write, {path, std::string(written.message())}));
  return false;
}

}  // namespace remit::cli
