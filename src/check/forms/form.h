#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <utility>

#include "check/context.h"
#include "syntax/grammar.h"
#include "syntax/keywords.h"
#include "type/vocabulary.h"

namespace remit::check {

/// When declarations of a form are read: what later ones need comes first. The names, types and
/// constants of a policy are read form by form, the rest in the order of the text.
enum class Phase : std::uint8_t {
  header,      ///< what the document says of itself
  names,       ///< names that types are made of
  constants,   ///< what fields and tables are written with
  fields,      ///< of entities
  tables,      ///< constants, tables, calendars
  provisions,  ///< what gives columns
};
inline constexpr Phase kLastPhase = Phase::provisions;

/// What tests are to reach of a form's declarations.
enum class Coverage : std::uint8_t {
  none,    ///< gives no column
  figure,  ///< there is a value
  effect,  ///< it took effect: `effect`, or what the bare name means, is true
};

/// A form of the language, and all that the checker knows of it. One stands at the end of each file
/// of this folder; `forms.def` lists them, and nothing else names a form.
struct Form {
  Rule rule;
  Phase phase = Phase::provisions;
  void (*declare)(Context& context, NodeView item);
  /// Declares the names that other declarations may use before this one is read.
  void (*announce)(Context& context, NodeView item) = nullptr;
  /// Looks at all declarations of the form together.
  void (*compare)(Context& context, absl::Span<const NodeView> items) = nullptr;

  /// Clauses that must stand in it.
  std::initializer_list<Rule> required = {};
  /// At least one of these must stand in it; the first is the one to name.
  std::initializer_list<Rule> one_of = {};
  /// Clauses that are nothing without another: what stands, what must stand beside it.
  std::initializer_list<std::pair<Rule, Rule>> belonging = {};
  /// Clauses that may stand in it more than once.
  std::initializer_list<Rule> repeatable = {};

  /// What can be asked for after its name and a dot, apart from its parts.
  std::initializer_list<type::Role> attributes = {};
  /// The attribute that the bare name means, if it is not a column of its own.
  std::optional<type::Role> bare = {};

  /// The document owes a clause to cite.
  bool wants_cite = false;
  /// A sanction can block it.
  bool blockable = false;
  Coverage coverage = Coverage::none;
  /// The attribute that says whether it took effect.
  std::optional<type::Role> effect = {};
  /// What is warned of when nothing uses its name; with `unused_if`, only where that label stands.
  std::optional<diagnostic::Code> unused = {};
  Label unused_if = Label::none;
};

#define REMIT_FORM(form) extern const Form form;
#include "check/forms/forms.def"
#undef REMIT_FORM

/// The forms in the order of forms.def, in which those of the same phase are read.
absl::Span<const Form* const> forms();

/// The form of a declaration, or nullptr.
const Form* form_of(Rule rule);

/// The word that declarations of the form begin with.
inline const syntax::KeywordInfo& keyword(const Form& form) {
  return syntax::keyword_info(syntax::first_keyword(form.rule));
}

}  // namespace remit::check
