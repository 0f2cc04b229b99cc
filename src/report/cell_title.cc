#include <algorithm>
#include <optional>
#include <span>

#include "base/utf8.h"
#include "diagnostic/format.h"
#include "diagnostic/text/common.h"
#include "diagnostic/text/report.h"
#include "report/carried.h"
#include "report/formula_text.h"
#include "report/path_of.h"
#include "report/words.h"
#include "type/functions.h"
#include "type/list_names.h"
#include "type/roles.h"

namespace remit::report {
namespace {

using base::Language;
using diagnostic::format_text;
namespace text = diagnostic::text;
using diagnostic::Text;

/// Longest quotation of the policy, in code points; what is longer is no title and no formula.
constexpr std::size_t kLongestTitle = 60;
constexpr std::size_t kLongestQuotation = 300;
/// A formula that names a figure for which the policy has no words of its own.
constexpr std::size_t kLongestFormula = 100;
/// Lookups through lookups that a title spells out.
constexpr int kDeepest = 4;
/// Formulas within formulas.
constexpr int kDeepestFormula = 2;

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

/// As the policy writes it: "need", "pot.requested"; what has no name there by what it is.
std::string column_name(const plan::Plan& plan, plan::ColumnId column, Language language) {
  const plan::Column& definition = plan.columns[column];
  if (definition.entity == plan::kWhole && definition.name == type::kDayOfRun)
    return std::string(diagnostic::text_template(text::title_today, language));
  const plan::Origin& origin = definition.origin;
  if (is_day_of_run(plan, column))
    return std::string(diagnostic::text_template(text::day_of_run, language));
  const std::string name = origin.name().empty() ? definition.name : origin.name();
  const bool is_bare = origin.role == type::Role::field || origin.role == type::Role::value ||
                       origin.role == type::Role::applied || origin.role == type::Role::argument ||
                       origin.role == type::Role::guard || definition.name == name;
  if (!name.empty() && is_bare) return name;
  const std::string_view what = type::role_word(origin.role, language);
  if (name.empty()) return std::string(what);
  const bool is_part = origin.role == type::Role::part || origin.role == type::Role::points ||
                       origin.role == type::Role::condition;
  if (is_part && definition.name.starts_with(name + ".")) return definition.name;
  if (type::find_attribute(what) != nullptr) return name + "." + std::string(what);
  return name + std::string(diagnostic::text_template(text::label_separator, language)) +
         std::string(what);
}

/// Whether a declaration, or a clause of one, that other columns come from too stands at this place
/// ("choose highest of { a, b } ..."): what a helper inside it computes has no text of its own.
bool is_of_declaration(const plan::Plan& plan, base::Span span) {
  return std::ranges::any_of(plan.columns, [span](const plan::Column& column) {
    const type::Role role = column.origin.role;
    return role != type::Role::helper && role != type::Role::value && column.origin.span == span;
  });
}

class Titles {
 public:
  Titles(const ComputedRun& run, plan::ColumnId about, Language language)
      : run_(run), plan_(run.plan()), about_(about), language_(language) {}

  std::string title(plan::ColumnId column, int depth = 0) const {
    const plan::Column& definition = plan_.columns[column];
    const plan::Origin& origin = definition.origin;
    if (origin.role == type::Role::helper && !definition.name.empty()) return definition.name;
    if (origin.role != type::Role::helper) {
      const plan::Origin& own = plan_.columns[about_].origin;
      const bool same_form = origin.form() == own.form() && origin.name() == own.name() &&
                             origin.role != own.role && origin.role != type::Role::field &&
                             origin.role != type::Role::part && origin.role != type::Role::points &&
                             definition.entity == plan_.columns[about_].entity;
      if (same_form) return std::string(type::role_word(origin.role, language_));
      return column_name(plan_, column, language_);
    }
    std::string said = quoted(plan_, origin.span, kLongestTitle);
    if (!said.empty() && is_declaration(origin)) said.clear();
    // A lookup is better named by what it reads than by a whole clause that contains it, and the
    // sum and the count of an average are not that average.
    const bool is_lookup =
        std::holds_alternative<plan::Lookup>(definition.node) && !reads_carried(plan_, column);
    if (const auto total = carried_total(column, depth)) return *total;
    if (!said.empty() && is_carried(plan_, column))
      return format_text(text::title_so_far, language_, {said});
    if (!said.empty() && !is_lookup && !is_average(said)) return said;
    if (depth < kDeepest) {
      std::string described = describe(column, depth + 1);
      if (!described.empty()) return described;
    }
    return said.empty() ? std::string(diagnostic::text_template(text::title_figure, language_))
                        : said;
  }

 private:
  static bool is_average(std::string_view said) {
    const type::Function* function = type::find_function(said.substr(0, said.find('(')));
    return function != nullptr && function->average;
  }

  /// Of a fold over rows before from a bound on what is carried is of all rows before.
  std::optional<std::string> carried_total(plan::ColumnId column, int depth) const {
    const auto* lookup = std::get_if<plan::Lookup>(&plan_.columns[column].node);
    const bool reads = lookup != nullptr && reads_carried(plan_, column);
    const plan::ColumnId carried = reads ? lookup->target : column;
    if (depth >= kDeepest || !is_without_bound(plan_, carried)) return std::nullopt;
    const auto& map = std::get<plan::Map>(plan_.columns[carried].node);
    if (plan_.expressions[map.expression].op != plan::Opcode::add) return std::nullopt;
    const std::string total = total_of(carried, depth + 1);
    return reads ? total : format_text(text::title_so_far, language_, {total});
  }

  /// What is added up by `so far + (if it counts then value else 0)`.
  std::string total_of(plan::ColumnId carried, int depth) const {
    const std::string rows = entity_title(plan_, plan_.columns[carried].entity, language_);
    const auto& map = std::get<plan::Map>(plan_.columns[carried].node);
    const plan::Expression& sum = plan_.expressions[map.expression];
    const auto operand = [this](const plan::Expression& of, std::uint32_t index) {
      return plan_.operands[of.first_operand + index];
    };
    plan::ExpressionId own = operand(sum, sum.operand_count - 1);
    if (plan_.expressions[own].op == plan::Opcode::choose) own = operand(plan_.expressions[own], 1);
    if (plan_.expressions[own].op == plan::Opcode::number)
      return format_text(text::title_count, language_, {std::string(), rows});
    // By its own name, whatever the explanation is about.
    const std::string value = FormulaWords{run_, carried, language_, nullptr, depth}.names(own);
    return format_text(text::title_sum, language_, {value, rows});
  }

  bool is_declaration(const plan::Origin& origin) const {
    if (plan_.sources.empty() || origin.span.empty()) return false;
    const std::string_view all = plan_.sources.at(origin.span.begin).text(origin.span);
    return all.find('\n') != std::string_view::npos || is_of_declaration(plan_, origin.span);
  }

  /// What a helper computes; empty where that would not be short.
  std::string describe(plan::ColumnId id, int depth) const {
    const plan::Column& column = plan_.columns[id];
    if (const auto* lookup = std::get_if<plan::Lookup>(&column.node)) {
      const std::string via = title(lookup->via, depth);
      const std::string target = title(lookup->target, depth);
      if (!path_of(plan_, id).empty()) return via + "." + target;
      return format_text(text::title_lookup, language_, {via, target});
    }
    const auto* map = std::get_if<plan::Map>(&column.node);
    if (map != nullptr && depth <= kDeepestFormula) {
      const FormulaWords words{run_, about_, language_, nullptr, depth};
      std::string formula = words.names(map->expression);
      return base::count_code_points(formula) <= kLongestFormula ? formula : std::string();
    }
    if (const auto* fold = std::get_if<plan::Fold>(&column.node)) return describe(*fold, depth);
    if (const auto* match = std::get_if<plan::Match>(&column.node)) {
      return format_text(text::title_match, language_,
                         {entity_title(plan_, match->entity, language_)});
    }
    const bool shared = std::holds_alternative<plan::Apportion>(column.node) ||
                        std::holds_alternative<plan::PartyShare>(column.node);
    if (shared) return std::string(diagnostic::text_template(text::title_share, language_));
    if (std::holds_alternative<plan::Rank>(column.node)) {
      return std::string(diagnostic::text_template(text::title_rank, language_));
    }
    return {};
  }

  std::string describe(const plan::Fold& fold, int depth) const {
    constexpr Text kFolds[] = {text::title_sum,     text::title_count, text::title_minimum,
                               text::title_maximum, text::title_any,   text::title_all,
                               text::title_first,   text::title_last,  text::title_only,
                               text::title_median};
    const std::string value =
        fold.value == plan::kNoColumn ? std::string() : title(fold.value, depth);
    return format_text(kFolds[static_cast<std::size_t>(fold.op)], language_,
                       {value, entity_title(plan_, fold.rows, language_)});
  }

  const ComputedRun& run_;
  const plan::Plan& plan_;
  plan::ColumnId about_;
  Language language_;
};

}  // namespace

std::string cell_title(const ComputedRun& run, plan::ColumnId column, plan::ColumnId about,
                       Language language, int depth) {
  return Titles(run, about, language).title(column, depth);
}

std::string quoted_text(const plan::Plan& plan, base::Span span) {
  return quoted(plan, span, kLongestQuotation);
}

std::string written_text(const plan::Plan& plan, plan::ColumnId column, plan::ColumnId about) {
  if (is_without_bound(plan, column)) return {};
  const plan::Origin& origin = plan.columns[column].origin;
  const plan::Origin& own = plan.columns[about].origin;
  const bool is_foreign = origin.form() != own.form() || origin.name() != own.name();
  const bool is_shared = origin.role == type::Role::helper && plan.columns[column].name.empty();
  if (is_shared && is_foreign && is_of_declaration(plan, origin.span)) return {};
  return quoted(plan, plan.columns[column].origin.span, kLongestQuotation);
}

}  // namespace remit::report
