#include "row/party.h"

#include "row/apportion.h"

namespace remit::row {
namespace {

using number::Rational;
using number::ShareMethod;

/// Reads numbers of one row and remembers the first fault among them.
class NumberReader {
 public:
  explicit NumberReader(const CellPlace& place) : place_(place) {}

  Rational operator()(plan::ColumnId column) {
    const Value value = place_.at(column);
    if (!is_fault(value)) return number_of(value);
    if (!fault_) fault_ = fault_where_needed(fault_of(value));
    return {};
  }
  const std::optional<type::Fault>& fault() const { return fault_; }

 private:
  const CellPlace& place_;
  std::optional<type::Fault> fault_;
};

}  // namespace

PartyDivision divide_among_parties(const CellPlace& place, const plan::PartySplit& split) {
  PartyDivision division;
  NumberReader read(place);
  division.total = read(split.total);
  for (const plan::ColumnId column : split.weights) {
    const Rational weight = read(column);
    number::Recipient recipient;
    if (split.method == ShareMethod::in_order) recipient.cap = weight;
    if (split.method == ShareMethod::pro_rata) recipient.weight = weight;
    division.recipients.push_back(std::move(recipient));
  }
  for (std::size_t i = 0; i < split.caps.size(); ++i) {
    if (split.caps[i] != plan::kNoColumn) division.recipients[i].cap = read(split.caps[i]);
  }
  division.fault = read.fault();
  if (division.fault) return division;
  const number::ApportionRule rule{split.method, split.remainder, split.owner, split.rounding};
  division.result = number::apportion(division.total, division.recipients, rule);
  const auto refused = refusal(division.total, split.method, division.recipients, division.result);
  if (refused) division.fault = place.fault(*refused);
  return division;
}

Value party_share(const CellPlace& place, const plan::PartyShare& node) {
  const PartyDivision division = divide_among_parties(place, place.plan.party_splits[node.split]);
  if (division.fault) return *division.fault;
  return division.result.shares[node.index].part;
}

}  // namespace remit::row
