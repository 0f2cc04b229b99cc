// A case, cell after cell: every figure and every fault is that of the row evaluator over the same
// tables, whatever the host sets and by which call, whatever failed in between, and however many
// cases there are of the same tables.
#include "remit/case.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "remit/remit.h"
#include "support/value_of.h"

namespace remit::case_test {
namespace {

constexpr const char* kPolicy = R"(
policy p {
  currency CNY
  rounding half_even to 0.01
  party county
  entity unit { key name : text  quota : money }
  entity project {
    key id  : count
    unit    : unit optional
    cost    : money
    area    : number to 0.001 optional
    share   : percent
    level   : one of { low, mid, high } optional
    begun   : date optional
    sound   : bool
  }
  reward grant for project cite "1" {
    when sound
    when cost > 0 CNY or level is high
    pay  12.5% * cost + (if unit is given then unit.quota else 0 CNY)
    cap  50_000 CNY
    from county
    to   unit
  }
  define tie for project = round(cost / 200, to 0.01, half_even)
  define part for project = round(share * cost, to 0.01, half_even)
  define ratio for project = round(cost / area, to 0.01, half_up)
  define late for project : bool = begun is given and begun > 2020-06-30
  define vast for project = (cost * 100) / 1 CNY * area * area
})";

enum { kUnit = 1, kProject = 2 };
enum Field : std::size_t { kId, kOf, kCost, kArea, kShare, kLevel, kBegun, kSound };

using test::value_of;

std::string text_of(const Table& table) {
  std::string text;
  for (std::uint64_t row = 0; row < table.row_count(); ++row) {
    for (std::size_t i = 0; i < table.columns().size(); ++i) {
      text += table.columns()[i].name + ' ' + table.text(row, i);
      if (const auto number = table.decimal(row, i)) text += '=' + number->to_string();
      text += table.fault_name(row, i) + table.fault_text(row, i, Language::en) + '\n';
    }
  }
  return text;
}

Data tables_of(const Policy& policy) {
  Data data = policy.new_data();
  for (const char* const name : {"A", "B"}) {
    const std::uint64_t row = value_of(data.add_row(kUnit));
    value_of(data.set_text(kUnit, row, 0, name));
    value_of(data.set_decimal(kUnit, row, 1, Decimal::from_int64(150'000, 2)));
  }
  value_of(data.add_row(kProject));
  value_of(data.set_decimal(kProject, 0, kId, Decimal::from_int64(1, 0)));
  value_of(data.set_decimal(kProject, 0, kCost, Decimal::from_int64(30'001, 2)));
  value_of(data.set_text(kProject, 0, kShare, "20%"));
  value_of(data.set_bool(kProject, 0, kSound, true));
  return data;
}

class Host {
 public:
  Host(const Policy& policy, unsigned seed)
      : policy_(policy),
        random_(seed),
        case_(value_of(policy.new_case(tables_of(policy), kProject))) {}

  void change() {
    Data& data = case_.data();
    switch (draw(16)) {
      case 0:
        return done(data.set_text(kProject, 0, kOf, one_of({"A", "B", "", "nobody"})));
      case 1:
        return done(data.set_text(kProject, 0, kLevel, one_of({"low", "high", "", "?"})));
      case 2:
        return done(
            data.set_text(kProject, 0, kBegun, one_of({"2020-07-01", "", "0001-01-01", "soon"})));
      case 3:
        return done(data.set_bool(kProject, 0, kSound, draw(2) == 0));
      case 4:
        return done(data.set_blank(kProject, 0, field_of_number()));
      case 5:
        return done(data.set_text(kProject, 0, field_of_number(),
                                  one_of({"n/a", "1e3", "7", "-", "合计"})));
      case 6:
        return done(data.set_decimal(kUnit, draw(2), 1, number(2)));
      case 7:  // another scale: read anew, or refused as more exact than the field
        return done(
            data.set_decimal(kProject, 0, field_of_number(), number(static_cast<int>(draw(6)))));
      case 8:
        return done(data.set_decimal(kProject, 0, kId, number(0)));
      case 9:
        return done(data.set_double(kProject, 0, kCost, one_of({0.25, 1e300, 1e17})));
      case 10:
        return done(data.set_decimal(kProject, 0, kShare, number(static_cast<int>(draw(5)))));
      case 11:
      case 12:
        return done(data.set_decimal(kProject, 0, kArea, number(3)));
      default:
        return done(data.set_decimal(kProject, 0, kCost, number(2)));
    }
  }
  /// A run that does not come about leaves nothing half done.
  void fail() {
    Data& data = case_.data();
    const Data kept = data;
    value_of(data.add_row(kProject));
    value_of(data.set_decimal(kProject, 1, kCost, number(2)));
    const Policy other = value_of(compile({{"q.remit", kPolicy}}));
    data = other.new_data();
    EXPECT_FALSE(case_.run().ok());
    data = kept;
  }
  std::string quick() {
    value_of(case_.run());
    return text_of(case_.table());
  }
  std::string plain() {
    RunOptions options;
    options.evaluator = Evaluator::row;
    return text_of(value_of(policy_.evaluate(case_.data(), options))
                       .entity(kProject, Language::en, ResultColumns::all));
  }
  Data& data() { return case_.data(); }

 private:
  static void done(const Status& status) {
    if (!status.ok()) ADD_FAILURE() << status.error().message(Language::en);
  }
  std::size_t draw(std::size_t below) { return random_() % below; }
  template <typename T>
  T one_of(std::initializer_list<T> values) {
    return *(values.begin() + draw(values.size()));
  }
  Field field_of_number() { return one_of({kCost, kArea, kShare}); }

  /// Mostly small; now and then at an edge of 32, 64 or more bits, or of what was prepared.
  Decimal number(int scale) {
    constexpr std::int64_t k32 = std::int64_t{1} << 31, k33 = std::int64_t{1} << 33;
    constexpr std::int64_t kEnd = std::numeric_limits<std::int64_t>::max();
    constexpr std::int64_t kEdges[] = {0,       1,        -1,    50,    150,      250,
                                       k32 - 1, k32,      -k32,  k33,   -k33 - 1, kEnd,
                                       -kEnd,   kEnd / 8, 1'000, 1'001, -kEnd - 1};
    if (draw(24) == 0) return {1, draw(2), scale};                             // beyond 64 bits
    if (draw(24) == 0) return {-1, std::uint64_t{1} << 63 >> draw(2), scale};  // and just so
    if (draw(4) == 0) return Decimal::from_int64(kEdges[draw(std::size(kEdges))], scale);
    return Decimal::from_int64(static_cast<std::int64_t>(draw(100'000)), scale);
  }

  const Policy& policy_;
  std::mt19937 random_;
  Case case_;
};

TEST(Case, IsTheRowEvaluatorsWhateverIsSet) {
  const Policy policy = value_of(compile({{"p.remit", kPolicy}}));
  for (unsigned seed = 0; seed < 6; ++seed) {
    Host host(policy, seed);
    for (int i = 0; i < 400; ++i) {
      host.change();
      if (i % 3 == 0) host.change();
      if (i % 53 == 52) host.fail();
      ASSERT_EQ(host.quick(), host.plain()) << seed << ", " << i;
    }
  }
}

TEST(Case, TwoOfTheSameTablesKnowNothingOfEachOther) {
  const Policy policy = value_of(compile({{"p.remit", kPolicy}}));
  Host one(policy, 100), other(policy, 101);
  for (int i = 0; i < 200; ++i) {
    one.change();
    if (i % 2 == 0) other.change();
    if (i % 31 == 30) other.data() = one.data();
    if (i % 37 == 36) one.data() = Data(other.data());
    ASSERT_EQ(one.quick(), one.plain()) << i;
    ASSERT_EQ(other.quick(), other.plain()) << i;
  }
}

}  // namespace
}  // namespace remit::case_test
