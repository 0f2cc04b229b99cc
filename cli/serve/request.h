#pragma once

#include <string>
#include <string_view>

#include "remit/language.h"

namespace remit::cli::serve {

/// What a client asks, whatever library carried it. The texts are borrowed for the time of the
/// request.
struct Request {
  std::string_view method;
  std::string_view target;  ///< path and query, as sent
  std::string_view authorization;
  std::string_view accept_language;
  std::string_view content_type;
  std::string_view host;
  std::string_view body;
};

/// What it is answered.
struct Answer {
  unsigned status = 200;
  std::string body;
  std::string_view type = "application/json";  ///< lives forever
  std::string_view allow = {};                 ///< of a 405: the methods; lives forever
};

/// The language that a client prefers of those that Remit speaks, `otherwise` if it names neither:
/// the first of an Accept-Language that is one of them; its weights are not looked at.
Language preferred_language(std::string_view accept_language, Language otherwise);

/// The path of a target, without its query, segments decoded; nothing if it is ill-formed.
bool decode_segment(std::string_view segment, std::string& decoded);

}  // namespace remit::cli::serve
