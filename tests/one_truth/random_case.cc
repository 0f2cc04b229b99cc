#include "random_case.h"

#include <random>
#include <utility>

namespace remit::one_truth {
namespace {

class Generator {
 public:
  explicit Generator(std::uint64_t seed) : random_(seed) {}

  Case make() {
    head();
    reward("first", 1);
    reward("second", 2);
    if (chance(40)) line("  choose highest of { first, second } ties to first");
    if (chance(30)) {
      line("  cap together { first, second } at most " + pick({"90", limit("150.50", "151"), "0"}) +
           " CNY " + pick({"pro rata", "in order"}));
    }
    if (chance(50)) fund();
    if (chance(50)) shared();
    if (chance(50)) split();
    line("  target enough for town : got >= 100 CNY");
    line("  define got for town = sum(claim.first)");
    line("  define whole = sum(claim.first)");
    line("}");
    tables();
    return std::move(case_);
  }

 private:
  bool chance(int percent) { return static_cast<int>(random_() % 100) < percent; }
  std::uint64_t below(std::uint64_t most) { return random_() % most; }
  std::string pick(std::vector<std::string> of) { return of[below(of.size())]; }
  void line(const std::string& text) { case_.policy += text + "\n"; }

  void head() {
    line("policy truth {");
    line("  currency CNY");
    step_ = pick({"0.01", "1", "0.05"});
    line("  rounding " + pick({"half_up", "down", "half_even"}) + " to " + step_ + " CNY");
    line("  party office");
    line("  party branch");
    line("  entity town { key name : text  purse : text  size : count optional }");
    line("  entity claim {");
    line("    key id : text  town : town" + pick({"", " left out when unknown", " optional"}));
    line("    who : text" + pick({"", " optional"}) + "  account : text");
    line("    fee : money to 0.01  n : count  ok : bool optional  came : date");
    line("    had : money default 0");
    line("  }");
    line("  entity helper { key id : text  claim : claim  person : text  part : number to 0.01 }");
  }

  /// A constant limit must be a whole number of steps.
  std::string limit(const std::string& fine, const std::string& whole) const {
    return step_ == "1" ? whole : fine;
  }

  std::string condition() {
    return pick({"ok", "fee > 0 CNY", "n >= 2", "who is given", "ok or n > 3",
                 "n < 90 and fee > -90 CNY", "at least 2 of { ok, n > 1, fee > 5 CNY }",
                 "fee / n > 3 CNY"});
  }

  /// `decided`: whether `ok` holds is known of the rows, and asking once more is refused.
  std::string amount(bool decided = false) {
    if (decided) return pick({"fee", "fee / 3", "10 CNY", "n * 7 CNY", "fee - had"});
    return pick({"fee", "fee / 3", "fee / n", "10 CNY", "50% * fee", "n * 7 CNY", "fee - had",
                 "max(fee, 0 CNY)", "if ok then fee else 1 CNY"});
  }

  std::string payer() {
    if (chance(25)) return payer_of_all();
    return pick({"office", "branch", "account", "town", "town.purse"});
  }

  /// One figure of the whole, which is blank, an error or undecided where the tables are so.
  std::string payer_of_all() {
    const std::string name = "payer" + std::to_string(++payers_);
    line("  define " + name + " = " +
         pick({"first(town.purse by size desc ties by key)",
               "last(claim.account by came ties by row order)", "only(claim.who where n > 2)",
               "join(\"office \", count(claim))", "first(claim.town by came ties by key)",
               "if any(claim.ok) then \"the treasury\" else \"the bank\""}));
    return name;
  }

  void reward(const std::string& name, int clause) {
    std::string text = "  reward " + name + " for claim cite \"" + std::to_string(clause) + "\" {";
    // Conditions that exclude each other are refused.
    const std::string no = chance(20) ? "not ok" : "";
    std::string said;  // the same twice is refused too
    for (std::uint64_t i = below(3); i > 0; --i) {
      const std::string when = " when " + (no.empty() ? condition() : no);
      if (said.find(when + " ") == std::string::npos) said += when + " ";
    }
    text += said;
    const bool holds = said.find(" when ok ") != std::string::npos;
    text += " pay " + amount(holds || !no.empty());
    if (chance(30))
      text += " cap " + pick({"9 CNY", "100 CNY", "fee * 90%", limit("2.5 CNY", "2 CNY")});
    if (chance(20)) text += " floor " + pick({"0 CNY", "1 CNY"});
    if (chance(25)) {
      text += " cap 60 CNY per who " + pick({"pro rata ties by key", "in order of came ties by key",
                                             "in order of came ties by row order"});
    }
    const std::string from = payer();
    text += " from " + from;
    std::string to = pick({"", "who", "town", "account"});
    if (to == from) to = "who";  // nobody pays himself
    if (!to.empty()) text += " to " + to;
    const bool in_parts = chance(25);
    const std::string later = no.empty() ? "ok" : "n > 2";
    if (in_parts)
      text += " instalments { 30% when n > 1, 70% when " + later + " }" + pick({"", " less had"});
    const bool in_back = chance(25);
    if (in_back) text += claw_back(holds || !no.empty());
    line(text + " }");
    case_.rewards.push_back({name, "claim", in_parts ? name + ".payable" : name, in_parts});
    if (in_back) add_back(name, "claim");
  }

  /// What is paid only where `ok` holds, or does not, is not taken back for that.
  std::string claw_back(bool asks_ok = false) {
    return " claw back " + pick({"all", "50%", "12.5%"}) + " when " +
           (asks_ok ? pick({"n >= 3", "fee > 20 CNY"})
                    : pick({"not ok", "n >= 3", "fee > 20 CNY"}));
  }

  void add_back(const std::string& name, const std::string& entity) {
    const std::string repay = name + ".repay";
    case_.rewards.push_back({name, entity, repay, false, Reward::Kind::back, repay});
  }

  void fund() {
    case_.in_fund = chance(50) ? std::vector<std::string>{"first"}
                               : std::vector<std::string>{"first", "second"};
    line("  fund pot cite \"9\" { budget " + pick({"0", "50", "100.01", "10000"}) + " CNY pays " +
         case_.in_fund[0] + (case_.in_fund.size() > 1 ? ", second" : "") + " when short " +
         pick({"refuse", "pro rata ties by key", "pro rata ties by came, id",
               "in order of came ties by key", "in order of came ties by row order"}) +
         " }");
  }

  void shared() {
    const bool in_back = chance(30);
    line("  reward thanks for claim cite \"3\" { pay " + amount() +
         " from office to helper.person" + " shared among helper " +
         pick({"equally remainder to largest ties by key",
               "by part remainder to first in order of part ties by key",
               "first only in order of part ties by key"}) +
         (in_back ? claw_back() : "") + " }");
    case_.rewards.push_back({"thanks", "helper", "thanks"});
    case_.rewards.push_back(
        {"thanks", "claim", "thanks", false, Reward::Kind::left, "thanks.left"});
    if (in_back) add_back("thanks", "helper");
  }

  void split() {
    line("  split tax for claim cite \"4\" { amount fee share here 60% to who share there 40% to " +
         pick({"town", "account", "office"}) + " from branch remainder to first }");
    case_.rewards.push_back({"tax", "claim", "tax.here"});
    case_.rewards.push_back({"tax", "claim", "tax.there"});
  }

  std::string text(std::string value) {
    const auto chosen = below(100);
    return chosen < 6 ? "" : value;
  }

  std::string number(std::vector<std::string> values) {
    const auto chosen = below(100);
    if (chosen < 6) return "";
    return chosen < 9 ? "many" : pick(std::move(values));
  }

  std::string key(const std::string& prefix, std::uint64_t row) {
    const auto chosen = below(100);
    if (chosen < 3) return "";
    if (chosen < 7 && row > 0) return prefix + std::to_string(below(row));
    return prefix + std::to_string(row);
  }

  std::string day() { return number({"2021-01-01", "2021-01-01", "2021-03-05", "2020-12-31"}); }

  void tables() {
    const std::uint64_t towns = below(4), claims = chance(15) ? 0 : below(12) + 1;
    const std::uint64_t helpers = below(8);
    const auto of = [&](const char* prefix, std::uint64_t most) {
      return chance(4) || most == 0 ? text("nowhere") : text(prefix + std::to_string(below(most)));
    };
    TableText town{"town", {{"name", "purse", "size"}}};
    for (std::uint64_t i = 0; i < towns; ++i)
      town.rows.push_back({key("t", i), text("purse" + std::to_string(i)), number({"1", "2"})});
    TableText claim{"claim", {{"id", "town", "who", "account", "fee", "n", "ok", "came", "had"}}};
    for (std::uint64_t i = 0; i < claims; ++i) {
      claim.rows.push_back(
          {key("c", i), of("t", towns), text(pick({"Li", "Wu", "Cao"})), text(pick({"a1", "a2"})),
           number({"10", "0", "-5.55", "33.33", "100", "0.01"}), number({"0", "1", "2", "3", "7"}),
           number({"true", "false"}), day(), number({"0", "3.30", "50"})});
    }
    TableText helper{"helper", {{"id", "claim", "person", "part"}}};
    for (std::uint64_t i = 0; i < helpers; ++i) {
      helper.rows.push_back({key("h", i), of("c", claims), text(pick({"An", "Bo"})),
                             number({"1", "2", "0", "0.5", "-1"})});
    }
    case_.tables = {std::move(town), std::move(claim), std::move(helper)};
  }

  std::mt19937_64 random_;
  std::string step_;
  int payers_ = 0;
  Case case_;
};

}  // namespace

Case random_case(std::uint64_t seed) { return Generator(seed).make(); }

}  // namespace remit::one_truth
