#pragma once

#include <gtest/gtest.h>

#include <string>

#include "../support/tables.h"
#include "row/evaluator.h"

namespace remit::row {

using plan::ColumnId;
using plan::EntityId;
using plan::ExpressionId;
using plan::kWhole;
using plan::Opcode;
using test::Case;
using type::kBoolean;
using type::kDate;
using type::kNumber;
using type::kText;

/// All cells of a column, by the whole run and again one by one in a fresh evaluator, from the last
/// row to the first: both must say the same.
inline std::string cells(const Case& c, ColumnId column) {
  const plan::Plan& plan = c.builder.plan();
  const table::Dataset data = c.dataset();
  Evaluator whole(plan, data, {.known = nullptr, .keep_helpers = true, .stop = {}});
  const auto results = whole.evaluate();
  EXPECT_TRUE(results.ok());
  Evaluator single(plan, data);
  std::string text;
  const table::ColumnData& computed = *results->columns[column];
  std::vector<std::string> demanded(computed.size());
  for (std::size_t row = computed.size(); row-- > 0;) {
    demanded[row] = test::show(single.cell(column, row));
  }
  for (std::size_t row = 0; row < computed.size(); ++row) {
    const std::string shown = test::show(decode(computed, row));
    EXPECT_EQ(shown, demanded[row]) << "row " << row;
    if (row > 0) text += ' ';
    text += shown;
  }
  return text;
}

}  // namespace remit::row
