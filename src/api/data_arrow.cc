// Whole tables from Arrow.
#include <utility>

#include "api/data_impl.h"
#include "api/data_table.h"
#include "api/within_budget.h"
#include "diagnostic/error.h"
#include "diagnostic/text/api.h"
#include "remit/data.h"
#include "run/guarded_executor.h"
#include "run/run_control.h"
#include "table/arrow_import.h"

namespace remit {
namespace {

using diagnostic::make_error;
namespace text = diagnostic::text;

Error error_of(const table::ArrowError& error, const table::EntitySchema& schema,
               std::uint64_t most) {
  using Kind = table::ArrowError::Kind;
  const std::string& table = schema.name;
  switch (error.kind) {
    case Kind::headers:
      return *api::header_error(schema, {error.headers.begin(), error.headers.end()}, error.match);
    case Kind::wrong_type:
      return make_error(StatusCode::data_error, text::api_arrow_type,
                        {error.column, table, error.text});
    case Kind::misplaced_float:
      return make_error(StatusCode::data_error, text::api_arrow_float, {error.column, table});
    case Kind::stream_failed:
      return make_error(StatusCode::data_error, text::api_arrow_stream, {table, error.text});
    case Kind::too_many_rows:
      return make_error(StatusCode::limit_exceeded, text::api_limit_rows, {table, most});
    case Kind::not_a_table:
      return make_error(StatusCode::data_error, text::api_arrow_struct, {table});
    case Kind::malformed:
      break;
  }
  return make_error(StatusCode::data_error, text::api_arrow_malformed, {table, error.column});
}

/// `import` reads into a builder, as import_arrow does.
template <typename Import>
Status read_table(Data::Impl& data, std::size_t entity, Import import) {
  const std::size_t count = data.policy->schemas.size();
  if (entity >= count) {
    return make_error(StatusCode::invalid_argument, text::api_out_of_range,
                      {text::api_entity, entity, count});
  }
  if (auto error = api::made_error(*data.policy, entity)) return *error;
  const std::uint64_t most = entity == plan::kWhole ? 1 : data.policy->limits.rows;
  table::TableBuilder table = data.builder.empty_table(entity);
  const RunOptions options = data.own_options();
  run::RunControl control(options, 0, run::RunControl::Clock::now());
  run::GuardedExecutor executor(run::thread_count(options.threads), options, control);
  table::ArrowOutcome outcome = import(most, table, executor);
  if (outcome.error) return error_of(*outcome.error, data.policy->schemas[entity], most);
  data.replace_table(entity, std::move(table), std::move(outcome.ignored),
                     std::move(outcome.defaulted));
  return Done{};
}

template <typename Import>
Status set_table(Data::Impl& data, std::size_t entity, Import import) {
  return api::within_budget(data.policy->limits, Cancel(),
                            [&] { return read_table(data, entity, import); });
}

}  // namespace

Status Data::set_table_arrow(std::size_t entity, const ArrowSchema* schema, ArrowArray* array) {
  return set_table(*impl_, entity,
                   [&](std::uint64_t most, table::TableBuilder& table, base::Executor& executor) {
                     return table::import_arrow(schema, array, most, table, &executor);
                   });
}

Status Data::set_table_arrow(std::size_t entity, ArrowArrayStream* stream) {
  return set_table(*impl_, entity,
                   [&](std::uint64_t most, table::TableBuilder& table, base::Executor& executor) {
                     return table::import_arrow(stream, most, table, &executor);
                   });
}

}  // namespace remit
