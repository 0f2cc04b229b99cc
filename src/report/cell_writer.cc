#include "report/cell_writer.h"

#include <cstring>

#include "number/integer.h"

namespace remit::report {

void TextCells::add(std::string_view text, std::size_t times) {
  const std::size_t before = bytes_.size();
  bytes_.resize(before + text.size() * times);
  offsets_.reserve(offsets_.size() + times);
  char* to = bytes_.data() + before;
  for (std::size_t i = 0; i < times; ++i) {
    if (!text.empty()) std::memcpy(to, text.data(), text.size());
    to += text.size();
    offsets_.push_back(to - bytes_.data());
  }
}

void TextCells::add_all(std::span<const std::string_view> texts) {
  std::size_t bytes = bytes_.size();
  for (const std::string_view text : texts) bytes += text.size();
  const std::size_t before = bytes_.size();
  bytes_.resize(bytes);
  offsets_.reserve(offsets_.size() + texts.size());
  char* to = bytes_.data() + before;
  for (const std::string_view text : texts) {
    if (!text.empty()) std::memcpy(to, text.data(), text.size());
    to += text.size();
    offsets_.push_back(to - bytes_.data());
  }
}

table::ColumnData TextCells::take() {
  table::ColumnData column;
  column.type = type::kText;
  column.storage = table::TextData{table::Buffer<std::int64_t>(std::move(offsets_)),
                                   table::Buffer<char>(std::move(bytes_))};
  return column;
}

void NumberCells::add(const number::Rational& value) {
  const number::Rational shifted = value * number::Rational(number::Integer::pow10(scale_));
  if (!shifted.is_integer() || !shifted.numerator().fits_int128()) {
    add_fault({type::CellFault::overflow, 0, 0});
    return;
  }
  values_.push_back(shifted.numerator().to_int128());
}

void NumberCells::add_fault(type::Fault fault) {
  faults_.emplace_back(values_.size(), fault);
  values_.push_back(0);
}

table::ColumnData NumberCells::take() {
  table::ColumnData column;
  column.type = type_;
  column.decimals = scale_;
  column.storage = table::Buffer<Int128>(std::move(values_));
  column.faults = std::move(faults_);
  return column;
}

table::ColumnData BooleanCells::take() {
  table::ColumnData column;
  column.type = type::kBoolean;
  column.storage = table::Buffer<std::uint8_t>(std::move(values_));
  column.faults = std::move(faults_);
  return column;
}

}  // namespace remit::report
