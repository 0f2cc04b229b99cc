#include "cli/verb/sample_rows.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "cli/verb/sample_values.h"

namespace remit::cli {
namespace {

/// Rows of a table that are looked at one by one.
constexpr std::uint64_t kPilotRows = 2000;
/// How often rows with errors are made anew.
constexpr int kRounds = 40;

/// Key of a row, from 0.
std::string key_text(std::uint64_t row) { return std::to_string(row + 1); }

/// One entity: how many rows, and the rows of the pilot. References are row numbers.
struct Sample {
  std::uint64_t rows = 0;
  std::uint64_t pilot = 0;
  std::vector<SampleValues> values;                ///< by field
  std::vector<std::vector<std::string>> cells;     ///< by field and pilot row; not of references
  std::vector<std::vector<std::uint64_t>> refers;  ///< by field and pilot row
};

class Samples {
 public:
  Samples(const Policy& policy, std::uint64_t rows) : policy_(policy) {
    const std::vector<EntityInfo>& entities = policy.entities();
    samples_.resize(entities.size());
    for (Sample& sample : samples_) sample.rows = rows;
    for (const EntityInfo& entity : entities) {
      for (const FieldInfo& field : entity.fields) {
        if (const auto target = target_of(field)) {
          samples_[*target].rows = std::max<std::uint64_t>(rows / 100, 1);
        }
      }
    }
    samples_[0].rows = 1;
    for (std::size_t i = 0; i < entities.size(); ++i) begin(i);
  }

  std::size_t entities() const { return samples_.size(); }
  std::uint64_t pilot_rows(std::size_t entity) const { return samples_[entity].pilot; }

  void make_row(std::size_t entity, std::uint64_t row) {
    Sample& sample = samples_[entity];
    const std::vector<FieldInfo>& fields = policy_.entities()[entity].fields;
    for (std::size_t f = 0; f < fields.size(); ++f) {
      if (const auto target = target_of(fields[f])) {
        // A key that is a reference goes row by row.
        const std::uint64_t count = samples_[*target].pilot;
        sample.refers[f][row] = fields[f].key ? row % count : random_.below(count);
      } else {
        sample.cells[f][row] = sample.values[f].cell(random_);
      }
    }
  }

  void copy_row(std::size_t entity, std::uint64_t from, std::uint64_t to) {
    Sample& sample = samples_[entity];
    for (std::size_t f = 0; f < sample.cells.size(); ++f) {
      sample.cells[f][to] = sample.cells[f][from];
      sample.refers[f][to] = sample.refers[f][from];
    }
  }

  /// Puts the pilot, or all rows, into the tables.
  Status fill(bool pilot, Data& data) {
    for (std::size_t i = 0; i < samples_.size(); ++i) {
      if (policy_.entities()[i].fields.empty()) continue;
      if (Status done = fill_entity(i, pilot, data); !done.ok()) return done;
    }
    return Done{};
  }

 private:
  std::optional<std::size_t> target_of(const FieldInfo& field) const {
    if (field.type.kind != ValueKind::reference) return std::nullopt;
    return policy_.find_entity(field.type.entity);
  }

  void begin(std::size_t entity) {
    Sample& sample = samples_[entity];
    sample.pilot = std::min(sample.rows, kPilotRows);
    const std::vector<FieldInfo>& fields = policy_.entities()[entity].fields;
    for (std::size_t f = 0; f < fields.size(); ++f) {
      sample.values.emplace_back(fields[f], policy_.edges(entity, f));
    }
    sample.cells.assign(fields.size(), std::vector<std::string>(sample.pilot));
    sample.refers.assign(fields.size(), std::vector<std::uint64_t>(sample.pilot));
  }

  /// A row beyond the pilot refers to a row that repeats the one its model refers to.
  std::uint64_t referred(const Sample& target, std::uint64_t model, bool key, std::uint64_t row) {
    if (target.rows == target.pilot) return model;
    if (key) return row % target.rows;
    const std::uint64_t repeats = (target.rows - model + target.pilot - 1) / target.pilot;
    return model + target.pilot * random_.below(repeats);
  }

  Status fill_entity(std::size_t entity, bool pilot, Data& data) {
    const Sample& sample = samples_[entity];
    const std::vector<FieldInfo>& fields = policy_.entities()[entity].fields;
    const std::uint64_t rows = pilot ? sample.pilot : sample.rows;
    std::vector<std::vector<std::string>> cells(fields.size());
    for (std::size_t f = 0; f < fields.size(); ++f) {
      cells[f].reserve(rows);
      const std::optional<std::size_t> target = target_of(fields[f]);
      for (std::uint64_t row = 0; row < rows; ++row) {
        const std::uint64_t model = row % sample.pilot;
        if (target) {
          const std::uint64_t at = sample.refers[f][model];
          cells[f].push_back(
              key_text(pilot ? at : referred(samples_[*target], at, fields[f].key, row)));
        } else {
          cells[f].push_back(fields[f].key ? key_text(row) : sample.cells[f][model]);
        }
      }
    }
    std::vector<TextColumn> columns;
    for (std::size_t f = 0; f < fields.size(); ++f) {
      columns.push_back({fields[f].name, 0, false, {cells[f].begin(), cells[f].end()}});
    }
    return data.set_table_text(entity, columns);
  }

  const Policy& policy_;
  Random random_{1};
  std::vector<Sample> samples_;
};

/// Rows with errors of their own, by entity. One bad row leaves every place of a ranking open:
/// where all rows are in error, only those with more errors than others are taken for bad.
std::vector<std::set<std::uint64_t>> rows_in_error(const Policy& policy, const Results& results) {
  std::vector<std::map<std::uint64_t, std::uint64_t>> counts(policy.entities().size());
  const Table errors = results.errors();
  const std::size_t entity = *errors.find_column("entity"), number = *errors.find_column("row");
  for (std::uint64_t i = 0; i < errors.row_count(); ++i) {
    const auto at = policy.find_entity(errors.text(i, entity));
    const std::optional<Decimal> row = errors.decimal(i, number);
    if (at && row && *at != 0) ++counts[*at][row->low - 1];
  }
  std::vector<std::set<std::uint64_t>> rows(counts.size());
  for (std::size_t i = 0; i < counts.size(); ++i) {
    std::uint64_t everywhere = 0;
    if (!counts[i].empty() && counts[i].size() == results.entity(i).row_count()) {
      everywhere =
          std::min_element(counts[i].begin(), counts[i].end(), [](const auto& a, const auto& b) {
            return a.second < b.second;
          })->second;
    }
    for (const auto& [row_number, count] : counts[i]) {
      if (count > everywhere) rows[i].insert(row_number);
    }
  }
  return rows;
}

/// Makes rows with errors anew until there are none, or no fewer for a while.
Status mend(const Policy& policy, const RunOptions& options, Samples& samples) {
  std::vector<std::set<std::uint64_t>> wrong;
  for (int round = 0; round <= kRounds; ++round) {
    Data data = policy.new_data();
    if (Status done = samples.fill(true, data); !done.ok()) return done;
    const Result<Results> results = policy.evaluate(data, options);
    if (!results.ok()) return results.error();
    wrong = rows_in_error(policy, *results);
    bool any = false;
    for (std::size_t entity = 0; entity < wrong.size(); ++entity) {
      any = any || !wrong[entity].empty();
      if (round == kRounds) break;
      for (const std::uint64_t row : wrong[entity]) samples.make_row(entity, row);
    }
    if (!any) return Done{};
  }
  // What chance did not find repeats what it found.
  for (std::size_t entity = 0; entity < wrong.size(); ++entity) {
    std::uint64_t good = 0;
    for (const std::uint64_t row : wrong[entity]) {
      while (wrong[entity].contains(good)) ++good;
      if (good >= samples.pilot_rows(entity)) break;
      samples.copy_row(entity, good, row);
      if (++good == samples.pilot_rows(entity)) good = 0;
    }
  }
  return Done{};
}

}  // namespace

std::optional<std::string> fill_with_sample_rows(const Policy& policy, std::uint64_t rows,
                                                 const std::optional<Date>& as_of,
                                                 Language language, Data& data) {
  Samples samples(policy, rows);
  for (std::size_t entity = 0; entity < samples.entities(); ++entity) {
    for (std::uint64_t row = 0; row < samples.pilot_rows(entity); ++row) {
      samples.make_row(entity, row);
    }
  }
  RunOptions options;
  options.as_of = as_of;
  Status done = mend(policy, options, samples);
  if (done.ok()) done = samples.fill(false, data);
  if (!done.ok()) return done.error().message(language);
  return std::nullopt;
}

}  // namespace remit::cli
