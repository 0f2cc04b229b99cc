// A column of texts is the same whether its cells come one by one, many at a time or in parts.
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "table/column_builder.h"
#include "table/narrow_column.h"

namespace remit::table {
namespace {

FieldSchema field_of(type::Type type, int decimals) {
  FieldSchema field;
  field.name = "f";
  field.type = type;
  field.decimals = decimals;
  if (type.kind == type::TypeKind::category) field.categories = {"big", "small", "大型"};
  return field;
}

std::vector<FieldSchema> fields() {
  std::vector<FieldSchema> fields = {field_of(type::kNumber, 0),
                                     field_of(type::money(0), 2),
                                     field_of(type::kNumber, 6),
                                     field_of(type::kBoolean, 0),
                                     field_of(type::kDate, 0),
                                     field_of(type::category(0), 0),
                                     field_of({type::TypeKind::duration}, 0),
                                     field_of(type::kText, 0)};
  for (std::size_t i = 0, count = fields.size(); i < count; ++i) {
    FieldSchema lenient = fields[i];
    lenient.optional = true;
    lenient.may_not_apply = i % 2 == 0;
    if (lenient.type.is_numeric()) lenient.default_text = "7";
    fields.push_back(std::move(lenient));
  }
  return fields;
}

std::string number(std::mt19937_64& random) {
  std::string text = random() % 4 == 0 ? "-" : "";
  for (std::size_t digits = 1 + random() % (random() % 9 == 0 ? 39 : 12); digits > 0; --digits)
    text += static_cast<char>('0' + random() % 10);
  if (random() % 2 == 0) text += ".";
  for (std::size_t digits = random() % 4; digits > 0; --digits)
    text += static_cast<char>('0' + random() % 10);
  return text;
}

std::string cell(std::mt19937_64& random) {
  static constexpr std::string_view kWords[] = {
      "true", "No",   "是",    "2024-01-31", "2024年2月3日", "big",  "small", "大型", "",
      " ",    "　",   "n/a",   "-",          "无",           "合计", "total", "12%",  "#REF!",
      "同上", "null", "1E+05", "暂无",       "NaN",          "——",   "1,000"};
  return random() % 3 == 0 ? std::string(kWords[random() % std::size(kWords)]) : number(random);
}

std::string print(const ColumnBuilder& column, std::uint64_t rows) {
  std::vector<InputProblem> problems;
  const ColumnData data = column.build(rows, 1, 2, problems);
  std::string out;
  for (const auto& [row, fault] : data.faults)
    absl::StrAppend(&out, row, "=", static_cast<int>(fault.code), " ");
  for (const InputProblem& problem : problems)
    absl::StrAppend(&out, "\n", problem.row, ":", static_cast<int>(problem.kind), problem.text, "|",
                    problem.hint);
  for (const auto& word : column.words_for_nothing())
    absl::StrAppend(&out, "\n", word.row, "~", word.word);
  return out;
}

ColumnData data_of(const ColumnBuilder& column, std::uint64_t rows) {
  std::vector<InputProblem> problems;
  return column.build(rows, 1, 2, problems);
}

TEST(ColumnParts, AreTheColumn) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 400; ++round) {
    for (const FieldSchema& field : fields()) {
      const bool is_key = round % 5 == 0;
      ColumnBuilder one(field, field, is_key), many(field, field, is_key),
          parts(field, field, is_key);
      const NumberSyntax syntax{static_cast<int>(random() % 5) - 2, random() % 2 == 0};
      for (ColumnBuilder* column : {&one, &many, &parts}) column->set_syntax(syntax);
      std::vector<std::string> texts(random() % 40);
      // Mostly plain, so that whole runs of them are.
      for (std::string& text : texts) text = round % 2 == 0 ? cell(random) : number(random);
      std::vector<std::string_view> cells(texts.begin(), texts.end());
      for (std::size_t row = 0; row < cells.size(); ++row) one.set_text(row, cells[row]);
      many.set_texts(0, cells);
      if (random() % 2 == 0) parts.begin_narrow();
      for (std::size_t done = 0; done < cells.size();) {
        const std::size_t count = 1 + random() % (cells.size() - done);
        ColumnBuilder part = parts.like();
        part.set_texts(0, std::span(cells).subspan(done, count));
        parts.append(part);
        done += count;
      }
      ASSERT_EQ(parts.size(), one.size());
      parts.end_narrow();
      const std::string expected = print(one, cells.size());
      ASSERT_EQ(print(many, cells.size()), expected);
      ASSERT_EQ(print(parts, cells.size()), expected);
      ASSERT_TRUE(same(data_of(many, cells.size()), data_of(one, cells.size())));
      ASSERT_TRUE(same(data_of(parts, cells.size()), data_of(one, cells.size())));
    }
  }
}

}  // namespace
}  // namespace remit::table
