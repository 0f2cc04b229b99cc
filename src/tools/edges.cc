// The values at which a policy's formulas change course, field by field.
#include <algorithm>
#include <set>
#include <vector>

#include "api/policy_impl.h"
#include "base/civil_date.h"
#include "remit/policy.h"

namespace remit {
namespace {

using number::Rational;
using plan::ColumnId;
using plan::Expression;
using plan::ExpressionId;
using plan::Opcode;

/// A formula over more fields than this says little about any one of them.
constexpr std::size_t kMostFields = 6;
constexpr std::int64_t kFirstYear = 1900, kLastYear = 2200;

using Fields = std::set<ColumnId>;

/// Which input columns each formula reads, through other formulas and references, but not through
/// folds, ranks and shares.
class Reader {
 public:
  explicit Reader(const plan::Plan& plan) : plan_(plan) {
    for (const Expression& e : plan.expressions) formulas_.push_back(fields_read(e));
    // Columns come in the order in which they can be computed, and formulas before their columns:
    // what a formula reads of other columns is added once those are known. Those that read rows
    // before of each other are known after the second look.
    columns_.resize(plan.columns.size());
    for (int looks = plan.recurrences.empty() ? 1 : 2; looks > 0; --looks)
      for (ColumnId id = 0; id < plan.columns.size(); ++id) columns_[id] = fields_of(id);
  }

  Fields of(ExpressionId id) const {
    Fields fields;
    for (const ColumnId column : formulas_[id]) {
      fields.insert(columns_[column].begin(), columns_[column].end());
    }
    return fields.size() > kMostFields ? Fields() : fields;
  }

 private:
  /// The columns that a formula names.
  Fields fields_read(const Expression& e) const {
    if (e.op == Opcode::column) return {e.payload};
    Fields fields;
    for (std::uint32_t i = 0; i < e.operand_count; ++i) {
      const Fields& more = formulas_[plan_.operands[e.first_operand + i]];
      fields.insert(more.begin(), more.end());
    }
    return fields;
  }

  Fields fields_of(ColumnId id) const {
    const plan::Node& node = plan_.columns[id].node;
    if (std::holds_alternative<plan::Input>(node)) return {id};
    if (const auto* lookup = std::get_if<plan::Lookup>(&node)) return columns_[lookup->target];
    Fields fields;
    if (const auto* map = std::get_if<plan::Map>(&node)) {
      for (const ColumnId read : formulas_[map->expression]) {
        fields.insert(columns_[read].begin(), columns_[read].end());
      }
    }
    return fields;
  }

  const plan::Plan& plan_;
  std::vector<Fields> formulas_;  ///< columns, by expression
  std::vector<Fields> columns_;   ///< inputs, by column
};

class Edges {
 public:
  Edges(const plan::Plan& plan, ColumnId field)
      : plan_(plan),
        reader_(plan),
        field_(field),
        is_date_(plan.columns[field].type.kind == type::TypeKind::date),
        unit_(
            Rational::from_decimal(number::Integer::pow10(plan.columns[field].form.decimals), 0)) {}

  std::vector<std::int64_t> find() {
    for (const Expression& e : plan_.expressions) look_at(e);
    return {found_.begin(), found_.end()};
  }

 private:
  bool reads_field(ExpressionId id) const { return reader_.of(id).contains(field_); }

  void look_at(const Expression& e) {
    const auto operand = [&](std::uint32_t i) { return plan_.operands[e.first_operand + i]; };
    const type::OperationInfo& info = type::operation(e.op);
    if (info.edges) {
      for (std::uint32_t i = 0; i < e.operand_count; ++i) {
        for (std::uint32_t k = 0; k < e.operand_count; ++k) {
          if (i != k && is_constant(operand(k)) && reads_field(operand(i))) add(operand(k));
        }
      }
    } else if (info.payload == type::Payload::scale) {
      if (is_date_ || !reads_field(operand(0))) return;
      for (const plan::Band& band : plan_.scales[e.payload].bands) {
        if (band.lower) add(*band.lower);
        if (band.upper) add(*band.upper);
      }
    } else if (info.payload == type::Payload::dated) {
      if (!is_date_ || !reads_field(operand(0))) return;
      for (const std::int32_t day : plan_.dated[e.payload].days) found_.insert(day);
    }
  }

  bool is_constant(ExpressionId id) const {
    const Opcode op = plan_.expressions[id].op;
    return op == Opcode::number || op == Opcode::date;
  }

  void add(ExpressionId constant) {
    const Expression& e = plan_.expressions[constant];
    if (e.op == Opcode::date) {
      if (is_date_) found_.insert(static_cast<std::int32_t>(e.payload));
    } else if (is_date_) {
      add_year(plan_.numbers[e.payload]);
    } else {
      add(plan_.numbers[e.payload]);
    }
  }

  /// A number beside a date is a year, if it can be one.
  void add_year(const Rational& number) {
    if (number.denominator() != number::Integer(1) || !number.numerator().fits_int64()) return;
    const auto year = static_cast<std::int64_t>(number.numerator().to_int128());
    if (year < kFirstYear || year > kLastYear) return;
    found_.insert(base::days_from_civil({static_cast<std::int32_t>(year), 1, 1}));
    found_.insert(base::days_from_civil({static_cast<std::int32_t>(year), 12, 31}));
  }

  void add(const Rational& value) {
    const Rational units = value * unit_;
    if (units.denominator() != number::Integer(1) || !units.numerator().fits_int64()) return;
    found_.insert(static_cast<std::int64_t>(units.numerator().to_int128()));
  }

  const plan::Plan& plan_;
  Reader reader_;
  ColumnId field_;
  bool is_date_;
  Rational unit_;
  std::set<std::int64_t> found_;
};

}  // namespace

std::vector<std::int64_t> Policy::edges(std::size_t entity, std::size_t field) const {
  if (entity >= impl_->fields.size() || field >= impl_->fields[entity].size()) return {};
  const ColumnId column = impl_->fields[entity][field];
  const type::TypeKind kind = impl_->plan->columns[column].type.kind;
  const bool has_order = kind == type::TypeKind::number || kind == type::TypeKind::money ||
                         kind == type::TypeKind::date;
  if (!has_order) return {};
  return Edges(*impl_->plan, column).find();
}

}  // namespace remit
