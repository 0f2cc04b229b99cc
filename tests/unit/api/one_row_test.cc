// One row after another, through what was prepared for the one before: every figure is that of the
// row evaluator, whatever the host changes in between.

#include <gtest/gtest.h>

#include <cstdint>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "remit/remit.h"
#include "support/value_of.h"

namespace remit {
namespace {

constexpr const char* kPolicy = R"(
policy p {
  currency CNY
  rounding half_up to 0.01
  party county
  param share = 20%
  entity unit { key name : text  kind : one of { town, county_unit } }
  entity project {
    key id  : text
    unit    : unit
    cost    : money
    area    : number to 0.001 optional
    level   : one of { low, mid, high }
    begun   : date optional
    sound   : bool
    remarks : text optional
  }
  reward grant for project cite "1" {
    when sound
    when cost > 0 CNY or level is high
    pay  share * cost + (if unit.kind is town then 100 CNY else 0 CNY)
    cap  50万 CNY
    from county
    to   unit
  }
  define ratio for project = round(if area otherwise 0 > 0 then area / 3 else 0, to 0.01, half_up)
  define late for project : bool = begun is given and begun > 2020-06-30
  define note for project : text = if level is low then remarks otherwise "none" else "seen"
  define vast for project = (cost * 100) / 1 CNY * area * area
})";

enum { kUnit = 1, kProject = 2 };

using test::value_of;

std::string all_of(const Policy& policy, const Results& results) {
  std::string text = results.digest() + "\n";
  const auto add = [&text](const Table& table) {
    for (std::uint64_t row = 0; row < table.row_count(); ++row) {
      for (std::size_t i = 0; i < table.columns().size(); ++i)
        text += table.text(row, i) + table.fault_text(row, i, Language::en) + "|";
      text += "\n";
    }
  };
  for (std::size_t i = 0; i < policy.entities().size(); ++i) add(results.entity(i));
  for (const Table& table : {results.ledger(), results.totals(), results.errors()}) add(table);
  return text;
}

/// A host that changes cells of one row, and now and then the rest.
class Host {
 public:
  explicit Host(const Policy& policy, unsigned seed)
      : policy_(policy), data_(policy.new_data()), random_(seed) {
    for (const char* const name : {"A", "B"}) {
      const std::uint64_t row = value_of(data_.add_row(kUnit));
      set(kUnit, row, "name", name);
      set(kUnit, row, "kind", row == 0 ? "town" : "county_unit");
    }
    value_of(data_.add_row(kProject));
    for (const auto& [field, text] : kFirst) set(kProject, 0, field, text);
  }

  void change() {
    switch (draw(12)) {
      case 0:
        return set(kProject, 0, "unit", draw(2) == 0 ? "A" : "B");
      case 1:
        return set(kProject, 0, "remarks", std::string(draw(3), 'x'));
      case 2:
        return set(kProject, 0, "begun", draw(3) == 0 ? "" : "2020-07-0" + digit());
      case 3:
        return set(kProject, 0, "area", draw(3) == 0 ? "" : digit() + "." + digit());
      case 4:
        return set(kProject, 0, "level", std::vector<std::string>{"low", "mid", "high"}[draw(3)]);
      case 5:
        return set(kProject, 0, "sound", draw(2) == 0 ? "true" : "false");
      case 6:
        return set(kProject, 0, "cost", draw(4) == 0 ? "no money" : std::string(draw(14) + 1, '9'));
      case 7:
        return set(kUnit, draw(2), "kind", draw(2) == 0 ? "town" : "county_unit");
      case 8:
        return set(kProject, 0, "id", "k" + digit());
      default:
        return set(kProject, 0, "cost", digit() + digit() + digit() + "." + digit());
    }
  }

  std::string quick() { return all_of(policy_, value_of(policy_.evaluate(data_))); }
  /// As for a stranger, all of whose limits are set.
  std::string limited() {
    RunOptions options;
    options.limits = untrusted_limits();
    return all_of(policy_, value_of(policy_.evaluate(data_, options)));
  }
  std::string plain() {
    RunOptions options;
    options.evaluator = Evaluator::row;
    return all_of(policy_, value_of(policy_.evaluate(data_, options)));
  }
  StatusCode status(const RunOptions& options) {
    const Result<Results> results = policy_.evaluate(data_, options);
    return results.ok() ? StatusCode::ok : results.error().code();
  }
  Results results() { return value_of(policy_.evaluate(data_)); }
  /// The same tables in objects of their own, as a host has them that keeps none.
  void renew() { data_ = Data(data_); }

 private:
  static constexpr std::pair<const char*, const char*> kFirst[] = {
      {"id", "k"}, {"unit", "A"}, {"cost", "100"}, {"level", "mid"}, {"sound", "true"}};

  std::size_t draw(std::size_t below) { return random_() % below; }
  std::string digit() { return std::to_string(draw(10)); }
  void set(std::size_t entity, std::uint64_t row, const std::string& field,
           const std::string& text) {
    value_of(data_.set_text(entity, row, *data_.find_field(entity, field), text));
  }

  const Policy& policy_;
  Data data_;
  std::mt19937 random_;
};

TEST(OneRow, IsThatOfTheRowEvaluatorWhateverChanges) {
  const Policy policy = value_of(compile({{"p", kPolicy}}));
  for (unsigned seed = 0; seed < 8; ++seed) {
    Host host(policy, seed);
    for (int i = 0; i < 300; ++i) {
      host.change();
      if (i % 7 == 0) host.renew();
      ASSERT_EQ(seed % 2 == 0 ? host.quick() : host.limited(), host.plain()) << seed << ", " << i;
    }
  }
}

/// What served the runs before does not stand in for a limit.
TEST(OneRow, LimitsHoldAlsoWhereARowIsReady) {
  const Policy policy = value_of(compile({{"p", kPolicy}}));
  Host host(policy, 1);
  for (int i = 0; i < 8; ++i) ASSERT_EQ(host.limited(), host.plain());
  RunOptions options;
  options.limits.steps = 1;
  EXPECT_EQ(host.status(options), StatusCode::limit_exceeded);
  options.limits = Limits();
  options.limits.memory_bytes = 16;
  EXPECT_EQ(host.status(options), StatusCode::limit_exceeded);
  options.limits = Limits();
  options.cancel.request();
  EXPECT_EQ(host.status(options), StatusCode::cancelled);
}

TEST(OneRow, ResultsStayWhatTheyWereWhenTheNextRowIsComputed) {
  const Policy policy = value_of(compile({{"p", kPolicy}}));
  Host host(policy, 1);
  std::vector<std::pair<Results, std::string>> before;
  for (int i = 0; i < 50; ++i) {
    host.change();
    const Results results = host.results();
    before.emplace_back(results, all_of(policy, results));
  }
  for (const auto& [results, text] : before) EXPECT_EQ(all_of(policy, results), text);
}

TEST(OneRow, ManyThreadsShareWhatThePolicyKeeps) {
  const Policy policy = value_of(compile({{"p", kPolicy}}));
  std::vector<std::thread> threads;
  for (unsigned seed = 0; seed < 4; ++seed)
    threads.emplace_back([&policy, seed] {
      Host host(policy, seed);
      for (int i = 0; i < 60; ++i) {
        host.change();
        EXPECT_EQ(host.quick(), host.plain());
      }
    });
  for (std::thread& thread : threads) thread.join();
}

/// The same tables again and again: what is kept of the passes does not show.
TEST(OneRow, RunsOverManyRowsRepeatThemselves) {
  const Policy policy = value_of(compile({{"p", kPolicy}}));
  Data data = policy.new_data();
  value_of(data.set_text(kUnit, value_of(data.add_row(kUnit)), 0, "A"));
  value_of(data.set_text(kUnit, 0, 1, "town"));
  for (std::uint64_t row = 0; row < 700; ++row) {
    value_of(data.add_row(kProject));
    const std::string cost = row % 11 == 0 ? "?" : std::to_string(row * row * row);
    for (const auto& [field, text] : std::vector<std::pair<std::size_t, std::string>>{
             {0, "k" + std::to_string(row)},
             {1, "A"},
             {2, cost},
             {3, row % 5 == 0 ? "" : std::to_string(row % 13)},
             {4, row % 2 == 0 ? "low" : "high"},
             {6, row % 3 == 0 ? "true" : "false"}})
      value_of(data.set_text(kProject, row, field, text));
  }
  RunOptions plain;
  plain.evaluator = Evaluator::row;
  const std::string expected = all_of(policy, value_of(policy.evaluate(data, plain)));
  std::vector<Results> kept;
  for (const std::uint32_t threads : {1u, 2u, 1u, 2u}) {
    RunOptions options;
    options.threads = threads;
    options.batch_rows = threads == 1 ? 0 : 64;
    kept.push_back(value_of(policy.evaluate(data, options)));
  }
  for (const Results& results : kept) EXPECT_EQ(all_of(policy, results), expected);
}

}  // namespace
}  // namespace remit
