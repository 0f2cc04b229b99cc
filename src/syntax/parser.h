#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "base/budget.h"
#include "diagnostic/sink.h"
#include "remit/limits.h"
#include "syntax/grammar.h"
#include "syntax/lexicon.h"
#include "syntax/phrases.h"
#include "syntax/prose.h"
#include "syntax/tree.h"

namespace remit::syntax {

/// Reads the tokens of a tree by the grammar's tables and puts nodes over them.
///
/// Choices are tried in order; a part that fails before its cut lets the next alternative try, one
/// that fails after it is an error. Every bracket follows a cut and every operand is read once, so
/// the time is linear. Errors are reported where reading got furthest; reading goes
/// on at the next entry of the enclosing block.
class Parser {
 public:
  Parser(Tree& tree, const Limits& limits, diagnostic::DiagnosticSink& sink);

  /// Builds the tree's nodes. Call once.
  void run();

  /// So many proposals are tried; the others are made untried.
  static constexpr int kMostTried = 20;
  /// Reads a whole text. `tried`: so many of the proposals.
  static Tree read(const base::Source& source, const Limits& limits,
                   diagnostic::DiagnosticSink& sink, int tried);

  /// The tree of a text that differs from the one of `before`, which was read without a complaint,
  /// in a part only: the declarations around it are read, the others taken over. The same as all
  /// read anew; nothing where it may not be, or where there is a complaint.
  static std::optional<Tree> again(const base::Source& source, const Tree& before,
                                   const Limits& limits);

  /// After run(): what would have fitted where the text ends, in the innermost part that is open
  /// there.
  const std::vector<ItemId>& fitting_at_end() const { return at_end_; }

 private:
  enum class Outcome : std::uint8_t { done, absent, failed };

  /// A block being read, for finding a missing brace.
  struct Block {
    const Item* entries = nullptr;  ///< the repeat
    std::uint32_t open_token = 0;
    std::uint32_t indent = 0;       ///< of the line that opened it
    std::uint32_t entry_begin = 0;  ///< first token of the entry being read
    std::uint32_t braces = 0;       ///< open where an entry begins
  };
  struct Mark {
    std::uint32_t token, pending, nodes, child_ids, braces;
  };
  static constexpr std::uint32_t kNoToken = 0xFFFFFFFF;
  static constexpr std::uint64_t kUnitsPerNode = 4;
  static constexpr std::uint32_t kNodesAtOnce = 64;

  /// The expression read last. Where alternatives begin with the same operand, the first reads it
  /// and the others take it from here, so that it is read once; the grammar compiler refuses
  /// alternatives for which that would not do.
  struct ReadExpression {
    std::uint32_t first_token = kNoToken, end_token = kNoToken;
    int weakest = 0;
    NodeId node = kNoNode;
    std::uint32_t nodes = 0, child_ids = 0;  ///< how many there were with it
    /// Its tokens that another alternative has read differently since, and their keywords in it.
    std::vector<std::pair<std::uint32_t, Keyword>> reread = {};
  };

  // parser_again.cc
  class Again;
  /// Reads entries of the policy's block, which become pending, from one token up to another; false
  /// where they do not end there.
  bool read_entries(std::uint32_t begin, std::uint32_t end, std::uint32_t open_token);

  // parser.cc
  Outcome parse(ItemId id, Label label);
  Outcome parse_keyword(ItemId id, Label label);
  Outcome parse_symbol(ItemId id, Label label);
  Outcome parse_fitting(ItemId id, Label label);
  Outcome parse_rule(Rule id, Label label);
  Outcome parse_sequence(ItemId id);
  static bool is_reported_brace(const Item& sequence, std::uint32_t part);
  std::optional<Outcome> stuck_at(const Item& sequence, Outcome outcome, const Mark& before,
                                  const Mark& start, absl::Span<const std::uint32_t> begins,
                                  std::uint32_t& part);
  bool lacks_second_sign(const Item& sequence);
  void note_misplaced(const Item& sequence, absl::Span<const std::uint32_t> begins);
  Outcome parse_choice(ItemId id, Label label);
  Outcome parse_optional(ItemId id);
  Outcome parse_repeat(ItemId id);
  Outcome parse_list(ItemId id);
  bool stands_as_name(const Item& item) const;
  bool begins_next_entry() const;
  bool goes_on_with_list() const;
  bool is_absent(ItemId inner);
  static bool is_seen_at_once(const Item& item);
  bool left_out(const Item& inner, const Item& optional) const;

  const Token& now() const { return tree_.tokens_[at_]; }
  SymbolId symbol() const { return tree_.tokens_[at_].symbol; }
  SymbolId symbol_after() const {
    return at_ + 1 < tree_.tokens_.size() ? tree_.tokens_[at_ + 1].symbol : SymbolId{kEnd};
  }
  Mark mark() const {
    return {at_, static_cast<std::uint32_t>(pending_.size()),
            static_cast<std::uint32_t>(tree_.nodes_.size()),
            static_cast<std::uint32_t>(tree_.child_ids_.size()), braces_};
  }
  void reset(const Mark& mark);
  void add_node(Rule rule, Label label, std::uint32_t first_token, std::uint32_t first_pending);
  void add_token(Label label);
  /// Says what the next nodes take, when those it was said of last are there.
  void take_room_for_nodes() {
    if (room_ == 0) {
      base::spend(kUnitsPerNode * kNodesAtOnce);
      base::take_memory(std::int64_t{sizeof(Tree::Node)} * kNodesAtOnce);
      room_ = kNodesAtOnce;
    }
    --room_;
  }
  /// Passes over the current token, read as that keyword or none; with a label it becomes a node.
  void take_token(Keyword keyword, Label label) {
    Token& token = tree_.tokens_[at_];
    if (at_ < read_.end_token && at_ >= read_.first_token && token.keyword != keyword)
      read_.reread.emplace_back(at_, token.keyword);
    token.keyword = keyword;
    ++at_;
    if (label != Label::none) add_token(label);
  }

  // parser_expression.cc
  Outcome parse_expression(int weakest, Label label);
  void take_read_expression(Label label);
  Outcome parse_operand(int weakest, Label label);
  Outcome parse_operator(type::OperatorId op, std::uint32_t first_pending,
                         std::uint32_t first_token);
  const type::OperatorInfo* prefix_here() const;
  const type::OperatorInfo* operator_here() const;
  const type::OperatorInfo* measure_here() const;
  void finish_operator(Rule rule, type::OperatorId op, std::uint32_t operator_token,
                       std::uint32_t first_pending, std::uint32_t first_token);
  void check_mixed_logic(const Tree::Node& node);

  // recovery.cc
  Outcome parse_block(ItemId id);
  bool brace_is_missing(const Item& block, std::uint32_t token) const;
  void skip_entry(const Item& block, std::uint32_t begin);
  bool skip_to_block(const Item& sequence, const Mark& before, std::uint32_t& part);
  void report_unclosed(std::uint32_t open_token);
  std::uint32_t indent_of(std::uint32_t token) const;

  // expectation.cc
  void expect(ItemId id) {
    if (at_ < furthest_) return;
    if (at_ > furthest_) {
      furthest_ = at_;
      expected_.clear();
    }
    if (expected_.size() < kMaxExpected) expected_.push_back(id);
  }
  void note_end(std::uint32_t token, const std::vector<ItemId>& fitting);
  bool stands_for_name(std::uint32_t token) const;
  void report_failure(std::uint32_t entry_begin, std::uint32_t declaration);
  bool report_misplaced(const Token& token);
  bool report_prose(std::uint32_t token, bool complete);
  Around around(std::uint32_t token) const;
  /// The same with whole values before and behind the token.
  Around values_around(std::uint32_t token) const;
  bool is_call_of_if(std::uint32_t token) const;
  std::optional<diagnostic::Argument> declared_instead(std::uint32_t token, bool in_field) const;
  std::optional<diagnostic::Argument> field_instead(std::uint32_t token) const;
  bool report_phrase(const std::optional<SaidPhrase>& phrase);
  bool helps(base::Span place, const std::string& instead);
  bool report_capitals(std::uint32_t token);
  std::optional<SaidPhrase> call_without_brackets(std::uint32_t token) const;
  std::optional<SaidPhrase> product_without_sign(std::uint32_t token) const;
  void report_entry(const Item& block, std::uint32_t begin);

  static constexpr std::size_t kMaxExpected = 64;
  /// Of a sequence that are looked at for one that stands too late.
  static constexpr std::size_t kMostParts = 16;
  /// Proposals for longer texts are made untried.
  static constexpr std::size_t kMostTriedBytes = std::size_t{1} << 16;

  Tree& tree_;
  const Limits limits_;  // its own: whoever calls may have made them for the call
  diagnostic::DiagnosticSink& sink_;

  int left_to_try_ = kMostTried;

  std::uint32_t at_ = 0;
  std::uint32_t braces_ = 0;  ///< that are open
  std::uint32_t depth_ = 0;
  std::uint32_t room_ = 0;  ///< nodes that the budget has been asked for
  std::uint32_t declarations_ = 0;
  std::vector<NodeId> pending_;  ///< finished nodes that wait for their parent
  ReadExpression read_;
  std::vector<Block> blocks_;
  std::uint32_t rule_start_ = 0;  ///< first token of the rule being read

  std::uint32_t furthest_ = 0;    ///< token at which reading got stuck last
  std::vector<ItemId> expected_;  ///< what would have fitted there
  std::vector<ItemId> at_end_;
  std::uint32_t keyword_ = kNoToken;  ///< the last token that fitted as a word of the grammar
  /// A part of a declaration that should have stood earlier, and the token it stands behind.
  struct Misplaced {
    std::uint32_t token = kNoToken, before = kNoToken;
  } misplaced_;
  std::uint32_t reported_ = kNoNode;  ///< token of the last report, to report each once
  bool ok_ = true;
};

}  // namespace remit::syntax
