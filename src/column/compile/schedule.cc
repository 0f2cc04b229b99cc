#include "column/compile/schedule.h"

#include <algorithm>

#include "base/hash_map.h"
#include "plan/recurrence.h"

namespace remit::column {
namespace {

using plan::ColumnId;
using plan::ExpressionId;
using plan::kNoColumn;
using plan::Opcode;

class DependencyFinder {
 public:
  explicit DependencyFinder(const plan::Plan& plan) : plan_(plan) {}

  Dependencies of(ColumnId id) {
    const plan::Recurrence* const part_of = plan::recurrence_of(plan_, id);
    if (part_of == nullptr) return of_column(id);
    if (part_of != known_) outside_ = read_outside(*part_of);
    known_ = part_of;
    return {{}, outside_, false};
  }

  std::vector<ColumnId> read_outside(const plan::Recurrence& recurrence) {
    std::vector<ColumnId> outside;
    for (ColumnId id = recurrence.first; id < recurrence.end; ++id) {
      const Dependencies needs = of_column(id);
      for (const auto& list : {needs.by_row, needs.whole})
        for (const ColumnId read : list)
          if (read < recurrence.first) outside.push_back(read);
    }
    std::sort(outside.begin(), outside.end());
    outside.erase(std::unique(outside.begin(), outside.end()), outside.end());
    return outside;
  }

 private:
  Dependencies of_column(ColumnId id) {
    found_ = {};
    entity_ = plan_.columns[id].entity;
    std::visit([this](const auto& node) { add(node); }, plan_.columns[id].node);
    return std::move(found_);
  }

  void add_whole(ColumnId id) {
    if (id != kNoColumn) found_.whole.push_back(id);
  }
  void add_row(ColumnId id) {
    if (id == kNoColumn) return;
    (plan_.columns[id].entity == entity_ ? found_.by_row : found_.whole).push_back(id);
  }
  void add_keys(const std::vector<plan::SortKey>& keys) {
    for (const plan::SortKey& key : keys) add_whole(key.value);
  }

  void add(const plan::Input&) {}
  void add(const plan::Map& node) {
    base::HashSet<ExpressionId> seen;
    std::vector<ExpressionId> open = {node.expression};
    while (!open.empty()) {
      const ExpressionId id = open.back();
      open.pop_back();
      if (!seen.insert(id).second) continue;
      const plan::Expression& e = plan_.expressions[id];
      if (e.op == Opcode::column) add_row(e.payload);
      const type::OperationInfo& info = type::operation(e.op);
      if (info.evaluation == type::Evaluation::branch || info.is_junction()) {
        found_.may_skip = true;
      }
      if (info.payload == type::Payload::calendar) {
        add_whole(plan_.calendars[e.payload].date);
        add_whole(plan_.calendars[e.payload].worked);
      }
      for (std::uint32_t i = 0; i < e.operand_count; ++i) {
        open.push_back(plan_.operands[e.first_operand + i]);
      }
    }
  }
  void add(const plan::Lookup& node) {
    add_row(node.via);
    add_whole(node.target);
  }
  void add(const plan::Match& node) {
    for (const plan::Match::Pair& pair : node.equal) add_whole(pair.ours), add_whole(pair.theirs);
    if (node.as_of) add_whole(node.as_of->ours), add_whole(node.as_of->theirs);
  }
  void add_ordered(const plan::Fold& node) {
    for (const ColumnId id : {node.via, node.value, node.where}) add_whole(id);
    for (const ColumnId id : node.partition) add_whole(id);
    for (const ColumnId id : node.ours) add_whole(id);
    add_keys(node.order);
    if (!node.window) return;
    for (const ColumnId id :
         {node.window->key, node.window->lower, node.window->upper, node.window->place})
      add_whole(id);
  }
  void add(const plan::Fold& node) {
    if (!node.is_gathered()) return add_ordered(node);
    entity_ = node.rows;
    add_row(node.value);
    add_row(node.where);
    add_row(node.via);
    for (const ColumnId id : node.partition) add_whole(id);
  }
  void add(const plan::Rank& node) {
    add_keys(node.keys);
    for (const ColumnId id : node.partition) add_whole(id);
    add_whole(node.where);
  }
  void add(const plan::Apportion& node) {
    for (const ColumnId id :
         {node.total, node.where, node.weight, node.cap, node.floor, node.owner}) {
      add_whole(id);
    }
    for (const ColumnId id : node.partition) add_whole(id);
    add_keys(node.order);
  }
  void add(const plan::PartyShare& node) {
    const plan::PartySplit& split = plan_.party_splits[node.split];
    add_whole(split.total);
    for (const ColumnId id : split.weights) add_whole(id);
    for (const ColumnId id : split.caps) add_whole(id);
  }

  const plan::Plan& plan_;
  plan::EntityId entity_ = 0;
  Dependencies found_;
  const plan::Recurrence* known_ = nullptr;
  std::vector<ColumnId> outside_;  ///< read by it
};

bool is_by_row(const plan::Plan& plan, ColumnId id) {
  const plan::Node& node = plan.columns[id].node;
  return (std::holds_alternative<plan::Map>(node) || std::holds_alternative<plan::Lookup>(node)) &&
         plan::recurrence_of(plan, id) == nullptr;
}

/// Of a recurrence, whoever needs one column needs all. Asked of the last one, when everybody who
/// may need one of them is known.
void need_together(const plan::Plan& plan, const std::vector<bool>& outputs, ColumnId last,
                   std::vector<ColumnTime>& times) {
  const plan::Recurrence* const part_of = plan::recurrence_of(plan, last);
  if (part_of == nullptr || part_of->end != last + 1) return;
  bool needed = false;
  for (ColumnId id = part_of->first; id < part_of->end; ++id)
    needed = needed || outputs[id] || times[id].needed;
  for (ColumnId id = part_of->first; id < part_of->end; ++id) times[id].needed = needed;
}

bool is_tallied(const std::vector<bool>& tallied, std::size_t id) {
  return !tallied.empty() && tallied[id];
}

}  // namespace

Schedule make_schedule(const plan::Plan& plan, bool keep_helpers,
                       const std::vector<bool>& tallied) {
  std::vector<bool> outputs(plan.columns.size());
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    outputs[i] = plan.columns[i].output || keep_helpers;
  }
  return make_schedule(plan, outputs, std::vector<bool>(outputs.size()), tallied);
}

Dependencies dependencies_of(const plan::Plan& plan, plan::ColumnId id) {
  return DependencyFinder(plan).of(id);
}

std::vector<plan::ColumnId> read_outside(const plan::Plan& plan,
                                         const plan::Recurrence& recurrence) {
  return DependencyFinder(plan).read_outside(recurrence);
}

Schedule make_schedule(const plan::Plan& plan, const std::vector<bool>& outputs,
                       const std::vector<bool>& complete, const std::vector<bool>& tallied) {
  Schedule schedule;
  schedule.columns.resize(plan.columns.size());
  std::vector<ColumnTime>& times = schedule.columns;
  DependencyFinder finder(plan);
  std::vector<Dependencies> needs(plan.columns.size());
  for (std::size_t i = plan.columns.size(); i-- > 0;) {
    if (complete[i]) continue;
    need_together(plan, outputs, static_cast<ColumnId>(i), times);
    if (outputs[i]) {
      times[i].needed = true;
      (is_tallied(tallied, i) ? times[i].folded : times[i].stored) = true;
    }
    if (!times[i].needed) continue;
    needs[i] = finder.of(static_cast<ColumnId>(i));
    for (const ColumnId id : needs[i].by_row) times[id].needed = !complete[id];
    for (const ColumnId id : needs[i].whole) times[id].needed = !complete[id];
  }
  for (std::size_t i = 0; i < times.size(); ++i) {
    ColumnTime& time = times[i];
    if (!time.needed || std::holds_alternative<plan::Input>(plan.columns[i].node)) continue;
    const auto* fold = std::get_if<plan::Fold>(&plan.columns[i].node);
    const bool folds = fold != nullptr && fold->is_gathered();
    time.by_row = is_by_row(plan, static_cast<ColumnId>(i));
    int stage = 0;
    for (const ColumnId id : needs[i].by_row) stage = std::max(stage, times[id].local);
    for (const ColumnId id : needs[i].whole) stage = std::max(stage, times[id].ready);
    time.ready = stage + (time.by_row || folds ? 1 : 0);
    time.local = time.by_row ? stage : time.ready;
    schedule.stages = std::max(schedule.stages, time.ready + 1);
    for (const ColumnId id : needs[i].whole) times[id].stored = true;
    for (const ColumnId id : needs[i].by_row) {
      if (!times[id].by_row || times[id].local != stage) {
        times[id].stored = true;
      } else if (folds) {
        times[id].folded = true;
      } else {
        ++times[id].readers;
      }
    }
  }
  find_premises(plan, outputs, needs, &schedule);
  return schedule;
}

}  // namespace remit::column
