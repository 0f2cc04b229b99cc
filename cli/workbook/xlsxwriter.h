#pragma once

#include <xlsxwriter.h>

#include "absl/status/status.h"

/// The functions of libxlsxwriter that the program calls.
#define REMIT_XLSXWRITER_FUNCTIONS(FUNCTION) \
  FUNCTION(workbook_new_opt)                 \
  FUNCTION(workbook_set_properties)          \
  FUNCTION(workbook_add_worksheet)           \
  FUNCTION(workbook_add_format)              \
  FUNCTION(workbook_close)                   \
  FUNCTION(lxw_workbook_free)                \
  FUNCTION(lxw_strerror)                     \
  FUNCTION(format_set_align)                 \
  FUNCTION(format_set_bg_color)              \
  FUNCTION(format_set_bold)                  \
  FUNCTION(format_set_border)                \
  FUNCTION(format_set_border_color)          \
  FUNCTION(format_set_bottom)                \
  FUNCTION(format_set_font_color)            \
  FUNCTION(format_set_font_size)             \
  FUNCTION(format_set_indent)                \
  FUNCTION(format_set_num_format)            \
  FUNCTION(format_set_text_wrap)             \
  FUNCTION(worksheet_autofilter)             \
  FUNCTION(worksheet_data_validation_range)  \
  FUNCTION(worksheet_fit_to_pages)           \
  FUNCTION(worksheet_freeze_panes)           \
  FUNCTION(worksheet_hide)                   \
  FUNCTION(worksheet_repeat_rows)            \
  FUNCTION(worksheet_set_column)             \
  FUNCTION(worksheet_set_footer)             \
  FUNCTION(worksheet_set_landscape)          \
  FUNCTION(worksheet_set_paper)              \
  FUNCTION(worksheet_write_blank)            \
  FUNCTION(worksheet_write_comment_opt)      \
  FUNCTION(worksheet_write_number)           \
  FUNCTION(worksheet_write_string)

namespace remit::cli {

/// libxlsxwriter. Where it is a shared library of the system it is loaded with the first workbook
/// that is written: it brings a library of ciphers, and loading both takes several times the
/// instructions of checking a small policy.
struct Xlsxwriter {
#define REMIT_XLSXWRITER_MEMBER(name) decltype(&::name) name = nullptr;
  REMIT_XLSXWRITER_FUNCTIONS(REMIT_XLSXWRITER_MEMBER)
#undef REMIT_XLSXWRITER_MEMBER
  absl::Status loaded;  ///< else why its functions are null
};

/// The same one each time, from any thread.
const Xlsxwriter& xlsx();

}  // namespace remit::cli
