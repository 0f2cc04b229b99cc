#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "capi/guard.h"
#include "diagnostic/text/api.h"

using remit::StatusCode;
using remit::capi::fail;
using remit::capi::guarded;
using remit::capi::out;
using remit::capi::require;
using remit::capi::value_of;
namespace text = remit::diagnostic::text;

namespace {

std::vector<std::string> texts_of(const char* const* texts, const std::size_t* sizes,
                                  std::size_t count, const char* name) {
  std::vector<std::string> owned;
  if (count == 0) return owned;
  for (const std::string_view each : remit::capi::text_arguments(texts, sizes, count, name))
    owned.emplace_back(each);
  return owned;
}

remit::RunOptions run_of(const remit_options* options) {
  const remit_options* how = remit::capi::accept(options, "options");
  return how != nullptr ? how->run : remit::RunOptions();
}

std::string optional_text(const char* given, std::size_t size, const char* name) {
  return given == nullptr ? std::string()
                          : std::string(remit::capi::text_argument(given, size, name));
}

}  // namespace

extern "C" {

remit_status remit_sweep(const remit_policy* policy, const remit_data* data, const char* const* set,
                         const size_t* set_sizes, size_t set_count, const char* const* show,
                         const size_t* show_sizes, size_t show_count, const remit_options* options,
                         remit_table** sweep, remit_error** error) {
  return guarded(error, [&] {
    remit_table*& to = out(sweep, "sweep");
    const remit::Policy& by = require(policy, "policy").value;
    const remit::Data& from = *require(data, "data").value;
    remit::SweepOptions how;
    how.set = texts_of(set, set_sizes, set_count, "set");
    how.show = texts_of(show, show_sizes, show_count, "show");
    how.run = run_of(options);
    to = new remit_table(value_of(by.sweep(from, how)).table);
  });
}

remit_status remit_sweep_picture(const remit_table* sweep, size_t parameters, size_t column,
                                 remit_language language, remit_string** picture,
                                 remit_error** error) {
  return guarded(error, [&] {
    remit_string*& to = out(picture, "picture");
    const remit::Table& table = require(sweep, "sweep").value;
    const std::size_t columns = table.columns().size();
    remit::capi::index_argument(column, columns, text::api_column);
    if (parameters > columns)
      fail(StatusCode::invalid_argument, text::api_bad_value, {"parameters", parameters});
    std::vector<std::string> names;
    for (std::size_t i = 0; i < parameters; ++i) names.push_back(table.columns()[i].name);
    to = new remit_string(remit::sweep_picture({std::move(names), table}, column,
                                               remit::capi::language_argument(language)));
  });
}

remit_status remit_solve(const remit_policy* policy, const remit_data* data, const char* const* set,
                         const size_t* set_sizes, size_t set_count, const char* condition,
                         size_t condition_size, remit_direction direction, const char* entity,
                         size_t entity_size, const char* key, size_t key_size,
                         const remit_options* options, remit_table** solution, remit_table** tried,
                         remit_error** error) {
  return guarded(error, [&] {
    if (tried != nullptr) *tried = nullptr;
    remit_table*& to = out(solution, "solution");
    const remit::Policy& by = require(policy, "policy").value;
    const remit::Data& from = *require(data, "data").value;
    remit::SolveOptions how;
    how.set = texts_of(set, set_sizes, set_count, "set");
    how.so_that = remit::capi::text_argument(condition, condition_size, "condition");
    if (direction != REMIT_LARGEST && direction != REMIT_SMALLEST)
      fail(StatusCode::invalid_argument, text::api_bad_value, {"direction", direction});
    how.smallest = direction == REMIT_SMALLEST;
    how.entity = optional_text(entity, entity_size, "entity");
    how.key = optional_text(key, key_size, "key");
    how.run = run_of(options);
    const remit::Solution found = value_of(by.solve(from, how));
    auto made = std::make_unique<remit_table>(remit::solution_table(found));
    if (tried != nullptr) *tried = new remit_table(*found.table);
    to = made.release();
  });
}

}  // extern "C"
