// Walks the grammar: draws policies from its tables, one for each seed, and tries each.
//
// usage: walk WORLD [--from SEED] [--count N] [--seconds S] [--least PERCENT] [--print]
//        walk WORLD --try FILE        (one policy, over many random tables)
//
// Fails when a policy shows a fault of Remit, with the policy made as small as the fault allows, or
// when fewer of them than PERCENT compile: then the walk only tests refusals.

#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "dice.h"
#include "drawer.h"
#include "effects.h"
#include "lesson.h"
#include "shrink.h"
#include "trial.h"

namespace remit::walk {
namespace {

std::string now_trying;  // for the handler of crashes

void tell_crash(int signal) {
  constexpr char kHead[] = "\n=== a crash: this policy\n";
  (void)!write(STDERR_FILENO, kHead, sizeof kHead - 1);
  (void)!write(STDERR_FILENO, now_trying.data(), now_trying.size());
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

std::string read_file(const char* path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    std::fprintf(stderr, "cannot read %s\n", path);
    std::exit(2);
  }
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

struct Asked {
  const char* world = nullptr;
  const char* file = nullptr;
  std::uint64_t from = 1;
  std::uint64_t count = 1'000'000'000;
  double seconds = 1e9;
  double least = 0;
  bool print = false;
};

Asked read_arguments(int count, char** words) {
  Asked asked;
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    const char* next = i + 1 < count ? words[i + 1] : "0";
    if (word == "--print") {
      asked.print = true;
    } else if (!word.starts_with("--")) {
      asked.world = words[i];
    } else {
      if (word == "--from") asked.from = std::strtoull(next, nullptr, 10);
      if (word == "--count") asked.count = std::strtoull(next, nullptr, 10);
      if (word == "--seconds") asked.seconds = std::strtod(next, nullptr);
      if (word == "--least") asked.least = std::strtod(next, nullptr);
      if (word == "--try") asked.file = next;
      ++i;
    }
  }
  if (asked.world == nullptr) {
    std::fprintf(stderr, "usage: walk WORLD [--from SEED] [--count N] [--seconds S]\n");
    std::exit(2);
  }
  return asked;
}

class Walk {
 public:
  Walk(const Asked& asked, const Lesson& lesson) : asked_(asked), lesson_(lesson) {}

  int run() {
    const auto begin = std::chrono::steady_clock::now();
    const auto passed = [&begin] {
      return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    };
    std::uint64_t seed = asked_.from;
    for (; seed < asked_.from + asked_.count && passed() < asked_.seconds; ++seed) step(seed);
    const auto tried = static_cast<double>(seed - asked_.from);
    const double share = tried == 0 ? 0 : 100.0 * static_cast<double>(compiled_) / tried;
    std::printf("%.0f policies, seeds %llu to %llu, in %.0f s; %.1f %% compile; %zu faults\n",
                tried, static_cast<unsigned long long>(asked_.from),
                static_cast<unsigned long long>(seed - 1), passed(), share, told_.size());
    if (asked_.print)
      for (const auto& [code, times] : codes_)
        std::printf("  %s %llu\n", code.c_str(), static_cast<unsigned long long>(times));
    if (share < asked_.least) std::printf("fewer than %.0f %% compile\n", asked_.least);
    return told_.empty() && share >= asked_.least ? 0 : 1;
  }

 private:
  void step(std::uint64_t seed) {
    now_trying = Drawer(lesson_, seed).policy();
    if (asked_.print && asked_.count < 20) std::printf("%s\n", now_trying.c_str());
    const auto trial = [seed](const std::string& text) {
      Dice dice(seed);
      return try_policy(text, dice);
    };
    Outcome outcome = trial(now_trying);
    if (outcome.compiled) {
      ++compiled_;
      Dice dice(seed);
      if (dice.chance(300)) try_effects(now_trying, dice, outcome.complaints);
    }
    for (const std::string& code : outcome.codes) ++codes_[code];
    if (outcome.complaints.empty()) return;
    tell(seed, outcome.complaints.front(), trial);
  }

  template <typename Trial>
  void tell(std::uint64_t seed, const std::string& complaint, const Trial& trial) {
    const std::string kind = kind_of(complaint);
    if (++told_[kind] > 3) return;
    const std::string text = shrunk(now_trying, [&](const std::string& smaller) {
      now_trying = smaller;
      const auto all = trial(smaller).complaints;
      return !all.empty() && kind_of(all.front()) == kind;
    });
    std::printf("=== seed %llu: %s\n%s\n", static_cast<unsigned long long>(seed), complaint.c_str(),
                text.c_str());
    std::fflush(stdout);
  }

  /// A complaint without what differs from policy to policy: numbers and quoted names.
  static std::string kind_of(const std::string& complaint) {
    std::string kind;
    for (const char c : complaint.substr(0, 60))
      if (c < '0' || c > '9') kind += c;
    return kind;
  }

  const Asked& asked_;
  const Lesson& lesson_;
  std::uint64_t compiled_ = 0;
  std::map<std::string, std::uint64_t> codes_, told_;
};

int try_file(const char* path) {
  const std::string text = read_file(path);
  now_trying = text;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Dice dice(seed);
    const Outcome outcome = try_policy(text, dice);
    for (const std::string& code : outcome.codes)
      if (seed == 0) std::printf("%s\n", code.c_str());
    for (const std::string& each : outcome.complaints) {
      std::printf("seed %llu: %s\n", static_cast<unsigned long long>(seed), each.c_str());
      return 1;
    }
  }
  return 0;
}

}  // namespace
}  // namespace remit::walk

int main(int argc, char** argv) {
  using namespace remit::walk;
  const Asked asked = read_arguments(argc, argv);
  for (const int signal : {SIGSEGV, SIGABRT, SIGFPE, SIGILL, SIGBUS})
    std::signal(signal, tell_crash);
  if (asked.file != nullptr) return try_file(asked.file);
  const Lesson lesson(read_file(asked.world));
  return Walk(asked, lesson).run();
}
