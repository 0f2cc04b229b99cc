#include "row/index/row_scan.h"
#include "row/index/run_index.h"
#include "row/index/sharers.h"
#include "row/ties.h"

namespace remit::row {
namespace {

class KeptSharers : public Sharers {
 public:
  KeptSharers(const SharersOf& of, const RowInDivision& found)
      : of_(of), group_(*found.group), own_{of.place.row, {}} {
    count_ = group_.rows.size();
    place_ = found.place;
    all_ = group_.before.back();
    before_ = group_.before[place_ / table::DividedGroup::kBlock];
    for (std::uint64_t i = place_ - place_ % table::DividedGroup::kBlock; i < place_; ++i)
      before_ += of.claims.parts().at(group_.rows[i]);
  }

  bool read_own_keys() { return !read_keys(of_.evaluator, of_.node.order, &own_); }

  std::span<const RowNumber> rows() override { return group_.rows; }

  std::optional<GroupSplit> split(int weight_decimals) override {
    if (!group_.by_weight) return std::nullopt;
    return split_as_kept(of_.claims, *group_.by_weight, weight_decimals);
  }

  TieTrace same_turn() override {
    return find_tie(of_.evaluator, own_, {rows(), of_.node.order, of_.named});
  }

  /// In the order of the table, in which the weights stand: that of the rule jumps about in them.
  std::optional<TieTrace> fared_otherwise(const OddSteps& odd) override {
    const RunIndex& index = *of_.evaluator.index();
    const plan::EntityId entity = of_.place.plan.columns[of_.place.column].entity;
    auto keys = StoredKeys::of(index, of_.node.order);
    auto scan =
        RowScan::make(index, entity, of_.place.row, {{}, of_.node.partition, of_.node.where});
    if (!keys || !scan) return std::nullopt;
    OddTie tie(of_, odd, *keys);
    scan->run([&](const Stretch& stretch) { tie.look_at({stretch.rows.data(), stretch.count}); });
    return tie.take();
  }

 private:
  SharersOf of_;
  const table::DividedGroup& group_;
  Sortable own_;
};

}  // namespace

std::unique_ptr<Sharers> kept_sharers(const SharersOf& of) {
  const auto found = of.evaluator.index()->in_division(of.place.column, of.place.row);
  if (!found) return nullptr;
  auto sharers = std::make_unique<KeptSharers>(of, *found);
  return sharers->read_own_keys() ? std::move(sharers) : nullptr;
}

}  // namespace remit::row
