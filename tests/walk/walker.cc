#include "walker.h"

#include <algorithm>
#include <utility>

#include "dice.h"
#include "effects.h"
#include "shrink.h"

namespace remit::walk {
namespace {

/// Sentences of one batch. Small ones meet other neighbours: a policy with one calendar, no rate.
constexpr std::size_t kBatches[] = {20, 100, 400, 1200, 1200, 1200, 1200, 1200};
/// Of a thousand sentences that could stand with others, how many stand alone all the same, and of
/// how many a part is left out or a name replaced.
constexpr std::size_t kAlone = 5;
constexpr std::size_t kEffects = 5;
/// Of one kind of fault so many are made small and told.
constexpr std::uint64_t kTold = 3;

/// A complaint without what differs from policy to policy: numbers.
std::string kind_of(const std::string& complaint) {
  std::string kind;
  for (const char c : complaint.substr(0, 100))
    if (c < '0' || c > '9') kind += c;
  return kind;
}

}  // namespace

Outcome Walker::trial(const std::string& text, std::uint64_t seed) {
  now_trying_ = text;
  ++score_.policies;
  Outcome outcome = try_policy(text, Dice(seed));
  digest_ = digest_ * 31 + outcome.told;
  return outcome;
}

void Walker::complain(const std::vector<std::string>& complaints, std::uint64_t seed) {
  if (complaints.empty()) return;
  const std::string& complaint = complaints.front();
  const std::string kind = kind_of(complaint);
  if (++told_[kind] > kTold) return;
  const std::string small = shrunk(now_trying_, [&](const std::string& smaller) {
    now_trying_ = smaller;
    const auto all = try_policy(smaller, Dice(seed)).complaints;
    return !all.empty() && kind_of(all.front()) == kind;
  });
  tell_(complaint, small);
}

std::vector<std::string> sentences_of(const Lesson& lesson, std::uint64_t seed) {
  Drawer drawer(lesson, seed);
  std::vector<std::string> sentences;
  for (std::size_t n = Dice(seed).of("batch").one_of(kBatches); n > 0; --n)
    sentences.push_back(drawer.sentence());
  return sentences;
}

void Walker::step(std::uint64_t seed) {
  digest_ = 0;
  Drawer drawer(lesson_, seed);
  Dice dice = Dice(seed).of("batch");
  std::vector<Sentence> together;
  for (std::size_t count = dice.one_of(kBatches); count > 0; --count) {
    Sentence sentence = read_sentence(drawer.sentence());
    ++score_.drawn;
    if (sentence.company == Company::nobody)
      try_alone("policy drawn \"Drawn\" {\n" + sentence.text + "}\n", 0, seed);
    else if (sentence.company == Company::none || dice.chance(kAlone))
      try_alone(drawer.policy_of(sentence.text), 1, seed);
    else
      together.push_back(std::move(sentence));
  }
  try_together(std::move(together), seed);
}

void Walker::step_alone(std::uint64_t seed) {
  digest_ = 0;
  Drawer drawer(lesson_, seed);
  const std::size_t count = 1 + Dice(seed).of("alone").below(3);
  std::string sentences;
  for (std::size_t i = 0; i < count; ++i) sentences += drawer.sentence();
  score_.drawn += count;
  try_alone(drawer.policy_of(sentences), count, seed);
}

void Walker::try_alone(const std::string& text, std::size_t sentences, std::uint64_t seed) {
  Outcome outcome = trial(text, seed);
  for (std::size_t i = 0; i < outcome.diagnostics.size(); ++i)
    ++codes_[outcome.diagnostics.at(i, Language::en).code];
  if (outcome.compiled) score_.accepted += sentences;
  if (outcome.ran) score_.ran += sentences;
  Dice dice = Dice(seed).of("effects of one");
  if (outcome.compiled && dice.chance(300)) try_effects(text, dice, outcome.complaints);
  complain(outcome.complaints, seed);
}

void Walker::try_together(std::vector<Sentence> sentences, std::uint64_t seed) {
  while (!sentences.empty()) {
    const Batch batch(lesson_, std::move(sentences));
    const Outcome outcome = trial(batch.text(), seed);
    complain(outcome.complaints, seed);
    const std::size_t count = batch.sentences().size();
    if (outcome.ran) score_.ran += count;
    if (outcome.compiled) {
      score_.accepted += count;
      return try_effects_of(batch.sentences(), seed);
    }
    for (std::size_t i = 0; i < outcome.diagnostics.size(); ++i)
      ++codes_[outcome.diagnostics.at(i, Language::en).code];
    sentences = batch.accepted(outcome.diagnostics);
    if (sentences.size() < count) continue;
    // Nobody is to blame: each half by itself.
    if (count == 1) return;
    const auto middle = sentences.begin() + static_cast<std::ptrdiff_t>(count / 2);
    try_together({middle, sentences.end()}, seed);
    sentences.erase(middle, sentences.end());
  }
}

void Walker::try_effects_of(const std::vector<Sentence>& sentences, std::uint64_t seed) {
  Dice dice = Dice(seed).of("effects");
  for (const Sentence& sentence : sentences) {
    if (!dice.chance(kEffects)) continue;
    const std::string text = lesson_.policy_of(sentence.text);
    now_trying_ = text;
    std::vector<std::string> complaints;
    try_effects(text, dice, complaints);
    if (!complaints.empty() && ++told_[kind_of(complaints.front())] <= kTold)
      tell_(complaints.front(), text);
  }
}

}  // namespace remit::walk
