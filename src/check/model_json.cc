#include "check/model_json.h"

#include "base/json.h"
#include "check/model_json_parts.h"
#include "type/names.h"

namespace remit::check {
namespace {

using base::Json;

Json edge_json(const std::optional<number::Rational>& edge) {
  return edge ? Json(edge->to_text()) : Json(nullptr);
}

Json scale_json(const type::Scale& scale) {
  Json bands = Json::array();
  for (const type::Band& band : scale.bands) {
    bands.push_back({{"lower", edge_json(band.lower)},
                     {"lower_closed", band.lower_closed},
                     {"upper", edge_json(band.upper)},
                     {"upper_closed", band.upper_closed},
                     {"value", band.value.to_text()}});
  }
  return {{"name", scale.name},
          {"label", scale.label},
          {"cite", scale.cite},
          {"kind", type::name(scale.kind)},
          {"bands", bands}};
}

Json dated_json(const Dated& dated) {
  Json days = Json::array();
  for (const std::int32_t day : dated.days) days.push_back(day_json(day));
  return {{"name", dated.name},
          {"label", dated.label},
          {"cite", dated.cite},
          {"days", days},
          {"values", indices_json(dated.values)},
          {"last_day", dated.ends ? day_json(dated.last_day) : Json(nullptr)}};
}

Json calendar_json(const Calendar& calendar) {
  return {{"name", calendar.name},
          {"entity", index_json(calendar.entity)},
          {"date", index_json(calendar.date)},
          {"worked", index_json(calendar.worked)}};
}

Json made_json(const type::MadeRows& made) {
  Json sources = Json::array();
  for (const type::MadeRows::Source& source : made.sources)
    sources.push_back({{"entity", source.rows}, {"where", index_json(source.where)}});
  Json fields = Json::array();
  for (const type::MadeField field : made.fields) fields.push_back(type::name(field));
  return {{"entity", made.entity},
          {"sources", sources},
          {"unit", type::name(made.unit)},
          {"from", index_json(made.from)},
          {"to", index_json(made.to)},
          {"cuts", indices_json(made.cuts)},
          {"groups", indices_json(made.groups)},
          {"fields", fields}};
}

Json set_json(const type::CategorySet& set) {
  Json values = Json::array();
  for (const type::CategorySet::Value& value : set.values) {
    values.push_back(
        {{"name", value.name}, {"label_en", value.label_en}, {"label_zh", value.label_zh}});
  }
  return values;
}

Json field_json(const Field& field) {
  return {{"name", field.name},
          {"label", field.label},
          {"header", field.header},
          {"type", type_json(field.type)},
          {"scale", field.decimals},
          {"optional", field.optional},
          {"decision", field.decision},
          {"percent", field.percent},
          {"bounded", field.bounded},
          {"hole", field.hole},
          {"tree", field.tree},
          {"left_out", field.left_out},
          {"may_not_apply", field.may_not_apply},
          {"default", index_json(field.default_value.value_or(kNone))},
          {"cite", field.cite},
          {"column", index_json(field.column)},
          {"span", span_json(field.span)}};
}

/// One field by its index, several as a list.
Json key_json(const std::vector<std::uint32_t>& key) {
  if (key.empty()) return nullptr;
  if (key.size() == 1) return key.front();
  Json fields = Json::array();
  for (const std::uint32_t field : key) fields.push_back(field);
  return fields;
}

Json shown_json(const std::vector<type::Shown>& shown) {
  Json columns = Json::array();
  for (const type::Shown& each : shown)
    columns.push_back({{"name", each.name},
                       {"column", each.column},
                       {"label_en", each.label_en},
                       {"label_zh", each.label_zh}});
  return columns;
}

Json entity_json(const Entity& entity) {
  Json fields = Json::array();
  for (const Field& field : entity.fields) fields.push_back(field_json(field));
  return {{"name", entity.name}, {"label", entity.label}, {"key", key_json(entity.key)},
          {"hole", entity.hole}, {"made", entity.made},   {"shown", shown_json(entity.shown)},
          {"cite", entity.cite}, {"fields", fields}};
}

Json column_json(const Column& column) {
  Json json{{"name", column.name}, {"entity", column.entity}, {"type", type_json(column.type)}};
  if (column.type.is_numeric()) json["form"] = form_json(column.form);
  json["field"] = column.input ? Json(column.field) : Json(nullptr);
  json["value"] = column.input ? Json(nullptr) : index_json(column.value);
  json["output"] = column.output;
  json["origin"] = {
      {"form", column.origin.form()},           {"name", column.origin.name()},
      {"label", column.origin.label()},         {"cite", column.origin.cite()},
      {"role", type::name(column.origin.role)}, {"span", span_json(column.origin.span)}};
  return json;
}

Json payer_json(const Payer& payer) {
  switch (payer.kind) {
    case Payer::Kind::party:
      return {{"party", payer.party}};
    case Payer::Kind::column:
      return {{"column", payer.column}};
    case Payer::Kind::none:
      return "none";
    case Payer::Kind::row:
      break;
  }
  return "row";
}

Json payment_json(const Payment& payment) {
  constexpr const char* kKinds[] = {"paid", "back", "left", "attributed"};
  constexpr const char* kDetails[] = {"asked", "left_over", "asked_in_all"};
  Json details = Json::array();
  for (const type::ReasonDetail& detail : payment.details)
    details.push_back({{"reason", detail.reason},
                       {"amount", index_json(detail.amount)},
                       {"kind", kDetails[static_cast<std::size_t>(detail.kind)]}});
  return {{"kind", kKinds[static_cast<std::size_t>(payment.kind)]},
          {"where", index_json(payment.where)},
          {"details", details},
          {"because_en", payment.because_en},
          {"because_zh", payment.because_zh},
          {"reward", payment.reward},
          {"entity", payment.entity},
          {"amount", index_json(payment.amount)},
          {"reason", index_json(payment.reason)},
          {"payer", payer_json(payment.payer)},
          {"payee", payer_json(payment.payee)},
          {"account", payer_json(payment.account)},
          {"purpose", payer_json(payment.purpose)},
          {"honour", payment.honour},
          {"honoured", index_json(payment.honoured)}};
}

Json target_json(const Target& target) {
  return {{"name", target.name},
          {"entity", target.entity},
          {"metric", index_json(target.metric)},
          {"goal", index_json(target.goal)},
          {"met", index_json(target.met)},
          {"progress", index_json(target.progress)},
          {"comparison", target.comparison}};
}

Json finding_json(const Finding& finding) {
  Json grounds = Json::array();
  for (const Finding::Ground& ground : finding.grounds)
    grounds.push_back({{"holds", index_json(ground.holds)},
                       {"span", span_json(ground.span)},
                       {"broken", ground.broken}});
  return {{"name", finding.name},
          {"entity", finding.entity},
          {"holds", index_json(finding.holds)},
          {"against", payer_json(finding.against)},
          {"grounds", grounds},
          {"figures", indices_json(finding.figures)}};
}

template <typename List, typename Write>
Json list_json(const List& items, Write write) {
  Json list = Json::array();
  for (const auto& item : items) list.push_back(write(item));
  return list;
}

}  // namespace

std::string model_json(const Model& model) {
  Json json{{"version", 1},
            {"name", model.name},
            {"title", model.title},
            {"source_document", model.source_document},
            {"issued", day_json(model.issued)},
            {"effective_from", day_json(model.effective_from)},
            {"effective_to", day_json(model.effective_to)},
            {"currency", index_json(model.currency)},
            {"rounding", model.rounding ? rounding_json(*model.rounding) : Json(nullptr)}};
  json["currencies"] = list_json(model.currencies, [](const type::Currency& currency) {
    return Json{{"code", currency.code}, {"scale", currency.decimals}, {"of_row", currency.of_row}};
  });
  json["category_sets"] = list_json(model.category_sets, set_json);
  json["parties"] = list_json(model.parties, [](const type::Party& party) {
    return Json{{"name", party.name}, {"label", party.label}};
  });
  json["entities"] = list_json(model.entities, entity_json);
  json["columns"] = list_json(model.columns, column_json);
  json["expressions"] =
      list_json(model.exprs, [&](const Expr& expr) { return expr_json(model, expr); });
  json["splits"] = list_json(model.party_splits, split_json);
  json["scales"] = list_json(model.scales, scale_json);
  json["sequences"] = list_json(model.sequences, [](const RowSequence& sequence) {
    return Json{{"entity", sequence.entity},
                {"within", indices_json(sequence.group)},
                {"order", keys_json(sequence.keys)},
                {"by_row", sequence.of_table}};
  });
  json["made"] = list_json(model.made, made_json);
  json["matrices"] = list_json(model.matrices, [](const Matrix& matrix) {
    return Json{{"name", matrix.name},
                {"label", matrix.label},
                {"cite", matrix.cite},
                {"extents", indices_json(matrix.extents)},
                {"values", indices_json(matrix.values)}};
  });
  json["dated"] = list_json(model.dated, dated_json);
  json["bases"] = list_json(model.bases, [](const type::Basis& basis) {
    return Json{{"form", basis.form},
                {"name", basis.name},
                {"label", basis.label},
                {"cite", basis.cite},
                {"says", basis.says},
                {"reading", basis.reading},
                {"not_computed", basis.not_computed},
                {"span", span_json(basis.span)}};
  });
  json["remarks"] = list_json(model.remarks, [](const type::Remark& remark) {
    return Json{{"name", remark.name},
                {"label", remark.label},
                {"cite", remark.cite},
                {"span", span_json(remark.span)},
                {"value", index_json(remark.value)}};
  });
  json["remark_uses"] = list_json(model.remark_uses, [](const type::RemarkUse& use) {
    return Json{{"remark", use.remark}, {"span", span_json(use.span)}};
  });
  json["calendars"] = list_json(model.calendars, calendar_json);
  json["payments"] = list_json(model.payments, payment_json);
  json["targets"] = list_json(model.targets, target_json);
  json["findings"] = list_json(model.findings, finding_json);
  return json.dump(1) + "\n";
}

}  // namespace remit::check
