#pragma once

#include <cstdint>
#include <string_view>

// Words in a cell that say that the row, or the cell, is no entry of the table.

namespace remit::table {

/// Whether a key says that its row adds up the others: 合计, total and their like.
bool names_totals(std::string_view text);

/// Whether a cell that is no key says so, as nothing else would: 合计, 全县合计, total.
bool says_totals(std::string_view text);

/// A text that a program, or a person, writes where there is nothing.
enum class Nothing : std::uint8_t {
  none,
  of_program,  ///< `NULL`, `NaN`, `\N`: nobody means it
  no_name,     ///< `-`, `/`, `None`: in a text it may be an answer, but nothing is called so
  of_person,   ///< `无`, `N/A`: a group may be called so, but nobody who pays or is paid
  of_above,    ///< `同上`, `〃`: what is written above, which a table does not tell
};
Nothing stands_for_nothing(std::string_view text);

/// Whether a cell says that there is no value and none was forgotten: `n/a`, 不适用. Asked only of
/// fields that may say so.
bool says_not_applicable(std::string_view text);

/// Whether a key is what stands under a table: 备注：..., 填表人：..., 以下空白, Note: ...
bool names_note(std::string_view text);

}  // namespace remit::table
