// The table of docs/performance.md: the measured work at 10 000, 1 million and 10 million rows, on
// one thread and two, for each instruction set, from bound tables and from Arrow, beside the loops
// by hand. Markdown on the standard output; some minutes.
//
//   work_table [rows]...
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <tuple>

#include "contest.h"
#include "machine.h"
#include "work_table/measure.h"

namespace remit::benchmarks {
namespace {

constexpr double kNone = 0;
constexpr int kRounds = 3;

struct Line {
  Way way;
  const char* name;
  Way base;  ///< what its time is held against
};
constexpr Line kLines[] = {{kHand, "H", kHand},
                           {kReadWrite, "read and write only", kHand},
                           {kPlain, "plain C++", kHand},
                           {kBound, "**Remit**, bound tables", kHand},
                           {kArrow, "**Remit**, Arrow decimal128, all counted", kHand},
                           {kHandBoth, "H, 2 threads", kHandBoth},
                           {kBoundBoth, "**Remit**, bound tables, 2 threads", kHandBoth},
                           {kArrowBoth, "**Remit**, Arrow decimal128, 2 threads", kHandBoth}};

/// What has to hold of every instruction set.
struct Goal {
  const char* name;
  std::size_t rows;
  bool with_units;
  Way way, base;
  double bound;
  bool at_least;  ///< the quotient `base` / `way`, or else at most `way` / `base`
};
constexpr Goal kGoals[] = {
    {"R1-R5, 1 million rows, at most 1.3 x H", 1'000'000, false, kBound, kHand, 1.3, false},
    {"R1-R5, 10 million rows, at most 1.15 x H", 10'000'000, false, kBound, kHand, 1.15, false},
    {"R1-R6, 10 million rows, at most 1.2 x H", 10'000'000, true, kBound, kHand, 1.2, false},
    {"R1-R5, 10 million rows, two threads at least 1.85 x one", 10'000'000, false, kBoundBoth,
     kBound, 1.85, true},
    {"the same of H", 10'000'000, false, kHandBoth, kHand, kNone, true},
    {"R1-R6, 10 million rows, two threads at least 1.85 x one", 10'000'000, true, kBoundBoth,
     kBound, 1.85, true},
    {"the same of H", 10'000'000, true, kHandBoth, kHand, kNone, true},
};

using Key = std::tuple<std::size_t, bool, std::string>;  // rows, with units, instruction set
using Found = std::map<Key, Times>;

/// "10 000 000".
std::string grouped(std::size_t number) {
  const std::string digits = std::to_string(number);
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text += ' ';
    text += digits[i];
  }
  return text;
}

void print_work(const Found& found, const std::vector<std::size_t>& sizes, bool with_units,
                const std::string& set) {
  std::printf("| %s, %s |", set.c_str(), with_units ? "R1-R6" : "R1-R5");
  for (const std::size_t rows : sizes) std::printf(" %s | median | x H |", grouped(rows).c_str());
  std::printf("\n|---|");
  for (std::size_t i = 0; i < 3 * sizes.size(); ++i) std::printf("---|");
  std::printf("\n");
  for (const Line& line : kLines) {
    std::printf("| %s |", line.name);
    for (const std::size_t rows : sizes) {
      const Times& times = found.at({rows, with_units, set});
      const auto per_row = [&](double time) { return time / static_cast<double>(rows); };
      std::printf(" %.2f | %.2f | %.2f |", per_row(least(times[line.way])),
                  per_row(median(times[line.way])),
                  least(times[line.way]) / least(times[line.base]));
    }
    std::printf("\n");
  }
  std::printf("\n");
}

/// "1.07 met".
std::string verdict(const Goal& goal, const Times& times) {
  const double way = least(times[goal.way]), base = least(times[goal.base]);
  const double ratio = goal.at_least ? base / way : way / base;
  std::array<char, 32> text{};
  const bool met = goal.at_least ? ratio >= goal.bound : ratio <= goal.bound;
  std::snprintf(text.data(), text.size(), "%.2f%s", ratio,
                goal.bound == kNone ? ""
                : met               ? ", met"
                                    : ", **missed**");
  return text.data();
}

void print_goals(const Found& found, const std::vector<InstructionSet>& sets) {
  std::printf("| goal |");
  for (const InstructionSet& set : sets) std::printf(" %s |", std::string(set.name).c_str());
  std::printf("\n|---|");
  for (std::size_t i = 0; i < sets.size(); ++i) std::printf("---|");
  std::printf("\n");
  for (const Goal& goal : kGoals) {
    std::printf("| %s |", goal.name);
    for (const InstructionSet& set : sets) {
      const auto at = found.find({goal.rows, goal.with_units, std::string(set.name)});
      std::printf(" %s |", at == found.end() ? "" : verdict(goal, at->second).c_str());
    }
    std::printf("\n");
  }
  // Twice the work in the time of `both`.
  double one = 1e300, both = 1e300;
  for (const auto& [key, times] : found) {
    one = std::min(one, least(times[kRegisters]));
    both = std::min(both, least(times[kRegistersBoth]));
  }
  std::printf("\nArithmetic in registers alone is %.2f times as fast on two threads.\n",
              2 * one / both);
}

int main_of(int argc, char** argv) {
  std::vector<std::size_t> sizes;
  for (int i = 1; i < argc; ++i) sizes.push_back(std::strtoull(argv[i], nullptr, 10));
  if (sizes.empty()) sizes = {10'000, 1'000'000, 10'000'000};
  const std::vector<InstructionSet> sets = instruction_sets();
  Found found;
  for (const std::size_t rows : sizes) {
    Contest contest(rows);
    for (int round = 0; round < kRounds; ++round) {
      for (const InstructionSet& set : sets) {
        for (const bool with_units : {false, true}) {
          contest.run(set, with_units, &found[{rows, with_units, std::string(set.name)}]);
        }
      }
    }
  }
  print_machine(stdout);
  std::printf(
      "Elapsed nanoseconds a row, the least and the median of all turns; x H is of the\n"
      "least, to H on as many threads.\n\n");
  for (const InstructionSet& set : sets) {
    for (const bool with_units : {false, true}) {
      print_work(found, sizes, with_units, std::string(set.name));
    }
  }
  print_goals(found, sets);
  return 0;
}

}  // namespace
}  // namespace remit::benchmarks

int main(int argc, char** argv) { return remit::benchmarks::main_of(argc, argv); }
