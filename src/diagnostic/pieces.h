#pragma once

#include <cstddef>
#include <string_view>

namespace remit::diagnostic {

/// Reads the texts of a table one after another. They stand in one literal, each ended by a NUL,
/// and not in an array of texts: each address in a shared library has 24 bytes that say how to set
/// it when the library is loaded, which is as much as half of an average text of the catalogue.
class Pieces {
 public:
  template <std::size_t kSize>
  explicit constexpr Pieces(const char (&texts)[kSize]) : rest_(texts, kSize - 1) {}

  /// The next text, without its NUL. O(its length).
  constexpr std::string_view next() {
    const std::string_view piece = rest_.substr(0, rest_.find('\0'));
    rest_.remove_prefix(piece.size() + 1);
    return piece;
  }

  /// Whether none is left.
  constexpr bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

}  // namespace remit::diagnostic
