#pragma once

#include "remit/results.h"

namespace remit::cli {

/// For whom a table is written.
struct CsvStyle {
  CsvStyle(Language spoken, bool for_excel = false)  // NOLINT(google-explicit-constructor)
      : language(spoken), excel(for_excel) {}

  Language language;
  /// For a spreadsheet that opens the file: a byte order mark, so that it sees UTF-8; an apostrophe
  /// before what it would run as a formula; a tab behind texts that it would take for numbers or
  /// days, of which it would drop zeros and digits. What reads tables here drops the tab again.
  bool excel = false;
};

}  // namespace remit::cli
