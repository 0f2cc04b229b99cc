// Targets and findings as tables.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "diagnostic/text/api.h"
#include "report/assembler.h"
#include "report/cell_writer.h"
#include "report/findings.h"
#include "report/ledger.h"
#include "report/sections.h"
#include "report/table_impl.h"
#include "report/tables.h"
#include "report/targets.h"
#include "type/list_names.h"

namespace remit::report {

namespace text = diagnostic::text;

namespace {

Table target_piece(const ComputedRun& run, const Targets& targets, LineRange lines) {
  const plan::Plan& plan = run.plan();
  const std::uint64_t from = lines.begin(targets.size());
  const std::uint64_t end = lines.end(targets.size());
  TextCells name, entity, key, metric, comparison, goal, progress, clause;
  BooleanCells met;
  Sections sections;
  for (std::uint64_t i = from; i < end; ++i) {
    const TargetLine line = targets.line(i);
    const plan::Target& target = *line.target;
    sections.row_of(static_cast<std::size_t>(&target - plan.targets.data()));
    name.add(target.name);
    entity.add(plan.entities[target.entity].name);
    key.add(run.key(target.entity, line.row));
    const auto add = [&](TextCells& cells, plan::ColumnId column, const row::Value& value) {
      cells.add(column == plan::kNoColumn ? std::string() : plain_text(run, column, value));
    };
    add(metric, target.metric, line.metric);
    comparison.add(target.comparison);
    add(goal, target.goal, line.goal);
    add(progress, target.progress, line.progress);
    if (row::is_fault(line.met)) {
      met.add_fault(row::fault_of(line.met));
    } else {
      met.add(row::truth_of(line.met));
    }
    clause.add(clause_of(plan, target));
  }
  Assembler table(std::string(type::kTargetsList), end - from);
  table.set_sections(sections.take());
  table.may_lack_day(plan);
  table.add("target", text::targets_target, name);
  table.add("entity", text::ledger_entity, entity);
  table.add("key", text::ledger_key, key);
  table.add("metric", type::Role::metric, metric);
  table.add("goal", type::Role::goal, goal);
  table.add("progress", type::Role::progress, progress);
  table.add("met", type::Role::met, met);
  table.add("clause", text::ledger_clause, clause);
  table.add("comparison", text::targets_comparison, comparison);
  return table.take();
}

Table finding_piece(const ComputedRun& run, const Findings& findings, base::Language language,
                    LineRange lines) {
  const plan::Plan& plan = run.plan();
  if (plan.findings.empty()) return Assembler(std::string(type::kFindingsList), 0).take();
  const std::uint64_t from = lines.begin(findings.size());
  const std::uint64_t end = lines.end(findings.size());
  TextCells name, form, entity, key, against, clause, reason;
  BooleanCells holds;
  Sections sections;
  for (std::uint64_t i = from; i < end; ++i) {
    const FindingLine line = findings.line(i);
    const plan::Finding& finding = *line.finding;
    const plan::Origin& origin = plan.columns[finding.holds].origin;
    sections.row_of(static_cast<std::size_t>(&finding - plan.findings.data()));
    name.add(finding.name);
    form.add(origin.form());
    entity.add(plan.entities[finding.entity].name);
    key.add(run.key(finding.entity, line.row));
    against.add(payer_text(run, finding.against, finding.entity, line.row));
    clause.add(origin.cite());
    if (row::is_fault(line.holds)) {
      holds.add_fault(row::fault_of(line.holds));
    } else {
      holds.add(true);
    }
    reason.add(ground_text(run, line, language));
  }
  Assembler table(std::string(type::kFindingsList), end - from);
  table.set_sections(sections.take());
  table.may_lack_day(plan);
  table.add("finding", text::findings_finding, name);
  table.add("form", text::findings_form, form);
  table.add("entity", text::ledger_entity, entity);
  table.add("key", text::ledger_key, key);
  table.add("against", text::findings_against, against);
  table.add("clause", text::ledger_clause, clause);
  table.add("holds", text::findings_holds, holds);
  table.add("reason", text::ledger_reason, reason);
  return table.take();
}

class TargetList final : public List {
 public:
  explicit TargetList(const ComputedRun& run) : run_(run) {}

  std::uint64_t size() const override { return targets_.size(); }
  Table piece(LineRange lines) const override { return target_piece(run_, targets_, lines); }

 private:
  ComputedRun run_;
  Targets targets_{run_};
};

class FindingList final : public List {
 public:
  FindingList(const ComputedRun& run, base::Language language) : run_(run), language_(language) {}

  std::uint64_t size() const override { return findings_.size(); }
  Table piece(LineRange lines) const override {
    return finding_piece(run_, findings_, language_, lines);
  }

 private:
  ComputedRun run_;
  base::Language language_;
  Findings findings_{run_};
};

}  // namespace

std::unique_ptr<const List> target_list(const ComputedRun& run) {
  return std::make_unique<TargetList>(run);
}

std::unique_ptr<const List> finding_list(const ComputedRun& run, base::Language language) {
  return std::make_unique<FindingList>(run, language);
}

}  // namespace remit::report
