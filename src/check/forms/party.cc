// Who pays or is paid and is no row.
#include "check/declare.h"
#include "check/forms/form.h"
#include "diagnostic/code/habits.h"

namespace remit::check {

namespace {

void declare_party(Context& context, NodeView item) {
  const auto id = static_cast<std::uint32_t>(context.model.parties.size());
  context.model.parties.push_back(
      {std::string(item[Label::name].text()), std::string(item[Label::label].text())});
  declare_name(context, item, SymbolKind::party, id);
}

}  // namespace

constinit const Form kParty{.rule = Rule::party,
                            .phase = Phase::names,
                            .declare = declare_party,
                            .unused = code::unused_party};

}  // namespace remit::check
