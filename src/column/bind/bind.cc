#include "column/bind/bind.h"

#include <algorithm>
#include <utility>

#include "base/raw_vector.h"
#include "column/bind/narrowed.h"

namespace remit::column {
namespace {

using table::ColumnData;
using type::TypeKind;

/// The bounds of a column.
template <typename T>
Interval interval_of(const T* values, std::size_t size) {
  if (size == 0) return {0, 0};
  const auto [lo, hi] = std::minmax_element(values, values + size);
  return {Integer(*lo), Integer(*hi)};
}

template <typename T, typename Allocator>
Values owned(std::vector<T, Allocator> values, const Interval& range) {
  auto held = std::make_shared<std::vector<T, Allocator>>(std::move(values));
  return {kWidthOf<T>, held->data(), held, range};
}

struct BindValues {
  const ColumnData& data;
  const TextCodes& texts;
  const Interval& domain;
  const RunOptions& options;
  Narrowing* narrowing;  ///< done; null of what has none
  std::optional<Values>* denominators;
  base::RawVector<std::int32_t>* numbers;  ///< of a column of texts

  template <typename T>
  Values operator()(const table::Buffer<T>& buffer) const {
    Values values = narrowing->take();
    if (domain.contains(values.range.lo) && domain.contains(values.range.hi)) return values;
    // Rows without a value may hold anything; here they would be taken for indices.
    std::vector<T> cleaned(buffer.begin(), buffer.end());
    for (const auto& [row, fault] : data.faults) cleaned[row] = T{0};
    const ColumnData::Storage storage = table::Buffer<T>(std::move(cleaned));
    std::vector<std::unique_ptr<Narrowing>> again;
    again.push_back(column::narrowing(storage, options));
    narrow_all(again, options.executor);
    values = again.front()->take();
    if (values.owner == nullptr)
      values.owner = std::make_shared<const table::Buffer<T>>(std::get<table::Buffer<T>>(storage));
    return values;
  }

  Values operator()(const table::Buffer<number::Rational>& buffer) const {
    std::vector<Integer> numerators, divisors;
    for (const number::Rational& value : buffer) {
      numerators.push_back(value.numerator());
      divisors.push_back(value.denominator());
    }
    const Interval top = interval_of(numerators.data(), numerators.size());
    const Interval bottom = interval_of(divisors.data(), divisors.size());
    *denominators = owned(std::move(divisors), bottom);
    return owned(std::move(numerators), top);
  }

  Values operator()(const table::TextData&) const {
    for (std::int32_t& text : *numbers) text = texts.code_of(text);
    return owned(std::move(*numbers), {0, std::max(texts.size() - 1, 0)});
  }
};

/// The numbers of a column's texts, which seal() puts in order; empty for other columns.
base::RawVector<std::int32_t> collect_texts(const ColumnData& data, TextCodes* texts) {
  base::RawVector<std::int32_t> numbers;
  const auto* values = std::get_if<table::TextData>(&data.storage);
  if (values == nullptr) return numbers;
  numbers.resize(values->size());
  for (std::size_t i = 0; i < values->size(); ++i) numbers[i] = texts->add((*values)[i]);
  return numbers;
}

}  // namespace

std::shared_ptr<const ColumnStore> refused_rows(std::uint64_t rows, table::Faults refused) {
  if (refused.empty()) return nullptr;
  auto store = std::make_shared<ColumnStore>();
  store->type = type::kBoolean;
  store->rows = rows;
  store->values =
      owned(std::vector<std::uint8_t>(static_cast<std::size_t>(rows), 1), Interval{0, 1});
  store->faults = std::make_shared<table::Faults>(std::move(refused));
  return store;
}

Interval domain_of(const plan::Plan& plan, const type::Type& type,
                   const std::vector<std::uint64_t>& row_counts) {
  switch (type.kind) {
    case TypeKind::boolean:
      return {0, 1};
    case TypeKind::category: {
      const auto size = static_cast<std::int64_t>(plan.category_sets[type.ref].values.size());
      return {0, std::max<std::int64_t>(size - 1, 0)};
    }
    case TypeKind::reference: {
      const auto rows = static_cast<std::int64_t>(row_counts[type.ref]);
      return {0, std::max<std::int64_t>(rows - 1, 0)};
    }
    case TypeKind::unknown:
    case TypeKind::number:
    case TypeKind::money:
    case TypeKind::date:
    case TypeKind::duration:
    case TypeKind::text:
      break;
  }
  return {kInt128Min, kInt128Max};
}

std::shared_ptr<BoundDataset> bind(const plan::Plan& plan, const Schedule& schedule,
                                   const table::Dataset& dataset, const RunOptions& options,
                                   const TextCodes* also, const KnownColumns* known,
                                   const BoundDataset* other) {
  auto bound = std::make_shared<BoundDataset>();
  for (std::size_t entity = 0; entity < dataset.tables.size(); ++entity) {
    const table::Table& table = dataset.tables[entity];
    bound->row_counts.push_back(table.rows);
    bound->given.push_back(table.given || !plan.entities[entity].hole);
    bound->refused.push_back(refused_rows(table.rows, table.refused));
  }
  bound->row_counts[plan::kWhole] = 1;
  const auto data_of = [&](std::size_t id) -> const ColumnData* {
    const plan::Column& column = plan.columns[id];
    const auto* input = std::get_if<plan::Input>(&column.node);
    if (known != nullptr && known->read[id]) return &*known->results.columns[id];
    if (input == nullptr || !schedule.columns[id].needed) return nullptr;
    return &dataset.tables[column.entity].columns[input->field];
  };
  for (const std::string& text : plan.texts) bound->texts.add(text);
  std::vector<base::RawVector<std::int32_t>> numbers(plan.columns.size());
  for (std::size_t id = 0; id < plan.columns.size(); ++id) {
    if (const ColumnData* data = data_of(id)) numbers[id] = collect_texts(*data, &bound->texts);
  }
  for (std::int32_t i = 0; also != nullptr && i < also->size(); ++i) {
    bound->texts.add(also->text(i));
  }
  bound->texts.add("");
  bound->texts.seal();
  bound->inputs.resize(plan.columns.size());
  std::vector<std::unique_ptr<Narrowing>> narrowings(plan.columns.size());
  for (std::size_t id = 0; id < plan.columns.size(); ++id) {
    const ColumnData* data = data_of(id);
    if (data == nullptr) continue;
    if (other != nullptr && other->inputs[id] != nullptr && data->type.kind != TypeKind::text)
      bound->inputs[id] = other->inputs[id];
    else
      narrowings[id] = narrowing(data->storage, options);
  }
  narrow_all(narrowings, options.executor);
  for (std::size_t id = 0; id < plan.columns.size(); ++id) {
    const ColumnData* data = data_of(id);
    if (data == nullptr || bound->inputs[id] != nullptr) continue;
    auto store = std::make_shared<ColumnStore>();
    store->type = data->type;
    store->decimals = data->type.is_numeric() ? data->decimals : 0;
    store->rows = data->size();
    const Interval domain = domain_of(plan, data->type, bound->row_counts);
    store->values = std::visit(BindValues{*data, bound->texts, domain, options,
                                          narrowings[id].get(), &store->denominators, &numbers[id]},
                               data->storage);
    narrowings[id].reset();
    if (!data->faults.empty()) {
      store->values.range = with_zero(store->values.range);
      // The dataset outlives what is bound to it.
      store->faults = std::shared_ptr<const table::Faults>(std::shared_ptr<void>(), &data->faults);
    }
    bound->inputs[id] = std::move(store);
  }
  return bound;
}

}  // namespace remit::column
