#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "remit/date.h"
#include "remit/policy.h"

namespace remit::cli {

/// One row that is being filled in, with a row for whatever it refers to in tables that were not
/// handed over, so that their fields can be given, and asked for, too: `unit.kind`.
class NeedsRow {
 public:
  /// A path and its value; no value is the answer that there is none.
  using Given = std::pair<std::string, std::string>;

  /// No path is given twice. `tables`: entities whose tables are in `data`, which the row is added
  /// to.
  NeedsRow(const Policy& policy, std::size_t entity, std::vector<Given> given,
           std::set<std::size_t> tables, Data& data, Language language);

  /// False for a path that leads nowhere and what cannot be set.
  bool fill();
  /// What Policy::needs is told of it.
  NeedsOptions options() const;
  /// False for a given value that its field cannot have. After fill().
  bool accept_values(const std::optional<Date>& day);
  /// Why one of them was false.
  const std::string& trouble() const { return trouble_; }

 private:
  bool fail(const Error& error);
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
  std::set<std::size_t> tables_;
  Data& data_;
  Language language_;
  std::string trouble_;
  std::vector<Given> given_;
  std::set<std::string> used_;
  std::vector<GivenCell> cells_;
  std::uint64_t row_ = 0;
  std::vector<std::string> made_up_;  ///< paths of keys
  std::set<std::size_t> open_;
};

}  // namespace remit::cli
