#include "column/kernels/kernel_table.h"

namespace remit::column::kernels {

extern const KernelTable kPortableTable, kSingleTable;
#if defined(__x86_64__)
extern const KernelTable kV2Table, kV3Table, kV4Table;
#endif

const KernelTable* kernel_table(Isa isa) {
#if defined(__x86_64__)
  const KernelTable* const tables[] = {&kPortableTable, &kV2Table, &kV3Table, &kV4Table};
  auto at = static_cast<std::size_t>(isa);
  while (!is_available(static_cast<Isa>(at))) --at;
  return tables[at];
#else
  static_cast<void>(isa);
  return &kPortableTable;
#endif
}

const KernelTable* single_row_table() { return &kSingleTable; }

}  // namespace remit::column::kernels
