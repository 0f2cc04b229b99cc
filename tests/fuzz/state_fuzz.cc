// States of shards whose bytes were altered on the way, with a checksum that is right again:
// whatever they say is refused, or taken for the state of another run of this policy and computed
// from; nothing outside of what they are is looked at. The input says which state, and which of its
// bytes become what; or it is the bytes.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "remit/remit.h"
#include "table/digest.h"

namespace {

using namespace remit;  // NOLINT(google-build-using-namespace)

constexpr std::size_t kEntity = 2;  // the whole and `office` stand before it
constexpr std::size_t kChecksum = 32;

/// Sums over ratios, a rank, a division, shares of a total: each kind of part.
constexpr const char* kPolicy = R"(policy p { currency CNY rounding half_up to 0.01 party county
  entity office { key name : text  most : money }
  entity row { key id : count  of : office  v : money  n : count optional  k : one of { big, small } }
  intermediate define part for row = v / n
  intermediate define mean = sum(row.part)
  define place for row = rank(v desc ties standard)
  define share for row = round(v / sum(row.v), to 0.000001, half_up)
  define least for office = min(row.v)
  define late for row = share * max(row.place)
  define above for row = v > mean
  define gap for office = most - min(row.v where row.k is big)
  reward bonus for row { pay 10% * v from county }
  fund pot { budget 5 CNY pays bonus when short pro rata ties by key }
}
)";

struct World {
  Policy policy;
  Data data;
  std::vector<std::vector<std::string>> shards[2];
};

const char* const kHeaders[] = {"id", "of", "v", "n", "k"};

StreamSource rows_of(const World& world, int shard) {
  auto over = std::make_shared<bool>(false);
  StreamSource source;
  source.rewind = []() -> Status { return Done{}; };
  source.next = [&world, shard, over](Data& batch) -> Result<bool> {
    if (std::exchange(*over, true)) return false;
    const std::size_t entity = kEntity;
    for (const std::vector<std::string>& row : world.shards[shard]) {
      const std::uint64_t at = batch.add_row(entity).value();
      for (std::size_t i = 0; i < row.size(); ++i) {
        const auto field = batch.find_field(entity, kHeaders[i]);
        if (!row[i].empty()) (void)batch.set_text(entity, at, *field, row[i]);
      }
    }
    return true;
  };
  return source;
}

World make_world() {
  Result<Policy> policy = compile({{"p.remit", kPolicy}});
  if (!policy.ok()) __builtin_trap();
  Data data = policy->new_data();
  for (const char* name : {"A", "B"}) {
    const std::uint64_t row = data.add_row(1).value();
    (void)data.set_text(1, row, 0, name);
    (void)data.set_text(1, row, 1, "5");
  }
  World world{*policy, data, {}};
  world.shards[0] = {{"1", "A", "10", "3", "big"}, {"2", "B", "7", "", "small"}};
  world.shards[1] = {
      {"3", "C", "1", "7", "big"}, {"4", "B", "x", "2", "small"}, {"5", "A", "70", "11", "big"}};
  return world;
}

/// States of each kind, as bytes: two that were gathered, together, advanced, and a part.
std::vector<std::string> make_states(const World& world) {
  std::vector<ShardState> gathered;
  std::vector<std::string> states;
  for (int shard = 0; shard < 2; ++shard) {
    auto state = gather_shard(world.policy, world.data, kEntity, static_cast<std::uint32_t>(shard),
                              nullptr, rows_of(world, shard));
    if (!state.ok()) __builtin_trap();
    gathered.push_back(*state);
    states.push_back(state->bytes());
  }
  const auto all = merge_states(gathered);
  const auto next = advance_state(world.policy, world.data, *all, nullptr);
  if (!next.ok()) __builtin_trap();
  states.push_back(all->bytes());
  states.push_back(next->bytes());
  states.push_back(part_of_state(*next, 1)->bytes());
  return states;
}

void sign(std::string& bytes) {
  if (bytes.size() < kChecksum) return;
  bytes.resize(bytes.size() - kChecksum);
  table::Digest digest;
  digest.add(std::string_view(bytes));
  bytes += digest.hex();
}

/// Everything that can be done with a state.
void use(const World& world, const ShardState& state, const ShardState& other) {
  const ShardState both[] = {state, other};
  (void)merge_states(both);
  (void)part_of_state(state, 1);
  (void)state.bytes();
  for (const ShardState* before : {static_cast<const ShardState*>(nullptr), &other}) {
    (void)advance_state(world.policy, world.data, state, before);
    (void)finish_shards(world.policy, world.data, state, before);
  }
  (void)gather_shard(world.policy, world.data, kEntity, 1, &state, rows_of(world, 1));
  (void)shard_results(world.policy, world.data, kEntity, 1, &state, rows_of(world, 1),
                      [](const StreamBatch& batch) -> Status {
                        (void)batch.results.entity(kEntity).row_count();
                        return Done{};
                      });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const World world = make_world();
  static const std::vector<std::string> states = make_states(world);
  if (size < 2) return 0;
  const std::size_t which = data[0] % (states.size() + 1);
  std::string bytes;
  if (which == states.size()) {
    bytes.assign(reinterpret_cast<const char*>(data), size);
  } else {
    bytes = states[which];
    if (data[1] % 8 == 0) bytes.resize(bytes.size() - data[1] % bytes.size());
    // Few bytes, or nothing that was meant is left.
    const std::size_t end = std::min<std::size_t>(size, 2 + 3 * (1 + data[1] / 8 % 6));
    for (std::size_t i = 2; i + 2 < end; i += 3) {
      const std::size_t at = (std::size_t{data[i]} << 8 | data[i + 1]) % bytes.size();
      bytes[at] = static_cast<char>(data[i + 2]);
    }
    sign(bytes);
  }
  const Result<ShardState> state = ShardState::of_bytes(bytes);
  if (!state.ok()) return 0;
  use(world, *state, *ShardState::of_bytes(states[data[1] % states.size()]));
  return 0;
}
