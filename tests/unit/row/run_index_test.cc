// What the index of a run tells of a cell is what a pass over all rows tells.
#include "row/index/run_index.h"

#include <random>

#include "fixture.h"
#include "row/trace.h"
#include "trace_text.h"

namespace remit::row {
namespace {

using number::RemainderRule;
using number::ShareMethod;
using plan::FoldOp;
using plan::kNoColumn;

/// A plan with a node over rows, made by chance, and its data.
class Trial {
 public:
  explicit Trial(unsigned seed) : random_(seed) {
    unit_ = b_.add_entity("unit");
    item_ = b_.add_entity("item");
    rows_ = 1 + below(90);
    c_.field(unit_, "u", kNumber, "1 2 3 4");
    seat_ = c_.field(unit_, "seat", kText, "a b c -");
    total_ = c_.field(kWhole, "total", kNumber, std::to_string(int(below(400)) - 40) + ".05", 2);
    via_ = column("via", type::reference(unit_), [&] { return "#" + number(4); });
    x_ = column(
        "x", kNumber, [&] { return number(6) + "." + number(3) + "5"; }, 2);
    y_ = column("y", kNumber, [&] { return number(40); });
    t_ = column("t", kText, [&] { return std::string(1, "abcd"[below(4)]) + number(3); });
    day_ = column("day", kDate, [&] { return "2020-01-0" + std::to_string(1 + below(4)); });
    ok_ = column("ok", kBoolean, [&] { return below(4) == 0 ? "false" : "true"; });
    cap_ = column(
        "cap", kNumber, [&] { return number(9) + ".5"; }, 1);
    floor_ = column(
        "floor", kNumber, [&] { return number(2) + ".004"; }, 3);
  }

  /// Every cell of the node's column, without the index and by either of its ways.
  void check(ColumnId id, EntityId of) {
    constexpr int kAlways = 1'000'000;
    for (const int most_scans : {kAlways, 0}) check(id, of, most_scans);
  }

  void check(ColumnId id, EntityId of, int most_scans) {
    const table::Dataset data = c_.dataset();
    Evaluator all(b_.plan(), data, {.known = nullptr, .keep_helpers = true, .stop = {}});
    const auto results = all.evaluate();
    ASSERT_TRUE(results.ok());
    RunIndex index(b_.plan(), data, *results, most_scans);
    const std::uint64_t rows = of == kWhole ? 1 : data.tables[of].rows;
    for (std::uint64_t row = 0; row < rows; ++row) {
      Options plain, indexed;
      plain.known = indexed.known = &*results;
      indexed.index = &index;
      Evaluator slow(b_.plan(), data, plain), quick(b_.plan(), data, indexed);
      const Trace expected = trace(slow, id, row), told = trace(quick, id, row);
      // Of a share in error nothing is told but the error.
      const bool is_share = std::holds_alternative<plan::Apportion>(b_.plan().columns[id].node);
      if (is_share && is_fault(expected.cells[0].value)) continue;
      ASSERT_EQ(std::visit(test::ShowDetail{}, *told.cells[0].detail),
                std::visit(test::ShowDetail{}, *expected.cells[0].detail))
          << "row " << row << ", value " << test::show(expected.cells[0].value);
      ASSERT_EQ(told.cells.size(), expected.cells.size());
    }
  }

  void rank() {
    plan::Rank node;
    node.keys = keys();
    if (node.keys.empty()) node.keys = {{x_, true}};
    node.partition = partition();
    node.where = where();
    node.output = static_cast<plan::RankOutput>(below(4));
    check(b_.add_node(item_, "", kNumber, node), item_);
  }

  void fold() {
    plan::Fold node;
    const FoldOp ops[] = {FoldOp::sum, FoldOp::count, FoldOp::minimum, FoldOp::maximum,
                          FoldOp::any, FoldOp::all,   FoldOp::median,  FoldOp::last};
    node.op = ops[below(8)];
    node.rows = item_;
    node.where = where();
    const bool truths = node.op == FoldOp::any || node.op == FoldOp::all;
    if (node.op != FoldOp::count) node.value = truths ? ok_ : below(2) == 0 ? x_ : y_;
    if (node.op == FoldOp::last) {
      node.order = {{day_, false}};
      node.by_row = true;
    }
    EntityId of = kWhole;
    const std::size_t shape = below(4);
    if (shape == 1) {
      node.via = via_;
      of = unit_;
    } else if (shape == 2) {
      node.partitioned = true;
      node.partition = partition();
      of = item_;
    } else if (shape == 3) {
      node.partitioned = true;
      node.partition = {t_};
      node.ours = {seat_};
      of = unit_;
    }
    check(b_.add_node(of, "", truths ? kBoolean : kNumber, node), of);
  }

  void share() {
    plan::Apportion node;
    node.method = static_cast<ShareMethod>(below(3));
    node.remainder = static_cast<RemainderRule>(below(4));
    node.total = total_;
    node.partition = partition();
    node.where = where();
    if (node.method == ShareMethod::pro_rata) node.weight = below(2) == 0 ? x_ : y_;
    if (below(2) == 0) node.cap = cap_;
    if (below(3) == 0) node.floor = floor_;
    node.order = keys();
    if (node.remainder == RemainderRule::named) node.owner = ok_;
    const int step = below(3) == 0 ? 5 : 1;
    node.rounding = number::Rounding{number::RoundingMode::half_up, {step, 2}};
    check(b_.add_node(item_, "", kNumber, node), item_);
  }

 private:
  std::size_t below(std::size_t bound) { return random_() % bound; }
  std::string number(std::size_t bound) { return std::to_string(below(bound)); }

  template <typename Make>
  ColumnId column(const char* name, type::Type type, Make make, int decimals = 0) {
    const bool has_blanks = below(6) == 0, has_errors = below(9) == 0;
    std::string cells;
    for (std::size_t row = 0; row < rows_; ++row) {
      const std::size_t chance = below(25);
      cells += has_blanks && chance == 0 ? "-" : has_errors && chance == 1 ? "!3" : make();
      cells += ' ';
    }
    return c_.field(item_, name, type, cells, decimals);
  }
  std::vector<plan::SortKey> keys() {
    std::vector<plan::SortKey> keys;
    const ColumnId columns[] = {x_, y_, t_, day_};
    const std::size_t count = below(4);
    for (std::size_t i = 0; i < count; ++i) keys.push_back({columns[below(4)], below(2) == 0});
    return keys;
  }
  std::vector<ColumnId> partition() {
    const std::vector<ColumnId> choices[] = {{}, {}, {t_}, {via_}, {day_, via_}};
    return choices[below(5)];
  }
  ColumnId where() { return below(2) == 0 ? ok_ : kNoColumn; }

  std::mt19937 random_;
  Case c_;
  plan::Builder& b_ = c_.builder;
  EntityId unit_ = 0, item_ = 0;
  std::size_t rows_ = 0;
  ColumnId seat_ = 0, total_ = 0, via_ = 0, x_ = 0, y_ = 0, t_ = 0, day_ = 0, ok_ = 0, cap_ = 0,
           floor_ = 0;
};

TEST(RunIndex, PlacesAreThoseOfAllRows) {
  for (unsigned seed = 0; seed < 150; ++seed) {
    SCOPED_TRACE(seed);
    Trial(seed).rank();
  }
}

TEST(RunIndex, FoldsAreThoseOfAllRows) {
  for (unsigned seed = 0; seed < 200; ++seed) {
    SCOPED_TRACE(seed);
    Trial(seed).fold();
  }
}

/// Whether the rows of a group were looked for one by one.
bool was_looked_for(RunIndex& index, Evaluator& cells, ColumnId column, std::uint64_t row) {
  const auto& node = std::get<plan::Fold>(cells.plan().columns[column].node);
  const std::optional<FoldMembers> found = index.members(cells.place(column, row), node);
  EXPECT_TRUE(found && found->count == 2);
  return found && found->found != nullptr;
}

TEST(RunIndex, WhoExplainsACellOfEveryRowPaysForOneGroupingAndSomeLooks) {
  Case c;
  const EntityId item = c.builder.add_entity("item");
  const ColumnId x = c.field(item, "x", kNumber, "1 2 1 2 3 3");
  plan::Fold node;
  node.op = plan::FoldOp::sum;
  node.rows = item;
  node.value = x;
  node.partitioned = true;
  node.partition = {x};
  const ColumnId sum = c.builder.add_node(item, "", kNumber, node);
  const table::Dataset data = c.dataset();
  table::Results none;
  none.columns.resize(c.builder.plan().columns.size());
  Evaluator cells(c.builder.plan(), data);
  RunIndex index(c.builder.plan(), data, none, 2);
  int looks = 0;
  while (was_looked_for(index, cells, sum, static_cast<std::uint64_t>(looks % 6)))
    ASSERT_LT(++looks, 1000);
  EXPECT_EQ(looks, 2 * RunIndex::kLooksPerScan);
  for (std::uint64_t row = 0; row < 6; ++row) EXPECT_FALSE(was_looked_for(index, cells, sum, row));
}

TEST(RunIndex, SharesAreThoseOfADivision) {
  for (unsigned seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE(seed);
    Trial(seed).share();
  }
}

}  // namespace
}  // namespace remit::row
