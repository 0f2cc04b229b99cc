// The rows of the measured work as Arrow columns, handed over through the public interface.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "remit/remit.h"
#include "table/arrow_node.h"
#include "work.h"

namespace remit::benchmarks {

/// A table of Arrow columns under construction.
class ArrowTable {
 public:
  void add(std::string name, std::string format, std::size_t rows, const void* values,
           std::shared_ptr<const void> owner);
  template <typename T>
  void add(std::string name, std::string format, std::vector<T> values) {
    auto held = std::make_shared<std::vector<T>>(std::move(values));
    add(std::move(name), std::move(format), held->size(), held->data(), held);
  }
  /// The words that the last column's values are indices of: word i is bytes[ends[i], ends[i + 1]).
  void add_words(std::vector<std::int32_t> ends, std::string bytes);
  /// Hands the table over, once; the columns' memory stays with their owners.
  Status give(Data& data, std::size_t entity);

 private:
  std::unique_ptr<table::SchemaNode> schema_ = std::make_unique<table::SchemaNode>();
  std::unique_ptr<table::ArrayNode> array_ = std::make_unique<table::ArrayNode>();
};

/// How amounts stand in Arrow.
enum class Amounts : std::uint8_t { decimal64, decimal128 };

/// All columns of the entity `project`, made from rows; keys count from `first`.
struct ArrowRows {
  ArrowRows(const Rows& rows, std::uint64_t first, Amounts amounts);
  /// A table of the same memory, which stays alive as long as the table does.
  Status give(Data& data, std::size_t entity) const;

 private:
  struct Amount {
    const char* name;
    const void* values;
    std::shared_ptr<const void> owner;
  };
  std::size_t size_;
  const char* format_;
  std::vector<Amount> amounts_;
  std::shared_ptr<std::vector<std::int64_t>> ids_, units_;
  std::shared_ptr<std::vector<std::int8_t>> kinds_;
  std::shared_ptr<std::vector<std::uint8_t>> registered_;  ///< bits
};

/// The entity `unit`: nothing but its keys.
Status give_units(Data& data, std::size_t entity);

}  // namespace remit::benchmarks
