#include "plan/verify.h"

#include <string>

#include "base/strings.h"
#include "plan/number_form.h"
#include "plan/print.h"
#include "plan/recurrence.h"
#include "plan/verify_expressions.h"

namespace remit::plan {
namespace {

using base::concat;
using type::TypeKind;

/// What a column that a node reads must be.
enum class Need : std::uint8_t { any, numeric, boolean, date, reference };

bool is(Need need, type::Type type) {
  switch (need) {
    case Need::any:
      return true;
    case Need::numeric:
      return type.is_numeric() || type.kind == TypeKind::duration;
    case Need::boolean:
      return type.kind == TypeKind::boolean;
    case Need::date:
      return type.kind == TypeKind::date;
    case Need::reference:
      return type.kind == TypeKind::reference;
  }
  return false;
}

/// Checks one node after the other; the first trouble stays.
class NodeVerifier {
 public:
  NodeVerifier(const Plan& plan, const std::vector<Reach>& reach, ColumnId id)
      : plan_(plan), reach_(reach), id_(id), column_(plan.columns[id]) {}

  std::string run() {
    std::visit(*this, column_.node);
    if (!trouble_.empty()) return trouble_;
    if (column_.type.is_numeric() &&
        column_.form != column_form(plan_, column_.entity, column_.node)) {
      return "number form is not the one its node gives";
    }
    return {};
  }

  void operator()(const Input& node) {
    const std::vector<Field>& fields = plan_.entities[column_.entity].fields;
    require(node.field < fields.size(), "no such field");
    if (trouble_.empty()) result(fields[node.field].type);
  }
  void operator()(const Map& node) {
    require(node.expression < reach_.size(), "no such expression");
    if (!trouble_.empty()) return;
    const Reach& reach = reach_[node.expression];
    require(reach.columns <= id_, "reads a column that does not precede it");
    require(reach.entity == kWhole || reach.entity == column_.entity, "reads another entity");
    result(plan_.expressions[node.expression].type);
  }
  void operator()(const Lookup& node) {
    read(node.via, Need::reference, column_.entity);
    if (!trouble_.empty()) return;
    const Recurrence* own = recurrence_of(plan_, id_);
    if (own != nullptr && own->first <= node.target && node.target < own->end) {
      require(is_earlier(plan_, node.via, own->order), "reads its recurrence out of its order");
    } else {
      read(node.target, Need::any, plan_.columns[node.via].type.ref);
    }
    if (trouble_.empty()) result(plan_.columns[node.target].type);
  }
  void operator()(const Match& node) {
    require(node.entity < plan_.entities.size(), "no such entity");
    for (const Match::Pair& pair : node.equal) read_pair(pair, Need::any, node.entity);
    if (node.as_of) read_pair(*node.as_of, Need::date, node.entity);
    if (node.by_key && trouble_.empty()) require(matches_key(node), "not the key of the entity");
    result(type::reference(node.entity));
  }
  void operator()(const Fold& node) {
    require(node.rows < plan_.entities.size(), "no such entity");
    const bool refers = node.via != kNoColumn;
    require(!(refers && node.partitioned), "both via and partitioned");
    require(node.partitioned || node.partition.empty(), "a partition that is not used");
    require(node.ours.empty() || node.ours.size() == node.partition.size(), "a pair of one");
    const bool by_own_values =
        node.partitioned && node.ours.empty() && (!node.partition.empty() || !node.window);
    require(refers || node.partitioned || column_.entity == kWhole, "stands in the wrong entity");
    require(!by_own_values || column_.entity == node.rows, "stands in the wrong entity");
    require(!node.window || node.partitioned, "a window of no row");
    if (refers) read(node.via, Need::reference, node.rows);
    if (refers && trouble_.empty()) {
      require(plan_.columns[node.via].type.ref == column_.entity, "via refers elsewhere");
    }
    for (const ColumnId id : node.partition) read(id, Need::any, node.rows);
    for (const ColumnId id : node.ours) read(id, Need::any, column_.entity, kWhole);
    const bool logical = node.op == FoldOp::any || node.op == FoldOp::all;
    const bool adds = node.op == FoldOp::sum || node.op == FoldOp::median;
    const Need need = logical ? Need::boolean : adds ? Need::numeric : Need::any;
    if (node.op != FoldOp::count) read(node.value, need, node.rows);
    optional(node.where, Need::boolean, node.rows);
    for (const SortKey& key : node.order) read(key.value, Need::any, node.rows, kWhole);
    if (node.window) window(*node.window, node.rows);
    require(is(logical ? Need::boolean : Need::any, column_.type), "type of the result");
    const bool ordered = node.op == FoldOp::first || node.op == FoldOp::last || node.kept;
    require(ordered == (node.by_row || !node.order.empty()), "an order that is not used");
    require(node.op != FoldOp::median || !node.window || node.window->place == kNoColumn,
            "a median of rows with smaller places");
    const bool by_place = node.window && node.window->place != kNoColumn;
    require(!by_place || !Fold::takes_one(node.op), "one row of those with a smaller place");
    if (Fold::takes_one(node.op) && trouble_.empty()) result(plan_.columns[node.value].type);
    if (node.kept) kept(node);
  }
  void operator()(const Rank& node) {
    require(!node.keys.empty(), "no keys");
    for (const SortKey& key : node.keys) read(key.value, Need::any, column_.entity);
    for (const ColumnId id : node.partition) read(id, Need::any, column_.entity);
    optional(node.where, Need::boolean, column_.entity);
    require(is(Need::numeric, column_.type), "type of the result");
  }
  void operator()(const Apportion& node) {
    read(node.total, Need::numeric, column_.entity, kWhole);
    for (const ColumnId id : node.partition) read(id, Need::any, column_.entity);
    optional(node.where, Need::boolean, column_.entity);
    optional(node.cap, Need::numeric, column_.entity);
    optional(node.floor, Need::numeric, column_.entity);
    for (const SortKey& key : node.order) read(key.value, Need::any, column_.entity);
    const bool weighted = node.method == number::ShareMethod::pro_rata;
    if (weighted) read(node.weight, Need::numeric, column_.entity);
    const bool named = node.remainder == number::RemainderRule::named;
    if (named) read(node.owner, Need::boolean, column_.entity);
    require(is(Need::numeric, column_.type), "type of the result");
  }
  void operator()(const PartyShare& node) {
    require(node.split < plan_.party_splits.size(), "no such split");
    if (!trouble_.empty()) return;
    const PartySplit& split = plan_.party_splits[node.split];
    require(node.index < split.weights.size(), "no such party");
    require(split.caps.empty() || split.caps.size() == split.weights.size(), "number of caps");
    require(split.remainder != number::RemainderRule::named || split.owner < split.weights.size(),
            "no such owner");
    read(split.total, Need::numeric, column_.entity);
    for (const ColumnId id : split.weights) read(id, Need::numeric, column_.entity);
    for (const ColumnId id : split.caps) optional(id, Need::numeric, column_.entity);
    require(is(Need::numeric, column_.type), "type of the result");
  }

 private:
  void require(bool holds, std::string_view otherwise) {
    if (!holds && trouble_.empty()) trouble_ = otherwise;
  }
  void result(type::Type type) { require(column_.type == type, "type is not its node's"); }

  /// A column that is read must precede this one and belong to one of the entities.
  void read(ColumnId id, Need need, EntityId entity, EntityId or_entity) {
    if (id >= id_) require(false, concat("column ", id, " does not precede it"));
    if (!trouble_.empty()) return;
    const Column& other = plan_.columns[id];
    if (other.entity != entity && other.entity != or_entity)
      require(false, concat("c", id, " is of another entity"));
    if (!is(need, other.type)) require(false, concat("type of c", id));
  }
  void read(ColumnId id, Need need, EntityId entity) { read(id, need, entity, entity); }
  void optional(ColumnId id, Need need, EntityId entity) {
    if (id != kNoColumn) read(id, need, entity);
  }
  bool matches_key(const Match& node) const {
    const Entity& entity = plan_.entities[node.entity];
    if (node.equal.size() != entity.key.size() || node.as_of) return false;
    for (std::size_t i = 0; i < node.equal.size(); ++i) {
      const auto* input = std::get_if<Input>(&plan_.columns[node.equal[i].theirs].node);
      if (input == nullptr || input->field != entity.key[i]) return false;
    }
    return true;
  }
  void kept(const Fold& node) {
    const bool adds = node.op == FoldOp::sum || node.op == FoldOp::count;
    require(adds && node.by_row, "kept rows of neither a sum nor a count, or of no one order");
    require(!node.window || node.window->place == kNoColumn,
            "kept rows of those with smaller places");
    const bool by_value = node.order.size() == 1 && node.order[0].value == node.value;
    require(node.kept->most != type::Kept::kAll || node.op == FoldOp::count || by_value,
            "ends of another order than that of the values");
  }
  void window(const Window& bounds, EntityId rows) {
    read(bounds.key, Need::any, rows, kWhole);
    for (const ColumnId bound : {bounds.lower, bounds.upper}) {
      if (bound == kNoColumn || !trouble_.empty()) continue;
      read(bound, Need::any, column_.entity, kWhole);
      if (!trouble_.empty()) return;
      require(plan_.columns[bound].type == plan_.columns[bounds.key].type, "type of a bound");
    }
    if (bounds.place == kNoColumn) return;
    require(column_.entity == rows, "places of other rows");
    read(bounds.place, Need::numeric, rows);
  }
  void read_pair(const Match::Pair& pair, Need need, EntityId entity) {
    read(pair.ours, need, column_.entity, kWhole);
    read(pair.theirs, need, entity);
  }

  const Plan& plan_;
  const std::vector<Reach>& reach_;
  ColumnId id_;
  const Column& column_;
  std::string trouble_;
};

bool is_optional_column(const Plan& plan, ColumnId id) {
  return id == kNoColumn || id < plan.columns.size();
}

absl::Status verify_recurrences(const Plan& plan) {
  ColumnId after = 0;
  for (const Recurrence& each : plan.recurrences) {
    if (each.first < after || each.end <= each.first || each.end > plan.columns.size())
      return broken("a recurrence that is no range of columns");
    after = each.end;
    const EntityId entity = plan.columns[each.first].entity;
    if (each.order == 0) return broken("a recurrence without an order");
    for (ColumnId id = each.first; id < each.end; ++id) {
      const Column& column = plan.columns[id];
      const bool by_row =
          std::holds_alternative<Map>(column.node) || std::holds_alternative<Lookup>(column.node);
      if (column.entity != entity || !by_row || column.form.ratio)
        return broken(concat(column_title(plan, id), ": cannot be part of a recurrence"));
    }
  }
  return absl::OkStatus();
}

absl::Status verify_summaries(const Plan& plan) {
  const auto payer = [&plan](const Payer& who) {
    if (who.kind == Payer::Kind::party) return who.party < plan.parties.size();
    return who.kind != Payer::Kind::column || who.column < plan.columns.size();
  };
  for (const Payment& payment : plan.payments) {
    const bool columns =
        is_optional_column(plan, payment.amount) && is_optional_column(plan, payment.reason) &&
        is_optional_column(plan, payment.honoured) && is_optional_column(plan, payment.where);
    const bool named = payer(payment.payer) && payer(payment.payee) && payer(payment.account) &&
                       payer(payment.purpose);
    if (!columns || !named) {
      return broken(concat("payment ", payment.reward));
    }
    for (const type::ReasonDetail& detail : payment.details) {
      if (detail.amount < plan.columns.size()) continue;
      return broken(concat("payment ", payment.reward));
    }
  }
  for (const Target& target : plan.targets) {
    for (const ColumnId id : {target.metric, target.goal, target.met, target.progress}) {
      if (!is_optional_column(plan, id)) return broken(concat("target ", target.name));
    }
  }
  for (const Finding& finding : plan.findings) {
    bool holds = finding.holds < plan.columns.size() && payer(finding.against) &&
                 plan.columns[finding.holds].type == type::kBoolean;
    for (const Finding::Ground& ground : finding.grounds)
      holds = holds && is_optional_column(plan, ground.holds);
    for (const ColumnId figure : finding.figures) holds = holds && figure < plan.columns.size();
    if (!holds) return broken(concat("finding ", finding.name));
  }
  return absl::OkStatus();
}

absl::Status verify_remarks(const Plan& plan) {
  for (const type::Remark& remark : plan.remarks) {
    if (remark.value != kNoColumn && remark.value >= plan.expressions.size())
      return broken(concat("value of ", remark.name));
  }
  for (const type::RemarkUse& use : plan.remark_uses)
    if (use.remark >= plan.remarks.size()) return broken("use of a remark");
  return absl::OkStatus();
}

absl::Status verify_entities(const Plan& plan) {
  if (plan.entities.empty()) return broken("no whole");
  for (ColumnId id = 0; id < plan.columns.size(); ++id)
    if (plan.columns[id].entity >= plan.entities.size()) return broken(concat("table of c", id));
  for (const Entity& entity : plan.entities) {
    for (const std::uint32_t field : entity.key) {
      if (field >= entity.fields.size()) return broken(concat("key of ", entity.name));
    }
    for (const Field& field : entity.fields) {
      if (!field.default_value) continue;
      const bool constant = *field.default_value < plan.expressions.size() &&
                            plan.expressions[*field.default_value].operand_count == 0 &&
                            plan.expressions[*field.default_value].op != Opcode::column;
      if (!constant) return broken(concat("default of ", entity.name, '.', field.name));
    }
  }
  return absl::OkStatus();
}

absl::Status verify_calendars(const Plan& plan) {
  const auto stands_in = [&plan](ColumnId id, EntityId entity) {
    return id == kNoColumn || (id < plan.columns.size() && plan.columns[id].entity == entity);
  };
  for (const Calendar& calendar : plan.calendars) {
    if (!stands_in(calendar.date, calendar.entity) ||
        !stands_in(calendar.worked, calendar.entity)) {
      return broken(concat("calendar ", calendar.name));
    }
  }
  return absl::OkStatus();
}

/// The fields of a made table are what its list of fields says, and what makes its rows is of the
/// tables that they are made of.
absl::Status verify_made_rows(const Plan& plan) {
  for (const MadeRows& made : plan.made) {
    const auto is_entity = [&plan](EntityId id) {
      return id != kWhole && id < plan.entities.size();
    };
    if (!is_entity(made.entity)) return broken("no such made entity");
    const Entity& entity = plan.entities[made.entity];
    const auto fits = [&](ColumnId id, EntityId rows, TypeKind kind) {
      return id < plan.columns.size() && plan.columns[id].entity == rows &&
             (kind == TypeKind::unknown || plan.columns[id].type.kind == kind);
    };
    const bool of_calendar = made.unit != type::CalendarUnit::none;
    bool holds = (!made.sources.empty() || of_calendar) &&
                 made.fields.size() == entity.fields.size() &&
                 (!made.is_summary() ||
                  (made.groups.size() == made.fields.size() && made.sources.size() == 1));
    for (const MadeRows::Source& source : made.sources)
      holds = holds && is_entity(source.rows) &&
              (source.where == kNoColumn || fits(source.where, source.rows, TypeKind::boolean));
    if (holds && of_calendar)
      holds = fits(made.from, made.span_rows(), TypeKind::date) &&
              fits(made.to, made.span_rows(), TypeKind::date);
    for (const ColumnId cut : made.cuts)
      holds = holds && cut < plan.columns.size() && plan.columns[cut].type.kind == TypeKind::date;
    for (const ColumnId group : made.groups)
      holds = holds && fits(group, made.sources.front().rows, TypeKind::unknown);
    if (!holds) return broken(concat("rows of ", entity.name));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status verify(const Plan& plan) {
  if (absl::Status status = verify_entities(plan); !status.ok()) return status;
  if (absl::Status status = verify_calendars(plan); !status.ok()) return status;
  if (absl::Status status = verify_recurrences(plan); !status.ok()) return status;
  std::vector<Reach> reach;
  if (absl::Status status = verify_expressions(plan, &reach); !status.ok()) return status;
  for (ColumnId id = 0; id < plan.columns.size(); ++id) {
    const std::string trouble = NodeVerifier(plan, reach, id).run();
    if (!trouble.empty()) return broken(concat(column_title(plan, id), ": ", trouble));
  }
  if (absl::Status status = verify_remarks(plan); !status.ok()) return status;
  if (absl::Status status = verify_made_rows(plan); !status.ok()) return status;
  return verify_summaries(plan);
}

}  // namespace remit::plan
