#include "cli/verb/memory_budget.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <fstream>
#include <numeric>

#include "cli/system/files.h"
#include "cli/system/machine.h"

namespace remit::cli {
namespace {

constexpr std::uint64_t kMiB = std::uint64_t{1} << 20;

/// The program, its libraries' data and the compiled policy.
constexpr std::uint64_t kProgram = 11 * kMiB;
// Bytes that a row takes beside its line of the file. Measured on policies of amounts, texts,
// places, rewards and targets, 60 000 and 200 000 rows, whose peaks they meet within a quarter
// (tests/cli/test_memory.py). Lists of the run and what is written take none
// (cli/csv/table_pieces.h).
constexpr std::uint64_t kFieldBytes = 5;       ///< a number, day, word or reference
constexpr std::uint64_t kTextFieldBytes = 14;  ///< a short text, or a reference by one
constexpr std::uint64_t kCellBytes = 16;       ///< of a sheet, whose cells are held as it is read
constexpr std::uint64_t kTextCellBytes = 32;
constexpr std::uint64_t kColumnBytes = 4;        ///< a value that the policy defines
constexpr std::uint64_t kTextColumnBytes = 180;  ///< a text that it puts together

bool is_text(const Policy& policy, const FieldInfo& field) {
  if (field.type.kind != ValueKind::reference) return field.type.kind == ValueKind::text;
  const std::optional<std::size_t> entity = policy.find_entity(field.type.entity);
  if (!entity) return false;
  const EntityInfo& named = policy.entities()[*entity];
  return std::any_of(named.key.begin(), named.key.end(), [&](std::size_t part) {
    return named.fields[part].type.kind == ValueKind::text;
  });
}

std::uint64_t bytes_of_row(const Policy& policy, const EntityInfo& entity) {
  std::uint64_t bytes = 0;
  for (const FieldInfo& field : entity.fields)
    bytes += is_text(policy, field) ? kTextFieldBytes : kFieldBytes;
  for (const ColumnInfo& column : entity.columns)
    bytes += column.type.kind == ValueKind::text ? kTextColumnBytes : kColumnBytes;
  return bytes;
}

/// The same of a sheet.
std::uint64_t bytes_of_sheet_row(const Policy& policy, const EntityInfo& entity) {
  std::uint64_t bytes = bytes_of_row(policy, entity);
  for (const FieldInfo& field : entity.fields)
    bytes += is_text(policy, field) ? kTextCellBytes : kCellBytes;
  return bytes;
}

/// Size of a regular file; 0 for anything else.
std::uint64_t size_of_file(const std::string& path) {
  system::FileState state;
  return !path.empty() && system::look_at(path, state) && state.is_regular() ? state.size : 0;
}

/// Rows of a file of that size, from how long its first lines are.
std::uint64_t rows_of_file(const std::string& path, std::uint64_t size) {
  std::ifstream file(path, std::ios::binary);
  std::string block(std::size_t{1} << 16, '\0');
  file.read(block.data(), static_cast<std::streamsize>(block.size()));
  block.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
  const auto lines = static_cast<std::uint64_t>(std::count(block.begin(), block.end(), '\n'));
  const std::size_t last = block.rfind('\n');
  if (lines == 0 || last == std::string::npos) return size == 0 ? 0 : 1;
  return size * lines / (last + 1) + 1;
}

/// Rows of a sheet, from how long its part is when it is unpacked.
std::uint64_t rows_of_sheet(const TablePlace& place, const EntityInfo& entity) {
  constexpr std::uint64_t kShortestCell = 20;  ///< `<c r="A1"><v>1</v></c>`, and so is a row's own
  const std::uint64_t bytes = place.book->book().unpacked_bytes(place.sheet);
  return bytes / (kShortestCell * (entity.fields.size() + 1)) + 1;
}

}  // namespace

std::optional<std::uint64_t> parse_memory(std::string_view text) {
  std::uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [after, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || after == text.data()) return std::nullopt;
  std::string_view unit = text.substr(static_cast<std::size_t>(after - text.data()));
  if (unit.size() > 1 && unit.ends_with('B')) unit.remove_suffix(1);
  if (unit.size() > 1 && unit.ends_with('i')) unit.remove_suffix(1);
  constexpr std::string_view kUnits = "KMGT";
  unsigned shift = 0;
  if (!unit.empty() && unit != "B") {
    const std::size_t at = unit.size() == 1 ? kUnits.find(unit[0]) : std::string_view::npos;
    if (at == std::string_view::npos) return std::nullopt;
    shift = 10 * (static_cast<unsigned>(at) + 1);
  }
  if (number > (~std::uint64_t{0} >> shift)) return std::nullopt;
  return number << shift;
}

std::string memory_text(std::uint64_t bytes) {
  char text[40];
  if (bytes >= 1024 * kMiB) {
    std::snprintf(text, sizeof text, "%.1f GiB",
                  static_cast<double>(bytes) / static_cast<double>(1024 * kMiB));
  } else {
    std::snprintf(text, sizeof text, "%llu MiB",
                  static_cast<unsigned long long>((bytes + kMiB - 1) / kMiB));
  }
  return text;
}

bool are_files(const std::vector<std::string>& paths) {
  return std::all_of(paths.begin(), paths.end(), [](const std::string& path) {
    system::FileState state;
    return path.empty() || (system::look_at(path, state) && state.is_regular());
  });
}

std::optional<MemoryLimit> memory_limit(const std::string& option, const Console& console) {
  if (option.empty()) return MemoryLimit{system::physical_memory(), false};
  const std::optional<std::uint64_t> bytes = parse_memory(option);
  if (bytes) return MemoryLimit{*bytes, *bytes != 0};
  console.complain(console.text(Text::bad_memory, {option}));
  return std::nullopt;
}

void enforce(const MemoryLimit& limit) {
// A sanitizer's own memory is many times the program's.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  if (limit.stated) system::limit_memory(limit.bytes);
#else
  static_cast<void>(limit);
#endif
}

MemoryEstimate::MemoryEstimate(const Policy& policy, const std::vector<TablePlace>& places)
    : taken_(places.size()) {
  for (std::size_t i = 0; i < places.size(); ++i) {
    const EntityInfo& entity = policy.entities()[i];
    if (places[i].book != nullptr) {
      taken_[i] = rows_of_sheet(places[i], entity) * bytes_of_sheet_row(policy, entity);
      continue;
    }
    const std::uint64_t bytes = size_of_file(places[i].path);
    if (bytes == 0) continue;
    taken_[i] = bytes + rows_of_file(places[i].path, bytes) * bytes_of_row(policy, entity);
  }
}

std::uint64_t MemoryEstimate::in_memory() const {
  return std::accumulate(taken_.begin(), taken_.end(), kProgram);
}

std::vector<std::size_t> MemoryEstimate::by_size() const {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < taken_.size(); ++i) {
    if (taken_[i] > 0) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return taken_[a] > taken_[b]; });
  return order;
}

}  // namespace remit::cli
