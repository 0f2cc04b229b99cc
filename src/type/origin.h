#pragma once

#include <memory>
#include <string>
#include <utility>

#include "base/span.h"
#include "type/vocabulary.h"

namespace remit::type {

/// What a declaration says of itself.
struct Declaration {
  std::string form;   ///< English keyword of the form: "reward", "split", "define" ...
  std::string name;   ///< of the declaration
  std::string label;  ///< may be empty
  std::string cite;   ///< the clause, may be empty
};

/// Where a column comes from, for the explanation and the ledger. All columns of a declaration
/// share what it says, so that an origin is copied without copying texts.
class Origin {
 public:
  Origin() = default;
  /// `declaration` may be null: of none.
  Origin(std::shared_ptr<const Declaration> declaration, Role its_role, base::Span its_span)
      : role(its_role), span(its_span), declaration_(std::move(declaration)) {}
  Origin(std::string form, std::string name, std::string label, std::string cite, Role its_role,
         base::Span its_span)
      : Origin(std::make_shared<const Declaration>(Declaration{std::move(form), std::move(name),
                                                               std::move(label), std::move(cite)}),
               its_role, its_span) {}

  const std::string& form() const { return said().form; }
  const std::string& name() const { return said().name; }
  const std::string& label() const { return said().label; }
  const std::string& cite() const { return said().cite; }

  Role role = Role::value;
  base::Span span;  ///< formula or declaration as written; the sources have the text

 private:
  const Declaration& said() const {
    static const Declaration kOfNone;
    return declaration_ == nullptr ? kOfNone : *declaration_;
  }

  std::shared_ptr<const Declaration> declaration_;
};

}  // namespace remit::type
