// A state as a stream of Arrow: read back, and refused wherever the stream is not what it says.
#include <gtest/gtest.h>

#include <cerrno>
#include <functional>
#include <initializer_list>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include "../table/arrow_host.h"
#include "remit/remit.h"
#include "table/arrow_abi.h"

namespace remit {
namespace {

namespace host = table::arrow_host;

constexpr std::string_view kPolicy = R"(policy stalls {
  currency CNY
  entity stall { key id : text  fee : money }
  define whole = sum(stall.fee)
})";

/// What a shard without rows leaves behind.
std::string state(std::uint32_t shard) {
  const Policy policy = *compile({{"stalls.remit", std::string(kPolicy)}});
  const StreamSource nothing{[] { return Done{}; }, [](Data&) { return false; }};
  const auto gathered = gather_shard(policy, policy.new_data(), 1, shard, nullptr, nothing);
  EXPECT_TRUE(gathered.ok());
  return gathered->bytes();
}

/// A stream as a host would give it: what it answers, and one array of the columns.
struct Stream {
  std::vector<host::Column> columns;
  std::int64_t offset = 0;
  std::string format = "+s";
  int schema_answer = 0;
  int array_answer = 0;
  const char* error = nullptr;
  bool has_error = true;
  bool has_schema = true;
  bool has_next = true;
  std::function<void(ArrowSchema&, ArrowArray&)> spoil = [](ArrowSchema&, ArrowArray&) {};

  Result<ShardState> read() {
    host::Host rows(columns, offset);
    rows.schema()->format = format.c_str();
    spoil(*rows.schema(), *rows.array());
    given = &rows;
    left = 1;
    ArrowArrayStream stream{};
    stream.private_data = this;
    stream.release = [](ArrowArrayStream* from) { from->release = nullptr; };
    if (has_schema) {
      stream.get_schema = [](ArrowArrayStream* from, ArrowSchema* to) {
        const auto& own = *static_cast<Stream*>(from->private_data);
        if (own.schema_answer == 0) *to = std::exchange(*own.given->schema(), {});
        return own.schema_answer;
      };
    }
    if (has_next) {
      stream.get_next = [](ArrowArrayStream* from, ArrowArray* to) {
        auto& own = *static_cast<Stream*>(from->private_data);
        *to = {};
        if (own.array_answer == 0 && own.left-- > 0) *to = std::exchange(*own.given->array(), {});
        return own.array_answer;
      };
    }
    if (has_error) {
      stream.get_last_error = [](ArrowArrayStream* from) {
        return static_cast<Stream*>(from->private_data)->error;
      };
    }
    return ShardState::of_arrow(&stream);
  }

  host::Host* given = nullptr;  // of the stream that is read
  int left = 0;                 // arrays
};

host::Column states(const std::vector<std::string>& all, std::string format = "Z") {
  return format == "Z" ? host::texts<std::int64_t>("state", "Z", all)
                       : host::texts<std::int32_t>("state", std::move(format), all);
}

Stream of(host::Column column) { return {.columns = {std::move(column)}}; }

TEST(StateAsArrow, IsReadBackFromEitherWidthOfOffsets) {
  const std::string one = state(1), other = state(2);
  for (const char* format : {"Z", "z"}) {
    const auto found = of(states({one}, format)).read();
    ASSERT_TRUE(found.ok()) << format;
    EXPECT_EQ(found->bytes(), one);
    // Two of one stream are merged.
    const auto both = of(states({other, one}, format)).read();
    ASSERT_TRUE(both.ok()) << format;
    EXPECT_EQ(both->shard_count(), 2u);
    EXPECT_EQ(both->shard(0), 1u);
  }
  // Other columns are not looked at, nor where the state stands among them.
  Stream beside{.columns = {host::texts<std::int64_t>("state", "U", {"no bytes"}),
                            host::texts<std::int64_t>("other", "Z", {one}), states({one})}};
  EXPECT_TRUE(beside.read().ok());
}

TEST(StateAsArrow, MergesOnlyWhatBelongsTogether) {
  const std::string one = state(1);
  EXPECT_EQ(of(states({one, one})).read().error().code(), StatusCode::invalid_argument);
  EXPECT_EQ(of(states({})).read().error().code(), StatusCode::invalid_argument);
  EXPECT_EQ(of(states({one, "no state"})).read().error().code(), StatusCode::data_error);
}

void refused(Stream stream, std::string_view part = "") {
  const auto found = stream.read();
  ASSERT_FALSE(found.ok());
  EXPECT_EQ(found.error().code(), StatusCode::data_error);
  EXPECT_NE(found.error().message(Language::en).find(part), std::string::npos)
      << found.error().message(Language::en);
}

TEST(StateAsArrow, AStreamThatFailsSaysSo) {
  const host::Column good = states({state(1)});
  refused({.columns = {good}, .has_schema = false});
  refused({.columns = {good}, .has_next = false});
  refused({.columns = {good}, .schema_answer = EIO, .error = "gone away"}, "gone away");
  refused({.columns = {good}, .array_answer = EIO, .error = "gone away"}, "gone away");
  refused({.columns = {good}, .array_answer = EIO});
  refused({.columns = {good}, .array_answer = EIO, .has_error = false});
  // Without memory there is none here either.
  EXPECT_THROW((Stream{.columns = {good}, .array_answer = ENOMEM}).read(), std::bad_alloc);
}

TEST(StateAsArrow, ASchemaThatIsNotOfOne) {
  const host::Column good = states({state(1)});
  refused({.columns = {good}, .format = "+l"});
  refused({.columns = {host::texts<std::int64_t>("State", "Z", {state(1)})}});
  refused({.columns = {host::texts<std::int64_t>("state", "U", {state(1)})}});
  refused({.columns = {good}, .spoil = [](ArrowSchema& s, ArrowArray&) { s.format = nullptr; }});
  refused({.columns = {good},
           .spoil = [](ArrowSchema& s, ArrowArray&) { s.children[0]->name = nullptr; }});
  refused({.columns = {good},
           .spoil = [](ArrowSchema& s, ArrowArray&) { s.children[0]->format = nullptr; }});
  refused(
      {.columns = {good}, .spoil = [](ArrowSchema& s, ArrowArray&) { s.children[0] = nullptr; }});
}

TEST(StateAsArrow, AnArrayThatLies) {
  const host::Column good = states({state(1)});
  using Spoil = std::function<void(ArrowArray&)>;  // of the column of states
  for (const Spoil& spoil : std::initializer_list<Spoil>{
           [](ArrowArray& a) { a.n_buffers = 2; },
           [](ArrowArray& a) { a.buffers = nullptr; },
           [](ArrowArray& a) { a.buffers[1] = nullptr; },
           [](ArrowArray& a) { a.buffers[2] = nullptr; },
           [](ArrowArray& a) { a.null_count = 1; },
           [](ArrowArray& a) { a.offset = -1; },
           [](ArrowArray& a) { a.offset = std::int64_t{1} << 40; },
           [](ArrowArray& a) { a.length = 2; },
           [](ArrowArray& a) { a.length = 0; },
       })
    refused({.columns = {good},
             .spoil = [&](ArrowSchema&, ArrowArray& rows) { spoil(*rows.children[0]); }});
  refused({.columns = {good}, .spoil = [](ArrowSchema&, ArrowArray& rows) { rows.offset = 1; }});
  refused(
      {.columns = {good}, .spoil = [](ArrowSchema&, ArrowArray& rows) { rows.n_children = 0; }});
  // Offsets that do not ascend, or begin before the bytes.
  for (const std::vector<std::int64_t>& offsets : {std::vector<std::int64_t>{-1, 4}, {4, 1}}) {
    host::Column turned = good;
    turned.data[1] = host::bytes(offsets);
    refused({.columns = {turned}});
  }
}

}  // namespace
}  // namespace remit
