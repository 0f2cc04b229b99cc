#include "table/key_tuples.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <initializer_list>
#include <string_view>
#include <vector>

namespace remit::table {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

ColumnData texts(std::initializer_list<std::string_view> values) {
  std::vector<std::int64_t> offsets{0};
  std::vector<char> bytes;
  for (const std::string_view value : values) {
    bytes.insert(bytes.end(), value.begin(), value.end());
    offsets.push_back(static_cast<std::int64_t>(bytes.size()));
  }
  return {type::kText,
          0,
          TextData{Buffer<std::int64_t>(std::move(offsets)), Buffer<char>(std::move(bytes))},
          {}};
}

ColumnData numbers(std::vector<std::int64_t> values) {
  return {type::kNumber, 0, Buffer<std::int64_t>(std::move(values)), {}};
}

std::vector<std::pair<std::uint64_t, std::uint64_t>> duplicates_of(const ColumnData& a,
                                                                   const ColumnData& b) {
  const ColumnData* const parts[] = {&a, &b};
  std::vector<KeyIndex::Duplicate> duplicates;
  add_duplicate_tuples(parts, duplicates);
  std::vector<std::pair<std::uint64_t, std::uint64_t>> pairs;
  for (const KeyIndex::Duplicate& each : duplicates) pairs.emplace_back(each.row, each.first);
  return pairs;
}

TEST(KeyTuples, AllPartsHaveToBeTheSame) {
  EXPECT_THAT(duplicates_of(texts({"a", "a", "b", "b"}), numbers({1, 2, 1, 2})), IsEmpty());
  EXPECT_THAT(duplicates_of(texts({"a", "b", "a", "a"}), numbers({1, 1, 1, 1})),
              ElementsAre(std::pair(2, 0), std::pair(3, 0)));
  // The parts do not run into each other.
  EXPECT_THAT(duplicates_of(texts({"a", "ab"}), texts({"bc", "c"})), IsEmpty());
}

TEST(KeyTuples, WhatLooksTheSameIs) {
  EXPECT_THAT(duplicates_of(texts({"Ａ", "b", "a"}), numbers({1, 1, 1})),
              ElementsAre(std::pair(2, 0)));
}

TEST(KeyTuples, RowsWithoutAPartHaveNoKey) {
  ColumnData years = numbers({1, 1, 1});
  years.faults = {{0, {type::CellFault::missing, 0, 0}}, {1, {type::CellFault::bad_cell, 0, 1}}};
  EXPECT_THAT(duplicates_of(texts({"a", "a", "a"}), years), IsEmpty());
}

TEST(KeyTuples, AGuardRemembersBatches) {
  const ColumnData shops = texts({"a", "b"}), first = numbers({1, 1}), second = numbers({2, 1});
  const ColumnData* const one[] = {&shops, &first};
  const ColumnData* const other[] = {&shops, &second};
  TupleGuard guard(false);
  EXPECT_EQ(guard.add(one), std::nullopt);
  EXPECT_EQ(guard.add(other), 1);
}

TEST(KeyTuples, KeysAscendPartByPart) {
  const ColumnData shops = texts({"a", "a", "b", "b"}), years = numbers({1, 2, 1, 1});
  const ColumnData* const parts[] = {&shops, &years};
  TupleGuard guard(true);
  EXPECT_EQ(guard.add(parts), 3);
}

}  // namespace
}  // namespace remit::table
