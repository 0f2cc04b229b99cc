#pragma once

#include <set>
#include <string>
#include <string_view>

namespace remit::cli {

/// The name as a sheet may have it: at most 31 letters, none of `[]:*?/\`, no quote at its ends.
std::string sheet_name(std::string_view name);

/// Names for the sheets of one workbook, which differ in more than upper and lower case.
class SheetNames {
 public:
  /// The name as a sheet may have it, with a number behind it where another sheet is called so.
  std::string add(std::string_view name);

 private:
  std::set<std::string> taken_;  ///< in lower case
};

}  // namespace remit::cli
