#include "table/arrow_texts.h"

#include <algorithm>
#include <string_view>

#include "base/utf8.h"
#include "table/cell_leftovers.h"
#include "table/cell_text.h"
#include "table/cell_words.h"

namespace remit::table {
namespace {

constexpr std::int64_t kBlock = 1024;

/// Whether the bytes are UTF-8 without NUL.
bool is_good_run(std::string_view bytes) {
  constexpr std::uint64_t kOnes = 0x0101'0101'0101'0101;
  constexpr std::uint64_t kHigh = 0x80 * kOnes;
  std::uint64_t high = 0, nul = 0;
  std::size_t at = 0;
  for (; at + 8 <= bytes.size(); at += 8) {
    const auto word = load<std::uint64_t>(bytes.data() + at, 0);
    high |= word;
    nul |= (word - kOnes) & ~word;  // the highest bit of a byte that is 0, perhaps of others too
  }
  for (; at < bytes.size(); ++at) {
    high |= static_cast<unsigned char>(bytes[at]);
    nul |= bytes[at] == '\0' ? 0x80 : 0;
  }
  if ((nul & kHigh) != 0 && bytes.find('\0') != std::string_view::npos) return false;
  return (high & kHigh) == 0 || !base::first_invalid_utf8(bytes).has_value();
}

bool is_visible_ascii(char c) { return c > ' ' && c < '\x7F'; }

bool continues_a_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// Whether trimming leaves the text (`whole`), or something of it. `plain`: base::is_plain_text.
bool stays(std::string_view text, bool plain, bool whole) {
  if (text.empty()) return false;
  if (plain ? text.front() != ' ' && text.back() != ' '
            : is_visible_ascii(text.front()) && is_visible_ascii(text.back()))
    return true;
  const std::size_t left = trim(text).size();
  return whole ? left == text.size() : left != 0;
}

template <typename Offset>
bool need_no_reading(const ArrowArray& array, std::int64_t place, std::int64_t count,
                     bool names_rows, std::size_t most_bytes) {
  const void* const offsets = array.buffers[1];
  const auto* const bytes = static_cast<const char*>(array.buffers[2]);
  const std::int64_t first = load<Offset>(offsets, place);
  if (bytes == nullptr || first < 0) return false;
  std::int64_t begin = first;
  bool all_plain = true;
  for (std::int64_t i = 1; i <= count; ++i) {
    const std::int64_t end = load<Offset>(offsets, place + i);
    if (end <= begin || static_cast<std::uint64_t>(end - begin) > most_bytes) {
      return false;
    }
    const std::string_view text(bytes + begin, static_cast<std::size_t>(end - begin));
    const bool plain = base::is_plain_text(text);
    all_plain &= plain;
    if (continues_a_character(text.front()) || !stays(text, plain, names_rows)) return false;
    if (leftover_of(text) != Leftover::none || stands_for_nothing(text) != Nothing::none ||
        says_totals(text) || is_marked_as_text(text) ||
        (names_rows && (names_totals(text) || names_note(text))))
      return false;
    begin = end;
  }
  // Good as a whole, and every text begins with a character: each is good.
  return all_plain || is_good_run({bytes + first, static_cast<std::size_t>(begin - first)});
}

template <typename Offset>
void copy_runs(const ArrowCells& cells, ColumnBuilder& out, std::uint64_t first,
               const CopyRows& copy_rows) {
  const ArrowArray& array = *cells.array;
  for (std::int64_t begin = 0; begin < cells.rows; begin += kBlock) {
    const std::int64_t count = std::min(kBlock, cells.rows - begin);
    bool whole = true;
    for (std::int64_t row = begin; whole && row < begin + count; row += 64) {
      const auto of = static_cast<unsigned>(std::min<std::int64_t>(begin + count - row, 64));
      whole = cells.filled(row, of) == ~std::uint64_t{0} >> (64 - of);
    }
    const std::int64_t place = cells.place(begin);
    if (whole &&
        need_no_reading<Offset>(array, place, count, out.names_rows(), out.most_text_bytes())) {
      out.add_texts<Offset>(first + static_cast<std::uint64_t>(begin),
                            static_cast<std::uint64_t>(count),
                            static_cast<const char*>(array.buffers[1]) +
                                place * static_cast<std::int64_t>(sizeof(Offset)),
                            static_cast<const char*>(array.buffers[2]));
    } else {
      copy_rows(begin, count);
    }
  }
}

}  // namespace

bool need_no_reading(const ArrowCells& cells, std::int64_t begin, std::int64_t count,
                     bool names_rows, std::size_t most_bytes) {
  const std::int64_t place = cells.place(begin);
  return cells.type.kind == ArrowKind::utf8
             ? need_no_reading<std::int32_t>(*cells.array, place, count, names_rows, most_bytes)
             : need_no_reading<std::int64_t>(*cells.array, place, count, names_rows, most_bytes);
}

bool copy_texts(const ArrowCells& cells, ColumnBuilder& out, std::uint64_t first,
                const CopyRows& copy_rows) {
  if (cells.index || out.stored_kind() != type::TypeKind::text || out.may_not_apply()) return false;
  if (cells.type.kind == ArrowKind::utf8) {
    copy_runs<std::int32_t>(cells, out, first, copy_rows);
  } else if (cells.type.kind == ArrowKind::large_utf8) {
    copy_runs<std::int64_t>(cells, out, first, copy_rows);
  } else {
    return false;
  }
  return true;
}

}  // namespace remit::table
