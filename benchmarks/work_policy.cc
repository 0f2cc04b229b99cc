#include "work_policy.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <utility>

#include "base/int128.h"
#include "table/arrow_abi.h"

namespace remit::benchmarks {
namespace {

SourceText source(const std::string& name) {
  const std::string path = "benchmarks/compare/" + name;
  std::ifstream file(path, std::ios::binary);
  if (!file) stop("cannot read " + path + "; run from the top of the project");
  return {name, {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()}};
}

std::vector<SourceText> sources(bool with_units) {
  std::vector<SourceText> files = {source("work.remit")};
  if (with_units) files.push_back(source("units.remit"));
  return files;
}

/// A table of results, exported.
class Exported {
 public:
  explicit Exported(const Table& table) : table_(table) { value_of(table.export_arrow(&s_, &a_)); }
  ~Exported() {
    s_.release(&s_);
    a_.release(&a_);
  }
  Exported(const Exported&) = delete;
  Exported& operator=(const Exported&) = delete;

  /// The coefficients at two decimals of a column of figures.
  template <typename T>
  void copy(const char* name, T to) const {
    const std::size_t i = at(name);
    const ArrowArray& column = *a_.children[i];
    const std::string format = s_.children[i]->format;
    const bool whole = format == "d:38,0";
    if (column.null_count != 0 || (!whole && format != "d:38,2")) {
      stop(std::string("a figure is missing in ") + name);
    }
    const auto* values = static_cast<const Int128*>(column.buffers[1]);
    for (std::int64_t row = 0; row < column.length; ++row) {
      to(static_cast<std::size_t>(row), static_cast<std::int64_t>(values[row]) * (whole ? 100 : 1));
    }
  }
  void copy_flags(const char* name, Array<std::uint8_t>& to) const {
    const auto* bytes = static_cast<const std::uint8_t*>(a_.children[at(name)]->buffers[1]);
    for (std::size_t i = 0; i < to.size(); ++i) {
      to[i] = static_cast<std::uint8_t>(bytes[i / 8] >> (i % 8) & 1);
    }
  }

 private:
  std::size_t at(const char* name) const {
    const std::optional<std::size_t> column = table_.find_column(name);
    if (!column) stop(std::string("no column ") + name);
    return *column;
  }

  const Table& table_;
  ArrowSchema s_{};
  ArrowArray a_{};
};

}  // namespace

void stop(const std::string& message) {
  std::fprintf(stderr, "%s\n", message.c_str());
  std::exit(1);
}

std::string work_text() { return source("work.remit").text; }

WorkPolicy::WorkPolicy(bool units)
    : policy(value_of(compile(sources(units)))),
      project(*policy.find_entity("project")),
      unit(*policy.find_entity("unit")),
      with_units(units) {}

Results evaluate_arrow(const WorkPolicy& work, const ArrowRows& rows, const RunOptions& options) {
  Data data = work.policy.new_data();
  data.set_threads(options.threads);
  value_of(give_units(data, work.unit));
  value_of(rows.give(data, work.project));
  return value_of(work.policy.evaluate(data, options));
}

void copy_outputs(const WorkPolicy& work, const Results& results, Outputs& out) {
  const Table table = results.entity(work.project);
  const Exported exported(table);
  const auto into = [](Array<std::int64_t>& to) {
    return [&to](std::size_t row, std::int64_t value) { to[row] = value; };
  };
  exported.copy("bonus", into(out.bonus));
  exported.copy("finder", into(out.finder));
  exported.copy("tier", into(out.tier));
  exported.copy("total", into(out.total));
  exported.copy_flags("met", out.met);
}

std::vector<Unit> units_of(const WorkPolicy& work, const Results& results) {
  std::vector<Unit> units(work.with_units ? kUnits : 0);
  if (units.empty()) return units;
  const Table table = results.entity(work.unit);
  const Exported exported(table);
  exported.copy("sum_total", [&](std::size_t row, std::int64_t x) { units[row].sum = x; });
  exported.copy("met_count", [&](std::size_t row, std::int64_t x) { units[row].met = x / 100; });
  exported.copy("place", [&](std::size_t row, std::int64_t x) { units[row].rank = x / 100; });
  exported.copy("prize", [&](std::size_t row, std::int64_t x) { units[row].prize = x; });
  return units;
}

}  // namespace remit::benchmarks
