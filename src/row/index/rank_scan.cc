#include "row/index/rank_scan.h"

#include <utility>

#include "row/index/row_scan.h"
#include "row/index/run_index.h"

namespace remit::row {
namespace {

class RankScan {
 public:
  RankScan(const CellPlace& place, const plan::Rank& node, std::size_t kept)
      : place_(place), node_(node), kept_(kept) {
    beside_.decided_by = node_.keys.back().value;
  }

  RankTrace run(RowScan& scan) {
    trace_.competes = true;
    scan.run([&](const Stretch& stretch) { look_at(stretch); });
    trace_.tied_count = tied_.count;
    trace_.tied = tied_.rows;
    if (node_.output == plan::RankOutput::position && tied_.count > 0)
      trace_.broken = std::move(tied_);
    else if (beside_.count > 0)
      trace_.broken = std::move(beside_);
    return std::move(trace_);
  }

 private:
  void look_at(const Stretch& stretch) {
    trace_.competitors += stretch.count;
    std::size_t better = 0;
    for (std::size_t i = 0; i < stretch.count; ++i)
      better += static_cast<std::size_t>(stretch.order[i] < 0);
    trace_.better += better;
    for_zeros(stretch.up_to_last, stretch.count, [&](std::size_t i) {
      if (stretch.rows[i] == place_.row) return;
      note(stretch.order[i] == 0 ? tied_ : beside_, stretch.rows[i]);
    });
  }

  void note(TieTrace& tie, std::uint64_t row) const {
    ++tie.count;
    if (tie.rows.size() < kept_) tie.rows.push_back(row);
  }

  const CellPlace& place_;
  const plan::Rank& node_;
  std::size_t kept_;
  RankTrace trace_;
  TieTrace tied_, beside_;
};

}  // namespace

std::optional<RankTrace> scan_rank(const RunIndex& index, const CellPlace& place,
                                   const plan::Rank& node, const TraceOptions& options) {
  const plan::EntityId entity = place.plan.columns[place.column].entity;
  std::optional<RowScan> scan =
      RowScan::make(index, entity, place.row, {node.keys, node.partition, node.where});
  if (!scan) return std::nullopt;
  return RankScan(place, node, options.contributions).run(*scan);
}

}  // namespace remit::row
