#include "row/index/rank_scan.h"

#include <algorithm>
#include <array>
#include <type_traits>
#include <vector>

#include "base/budget.h"
#include "row/index/run_index.h"

namespace remit::row {
namespace {

using table::ColumnData;

/// Rows that are looked at together, column by column.
constexpr std::size_t kTogether = 1024;

/// Calls `use` with how to read a value of the column: its type is that of the storage.
template <typename Use>
void with_values(const ColumnData& column, const Use& use) {
  std::visit(
      [&](const auto& values) {
        if constexpr (std::is_same_v<std::decay_t<decltype(values)>, table::TextData>) {
          use([&values](std::uint64_t row) { return values[row]; });
        } else {
          use([data = values.data()](std::uint64_t row) -> decltype(auto) { return data[row]; });
        }
      },
      column.storage);
}

/// How some rows, one after the other, stand to the row that is explained.
class Stretch {
 public:
  Stretch(std::uint64_t own, std::uint64_t begin, std::size_t count)
      : own_(own), begin_(begin), count_(count) {
    takes_part_.fill(1);
    order_.fill(0);
  }

  void ask_condition(const ColumnData& where) {
    const auto* truths = std::get<table::Buffer<std::uint8_t>>(where.storage).data();
    for (std::size_t i = 0; i < count_; ++i) takes_part_[i] &= truths[begin_ + i] != 0;
  }
  void ask_group(const ColumnData& group) {
    with_values(group, [&](const auto& value) {
      const auto own = value(own_);
      for (std::size_t i = 0; i < count_; ++i) takes_part_[i] &= value(begin_ + i) == own;
    });
  }
  /// What decides where the keys before leave a row equal. Without branches: most rows differ from
  /// this one by chance.
  void ask_key(const ColumnData& key, bool descending) {
    const int sign = descending ? -1 : 1;
    with_values(key, [&](const auto& value) {
      const auto own = value(own_);
      for (std::size_t i = 0; i < count_; ++i) {
        const auto& other = value(begin_ + i);
        const int next = sign * (static_cast<int>(own < other) - static_cast<int>(other < own));
        order_[i] = static_cast<std::int8_t>(order_[i] + static_cast<int>(order_[i] == 0) * next);
      }
    });
  }
  void leave_out(std::uint64_t row) { takes_part_[row - begin_] = 0; }

  std::uint8_t takes_part(std::size_t i) const { return takes_part_[i]; }
  std::int8_t order(std::size_t i) const { return order_[i]; }
  const std::array<std::int8_t, kTogether>& orders() const { return order_; }

 private:
  std::uint64_t own_, begin_;
  std::size_t count_;
  std::array<std::uint8_t, kTogether> takes_part_;
  std::array<std::int8_t, kTogether> order_;
};

/// The rows with a fault of one column, looked up in their order.
struct FaultyRows {
  const table::Faults* faults;
  std::size_t next = 0;
};

class RankScan {
 public:
  RankScan(const RunIndex& index, const CellPlace& place, const plan::Rank& node, std::size_t kept)
      : index_(index), place_(place), node_(node), kept_(kept) {}

  std::optional<RankTrace> run() {
    const plan::EntityId entity = place_.plan.columns[place_.column].entity;
    faulty_.push_back({&index_.refused(entity)});
    if (!prepare()) return std::nullopt;
    trace_.competes = true;
    const std::uint64_t rows = place_.cells.row_count(entity);
    for (std::uint64_t begin = 0; begin < rows; begin += kTogether) {
      base::spend(kTogether / 8);
      look_at(begin, std::min<std::size_t>(kTogether, rows - begin));
    }
    trace_.tied_count = tied_.count;
    trace_.tied = tied_.rows;
    if (node_.output == plan::RankOutput::position && tied_.count > 0)
      trace_.broken = std::move(tied_);
    else if (beside_.count > 0)
      trace_.broken = std::move(beside_);
    return std::move(trace_);
  }

 private:
  /// False: a column is not stored. Those of the whole are the same for all rows.
  bool prepare() {
    bool all_stored = true;
    const auto add = [&](plan::ColumnId column) -> const ColumnData* {
      if (column == plan::kNoColumn || index_.is_of(column, plan::kWhole)) return nullptr;
      const ColumnData* data = index_.stored(column);
      all_stored = all_stored && data != nullptr;
      if (data != nullptr) faulty_.push_back({&data->faults});
      return data;
    };
    where_ = add(node_.where);
    for (const plan::ColumnId column : node_.partition) groups_.push_back(add(column));
    for (const plan::SortKey& key : node_.keys) keys_.push_back(add(key.value));
    std::erase(groups_, nullptr);
    return all_stored;
  }

  void look_at(std::uint64_t begin, std::size_t count) {
    Stretch stretch(place_.row, begin, count);
    if (where_ != nullptr) stretch.ask_condition(*where_);
    for (const ColumnData* group : groups_) stretch.ask_group(*group);
    std::array<std::int8_t, kTogether> but_last{};
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      if (i + 1 == keys_.size()) but_last = stretch.orders();
      if (keys_[i] != nullptr) stretch.ask_key(*keys_[i], node_.keys[i].descending);
    }
    for (FaultyRows& faulty : faulty_) {
      for (; faulty.next < faulty.faults->size(); ++faulty.next) {
        const std::uint64_t row = (*faulty.faults)[faulty.next].first;
        if (row >= begin + count) break;
        if (row >= begin) stretch.leave_out(row);
      }
    }
    const bool several = keys_.size() >= 2;
    for (std::size_t i = 0; i < count; ++i) {
      const unsigned part = stretch.takes_part(i), before = stretch.order(i) < 0;
      trace_.competitors += part;
      trace_.better += part & before;
      const unsigned is_near = (several ? but_last[i] : stretch.order(i)) == 0;
      if ((part & is_near) == 0 || begin + i == place_.row) continue;
      note(stretch.order(i) == 0 ? tied_ : beside_, begin + i);
    }
    beside_.decided_by = node_.keys.back().value;
  }

  void note(TieTrace& tie, std::uint64_t row) const {
    ++tie.count;
    if (tie.rows.size() < kept_) tie.rows.push_back(row);
  }

  const RunIndex& index_;
  const CellPlace& place_;
  const plan::Rank& node_;
  std::size_t kept_;
  const ColumnData* where_ = nullptr;
  std::vector<const ColumnData*> groups_, keys_;  ///< null: a key of the whole
  std::vector<FaultyRows> faulty_;
  RankTrace trace_;
  TieTrace tied_, beside_;
};

}  // namespace

std::optional<RankTrace> scan_rank(const RunIndex& index, const CellPlace& place,
                                   const plan::Rank& node, const TraceOptions& options) {
  return RankScan(index, place, node, options.contributions).run();
}

}  // namespace remit::row
