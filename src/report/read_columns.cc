#include "report/read_columns.h"

#include <utility>

namespace remit::report {
namespace {

using plan::ColumnId;
using plan::Payer;
using plan::Payment;

/// What the lists read, list by list.
class Readers {
 public:
  explicit Readers(const plan::Plan& plan) : plan_(plan), read_(plan.columns.size()) {}

  /// Tables of entities, and what is in error: everything.
  void results() {
    for (ColumnId id = 0; id < plan_.columns.size(); ++id)
      if (plan_.columns[id].output) read(id);
  }

  /// The lines of what is paid, or of what is attributed.
  void lines(bool attributed) {
    for (const Payment& payment : plan_.payments) {
      if ((payment.kind == Payment::Kind::attributed) != attributed) continue;
      read(payment.amount);
      read(payment.reason);
      read(payment.honoured);
      read(payment.where);
      for (const type::ReasonDetail& detail : payment.details) read(detail.amount);
      for (const Payer* who : {&payment.payer, &payment.payee, &payment.account, &payment.purpose})
        read(*who);
    }
  }

  void totals() {
    for (const Payment& payment : plan_.payments) {
      if (payment.kind == Payment::Kind::attributed) continue;
      read(payment.amount);
      // Whether what is left over has a line, and so counts where it is not known.
      if (payment.kind == Payment::Kind::left) read(payment.where);
      read(payment.payer);
      read(payment.payee);
    }
  }

  void targets() {
    for (const plan::Target& target : plan_.targets)
      for (const ColumnId id : {target.metric, target.goal, target.met, target.progress}) read(id);
  }

  void findings() {
    for (const plan::Finding& finding : plan_.findings) {
      read(finding.holds);
      read(finding.against);
      for (const plan::Finding::Ground& ground : finding.grounds) read(ground.holds);
      for (const ColumnId figure : finding.figures) read(figure);
    }
  }

  std::vector<bool> take() { return std::move(read_); }

 private:
  void read(ColumnId id) {
    if (id != plan::kNoColumn) read_[id] = true;
  }
  void read(const Payer& who) {
    if (who.kind == Payer::Kind::column) read(who.column);
  }

  const plan::Plan& plan_;
  std::vector<bool> read_;
};

}  // namespace

std::vector<bool> columns_read(const plan::Plan& plan, Outputs outputs) {
  Readers readers(plan);
  if (outputs.has(Output::columns) || outputs.has(Output::errors)) readers.results();
  if (outputs.has(Output::ledger)) readers.lines(false);
  if (outputs.has(Output::attributions)) readers.lines(true);
  if (outputs.has(Output::totals)) readers.totals();
  if (outputs.has(Output::targets)) readers.targets();
  if (outputs.has(Output::findings)) readers.findings();
  return readers.take();
}

}  // namespace remit::report
