// What a model may hold besides columns, one of each: every part is in the print and in the JSON.
#include <gtest/gtest.h>

#include <string>

#include "../support/model_builder.h"
#include "check/model_json.h"
#include "check/print_model.h"
#include "support/json_reader.h"

namespace remit::check {
namespace {

using number::Rational;
using testing::ModelBuilder;

/// Columns 0 and 1 are a day and a truth of `stall`, 2 its fee, 3 the same of another table.
Model every_part() {
  ModelBuilder b;
  Model& m = b.model;
  m.name = "parts";
  m.currencies = {{"CNY", 2}};
  m.parties = {{"office", "Office"}};
  const EntityId stall = b.entity("stall");
  const EntityId month = b.entity("month");
  const ColumnId day = b.field(stall, "day", type::kDate);
  const ColumnId open = b.field(stall, "open", type::kBoolean);
  const ColumnId fee = b.field(stall, "fee", type::money(0), 2);
  const ColumnId due = b.field(month, "due", type::money(0), 2);
  m.entities[stall].key = {0};
  m.entities[stall].shown = {{fee, "fee", "Fee", "费用"}};
  m.scales.push_back({.name = "steps",
                      .kind = type::ScaleKind::step,
                      .bands = {{.upper = Rational(5), .upper_closed = true, .value = Rational(1)},
                                {.lower = Rational(5),
                                 .lower_closed = false,
                                 .upper = Rational(9),
                                 .value = Rational(2)},
                                {.lower = Rational(9), .value = Rational(3)}},
                      .cite = "7",
                      .label = "Steps"});
  Matrix matrix;
  matrix.name = "by_kind";
  matrix.extents = {2, 1};
  matrix.values = {b.number(4), b.number(6)};
  m.matrices.push_back(matrix);
  Dated dated;
  dated.name = "rate";
  dated.days = {0, 31};
  dated.values = {b.number(8), b.number(9)};
  dated.ends = true;
  dated.last_day = 58;
  m.dated.push_back(dated);
  m.bases = {{.form = "reward", .cite = "1"}, {.name = "b", .cite = "2", .says = "words"}};
  m.remarks = {{}, {.name = "r", .label = "Why"}};
  m.calendars.push_back({.name = "shop", .entity = stall, .date = day, .worked = open});
  type::MadeRows made;
  made.entity = month;
  made.sources = {{stall, open}};
  made.unit = type::CalendarUnit::month;
  made.from = day;
  made.to = day;
  made.cuts = {day};
  m.made.push_back(made);
  type::MadeRows groups;
  groups.entity = month;
  groups.sources = {{stall, kNone}};
  groups.groups = {open};
  m.made.push_back(groups);
  m.targets.push_back({.name = "goal", .entity = stall, .metric = fee, .goal = due, .met = open});
  Finding finding;
  finding.name = "late";
  finding.entity = stall;
  finding.holds = open;
  finding.against = {Payer::Kind::row, 0, kNone};
  finding.grounds = {{open, {}, true}, {kNone, {}, false}};
  finding.figures = {fee};
  m.findings.push_back(finding);
  Payment plain;
  plain.reward = "prize";
  plain.entity = stall;
  plain.amount = fee;
  plain.payer = {Payer::Kind::party, 0, kNone};
  plain.payee = {Payer::Kind::row, 0, kNone};
  m.payments.push_back(plain);
  Payment back = plain;
  back.payee = {Payer::Kind::column, 0, due};
  back.kind = Payment::Kind::back;
  back.because_en = "less came";
  back.where = fee;
  back.honour = "Best";
  back.honoured = open;
  back.account = {Payer::Kind::column, 0, due};
  back.purpose = {Payer::Kind::column, 0, open};
  m.payments.push_back(back);
  return m;
}

TEST(PrintEveryPart, EachHasItsLines) {
  EXPECT_EQ(print_model(every_part()), R"(policy parts
  party office "Office"

entity stall
  key day : date
  open : boolean
  fee : money CNY scale 2

entity month
  due : money CNY scale 2

scale steps step "Steps" cite "7"
  ( .. 5] : 1
  (5 .. 9) : 2
  [9 .. ) : 3

matrix by_kind
  extents 2 1
  4
  6

dated rate
  1970-01-01 : 8
  1970-02-01 : 9
  until 1970-02-28

basis b cite "2" says "words"

remark r "Why"

calendar shop
  day stall.day
  worked stall.open

rows of month
  each stall where stall.open
  month of stall.day .. stall.day
  cut at stall.day

rows of month groups
  each stall
  by stall.open

target goal: metric stall.fee, goal month.due, met stall.open, progress none

finding late: holds stall.open, against the row
  broken "" if stall.open
  because ""
  with stall.fee

payment prize: amount stall.fee, reason none, from party office, to the row

payment prize: amount stall.fee, reason none, from party office, to month.due
  account month.due
  for stall.open
  paid back because "less came"
  where stall.fee is not zero
  honour "Best" if stall.open
)");
}

TEST(ModelJson, HasEachOfTheParts) {
  const test::JsonReader json(model_json(every_part()));
  EXPECT_EQ(json.at("/entities/1/key"), "0");
  ASSERT_EQ(json.size("/entities/1/shown"), 1u);
  EXPECT_EQ(json.text("/entities/1/shown/0/label_en"), "Fee");
  EXPECT_EQ(json.at("/entities/1/shown/0/column"), "2");
  ASSERT_EQ(json.size("/scales/0/bands"), 3u);
  EXPECT_EQ(json.at("/scales/0/bands/0/lower"), "null");
  EXPECT_EQ(json.text("/scales/0/bands/0/upper"), "5");
  EXPECT_EQ(json.at("/scales/0/bands/0/upper_closed"), "true");
  EXPECT_EQ(json.at("/scales/0/bands/1/lower_closed"), "false");
  EXPECT_EQ(json.text("/scales/0/bands/2/value"), "3");
  ASSERT_EQ(json.size("/dated/0/days"), 2u);
  ASSERT_EQ(json.size("/dated/0/values"), 2u);
  EXPECT_EQ(json.at("/calendars/0/worked"), "1");
  EXPECT_EQ(json.at("/targets/0/goal"), "3");
  EXPECT_EQ(json.at("/targets/0/progress"), "null");
  ASSERT_EQ(json.size("/payments"), 2u);
}

}  // namespace
}  // namespace remit::check
