#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>

namespace remit {

/// What a run can be asked for.
enum class Output : std::uint32_t {
  columns = 1u << 0,       ///< Results::entity
  ledger = 1u << 1,        ///< Results::ledger, totals_by and payment lists
  totals = 1u << 2,        ///< Results::totals
  targets = 1u << 3,       ///< Results::targets
  findings = 1u << 4,      ///< Results::findings
  attributions = 1u << 5,  ///< Results::attributions, attribution_totals
  errors = 1u << 6,        ///< Results::errors, causes, error_origins
};

/// A set of them. Without a word all of them.
class Outputs {
 public:
  constexpr Outputs() = default;
  constexpr Outputs(std::initializer_list<Output> outputs) : bits_(0) {
    for (const Output output : outputs) bits_ |= static_cast<std::uint32_t>(output);
  }
  static constexpr Outputs none() { return *of_bits(0); }
  /// Of a sum of Output values; nothing where a bit is none of them.
  static constexpr std::optional<Outputs> of_bits(std::uint32_t bits) {
    if ((bits & ~kAll) != 0) return std::nullopt;
    Outputs outputs;
    outputs.bits_ = bits;
    return outputs;
  }

  constexpr std::uint32_t bits() const { return bits_; }
  constexpr bool has(Output output) const {
    return (bits_ & static_cast<std::uint32_t>(output)) != 0;
  }
  constexpr bool is_all() const { return bits_ == kAll; }
  constexpr Outputs without(Output output) const {
    Outputs rest = *this;
    rest.bits_ &= ~static_cast<std::uint32_t>(output);
    return rest;
  }
  constexpr void add(Output output) { bits_ |= static_cast<std::uint32_t>(output); }

  friend constexpr bool operator==(Outputs, Outputs) = default;

 private:
  static constexpr std::uint32_t kAll = (1u << 7) - 1;
  std::uint32_t bits_ = kAll;
};

/// All outputs, each with the word that names it for programs: "columns", "ledger". Lives forever.
struct OutputName {
  Output output;
  std::string_view name;
};
std::span<const OutputName> output_names();

}  // namespace remit
