// Which columns the table of an entity's results has, in which order, and what they are called
// there.
#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "check/declare.h"
#include "check/forms/form.h"
#include "diagnostic/code/names.h"
#include "diagnostic/code/structure.h"

namespace remit::check {

namespace {

bool is_chinese(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const base::Decoded decoded = base::decode_utf8(text, at);
    const char32_t letter = decoded.code_point;
    if ((letter >= 0x3400 && letter <= 0x9FFF) || letter >= 0x20000) return true;
    at += decoded.size;
  }
  return false;
}

/// One caption stands for both languages; of two, the one with Chinese characters is the Chinese
/// one.
void read_captions(Context& context, NodeView column, type::Shown& shown) {
  const auto captions = column.all(Label::caption);
  if (captions.empty()) return;
  shown.label_en = shown.label_zh = captions[0].text();
  if (captions.size() == 1 || captions[0].text().empty() || captions[1].text().empty()) return;
  const bool first = is_chinese(captions[0].text());
  if (first == is_chinese(captions[1].text())) {
    context.sink.report(code::captions_of_one_language, captions[1].span(),
                        {captions[0].text(), captions[1].text()});
    return;
  }
  (first ? shown.label_en : shown.label_zh) = captions[1].text();
}

/// The column that holds the value in the results: its own, or a new one.
ColumnId column_of(Context& context, EntityId entity, const std::string& name, ExprId value,
                   base::Span span) {
  const Expr& expr = context.build[value];
  if (expr.kind == ExprKind::column && context.model.columns[expr.payload].entity == entity) {
    Column& column = context.model.columns[expr.payload];
    column.output = column.output || !column.input;
    return expr.payload;
  }
  return context.columns.add_result(entity, name, value, span);
}

/// What heads the column in a language.
const std::string& header_of(const type::Shown& shown, bool chinese) {
  const std::string& caption = chinese ? shown.label_zh : shown.label_en;
  return caption.empty() ? shown.name : caption;
}

/// Complains of a column that would stand under the header of one before it.
bool has_own_header(Context& context, const std::vector<type::Shown>& before,
                    const type::Shown& shown, base::Span span) {
  for (const type::Shown& other : before) {
    for (const bool chinese : {false, true}) {
      const std::string& header = header_of(shown, chinese);
      if (header_of(other, chinese) != header) continue;
      context.sink.report(code::same_caption, span, {header, other.name, shown.name});
      return false;
    }
  }
  return true;
}

void read_show(Context& context, NodeView item) {
  const auto entity = entity_named(context, item[Label::entity]);
  if (!entity) return;
  std::vector<type::Shown> shown;
  for (const NodeView column : item.all(Label::column)) {
    const NodeView path = column[Label::value];
    Typer typer(context);
    const ExprId value = typer.copied(path, Scope{.entity = *entity});
    if (context.build.type_of(value).kind == type::TypeKind::unknown) continue;
    type::Shown entry;
    for (const NodeView step : path.all(Label::step))
      entry.name += (entry.name.empty() ? "" : ".") + std::string(step.text());
    if (std::ranges::find(shown, entry.name, &type::Shown::name) != shown.end()) {
      context.sink.report(code::shown_twice, path.span(), {entry.name});
      continue;
    }
    entry.column = column_of(context, *entity, entry.name, value, path.span());
    read_captions(context, column, entry);
    if (!has_own_header(context, shown, entry, column.span())) continue;
    shown.push_back(std::move(entry));
  }
  context.model.entities[*entity].shown = std::move(shown);
}

void declare_show(Context& context, NodeView item) {
  context.columns.wait(Wave::everything, [&context, item] { read_show(context, item); });
}

void compare_shows(Context& context, absl::Span<const NodeView> items) {
  std::vector<NodeView> entities;
  for (const NodeView item : items) entities.push_back(item[Label::entity]);
  report_twice(context, entities, code::second_show);
}

}  // namespace

constinit const Form kShow{.rule = Rule::show, .declare = declare_show, .compare = compare_shows};

}  // namespace remit::check
