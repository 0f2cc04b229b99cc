#include "check/names.h"

#include <algorithm>

#include "base/chinese_script.h"
#include "base/confusable.h"
#include "base/edit_distance.h"
#include "base/strings.h"
#include "check/foreign_functions.h"
#include "check/foreign_names.h"
#include "diagnostic/code/names.h"
#include "diagnostic/code/syntax.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"
#include "type/functions.h"

namespace remit::check {
namespace {

/// After so many errors nobody is told what a name was meant to be: it takes a look at every name.
constexpr std::size_t kMostCorrected = 200;

}  // namespace

namespace code = diagnostic::code;

bool Names::declare(EntityId entity, std::string_view name, Symbol symbol) {
  if (symbols_.size() <= entity) symbols_.resize(entity + 1);
  symbol.number = static_cast<std::uint32_t>(used_.size());
  const auto [at, fresh] = symbols_[entity].try_emplace(std::string(name), symbol);
  if (!fresh) {
    sink_.report(code::duplicate_name, symbol.span, {name})
        .note(at->second.span, diagnostic::text::note_first_declared);
    return false;
  }
  used_.push_back(false);
  if (index_ != nullptr) index_->declared.push_back({std::string(name), symbol, entity});
  compare_scripts(entity, name, symbol.span);
  compare_drawing(name, symbol.span);
  return true;
}

void Names::compare_drawing(std::string_view name, base::Span span) {
  if (base::is_plainly_drawn(name) && !drawn_) return;
  if (!drawn_) {
    drawn_.emplace();
    // In any order: of those drawn alike it keeps the first in the text.
    for (const auto& names : symbols_)
      for (const auto& [known, symbol] : names)
        if (known != name) drawn_->add(known, symbol.span);
  }
  drawn_->compare(name, span, sink_);
}

void Names::compare_scripts(EntityId entity, std::string_view name, base::Span span) {
  const bool ascii = std::ranges::all_of(name, [](char c) { return (c & 0x80) == 0; });
  if (ascii) return;
  if (simplified_.size() <= entity) simplified_.resize(entity + 1);
  const auto [first, fresh] =
      simplified_[entity].try_emplace(base::to_simplified(name), Written{std::string(name), span});
  if (fresh || first->second.name == name) return;
  sink_.report(code::name_in_two_scripts, span, {name, first->second.name})
      .note(first->second.span, diagnostic::text::note_first_declared);
}

void Names::redirect(EntityId entity, std::string_view name, ColumnId column) {
  const auto found = symbols_[entity].find(name);
  if (found != symbols_[entity].end() && found->second.kind == SymbolKind::column)
    found->second.index = column;
}

const Symbol* Names::find(EntityId entity, std::string_view name) const {
  if (entity >= symbols_.size()) return nullptr;
  const auto found = symbols_[entity].find(name);
  if (found != symbols_[entity].end()) return &found->second;
  if (given_.empty() || !base::has_traditional(name)) return nullptr;
  const std::string simplified = base::to_simplified(name);
  return given_.contains(std::pair(entity, simplified)) ? find(entity, simplified) : nullptr;
}

std::optional<EntityId> Names::find_entity(std::string_view name) const {
  const Symbol* symbol = find(kWhole, name);
  if (symbol == nullptr || symbol->kind != SymbolKind::entity) return std::nullopt;
  return symbol->index;
}

std::optional<EntityId> Names::entity_meant(syntax::NodeView name) {
  const Symbol* symbol = find(kWhole, name.text());
  if (symbol == nullptr || symbol->kind != SymbolKind::entity) return std::nullopt;
  mean(*symbol, name.span());
  return symbol->index;
}

std::optional<std::string> Names::near(EntityId entity, std::string_view name) const {
  if (sink_.error_count() > kMostCorrected) return std::nullopt;
  std::vector<std::string_view> candidates;
  for (const EntityId scope : {entity, kWhole}) {
    if (scope >= symbols_.size()) continue;
    // In any order: they are sorted.
    for (const auto& [known, symbol] : symbols_[scope]) candidates.push_back(known);
    if (entity == kWhole) break;
  }
  std::ranges::sort(candidates);
  const std::string simplified = base::to_simplified(name);
  const bool chinese = std::ranges::any_of(name, [](char c) { return (c & 0x80) != 0; });
  for (const std::string_view each : candidates) {  // 獎勵 for 奖励
    if (!chinese) break;
    if (each.size() == name.size() && base::to_simplified(each) == simplified)
      return std::string(each);
  }
  const auto best = base::suggest(name, candidates);
  if (!best) return std::nullopt;
  return std::string(*best);
}

void Names::tell_hidden(EntityId entity, std::string_view name, base::Span span,
                        std::string_view entity_name) {
  const Symbol* const read = find(entity, name);
  const Symbol* const hidden = find(kWhole, name);
  if (read == nullptr || hidden == nullptr) return;
  switch (hidden->kind) {
    case SymbolKind::column:
    case SymbolKind::provision:
    case SymbolKind::constant:
    case SymbolKind::dated:
    case SymbolKind::chart:
      break;
    case SymbolKind::entity:
    case SymbolKind::party:
    case SymbolKind::scale:
    case SymbolKind::calendar:
    case SymbolKind::open_scale:
    case SymbolKind::formula:
      return;  // nothing that a name alone would read
  }
  if (!told_hidden_.insert(read->number).second) return;
  sink_.report(code::row_before_policy, span, {name, entity_name})
      .note(hidden->span, diagnostic::text::note_declared_here, {name});
}

void Names::report_twice(std::string_view name, base::Span span) {
  sink_.report(code::duplicate_name, span, {name});
}

bool Names::report_foretold(std::string_view name, base::Span span, diagnostic::Text reader) {
  const syntax::NodeView declared = foretold(name);
  if (!declared) return false;
  sink_.report(code::fields_only, span, {name, reader})
      .note(declared[syntax::Label::name].span(), diagnostic::text::note_declared_here, {name});
  return true;
}

bool Names::said_otherwise_around(base::Span span) const {
  if (sink_.error_count() == 0 || sink_.error_count() > kMostCorrected) return false;
  return std::ranges::any_of(sink_.sorted(), [&](const diagnostic::Diagnostic& each) {
    return each.code == code::said_otherwise && each.span.begin <= span.begin &&
           span.end <= each.span.end;
  });
}

void Names::report_unknown(EntityId entity, std::string_view name, base::Span span) {
  if (reader_ && report_foretold(name, span, *reader_)) return;
  // A word of a phrase that is written otherwise.
  if (said_otherwise_around(span)) return;
  for (const std::string_view no : {"不", "非", "未", "没有"}) {  // 不合格, where 合格 is known
    if (!name.starts_with(no)) continue;
    const std::string_view rest = name.substr(no.size());
    if (rest.empty() || (find(entity, rest) == nullptr && find(kWhole, rest) == nullptr)) continue;
    sink_
        .report(code::said_otherwise, span,
                {name, diagnostic::Argument(base::concat("`not ", rest, "`"),
                                            base::concat("“非 ", rest, "”"))})
        .suggest(span, base::concat("非 ", rest));
    return;
  }
  const type::Function* const function = type::find_function(name);
  const auto better = function != nullptr ? std::nullopt : near(entity, name);
  const bool plain = better || function != nullptr || values_.contains(name);
  // Where not even that can stand, as `today` behind `via`, it is no advice.
  const auto here = plain ? std::nullopt : name_here(name);
  if (here && here->replacement != name) {
    auto& complaint = sink_.report(code::said_otherwise, span, {name, here->instead});
    if (here->replacement) complaint.suggest(span, *here->replacement);
    return;
  }
  if (const auto call = better || function != nullptr ? std::nullopt : written_here(name)) {
    sink_.report(code::said_otherwise, span, {name, *call});
    return;
  }
  if (function != nullptr) {
    sink_.report(code::said_otherwise, span,
                 {name, diagnostic::Argument(
                            base::concat("`", name, "(", function->least == 0 ? "" : "...", ")`"),
                            base::concat("“", name, "(", function->least == 0 ? "" : "…", ")”"))});
    return;
  }
  auto& complaint = sink_.report(code::unknown_name, span, {name});
  if (better) complaint.suggest(span, *better);
}

namespace {

diagnostic::Text kind_text(SymbolKind kind) {
  switch (kind) {
    case SymbolKind::column:
    case SymbolKind::constant:
      return diagnostic::text::kind_value;
    case SymbolKind::provision:
      return diagnostic::text::kind_other_form;
    case SymbolKind::entity:
      return diagnostic::text::kind_entity;
    case SymbolKind::party:
      return diagnostic::text::kind_party;
    case SymbolKind::dated:
      return diagnostic::text::kind_dated;
    case SymbolKind::chart:
      return diagnostic::text::kind_matrix;
    case SymbolKind::scale:
    case SymbolKind::open_scale:
      return diagnostic::text::kind_scale;
    case SymbolKind::calendar:
      return diagnostic::text::kind_calendar;
    case SymbolKind::formula:
      return diagnostic::text::kind_formula;
  }
  return diagnostic::text::kind_value;
}

}  // namespace

void Names::report_kind(syntax::NodeView name, diagnostic::Text needed,
                        absl::Span<const std::string_view> known) {
  const Symbol* symbol = find(kWhole, name.text());
  auto& complaint = symbol == nullptr
                        ? sink_.report(code::unknown_name, name.span(), {name.text()})
                        : sink_.report(code::wrong_kind, name.span(),
                                       {name.text(), kind_text(symbol->kind), needed});
  if (const auto better = base::suggest(name.text(), known))
    complaint.suggest(name.span(), std::string(*better));
}

}  // namespace remit::check
