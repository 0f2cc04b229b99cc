#include "report/line_words.h"

#include <algorithm>
#include <utility>

#include "diagnostic/messages.h"
#include "diagnostic/text/api.h"

namespace remit::report {

namespace text = diagnostic::text;
using diagnostic::Text;

/// What every line of the ledger has, by its name there.
struct LineWord {
  const char* name;
  Text heading;
  std::string (*text)(const plan::Plan& plan, const LedgerLine& line);
};

namespace {

constexpr LineWord kLineWords[] = {
    {"payer", text::ledger_payer,
     [](const plan::Plan&, const LedgerLine& line) { return line.payer; }},
    {"payee", text::ledger_payee,
     [](const plan::Plan&, const LedgerLine& line) { return line.payee; }},
    {"purpose", text::ledger_purpose,
     [](const plan::Plan&, const LedgerLine& line) { return line.purpose; }},
    {"reward", text::ledger_reward,
     [](const plan::Plan&, const LedgerLine& line) { return line.payment->reward; }},
    {"clause", text::ledger_clause,
     [](const plan::Plan& plan, const LedgerLine& line) { return clause_of(plan, *line.payment); }},
};

/// The column of that name or label among an entity's fields, else among what is computed for it.
plan::ColumnId column_named(const plan::Plan& plan, plan::EntityId entity, std::string_view word) {
  const std::vector<plan::Field>& fields = plan.entities[entity].fields;
  auto field = std::ranges::find(fields, word, &plan::Field::name);
  if (field == fields.end() && !word.empty())
    field = std::ranges::find(fields, word, &plan::Field::label);
  const auto index = static_cast<std::uint32_t>(field - fields.begin());
  for (plan::ColumnId id = 0; id < plan.columns.size(); ++id) {
    const plan::Column& column = plan.columns[id];
    if (column.entity != entity) continue;
    const auto* input = std::get_if<plan::Input>(&column.node);
    if (field != fields.end() ? input != nullptr && input->field == index : column.name == word)
      return id;
  }
  return plan::kNoColumn;
}

}  // namespace

LineWords::LineWords(const ComputedRun& run, std::vector<std::string> words)
    : run_(run), words_(std::move(words)) {
  for (const std::string& word : words_) {
    parts_.push_back(part_named(word));
    const Part& part = parts_.back();
    const auto has_path = [](const auto& path) { return !path.empty(); };
    if (part.of_line == nullptr && std::ranges::none_of(part.paths, has_path)) unknown_ = word;
  }
}

LineWords::Part LineWords::part_named(const std::string& word) const {
  for (const LineWord& known : kLineWords) {
    const bool meant =
        word == known.name || word == text_template(known.heading, base::Language::zh);
    // Where no line says what it is for, a column of the rows may have that name.
    const bool said = known.heading != text::ledger_purpose || named_beside(run_.plan()).purposes;
    if (meant && said) return {&known, {}};
  }
  Part part;
  for (const plan::Payment& payment : run_.plan().payments)
    part.paths.push_back(path_of(payment.entity, word));
  return part;
}

std::vector<plan::ColumnId> LineWords::path_of(plan::EntityId entity, std::string_view word) const {
  std::vector<plan::ColumnId> path;
  for (;;) {
    if (word.empty()) return {};
    plan::ColumnId id = column_named(run_.plan(), entity, word);
    const std::size_t dot = word.find('.');
    if (id == plan::kNoColumn && dot != std::string_view::npos)
      id = column_named(run_.plan(), entity, word.substr(0, dot));
    else
      word = {};
    if (id == plan::kNoColumn || run_.stored(id) == nullptr) return {};
    path.push_back(id);
    if (word.empty()) return path;
    const type::Type type = run_.plan().columns[id].type;
    if (type.kind != type::TypeKind::reference) return {};
    entity = type.ref;
    word.remove_prefix(dot + 1);
  }
}

std::string LineWords::text(std::size_t index, const LedgerLine& line) const {
  const Part& part = parts_[index];
  if (part.of_line != nullptr) return part.of_line->text(run_.plan(), line);
  const auto number = static_cast<std::size_t>(line.payment - run_.plan().payments.data());
  std::uint64_t row = line.row;
  row::Value value;
  for (const plan::ColumnId id : part.paths[number]) {
    value = run_.at(id, row);
    if (row::is_fault(value)) return {};
    if (const auto* reference = std::get_if<row::Reference>(&value)) row = reference->row;
  }
  return part.paths[number].empty() ? std::string()
                                    : plain_text(run_, part.paths[number].back(), value);
}

void LineWords::add_to(Assembler& table, std::size_t index, TextCells& cells) const {
  const std::string& said = words_[index];
  if (const LineWord* word = parts_[index].of_line)
    table.add(word->name, word->heading, cells);
  else
    table.add(said.c_str(), ColumnHeading(said, said), cells);
}

}  // namespace remit::report
