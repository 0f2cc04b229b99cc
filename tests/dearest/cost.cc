#include "cost.h"

#include <algorithm>
#include <ctime>
#include <fstream>
#include <vector>

#include "dice.h"
#include "random_rows.h"
#include "remit/remit.h"

namespace remit::dearest {
namespace {

using walk::Dice;

double thread_seconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

/// Of the process, in megabytes: what it has now, or had at most since forget_peak().
double memory(const std::string& what) {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    double kilobytes = 0;
    if (word == what && status >> kilobytes) return kilobytes / 1024;
  }
  return 0;
}
void forget_peak() { std::ofstream("/proc/self/clear_refs") << "5"; }

/// Measures one call after the other.
class Meter {
 public:
  template <typename Call>
  auto measure(const char* name, Call call) {
    const double begin = thread_seconds();
    auto result = call();
    const double took = thread_seconds() - begin;
    if (took > cost_.seconds) {
      cost_.seconds = took;
      cost_.call = name;
    }
    return result;
  }
  Cost& cost() { return cost_; }

 private:
  Cost cost_;
};

/// A cell that is long, or short and has many rows beside it.
std::string cell(const FieldInfo& field, bool is_long, std::size_t row, Dice& dice) {
  const std::string number = std::to_string(row);
  switch (field.type.kind) {
    case ValueKind::number:
    case ValueKind::money:
      return is_long ? std::to_string(dice.next() % 1'000'000'000'000) + ".07" : number;
    case ValueKind::boolean:
      return dice.chance(500) ? "true" : "false";
    case ValueKind::date:
      return dice.chance(500) ? "0001-01-01" : "9999-12-31";
    case ValueKind::text:
    case ValueKind::category:
    case ValueKind::reference:
    case ValueKind::duration:
      break;
  }
  return is_long ? std::string(40, 'x') + number : number;
}

/// Tables of kTableBytes each.
Data full_tables(const Policy& policy, Dice dice) {
  Data data = policy.new_data();
  for (std::size_t entity = 1; entity < policy.entities().size(); ++entity) {
    const std::vector<FieldInfo>& fields = policy.entities()[entity].fields;
    if (fields.empty() || policy.entities()[entity].made) continue;
    const bool is_long = dice.chance(500);
    std::size_t bytes = 0;
    for (std::size_t row = 0; bytes < kTableBytes; ++row) {
      if (!data.add_row(entity).ok()) break;
      for (std::size_t field = 0; field < fields.size(); ++field) {
        const std::string text = cell(fields[field], is_long, row, dice);
        bytes += text.size() + 1;
        (void)data.set_text(entity, row, field, text);
      }
    }
  }
  return data;
}

void run(const Policy& policy, const Data& data, Meter& meter) {
  RunOptions options;
  options.as_of = Date{2024, 2, 29};
  options.limits = untrusted_limits();
  for (const Evaluator evaluator : {Evaluator::row, Evaluator::columnar}) {
    options.evaluator = evaluator;
    const auto results = meter.measure(evaluator == Evaluator::row ? "row by row" : "columnar",
                                       [&] { return policy.evaluate(data, options); });
    if (!results.ok()) continue;
    meter.measure("reports", [&] {
      return results->ledger(Language::en).row_count() + results->causes(Language::zh).row_count();
    });
    for (std::size_t entity = 0; entity < policy.entities().size(); ++entity) {
      const EntityInfo& info = policy.entities()[entity];
      if (info.columns.empty() || results->entity(entity).row_count() == 0) continue;
      meter.measure("explaining", [&] {
        return results->explain_text(entity, 0, info.columns.back().name, {}).ok();
      });
    }
  }
}

}  // namespace

double Cost::score() const { return std::max(seconds / kMostSeconds, megabytes / kMostMegabytes); }

Cost cost_of(const std::string& policy, std::uint64_t seed) {
  Meter meter;
  forget_peak();
  const double before = memory("VmRSS:");
  {
    CompileOptions options;
    options.limits = untrusted_limits();
    const std::vector<SourceText> texts{{"p.remit", policy}};
    const auto compiled = meter.measure("compiling", [&] { return compile(texts, options); });
    meter.measure("formatting",
                  [&] { return format(texts.front(), KeywordStyle::zh, options).ok(); });
    if (compiled.ok()) {
      meter.cost().compiled = true;
      run(*compiled, walk::random_rows(*compiled, seed), meter);
      run(*compiled, full_tables(*compiled, Dice(seed)), meter);
    } else {
      meter.measure("diagnosing",
                    [&] { return compiled.error().diagnostics().text(Language::en).size(); });
    }
  }
  meter.cost().megabytes = std::max(0.0, memory("VmHWM:") - before);
  return meter.cost();
}

}  // namespace remit::dearest
