// States as a table of Arrow, and back.
#include <cerrno>
#include <cstring>
#include <limits>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include "diagnostic/error.h"
#include "diagnostic/text/api.h"
#include "shard/state.h"
#include "table/arrow_abi.h"
#include "table/arrow_check.h"
#include "table/arrow_node.h"

namespace remit {
namespace {

using table::ArrayNode;
using table::SchemaNode;
namespace text = diagnostic::text;

constexpr std::string_view kStateColumn = "state";

struct Column {
  const char* name;
  const char* format;  ///< large_utf8 or large_binary
  std::string value;
};

std::vector<Column> columns_of(const ShardState& state) {
  const shard::About& about = state.impl()->about;
  return {{"policy", "U", about.policy},
          {"entity", "U", about.entity},
          {"day", "U", about.day},
          {"traversal", "U", std::to_string(about.traversal)},
          {"kind", "U", state.is_advanced() ? "advanced" : "gathered"},
          {kStateColumn.data(), "Z", state.bytes()}};
}

/// A column of one row.
std::unique_ptr<ArrayNode> one_row(std::string value) {
  auto node = std::make_unique<ArrayNode>();
  auto bytes = std::make_shared<const std::string>(std::move(value));
  auto offsets = std::make_shared<const std::vector<std::int64_t>>(
      std::vector<std::int64_t>{0, static_cast<std::int64_t>(bytes->size())});
  node->length = 1;
  node->buffers = {nullptr, offsets->data(), bytes->data()};
  node->owners = {offsets, bytes};
  return node;
}

/// A stream of one array.
struct Once {
  table::Released<ArrowArray> array;
  std::vector<std::pair<std::string, std::string>> metadata;
  std::vector<std::pair<const char*, const char*>> columns;

  void put_schema(ArrowSchema* to) const {
    auto node = std::make_unique<SchemaNode>();
    node->format = "+s";
    node->nullable = false;
    node->metadata = table::arrow_metadata(metadata);
    for (const auto& [name, format] : columns) {
      auto child = std::make_unique<SchemaNode>();
      child->name = name;
      child->format = format;
      child->nullable = false;
      node->children.push_back(std::move(child));
    }
    SchemaNode::hand_over(std::move(node), to);
  }
};

template <typename Body>
int answered(Body body) noexcept {
  try {
    body();
    return 0;
  } catch (...) {
    return ENOMEM;
  }
}

/// What a stream answers: whether it could. Without memory there is none here either.
bool could(int answer) {
  if (answer == ENOMEM) throw std::bad_alloc();
  return answer == 0;
}

Error malformed(std::string_view column) {
  return diagnostic::make_error(StatusCode::data_error, text::api_arrow_malformed,
                                {std::string(kStateColumn), std::string(column)});
}

/// The offsets of a binary column, whatever their width; nothing where they do not ascend.
template <typename Offset>
bool take_texts(const ArrowArray& array, std::vector<std::string_view>& to) {
  const auto* const offsets = static_cast<const Offset*>(array.buffers[1]) + array.offset;
  const auto* const bytes = static_cast<const char*>(array.buffers[2]);
  for (std::int64_t row = 0; row < array.length; ++row) {
    const Offset begin = offsets[row], end = offsets[row + 1];
    if (begin < 0 || end < begin || (bytes == nullptr && end > begin)) return false;
    to.emplace_back(bytes + begin, static_cast<std::size_t>(end - begin));
  }
  return true;
}

/// Which child holds the states, as far as the schema says.
std::optional<std::size_t> state_child(const ArrowSchema& schema) {
  if (!table::is_sound(schema) || schema.format == nullptr || std::strcmp(schema.format, "+s") != 0)
    return std::nullopt;
  for (std::int64_t i = 0; i < schema.n_children; ++i) {
    const ArrowSchema& child = *schema.children[i];
    const bool named = child.name != nullptr && kStateColumn == child.name;
    if (!named || child.format == nullptr) continue;
    if (std::strcmp(child.format, "Z") == 0 || std::strcmp(child.format, "z") == 0)
      return static_cast<std::size_t>(i);
  }
  return std::nullopt;
}

bool take_states(const ArrowSchema& schema, std::size_t child, const ArrowArray& array,
                 std::vector<std::string_view>& to) {
  if (!table::is_sound_table(array, schema.n_children) || array.offset != 0) return false;
  const ArrowArray& states = *array.children[child];
  constexpr std::int64_t kMost = std::numeric_limits<std::int32_t>::max();
  const bool sound = states.n_buffers == 3 && states.buffers != nullptr &&
                     states.buffers[1] != nullptr && states.null_count == 0 && states.offset >= 0 &&
                     states.offset < kMost && states.length == array.length &&
                     states.length < kMost;
  if (!sound) return false;
  return schema.children[child]->format[0] == 'Z' ? take_texts<std::int64_t>(states, to)
                                                  : take_texts<std::int32_t>(states, to);
}

}  // namespace

Status ShardState::export_arrow(ArrowArrayStream* stream) const {
  auto once = std::make_unique<Once>();
  auto node = std::make_unique<ArrayNode>();
  node->length = 1;
  node->buffers = {nullptr};
  once->metadata.emplace_back("remit.state", std::to_string(shard::kStateVersion));
  for (Column& column : columns_of(*this)) {
    if (column.name != kStateColumn)
      once->metadata.emplace_back(std::string("remit.") + column.name, column.value);
    once->columns.emplace_back(column.name, column.format);
    node->children.push_back(one_row(std::move(column.value)));
  }
  ArrayNode::hand_over(std::move(node), &once->array);
  stream->get_schema = [](ArrowArrayStream* from, ArrowSchema* to) {
    return answered([&] { static_cast<Once*>(from->private_data)->put_schema(to); });
  };
  stream->get_next = [](ArrowArrayStream* from, ArrowArray* to) {
    static_cast<Once*>(from->private_data)->array.give(*to);
    return 0;
  };
  stream->get_last_error = [](ArrowArrayStream*) -> const char* { return nullptr; };
  stream->release = [](ArrowArrayStream* from) {
    delete static_cast<Once*>(from->private_data);
    from->release = nullptr;
  };
  stream->private_data = once.release();
  return Done{};
}

Result<ShardState> ShardState::of_arrow(ArrowArrayStream* stream) {
  table::Released<ArrowArrayStream> from;
  from.take(*stream);
  if (from.get_schema == nullptr || from.get_next == nullptr) return malformed("");
  const auto failed = [&from] {
    const char* const said = from.get_last_error == nullptr ? nullptr : from.get_last_error(&from);
    return diagnostic::make_error(StatusCode::data_error, text::api_arrow_stream,
                                  {std::string(kStateColumn), said == nullptr ? "" : said});
  };
  table::Released<ArrowSchema> schema;
  if (!could(from.get_schema(&from, &schema))) return failed();
  const std::optional<std::size_t> child = state_child(schema);
  if (!child) return malformed(kStateColumn);
  std::vector<ShardState> states;
  while (true) {
    table::Released<ArrowArray> array;
    if (!could(from.get_next(&from, &array))) return failed();
    if (array.release == nullptr) break;
    std::vector<std::string_view> each;
    if (!take_states(schema, *child, array, each)) return malformed(kStateColumn);
    for (const std::string_view bytes : each) {
      Result<ShardState> state = of_bytes(bytes);
      if (!state.ok()) return state;
      states.push_back(*std::move(state));
    }
  }
  if (states.size() == 1) return states.front();
  return merge_states(states);
}

}  // namespace remit
