// Which columns each of the lists needs, so that no others are computed for it.
#include "report/read_columns.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "fixture.h"

namespace remit::report {
namespace {

/// Every kind of list, over columns that are told apart by their names.
struct Read : testing::Test {
  Case c;
  plan::Builder& b = c.builder;
  EntityId e = b.add_entity("e");

  ColumnId column(const char* name) { return c.field(e, name, kNumber, "1"); }
  plan::Payer who(const char* name) { return {plan::Payer::Kind::column, 0, column(name)}; }
  void add(plan::Payment::Kind kind, const std::string& of) {
    const auto named = [&](const char* what) { return column((of + what).c_str()); };
    plan::Payment payment;
    payment.kind = kind;
    payment.entity = e;
    payment.amount = named("amount");
    payment.reason = named("reason");
    payment.honoured = named("honoured");
    payment.where = named("where");
    payment.details.push_back({0, named("asked")});
    for (plan::Payer* each : {&payment.payer, &payment.payee, &payment.account, &payment.purpose})
      *each = {plan::Payer::Kind::column, 0, kNoColumn};
    payment.payer.column = named("payer");
    payment.payee.column = named("payee");
    payment.account.column = named("account");
    payment.purpose.column = named("purpose");
    b.plan().payments.push_back(payment);
  }

  void SetUp() override {
    add(plan::Payment::Kind::paid, "");
    add(plan::Payment::Kind::left, "left.");
    add(plan::Payment::Kind::attributed, "whose.");
    b.plan().targets.push_back(
        {"t", e, column("metric"), column("goal"), column("met"), column("progress")});
    plan::Finding finding;
    finding.entity = e;
    finding.holds = column("holds");
    finding.against = who("against");
    finding.grounds.push_back({column("ground")});
    finding.figures = {column("figure")};
    b.plan().findings.push_back(finding);
    b.add_map(e, "result", b.number("1"));
    b.add_map(e, "", b.number("2"), {}, false);
  }

  std::string read(Outputs outputs) {
    const std::vector<bool> found = columns_read(b.plan(), outputs);
    std::string names;
    for (ColumnId id = 0; id < found.size(); ++id)
      if (found[id]) names += (names.empty() ? "" : " ") + b.plan().columns[id].name;
    return names;
  }
};

TEST_F(Read, ByEachOfTheLists) {
  EXPECT_EQ(read({Output::columns}), "result");
  EXPECT_EQ(read({Output::errors}), "result");
  EXPECT_EQ(read({Output::ledger}),
            "amount reason honoured where asked payer payee account purpose left.amount "
            "left.reason left.honoured left.where left.asked left.payer left.payee left.account "
            "left.purpose");
  EXPECT_EQ(read({Output::attributions}),
            "whose.amount whose.reason whose.honoured whose.where whose.asked whose.payer "
            "whose.payee whose.account whose.purpose");
  EXPECT_EQ(read({Output::totals}),
            "amount payer payee left.amount left.where left.payer left.payee");
  EXPECT_EQ(read({Output::targets}), "metric goal met progress");
  EXPECT_EQ(read({Output::findings}), "holds against ground figure");
  EXPECT_EQ(read(Outputs::none()), "");
}

TEST_F(Read, ByTwoListsIsWhatEitherReads) {
  EXPECT_EQ(read({Output::targets, Output::findings}),
            "metric goal met progress holds against ground figure");
}

}  // namespace
}  // namespace remit::report
