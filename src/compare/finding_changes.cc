#include "compare/finding_changes.h"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/hash_map.h"
#include "diagnostic/text/api.h"
#include "diagnostic/text/compare.h"
#include "report/assembler.h"
#include "report/findings.h"

namespace remit::compare {
namespace {

namespace text = diagnostic::text;
using report::ComputedRun;
using report::FindingLine;
using report::TextCells;

/// What holds in one run, finding by finding.
class Found {
 public:
  explicit Found(const ComputedRun& run) : run_(run), of_(run.plan().findings.size()) {
    const report::Findings found(run);
    for (std::uint64_t i = 0; i < found.size(); ++i) lines_.push_back(found.line(i));
    for (const FindingLine& line : lines_)
      of_[static_cast<std::size_t>(line.finding - run.plan().findings.data())].push_back(&line);
  }

  const ComputedRun& run() const { return run_; }
  const std::vector<const FindingLine*>& of(std::size_t finding) const { return of_[finding]; }

 private:
  const ComputedRun& run_;
  std::vector<FindingLine> lines_;
  std::vector<std::vector<const FindingLine*>> of_;
};

/// One row of a finding that does not say the same on both sides.
struct FindingChange {
  const plan::Finding* before = nullptr;  ///< null: that side has no such finding
  const plan::Finding* after = nullptr;
  std::uint64_t row_before = kNoRow, row_after = kNoRow;
  const FindingLine* line_before = nullptr;  ///< null: it does not hold
  const FindingLine* line_after = nullptr;
};

bool same(const FindingLine& a, const FindingLine& b) {
  const bool fault = row::is_fault(a.holds);
  if (fault != row::is_fault(b.holds)) return false;
  return !fault || row::fault_of(a.holds).code == row::fault_of(b.holds).code;
}

class Finder {
 public:
  explicit Finder(const Comparison::Impl& comparison)
      : comparison_(comparison), ours_(comparison.run_before), theirs_(comparison.run_after) {}

  std::vector<FindingChange> find() {
    std::map<std::pair<std::string, std::string>, std::size_t> later;
    const auto& after = theirs_.run().plan().findings;
    for (std::size_t i = 0; i < after.size(); ++i) later.emplace(name_of(theirs_, i), i);
    std::vector<bool> paired(after.size());
    for (std::size_t i = 0; i < ours_.run().plan().findings.size(); ++i) {
      const auto partner = later.find(name_of(ours_, i));
      if (partner != later.end()) paired[partner->second] = true;
      look_at(i, partner == later.end() ? std::nullopt : std::optional(partner->second));
    }
    for (std::size_t i = 0; i < after.size(); ++i)
      if (!paired[i]) look_at(std::nullopt, i);
    return std::move(changes_);
  }

 private:
  static std::pair<std::string, std::string> name_of(const Found& found, std::size_t index) {
    const plan::Finding& finding = found.run().plan().findings[index];
    return {found.run().plan().entities[finding.entity].name, finding.name};
  }

  void look_at(std::optional<std::size_t> ours, std::optional<std::size_t> theirs) {
    FindingChange change;
    base::HashMap<std::uint64_t, const FindingLine*> after;
    if (ours) change.before = &ours_.run().plan().findings[*ours];
    if (theirs) {
      change.after = &theirs_.run().plan().findings[*theirs];
      for (const FindingLine* line : theirs_.of(*theirs)) after.emplace(line->row, line);
    }
    const bool matched = ours && theirs;
    if (ours) {
      for (const FindingLine* line : ours_.of(*ours)) {
        change.row_before = line->row;
        change.row_after =
            matched ? comparison_.rows.after(change.before->entity, line->row) : kNoRow;
        change.line_before = line;
        const auto other = after.find(change.row_after);
        change.line_after = other == after.end() ? nullptr : other->second;
        if (other != after.end()) after.erase(other);
        if (change.line_after == nullptr || !same(*line, *change.line_after))
          changes_.push_back(change);
      }
    }
    if (!theirs) return;
    change.line_before = nullptr;
    for (const FindingLine* line : theirs_.of(*theirs)) {
      if (!after.contains(line->row)) continue;
      change.row_before = matched ? row_before(change.before->entity, line->row) : kNoRow;
      change.row_after = line->row;
      change.line_after = line;
      changes_.push_back(change);
    }
  }

  /// The row of the earlier run that is that of the later one.
  std::uint64_t row_before(plan::EntityId entity, std::uint64_t row_after) {
    if (comparison_.rows.is_identity(entity)) return row_after;
    const auto [at, is_new] = inverse_.try_emplace(entity);
    if (is_new) {
      for (std::uint64_t row = 0; row < ours_.run().row_count(entity); ++row)
        at->second.emplace(comparison_.rows.after(entity, row), row);
    }
    const auto found = at->second.find(row_after);
    return found == at->second.end() ? kNoRow : found->second;
  }

  const Comparison::Impl& comparison_;
  Found ours_, theirs_;
  std::vector<FindingChange> changes_;
  std::map<plan::EntityId, base::HashMap<std::uint64_t, std::uint64_t>> inverse_;
};

/// The cells of one side of the lines.
struct SideCells {
  void add(const ComputedRun& run, const plan::Finding* finding, std::uint64_t row,
           const FindingLine* line, base::Language language) {
    if (line != nullptr && row::is_fault(line->holds))
      holds.add_fault(row::fault_of(line->holds));
    else if (finding == nullptr || row == kNoRow)
      holds.add_fault({type::CellFault::blank, 0, 0});
    else
      holds.add(line != nullptr);
    reason.add(line == nullptr ? std::string() : report::ground_text(run, *line, language));
  }

  report::BooleanCells holds;
  TextCells reason;
};

}  // namespace

Table finding_changes(const Comparison::Impl& comparison, base::Language language) {
  Finder finder(comparison);
  const std::vector<FindingChange> changes = finder.find();
  TextCells name, form, entity, key;
  SideCells ours, theirs;
  for (const FindingChange& change : changes) {
    const bool later = change.row_before == kNoRow;
    const ComputedRun& run = later ? comparison.run_after : comparison.run_before;
    const plan::Finding& finding = later ? *change.after : *change.before;
    name.add(finding.name);
    form.add(run.plan().columns[finding.holds].origin.form());
    entity.add(run.plan().entities[finding.entity].name);
    key.add(run.key(finding.entity, later ? change.row_after : change.row_before));
    ours.add(comparison.run_before, change.before, change.row_before, change.line_before, language);
    theirs.add(comparison.run_after, change.after, change.row_after, change.line_after, language);
  }
  report::Assembler table("findings", changes.size());
  table.add("finding", text::findings_finding, name);
  table.add("form", text::findings_form, form);
  table.add("entity", text::ledger_entity, entity);
  table.add("key", text::ledger_key, key);
  table.add("before", text::compare_before, ours.holds);
  table.add("after", text::compare_after, theirs.holds);
  table.add("reason_before", text::compare_reason_before, ours.reason);
  table.add("reason_after", text::compare_reason_after, theirs.reason);
  return table.take();
}

}  // namespace remit::compare
