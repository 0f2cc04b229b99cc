#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "cli/verb/sample_values.h"

namespace remit::cli {

/// How many rows the tables get.
struct SampleSize {
  std::uint64_t rows = 0;  ///< a hundredth of that where other tables refer to it
  std::vector<std::pair<std::size_t, std::uint64_t>> of;  ///< entities with a number of their own
};

/// Whether the field of the whole is the day of the run, which no document leaves open.
bool is_today(const Policy& policy, const std::string& field);

/// Rows of all tables of a policy, made from a pilot of some thousand that are looked at one by
/// one; the others repeat it under keys of their own. The same ones each time.
class SampleTables {
 public:
  /// The rows of `crowded` entities have to differ in what they refer to and in their numbers of
  /// few values (a report for each unit and quarter): they go through the combinations, and the
  /// tables that they refer to are long enough for that.
  SampleTables(const Policy& policy, const SampleSize& size, std::set<std::size_t> crowded);

  std::uint64_t pilot_rows(std::size_t entity) const { return samples_[entity].pilot; }

  /// Draws cells of a row of the pilot anew: that of the column named and some of the others.
  void mend_row(std::size_t entity, std::uint64_t row, const std::string& column);
  void copy_row(std::size_t entity, std::uint64_t from, std::uint64_t to);

  /// Puts the pilot, or all rows, into the tables.
  Status fill(bool pilot, Data& data);

  /// The last day of the policy, or else that of the tables.
  std::int64_t last_day() const { return last_day_; }

 private:
  /// One entity. References are row numbers.
  struct Sample {
    std::uint64_t rows = 0;
    std::uint64_t pilot = 0;
    std::vector<SampleValues> values;                ///< by field
    std::vector<std::vector<std::string>> cells;     ///< by field and pilot row; not of references
    std::vector<std::vector<std::uint64_t>> refers;  ///< by field and pilot row
  };

  std::optional<std::size_t> target_of(const FieldInfo& field) const;
  void choose_values();
  void choose_rows(const SampleSize& size);
  void make_room_for_combinations();
  /// How many values a part of a key of several fields has; 0: as many as one likes.
  std::uint64_t values_of_part(const FieldInfo& part) const;
  std::uint64_t most_keys(std::size_t entity) const;
  std::string part_text(std::size_t entity, std::size_t field, std::uint64_t row) const;
  std::uint64_t combinations_of_numbers(std::size_t entity) const;
  void begin(std::size_t entity);
  void make_cell(std::size_t entity, std::size_t field, std::uint64_t row);
  std::string key_text(std::size_t entity, std::uint64_t row) const;
  std::uint64_t referred(const Sample& target, std::uint64_t model, bool key, std::uint64_t row);
  /// What a crowded row has by its place among the combinations: a number or a row referred to.
  std::optional<std::int64_t> combined(std::size_t entity, std::size_t field,
                                       std::uint64_t row) const;
  Status fill_entity(std::size_t entity, bool pilot, Data& data);
  std::string cell_text(std::size_t entity, std::size_t field, std::uint64_t row, bool pilot);

  const Policy& policy_;
  std::set<std::size_t> crowded_;
  Random random_{1};
  SampleSpan days_;
  std::int64_t last_day_ = 0;
  std::vector<Sample> samples_;
};

}  // namespace remit::cli
