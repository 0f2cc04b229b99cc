// What a diagnostic proposes helps: every declaration of the world with one word of it wrong, left
// out, doubled, or with a word of prose beside it. Whatever is proposed is put in its place.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>

#include "advice.h"
#include "dice.h"
#include "lesson.h"

namespace remit::walk {
namespace {

constexpr std::array<std::string_view, 28> kWords{
    "of",  "the", "is",     "between 1 and", "percent", "at most",   "if",
    "not", ",",   "and",    "than",          "within",  "before",    "x",
    "5",   "5%",  "10 k",   "half of",       "is not",  "more than", "的",
    "为",  "与",  "不超过", "如果",          "且",      "一半",      "介于"};

Lesson world() {
  std::ifstream file("tests/walk/world.remit", std::ios::binary);
  return Lesson({std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()});
}

/// Words and signs of a declaration, with where they stand.
std::vector<std::pair<std::size_t, std::size_t>> pieces_of(std::string_view text) {
  std::vector<std::pair<std::size_t, std::size_t>> pieces;
  for (std::size_t at = 0; at < text.size();) {
    at = std::min(text.find_first_not_of(" \n", at), text.size());
    const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
    if (end > at) pieces.emplace_back(at, end);
    at = end;
  }
  return pieces;
}

/// The word as one gets it wrong.
std::string wrong(std::string word, Dice& dice) {
  switch (dice.below(6)) {
    case 0:
      return "";
    case 1:
      return word + " " + word;
    case 2:
      return word.size() > 3 ? word.erase(1 + dice.below(word.size() - 2), 1) : word + "x";
    case 3:
      for (char& c : word)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
      return word;
    case 4:
      return std::string(dice.one_of(kWords)) + " " + word;
    default:
      return word + " " + std::string(dice.one_of(kWords));
  }
}

TEST(Advice, HelpsWhereverAWordIsWrong) {
  const Lesson lesson = world();
  const char* const more = std::getenv("REMIT_ADVICE_TURNS");
  const std::size_t turns = more == nullptr ? 3 : std::strtoull(more, nullptr, 10);
  std::map<std::string, int> followed;
  std::size_t number = 0;
  for (const Sample& sample : lesson.declarations()) {
    const std::string own(lesson.text(sample.node));
    const auto pieces = pieces_of(own);
    for (std::size_t turn = 0; turn < turns; ++turn) {
      Dice dice = Dice(++number).of("advice");
      std::string text = own;
      const auto [begin, end] = dice.one_of(pieces);
      text.replace(begin, end - begin, wrong(own.substr(begin, end - begin), dice));
      std::vector<std::string> complaints;
      const std::string policy = lesson.policy_of(text + "\n", sample.node);
      for (const std::string& code : follow_advice(policy, complaints)) ++followed[code];
      for (const std::string& each : complaints) ADD_FAILURE() << each;
    }
  }
  std::size_t proposals = 0;
  for (const auto& [code, times] : followed) proposals += static_cast<std::size_t>(times);
  RecordProperty("codes", static_cast<int>(followed.size()));
  std::printf("%zu proposals of %zu codes\n", proposals, followed.size());
  EXPECT_GT(proposals, 100u);
  EXPECT_GT(followed.size(), 8u);
}

}  // namespace
}  // namespace remit::walk
