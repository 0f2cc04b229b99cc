#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "cli/text/console.h"
#include "cli/text/texts.h"
#include "remit/results.h"

namespace remit::cli {

/// How figures are spread: how many lie between edges of 1, 2, 5, 10 ..., below zero too, by
/// currency. Zeros are left out.
class Spread {
 public:
  /// The figures of one column of a table that has a column `currency` beside it.
  void add(const Table& table, const char* column);
  /// As pictures under a heading each. Empty without figures.
  std::string html(Text heading, const Console& console) const;

 private:
  std::map<std::string, std::map<int, std::uint64_t>> counts_;  ///< by currency and step
};

}  // namespace remit::cli
