#include "cli/csv/encoding_scan.h"

#include <algorithm>
#include <utility>

#include "cli/csv/csv_parser.h"
#include "cli/csv/eight_bytes.h"
#include "cli/csv/letters.h"
#include "remit/text.h"

namespace remit::cli {
namespace {

using Kind = EncodingTrouble::Kind;

constexpr std::string_view kMark = "\xEF\xBB\xBF";
/// U+FFFD, which stands for a letter that was lost; and what becomes of it when such a text is
/// read as GB18030 and saved again.
constexpr std::string_view kLost = "\xEF\xBF\xBD";
constexpr std::string_view kLostTwice = "锟斤拷";

unsigned char byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

std::size_t letter_bytes(unsigned char lead) { return lead >= 0xF0 ? 4 : 3; }

/// Where the first letter of private use in UTF-8 stands, or the first one that was lost: U+E000 to
/// U+F8FF, the two last planes, U+FFFD.
std::size_t find_lost(std::string_view text) {
  std::size_t first = std::string_view::npos;
  // By lead bytes, each with a search that knows vectors.
  for (const int lead : {0xEE, 0xEF, 0xF3, 0xF4}) {
    for (std::size_t at = 0;; ++at) {
      at = text.find(static_cast<char>(lead), at);
      if (at >= first || at + 2 >= text.size()) break;
      const unsigned char next = byte_at(text, at + 1);
      const bool is_private = lead == 0xEE || lead == 0xF4 ||
                              (lead == 0xEF && next >= 0x80 && next <= 0xA3) ||
                              (lead == 0xF3 && next >= 0xB0);
      if (!is_private && text.substr(at, kLost.size()) != kLost) continue;
      first = at;
      break;
    }
  }
  return first;
}

/// Calls `visit(line, number)` for each line of `block`, without its end, until it answers false.
template <typename Visit>
void for_each_line(std::string_view block, std::uint64_t number, Visit visit) {
  while (!block.empty()) {
    const std::size_t end = block.find_first_of("\r\n");
    if (!visit(block.substr(0, end), number) || end == std::string_view::npos) return;
    const bool pair = block[end] == '\r' && end + 1 < block.size() && block[end + 1] == '\n';
    block.remove_prefix(end + (pair ? 2 : 1));
    ++number;
  }
}

/// Whether the text breaks off within a letter of UTF-8 that begins at `at`.
bool breaks_off(std::string_view text, std::size_t at) {
  const unsigned char lead = byte_at(text, at);
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() - at >= size) return false;
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if ((byte_at(text, i) & 0xC0) != 0x80) return false;
  }
  return true;
}

bool is_high(char c) { return static_cast<unsigned char>(c) >= 0x80; }
bool has_high(std::string_view text) {
  for (; text.size() >= 8; text.remove_prefix(8))
    if ((load<std::uint64_t>(text.data()) & kHighBits) != 0) return true;
  return std::any_of(text.begin(), text.end(), is_high);
}

/// Whether there are only bytes of ASCII, and no zero among them.
bool is_plain_ascii(std::string_view text) {
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  std::uint64_t marks = 0;
  for (; text.size() >= 32; text.remove_prefix(32)) {
    for (std::size_t i = 0; i < 4; ++i) {
      const auto eight = load<std::uint64_t>(text.data() + 8 * i);
      marks |= eight | (eight - kOnes);  // a byte of zero borrows; no other of ASCII does
    }
    if ((marks & kHighBits) != 0) return false;
  }
  return std::none_of(text.begin(), text.end(), [](char c) { return c == '\0' || is_high(c); });
}

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::size_t ascii_letters_before(std::string_view line, std::size_t at) {
  const std::size_t end = at;
  while (at > 0 && is_ascii_letter(line[at - 1])) --at;
  return end - at;
}
std::size_t ascii_letters_from(std::string_view line, std::size_t at) {
  const std::size_t begin = std::min(at, line.size());
  while (at < line.size() && is_ascii_letter(line[at])) ++at;
  return std::max(at, begin) - begin;
}

/// Of a line in well-formed UTF-8: whether it can hardly be anything else. Three bytes that fit
/// together by chance are rare; two are not, unless they are an accented letter within a word: one
/// letter beside a Chinese one numbers something.
bool is_surely_utf8(std::string_view line) {
  for (std::size_t at = 0; at < line.size(); ++at) {
    const unsigned char lead = byte_at(line, at);
    if (lead < 0xC2) continue;
    if (lead >= 0xE0) return true;
    const bool accented = lead >= 0xC3 && lead <= 0xC5;
    if (accented && ascii_letters_before(line, at) + ascii_letters_from(line, at + 2) > 1)
      return true;
    ++at;
  }
  return false;
}

/// The cell of the first letter beyond ASCII, about as a reader of the table sees it.
std::string_view cell_around(std::string_view line, std::size_t at) {
  constexpr std::string_view kBounds = ",\"\t;";
  const std::size_t before = line.find_last_of(kBounds, at);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  return line.substr(begin, line.find_first_of(kBounds, at) - begin);
}

/// Whether the last bytes of a line begin a letter of an encoding of several bytes, and all others
/// are well.
bool is_cut_off(const Encoding& encoding, std::string_view line) {
  const auto is_lead = [&](std::size_t back) {
    return line.size() >= back && byte_at(line, line.size() - back) > 0x80;
  };
  const auto is_digit = [&](std::size_t back) {
    const unsigned char byte = byte_at(line, line.size() - back);
    return byte >= '0' && byte <= '9';
  };
  const auto good_without = [&](std::size_t cut) {
    return to_utf8(encoding, line.substr(0, line.size() - cut)).has_value();
  };
  if (is_lead(1) && good_without(1)) return true;
  if (is_lead(2) && is_digit(1) && good_without(2)) return true;
  return is_lead(3) && is_digit(2) && is_lead(1) && good_without(3);  // of the four of GB18030
}

/// So much of a text as stands in a message.
std::string excerpt(std::string_view text) {
  constexpr std::size_t kMost = 60;
  std::size_t end = std::min(text.size(), kMost);
  while (end < text.size() && (byte_at(text, end) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end)) + (end < text.size() ? "…" : "");
}

}  // namespace

void EncodingScan::stop(Kind kind, std::uint64_t line, std::string text) {
  trouble_ = EncodingTrouble{kind, line, 0, std::move(text), {}, encoding_->name, {}};
}

void EncodingScan::look_at_beginning(std::string_view block) {
  begun_ = true;
  if (const std::optional<FileKind> kind = file_kind(block)) {
    stop(Kind::no_text, 1);
    trouble_->file = *kind;
    return;
  }
  if (block.starts_with(kMark)) mark_ = kMark.size();
  if (mark_ > 0 && chosen_ != nullptr && chosen_ != &utf8()) {
    stop(Kind::marked_utf8, 1, std::string(chosen_->name));
  }
}

bool EncodingScan::no_line_end() {
  stop(Kind::long_row, line_);
  return false;
}

bool EncodingScan::first(std::string_view block, bool last) {
  if (!begun_) {
    look_at_beginning(block);
    block.remove_prefix(trouble_ ? 0 : mark_);
  }
  if (!trouble_ && !last && is_plain_ascii(block)) {  // nothing else is to be found out
    line_ += count_line_ends(block);
    return true;
  }
  if (!trouble_) {
    const std::size_t zero = block.find('\0');
    if (zero != std::string_view::npos) {
      stop(Kind::zero_byte, line_ + count_line_ends(block.substr(0, zero)));
    }
  }
  if (!trouble_ && lost_line_ == 0) {
    const std::size_t lost = find_lost(block);
    if (lost != std::string_view::npos) {
      lost_line_ = line_ + count_line_ends(block.substr(0, lost));
      const std::string_view letter = block.substr(lost, letter_bytes(byte_at(block, lost)));
      lost_ = letter == kLost ? "<U+FFFD>" : visible_text(letter);
    }
  }
  if (!trouble_) look_at_lines(block, last);
  line_ += count_line_ends(block);
  if (last && !trouble_) decide();
  return !trouble_;
}

void EncodingScan::look_at_lines(std::string_view block, bool last) {
  const std::optional<std::size_t> invalid = first_invalid_utf8(block);
  if (!invalid && utf8_line_ != 0) return;  // nothing new
  if (!invalid && !has_high(block)) return;
  high_ = true;
  for_each_line(block, line_, [&](std::string_view line, std::uint64_t number) {
    if (!has_high(line)) return true;
    const std::optional<std::size_t> bad = first_invalid_utf8(line);
    if (!bad) {
      if (utf8_line_ == 0 && is_surely_utf8(line)) utf8_line_ = number;
    } else if (last && line.data() + line.size() == block.data() + block.size() &&
               breaks_off(line, *bad)) {
      cut_off_ = true;
      cut_line_ = number;
      if (utf8_line_ == 0 && is_surely_utf8(line.substr(0, *bad))) utf8_line_ = number;
    } else if (other_line_ == 0) {
      other_line_ = number;
    }
    return utf8_line_ == 0 || other_line_ == 0;
  });
}

void EncodingScan::decide() {
  line_ = 1;
  const bool is_utf8 = other_line_ == 0 && !cut_off_;
  if (is_utf8 && lost_line_ != 0 && (chosen_ == nullptr || chosen_ == &utf8())) {
    return stop(Kind::private_letter, lost_line_, lost_);
  }
  if (chosen_ == &utf8() || mark_ > 0) {
    if (other_line_ != 0) return stop(Kind::bad_bytes, other_line_, std::string(utf8().name));
    if (cut_off_) stop(Kind::cut_off, cut_line_, std::string(utf8().name));
    return;
  }
  if (chosen_ != nullptr) {
    encoding_ = chosen_;
    if (is_utf8 && utf8_line_ != 0) stop(Kind::marked_utf8, utf8_line_, std::string(chosen_->name));
    return;
  }
  if (other_line_ != 0 && utf8_line_ != 0) {
    stop(Kind::mixed, other_line_);
    trouble_->other_line = utf8_line_;
  } else if (cut_off_ && other_line_ == 0) {
    stop(Kind::cut_off, cut_line_, std::string(utf8().name));
  } else if (!is_utf8) {
    encoding_ = &gb18030();
  } else {
    unsure_ = high_ && utf8_line_ == 0;
  }
}

void EncodingScan::compare_readings(std::string_view block, bool last) {
  for_each_line(block, line_, [&](std::string_view line, std::uint64_t number) {
    if (has_high(line)) unsure_ = readings_.add(line, number);
    return unsure_;
  });
  if (!last || !unsure_) return;
  unsure_ = readings_.may_be_gb18030();
  if (!unsure_) return;
  if (readings_.has_signs_only()) {
    other_reading_ = readings_.as_gb18030();
    return;
  }
  stop(Kind::ambiguous, readings_.line(), readings_.as_utf8());
  trouble_->other_text = readings_.as_gb18030();
}

bool EncodingScan::second(std::string_view block, bool last) {
  if (encoding_ == &utf8()) {
    compare_readings(block, last);
    line_ += count_line_ends(block);
    return unsure_ && !trouble_;
  }
  if (!trouble_ && !read_block(block)) read_lines(block, last);
  line_ += count_line_ends(block);
  constexpr std::uint64_t kRareShare = 3;
  if (last && !trouble_ && guessed() && rare_ * kRareShare > letters_) {
    stop(Kind::doubtful, rare_line_, rare_text_);
  }
  return !trouble_;
}

/// False if some line is not in the encoding; nothing was looked at then.
bool EncodingScan::read_block(std::string_view block) {
  if (!has_high(block)) return true;
  const std::optional<std::string> text = to_utf8(*encoding_, block);
  if (!text) return false;
  for_each_line(*text, line_, [&](std::string_view line, std::uint64_t number) {
    if (has_high(line)) look_at_text(line, number);
    return !trouble_;
  });
  if (!guessed() || trouble_) return true;
  for_each_line(block, line_, [&](std::string_view line, std::uint64_t number) {
    count_rare_letters(line, number);
    return true;
  });
  return true;
}

/// The same line by line, so that what is wrong is found in the order of the lines.
void EncodingScan::read_lines(std::string_view block, bool last) {
  for_each_line(block, line_, [&](std::string_view line, std::uint64_t number) {
    if (!has_high(line)) return true;
    if (const std::optional<std::string> text = to_utf8(*encoding_, line)) {
      look_at_text(*text, number);
      count_rare_letters(line, number);
      return !trouble_;
    }
    const bool at_end = last && line.data() + line.size() == block.data() + block.size();
    if (at_end && is_cut_off(*encoding_, line)) {
      stop(Kind::cut_off, number, std::string(encoding_->name));
    } else {
      stop(Kind::bad_bytes, number, guessed() ? "" : std::string(encoding_->name));
    }
    return false;
  });
}

void EncodingScan::look_at_text(std::string_view text, std::uint64_t line) {
  std::string& name = line == 1 ? header_name_ : name_;
  if (name.empty()) {
    const auto at = std::find_if(text.begin(), text.end(), is_high) - text.begin();
    name = excerpt(cell_around(text, static_cast<std::size_t>(at)));
  }
  constexpr std::string_view kBounds = ",\"";
  while (!text.empty() && !trouble_) {
    const std::size_t end = text.find_first_of(kBounds);
    look_at_cell(text.substr(0, end), line);
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

void EncodingScan::look_at_cell(std::string_view cell, std::uint64_t line) {
  const CellLetters letters = letters_of(cell);
  if (letters.private_letter != 0 || cell.find(kLostTwice) != std::string_view::npos) {
    return stop(Kind::private_letter, line, excerpt(visible_text(cell)));
  }
  if (guessed() && letters.chinese && letters.other_script) {
    stop(Kind::doubtful, line, excerpt(cell));
  }
}

// By the codes themselves: those of GB 2312 have two bytes from A1 on; letters begin with B0.
void EncodingScan::count_rare_letters(std::string_view bytes, std::uint64_t line) {
  const std::uint64_t before = rare_;
  constexpr unsigned char kFirst = 0xA1, kFirstLetter = 0xB0, kLastLetter = 0xF7;
  for (std::size_t at = 0; at + 1 < bytes.size(); ++at) {
    const unsigned char lead = byte_at(bytes, at), trail = byte_at(bytes, at + 1);
    if (lead < 0x80) continue;
    ++at;
    if (trail >= '0' && trail <= '9') {  // four bytes
      at += 2;
      ++letters_;
      ++rare_;
    } else if (lead < kFirst || trail < kFirst || lead > kLastLetter) {
      ++letters_;
      ++rare_;
    } else if (lead >= kFirstLetter) {
      ++letters_;
    }
  }
  if (rare_ == before || rare_line_ != 0) return;
  rare_line_ = line;
  if (const std::optional<std::string> text = to_utf8(*encoding_, bytes)) {
    rare_text_ = excerpt(*text);
  }
}

}  // namespace remit::cli
