#include "decimal_cases.h"

#include <algorithm>
#include <cctype>
#include <fstream>

namespace remit::number {
namespace {

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

bool is_blank(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }

// One token from the front of `line`; a quoted one may hold blanks, and its quote doubled.
std::string take_token(std::string_view* line) {
  std::string token;
  const char quote = line->front();
  if (quote != '\'' && quote != '"') {
    while (!line->empty() && !is_blank(line->front())) {
      token += line->front();
      line->remove_prefix(1);
    }
    return token;
  }
  line->remove_prefix(1);
  while (!line->empty()) {
    const char c = line->front();
    line->remove_prefix(1);
    if (c == quote) {
      if (!line->starts_with(quote)) break;
      line->remove_prefix(1);
    }
    token += c;
  }
  return token;
}

std::vector<std::string> tokens_of(std::string_view line) {
  std::vector<std::string> tokens;
  for (;;) {
    while (!line.empty() && is_blank(line.front())) line.remove_prefix(1);
    if (line.empty() || line.starts_with("--")) return tokens;
    tokens.push_back(take_token(&line));
  }
}

// "keyword: value"; false when the line is none.
bool read_directive(const std::string& line, DecimalContext* context) {
  const std::size_t colon = line.find(':');
  if (colon == std::string::npos) return false;
  const std::vector<std::string> name = tokens_of(line.substr(0, colon));
  const std::vector<std::string> value = tokens_of(line.substr(colon + 1));
  const auto is_letter = [](unsigned char c) { return std::isalpha(c) != 0; };
  if (name.size() != 1 || value.size() != 1) return false;
  if (!std::all_of(name[0].begin(), name[0].end(), is_letter)) return false;
  const std::string keyword = lower(name[0]);
  if (keyword == "precision") context->precision = std::stoi(value[0]);
  if (keyword == "minexponent") context->min_exponent = std::stoi(value[0]);
  if (keyword == "rounding") context->rounding = lower(value[0]);
  return true;
}

std::optional<DecimalCase> read_case(const std::vector<std::string>& tokens) {
  const auto arrow = std::find(tokens.begin(), tokens.end(), "->");
  if (arrow - tokens.begin() < 3 || tokens.end() - arrow < 2) return std::nullopt;
  DecimalCase result;
  result.id = tokens[0];
  result.operation = lower(tokens[1]);
  result.operands.assign(tokens.begin() + 2, arrow);
  result.result = *(arrow + 1);
  for (auto token = arrow + 2; token != tokens.end(); ++token) {
    result.conditions.push_back(lower(*token));
  }
  return result;
}

}  // namespace

bool DecimalCase::has_condition(std::string_view name) const {
  return std::find(conditions.begin(), conditions.end(), name) != conditions.end();
}

DecimalCaseFile read_decimal_cases(const std::filesystem::path& path) {
  DecimalCaseFile file;
  DecimalContext context;
  std::ifstream stream(path);
  std::string line;
  while (std::getline(stream, line)) {
    const std::vector<std::string> tokens = tokens_of(line);
    if (tokens.empty()) continue;
    if (std::optional<DecimalCase> found = read_case(tokens)) {
      found->context = context;
      file.cases.push_back(*std::move(found));
    } else if (!read_directive(line, &context)) {
      file.unread.push_back(line);
    }
  }
  return file;
}

}  // namespace remit::number
