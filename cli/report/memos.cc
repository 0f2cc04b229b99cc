#include "cli/report/memos.h"

#include <cstdint>

#include "cli/report/html_table.h"
#include "remit/text.h"

namespace remit::cli {
namespace {

/// A cell as the command line names it.
struct NamedCell {
  std::string entity, key, column;
};

std::optional<NamedCell> parse(const std::string& text) {
  const std::size_t first = text.find('/'), last = text.rfind('/');
  if (first == std::string::npos) return std::nullopt;
  NamedCell cell{text.substr(0, first), {}, text.substr(last + 1)};
  if (last > first) cell.key = text.substr(first + 1, last - first - 1);
  return cell;
}

}  // namespace

std::optional<std::string> memos_html(const FinishedRun& run, const std::vector<std::string>& cells,
                                      const Console& console) {
  std::string out;
  for (const std::string& text : cells) {
    const std::optional<NamedCell> cell = parse(text);
    // Only the policy as a whole has no key.
    if (!cell || (cell->key.empty() && cell->entity != run.policy.name())) {
      console.complain(console.text(Text::report_bad_memo, {text}));
      return std::nullopt;
    }
    const std::optional<std::size_t> entity =
        cell->entity == run.policy.name() ? 0 : run.policy.find_entity(cell->entity);
    if (!entity) {
      console.complain_of_name(console.text(Text::no_such_entity, {cell->entity}),
                               run.policy.near_entity(cell->entity));
      return std::nullopt;
    }
    const std::optional<std::uint64_t> row = *entity == 0
                                                 ? std::optional<std::uint64_t>(0)
                                                 : run.results.entity(*entity).find_row(cell->key);
    if (!row) {
      console.complain(console.text(Text::no_such_row, {cell->entity, cell->key}));
      return std::nullopt;
    }
    ExplainOptions options;
    options.language = console.language();
    const Result<std::string> memo = run.results.explain_text(*entity, *row, cell->column, options);
    if (!memo.ok()) {
      console.complain(memo.error().message(console.language()));
      return std::nullopt;
    }
    out += "<pre class=\"memo\">" + markup_text(*memo) + "</pre>\n";
  }
  return out;
}

}  // namespace remit::cli
