#include <array>
#include <map>
#include <sstream>

#include "enumerators.h"
#include "syntax/symbols.h"
#include "write.h"
#include "write_text.h"

namespace remit::grammar_compiler {
namespace {

/// Each set of symbols once.
class SetPool {
 public:
  SetPool() { index_of({}); }
  std::size_t index_of(const SymbolSet& set) {
    const auto [at, fresh] = indices_.try_emplace(set, sets_.size());
    if (fresh) sets_.push_back(set);
    return at->second;
  }
  const std::vector<SymbolSet>& sets() const { return sets_; }

 private:
  std::map<SymbolSet, std::size_t> indices_;
  std::vector<SymbolSet> sets_;
};

/// Of the longer choices, by symbol, the first alternative that may begin with it or with nothing.
/// Choices that say the same share a row.
class FittingRows {
 public:
  /// Shorter ones are looked through as quickly.
  static constexpr std::size_t kLong = 3;
  using Row = std::array<std::uint8_t, syntax::kMaxSymbols>;

  /// The row of the item, kNoCut if it has none.
  std::size_t index_of(const Grammar& grammar, const Item& item) {
    const bool has_one = item.kind == ItemKind::choice && item.children.size() >= kLong &&
                         item.children.size() <= 0xFF;
    if (!has_one) return kNoCut;
    Row row{};
    for (std::size_t symbol = 0; symbol < row.size(); ++symbol) {
      std::size_t first = 0;
      for (; first < item.children.size(); ++first) {
        const Item& alternative = grammar.child(item, first);
        if (alternative.nullable || alternative.first.test(symbol)) break;
      }
      row[symbol] = static_cast<std::uint8_t>(first);
    }
    const auto [at, fresh] = indices_.try_emplace(row, rows_.size());
    if (fresh) rows_.push_back(row);
    return at->second;
  }
  const std::vector<Row>& rows() const { return rows_; }

 private:
  std::map<Row, std::size_t> indices_;
  std::vector<Row> rows_;
};

void write_fitting(const FittingRows& fitting, std::ostream& out) {
  out << "constinit const std::uint8_t kFirstFitting[][kMaxSymbols] = {\n";
  for (const FittingRows::Row& row : fitting.rows()) {
    out << "    {";
    for (const std::uint8_t first : row) out << static_cast<int>(first) << ",";
    out << "},\n";
  }
  out << "};\n\n";
}

constexpr std::string_view kKinds[] = {"keyword", "symbol",   "rule",   "expression", "sequence",
                                       "choice",  "optional", "repeat", "list"};

std::string_view kind_name(ItemKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

std::string label_name(const Grammar& grammar, LabelId label) {
  return label == 0 ? "none" : enumerator(grammar.labels[label]);
}

/// The sign of a sequence that begins with a name and a sign before its cut; 0 for others.
std::size_t second_sign(const Grammar& grammar, const Item& item) {
  if (item.children.size() < 2 || item.cut < 2) return 0;
  const Item& name = grammar.child(item, 0);
  const Item& sign = grammar.child(item, 1);
  const bool looks = name.kind == ItemKind::symbol && name.ref == syntax::kName &&
                     sign.kind == ItemKind::symbol && sign.ref >= syntax::kOpenBrace;
  return looks ? sign.ref : 0;
}

void write_items(const Grammar& grammar, SetPool& sets, FittingRows& fitting, std::ostream& out) {
  out << "constinit const Item kItems[kItemCount] = {\n";
  std::size_t first_child = 0;
  for (const Item& item : grammar.items) {
    out << "    {ItemKind::" << kind_name(item.kind);
    for (const bool flag :
         {item.at_least_one, item.nullable, item.soft, item.recovers, item.comma_ends}) {
      out << (flag ? ", true" : ", false");
    }
    const std::size_t row = fitting.index_of(grammar, item);
    const std::size_t ref = item.kind == ItemKind::sequence ? second_sign(grammar, item) : item.ref;
    out << ", Label::" << label_name(grammar, item.label) << ", " << ref << ", "
        << (item.kind == ItemKind::choice ? row : item.cut) << ", " << first_child << ", "
        << item.children.size();
    for (const SymbolSet* set : {&item.first, &item.first_exact, &item.follow_exact})
      out << ", " << sets.index_of(*set);
    out << "},\n";
    first_child += item.children.size();
  }
  out << "};\n\nconstinit const std::uint16_t kChildren[] = {\n    ";
  for (const Item& item : grammar.items) {
    for (const ItemId child : item.children) out << child << ", ";
  }
  out << "\n};\n\n";
}

void write_rules(const Grammar& grammar, const Lexicon& lexicon, std::ostream& out) {
  out << "constinit const RuleInfo kRules[kRuleCount] = {\n";
  for (const Rule& rule : grammar.rules) {
    const std::string keyword = rule.first_keyword == kNoKeyword
                                    ? "none"
                                    : enumerator(lexicon.keywords()[rule.first_keyword].id);
    out << "    {" << quoted(rule.name) << ", " << rule.body << ", Keyword::" << keyword << ", "
        << (rule.transparent ? "true" : "false") << ", " << (rule.lists ? "true" : "false") << ", "
        << static_cast<int>(rule.marks) << "},\n";
  }
  out << "};\n\nconstinit const std::string_view kLabels[kLabelCount] = {\n";
  for (const std::string_view label : grammar.labels) out << "    " << quoted(label) << ",\n";
  out << "};\n\n";
}

void write_enumeration(std::string_view name, const std::vector<std::string>& enumerators,
                       std::ostream& out) {
  out << "enum class " << name << " : std::uint16_t {\n";
  for (const std::string& each : enumerators) out << "  " << each << ",\n";
}

}  // namespace

std::string write_names(const Grammar& grammar, const Lexicon& lexicon) {
  std::ostringstream out;
  out << "// Written by tools/grammar from grammar.ebnf and keywords.def.\n#pragma once\n\n"
         "#include <cstddef>\n#include <cstdint>\n\nnamespace remit::syntax {\n\n";
  std::vector<std::string> names{"none"};
  for (std::size_t i = 1; i < grammar.rules.size(); ++i)
    names.push_back(enumerator(grammar.rules[i].name));
  out << "/// The rules of the grammar; the last four are nodes of expressions and of tokens.\n";
  write_enumeration("Rule", names, out);
  out << "};\n\n/// What a part of a rule is called.\n";
  names.assign(1, "none");
  for (std::size_t i = 1; i < grammar.labels.size(); ++i)
    names.push_back(enumerator(grammar.labels[i]));
  write_enumeration("Label", names, out);
  out << "};\n\n/// The keywords, by their ids.\n";
  names.clear();
  for (const KeywordInfo& keyword : lexicon.keywords()) names.push_back(enumerator(keyword.id));
  write_enumeration("Keyword", names, out);
  out << "  none = 0xFFFF,\n};\n\n/// What the grammar says of a rule in brackets.\n";
  write_enumeration("Mark", {std::begin(kMarks), std::end(kMarks)}, out);
  out << "};\n\ninline constexpr std::size_t kRuleCount = " << grammar.rules.size()
      << ";\ninline constexpr std::size_t kLabelCount = " << grammar.labels.size()
      << ";\ninline constexpr std::size_t kKeywordCount = " << lexicon.keywords().size()
      << ";\ninline constexpr std::size_t kItemCount = " << grammar.items.size()
      << ";\n\n}  // namespace remit::syntax\n";
  return out.str();
}

std::string write_fingerprint(const Lexicon& lexicon) {
  std::ostringstream out;
  out << "// Written by tools/grammar from keywords.def.\n#pragma once\n\n#include <cstdint>\n\n"
         "namespace remit::syntax {\n\ninline constexpr std::uint64_t kKeywordFingerprint = "
      << syntax::fingerprint(lexicon.keywords()) << "u;\n\n}  // namespace remit::syntax\n";
  return out.str();
}

std::string write_grammar(const Grammar& grammar, const Lexicon& lexicon, std::string_view text) {
  std::ostringstream out;
  out << "// Written by tools/grammar from grammar.ebnf and keywords.def.\n"
         "#include \"syntax/first_fitting.h\"\n\nnamespace remit::syntax::grammar {\n\n";
  SetPool sets;
  FittingRows fitting;
  write_items(grammar, sets, fitting, out);
  write_fitting(fitting, out);
  write_sets("kSets[]", sets.sets(), out);
  write_rules(grammar, lexicon, out);
  out << "constinit const std::string_view kText = R\"ebnf(" << text
      << ")ebnf\";\n\n}  // namespace remit::syntax::grammar\n";
  return out.str();
}

}  // namespace remit::grammar_compiler
