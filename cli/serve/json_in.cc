#include "cli/serve/json_in.h"

#include <algorithm>

#include "nlohmann/json.hpp"

namespace remit::cli::serve {
namespace {

/// Puts a value together from the events of nlohmann's reader, which checks syntax and UTF-8 and
/// does not recurse.
class Builder {
 public:
  explicit Builder(Json& root) : root_(root) {}

  bool null() { return add({}); }
  bool boolean(bool truth) {
    Json value;
    value.kind = Json::Kind::boolean;
    value.truth = truth;
    return add(std::move(value));
  }
  bool number_integer(std::int64_t number) { return add_number(std::to_string(number)); }
  bool number_unsigned(std::uint64_t number) { return add_number(std::to_string(number)); }
  bool number_float(double /*rounded*/, const std::string& digits) { return add_number(digits); }
  bool string(std::string& text) {
    Json value;
    value.kind = Json::Kind::text;
    value.text = std::move(text);
    return add(std::move(value));
  }
  static bool binary(nlohmann::json::binary_t& /*bytes*/) { return false; }
  bool start_object(std::size_t /*unknown*/) { return open(Json::Kind::object); }
  bool start_array(std::size_t /*unknown*/) { return open(Json::Kind::array); }
  bool key(std::string& name) {
    open_.back()->members.emplace_back(std::move(name), Json());
    return true;
  }
  bool end_object() {
    const std::vector<Json::Member>& members = open_.back()->members;
    names_.clear();
    for (const Json::Member& member : members) names_.push_back(member.first);
    std::ranges::sort(names_);
    const auto twice = std::ranges::adjacent_find(names_);
    if (twice != names_.end()) {
      fault_ = {JsonFault::Kind::twice, 0, std::string(*twice)};
      return false;
    }
    open_.pop_back();
    return true;
  }
  bool end_array() {
    open_.pop_back();
    return true;
  }
  bool parse_error(std::size_t byte, const std::string& /*token*/,
                   const nlohmann::json::exception& /*why*/) {
    fault_ = {JsonFault::Kind::malformed, byte, {}};
    return false;
  }

  JsonFault take_fault() { return std::move(fault_); }

 private:
  bool add_number(std::string digits) {
    Json value;
    value.kind = Json::Kind::number;
    value.text = std::move(digits);
    return add(std::move(value));
  }
  bool add(Json value) {
    place() = std::move(value);
    return true;
  }
  bool open(Json::Kind kind) {
    if (open_.size() == kMostDepth) {
      fault_ = {JsonFault::Kind::too_deep, 0, {}};
      return false;
    }
    Json& opened = place();
    opened.kind = kind;
    open_.push_back(&opened);
    return true;
  }
  /// Where the next value goes. Values above it do not move while it is open.
  Json& place() {
    if (open_.empty()) return root_;
    Json& above = *open_.back();
    return above.kind == Json::Kind::object ? above.members.back().second
                                            : above.items.emplace_back();
  }

  Json& root_;
  std::vector<Json*> open_;
  std::vector<std::string_view> names_;
  JsonFault fault_;
};

}  // namespace

const Json* Json::find(std::string_view name) const {
  for (const Member& member : members)
    if (member.first == name) return &member.second;
  return nullptr;
}

JsonFault parse_json(std::string_view text, Json& value) {
  Builder builder(value);
  if (nlohmann::json::sax_parse(text.begin(), text.end(), &builder)) return {};
  JsonFault fault = builder.take_fault();
  if (fault.kind == JsonFault::Kind::none) fault.kind = JsonFault::Kind::malformed;
  return fault;
}

}  // namespace remit::cli::serve
