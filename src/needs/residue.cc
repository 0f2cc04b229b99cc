#include "needs/residue.h"

#include <utility>

namespace remit::needs {

Residue Residues::of(const row::Value& value) {
  if (row::is_fault(value))
    return of(Kind::fault, {static_cast<std::uint64_t>(row::fault_of(value).code)});
  const auto [found, is_new] = values_.try_emplace({value}, next_);
  if (is_new) ++next_;
  return found->second;
}

Residue Residues::of(Kind kind, std::vector<std::uint64_t> parts) {
  parts.push_back(static_cast<std::uint64_t>(kind));
  const auto [found, is_new] = made_.try_emplace(std::move(parts), next_);
  if (is_new) ++next_;
  return found->second;
}

}  // namespace remit::needs
