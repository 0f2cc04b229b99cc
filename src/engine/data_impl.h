#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "engine/policy_impl.h"
#include "remit/data.h"
#include "table/builder.h"

namespace remit {

struct Data::Impl {
  /// A header that names no field.
  struct Note {
    std::size_t entity = 0;
    std::string header;
  };

  explicit Impl(std::shared_ptr<const Policy::Impl> of);
  Impl(const Impl& other);

  /// The tables as the evaluators read them, linked. Made when first asked for after a change;
  /// several threads may ask at the same time.
  std::shared_ptr<const table::DatasetBuilder::Built> built() const;
  /// Whoever changes the tables says so first.
  void changed() { built_.reset(); }

  std::shared_ptr<const Policy::Impl> policy;
  table::DatasetBuilder builder;
  std::vector<bool> whole;  ///< by entity: the table was set as a whole
  std::vector<Note> notes;

 private:
  mutable std::mutex mutex_;  // guards built_ among readers
  mutable std::shared_ptr<const table::DatasetBuilder::Built> built_;
};

}  // namespace remit
