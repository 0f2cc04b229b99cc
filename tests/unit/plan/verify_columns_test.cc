// What a column computes, and one thing of it wrong at a time: each is found, and said to be what
// it is. An evaluator reads plans without asking again.
#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "everything.h"

namespace remit::plan::testing {
namespace {

TEST(VerifyColumns, IsSound) {
  EXPECT_EQ(said([](Everything&) {}), "");
}

/// The complaint about one column.
void complains(ColumnId Everything::*column, const std::string& what, const Slip& slip) {
  const Everything sound;
  const ColumnId id = sound.*column;
  const EntityId entity = sound.plan.columns[id].entity;
  const std::string title = (entity == kWhole ? "" : sound.plan.entities[entity].name + ".") +
                            sound.plan.columns[id].name;
  EXPECT_EQ(said(slip), "plan: c" + std::to_string(id) + " " + title + ": " + what);
}

std::string of_another(ColumnId column) {
  return "c" + std::to_string(column) + " is of another entity";
}
std::string type_of(ColumnId column) { return "type of c" + std::to_string(column); }
std::string no_such(ColumnId column) {
  return "column " + std::to_string(column) + " does not precede it";
}

TEST(VerifyColumns, InputsAndMaps) {
  complains(&E::fee, "no such field", [](E& a) { a.at<Input>(a.fee).field = 99; });
  complains(&E::halved, "no such expression",
            [](E& a) { a.at<Map>(a.halved).expression = kNowhere; });
  complains(&E::is_low, "reads a column that does not precede it", [](E& a) {
    a.at<Map>(a.is_low).expression =
        a.b.apply(Opcode::negation, type::kBoolean, {a.b.column(a.is_low)});
  });
  complains(&E::halved, "reads another entity", [](E& a) {
    a.plan.recurrences.clear();
    a.at<Map>(a.halved).expression = a.b.column(a.tax);
  });
}

TEST(VerifyColumns, LookupsAndMatches) {
  const Everything sound;
  complains(&E::taxed, type_of(sound.fee), [](E& a) { a.at<Lookup>(a.taxed).via = a.fee; });
  complains(&E::taxed, no_such(kNowhere), [](E& a) { a.at<Lookup>(a.taxed).target = kNowhere; });
  complains(&E::taxed, of_another(sound.fee), [](E& a) { a.at<Lookup>(a.taxed).target = a.fee; });
  complains(&E::found, "no such entity", [](E& a) { a.at<Match>(a.found).entity = 9; });
  for (const Slip& slip : std::initializer_list<Slip>{
           [](Everything& a) { a.at<Match>(a.found).equal.clear(); },
           [](Everything& a) { a.at<Match>(a.found).equal[0].theirs = a.tax; },
           [](Everything& a) {
             a.at<Match>(a.dated).by_key = true;
             a.at<Match>(a.found).equal[0].theirs = a.tax;
           }})
    complains(&E::found, "not the key of the entity", slip);
  // What is the latest of several is no row that a key leads to; nor is what is computed a key.
  complains(&E::dated, "not the key of the entity",
            [](E& a) { a.at<Match>(a.dated).by_key = true; });
  complains(&E::is_low, "not the key of the entity", [](E& a) {
    a.plan.columns[a.is_low].node =
        Match{.entity = a.stall, .equal = {{a.taxed, a.taxed}}, .by_key = true};
  });
  complains(&E::dated, type_of(sound.id), [](E& a) { a.at<Match>(a.dated).as_of->ours = a.id; });
}

TEST(VerifyColumns, LookupsWithinARecurrence) {
  const auto back = [](Everything& a, std::uint32_t order) {
    a.at<Match>(a.dated).earlier = order;
    a.plan.columns[a.halved].node = Lookup{a.dated, a.rated};
    a.plan.columns[a.halved].type = type::kNumber;
    a.plan.columns[a.halved].form = a.plan.columns[a.rated].form;
  };
  EXPECT_EQ(said([&](E& a) { back(a, 1); }), "");
  complains(&E::halved, "reads its recurrence out of its order", [&](E& a) { back(a, 2); });
  complains(&E::halved, "reads its recurrence out of its order", [&](E& a) {
    back(a, 1);
    a.at<Lookup>(a.halved).via = a.found;
  });
  // Two steps back, and one that leads on instead.
  const auto twice = [&](Everything& a, ColumnId target) {
    back(a, 1);
    a.plan.columns[a.taxed].node = Lookup{a.dated, target};
    a.plan.columns[a.taxed].type = a.plan.columns[target].type;
    a.at<Lookup>(a.halved).via = a.taxed;
  };
  EXPECT_EQ(said([&](E& a) { twice(a, a.dated); }), "");
  complains(&E::halved, "reads its recurrence out of its order", [&](E& a) { twice(a, a.by); });
}

TEST(VerifyColumns, Folds) {
  const Everything sound;
  const auto total = [](const std::string& what, const std::function<void(Fold&, const E&)>& slip) {
    complains(&E::total, what, [&](E& a) { slip(a.at<Fold>(a.total), a); });
  };
  total("no such entity", [](Fold& f, const E&) { f.rows = 9; });
  total("both via and partitioned", [](Fold& f, const E&) { f.partitioned = true; });
  total("a partition that is not used", [](Fold& f, const E& a) { f.partition = {a.small}; });
  total("a pair of one", [](Fold& f, const E& a) { f.ours = {a.name}; });
  total("stands in the wrong entity", [](Fold& f, const E&) { f.via = kNoColumn; });
  total("a window of no row", [](Fold& f, const E& a) { f.window = Window{.key = a.day}; });
  total("via refers elsewhere", [](Fold& f, const E& a) { f.via = a.dated; });
  total(type_of(sound.id), [](Fold& f, const E& a) { f.value = a.id; });
  total(type_of(sound.fee), [](Fold& f, const E& a) { f.where = a.fee; });
  total(of_another(sound.tax), [](Fold& f, const E& a) { f.value = a.tax; });
  total("an order that is not used", [](Fold& f, const E& a) { f.order = {{a.day, false}}; });
  total("an order that is not used", [](Fold& f, const E&) { f.by_row = true; });
  complains(&E::best, "stands in the wrong entity", [](E& a) {
    a.at<Fold>(a.best) = {.rows = a.town, .partitioned = true, .value = a.tax};
  });
  complains(&E::any, "type of the result",
            [](E& a) { a.plan.columns[a.any].type = type::kNumber; });
  complains(&E::any, type_of(sound.fee), [](E& a) { a.at<Fold>(a.any).value = a.fee; });
  complains(&E::first, "type is not its node's", [](E& a) { a.at<Fold>(a.first).value = a.day; });
  complains(&E::first, "an order that is not used",
            [](E& a) { a.at<Fold>(a.first).order.clear(); });
}

TEST(VerifyColumns, FoldsOverAWindow) {
  const Everything sound;
  const auto near = [](const std::string& what, const std::function<void(Window&, E&)>& slip) {
    complains(&E::near, what, [&](E& a) { slip(*a.at<Fold>(a.near).window, a); });
  };
  near("type of a bound", [](Window& w, E& a) { w.upper = a.fee; });
  near(no_such(kNowhere), [](Window& w, E&) { w.key = kNowhere; });
  near(no_such(kNowhere), [](Window& w, E&) { w.upper = kNowhere; });
  near(type_of(sound.id), [](Window& w, E& a) { w.place = a.id; });
  near("a median of rows with smaller places",
       [](Window&, E& a) { a.at<Fold>(a.near).op = FoldOp::median; });
  near("one row of those with a smaller place",
       [](Window&, E& a) { a.at<Fold>(a.near).op = FoldOp::only; });
  near("kept rows of those with smaller places", [](Window&, E& a) {
    a.at<Fold>(a.near).kept = type::Kept{.left = 1};
    a.at<Fold>(a.near).by_row = true;
  });
  complains(&E::total, "places of other rows", [](E& a) {
    a.at<Fold>(a.total) = {.rows = a.stall,
                           .partitioned = true,
                           .partition = {a.id},
                           .ours = {a.name},
                           .value = a.fee,
                           .window = Window{.key = a.day, .place = a.place}};
  });
  // All rows of the own table, each with those before it: a window needs no partition.
  EXPECT_EQ(said([](E& a) {
              a.at<Fold>(a.near).partition.clear();
              a.at<Fold>(a.near).ours.clear();
            }),
            "");
}

TEST(VerifyColumns, KeptRows) {
  const auto best = [](const std::string& what, const std::function<void(Fold&, const E&)>& slip) {
    complains(&E::best, what, [&](E& a) { slip(a.at<Fold>(a.best), a); });
  };
  const std::string neither = "kept rows of neither a sum nor a count, or of no one order";
  best(neither, [](Fold& f, const E&) { f.op = FoldOp::maximum; });
  best(neither, [](Fold& f, const E&) { f.by_row = false; });
  const std::string another = "ends of another order than that of the values";
  best(another, [](Fold& f, const E& a) { f.order = {{a.day, false}}; });
  best(another, [](Fold& f, const E&) { f.order.clear(); });
  EXPECT_EQ(said([](E& a) {
              a.at<Fold>(a.best).kept->most = 2;
              a.at<Fold>(a.best).order = {{a.day, false}};
            }),
            "");
}

TEST(VerifyColumns, RanksAndShares) {
  const Everything sound;
  complains(&E::rank, "no keys", [](E& a) { a.at<Rank>(a.rank).keys.clear(); });
  complains(&E::rank, type_of(sound.fee), [](E& a) { a.at<Rank>(a.rank).where = a.fee; });
  complains(&E::rank, of_another(sound.tax), [](E& a) { a.at<Rank>(a.rank).partition = {a.tax}; });
  complains(&E::rank, "type of the result",
            [](E& a) { a.plan.columns[a.rank].type = type::kText; });
  const auto part = [](const std::string& what,
                       const std::function<void(Apportion&, const E&)>& slip) {
    complains(&E::part, what, [&](E& a) { slip(a.at<Apportion>(a.part), a); });
  };
  part(type_of(sound.id), [](Apportion& s, const E& a) { s.total = a.id; });
  part(type_of(sound.id), [](Apportion& s, const E& a) { s.weight = a.id; });
  part(type_of(sound.fee), [](Apportion& s, const E& a) { s.owner = a.fee; });
  part(type_of(sound.id), [](Apportion& s, const E& a) { s.cap = a.id; });
  part(type_of(sound.id), [](Apportion& s, const E& a) { s.floor = a.id; });
  part(of_another(sound.tax), [](Apportion& s, const E& a) { s.order = {{a.tax, false}}; });
  complains(&E::part, "type of the result",
            [](E& a) { a.plan.columns[a.part].type = type::kText; });
  // Shares of one size have no weights, and a remainder that nobody is named for no owner.
  EXPECT_EQ(said([](E& a) {
              auto& equal = a.at<Apportion>(a.part);
              equal.method = number::ShareMethod::equal;
              equal.remainder = number::RemainderRule::first_in_order;
              equal.weight = equal.owner = kNoColumn;
            }),
            "");
}

TEST(VerifyColumns, PartiesOfOneAmount) {
  const Everything sound;
  const auto share = [](const std::string& what,
                        const std::function<void(PartySplit&, const E&)>& slip) {
    complains(&E::share, what, [&](E& a) { slip(a.plan.party_splits[0], a); });
  };
  share("number of caps", [](PartySplit& s, const E&) { s.caps.pop_back(); });
  share("no such owner", [](PartySplit& s, const E&) { s.owner = 2; });
  share(type_of(sound.id), [](PartySplit& s, const E& a) { s.total = a.id; });
  share(of_another(sound.tax), [](PartySplit& s, const E& a) { s.weights[1] = a.tax; });
  share(type_of(sound.id), [](PartySplit& s, const E& a) { s.caps[1] = a.id; });
  complains(&E::share, "no such split", [](E& a) { a.at<PartyShare>(a.share).split = 1; });
  complains(&E::share, "no such party", [](E& a) { a.at<PartyShare>(a.share).index = 2; });
  complains(&E::share, "type of the result",
            [](E& a) { a.plan.columns[a.share].type = type::kText; });
  EXPECT_EQ(said([](E& a) {
              a.plan.party_splits[0].remainder = number::RemainderRule::largest_remainder;
              a.plan.party_splits[0].owner = 2;
              a.plan.party_splits[0].caps.clear();
            }),
            "");
}

}  // namespace
}  // namespace remit::plan::testing
