#include "check/taken_names.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/budget.h"
#include "base/hash_map.h"
#include "base/utf8.h"
#include "base/word_list.h"
#include "diagnostic/code/types.h"
#include "diagnostic/messages.h"
#include "diagnostic/text/check.h"
#include "syntax/grammar.h"
#include "syntax/lexicon.h"
#include "type/functions.h"
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

/// Files of these names are devices on Windows, whatever follows a dot: what is written there is
/// gone.
constexpr std::string_view kDevices =
    "con|prn|aux|nul|com1|com2|com3|com4|com5|com6|com7|com8|com9|lpt1|lpt2|lpt3|lpt4|lpt5|lpt6|"
    "lpt7|lpt8|lpt9";

/// Whether a formula asks by that name: not a policy, nor a part, which stands after a dot.
bool asked_by_name(NodeView parent) { return !syntax::has_mark(parent.rule(), syntax::Mark::part); }

void report_names(Context& context, NodeView node, const syntax::SymbolSet& words) {
  base::go_deeper();
  node.visit_children([&](NodeView child) {
    const bool gives_name = (child.label() == Label::name && asked_by_name(node)) ||
                            (child.label() == Label::value && node.is(Rule::one_of));
    if (gives_name && child.is(Rule::token)) {
      if (words.test(child.token().symbol) || type::kPrevious.is(child.text()) ||
          type::kThis.is(child.text()))
        context.sink.report(code::word_as_name, child.span(),
                            {child.text(), diagnostic::text::word_has_meaning});
    } else if (child.is(Rule::field) || child.is(Rule::one_of) ||
               child.is(Rule::formula_arguments) || child.is(Rule::formula_argument)) {
      report_names(context, child, words);
    }
  });
}

/// A table called like a type could not be referred to: `t : text` would be a text.
void report_table_as_type(Context& context, NodeView item) {
  if (!item.is(Rule::entity) && !item.is(Rule::open_entity)) return;
  const NodeView name = item[Label::name];
  const syntax::SymbolId symbol = name.token().symbol;
  for (const Rule type : {Rule::plain_type, Rule::money})
    if (grammar::item(grammar::rule(type).body).first_exact().test(symbol))
      context.sink.report(code::word_as_name, name.span(),
                          {name.text(), diagnostic::text::word_has_meaning});
}

/// What is always given values in brackets would take the place of the function of that name.
void report_call_as_function(Context& context, NodeView item) {
  const bool called = (item.is(Rule::define) && item[Label::formula]) || item.is(Rule::scale);
  const NodeView name = item[Label::name];
  if (called && type::find_function(name.text()) != nullptr)
    context.sink.report(code::word_as_name, name.span(),
                        {name.text(), diagnostic::text::word_has_meaning});
}

bool has_sequence(NodeView item) {
  const auto members = item.all(Label::member);
  return std::ranges::any_of(members, [](NodeView each) { return each.is(Rule::sequence); });
}

/// Where a table has a sequence, `before` and `earlier` are the rows before in it: nobody could ask
/// for what is called so.
void report_words_of_sequences(Context& context, absl::Span<const NodeView> items) {
  std::vector<std::string_view> tables;
  for (const NodeView item : items)
    if (has_sequence(item)) tables.push_back(item[Label::name].text());
  if (tables.empty()) return;
  for (const NodeView item : items) {
    const std::string_view rows = item[Label::entity].text();
    const NodeView name = item[Label::name];
    if (std::ranges::find(tables, rows) == tables.end() || !name) continue;
    if (type::kBefore.is(name.text()) || type::kEarlier.is(name.text()))
      context.sink.report(code::word_as_name, name.span(),
                          {name.text(), diagnostic::text::word_has_meaning});
  }
}

}  // namespace

void report_words_as_names(Context& context, absl::Span<const NodeView> items) {
  const syntax::SymbolSet words = words_of_formulas();
  for (const NodeView item : items) {
    report_names(context, item, words);
    report_table_as_type(context, item);
    report_call_as_function(context, item);
  }
  report_words_of_sequences(context, items);
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
    if (base::is_among(kDevices, base::fold_case(name)))
      context.sink.report(code::word_as_name, span, {name, diagnostic::text::word_is_device});
    const auto [other, fresh] = owners.try_emplace(base::fold_case(name), Owner{name, span});
    if (fresh || name.empty()) return;
    const Owner& first = other->second;
    const bool list = first.span.begin == first.span.end;
    const auto text = list ? diagnostic::text::file_of_list : diagnostic::text::file_of_table;
    auto& complaint = context.sink.report(code::shared_file, span,
                                          {name, diagnostic::worded(text, {first.name})});
    if (!list) complaint.note(first.span, diagnostic::text::note_first_declared);
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
