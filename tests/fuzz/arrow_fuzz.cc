// Tables of Arrow that a host describes well, badly, or not at all. The input is read as a recipe:
// columns of any kind with any values, and then lies about them, of which each contradicts something
// or cannot be. Whatever comes in is read as a whole, or refused; nothing outside of the buffers is
// looked at, and everything is released once. (What no reader can notice, a buffer that is shorter
// than its array says, is not told here.)
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "../unit/table/arrow_host.h"

namespace {

using namespace remit;                     // NOLINT(google-build-using-namespace)
using namespace remit::table::arrow_host;  // NOLINT(google-build-using-namespace)

/// The bytes of the input one after the other; zeros once they have run out.
class Recipe {
 public:
  Recipe(const std::uint8_t* data, std::size_t size) : at_(data), left_(size) {}
  bool is_over() const { return left_ == 0; }
  std::uint8_t byte() {
    if (left_ == 0) return 0;
    --left_;
    return *at_++;
  }
  std::size_t below(std::size_t bound) { return bound == 0 ? 0 : byte() % bound; }
  std::int64_t word() {
    std::uint64_t value = 0;
    for (int i = 0; i < 8; ++i) value = value << 8 | byte();
    return static_cast<std::int64_t>(value);
  }

 private:
  const std::uint8_t* at_;
  std::size_t left_;
};

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kImpossible[] = {std::numeric_limits<std::int64_t>::min(), -2,
                                        kMost, kMost - 1, kMost / 2, kMost / 2 + 1,
                                        kMost / 16, std::int64_t{1} << 60, std::int64_t{1} << 50};

struct Fixed {
  const char* format;
  std::size_t width;
};
constexpr Fixed kFixed[] = {{"c", 1}, {"C", 1}, {"s", 2}, {"S", 2}, {"i", 4}, {"I", 4}, {"l", 8},
                            {"L", 8}, {"f", 4}, {"g", 8}, {"tdD", 4}, {"tdm", 8}, {"tss:", 8},
                            {"tsn:", 8}, {"d:9,2", 16}, {"d:18,3,64", 8}, {"d:9,1,32", 4},
                            {"d:76,5,256", 32}};
constexpr type::TypeKind kKinds[] = {type::TypeKind::text,   type::TypeKind::number,
                                     type::TypeKind::money,  type::TypeKind::date,
                                     type::TypeKind::boolean, type::TypeKind::duration,
                                     type::TypeKind::category, type::TypeKind::reference};

std::vector<char> any_bytes(Recipe& recipe, std::size_t size) {
  std::vector<char> bytes(size);
  for (char& byte : bytes) byte = static_cast<char>(recipe.byte());
  return bytes;
}

std::vector<std::string> any_texts(Recipe& recipe, std::size_t count) {
  std::vector<std::string> texts(count);
  for (std::string& text : texts) {
    const std::vector<char> bytes = any_bytes(recipe, recipe.below(20));
    text.assign(bytes.begin(), bytes.end());
  }
  return texts;
}

/// Views of the texts: short ones within, long ones in a buffer of their own.
Column views(const std::vector<std::string>& values) {
  std::string all;
  std::vector<char> entries(values.size() * 16);
  for (std::size_t i = 0; i < values.size(); ++i) {
    char* const to = entries.data() + i * 16;
    const auto length = static_cast<std::int32_t>(values[i].size());
    std::memcpy(to, &length, 4);
    if (length <= 12) {
      std::memcpy(to + 4, values[i].data(), values[i].size());
      continue;
    }
    const auto offset = static_cast<std::int32_t>(all.size());
    std::memcpy(to + 12, &offset, 4);
    all += values[i];
  }
  const auto size = static_cast<std::int64_t>(all.size());
  return {"", "vu", static_cast<std::int64_t>(values.size()), 0, 0,
          {{}, entries, std::vector<char>(all.begin(), all.end()), bytes(std::vector{size})},
          {false, true, true, true}};
}

Column any_column(Recipe& recipe, std::size_t rows, bool may_index = true) {
  Column column;
  switch (recipe.below(may_index ? 6 : 5)) {
    case 0:
      column = texts<std::int32_t>("", "u", any_texts(recipe, rows));
      break;
    case 1:
      column = texts<std::int64_t>("", "U", any_texts(recipe, rows));
      break;
    case 2:
      column = views(any_texts(recipe, rows));
      break;
    case 3:
      column = {"", "b", static_cast<std::int64_t>(rows), 0, 0,
                {{}, any_bytes(recipe, rows / 8 + 1)}, {false, true}};
      break;
    case 4: {
      const Fixed& kind = kFixed[recipe.below(std::size(kFixed))];
      column = {"", kind.format, static_cast<std::int64_t>(rows), 0, 0,
                {{}, any_bytes(recipe, rows * kind.width)}, {false, true}};
      break;
    }
    default: {
      const Fixed& kind = kFixed[recipe.below(8)];
      column = {"", kind.format, static_cast<std::int64_t>(rows), 0, 0,
                {{}, any_bytes(recipe, rows * kind.width)}, {false, true}};
      column.dictionary = {any_column(recipe, recipe.below(5), false)};
    }
  }
  if (recipe.below(3) == 0) {
    column.data[0] = any_bytes(recipe, rows / 8 + 1);
    column.present[0] = true;
    column.null_count = -1;
  }
  return column;
}

/// A lie about one array; whatever it says, the buffers stay as long as they are.
void lie(Recipe& recipe, ArrowSchema& schema, ArrowArray& array) {
  const std::int64_t wrong = kImpossible[recipe.below(std::size(kImpossible))];
  const std::size_t buffers = static_cast<std::size_t>(std::max<std::int64_t>(array.n_buffers, 0));
  switch (recipe.below(16)) {
    case 0: array.offset = wrong; break;
    case 1: array.length = wrong; break;
    case 2: array.null_count = wrong; break;
    case 3: array.n_buffers = wrong; break;
    case 4: array.n_children = wrong; break;
    case 5: schema.n_children = wrong; break;
    case 6: array.release = nullptr; break;
    case 7: schema.release = nullptr; break;
    case 8: schema.format = nullptr; break;
    case 9: array.buffers = nullptr; break;
    case 10:
      if (array.buffers != nullptr && buffers < 8 && buffers > 0)
        array.buffers[recipe.below(buffers)] = nullptr;
      break;
    case 11: array.children = nullptr; break;
    case 12: array.dictionary = nullptr; break;
    case 13: array.length = std::max<std::int64_t>(array.length - 1, 0); break;
    case 14: array.null_count = static_cast<std::int64_t>(recipe.below(9)); break;
    default: schema.dictionary = nullptr; break;
  }
}

void tell_lies(Recipe& recipe, Host& host) {
  for (std::size_t lies = recipe.below(4); lies > 0; --lies) {
    ArrowSchema* schema = host.schema();
    ArrowArray* array = host.array();
    const auto children = static_cast<std::size_t>(array->n_children);
    if (recipe.below(3) != 0 && array->children != nullptr && children < 5 && children > 0 &&
        schema->n_children == array->n_children) {
      const std::size_t child = recipe.below(children);
      schema = schema->children[child];
      array = array->children[child];
      if (recipe.below(3) == 0 && array->dictionary != nullptr && schema->dictionary != nullptr) {
        schema = schema->dictionary;
        array = array->dictionary;
      }
    }
    lie(recipe, *schema, *array);
  }
}

table::Schemas any_schemas(Recipe& recipe, std::size_t fields) {
  table::EntitySchema entity{"t", "", {}, {}};
  for (std::size_t i = 0; i < fields; ++i) {
    const type::TypeKind kind = kKinds[recipe.below(std::size(kKinds))];
    table::FieldSchema made = field(std::string(1, static_cast<char>('a' + i)), {kind, 0}, 2);
    if (kind == type::TypeKind::reference) made.type.ref = 1;
    made.optional = true;
    made.limits.text_bytes = 1000;
    entity.fields.push_back(std::move(made));
  }
  return {table::EntitySchema{}, std::move(entity)};
}

/// Reads the table and looks at every cell of it.
void read_everything(const table::Schemas& schemas, Host& host) {
  table::DatasetBuilder builder(schemas);
  const table::ArrowOutcome outcome =
      table::import_arrow(host.schema(), host.array(), 1000, builder.table(1));
  if (outcome.error) return;
  const table::DatasetBuilder::Built built = builder.build();
  const auto names = std::make_shared<const table::Names>(
      table::Names{.categories = {{"甲", "乙"}}, .keys = {{}, {}}});
  const table::Naming naming{.names = names, .dataset = nullptr};
  for (const table::ColumnData& column : built.dataset.tables[1].columns) print(column, naming);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Recipe recipe(data, size);
  const std::size_t fields = 1 + recipe.below(4);
  const table::Schemas schemas = any_schemas(recipe, fields);
  const std::size_t rows = recipe.below(70);
  std::vector<Column> columns;
  for (std::size_t i = 0; i < fields; ++i) {
    columns.push_back(any_column(recipe, rows));
    columns.back().name = std::string(1, static_cast<char>('a' + i));
  }
  const auto skipped = static_cast<std::int64_t>(recipe.below(rows + 1));
  Host host(std::move(columns), skipped, static_cast<std::int64_t>(rows) - skipped);
  tell_lies(recipe, host);
  const bool was_there = host.array()->release != nullptr;
  read_everything(schemas, host);
  if (was_there != (host.released == 1)) std::abort();
  return 0;
}
