// Streams of several arrays: a host that hands out the same values piece by piece.
#include <memory>
#include <vector>

#include "arrow_host.h"
#include "gtest/gtest.h"

namespace remit::table {
namespace {

using namespace arrow_host;
using Kind = ArrowError::Kind;

TEST(ArrowStream, ManyArraysAreOneTable) {
  struct Pieces {
    std::vector<std::unique_ptr<Host>> hosts;
    std::size_t next = 0;
    bool fail = false;
  } pieces;
  for (const std::vector<std::int64_t>& values :
       std::vector<std::vector<std::int64_t>>{{1, 2}, {}, {3}}) {
    pieces.hosts.push_back(
        std::make_unique<Host>(std::vector<Column>{fixed<std::int64_t>("x", "l", values)}));
  }
  const auto stream_of = [](Pieces& from) {
    ArrowArrayStream stream{};
    stream.private_data = &from;
    stream.get_schema = [](ArrowArrayStream* s, ArrowSchema* out) {
      *out = *static_cast<Pieces*>(s->private_data)->hosts[0]->schema();
      return 0;
    };
    stream.get_next = [](ArrowArrayStream* s, ArrowArray* out) {
      auto& all = *static_cast<Pieces*>(s->private_data);
      *out = ArrowArray{};
      if (all.next == all.hosts.size()) return all.fail ? 5 : 0;
      Host& host = *all.hosts[all.next++];
      *out = *host.array();
      host.array()->release = nullptr;
      return 0;
    };
    stream.get_last_error = [](ArrowArrayStream*) -> const char* { return "disk gone"; };
    stream.release = [](ArrowArrayStream* s) { s->release = nullptr; };
    return stream;
  };
  DatasetBuilder builder(one_field(field("x", type::kNumber)));
  ArrowArrayStream stream = stream_of(pieces);
  EXPECT_FALSE(import_arrow(&stream, 1'000, builder.table(1)).error);
  EXPECT_EQ(print(builder.build().dataset.tables[1].columns[0], {}), "1 2 3");
  for (const auto& host : pieces.hosts) EXPECT_EQ(host->released, 1);

  Pieces broken;
  broken.hosts.push_back(
      std::make_unique<Host>(std::vector<Column>{fixed<std::int64_t>("x", "l", {9})}));
  broken.fail = true;
  ArrowArrayStream failing = stream_of(broken);
  const ArrowOutcome outcome = import_arrow(&failing, 1'000, builder.table(1));
  ASSERT_TRUE(outcome.error);
  EXPECT_EQ(outcome.error->kind, Kind::stream_failed);
  EXPECT_EQ(outcome.error->text, "disk gone");
  EXPECT_EQ(broken.hosts[0]->released, 1);
  EXPECT_EQ(print(builder.build().dataset.tables[1].columns[0], {}), "1 2 3");
}

}  // namespace
}  // namespace remit::table
