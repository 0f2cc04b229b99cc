#include "api/asked_plan.h"

#include <algorithm>

#include "report/read_columns.h"
#include "report/totals.h"

namespace remit::api {
namespace {

using plan::ColumnId;
using plan::Payer;
using plan::Payment;

/// What notes of a run read (Results::notes) beside its lists.
void read_for_notes(const Policy::Impl& policy, std::vector<bool>& read) {
  const auto add = [&](check::ColumnId column) { read[policy.model_columns[column]] = true; };
  for (const check::History& history : policy.model->histories) {
    add(history.period);
    for (const check::ColumnId column : history.group) add(column);
  }
  for (const check::Dating& dating : policy.model->datings) add(dating.day);
  for (const check::QuotedCurrencies& quoted : policy.model->quoted) add(quoted.currency);
}

std::vector<bool> wanted_columns(const Policy::Impl& policy, Outputs asked) {
  std::vector<bool> wanted = report::columns_read(*policy.plan, asked);
  read_for_notes(policy, wanted);
  // What is no output of the whole run is none of a part of it.
  for (ColumnId id = 0; id < wanted.size(); ++id)
    wanted[id] = wanted[id] && policy.plan->columns[id].output;
  return wanted;
}

/// Whether one party pays all of it, or nobody is named.
bool is_paid_by_one(const Payment& payment) {
  return payment.payer.kind == Payer::Kind::party || payment.payer.kind == Payer::Kind::none;
}

/// Whether in every row somebody is named who is paid, or nobody has to be.
bool names_all_payees(const plan::Plan& plan, const Payment& payment,
                      const table::Dataset& dataset) {
  if (payment.payee.kind != Payer::Kind::column) return true;
  const plan::Column& column = plan.columns[payment.payee.column];
  const auto* input = std::get_if<plan::Input>(&column.node);
  return input != nullptr && dataset.tables[column.entity].columns[input->field].faults.empty();
}

}  // namespace

std::shared_ptr<const plan::Plan> plan_for(const Policy::Impl& policy, Outputs asked) {
  if (asked.is_all()) return policy.plan;
  const std::lock_guard lock(policy.once_mutex);
  std::shared_ptr<const plan::Plan>& known = policy.asked_plans[asked.bits()];
  if (known == nullptr) {
    auto plan = std::make_shared<plan::Plan>(*policy.plan);
    const std::vector<bool> wanted = wanted_columns(policy, asked);
    for (ColumnId id = 0; id < wanted.size(); ++id) plan->columns[id].output = wanted[id];
    known = std::move(plan);
  }
  return known;
}

std::vector<bool> tallied_for(const Policy::Impl& policy, Outputs asked,
                              const table::Dataset& dataset) {
  if (!asked.has(Output::totals) || asked.is_all()) return {};
  const plan::Plan& plan = *policy.plan;
  const std::vector<bool> read = wanted_columns(policy, asked.without(Output::totals));
  std::vector<bool> tallied(plan.columns.size());
  // An amount may be paid in several ways.
  std::vector<bool> by_row(plan.columns.size());
  for (const Payment& payment : plan.payments) {
    if (payment.kind == Payment::Kind::attributed || payment.amount == plan::kNoColumn) continue;
    for (const Payer* who : {&payment.payer, &payment.payee})
      if (who->kind == Payer::Kind::column) by_row[who->column] = true;
    const plan::Column& amount = plan.columns[payment.amount];
    const bool adds_up = amount.type.is_numeric() && !amount.form.ratio;
    if (adds_up && !report::is_left_over(payment) && is_paid_by_one(payment) &&
        names_all_payees(plan, payment, dataset)) {
      tallied[payment.amount] = true;
    } else {
      by_row[payment.amount] = true;
      if (payment.where != plan::kNoColumn) by_row[payment.where] = true;
    }
  }
  for (ColumnId id = 0; id < tallied.size(); ++id)
    tallied[id] = tallied[id] && !by_row[id] && !read[id];
  return tallied;
}

}  // namespace remit::api
