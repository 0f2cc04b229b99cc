#include "column/stream/column_bytes.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

#include "column/nodes/cell_reader.h"

namespace remit::column {
namespace {

using type::CellFault;
using type::Fault;
using type::TypeKind;

/// Longer numbers are none of ours: a fraction's denominator has 4 000 digits at most.
constexpr std::size_t kMostDigits = 100'000;
/// How a run of integers is written: in so many bytes each, or, 0, as decimal text.
constexpr int kAsText = 0;
constexpr int kWidest = 16;

int bytes_for(const Integer& least, const Integer& most) {
  if (!least.fits_int128() || !most.fits_int128()) return kAsText;
  for (int size = 1; size < kWidest; size *= 2) {
    const Int128 end = Int128{1} << (8 * size - 1);
    if (least.to_int128() >= -end && most.to_int128() < end) return size;
  }
  return kWidest;
}

template <typename At>
void write_integers(std::uint64_t count, const At& at, ByteWriter& to) {
  Integer least, most;
  for (std::uint64_t i = 0; i < count; ++i) {
    const Integer value = at(i);
    if (value < least) least = value;
    if (most < value) most = value;
  }
  const int size = bytes_for(least, most);
  to.word(count);
  to.byte(static_cast<std::uint8_t>(size));
  for (std::uint64_t i = 0; i < count; ++i) {
    if (size == kAsText) {
      to.text(at(i).to_string());
    } else {
      to.number(at(i).to_int128(), size);
    }
  }
}

/// Calls `take` with each.
template <typename Take>
std::uint64_t read_integers(ByteReader& from, const Take& take) {
  const std::uint64_t count = from.count(1);
  const int size = from.byte();
  const bool known = size == kAsText || (size <= kWidest && (size & (size - 1)) == 0);
  if (!known) from.fail();
  for (std::uint64_t i = 0; i < count && !from.failed(); ++i) {
    if (size != kAsText) {
      take(Integer(from.number(size)));
      continue;
    }
    const std::string_view text = from.text();
    const auto value = text.size() > kMostDigits ? std::nullopt : Integer::parse(text);
    if (!value) return from.fail(), 0;
    take(*value);
  }
  return from.failed() ? 0 : count;
}

template <typename T>
Values hold(std::vector<T> values, Width width, Interval range) {
  auto held = std::make_shared<const std::vector<T>>(std::move(values));
  return {width, held->data(), held, std::move(range)};
}

template <typename T>
Values narrow(const std::vector<Integer>& from, Width width, Interval range) {
  std::vector<T> values(from.size());
  for (std::size_t i = 0; i < from.size(); ++i) values[i] = static_cast<T>(from[i].to_int128());
  return hold(std::move(values), width, std::move(range));
}

Width width_of(TypeKind kind, const Interval& range) {
  if (kind == TypeKind::boolean) return Width::mask;
  if (kind == TypeKind::date || kind == TypeKind::category) return Width::int32;
  return width_for(range);
}

/// Fails where a value is beyond the width that its type has.
Values read_values(ByteReader& from, TypeKind kind, const Integer& otherwise) {
  std::vector<Integer> read;
  Interval range = Interval::point(otherwise);
  read_integers(from, [&](Integer value) {
    range = hull(range, Interval::point(value));
    read.push_back(std::move(value));
  });
  const Width width = width_of(kind, range);
  switch (width) {
    case Width::mask:
      if (range.lo < Integer(0) || Integer(1) < range.hi) return from.fail(), Values{};
      return narrow<std::uint8_t>(read, width, range);
    case Width::int8:
    case Width::int16:  // not what width_of() answers
      break;
    case Width::int32:
      if (!range.fits_int64() || range.lo.to_int64() < std::numeric_limits<std::int32_t>::min() ||
          range.hi.to_int64() > std::numeric_limits<std::int32_t>::max()) {
        return from.fail(), Values{};
      }
      return narrow<std::int32_t>(read, width, range);
    case Width::int64:
      return narrow<std::int64_t>(read, width, range);
    case Width::int128:
      return narrow<Int128>(read, width, range);
    case Width::integer:
      break;
  }
  return hold(std::move(read), width, std::move(range));
}

void write_fault(const Fault& fault, ByteWriter& to) {
  to.byte(static_cast<std::uint8_t>(fault.code));
  to.number(fault.column, 4);
  to.word(fault.row);
}
constexpr std::uint64_t kFaultBytes = 13;

Fault read_fault(ByteReader& from) {
  const std::uint8_t code = from.byte();
  const auto column = static_cast<std::uint32_t>(from.number(4));
  if (code == 0 || code > static_cast<std::uint8_t>(CellFault::not_applicable)) from.fail();
  return {static_cast<CellFault>(code), column, from.word()};
}

void write_faults(const GroupFaults& faults, ByteWriter& to) {
  to.byte(faults.first_unplaced() ? 1 : 0);
  if (faults.first_unplaced()) {
    to.word(faults.first_unplaced()->first);
    write_fault(faults.first_unplaced()->second, to);
  }
  std::vector<std::uint64_t> groups;
  for (const auto& [group, first] : faults.by_group()) groups.push_back(group);
  std::sort(groups.begin(), groups.end());  // equal states are equal bytes
  to.word(groups.size());
  for (const std::uint64_t group : groups) {
    const GroupFaults::First& first = faults.by_group().at(group);
    to.word(group);
    to.word(first.first);
    write_fault(first.second, to);
  }
}

GroupFaults read_group_faults(ByteReader& from, std::uint64_t groups) {
  GroupFaults faults;
  if (from.byte() != 0) {
    const std::uint64_t row = from.word();
    faults.note_unplaced(row, read_fault(from));
  }
  for (std::uint64_t left = from.count(16 + kFaultBytes); left > 0 && !from.failed(); --left) {
    const std::uint64_t group = from.word();
    const std::uint64_t row = from.word();
    if (group >= groups) from.fail();
    faults.note(group, row, read_fault(from));
  }
  return faults;
}

}  // namespace

void write_faults(const table::Faults& faults, ByteWriter& to) {
  to.word(faults.size());
  for (const auto& [row, fault] : faults) {
    to.word(row);
    write_fault(fault, to);
  }
}

table::Faults read_faults(ByteReader& from, std::uint64_t rows) {
  table::Faults faults;
  for (std::uint64_t left = from.count(8 + kFaultBytes); left > 0 && !from.failed(); --left) {
    const std::uint64_t row = from.word();
    if (row >= rows || (!faults.empty() && row <= faults.back().first)) from.fail();
    faults.emplace_back(row, read_fault(from));
  }
  return faults;
}

void write_column(const ColumnStore& column, ByteWriter& to) {
  to.byte(static_cast<std::uint8_t>(column.type.kind));
  to.number(column.type.ref, 4);
  to.number(column.decimals, 4);
  write_integers(
      column.rows, [&](std::uint64_t row) { return integer_at(column.values, row); }, to);
  to.byte(column.denominators ? 1 : 0);
  if (column.denominators) {
    write_integers(
        column.rows, [&](std::uint64_t row) { return integer_at(*column.denominators, row); }, to);
  }
  write_faults(column.is_clean() ? table::Faults() : *column.faults, to);
}

std::shared_ptr<const ColumnStore> read_column(ByteReader& from) {
  auto column = std::make_shared<ColumnStore>();
  const std::uint8_t kind = from.byte();
  column->type.kind = static_cast<TypeKind>(kind);
  column->type.ref = static_cast<std::uint32_t>(from.number(4));
  column->decimals = static_cast<int>(from.number(4));
  const bool has_values = kind > 0 && kind <= static_cast<std::uint8_t>(TypeKind::reference) &&
                          column->type.kind != TypeKind::text;
  if (!has_values) from.fail();
  ByteReader ahead = from;
  column->rows = ahead.count(1);
  column->values = read_values(from, column->type.kind, Integer(0));
  if (from.byte() != 0) {
    ByteReader other = from;
    if (other.count(1) != column->rows) from.fail();
    column->denominators = read_values(from, TypeKind::number, Integer(1));
    if (column->denominators->range.lo < Integer(1)) from.fail();
  }
  table::Faults faults = read_faults(from, column->rows);
  if (!faults.empty()) column->faults = std::make_shared<table::Faults>(std::move(faults));
  return from.failed() ? nullptr : column;
}

void write_fold(const FoldResult& fold, ByteWriter& to) {
  const auto write = [&](const std::vector<Integer>& values) {
    write_integers(
        values.size(), [&](std::uint64_t i) { return values[static_cast<std::size_t>(i)]; }, to);
  };
  write(fold.values);
  write(fold.denominators);
  for (std::size_t group = 0; group < fold.values.size(); ++group) {
    to.byte(fold.has[group] ? 1 : 0);
  }
  write_faults(fold.faults, to);
}

FoldResult read_fold(ByteReader& from) {
  FoldResult fold;
  read_integers(from, [&](Integer value) { fold.values.push_back(std::move(value)); });
  read_integers(from, [&](Integer value) {
    if (value < Integer(0)) from.fail();
    fold.denominators.push_back(std::move(value));
  });
  if (!fold.denominators.empty() && fold.denominators.size() != fold.values.size()) from.fail();
  for (std::size_t group = 0; group < fold.values.size() && !from.failed(); ++group) {
    fold.has.push_back(from.byte() != 0);
  }
  fold.faults = read_group_faults(from, fold.values.size());
  return fold;
}

}  // namespace remit::column
