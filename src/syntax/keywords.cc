#include "syntax/keywords.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "syntax/keyword_fingerprint.h"

namespace remit::syntax {
namespace {

constexpr std::size_t kCount = std::size(kKeywords);
static_assert(kCount == kKeywordCount && fingerprint(kKeywords) == kKeywordFingerprint,
              "remit_grammar was built from another keywords.def");

constexpr std::array<Keyword, kCount> sorted_by_id() {
  std::array<Keyword, kCount> order{};
  for (std::size_t i = 0; i < kCount; ++i) order[i] = static_cast<Keyword>(i);
  std::sort(order.begin(), order.end(), [](Keyword a, Keyword b) {
    return kKeywords[static_cast<std::size_t>(a)].id < kKeywords[static_cast<std::size_t>(b)].id;
  });
  return order;
}

constexpr std::array<Keyword, kCount> kById = sorted_by_id();

}  // namespace

absl::Span<const KeywordInfo> keywords() { return kKeywords; }

const KeywordInfo& keyword_info(Keyword keyword) {
  assert(keyword != Keyword::none);
  return kKeywords[static_cast<std::size_t>(keyword)];
}

std::string_view english(Keyword keyword) {
  return keyword == Keyword::none ? std::string_view() : keyword_info(keyword).english();
}

Keyword find_keyword(std::string_view id) {
  const auto found = std::lower_bound(
      kById.begin(), kById.end(), id,
      [](Keyword a, std::string_view wanted) { return keyword_info(a).id < wanted; });
  return found != kById.end() && keyword_info(*found).id == id ? *found : Keyword::none;
}

}  // namespace remit::syntax
