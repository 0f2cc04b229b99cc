#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "cli/csv/load_table.h"
#include "cli/verb/table_places.h"
#include "remit/policy.h"

namespace remit::cli {

/// The rows of one table, piece by piece, from a file or a sheet; again from the first as often as
/// wanted. What is wrong comes back in words.
class RowPieces {
 public:
  virtual ~RowPieces() = default;

  /// `traversals`: how often it will be read.
  virtual std::optional<std::string> open(int traversals) = 0;
  virtual std::optional<std::string> rewind() = 0;
  /// Puts the next rows into a table that is empty. `done`: there were none left.
  virtual std::optional<std::string> next(Data& batch, bool& done) = 0;

  /// Rows since the last rewind.
  std::uint64_t rows() const { return rows_; }

 protected:
  std::uint64_t rows_ = 0;
};

/// About `piece_bytes` of a file are read at once.
std::unique_ptr<RowPieces> row_pieces(const Policy& policy, std::size_t entity,
                                      const TablePlace& place, const LoadOptions& options,
                                      std::size_t piece_bytes);

}  // namespace remit::cli
