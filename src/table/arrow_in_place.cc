#include "table/arrow_in_place.h"

#include <algorithm>
#include <utility>

#include "base/civil_date.h"
#include "base/limits.h"
#include "table/cell_text.h"

namespace remit::table {
namespace {

using type::TypeKind;

template <typename T>
std::optional<Buffer<T>> buffer_of(const ArrowCells& cells,
                                   const std::shared_ptr<const void>& owner) {
  if (cells.rows == 0) return Buffer<T>();
  const auto address = reinterpret_cast<std::uintptr_t>(cells.array->buffers[1]);
  if (address % alignof(T) != 0) return std::nullopt;
  const T* const first = static_cast<const T*>(cells.array->buffers[1]) + cells.place(0);
  return Buffer<T>(first, static_cast<std::size_t>(cells.rows), owner);
}

template <typename T>
std::optional<ColumnData::Storage> storage_of(std::optional<Buffer<T>> values, T least, T most) {
  if (!values) return std::nullopt;
  bool good = true;
  for (const T& value : *values) good &= value >= least && value <= most;
  if (!good) return std::nullopt;
  return ColumnData::Storage(*std::move(values));
}

std::optional<ColumnData::Storage> dates_in_place(const ArrowCells& cells,
                                                  const std::shared_ptr<const void>& owner) {
  if (cells.type.kind != ArrowKind::date32) return std::nullopt;
  return storage_of(buffer_of<std::int32_t>(cells, owner),
                    base::days_from_civil({base::kMinYear, 1, 1}),
                    base::days_from_civil({base::kMaxYear, 12, 31}));
}

std::optional<ColumnData::Storage> numbers_in_place(const ArrowCells& cells, int scale,
                                                    const std::shared_ptr<const void>& owner) {
  if (cells.type.scale != scale) return std::nullopt;
  switch (cells.type.kind) {
    case ArrowKind::int64:
    case ArrowKind::decimal64:
      return storage_of(buffer_of<std::int64_t>(cells, owner),
                        std::numeric_limits<std::int64_t>::min(),
                        std::numeric_limits<std::int64_t>::max());
    case ArrowKind::decimal128: {
      Int128 most = 1;
      for (int i = 0; i < 38; ++i) most *= 10;
      --most;
      return storage_of(buffer_of<Int128>(cells, owner), -most, most);
    }
    default:
      return std::nullopt;
  }
}

// A text that stays as it is: valid, and not blank.
bool stays(std::optional<std::string_view> text) {
  return text && is_good_text(*text, base::Limits{}.text_bytes) && !trim(*text).empty();
}

std::optional<ColumnData::Storage> texts_in_place(const ArrowCells& cells,
                                                  const std::shared_ptr<const void>& owner) {
  const ArrowKind kind = cells.type.kind;
  if (kind != ArrowKind::utf8 && kind != ArrowKind::large_utf8) return std::nullopt;
  for (std::int64_t row = 0; row < cells.rows; ++row) {
    if (!stays(arrow_text(*cells.array, kind, cells.place(row)))) return std::nullopt;
  }
  const auto rows = static_cast<std::size_t>(cells.rows);
  if (rows == 0) return std::nullopt;
  TextData texts;
  std::int64_t end = 0;
  if (kind == ArrowKind::large_utf8) {
    std::optional<Buffer<std::int64_t>> offsets = buffer_of<std::int64_t>(cells, owner);
    if (!offsets) return std::nullopt;
    texts.offsets = Buffer<std::int64_t>(offsets->data(), rows + 1, owner);
    end = texts.offsets[rows];
  } else {
    std::vector<std::int64_t> offsets(rows + 1);
    for (std::size_t i = 0; i <= rows; ++i) {
      offsets[i] =
          load<std::int32_t>(cells.array->buffers[1], cells.place(static_cast<std::int64_t>(i)));
    }
    end = offsets[rows];
    texts.offsets = Buffer<std::int64_t>(std::move(offsets));
  }
  texts.bytes = Buffer<char>(static_cast<const char*>(cells.array->buffers[2]),
                             static_cast<std::size_t>(end), owner);
  return ColumnData::Storage(std::move(texts));
}

}  // namespace

std::optional<ColumnData> use_in_place(const ArrowCells& cells, const FieldSchema& field,
                                       bool is_key, const std::shared_ptr<const void>& owner) {
  if (cells.index || cells.type.kind == ArrowKind::null || cells.has_nulls()) return std::nullopt;
  std::optional<ColumnData::Storage> storage;
  switch (field.type.kind) {
    case TypeKind::date:
      storage = dates_in_place(cells, owner);
      break;
    case TypeKind::number:
    case TypeKind::money:
    case TypeKind::duration:
      storage = numbers_in_place(cells, field.scale, owner);
      break;
    case TypeKind::text:
      if (!is_key) storage = texts_in_place(cells, owner);
      break;
    default:
      break;
  }
  if (!storage) return std::nullopt;
  return ColumnData{field.type, field.scale, *std::move(storage), {}};
}

}  // namespace remit::table
