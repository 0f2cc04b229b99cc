#include "compare/change_table.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "compare/parting.h"
#include "compare/parting_words.h"
#include "compare/policy_text.h"
#include "diagnostic/error.h"
#include "diagnostic/text/api.h"
#include "diagnostic/text/compare.h"
#include "report/assembler.h"
#include "report/ledger.h"
#include "report/totals.h"

namespace remit::compare {
namespace {

namespace text = diagnostic::text;
using report::ComputedRun;
using report::NumberCells;
using report::TextCells;

/// The cells of one side of the lines.
struct SideCells {
  explicit SideCells(int decimals) : amount(type::kNumber, decimals) {}

  void add(const ComputedRun& run, const Line& line, base::Language language) {
    if (!line.ledger) {
      for (TextCells* cells : {&payer, &payee, &status, &reason, &honour}) cells->add("");
      amount.add_fault({type::CellFault::blank, 0, 0});
      return;
    }
    const report::LedgerLine& ledger = *line.ledger;
    payer.add(ledger.payer);
    payee.add(ledger.payee);
    status.add(report::status_name(ledger.status));
    reason.add(report::status_text(run, ledger, language));
    honour.add(ledger.honoured ? std::string_view(ledger.payment->honour) : std::string_view());
    if (row::is_fault(ledger.amount)) {
      amount.add_fault(row::fault_of(ledger.amount));
    } else {
      amount.add(row::number_of(ledger.amount));
    }
  }

  TextCells payer, payee, status, reason, honour;
  NumberCells amount;
};

int decimals_of(const Comparison::Impl& comparison) {
  int decimals = 0;
  for (const PairSum& sum : comparison.payments.sums) decimals = std::max(decimals, sum.decimals);
  return decimals;
}

/// What the changes of one comparison are told with.
class ChangeTables {
 public:
  explicit ChangeTables(const Comparison::Impl& comparison)
      : comparison_(comparison),
        text_before_(*comparison.before->policy),
        text_after_(*comparison.after->policy),
        before_{comparison.run_before, text_before_},
        after_{comparison.run_after, text_after_},
        finder_(before_, after_, comparison.rows, comparison.payments.pairs) {}

  std::optional<Error> prepare(const std::vector<Change>& changes) {
    return finder_.prepare(changes, comparison_.how);
  }
  Table table(std::span<const Change> changes, base::Language language);

 private:
  const Comparison::Impl& comparison_;
  PolicyText text_before_, text_after_;
  PartingFinder::Run before_, after_;
  PartingFinder finder_;
};

Table ChangeTables::table(std::span<const Change> changes, base::Language language) {
  const int decimals = decimals_of(comparison_);
  TextCells reward, entity, key, currency, parts_by, parts_at, parts_before, parts_after, parts;
  NumberCells more(type::kNumber, decimals);
  SideCells ours(decimals), theirs(decimals);
  for (const Change& change : changes) {
    const bool later = change.row_before == kNoRow;
    const ComputedRun& run = later ? comparison_.run_after : comparison_.run_before;
    const PaymentPair& pair = comparison_.payments.pairs[change.pair];
    const plan::Payment& payment = run.plan().payments[later ? pair.after : pair.before];
    reward.add(payment.reward);
    entity.add(run.plan().entities[payment.entity].name);
    key.add(run.key(payment.entity, later ? change.row_after : change.row_before));
    currency.add(comparison_.payments.sums[change.pair].currency);
    ours.add(comparison_.run_before, comparison_.line_before(change), language);
    theirs.add(comparison_.run_after, comparison_.line_after(change), language);
    if (const auto difference = comparison_.more(change)) {
      more.add(*difference);
    } else {
      more.add_fault({type::CellFault::blank, 0, 0});
    }
    const PartingWords words = words_of(finder_.find(change), finder_, before_, after_, language);
    parts_by.add(words.by);
    parts_at.add(words.at);
    parts_before.add(words.before);
    parts_after.add(words.after);
    parts.add(words.sentence);
  }
  report::Assembler table("changes", changes.size());
  table.add("reward", text::ledger_reward, reward);
  table.add("entity", text::ledger_entity, entity);
  table.add("key", text::ledger_key, key);
  table.add("payer_before", text::compare_payer_before, ours.payer);
  table.add("payer_after", text::compare_payer_after, theirs.payer);
  table.add("payee_before", text::compare_payee_before, ours.payee);
  table.add("payee_after", text::compare_payee_after, theirs.payee);
  table.add("before", text::compare_before, ours.amount);
  table.add("after", text::compare_after, theirs.amount);
  table.add("difference", text::compare_difference, more);
  table.add("currency", text::ledger_currency, currency);
  table.add("status_before", text::compare_status_before, ours.status);
  table.add("status_after", text::compare_status_after, theirs.status);
  table.add("reason_before", text::compare_reason_before, ours.reason);
  table.add("reason_after", text::compare_reason_after, theirs.reason);
  table.add("honour_before", text::compare_honour_before, ours.honour);
  table.add("honour_after", text::compare_honour_after, theirs.honour);
  table.add("parts_by", text::compare_parts_by, parts_by);
  table.add("parts_at", text::compare_parts_at, parts_at);
  table.add("parts_before", text::compare_parts_before, parts_before);
  table.add("parts_after", text::compare_parts_after, parts_after);
  table.add("parts", text::compare_parts, parts);
  return table.take();
}

}  // namespace

Status change_tables(const Comparison::Impl& comparison, const std::vector<Change>& changes,
                     std::uint64_t part, const std::function<Status(const Table&)>& take,
                     base::Language language) {
  ChangeTables tables(comparison);
  if (const auto error = tables.prepare(changes)) return *error;
  const std::span<const Change> all(changes);
  std::uint64_t done = 0;
  do {
    if (comparison.how.cancel.requested())
      return diagnostic::make_error(StatusCode::cancelled, text::api_cancelled);
    const std::uint64_t size = std::min<std::uint64_t>(part, all.size() - done);
    const Status taken = take(tables.table(all.subspan(done, size), language));
    if (!taken.ok()) return taken;
    done += size;
  } while (done < all.size());
  return Done{};
}

Result<Table> change_table(const Comparison::Impl& comparison, const std::vector<Change>& changes,
                           base::Language language) {
  ChangeTables tables(comparison);
  if (auto error = tables.prepare(changes)) return *error;
  return tables.table(changes, language);
}

std::vector<Change> largest_changes(const Comparison::Impl& comparison, std::uint64_t most) {
  const std::vector<Change>& changes = comparison.payments.changes;
  std::vector<std::pair<number::Rational, std::size_t>> sizes;
  // Of more than enough the smaller half is dropped from time to time.
  const auto larger = [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  };
  const auto drop = [&] {
    if (sizes.size() <= most) return;
    std::nth_element(sizes.begin(), sizes.begin() + static_cast<std::ptrdiff_t>(most), sizes.end(),
                     larger);
    sizes.resize(most);
  };
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const auto more = comparison.more(changes[i]);
    if (!more || more->is_zero()) continue;
    sizes.emplace_back(more->abs(), i);
    if (sizes.size() > 2 * most + 1024) drop();
  }
  drop();
  std::ranges::sort(sizes, larger);
  std::vector<Change> largest;
  for (const auto& [size, index] : sizes) largest.push_back(changes[index]);
  return largest;
}

}  // namespace remit::compare
