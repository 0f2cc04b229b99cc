// Binary floats as cells: what they count as, where they are refused, and that none is taken for
// another number than the one that was written.
#include <charconv>
#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "arrow_host.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "number/decimal.h"

namespace remit::table {
namespace {

using namespace arrow_host;
using ::testing::IsEmpty;
using Kind = ArrowError::Kind;
using Limits = std::numeric_limits<double>;

constexpr double kNan = Limits::quiet_NaN();

template <typename Float>
std::string shown(const FieldSchema& x, const std::vector<Float>& values) {
  return cells(x, fixed<Float>("x", sizeof(Float) == 8 ? "g" : "f", values));
}

TEST(Floats, AreRefusedFromWhereTwoValuesOfTheFieldReadAsOne) {
  const FieldSchema count = field("x", type::kNumber);
  const FieldSchema tenths = field("x", type::kNumber, 1);
  const FieldSchema money = field("x", type::money(0), 2);
  const FieldSchema ratio = field("x", type::kNumber, 9);
  const double p53 = std::ldexp(1.0, 53), p49 = std::ldexp(1.0, 49), p46 = std::ldexp(1.0, 46);
  EXPECT_EQ(shown<double>(count, {p53 - 1, 1 - p53, p53, -p53, 1.10101e17}),
            "9007199254740991 -9007199254740991 !3 !3 !3");
  EXPECT_EQ(shown<double>(tenths, {p49 - 1, p49}), "562949953421311.0 !3");
  EXPECT_EQ(shown<double>(money, {p46 - 1, p46, -p46}), "70368744177663.00 !3 !3");
  EXPECT_EQ(shown<double>(ratio, {p46 - 1, p46, 0.1}), "70368744177663.000000000 !3 0.100000000");
  const float p24 = std::ldexp(1.0f, 24), p17 = std::ldexp(1.0f, 17);
  EXPECT_EQ(shown<float>(count, {p24 - 1, p24, 123.0f}), "16777215 !3 123");
  EXPECT_EQ(shown<float>(money, {p17 - 1, p17, 0.1f}), "131071.00 !3 0.10");
}

/// A decimal of `scale` digits after the point, of any size up to 18 digits, and the double it
/// reads as.
std::string random_decimal(std::mt19937_64& random, int scale, double& read) {
  const auto coefficient = static_cast<std::int64_t>(random() >> 4 >> random() % 60);
  const std::string text = number::format(number::Decimal{coefficient, scale});
  std::from_chars(text.data(), text.data() + text.size(), read);
  return text;
}

TEST(Floats, ThatAreTakenAreTheDecimalsThatWereWritten) {
  std::mt19937_64 random(14);
  for (const int scale : {0, 1, 2}) {
    const FieldSchema x = field("x", type::kNumber, scale);
    int taken = 0, refused = 0;
    for (int i = 0; i < 200; ++i) {
      std::vector<double> values(50);
      std::vector<std::string> texts;
      for (double& value : values) texts.push_back(random_decimal(random, scale, value));
      Host host({fixed<double>("x", "g", values)});
      const Outcome outcome = read(x, host);
      const ColumnData& column = outcome.built.dataset.tables[1].columns[0];
      for (std::size_t row = 0; row < values.size(); ++row) {
        if (column.fault(row) != nullptr) {
          ++refused;
          EXPECT_GE(std::fabs(values[row]), std::ldexp(1.0, 46)) << texts[row];
        } else {
          ++taken;
          ASSERT_EQ(format_value(column, row, {}), texts[row]);
        }
      }
    }
    EXPECT_GT(taken, 1000);
    EXPECT_GT(refused, 100);
  }
}

TEST(Floats, NanIsABlankAndInfinityNoNumber) {
  const FieldSchema money = field("x", type::money(0), 2);
  const double infinity = Limits::infinity();
  EXPECT_EQ(shown<double>(money, {kNan, -kNan, infinity, -infinity}), "!1 !1 !3 !3");
  FieldSchema filled = money;
  filled.default_text = "7";
  EXPECT_EQ(shown<double>(filled, {kNan}), "7.00");
}

/// One field of each kind that takes no floats.
std::vector<FieldSchema> fields_without_floats() {
  FieldSchema word = field("x", type::category(0));
  word.categories = {"1", "2"};
  return {field("x", type::kText), word, field("x", type::kDate), field("x", type::kBoolean)};
}

TEST(Floats, ACellElsewhereIsAnErrorUnlessItIsNan) {
  for (const FieldSchema& x : fields_without_floats()) {
    DatasetBuilder builder(one_field(x));
    builder.table(1).set_double(0, 0, 1.0);
    builder.table(1).set_double(1, 0, kNan);
    builder.table(1).set_double(2, 0, 900000000000000018.0);
    const auto built = builder.build();
    ASSERT_EQ(built.problems.size(), 2u);
    EXPECT_EQ(built.problems[0].kind, ProblemKind::misplaced_float);
    EXPECT_EQ(built.problems[1].text, "9e+17");
    EXPECT_EQ(built.dataset.tables[1].columns[0].fault(1)->code, type::CellFault::blank);
  }
}

TEST(Floats, NumbersThatNameRowsAreNoFloats) {
  Schemas schemas = {EntitySchema{}, EntitySchema{"a", "", {field("id", type::kNumber)}, {0}},
                     EntitySchema{"b", "", {field("of", type::reference(1))}, {}}};
  schemas[2].fields[0].optional = true;
  DatasetBuilder builder(schemas);
  builder.table(1).set_number(0, 0, 5, 0);
  builder.table(1).set_double(1, 0, 6.0);
  builder.table(2).set_double(0, 0, 5.0);
  builder.table(2).set_double(1, 0, kNan);
  const auto built = builder.build();
  std::vector<ProblemKind> kinds;
  for (const InputProblem& problem : built.problems) kinds.push_back(problem.kind);
  EXPECT_THAT(kinds,
              ::testing::ElementsAre(ProblemKind::misplaced_float, ProblemKind::misplaced_float));
  Host host({fixed<double>("of", "g", {kNan, 5.0})});
  const ArrowOutcome refused = import_arrow(host.schema(), host.array(), 10, builder.table(2));
  ASSERT_TRUE(refused.error);
  EXPECT_EQ(refused.error->kind, Kind::misplaced_float);
  EXPECT_EQ(refused.error->column, "of");
}

TEST(Floats, AColumnElsewhereIsRefusedByNameUnlessItHoldsNothing) {
  for (const FieldSchema& x : fields_without_floats()) {
    for (const bool wide : {true, false}) {
      const auto column = [wide](std::vector<double> values) {
        if (wide) return fixed<double>("x", "g", values);
        return fixed<float>("x", "f", std::vector<float>(values.begin(), values.end()));
      };
      Host host({column({kNan, kNan, 1.0})});
      const Outcome refused = read(x, host);
      ASSERT_TRUE(refused.arrow.error);
      EXPECT_EQ(refused.arrow.error->kind, Kind::misplaced_float);
      EXPECT_EQ(refused.arrow.error->column, "x");
      EXPECT_EQ(host.released, 1);
      // A column that nobody filled in comes as floats too: pandas writes NaN.
      EXPECT_EQ(cells(x, with_nulls(column({kNan, 3.0, kNan}), 0b101)), "!1 !1 !1");
    }
    Column words = fixed<std::int8_t>("x", "c", {0, 0});
    words.dictionary = {fixed<double>("", "g", {5.0})};
    EXPECT_EQ(cells(x, words), "error");
  }
}

TEST(Floats, WholeDecimalsMayBeTexts) {
  const FieldSchema text = field("x", type::kText);
  EXPECT_EQ(cells(text, fixed<std::int64_t>("x", "d:18,0,64", {110101199003070018})),
            "110101199003070018");
  EXPECT_EQ(cells(text, fixed<std::int64_t>("x", "d:18,2,64", {500})), "error");
}

/// Metadata of one entry, as the interface encodes it.
std::string metadata(const std::string& key, const std::string& value) {
  std::string bytes;
  const auto add_length = [&bytes](std::size_t length) {
    const auto encoded = static_cast<std::int32_t>(length);
    bytes.append(reinterpret_cast<const char*>(&encoded), sizeof encoded);
  };
  add_length(1);
  add_length(key.size());
  bytes += key;
  add_length(value.size());
  return bytes + value;
}

TEST(Floats, NumbersOfAnExtensionTypeAreNotTakenForNumbers) {
  const FieldSchema number = field("x", type::kNumber);
  Column periods = fixed<std::int64_t>("x", "l", {480});
  periods.metadata = metadata("ARROW:extension:name", "pandas.period");
  Host host({periods});
  const Outcome refused = read(number, host);
  ASSERT_TRUE(refused.arrow.error);
  EXPECT_EQ(refused.arrow.error->kind, Kind::wrong_type);
  EXPECT_EQ(refused.arrow.error->text, "pandas.period");
  periods.metadata = metadata("unit", "pandas.period");
  EXPECT_EQ(cells(number, periods), "480");
  Column json = texts<std::int32_t>("x", "u", {"1"});
  json.metadata = metadata("ARROW:extension:name", "arrow.json");
  EXPECT_EQ(cells(number, json), "1");
}

TEST(Floats, ATimeOfDayIsShownAsOne) {
  Host host({fixed<std::int64_t>("x", "tss:", {86'400, 86'400 + 8 * 3600 + 1830, -1})});
  const Outcome outcome = read(field("x", type::kDate), host);
  EXPECT_EQ(outcome.cells, "1970-01-02 !3 !3");
  ASSERT_EQ(outcome.built.problems.size(), 2u);
  EXPECT_EQ(outcome.built.problems[0].text, "1970-01-02T08:30:30");
  EXPECT_EQ(outcome.built.problems[1].text, "1969-12-31T23:59:59");
}

}  // namespace
}  // namespace remit::table
