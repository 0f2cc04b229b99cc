// Cells that come as texts, many at a time, and columns that were read in parts.
#include <algorithm>
#include <array>
#include <iterator>
#include <type_traits>

#include "table/column_builder.h"
#include "table/plain_number.h"

namespace remit::table {
namespace {

/// Words of a column that were read lately, with what they mean.
template <typename T>
class LateWords {
 public:
  const T* find(std::string_view word) const {
    for (const Word& late : words_)
      if (late.text == word) return &late.value;
    return nullptr;
  }
  void add(std::string_view word, T value) {
    words_[next_] = {word, value};
    next_ = (next_ + 1) % words_.size();
  }

 private:
  struct Word {
    std::string_view text;
    T value{};
  };
  std::array<Word, 4> words_{};
  std::size_t next_ = 0;
};

}  // namespace

void ColumnBuilder::set_texts(std::uint64_t row, std::span<const std::string_view> texts) {
  if (std::holds_alternative<SharedVector<std::int64_t>>(cells_) && is_number_) {
    set_numbers(row, texts);
  } else if (std::holds_alternative<SharedVector<std::uint8_t>>(cells_)) {
    set_words<std::uint8_t>(row, texts);
  } else if (stored_->type.kind == type::TypeKind::category ||
             stored_->type.kind == type::TypeKind::date) {
    set_words<std::int32_t>(row, texts);
  } else {
    for (const std::string_view text : texts) set_text(row++, text);
  }
}

// Nearly all are plain numbers, and go where they belong at once.
void ColumnBuilder::set_numbers(std::uint64_t row, std::span<const std::string_view> texts) {
  const PlainNumber plain(stored_->decimals + syntax_.exponent, stored_->limits.number_digits);
  while (!texts.empty()) {
    std::int64_t* const cells = cells_at<std::int64_t>(row, texts.size());
    if (cells == nullptr) break;  // one needed more than 64 bits
    std::size_t read = 0;
    while (read < texts.size() && plain.read(texts[read], cells[read])) ++read;
    if (read > 0) touched_ = true;
    row += read;
    texts = texts.subspan(read);
    if (texts.empty()) return;
    set_text(row++, texts.front());
    texts = texts.subspan(1);
  }
  for (const std::string_view text : texts) set_text(row++, text);
}

// A word that had a value a moment ago, and nothing to be said of it, has it again.
template <typename T>
void ColumnBuilder::set_words(std::uint64_t row, std::span<const std::string_view> texts) {
  LateWords<T> late;
  base::RawVector<T>& cells = std::get<SharedVector<T>>(cells_).edit();
  pad(row);
  for (const std::string_view text : texts) {
    const T* const value = late.find(text);
    if (value != nullptr && !text.empty()) {
      cells.push_back(*value);
      ++size_;
      ++row;
      continue;
    }
    const auto marks = [this] {
      return blanks_.size() + troubles_.size() + words_.size() + totals_.size();
    };
    const std::size_t before = marks();
    set_text(row++, text);
    if (marks() == before) late.add(text, cells.back());
  }
}

void ColumnBuilder::reserve(std::uint64_t rows) {
  std::visit(
      [rows](auto& cells) {
        if constexpr (std::is_same_v<std::decay_t<decltype(cells)>, Texts>) {
          cells.ends.edit().reserve(rows);
        } else {
          cells.edit().reserve(rows);
        }
      },
      cells_);
}

// In as many bytes as either needs.
template <typename T>
void ColumnBuilder::append_integers(const SharedVector<T>& part) {
  const auto is_small = [](T value) { return static_cast<std::int32_t>(value) == value; };
  if (sizeof(T) > sizeof(std::int32_t) && is_narrow() &&
      !std::all_of(part.begin(), part.end(), is_small))
    end_narrow();
  if (sizeof(T) > sizeof(std::int64_t) &&
      std::holds_alternative<SharedVector<std::int64_t>>(cells_))
    widen();
  const auto put_behind = [&part](auto& cells) {
    if constexpr (!std::is_same_v<std::decay_t<decltype(cells)>, Texts>) {
      auto& values = cells.edit();
      using Value = typename std::decay_t<decltype(values)>::value_type;
      const std::size_t before = values.size();
      values.resize(before + part.size());
      std::transform(part.begin(), part.end(), values.begin() + static_cast<std::ptrdiff_t>(before),
                     [](T value) { return static_cast<Value>(value); });
    }
  };
  std::visit(put_behind, cells_);
}

void ColumnBuilder::append_texts(const Texts& part) {
  Texts& texts = std::get<Texts>(cells_);
  base::RawVector<std::int64_t>& ends = texts.ends.edit();
  base::RawVector<char>& bytes = texts.bytes.edit();
  const auto move = static_cast<std::int64_t>(bytes.size());
  bytes.insert(bytes.end(), part.bytes.begin(), part.bytes.end());
  std::transform(part.ends.begin(), part.ends.end(), std::back_inserter(ends),
                 [move](std::int64_t end) { return end + move; });
  for (const auto& [row, text] : part.replaced) texts.replaced.emplace(row + size_, text);
}

void ColumnBuilder::append(const ColumnBuilder& part) {
  if (const auto* texts = std::get_if<Texts>(&part.cells_)) {
    append_texts(*texts);
  } else {
    std::visit(
        [this](const auto& cells) {
          if constexpr (!std::is_same_v<std::decay_t<decltype(cells)>, Texts>)
            append_integers(cells);
        },
        part.cells_);
  }
  for (const std::uint64_t blank : part.blanks_) blanks_.push_back(size_ + blank);
  for (const auto& [row, trouble] : part.troubles_)
    troubles_.emplace_hint(troubles_.end(), size_ + row, trouble);
  for (const WordForNothing& said : part.words_) remark_word(size_ + said.row, said.word);
  for (const auto& [row, word] : part.totals_)
    totals_.emplace_hint(totals_.end(), size_ + row, word);
  touched_ |= part.touched_;
  size_ += part.size_;
}

}  // namespace remit::table
