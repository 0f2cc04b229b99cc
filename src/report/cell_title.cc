#include <span>

#include "base/utf8.h"
#include "diagnostic/format.h"
#include "report/formula_text.h"
#include "type/functions.h"
#include "type/roles.h"

namespace remit::report {
namespace {

using base::Language;
using diagnostic::format_text;
using diagnostic::Text;

/// Longest quotation of the policy, in code points; what is longer is no title and no formula.
constexpr std::size_t kLongestTitle = 60;
constexpr std::size_t kLongestQuotation = 300;
/// Lookups through lookups that a title spells out.
constexpr int kDeepest = 4;

/// The text of a span on one line: runs of blanks become one.
std::string on_one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!blank) {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  if (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

std::string quoted(const plan::Plan& plan, base::Span span, std::size_t longest) {
  if (plan.sources.empty() || span.empty()) return {};
  std::string text = on_one_line(plan.sources.at(span.begin).text(span));
  return base::count_code_points(text) <= longest ? text : std::string();
}

class Titles {
 public:
  Titles(const plan::Plan& plan, plan::ColumnId about, Language language)
      : plan_(plan), about_(about), language_(language) {}

  std::string title(plan::ColumnId column, int depth = 0) const {
    const plan::Column& definition = plan_.columns[column];
    const plan::Origin& origin = definition.origin;
    if (origin.role != type::Role::helper) {
      const plan::Origin& own = plan_.columns[about_].origin;
      const bool same_form = origin.form() == own.form() && origin.name() == own.name() &&
                             origin.role != own.role && origin.role != type::Role::field &&
                             origin.role != type::Role::part && origin.role != type::Role::points &&
                             definition.entity == plan_.columns[about_].entity;
      if (same_form) return std::string(type::role_word(origin.role, language_));
      return column_title(plan_, column, language_);
    }
    std::string said =
        is_declaration(origin.span) ? std::string() : quoted(plan_, origin.span, kLongestTitle);
    // A lookup is better named by what it reads than by a whole clause that contains it, and the
    // sum and the count of an average are not that average.
    const bool is_lookup = std::holds_alternative<plan::Lookup>(definition.node);
    if (!said.empty() && !is_lookup && !is_average(said)) return said;
    if (depth < kDeepest) {
      std::string described = describe(definition, depth + 1);
      if (!described.empty()) return described;
    }
    return said.empty() ? std::string(type::role_word(origin.role, language_)) : said;
  }

 private:
  static bool is_average(std::string_view said) {
    const type::Function* function = type::find_function(said.substr(0, said.find('(')));
    return function != nullptr && function->average;
  }

  /// Several lines are a declaration; what a helper inside it computes has no text of its own.
  bool is_declaration(base::Span span) const {
    if (plan_.sources.empty() || span.empty()) return false;
    return plan_.sources.at(span.begin).text(span).find('\n') != std::string_view::npos;
  }

  /// What a helper computes; empty where that would not be short.
  std::string describe(const plan::Column& column, int depth) const {
    if (const auto* lookup = std::get_if<plan::Lookup>(&column.node)) {
      return format_text(Text::title_lookup, language_,
                         {title(lookup->via, depth), title(lookup->target, depth)});
    }
    if (const auto* fold = std::get_if<plan::Fold>(&column.node)) return describe(*fold, depth);
    if (const auto* match = std::get_if<plan::Match>(&column.node)) {
      return format_text(Text::title_match, language_,
                         {entity_title(plan_, match->entity, language_)});
    }
    const bool shared = std::holds_alternative<plan::Apportion>(column.node) ||
                        std::holds_alternative<plan::PartyShare>(column.node);
    if (shared) return std::string(diagnostic::text_template(Text::title_share, language_));
    if (std::holds_alternative<plan::Rank>(column.node)) {
      return std::string(diagnostic::text_template(Text::title_rank, language_));
    }
    return {};
  }

  std::string describe(const plan::Fold& fold, int depth) const {
    constexpr Text kFolds[] = {Text::title_sum,     Text::title_count, Text::title_minimum,
                               Text::title_maximum, Text::title_any,   Text::title_all};
    const std::string value =
        fold.value == plan::kNoColumn ? std::string() : title(fold.value, depth);
    return format_text(kFolds[static_cast<std::size_t>(fold.op)], language_,
                       {value, entity_title(plan_, fold.rows, language_)});
  }

  const plan::Plan& plan_;
  plan::ColumnId about_;
  Language language_;
};

}  // namespace

std::string cell_title(const plan::Plan& plan, plan::ColumnId column, plan::ColumnId about,
                       Language language) {
  return Titles(plan, about, language).title(column);
}

std::string written_text(const plan::Plan& plan, plan::ColumnId column) {
  return quoted(plan, plan.columns[column].origin.span, kLongestQuotation);
}

}  // namespace remit::report
