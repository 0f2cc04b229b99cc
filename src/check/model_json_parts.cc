#include "check/model_json_parts.h"

#include <array>

#include "base/civil_date.h"
#include "type/names.h"

namespace remit::check {

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

Json keys_json(const std::vector<SortKey>& keys) {
  Json list = Json::array();
  for (const SortKey& key : keys) {
    list.push_back({{"value", key.value}, {"descending", key.descending}});
  }
  return list;
}

namespace {

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

Json window_json(const Window& window) {
  return {{"key", index_json(window.key)},     {"lower", index_json(window.lower)},
          {"upper", index_json(window.upper)}, {"lower_open", window.lower_open},
          {"upper_open", window.upper_open},   {"place", index_json(window.place)}};
}

Json kept_json(const type::Kept& kept) {
  const bool all = kept.most == type::Kept::kAll;
  return {{"passed", kept.passed},
          {"most", all ? Json(nullptr) : Json(kept.most)},
          {"left", kept.left}};
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
          {"window", fold.window ? window_json(*fold.window) : Json(nullptr)},
          {"kept", fold.kept ? kept_json(*fold.kept) : Json(nullptr)}};
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

}  // namespace

Json split_json(const PartySplit& split) {
  return {{"total", index_json(split.total)},
          {"method", type::name(split.method)},
          {"weights", indices_json(split.weights)},
          {"caps", indices_json(split.caps)},
          {"rounding", rounding_json(split.rounding)},
          {"remainder", type::name(split.remainder)},
          {"owner", split.owner}};
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

}  // namespace remit::check
