#include "column/nodes/column_writer.h"

#include <algorithm>

#include "column/run/pass.h"
#include "number/digit_limit.h"
#include "plan/fault_origin.h"

namespace remit::column {

ColumnWriter::ColumnWriter(const Environment& environment, plan::ColumnId id, std::uint64_t rows)
    : memory_(environment.memory),
      columns_(environment.plan.columns),
      column_(environment.plan.columns[id]),
      id_(id),
      limit_(Integer::pow10(plan::kMaxDigits) - 1),
      rows_(static_cast<std::size_t>(rows)),
      small_(allocate_values(memory_, Width::int64, rows, {})),
      refused_(environment.refused[column_.entity].get()) {
  std::fill_n(small(), rows_, 0);
  if (column_.type.is_numeric() && column_.form.ratio) denominators_.assign(rows_, 1);
}

void ColumnWriter::widen() {
  if (!wide_.empty()) return;
  wide_.assign(small(), small() + rows_);
}

void ColumnWriter::put(std::uint64_t row, const Integer& value) {
  if (column_.type.is_numeric() && !column_.form.ratio && (value > limit_ || value < -limit_)) {
    put_fault(row, type::CellFault::overflow);
    return;
  }
  if (value.fits_int64()) {
    put_int64(row, value.to_int64());
  } else {
    widen();
    wide_[row] = value;
  }
}

void ColumnWriter::put_ratio(std::uint64_t row, const Integer& numerator,
                             const Integer& denominator) {
  if (number::is_too_long(numerator) || number::is_too_long(denominator)) {
    const number::Rational lowest(numerator, denominator);
    if (number::is_too_long(lowest))
      put_fault(row, type::CellFault::overflow);
    else
      put_ratio(row, lowest.numerator(), lowest.denominator());
    return;
  }
  widen();
  wide_[row] = numerator;
  denominators_[row] = denominator;
}

void ColumnWriter::put(std::uint64_t row, const number::Rational& value) {
  if (!denominators_.empty()) {
    put_ratio(row, value.numerator(), value.denominator());
    return;
  }
  put(row, (value * number::Rational(Integer::pow10(column_.form.decimals))).trunc());
}

void ColumnWriter::put_fault(std::uint64_t row, const type::Fault& fault) {
  faults_.emplace_back(row, plan::fault_in(columns_, id_, row, fault));
}

void ColumnWriter::put_fault(std::uint64_t row, type::CellFault code) {
  put_fault(row, type::Fault{code, id_, row});
}

Values ColumnWriter::narrow(const std::vector<Integer>& values) const {
  Interval range = {0, 0};
  if (!values.empty()) {
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    range = {*least, *most};
  }
  Width width = width_for(range);
  if (column_.type.kind == type::TypeKind::boolean) width = Width::mask;
  Values result = allocate_values(memory_, width, values.size(), range);
  with_type(width, [&](auto zero) {
    using T = decltype(zero);
    T* to = static_cast<T*>(const_cast<void*>(result.data));
    for (std::size_t i = 0; i < values.size(); ++i) to[i] = convert<T>(values[i]);
  });
  return result;
}

Values ColumnWriter::finish_small() {
  Interval range = {0, 0};
  if (rows_ > 0) {
    const auto [least, most] = std::minmax_element(small(), small() + rows_);
    range = {*least, *most};
  }
  if (column_.type.kind != type::TypeKind::boolean) {
    small_.range = range;
    return small_;
  }
  Values result = allocate_values(memory_, Width::mask, rows_, range);
  std::transform(small(), small() + rows_,
                 static_cast<std::uint8_t*>(const_cast<void*>(result.data)),
                 [](std::int64_t x) { return static_cast<std::uint8_t>(x); });
  return result;
}

void ColumnWriter::refuse_rows() {
  if (refused_ == nullptr) return;
  std::erase_if(faults_, [&](const auto& at) { return refused_->fault(at.first) != nullptr; });
  for (const auto& at : *refused_->faults) {
    if (wide_.empty()) {
      small()[at.first] = 0;
    } else {
      wide_[at.first] = 0;
    }
    if (!denominators_.empty()) denominators_[at.first] = 1;
    faults_.push_back(at);
  }
}

std::shared_ptr<const ColumnStore> ColumnWriter::finish() {
  refuse_rows();
  auto store = std::make_shared<ColumnStore>();
  store->type = column_.type;
  store->decimals = column_.type.is_numeric() && !column_.form.ratio ? column_.form.decimals : 0;
  store->rows = rows_;
  store->values = wide_.empty() ? finish_small() : narrow(wide_);
  if (!denominators_.empty()) store->denominators = narrow(denominators_);
  if (!faults_.empty()) {
    std::sort(faults_.begin(), faults_.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    store->faults = std::make_shared<table::Faults>(std::move(faults_));
  }
  return store;
}

}  // namespace remit::column
