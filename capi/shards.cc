#include "remit/shards.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "capi/guard.h"
#include "diagnostic/text/api.h"

using remit::ShardState;
using remit::StatusCode;
using remit::capi::accept;
using remit::capi::fail;
using remit::capi::guarded;
using remit::capi::out;
using remit::capi::require;
using remit::capi::value_of;
namespace text = remit::diagnostic::text;

namespace {

/// A stream that is read once, and whatever becomes of it released; null: no rows.
class OneStream {
 public:
  explicit OneStream(ArrowArrayStream* given) : is_there_(given != nullptr) {
    if (given == nullptr) return;
    held_ = *given;
    given->release = nullptr;
  }
  ~OneStream() {
    if (held_.release != nullptr) held_.release(&held_);
  }
  OneStream(const OneStream&) = delete;
  OneStream& operator=(const OneStream&) = delete;

  remit::StreamSource source(std::size_t entity) {
    if (!is_there_) {
      return {[]() -> remit::Status { return remit::Done{}; },
              [](remit::Data&) -> remit::Result<bool> { return false; }};
    }
    return remit::stream_from_arrow(entity, [this](ArrowArrayStream* to) -> remit::Status {
      *to = held_;
      held_.release = nullptr;
      return remit::Done{};
    });
  }

 private:
  bool is_there_;
  ArrowArrayStream held_{};
};

const ShardState* state_of(const remit_shard_state* state, const char* name) {
  const remit_shard_state* const given = accept(state, name);
  return given == nullptr ? nullptr : &given->value;
}

/// Gives what a call came to.
void give(remit_shard_state*& to, remit::Result<ShardState> made) {
  to = new remit_shard_state(value_of(std::move(made)));
}

}  // namespace

extern "C" {

remit_status remit_shard_gather(const remit_policy* policy, const remit_data* data, size_t entity,
                                uint32_t shard, const remit_shard_state* before,
                                struct ArrowArrayStream* rows, const remit_options* options,
                                remit_shard_state** gathered, remit_error** error) {
  return guarded(error, [&] {
    OneStream stream(rows);
    remit_shard_state*& to = out(gathered, "gathered");
    const remit::StreamOptions how = remit::capi::stream_options(accept(options, "options"));
    give(to,
         remit::gather_shard(require(policy, "policy").value, *require(data, "data").value, entity,
                             shard, state_of(before, "before"), stream.source(entity), how));
  });
}

remit_status remit_shard_results(const remit_policy* policy, const remit_data* data, size_t entity,
                                 uint32_t shard, const remit_shard_state* before,
                                 struct ArrowArrayStream* rows, remit_take_batch take,
                                 void* context, const remit_options* options,
                                 remit_shard_state** gathered, remit_error** error) {
  return guarded(error, [&] {
    OneStream stream(rows);
    remit_shard_state*& to = out(gathered, "gathered");
    const remit::StreamOptions how = remit::capi::stream_options(accept(options, "options"));
    give(to, remit::shard_results(require(policy, "policy").value, *require(data, "data").value,
                                  entity, shard, state_of(before, "before"), stream.source(entity),
                                  remit::capi::sink_of(take, context), how));
  });
}

remit_status remit_shard_state_merge(const remit_shard_state* state, const remit_shard_state* other,
                                     remit_shard_state** merged, remit_error** error) {
  return guarded(error, [&] {
    remit_shard_state*& to = out(merged, "merged");
    const ShardState both[] = {require(state, "state").value, require(other, "other").value};
    give(to, remit::merge_states(both));
  });
}

remit_status remit_shard_state_advance(const remit_policy* policy, const remit_data* data,
                                       const remit_shard_state* gathered,
                                       const remit_shard_state* before,
                                       const remit_options* options, remit_shard_state** advanced,
                                       remit_error** error) {
  return guarded(error, [&] {
    remit_shard_state*& to = out(advanced, "advanced");
    const remit::StreamOptions how = remit::capi::stream_options(accept(options, "options"));
    give(to, remit::advance_state(require(policy, "policy").value, *require(data, "data").value,
                                  require(gathered, "gathered").value, state_of(before, "before"),
                                  how));
  });
}

remit_status remit_shard_state_part(const remit_shard_state* advanced, uint32_t shard,
                                    remit_shard_state** part, remit_error** error) {
  return guarded(error, [&] {
    remit_shard_state*& to = out(part, "part");
    give(to, remit::part_of_state(require(advanced, "advanced").value, shard));
  });
}

remit_status remit_shard_state_results(const remit_policy* policy, const remit_data* data,
                                       const remit_shard_state* gathered,
                                       const remit_shard_state* before,
                                       const remit_options* options, remit_results** results,
                                       remit_error** error) {
  return guarded(error, [&] {
    remit_results*& to = out(results, "results");
    const remit::StreamOptions how = remit::capi::stream_options(accept(options, "options"));
    to = new remit_results(value_of(remit::finish_shards(
        require(policy, "policy").value, *require(data, "data").value,
        require(gathered, "gathered").value, state_of(before, "before"), how)));
  });
}

int32_t remit_shard_state_traversal(const remit_shard_state* state) {
  return remit::capi::answered(0, [&] { return require(state, "state").value.traversal(); });
}

size_t remit_shard_state_shard_count(const remit_shard_state* state) {
  return remit::capi::answered<std::size_t>(
      0, [&] { return require(state, "state").value.shard_count(); });
}

uint32_t remit_shard_state_shard(const remit_shard_state* state, size_t index) {
  return remit::capi::answered<std::uint32_t>(0, [&]() -> std::uint32_t {
    const ShardState& from = require(state, "state").value;
    return index < from.shard_count() ? from.shard(index) : 0;
  });
}

remit_status remit_shard_state_bytes(const remit_shard_state* state, remit_string** bytes,
                                     remit_error** error) {
  return guarded(error, [&] {
    remit_string*& to = out(bytes, "bytes");
    to = new remit_string(require(state, "state").value.bytes());
  });
}

remit_status remit_shard_state_of_bytes(const char* bytes, size_t size, remit_shard_state** state,
                                        remit_error** error) {
  return guarded(error, [&] {
    remit_shard_state*& to = out(state, "state");
    if (bytes == nullptr) fail(StatusCode::invalid_argument, text::api_null, {"bytes"});
    give(to, ShardState::of_bytes({bytes, size}));
  });
}

remit_status remit_shard_state_export_arrow(const remit_shard_state* state,
                                            struct ArrowArrayStream* stream, remit_error** error) {
  return guarded(error, [&] {
    if (stream == nullptr) fail(StatusCode::invalid_argument, text::api_null, {"stream"});
    value_of(require(state, "state").value.export_arrow(stream));
  });
}

remit_status remit_shard_state_import_arrow(struct ArrowArrayStream* stream,
                                            remit_shard_state** state, remit_error** error) {
  return guarded(error, [&] {
    if (stream == nullptr) fail(StatusCode::invalid_argument, text::api_null, {"stream"});
    remit_shard_state*& to = out(state, "state");
    give(to, ShardState::of_arrow(stream));
  });
}

void remit_shard_state_free(remit_shard_state* state) {
  if (state != nullptr && state->mark == remit_shard_state::kTag) delete state;
}

}  // extern "C"
