#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/civil_date.h"
#include "number/decimal.h"
#include "plan/builder.h"
#include "row/encode.h"
#include "table/dataset.h"

// Small tables written down as text, for tests of what works on a plan and a dataset.

namespace remit::test {

/// "2" "2.50" "true" "2010-01-31" "a text" "red" (a category), "#3" (row 3), "-" (blank),
/// "!bad_cell" style faults by number: "!3".
inline row::Value read_value(const plan::Plan& plan, plan::ColumnId column, std::uint64_t row,
                             const std::string& text) {
  const plan::Column& definition = plan.columns[column];
  if (text == "-") return type::Fault{type::CellFault::blank, column, row};
  if (text.size() > 1 && text[0] == '!') {
    return type::Fault{static_cast<type::CellFault>(std::stoi(text.substr(1))), column, row};
  }
  switch (definition.type.kind) {
    case type::TypeKind::boolean:
      return text == "true";
    case type::TypeKind::date:
      return row::Date{base::days_from_civil(*base::parse_iso_date(text))};
    case type::TypeKind::category: {
      const auto& values = plan.category_sets[definition.type.ref].values;
      std::int32_t code = 0;
      while (values[static_cast<std::size_t>(code)].name != text) ++code;
      return row::Category{code};
    }
    case type::TypeKind::reference:
      return row::Reference{std::stoull(text.substr(1))};
    case type::TypeKind::text:
      return std::string_view(text);
    case type::TypeKind::unknown:
    case type::TypeKind::number:
    case type::TypeKind::money:
    case type::TypeKind::duration:
      break;
  }
  return number::parse_decimal(text)->to_rational();
}

/// Builds a plan and its data side by side.
class Case {
 public:
  plan::Builder builder;

  /// A field and its cells, one text per row, separated by blanks ("_" stands for a blank inside).
  plan::ColumnId field(plan::EntityId entity, const std::string& name, type::Type type,
                       const std::string& cells, int decimals = 0) {
    plan::Field field;
    field.name = name;
    field.type = type;
    field.decimals = decimals;
    const plan::ColumnId column = builder.add_field(entity, std::move(field));
    std::istringstream words(cells);
    std::vector<std::string> texts;
    for (std::string word; words >> word;) texts.push_back(word);
    rows_[entity] = texts.size();
    std::vector<row::Value> values;
    for (std::size_t row = 0; row < texts.size(); ++row) {
      values.push_back(read_value(builder.plan(), column, row, texts[row]));
    }
    inputs_.push_back({entity, row::encode(builder.plan().columns[column], values)});
    return column;
  }

  /// A field of an entity whose table was not given.
  plan::ColumnId absent_field(plan::EntityId entity, const std::string& name, type::Type type) {
    const plan::ColumnId column = field(entity, name, type, "");
    rows_.erase(entity);
    return column;
  }

  table::Dataset dataset() const {
    table::Dataset data;
    data.tables.resize(builder.plan().entities.size());
    data.tables[0].rows = 1;
    data.tables[0].given = true;
    for (const auto& [entity, rows] : rows_) {
      data.tables[entity].rows = rows;
      data.tables[entity].given = true;
    }
    for (const Input& input : inputs_) data.tables[input.entity].columns.push_back(input.data);
    return data;
  }

 private:
  struct Input {
    plan::EntityId entity;
    table::ColumnData data;
  };
  std::map<plan::EntityId, std::uint64_t> rows_;
  std::vector<Input> inputs_;
};

/// A value as the tests write it: numbers "2.5" or "1/3", "true", "2010-01-31", texts as they are,
/// categories "@1", references "#3", faults "code@column:row".
inline std::string show(const row::Value& value) {
  struct Show {
    std::string operator()(const type::Fault& fault) const {
      return "!" + std::to_string(static_cast<int>(fault.code)) + "@" +
             std::to_string(fault.column) + ":" + std::to_string(fault.row);
    }
    std::string operator()(const number::Rational& value) const { return value.to_text(); }
    std::string operator()(bool value) const { return value ? "true" : "false"; }
    std::string operator()(row::Date value) const {
      return base::to_iso_text(base::civil_from_days(value.days));
    }
    std::string operator()(std::string_view value) const { return std::string(value); }
    std::string operator()(row::Category value) const { return "@" + std::to_string(value.code); }
    std::string operator()(row::Reference value) const { return "#" + std::to_string(value.row); }
  };
  return std::visit(Show{}, value);
}

}  // namespace remit::test
