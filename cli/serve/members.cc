#include "cli/serve/members.h"

#include <algorithm>
#include <charconv>

namespace remit::cli::serve {
namespace {

template <typename Words>
std::string listed(const Words& words) {
  std::string text;
  for (const std::string_view word : words) text += (text.empty() ? "" : ", ") + std::string(word);
  return text;
}

}  // namespace

Members::Members(const Json& body, Language language, std::optional<Answer>& refusal)
    : body_(body), language_(language), refusal_(refusal) {
  if (body.kind != Json::Kind::object && !refusal)
    refusal =
        problem(Trouble::wrong_shape, language, {"", format_text(Text::serve_an_object, language)});
}

const Json* Members::find(std::string_view name, Need need) {
  known_.push_back(name);
  const Json* const found = body_.find(name);
  if (found == nullptr && need == Need::required) refuse(Trouble::missing_member, {name}, {});
  return refusal_ ? nullptr : found;
}

std::string Members::text(std::string_view name, Need need) {
  const Json* const found = find(name, need);
  if (found == nullptr) return {};
  if (found->kind == Json::Kind::text) return std::string(found->text);
  wrong(name, Text::serve_a_text);
  return {};
}

std::vector<std::string> Members::texts(std::string_view name) {
  const Json* const found = find(name, Need::optional);
  if (found == nullptr) return {};
  if (found->kind == Json::Kind::text) return {std::string(found->text)};
  std::vector<std::string> texts;
  for (const Json& item : found->items)
    if (item.kind == Json::Kind::text) texts.emplace_back(item.text);
  if (found->kind != Json::Kind::array || texts.size() != found->items.size())
    wrong(name, Text::serve_some_texts);
  return texts;
}

std::optional<Date> Members::date(std::string_view name) {
  const Json* const found = find(name, Need::optional);
  if (found == nullptr) return std::nullopt;
  if (found->kind != Json::Kind::text) {
    wrong(name, Text::serve_a_text);
    return std::nullopt;
  }
  const std::optional<Date> date = parse_date(found->text);
  if (!date) refuse(Trouble::bad_date, {found->text}, name);
  return date;
}

bool Members::truth(std::string_view name) {
  const Json* const found = find(name, Need::optional);
  if (found == nullptr) return false;
  if (found->kind != Json::Kind::boolean) wrong(name, Text::serve_a_truth);
  return found->truth;
}

std::uint32_t Members::number(std::string_view name) {
  const Json* const found = find(name, Need::optional);
  if (found == nullptr) return 0;
  std::uint32_t number = 0;
  const char* const end = found->text.data() + found->text.size();
  const auto [stop, fault] = std::from_chars(found->text.data(), end, number);
  if (found->kind == Json::Kind::number && fault == std::errc() && stop == end) return number;
  wrong(name, Text::serve_a_count);
  return 0;
}

std::string_view Members::choice(std::string_view name,
                                 std::initializer_list<std::string_view> words) {
  const Json* const found = find(name, Need::optional);
  if (found == nullptr) return *words.begin();
  const auto word = std::ranges::find(words, found->text);
  if (found->kind == Json::Kind::text && word != words.end()) return *word;
  refuse(Trouble::wrong_shape, {name, format_text(Text::serve_one_of, language_, {listed(words)})},
         name);
  return *words.begin();
}

std::optional<std::vector<std::string_view>> Members::choices(
    std::string_view name, std::initializer_list<std::string_view> words) {
  const Json* const found = find(name, Need::optional);
  if (found == nullptr) return std::nullopt;
  std::vector<std::string_view> chosen;
  for (const Json& item : found->items) {
    const auto word = std::ranges::find(words, item.text);
    if (item.kind == Json::Kind::text && word != words.end()) chosen.push_back(*word);
  }
  if (found->kind != Json::Kind::array || chosen.size() != found->items.size())
    refuse(Trouble::wrong_shape,
           {name, format_text(Text::serve_list_of, language_, {listed(words)})}, name);
  return chosen;
}

const Json* Members::object(std::string_view name) {
  const Json* const found = find(name, Need::optional);
  if (found == nullptr || found->kind == Json::Kind::object) return found;
  wrong(name, Text::serve_an_object);
  return nullptr;
}

const Json* Members::array(std::string_view name, Need need) {
  const Json* const found = find(name, need);
  if (found == nullptr || found->kind == Json::Kind::array) return found;
  wrong(name, Text::serve_an_array);
  return nullptr;
}

void Members::no_others() {
  for (const auto& [name, value] : body_.members)
    if (std::ranges::find(known_, name) == known_.end())
      refuse(Trouble::unknown_member, {name, listed(known_)}, name);
}

void Members::wrong(std::string_view name, Text wanted) {
  refuse(Trouble::wrong_shape, {name, format_text(wanted, language_)}, name);
}

void Members::refuse(Trouble trouble, const std::vector<Argument>& arguments,
                     std::string_view name) {
  if (!refusal_) refusal_ = problem(trouble, language_, arguments, pointer_step(name));
}

std::string pointer_step(std::string_view name) {
  std::string step;
  if (name.empty()) return step;
  step += '/';
  for (const char c : name) {
    if (c == '~') {
      step += "~0";
    } else if (c == '/') {
      step += "~1";
    } else {
      step += c;
    }
  }
  return step;
}

}  // namespace remit::cli::serve
