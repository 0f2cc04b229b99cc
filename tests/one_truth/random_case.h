#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace remit::one_truth {

/// What a policy pays, and where its lists must agree.
struct Reward {
  enum class Kind : std::uint8_t {
    paid,
    back,  ///< `paid` is to be paid back; lines only where it is not zero
    left,  ///< nobody takes `where`; lines only where that is not zero
  };
  std::string name;
  std::string entity;
  std::string paid;  ///< the column of the entity that has what the ledger pays
  bool in_instalments = false;
  Kind kind = Kind::paid;
  std::string where{};  ///< the column that says which rows have a line; not of what is paid
};

/// One table: a header and rows of texts.
struct TableText {
  std::string entity;
  std::vector<std::vector<std::string>> rows;
};

/// A policy that pays, in text, and tables with blanks, negatives, unreadable cells, keys that
/// stand twice, references to nothing, and none at all.
struct Case {
  std::string policy;
  std::vector<TableText> tables;
  std::vector<Reward> rewards;
  std::vector<std::string> in_fund;  ///< rewards that the fund `pot` pays
};

Case random_case(std::uint64_t seed);

}  // namespace remit::one_truth
