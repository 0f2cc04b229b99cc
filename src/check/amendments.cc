#include "check/amendments.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/hash_map.h"
#include "check/dated.h"
#include "check/model.h"
#include "diagnostic/code/names.h"
#include "diagnostic/code/reachability.h"
#include "diagnostic/code/structure.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"
#include "syntax/grammar.h"

namespace remit::check {

namespace code = diagnostic::code;
using syntax::Label;
using syntax::NodeView;
using syntax::Rule;

namespace {

/// What a policy says once: the amending policy's own replaces the amended one's.
bool is_said_once(NodeView item) { return syntax::has_mark(item.rule(), syntax::Mark::once); }

/// Whether an item of the amending policy stands in the place of one of the amended.
bool stands_for(NodeView mine, NodeView item) {
  if (mine.rule() != item.rule()) return false;
  return is_said_once(item) ||
         (item.is(Rule::show) && mine[Label::entity].text() == item[Label::entity].text());
}

bool touches(base::Span span, absl::Span<const base::Span> places) {
  return std::ranges::any_of(places, [span](base::Span place) {
    return place.begin < span.end && span.begin < place.end;
  });
}

auto named(std::vector<NodeView>& items, std::string_view name) {
  return std::ranges::find_if(items,
                              [name](NodeView item) { return item[Label::name].text() == name; });
}

/// Whether an amendment of such an item can hold by the row: its rows have a day.
bool holds_by_row(NodeView item) {
  const bool plain_definition = item.is(Rule::define) && !item[Label::formula];
  const bool is_paid = item.is(Rule::reward) || item.is(Rule::expense);
  return (is_paid || plain_definition) && item[Label::entity];
}

/// The same where rows before the day keep what there was: of a reward each half is one of its own,
/// a definition chooses between the two.
void amend_by_row(PolicyText& policy, NodeView amendment, NodeView clause,
                  std::vector<NodeView>::iterator at, diagnostic::DiagnosticSink& sink) {
  const NodeView item = amendment[Label::item];
  const bool adds = amendment.is(Rule::add);
  const NodeView before = adds ? NodeView() : *at;
  const NodeView written = amendment.is(Rule::repeal) ? before : item;
  const bool defines = written.is(Rule::define);
  const bool same =
      !item || !before ||
      (before.rule() == item.rule() && before[Label::entity].text() == item[Label::entity].text());
  const bool whole = !defines || (item && before);
  const auto again = [&](NodeView each) {
    return std::ranges::any_of(policy.eras, [&](const Era& era) {
      return each && era.item.span().begin == each.span().begin;
    });
  };
  if (!holds_by_row(written) || !same || !whole || again(before)) {
    const NodeView whole_item = item ? item : amendment;
    const NodeView name = written[Label::name];
    sink.report(code::not_by_row,
                (whole_item[Label::name] ? whole_item[Label::name] : whole_item).span(),
                {name ? name.text() : whole_item.text().substr(0, whole_item.text().find(' '))});
    return;
  }
  if (before && !defines) policy.eras.push_back({before, clause, true, item});
  if (item) policy.eras.push_back({item, clause, false, before});
  if (adds)
    policy.items.push_back(item);
  else if (defines)
    *at = item;
  else if (item)
    policy.items.insert(at + 1, item);
}

/// The names that one policy has amended so far, and where.
using Amended = base::HashMap<std::string, base::Span>;

void amend(PolicyText& policy, NodeView amendment, const std::string& base, NodeView by_row,
           Amended& amended, diagnostic::DiagnosticSink& sink) {
  const NodeView item = amendment[Label::item];
  const NodeView name = amendment.is(Rule::repeal) ? amendment[Label::name] : item[Label::name];
  if (!name && !amendment.is(Rule::add)) {  // nothing tells which one is meant
    sink.report(code::amends_nameless, item.span(), {item.token().text});
    return;
  }
  if (name) {
    const auto [first, fresh] = amended.try_emplace(std::string(name.text()), name.span());
    if (!fresh) {
      sink.report(code::amended_twice, name.span(), {name.text()})
          .note(first->second, diagnostic::text::note_other_place);
      return;
    }
  }
  const auto at = named(policy.items, name.text());
  // What the policy itself declares is none of what it amends.
  const bool own = at != policy.items.end() && at->span().begin >= policy.node.span().begin &&
                   at->span().end <= policy.node.span().end;
  const bool exists = at != policy.items.end() && !name.text().empty() && !own;
  if (amendment.is(Rule::add)) {
    if (exists)
      sink.report(code::adds_existing, name.span(), {base, name.text()});
    else if (by_row)
      amend_by_row(policy, amendment, by_row, at, sink);
    else
      policy.items.push_back(item);
    return;
  }
  if (!exists) {
    sink.report(code::amends_nothing, name.span(), {base, name.text()});
    return;
  }
  if (by_row)
    amend_by_row(policy, amendment, by_row, at, sink);
  else if (amendment.is(Rule::repeal))
    policy.items.erase(at);
  else
    *at = item;
}

std::optional<std::int32_t> said_day(const std::vector<NodeView>& items, Label label) {
  for (const NodeView item : items)
    if (item.is(Rule::effective) && item[label]) return item[label].date();
  return std::nullopt;
}

/// `all`: what the policy amends, in its order; all of it one base.
void apply(PolicyText& policy, const std::vector<NodeView>& all,
           const std::vector<PolicyText>& earlier, diagnostic::DiagnosticSink& sink) {
  const NodeView amends = all.front();
  const std::string base(amends[Label::base].text());
  const auto found = std::ranges::find_if(
      earlier, [&](const PolicyText& p) { return p.node[Label::name].text() == base; });
  if (found == earlier.end()) {
    sink.report(code::amends_unknown_policy, amends[Label::base].span(), {base});
    return;
  }
  const std::vector<NodeView> own = policy.items;
  std::vector<NodeView> merged;
  for (const NodeView item : found->items) {
    const bool replaced =
        std::ranges::any_of(own, [item](NodeView mine) { return stands_for(mine, item); });
    if (!replaced) merged.push_back(item);
  }
  merged.insert(merged.end(), own.begin(), own.end());
  policy.items = std::move(merged);
  policy.eras = found->eras;
  policy.rows_from = found->rows_from;
  if (amends[Label::rows] && !policy.rows_from)
    policy.rows_from = said_day(found->items, Label::from).value_or(kNoFirstDay);
  Amended amended;
  for (const NodeView each : all) {
    if (each[Label::base].text() != base) {
      sink.report(code::amends_another, each[Label::base].span(), {base, each[Label::base].text()})
          .note(amends[Label::base].span(), diagnostic::text::note_other_place);
      continue;
    }
    const NodeView by_row = each[Label::rows];
    if (by_row && each.all(Label::amendment).empty())
      sink.report(code::no_effect, by_row.span(),
                  {by_row.text(), diagnostic::text::why_amends_nothing});
    for (const NodeView amendment : each.all(Label::amendment))
      amend(policy, amendment, base, each[Label::rows], amended, sink);
  }
}

}  // namespace

namespace {

/// What an amendment leaves behind in silence: the changes of another one to the same policy that
/// is still in force, and days on which what it amends does not hold yet.
void look_at_order(const PolicyText& policy, NodeView amends,
                   const std::vector<PolicyText>& earlier, diagnostic::DiagnosticSink& sink) {
  const NodeView base = amends[Label::base];
  const NodeView name = policy.node[Label::name];
  const auto from = said_day(policy.items, Label::from);
  for (const PolicyText& other : earlier) {
    if (other.node[Label::name].text() == base.text()) {
      const auto begins = said_day(other.items, Label::from);
      if (from && begins && *from < *begins)
        sink.report(code::amendment_before_base, name.span(),
                    {name.text(), iso_text(*from), base.text(), iso_text(*begins)})
            .note(other.node[Label::name].span(), diagnostic::text::note_declared_here,
                  {base.text()});
      continue;
    }
    if (other.node.child(Rule::amends)[Label::base].text() != base.text()) continue;
    if (other.node[Label::name].text() == name.text()) continue;  // the same once more
    const auto ended = said_day(other.items, Label::to);
    if (ended && from && *ended < *from) continue;
    const NodeView before = other.node[Label::name];
    sink.report(code::amendment_lost, base.span(), {name.text(), base.text(), before.text()})
        .note(before.span(), diagnostic::text::note_declared_here, {before.text()})
        .suggest(base.span(), std::string(before.text()));
  }
}

/// Reports a base that stands behind the policy that amends it; false if it does not.
bool report_base_behind(NodeView policy, NodeView amends, const std::vector<PolicyText>& earlier,
                        absl::Span<const syntax::Tree> trees, diagnostic::DiagnosticSink& sink) {
  const NodeView base = amends[Label::base], name = policy[Label::name];
  const auto is_base = [&](NodeView node) {
    return node.is(Rule::policy) && node[Label::name].text() == base.text();
  };
  const bool before =
      std::ranges::any_of(earlier, [&](const PolicyText& other) { return is_base(other.node); });
  const bool behind = std::ranges::any_of(trees, [&](const syntax::Tree& tree) {
    return std::ranges::any_of(tree.root().children(), is_base);
  });
  if (before || !behind || is_base(policy)) return false;
  sink.report(code::amends_later, base.span(), {base.text(), name.text()});
  return true;
}

}  // namespace

std::vector<PolicyText> assemble(absl::Span<const syntax::Tree> trees,
                                 absl::Span<const base::Span> unreadable,
                                 diagnostic::DiagnosticSink& sink) {
  std::vector<PolicyText> policies;
  for (const syntax::Tree& tree : trees) {
    for (const NodeView node : tree.root().children()) {
      if (!node.is(Rule::policy)) continue;
      PolicyText policy{node, &tree, {}, {}};
      std::vector<NodeView> amends;
      for (const NodeView item : node.all(Label::item)) {
        if (touches(item.span(), unreadable)) continue;
        if (item.is(Rule::amends))
          amends.push_back(item);
        else
          policy.items.push_back(item);
      }
      if (!amends.empty() && !report_base_behind(node, amends.front(), policies, trees, sink)) {
        apply(policy, amends, policies, sink);
        look_at_order(policy, amends.front(), policies, sink);
      }
      policies.push_back(std::move(policy));
    }
  }
  return policies;
}

}  // namespace remit::check
