#include "lowering/schedule.h"

#include <cstdint>
#include <numeric>

namespace remit::lowering {
namespace {

enum class Visit : std::uint8_t { untouched, open, done };

class Scheduler {
 public:
  Scheduler(const ValuePool& pool, const DraftColumns& columns,
            const std::vector<PartySplit>& splits, const std::vector<ColumnId>& stands_for)
      : pool_(pool),
        columns_(columns),
        splits_(splits),
        stands_for_(stands_for),
        states_(stands_for.size(), Visit::untouched),
        readers_(stands_for.size(), 0) {}

  /// False if a cycle is met.
  bool visit(ColumnId root) {
    stack_.push_back(stands_for_[root]);
    while (!stack_.empty()) {
      const ColumnId id = stack_.back();
      if (states_[id] == Visit::untouched) {
        states_[id] = Visit::open;
        if (!push_needs(id)) return false;
      } else {
        stack_.pop_back();
        if (states_[id] == Visit::open) {
          states_[id] = Visit::done;
          order_.push_back(id);
        }
      }
    }
    return true;
  }

  std::vector<ColumnId> take() { return std::move(order_); }
  std::vector<std::uint32_t> take_readers() { return std::move(readers_); }

 private:
  bool push_needs(ColumnId id) {
    needs_.clear();
    const Node& node = columns_[id].node;
    if (const auto* map = std::get_if<Map>(&node)) {
      collect_columns(map->expression);
    } else if (const auto* share = std::get_if<PartyShare>(&node)) {
      visit_split_columns(splits_[share->split], [&](ColumnId need) { needs_.push_back(need); });
    } else {
      visit_columns(node, [&](ColumnId need) { needs_.push_back(need); });
    }
    for (const ColumnId need : needs_) ++readers_[need];
    // Last in, first out: the first need is to come first.
    for (auto need = needs_.rbegin(); need != needs_.rend(); ++need) {
      const ColumnId other = stands_for_[*need];
      if (states_[other] == Visit::open) return false;
      if (states_[other] == Visit::untouched) stack_.push_back(other);
    }
    return true;
  }

  /// The columns that a formula reads. Values it shares with itself are walked once.
  void collect_columns(ValueId root) {
    ++round_;
    formula_.assign(1, root);
    while (!formula_.empty()) {
      const ValueId id = formula_.back();
      formula_.pop_back();
      if (seen_.size() <= id) seen_.resize(id + 1, 0);
      if (seen_[id] == round_) continue;
      seen_[id] = round_;
      const Value& value = pool_[id];
      if (value.op == Opcode::column) needs_.push_back(value.payload);
      if (type::operation(value.op).payload == type::Payload::calendar) {
        const check::Calendar& calendar = pool_.model().calendars[value.payload];
        if (calendar.date != check::kNone) needs_.push_back(calendar.date);
        if (calendar.worked != check::kNone) needs_.push_back(calendar.worked);
      }
      const auto operands = pool_.operands(id);
      formula_.insert(formula_.end(), operands.rbegin(), operands.rend());
    }
  }

  const ValuePool& pool_;
  const DraftColumns& columns_;
  const std::vector<PartySplit>& splits_;
  const std::vector<ColumnId>& stands_for_;
  std::vector<Visit> states_;
  std::vector<std::uint32_t> readers_;
  std::vector<ColumnId> stack_;
  std::vector<ColumnId> order_;
  std::vector<ColumnId> needs_;
  std::vector<ValueId> formula_;
  std::vector<std::uint32_t> seen_;  // by ValueId: the round that walked it last
  std::uint32_t round_ = 0;
};

}  // namespace

std::optional<std::vector<ColumnId>> scheduled(const ValuePool& pool, const DraftColumns& columns,
                                               const std::vector<PartySplit>& splits,
                                               const std::vector<ColumnId>& stands_for,
                                               const std::vector<ColumnId>& roots) {
  Scheduler scheduler(pool, columns, splits, stands_for);
  for (const ColumnId root : roots) {
    if (!scheduler.visit(root)) return std::nullopt;
  }
  return scheduler.take();
}

std::vector<std::uint32_t> count_readers(const ValuePool& pool, const DraftColumns& columns,
                                         const std::vector<PartySplit>& splits,
                                         const std::vector<ColumnId>& roots) {
  std::vector<ColumnId> stands_for(columns.size());
  std::iota(stands_for.begin(), stands_for.end(), ColumnId{0});
  Scheduler scheduler(pool, columns, splits, stands_for);
  for (const ColumnId root : roots) {
    if (!scheduler.visit(root)) break;
  }
  return scheduler.take_readers();
}

}  // namespace remit::lowering
