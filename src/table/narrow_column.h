// Whole columns in as few bytes as their values take.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/executor.h"
#include "table/column_data.h"

namespace remit::table {

/// From so many rows on a table is held narrower than it is given: of fewer the memory does not
/// count, and what is read stays in the nearer caches however wide it is.
inline constexpr std::size_t kNarrowRows = 16'384;

/// Holds numbers, amounts and row numbers of 64 bits in 32 where every value fits, and lets go of
/// the wide ones. Nothing happens to columns of other kinds, to short ones, and to those that do
/// not fit. One look at the values, which ends where one does not fit.
/// On the threads of `executor`, null: on this one.
void narrow_column(ColumnData& column, base::Executor* executor = nullptr);

/// Whether columns of the kind are held so.
bool may_be_narrow(type::TypeKind kind);

/// Numbers of 64 bits in 32; whether all of them fit. What does not leaves anything.
bool narrow_block(const std::int64_t* values, std::size_t count, std::int32_t* to);

/// The row that a reference without a fault refers to, in either width.
std::uint64_t referred_row(const ColumnData& references, std::uint64_t row);

}  // namespace remit::table
