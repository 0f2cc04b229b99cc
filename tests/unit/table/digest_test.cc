#include "table/digest.h"

#include "gtest/gtest.h"

namespace remit::table {
namespace {

ColumnData money(ColumnData::Storage storage, Faults faults = {}) {
  return {type::money(0), 2, std::move(storage), std::move(faults)};
}

std::string digest(const ColumnData& column) {
  Digest digest;
  digest.add(column);
  return digest.hex();
}

std::vector<std::int64_t> numbers(std::int64_t count) {
  std::vector<std::int64_t> values;
  for (std::int64_t i = 0; i < count; ++i) values.push_back(i * 1000003 - 77);
  return values;
}

TEST(Digest, DoesNotDependOnTheWidthOfStorage) {
  const std::vector<std::int64_t> narrow = numbers(1300);
  const ColumnData a = money(Buffer<std::int64_t>(narrow));
  const ColumnData b = money(Buffer<Int128>(std::vector<Int128>(narrow.begin(), narrow.end())));
  EXPECT_TRUE(same(a, b));
  EXPECT_EQ(digest(a), digest(b));
}

TEST(Digest, SeesEveryCellAndEveryFault) {
  const std::string plain = digest(money(Buffer<std::int64_t>(numbers(1300))));
  std::vector<std::int64_t> changed = numbers(1300);
  changed[1299] += 1;
  EXPECT_NE(digest(money(Buffer<std::int64_t>(changed))), plain);
  const Faults blank = {{5, {type::CellFault::blank, 3, 5}}};
  const Faults missing = {{5, {type::CellFault::missing, 3, 5}}};
  const std::string with_blank = digest(money(Buffer<std::int64_t>(numbers(1300)), blank));
  EXPECT_NE(with_blank, plain);
  EXPECT_NE(digest(money(Buffer<std::int64_t>(numbers(1300)), missing)), with_blank);
  ColumnData other_scale = money(Buffer<std::int64_t>(numbers(1300)));
  other_scale.decimals = 3;
  EXPECT_NE(digest(other_scale), plain);
}

TEST(Digest, IgnoresWhatIsStoredUnderAFault) {
  const Faults fault = {{1, {type::CellFault::blank, 3, 1}}};
  EXPECT_EQ(digest(money(Buffer<std::int64_t>({1, 0, 3}), fault)),
            digest(money(Buffer<std::int64_t>({1, 99, 3}), fault)));
}

TEST(Digest, TextsDoNotRunIntoEachOther) {
  const auto text = [](std::string_view bytes, std::vector<std::int64_t> offsets) {
    return ColumnData{type::kText,
                      0,
                      TextData{Buffer<std::int64_t>(std::move(offsets)),
                               Buffer<char>(std::vector<char>(bytes.begin(), bytes.end()))},
                      {}};
  };
  EXPECT_NE(digest(text("abc", {0, 1, 3})), digest(text("abc", {0, 2, 3})));
}

// Pins the hash itself: a change here would make digests of two releases incomparable.
TEST(Digest, IsStableAcrossReleases) {
  EXPECT_EQ(Digest().hex(), "99aa06d3014798d86001c324468d497f");  // XXH3-128 of nothing
}

}  // namespace
}  // namespace remit::table
