// Looks for the dearest policy of 500 bytes, and the dearest tables of 1 KB, under the limits for
// strangers.
//
// usage: dearest WORLD [--seconds S] [--from SEED] [--print]
//
// Begins with policies that are known to multiply something and with sentences that the grammar's
// walk draws, and keeps varying the dearest that it has. Fails when a call takes more than the
// bound. With
// --print the dearest are shown.

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cost.h"
#include "drawer.h"
#include "lesson.h"
#include "vary.h"

namespace remit::dearest {
namespace {

std::string now_trying;  // for the handler of crashes

void tell_crash(int signal) {
  constexpr char kHead[] = "=== a crash: this policy\n";
  (void)!write(STDERR_FILENO, kHead, sizeof kHead - 1);
  (void)!write(STDERR_FILENO, now_trying.data(), now_trying.size());
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

struct Candidate {
  std::string text;
  Cost cost;
};

/// The dearest so far: in time, each call apart, and in memory, so that none crowds out the others.
class Dearest {
 public:
  explicit Dearest(std::uint64_t seed) : seed_(seed) {}

  void look_at(std::string text) {
    if (text.size() > kPolicyBytes) return;
    now_trying = text;
    const Cost cost = cost_of(text, seed_ + looked_++);
    accepted_ += cost.compiled ? 1 : 0;
    // What is refused is kept where that itself is dear.
    if (!cost.compiled && cost.score() < kDearRefusal) return;
    const auto same =
        std::ranges::find_if(kept_, [&](const Candidate& each) { return each.text == text; });
    if (same != kept_.end()) return;
    kept_.push_back({std::move(text), cost});
    std::ranges::stable_sort(kept_, [](const Candidate& a, const Candidate& b) {
      return a.cost.score() > b.cost.score();
    });
    forget_what_others_surpass();
  }

  const Candidate& some(walk::Dice& dice) const {
    // The dearer, the likelier.
    return kept_[std::min(dice.below(kept_.size()), dice.below(kept_.size()))];
  }
  const std::vector<Candidate>& kept() const { return kept_; }
  std::uint64_t looked() const { return looked_; }
  std::uint64_t accepted() const { return accepted_; }

 private:
  /// Of each call the dearest, and of all those that take most memory.
  void forget_what_others_surpass() {
    static constexpr std::size_t kOfEachCall = 12, kOfMemory = 20;
    std::vector<double> megabytes;
    for (const Candidate& each : kept_) megabytes.push_back(each.cost.megabytes);
    std::ranges::sort(megabytes, std::greater());
    const double much = megabytes[std::min(megabytes.size() - 1, kOfMemory)];
    std::map<std::string_view, std::size_t> of_call;
    std::erase_if(kept_, [&](const Candidate& each) {
      return ++of_call[each.cost.call] > kOfEachCall && each.cost.megabytes <= much;
    });
  }

  static constexpr double kDearRefusal = 0.1;
  std::vector<Candidate> kept_;
  std::uint64_t seed_;
  std::uint64_t looked_ = 0;
  std::uint64_t accepted_ = 0;
};

struct Asked {
  std::string world;
  double seconds = 10;
  std::uint64_t from = 1;
  bool print = false;
};

Asked read_arguments(int count, char** words) {
  Asked asked;
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    const char* const next = i + 1 < count ? words[i + 1] : "0";
    if (word == "--seconds")
      asked.seconds = std::strtod(next, nullptr), ++i;
    else if (word == "--from")
      asked.from = std::strtoull(next, nullptr, 10), ++i;
    else if (word == "--print")
      asked.print = true;
    else
      asked.world = word;
  }
  return asked;
}

int search(const Asked& asked) {
  std::ifstream file(asked.world, std::ios::binary);
  if (!file) {
    std::fprintf(stderr, "usage: dearest WORLD [--seconds S] [--from SEED] [--print]\n");
    return 2;
  }
  const walk::Lesson lesson(std::string(std::istreambuf_iterator<char>(file), {}));
  const auto begin = std::chrono::steady_clock::now();
  const auto passed = [&] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  Dearest dearest(asked.from);
  for (const std::string& text : known_dear()) {
    const std::uint64_t before = dearest.accepted();
    dearest.look_at(text);
    if (dearest.accepted() > before) continue;
    std::fprintf(stderr, "no policy, or too long, and so nothing to begin with:\n%s\n",
                 text.c_str());
    return 2;
  }
  walk::Dice dice(asked.from);
  while (passed() < asked.seconds) {
    if (dice.chance(100)) {
      walk::Drawer drawer(lesson, dice.next());
      dearest.look_at(drawer.policy_of(drawer.sentence()));
      continue;
    }
    std::string text = dearest.some(dice).text;
    for (std::size_t times = 1 + dice.below(3); times > 0; --times)
      text = varied(text, dearest.some(dice).text, dice);
    dearest.look_at(std::move(text));
  }
  std::printf("%llu policies, %llu of them right, in %.0f s\n",
              static_cast<unsigned long long>(dearest.looked()),
              static_cast<unsigned long long>(dearest.accepted()), passed());
  const std::size_t shown = asked.print ? 5 : 1;
  bool within = true;
  for (std::size_t i = 0; i < dearest.kept().size(); ++i) {
    const Candidate& each = dearest.kept()[i];
    const bool over = each.cost.score() > 1;
    within = within && !over;
    if (i >= shown && !over) continue;
    std::printf("%.3f s (%s), %.1f MB%s:\n%s\n", each.cost.seconds, each.cost.call,
                each.cost.megabytes, over ? ", beyond the bound" : "", each.text.c_str());
  }
  return within ? 0 : 1;
}

}  // namespace
}  // namespace remit::dearest

int main(int argc, char** argv) {
  for (const int signal : {SIGSEGV, SIGABRT, SIGFPE, SIGILL, SIGBUS})
    std::signal(signal, remit::dearest::tell_crash);
  return remit::dearest::search(remit::dearest::read_arguments(argc, argv));
}
