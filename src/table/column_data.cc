#include "table/column_data.h"

#include <algorithm>

#include "table/dataset.h"

namespace remit::table {
namespace {

template <typename T>
constexpr bool kIsInteger =
    std::is_same_v<T, Buffer<std::int32_t>> || std::is_same_v<T, Buffer<std::int64_t>> ||
    std::is_same_v<T, Buffer<Int128>>;

// Equal texts, or equal numbers whatever their width; other storages are never equal.
struct SameStorage {
  const Faults& faults;

  template <typename A, typename B>
  bool operator()(const A& a, const B& b) const {
    if constexpr (std::is_same_v<A, B> || (kIsInteger<A> && kIsInteger<B>)) {
      if (a.size() != b.size()) return false;
      auto fault = faults.begin();
      for (std::size_t row = 0; row < a.size(); ++row) {
        if (fault != faults.end() && fault->first == row) {
          ++fault;
        } else if (a[row] != b[row]) {
          return false;
        }
      }
      return true;
    } else {
      return false;
    }
  }
};

}  // namespace

const type::Fault* fault_of_row(const Faults& faults, std::uint64_t row) {
  const auto found = std::lower_bound(
      faults.begin(), faults.end(), row,
      [](const auto& fault, std::uint64_t wanted) { return fault.first < wanted; });
  return found != faults.end() && found->first == row ? &found->second : nullptr;
}

const type::Fault* ColumnData::fault(std::uint64_t row) const { return fault_of_row(faults, row); }

ColumnData shown_keys(const ColumnData& keys) {
  ColumnData shown = keys;
  std::erase_if(shown.faults,
                [](const auto& at) { return at.second.code == type::CellFault::duplicate_key; });
  return shown;
}

bool same(const ColumnData& a, const ColumnData& b) {
  return a.type == b.type && a.decimals == b.decimals && a.faults == b.faults &&
         std::visit(SameStorage{a.faults}, a.storage, b.storage);
}

}  // namespace remit::table
