#include "cli/verb/template_book.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_join.h"
#include "cli/verb/sample_tables.h"
#include "cli/verb/template_field.h"
#include "cli/workbook/cell_place.h"
#include "cli/workbook/table_sheet.h"
#include "cli/workbook/xlsxwriter.h"

namespace remit::cli {
namespace {

constexpr lxw_row_t kLastRow = kMostSheetRows - 1;
/// What a spreadsheet keeps of a number.
constexpr double kMostFigure = 999'999'999'999'999;

/// One table to be filled in.
struct TemplateTable {
  std::size_t entity = 0;
  std::string sheet;
  std::vector<TemplateField> fields;
};

std::vector<TemplateTable> tables_of(const Policy& policy, const Console& console) {
  std::vector<TemplateTable> tables;
  for (std::size_t i = 0; i < policy.entities().size(); ++i) {
    const EntityInfo& entity = policy.entities()[i];
    TemplateTable table{i, sheet_name(entity_title(policy, i, console.language())), {}};
    for (const FieldInfo& field : entity.fields)
      if (i > 0 || !is_today(policy, field.name))
        table.fields.push_back(template_field(policy, field, console));
    if (!entity.made && !table.fields.empty()) tables.push_back(std::move(table));
  }
  // What the document leaves open, in one row, comes last.
  if (!tables.empty() && tables.front().entity == 0)
    std::rotate(tables.begin(), tables.begin() + 1, tables.end());
  return tables;
}

CellLook look_of(const TemplateField& field) {
  switch (field.field->type.kind) {
    case ValueKind::number:
      return field.percent_sign ? CellLook::percent : CellLook::figure;
    case ValueKind::money:
    case ValueKind::duration:
      return CellLook::figure;
    case ValueKind::date:
      return CellLook::date;
    case ValueKind::boolean:
    case ValueKind::text:
    case ValueKind::category:
    case ValueKind::reference:
      break;
  }
  return CellLook::text;
}

class TemplateBook {
 public:
  TemplateBook(BookFile& book, const Policy& policy, const Console& console)
      : book_(book), policy_(policy), console_(console), tables_(tables_of(policy, console)) {}

  void write() {
    explain();
    for (const TemplateTable& table : tables_) add(table);
    if (lists_ != nullptr) xlsx().worksheet_hide(lists_);
  }

 private:
  std::string text(Text which, const std::vector<Argument>& arguments = {}) const {
    return console_.text(which, arguments);
  }

  /// The first sheet: what to do, and every column.
  void explain() {
    std::string name = text(Text::template_about);
    while (std::ranges::any_of(tables_, [&](const auto& table) { return table.sheet == name; }))
      name += "_";
    lxw_worksheet* const sheet = book_.add_sheet(name);
    std::uint32_t row = 0;
    const auto line = [&](const std::string& words, CellLook look = CellLook::text) {
      put_text(sheet, row++, 0, words, book_.format(look));
    };
    line(policy_.title().empty() ? policy_.name() : policy_.title(), CellLook::title);
    line(text(Text::template_how));
    line(text(Text::template_keep));
    const auto colour = [&](CellLook look, Text words) {
      put_text(sheet, row, 0, "", book_.format(look));
      put_text(sheet, row++, 1, text(words), book_.format(CellLook::text));
    };
    colour(CellLook::needed_header, Text::template_colour_needed);
    colour(CellLook::header, Text::template_colour_other);
    line(text(Text::template_run));
    const std::uint32_t header = ++row;
    ColumnWidths widths;
    const auto cells = [&](const std::vector<std::string>& words, CellLook look) {
      for (std::size_t i = 0; i < words.size(); ++i) {
        put_text(sheet, row, i, words[i], book_.format(look));
        widths.see(i, words[i]);
      }
      ++row;
    };
    cells({text(Text::template_sheet), text(Text::template_column), text(Text::template_content),
           text(Text::template_blank), text(Text::template_cite)},
          CellLook::header);
    for (const TemplateTable& table : tables_)
      for (const TemplateField& field : table.fields)
        cells({table.sheet, field.header, field.kind, text(field.needed ? Text::no : Text::yes),
               field.field->cite},
              CellLook::plain);
    widths.apply(sheet);
    set_printed(sheet, header);
  }

  void add(const TemplateTable& table) {
    lxw_worksheet* const sheet = book_.add_sheet(table.sheet);
    for (std::size_t i = 0; i < table.fields.size(); ++i) {
      const TemplateField& field = table.fields[i];
      const auto column = static_cast<lxw_col_t>(i);
      put_text(sheet, 0, i, field.header,
               book_.format(field.needed ? CellLook::needed_header : CellLook::header));
      put_comment(sheet, 0, i, field_comment(field, console_));
      const int decimals = std::min(field.field->type.scale, 6);
      lxw_format* const format =
          book_.format(look_of(field),
                       look_of(field) == CellLook::percent ? std::max(decimals - 2, 0) : decimals);
      ColumnWidths width;
      constexpr std::size_t kRoom = 14;
      width.see(i, field.header + "  ");
      width.see(i, std::string(kRoom, ' '));
      width.apply_one(sheet, i, format);
      validate(sheet, column, field, table.entity == 0 ? 1 : kLastRow);
    }
    xlsx().worksheet_freeze_panes(sheet, 1, 0);
    set_printed(sheet, 0);
  }

  void validate(lxw_worksheet* sheet, lxw_col_t column, const TemplateField& field,
                lxw_row_t last_row) {
    lxw_data_validation rule{};
    std::vector<std::string> words;
    std::string formula;
    const ValueType& type = field.field->type;
    rule.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
    rule.minimum_number = -kMostFigure;
    rule.maximum_number = kMostFigure;
    switch (type.kind) {
      case ValueKind::boolean:
        words = console_.language() == Language::zh ? std::vector<std::string>{"是", "否"}
                                                    : std::vector<std::string>{"true", "false"};
        break;
      case ValueKind::category:
        words = type.categories;
        break;
      case ValueKind::reference:
        formula = keys_of(type.entity);
        if (formula.empty()) return;
        break;
      case ValueKind::date:
        rule.validate = LXW_VALIDATION_TYPE_DATE;
        rule.minimum_datetime = {1900, 3, 1, 0, 0, 0};
        rule.maximum_datetime = {9999, 12, 31, 0, 0, 0};
        break;
      case ValueKind::duration:
        rule.validate = LXW_VALIDATION_TYPE_INTEGER;
        break;
      case ValueKind::number:
      case ValueKind::money:
        rule.validate = type.kind == ValueKind::number && type.scale == 0
                            ? LXW_VALIDATION_TYPE_INTEGER
                            : LXW_VALIDATION_TYPE_DECIMAL;
        if (field.percent_sign && !field.field->bounded) {
          rule.minimum_number = 0;
          rule.maximum_number = 1;
        }
        break;
      case ValueKind::text:
        return;
    }
    if (field.field->may_not_apply && !words.empty())
      words.push_back(not_applicable_word(console_.language()));
    // What is no value of the kind is asked about, and taken.
    if (field.field->may_not_apply && words.empty())
      rule.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
    if (!words.empty()) formula = list_of(words);
    if (!formula.empty()) {
      rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
      rule.value_formula = formula.data();
    }
    std::string title = text(Text::template_refused);
    std::string message = field.kind;
    constexpr std::size_t kMostLetters = 200;  // of bytes, so of letters too
    if (message.size() > kMostLetters) message = text(Text::template_see_list);
    rule.error_title = title.data();
    rule.error_message = message.data();
    xlsx().worksheet_data_validation_range(sheet, 1, column, last_row, column, &rule);
  }

  /// The cells below the key of a table; empty where a key has several parts, or the table is none
  /// that one fills in.
  std::string keys_of(const std::string& entity) const {
    const auto target = policy_.find_entity(entity);
    if (!target || policy_.entities()[*target].key.size() != 1) return {};
    for (const TemplateTable& table : tables_) {
      if (table.entity != *target) continue;
      const std::string letter =
          column_letters(static_cast<std::uint32_t>(policy_.entities()[*target].key.front()));
      const std::string at = quoted_sheet(table.sheet) + "!$" + letter;
      return "=OFFSET(" + at + "$2,0,0,MAX(1,COUNTA(" + at + ":$" + letter + ")-1),1)";
    }
    return {};
  }

  /// A column of a hidden sheet with the words: a list within the rule may have 255 letters.
  std::string list_of(const std::vector<std::string>& words) {
    if (lists_ == nullptr) lists_ = book_.add_sheet("lists");
    const std::string letter = column_letters(static_cast<std::uint32_t>(list_columns_));
    for (std::size_t i = 0; i < words.size(); ++i)
      put_text(lists_, static_cast<std::uint32_t>(i), list_columns_, words[i],
               book_.format(CellLook::text));
    ++list_columns_;
    return "=" + lists_name() + "!$" + letter + "$1:$" + letter + "$" +
           std::to_string(words.size());
  }

  std::string lists_name() const { return quoted_sheet(lists_->name); }

  BookFile& book_;
  const Policy& policy_;
  const Console& console_;
  std::vector<TemplateTable> tables_;
  lxw_worksheet* lists_ = nullptr;
  std::size_t list_columns_ = 0;
};

}  // namespace

absl::Status template_book(const Policy& policy, const Console& console,
                           const std::function<absl::Status(std::string_view)>& take) {
  BookFile book;
  // Lists grow sideways, each from its first row.
  constexpr bool kStreams = false;
  if (absl::Status opened = book.open(kStreams); !opened.ok()) return opened;
  TemplateBook(book, policy, console).write();
  return book.finish(take);
}

}  // namespace remit::cli
