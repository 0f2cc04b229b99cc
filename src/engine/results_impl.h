#pragma once

#include <memory>

#include "engine/data_impl.h"
#include "engine/policy_impl.h"
#include "remit/results.h"
#include "table/dataset.h"
#include "table/format_value.h"

namespace remit {

/// One run: what it read and what it computed. Immutable.
struct Results::Impl {
  std::shared_ptr<const Policy::Impl> policy;
  std::shared_ptr<const table::DatasetBuilder::Built> input;
  table::Results computed;
};

namespace engine {

/// What cells of the run need to be written as text. Refers to the run's input.
table::Naming make_naming(const Results::Impl& results);

}  // namespace engine
}  // namespace remit
