// A case that the policy itself brings, and what it expects.
#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include "base/budget.h"
#include "base/civil_date.h"
#include "base/edit_distance.h"
#include "base/strings.h"
#include "check/clauses.h"
#include "check/declare.h"
#include "check/forms/form.h"
#include "diagnostic/code/names.h"
#include "diagnostic/code/syntax.h"
#include "diagnostic/code/tests.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"
#include "type/functions.h"
#include "type/words.h"

namespace remit::check {

using type::TypeKind;

namespace {

/// What is wrong with a number whose unit a value of that type cannot have.
void check_unit(Context& context, const syntax::NumberLiteral& literal, type::Type type,
                base::Span span) {
  using syntax::UnitKind;
  Typer typer(context);
  if (literal.unit_kind == UnitKind::none || type == type::kUnknown) return;
  if (literal.unit_kind == UnitKind::currency) {
    const type::Type written = type::money(context.tables.currency(literal.unit));
    if (written == type) return;
    if (type.kind == TypeKind::money)
      typer.refuse_currencies(span, type, written);
    else
      context.sink.report(code::type_mismatch, span,
                          {typer.describe(type), typer.describe(written), ""});
  } else if (literal.unit_kind == UnitKind::duration ? type.kind != TypeKind::duration
                                                     : type != type::kNumber) {
    const auto written = literal.unit_kind == UnitKind::duration ? diagnostic::text::type_duration
                                                                 : diagnostic::text::type_number;
    context.sink.report(code::type_mismatch, span, {typer.describe(type), written, ""});
  }
}

/// Complains of a literal that no value of the type is written as.
void check_kind(Context& context, NodeView node, type::Type written, type::Type type) {
  const bool named = type.kind == TypeKind::text || type.kind == TypeKind::reference;
  if (type.kind == TypeKind::unknown || written.kind == type.kind || named) return;
  if (written == type::kNumber && type.kind == TypeKind::money) return;
  const Typer typer(context);
  context.sink.report(code::type_mismatch, node.span(),
                      {typer.describe(type), typer.describe(written), ""});
}

/// A word, quoted or not: of a category one of its words.
void check_word(Context& context, NodeView node, type::Type type) {
  if (type.kind != TypeKind::category) return check_kind(context, node, type::kText, type);
  const auto& words = context.model.category_sets[type.ref].values;
  const bool known = std::ranges::any_of(words, [&](const type::CategorySet::Value& word) {
    return word.name == node.text() || word.label_en == node.text() || word.label_zh == node.text();
  });
  if (!known) Typer(context).report_unknown_category(node, type);
}

/// A literal as it would stand in a data file, for a field of that type.
std::string data_text(Context& context, NodeView node, type::Type type) {
  if (const syntax::NumberLiteral* literal = node.number()) {
    number::Rational value = number_of(*literal);
    if (node[Label::minus]) value = -value;
    if (literal->unit_kind == syntax::UnitKind::none)
      check_kind(context, node, type::kNumber, type);
    else
      check_unit(context, *literal, type, node.span());
    return value.to_text();
  }
  if (node.has(Keyword::blank)) return "";
  if (node.has(Keyword::not_applicable)) return "n/a";
  if (node.token().kind == syntax::TokenKind::date) {
    check_kind(context, node, type::kDate, type);
    return base::to_iso_text(base::civil_from_days(node.date()));
  }
  for (const Keyword truth : {Keyword::true_, Keyword::false_}) {
    if (!node.has(truth)) continue;
    check_kind(context, node, type::kBoolean, type);
    return truth == Keyword::true_ ? "true" : "false";
  }
  check_word(context, node, type);
  return std::string(node.text());
}

/// Reports a cell that the row was told before.
void refuse_cell_twice(Context& context, NodeView cell, std::string_view field,
                       const Test::Given& given) {
  const auto before = std::ranges::find(given.cells, field, &Test::Cell::field);
  if (before == given.cells.end()) return;
  context.sink
      .report(code::duplicate_clause, cell[Label::name].span(), {field, first_word(Rule::given)})
      .note(before->span, diagnostic::text::note_other_place);
}

void read_cell(Context& context, EntityId entity, NodeView cell, Test::Given& given) {
  const std::string name(cell[Label::name].text());
  const auto& fields = context.model.entities[entity].fields;
  const auto field = std::ranges::find_if(fields, [&](const Field& f) {
    return f.name == name || (!f.label.empty() && f.label == name);
  });
  if (field == fields.end()) {
    const bool computed = context.names.find(entity, name) != nullptr;
    const Code code = computed ? code::test_field_not_input : code::unknown_name;
    auto& complaint = context.sink.report(code, cell[Label::name].span(), {name});
    const auto better = context.names.near(entity, name);
    if (!computed && better) complaint.suggest(cell[Label::name].span(), *better);
    return;
  }
  if (const Symbol* symbol = context.names.find(entity, field->name); field->name == name)
    context.names.mean(*symbol, cell[Label::name].span());
  refuse_cell_twice(context, cell, field->name, given);
  given.cells.push_back(
      {field->name, data_text(context, cell[Label::value], field->type), cell.span()});
}

/// A table is given whole, by one file, or row by row.
void refuse_given_twice(Context& context, NodeView node, EntityId entity, const Test& test) {
  const auto before = std::ranges::find(test.given, entity, &Test::Given::entity);
  if (before == test.given.end() || (!node[Label::file] && before->file.empty())) return;
  const auto both = [&](const std::string& word) {
    return base::concat(word, " ", context.model.entities[entity].name);
  };
  const syntax::KeywordInfo& word = syntax::keyword_info(syntax::first_keyword(Rule::given));
  context.sink
      .report(code::duplicate_clause, node.span(),
              {{both(std::string(word.english())), both(std::string(word.chinese))},
               first_word(Rule::test)})
      .note(before->span, diagnostic::text::note_other_place);
}

void read_given(Context& context, NodeView node, Test& test) {
  Test::Given given;
  given.span = node.span();
  if (const NodeView param = node[Label::param]) {
    given.entity = kWhole;
    read_cell(context, kWhole, param, given);
    for (const Test::Given& before : test.given)
      if (before.entity == kWhole && !given.cells.empty())
        refuse_cell_twice(context, param, given.cells.front().field, before);
    test.given.push_back(std::move(given));
    return;
  }
  const auto entity = entity_named(context, node[Label::entity]);
  if (!entity) return;
  if (context.model.entities[*entity].made) {
    context.sink.report(code::test_gives_made, node.span(), {node[Label::entity].text()});
    return;
  }
  given.entity = *entity;
  refuse_given_twice(context, node, *entity, test);
  if (const NodeView file = node[Label::file]) given.file = file[Label::file].text();
  for (const NodeView cell : node[Label::row].all(Label::cell))
    read_cell(context, given.entity, cell, given);
  test.given.push_back(std::move(given));
}

/// The English word of the fault that a test expects; reports what is none.
std::string fault_named(Context& context, NodeView word) {
  const auto fault = type::find_fault(word.text());
  if (fault) return std::string(type::fault_word(*fault).en);
  auto& complaint = context.sink.report(code::unknown_name, word.span(), {word.text()});
  if (const auto better = base::suggest(word.text(), type::all_fault_words()))
    complaint.suggest(word.span(), std::string(*better));
  return {};
}

/// The key of the row that a test looks at: as many parts as the table's key has.
bool read_row_key(Context& context, NodeView row, Test::Expectation& expected) {
  const Entity& entity = context.model.entities[expected.entity];
  const auto parts = row.all(Label::key);
  if (!entity.key.empty() && parts.size() != entity.key.size()) {
    context.sink.report(code::test_key_parts, row.span(),
                        {entity.name, key_names(entity), parts.size()});
    return false;
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const type::Type type = entity.key.empty() ? type::kText : entity.fields[entity.key[i]].type;
    expected.key.push_back(data_text(context, parts[i], type));
  }
  return true;
}

/// A figure is asked for by its name: what only a formula says, as `today` and `filed.year`, is
/// none, and no call can stand for it here. Complains of it.
bool names_no_figure(Context& context, EntityId entity, NodeView column) {
  const auto steps = column.all(Label::step);
  const std::string_view name = steps[0].text();
  const bool has_meaning = type::kPrevious.is(name) || type::kBefore.is(name) ||
                           type::kEarlier.is(name) || type::kThis.is(name);
  const Symbol* symbol = context.names.find(entity, name);
  if (symbol == nullptr) symbol = context.names.find(kWhole, name);
  if (symbol == nullptr && !has_meaning) {
    auto& complaint = context.sink.report(code::unknown_name, steps[0].span(), {name});
    if (const auto better = context.names.near(entity, name))
      complaint.suggest(steps[0].span(), *better);
    return true;
  }
  if (symbol == nullptr || symbol->kind != SymbolKind::column || steps.size() != 2) return false;
  const type::Type type = context.model.columns[symbol->index].type;
  const type::Function* function = type::find_function(steps[1].text());
  if (function == nullptr || type.kind == TypeKind::reference) return false;
  context.sink.report(code::unknown_name, column.span(), {context.model.written(column.span())});
  return true;
}

void read_expect(Context& context, NodeView node, std::size_t test) {
  Test::Expectation expected;
  expected.span = node.span();
  if (const NodeView row = node[Label::row]) {
    const auto rows = entity_named(context, row[Label::entity]);
    if (!rows) return;
    expected.entity = *rows;
    if (!read_row_key(context, row, expected)) return;
  }
  if (names_no_figure(context, expected.entity, node[Label::column])) return;
  Typer typer(context);
  const Scope scope{.entity = expected.entity};
  const ExprId value = typer.copied(node[Label::column], scope);
  const Expr& expr = context.model.exprs[value];
  if (expr.type.kind == TypeKind::unknown) return;
  expected.column =
      context.columns.add_result(expected.entity, "", value, node[Label::column].span());
  expected.asked = node[Label::column].text();
  expected.fault = static_cast<bool>(node[Label::fault]);
  if (node[Label::value])
    expected.text = data_text(context, node[Label::value], expr.type);
  else if (!expected.fault) {
    // Without a value it is expected to hold.
    typer.coerce(value, type::kBoolean, node[Label::column].span());
    expected.text = "true";
  }
  if (node[Label::code]) expected.text = fault_named(context, node[Label::code]);
  context.model.tests[test].expected.push_back(std::move(expected));
}

/// The rows of a table that a test gives; nothing where it has them from elsewhere: from a file, or
/// made by the policy.
std::optional<std::vector<std::string_view>> keys_given(const Model& model, const Test& test,
                                                        EntityId rows) {
  const Entity& entity = model.entities[rows];
  if (entity.made || entity.key.size() != 1) return std::nullopt;
  std::vector<std::string_view> keys;
  for (const Test::Given& given : test.given) {
    if (given.entity != rows) continue;
    if (!given.file.empty()) return std::nullopt;
    for (const Test::Cell& cell : given.cells)
      if (cell.field == entity.fields[entity.key[0]].name) keys.push_back(cell.text);
  }
  return keys;
}

/// A cell that refers to a row which the test does not give, unless that is what the test expects.
void refuse_unknown_references(Context& context, const Test& test) {
  const auto expects_it = [](const Test::Expectation& each) {
    const auto bad = type::fault_word(type::CellFault::bad_reference).en;
    const auto left_out = type::fault_word(type::CellFault::left_out).en;
    return each.fault && (each.text.empty() || each.text == bad || each.text == left_out);
  };
  if (std::ranges::any_of(test.expected, expects_it)) return;
  for (const Test::Given& given : test.given) {
    if (given.entity == kWhole) continue;
    for (const Test::Cell& cell : given.cells) {
      const auto& fields = context.model.entities[given.entity].fields;
      const auto field = std::ranges::find(fields, cell.field, &Field::name);
      if (field->type.kind != TypeKind::reference || field->left_out || cell.text.empty()) continue;
      const auto keys = keys_given(context.model, test, field->type.ref);
      base::spend(keys ? keys->size() : 1);
      if (!keys || std::ranges::count(*keys, cell.text) > 0) continue;
      const Entity& named = context.model.entities[field->type.ref];
      auto& found =
          context.sink.report(code::test_reference_unknown, cell.span, {cell.text, named.name});
      const auto better = base::suggest(cell.text, *keys);
      const std::string_view written = context.model.written(cell.span);
      const std::size_t at = written.rfind(cell.text);
      if (!better || at == std::string_view::npos) continue;
      const auto begin = cell.span.begin + static_cast<std::uint32_t>(at);
      found.suggest({begin, begin + static_cast<std::uint32_t>(cell.text.size())},
                    std::string(*better));
    }
  }
}

/// Whose result one looks for is told by the title.
void compare_tests(Context& context, absl::Span<const NodeView> tests) {
  std::vector<NodeView> titles;
  for (const NodeView test : tests) titles.push_back(test[Label::title]);
  report_twice(context, titles, code::duplicate_test);
}

void declare_test(Context& context, NodeView item) {
  context.columns.wait(Wave::everything, [&context, item] {
    Test test;
    test.title = item[Label::title].text();
    test.span = item.span();
    for (const NodeView clause : item.all(Label::clause)) {
      if (clause.is(Rule::as_of)) test.as_of = clause[Label::on].date();
      if (clause.is(Rule::given)) read_given(context, clause, test);
    }
    context.model.tests.push_back(std::move(test));
    const std::size_t index = context.model.tests.size() - 1;
    for (const NodeView clause : item.all(Label::clause))
      if (clause.is(Rule::expect)) read_expect(context, clause, index);
    refuse_unknown_references(context, context.model.tests[index]);
    if (clauses_of(item, Rule::expect).empty())
      context.sink.report(code::test_without_expectation, item[Label::title].span());
  });
}

}  // namespace

constinit const Form kTest{.rule = Rule::test,
                           .declare = declare_test,
                           .compare = compare_tests,
                           .repeatable = {Rule::given, Rule::expect}};

}  // namespace remit::check
