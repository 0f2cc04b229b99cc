#include "support/json_reader.h"

#include <nlohmann/json.hpp>

namespace remit::test {

using nlohmann::json;

struct JsonReader::Document {
  json value;

  const json* find(const std::string& place) const {
    const json::json_pointer pointer(place);
    return value.contains(pointer) ? &value.at(pointer) : nullptr;
  }
};

JsonReader::JsonReader(std::string_view text)
    : document_(std::make_unique<Document>(Document{json::parse(text, nullptr, false)})) {}

JsonReader::~JsonReader() = default;

bool JsonReader::valid() const { return !document_->value.is_discarded(); }

bool JsonReader::has(const std::string& place) const { return document_->find(place) != nullptr; }

std::string JsonReader::at(const std::string& place) const {
  const json* const value = document_->find(place);
  return value == nullptr ? "\"nothing there\"" : value->dump();
}

std::string JsonReader::text(const std::string& place) const {
  const json* const value = document_->find(place);
  return value == nullptr || !value->is_string() ? "nothing there" : value->get<std::string>();
}

std::size_t JsonReader::size(const std::string& place) const {
  const json* const value = document_->find(place);
  return value == nullptr || !value->is_structured() ? 0 : value->size();
}

}  // namespace remit::test
