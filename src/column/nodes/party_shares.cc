// One amount for each row, divided among parties: columns of their own.
#include <algorithm>
#include <numeric>
#include <optional>

#include "column/nodes/column_writer.h"
#include "column/nodes/nodes.h"
#include "column/nodes/quick_split.h"
#include "column/nodes/shares.h"
#include "column/run/fault_rule.h"

namespace remit::column {
namespace {

using number::RemainderRule;
using number::ShareMethod;
using type::CellFault;
using type::Fault;

constexpr std::uint64_t kTaskRows = 16 * 1024;

class PartyShares {
 public:
  PartyShares(const Environment& environment, const plan::PartySplit& split,
              const std::vector<plan::ColumnId>& ids, plan::ColumnId asked)
      : plan_(environment.plan),
        split_(split),
        ids_(ids),
        asked_(asked),
        entity_(plan_.columns[asked].entity),
        rows_(environment.row_counts[entity_]),
        total_(environment, split.total, entity_) {
    for (const plan::ColumnId id : split.weights) weights_.emplace_back(environment, id, entity_);
    for (const plan::ColumnId id : split.caps) caps_.emplace_back(environment, id, entity_);
    for (const plan::ColumnId id : ids) {
      parts_.emplace_back(environment, id == plan::kNoColumn ? asked : id, rows_);
    }
  }

  std::vector<ColumnPtr> run(base::Executor& executor) {
    std::vector<std::uint64_t> left;
    if (prepare_quick_way()) {
      left = divide_quickly(executor);
    } else {
      left.resize(static_cast<std::size_t>(rows_));
      std::iota(left.begin(), left.end(), std::uint64_t{0});
    }
    for (const std::uint64_t row : left) divide(row);
    std::vector<ColumnPtr> columns;
    for (std::size_t i = 0; i < ids_.size(); ++i) {
      columns.push_back(ids_[i] == plan::kNoColumn ? nullptr : parts_[i].finish());
    }
    return columns;
  }

 private:
  /// Whether most rows can be divided in machine integers: by weight or equally, without caps.
  bool prepare_quick_way() {
    const bool capped = std::any_of(caps_.begin(), caps_.end(),
                                    [](const ShareReader& cap) { return cap.is_given(); });
    if (split_.method == ShareMethod::in_order || capped || !total_.is_small()) return false;
    if (split_.remainder == RemainderRule::named && split_.owner >= weights_.size()) return false;
    grid_ = StepGrid::make(split_.rounding.increment, total_.decimals(),
                           plan_.columns[asked_].form.decimals);
    if (!grid_) return false;
    for (const plan::ColumnId id : ids_) {
      if (id == plan::kNoColumn) continue;
      const plan::Column& column = plan_.columns[id];
      if (column.form.ratio || column.form.decimals != plan_.columns[asked_].form.decimals)
        return false;
    }
    if (split_.method == ShareMethod::equal) return true;
    int decimals = 0;
    for (const ShareReader& weight : weights_) {
      if (!weight.is_small()) return false;
      decimals = std::max(decimals, weight.decimals());
    }
    for (const ShareReader& weight : weights_) {
      const Integer factor = Integer::pow10(decimals - weight.decimals());
      if (!factor.fits_int64() || !(weight.range() * factor).fits_int64()) return false;
      factors_.push_back(factor.to_int64());
    }
    return true;
  }

  bool has_fault(std::uint64_t row) const {
    if (!total_.is_clean() && total_.fault(row) != nullptr) return true;
    return std::any_of(weights_.begin(), weights_.end(), [&](const ShareReader& weight) {
      return !weight.is_clean() && weight.fault(row) != nullptr;
    });
  }

  /// The rows that it could not divide, ascending.
  std::vector<std::uint64_t> divide_quickly(base::Executor& executor) {
    const auto tasks = static_cast<std::size_t>((rows_ + kTaskRows - 1) / kTaskRows);
    std::vector<std::vector<std::uint64_t>> left(tasks);
    executor.run(tasks, [&](std::size_t task, std::size_t) {
      const std::size_t last = weights_.size() - 1;
      QuickSplit split(split_.remainder,
                       split_.remainder == RemainderRule::named ? split_.owner : last,
                       split_.rounding.mode);
      std::vector<std::int64_t> weights(weights_.size(), 1), steps(weights_.size());
      const std::uint64_t begin = task * kTaskRows, end = std::min(begin + kTaskRows, rows_);
      for (std::uint64_t row = begin; row < end; ++row) {
        if (has_fault(row) || !divide_quickly(row, split, weights, steps)) {
          left[task].push_back(row);
        }
      }
    });
    std::vector<std::uint64_t> all;
    for (const auto& part : left) all.insert(all.end(), part.begin(), part.end());
    return all;
  }

  bool divide_quickly(std::uint64_t row, QuickSplit& split, std::vector<std::int64_t>& weights,
                      std::vector<std::int64_t>& parts) {
    const std::int64_t whole = total_.int64(row);
    const std::optional<std::int64_t> steps = grid_->steps(whole);
    if (!steps) return false;
    for (std::size_t i = 0; i < factors_.size(); ++i) {
      weights[i] = weights_[i].int64(row) * factors_[i];
    }
    if (!split.divide(*steps, whole < 0, weights, parts)) return false;
    for (std::int64_t& part : parts) {
      const std::optional<std::int64_t> coefficient = grid_->part(part);
      if (!coefficient) return false;
      part = whole < 0 ? -*coefficient : *coefficient;
    }
    for (std::size_t i = 0; i < parts.size(); ++i) parts_[i].put_int64(row, parts[i]);
    return true;
  }

  /// Any row, in unlimited rationals.
  void divide(std::uint64_t row) {
    const Fault* first = total_.fault(row);
    std::vector<number::Recipient> recipients(weights_.size());
    for (std::size_t i = 0; i < weights_.size(); ++i) {
      if (first == nullptr) first = weights_[i].fault(row);
      if (first != nullptr) continue;
      if (split_.method == ShareMethod::in_order) recipients[i].cap = weights_[i].number(row);
      if (split_.method == ShareMethod::pro_rata) recipients[i].weight = weights_[i].number(row);
    }
    for (std::size_t i = 0; i < caps_.size(); ++i) {
      if (first == nullptr) first = caps_[i].fault(row);
      if (first == nullptr && caps_[i].is_given()) recipients[i].cap = caps_[i].number(row);
    }
    number::Apportionment result;
    std::optional<CellFault> refused;
    if (first == nullptr) {
      const number::Rational whole = total_.number(row);
      result = number::apportion(whole, recipients,
                                 {split_.method, split_.remainder, split_.owner, split_.rounding});
      refused = refusal(whole, split_.method, recipients, result);
    }
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      if (first != nullptr) {
        parts_[i].put_fault(row, as_needed(*first));
      } else if (refused) {
        parts_[i].put_fault(row, *refused);
      } else {
        parts_[i].put(row, result.shares[i].part);
      }
    }
  }

  const plan::Plan& plan_;
  const plan::PartySplit& split_;
  const std::vector<plan::ColumnId>& ids_;
  plan::ColumnId asked_;  ///< one of the ids
  plan::EntityId entity_;
  std::uint64_t rows_;
  ShareReader total_;
  std::vector<ShareReader> weights_, caps_;
  std::vector<ColumnWriter> parts_;
  std::optional<StepGrid> grid_;
  std::vector<std::int64_t> factors_;  ///< weights of equally many decimals; empty: equal shares
};

}  // namespace

std::vector<ColumnPtr> compute_party_shares(const Environment& environment,
                                            const plan::PartySplit& split,
                                            const std::vector<plan::ColumnId>& ids,
                                            base::Executor& executor) {
  const auto asked =
      std::find_if(ids.begin(), ids.end(), [](plan::ColumnId id) { return id != plan::kNoColumn; });
  return PartyShares(environment, split, ids, *asked).run(executor);
}

}  // namespace remit::column
