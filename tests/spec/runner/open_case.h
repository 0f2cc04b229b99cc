#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "remit/remit.h"

namespace remit::spec {

/// A good case, compiled and loaded.
struct Case {
  Policy policy;
  Data data;
  std::map<std::string, std::vector<std::vector<std::string>>> tables;
  RunOptions run;
};

Case open_case(const std::string& path);

/// `count` rows of a table from `first` on; rows[0] has the headers. Refers to the rows.
std::vector<TextColumn> columns_of(const std::vector<std::vector<std::string>>& rows,
                                   std::size_t first, std::size_t count);

}  // namespace remit::spec
