#pragma once

#include <memory>
#include <string>
#include <vector>

#include "table/arrow_abi.h"

namespace remit::table {

/// An exported schema before it is handed over: what the C structs will point to.
struct SchemaNode {
  std::string format;
  std::string name;
  bool nullable = true;
  std::vector<std::unique_ptr<SchemaNode>> children;
  std::unique_ptr<SchemaNode> dictionary;

  /// Fills `out`, which then owns everything. Nothing is allocated once `out` is written.
  static void hand_over(std::unique_ptr<SchemaNode> node, ArrowSchema* out);
};

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
