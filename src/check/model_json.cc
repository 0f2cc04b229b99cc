#include "check/model_json.h"

#include <array>
#include <span>

#include "base/civil_date.h"
#include "base/json.h"
#include "type/names.h"

namespace remit::check {
namespace {

using base::Json;

Json day_json(std::int32_t days) { return base::to_iso_text(base::civil_from_days(days)); }

Json day_json(const std::optional<std::int32_t>& days) {
  return days ? day_json(*days) : Json(nullptr);
}

Json index_json(std::uint32_t index) { return index == kNone ? Json(nullptr) : Json(index); }

Json indices_json(std::span<const std::uint32_t> indices) {
  Json list = Json::array();
  for (const std::uint32_t index : indices) list.push_back(index_json(index));
  return list;
}

Json rounding_json(const number::Rounding& rounding) {
  return {{"mode", number::to_string(rounding.mode)},
          {"increment", rounding.increment.to_rational().to_text()}};
}

Json type_json(const type::Type& type) {
  Json json{{"kind", type::name(type.kind)}};
  switch (type.kind) {
    case type::TypeKind::money:
      json["currency"] = type.ref;
      break;
    case type::TypeKind::category:
      json["set"] = type.ref;
      break;
    case type::TypeKind::reference:
      json["entity"] = type.ref;
      break;
    case type::TypeKind::duration:
      json["unit"] = type::name(static_cast<type::DurationUnit>(type.ref));
      break;
    case type::TypeKind::unknown:
    case type::TypeKind::boolean:
    case type::TypeKind::number:
    case type::TypeKind::date:
    case type::TypeKind::text:
      break;
  }
  return json;
}

Json form_json(const type::NumberForm& form) {
  return form.ratio ? Json("ratio") : Json(form.decimals);
}

Json span_json(base::Span span) {
  return Json::array(std::array<std::uint32_t, 2>{span.begin, span.end});
}

Json pair_json(const Match::Pair& pair) {
  return {{"ours", index_json(pair.ours)}, {"theirs", index_json(pair.theirs)}};
}

Json match_json(const Match& match) {
  Json equal = Json::array();
  for (const Match::Pair& pair : match.equal) equal.push_back(pair_json(pair));
  return {{"entity", match.entity},
          {"equal", equal},
          {"as_of", match.as_of ? pair_json(*match.as_of) : Json(nullptr)},
          {"by_key", match.by_key},
          {"earlier", match.earlier},
          {"none", type::name(match.none)}};
}

Json keys_json(const std::vector<SortKey>& keys) {
  Json list = Json::array();
  for (const SortKey& key : keys) {
    list.push_back({{"value", key.value}, {"descending", key.descending}});
  }
  return list;
}

Json window_json(const Window& window) {
  return {{"key", index_json(window.key)},
          {"lower", index_json(window.lower)},
          {"upper", index_json(window.upper)},
          {"lower_open", window.lower_open},
          {"upper_open", window.upper_open}};
}

Json fold_json(const Fold& fold) {
  return {{"op", type::name(fold.op)},
          {"rows", fold.rows},
          {"via", index_json(fold.via)},
          {"partitioned", fold.partitioned},
          {"partition", indices_json(fold.partition)},
          {"ours", indices_json(fold.ours)},
          {"value", index_json(fold.value)},
          {"where", index_json(fold.where)},
          {"order", keys_json(fold.order)},
          {"by_row", fold.by_row},
          {"window", fold.window ? window_json(*fold.window) : Json(nullptr)}};
}

Json rank_json(const Rank& rank) {
  return {{"keys", keys_json(rank.keys)},
          {"partition", indices_json(rank.partition)},
          {"where", index_json(rank.where)},
          {"output", type::name(rank.output)}};
}

Json apportion_json(const Apportion& share) {
  return {{"method", type::name(share.method)},         {"total", index_json(share.total)},
          {"partition", indices_json(share.partition)}, {"where", index_json(share.where)},
          {"weight", index_json(share.weight)},         {"cap", index_json(share.cap)},
          {"floor", index_json(share.floor)},           {"order", keys_json(share.order)},
          {"owner", index_json(share.owner)},           {"rounding", rounding_json(share.rounding)},
          {"remainder", type::name(share.remainder)}};
}

Json split_json(const PartySplit& split) {
  return {{"total", index_json(split.total)},
          {"method", type::name(split.method)},
          {"weights", indices_json(split.weights)},
          {"caps", indices_json(split.caps)},
          {"rounding", rounding_json(split.rounding)},
          {"remainder", type::name(split.remainder)},
          {"owner", split.owner}};
}

/// What the payload of an operation means, under a name of its own.
void add_payload(const Model& model, const Expr& expr, Json& json) {
  using type::Payload;
  const std::uint32_t payload = expr.payload;
  const Payload what = type::operation(expr.op).payload;
  const std::string_view name = type::name(what);
  switch (what) {
    case Payload::none:
    case Payload::column:
      break;
    case Payload::number:
      json[name] = model.numbers[payload].to_text();
      break;
    case Payload::truth:
      json[name] = payload != 0;
      break;
    case Payload::day:
      json[name] = day_json(static_cast<std::int32_t>(payload));
      break;
    case Payload::text:
      json[name] = model.texts[payload];
      break;
    case Payload::fault:
      json[name] = type::name(static_cast<type::CellFault>(payload));
      break;
    case Payload::rounding:
      json[name] = rounding_json(model.roundings[payload]);
      break;
    case Payload::code:
    case Payload::count:
    case Payload::scale:
    case Payload::matrix:
    case Payload::dated:
    case Payload::calendar:
      json[name] = payload;
      break;
  }
}

std::string_view kind_name(ExprKind kind) {
  switch (kind) {
    case ExprKind::operation:
      return "operation";
    case ExprKind::column:
      return "column";
    case ExprKind::lookup:
      return "lookup";
    case ExprKind::match:
      return "match";
    case ExprKind::fold:
      return "fold";
    case ExprKind::rank:
      return "rank";
    case ExprKind::apportion:
      return "apportion";
    case ExprKind::party:
      break;
  }
  return "party";
}

Json expr_json(const Model& model, const Expr& expr) {
  Json json{{"kind", kind_name(expr.kind)}};
  switch (expr.kind) {
    case ExprKind::operation:
      json["op"] = type::name(expr.op);
      add_payload(model, expr, json);
      break;
    case ExprKind::column:
      json["column"] = expr.payload;
      break;
    case ExprKind::lookup:
      break;
    case ExprKind::match:
      json["match"] = match_json(model.matches[expr.payload]);
      break;
    case ExprKind::fold:
      json["fold"] = fold_json(model.folds[expr.payload]);
      break;
    case ExprKind::rank:
      json["rank"] = rank_json(model.ranks[expr.payload]);
      break;
    case ExprKind::apportion:
      json["apportion"] = apportion_json(model.apportions[expr.payload]);
      break;
    case ExprKind::party:
      json["split"] = expr.payload;
      json["index"] = expr.extra;
      break;
  }
  json["entity"] = expr.entity;
  json["type"] = type_json(expr.type);
  if (expr.type.is_numeric()) json["form"] = form_json(expr.form);
  json["args"] = indices_json(expr.args);
  json["span"] = span_json(expr.span);
  return json;
}

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
    grounds.push_back({{"holds", index_json(ground.holds)}, {"span", span_json(ground.span)}});
  return {{"name", finding.name},
          {"entity", finding.entity},
          {"holds", index_json(finding.holds)},
          {"against", payer_json(finding.against)},
          {"grounds", grounds},
          {"figures", indices_json(finding.figures)}};
}

template <typename T, typename Write>
Json list_json(const std::vector<T>& items, Write write) {
  Json list = Json::array();
  for (const T& item : items) list.push_back(write(item));
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
