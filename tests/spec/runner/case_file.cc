#include "case_file.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace remit::spec {
namespace {

constexpr std::string_view kMark = "=== ";
constexpr std::string_view kFolder = "tests/spec/";

}  // namespace

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

std::vector<std::string> find_cases(std::string_view kind) {
  std::vector<std::string> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(kFolder)) {
    const std::filesystem::path& path = entry.path();
    if (path.extension() == ".spec" && path.parent_path().filename() == kind)
      found.push_back(path.string());
  }
  std::ranges::sort(found);
  return found;
}

std::string test_name(const testing::TestParamInfo<std::string>& path) {
  std::string name = path.param.substr(kFolder.size());
  for (char& c : name)
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  return name;
}

bool recording() { return std::getenv("REMIT_RECORD") != nullptr; }

CaseFile CaseFile::read(const std::string& path) {
  std::ifstream in(path);
  return parse(std::string(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()));
}

void CaseFile::write(const std::string& path) const { std::ofstream(path) << text(); }

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

std::vector<SourceText> CaseFile::policies() const {
  std::vector<SourceText> texts;
  for (const Section& section : sections_) {
    if (section.title == "policy") texts.push_back({"policy.remit", section.text});
    if (section.title.starts_with("policy "))
      texts.push_back({section.title.substr(std::string_view("policy ").size()), section.text});
  }
  return texts;
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
