#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cli/csv/encoding.h"
#include "cli/csv/file_kind.h"
#include "cli/csv/two_readings.h"

namespace remit::cli {

/// Why the bytes of a file are no text that can be relied on. Lines count from 1.
struct EncodingTrouble {
  enum class Kind : std::uint8_t {
    no_text,         ///< `file` says what it is
    zero_byte,       ///< in `line`
    mixed,           ///< `line` is not UTF-8, and `other_line` is
    cut_off,         ///< within a letter at the end of the file
    bad_bytes,       ///< `line` is not in the encoding chosen, or in none that is looked for
    private_letter,  ///< in `line`; `text` shows it
    doubtful,        ///< `line` reads `text`, which is no Chinese
    marked_utf8,     ///< another encoding was chosen for what is UTF-8
    ambiguous,       ///< `line` reads `text` in UTF-8 and `other_text` in GB18030
    long_row,        ///< no line ends for so long from `line` on
  };
  Kind kind = Kind::bad_bytes;
  std::uint64_t line = 0;
  std::uint64_t other_line = 0;
  std::string text;
  std::string other_text;
  std::string_view encoding;  ///< in which the letters were read
  FileKind file = FileKind::workbook;
};

/// Finds out the encoding of a file, block by block: UTF-8, or else GB18030 (of which GBK and GB
/// 2312 are parts), as Chinese office software writes; or holds the file against one that was
/// chosen. Almost any bytes can be read as GB18030, so that what is hardly Chinese is refused, and
/// so is a file some lines of which are UTF-8 and others not, or one that is good in both.
///
/// A block ends with a line end, except for the last one. Where the blocks are cut makes no
/// difference. Two passes over the file, the second only where `needs_second` says so.
class EncodingScan {
 public:
  /// Null: to be found out.
  explicit EncodingScan(const Encoding* chosen) : chosen_(chosen) {}

  /// One more block; false when enough is known.
  bool first(std::string_view block, bool last);
  /// No line ends for longer than a row may be.
  bool no_line_end();
  bool needs_second() const { return !trouble_ && (encoding_ != &utf8() || unsure_); }
  bool second(std::string_view block, bool last);

  const std::optional<EncodingTrouble>& trouble() const { return trouble_; }
  const Encoding& encoding() const { return *encoding_; }
  /// Bytes of the mark that the file begins with.
  std::size_t mark() const { return mark_; }
  /// Whether the encoding is a guess.
  bool guessed() const { return chosen_ == nullptr && encoding_ != &utf8(); }
  /// The first name with letters beyond ASCII, below the header if there is one.
  const std::string& first_name() const {
    if (unsure_) return readings_.as_utf8();
    return name_.empty() ? header_name_ : name_;
  }
  /// How that name reads in GB18030, where the file may be that as well; else empty.
  const std::string& other_reading() const { return other_reading_; }

 private:
  void look_at_beginning(std::string_view block);
  void look_at_lines(std::string_view block, bool last);
  void decide();
  void compare_readings(std::string_view block, bool last);
  bool read_block(std::string_view block);
  void read_lines(std::string_view block, bool last);
  void look_at_text(std::string_view text, std::uint64_t line);
  void look_at_cell(std::string_view cell, std::uint64_t line);
  void count_rare_letters(std::string_view bytes, std::uint64_t line);
  void stop(EncodingTrouble::Kind kind, std::uint64_t line, std::string text = {});

  const Encoding* chosen_;
  const Encoding* encoding_ = &utf8();
  std::size_t mark_ = 0;
  bool begun_ = false;
  std::optional<EncodingTrouble> trouble_;

  std::uint64_t line_ = 1;        ///< of the block to come
  std::uint64_t utf8_line_ = 0;   ///< the first that can hardly be anything but UTF-8; 0: none yet
  std::uint64_t other_line_ = 0;  ///< the first that is not UTF-8
  std::uint64_t lost_line_ = 0;   ///< the first with a sign that stands for a lost letter
  std::string lost_;              // that letter, written out
  bool cut_off_ = false;          ///< the last line ends within a letter of UTF-8
  std::uint64_t cut_line_ = 0;

  std::uint64_t letters_ = 0, rare_ = 0;  ///< Chinese ones of the text
  std::uint64_t rare_line_ = 0;
  std::string rare_text_;
  std::string name_, header_name_;

  bool high_ = false;    ///< there are letters beyond ASCII
  bool unsure_ = false;  ///< they are good UTF-8 and may be something else
  TwoReadings readings_;
  std::string other_reading_;
};

}  // namespace remit::cli
