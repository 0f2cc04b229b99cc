#include "plan/verify_expressions.h"

#include <algorithm>
#include <span>

#include "base/strings.h"
#include "plan/number_form.h"
#include "type/operations.h"

namespace remit::plan {
namespace {

using base::concat;
using type::OperandKind;
using type::OperationInfo;
using type::Payload;
using type::TypeKind;

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
    switch (type::operation(e.op).payload) {
      case Payload::number:
        return plan_.numbers.size();
      case Payload::text:
        return plan_.texts.size();
      case Payload::code:
        return plan_.category_sets[e.type.ref].values.size();
      case Payload::column:
        return plan_.columns.size();
      case Payload::rounding:
        return plan_.roundings.size();
      case Payload::scale:
        return plan_.scales.size();
      case Payload::matrix:
        return plan_.matrices.size();
      case Payload::dated:
        return plan_.dated.size();
      case Payload::calendar:
        return plan_.calendars.size();
      case Payload::none:
      case Payload::truth:
      case Payload::day:
      case Payload::fault:
      case Payload::count:
        break;
    }
    return std::nullopt;
  }

  bool fits(OperandKind kind, type::Type type, const type::NumberForm& form) const {
    switch (kind) {
      case OperandKind::any:
      case OperandKind::same:
        break;
      case OperandKind::numeric:
        return is_numeric(type);
      case OperandKind::whole_number:
        return is_numeric(type) && !form.ratio && form.decimals == 0;
      case OperandKind::boolean:
        return type.kind == TypeKind::boolean;
      case OperandKind::date:
        return type.kind == TypeKind::date;
      case OperandKind::category:
        return type.kind == TypeKind::category && type.ref < plan_.category_sets.size();
      case OperandKind::text:
        return type.kind == TypeKind::text;
      case OperandKind::written:
        if (type.kind == TypeKind::number) return !form.ratio && form.decimals == 0;
        if (type.kind == TypeKind::category) return type.ref < plan_.category_sets.size();
        return type.kind == TypeKind::text || type.kind == TypeKind::date;
    }
    return true;
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
    const OperationInfo& info = type::operation(e.op);
    if (operands.size() < info.least || operands.size() > info.most) {
      return concat(operands.size(), " operands");
    }
    if (std::string trouble = type_trouble(e, operands, info); !trouble.empty()) {
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
                           const OperationInfo& info) const {
    const Expression* same = nullptr;
    for (std::size_t i = 0; i < operands.size(); ++i) {
      const Expression& operand = plan_.expressions[operands[i]];
      const OperandKind kind = info.operand(i);
      if (!fits(kind, operand.type, operand.form)) return concat("type of operand ", i);
      if (kind != OperandKind::same) continue;
      if (same != nullptr && !alike(same->type, operand.type)) return "operands of several types";
      same = &operand;
    }
    if (!fits(info.result, e.type, e.form)) return "type of the result";
    if (info.result == OperandKind::same && !alike(e.type, same->type)) return "type of the result";
    return {};
  }

  std::string table_trouble(const Expression& e, std::span<const ExpressionId> operands) const {
    if (e.op == Opcode::column && e.type != plan_.columns[e.payload].type) {
      return "type is not the column's";
    }
    if (type::operation(e.op).payload != Payload::matrix) return {};
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
    if (type::operation(e.op).payload == Payload::calendar) {
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
