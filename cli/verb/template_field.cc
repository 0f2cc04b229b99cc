#include "cli/verb/template_field.h"

#include "absl/strings/str_join.h"
#include "cli/csv/header_unit.h"
#include "cli/text/texts.h"

namespace remit::cli {
namespace {

/// The currency as its header has it: 元 where that is it.
std::string currency_word(const std::string& code, Language language) {
  if (language == Language::zh && currency_code("元") == code) return "元";
  return code;
}

std::string duration_word(const std::string& unit, Language language) {
  if (language == Language::en) return unit;
  return unit == "days" ? "天" : unit == "workdays" ? "个工作日" : unit == "months" ? "个月" : "年";
}

std::string unit_of(const ValueType& type, Language language) {
  if (type.kind == ValueKind::money) return currency_word(type.currency, language);
  if (type.kind == ValueKind::duration) return duration_word(type.unit, language);
  return {};
}

std::string kind_of(const Policy& policy, const FieldInfo& field, const Console& console) {
  const ValueType& type = field.type;
  switch (type.kind) {
    case ValueKind::boolean:
      return console.text(Text::asks_truth);
    case ValueKind::number:
      return console.text(field.percent ? Text::asks_percent : Text::asks_number);
    case ValueKind::money:
      return console.text(Text::asks_money, {currency_word(type.currency, console.language())});
    case ValueKind::date:
      return console.text(Text::asks_date);
    case ValueKind::text:
      return console.text(Text::asks_text);
    case ValueKind::category:
      return console.text(Text::asks_word,
                          {absl::StrJoin(type.categories, console.text(Text::clauses_comma))});
    case ValueKind::reference: {
      const auto target = policy.find_entity(type.entity);
      return console.text(
          Text::asks_row,
          {target ? entity_title(policy, *target, console.language()) : type.entity});
    }
    case ValueKind::duration:
      break;
  }
  return console.text(Text::asks_duration, {duration_word(type.unit, console.language())});
}

}  // namespace

std::string not_applicable_word(Language language) {
  return language == Language::zh ? "不适用" : "n/a";
}

std::string entity_title(const Policy& policy, std::size_t entity, Language language) {
  const EntityInfo& info = policy.entities()[entity];
  if (language == Language::zh && !info.label.empty()) return info.label;
  return entity == 0 ? policy.name() : info.name;
}

TemplateField template_field(const Policy& policy, const FieldInfo& field, const Console& console) {
  const Language language = console.language();
  const std::string& own =
      language == Language::zh && !field.label.empty() ? field.label : field.name;
  TemplateField result;
  result.field = &field;
  result.header = field.header.empty() ? own : field.header;
  const bool says_unit = !split_header(result.header).unit.empty();
  if (const std::string unit = unit_of(field.type, language); !unit.empty() && !says_unit)
    result.header += language == Language::zh ? "（" + unit + "）" : " (" + unit + ")";
  result.kind = kind_of(policy, field, console);
  if (field.may_not_apply)
    result.kind = console.text(Text::template_or_not, {result.kind, not_applicable_word(language)});
  result.needed = !field.optional && !field.has_default;
  result.percent_sign = field.percent && !says_unit;
  return result;
}

std::string field_comment(const TemplateField& field, const Console& console) {
  const FieldInfo& info = *field.field;
  std::string text = info.name;
  if (!info.label.empty() && info.label != info.name)
    text += " " + console.text(Text::quoted_name, {info.label});
  const auto add = [&text](const std::string& line) { text += "\n" + line; };
  add(field.kind);
  if (info.key) add(console.text(Text::template_key));
  add(console.text(info.has_default ? Text::template_default
                   : info.optional  ? Text::template_optional
                                    : Text::template_needed));
  if (!info.cite.empty()) add(console.text(Text::template_clause, {info.cite}));
  return text;
}

}  // namespace remit::cli
