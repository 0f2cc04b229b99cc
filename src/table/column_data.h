#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/int128.h"
#include "number/rational.h"
#include "type/cell.h"
#include "type/type.h"

namespace remit::table {

/// A read-only run of values with shared ownership of the memory: a vector of ours, or the host's
/// own buffer (Arrow), kept alive by `owner`.
template <typename T>
class Buffer {
 public:
  Buffer() = default;
  explicit Buffer(std::vector<T> values) { hold(std::move(values)); }
  /// The same of a vector with an allocator of its own (base::RawVector).
  template <typename Allocator>
  explicit Buffer(std::vector<T, Allocator> values) {
    hold(std::move(values));
  }
  Buffer(const T* data, std::size_t size, std::shared_ptr<const void> owner)
      : data_(data), size_(size), owner_(std::move(owner)) {}

  const T* data() const { return data_; }
  std::size_t size() const { return size_; }
  const T& operator[](std::size_t i) const { return data_[i]; }
  const T* begin() const { return data_; }
  const T* end() const { return data_ + size_; }

 private:
  template <typename Vector>
  void hold(Vector values) {
    auto held = std::make_shared<const Vector>(std::move(values));
    data_ = held->data();
    size_ = held->size();
    owner_ = std::move(held);
  }

  const T* data_ = nullptr;
  std::size_t size_ = 0;
  std::shared_ptr<const void> owner_;
};

/// UTF-8 texts, end to end: text i is bytes[offsets[i] .. offsets[i + 1]).
struct TextData {
  Buffer<std::int64_t> offsets;
  Buffer<char> bytes;

  std::size_t size() const { return offsets.size() == 0 ? 0 : offsets.size() - 1; }
  std::string_view operator[](std::size_t i) const {
    return {bytes.data() + offsets[i], static_cast<std::size_t>(offsets[i + 1] - offsets[i])};
  }
};

/// The rows without a value, ascending by row. Empty for a clean column, which costs nothing.
using Faults = std::vector<std::pair<std::uint64_t, type::Fault>>;

/// The fault of a row, or null. O(log faults).
const type::Fault* fault_of_row(const Faults& faults, std::uint64_t row);

/// One column of a table or of the results. Where `faults` names a row, its stored value means
/// nothing (it is zero or empty). Storage by type:
///   boolean: uint8 (0, 1); date: int32 days; category: int32 codes;
///   reference: int64 row numbers of the entity referred to; duration: int64;
///   number, money: int32, int64 or Int128 coefficients at `decimals`; ratios: Rational;
///   text: TextData.
struct ColumnData {
  using Storage = std::variant<Buffer<std::uint8_t>, Buffer<std::int32_t>, Buffer<std::int64_t>,
                               Buffer<Int128>, Buffer<number::Rational>, TextData>;
  type::Type type;
  int decimals = 0;
  Storage storage;
  Faults faults;

  std::size_t size() const {
    return std::visit([](const auto& values) { return values.size(); }, storage);
  }
  /// The fault of a row, or nullptr. O(log faults).
  const type::Fault* fault(std::uint64_t row) const;
};

/// Equal type, decimals, values and faults, whatever the width of the storage.
bool same(const ColumnData& a, const ColumnData& b);

}  // namespace remit::table
