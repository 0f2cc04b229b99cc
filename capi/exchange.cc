#include <span>

#include "capi/guard.h"
#include "diagnostic/text/api.h"

using remit::capi::answered;
using remit::capi::fail;
using remit::capi::guarded;
using remit::capi::out;
using remit::capi::require;
using remit::capi::value_of;

static_assert(REMIT_EXCHANGE_WORD_COUNT == remit::Exchange::kWords);

namespace {

std::span<const size_t> list_argument(const size_t* list, size_t count, const char* name) {
  if (list == nullptr && count > 0)
    fail(remit::StatusCode::invalid_argument, remit::diagnostic::text::api_null, {name});
  return {list, count};
}

}  // namespace

extern "C" {

remit_status remit_exchange_new(remit_case* one_case, const size_t* fields, size_t field_count,
                                const size_t* columns, size_t column_count,
                                remit_exchange** exchange, remit_error** error) {
  return guarded(error, [&] {
    remit_exchange*& to = out(exchange, "exchange");
    const remit::Case& of = require(one_case, "one_case").value;
    to = new remit_exchange(
        value_of(remit::Exchange::make(of, list_argument(fields, field_count, "fields"),
                                       list_argument(columns, column_count, "columns"))));
  });
}

void remit_exchange_free(remit_exchange* exchange) {
  if (exchange != nullptr && exchange->mark == remit_exchange::kTag) delete exchange;
}

int64_t* remit_exchange_cells(remit_exchange* exchange) {
  return answered<int64_t*>(nullptr,
                            [&] { return require(exchange, "exchange").value.cells().data(); });
}

const int64_t* remit_exchange_figures(const remit_exchange* exchange) {
  return answered<const int64_t*>(
      nullptr, [&] { return require(exchange, "exchange").value.figures().data(); });
}

remit_status remit_exchange_run(remit_exchange* exchange, remit_error** error) {
  return guarded(error, [&] { value_of(require(exchange, "exchange").value.run()); });
}

}  // extern "C"
