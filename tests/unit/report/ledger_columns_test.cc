// The ledger by columns is the ledger line by line.
#include <algorithm>
#include <random>

#include "fixture.h"
#include "report/ledger.h"
#include "report/list.h"
#include "report/tables.h"

namespace remit::report {
namespace {

using Payer = plan::Payer;

std::string amount_of(const LedgerLine& line, int decimals) {
  if (row::is_fault(line.amount)) return {};
  const number::Rational shifted =
      row::number_of(line.amount) * number::Rational(number::Integer::pow10(decimals));
  if (!shifted.numerator().fits_int128()) return {};  // too long for its column
  return number::format(*number::Decimal::from_rational(row::number_of(line.amount)), decimals);
}

/// The cells of a line, as it is told by itself.
std::vector<std::string> cells_of(const Ledger& ledger, std::uint64_t index, Language language,
                                  int decimals) {
  const ComputedRun& run = ledger.run();
  const LedgerLine line = ledger.line(index);
  const plan::Payment& payment = *line.payment;
  return {payment.reward,
          run.plan().entities[payment.entity].name,
          run.key(payment.entity, line.row),
          line.payer,
          line.payee,
          amount_of(line, decimals),
          clause_of(run.plan(), payment),
          status_name(line.status),
          status_text(run, line, language),
          line.honoured ? payment.honour : "",
          line.account,
          line.purpose};
}

constexpr const char* kNames[] = {"reward", "entity", "key",    "payer",  "payee",   "amount",
                                  "clause", "status", "reason", "honour", "account", "purpose"};

/// The same of a row of a table; of columns that it does not have the words of `line`.
std::vector<std::string> cells_of(const Table& table, std::uint64_t row,
                                  const std::vector<std::string>& line) {
  std::vector<std::string> cells;
  for (std::size_t i = 0; i < std::size(kNames); ++i) {
    const std::optional<std::size_t> column = table.find_column(kNames[i]);
    cells.push_back(column ? table.text(row, *column) : line[i]);
  }
  return cells;
}

void expect_same(const ComputedRun& run) {
  const Ledger ledger(run);
  int decimals = 0;
  for (const plan::Payment& payment : run.plan().payments)
    decimals = std::max(decimals, run.plan().columns[payment.amount].form.decimals);
  for (const Language language : {Language::en, Language::zh}) {
    const auto list = ledger_list(ledger, language);
    const std::size_t some[] = {5, 9};
    for (const std::uint64_t count : {std::uint64_t{1}, std::uint64_t{7}, ledger.size()}) {
      for (std::uint64_t from = 0; from < ledger.size(); from += count) {
        const Table piece = list->piece({from, count});
        const Table few = list->select({from, count}, some);
        ASSERT_EQ(piece.row_count(), std::min(count, ledger.size() - from));
        ASSERT_EQ(few.columns()[0].name, "amount");
        for (std::uint64_t row = 0; row < piece.row_count(); ++row) {
          const auto line = cells_of(ledger, from + row, language, decimals);
          EXPECT_EQ(cells_of(piece, row, line), line) << "line " << from + row;
          EXPECT_EQ(few.text(row, 0), line[5]);
          EXPECT_EQ(few.text(row, 1), piece.text(row, *piece.find_column("reason")));
          const std::size_t amount = *piece.find_column("amount");
          EXPECT_EQ(few.state(row, 0), piece.state(row, amount));
        }
      }
    }
  }
}

TEST_F(Bonus, LedgerByColumnsIsTheLedgerByLines) {
  const auto it = ran();
  expect_same(it->run());
}

/// Cells drawn from some words.
std::string drawn(std::mt19937_64& dice, std::vector<std::string> words, int count) {
  std::string cells;
  for (int i = 0; i < count; ++i) cells += words[dice() % words.size()] + " ";
  return cells;
}

/// Payments of every kind whose amounts, reasons and names are fields, many of them in error.
TEST(LedgerColumns, AnyPayment) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    std::mt19937_64 dice(seed);
    const bool clean = seed % 3 == 0;  // nothing in error
    const auto words = [&](std::vector<std::string> good) {
      if (!clean) good.insert(good.end(), {"-", "!5"});
      return good;
    };
    Case c;
    plan::Builder& b = c.builder;
    constexpr int kRows = 23;
    const EntityId unit = b.add_entity("unit"), project = b.add_entity("project");
    const bool counted = seed % 2 == 0;
    c.field(unit, "id", counted ? kNumber : kText, counted ? "1 20 300 4 5" : "甲 a,b \"q\" = 乙");
    b.plan().entities[unit].key = {0};
    const type::Type reasons = type::category(b.add_category_set(
        {{{"due", "", ""}, {"no", "not so", "不符合"}, {"cut", "cut, by a cap", "超过限额"}}}));
    const type::Type units = {type::TypeKind::reference, unit};
    std::string ids;
    for (int i = 0; i < kRows; ++i) ids += "p" + std::to_string(i) + " ";
    c.field(project, "id", kText, ids);
    const int decimals = static_cast<int>(seed % 4);
    const std::string point = decimals == 0 ? "" : ".5";
    const ColumnId amount =
        c.field(project, "amount", kNumber,
                drawn(dice, words({"0", "1", "-3", "12345" + point}), kRows), decimals);
    const ColumnId wide = c.field(project, "wide", kNumber,
                                  drawn(dice, words({"0", std::string(37, '9'), "-1"}), kRows));
    const ColumnId reason =
        c.field(project, "reason", reasons, drawn(dice, words({"due", "no", "cut"}), kRows));
    const ColumnId titled =
        c.field(project, "titled", kBoolean, drawn(dice, words({"true", "false"}), kRows));
    const ColumnId owner =
        c.field(project, "owner", units, drawn(dice, words({"#0", "#1", "#2", "#3", "#4"}), kRows));
    const ColumnId bank =
        c.field(project, "bank", kText, drawn(dice, words({"x", "y,z", "\"q\""}), kRows));
    const ColumnId kind =
        c.field(project, "kind", reasons, drawn(dice, words({"due", "cut"}), kRows));
    const ColumnId day = c.field(project, "day", type::kDate,
                                 drawn(dice, words({"2024-02-29", "1999-12-31"}), kRows));
    b.plan().entities[project].key = {seed % 5 == 0 ? 1u : 0u};
    if (seed % 5 == 1) b.plan().entities[project].key = {0, 5};
    b.plan().parties.push_back({"city", "The city"});
    const Payer who[] = {{Payer::Kind::party, 0, kNoColumn}, {Payer::Kind::none, 0, kNoColumn},
                         {Payer::Kind::row, 0, kNoColumn},   {Payer::Kind::column, 0, owner},
                         {Payer::Kind::column, 0, bank},     {Payer::Kind::column, 0, kind},
                         {Payer::Kind::column, 0, day},      {Payer::Kind::column, 0, amount}};
    const auto any = [&] { return who[dice() % std::size(who)]; };
    for (const auto kind_of : {plan::Payment::Kind::paid, plan::Payment::Kind::back,
                               plan::Payment::Kind::left, plan::Payment::Kind::paid}) {
      plan::Payment payment;
      payment.reward = "r" + std::to_string(b.plan().payments.size());
      payment.entity = project;
      payment.kind = kind_of;
      payment.amount = dice() % 3 == 0 ? wide : amount;
      if (dice() % 3 != 0) payment.reason = reason;
      if (dice() % 2 == 0) payment.where = amount;
      if (dice() % 2 == 0) payment.honour = "model";
      if (dice() % 2 == 0) payment.honoured = titled;
      if (dice() % 2 == 0) payment.details.push_back({2, amount, type::ReasonDetail::Kind::asked});
      payment.because_en = "taken back";
      payment.because_zh = "收回";
      payment.payer = any();
      payment.payee = any();
      payment.account = any();
      payment.purpose = any();
      b.plan().payments.push_back(payment);
    }
    table::Dataset data = c.dataset();
    if (!clean && seed % 2 == 0) {
      data.tables[project].refused = {{3, {type::CellFault::duplicate_key, 1, 3}},
                                      {9, {type::CellFault::missing, 1, 9}}};
    }
    const auto it = run(b.plan(), std::move(data));
    SCOPED_TRACE(seed);
    expect_same(it->run());
    if (testing::Test::HasFailure()) return;
  }
}

}  // namespace
}  // namespace remit::report
