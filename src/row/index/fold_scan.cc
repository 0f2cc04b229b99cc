#include "row/index/fold_scan.h"

#include <algorithm>
#include <functional>
#include <type_traits>

#include "base/int128.h"

namespace remit::row {
namespace {

using plan::FoldOp;

constexpr std::uint64_t kAllRows = ~std::uint64_t{0};
/// Rows that are passed over together, where none of them tells more than those found.
constexpr std::uint64_t kPassedOver = 64;

/// The larger, the more a value tells of the result: its size, or its place among all integers.
template <FoldOp kOp, typename Weight, typename Wide>
Weight weight_of(Wide value) {
  constexpr Weight kSign = Weight{1} << (8 * sizeof(Weight) - 1);
  switch (kOp) {
    case FoldOp::sum:
      return unsigned_abs(value);
    case FoldOp::minimum:
    case FoldOp::all:
      return ~(static_cast<Weight>(value) ^ kSign);
    case FoldOp::maximum:
    case FoldOp::any:
      return static_cast<Weight>(value) ^ kSign;
    case FoldOp::count:
    case FoldOp::first:
    case FoldOp::last:
    case FoldOp::only:
    case FoldOp::median:
      break;
  }
  return 0;
}

/// The heaviest weights met so far.
template <typename Weight>
class Heaviest {
 public:
  explicit Heaviest(std::size_t kept) : kept_(kept), is_full_(kept == 0) {}

  /// Whether it is one of them; an equal one met before is kept in its place.
  bool take(Weight weight) {
    if (is_full_ && (kept_ == 0 || weight <= least_)) return false;
    weights_.insert(std::upper_bound(weights_.begin(), weights_.end(), weight, std::greater<>()),
                    weight);
    if (weights_.size() > kept_) weights_.pop_back();
    is_full_ = weights_.size() == kept_;
    least_ = weights_.back();
    return true;
  }
  /// Whether none of some weights, of which this is the largest, is one of them.
  bool takes_none(Weight largest) const { return is_full_ && (kept_ == 0 || largest <= least_); }

 private:
  std::size_t kept_;
  bool is_full_;
  Weight least_ = 0;             // of those kept
  std::vector<Weight> weights_;  // falling
};

struct Scan {
  const FoldMembers& members;
  const std::uint8_t* where;
  const std::vector<std::uint64_t>& faulted;
  std::size_t kept;

  template <FoldOp kOp, typename T>
  FoldScan over(const T* values) const {
    constexpr bool kIsWide = sizeof(T) > sizeof(std::int64_t);
    using Wide = std::conditional_t<kIsWide, Int128, std::int64_t>;
    using Weight = std::conditional_t<kIsWide, UInt128, std::uint64_t>;
    FoldScan found;
    Heaviest<Weight> heaviest(kept);
    const auto look_at = [&](std::uint64_t row) {
      if (where != nullptr && where[row] == 0) return;
      const Wide value = values == nullptr ? Wide{0} : static_cast<Wide>(values[row]);
      if (heaviest.take(weight_of<kOp, Weight>(value))) {
        found.telling.push_back(row);
      } else {
        ++found.others;
      }
    };
    // Between two rows in error none needs to be asked for.
    std::uint64_t at = 0;
    for (auto next = faulted.begin(); at < members.count;) {
      while (next != faulted.end() && *next < members[at]) ++next;
      const bool is_faulted = next != faulted.end() && *next == members[at];
      if (is_faulted) {
        found.telling.push_back(members[at++]);
        continue;
      }
      const std::uint64_t before = next == faulted.end() ? kAllRows : *next;
      if (members.rows == nullptr) {
        const std::uint64_t end = std::min(members.count, before);
        while (at < end) {
          const std::uint64_t stop = std::min(end, at + kPassedOver);
          found.others += pass_over<kOp>(values, heaviest, &at, stop);
          for (; at < stop; ++at) look_at(at);
        }
      } else {
        for (; at < members.count && members.rows[at] < before; ++at) look_at(members.rows[at]);
      }
    }
    return found;
  }

  /// Goes on to `end` where none of the rows from `at` on tells more than those found; so many of
  /// them count. Without branches, since most rows do not.
  template <FoldOp kOp, typename Weight, typename T>
  std::uint64_t pass_over(const T* values, const Heaviest<Weight>& heaviest, std::uint64_t* at,
                          std::uint64_t end) const {
    using Wide = std::conditional_t<(sizeof(T) > sizeof(std::int64_t)), Int128, std::int64_t>;
    Weight largest = 0;
    std::uint64_t counted = 0;
    for (std::uint64_t row = *at; row < end; ++row) {
      const bool counts = where == nullptr || where[row] != 0;
      const Wide value = values == nullptr ? Wide{0} : static_cast<Wide>(values[row]);
      const Weight weight = counts ? weight_of<kOp, Weight>(value) : Weight{0};
      largest = std::max(largest, weight);
      counted += static_cast<std::uint64_t>(counts);
    }
    if (!heaviest.takes_none(largest)) return 0;
    *at = end;
    return counted;
  }

  template <typename T>
  std::optional<FoldScan> of(FoldOp op, const T* values) const {
    switch (op) {
      case FoldOp::sum:
        return over<FoldOp::sum>(values);
      case FoldOp::minimum:
        return over<FoldOp::minimum>(values);
      case FoldOp::maximum:
        return over<FoldOp::maximum>(values);
      case FoldOp::any:
        return over<FoldOp::any>(values);
      case FoldOp::all:
        return over<FoldOp::all>(values);
      case FoldOp::count:
        return over<FoldOp::count>(values);
      case FoldOp::first:
      case FoldOp::last:
      case FoldOp::only:
      case FoldOp::median:
        break;
    }
    return std::nullopt;
  }
};

/// A column of the folded rows that is stored; null for another one.
const table::ColumnData* own_column(const RunIndex& index, const plan::Fold& node,
                                    plan::ColumnId column) {
  const table::ColumnData* const data = index.stored(column);
  return index.is_of(column, node.rows) ? data : nullptr;
}

}  // namespace

std::optional<FoldScan> scan_fold(const RunIndex& index, const plan::Fold& node,
                                  const FoldMembers& members, std::size_t kept) {
  if (node.window) return std::nullopt;
  std::vector<const table::Faults*> faults{&index.refused(node.rows)};
  const std::uint8_t* where = nullptr;
  if (node.where != plan::kNoColumn) {
    const table::ColumnData* const data = own_column(index, node, node.where);
    if (data == nullptr) return std::nullopt;
    where = std::get<table::Buffer<std::uint8_t>>(data->storage).data();
    faults.push_back(&data->faults);
  }
  const table::ColumnData* values = nullptr;
  if (node.op != FoldOp::count) {
    values = own_column(index, node, node.value);
    if (values == nullptr) return std::nullopt;
    faults.push_back(&values->faults);
  }
  const std::vector<std::uint64_t> faulted = faulted_rows(faults);
  const Scan scan{members, where, faulted, kept};
  if (values == nullptr) return scan.of<std::int64_t>(node.op, nullptr);
  if (const auto* wide = std::get_if<table::Buffer<std::int64_t>>(&values->storage))
    return scan.of(node.op, wide->data());
  if (const auto* wide = std::get_if<table::Buffer<Int128>>(&values->storage))
    return scan.of(node.op, wide->data());
  if (const auto* codes = std::get_if<table::Buffer<std::int32_t>>(&values->storage))
    return scan.of(node.op, codes->data());
  if (const auto* truths = std::get_if<table::Buffer<std::uint8_t>>(&values->storage))
    return scan.of(node.op, truths->data());
  return std::nullopt;
}

}  // namespace remit::row
