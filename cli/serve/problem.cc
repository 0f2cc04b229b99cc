#include "cli/serve/problem.h"

#include "cli/serve/json_out.h"

namespace remit::cli::serve {
namespace {

struct TroubleInfo {
  std::string_view code;
  unsigned status;
  Text text;
};

constexpr TroubleInfo kTroubles[] = {
#define REMIT_TROUBLE(name, status, text) {#name, status, Text::text},
#include "cli/serve/troubles.def"
#undef REMIT_TROUBLE
};

const TroubleInfo& info_of(Trouble trouble) { return kTroubles[static_cast<std::size_t>(trouble)]; }

std::string_view title_of(unsigned status) {
  switch (status) {
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 409:
      return "Conflict";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 421:
      return "Misdirected Request";
    case 422:
      return "Unprocessable Content";
    case 431:
      return "Request Header Fields Too Large";
    case 503:
      return "Service Unavailable";
    default:
      return "Internal Server Error";
  }
}

Trouble trouble_of(StatusCode code) {
  switch (code) {
    case StatusCode::invalid_argument:
      return Trouble::invalid_argument;
    case StatusCode::out_of_memory:
      return Trouble::out_of_memory;
    case StatusCode::policy_error:
      return Trouble::policy_error;
    case StatusCode::data_error:
      return Trouble::data_error;
    case StatusCode::not_found:
      return Trouble::not_found;
    case StatusCode::limit_exceeded:
      return Trouble::limit_exceeded;
    case StatusCode::cancelled:
      return Trouble::ending;
    case StatusCode::unsupported:
      return Trouble::unsupported;
    case StatusCode::ok:
    case StatusCode::internal_error:
      break;
  }
  return Trouble::internal_error;
}

Answer problem_of(const TroubleInfo& info, std::string_view detail, std::string_view pointer,
                  std::string_view diagnostics) {
  Answer answer;
  answer.status = info.status;
  answer.type = "application/problem+json";
  JsonOut json(answer.body);
  json.open_object().name("status").number(info.status).name("title").text(title_of(info.status));
  json.name("code").text(info.code).name("detail").text(detail);
  if (!pointer.empty()) json.name("pointer").text(pointer);
  if (!diagnostics.empty()) json.name("diagnostics").raw(diagnostics);
  json.close_object();
  return answer;
}

}  // namespace

unsigned status_of(Trouble trouble) { return info_of(trouble).status; }
std::string_view code_of(Trouble trouble) { return info_of(trouble).code; }

Answer problem(Trouble trouble, Language language, const std::vector<Argument>& arguments,
               std::string_view pointer) {
  const TroubleInfo& info = info_of(trouble);
  return problem_of(info, format_text(info.text, language, arguments), pointer, {});
}

Answer problem(const Error& error, Language language, std::string_view pointer) {
  const Trouble trouble = trouble_of(error.code());
  const TroubleInfo& info = info_of(trouble);
  const std::string detail =
      info.text == Text::serve_said ? error.message(language) : format_text(info.text, language);
  return problem_of(info, detail, pointer,
                    error.diagnostics().empty() ? "" : error.diagnostics().json(language));
}

}  // namespace remit::cli::serve
