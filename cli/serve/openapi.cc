#include "cli/serve/openapi.h"

#include <set>
#include <string_view>
#include <utility>

#include "absl/strings/ascii.h"
#include "cli/serve/router.h"
#include "cli/text/json_text.h"
#include "nlohmann/json.hpp"
#include "remit/policy.h"

namespace remit::cli::serve {
namespace {

using nlohmann::ordered_json;

constexpr std::string_view kSchemas =
#include "cli/serve/schemas.inc"
    ;

std::string_view summary_of(const RouteInfo& route, Language language) {
  return language == Language::zh ? route.zh : route.en;
}

bool is_about_policy(const RouteInfo& route) {
  return route.path.find("{policy}") != std::string_view::npos;
}

ordered_json reference(std::string_view schema) {
  return {{"$ref", "#/components/schemas/" + std::string(schema)}};
}

ordered_json content(const char* type, ordered_json schema) {
  return {{type, {{"schema", std::move(schema)}}}};
}

/// The statuses with which it may be refused.
std::set<unsigned> refusals_of(const RouteInfo& route) {
  std::set<unsigned> statuses{400, 421, 431, 503};
  if (is_about_policy(route)) statuses.insert(404);
  if (route.access != Access::open) statuses.insert(401);
  if (route.access == Access::keeper) statuses.insert({403, 409});
  if (route.body == "none") return statuses;
  statuses.insert({413, 415, 422});
  if (!is_about_policy(route)) statuses.insert(403);
  return statuses;
}

ordered_json answer_of(const RouteInfo& route) {
  const ordered_json text = {{"type", "string"}};
  if (route.route == Route::metrics) return content("text/plain", text);
  ordered_json types = content("application/json", reference(route.answer));
  if (route.route == Route::explain) {
    types.update(content("text/plain", text));
    types.update(content("text/html", text));
  }
  return types;
}

ordered_json operation_of(const RouteInfo& route, Language language) {
  ordered_json operation;
  operation["operationId"] = route.name;
  operation["summary"] = summary_of(route, language);
  operation["security"] = ordered_json::array();
  if (route.access != Access::open)
    operation["security"] = {ordered_json::object(), {{"token", ordered_json::array()}}};
  if (is_about_policy(route))
    operation["parameters"] = {{{"name", "policy"},
                                {"in", "path"},
                                {"required", true},
                                {"schema", {{"type", "string"}, {"minLength", 1}}}}};
  if (route.body != "none")
    operation["requestBody"] = {{"required", true},
                                {"content", content("application/json", reference(route.body))}};
  ordered_json& responses = operation["responses"];
  responses["200"] = {{"description", "OK"}, {"content", answer_of(route)}};
  for (const unsigned status : refusals_of(route))
    responses[std::to_string(status)] = {
        {"description", "Problem"},
        {"content", content("application/problem+json", reference("Problem"))}};
  return operation;
}

std::string make_document(Language language) {
  ordered_json document;
  document["openapi"] = "3.1.0";
  document["info"] = {{"title", "Remit"}, {"version", version()}};
  for (const RouteInfo& route : all_routes())
    document["paths"][std::string(route.path)]
            [absl::AsciiStrToLower(absl::string_view(route.method.data(), route.method.size()))] =
                operation_of(route, language);
  document["components"]["schemas"] = ordered_json::parse(kSchemas);
  document["components"]["securitySchemes"]["token"] = {{"type", "http"}, {"scheme", "bearer"}};
  return json_text(document);
}

}  // namespace

const std::string& openapi_document(Language language) {
  static const std::string kEnglish = make_document(Language::en);
  static const std::string kChinese = make_document(Language::zh);
  return language == Language::zh ? kChinese : kEnglish;
}

}  // namespace remit::cli::serve
