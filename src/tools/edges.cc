// The values at which a policy's formulas change course, field by field.
#include <algorithm>
#include <mutex>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "absl/container/inlined_vector.h"
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

using EdgesOfColumns = std::vector<std::vector<std::int64_t>>;

/// Input columns, at most so many; more are "many", of which each says little.
class Fields {
 public:
  void add(ColumnId field) {
    const auto place = std::ranges::lower_bound(fields_, field);
    if (many_ || (place != fields_.end() && *place == field)) return;
    fields_.insert(place, field);
    if (fields_.size() > kMostFields) add_many();
  }
  void add(const Fields& more) {
    if (more.many_) add_many();
    for (const ColumnId field : more.fields_) add(field);
  }
  auto begin() const { return fields_.begin(); }
  auto end() const { return fields_.end(); }

 private:
  void add_many() {
    many_ = true;
    fields_.clear();
  }

  absl::InlinedVector<ColumnId, kMostFields + 1> fields_;  ///< ascending
  bool many_ = false;
};

/// Which input columns each formula reads, through other formulas and references, but not through
/// folds, ranks and shares. Linear in the plan.
class Reader {
 public:
  explicit Reader(const plan::Plan& plan)
      : plan_(plan), columns_(plan.columns.size()), formulas_(plan.expressions.size()) {
    // Columns come in the order in which they can be computed; those that read rows before of each
    // other are known after the second look.
    for (int looks = plan.recurrences.empty() ? 1 : 2; looks > 0; --looks) {
      formulas_.assign(plan.expressions.size(), std::nullopt);
      for (ColumnId id = 0; id < plan.columns.size(); ++id) columns_[id] = fields_of(id);
    }
  }

  const Fields& of(ExpressionId id) {
    // A stack of its own: the simplifier nests formulas deeper than they are written.
    std::vector<ExpressionId> waiting = {id};
    while (!waiting.empty()) {
      const Expression& e = plan_.expressions[waiting.back()];
      const std::size_t before = waiting.size();
      Fields fields;
      if (e.op == Opcode::column) {
        fields = columns_[e.payload];
      } else {
        for (std::uint32_t i = 0; i < e.operand_count; ++i) {
          const ExpressionId operand = plan_.operands[e.first_operand + i];
          if (formulas_[operand])
            fields.add(*formulas_[operand]);
          else
            waiting.push_back(operand);
        }
      }
      if (waiting.size() > before) continue;
      formulas_[waiting.back()] = std::move(fields);
      waiting.pop_back();
    }
    return *formulas_[id];
  }

 private:
  Fields fields_of(ColumnId id) {
    const plan::Node& node = plan_.columns[id].node;
    if (const auto* lookup = std::get_if<plan::Lookup>(&node)) return columns_[lookup->target];
    if (const auto* map = std::get_if<plan::Map>(&node)) return of(map->expression);
    Fields fields;
    if (std::holds_alternative<plan::Input>(node)) fields.add(id);
    return fields;
  }

  const plan::Plan& plan_;
  std::vector<Fields> columns_;
  std::vector<std::optional<Fields>> formulas_;
};

class Edges {
 public:
  explicit Edges(const plan::Plan& plan)
      : plan_(plan), reader_(plan), found_(plan.columns.size()) {}

  EdgesOfColumns find() {
    for (const Expression& e : plan_.expressions) look_at(e);
    EdgesOfColumns edges;
    for (const std::set<std::int64_t>& each : found_) edges.emplace_back(each.begin(), each.end());
    return edges;
  }

 private:
  void look_at(const Expression& e) {
    const auto operand = [&](std::uint32_t i) { return plan_.operands[e.first_operand + i]; };
    const type::OperationInfo& info = type::operation(e.op);
    if (info.edges) {
      for (std::uint32_t k = 0; k < e.operand_count; ++k) {
        if (!is_constant(operand(k))) continue;
        for (std::uint32_t i = 0; i < e.operand_count; ++i)
          if (i != k) add(reader_.of(operand(i)), operand(k));
      }
    } else if (info.payload == type::Payload::scale) {
      for (const ColumnId field : reader_.of(operand(0))) {
        if (is_date(field)) continue;
        for (const plan::Band& band : plan_.scales[e.payload].bands) {
          if (band.lower) add(field, *band.lower);
          if (band.upper) add(field, *band.upper);
        }
      }
    } else if (info.payload == type::Payload::dated) {
      for (const ColumnId field : reader_.of(operand(0))) {
        if (!is_date(field)) continue;
        for (const std::int32_t day : plan_.dated[e.payload].days) found_[field].insert(day);
      }
    }
  }

  bool is_date(ColumnId field) const {
    return plan_.columns[field].type.kind == type::TypeKind::date;
  }

  bool is_constant(ExpressionId id) const {
    const Opcode op = plan_.expressions[id].op;
    return op == Opcode::number || op == Opcode::date;
  }

  void add(const Fields& fields, ExpressionId constant) {
    for (const ColumnId field : fields) add(field, constant);
  }

  void add(ColumnId field, ExpressionId constant) {
    const Expression& e = plan_.expressions[constant];
    if (e.op == Opcode::date) {
      if (is_date(field)) found_[field].insert(static_cast<std::int32_t>(e.payload));
    } else if (is_date(field)) {
      add_year(field, plan_.numbers[e.payload]);
    } else {
      add(field, plan_.numbers[e.payload]);
    }
  }

  /// A number beside a date is a year, if it can be one.
  void add_year(ColumnId field, const Rational& number) {
    if (number.denominator() != number::Integer(1) || !number.numerator().fits_int64()) return;
    const auto year = static_cast<std::int64_t>(number.numerator().to_int128());
    if (year < kFirstYear || year > kLastYear) return;
    found_[field].insert(base::days_from_civil({static_cast<std::int32_t>(year), 1, 1}));
    found_[field].insert(base::days_from_civil({static_cast<std::int32_t>(year), 12, 31}));
  }

  void add(ColumnId field, const Rational& value) {
    const int decimals = plan_.columns[field].form.decimals;
    const Rational units = value * Rational::from_decimal(number::Integer::pow10(decimals), 0);
    if (units.denominator() != number::Integer(1) || !units.numerator().fits_int64()) return;
    found_[field].insert(static_cast<std::int64_t>(units.numerator().to_int128()));
  }

  const plan::Plan& plan_;
  Reader reader_;
  std::vector<std::set<std::int64_t>> found_;  ///< by column
};

}  // namespace

std::vector<std::int64_t> Policy::edges(std::size_t entity, std::size_t field) const {
  if (entity >= impl_->fields.size() || field >= impl_->fields[entity].size()) return {};
  const ColumnId column = impl_->fields[entity][field];
  const type::TypeKind kind = impl_->plan->columns[column].type.kind;
  const bool has_order = kind == type::TypeKind::number || kind == type::TypeKind::money ||
                         kind == type::TypeKind::date;
  if (!has_order) return {};
  const std::lock_guard lock(impl_->once_mutex);
  if (!impl_->edges) impl_->edges = Edges(*impl_->plan).find();
  return (*impl_->edges)[column];
}

}  // namespace remit
