#include "check/said_twice.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "base/budget.h"
#include "base/hash_map.h"
#include "base/strings.h"
#include "check/clauses.h"
#include "check/words_said.h"
#include "diagnostic/code/names.h"
#include "diagnostic/code/syntax.h"
#include "diagnostic/text/check.h"
#include "syntax/grammar.h"
#include "syntax/keywords.h"
#include "type/functions.h"

namespace remit::check {
namespace {

using diagnostic::Argument;

// Quoted beyond this many bytes, what stands twice is cut.
constexpr std::size_t kMaxQuoted = 60;

std::string shortened(std::string_view text) {
  text = text.substr(0, text.find('\n'));
  if (text.size() <= kMaxQuoted) return std::string(text);
  std::size_t end = kMaxQuoted;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return base::concat(text.substr(0, end), "…");
}

/// Whether the values of a call are of one kind and in no order, so that the same one twice means
/// nothing.
bool takes_any_number(NodeView call) {
  const type::Function* function = type::find_function(call[Label::function].text());
  return function != nullptr && function->most == type::kManyArguments &&
         function->op != type::Opcode::join;
}

/// Lists in which the same may stand twice: values of which each has a place of its own.
bool may_repeat(NodeView parent, NodeView child) {
  // A unit above the unit above; a key whose parts have the same value.
  for (const Rule rule :
       {Rule::path, Rule::found_by, Rule::expected_row, Rule::matrix, Rule::matrix_cell})
    if (parent.is(rule) && !child.is(Rule::matrix_cell)) return true;
  // How a key that stands twice is tested.
  if (parent.is(Rule::test)) return child.is(Rule::given);
  return parent.is(Rule::call) && child.label() == Label::argument && !takes_any_number(parent);
}

/// The lines of a reward that are read in order may come again behind another.
bool is_line(NodeView node) {
  return node.is(Rule::cap) || node.is(Rule::floor) || node.is(Rule::rounding) ||
         node.is(Rule::top_up);
}

/// What says the same is of one rule.
auto like(NodeView node) {
  return [label = node.label(), rule = node.rule()](NodeView other) {
    return other.label() == label && other.is(rule);
  };
}

class Twins {
 public:
  explicit Twins(const Model& model) : model_(model) {}

  struct Pair {
    NodeView first;
    NodeView second;
  };

  void collect(NodeView node) {
    if (!node.may_repeat()) return;
    base::go_deeper();
    if (has_a_list(node)) compare(node, node.children());
    node.visit_children([this](NodeView child) {
      // Beside an only child nothing stands, and the steps of a path may all repeat.
      while (child.child_count() == 1)
        child.visit_children([&child](NodeView only) { child = only; });
      if (child.child_count() > 0 && !child.is(Rule::path)) collect(child);
    });
  }

  /// Children of one label, that is of one list.
  template <typename Nodes>
  void compare(NodeView parent, const Nodes& children) {
    base::HashMap<std::size_t, Alike> seen;
    NodeView line;
    for (const NodeView child : children) {
      if (child.label() == Label::none && parent && !child.is(Rule::when)) continue;
      if (parent && may_repeat(parent, child)) continue;
      // Most are the only one of their kind: their words need not be looked at.
      if (children.size() <= kFew && std::ranges::count_if(children, like(child)) == 1) {
        if (is_line(child)) line = child;
        continue;
      }
      Alike& alike = seen[words_key(model_, child)];
      const auto first =
          std::ranges::find_if(alike, [&](NodeView other) { return says_the_same(other, child); });
      const NodeView before = std::exchange(line, is_line(child) ? child : line);
      if (first == alike.end()) {
        alike.push_back(child);
        continue;
      }
      if (is_line(child) && before.id() != first->id()) {
        *first = child;
        continue;
      }
      pairs_.push_back({*first, child});
    }
  }

  const std::vector<Pair>& pairs() const { return pairs_; }

 private:
  /// Of one key.
  using Alike = absl::InlinedVector<NodeView, 1>;

  /// Of more children each is looked at only once.
  static constexpr std::size_t kFew = 16;

  bool says_the_same(NodeView one, NodeView other) const {
    return one.label() == other.label() && words_said(model_, one) == words_said(model_, other);
  }

  /// Whether two of the children may say the same: such as are of one label, or clauses without
  /// any, and of one rule.
  static bool has_a_list(NodeView node) {
    if (node.child_count() < 2) return false;
    // Two sides; steps, which may all repeat.
    if (node.is(Rule::binary) || node.is(Rule::path)) return false;
    if (node.child_count() > kFew) return true;
    std::array<std::pair<Label, Rule>, kFew> kinds;
    auto last = kinds.begin();
    bool twice = false;
    // Bits of those that there are: where one is not set the kind is new.
    std::uint64_t seen = 0;
    node.visit_children([&](NodeView child) {
      const std::pair kind(child.label(), child.rule());
      if (kind.first == Label::none && kind.second != Rule::when) return;
      const std::uint64_t bit = std::uint64_t{1} << (static_cast<unsigned>(kind.second) % 64);
      twice = twice || ((seen & bit) != 0 && std::find(kinds.begin(), last, kind) != last);
      seen |= bit;
      *last++ = kind;
    });
    return twice;
  }

  const Model& model_;
  std::vector<Pair> pairs_;
};

/// Two remarks of one kind on one clause: the second would be left unread.
void report_notes(Context& context, NodeView node) {
  base::go_deeper();
  node.visit_children([&context](NodeView child) {
    if (!child.may_repeat() || is_formula(child.rule())) return;
    if (!child.is(Rule::cite) && !child.is(Rule::uncomputed)) {
      report_notes(context, child);
      return;
    }
    if (child.child_count() < 2) return;
    const auto notes = child.all(Label::note);
    const syntax::KeywordInfo& cite = syntax::keyword_info(Keyword::cite);
    const Argument of = child.is(Rule::cite)
                            ? Argument(std::string(cite.english()), std::string(cite.chinese))
                            : first_word(child.rule());
    for (std::size_t i = 1; i < notes.size(); ++i) {
      const auto same = [&](NodeView other) { return other.is(notes[i].rule()); };
      const auto first = std::find_if(notes.begin(), notes.begin() + i, same);
      if (first != notes.begin() + i)
        context.sink
            .report(code::duplicate_clause, notes[i].span(), {first_word(notes[i].rule()), of})
            .note(first->span(), diagnostic::text::note_other_place);
    }
  });
}

/// `reading and above ...` once, `reading month ends ...` once.
void report_readings(Context& context, NodeView policy) {
  std::vector<NodeView> before;
  for (const NodeView item : policy.all(Label::item)) {
    if (!item.is(Rule::reading)) continue;
    const auto same = [item](NodeView other) {
      return other.has(Keyword::month_ends) == item.has(Keyword::month_ends) &&
             other[Label::word].keyword() == item[Label::word].keyword();
    };
    const auto first = std::ranges::find_if(before, same);
    if (first != before.end())
      context.sink
          .report(code::duplicate_clause, item.span(),
                  {first_word(Rule::reading), first_word(Rule::policy)})
          .note(first->span(), diagnostic::text::note_other_place);
    before.push_back(item);
  }
}

bool meet(base::Span a, base::Span b) { return a.begin < b.end && b.begin < a.end; }

}  // namespace

void report_said_twice(Context& context, NodeView policy, absl::Span<const NodeView> items) {
  report_readings(context, policy);
  report_notes(context, policy);
  Twins twins(context.model);
  std::vector<NodeView> nameless;
  for (const NodeView item : items) {
    if (!item[Label::name] && !item.is(Rule::amends)) nameless.push_back(item);
    twins.collect(item);
  }
  twins.compare(NodeView(), nameless);
  if (twins.pairs().empty()) return;
  // Of many something more particular was said.
  const std::vector<diagnostic::Diagnostic> said = context.sink.sorted();
  for (const Twins::Pair& pair : twins.pairs()) {
    const bool known = std::ranges::any_of(said, [&](const diagnostic::Diagnostic& each) {
      return each.severity() == diagnostic::Severity::error &&
             (meet(each.span, pair.first.span()) || meet(each.span, pair.second.span()));
    });
    if (!known)
      context.sink
          .report(code::said_twice, pair.second.span(),
                  {shortened(context.model.written(pair.second.span()))})
          .note(pair.first.span(), diagnostic::text::note_other_place);
  }
}

}  // namespace remit::check
