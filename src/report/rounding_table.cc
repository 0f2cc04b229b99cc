// What rounding changed, as a table.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "diagnostic/text/api.h"
#include "diagnostic/text/compare.h"
#include "report/assembler.h"
#include "report/cell_writer.h"
#include "report/rounding.h"
#include "report/table_impl.h"
#include "report/tables.h"
#include "type/list_names.h"

namespace remit::report {

namespace text = diagnostic::text;

namespace {

class RoundingList final : public List {
 public:
  RoundingList(const ComputedRun& run, const std::vector<RoundingItem>& items)
      : run_(run), lines_(run, items) {}

  std::uint64_t size() const override { return lines_.size(); }
  Table piece(LineRange lines) const override;

 private:
  const ComputedRun& run_;
  RoundingLines lines_;
};

Table RoundingList::piece(LineRange range) const {
  const plan::Plan& plan = run_.plan();
  TextCells declaration, entity, key, exact, rounded, difference;
  const std::uint64_t from = range.begin(size()), end = range.end(size());
  for (std::uint64_t i = from; i < end; ++i) {
    const RoundingLine line = lines_.line(i);
    const plan::Column& column = plan.columns[line.item.rounded];
    const auto text = [&](plan::ColumnId id) {
      return plain_text(run_, id, run_.at(id, line.row));
    };
    declaration.add(column.origin.name());
    entity.add(plan.entities[column.entity].name);
    key.add(run_.key(column.entity, line.row));
    exact.add(text(line.item.exact));
    rounded.add(text(line.item.rounded));
    difference.add(text(line.item.difference));
  }
  Assembler table(std::string(type::kRoundingList), end - from);
  table.add("declaration", text::rounding_declaration, declaration);
  table.add("entity", text::ledger_entity, entity);
  table.add("key", text::ledger_key, key);
  table.add("exact", text::rounding_exact, exact);
  table.add("rounded", text::rounding_rounded, rounded);
  table.add("difference", text::rounding_difference, difference);
  return table.take();
}

}  // namespace

std::unique_ptr<const List> rounding_list(const ComputedRun& run,
                                          const std::vector<RoundingItem>& items) {
  return std::make_unique<RoundingList>(run, items);
}

Table rounding_totals_table(const ComputedRun& run, const std::vector<RoundingItem>& items) {
  TextCells form, declaration, clause, currency, gained, lost, net;
  NumberCells changed(type::kNumber, 0), undetermined(type::kNumber, 0);
  std::uint64_t rows = 0;
  for (const RoundingTotal& total : rounding_totals(run, items)) {
    if (total.changed == 0 && total.undetermined == 0) continue;
    form.add(total.form);
    declaration.add(total.name);
    clause.add(total.cite);
    currency.add(currency_of(run.plan(), total.type));
    changed.add(number::Integer(static_cast<std::int64_t>(total.changed)));
    gained.add(total.gained.to_text());
    lost.add(total.lost.to_text());
    net.add(total.net().to_text());
    undetermined.add(number::Integer(static_cast<std::int64_t>(total.undetermined)));
    ++rows;
  }
  Assembler table(std::string(type::kRoundingList), rows);
  table.add("form", text::findings_form, form);
  table.add("declaration", text::rounding_declaration, declaration);
  table.add("clause", text::ledger_clause, clause);
  table.add("currency", text::ledger_currency, currency);
  table.add("changed", text::compare_rounded_rows, changed);
  table.add("gained", text::compare_rounded_up, gained);
  table.add("lost", text::compare_rounded_down, lost);
  table.add("net", text::compare_rounded_net, net);
  table.add("undetermined", text::totals_undetermined, undetermined);
  return table.take();
}

}  // namespace remit::report
