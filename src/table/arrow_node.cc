#include "table/arrow_node.h"

#include <utility>

namespace remit::table {
namespace {

// Owns what the C struct points to: its node, and the structs of its children. Consumers may have
// taken children out and released them; what is left is released here.
template <typename Node, typename Struct>
struct Handed {
  std::unique_ptr<Node> node;
  std::vector<Struct> children;
  std::vector<Struct*> child_pointers;
  Struct dictionary{};

  ~Handed() {
    for (Struct& child : children) {
      if (child.release != nullptr) child.release(&child);
    }
    if (dictionary.release != nullptr) dictionary.release(&dictionary);
  }
};

using HandedSchema = Handed<SchemaNode, ArrowSchema>;
using HandedArray = Handed<ArrayNode, ArrowArray>;

template <typename H, typename Struct>
void release(Struct* released) {
  delete static_cast<H*>(released->private_data);
  released->release = nullptr;
  released->private_data = nullptr;
}

// What both structs have in common: children, dictionary, ownership.
template <typename H, typename Node, typename Struct>
H* fill(std::unique_ptr<Node> node, Struct* out) {
  auto handed = std::make_unique<H>();
  *out = Struct{};
  handed->children.resize(node->children.size());
  for (std::size_t i = 0; i < node->children.size(); ++i) {
    Node::hand_over(std::move(node->children[i]), &handed->children[i]);
    handed->child_pointers.push_back(&handed->children[i]);
  }
  if (node->dictionary != nullptr) {
    Node::hand_over(std::move(node->dictionary), &handed->dictionary);
    out->dictionary = &handed->dictionary;
  }
  handed->node = std::move(node);
  out->n_children = static_cast<std::int64_t>(handed->children.size());
  out->children = handed->child_pointers.empty() ? nullptr : handed->child_pointers.data();
  out->release = &release<H, Struct>;
  out->private_data = handed.get();
  return handed.release();
}

}  // namespace

void SchemaNode::hand_over(std::unique_ptr<SchemaNode> node, ArrowSchema* out) {
  const HandedSchema* handed = fill<HandedSchema>(std::move(node), out);
  out->format = handed->node->format.c_str();
  out->name = handed->node->name.c_str();
  if (!handed->node->metadata.empty()) out->metadata = handed->node->metadata.data();
  out->flags = handed->node->nullable ? ARROW_FLAG_NULLABLE : 0;
}

std::string arrow_metadata(std::span<const std::pair<std::string, std::string>> entries) {
  std::string encoded;
  const auto number = [&](std::size_t value) {
    const auto narrow = static_cast<std::int32_t>(value);
    encoded.append(reinterpret_cast<const char*>(&narrow), sizeof narrow);
  };
  number(entries.size());
  for (const auto& [key, value] : entries) {
    for (const std::string& each : {key, value}) {
      number(each.size());
      encoded += each;
    }
  }
  return encoded;
}

void ArrayNode::hand_over(std::unique_ptr<ArrayNode> node, ArrowArray* out) {
  HandedArray* handed = fill<HandedArray>(std::move(node), out);
  out->length = handed->node->length;
  out->null_count = handed->node->null_count;
  out->n_buffers = static_cast<std::int64_t>(handed->node->buffers.size());
  out->buffers = handed->node->buffers.data();
}

}  // namespace remit::table
