#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/executor.h"
#include "table/arrow_abi.h"
#include "table/builder.h"
#include "table/header.h"

namespace remit::table {

/// Why an Arrow table was not taken.
struct ArrowError {
  enum class Kind : std::uint8_t {
    malformed,        ///< not as the interface prescribes; `column` may be empty
    not_a_table,      ///< the array is no struct
    headers,          ///< they do not fit the fields: see `headers` and `match`
    wrong_type,       ///< `column` has the Arrow format `text`, which the field cannot be
    misplaced_float,  ///< `column` holds binary floats, which its field does not take
    stream_failed,    ///< `text` is what the stream says
    too_many_rows,    ///< more than the limit, or than the one row of the whole
  };
  Kind kind = Kind::malformed;
  std::string column;
  std::string text;
  std::vector<std::string> headers;
  HeaderMatch match;
};

struct ArrowOutcome {
  std::optional<ArrowError> error;     ///< the table is as it was
  std::vector<std::string> ignored;    ///< columns that no field names
  std::vector<std::size_t> defaulted;  ///< fields without column that take their default
};

/// Replaces the rows of `table` by those of a struct array, or of all arrays of a stream. Columns
/// are matched with fields by name or label. Takes over `array` or `stream` even when it fails;
/// `schema` stays the caller's.
///
/// Used in place when there is one array, without nulls, and the buffer is what the column would be
/// anyway: date32; int64 without decimals and decimal64 of the field's; large_utf8, and utf8 apart
/// from its offsets, of texts that need no trimming. Other values of a fixed width and dictionaries
/// are converted block by block: decimals up to 128 bits, which are kept in 64 bits until one does
/// not fit, integers, float64, bits, times. What is left is read cell by cell. A cell that does not
/// fit its field becomes a fault and a problem.
///
/// On the threads of `executor`, null: on this one. Nothing depends on how many there are, neither
/// the cells nor the order of what is wrong with them.
ArrowOutcome import_arrow(const ArrowSchema* schema, ArrowArray* array, std::uint64_t row_limit,
                          TableBuilder& table, base::Executor* executor = nullptr);
ArrowOutcome import_arrow(ArrowArrayStream* stream, std::uint64_t row_limit, TableBuilder& table,
                          base::Executor* executor = nullptr);

}  // namespace remit::table
