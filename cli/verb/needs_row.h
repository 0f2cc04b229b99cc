#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cli/text/console.h"
#include "remit/date.h"
#include "remit/policy.h"

namespace remit::cli {

/// One row that is being filled in, with a row for whatever it refers to in tables that were not
/// handed over, so that their fields can be given, and asked for, too: `unit.kind`.
class NeedsRow {
 public:
  /// `given`: PATH=VALUE; a value of nothing is the answer that there is none. `tables`: entities
  /// whose tables are in `data`, which the row is added to.
  NeedsRow(const Policy& policy, std::size_t entity, const std::vector<std::string>& given,
           std::set<std::size_t> tables, Data& data, const Console& console);

  /// False, with a complaint, for a path that leads nowhere and what cannot be set.
  bool fill();
  /// What Policy::needs is told of it.
  NeedsOptions options() const;
  /// Complains of a given value that its field cannot have; true if there is none. After fill().
  bool accept_values(const std::optional<Date>& day) const;

 private:
  bool split_given();
  bool make_row(std::size_t entity, std::uint64_t row, const std::string& prefix,
                std::set<std::size_t> above);
  bool set(std::size_t entity, std::uint64_t row, std::size_t field, const std::string& path);
  std::optional<std::string> make_target(const FieldInfo& field, std::size_t target,
                                         const std::string& path, std::set<std::size_t> above);
  std::optional<std::string> key_part(const FieldInfo& field, const std::string& reference,
                                      const std::string& path, std::size_t parts);

  /// A cell that was given.
  struct GivenCell {
    std::string path;
    std::size_t entity;
    std::uint64_t row;
    std::string field;
  };

  const Policy& policy_;
  std::size_t entity_;
  const std::vector<std::string>& words_;
  std::set<std::size_t> tables_;
  Data& data_;
  const Console& console_;
  std::vector<std::pair<std::string, std::string>> given_;  ///< path, value
  std::set<std::string> used_;
  std::vector<GivenCell> cells_;
  std::uint64_t row_ = 0;
  std::vector<std::string> made_up_;  ///< paths of keys
  std::set<std::size_t> open_;
};

}  // namespace remit::cli
