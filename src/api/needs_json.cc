// What a figure still needs, as JSON.
#include "base/json.h"
#include "remit/needs.h"

namespace remit {
namespace {

using base::Json;

const char* state_word(const Needs& needs) {
  if (!needs.determined) return "open";
  if (needs.state == CellState::value) return "value";
  return needs.state == CellState::blank ? "blank" : "error";
}

Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json as_json(const Need& need) {
  Json json{{"path", need.path}, {"label", need.label}, {"kind", value_kind_name(need.type.kind)}};
  if (!need.type.currency.empty()) json["currency"] = need.type.currency;
  if (!need.type.entity.empty()) json["entity"] = need.type.entity;
  if (!need.type.unit.empty()) json["unit"] = need.type.unit;
  if (!need.type.categories.empty()) json["words"] = Json::array(need.type.categories);
  json["optional"] = need.optional;
  return json;
}

}  // namespace

std::string to_json(const Needs& needs) {
  Json json{{"determined", needs.determined}, {"state", state_word(needs)}};
  json["figure"] =
      needs.determined && needs.state == CellState::value ? Json(needs.figure) : Json(nullptr);
  json["fault"] = or_null(needs.fault);
  json["least"] = or_null(needs.least);
  json["most"] = or_null(needs.most);
  Json inputs = Json::array();
  for (const Need& need : needs.inputs) inputs.push_back(as_json(need));
  json["inputs"] = std::move(inputs);
  return json.dump(2) + "\n";
}

}  // namespace remit
