// Tables by chance come in and are linked the same on any number of threads, in whatever pieces.
#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "arrow_host.h"
#include "base/executor.h"
#include "gtest/gtest.h"
#include "table/digest.h"
#include "table/narrow_column.h"

namespace remit::table::threads_test {
namespace {

using namespace arrow_host;

constexpr std::size_t kUnits = 20'000;  // enough for a narrow column

/// How the cells of one table are drawn.
struct Draw {
  int percent_bad;    ///< of the cells: what their field cannot be
  int percent_blank;  ///< and null
  bool wide_at_end;   ///< the last rows need more than 32 bits, or more than 64
  bool double_keys;
};

std::vector<char> bitmap(std::size_t rows, int percent_clear, std::mt19937& random) {
  std::vector<char> bits(rows / 8 + 1, 0);
  for (std::size_t i = 0; i < rows; ++i)
    if (static_cast<int>(random() % 100) >= percent_clear)
      bits[i / 8] = static_cast<char>(bits[i / 8] | 1 << (i % 8));
  return bits;
}

Column with_blanks(Column column, const Draw& draw, std::mt19937& random) {
  if (draw.percent_blank == 0) return column;
  column.data[0] = bitmap(static_cast<std::size_t>(column.length), draw.percent_blank, random);
  column.present[0] = true;
  column.null_count = -1;
  return column;
}

/// Values of which now and then one is bad.
template <typename T, typename Good>
std::vector<T> drawn(std::size_t rows, int percent_bad, T bad, std::mt19937& random, Good good) {
  std::vector<T> values(rows);
  for (std::size_t i = 0; i < rows; ++i)
    values[i] = static_cast<int>(random() % 100) < percent_bad ? bad : good(i);
  return values;
}

FieldSchema named(std::string name, type::Type type, int decimals, bool optional) {
  FieldSchema schema = field(std::move(name), type, decimals);
  schema.optional = optional;
  if (type.kind == type::TypeKind::category) schema.categories = {"red", "green"};
  return schema;
}

Schemas schemas() {
  EntitySchema unit{"unit", "", {named("id", type::kNumber, 0, false)}, {0}};
  EntitySchema shop{"shop", "", {named("id", type::kText, 0, false)}, {0}};
  EntitySchema row{
      "row",
      "",
      {named("id", type::kNumber, 0, false), named("amount", type::money(0), 2, true),
       named("other", type::money(0), 2, false), named("float", type::kNumber, 2, true),
       named("whole", type::kNumber, 0, true), named("day", type::kDate, 0, true),
       named("time", type::kDate, 0, true), named("flag", type::kBoolean, 0, true),
       named("word", type::category(0), 0, true), named("text", type::kText, 0, true),
       named("unit", type::reference(1), 0, true), named("shop", type::reference(2), 0, true)},
      {0}};
  row.fields[4].default_text = "3000000000";
  return {EntitySchema{}, unit, shop, row};
}

/// All columns of the rows.
std::vector<Column> columns(std::size_t rows, const Draw& draw, std::mt19937& random) {
  const int bad = draw.percent_bad;
  const auto small = [&](std::size_t) { return static_cast<std::int32_t>(random()) / 4; };
  std::vector<Int128> amounts = drawn<Int128>(rows, 0, 0, random, small);
  // Three decimals of which the last is none, but for the bad ones.
  std::vector<Int128> others =
      drawn<Int128>(rows, bad, 7, random, [&](std::size_t i) { return Int128{small(i)} * 10; });
  if (draw.wide_at_end) {
    amounts[rows - 3] = std::int64_t{1} << 40;
    others[rows - 2] = Int128{10} << 80;
  }
  std::vector<std::int64_t> ids(rows);
  for (std::size_t i = 0; i < rows; ++i) ids[i] = static_cast<std::int64_t>(i);
  if (draw.double_keys)
    for (std::size_t i = 5; i < rows; i += 20'011) ids[i] = ids[i / 2];
  std::vector<std::string> texts, shops;
  for (std::size_t i = 0; i < rows; ++i) {
    texts.push_back(static_cast<int>(random() % 100) < bad ? "\xFF" : "t" + std::to_string(i % 77));
    shops.push_back("s" + std::to_string(random() % (bad > 0 ? 1200 : 1000)));
  }
  Column word =
      fixed<std::int8_t>("word", "c", drawn<std::int8_t>(rows, bad, 2, random, [&](std::size_t i) {
                           return static_cast<std::int8_t>(i % (bad > 0 ? 3 : 2));
                         }));
  word.dictionary = {arrow_host::texts<std::int32_t>("", "u", {"red", "green", "grey"})};
  Column flag = fixed<std::int8_t>("flag", "b", {});
  flag.length = static_cast<std::int64_t>(rows);
  flag.data[1] = bitmap(rows, 50, random);
  std::vector<Column> all = {
      fixed<std::int64_t>("id", "l", ids),
      fixed<Int128>("amount", "d:38,2", amounts),
      fixed<Int128>("other", "d:38,3", others),
      fixed<double>("float", "g",
                    drawn<double>(rows, bad, 0.001, random,
                                  [](std::size_t i) { return static_cast<double>(i % 999) / 4; })),
      fixed<std::int32_t>("whole", "i", drawn<std::int32_t>(rows, 0, 0, random, small)),
      fixed<std::int32_t>(
          "day", "tdD",
          drawn<std::int32_t>(rows, bad, 5'000'000, random,
                              [](std::size_t i) { return static_cast<int>(i % 20'000); })),
      fixed<std::int64_t>("time", "tss:",
                          drawn<std::int64_t>(rows, bad, 86'401, random,
                                              [](std::size_t i) {
                                                return std::int64_t{86'400} *
                                                       static_cast<int>(i % 999);
                                              })),
      flag,
      word,
      arrow_host::texts<std::int32_t>("text", "u", texts),
      fixed<std::int64_t>("unit", "l",
                          drawn<std::int64_t>(rows, bad, kUnits + 9, random,
                                              [&](std::size_t) {
                                                return static_cast<std::int64_t>(random() % kUnits);
                                              })),
      arrow_host::texts<std::int64_t>("shop", "U", shops)};
  for (std::size_t i = 1; i < all.size(); ++i)
    if (i != 10 || bad > 0) all[i] = with_blanks(std::move(all[i]), draw, random);
  return all;
}

/// A host that hands the rows from `first` on over in pieces of so many.
class Pieces {
 public:
  Pieces(const std::vector<Column>& columns, std::size_t first, std::size_t piece)
      : host_(columns), next_(first), piece_(piece) {}

  ArrowArrayStream stream() {
    ArrowArrayStream stream{};
    stream.private_data = this;
    stream.get_schema = [](ArrowArrayStream* s, ArrowSchema* out) {
      *out = *static_cast<Pieces*>(s->private_data)->host_.schema();
      return 0;
    };
    stream.get_next = [](ArrowArrayStream* s, ArrowArray* out) {
      static_cast<Pieces*>(s->private_data)->give(*out);
      return 0;
    };
    stream.release = [](ArrowArrayStream* s) { s->release = nullptr; };
    return stream;
  }

 private:
  void give(ArrowArray& out) {
    const auto rows = static_cast<std::size_t>(host_.array()->length);
    out = ArrowArray{};
    if (next_ >= rows) return;
    out = *host_.array();  // whose columns are the host's as long as it lives
    out.offset = static_cast<std::int64_t>(next_);
    out.length = static_cast<std::int64_t>(std::min(piece_, rows - next_));
    next_ += piece_;
  }

  Host host_;
  std::size_t next_;
  std::size_t piece_;
};

struct Read {
  std::string digest;  ///< of every column of every table
  std::vector<InputProblem> problems;
  std::vector<std::size_t> widths;  ///< which storage each column has
};

/// The table from row `first` on, in pieces, on the threads of the executor.
Read read(const std::vector<Column>& columns, std::size_t first, std::size_t piece,
          base::Executor* executor) {
  Pieces pieces(columns, first, piece);
  DatasetBuilder builder(schemas());
  for (std::uint64_t i = 0; i < kUnits; ++i) builder.table(1).set_number(i, 0, i, 0);
  for (std::uint64_t i = 0; i < 1000; ++i) builder.table(2).set_text(i, 0, "s" + std::to_string(i));
  ArrowArrayStream stream = pieces.stream();
  const ArrowOutcome outcome = import_arrow(&stream, 1'000'000, builder.table(3), executor);
  EXPECT_FALSE(outcome.error) << outcome.error->column;
  const DatasetBuilder::Built built = builder.build(executor);
  Read read;
  Digest digest;
  for (const Table& table : built.dataset.tables)
    for (const ColumnData& column : table.columns) {
      digest.add(column);
      read.widths.push_back(column.storage.index());
    }
  read.digest = digest.hex();
  read.problems = built.problems;
  return read;
}

void expect_same(const Read& a, const Read& b, const std::string& where) {
  EXPECT_EQ(a.digest, b.digest) << where;
  EXPECT_EQ(a.widths, b.widths) << where;
  ASSERT_EQ(a.problems.size(), b.problems.size()) << where;
  for (std::size_t i = 0; i < a.problems.size(); ++i)
    ASSERT_TRUE(a.problems[i] == b.problems[i]) << where << ", problem " << i;
}

TEST(Threads, TablesComeInAndAreLinkedTheSame) {
  constexpr std::size_t kRows = 150'003;
  constexpr Draw kDraws[] = {{0, 0, false, false},
                             {0, 0, true, false},
                             {1, 0, false, true},
                             {0, 10, false, false},
                             {1, 10, true, true}};
  std::mt19937 random(20);
  base::ThreadPool two(2), three(3), eight(8);
  for (std::size_t i = 0; i < std::size(kDraws); ++i) {
    const std::vector<Column> all = columns(kRows, kDraws[i], random);
    const std::size_t first = i * 13;
    // Of a thousand rows nobody knows beforehand that the column will be held narrow.
    const Read slow = read(all, first, 1'000, nullptr);
    EXPECT_EQ(slow.problems.empty(), i < 2);
    const std::string draw = "draw " + std::to_string(i);
    expect_same(slow, read(all, first, kRows, nullptr), draw + ", this thread");
    expect_same(slow, read(all, first, 70'001, &three), draw + ", in pieces");
    for (base::Executor* executor : {&two, &three, &eight})
      expect_same(slow, read(all, first, kRows, executor),
                  draw + ", threads " + std::to_string(executor->workers()));
  }
}

TEST(Threads, NarrowFromTheFirstRowOn) {
  std::mt19937 random(21);
  const std::size_t rows = kNarrowRows;
  for (const bool wide : {false, true}) {
    const Read all = read(columns(rows, {0, 0, wide, false}, random), 0, rows, nullptr);
    constexpr std::size_t kFirst = 2;  // the keys of the other two tables
    const std::size_t narrow = ColumnData::Storage(Buffer<std::int32_t>()).index();
    EXPECT_EQ(all.widths[kFirst + 1] == narrow, !wide);
    EXPECT_EQ(all.widths[kFirst + 4], narrow);
    EXPECT_EQ(all.widths[kFirst + 10], narrow);
    EXPECT_NE(all.widths[kFirst], narrow);  // keys are looked up in 64 bits
  }
}

}  // namespace
}  // namespace remit::table::threads_test
