// Little-endian bytes, written and read back. Who reads believes nothing: what is not there reads
// as nothing, and `failed` says so.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "base/int128.h"

namespace remit::column {

class ByteWriter {
 public:
  void byte(std::uint8_t value) { bytes_.push_back(static_cast<char>(value)); }
  void word(std::uint64_t value) { number(static_cast<Int128>(value), sizeof value); }
  /// The low bytes of a number, in two's complement.
  void number(Int128 value, int size) {
    auto bits = static_cast<UInt128>(value);
    for (int i = 0; i < size; ++i, bits >>= 8) byte(static_cast<std::uint8_t>(bits));
  }
  /// Length and bytes.
  void text(std::string_view text) {
    word(text.size());
    bytes_ += text;
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  std::uint8_t byte() { return static_cast<std::uint8_t>(bits(1)); }
  std::uint64_t word() { return static_cast<std::uint64_t>(bits(8)); }
  /// A number of so many bytes, of which the highest carries the sign.
  Int128 number(int size) {
    const int unused = 128 - 8 * size;
    return static_cast<Int128>(bits(size) << unused) >> unused;
  }
  std::string_view text() { return take(word()); }
  /// A count of things of which each takes so many bytes at least: no memory is taken for more than
  /// there can be.
  std::uint64_t count(std::uint64_t bytes_each) {
    const std::uint64_t claimed = word();
    if (claimed <= bytes_.size() / bytes_each) return claimed;
    failed_ = true;
    return 0;
  }
  void fail() { failed_ = true; }
  bool failed() const { return failed_; }
  /// Whether everything was there and nothing is left.
  bool is_done() const { return !failed_ && bytes_.empty(); }

 private:
  UInt128 bits(int size) {
    const std::string_view from = take(static_cast<std::uint64_t>(size));
    UInt128 value = 0;
    for (std::size_t i = from.size(); i-- > 0;) {
      value = value << 8 | static_cast<std::uint8_t>(from[i]);
    }
    return value;
  }
  std::string_view take(std::uint64_t size) {
    if (failed_ || size > bytes_.size()) {
      failed_ = true;
      return {};
    }
    const std::string_view taken = bytes_.substr(0, static_cast<std::size_t>(size));
    bytes_.remove_prefix(static_cast<std::size_t>(size));
    return taken;
  }

  std::string_view bytes_;
  bool failed_ = false;
};

}  // namespace remit::column
