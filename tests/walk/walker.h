#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "batch.h"
#include "drawer.h"
#include "lesson.h"
#include "trial.h"

namespace remit::walk {

/// What a walk came to, in sentences.
struct Score {
  std::uint64_t drawn = 0;
  std::uint64_t accepted = 0;  ///< they compile
  std::uint64_t ran = 0;       ///< and were computed by both evaluators
  std::uint64_t policies = 0;  ///< compiled, right or not

  double share(std::uint64_t part) const {
    return drawn == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(drawn);
  }
};

/// Draws sentences and tries them: some hundred in one policy, for which the world is read, checked
/// and computed once; what is refused is left out and the rest tried again. Those that speak for
/// their whole policy, and a few others, are tried in small policies as well.
class Walker {
 public:
  /// Tells of each fault, with a policy made as small as the fault allows. `now_trying` always
  /// holds the policy that is tried, for a handler of crashes.
  using Tell = std::function<void(const std::string& complaint, const std::string& policy)>;
  Walker(const Lesson& lesson, std::string& now_trying, Tell tell)
      : lesson_(lesson), now_trying_(now_trying), tell_(std::move(tell)) {}

  /// The sentences of one seed, in batches.
  void step(std::uint64_t seed);
  /// The sentences of one seed, up to three, in a policy of their own.
  void step_alone(std::uint64_t seed);

  const Score& score() const { return score_; }
  /// How often each error was drawn.
  const std::map<std::string, std::uint64_t>& codes() const { return codes_; }
  std::size_t kinds_of_fault() const { return told_.size(); }
  /// A digest of all that was told in the last step.
  std::uint64_t digest() const { return digest_; }

 private:
  void try_together(std::vector<Sentence> sentences, std::uint64_t seed);
  void try_alone(const std::string& text, std::size_t sentences, std::uint64_t seed);
  void try_effects_of(const std::vector<Sentence>& sentences, std::uint64_t seed);
  Outcome trial(const std::string& text, std::uint64_t seed);
  void complain(const std::vector<std::string>& complaints, std::uint64_t seed);

  const Lesson& lesson_;
  std::string& now_trying_;
  Tell tell_;
  Score score_;
  std::uint64_t digest_ = 0;
  std::map<std::string, std::uint64_t> codes_, told_;
};

/// The sentences of a seed's batch.
std::vector<std::string> sentences_of(const Lesson& lesson, std::uint64_t seed);

}  // namespace remit::walk
