#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/hash_map.h"
#include "row/value.h"

namespace remit::needs {

/// What is left of a cell, or of a step of its formula, once everything known is put in: a number,
/// the same for two that give the same whatever the cells hold that are not known.
using Residue = std::uint32_t;

/// Numbers residues: of equal kind and parts they are equal. Parts are residues, and whatever else
/// tells apart what is done with them.
class Residues {
 public:
  enum class Kind : std::uint8_t { fault, input, operation, limited, node };

  Residue of(const row::Value& value);
  Residue of(Kind kind, std::vector<std::uint64_t> parts);
  /// Like no other.
  Residue unlike() { return next_++; }

 private:
  base::HashMap<std::vector<std::uint64_t>, Residue> made_;
  base::HashMap<std::vector<row::Value>, Residue, row::KeyHash> values_;
  Residue next_ = 1;
};

}  // namespace remit::needs
