#include "syntax/layout.h"

#include <algorithm>

#include "base/budget.h"
#include "base/utf8.h"
#include "syntax/grammar.h"
#include "syntax/keywords.h"
#include "syntax/lexicon.h"

namespace remit::syntax {
namespace {

using base::Language;
using type::OperatorId;

// Looser than this no line is broken deeper in; so deep, all are alike.
constexpr std::uint8_t kDeepest = 200;

// The clause that a declaration rests on goes to a line of its own only when nothing else does.
constexpr std::uint8_t kCiteLevel = kDeepest + 1;

// No clause keyword is padded beyond this, and no edge of a bracket.
constexpr std::uint32_t kWidestPad = 14;
constexpr std::uint32_t kWidestEdge = 40;

// Brackets from so many on are a table: one a line, however short they are.
constexpr std::size_t kTable = 3;

std::string collapse_blanks(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\t';
    if (!blank) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  return out;
}

class LayoutBuilder {
 public:
  LayoutBuilder(const Tree& tree, const Translation& translation)
      : tree_(tree), translation_(translation), style_(translation.style()) {
    const std::size_t n = tree.tokens().size();
    out_.text.resize(n);
    out_.width.resize(n);
    out_.glued.resize(n);
    out_.level.assign(n, Layout::kNoBreak);
    out_.own_line.resize(n);
    out_.must_break.resize(n);
    out_.pad.resize(n);
    out_.block_at.assign(n, Layout::kNoBlock);
    operators_.resize(n, kNone);
  }

  Layout build() {
    visit(tree_.root(), 0);
    open_around_vertical();
    for (std::uint32_t i = 0; i < out_.text.size(); ++i) write_token(i);
    for (const NodeView& policy : tree_.root().children()) out_.policies.push_back(first(policy));
    align();
    return std::move(out_);
  }

 private:
  static constexpr std::uint8_t kNone = 0xFF;

  const Tree& tree_;
  const Translation& translation_;
  std::optional<WordStyle> style_;
  Layout out_;
  std::vector<std::uint8_t> operators_;  // by token: the OperatorId it was read as
  std::vector<NodeView> aligned_;        // nodes whose entries line up

  const Token& token(std::uint32_t i) const { return tree_.tokens()[i]; }
  std::uint32_t index(const Token& t) const {
    return static_cast<std::uint32_t>(&t - tree_.tokens().data());
  }
  std::uint32_t first(const NodeView& node) const { return index(node.token()); }

  // `depth`: how far down in its formula the node stands; a line is broken where that is least.
  void visit(const NodeView& node, std::uint8_t depth) {
    base::go_deeper();
    const NodeList children = node.children();
    if (node.is(Rule::binary) || node.is(Rule::prefix) || node.is(Rule::postfix))
      mark_operator(node, depth);
    if (node.is(Rule::call)) out_.glued[first(node) + 1] = true;
    if (const NodeView arguments = node[Label::formula]) out_.glued[first(arguments)] = true;
    if (node.is(Rule::literal) && node[Label::minus]) out_.glued[first(node) + 1] = true;
    if (node.is(Rule::cite)) may_break(first(node), kCiteLevel);
    find_block(node, children);
    for (std::size_t i = 1; i < children.size(); ++i) {
      const std::uint32_t begin = first(children[i]);
      const bool option = node.is(Rule::call) && children[i].label() == Label::option;
      if (option || token(begin - 1).symbol == kComma) may_break(begin, deeper(depth));
    }
    if (node.is(Rule::conditional)) return visit_ladder(node, depth);
    for (const NodeView& child : children) visit(child, depth_of(node, child, depth));
  }

  static std::uint8_t deeper(std::uint8_t depth, int by = 1) {
    return static_cast<std::uint8_t>(std::min<int>(depth + by, kDeepest));
  }

  // A sum of three is one level, as is a chain of conditions; what stands in brackets is deeper.
  std::uint8_t depth_of(const NodeView& node, const NodeView& child, std::uint8_t depth) const {
    if (node.is(Rule::binary)) {
      const bool chain = child.label() == Label::left && child.is(Rule::binary) &&
                         type::operator_info(child.operator_id()).precedence ==
                             type::operator_info(node.operator_id()).precedence;
      return chain ? depth : deeper(depth);
    }
    const bool inner = node.is(Rule::call) || node.is(Rule::group) || node.is(Rule::prefix) ||
                       node.is(Rule::postfix) || node.is(Rule::at_least);
    return inner ? deeper(depth, 2) : depth;
  }

  // `if a then x else if b then y else z`: all `else` of a ladder are of one level.
  void visit_ladder(NodeView node, std::uint8_t depth) {
    const bool ladder = node[Label::no].is(Rule::conditional);
    const std::uint32_t begin = first(node);
    const bool whole = ladder && is_value_of_define(begin);
    if (whole) {
      may_break(begin, depth);
      out_.own_line[begin] = true;
      out_.must_break[begin] = true;
    }
    for (;;) {
      const NodeView no = node[Label::no];
      may_break(first(node[Label::yes]) - 1, deeper(depth));
      may_break(first(no) - 1, depth);
      out_.own_line[first(no) - 1] = ladder;
      out_.must_break[first(no) - 1] = whole;
      visit(node[Label::condition], deeper(depth, 2));
      visit(node[Label::yes], deeper(depth, 2));
      if (!no.is(Rule::conditional)) return visit(no, deeper(depth, 2));
      node = no;
    }
  }

  // A ladder that is all of a definition begins below it, one rung a line however short they are.
  bool is_value_of_define(std::uint32_t begin) const {
    return begin > 0 && token(begin - 1).symbol == kEqual;
  }

  void may_break(std::uint32_t i, std::uint8_t level) {
    out_.level[i] = std::min(out_.level[i], level);
  }

  void mark_operator(const NodeView& node, std::uint8_t depth) {
    const OperatorId id = node.operator_id();
    const auto at =
        std::lower_bound(tree_.tokens().begin(), tree_.tokens().end(), node.operator_span().begin,
                         [](const Token& t, std::uint32_t begin) { return t.span.begin < begin; });
    const auto i = static_cast<std::uint32_t>(at - tree_.tokens().begin());
    operators_[i] = static_cast<std::uint8_t>(id);
    if (id == OperatorId::negate) out_.glued[i + 1] = true;
    // `on` is read as an operator only on the line of its operand.
    if (node.is(Rule::binary) && id != OperatorId::on) may_break(i, depth);
  }

  // Finds the braces among the node's own tokens; its children between them are the entries.
  void find_block(const NodeView& node, absl::Span<const NodeView> children) {
    if (!node || node.is(Rule::file)) return;
    const base::Span span = node.span();
    std::size_t child = 0;
    Layout::Block block;
    bool open = false;
    for (std::uint32_t i = first(node); i < out_.text.size() && token(i).span.begin < span.end;) {
      while (child < children.size() && children[child].span().end <= token(i).span.begin) ++child;
      if (child < children.size() && children[child].span().begin <= token(i).span.begin) {
        if (open) block.entries.push_back(i);
        const std::uint32_t end = children[child].span().end;
        while (token(i).span.begin < end) ++i;
        continue;
      }
      if (token(i).symbol == kOpenBrace) {
        open = true;
        block.open = i;
      } else if (token(i).symbol == kCloseBrace) {
        block.close = i;
        return add_block(node, std::move(block));
      }
      ++i;
    }
  }

  void add_block(const NodeView& node, Layout::Block block) {
    block.fills = node.is(Rule::given_row);
    const bool table = node.is(Rule::bands) || node.is(Rule::matrix) || node.is(Rule::year_bands);
    block.vertical = !block.fills && (!grammar::rule(node.rule()).lists ||
                                      (table && block.entries.size() >= kTable));
    block.declarations = node.is(Rule::policy) || node.is(Rule::amends);
    // Lists inside expressions stay in the line.
    const bool in_line = node.is(Rule::postfix) || node.is(Rule::at_least) || block.fills;
    for (std::size_t i = 1; i < block.entries.size(); ++i) {
      if (block.fills) may_break(block.entries[i], 0);
      if (token(block.entries[i] - 1).symbol != kComma && !block.fills) block.vertical = true;
    }
    // A list that begins with a word, as `{ years 1..3: ...`, keeps it on its first line.
    if (!block.entries.empty() && !in_line) block.entries.front() = block.open + 1;
    if (block.vertical) aligned_.push_back(node);
    if (in_line) return;
    out_.block_at[block.open] = static_cast<std::uint32_t>(out_.blocks.size());
    out_.blocks.push_back(std::move(block));
  }

  // What has a table within is no line itself. Blocks stand before those inside them.
  void open_around_vertical() {
    std::vector<std::size_t> around;
    for (std::size_t i = 0; i < out_.blocks.size(); ++i) {
      while (!around.empty() && out_.blocks[around.back()].close < out_.blocks[i].open)
        around.pop_back();
      if (out_.blocks[i].vertical)
        for (const std::size_t outer : around) out_.blocks[outer].vertical = true;
      around.push_back(i);
    }
  }

  void write_token(std::uint32_t i) {
    const Token& t = token(i);
    out_.text[i] = token_text(i, t);
    out_.width[i] = static_cast<std::uint32_t>(base::display_width(out_.text[i]));
    const SymbolId before = i > 0 ? token(i - 1).symbol : SymbolId{kEnd};
    const bool closes = t.symbol == kComma || t.symbol == kCloseParen || t.symbol == kDot ||
                        t.symbol == kRange || (t.symbol == kCloseBrace && before == kOpenBrace);
    if (closes || before == kOpenParen || before == kDot || before == kRange) out_.glued[i] = true;
    // A word that is spelled like a keyword would look like the next clause at the start of a line.
    const bool operation = operators_[i] != kNone;
    const bool word = t.kind == TokenKind::word && (t.keyword == Keyword::none || operation);
    const bool connective = operation && (operators_[i] == id_of(OperatorId::conjunction) ||
                                          operators_[i] == id_of(OperatorId::disjunction));
    if (word && !connective && !lexicon::phrases(first_word(out_.text[i])).empty())
      out_.level[i] = Layout::kNoBreak;
  }

  static std::uint8_t id_of(OperatorId id) { return static_cast<std::uint8_t>(id); }
  static std::string_view first_word(std::string_view text) {
    return text.substr(0, text.find(' '));
  }

  std::string token_text(std::uint32_t i, const Token& t) const {
    const std::string_view written = tree_.source().text(t.span);
    if (t.kind == TokenKind::punctuation) {
      for (const std::string_view sign : {"×", "÷", "≥", "≤", "≠"}) {
        if (written == sign) return std::string(written);
      }
      return std::string(punctuation_text(t.symbol));
    }
    if (const std::string* text = translation_.of(i)) return *text;
    if (t.kind == TokenKind::number) return collapse_blanks(written);
    if (t.kind != TokenKind::word) return std::string(written);
    const bool chinese = style_ && style_->language == Language::zh;
    if (style_ && t.keyword != Keyword::none) {
      const KeywordInfo& info = keyword_info(t.keyword);
      return chinese ? style_->spell(info.chinese) : std::string(info.english());
    }
    if (style_ && operators_[i] != kNone) {
      const auto& info = type::operator_info(static_cast<OperatorId>(operators_[i]));
      // Where one language has a sign only, the other has it too: 加 would not come back from +.
      if (info.english.empty() && !info.symbol.empty()) return std::string(info.symbol);
      return chinese ? style_->spell(info.chinese) : std::string(info.english);
    }
    return collapse_blanks(written);
  }

  // ---- Alignment

  /// One entry that can line up: the token to pad, and how wide all before it is.
  struct Alignable {
    std::uint32_t padded = 0;
    std::uint32_t width = 0;
    std::uint32_t first_token = 0;
    std::uint32_t kind = 0;  // only equal kinds line up
  };

  void align() {
    for (const NodeView& node : aligned_) {
      std::vector<Alignable> run;
      std::uint32_t previous_end = 0;
      for (const NodeView& entry : node.children()) {
        const Alignable column = column_of(node, entry);
        const bool breaks = column.kind == 0 || (!run.empty() && run.back().kind != column.kind) ||
                            (!run.empty() && apart(previous_end, column.first_token));
        if (breaks) finish(run);
        if (column.kind != 0) run.push_back(column);
        previous_end = entry.span().end;
      }
      finish(run);
    }
  }

  // Fields line up at their colon; what a policy says of itself, and clauses, after the keyword.
  Alignable column_of(const NodeView& parent, const NodeView& entry) const {
    const std::uint32_t at = first(entry);
    if (entry.is(Rule::field)) {
      const std::uint32_t name = first(entry[Label::name]);
      std::uint32_t width = out_.width[name];
      if (name > at) width += out_.width[at] + 1;
      return {name + 1, width, at, 1};
    }
    if (entry.is(Rule::band) || entry.is(Rule::matrix_cell)) return colon_of(entry);
    const bool header = has_mark(entry.rule(), Mark::header) && parent.is(Rule::policy);
    const bool clause = entry.label() == Label::clause && !parent.is(Rule::test);
    const bool alone = entry.span().end == token(at).span.end;
    if ((!header && !clause) || alone || out_.width[at] > kWidestPad) return {};
    return {at + 1, out_.width[at], at, header ? 2u : 3u};
  }

  // The brackets of a table line up at their colon.
  Alignable colon_of(const NodeView& entry) const {
    const std::uint32_t begin = first(entry);
    const std::uint32_t colon = first(entry[Label::value]) - 1;
    if (token(colon).symbol != kColon) return {};
    const bool follows = begin > 0 && token(begin - 1).symbol != kOpenBrace &&
                         token(begin - 1).kind == TokenKind::word;
    std::uint32_t width = follows ? out_.width[begin - 1] + 1 : 0;  // { years 1..3
    for (std::uint32_t i = begin; i < colon; ++i)
      width += out_.width[i] + (i > begin && !out_.glued[i] ? 1 : 0);
    if (width > kWidestEdge) return {};
    return {colon, width, begin, 4};
  }

  // Whether a blank line or a comment lies between two entries.
  bool apart(std::uint32_t end, std::uint32_t next) const {
    const std::uint32_t begin = token(next).span.begin;
    const auto comment =
        std::lower_bound(tree_.comments().begin(), tree_.comments().end(), next,
                         [](const Comment& c, std::uint32_t i) { return c.before_token < i; });
    if (comment != tree_.comments().end() && comment->before_token == next && comment->own_line) {
      return true;
    }
    return line_feeds(tree_.source(), end, begin) > 1;
  }

  void finish(std::vector<Alignable>& run) {
    std::uint32_t widest = 0;
    for (const Alignable& column : run) widest = std::max(widest, column.width);
    for (const Alignable& column : run) {
      out_.pad[column.padded] = static_cast<std::uint16_t>(widest - column.width);
    }
    run.clear();
  }
};

}  // namespace

std::size_t line_feeds(const base::Source& source, std::uint32_t begin, std::uint32_t end) {
  const std::string_view between = source.text(base::Span{begin, std::max(begin, end)});
  return static_cast<std::size_t>(std::count(between.begin(), between.end(), '\n'));
}

Layout make_layout(const Tree& tree, const Translation& translation) {
  return LayoutBuilder(tree, translation).build();
}

}  // namespace remit::syntax
