// Columns of each width, at its edges, with rows that lack a value: the same cells and the same
// digest as when nothing is narrowed, and as the row evaluator has them.
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "column/evaluate.h"
#include "plan/builder.h"
#include "row/evaluator.h"
#include "table/digest.h"

namespace remit::row_column {
namespace {

using plan::ColumnId;
using plan::ExpressionId;
using plan::Opcode;
using type::Type;

constexpr plan::EntityId kTown = 1, kFirm = 2;
constexpr std::size_t kTowns = 300, kFirms = 3'000;

template <typename T>
table::ColumnData::Storage repeated(const std::vector<T>& values, std::size_t rows) {
  std::vector<T> cells(rows);
  for (std::size_t row = 0; row < rows; ++row) cells[row] = values[row % values.size()];
  return table::Buffer<T>(std::move(cells));
}

/// Firms with a figure of each width, whose values are its edges and what is near zero.
class Firms {
 public:
  Firms() {
    builder_.add_currency({"CNY", 2});
    kinds_ = type::category(builder_.add_category_set({{{"a", "", ""}, {"b", "", ""}}}));
    builder_.add_entity("town");
    builder_.add_entity("firm");
    dataset_.tables.resize(3);
    dataset_.tables[0] = {1, {}, true};
    dataset_.tables[kTown] = {kTowns, {}, true};
    dataset_.tables[kFirm] = {kFirms, {}, true};
    using Whole = std::vector<std::int64_t>;
    grade_ = field(kTown, "grade", type::kNumber, repeated(Whole{-128, 127, 3}, kTowns));
    eight_ = figure("eight", {-128, 127, 0, 5});
    sixteen_ = figure("sixteen", {-32'768, 32'767, 0, -129, 128});
    thirty_two_ = figure("thirty two", {INT32_MIN, INT32_MAX, 0, 32'768, -32'769, 7});
    sixty_four_ = figure("sixty four", {-5'000'000'000, 5'000'000'000, 1, -1});
    day_ = field(kFirm, "day", type::kDate,
                 repeated(std::vector<std::int32_t>{20'422, -32'768, 32'767, 0}, kFirms));
    kind_ = field(kFirm, "kind", kinds_, repeated(std::vector<std::int32_t>{0, 1, 1}, kFirms));
    town_ =
        field(kFirm, "town", type::reference(kTown), repeated(Whole{0, 299, 17, 128, 127}, kFirms));
    lack_values();
    add_columns();
    plan_ = builder_.take();
  }

  const plan::Plan& plan() const { return plan_; }
  const table::Dataset& dataset() const { return dataset_; }
  ColumnId small() const { return small_; }
  ColumnId large() const { return large_; }

 private:
  ColumnId field(plan::EntityId entity, std::string name, Type type,
                 table::ColumnData::Storage cells) {
    plan::Field made;
    made.name = std::move(name);
    made.type = type;
    made.decimals = type.kind == type::TypeKind::number ? 2 : 0;
    dataset_.tables[entity].columns.push_back({type, made.decimals, std::move(cells), {}});
    return builder_.add_field(entity, std::move(made));
  }
  ColumnId figure(std::string name, const std::vector<std::int64_t>& values) {
    return field(kFirm, std::move(name), type::kNumber, repeated(values, kFirms));
  }

  /// Here and there a blank or an error, which holds what its neighbours hold.
  void lack_values() {
    std::uint64_t row = 0;
    for (table::ColumnData& column : dataset_.tables[kFirm].columns) {
      const ColumnId id = eight_ + static_cast<ColumnId>(row);
      for (std::uint64_t at = row++; at < kFirms; at += 271) {
        const auto fault = at % 2 == 0 ? type::CellFault::blank : type::CellFault::bad_cell;
        column.faults.push_back({at, {fault, id, at}});
      }
    }
  }

  ExpressionId apply(Opcode op, Type type, std::initializer_list<ExpressionId> operands) {
    return builder_.apply(op, type, operands);
  }
  ExpressionId add(ColumnId a, ColumnId b) {
    return apply(Opcode::add, type::kNumber, {builder_.column(a), builder_.column(b)});
  }

  void add_columns() {
    const number::Rounding to_cents{number::RoundingMode::half_even, {1, 2}};
    small_ = builder_.add_map(kFirm, "small", add(eight_, sixteen_));
    large_ = builder_.add_map(kFirm, "large", add(thirty_two_, sixty_four_));
    const ExpressionId share = apply(Opcode::multiply, type::kNumber,
                                     {builder_.column(thirty_two_), builder_.number("0.15")});
    builder_.add_map(kFirm, "share", builder_.round(share, to_cents));
    builder_.add_map(kFirm, "least",
                     apply(Opcode::minimum, type::kNumber,
                           {builder_.column(sixteen_), builder_.column(thirty_two_)}));
    builder_.add_map(
        kFirm, "late",
        apply(Opcode::less, type::kBoolean, {builder_.date(20'000), builder_.column(day_)}));
    builder_.add_map(kFirm, "of kind b",
                     apply(Opcode::choose, type::kNumber,
                           {apply(Opcode::equal, type::kBoolean,
                                  {builder_.column(kind_), builder_.category(kinds_, 1)}),
                            builder_.column(sixteen_), builder_.column(eight_)}));
    builder_.add_map(kFirm, "day again", builder_.column(day_));
    builder_.add_map(kFirm, "kind again", builder_.column(kind_));
    const ColumnId grade =
        builder_.add_node(kFirm, "its grade", type::kNumber, plan::Lookup{town_, grade_});
    builder_.add_map(
        kFirm, "by grade",
        apply(Opcode::multiply, type::kNumber, {builder_.column(grade), builder_.column(eight_)}));
    for (const plan::FoldOp op : {plan::FoldOp::sum, plan::FoldOp::minimum}) {
      plan::Fold fold;
      fold.op = op;
      fold.rows = kFirm;
      fold.via = town_;
      fold.value = thirty_two_;
      builder_.add_node(kTown, "of its firms", type::kNumber, fold);
    }
    plan::Rank rank;
    rank.keys = {{sixteen_, true}, {day_, false}};
    builder_.add_node(kFirm, "place", type::kNumber, rank);
  }

  plan::Builder builder_;
  plan::Plan plan_;
  table::Dataset dataset_;
  Type kinds_;
  ColumnId grade_ = 0, eight_ = 0, sixteen_ = 0, thirty_two_ = 0, sixty_four_ = 0, day_ = 0;
  ColumnId kind_ = 0, town_ = 0, small_ = 0, large_ = 0;
};

std::string digest_of(const table::Results& results) {
  table::Digest digest;
  digest.add(results);
  return digest.hex();
}

TEST(NarrowColumns, TheSameCellsAndDigestAtEveryWidth) {
  const Firms firms;
  const auto by_row = row::Evaluator(firms.plan(), firms.dataset()).evaluate();
  ASSERT_TRUE(by_row.ok());
  const std::string expected = digest_of(*by_row);
  base::ThreadPool pool(2);
  for (const column::Isa isa :
       {column::Isa::portable, column::Isa::v2, column::Isa::v3, column::Isa::v4}) {
    for (const std::uint64_t narrow_rows : {std::uint64_t{1}, column::kNeverNarrow}) {
      for (const std::size_t batch : {1u, 7u, 256u, 5'000u}) {
        column::Options options;
        options.isa = isa;
        options.narrow_rows = narrow_rows;
        options.batch_rows = batch;
        if (batch == 7) options.executor = &pool;
        const auto results = column::evaluate(firms.plan(), firms.dataset(), options);
        ASSERT_TRUE(results.ok());
        EXPECT_EQ(digest_of(*results), expected) << column::isa_name(isa) << ", batch " << batch;
      }
    }
  }
}

TEST(NarrowColumns, AmountsThatFitAreHeldInHalfTheBytes) {
  const Firms firms;
  column::Options options;
  options.narrow_rows = kFirms;
  const auto narrow = column::evaluate(firms.plan(), firms.dataset(), options);
  ASSERT_TRUE(narrow.ok());
  using Half = table::Buffer<std::int32_t>;
  EXPECT_TRUE(std::holds_alternative<Half>(narrow->columns[firms.small()]->storage));
  EXPECT_FALSE(std::holds_alternative<Half>(narrow->columns[firms.large()]->storage));
  options.narrow_rows = kFirms + 1;
  const auto wide = column::evaluate(firms.plan(), firms.dataset(), options);
  ASSERT_TRUE(wide.ok());
  EXPECT_FALSE(std::holds_alternative<Half>(wide->columns[firms.small()]->storage));
}

}  // namespace
}  // namespace remit::row_column
