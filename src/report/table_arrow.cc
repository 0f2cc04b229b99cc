// Tables out as Arrow.
#include <vector>

#include "report/table_impl.h"
#include "table/arrow_export.h"

namespace remit {
namespace {

std::vector<table::NamedColumn> named_columns(const Table::Impl& table) {
  std::vector<table::NamedColumn> columns;
  for (std::size_t i = 0; i < table.columns->size(); ++i) {
    columns.push_back({(*table.columns)[i].name, table.data[i]});
  }
  return columns;
}

}  // namespace

Status Table::export_arrow(ArrowSchema* schema, ArrowArray* array) const {
  table::export_arrow(named_columns(*impl_), impl_->rows, impl_->naming, schema, array);
  return Done{};
}

Status Table::export_arrow(ArrowArrayStream* stream) const {
  table::export_arrow(named_columns(*impl_), impl_->rows, impl_->naming, stream);
  return Done{};
}

}  // namespace remit
