#include "check/taken_names.h"

#include <algorithm>
#include <string>

#include "base/hash_map.h"
#include "base/utf8.h"
#include "diagnostic/messages.h"
#include "syntax/grammar.h"
#include "syntax/lexicon.h"
#include "type/list_names.h"
#include "type/words.h"

namespace remit::check {
namespace {

namespace grammar = syntax::grammar;

/// The words that begin a formula though they may be names: `today`, 相差天数.
syntax::SymbolSet words_of_formulas() {
  const syntax::SymbolSet& first = grammar::item(grammar::rule(Rule::primary).body).first_exact();
  syntax::SymbolSet words;
  for (std::size_t symbol = syntax::kFirstWord; symbol < syntax::kMaxSymbols; ++symbol)
    if (first.test(symbol)) words.set(symbol);
  return words;
}

/// Whether a formula asks by that name: not a policy, nor a part, which stands after a dot.
bool asked_by_name(NodeView parent) { return !syntax::has_mark(parent.rule(), syntax::Mark::part); }

void report_names(Context& context, NodeView node, const syntax::SymbolSet& words) {
  for (const NodeView child : node.children()) {
    const bool gives_name = (child.label() == Label::name && asked_by_name(node)) ||
                            (child.label() == Label::value && node.is(Rule::one_of));
    if (gives_name && child.is(Rule::token)) {
      if (words.test(child.token().symbol) || type::kPrevious.is(child.text()))
        context.sink.report(Code::word_as_name, child.span(), {child.text()});
    } else if (child.is(Rule::field) || child.is(Rule::one_of) ||
               child.is(Rule::formula_arguments) || child.is(Rule::formula_argument)) {
      report_names(context, child, words);
    }
  }
}

}  // namespace

void report_words_as_names(Context& context, absl::Span<const NodeView> items) {
  const syntax::SymbolSet words = words_of_formulas();
  for (const NodeView item : items) report_names(context, item, words);
}

void report_shared_files(Context& context, NodeView policy) {
  struct Owner {
    std::string_view name;
    base::Span span;
  };
  base::HashMap<std::string, Owner> owners;
  for (const std::string_view list : type::kTakenTableNames)
    owners.try_emplace(std::string(list), Owner{list, {}});
  if (!context.model.findings.empty())
    owners.try_emplace(std::string(type::kFindingsList), Owner{type::kFindingsList, {}});
  if (std::ranges::any_of(context.model.payments, [](const Payment& payment) {
        return payment.kind == Payment::Kind::attributed;
      }))
    owners.try_emplace(std::string(type::kAttributionsList), Owner{type::kAttributionsList, {}});
  const auto take = [&](std::string_view name, base::Span span) {
    const auto [other, fresh] = owners.try_emplace(base::fold_case(name), Owner{name, span});
    if (fresh || name.empty()) return;
    const Owner& first = other->second;
    const bool list = first.span.begin == first.span.end;
    const auto text = list ? diagnostic::Text::file_of_list : diagnostic::Text::file_of_table;
    auto& complaint = context.sink.report(Code::shared_file, span,
                                          {name, diagnostic::worded(text, {first.name})});
    if (!list) complaint.note(first.span, diagnostic::Text::note_first_declared);
  };
  const auto& entities = context.model.entities;
  for (EntityId id = kWhole + 1; id < entities.size(); ++id) {
    // Twice the same name is told as that.
    const auto declared = context.names.find_entity(entities[id].name);
    if (declared == id) take(entities[id].name, entities[id].span);
  }
  const NodeView name = policy[Label::name];
  take(name.text(), name.span());
}

}  // namespace remit::check
