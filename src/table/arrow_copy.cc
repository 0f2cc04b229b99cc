// Cells of Arrow arrays one by one, and the way that is chosen for a column.
#include "table/arrow_copy.h"

#include <optional>
#include <string>
#include <utility>

#include "base/civil_date.h"
#include "number/decimal.h"
#include "table/arrow_texts.h"
#include "table/ranges.h"

namespace remit::table {
namespace {

bool bit(const void* bits, std::int64_t index) { return load_bits(bits, index, 1) != 0; }

std::int64_t load_integer(const ArrowArray& array, ArrowKind kind, std::int64_t place) {
  const void* values = array.buffers[1];
  switch (kind) {
    case ArrowKind::int8:
      return load<std::int8_t>(values, place);
    case ArrowKind::int16:
      return load<std::int16_t>(values, place);
    case ArrowKind::int32:
    case ArrowKind::decimal32:
    case ArrowKind::date32:
      return load<std::int32_t>(values, place);
    case ArrowKind::uint8:
      return load<std::uint8_t>(values, place);
    case ArrowKind::uint16:
      return load<std::uint16_t>(values, place);
    case ArrowKind::uint32:
      return load<std::uint32_t>(values, place);
    case ArrowKind::null:
    case ArrowKind::boolean:
    case ArrowKind::int64:
    case ArrowKind::uint64:
    case ArrowKind::float32:
    case ArrowKind::float64:
    case ArrowKind::decimal64:
    case ArrowKind::decimal128:
    case ArrowKind::decimal256:
    case ArrowKind::utf8:
    case ArrowKind::large_utf8:
    case ArrowKind::utf8_view:
    case ArrowKind::date64:
    case ArrowKind::timestamp:
      break;
  }
  // uint64 wraps; only dictionaries ask for it here, and check the range.
  return load<std::int64_t>(values, place);
}

// Four 64-bit digits, the last one signed, as a number of any size.
number::Integer load_integer256(const ArrowArray& array, std::int64_t place) {
  const number::Integer base = number::Integer::from_unsigned(UInt128{1} << 64);
  const std::int64_t first = place * 4;
  number::Integer value = load<std::int64_t>(array.buffers[1], first + 3);
  for (int digit = 2; digit >= 0; --digit) {
    const auto low = load<std::uint64_t>(array.buffers[1], first + digit);
    value = value * base + number::Integer::from_unsigned(low);
  }
  return value;
}

// A day and a time of day, to the second: "2010-01-31T08:30:00".
std::string time_text(std::int32_t days, std::int64_t ticks, std::int64_t per_day) {
  const std::int64_t second = ticks / (per_day / 86'400);
  const auto two = [](std::int64_t value) {
    return std::string{static_cast<char>('0' + value / 10), static_cast<char>('0' + value % 10)};
  };
  return base::to_iso_text(base::civil_from_days(days)) + "T" + two(second / 3600) + ":" +
         two(second / 60 % 60) + ":" + two(second % 60);
}

void set_time(ColumnBuilder& out, std::uint64_t row, std::int64_t ticks, std::int64_t per_day) {
  const std::int64_t rest = (ticks % per_day + per_day) % per_day;
  const std::int64_t days = ticks / per_day - (ticks % per_day < 0 ? 1 : 0);
  if (days < -1'000'000 || days > 4'000'000) {
    out.set_bad(row, ProblemKind::bad_value, std::to_string(ticks));
  } else if (rest != 0) {
    out.set_bad(row, ProblemKind::bad_value,
                time_text(static_cast<std::int32_t>(days), rest, per_day));
  } else {
    out.set_date(row, static_cast<std::int32_t>(days));
  }
}

void set_cell(const ArrowArray& array, const ArrowType& type, std::int64_t place,
              ColumnBuilder& out, std::uint64_t row) {
  const void* const values = array.n_buffers > 1 ? array.buffers[1] : nullptr;
  switch (type.kind) {
    case ArrowKind::null:
      return out.set_blank(row);
    case ArrowKind::boolean:
      return out.set_boolean(row, bit(values, place));
    case ArrowKind::uint64:
      return out.set_number(row, load<std::uint64_t>(values, place), 0);
    case ArrowKind::float32:
      return out.set_float(row, load<float>(values, place));
    case ArrowKind::float64:
      return out.set_double(row, load<double>(values, place));
    case ArrowKind::decimal128:
      return out.set_number(row, load<Int128>(values, place), type.scale);
    case ArrowKind::decimal256:
      return out.set_decimal(row, {load_integer256(array, place), type.scale});
    case ArrowKind::utf8:
    case ArrowKind::large_utf8:
    case ArrowKind::utf8_view: {
      const std::optional<std::string_view> text = arrow_text(array, type.kind, place);
      return text ? out.set_text(row, *text) : out.set_bad(row, ProblemKind::bad_text, {});
    }
    case ArrowKind::date32:
    case ArrowKind::date64:
    case ArrowKind::timestamp:
      return set_time(out, row, load_integer(array, type.kind, place), type.ticks_per_day);
    case ArrowKind::int8:
    case ArrowKind::int16:
    case ArrowKind::int32:
    case ArrowKind::int64:
    case ArrowKind::uint8:
    case ArrowKind::uint16:
    case ArrowKind::uint32:
    case ArrowKind::decimal32:
    case ArrowKind::decimal64:
      return out.set_number(row, load_integer(array, type.kind, place), type.scale);
  }
}

// Rows of a dictionary array, whose words were read before, or are where there are few rows.
void copy_index(const ArrowCells& cells, const ColumnBuilder* words, std::int64_t row,
                ColumnBuilder& out, std::uint64_t to) {
  const ArrowArray& dictionary = *cells.array->dictionary;
  const std::int64_t code = load_integer(*cells.array, cells.index->kind, cells.place(row));
  if (code < 0 || code >= dictionary.length) {
    out.set_bad(to, ProblemKind::bad_value, std::to_string(code));
  } else if (words != nullptr) {
    out.repeat(to, *words, static_cast<std::uint64_t>(code));
  } else {
    const ArrowArray whole{};
    const ArrowCells word{&dictionary, cells.type, std::nullopt, &whole, dictionary.length};
    if (word.filled(code, 1) == 0) return out.set_blank(to);
    set_cell(dictionary, cells.type, word.place(code), out, to);
  }
}

void copy_rows(const ArrowCells& cells, const ColumnBuilder* words, std::int64_t begin,
               std::int64_t count, ColumnBuilder& out, std::uint64_t first) {
  for (std::int64_t row = begin; row < begin + count; ++row) {
    const std::uint64_t to = first + static_cast<std::uint64_t>(row);
    if (cells.filled(row, 1) == 0) {
      out.set_blank(to);
    } else if (cells.index) {
      copy_index(cells, words, row, out, to);
    } else {
      set_cell(*cells.array, cells.type, cells.place(row), out, to);
    }
  }
}

}  // namespace

CellCopy::CellCopy(const ArrowCells& cells, ColumnBuilder& out, std::uint64_t first)
    : cells_(cells), out_(out), first_(first) {
  const ArrowArray* const dictionary = cells.index ? cells.array->dictionary : nullptr;
  if (dictionary != nullptr && dictionary->length <= cells.rows) {
    words_.emplace(out.like());
    const ArrowArray whole{};
    CellCopies words;
    words.push_back(std::make_unique<CellCopy>(
        ArrowCells{dictionary, cells.type, std::nullopt, &whole, dictionary->length}, *words_, 0));
    copy_all(std::move(words), nullptr);
  }
  const ColumnBuilder* const of = words_ ? &*words_ : nullptr;
  one_by_one_ = [this, of](std::int64_t begin, std::int64_t count) {
    copy_rows(cells_, of, begin, count, out_, first_);
  };
  blocks_ = copy_blocks(cells_, of, out, first, one_by_one_);
}

void CellCopy::run(std::size_t task) {
  if (blocks_ != nullptr) return blocks_->run(task);
  if (!copy_texts(cells_, out_, first_, one_by_one_)) one_by_one_(0, cells_.rows);
}

void copy_all(CellCopies copies, base::Executor* executor) {
  while (!copies.empty()) {
    std::vector<std::pair<CellCopy*, std::size_t>> tasks;
    for (const auto& copy : copies)
      for (std::size_t task = 0; task < copy->tasks(); ++task) tasks.emplace_back(&*copy, task);
    run_tasks(executor, tasks.size(), [&](std::size_t i) { tasks[i].first->run(tasks[i].second); });
    std::erase_if(copies, [](const auto& copy) { return copy->finish(); });
  }
}

}  // namespace remit::table
