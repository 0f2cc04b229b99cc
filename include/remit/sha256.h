#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace remit {

/// SHA-256 (FIPS 180-4), for what a manifest says of files. Not thread-safe.
class Sha256 {
 public:
  void add(std::string_view bytes);
  /// 64 hexadecimal digits of everything added; the object is spent.
  std::string hex();

 private:
  std::array<std::uint32_t, 8> state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<unsigned char, 64> pending_{};
  std::size_t pending_size_ = 0;
  std::uint64_t total_ = 0;
};

/// The same of one text.
std::string sha256(std::string_view bytes);

}  // namespace remit
