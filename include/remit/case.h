#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "remit/data.h"
#include "remit/needs.h"
#include "remit/options.h"
#include "remit/results.h"
#include "remit/status.h"

namespace remit {

/// One row of an entity, evaluated again and again: for a program that answers one request after
/// the other. The policy is made ready for the row once; after that a run in which only numbers,
/// dates, categories and truth values of the row changed, within about eight times what they were
/// before, takes no memory and some hundred nanoseconds. Any other change is allowed and right, but
/// has the row made ready anew, which takes some ten microseconds; and so is a policy whose columns
/// for the row depend on other rows of the entity (a rank, a fund), which is computed as a whole
/// each time.
///
/// Belongs to one thread at a time.
class Case {
 public:
  struct Impl;
  explicit Case(std::shared_ptr<Impl> impl);
  Case(Case&&) noexcept;
  Case& operator=(Case&&) noexcept;
  ~Case();

  /// The tables: those the case was made with. The row is row 0 of its entity; set its cells here.
  Data& data();
  /// Computes the columns of the entity from the tables as they are now. On failure the table keeps
  /// the figures of the run before.
  Status run();
  /// The key and the defined columns of the entity as Results::entity has them, without find_row;
  /// shows the last run. Empty columns before the first.
  const Table& table() const;
  /// What a figure of the row still needs, as the cells are now: Policy::needs with the row and the
  /// day of the case. It need not have run.
  Result<Needs> needs(std::string_view column, NeedsOptions options = {}) const;

 private:
  friend class Exchange;

  std::shared_ptr<Impl> impl_;
};

}  // namespace remit
