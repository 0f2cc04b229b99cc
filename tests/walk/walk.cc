// Walks the grammar: draws sentences from its tables and tries them.
//
// usage: walk WORLD [--from SEED] [--count N] [--seconds S] [--least PERCENT] [--codes] [--alone]
// [--told]
//        walk WORLD --print SEED        (the sentences of one seed)
//        walk WORLD --try FILE          (one policy, over many random tables)
//        walk WORLD --shrink FILE SEED  (a policy that crashes, made as small as the crash allows)
//
// --told gives for each seed a digest of every text given out: the same in every run.
//
// A seed is a batch of sentences, with --alone up to three in a policy of their own. Fails when a
// policy shows a fault of Remit, or when fewer of the sentences than PERCENT are computed: then the
// walk only tests refusals.

#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "dice.h"
#include "lesson.h"
#include "shrink.h"
#include "trial.h"
#include "walker.h"

namespace remit::walk {
namespace {

std::string now_trying;      // for the handler of crashes
std::uint64_t now_seed = 0;  // with these

void tell_crash(int signal) {
  constexpr char kHead[] = "\n=== a crash: this policy\n";
  (void)!write(STDERR_FILENO, kHead, sizeof kHead - 1);
  (void)!write(STDERR_FILENO, now_trying.data(), now_trying.size());
  const std::string seed = "=== seed " + std::to_string(now_seed) + "\n";
  (void)!write(STDERR_FILENO, seed.data(), seed.size());
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
  const char* tried = nullptr;
  const char* shrunk = nullptr;
  std::uint64_t from = 1;
  std::uint64_t count = 1'000'000'000;
  double seconds = 1e9;
  double least = 0;
  bool codes = false;
  bool alone = false;
  bool told = false;
  bool print = false;
};

Asked read_arguments(int count, char** words) {
  Asked asked;
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    const char* next = i + 1 < count ? words[i + 1] : "0";
    if (word == "--codes") {
      asked.codes = true;
    } else if (word == "--alone") {
      asked.alone = true;
    } else if (word == "--told") {
      asked.told = true;
    } else if (!word.starts_with("--")) {
      (asked.world == nullptr ? asked.world : asked.tried) = words[i];
    } else {
      if (word == "--from" || word == "--print") asked.from = std::strtoull(next, nullptr, 10);
      if (word == "--count") asked.count = std::strtoull(next, nullptr, 10);
      if (word == "--seconds") asked.seconds = std::strtod(next, nullptr);
      if (word == "--least") asked.least = std::strtod(next, nullptr);
      if (word == "--try") asked.tried = next;
      if (word == "--shrink") asked.shrunk = next;
      asked.print |= word == "--print";
      ++i;
    }
  }
  if (asked.world == nullptr) {
    std::fprintf(stderr, "usage: walk WORLD [--from SEED] [--count N] [--seconds S]\n");
    std::exit(2);
  }
  return asked;
}

int walk(const Asked& asked, const Lesson& lesson) {
  const auto begin = std::chrono::steady_clock::now();
  const auto passed = [&begin] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  Walker walker(lesson, now_trying, [](const std::string& complaint, const std::string& policy) {
    std::printf("=== seed %llu: %s\n%s\n", static_cast<unsigned long long>(now_seed),
                complaint.c_str(), policy.c_str());
    std::fflush(stdout);
  });
  std::uint64_t seed = asked.from;
  for (; seed < asked.from + asked.count && passed() < asked.seconds; ++seed) {
    now_seed = seed;
    asked.alone ? walker.step_alone(seed) : walker.step(seed);
    if (asked.told)
      std::printf("%llu %016llx\n", static_cast<unsigned long long>(seed),
                  static_cast<unsigned long long>(walker.digest()));
  }
  const Score& score = walker.score();
  std::printf(
      "%llu sentences in %llu policies, seeds %llu to %llu, in %.0f s; %.1f %% accepted, %.1f %% "
      "computed; %zu kinds of fault\n",
      static_cast<unsigned long long>(score.drawn), static_cast<unsigned long long>(score.policies),
      static_cast<unsigned long long>(asked.from), static_cast<unsigned long long>(seed - 1),
      passed(), score.share(score.accepted), score.share(score.ran), walker.kinds_of_fault());
  if (asked.codes)
    for (const auto& [code, times] : walker.codes())
      std::printf("  %s %llu\n", code.c_str(), static_cast<unsigned long long>(times));
  const bool enough = score.share(score.ran) >= asked.least;
  if (!enough) std::printf("fewer than %.0f %% are computed\n", asked.least);
  return walker.kinds_of_fault() == 0 && enough ? 0 : 1;
}

int print(const Asked& asked, const Lesson& lesson) {
  for (const std::string& sentence : sentences_of(lesson, asked.from))
    std::printf("%s", sentence.c_str());
  return 0;
}

int try_file(const char* path) {
  now_trying = read_file(path);
  const std::string text = now_trying;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    now_seed = seed;
    const Outcome outcome = try_policy(text, Dice(seed));
    if (seed == 0) std::printf("%s", outcome.diagnostics.text(Language::en).c_str());
    for (const std::string& each : outcome.complaints) {
      std::printf("seed %llu: %s\n", static_cast<unsigned long long>(seed), each.c_str());
      return 1;
    }
  }
  return 0;
}

/// How a process of its own ends that tries the policy.
int end_of_trial(const std::string& text, std::uint64_t seed) {
  std::fflush(stdout);
  const pid_t child = fork();
  if (child == 0) {
    (void)!std::freopen("/dev/null", "w", stderr);
    _exit(try_policy(text, Dice(seed)).complaints.empty() ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return status;
}

int shrink(const Asked& asked) {
  const std::string text = read_file(asked.shrunk);
  const std::uint64_t seed = asked.tried == nullptr ? 0 : std::strtoull(asked.tried, nullptr, 10);
  const int end = end_of_trial(text, seed);
  if (end == 0) {
    std::printf("nothing is wrong with it\n");
    return 1;
  }
  const std::string small =
      shrunk(text, [&](const std::string& smaller) { return end_of_trial(smaller, seed) == end; });
  std::printf("%s", small.c_str());
  return 0;
}

}  // namespace
}  // namespace remit::walk

int main(int argc, char** argv) {
  using namespace remit::walk;
  const Asked asked = read_arguments(argc, argv);
  for (const int signal : {SIGSEGV, SIGABRT, SIGFPE, SIGILL, SIGBUS})
    std::signal(signal, tell_crash);
  if (asked.shrunk != nullptr) return shrink(asked);
  if (asked.tried != nullptr) return try_file(asked.tried);
  const Lesson lesson(read_file(asked.world));
  return asked.print ? print(asked, lesson) : walk(asked, lesson);
}
