#include "arrow_rows.h"

#include <numeric>

#include "base/int128.h"

namespace remit::benchmarks {
namespace {

using table::ArrayNode;
using table::SchemaNode;

template <typename To, typename From>
std::shared_ptr<std::vector<To>> converted(const Array<From>& values) {
  return std::make_shared<std::vector<To>>(values.data(), values.data() + values.size());
}

std::shared_ptr<std::vector<std::uint8_t>> bits(const Array<std::uint8_t>& flags) {
  auto packed = std::make_shared<std::vector<std::uint8_t>>((flags.size() + 7) / 8);
  for (std::size_t i = 0; i < flags.size(); ++i) {
    (*packed)[i / 8] = static_cast<std::uint8_t>((*packed)[i / 8] | flags[i] << (i % 8));
  }
  return packed;
}

}  // namespace

void ArrowTable::add(std::string name, std::string format, std::size_t rows, const void* values,
                     std::shared_ptr<const void> owner) {
  auto schema = std::make_unique<SchemaNode>();
  schema->name = std::move(name);
  schema->format = std::move(format);
  auto array = std::make_unique<ArrayNode>();
  array->length = static_cast<std::int64_t>(rows);
  array->buffers = {nullptr, values};
  array->owners = {std::move(owner)};
  schema_->children.push_back(std::move(schema));
  array_->children.push_back(std::move(array));
  array_->length = static_cast<std::int64_t>(rows);
}

void ArrowTable::add_words(std::vector<std::int32_t> ends, std::string bytes) {
  auto schema = std::make_unique<SchemaNode>();
  schema->format = "u";
  auto words = std::make_unique<ArrayNode>();
  auto held = std::make_shared<std::pair<std::vector<std::int32_t>, std::string>>(std::move(ends),
                                                                                  std::move(bytes));
  words->length = static_cast<std::int64_t>(held->first.size()) - 1;
  words->buffers = {nullptr, held->first.data(), held->second.data()};
  words->owners = {held};
  schema_->children.back()->dictionary = std::move(schema);
  array_->children.back()->dictionary = std::move(words);
}

Status ArrowTable::give(Data& data, std::size_t entity) {
  schema_->format = "+s";
  array_->buffers = {nullptr};
  ArrowSchema schema;
  ArrowArray array;
  SchemaNode::hand_over(std::move(schema_), &schema);
  ArrayNode::hand_over(std::move(array_), &array);
  Status done = data.set_table_arrow(entity, &schema, &array);
  schema.release(&schema);
  return done;
}

ArrowRows::ArrowRows(const Rows& rows, std::uint64_t first, Amounts amounts)
    : size_(rows.size),
      format_(amounts == Amounts::decimal64 ? "d:18,2,64" : "d:38,2"),
      ids_(std::make_shared<std::vector<std::int64_t>>(rows.size)),
      units_(converted<std::int64_t>(rows.unit_id)),
      kinds_(converted<std::int8_t>(rows.kind)),
      registered_(bits(rows.registered)) {
  std::iota(ids_->begin(), ids_->end(), static_cast<std::int64_t>(first));
  const std::pair<const char*, const Array<std::int64_t>*> columns[] = {
      {"tax_revenue", &rows.tax_revenue},
      {"incentive_paid", &rows.incentive_paid},
      {"fixed_assets", &rows.fixed_assets},
      {"target_fixed_assets", &rows.target_fixed_assets},
      {"actual_fdi_usd", &rows.fdi_usd}};
  for (const auto& [name, column] : columns) {
    if (amounts == Amounts::decimal64) {
      auto held = std::make_shared<Array<std::int64_t>>(*column);
      amounts_.push_back({name, held->data(), held});
    } else {
      auto wide = converted<Int128>(*column);
      amounts_.push_back({name, wide->data(), wide});
    }
  }
}

Status ArrowRows::give(Data& data, std::size_t entity) const {
  ArrowTable table;
  table.add("id", "l", size_, ids_->data(), ids_);
  for (const Amount& amount : amounts_) {
    table.add(amount.name, format_, size_, amount.values, amount.owner);
  }
  table.add("kind", "c", size_, kinds_->data(), kinds_);
  table.add_words({0, 8, 18, 28}, "townshipdepartmentintroducer");
  table.add("registered", "b", size_, registered_->data(), registered_);
  table.add("unit", "l", size_, units_->data(), units_);
  return table.give(data, entity);
}

Status give_units(Data& data, std::size_t entity) {
  ArrowTable table;
  std::vector<std::int64_t> numbers(kUnits);
  std::iota(numbers.begin(), numbers.end(), std::int64_t{0});
  table.add("id", "l", std::move(numbers));
  return table.give(data, entity);
}

}  // namespace remit::benchmarks
