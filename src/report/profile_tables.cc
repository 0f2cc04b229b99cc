// Where the time of a run went, as tables.
#include <numeric>

#include "absl/strings/str_join.h"
#include "diagnostic/text/api.h"
#include "remit/profile.h"
#include "report/assembler.h"

namespace remit {
namespace {

namespace text = diagnostic::text;
using report::NumberCells;
using report::TextCells;

void add(std::uint64_t value, NumberCells& cells) {
  cells.add(number::Integer(static_cast<std::int64_t>(value)));
}

/// The three columns of rows by width.
class WidthCells {
 public:
  void add(const WidthCounts& counts) {
    remit::add(counts.bits64, cells_[0]);
    remit::add(counts.bits128, cells_[1]);
    remit::add(counts.unlimited, cells_[2]);
  }
  void give(report::Assembler& table) {
    table.add("rows_64", text::profile_rows_64, cells_[0]);
    table.add("rows_128", text::profile_rows_128, cells_[1]);
    table.add("rows_unlimited", text::profile_rows_unlimited, cells_[2]);
  }

 private:
  NumberCells cells_[3] = {{type::kNumber, 0}, {type::kNumber, 0}, {type::kNumber, 0}};
};

/// Lines of the table of stages.
class StageLines {
 public:
  void add(const char* part, const StageProfile& stage, bool is_stage) {
    ++rows_;
    remit::add(stage.traversal, traversal_);
    part_.add(part);
    if (is_stage) {
      remit::add(stage.stage, stage_);
    } else {
      stage_.add_fault({type::CellFault::blank, 0, 0});
    }
    entity_.add(is_stage && stage.entity.empty() ? std::string_view("whole") : stage.entity);
    remit::add(stage.rows, row_count_);
    remit::add(stage.steps, steps_);
    remit::add(stage.prepare_nanoseconds, prepare_);
    remit::add(stage.run_nanoseconds, run_);
    remit::add(stage.fold_nanoseconds, fold_);
    widths_.add(stage.rows_by_width);
    declarations_.add(absl::StrJoin(stage.declarations, ", "));
  }
  void add(const char* part, std::uint32_t traversal, std::uint64_t rows,
           std::uint64_t nanoseconds) {
    StageProfile line;
    line.traversal = traversal;
    line.rows = rows;
    line.run_nanoseconds = nanoseconds;
    add(part, line, false);
  }

  Table take() {
    report::Assembler table("stages", rows_);
    table.add("traversal", text::profile_traversal, traversal_);
    table.add("part", text::profile_part, part_);
    table.add("stage", text::profile_stage, stage_);
    table.add("entity", text::ledger_entity, entity_);
    table.add("rows", text::profile_rows, row_count_);
    table.add("steps", text::profile_steps, steps_);
    table.add("prepare_ns", text::profile_prepare, prepare_);
    table.add("run_ns", text::profile_run, run_);
    table.add("fold_ns", text::profile_fold, fold_);
    widths_.give(table);
    table.add("declarations", text::profile_declarations, declarations_);
    return table.take();
  }

 private:
  std::uint64_t rows_ = 0;
  TextCells part_, entity_, declarations_;
  NumberCells traversal_{type::kNumber, 0}, stage_{type::kNumber, 0}, row_count_{type::kNumber, 0},
      steps_{type::kNumber, 0}, prepare_{type::kNumber, 0}, run_{type::kNumber, 0},
      fold_{type::kNumber, 0};
  WidthCells widths_;
};

std::uint64_t total(const StageProfile& stage) {
  return stage.prepare_nanoseconds + stage.run_nanoseconds + stage.fold_nanoseconds;
}

void add_stages(const Profile& profile, std::uint32_t traversal, StageLines& lines) {
  for (const StageProfile& stage : profile.stages) {
    if (stage.traversal == traversal) lines.add(stage.whole ? "columns" : "pass", stage, true);
  }
}

}  // namespace

Table stage_table(const Profile& profile) {
  StageLines lines;
  lines.add("link", 0, 0, profile.link_nanoseconds);
  lines.add("bind", 0, 0, profile.bind_nanoseconds);
  add_stages(profile, 0, lines);
  for (std::uint32_t i = 0; i < profile.traversals.size(); ++i) {
    const TraversalProfile& each = profile.traversals[i];
    lines.add("read", i + 1, each.rows, each.read_nanoseconds);
    lines.add("link", i + 1, each.rows, each.link_nanoseconds);
    lines.add("bind", i + 1, each.rows, each.bind_nanoseconds);
    add_stages(profile, i + 1, lines);
    lines.add("take", i + 1, each.rows, each.take_nanoseconds);
  }
  const std::uint64_t stages =
      std::accumulate(profile.stages.begin(), profile.stages.end(), std::uint64_t{0},
                      [](std::uint64_t sum, const StageProfile& s) { return sum + total(s); });
  lines.add("results", 0, 0, profile.run_nanoseconds - std::min(profile.run_nanoseconds, stages));
  return lines.take();
}

Table rule_table(const Profile& profile) {
  TextCells form, declaration, label, clause, with;
  NumberCells nanoseconds(type::kNumber, 0);
  WidthCells widths;
  for (const RuleProfile& rule : profile.rules) {
    form.add(rule.form);
    declaration.add(rule.declaration);
    label.add(rule.label);
    clause.add(rule.cite);
    add(rule.nanoseconds, nanoseconds);
    widths.add(rule.rows_by_width);
    with.add(absl::StrJoin(rule.with, ", "));
  }
  report::Assembler table("rules", profile.rules.size());
  table.add("form", text::profile_form, form);
  table.add("declaration", text::rounding_declaration, declaration);
  table.add("label", text::profile_label, label);
  table.add("clause", text::ledger_clause, clause);
  table.add("ns", text::profile_run, nanoseconds);
  widths.give(table);
  table.add("with", text::profile_with, with);
  return table.take();
}

}  // namespace remit
