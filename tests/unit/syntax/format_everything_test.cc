// The formatter on every policy text that the project has, and on formulas drawn at random: its own
// output is canonical, another language and back is the same text, no line is wider than need be.
#include <gtest/gtest.h>

#include <filesystem>
#include <random>

#include "base/strings.h"
#include "base/utf8.h"
#include "syntax/format.h"
#include "syntax_testing.h"
#include "type/operators.h"

namespace remit::syntax {
namespace {

using base::Language;

const WordStyle kTraditional(Language::zh, true);

/// The formatted text; nothing where the formatter refuses.
std::optional<std::string> laid_out(const std::string& text, std::optional<WordStyle> keywords) {
  base::SourceSet sources;
  const base::Source& source = sources.add("p.remit", text);
  diagnostic::DiagnosticSink sink;
  return format(source, {keywords}, {}, sink);
}

std::string tree_of(const std::string& text) { return dump_tree(Parsed(text).tree); }

/// What holds of every text that can be read. In either language the words are the canonical ones
/// after the first time; from there on nothing changes.
void check(const std::string& name, const std::string& text) {
  const auto plain = laid_out(text, std::nullopt);
  if (!plain) return;
  EXPECT_EQ(laid_out(*plain, std::nullopt), plain) << name;
  const auto en = laid_out(text, Language::en);
  const auto zh = laid_out(text, Language::zh);
  if (en) {
    EXPECT_EQ(laid_out(*en, std::nullopt), en) << name;
  }
  if (zh) {
    EXPECT_EQ(laid_out(*zh, std::nullopt), zh) << name;
  }
  const auto hant = laid_out(text, kTraditional);
  if (hant) {
    EXPECT_EQ(laid_out(*hant, std::nullopt), hant) << name;
    EXPECT_EQ(laid_out(*hant, kTraditional), hant) << name;
    if (en) {
      EXPECT_EQ(laid_out(*hant, Language::en), en) << name;
    }
    if (zh) {
      EXPECT_EQ(laid_out(*hant, Language::zh), zh) << name;
    }
  }
  if (!en || !zh) return;
  const auto over = laid_out(*en, Language::zh);
  const auto back = over ? laid_out(*over, Language::en) : std::nullopt;
  if (back) {
    EXPECT_EQ(back, en) << name;
  }
  // So does Chinese, over English: what is a word stays one, a sign a sign.
  const auto there = laid_out(*zh, Language::en);
  const auto again = there ? laid_out(*there, Language::zh) : std::nullopt;
  if (again) {
    EXPECT_EQ(again, zh) << name;
  }
}

std::string file_text(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// The policies of a case file.
std::vector<std::string> policies_of(const std::string& text) {
  std::vector<std::string> policies;
  for (std::size_t at = text.find("=== policy"); at != std::string::npos;
       at = text.find("=== policy", at)) {
    const std::size_t begin = text.find('\n', at) + 1;
    const std::size_t end = std::min(text.find("\n===", begin), text.size());
    policies.push_back(text.substr(begin, end - begin) + "\n");
    at = begin;
  }
  return policies;
}

TEST(FormatEverythingTest, IsCanonicalOnEveryPolicyAndCase) {
  int texts = 0;
  for (const std::string folder : {"policies", "tests/spec"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      const std::string ending = entry.path().extension().string();
      if (ending != ".remit" && ending != ".spec") continue;
      const std::string text = file_text(entry.path());
      const std::vector<std::string> policies =
          ending == ".spec" ? policies_of(text) : std::vector<std::string>{text};
      for (const std::string& policy : policies) check(entry.path().string(), policy);
      texts += static_cast<int>(policies.size());
    }
  }
  EXPECT_GT(texts, 80);
}

/// Formulas of any shape, with names of any length.
class RandomFormula {
 public:
  explicit RandomFormula(unsigned seed) : random_(seed) {}

  std::string value(int depth) {
    switch (depth <= 0 ? pick(3) : pick(9)) {
      case 0:
        return name();
      case 1:
        return std::to_string(pick(1000)) + (pick(2) == 0 ? " CNY" : "%");
      case 2:
        return name() + "." + name();
      case 3:
        return value(depth - 1) + sign({" + ", " - ", " * ", " / "}) + value(depth - 1);
      case 4:
        return "(" + value(depth - 1) + sign({" + ", " - "}) + value(depth - 1) + ")";
      case 5:
        return "round(" + value(depth - 1) + ", to 0.01, half_up)";
      case 6:
        return sign({"min(", "max("}) + value(depth - 1) + ", " + value(depth - 1) + ")";
      case 7:
        return "sum(project." + name() + " where " + condition(depth - 1) + ")";
      default:
        return "(" + ladder(depth - 1) + ")";
    }
  }

  std::string condition(int depth) {
    switch (depth <= 0 ? 0 : pick(4)) {
      case 0:
        return value(depth - 2) + sign({" < ", " >= ", " = ", " != "}) + value(depth - 2);
      case 1:
        return "(" + condition(depth - 1) + sign({" and ", " or "}) + condition(depth - 1) + ")";
      case 2:
        return name() + sign({" is given", " is not given"});
      default:
        return "at least 1 of { " + condition(depth - 1) + ", " + condition(depth - 1) + " }";
    }
  }

  std::string ladder(int depth) {
    std::string text = "if " + condition(depth) + " then " + value(depth);
    for (int rungs = pick(5); rungs > 0; --rungs)
      text += " else if " + condition(depth) + " then " + value(depth);
    return text + " else " + value(depth);
  }

  int pick(int count) { return static_cast<int>(random_() % static_cast<unsigned>(count)); }

 private:
  std::string name() {
    static const std::string kWords[] = {"a",
                                         "fee",
                                         "metres",
                                         "round_off",
                                         "税收",
                                         "到资额",
                                         "tax_of_the_year",
                                         "within",
                                         "合计数",
                                         "舍入数",
                                         "length_of_the_longest_berth"};
    return kWords[pick(static_cast<int>(std::size(kWords)))];
  }
  std::string sign(std::initializer_list<const char*> signs) {
    return signs.begin()[pick(static_cast<int>(signs.size()))];
  }

  std::mt19937 random_;
};

TEST(FormatEverythingTest, IsCanonicalOnAnyFormula) {
  for (unsigned seed = 0; seed < 3000; ++seed) {
    RandomFormula random(seed);
    const std::string formula = random.pick(2) == 0 ? random.ladder(3) : random.value(4);
    const std::string text =
        "policy p {\n  currency CNY\n  define due for berth cite \"8\" = " + formula + "\n}\n";
    if (!Parsed(text).tree.complete()) continue;
    check("seed " + std::to_string(seed), text);
    const auto out = laid_out(text, std::nullopt);
    if (out) {
      EXPECT_EQ(tree_of(*out), tree_of(text)) << formula;
    }
    if (HasFailure()) break;
  }
}

/// Every way to write an operator and a day, alone and beside each other.
TEST(FormatEverythingTest, IsCanonicalInEverySpelling) {
  const std::string days[] = {"2006-02-05", "2006年2月5日", "2006年02月05日", "2006年2月5号"};
  int read = 0;
  for (const type::OperatorInfo& info : type::operators()) {
    std::string all = base::concat(info.symbol, "|", info.english, "|", info.chinese, "|",
                                   info.aliases, "|×|÷|≥|≤|≠");
    for (std::size_t at = 0; at < all.size();) {
      const std::size_t bar = std::min(all.find('|', at), all.size());
      const std::string word = all.substr(at, bar - at);
      at = bar + 1;
      if (word.empty()) continue;
      for (const std::string& day : days) {
        for (const std::string& formula :
             {"a " + word + " " + day, "a " + word + " b", "a " + word + " { b }", word + " a",
              "a " + word, "a " + word + " b and c"}) {
          if (day != days[0] && formula.find(day) == std::string::npos) continue;
          const std::string text = "policy p {\n  currency CNY\n  issued " + day +
                                   "\n  define x for t cite \"8\" = " + formula + "\n}\n";
          if (!Parsed(text).tree.complete()) continue;
          check(formula, text);
          ++read;
        }
      }
    }
  }
  EXPECT_GT(read, 400);
}

TEST(FormatEverythingTest, ALadderStaysALadder) {
  EXPECT_EQ(laid_out("policy p {\n  define state for stall cite \"4\" =\n    if before = 0 then "
                     "\"NONE\" else if fee < 100 CNY then \"SMALL\" else if n < 10 then \"FEW\" "
                     "else if fee < 200 CNY and n < 20 then \"MIDDLE\" else \"LARGE\"\n}\n",
                     std::nullopt),
            "policy p {\n"
            "  define state for stall cite \"4\" =\n"
            "      if before = 0 then \"NONE\"\n"
            "      else if fee < 100 CNY then \"SMALL\"\n"
            "      else if n < 10 then \"FEW\"\n"
            "      else if fee < 200 CNY and n < 20 then \"MIDDLE\"\n"
            "      else \"LARGE\"\n"
            "}\n");
}

TEST(FormatEverythingTest, BreaksAtTheLoosestOperator) {
  EXPECT_EQ(laid_out("policy p {\n  define ok for stall = first_day_of_the_contract < "
                     "first_day_of_the_term + 5 years and round(fee * metres / length, to 0.01, "
                     "half_up) > least\n}\n",
                     std::nullopt),
            "policy p {\n"
            "  define ok for stall = first_day_of_the_contract < first_day_of_the_term + 5 years\n"
            "      and round(fee * metres / length, to 0.01, half_up) > least\n"
            "}\n");
}

TEST(FormatEverythingTest, CurrenciesKeepTheirNames) {
  const std::string en =
      "policy p {\n  currency EUR\n\n  define f = min(fee, 50 million EUR) + 0 EUR\n}\n";
  const std::string zh = "政策 p {\n  货币 欧元\n\n  定义 f = 最小(fee, 5000万欧元) + 0欧元\n}\n";
  EXPECT_EQ(laid_out(en, Language::zh), zh);
  EXPECT_EQ(laid_out(zh, Language::en), en);
}

TEST(FormatEverythingTest, TheScriptStaysOrIsWrittenAnew) {
  const std::string simplified =
      "政策 试行 {\n  货币 元\n\n  定义 总额 = 合计(项目.投资额) + 5亿元\n}\n";
  const std::string traditional =
      "政策 试行 {\n  貨幣 元\n\n  定義 总额 = 合計(项目.投资额) + 5億元\n}\n";
  EXPECT_EQ(laid_out(simplified, kTraditional), traditional);
  EXPECT_EQ(laid_out(traditional, Language::zh), simplified);
  for (const std::string& text : {simplified, traditional})
    EXPECT_EQ(laid_out(text, std::nullopt), text);
}

}  // namespace
}  // namespace remit::syntax
