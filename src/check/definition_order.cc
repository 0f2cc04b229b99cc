#include "check/definition_order.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <tuple>

#include "base/budget.h"
#include "base/hash_map.h"
#include "base/name_hash.h"

namespace remit::check {
namespace {

constexpr std::uint32_t kLast = 0xFFFFFFFF;

/// What each declaration mentions, one after the other. Those that stand in one place, the columns
/// of a reward, mention the same, each of them itself too.
struct Mentions {
  struct Range {
    std::size_t begin;
    std::size_t end;
  };
  std::vector<std::uint32_t> all;
  std::vector<Range> of;  ///< by declaration
};

const syntax::Tree* tree_of(absl::Span<const syntax::Tree> trees, base::Span span) {
  for (const syntax::Tree& tree : trees) {
    const base::Span whole = tree.source().span();
    if (whole.begin <= span.begin && span.end <= whole.end) return &tree;
  }
  return nullptr;
}

Mentions find_mentions(const std::vector<Declared>& declared,
                       absl::Span<const syntax::Tree> trees) {
  // Those of one name are chained, the first of them first.
  base::HashMap<std::string_view, std::uint32_t, base::NameHash> first;
  first.reserve(declared.size());
  std::vector<std::uint32_t> next(declared.size(), kLast);
  auto last = first.end();
  for (std::uint32_t i = static_cast<std::uint32_t>(declared.size()); i-- > 0;) {
    bool fresh = false;
    // What stands in one place has one name as a rule.
    if (last == first.end() || last->first != declared[i].name)
      std::tie(last, fresh) = first.try_emplace(declared[i].name, i);
    if (!fresh) {
      next[i] = last->second;
      last->second = i;
    }
  }
  Mentions mentions;
  mentions.of.reserve(declared.size());
  const syntax::Tree* tree = nullptr;
  const syntax::Token* token = nullptr;  // behind the declaration before
  for (std::uint32_t i = 0; i < declared.size(); ++i) {
    if (i > 0 && declared[i].span == declared[i - 1].span) {
      mentions.of.push_back(mentions.of.back());
      continue;
    }
    mentions.of.push_back({mentions.all.size(), mentions.all.size()});
    const bool follows = token != nullptr && token != tree->tokens().end() &&
                         token->span.begin == declared[i].span.begin;
    if (!follows) {
      tree = tree_of(trees, declared[i].span);
      token = nullptr;
      if (tree == nullptr) continue;
      const auto all = tree->tokens();
      token = std::lower_bound(
          all.begin(), all.end(), declared[i].span.begin,
          [](const syntax::Token& each, std::uint32_t at) { return each.span.begin < at; });
    }
    const auto tokens = tree->tokens();
    const syntax::Token* const begin = token;
    for (; token != tokens.end() && token->span.begin < declared[i].span.end; ++token) {
      if (token->kind != syntax::TokenKind::word || token->keyword != syntax::Keyword::none)
        continue;
      const auto found = first.find(token->text);
      if (found == first.end()) continue;
      for (std::uint32_t other = found->second; other != kLast; other = next[other])
        mentions.all.push_back(other);
    }
    base::spend(static_cast<std::uint64_t>(token - begin));
    mentions.of.back().end = mentions.all.size();
  }
  return mentions;
}

}  // namespace

std::vector<std::size_t> order_by_mention(const std::vector<Declared>& declared,
                                          absl::Span<const syntax::Tree> trees) {
  const Mentions mentions = find_mentions(declared, trees);
  std::vector<std::size_t> order;
  order.reserve(declared.size());
  std::vector<bool> seen(declared.size(), false);
  struct Visit {
    std::size_t at;
    std::size_t next;
  };
  std::vector<Visit> stack;
  for (std::size_t start = 0; start < declared.size(); ++start) {
    if (seen[start]) continue;
    seen[start] = true;
    stack.push_back({start, mentions.of[start].begin});
    while (!stack.empty()) {
      Visit& visit = stack.back();
      if (visit.next == mentions.of[visit.at].end) {
        order.push_back(visit.at);
        stack.pop_back();
        continue;
      }
      const std::size_t other = mentions.all[visit.next++];
      if (seen[other]) continue;
      seen[other] = true;
      stack.push_back({other, mentions.of[other].begin});
    }
  }
  return order;
}

}  // namespace remit::check
