#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "remit/remit.h"

namespace remit::spec {

/// One section of a case: what stands between its title line, `=== title`, and the next.
struct Section {
  std::string title;
  std::string text;
};

/// A case as a person writes it: one file of titled sections.
///
///     === policy                  the text of a policy; several make one set
///     === options                 as_of = 2010-06-30
///     === table NAME              rows of an entity as CSV, without quotes
///     === expect NAME             columns of an entity, or of `ledger`, `totals`, `targets`
///
/// What comes after `===` in a table is a comment up to the line's end if it begins with `#`. A bad
/// case has policies only, with what is wrong marked in them (Mark).
class CaseFile {
 public:
  static CaseFile read(const std::string& path);
  void write(const std::string& path) const;
  static CaseFile parse(std::string_view text);

  std::vector<Section>& sections() { return sections_; }
  const std::vector<Section>& sections() const { return sections_; }
  /// Sections whose title begins with that word; the rest of the title is their name.
  std::vector<std::pair<std::string, std::string*>> named(std::string_view word);
  /// The texts of the policies with their names.
  std::vector<SourceText> policies() const;
  std::string text() const;

 private:
  std::vector<Section> sections_;
};

/// The paths of tests/spec/<topic>/<kind>/*.spec, in order.
std::vector<std::string> find_cases(std::string_view kind);
/// What a case is called among the tests.
std::string test_name(const testing::TestParamInfo<std::string>& path);
/// What is expected is to be written anew, for a person to read the difference.
bool recording();

/// The lines of a text without their ends.
std::vector<std::string_view> lines_of(std::string_view text);
/// Lines of comma separated cells; empty lines and lines that begin with `#` are left out.
std::vector<std::vector<std::string>> parse_rows(std::string_view text);
std::string format_rows(const std::vector<std::vector<std::string>>& rows);

}  // namespace remit::spec
