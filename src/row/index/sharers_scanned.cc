#include <type_traits>
#include <utility>

#include "row/index/row_scan.h"
#include "row/index/run_index.h"
#include "row/index/sharers.h"

namespace remit::row {
namespace {

class ScannedSharers : public Sharers {
 public:
  ScannedSharers(const SharersOf& of, StoredKeys keys, StoredKeys last)
      : of_(of), keys_(std::move(keys)), last_(std::move(last)), beside_(last_, of.named) {}

  /// False: this row is none of them.
  bool find(RowScan& scan) {
    // Of a division by weight all rows are looked at again.
    const bool keeps_rows = of_.node.method != number::ShareMethod::in_order;
    if (keeps_rows) rows_.reserve(of_.evaluator.index()->row_count(entity()));
    scan.run([&](const Stretch& stretch) {
      look_at(stretch);
      if (keeps_rows)
        rows_.insert(rows_.end(), stretch.rows.data(), stretch.rows.data() + stretch.count);
    });
    return is_there_;
  }

  std::span<const RowNumber> rows() override { return rows_; }

  TieTrace same_turn() override {
    // Those that only the table tells apart, else those that the last key does.
    if (equal_.count > 0 || beside_.count() == 0) return equal_;
    return {beside_.rows(), beside_.count(), of_.node.order.back().value};
  }

  std::optional<TieTrace> fared_otherwise(const OddSteps& odd) override {
    OddTie tie(of_, odd, keys_);
    tie.look_at(rows_);
    return tie.take();
  }

 private:
  plan::EntityId entity() const { return of_.place.plan.columns[of_.place.column].entity; }

  void look_at(const Stretch& stretch) {
    count_ += stretch.count;
    of_.claims.parts().read([&](const auto& part) { add_parts(stretch, part); });
    const std::uint64_t own = of_.place.row;
    for_zeros(stretch.up_to_last, stretch.count, [&](std::size_t i) {
      const RowNumber row = stretch.rows[i];
      if (row == own) {
        is_there_ = true;
      } else if (stretch.order[i] != 0) {
        beside_.add(row);
      } else {
        ++equal_.count;
        if (equal_.rows.size() < of_.named) equal_.rows.push_back(row);
      }
    });
  }

  /// Without branches: whether a row comes before this one is a matter of chance.
  template <typename Part>
  void add_parts(const Stretch& stretch, const Part& part) {
    using Sum = std::conditional_t<sizeof(part(0)) == sizeof(std::int32_t), std::int64_t, Int128>;
    const std::uint64_t own = of_.place.row;
    Sum before = 0, all = 0;
    std::uint64_t place = 0;
    for (std::size_t i = 0; i < stretch.count; ++i) {
      const RowNumber row = stretch.rows[i];
      const Sum value = part(row);
      const bool is_before = stretch.order[i] < static_cast<int>(row < own);
      place += static_cast<std::uint64_t>(is_before);
      before += value & -static_cast<Sum>(is_before);
      all += value;
    }
    place_ += place;
    before_ += before;
    all_ += all;
  }

  SharersOf of_;
  StoredKeys keys_;
  StoredKeys last_;
  bool is_there_ = false;
  std::vector<RowNumber> rows_;
  TieTrace equal_;       ///< in all keys
  ForemostRows beside_;  ///< in all but the last
};

}  // namespace

std::unique_ptr<Sharers> scanned_sharers(const SharersOf& of) {
  const RunIndex& index = *of.evaluator.index();
  const std::span<const plan::SortKey> order = of.node.order;
  auto keys = StoredKeys::of(index, order);
  auto scan = RowScan::make(index, of.place.plan.columns[of.place.column].entity, of.place.row,
                            {order, of.node.partition, of.node.where});
  if (!keys || !scan) return nullptr;
  auto last = StoredKeys::of(index, order.last(order.empty() ? 0 : 1));
  auto found = std::make_unique<ScannedSharers>(of, *std::move(keys), *std::move(last));
  return found->find(*scan) ? std::move(found) : nullptr;
}

}  // namespace remit::row
