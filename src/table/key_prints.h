#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "table/key_tuples.h"

namespace remit::table {

/// What is remembered of the keys of some rows, so that they can be held against those of others,
/// on whatever machine: a fingerprint of each, 16 bytes, or, where keys ascend, the first and the
/// last. Keys that look alike (base::look_alike_form) have one fingerprint. XXH3-128: two different
/// keys have the same one by chance in one of 10^21 runs of 500 million rows; whoever makes such
/// keys on purpose gets a refusal, never a wrong figure.
class KeyPrints {
 public:
  using Print = std::array<std::uint64_t, 2>;
  struct Ends {
    std::vector<KeyPart> first, last;
  };

  enum class Keep : std::uint8_t { all, ends, nothing };

  /// Rows that follow those before. Faults are no keys.
  void add(KeyParts parts, Keep keep);

  std::vector<Print> prints;  ///< by row; zeros: it has no key
  std::optional<Ends> ends;
  /// Of all keys in their order: whether rows that are read again are the same.
  Print order = {0, 0};

 private:
  void add_ends(KeyParts parts);
};

/// What is wrong with the keys of the parts of a table in their order.
struct KeyClash {
  std::uint32_t part = 0;
  std::uint64_t row = 0;  ///< of that part: the key occurred before, or is not beyond those before
  bool by_order = false;
};
/// The first, or nothing. Linear, by hashing; some 30 bytes of memory a row.
std::optional<KeyClash> first_clash(
    const std::map<std::uint32_t, std::shared_ptr<const KeyPrints>>& parts);

}  // namespace remit::table
