// Cells that come many at a time and need no reading.
#include <algorithm>
#include <bit>

#include "table/column_builder.h"
#include "table/unaligned.h"

namespace remit::table {

void ColumnBuilder::begin_narrow() {
  if (is_number_ && size_ == 0) cells_ = SharedVector<std::int32_t>();
}

void ColumnBuilder::end_narrow() {
  if (!is_narrow()) return;
  const auto& narrow = std::get<SharedVector<std::int32_t>>(cells_);
  cells_ = SharedVector<std::int64_t>(base::RawVector<std::int64_t>(narrow.begin(), narrow.end()));
}

template <typename T>
T* ColumnBuilder::cells_at(std::uint64_t row, std::uint64_t count) {
  pad(row);
  auto* const cells = std::get_if<SharedVector<T>>(&cells_);
  if (cells == nullptr) return nullptr;
  base::RawVector<T>& values = cells->edit();
  if (row + count > size_) {
    values.resize(row + count);
    size_ = row + count;
  }
  return values.data() + row;
}

template std::uint8_t* ColumnBuilder::cells_at(std::uint64_t, std::uint64_t);
template std::int32_t* ColumnBuilder::cells_at(std::uint64_t, std::uint64_t);
template std::int64_t* ColumnBuilder::cells_at(std::uint64_t, std::uint64_t);
template Int128* ColumnBuilder::cells_at(std::uint64_t, std::uint64_t);

void ColumnBuilder::took(std::uint64_t row, std::uint64_t filled, unsigned count) {
  const std::uint64_t all = count >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
  if ((filled & all) != 0) touched_ = true;
  for (std::uint64_t rest = ~filled & all; rest != 0; rest &= rest - 1) {
    put_blank(row + static_cast<std::uint64_t>(std::countr_zero(rest)));
  }
}

template <typename Offset>
void ColumnBuilder::add_texts(std::uint64_t row, std::uint64_t count, const void* offsets,
                              const char* bytes) {
  if (count == 0) return;
  pad(row);
  Texts& texts = std::get<Texts>(cells_);
  base::RawVector<std::int64_t>& ends = texts.ends.edit();
  base::RawVector<char>& all = texts.bytes.edit();
  const auto begin = static_cast<std::int64_t>(load<Offset>(offsets, 0));
  const auto end =
      static_cast<std::int64_t>(load<Offset>(offsets, static_cast<std::int64_t>(count)));
  const std::int64_t move = static_cast<std::int64_t>(all.size()) - begin;
  all.insert(all.end(), bytes + begin, bytes + end);
  ends.resize(row + count);
  for (std::uint64_t i = 0; i < count; ++i) {
    ends[row + i] = load<Offset>(offsets, static_cast<std::int64_t>(i) + 1) + move;
  }
  size_ = row + count;
  touched_ = true;
}

template void ColumnBuilder::add_texts<std::int32_t>(std::uint64_t, std::uint64_t, const void*,
                                                     const char*);
template void ColumnBuilder::add_texts<std::int64_t>(std::uint64_t, std::uint64_t, const void*,
                                                     const char*);

template <typename T>
void ColumnBuilder::replace(std::uint64_t row, T value) {
  forget(row);
  *cells_at<T>(row, 1) = value;
}

void ColumnBuilder::repeat(std::uint64_t row, const ColumnBuilder& of, std::uint64_t at) {
  if (std::binary_search(of.blanks_.begin(), of.blanks_.end(), at)) return set_blank(row);
  const auto trouble = of.troubles_.find(at);
  if (trouble != of.troubles_.end()) {
    set_bad(row, trouble->second.kind, trouble->second.text);
    troubles_[row].hint = trouble->second.hint;
    repeat_remarks(row, of, at);
    return;
  }
  pad(row);
  touched_ = true;
  if (const auto* texts = std::get_if<Texts>(&of.cells_)) {
    const std::int64_t begin = at == 0 ? 0 : texts->ends.begin()[at - 1];
    const std::int64_t end = texts->ends.begin()[at];
    put_text(row, {texts->bytes.begin() + begin, static_cast<std::size_t>(end - begin)});
    repeat_remarks(row, of, at);
    return;
  }
  if (const auto* truths = of.stored<std::uint8_t>()) return replace(row, truths[at]);
  if (const auto* codes = of.stored<std::int32_t>()) return replace(row, codes[at]);
  if (const auto* integers = of.stored<std::int64_t>()) return put_integer(row, integers[at]);
  put_integer(row, of.stored<Int128>()[at]);
}

}  // namespace remit::table
