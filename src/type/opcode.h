#pragma once

#include <cstddef>
#include <cstdint>

namespace remit::type {

/// The operations of a formula over one row; operations.def says what each is.
enum class Opcode : std::uint8_t {
#define REMIT_OPERATION(name, ...) name,
#include "type/operations.def"
#undef REMIT_OPERATION
};

/// How many there are.
inline constexpr std::size_t kOpcodes = 0
#define REMIT_OPERATION(name, ...) +1
#include "type/operations.def"
#undef REMIT_OPERATION
    ;

}  // namespace remit::type
