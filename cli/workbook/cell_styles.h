#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "cli/workbook/xml_stream.h"

namespace remit::cli {

/// How a number in a cell is shown, as far as it says what the number is.
enum class NumberLook : std::uint8_t {
  plain,
  date,     ///< days since the beginning of the workbook's calendar, perhaps with a time
  time,     ///< a time of day alone
  percent,  ///< a hundred times what is stored, with a sign
};

/// What a format code such as `yyyy"年"m"月"` makes of a number.
NumberLook look_of_format(std::string_view code);
/// The same of the formats that have a number instead of a code (ECMA-376-1, 18.8.30, with those
/// of Chinese, Japanese and Korean workbooks).
NumberLook look_of_built_in(unsigned format);

/// Whether the format code shows a thousandth, or a ten thousandth, of what is stored: `0.0,`,
/// `0!.0,`, `0\.0000`.
bool is_scaled(std::string_view code);
/// How many digits a format code such as `0000` shows at least, and nothing else; 0 of any other.
std::size_t least_digits(std::string_view code);

/// The styles of a workbook: how the cells of each style show numbers.
class CellStyles final : public XmlHandler {
 public:
  NumberLook look(std::size_t style) const {
    return style < looks_.size() ? looks_[style] : NumberLook::plain;
  }

  bool scales(std::size_t style) const { return style < scaled_.size() && scaled_[style]; }
  /// Of a style that pads whole numbers with zeros, how many digits it shows; else 0.
  std::size_t digits(std::size_t style) const {
    return style < digits_.size() ? digits_[style] : 0;
  }

  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view) override {}

 private:
  NumberLook look_of(unsigned format) const;

  struct Custom {
    unsigned number = 0;
    NumberLook look = NumberLook::plain;
    bool scaled = false;
    std::size_t digits = 0;
  };
  const Custom* custom(unsigned format) const;

  std::vector<Custom> custom_;
  std::vector<NumberLook> looks_;
  std::vector<bool> scaled_;
  std::vector<std::size_t> digits_;
  bool in_cells_ = false;
};

}  // namespace remit::cli
