#pragma once

#include <string>
#include <vector>

#include "cli/text/console.h"

namespace remit::cli {

/// A report while it is put together: one page of HTML that needs nothing else, can be read without
/// script and printed.
class ReportPage {
 public:
  ReportPage(std::string title, const Console& console)
      : title_(std::move(title)), console_(console) {}

  /// A line below the title.
  void add_line(const std::string& text);
  /// A part with a heading of its own, which the list of contents names. `new_sheet`: on paper it
  /// begins one. Nothing is added for an empty body.
  void add_part(const std::string& heading, const std::string& body, bool new_sheet = false);

  std::string html() const;

 private:
  struct Part {
    std::string heading;
    std::string body;
    bool new_sheet;
  };
  std::string title_;
  const Console& console_;
  std::vector<std::string> lines_;
  std::vector<Part> parts_;
};

}  // namespace remit::cli
