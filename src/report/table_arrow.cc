// Tables out as Arrow.
#include <optional>
#include <vector>

#include "base/executor.h"
#include "report/table_impl.h"
#include "table/arrow_export.h"
#include "table/ranges.h"

namespace remit {
namespace {

std::vector<table::NamedColumn> named_columns(const Table::Impl& table) {
  std::vector<table::NamedColumn> columns;
  for (std::size_t i = 0; i < table.columns->size(); ++i) {
    columns.push_back({(*table.columns)[i].name, table.data[i]});
  }
  return columns;
}

/// The threads that a table is written on.
class Threads {
 public:
  explicit Threads(const Table::Impl& table) {
    if (table.threads > 1 && table::task_count(table.rows) > 1) pool_.emplace(table.threads);
  }
  base::Executor* executor() { return pool_ ? &*pool_ : nullptr; }

 private:
  std::optional<base::ThreadPool> pool_;
};

}  // namespace

Status Table::export_arrow(ArrowSchema* schema, ArrowArray* array) const {
  Threads threads(*impl_);
  table::export_arrow(named_columns(*impl_), impl_->rows, impl_->naming, schema, array,
                      threads.executor());
  return Done{};
}

Status Table::export_arrow(ArrowArrayStream* stream) const {
  Threads threads(*impl_);
  table::export_arrow(named_columns(*impl_), impl_->rows, impl_->naming, stream,
                      threads.executor());
  return Done{};
}

}  // namespace remit
