#include "column/run/frame.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <new>

namespace remit::column {
namespace {

constexpr std::size_t kLine = 64;
constexpr std::size_t kPage = 4096;
constexpr std::uint32_t kNoCursor = 0xFFFFFFFF;

// Neighbouring vectors start one line further into their page than a power of two would put them,
// so that a batch's vectors do not compete for the same sets of the cache.
std::size_t padded(std::size_t bytes) { return (bytes + kLine - 1) / kLine * kLine + kLine; }

}  // namespace

const type::Fault* fault_at(const BatchFaults& faults, std::uint32_t row) {
  const auto at = std::lower_bound(
      faults.begin(), faults.end(), row,
      [](const RowFault& fault, std::uint32_t wanted) { return fault.row < wanted; });
  return at != faults.end() && at->row == row ? &at->fault : nullptr;
}

void Frame::follow(const Cursor& cursor) {
  assert(cursor_of(cursor.id) == nullptr);
  cursor_of_[cursor.id] = static_cast<std::uint32_t>(cursors.size());
  cursors.push_back(cursor);
  registers[cursor.id].data = cursor.base;
  if (cursor.written) registers[cursor.id].own = cursor.base;
}

const Cursor* Frame::cursor_of(RegisterId id) const {
  const std::uint32_t at = cursor_of_[id];
  return at == kNoCursor ? nullptr : &cursors[at];
}

bool Frame::is_written_in_place(RegisterId id) const {
  const Cursor* const cursor = cursor_of(id);
  return cursor != nullptr && cursor->written;
}

void Frame::resolve_pointer(RegisterId id, void* at) {
  std::memcpy(at, &registers[id].data, sizeof(void*));
  if (const Cursor* const cursor = cursor_of(id))
    followers_.push_back({at, cursor->base, cursor->size});
}

void Frame::move_to(std::uint64_t first, std::size_t count) {
  first_row = first;
  rows = count;
  for (const Cursor& cursor : cursors) {
    char* const at = cursor.base + first * cursor.size;
    registers[cursor.id].data = at;
    if (cursor.written) registers[cursor.id].own = at;
  }
  for (const Follower& follower : followers_) {
    const char* const to = follower.base + first * follower.size;
    std::memcpy(follower.at, &to, sizeof(to));
  }
}

namespace {

std::size_t bytes_of(std::span<const RegisterPlan> plan, std::size_t capacity) {
  std::size_t bytes = 0;
  for (const RegisterPlan& reg : plan)
    if (reg.own)
      bytes += reg.width == Width::integer ? sizeof(Integer) * capacity
                                           : padded(size_of(reg.width) * capacity);
  return bytes;
}

}  // namespace

void Frame::FreeMemory::operator()(void* memory) const {
  ::operator delete (memory, std::align_val_t{kPage});
}

Frame::Frame(std::span<const RegisterPlan> plan, std::size_t batch_capacity,
             const kernels::KernelTable* table)
    : kernels(table),
      capacity(batch_capacity),
      registers(plan.size()),
      ones(batch_capacity, 1),
      held_(bytes_of(plan, batch_capacity)),
      cursor_of_(plan.size(), kNoCursor) {
  std::size_t bytes = 0;
  for (const RegisterPlan& reg : plan) {
    if (reg.own && reg.width != Width::integer) bytes += padded(size_of(reg.width) * capacity);
  }
  bytes = (bytes + kPage - 1) / kPage * kPage;
  if (bytes > 0) {
    memory_.reset(::operator new (bytes, std::align_val_t{kPage}));
    std::memset(memory_.get(), 0, bytes);
  }
  char* next = static_cast<char*>(memory_.get());
  for (std::size_t i = 0; i < plan.size(); ++i) {
    if (!plan[i].own) continue;
    if (plan[i].width == Width::integer) {
      registers[i].own = integers_.emplace_back(capacity).data();
    } else {
      registers[i].own = next;
      next += padded(size_of(plan[i].width) * capacity);
    }
    registers[i].data = registers[i].own;
  }
}

}  // namespace remit::column
