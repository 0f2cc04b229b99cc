// What a policy costs to check grows little faster than its text, in whichever direction it grows.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "remit/policy.h"

namespace remit {
namespace {

/// Repeats `part`, in which `#` stands for the number.
std::string repeated(int times, const std::string& part, const std::string& between = "") {
  std::string text;
  for (int i = 0; i < times; ++i) {
    if (i > 0) text += between;
    for (const char c : part) {
      if (c == '#')
        text += std::to_string(i);
      else
        text += c;
    }
  }
  return text;
}

std::string in_policy(const std::string& items, const std::string& fields = "") {
  return "policy p {\n  currency CNY\n  rounding half_up to 0.01\n  party office\n"
         "  entity s { key id : text  a : number to 1  b : number to 1  k : text " +
         fields + " }\n" + items + "}\n";
}

std::string rewards(int n) {
  return repeated(n, "  reward r# for s cite \"1\" { when a > # pay # CNY + 1 CNY from office }\n");
}

std::string nested_formulas(int n) {
  std::string text = "  define f0(x : number to 1) : number to 1 = x + 1\n";
  for (int i = 1; i < n; ++i) {
    const std::string before = "f" + std::to_string(i - 1);
    text += "  define f" + std::to_string(i) + "(x : number to 1) : number to 1 = " + before +
            "(x) + " + before + "(x + 1)\n";
  }
  return in_policy(text + "  define y for s = f" + std::to_string(n - 1) + "(a)\n");
}

struct Dimension {
  const char* name;
  int size;  ///< such that it takes some milliseconds
  std::function<std::string(int)> text;
};

std::vector<Dimension> dimensions() {
  const auto names = [](int n) { return repeated(n, "r#", ", "); };
  return {
      {"equalities joined by or", 120,
       [](int n) { return in_policy("define y for s = " + repeated(n, "a = #", " or ") + "\n"); }},
      {"texts joined by or", 120,
       [](int n) {
         return in_policy("define y for s = " + repeated(n, "k = \"x#\"", " or ") + "\n");
       }},
      {"pairs joined by or", 120,
       [](int n) {
         return in_policy("define y for s = " + repeated(n, "(a = # and b > #)", " or ") + "\n");
       }},
      {"inequalities joined by and", 120,
       [](int n) {
         return in_policy("define y for s = " + repeated(n, "a != #", " and ") + "\n");
       }},
      {"words of a list", 400,
       [](int n) {
         return in_policy("define y for s = k in { " + repeated(n, "\"x#\"", ", ") + " }\n");
       }},
      {"numbers of a list", 400,
       [](int n) {
         return in_policy("define y for s = a in { " + repeated(n, "#", ", ") + " }\n");
       }},
      {"conditions of a reward", 120,
       [](int n) {
         return in_policy("reward r for s cite \"1\" {\n" + repeated(n, "  when a != #\n") +
                          "  pay 1 CNY\n  from office\n}\n");
       }},
      {"checks", 120,
       [](int n) { return in_policy("define y for s = a + b\n", repeated(n, "check a > #\n")); }},
      {"rungs", 40,
       [](int n) {
         return in_policy("define y for s = " + repeated(n, "if a = # then # else\n  ") + "0\n");
       }},
      {"brackets", 400,
       [](int n) {
         return in_policy("scale q step {\n  below 0 : 0\n" + repeated(n, "  # : #\n") +
                          "  else : 1\n}\ndefine y for s = q(a)\n");
       }},
      {"categories", 400,
       [](int n) {
         return in_policy("define y for s = c is w1\n",
                          "c : one of { " + repeated(n, "w#", ", ") + " }");
       }},
      {"rewards", 100, [](int n) { return in_policy(rewards(n)); }},
      {"rewards of which one is chosen", 100,
       [names](int n) {
         return in_policy(rewards(n) + "choose highest of { " + names(n) + " } ties to first\n");
       }},
      {"rewards of one joint limit", 100,
       [names](int n) {
         return in_policy(rewards(n) + "cap together { " + names(n) +
                          " } at most 9 CNY in order\n");
       }},
      {"rewards of a fund", 100,
       [names](int n) {
         return in_policy(rewards(n) + "fund f cite \"1\" { budget 9 CNY pays " + names(n) +
                          " when short pro rata ties by key }\n");
       }},
      {"when lines", 800,
       [](int n) {
         return in_policy("reward r for s cite \"1\" {\n" + repeated(n, "  when a != #\n") +
                          "  pay 1 CNY\n  from office\n}\n");
       }},
      {"parts of a split", 200,
       [](int n) {
         return in_policy("split p for s cite \"1\" {\n  amount a * 1 CNY\n" +
                          repeated(n, "  share q# 1 / " + std::to_string(n) + "\n") +
                          "  remainder to first\n}\n");
       }},
      {"items of a score", 200,
       [](int n) {
         return in_policy("score c for s cite \"1\" {\n" +
                          repeated(n, "  item i# : a / 2# weight 1#\n") +
                          "  rounding half_up to 0.01\n}\n");
       }},
      {"rewards of a sanction", 100,
       [names](int n) {
         return in_policy(rewards(n) + "sanction v for s cite \"1\" { when b > 3 block " +
                          names(n) + " }\n");
       }},
      {"definitions one of the other", 200,
       [](int n) {
         std::string text = "define d0 for s = a + 1\n";
         for (int i = 1; i < n; ++i)
           text += "define d" + std::to_string(i) + " for s = d" + std::to_string(i - 1) + " + 1\n";
         return in_policy(text);
       }},
      {"definitions written out in a check", 100,
       [](int n) {
         std::string text = "define d0 for s = a + 1\n";
         for (int i = 1; i < n; ++i) {
           const std::string before = "d" + std::to_string(i - 1);
           text += "define d" + std::to_string(i) + " for s = if " + before + " > 3 then " +
                   before + " else b\n";
         }
         return in_policy(text, "check d" + std::to_string(n - 1) + " > 0");
       }},
      {"checks of a definition", 60,
       [](int n) { return in_policy("define y for s = a + b\n", repeated(n, "check y > #\n")); }},
      {"definitions with folds, one of the other", 200,
       [](int n) {
         std::string text = "intermediate define d0 for s = a + 1\n";
         for (int i = 1; i < n; ++i) {
           const std::string before = "d" + std::to_string(i - 1);
           text += "intermediate define d" + std::to_string(i) + " for s = max(" + before + ", " +
                   "max(s." + before + ")) + 1\n";
         }
         return in_policy(text);
       }},
      {"formulas that cannot be read", 100,
       [](int n) { return in_policy(repeated(n, "  define d# for s = a +\n")); }},
      {"bytes of a comment", 20'000,
       [](int n) { return in_policy("# " + repeated(n, "word ") + "\ndefine y for s = a\n"); }},
      {"comments", 2'000,
       [](int n) { return in_policy(repeated(n, "# line #\n") + "define y for s = a\n"); }},
      {"bytes of a text", 20'000,
       [](int n) { return in_policy("define y for s = k = \"" + repeated(n, "word ") + "\"\n"); }},
      {"definitions", 200,
       [](int n) { return in_policy(repeated(n, "define d# for s = a + #\n")); }},
      {"branches of two parameters that are equal today", 600,
       [](int n) {
         return in_policy("param p cite \"1\" = 1\nparam q cite \"1\" = 1\n" +
                          repeated(n, "define d# for s = if a > # then a * p else a * q\n"));
       }},
      {"fields", 80,
       [](int n) { return in_policy("define y for s = a\n", repeated(n, " c# : count")); }},
      {"entities", 100,
       [](int n) { return in_policy(repeated(n, "entity e# { key id : text }\n")); }},
      {"names that nothing has", 100,
       [](int n) { return in_policy(repeated(n, "define d# for s = unknown_# + a\n")); }},
      {"the same name twice", 200,
       [](int n) { return in_policy(repeated(n, "define d for s = a + #\n")); }},
      {"values of the wrong type", 200,
       [](int n) { return in_policy(repeated(n, "define d# for s = a + k\n")); }},
      {"texts that cannot be read", 60,
       [](int n) { return in_policy(repeated(n, "define y for s = ) ) \n")); }},
      {"braces that are not closed", 200,
       [](int n) { return in_policy(repeated(n, "reward r# for s { pay 1 CNY \n")); }},
      {"signs that nothing means", 200, [](int n) { return in_policy(repeated(n, "@ ")); }},
      {"folds", 200,
       [](int n) {
         return in_policy("entity t { key id : text  s : s  v : number to 1 }\n" +
                          repeated(n, "define z# for s = sum(t.v where v > #)\n"));
       }},
  };
}

/// The least of three times.
double seconds_of(const std::function<void()>& work) {
  const auto now = [] {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
  };
  double best = 1e9;
  for (int i = 0; i < 3; ++i) {
    const double begin = now();
    work();
    best = std::min(best, now() - begin);
  }
  return best;
}

double seconds_of_check(const std::string& text) {
  return seconds_of([&] { (void)compile({{"p.remit", text}}); });
}

constexpr int kTimes = 8;

/// A size, and one that is so many times larger.
void expect_little_more(const std::string& name, const std::function<double(int)>& seconds,
                        int size) {
  // Of the same text two runs differ by this much, beside others on a busy machine.
  constexpr double kNoise = 0.05;
  const double small = seconds(size);
  const double large = seconds(size * kTimes);
  EXPECT_LT(large, small * std::pow(kTimes, 1.3) + kNoise)
      << name << ": " << small << " s, and " << large << " s for " << kTimes << " times";
}

TEST(Growth, CheckingTakesLittleMoreThanInProportion) {
  for (const Dimension& each : dimensions())
    expect_little_more(
        each.name, [&](int n) { return seconds_of_check(each.text(n)); }, each.size);
}

TEST(Growth, SoDoesFormatting) {
  for (const Dimension& each : dimensions()) {
    const auto seconds = [&](int n) {
      return seconds_of([text = each.text(n)] {
        (void)format({"p.remit", text}, KeywordStyle::zh);
      });
    };
    expect_little_more(each.name, seconds, each.size);
  }
}

/// A table of columns `id`, `a`, `b` and `k`, which holds its texts.
struct GrownTable {
  std::deque<std::string> texts;
  std::vector<TextColumn> columns;
};

std::shared_ptr<GrownTable> cells(int rows,
                                  const std::function<std::vector<std::string>(int)>& row) {
  auto made = std::make_shared<GrownTable>();
  for (const char* header : {"id", "a", "b", "k"}) made->columns.emplace_back().header = header;
  for (int i = 0; i < rows; ++i) {
    const std::vector<std::string> values = row(i);
    for (std::size_t c = 0; c < values.size(); ++c)
      made->columns[c].cells.push_back(made->texts.emplace_back(values[c]));
  }
  return made;
}

TEST(Growth, SoDoTables) {
  const Result<Policy> policy =
      compile({{"p.remit", in_policy("define y for s = a * b + sum(s.a where s.b <= this.b)\n"
                                     "define z for s = count(s where s.b > this.b)\n")}});
  ASSERT_TRUE(policy.ok()) << policy.error().diagnostics().text(Language::en);
  struct Growing {
    const char* name;
    int size;
    std::function<std::shared_ptr<GrownTable>(int)> cells;
  };
  const auto number = [](int i) { return std::to_string(i); };
  const Growing tables[] = {
      {"rows", 2'000,
       [&](int n) {
         return cells(n, [&](int i) {
           return std::vector{"r" + number(i), number(i % 97), number(i), std::string("x")};
         });
       }},
      {"rows of one key", 2'000,
       [&](int n) {
         return cells(n, [&](int i) {
           return std::vector{std::string("r"), number(i % 97), number(i), std::string("x")};
         });
       }},
      {"cells that are no numbers", 2'000,
       [&](int n) {
         return cells(n, [&](int i) {
           return std::vector{"r" + number(i), "x" + number(i), number(i), std::string("x")};
         });
       }},
      {"rows of totals", 8'000,
       [&](int n) {
         return cells(n, [&](int i) {
           return std::vector{"r" + number(i), std::string("合计"), number(i), std::string("x")};
         });
       }},
      {"bytes of a cell", 100'000,
       [&](int n) {
         return cells(1, [&](int) {
           return std::vector{std::string("r"), number(1), number(2),
                              std::string(static_cast<std::size_t>(n), 'x')};
         });
       }},
  };
  for (const Growing& each : tables) {
    const auto seconds = [&](int n) {
      return seconds_of([&, table = each.cells(n)] {
        Data data = policy->new_data();
        EXPECT_TRUE(data.set_table_text(1, table->columns).ok());
        const Result<Results> results = policy->evaluate(data);
        ASSERT_TRUE(results.ok());
        results->causes(Language::en);
      });
    };
    expect_little_more(each.name, seconds, each.size);
  }
}

/// Each use makes its steps anew: 24 formulas that use each other twice would make 16 million.
TEST(Growth, FormulasWithinFormulasEndAtTheLimitOfColumns) {
  const Result<Policy> policy = compile({{"p.remit", nested_formulas(24)}});
  ASSERT_FALSE(policy.ok());
  EXPECT_LT(seconds_of_check(nested_formulas(24)), 5);
  EXPECT_NE(policy.error().diagnostics().json(Language::en).find("R0905"), std::string::npos);
}

}  // namespace
}  // namespace remit
