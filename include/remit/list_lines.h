#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "remit/results.h"

namespace remit {

/// The lists of a run that are as long as its tables, each what the function of Results of that
/// name gives.
enum class RunList : std::int32_t {
  ledger = 0,
  targets = 1,
  attributions = 2,
  findings = 3,
  rounding = 4,
  errors = 5,
  causes = 6,
};

/// One list of a run, of which some lines at a time are made into a table: a list of millions of
/// lines is read without ever being held. A cheap handle that keeps the results alive. What it
/// knows of which rows have lines is a bit for each row; the causes of errors take some 40 bytes
/// for each error. Not thread-safe but where any_order() says so.
class ListLines {
 public:
  struct Impl;
  explicit ListLines(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}

  std::uint64_t size() const;
  /// The lines `from` to `from + count`, or those of them that there are, with the columns of the
  /// whole list: it takes what those lines take, wherever they stand. The reasons of the first ten
  /// thousand errors that are read are worked out in full, so that pieces read from the first on
  /// are the list.
  Table piece(std::uint64_t from, std::uint64_t count) const;
  /// The same with these columns only, in this order. The ledger does not make the others.
  Table piece(std::uint64_t from, std::uint64_t count, std::span<const std::size_t> columns) const;
  /// Whether pieces may be asked for by any number of threads at a time: of the ledger.
  bool any_order() const;

 private:
  std::shared_ptr<const Impl> impl_;
};

/// A list to be read by pieces. Without lines and columns where the run was not asked for it. Fails
/// as the function of Results does: `rounding` alone can. Whoever first asks for the ledger of a
/// run waits until the rows are looked through of what has lines for some rows alone (what is
/// clawed back, left over of a split); then the results know them.
Result<ListLines> list_lines(const Results& results, RunList list,
                             Language language = Language::en);

}  // namespace remit
