// A table of as many rows as narrow_column.h asks for, and one row less and more, with values at
// the edges of 32 bits, by every way in and through every verb: what is answered is what is
// answered of the same cells set one by one, or of the same rows in batches that stay wide.
#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "remit/carry_over.h"
#include "remit/compare.h"
#include "remit/manifest.h"
#include "remit/remit.h"
#include "remit/shards.h"
#include "support/value_of.h"
#include "table/arrow_node.h"
#include "table/narrow_column.h"

namespace remit::narrow_verbs {
namespace {

/// The rate is put in twice, so that there are two policies to compare.
std::string policy_text(const char* rate) {
  return std::string(R"(
policy p {
  currency CNY
  rounding half_even to 0.01
  party county
  param rate = )") +
         rate + R"(
  entity unit { key number : count  quota : money }
  entity project {
    key id : count
    unit   : unit optional
    cost   : money optional
    area   : number to 0.001 optional
    check "a size" : area >= 0
  }
  reward grant for project cite "1" {
    when cost > 100 CNY
    pay  rate * cost + area otherwise 0 * 1 CNY
    cap  5_000 CNY
    from county
    to   unit
  }
  target spent for project cite "2" : cost otherwise 0 CNY >= unit.quota
  define parts for project = round(cost / 7, to 0.01, half_even)
  define all for unit = sum(project.cost)
  define paid for unit = sum(project.grant)
}
)";
}

enum { kUnit = 1, kProject = 2 };
constexpr std::uint64_t kUnits = 50;
constexpr std::int64_t kMost = 2'147'483'647, kLeast = -kMost - 1;

using test::value_of;

/// Coefficients; nothing is a blank cell.
struct Row {
  std::optional<std::int64_t> unit, cost, area;
};
using Rows = std::vector<Row>;

/// Ordinary values, every blank now and then, and the edges at the ends and in the middle.
Rows rows_with(std::uint64_t count, std::int64_t edge, bool has_blanks) {
  Rows rows(count);
  for (std::uint64_t i = 0; i < count; ++i) {
    const auto at = static_cast<std::int64_t>(i);
    rows[i] = {at * 7 % static_cast<std::int64_t>(kUnits), at * 7'919 % 3'000'000, at % 5'000};
    if (!has_blanks) continue;
    if (i % 1'009 == 5) rows[i].unit.reset();
    if (i % 997 == 3) rows[i].cost.reset();
    if (i % 991 == 7) rows[i].area.reset();
    if (i % 4'999 == 9) rows[i].unit = 99'999;  // nobody
  }
  for (const std::uint64_t at : {std::uint64_t{0}, count / 2, count - 1}) rows[at].cost = edge;
  return rows;
}

std::string text_of(std::optional<std::int64_t> value, int decimals) {
  return value ? Decimal::from_int64(*value, decimals).to_string() : std::string();
}

using Give = std::function<void(std::span<const Row>, std::uint64_t first, Data&)>;

void give_texts(std::span<const Row> rows, std::uint64_t first, Data& data) {
  std::vector<std::string> texts[4];
  for (std::uint64_t i = 0; i < rows.size(); ++i) {
    texts[0].push_back(std::to_string(first + i));
    texts[1].push_back(text_of(rows[i].unit, 0));
    texts[2].push_back(text_of(rows[i].cost, 2));
    texts[3].push_back(text_of(rows[i].area, 3));
  }
  constexpr const char* kNames[] = {"id", "unit", "cost", "area"};
  std::vector<TextColumn> columns(4);
  for (std::size_t i = 0; i < 4; ++i) {
    columns[i].header = kNames[i];
    columns[i].cells.assign(texts[i].begin(), texts[i].end());
  }
  value_of(data.set_table_text(kProject, columns));
}

void give_cells(std::span<const Row> rows, std::uint64_t first, Data& data) {
  value_of(data.clear(kProject));
  for (std::uint64_t i = 0; i < rows.size(); ++i) {
    const std::uint64_t row = value_of(data.add_row(kProject));
    const std::optional<std::int64_t> cells[] = {static_cast<std::int64_t>(first + i), rows[i].unit,
                                                 rows[i].cost, rows[i].area};
    constexpr int kDecimals[] = {0, 0, 2, 3};
    for (std::size_t field = 0; field < 4; ++field) {
      if (cells[field])
        value_of(data.set_decimal(kProject, row, field,
                                  Decimal::from_int64(*cells[field], kDecimals[field])));
      else
        value_of(data.set_blank(kProject, row, field));
    }
  }
}

void add_column(const char* name, const char* format, std::vector<std::optional<std::int64_t>> from,
                table::SchemaNode& schema, table::ArrayNode& array) {
  auto values = std::make_shared<std::vector<std::int64_t>>();
  auto bits = std::make_shared<std::vector<std::uint8_t>>((from.size() + 7) / 8);
  auto own_schema = std::make_unique<table::SchemaNode>();
  auto own = std::make_unique<table::ArrayNode>();
  for (std::size_t i = 0; i < from.size(); ++i) {
    values->push_back(from[i].value_or(-1));
    (*bits)[i / 8] |= static_cast<std::uint8_t>((from[i] ? 1 : 0) << i % 8);
    own->null_count += from[i] ? 0 : 1;
  }
  own_schema->name = name;
  own_schema->format = format;
  own->length = static_cast<std::int64_t>(from.size());
  own->buffers = {own->null_count == 0 ? nullptr : bits->data(), values->data()};
  own->owners = {values, bits};
  schema.children.push_back(std::move(own_schema));
  array.children.push_back(std::move(own));
  array.length = static_cast<std::int64_t>(from.size());
}

void give_arrow(std::span<const Row> rows, std::uint64_t first, Data& data) {
  std::vector<std::optional<std::int64_t>> cells[4];
  for (std::uint64_t i = 0; i < rows.size(); ++i) {
    cells[0].push_back(static_cast<std::int64_t>(first + i));
    cells[1].push_back(rows[i].unit);
    cells[2].push_back(rows[i].cost);
    cells[3].push_back(rows[i].area);
  }
  auto schema_node = std::make_unique<table::SchemaNode>();
  auto array_node = std::make_unique<table::ArrayNode>();
  schema_node->format = "+s";
  array_node->buffers = {nullptr};
  constexpr const char* kNames[] = {"id", "unit", "cost", "area"};
  constexpr const char* kFormats[] = {"l", "l", "d:18,2,64", "d:18,3,64"};
  for (std::size_t i = 0; i < 4; ++i)
    add_column(kNames[i], kFormats[i], std::move(cells[i]), *schema_node, *array_node);
  table::Released<ArrowSchema> schema;
  ArrowArray array;
  table::SchemaNode::hand_over(std::move(schema_node), &schema);
  table::ArrayNode::hand_over(std::move(array_node), &array);
  value_of(data.set_table_arrow(kProject, &schema, &array));
}

Data with_units(const Policy& policy) {
  Data data = policy.new_data();
  for (std::uint64_t unit = 0; unit < kUnits; ++unit) {
    value_of(data.add_row(kUnit));
    value_of(data.set_text(kUnit, unit, 0, std::to_string(unit)));
    value_of(data.set_text(kUnit, unit, 1, std::to_string(unit * 500)));
  }
  return data;
}

void add_table(const Table& table, std::string& text) {
  for (std::uint64_t row = 0; row < table.row_count(); ++row) {
    for (std::size_t i = 0; i < table.columns().size(); ++i) {
      table.append_text(row, i, text);
      if (const auto number = table.decimal(row, i)) text += "=" + number->to_string();
      text += table.fault_name(row, i);
      text += '|';
    }
    text += '\n';
  }
}

/// An amount as Arrow has it: its format, and the cells of 128 bits that have a value.
void add_arrow(const Table& table, std::string& text) {
  table::Released<ArrowSchema> schema;
  table::Released<ArrowArray> array;
  value_of(table.export_arrow(&schema, &array));
  for (std::int64_t i = 0; i < array.n_children; ++i) {
    text += schema.children[i]->format;
    text += ' ' + std::to_string(array.children[i]->length) + ' ' +
            std::to_string(array.children[i]->null_count) + '\n';
  }
}

std::string lists_of(const Results& results) {
  std::string text = results.digest() + manifest(results);
  for (const std::size_t entity : {kUnit, kProject}) {
    const Table all = results.entity(entity, Language::en, ResultColumns::all);
    add_table(all, text);
    add_arrow(all, text);
  }
  const std::vector<std::string> by{"unit"};
  for (const Table& table :
       {results.ledger(), results.totals(), results.targets(), results.findings(), results.errors(),
        results.causes(), value_of(results.totals_by(by)),
        value_of(results.payments(PaymentTable::by_payee)), value_of(results.rounding_totals())})
    add_table(table, text);
  add_arrow(results.ledger(), text);
  return text;
}

/// What is asked of single cells, and of other values.
std::string answers_of(const Policy& policy, const Data& data, const Results& results,
                       std::uint64_t rows) {
  std::string text;
  for (const std::uint64_t row : {std::uint64_t{0}, std::uint64_t{3}, std::uint64_t{5},
                                  std::uint64_t{7}, std::uint64_t{9}, rows / 2, rows - 1}) {
    for (const char* column : {"grant", "spent.met", "parts"}) {
      text += value_of(results.explain_text(kProject, row, column));
      NeedsOptions asked;
      asked.row = row;
      text += to_json(value_of(policy.needs(data, kProject, column, asked)));
    }
  }
  text += value_of(results.explain_text(kUnit, 1, "all")) +
          value_of(results.explain_json(kUnit, 1, "paid"));
  SweepOptions several;
  several.set = {"rate=10%..12%/1%"};
  several.show = {"total(county)", "max(project.cost)"};
  add_table(value_of(policy.sweep(data, several)).table, text);
  SolveOptions wanted;
  wanted.set = {"cost=0..10000/100"};
  wanted.entity = "project";
  wanted.key = "8";
  wanted.smallest = true;
  wanted.so_that = "grant >= 200 CNY";
  text += value_of(policy.solve(data, wanted)).value;
  return text;
}

std::string changes_of(const Results& before, const Results& after) {
  const Comparison both = value_of(compare_runs(before, after));
  std::string text = std::to_string(both.change_count());
  for (const Table& table : {value_of(both.largest(50)), both.totals(), both.rewards(),
                             both.counts(), both.distribution(), both.rows(), both.findings()})
    add_table(table, text);
  return text;
}

struct Both {
  Policy now = value_of(compile({{"p.remit", policy_text("12.5%")}}));
  Policy next = value_of(compile({{"p.remit", policy_text("13%")}}));
};

void expect_same(const Both& policies, const Rows& rows, const Give& give) {
  RunOptions options;
  options.evaluator = Evaluator::columnar;
  Data narrow = with_units(policies.now), wide = with_units(policies.now);
  give(rows, 0, narrow);
  give_cells(rows, 0, wide);
  const Results ours = value_of(policies.now.evaluate(narrow, options));
  const Results theirs = value_of(policies.now.evaluate(wide, options));
  ASSERT_EQ(lists_of(ours), lists_of(theirs));
  ASSERT_EQ(answers_of(policies.now, narrow, ours, rows.size()),
            answers_of(policies.now, wide, theirs, rows.size()));
  const std::optional<Data> carried = carried_over(narrow, policies.next);
  const std::optional<Data> carried_wide = carried_over(wide, policies.next);
  ASSERT_TRUE(carried && carried_wide);
  const Results later = value_of(policies.next.evaluate(*carried, options));
  const Results later_wide = value_of(policies.next.evaluate(*carried_wide, options));
  const std::string changes = changes_of(theirs, later_wide);
  EXPECT_EQ(changes_of(ours, later), changes);
  EXPECT_EQ(changes_of(ours, later_wide), changes);
  EXPECT_EQ(changes_of(theirs, later), changes);
  EXPECT_EQ(value_of(compare_runs(theirs, ours)).change_count(), 0U);
}

TEST(NarrowVerbs, AnswerOfEdgesWhatTheyAnswerOfCells) {
  const Both policies;
  const Give ways[] = {give_texts, give_arrow};
  std::size_t turn = 0;
  for (const std::int64_t edge : {kLeast, kLeast - 1, kMost, kMost + 1}) {
    for (const std::uint64_t count :
         {table::kNarrowRows - 1, table::kNarrowRows, table::kNarrowRows + 1}) {
      SCOPED_TRACE(testing::Message() << edge << " in " << count << " rows");
      // Each way with blanks and without, of each number of rows and of each edge.
      expect_same(policies, rows_with(count, edge, turn / 2 % 2 != 0), ways[turn % 2]);
      if (HasFatalFailure()) return;
      ++turn;
    }
  }
}

/// The rows in batches of so many.
StreamSource batches_of(const Rows& rows, std::size_t batch, const Give& give) {
  auto at = std::make_shared<std::size_t>(0);
  return {[at] {
            *at = 0;
            return Status(Done{});
          },
          [at, batch, &rows, give](Data& data) -> Result<bool> {
            if (*at == rows.size()) return false;
            const std::size_t count = std::min(batch, rows.size() - *at);
            give(std::span(rows).subspan(*at, count), *at, data);
            *at += count;
            return true;
          }};
}

std::string streamed(const Policy& policy, const Rows& rows, std::size_t batch, const Give& give) {
  std::string text;
  const StreamSink sink = [&](const StreamBatch& part) {
    add_table(part.results.entity(kProject), text);
    return Status(Done{});
  };
  const Results whole = value_of(
      policy.evaluate_stream(with_units(policy), kProject, batches_of(rows, batch, give), sink));
  for (const Table& table : {whole.entity(kUnit), whole.totals()}) add_table(table, text);
  return text;
}

std::string in_shards(const Policy& policy, const Rows& rows, std::size_t batch, const Give& give) {
  std::string text;
  const StreamSink sink = [&](const StreamBatch& part) {
    add_table(part.results.entity(kProject), text);
    return Status(Done{});
  };
  const Data data = with_units(policy);
  const ShardState state = value_of(
      shard_results(policy, data, kProject, 0, nullptr, batches_of(rows, batch, give), sink));
  const Results whole = value_of(finish_shards(policy, data, state, nullptr));
  for (const Table& table : {whole.entity(kUnit), whole.totals()}) add_table(table, text);
  return text;
}

TEST(NarrowVerbs, AnswerOfRowsInLongBatchesWhatTheyAnswerOfShortOnes) {
  const Policy policy = value_of(compile({{"p.remit", policy_text("12.5%")}}));
  const Rows rows = rows_with(table::kNarrowRows + 1, kMost, true);
  ASSERT_EQ(value_of(policy.stream_traversals(kProject)), 1);
  const std::string expected = streamed(policy, rows, 1'000, give_texts);
  for (const Give& give : {Give(give_texts), Give(give_arrow)}) {
    EXPECT_EQ(streamed(policy, rows, rows.size(), give), expected);
    EXPECT_EQ(in_shards(policy, rows, rows.size(), give), expected);
  }
}

TEST(NarrowVerbs, ATableThatCameAsAWholeTakesNoCells) {
  const Policy policy = value_of(compile({{"p.remit", policy_text("12.5%")}}));
  for (const Give& give : {Give(give_texts), Give(give_arrow)}) {
    Data data = with_units(policy);
    give(rows_with(table::kNarrowRows, 1, false), 0, data);
    EXPECT_EQ(data.set_decimal(kProject, 0, 2, Decimal::from_int64(kMost + 1, 2)).error().code(),
              StatusCode::unsupported);
    EXPECT_EQ(data.set_blank(kProject, 0, 2).error().code(), StatusCode::unsupported);
    EXPECT_EQ(data.add_row(kProject).error().code(), StatusCode::unsupported);
    value_of(data.clear(kProject));
    give_cells(rows_with(2, kMost + 1, false), 0, data);
    EXPECT_EQ(value_of(policy.evaluate(data)).entity(kProject).row_count(), 2U);
  }
}

}  // namespace
}  // namespace remit::narrow_verbs
