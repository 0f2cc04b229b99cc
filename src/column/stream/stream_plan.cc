#include "column/stream/stream_plan.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "column/compile/schedule.h"

namespace remit::column {
namespace {

using plan::ColumnId;
using Kind = StreamObstacle::Kind;

class Planner {
 public:
  Planner(const plan::Plan& plan, plan::EntityId entity) : plan_(plan) {
    const std::size_t columns = plan.columns.size();
    made_.entity = entity;
    made_.roles.resize(columns);
    made_.after.resize(columns);
    made_.kept.resize(columns);
    made_.listed.resize(columns);
    const Schedule schedule = make_schedule(plan, false);
    for (const ColumnTime& time : schedule.columns) made_.needed.push_back(time.needed);
  }

  std::variant<StreamPlan, StreamObstacle> run() {
    if (made_.entity == plan::kWhole) return StreamObstacle{};
    if (auto obstacle = made_rows()) return *obstacle;
    for (ColumnId id = 0; id < plan_.columns.size(); ++id) {
      made_.roles[id] = role_of(id);
      if (auto obstacle = obstacle_of(id)) return *obstacle;
      if (made_.needed[id]) place(id);
    }
    find_listed();
    for (ColumnId id = 0; id < plan_.columns.size(); ++id) {
      if (made_.needed[id]) count_traversals(id);
    }
    return std::move(made_);
  }

 private:
  /// By column: whether any row of it depends on a streamed one. Columns of a recurrence read some
  /// that stand after them, so it looks until nothing more is found.
  std::vector<bool> depends_on_streamed() const {
    std::vector<bool> reached(plan_.columns.size(), false);
    for (bool more = true; std::exchange(more, false);) {
      for (ColumnId id = 0; id < plan_.columns.size(); ++id) {
        if (reached[id]) continue;
        const auto* fold = std::get_if<plan::Fold>(&plan_.columns[id].node);
        bool found = is_streamed(id) || (fold != nullptr && fold->rows == made_.entity);
        const Dependencies needs = dependencies_of(plan_, id);
        for (const auto* list : {&needs.by_row, &needs.whole})
          for (const ColumnId read : *list) found = found || reached[read];
        reached[id] = found;
        more = more || found;
      }
    }
    return reached;
  }

  /// Rows are made before the first batch is read.
  std::optional<StreamObstacle> made_rows() const {
    if (plan_.made.empty()) return std::nullopt;
    const std::vector<bool> reached = depends_on_streamed();
    for (plan::MadeRows made : plan_.made) {
      bool streamed = made.entity == made_.entity;
      for (const plan::MadeRows::Source& source : made.sources)
        streamed = streamed || source.rows == made_.entity;
      type::visit_columns(made, [&](ColumnId id) { streamed = streamed || reached[id]; });
      if (streamed) return StreamObstacle{Kind::makes_rows, plan::kNoColumn, made.entity};
    }
    return std::nullopt;
  }

  bool is_streamed(ColumnId id) const { return plan_.columns[id].entity == made_.entity; }

  StreamRole role_of(ColumnId id) const {
    const plan::Node& node = plan_.columns[id].node;
    const auto* fold = std::get_if<plan::Fold>(&node);
    if (!is_streamed(id)) {
      return fold != nullptr && fold->rows == made_.entity ? StreamRole::fold : StreamRole::beside;
    }
    const bool found = fold != nullptr && !fold->is_gathered() && fold->rows != made_.entity;
    if (found) return StreamRole::row;  // as a match finds rows of other tables
    const bool whole = fold != nullptr || std::holds_alternative<plan::Rank>(node) ||
                       std::holds_alternative<plan::Apportion>(node);
    if (fold != nullptr && fold->rows != made_.entity) return StreamRole::beside;
    return whole ? StreamRole::whole : StreamRole::row;
  }

  std::optional<StreamObstacle> obstacle_of(ColumnId id) const {
    const plan::Column& column = plan_.columns[id];
    if (const auto* match = std::get_if<plan::Match>(&column.node);
        match != nullptr && match->entity == made_.entity) {
      return StreamObstacle{match->earlier != 0 ? Kind::earlier : Kind::matched, id};
    }
    if (column.type.kind == type::TypeKind::reference && column.type.ref == made_.entity) {
      return StreamObstacle{Kind::referred_to, id};
    }
    if (!made_.needed[id] || made_.roles[id] == StreamRole::whole) return std::nullopt;
    if (made_.roles[id] == StreamRole::fold) {
      const bool gathered = std::get<plan::Fold>(column.node).is_gathered();
      return gathered ? text_fold(id) : StreamObstacle{Kind::in_order, id};
    }
    if (!std::holds_alternative<plan::Map>(column.node)) return std::nullopt;
    for (const ColumnId read : dependencies_of(plan_, id).whole) {
      if (is_streamed(read)) return StreamObstacle{Kind::calendar, id};
    }
    return std::nullopt;
  }

  /// Codes of texts mean something within one batch only.
  std::optional<StreamObstacle> text_fold(ColumnId id) const {
    const ColumnId value = std::get<plan::Fold>(plan_.columns[id].node).value;
    if (value == plan::kNoColumn) return std::nullopt;
    if (plan_.columns[value].type.kind != type::TypeKind::text) return std::nullopt;
    return StreamObstacle{Kind::text_kept, id};
  }

  /// All that a column reads stands before it in the plan.
  void place(ColumnId id) {
    Dependencies needs = dependencies_of(plan_, id);
    std::vector<ColumnId>& all = needs.by_row;
    all.insert(all.end(), needs.whole.begin(), needs.whole.end());
    int& after = made_.after[id];
    // How many rows there are is known after the first traversal.
    if (made_.roles[id] == StreamRole::whole) after = 1;
    for (const ColumnId read : all) {
      const bool is_row = made_.roles[read] == StreamRole::row;
      const bool must_keep = made_.roles[id] == StreamRole::whole && is_row;
      if (must_keep) made_.kept[read] = true;
      after = std::max(after, made_.after[read] + (must_keep ? 1 : 0));
    }
    if (made_.roles[id] == StreamRole::fold) ++after;
  }

  /// Who pays, is paid or is found against, and figures beside a finding, may be of the whole.
  void find_listed() {
    const auto list = [this](ColumnId id) {
      if (id == plan::kNoColumn || plan_.columns[id].entity != plan::kWhole) return;
      made_.listed[id] = made_.needed[id] && is_result(id);
    };
    for (const plan::Payment& payment : plan_.payments) {
      if (payment.entity != made_.entity) continue;
      for (const ColumnId* id : type::named_columns(payment)) list(*id);
      for (const type::ReasonDetail& detail : payment.details) list(detail.amount);
    }
    for (const plan::Finding& finding : plan_.findings) {
      if (finding.entity != made_.entity) continue;
      list(finding.against.column);
      list(finding.holds);
      for (const plan::Finding::Ground& ground : finding.grounds) list(ground.holds);
      for (const ColumnId figure : finding.figures) list(figure);
    }
  }

  bool is_result(ColumnId id) const {
    const plan::Column& column = plan_.columns[id];
    return column.output && !std::holds_alternative<plan::Input>(column.node);
  }

  void count_traversals(ColumnId id) {
    int last = made_.after[id];
    const bool with_rows = made_.listed[id] || (is_streamed(id) && is_result(id));
    if (made_.kept[id] || with_rows) last = made_.after[id] + 1;
    made_.traversals = std::max(made_.traversals, last);
  }

  const plan::Plan& plan_;
  StreamPlan made_;
};

std::optional<StreamObstacle> kept_text(const plan::Plan& plan, const StreamPlan& made) {
  for (ColumnId id = 0; id < plan.columns.size(); ++id) {
    if (!made.kept[id] || plan.columns[id].type.kind != type::TypeKind::text) continue;
    return StreamObstacle{Kind::text_kept, id};
  }
  return std::nullopt;
}

}  // namespace

std::variant<StreamPlan, StreamObstacle> plan_stream(const plan::Plan& plan,
                                                     plan::EntityId entity) {
  std::variant<StreamPlan, StreamObstacle> made = Planner(plan, entity).run();
  if (const auto* stream = std::get_if<StreamPlan>(&made)) {
    if (auto obstacle = kept_text(plan, *stream)) return *obstacle;
  }
  return made;
}

}  // namespace remit::column
