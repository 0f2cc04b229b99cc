#include "table/column_builder.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "base/civil_date.h"
#include "base/utf8.h"
#include "number/decimal.h"
#include "table/cell_leftovers.h"
#include "table/cell_words.h"
#include "table/whole_shares.h"

namespace remit::table {
namespace {

using type::TypeKind;

ProblemKind problem_of(NumberStatus status, ProblemKind inexact) {
  switch (status) {
    case NumberStatus::too_many_decimals:
      return inexact;
    case NumberStatus::too_large:
      return ProblemKind::too_large;
    case NumberStatus::misplaced_percent:
      return ProblemKind::misplaced_percent;
    case NumberStatus::percent_twice:
      return ProblemKind::percent_twice;
    case NumberStatus::ok:
    case NumberStatus::not_a_number:
      break;
  }
  return ProblemKind::bad_value;
}

template <typename Float>
std::string shortest_text(Float value) {
  char buffer[32];
  const auto end = std::to_chars(std::begin(buffer), std::end(buffer), value);
  return std::string(buffer, end.ptr);
}

/// Whether floats next to `value` are nearer to it than the next value of a field that keeps
/// `decimals` is: two values of the field then never read as the same float. More than two decimals
/// count as two, since nobody fills in all that a field could keep. For a double that is so below
/// 2^53 without decimals, and below 2^46 with two.
template <typename Float>
bool tells_apart(Float value, int decimals) {
  const Float size = std::fabs(value);
  const Float gap = std::nextafter(size, std::numeric_limits<Float>::infinity()) - size;
  constexpr double kSteps[] = {1, 0.1, 0.01};
  return double{gap} <= kSteps[std::clamp(decimals, 0, 2)];
}

/// Lets the next element be added without an allocation; as frequent ones as push_back makes.
template <typename Vector>
void make_room(Vector& values) {
  if (values.size() == values.capacity()) values.reserve(2 * values.size() + 8);
}

bool is_numeric(TypeKind kind) {
  return kind == TypeKind::number || kind == TypeKind::money || kind == TypeKind::duration;
}

}  // namespace

ColumnBuilder::Cells ColumnBuilder::empty_cells(TypeKind kind) {
  switch (kind) {
    case TypeKind::boolean:
      return SharedVector<std::uint8_t>();
    case TypeKind::date:
    case TypeKind::category:
      return SharedVector<std::int32_t>();
    case TypeKind::text:
      return Texts();
    case TypeKind::unknown:
    case TypeKind::number:
    case TypeKind::money:
    case TypeKind::duration:
    case TypeKind::reference:
      break;
  }
  return SharedVector<std::int64_t>();
}

ColumnBuilder::ColumnBuilder(const FieldSchema& field, const FieldSchema& stored, bool is_key)
    : field_(&field),
      stored_(&stored),
      is_key_(is_key),
      is_number_(is_numeric(stored.type.kind)),
      cells_(empty_cells(stored.type.kind)) {
  syntax_.percent = stored.percent;
  for (std::size_t code = 0; code < stored.categories.size(); ++code) {
    codes_.emplace(stored.categories[code], static_cast<std::int32_t>(code));
  }
}

void ColumnBuilder::clear() {
  cells_ = empty_cells(stored_->type.kind);
  size_ = 0;
  touched_ = false;
  blanks_.clear();
  troubles_.clear();
  words_.clear();
  totals_.clear();
}

std::optional<std::int64_t> ColumnBuilder::small_value(std::uint64_t row) const {
  if (row >= size_) return std::nullopt;
  if (!blanks_.empty() && std::binary_search(blanks_.begin(), blanks_.end(), row))
    return std::nullopt;
  if (!troubles_.empty() && troubles_.contains(row)) return std::nullopt;
  const std::optional<std::int64_t> value = std::visit(
      [row](const auto& cells) -> std::optional<std::int64_t> {
        if constexpr (std::is_same_v<std::decay_t<decltype(cells)>, Texts>) {
          return std::nullopt;
        } else {
          const auto stored = cells.begin()[row];
          if (!fits_int64(Int128{stored})) return std::nullopt;
          return static_cast<std::int64_t>(stored);
        }
      },
      cells_);
  if (!value || !stored_->whole || is_share_of_whole(*value, stored_->decimals)) return value;
  return std::nullopt;
}

void ColumnBuilder::forget(std::uint64_t row) {
  troubles_.erase(row);
  totals_.erase(row);
  std::erase_if(words_, [row](const WordForNothing& word) { return word.row == row; });
  if (blanks_.empty() || blanks_.back() < row) return;
  const auto found = std::lower_bound(blanks_.begin(), blanks_.end(), row);
  if (found != blanks_.end() && *found == row) blanks_.erase(found);
}

template <typename T>
void ColumnBuilder::put(SharedVector<T>& cells, std::uint64_t row, T value) {
  base::RawVector<T>& values = cells.edit();
  if (row == size_) {
    values.push_back(value);
    ++size_;
  } else {
    forget(row);
    values[row] = value;
  }
}

void ColumnBuilder::put_text(std::uint64_t row, std::string_view text) {
  Texts& texts = std::get<Texts>(cells_);
  if (row == size_) {
    base::RawVector<std::int64_t>& ends = texts.ends.edit();
    base::RawVector<char>& bytes = texts.bytes.edit();
    make_room(ends);
    bytes.insert(bytes.end(), text.begin(), text.end());
    ends.push_back(static_cast<std::int64_t>(bytes.size()));
    ++size_;
  } else {
    std::string other(text);
    texts.replaced[row] = std::move(other);
    forget(row);
  }
}

void ColumnBuilder::widen() {
  const auto& narrow = std::get<SharedVector<std::int64_t>>(cells_);
  cells_ = SharedVector<Int128>(base::RawVector<Int128>(narrow.begin(), narrow.end()));
}

void ColumnBuilder::put_integer(std::uint64_t row, Int128 value) {
  if (auto* narrowest = std::get_if<SharedVector<std::int32_t>>(&cells_)) {
    const auto small = static_cast<std::int32_t>(value);
    if (small == value) return put(*narrowest, row, small);
    end_narrow();
  }
  if (auto* narrow = std::get_if<SharedVector<std::int64_t>>(&cells_)) {
    if (fits_int64(value)) {
      put(*narrow, row, static_cast<std::int64_t>(value));
      return;
    }
    widen();
  }
  put(std::get<SharedVector<Int128>>(cells_), row, value);
}

void ColumnBuilder::put_nothing(std::uint64_t row) {
  if (std::holds_alternative<Texts>(cells_)) {
    put_text(row, {});
  } else if (auto* bytes = std::get_if<SharedVector<std::uint8_t>>(&cells_)) {
    put(*bytes, row, std::uint8_t{0});
  } else if (auto* codes = std::get_if<SharedVector<std::int32_t>>(&cells_)) {
    put(*codes, row, std::int32_t{0});
  } else {
    put_integer(row, 0);
  }
}

void ColumnBuilder::put_fault(std::uint64_t row, ProblemKind kind, std::string_view text,
                              std::string_view hint) {
  decltype(troubles_) trouble;
  trouble.emplace(row, Trouble{kind, std::string(text), std::string(hint)});
  put_nothing(row);
  troubles_.merge(trouble);
}

void ColumnBuilder::put_not_applicable(std::uint64_t row) {
  put_fault(row, ProblemKind::not_applicable, {});
}

bool ColumnBuilder::is_value(std::string_view text) const {
  const TypeKind kind = stored_->type.kind;
  if (kind == TypeKind::boolean) return read_boolean(text).has_value();
  if (kind == TypeKind::date) return read_date(text).has_value();
  if (kind == TypeKind::category) return codes_.find(text) != codes_.end();
  if (!is_numeric(kind)) return false;
  Int128 value = 0;
  NumberSyntax syntax;
  syntax.percent = stored_->percent;
  return read_number(text, stored_->decimals, syntax, stored_->limits.number_digits, value) ==
         NumberStatus::ok;
}

void ColumnBuilder::put_bad_value(std::uint64_t row, std::string_view trimmed,
                                  std::string_view text) {
  if (const auto twin = narrow_twin(trimmed); twin && is_value(*twin))
    return put_fault(row, ProblemKind::wide_digits, text, *twin);
  const bool nothing = stands_for_nothing(trimmed) != Nothing::none;
  put_fault(row, nothing ? ProblemKind::word_for_nothing : ProblemKind::bad_value, text);
  if (!is_key_ && says_totals(trimmed)) remark_totals(row, trimmed);
}

// Each word is remembered once.
void ColumnBuilder::remark_word(std::uint64_t row, std::string_view word) {
  constexpr std::size_t kMostWords = 5;
  const bool is_known = std::ranges::find(words_, word, &WordForNothing::word) != words_.end();
  if (!is_known && words_.size() < kMostWords) words_.push_back({row, std::string(word)});
}

// Rows of totals are all refused.
void ColumnBuilder::remark_totals(std::uint64_t row, std::string_view word) {
  totals_.emplace(row, word);
}

void ColumnBuilder::repeat_remarks(std::uint64_t row, const ColumnBuilder& of, std::uint64_t at) {
  for (const WordForNothing& said : of.words_)
    if (said.row == at) remark_word(row, said.word);
  const auto totals = of.totals_.find(at);
  if (totals != of.totals_.end()) remark_totals(row, totals->second);
}

std::vector<ColumnBuilder::WordForNothing> ColumnBuilder::words_for_nothing() const {
  return words_;
}

bool ColumnBuilder::put_leftover(std::uint64_t row, std::string_view trimmed,
                                 std::string_view text) {
  switch (leftover_of(trimmed)) {
    case Leftover::none:
      return false;
    case Leftover::error:
      put_fault(row, ProblemKind::spreadsheet_error, text);
      break;
    case Leftover::lost_digits:
      put_fault(row, ProblemKind::lost_digits, text);
      break;
    case Leftover::formula:
      put_fault(row, ProblemKind::formula, text);
      break;
  }
  return true;
}

void ColumnBuilder::put_no_number(std::uint64_t row, NumberStatus status, std::string_view text) {
  if (status != NumberStatus::not_a_number) {
    return put_fault(row, problem_of(status, ProblemKind::too_many_decimals), text);
  }
  if (put_leftover(row, trim(text), text)) return;
  const NumberTrouble trouble = why_no_number(text);
  switch (trouble.kind) {
    case NumberTrouble::Kind::unknown:
      return put_bad_value(row, trim(text), text);
    case NumberTrouble::Kind::grouped:
      return put_fault(row, ProblemKind::grouped_number, text);
    case NumberTrouble::Kind::wide:
      return put_fault(row, ProblemKind::wide_digits, text, trouble.meant);
    case NumberTrouble::Kind::other_way:
      return put_fault(row, ProblemKind::accounting_sign, text, trouble.meant);
    case NumberTrouble::Kind::unit:
      return put_fault(row, ProblemKind::unit_in_cell, text, trouble.meant);
  }
}

void ColumnBuilder::put_blank(std::uint64_t row) {
  if (field_->default_text) return take_text(row, *field_->default_text, NumberSyntax());
  make_room(blanks_);
  put_nothing(row);
  if (blanks_.empty() || blanks_.back() < row) {
    blanks_.push_back(row);
  } else {
    blanks_.insert(std::lower_bound(blanks_.begin(), blanks_.end(), row), row);
  }
}

void ColumnBuilder::finish_number(std::uint64_t row, NumberStatus status, Int128 value,
                                  std::string_view text, ProblemKind inexact) {
  if (status == NumberStatus::ok) {
    put_integer(row, value);
  } else {
    put_fault(row, problem_of(status, inexact), text);
  }
}

void ColumnBuilder::take_text(std::uint64_t row, std::string_view text, NumberSyntax syntax) {
  const TypeKind kind = stored_->type.kind;
  if (is_numeric(kind)) {
    // First what is by far the most frequent: a plain number.
    Int128 value = 0;
    const NumberStatus status =
        read_number(text, stored_->decimals, syntax, stored_->limits.number_digits, value);
    if (status == NumberStatus::ok) return put_integer(row, value);
    if (trim(text).empty()) return put_blank(row);
    if (field_->may_not_apply && says_not_applicable(trim(text))) return put_not_applicable(row);
    return put_no_number(row, status, text);
  }
  const std::string_view trimmed = trim(text);
  const bool blank = trimmed.empty() || leaves_no_trace(trimmed);
  if (blank && text != field_->default_text) return put_blank(row);
  if (field_->may_not_apply && says_not_applicable(trimmed)) return put_not_applicable(row);
  if (put_leftover(row, trimmed, text)) return;
  if (kind == TypeKind::boolean) {
    const std::optional<bool> value = read_boolean(trimmed);
    if (!value) return put_bad_value(row, trimmed, text);
    return put(std::get<SharedVector<std::uint8_t>>(cells_), row,
               static_cast<std::uint8_t>(*value));
  }
  if (kind == TypeKind::date) {
    const std::optional<std::int32_t> value = read_date(trimmed);
    if (value) return put(std::get<SharedVector<std::int32_t>>(cells_), row, *value);
    const std::optional<std::int32_t> counted = spreadsheet_day(trimmed);
    if (!counted) {
      if (const auto day = day_in_other_order(trimmed))
        return put_fault(row, ProblemKind::accounting_sign, text,
                         base::to_iso_text(base::civil_from_days(*day)));
      return put_bad_value(row, trimmed, text);
    }
    return put_fault(row, ProblemKind::day_number, text,
                     base::to_iso_text(base::civil_from_days(*counted)));
  }
  if (kind == TypeKind::category) {
    auto code = codes_.find(trimmed);
    if (code == codes_.end()) {
      const std::string normal = base::normalise_nfc(trimmed);
      code = codes_.find(std::string_view(normal));
    }
    if (code == codes_.end()) return put_bad_value(row, trimmed, text);
    return put(std::get<SharedVector<std::int32_t>>(cells_), row, code->second);
  }
  if (!is_good_text(text, most_text_bytes())) {
    return put_fault(row, ProblemKind::bad_text, text);
  }
  if (is_key_ && names_totals(trimmed)) return put_fault(row, ProblemKind::total_row, text);
  if (is_key_ && names_note(trimmed)) return put_fault(row, ProblemKind::note_row, text);
  if (text == field_->default_text) return put_text(row, names_rows() ? trimmed : text);
  put_remarkable_text(row, trimmed, text);
}

// What the policy says itself, as a default, means what it says; not so what only stands in a cell.
void ColumnBuilder::put_remarkable_text(std::uint64_t row, std::string_view trimmed,
                                        std::string_view text) {
  const bool reference = field_->type.kind == TypeKind::reference;
  const Nothing nothing = reference ? Nothing::none : stands_for_nothing(trimmed);
  if (is_marked_as_text(trimmed))
    return put_fault(row, ProblemKind::text_mark, text, trimmed.substr(1));
  const bool no_name = nothing == Nothing::no_name && (is_key_ || field_->names_somebody);
  const bool nobody = (nothing == Nothing::of_person && field_->names_somebody) ||
                      (nothing == Nothing::of_above && (is_key_ || field_->names_somebody));
  if (nothing == Nothing::of_program || no_name || nobody)
    return put_fault(row, ProblemKind::word_for_nothing, text);
  put_text(row, names_rows() ? trimmed : text);
  if (nothing != Nothing::none) remark_word(row, trimmed);
  if (!is_key_ && says_totals(trimmed)) remark_totals(row, trimmed);
}

void ColumnBuilder::take_number(std::uint64_t row, Int128 coefficient, int decimals) {
  if (is_numeric(stored_->type.kind)) {
    Int128 value = 0;
    const NumberStatus status =
        rescale(coefficient, decimals - syntax_.exponent, stored_->decimals, value);
    if (status == NumberStatus::ok) return put_integer(row, value);
    const number::Decimal given{coefficient, decimals};
    return finish_number(row, status, value, number::format(given), ProblemKind::too_many_decimals);
  }
  // A text may well be given as a number: codes of units often are. So may a truth value.
  take_text(row, number::format(number::Decimal{coefficient, decimals}), NumberSyntax());
}

bool ColumnBuilder::takes_floats() const { return is_numeric(stored_kind()) && !names_rows(); }

template <typename Float>
void ColumnBuilder::take_float(std::uint64_t row, Float value) {
  if (std::isnan(value)) return put_blank(row);
  const std::string text = shortest_text(value);
  if (!takes_floats()) return put_fault(row, ProblemKind::misplaced_float, text);
  const std::optional<number::Decimal> decimal =
      number::parse_decimal(text, {.thousands = false, .exponent = true});
  if (!decimal) return put_fault(row, ProblemKind::bad_value, text);
  if (!tells_apart(value, shift_from(0))) return put_fault(row, ProblemKind::large_float, text);
  number::Decimal scaled = *decimal;
  scaled.scale -= syntax_.exponent;
  const std::optional<number::Decimal> fitted = scaled.rescaled(stored_->decimals);
  if (!fitted) return put_fault(row, ProblemKind::inexact_float, text);
  Int128 coefficient = 0;
  const NumberStatus status = fitted->coefficient.fits_int128()
                                  ? rescale(fitted->coefficient.to_int128(), stored_->decimals,
                                            stored_->decimals, coefficient)
                                  : NumberStatus::too_large;
  finish_number(row, status, coefficient, text, ProblemKind::inexact_float);
}

void ColumnBuilder::take_date(std::uint64_t row, std::int32_t days) {
  const base::CivilDate date = base::civil_from_days(days);
  const std::string text = base::to_iso_text(date);
  if (stored_->type.kind != TypeKind::date) return take_text(row, text, NumberSyntax());
  if (!base::is_valid(date)) return put_fault(row, ProblemKind::bad_value, text);
  put(std::get<SharedVector<std::int32_t>>(cells_), row, days);
}

template <typename Read>
void ColumnBuilder::set(std::uint64_t row, Read read) {
  pad(row);
  read();
  touched_ = true;
}

void ColumnBuilder::set_text(std::uint64_t row, std::string_view text) {
  set(row, [&] { take_text(row, text, syntax_); });
}

void ColumnBuilder::set_number(std::uint64_t row, Int128 coefficient, int decimals) {
  if (std::int64_t* const cell = number_to_replace(row, decimals);
      cell != nullptr && fits_int64(coefficient)) {
    *cell = static_cast<std::int64_t>(coefficient);
    return;
  }
  set(row, [&] { take_number(row, coefficient, decimals); });
}

void ColumnBuilder::set_decimal(std::uint64_t row, const number::Decimal& value) {
  if (value.coefficient.fits_int128()) {
    return set_number(row, value.coefficient.to_int128(), value.scale);
  }
  // A plain text means the same, and its road knows numbers of any size.
  set_text(row, number::format_minimal(value));
}

void ColumnBuilder::set_double(std::uint64_t row, double value) {
  set(row, [&] { take_float(row, value); });
}

void ColumnBuilder::set_float(std::uint64_t row, float value) {
  set(row, [&] { take_float(row, value); });
}

void ColumnBuilder::set_boolean(std::uint64_t row, bool value) {
  set(row, [&] { take_text(row, value ? "true" : "false", NumberSyntax()); });
}

void ColumnBuilder::set_date(std::uint64_t row, std::int32_t days) {
  set(row, [&] { take_date(row, days); });
}

void ColumnBuilder::set_bad(std::uint64_t row, ProblemKind kind, std::string_view text) {
  set(row, [&] { put_fault(row, kind, text); });
}

void ColumnBuilder::set_blank(std::uint64_t row) {
  pad(row);
  put_blank(row);
}

}  // namespace remit::table
