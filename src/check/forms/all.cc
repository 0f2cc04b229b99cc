#include "check/forms/form.h"

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
  for (const Form* form : kForms)
    if (form->rule == rule) return form;
  return nullptr;
}

}  // namespace remit::check
