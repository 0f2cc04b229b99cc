#include "capi/guard.h"
#include "diagnostic/text/api.h"

using remit::StatusCode;
using remit::capi::fail;
using remit::capi::guarded;
using remit::capi::out;
using remit::capi::outcome;
using remit::capi::require;
using remit::capi::value_of;
namespace text = remit::diagnostic::text;

/// What a callback answered, as the error that ends the run.
remit::Status remit::capi::outcome(remit_status status, const char* callback) {
  if (status == REMIT_OK) return remit::Done{};
  const bool known = status > REMIT_OK && status <= REMIT_INTERNAL_ERROR;
  const StatusCode code = known ? static_cast<StatusCode>(status) : StatusCode::data_error;
  return remit::diagnostic::make_error(code, text::api_callback, {callback, status});
}

remit::StreamSink remit::capi::sink_of(remit_take_batch take, void* context) {
  if (take == nullptr) return nullptr;
  return [take, context](const StreamBatch& batch) {
    const remit_results handle(batch.results);
    return outcome(take(context, batch.first_row, &handle), "take");
  };
}

remit::StreamOptions remit::capi::stream_options(const remit_options* given) {
  if (given == nullptr) return {};
  return {given->run, given->kept_bytes, given->ascending_keys};
}

extern "C" {

remit_status remit_policy_traversals(const remit_policy* policy, size_t entity, int32_t* traversals,
                                     remit_error** error) {
  return guarded(error, [&] {
    std::int32_t& to = out(traversals, "traversals");
    to = value_of(require(policy, "policy").value.stream_traversals(entity));
  });
}

remit_status remit_evaluate_batches(const remit_policy* policy, const remit_data* data,
                                    size_t entity, remit_open_rows open, remit_take_batch take,
                                    void* context, const remit_options* options,
                                    remit_results** results, remit_error** error) {
  return guarded(error, [&] {
    remit_results*& to = out(results, "results");
    const remit::Policy& by = require(policy, "policy").value;
    const remit::Data& from = *require(data, "data").value;
    if (open == nullptr) fail(StatusCode::invalid_argument, text::api_null, {"open"});
    const remit_options* given = remit::capi::accept(options, "options");
    remit::StreamOptions how = remit::capi::stream_options(given);
    const auto open_rows = [open, context](ArrowArrayStream* stream) {
      return outcome(open(context, stream), "open");
    };
    const remit::StreamSink sink = remit::capi::sink_of(take, context);
    const auto profile = remit::capi::profile_for(given, how.run);
    remit::Results computed = value_of(
        by.evaluate_stream(from, entity, remit::stream_from_arrow(entity, open_rows), sink, how));
    to = new remit_results(std::move(computed), remit::capi::measured(profile));
  });
}

}  // extern "C"
