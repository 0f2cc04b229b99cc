#include "syntax/translation.h"

#include <algorithm>
#include <map>

#include "base/budget.h"
#include "base/chinese_script.h"
#include "base/civil_date.h"
#include "syntax/lexicon.h"
#include "syntax/literal_text.h"
#include "type/currency.h"
#include "type/functions.h"
#include "type/operators.h"
#include "type/roles.h"
#include "type/words.h"

namespace remit::syntax {
namespace {

using base::Language;

std::string_view first_of(std::string_view list) { return list.substr(0, list.find('|')); }

}  // namespace

Translation::Translation(const Tree& tree, std::optional<WordStyle> style,
                         absl::Span<const Tree> bases)
    : tree_(tree), style_(style), bases_(amended_by(tree, bases)), names_(tree, bases_) {
  collect_policies();
  if (!style_) return;
  for (const NodeView& policy : tree_.root().children())
    for (const NodeView& item : policy.children()) visit_item(item);
  translate_literals(tree_.root());
}

const std::string* Translation::of(std::uint32_t token) const {
  const auto found = texts_.find(token);
  return found == texts_.end() ? nullptr : &found->second;
}

std::string Translation::in_script(std::string_view word) const {
  return chinese() ? style_->spell(word) : std::string(word);
}

void Translation::put(const NodeView& word, std::string_view text) {
  const std::string spelt = in_script(text);
  if (word.text() != spelt) texts_[index(word.token())] = spelt;
}

// An amending policy need not say its currency: it is that of the policy it amends, which stands
// before it.
void Translation::collect_policies() {
  std::map<std::string_view, std::optional<std::uint32_t>> known;
  const auto currency_of_policy = [&known](const NodeView& policy) {
    std::optional<std::uint32_t> currency = type::find_currency("CNY");
    if (const NodeView amends = policy.child(Rule::amends)) {
      const auto base = known.find(amends[Label::base].text());
      currency = base == known.end() ? std::nullopt : base->second;
    }
    if (const NodeView said = policy.child(Rule::currency))
      currency = type::find_currency(said[Label::unit].text());
    known[policy[Label::name].text()] = currency;
    return currency;
  };
  for (const Tree* base : bases_)
    for (const NodeView& policy : base->root().children()) currency_of_policy(policy);
  for (const NodeView& policy : tree_.root().children())
    policies_.push_back({index(policy.token()), currency_of_policy(policy)});
}

std::optional<std::uint32_t> Translation::own_currency(std::uint32_t token) const {
  const auto after = std::ranges::upper_bound(policies_, token, {}, &OwnCurrency::first_token);
  if (after == policies_.begin()) return std::nullopt;
  return std::prev(after)->currency;
}

std::uint32_t Translation::currency_of(std::uint32_t token, const NumberLiteral& number) const {
  if (number.unit_kind != UnitKind::currency || number.unit != type::kOwnCurrency)
    return number.unit;
  return own_currency(token).value_or(type::kOwnCurrency);
}

void Translation::visit_item(const NodeView& item) {
  base::go_deeper();
  if (item.is(Rule::amends)) {
    for (const NodeView& amendment : item.all(Label::amendment)) visit_item(amendment[Label::item]);
    return;
  }
  Scopes scopes{item[Label::entity].text()};
  if (item.is(Rule::entity) || item.is(Rule::open_entity)) scopes = {item[Label::name].text()};
  if (item.is(Rule::summary)) scopes = {item[Label::rows].text(), item[Label::name].text()};
  if (item.is(Rule::duty)) {
    const NodeView roster = item.first(Label::clause, Rule::roster);
    scopes = {item[Label::name].text(), roster[Label::rows].text()};
  }
  if (const NodeView made = item[Label::made])
    scopes.push_back(made[Label::source][Label::rows].text());
  // These speak of the rows of the rewards that they bind together.
  if (item.is(Rule::choose) || item.is(Rule::cap_together))
    scopes = {names_.entity_of_form(item[Label::reward].text())};
  visit(item, scopes);
}

void Translation::visit(const NodeView& node, const Scopes& outer) {
  base::go_deeper();
  const Scopes scopes = inner_scopes(node, outer);
  if (node.is(Rule::path)) translate_path(node, scopes);
  if (node.is(Rule::call)) translate_function(node);
  if (node.is(Rule::postfix)) translate_measure(node);
  if (node.is(Rule::currency)) translate_currency(node[Label::unit]);
  if (node.is(Rule::money) || node.is(Rule::postfix)) translate_currency(node[Label::currency]);
  if (node.is(Rule::rate)) {
    translate_currency(node[Label::base]);
    translate_currency(node[Label::quote]);
  }
  if (node.is(Rule::expect) && node[Label::code]) {
    if (const auto fault = type::find_fault(node[Label::code].text()))
      put(node[Label::code], type::fault_word(*fault).in(style_->language));
  }
  for (const NodeView& child : node.children()) visit(child, scopes);
}

/// The rows that names inside a node are looked up in: those of a fold come before the row's own.
Translation::Scopes Translation::inner_scopes(const NodeView& node, const Scopes& scopes) const {
  Scopes rows;
  if (node.is(Rule::call) || node.is(Rule::shared)) add_rows(node, rows);
  if (node.is(Rule::roster) || node.is(Rule::duty_record)) rows.push_back(node[Label::rows].text());
  if (node.is(Rule::expect)) rows.push_back(node[Label::row][Label::entity].text());
  if (node.is(Rule::blocked)) rows.push_back(DeclaredNames::kUnknownScope);
  rows.insert(rows.end(), scopes.begin(), scopes.end());
  return rows;
}

void Translation::add_rows(const NodeView& node, Scopes& rows) const {
  base::go_deeper();
  if (node.is(Rule::path)) {
    const NodeList steps = node.all(Label::step);
    const std::string_view name = steps[0].text();
    if (!names_.complete() && !names_.is_declared(name)) {  // perhaps rows of the other file
      rows.insert(rows.begin(), DeclaredNames::kUnknownScope);
      return;
    }
    for (const NodeView& step : steps) {
      if (!names_.is_entity(step.text())) return;
      if (std::ranges::find(rows, step.text()) == rows.end())
        rows.insert(rows.begin(), step.text());
    }
    return;
  }
  for (const NodeView& child : node.children())
    if (!child.is(Rule::call)) add_rows(child, rows);
}

void Translation::translate_path(const NodeView& path, const Scopes& scopes) {
  using Kind = DeclaredNames::Place::Kind;
  const NodeList steps = path.all(Label::step);
  DeclaredNames::Place place = names_.first(steps[0].text(), scopes);
  const std::string_view first = steps[0].text();
  if (type::kThis.is(first) && place.kind == Kind::unknown && !scopes.empty()) {
    put(steps[0], type::kThis.in(style_->language));
    place = {.kind = Kind::rows, .entity = scopes.back()};
  }
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const std::string_view word = steps[i].text();
    if (place.kind == Kind::rows) {
      if (const type::Word* row = names_.row_word(place.entity, word))
        put(steps[i], row->in(style_->language));
    }
    if (i == 0) continue;
    const DeclaredNames::Place next = names_.next(place, word);
    const type::Role* attribute = type::find_attribute(word);
    const bool of_form = place.kind == Kind::form || place.kind == Kind::part;
    if (of_form && next.kind == Kind::unknown && attribute != nullptr)
      put(steps[i], type::role_word(*attribute, style_->language));
    place = next;
  }
}

// Scales, schedules and parameters are applied like functions and may be called like one.
void Translation::translate_function(const NodeView& call) {
  const std::string_view name = call[Label::function].text();
  const type::Function* function = type::find_function(name);
  if (function == nullptr || names_.is_declared(name)) return;
  const std::string_view other = chinese() ? function->zh : function->en;
  if (!names_.is_declared(other)) put(call[Label::function], other);
}

void Translation::translate_measure(const NodeView& quantity) {
  const type::OperatorInfo& info = type::operator_info(quantity.operator_id());
  if (info.shape != type::OperatorShape::measure) return;
  const auto tokens = tree_.tokens();
  const auto* unit = std::ranges::lower_bound(tokens, quantity.operator_span().begin, {},
                                              [](const Token& token) { return token.span.begin; });
  texts_[index(*unit)] = in_script(chinese() ? info.chinese : info.english);
}

void Translation::translate_currency(const NodeView& name) {
  if (!name) return;
  const std::optional<std::uint32_t> own = own_currency(index(name.token()));
  const auto currency = name.text() == "元" ? own : type::find_currency(name.text());
  if (!currency) return;
  const type::CurrencyInfo& info = type::currencies()[*currency];
  const bool yuan = info.code == "CNY" && currency == own;
  put(name, !chinese() ? info.code : yuan ? "元" : first_of(info.chinese));
}

void Translation::translate_literals(const NodeView& file) {
  for (const NodeView& policy : file.children()) {
    for (const NodeView& test : policy.children()) {
      for (const NodeView& clause : test.all(Label::clause)) {
        if (!clause[Label::row] || !clause.is(Rule::given)) continue;
        for (const NodeView& cell : clause[Label::row].all(Label::cell))
          for (auto i = index(cell.token()); tree_.tokens()[i].span.begin < cell.span().end; ++i)
            cells_.insert(i);
      }
    }
  }
  for (std::uint32_t i = 0; i < tree_.tokens().size(); ++i) {
    const Token& token = tree_.tokens()[i];
    if (token.kind == TokenKind::date)
      texts_[i] = base::to_iso_text(base::civil_from_days(token.value));
    if (token.kind != TokenKind::number) continue;
    const NumberLiteral& number = tree_.numbers()[static_cast<std::size_t>(token.value)];
    if (auto text = number_text(i, number)) texts_[i] = std::move(*text);
  }
}

// Nothing where the number would read differently: before a value or a bracket, a word that stands
// apart is no unit (Lexer::scan_spaced_unit).
std::optional<std::string> Translation::number_text(std::uint32_t token,
                                                    const NumberLiteral& number) const {
  if (number.unit_kind == UnitKind::percent) return std::nullopt;
  std::string_view written = tree_.source().text(tree_.tokens()[token].span);
  if (!number.unit_text.empty()) written.remove_suffix(number.unit_text.size());
  const std::string value = in_script(magnitude_text(written, number, style_->language));
  const auto unit = unit_text(token, number);
  if (!unit) return std::nullopt;
  if (chinese()) return value + *unit;
  const bool spaced = value.find(' ') != std::string::npos;
  if (number.unit_kind == UnitKind::counting) {  // read only where it touches the digits
    if (spaced) return std::nullopt;
    return value + *unit;
  }
  const SymbolId next = tree_.tokens()[token + 1].symbol;
  const bool apart = !unit->empty() || spaced;
  if (apart && (next == kNumber || next == kText || next == kOpenParen || next == kDot))
    return std::nullopt;
  return unit->empty() ? value : value + " " + *unit;
}

// Nothing for a unit that has to stay as it is.
std::optional<std::string> Translation::unit_text(std::uint32_t token,
                                                  const NumberLiteral& number) const {
  switch (number.unit_kind) {
    case UnitKind::none:
    case UnitKind::percent:
      return "";
    case UnitKind::counting:
      if (number.unit_text == "年" && !chinese()) return "";  // the year 2008
      // A word that has no English one stays, in the characters that all scripts begin from.
      return in_script(base::to_simplified(counting_text(number.unit_text, style_->language)));
    case UnitKind::duration:
      // Four digits and 年 are a year; in a row of data a length of time is not read apart.
      if (cells_.contains(token) || (chinese() && number.digits.size() == 4)) return std::nullopt;
      return in_script(duration_text(number.unit, number.digits == "1" && number.exponent == 0,
                                     style_->language));
    case UnitKind::currency:
      break;
  }
  const std::uint32_t currency = currency_of(token, number);
  if (currency == type::kOwnCurrency) return std::nullopt;
  const type::CurrencyInfo& info = type::currencies()[currency];
  if (!chinese()) return std::string(info.code);
  const bool yuan = info.code == "CNY" && currency == own_currency(token);
  return in_script(yuan ? "元" : first_of(info.chinese));
}

}  // namespace remit::syntax
