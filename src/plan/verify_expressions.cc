#include "plan/verify_expressions.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/strings.h"
#include "plan/number_form.h"
#include "type/names.h"

namespace remit::plan {
namespace {

using base::concat;
using type::TypeKind;

/// What an operand or a result may be.
enum class Kind : std::uint8_t {
  any,      ///< anything
  same,     ///< as the operands before it that are `same`; money, numbers, durations are alike
  numeric,  ///< a number, money or duration
  whole,    ///< numeric without digits after the point
  boolean,
  date,
  category,
};

/// Operands of one operation: `first`, then at least `least` and at most `most` of `rest` in all.
struct Signature {
  Opcode op;
  std::uint32_t least;
  std::uint32_t most;
  Kind first;
  Kind rest;
  Kind result;
};

constexpr std::uint32_t kMany = 0xFFFFFFFF;

constexpr Signature kSignatures[] = {
    {Opcode::number, 0, 0, Kind::any, Kind::any, Kind::numeric},
    {Opcode::boolean, 0, 0, Kind::any, Kind::any, Kind::boolean},
    {Opcode::date, 0, 0, Kind::any, Kind::any, Kind::date},
    {Opcode::text, 0, 0, Kind::any, Kind::any, Kind::any},
    {Opcode::category, 0, 0, Kind::any, Kind::any, Kind::category},
    {Opcode::column, 0, 0, Kind::any, Kind::any, Kind::any},
    {Opcode::blank, 0, 0, Kind::any, Kind::any, Kind::any},
    {Opcode::fail, 0, 0, Kind::any, Kind::any, Kind::any},
    {Opcode::negate, 1, 1, Kind::numeric, Kind::any, Kind::numeric},
    {Opcode::add, 2, kMany, Kind::numeric, Kind::numeric, Kind::numeric},
    {Opcode::subtract, 2, 2, Kind::numeric, Kind::numeric, Kind::numeric},
    {Opcode::multiply, 2, kMany, Kind::numeric, Kind::numeric, Kind::numeric},
    {Opcode::divide, 2, 2, Kind::numeric, Kind::numeric, Kind::numeric},
    {Opcode::minimum, 1, kMany, Kind::same, Kind::same, Kind::same},
    {Opcode::maximum, 1, kMany, Kind::same, Kind::same, Kind::same},
    {Opcode::absolute, 1, 1, Kind::numeric, Kind::any, Kind::numeric},
    {Opcode::round, 1, 1, Kind::numeric, Kind::any, Kind::numeric},
    {Opcode::floor, 1, 1, Kind::numeric, Kind::any, Kind::numeric},
    {Opcode::ceiling, 1, 1, Kind::numeric, Kind::any, Kind::numeric},
    {Opcode::equal, 2, 2, Kind::same, Kind::same, Kind::boolean},
    {Opcode::not_equal, 2, 2, Kind::same, Kind::same, Kind::boolean},
    {Opcode::less, 2, 2, Kind::same, Kind::same, Kind::boolean},
    {Opcode::less_equal, 2, 2, Kind::same, Kind::same, Kind::boolean},
    {Opcode::greater, 2, 2, Kind::same, Kind::same, Kind::boolean},
    {Opcode::greater_equal, 2, 2, Kind::same, Kind::same, Kind::boolean},
    {Opcode::conjunction, 1, kMany, Kind::boolean, Kind::boolean, Kind::boolean},
    {Opcode::disjunction, 1, kMany, Kind::boolean, Kind::boolean, Kind::boolean},
    {Opcode::negation, 1, 1, Kind::boolean, Kind::any, Kind::boolean},
    {Opcode::at_least, 1, kMany, Kind::boolean, Kind::boolean, Kind::boolean},
    {Opcode::choose, 3, 3, Kind::boolean, Kind::same, Kind::same},
    {Opcode::is_given, 1, 1, Kind::any, Kind::any, Kind::boolean},
    {Opcode::otherwise, 2, 2, Kind::same, Kind::same, Kind::same},
    {Opcode::is_one_of, 1, kMany, Kind::same, Kind::same, Kind::boolean},
    {Opcode::scale, 1, 1, Kind::numeric, Kind::any, Kind::numeric},
    {Opcode::matrix, 1, kMany, Kind::category, Kind::category, Kind::any},
    {Opcode::dated, 1, 1, Kind::date, Kind::any, Kind::any},
    {Opcode::add_days, 2, 2, Kind::date, Kind::whole, Kind::date},
    {Opcode::add_months, 2, 2, Kind::date, Kind::whole, Kind::date},
    {Opcode::add_years, 2, 2, Kind::date, Kind::whole, Kind::date},
    {Opcode::add_workdays, 2, 2, Kind::date, Kind::whole, Kind::date},
    {Opcode::days_between, 2, 2, Kind::date, Kind::date, Kind::numeric},
    {Opcode::months_between, 2, 2, Kind::date, Kind::date, Kind::numeric},
    {Opcode::years_between, 2, 2, Kind::date, Kind::date, Kind::numeric},
    {Opcode::workdays_between, 2, 2, Kind::date, Kind::date, Kind::numeric},
    {Opcode::year_of, 1, 1, Kind::date, Kind::any, Kind::numeric},
    {Opcode::quarter_of, 1, 1, Kind::date, Kind::any, Kind::numeric},
    {Opcode::month_of, 1, 1, Kind::date, Kind::any, Kind::numeric},
    {Opcode::day_of, 1, 1, Kind::date, Kind::any, Kind::numeric},
    {Opcode::end_of_month, 1, 1, Kind::date, Kind::any, Kind::date},
    {Opcode::end_of_quarter, 1, 1, Kind::date, Kind::any, Kind::date},
    {Opcode::end_of_year, 1, 1, Kind::date, Kind::any, Kind::date},
};

constexpr bool in_opcode_order() {
  for (std::size_t i = 0; i < std::size(kSignatures); ++i) {
    if (kSignatures[i].op != static_cast<Opcode>(i)) return false;
  }
  return std::size(kSignatures) == static_cast<std::size_t>(Opcode::end_of_year) + 1;
}
static_assert(in_opcode_order());

bool is_numeric(type::Type type) { return type.is_numeric() || type.kind == TypeKind::duration; }

bool alike(type::Type a, type::Type b) { return a == b || (is_numeric(a) && is_numeric(b)); }

class Verifier {
 public:
  Verifier(const Plan& plan, std::vector<Reach>* reach) : plan_(plan), reach_(*reach) {}

  absl::Status run() {
    reach_.resize(plan_.expressions.size());
    if (absl::Status status = verify_lists(); !status.ok()) return status;
    for (ExpressionId id = 0; id < plan_.expressions.size(); ++id) {
      const std::string trouble = trouble_of(id);
      if (!trouble.empty()) {
        return broken(concat("e", id, " (", type::name(plan_.expressions[id].op), "): ", trouble));
      }
    }
    return absl::OkStatus();
  }

 private:
  bool is_constant(ExpressionId id) const {
    return id < plan_.expressions.size() && plan_.expressions[id].operand_count == 0 &&
           plan_.expressions[id].op != Opcode::column;
  }

  bool are_constants(const std::vector<ExpressionId>& ids) const {
    return std::all_of(ids.begin(), ids.end(), [this](ExpressionId id) { return is_constant(id); });
  }

  absl::Status verify_lists() const {
    for (const Matrix& matrix : plan_.matrices) {
      std::size_t cells = 1;
      for (const std::uint32_t extent : matrix.extents) cells *= extent;
      if (matrix.values.size() != cells || !are_constants(matrix.values)) {
        return broken(concat("matrix ", matrix.name));
      }
    }
    for (const Dated& dated : plan_.dated) {
      const bool sorted = std::is_sorted(dated.days.begin(), dated.days.end());
      if (dated.values.size() != dated.days.size() || !sorted || !are_constants(dated.values)) {
        return broken(concat("dated ", dated.name));
      }
    }
    for (const Scale& scale : plan_.scales) {
      if (!is_ascending(scale)) return broken(concat("scale ", scale.name));
    }
    for (const number::Rounding& rounding : plan_.roundings) {
      if (rounding.increment.coefficient.sign() <= 0) return broken("a grid that is not positive");
    }
    return absl::OkStatus();
  }

  /// Bands follow each other; those of a marginal scale meet.
  static bool is_ascending(const Scale& scale) {
    for (std::size_t i = 1; i < scale.bands.size(); ++i) {
      const Band& below = scale.bands[i - 1];
      const Band& above = scale.bands[i];
      if (!below.upper || !above.lower || *below.upper > *above.lower) return false;
      if (scale.kind == ScaleKind::marginal && *below.upper != *above.lower) return false;
    }
    return !scale.bands.empty();
  }

  /// Size of the list that the payload points into; nothing when it is no index.
  std::optional<std::size_t> payload_limit(const Expression& e) const {
    switch (e.op) {
      case Opcode::number:
        return plan_.numbers.size();
      case Opcode::text:
        return plan_.texts.size();
      case Opcode::category:
        return plan_.category_sets[e.type.ref].values.size();
      case Opcode::column:
        return plan_.columns.size();
      case Opcode::round:
        return plan_.roundings.size();
      case Opcode::scale:
        return plan_.scales.size();
      case Opcode::matrix:
        return plan_.matrices.size();
      case Opcode::dated:
        return plan_.dated.size();
      case Opcode::add_workdays:
      case Opcode::workdays_between:
        return plan_.calendars.size();
      default:
        return std::nullopt;
    }
  }

  bool fits(Kind kind, type::Type type, const type::NumberForm& form) const {
    switch (kind) {
      case Kind::numeric:
        return is_numeric(type);
      case Kind::whole:
        return is_numeric(type) && !form.ratio && form.scale == 0;
      case Kind::boolean:
        return type.kind == TypeKind::boolean;
      case Kind::date:
        return type.kind == TypeKind::date;
      case Kind::category:
        return type.kind == TypeKind::category && type.ref < plan_.category_sets.size();
      default:
        return true;
    }
  }

  std::string trouble_of(ExpressionId id) {
    const Expression& e = plan_.expressions[id];
    if (std::size_t{e.first_operand} + e.operand_count > plan_.operands.size()) {
      return "operands out of range";
    }
    const auto operands = std::span(plan_.operands).subspan(e.first_operand, e.operand_count);
    for (const ExpressionId operand : operands) {
      if (operand >= id) return concat("operand e", operand, " does not precede it");
    }
    const Signature& signature = kSignatures[static_cast<std::size_t>(e.op)];
    if (operands.size() < signature.least || operands.size() > signature.most) {
      return concat(operands.size(), " operands");
    }
    if (std::string trouble = type_trouble(e, operands, signature); !trouble.empty()) {
      return trouble;
    }
    const std::optional<std::size_t> limit = payload_limit(e);
    if (limit && e.payload >= *limit) return concat("payload ", e.payload);
    if (std::string trouble = table_trouble(e, operands); !trouble.empty()) return trouble;
    if (e.type.is_numeric() && e.form != expression_form(plan_, e.op, e.payload, operands)) {
      return "number form is not the one its operands give";
    }
    return reach_trouble(id, operands);
  }

  std::string type_trouble(const Expression& e, std::span<const ExpressionId> operands,
                           const Signature& signature) const {
    const Expression* same = nullptr;
    for (std::size_t i = 0; i < operands.size(); ++i) {
      const Expression& operand = plan_.expressions[operands[i]];
      const Kind kind = i == 0 ? signature.first : signature.rest;
      if (!fits(kind, operand.type, operand.form)) return concat("type of operand ", i);
      if (kind != Kind::same) continue;
      if (same != nullptr && !alike(same->type, operand.type)) return "operands of several types";
      same = &operand;
    }
    if (!fits(signature.result, e.type, e.form)) return "type of the result";
    if (signature.result == Kind::same && !alike(e.type, same->type)) return "type of the result";
    return {};
  }

  std::string table_trouble(const Expression& e, std::span<const ExpressionId> operands) const {
    if (e.op == Opcode::column && e.type != plan_.columns[e.payload].type) {
      return "type is not the column's";
    }
    if (e.op != Opcode::matrix) return {};
    const std::vector<std::uint32_t>& extents = plan_.matrices[e.payload].extents;
    if (operands.size() != extents.size()) return "number of axes";
    for (std::size_t i = 0; i < operands.size(); ++i) {
      const type::Type type = plan_.expressions[operands[i]].type;
      if (plan_.category_sets[type.ref].values.size() != extents[i]) {
        return concat("extent of axis ", i);
      }
    }
    return {};
  }

  std::string reach_trouble(ExpressionId id, std::span<const ExpressionId> operands) {
    const Expression& e = plan_.expressions[id];
    Reach& reach = reach_[id];
    const auto read = [&reach](ColumnId column) {
      if (column != kNoColumn) reach.columns = std::max(reach.columns, column + 1);
    };
    if (e.op == Opcode::column) {
      read(e.payload);
      reach.entity = plan_.columns[e.payload].entity;
    }
    if (e.op == Opcode::add_workdays || e.op == Opcode::workdays_between) {
      read(plan_.calendars[e.payload].date);
      read(plan_.calendars[e.payload].worked);
    }
    for (const ExpressionId operand : operands) {
      const Reach& other = reach_[operand];
      reach.columns = std::max(reach.columns, other.columns);
      if (other.entity == kWhole || other.entity == reach.entity) continue;
      if (reach.entity != kWhole) return "mixes rows of two entities";
      reach.entity = other.entity;
    }
    return {};
  }

  const Plan& plan_;
  std::vector<Reach>& reach_;
};

}  // namespace

absl::Status broken(const std::string& what) { return absl::InternalError("plan: " + what); }

absl::Status verify_expressions(const Plan& plan, std::vector<Reach>* reach) {
  return Verifier(plan, reach).run();
}

}  // namespace remit::plan
