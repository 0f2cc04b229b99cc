#include "base/json.h"

#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <nlohmann/json.hpp>
#include <random>
#include <string>

namespace remit::base {
namespace {

using Oracle = nlohmann::ordered_json;

std::string written(const Oracle& oracle, int indent) {
  return oracle.dump(indent, ' ', false, Oracle::error_handler_t::replace);
}

TEST(Json, BracesAreMembersOfAnObject) {
  Json json{{"version", 1}, {"cells", Json::array()}, {"nothing", nullptr}};
  json["title"] = "Opinion";
  json["version"] = json["version"];
  json["inner"] = {{"complete", true}};
  json["cells"].push_back({{"id", 7u}});
  json["cells"].push_back(-3);
  EXPECT_EQ(json.dump(2), R"({
  "version": 1,
  "cells": [
    {
      "id": 7
    },
    -3
  ],
  "nothing": null,
  "title": "Opinion",
  "inner": {
    "complete": true
  }
})");
}

TEST(Json, UpdateReplacesAndAppends) {
  Json json{{"a", 1}, {"b", 2}};
  json.update({{"b", 3}, {"c", Json::array(std::array<std::uint32_t, 2>{4, 5})}});
  EXPECT_EQ(json.dump(0), "{\n\"a\": 1,\n\"b\": 3,\n\"c\": [\n4,\n5\n]\n}");
}

TEST(Json, EmptyListsTakeOneLine) {
  EXPECT_EQ(Json().dump(2), "{}");
  EXPECT_EQ(Json::array().dump(2), "[]");
}

TEST(Json, NumbersOfAnySize) {
  EXPECT_EQ(Json(std::numeric_limits<std::int64_t>::min()).dump(0), "-9223372036854775808");
  EXPECT_EQ(Json(std::numeric_limits<std::uint64_t>::max()).dump(0), "18446744073709551615");
}

// Every code point, and what is none, reads back as itself or as U+FFFD.
TEST(Json, TextsReadBack) {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) {
    const std::string text = "<" + std::string(1, static_cast<char>(byte)) + ">";
    const Oracle back = Oracle::parse(Json(text).dump(0));
    EXPECT_EQ(back.get<std::string>(), byte < 0x80 ? text : "<\xEF\xBF\xBD>") << byte;
    if (byte < 0x80) all += text;
  }
  all += "“é漢字😀”";
  EXPECT_EQ(Json(all).dump(0), written(Oracle(all), 0));
}

class Pair {
 public:
  explicit Pair(unsigned seed) : random_(seed) {}

  /// A random document, and the same for the other library.
  void grow(Json& json, Oracle& oracle, int depth) {
    static constexpr std::array<const char*, 4> kKeys = {"a", "b", "键", "with \"quotes\""};
    switch (pick(depth > 0 ? 6 : 4)) {
      case 0:
        set(json, oracle, nullptr);
        break;
      case 1:
        set(json, oracle, pick(2) == 0);
        break;
      case 2:
        set(json, oracle, static_cast<std::int64_t>(random_()));
        break;
      case 3:
        set(json, oracle, text());
        break;
      case 4:
        json = Json::array();
        oracle = Oracle::array();
        for (int i = pick(4); i > 0; --i) {
          json.push_back(nullptr);
          Json element(nullptr);
          Oracle other;
          grow(element, other, depth - 1);
          json.push_back(std::move(element));
          oracle.push_back(nullptr);
          oracle.push_back(std::move(other));
        }
        break;
      default:
        json = Json();
        oracle = Oracle::object();
        for (int i = pick(5); i > 0; --i) {
          const char* key = kKeys[static_cast<std::size_t>(pick(4))];
          grow(json[key], oracle[key], depth - 1);
        }
    }
  }

 private:
  int pick(int bound) { return static_cast<int>(random_() % static_cast<unsigned>(bound)); }

  template <typename T>
  static void set(Json& json, Oracle& oracle, T value) {
    json = value;
    oracle = value;
  }

  std::string text() {
    static constexpr std::array<const char*, 7> kPieces = {"x",    "\"", "\\n", "\n",
                                                           "\x01", "金", "\x7f"};
    std::string text;
    for (int i = pick(6); i > 0; --i) text += kPieces[static_cast<std::size_t>(pick(7))];
    return text;
  }

  std::mt19937_64 random_;
};

TEST(Json, WritesWhatAnotherLibraryWrites) {
  for (unsigned seed = 0; seed < 500; ++seed) {
    Json json;
    Oracle oracle;
    Pair(seed).grow(json, oracle, 4);
    ASSERT_EQ(json.dump(2), written(oracle, 2)) << seed;
  }
}

}  // namespace
}  // namespace remit::base
