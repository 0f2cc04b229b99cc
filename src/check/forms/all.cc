#include <array>
#include <cstddef>

#include "check/forms/form.h"
#include "syntax/grammar_names.h"

namespace remit::check {

namespace {

constexpr const Form* kForms[] = {
#define REMIT_FORM(form) &form,
#include "check/forms/forms.def"
#undef REMIT_FORM
};

}  // namespace

absl::Span<const Form* const> forms() { return kForms; }

const Form* form_of(Rule rule) {
  static const auto by_rule = [] {
    std::array<const Form*, syntax::kRuleCount> forms_by_rule{};
    for (const Form* form : kForms) forms_by_rule[static_cast<std::size_t>(form->rule)] = form;
    return forms_by_rule;
  }();
  return by_rule[static_cast<std::size_t>(rule)];
}

}  // namespace remit::check
