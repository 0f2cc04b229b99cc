#include "column/stream/kept_column.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <utility>

namespace remit::column {

void KeptValues::append(const Values& values, std::uint64_t rows) {
  range_ = rows_ == 0 ? values.range : hull(range_, values.range);
  if (rows_ == 0 && width_ != values.width) widen(values.width);
  if (rows == 0) return;
  if (static_cast<int>(values.width) > static_cast<int>(width_)) widen(values.width);
  copy(values, rows);
}

void KeptValues::copy(const Values& values, std::uint64_t rows) {
  reserve(rows_ + rows);
  with_stored_type(values.width, [&](auto from_zero) {
    using From = decltype(from_zero);
    const From* const from = values.as<From>();
    with_stored_type(width_, [&](auto to_zero) {
      using To = decltype(to_zero);
      if constexpr (std::is_same_v<To, Integer>) {
        for (std::uint64_t i = 0; i < rows; ++i) unlimited_.push_back(convert<Integer>(from[i]));
      } else if constexpr (!std::is_same_v<From, Integer>) {
        To* const to = static_cast<To*>(memory_) + rows_;
        for (std::uint64_t i = 0; i < rows; ++i) to[i] = convert<To>(from[i]);
      }
    });
  });
  rows_ += rows;
}

void KeptValues::widen(Width width) {
  KeptValues wide;
  const Values old{width_, width_ == Width::integer ? unlimited_.data() : memory_, nullptr, range_};
  wide.width_ = width;
  wide.copy(old, rows_);
  std::swap(width_, wide.width_);
  std::swap(memory_, wide.memory_);
  std::swap(capacity_, wide.capacity_);
  std::swap(unlimited_, wide.unlimited_);
}

void KeptValues::reserve(std::uint64_t rows) {
  if (width_ == Width::integer) return;
  const std::uint64_t bytes = rows * size_of(width_);
  if (bytes <= capacity_) return;
  const std::uint64_t grown = std::max(bytes, capacity_ + capacity_ / 4);
  void* const memory = std::realloc(memory_, static_cast<std::size_t>(grown));
  if (memory == nullptr) throw std::bad_alloc();
  memory_ = memory;
  capacity_ = grown;
}

Values KeptValues::take() {
  Values values{width_, nullptr, nullptr, range_};
  if (values.width == Width::integer) {
    auto held = std::make_shared<std::vector<Integer>>(std::move(unlimited_));
    values.data = held->data();
    values.owner = std::move(held);
    return values;
  }
  values.owner = std::shared_ptr<void>(std::exchange(memory_, nullptr), std::free);
  values.data = values.owner.get();
  capacity_ = 0;
  return values;
}

void KeptColumn::append(const ColumnStore& batch, std::uint64_t first_row,
                        const FaultMap& globally) {
  if (store_ == nullptr) {
    store_ = std::make_shared<ColumnStore>();
    store_->type = batch.type;
    store_->decimals = batch.decimals;
  }
  values_.append(batch.values, batch.rows);
  append_denominators(batch);
  store_->rows += batch.rows;
  if (batch.is_clean()) return;
  for (const auto& [row, fault] : *batch.faults) {
    faults_.emplace_back(first_row + row, globally(fault));
  }
}

/// What was found to be whole in one batch need not be so in another.
void KeptColumn::append_denominators(const ColumnStore& batch) {
  const auto ones = [](std::uint64_t rows) {
    auto held =
        std::make_shared<const std::vector<std::int64_t>>(static_cast<std::size_t>(rows), 1);
    return Values{Width::int64, held->data(), held, Interval::point(1)};
  };
  if (!batch.denominators && !denominators_) return;
  if (!denominators_) {
    denominators_.emplace();
    if (store_->rows > 0) denominators_->append(ones(store_->rows), store_->rows);
  }
  denominators_->append(batch.denominators ? *batch.denominators : ones(batch.rows), batch.rows);
}

std::uint64_t KeptColumn::bytes() const {
  return values_.bytes() + (denominators_ ? denominators_->bytes() : 0) +
         faults_.capacity() * sizeof(faults_[0]);
}

std::shared_ptr<const ColumnStore> KeptColumn::take() {
  store_->values = values_.take();
  if (denominators_) store_->denominators = denominators_->take();
  if (!faults_.empty()) store_->faults = std::make_shared<table::Faults>(std::move(faults_));
  return std::move(store_);
}

std::shared_ptr<const ColumnStore> slice(const std::shared_ptr<const ColumnStore>& whole,
                                         std::uint64_t first, std::uint64_t rows,
                                         const FaultMap& locally) {
  const auto part_of = [&](const Values& values) {
    Values part = values;
    part.owner = whole;
    part.data = static_cast<const char*>(values.data) + first * size_of(values.width);
    return part;
  };
  auto part = std::make_shared<ColumnStore>(*whole);
  part->rows = rows;
  part->values = part_of(whole->values);
  if (whole->denominators) part->denominators = part_of(*whole->denominators);
  part->faults = nullptr;
  if (whole->is_clean()) return part;
  const auto at = [](const auto& entry, std::uint64_t row) { return entry.first < row; };
  auto faults = std::make_shared<table::Faults>();
  for (auto i = std::lower_bound(whole->faults->begin(), whole->faults->end(), first, at);
       i != whole->faults->end() && i->first < first + rows; ++i) {
    faults->emplace_back(i->first - first, locally(i->second));
  }
  if (!faults->empty()) part->faults = std::move(faults);
  return part;
}

}  // namespace remit::column
