#include "diagnostic/error.h"

#include <algorithm>
#include <utility>

#include "diagnostic/messages.h"
#include "diagnostic/text/api.h"

namespace remit {

namespace text = diagnostic::text;
using diagnostic::Text;

StatusCode Error::code() const { return impl_->code; }

std::string Error::message(Language language) const {
  if (impl_->message) return impl_->message->in(language);
  const Diagnostics::Impl* all = impl_->diagnostics.impl();
  if (all == nullptr || all->list.empty()) return {};
  // What is only a warning stands in the list as well, and may stand first.
  const auto is_error = [](const diagnostic::Diagnostic& each) {
    return each.severity() == diagnostic::Severity::error;
  };
  const auto found = std::ranges::find_if(all->list, is_error);
  const auto errors = static_cast<std::size_t>(std::ranges::count_if(all->list, is_error));
  std::string first = (found == all->list.end() ? all->list.front() : *found).message(language);
  if (errors <= 1) return first;
  const diagnostic::Argument arguments[] = {std::move(first), errors - 1};
  return diagnostic::format_text(text::api_and_more, language, arguments);
}

const Diagnostics& Error::diagnostics() const { return impl_->diagnostics; }

namespace diagnostic {

Error make_error(StatusCode code, Text text, const std::vector<diagnostic::Argument>& arguments) {
  auto impl = std::make_shared<Error::Impl>();
  impl->code = code;
  impl->message.emplace(diagnostic::format_text(text, base::Language::en, arguments),
                        diagnostic::format_text(text, base::Language::zh, arguments));
  return Error(std::move(impl));
}

Error make_unknown_name(Text text, const std::vector<diagnostic::Argument>& arguments,
                        const std::optional<std::string>& near) {
  if (!near) return make_error(StatusCode::not_found, text, arguments);
  return make_error(StatusCode::not_found, text::api_near_name, {worded(text, arguments), *near});
}

Error make_error(StatusCode code, Diagnostics diagnostics) {
  auto impl = std::make_shared<Error::Impl>();
  impl->code = code;
  impl->diagnostics = std::move(diagnostics);
  return Error(std::move(impl));
}

Error make_data_error(const std::vector<diagnostic::Diagnostic>& troubles) {
  std::string words[2];
  for (const Language language : {Language::en, Language::zh}) {
    std::string& text = words[static_cast<std::size_t>(language)];
    for (const diagnostic::Diagnostic& trouble : troubles) {
      if (!text.empty()) text += diagnostic::text_template(text::api_list_semicolon, language);
      text += trouble.message(language);
    }
  }
  auto impl = std::make_shared<Error::Impl>();
  impl->code = StatusCode::data_error;
  impl->message.emplace(std::move(words[0]), std::move(words[1]));
  return Error(std::move(impl));
}

}  // namespace diagnostic
}  // namespace remit
