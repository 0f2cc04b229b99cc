#include "lesson.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <stdexcept>

#include "check/check.h"
#include "diagnostic/render.h"
#include "diagnostic/sink.h"
#include "syntax/parse.h"

namespace remit::walk {

namespace grammar = syntax::grammar;

bool is_formula(Rule rule) {
  if (rule == Rule::binary || rule == Rule::prefix || rule == Rule::postfix) return true;
  const syntax::Item& primary = grammar::item(grammar::rule(Rule::primary).body);
  for (std::uint32_t i = 0; i < primary.child_count; ++i)
    if (grammar::item(grammar::child(primary, i)).rule() == rule) return true;
  return false;
}

std::vector<std::string_view> words_in(std::string_view text) {
  const auto in_word = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
  };
  std::vector<std::string_view> words;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && in_word(text[end])) ++end;
    if (end > i) words.push_back(text.substr(i, end - i));
    i = end + 1;
  }
  return words;
}

Lesson::Lesson(std::string text) {
  const base::Source& source = sources_.add("world.remit", std::move(text));
  diagnostic::DiagnosticSink sink;
  trees_.push_back(syntax::parse(source, Limits(), sink));
  auto models = check::check(trees_, sources_, Limits(), sink);
  if (sink.has_errors()) throw std::runtime_error(render_text(sink.sorted(), sources_, {}));
  model_ = std::move(models.back());
  for (check::ExprId id = 0; id < model_->exprs.size(); ++id) {
    const check::Expr& expr = model_->exprs[id];
    if (expr.type.kind != type::TypeKind::unknown) typed_[{expr.span.begin, expr.span.end}] = id;
  }
  const syntax::NodeList policies = trees_[0].root().children();
  const NodeView world = policies.back();
  const std::uint32_t begin = policies.front().span().begin;
  bases_ = source.text({begin, policies[policies.size() - 2].span().begin});
  for (const NodeView policy : policies)
    for (const NodeView item : policy.all(Label::item)) {
      if (policy.id() != world.id() && !item.is(Rule::amends)) continue;
      EntityId entity = kWhole;
      for (EntityId id = 1; id < model_->entities.size(); ++id)
        if (model_->entities[id].name == item[Label::entity].text()) entity = id;
      for (const Label label : {Label::name, Label::base})
        if (policy.id() == world.id() && item[label])
          declared_[item[label].text()].push_back(declarations_.size());
      // A list of rates is for all currencies, so nothing names it but what it leads to.
      if (policy.id() == world.id() && item[Label::list])
        declared_[item[Label::quote].text()].push_back(declarations_.size());
      declarations_.push_back({item, entity});
      if (syntax::has_mark(item.rule(), syntax::Mark::header) && !item[Label::name])
        head_ += std::string(this->text(item)) + "\n";
      learn(item, {Rule::policy, entity, false});
    }
  learn_needs();
}

void Lesson::learn(NodeView node, const From& from) {
  const Place place = {from.rule, node.label()};
  if (node.is(Rule::token)) {
    words_[place].push_back(text(node));
    if (node.keyword() == syntax::Keyword::none && node.token().kind == syntax::TokenKind::word)
      names_.push_back(text(node));
    return;
  }
  samples_[node.rule()].push_back({node, from.entity});
  const auto typed = typed_.find({node.span().begin, node.span().end});
  if (is_formula(node.rule()) && typed != typed_.end()) {
    const check::Expr& expr = model_->exprs[typed->second];
    const Formula formula{node, expr.type, expr.entity, from.in_call};
    formulas_[place].push_back(formula);
    formula_of_.emplace(node.id(), formula);
    all_.push_back(formula);
    learn_operator(node, expr.type);
  }
  for (const NodeView child : node.children())
    learn(child, {node.rule(), from.entity, from.in_call || node.is(Rule::call)});
}

void Lesson::learn_operator(NodeView node, type::Type result) {
  if (!node.is(Rule::binary) && !node.is(Rule::prefix) && !node.is(Rule::postfix)) return;
  const auto type_of = [this](NodeView operand) {
    const auto typed = typed_.find({operand.span().begin, operand.span().end});
    return operand && typed != typed_.end() ? model_->exprs[typed->second].type : type::kUnknown;
  };
  const NodeView left = node[Label::left] ? node[Label::left] : node[Label::operand];
  signatures_.push_back(
      {node.operator_id(), type_of(left), type_of(node[Label::right]), result, node});
}

const Formula* Lesson::formula(NodeView node) const {
  const auto found = formula_of_.find(node.id());
  return found == formula_of_.end() ? nullptr : &found->second;
}

/// What a word leads to, from declaration to declaration.
void Lesson::learn_needs() {
  for (const auto& [name, declarations] : declared_) {
    std::set<std::size_t> found;
    std::vector<std::string_view> names = {name};
    while (!names.empty()) {
      const auto declared = declared_.find(names.back());
      names.pop_back();
      if (declared == declared_.end()) continue;
      for (const std::size_t each : declared->second) {
        if (!found.insert(each).second) continue;
        const auto words = words_in(text(declarations_[each].node));
        names.insert(names.end(), words.begin(), words.end());
      }
    }
    needs_[name].assign(found.begin(), found.end());
  }
}

std::vector<std::size_t> Lesson::needed(std::string_view wanted) const {
  std::vector<bool> found(declarations_.size());
  for (const std::string_view word : words_in(wanted))
    if (const auto needs = needs_.find(word); needs != needs_.end())
      for (const std::size_t each : needs->second) found[each] = true;
  std::vector<std::size_t> numbers;
  for (std::size_t i = 0; i < found.size(); ++i)
    if (found[i]) numbers.push_back(i);
  return numbers;
}

std::string Lesson::around(const std::string& head, const std::string& sentences) const {
  const bool amends = sentences.find("amends") != std::string::npos;
  std::string whole =
      (amends ? std::string(bases_) : std::string()) + "policy drawn \"Drawn\" {\n" + head;
  for (const std::size_t each : needed(sentences))
    whole += std::string(text(declarations_[each].node)) + "\n";
  return whole + sentences + "}\n";
}

std::string Lesson::policy_of(const std::string& declarations, NodeView without) const {
  std::string head;
  const auto stands = [&](const Sample& sample) {
    return sample.node.id() == without.id() ||
           declarations.find(text(sample.node)) != std::string::npos;
  };
  for (const Sample& sample : declarations_)
    if (syntax::has_mark(sample.node.rule(), syntax::Mark::header) && !sample.node[Label::name] &&
        sample.node.id() != without.id() && !declarations.starts_with(text(sample.node)))
      head += std::string(text(sample.node)) + "\n";
  for (const std::size_t each : needed(declarations))
    if (!stands(declarations_[each])) head += std::string(text(declarations_[each].node)) + "\n";
  const bool amends = declarations.find("amends") != std::string::npos;
  return (amends ? std::string(bases_) : std::string()) + "policy drawn \"Drawn\" {\n" + head +
         declarations + "}\n";
}

}  // namespace remit::walk
