#include "table/arrow_cells.h"

#include <algorithm>
#include <cmath>

namespace remit::table {
namespace {

// Null where every element has a value.
const void* validity_of(const ArrowArray& array) {
  if (array.null_count == 0 || array.n_buffers == 0 || array.buffers == nullptr) return nullptr;
  return array.buffers[0];
}

std::uint64_t all_of(unsigned count) {
  return count >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
}

template <typename Offset>
std::optional<std::string_view> offset_text(const ArrowArray& array, std::int64_t place) {
  const Offset begin = load<Offset>(array.buffers[1], place);
  const Offset end = load<Offset>(array.buffers[1], place + 1);
  if (begin == end) return std::string_view();
  if (begin < 0 || end < begin || array.buffers[2] == nullptr) return std::nullopt;
  return std::string_view(static_cast<const char*>(array.buffers[2]) + begin,
                          static_cast<std::size_t>(end - begin));
}

// A view is 16 bytes: the length, then the text itself or its beginning, buffer and offset.
std::optional<std::string_view> view_text(const ArrowArray& array, std::int64_t place) {
  const char* view = static_cast<const char*>(array.buffers[1]) + place * 16;
  const auto length = load<std::int32_t>(view, 0);
  if (length < 0) return std::nullopt;
  if (length <= 12) return std::string_view(view + 4, static_cast<std::size_t>(length));
  const std::int64_t buffer = load<std::int32_t>(view, 2);
  const std::int64_t offset = load<std::int32_t>(view, 3);
  const std::int64_t buffers = array.n_buffers - 3;
  if (buffer < 0 || buffer >= buffers || offset < 0) return std::nullopt;
  const void* const sizes = array.buffers[array.n_buffers - 1];
  const void* const bytes = array.buffers[2 + buffer];
  if (sizes == nullptr || bytes == nullptr) return std::nullopt;
  if (offset + length > load<std::int64_t>(sizes, buffer)) return std::nullopt;
  return std::string_view(static_cast<const char*>(bytes) + offset,
                          static_cast<std::size_t>(length));
}

}  // namespace

std::optional<std::string_view> arrow_text(const ArrowArray& array, ArrowKind kind,
                                           std::int64_t place) {
  if (kind == ArrowKind::utf8) return offset_text<std::int32_t>(array, place);
  if (kind == ArrowKind::large_utf8) return offset_text<std::int64_t>(array, place);
  return view_text(array, place);
}

bool ArrowCells::may_be_blank() const {
  return own_kind() == ArrowKind::null || validity_of(*array) != nullptr ||
         validity_of(*parent) != nullptr;
}

bool ArrowCells::is_full() const {
  if (own_kind() == ArrowKind::null) return rows == 0;
  if (!may_be_blank()) return true;
  for (std::int64_t row = 0; row < rows; row += 64) {
    const auto count = static_cast<unsigned>(std::min<std::int64_t>(rows - row, 64));
    if (filled(row, count) != all_of(count)) return false;
  }
  return true;
}

bool ArrowCells::has_float() const {
  if (!type.is_float()) return false;
  const ArrowArray& values = index ? *array->dictionary : *array;
  const ArrowArray whole{};
  const ArrowCells plain{&values, type, std::nullopt, index ? &whole : parent,
                         index ? values.length : rows};
  for (std::int64_t row = 0; row < plain.rows; ++row) {
    if (plain.filled(row, 1) == 0) continue;
    const std::int64_t at = plain.place(row);
    const bool nan = type.kind == ArrowKind::float32
                         ? std::isnan(load<float>(values.buffers[1], at))
                         : std::isnan(load<double>(values.buffers[1], at));
    if (!nan) return true;
  }
  return false;
}

std::uint64_t ArrowCells::filled(std::int64_t row, unsigned count) const {
  if (own_kind() == ArrowKind::null) return 0;
  std::uint64_t bits = all_of(count);
  if (const void* own = validity_of(*array)) bits &= load_bits(own, place(row), count);
  if (const void* above = validity_of(*parent)) {
    bits &= load_bits(above, parent->offset + row, count);
  }
  return bits;
}

}  // namespace remit::table
