#pragma once

#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "table/arrow_abi.h"

namespace remit::table {

/// An exported schema before it is handed over: what the C structs will point to.
struct SchemaNode {
  std::string format;
  std::string name;
  std::string metadata;  ///< as the interface encodes it, see arrow_metadata(); empty: none
  bool nullable = true;
  std::vector<std::unique_ptr<SchemaNode>> children;
  std::unique_ptr<SchemaNode> dictionary;

  /// Fills `out`, which then owns everything. Nothing is allocated once `out` is written.
  static void hand_over(std::unique_ptr<SchemaNode> node, ArrowSchema* out);
};

/// Keys and values as the interface encodes them.
std::string arrow_metadata(std::span<const std::pair<std::string, std::string>> entries);

/// An exported array before it is handed over. `buffers` point into memory that `owners` keep.
struct ArrayNode {
  std::int64_t length = 0;
  std::int64_t null_count = 0;
  std::vector<const void*> buffers;
  std::vector<std::shared_ptr<const void>> owners;
  std::vector<std::unique_ptr<ArrayNode>> children;
  std::unique_ptr<ArrayNode> dictionary;

  static void hand_over(std::unique_ptr<ArrayNode> node, ArrowArray* out);
};

}  // namespace remit::table
