#include "column/run/results.h"

#include "column/nodes/cell_reader.h"

namespace remit::column {
namespace {

using type::TypeKind;

template <typename T>
table::Buffer<T> as_buffer(const ColumnStore& store) {
  const auto rows = static_cast<std::size_t>(store.rows);
  if (store.values.width == kWidthOf<T> && store.values.owner != nullptr) {
    return table::Buffer<T>(store.values.as<T>(), rows, store.values.owner);
  }
  std::vector<T> values(rows);
  with_stored_type(store.values.width, [&](auto zero) {
    const auto* from = store.values.as<decltype(zero)>();
    for (std::size_t i = 0; i < rows; ++i) values[i] = convert<T>(from[i]);
  });
  return table::Buffer<T>(std::move(values));
}

table::Buffer<number::Rational> as_ratios(const ColumnStore& store) {
  std::vector<number::Rational> values;
  values.reserve(static_cast<std::size_t>(store.rows));
  for (std::uint64_t row = 0; row < store.rows; ++row) values.push_back(rational_at(store, row));
  return table::Buffer<number::Rational>(std::move(values));
}

table::TextData as_texts(const ColumnStore& store, const TextCodes& texts) {
  std::vector<std::int64_t> offsets = {0};
  std::vector<char> bytes;
  auto fault = store.is_clean() ? table::Faults::const_iterator() : store.faults->begin();
  for (std::uint64_t row = 0; row < store.rows; ++row) {
    const bool has_fault = !store.is_clean() && fault != store.faults->end() && fault->first == row;
    if (has_fault) {
      ++fault;
    } else {
      const auto text = texts.text(static_cast<std::int32_t>(int64_at(store.values, row)));
      bytes.insert(bytes.end(), text.begin(), text.end());
    }
    offsets.push_back(static_cast<std::int64_t>(bytes.size()));
  }
  return {table::Buffer<std::int64_t>(std::move(offsets)), table::Buffer<char>(std::move(bytes))};
}

table::ColumnData::Storage storage_of(const ColumnStore& store, const plan::Column& column,
                                      const TextCodes& texts) {
  switch (column.type.kind) {
    case TypeKind::boolean:
      return as_buffer<std::uint8_t>(store);
    case TypeKind::date:
    case TypeKind::category:
      return as_buffer<std::int32_t>(store);
    case TypeKind::text:
      return as_texts(store, texts);
    case TypeKind::number:
    case TypeKind::money:
      // A column of ratios says so even where it has no rows, or faults only.
      if (column.form.ratio) return as_ratios(store);
      if (store.values.width == Width::int128) return as_buffer<Int128>(store);
      if (store.values.width <= Width::int32) return as_buffer<std::int32_t>(store);
      return as_buffer<std::int64_t>(store);
    case TypeKind::unknown:
    case TypeKind::duration:
    case TypeKind::reference:
      break;
  }
  return as_buffer<std::int64_t>(store);
}

}  // namespace

table::ColumnData to_column_data(const ColumnStore& store, const plan::Column& column,
                                 const TextCodes& texts) {
  table::ColumnData data;
  data.type = column.type;
  data.decimals = store.decimals;
  data.storage = storage_of(store, column, texts);
  if (!store.is_clean()) data.faults = *store.faults;
  return data;
}

}  // namespace remit::column
