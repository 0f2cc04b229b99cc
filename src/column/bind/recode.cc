#include <algorithm>
#include <utility>

#include "column/bind/bind.h"
#include "column/nodes/cell_reader.h"

namespace remit::column {

std::shared_ptr<ColumnStore> recoded(const ColumnStore& store, const TextCodes& from,
                                     const TextCodes& to) {
  std::vector<std::int32_t> code_of(static_cast<std::size_t>(from.size()));
  for (std::int32_t code = 0; code < from.size(); ++code)
    code_of[static_cast<std::size_t>(code)] = to.code(from.text(code));
  auto codes = std::make_shared<std::vector<std::int32_t>>(store.rows);
  for (std::size_t i = 0; i < codes->size(); ++i)
    (*codes)[i] = code_of[static_cast<std::size_t>(int64_at(store.values, i))];
  auto result = std::make_shared<ColumnStore>(store);
  result->values = {Width::int32, codes->data(), codes, {0, std::max(to.size() - 1, 0)}};
  return result;
}

std::shared_ptr<BoundDataset> with_missed_texts(const BoundDataset& bound) {
  auto more = std::make_shared<BoundDataset>(BoundDataset{bound.row_counts,
                                                          bound.given,
                                                          bound.refused,
                                                          bound.inputs,
                                                          {},
                                                          std::make_shared<MissedTexts>(),
                                                          bound.made_texts});
  more->made_texts.push_back(
      std::make_shared<const std::vector<std::string>>(bound.missed->list()));
  for (std::int32_t code = 0; code < bound.texts.size(); ++code)
    more->texts.add(bound.texts.text(code));
  for (const std::string& text : *more->made_texts.back()) more->texts.add(text);
  more->texts.seal();
  for (std::shared_ptr<const ColumnStore>& input : more->inputs)
    if (input != nullptr && input->type.kind == type::TypeKind::text)
      input = recoded(*input, bound.texts, more->texts);
  return more;
}

}  // namespace remit::column
