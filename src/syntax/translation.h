#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/chinese_script.h"
#include "base/language.h"
#include "syntax/declared_names.h"
#include "syntax/tree.h"

namespace remit::syntax {

/// How the words of the language are to be written.
struct WordStyle {
  // NOLINTNEXTLINE(google-explicit-constructor)
  WordStyle(base::Language words, bool in_traditional = false)
      : language(words), traditional(in_traditional) {}

  /// A Chinese word of the language, of either script, in that of this style.
  std::string spell(std::string_view word) const {
    const std::string simplified = base::to_simplified(word);
    return traditional ? base::to_traditional(simplified) : simplified;
  }

  base::Language language;
  bool traditional;  ///< Chinese in traditional characters
};

/// How the words of a policy that are no keywords and no operators read in another language:
/// built-in functions, attributes after a dot, `previous`, faults that a test expects, currencies,
/// and the magnitudes and units of numbers.
///
/// A name of the policy itself is never touched. Where the files do not tell a name from a word of
/// the language (the form stands in another file), the text stays as it is, which is right in
/// either language.
class Translation {
 public:
  /// Without a style nothing is translated. O(tokens). `tree` must be complete; `bases` are the
  /// other files of the policy, of which those count that `tree` amends. All must outlive this.
  Translation(const Tree& tree, std::optional<WordStyle> style, absl::Span<const Tree> bases = {});

  const std::optional<WordStyle>& style() const { return style_; }
  /// The new text of a token, or nullptr when it stays as written.
  const std::string* of(std::uint32_t token) const;
  /// The currency that the unit of this number token means, as an index of type::currencies():
  /// 元 is the policy's own, where the file says which that is.
  std::uint32_t currency_of(std::uint32_t token, const NumberLiteral& number) const;

 private:
  using Scopes = DeclaredNames::Scopes;

  void collect_policies();
  void visit(const NodeView& node, const Scopes& scopes);
  void visit_item(const NodeView& item);
  Scopes inner_scopes(const NodeView& node, const Scopes& scopes) const;
  void add_rows(const NodeView& node, Scopes& rows) const;
  void translate_path(const NodeView& path, const Scopes& scopes);
  void translate_function(const NodeView& call);
  void translate_measure(const NodeView& quantity);
  void translate_currency(const NodeView& name);
  void translate_literals(const NodeView& file);
  std::optional<std::string> number_text(std::uint32_t token, const NumberLiteral& number) const;
  std::optional<std::string> unit_text(std::uint32_t token, const NumberLiteral& number) const;
  void put(const NodeView& word, std::string_view text);
  std::string in_script(std::string_view word) const;
  bool chinese() const { return style_->language == base::Language::zh; }
  std::uint32_t index(const Token& token) const {
    return static_cast<std::uint32_t>(&token - tree_.tokens().data());
  }
  std::optional<std::uint32_t> own_currency(std::uint32_t token) const;

  /// A policy of the file: from which token on, and its own currency where that is known.
  struct OwnCurrency {
    std::uint32_t first_token = 0;
    std::optional<std::uint32_t> currency;
  };

  const Tree& tree_;
  std::optional<WordStyle> style_;
  std::vector<const Tree*> bases_;
  DeclaredNames names_;
  std::unordered_map<std::uint32_t, std::string> texts_;  // by token
  std::vector<OwnCurrency> policies_;
  std::set<std::uint32_t> cells_;  // number tokens that are cells of a given row
};

}  // namespace remit::syntax
