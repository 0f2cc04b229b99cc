// Lists of a run, piece by piece.
#include "remit/list_lines.h"

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "api/results_impl.h"
#include "report/tables.h"
#include "run/compute.h"
#include "type/list_names.h"

namespace remit {
namespace {

/// What stands for a list that the run was not asked for.
class NoList final : public report::List {
 public:
  explicit NoList(std::string_view name) : none_(api::no_list(name)) {}

  std::uint64_t size() const override { return 0; }
  Table piece(report::LineRange /*lines*/) const override { return none_; }

 private:
  Table none_;
};

/// What rounding changed, with the run that measured it.
class MeasuredRounding final : public report::List {
 public:
  explicit MeasuredRounding(std::unique_ptr<const api::RoundingRun> measured)
      : measured_(std::move(measured)),
        list_(report::rounding_list(measured_->run, measured_->plan.items)) {}

  std::uint64_t size() const override { return list_->size(); }
  Table piece(report::LineRange lines) const override { return list_->piece(lines); }

 private:
  std::unique_ptr<const api::RoundingRun> measured_;
  std::unique_ptr<const report::List> list_;
};

using Made = Result<std::unique_ptr<const report::List>>;

/// A list and the output that a run must be asked for to have it.
struct Kind {
  std::string_view name;
  Output output;
};

Kind kind_of(RunList list) {
  switch (list) {
    case RunList::ledger:
      return {type::kLedgerList, Output::ledger};
    case RunList::targets:
      return {type::kTargetsList, Output::targets};
    case RunList::attributions:
      return {type::kAttributionsList, Output::attributions};
    case RunList::findings:
      return {type::kFindingsList, Output::findings};
    case RunList::causes:
      return {report::kCausesList, Output::errors};
    case RunList::errors:
    case RunList::rounding:  // measured whatever was asked for
      break;
  }
  return {type::kErrorsList, Output::errors};
}

Made make(const Results::Impl& results, RunList list, Language language) {
  const report::ComputedRun run = api::run_of(results);
  const auto words = [&](const report::ComputedRun& of) {
    return api::input_words(results, of, true, language);
  };
  switch (list) {
    case RunList::ledger:
      return report::ledger_list(results.ledger(), language);
    case RunList::targets:
      return report::target_list(run);
    case RunList::attributions:
      return report::attribution_list(run);
    case RunList::findings:
      return report::finding_list(run, language);
    case RunList::errors:
      return report::error_list(run, words);
    case RunList::causes:
      return report::cause_list(run, words);
    case RunList::rounding:
      break;
  }
  Result<std::unique_ptr<const api::RoundingRun>> measured = api::measure_rounding(results);
  if (!measured.ok()) return measured.error();
  std::unique_ptr<const report::List> lines =
      std::make_unique<const MeasuredRounding>(*std::move(measured));
  return lines;
}

}  // namespace

struct ListLines::Impl {
  std::shared_ptr<const Results::Impl> results;
  std::unique_ptr<const report::List> list;
};

std::uint64_t ListLines::size() const { return impl_->list->size(); }

Table ListLines::piece(std::uint64_t from, std::uint64_t count) const {
  return impl_->list->piece({from, count});
}

Table ListLines::piece(std::uint64_t from, std::uint64_t count,
                       std::span<const std::size_t> columns) const {
  return impl_->list->select({from, count}, columns);
}

bool ListLines::any_order() const { return impl_->list->any_order(); }

Result<ListLines> list_lines(const Results& results, RunList list, Language language) {
  auto made = std::make_shared<ListLines::Impl>();
  made->results = results.impl();
  const Kind kind = kind_of(list);
  if (list != RunList::rounding && !results.asked().has(kind.output)) {
    made->list = std::make_unique<NoList>(kind.name);
    return ListLines(std::move(made));
  }
  Made lines = make(*made->results, list, language);
  if (!lines.ok()) return lines.error();
  made->list = *std::move(lines);
  return ListLines(std::move(made));
}

}  // namespace remit
