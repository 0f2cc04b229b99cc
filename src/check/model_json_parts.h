#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "base/json.h"
#include "check/model.h"

// The parts of the model as JSON (docs/model-json.md) that others are made of.

namespace remit::check {

/// "2010-01-31"; null for none.
base::Json day_json(std::int32_t days);
base::Json day_json(const std::optional<std::int32_t>& days);
/// null for kNone.
base::Json index_json(std::uint32_t index);
base::Json indices_json(std::span<const std::uint32_t> indices);
base::Json rounding_json(const number::Rounding& rounding);
base::Json type_json(const type::Type& type);
base::Json form_json(const type::NumberForm& form);
base::Json span_json(base::Span span);
base::Json keys_json(const std::vector<SortKey>& keys);
base::Json split_json(const PartySplit& split);
base::Json expr_json(const Model& model, const Expr& expr);

}  // namespace remit::check
