#include "cli/text/json_text.h"

#include "nlohmann/json.hpp"

namespace remit::cli {
namespace {

using nlohmann::ordered_json;

ordered_json json_cell(const Table& table, std::uint64_t row, std::size_t column) {
  switch (table.state(row, column)) {
    case CellState::blank:
      return nullptr;
    case CellState::error:
      return {{"error", table.fault_name(row, column)}};
    case CellState::value:
      break;
  }
  if (const std::optional<bool> value = table.boolean(row, column)) return *value;
  return table.text(row, column);
}

}  // namespace

ordered_json json_rows(const Table& table) {
  ordered_json rows = ordered_json::array();
  for (std::uint64_t row = 0; row < table.row_count(); ++row) {
    ordered_json object = ordered_json::object();
    for (std::size_t i = 0; i < table.columns().size(); ++i) {
      object[table.columns()[i].name] = json_cell(table, row, i);
    }
    rows.push_back(std::move(object));
  }
  return rows;
}

std::string json_text(const ordered_json& value) {
  return value.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace remit::cli
