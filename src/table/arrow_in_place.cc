#include "table/arrow_in_place.h"

#include <utility>

#include "base/civil_date.h"
#include "base/raw_vector.h"
#include "table/arrow_texts.h"
#include "table/block_loops.h"
#include "table/ranges.h"

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

std::optional<ColumnData::Storage> dates_in_place(const ArrowCells& cells,
                                                  const std::shared_ptr<const void>& owner,
                                                  base::Executor* executor) {
  if (cells.type.kind != ArrowKind::date32) return std::nullopt;
  std::optional<Buffer<std::int32_t>> days = buffer_of<std::int32_t>(cells, owner);
  if (!days) return std::nullopt;
  const std::int32_t least = base::days_from_civil({base::kMinYear, 1, 1});
  const std::int32_t most = base::days_from_civil({base::kMaxYear, 12, 31});
  const bool good = all_ranges(executor, days->size(), [&](std::size_t begin, std::size_t end) {
    bool within = true;
    for (std::size_t i = begin; i < end; ++i)
      within &= ((*days)[i] >= least) & ((*days)[i] <= most);
    return within;
  });
  if (!good) return std::nullopt;
  return ColumnData::Storage(*std::move(days));
}

std::optional<ColumnData::Storage> numbers_in_place(const ArrowCells& cells, int decimals,
                                                    const std::shared_ptr<const void>& owner) {
  const bool is_ours =
      cells.type.kind == ArrowKind::int64 || cells.type.kind == ArrowKind::decimal64;
  if (!is_ours || cells.type.scale != decimals) return std::nullopt;
  std::optional<Buffer<std::int64_t>> values = buffer_of<std::int64_t>(cells, owner);
  if (!values) return std::nullopt;
  return ColumnData::Storage(*std::move(values));
}

std::optional<ColumnData::Storage> texts_in_place(const ArrowCells& cells, bool names_rows,
                                                  std::size_t most_bytes,
                                                  const std::shared_ptr<const void>& owner,
                                                  base::Executor* executor) {
  const ArrowKind kind = cells.type.kind;
  if (kind != ArrowKind::utf8 && kind != ArrowKind::large_utf8) return std::nullopt;
  const auto rows = static_cast<std::size_t>(cells.rows);
  const auto signed_of = [](std::size_t count) { return static_cast<std::int64_t>(count); };
  const auto good = [&](std::size_t begin, std::size_t end) {
    return need_no_reading(cells, signed_of(begin), signed_of(end - begin), names_rows, most_bytes);
  };
  if (rows == 0 || !all_ranges(executor, rows, good)) return std::nullopt;
  TextData texts;
  std::int64_t end = 0;
  if (kind == ArrowKind::large_utf8) {
    std::optional<Buffer<std::int64_t>> offsets = buffer_of<std::int64_t>(cells, owner);
    if (!offsets) return std::nullopt;
    texts.offsets = Buffer<std::int64_t>(offsets->data(), rows + 1, owner);
    end = texts.offsets[rows];
  } else {
    base::RawVector<std::int64_t> offsets(rows + 1);
    by_ranges(executor, rows + 1, [&](std::size_t begin, std::size_t end) {
      narrow<std::int32_t>(cells.array->buffers[1], cells.place(signed_of(begin)),
                           signed_of(end - begin), offsets.data() + begin);
    });
    end = offsets[rows];
    texts.offsets = Buffer<std::int64_t>(std::move(offsets));
  }
  texts.bytes = Buffer<char>(static_cast<const char*>(cells.array->buffers[2]),
                             static_cast<std::size_t>(end), owner);
  return ColumnData::Storage(std::move(texts));
}

}  // namespace

std::optional<ColumnData> use_in_place(const ArrowCells& cells, const FieldSchema& field,
                                       const FieldSchema& stored, bool is_key,
                                       const std::shared_ptr<const void>& owner,
                                       base::Executor* executor) {
  if (cells.index || cells.type.kind == ArrowKind::null || !cells.is_full()) return std::nullopt;
  std::optional<ColumnData::Storage> storage;
  switch (stored.type.kind) {
    case TypeKind::date:
      storage = dates_in_place(cells, owner, executor);
      break;
    case TypeKind::number:
    case TypeKind::money:
    case TypeKind::duration:
      storage = numbers_in_place(cells, stored.decimals, owner);
      break;
    case TypeKind::text:
      if (field.may_not_apply) return std::nullopt;
      storage = texts_in_place(cells, is_key || field.type.kind == TypeKind::reference,
                               stored.limits.text_bytes, owner, executor);
      break;
    case TypeKind::unknown:
    case TypeKind::boolean:
    case TypeKind::category:
    case TypeKind::reference:
      break;
  }
  if (!storage) return std::nullopt;
  return ColumnData{field.type, stored.decimals, *std::move(storage), {}};
}

}  // namespace remit::table
