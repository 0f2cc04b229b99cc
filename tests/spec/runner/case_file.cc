#include "case_file.h"

namespace remit::spec {
namespace {

constexpr std::string_view kMark = "=== ";

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

}  // namespace

CaseFile CaseFile::parse(std::string_view text) {
  CaseFile file;
  for (const std::string_view line : lines_of(text)) {
    if (line.starts_with(kMark)) {
      file.sections_.push_back({std::string(line.substr(kMark.size())), ""});
    } else if (!file.sections_.empty()) {
      file.sections_.back().text += std::string(line) + "\n";
    }
  }
  return file;
}

std::vector<std::pair<std::string, std::string*>> CaseFile::named(std::string_view word) {
  std::vector<std::pair<std::string, std::string*>> found;
  for (Section& section : sections_) {
    const std::string_view title = section.title;
    if (title == word) found.emplace_back("", &section.text);
    if (title.starts_with(std::string(word) + " "))
      found.emplace_back(std::string(title.substr(word.size() + 1)), &section.text);
  }
  return found;
}

std::string CaseFile::text() const {
  std::string text;
  for (const Section& section : sections_)
    text += std::string(kMark) + section.title + "\n" + section.text;
  return text;
}

std::vector<std::vector<std::string>> parse_rows(std::string_view text) {
  std::vector<std::vector<std::string>> rows;
  for (std::string_view line : lines_of(text)) {
    if (line.empty() || line.starts_with('#')) continue;
    auto& row = rows.emplace_back();
    while (true) {
      const std::size_t comma = line.find(',');
      row.emplace_back(line.substr(0, comma));
      if (comma == std::string_view::npos) break;
      line.remove_prefix(comma + 1);
    }
  }
  return rows;
}

std::string format_rows(const std::vector<std::vector<std::string>>& rows) {
  std::string text;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) text += (i == 0 ? "" : ",") + row[i];
    text += "\n";
  }
  return text + "\n";
}

}  // namespace remit::spec
