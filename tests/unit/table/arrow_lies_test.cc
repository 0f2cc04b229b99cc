// What a host may say of its arrays that is not so: whatever contradicts itself or cannot be is
// refused before a value is read.
#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "arrow_host.h"

namespace remit::table {
namespace {

using namespace arrow_host;  // NOLINT(google-build-using-namespace)
using Kind = ArrowError::Kind;

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();

Column text_column() { return texts<std::int32_t>("x", "u", {"a", "bc", "d"}); }
Column large_column() { return texts<std::int64_t>("x", "U", {"a", "bc", "d"}); }
Column number_column() { return fixed<std::int64_t>("x", "l", {1, 2, 3}); }
Column word_column() {
  Column column = fixed<std::int8_t>("x", "c", {0, 1, 0});
  column.dictionary = {texts<std::int32_t>("", "u", {"a", "b"})};
  return column;
}

struct Lie {
  const char* name;
  Column (*column)();
  std::function<void(ArrowSchema& table, ArrowArray& array)> tell;
};

template <typename T>
void write(ArrowArray& array, int buffer, int place, T value) {
  std::memcpy(static_cast<char*>(const_cast<void*>(array.buffers[buffer])) +
                  place * static_cast<int>(sizeof(T)),
              &value, sizeof(T));
}

void lies_of_counts(std::vector<Lie>& lies) {
  for (const std::int64_t wrong : {kLeast, std::int64_t{-1}, kMost, kMost - 1, kMost / 2,
                                   std::int64_t{1} << 60, std::int64_t{1} << 55}) {
    lies.push_back({"offset of a column", number_column, [wrong](ArrowSchema&, ArrowArray& a) {
                      a.children[0]->offset = wrong;
                    }});
    lies.push_back({"offset of the table", number_column,
                    [wrong](ArrowSchema&, ArrowArray& a) { a.offset = wrong; }});
    lies.push_back({"offsets that add up", number_column, [wrong](ArrowSchema&, ArrowArray& a) {
                      a.offset = a.children[0]->offset = wrong / 2 + 2;
                      a.children[0]->length = wrong;
                    }});
    lies.push_back({"children of the schema", number_column,
                    [wrong](ArrowSchema& s, ArrowArray&) { s.n_children = wrong; }});
    lies.push_back({"children of the array", number_column,
                    [wrong](ArrowSchema&, ArrowArray& a) { a.n_children = wrong; }});
    lies.push_back({"children of a column", number_column, [wrong](ArrowSchema&, ArrowArray& a) {
                      a.children[0]->n_children = wrong;
                    }});
    lies.push_back({"buffers", text_column, [wrong](ArrowSchema&, ArrowArray& a) {
                      a.children[0]->n_buffers = wrong;
                    }});
    lies.push_back({"length of a dictionary", word_column, [wrong](ArrowSchema&, ArrowArray& a) {
                      a.children[0]->dictionary->length = wrong;
                    }});
    lies.push_back({"offset of a dictionary", word_column, [wrong](ArrowSchema&, ArrowArray& a) {
                      a.children[0]->dictionary->offset = wrong;
                    }});
  }
  for (const std::int64_t wrong : {kLeast, std::int64_t{-2}, std::int64_t{4}, kMost}) {
    lies.push_back({"nulls of a column", number_column, [wrong](ArrowSchema&, ArrowArray& a) {
                      a.children[0]->null_count = wrong;
                    }});
    lies.push_back({"nulls of the table", number_column,
                    [wrong](ArrowSchema&, ArrowArray& a) { a.null_count = wrong; }});
  }
  for (const std::int64_t wrong : {0, 2, 3}) {
    lies.push_back({"nulls that are others", [] { return with_nulls(number_column(), 0b101); },
                    [wrong](ArrowSchema&, ArrowArray& a) { a.children[0]->null_count = wrong; }});
  }
  for (const std::int64_t wrong : {kLeast, std::int64_t{-1}, std::int64_t{0}, std::int64_t{2}}) {
    lies.push_back({"length of a column", number_column, [wrong](ArrowSchema&, ArrowArray& a) {
                      a.children[0]->length = wrong;
                    }});
  }
  lies.push_back({"length of the table", number_column,
                  [](ArrowSchema&, ArrowArray& a) { a.length = -1; }});
  lies.push_back({"nulls that nothing tells", number_column,
                  [](ArrowSchema&, ArrowArray& a) { a.children[0]->null_count = 1; }});
}

void lies_of_pointers(std::vector<Lie>& lies) {
  lies.push_back({"no children", number_column,
                  [](ArrowSchema&, ArrowArray& a) { a.children = nullptr; }});
  lies.push_back({"no child", number_column,
                  [](ArrowSchema&, ArrowArray& a) { a.children[0] = nullptr; }});
  lies.push_back({"no child of the schema", number_column,
                  [](ArrowSchema& s, ArrowArray&) { s.children[0] = nullptr; }});
  lies.push_back({"no format", number_column,
                  [](ArrowSchema& s, ArrowArray&) { s.children[0]->format = nullptr; }});
  lies.push_back({"a released child", number_column,
                  [](ArrowSchema&, ArrowArray& a) { a.children[0]->release = nullptr; }});
  lies.push_back({"a released child of the schema", number_column,
                  [](ArrowSchema& s, ArrowArray&) { s.children[0]->release = nullptr; }});
  lies.push_back({"a released schema", number_column,
                  [](ArrowSchema& s, ArrowArray&) { s.release = nullptr; }});
  lies.push_back({"a released dictionary", word_column, [](ArrowSchema&, ArrowArray& a) {
                    a.children[0]->dictionary->release = nullptr;
                  }});
  lies.push_back({"a released dictionary of the schema", word_column,
                  [](ArrowSchema& s, ArrowArray&) {
                    s.children[0]->dictionary->release = nullptr;
                  }});
  lies.push_back({"no dictionary", word_column,
                  [](ArrowSchema&, ArrowArray& a) { a.children[0]->dictionary = nullptr; }});
  lies.push_back({"a dictionary of nobody's", number_column, [](ArrowSchema&, ArrowArray& a) {
                    a.children[0]->dictionary = a.children[0];
                  }});
  lies.push_back({"no buffers", number_column,
                  [](ArrowSchema&, ArrowArray& a) { a.children[0]->buffers = nullptr; }});
  lies.push_back({"no values", number_column,
                  [](ArrowSchema&, ArrowArray& a) { a.children[0]->buffers[1] = nullptr; }});
  lies.push_back({"no bytes", text_column,
                  [](ArrowSchema&, ArrowArray& a) { a.children[0]->buffers[2] = nullptr; }});
}

void lies_of_values(std::vector<Lie>& lies) {
  for (const std::int32_t wrong : {-1, std::numeric_limits<std::int32_t>::min(),
                                   std::numeric_limits<std::int32_t>::max()}) {
    lies.push_back({"offsets of texts", text_column, [wrong](ArrowSchema&, ArrowArray& a) {
                      write(*a.children[0], 1, 1, wrong);
                    }});
  }
  for (const std::int64_t wrong : {kLeast, std::int64_t{-1}, kMost, std::int64_t{1} << 62}) {
    for (const int place : {0, 1, 3}) {
      if (wrong < 0 || place > 0) {
        lies.push_back({"offsets of long texts", large_column,
                        [wrong, place](ArrowSchema&, ArrowArray& a) {
                          write(*a.children[0], 1, place, wrong);
                        }});
      }
    }
  }
  for (const std::int8_t wrong : {std::int8_t{-1}, std::int8_t{2}, std::int8_t{127}}) {
    lies.push_back({"indices", word_column, [wrong](ArrowSchema&, ArrowArray& a) {
                      write(*a.children[0], 1, 2, wrong);
                    }});
  }
}

TEST(ArrowLies, AreRefusedAndTheArrayReleased) {
  std::vector<Lie> lies;
  lies_of_counts(lies);
  lies_of_pointers(lies);
  lies_of_values(lies);
  for (const Lie& lie : lies) {
    SCOPED_TRACE(lie.name);
    Host host({lie.column()});
    lie.tell(*host.schema(), *host.array());
    const bool is_number = std::string(lie.column().format) == "l";
    const Outcome outcome = read(field("x", is_number ? type::kNumber : type::kText), host);
    ASSERT_TRUE(outcome.arrow.error);
    EXPECT_EQ(outcome.arrow.error->kind, Kind::malformed);
    EXPECT_EQ(host.released, 1);
  }
}

TEST(ArrowLies, WhatIsToldTrulyIsRead) {
  for (Column (*column)() : {text_column, large_column, number_column, word_column}) {
    Host host({column()});
    const bool is_number = column().format == "l";
    EXPECT_FALSE(read(field("x", is_number ? type::kNumber : type::kText), host).arrow.error);
  }
}

std::string metadata(std::int32_t pairs, std::int32_t key, std::int32_t value) {
  std::string text(12, '\0');
  std::memcpy(text.data(), &pairs, 4);
  std::memcpy(text.data() + 4, &key, 4);
  std::memcpy(text.data() + 8, &value, 4);
  return text;
}

TEST(ArrowLies, MetadataWithoutMeasure) {
  constexpr std::int32_t kLarge = std::numeric_limits<std::int32_t>::max();
  for (const std::string& wrong :
       {metadata(-1, 0, 0), metadata(kLarge, 0, 0), metadata(1, -5, 0), metadata(1, kLarge, 0),
        metadata(1, 0, -1), metadata(1, 0, kLarge)}) {
    Column column = number_column();
    column.metadata = wrong;
    Host host({column});
    const Outcome outcome = read(field("x", type::kNumber), host);
    ASSERT_TRUE(outcome.arrow.error);
    EXPECT_EQ(outcome.arrow.error->kind, Kind::malformed);
  }
}

/// A time so early that its day, taken away from it, would wrap.
TEST(ArrowLies, TheFirstInstantOfAll) {
  Host host({fixed<std::int64_t>("x", "tsn:", {kLeast, kMost})});
  EXPECT_EQ(read(field("x", type::kDate), host).cells, "!3 !3");
}

}  // namespace
}  // namespace remit::table
