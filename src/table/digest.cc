#include "table/digest.h"

#include <bit>

#define XXH_INLINE_ALL  // nothing to link, and no shared library at run time
#include <xxhash.h>

namespace remit::table {
namespace {

static_assert(std::endian::native == std::endian::little,
              "values are hashed as they lie in memory");

// Values are gathered in their canonical width before they are hashed.
constexpr std::size_t kBatch = 512;

// Hashes the values of one column. Every integer counts as 128 bits; a fault as zero or an empty
// text, because its stored value means nothing.
class Canonical {
 public:
  Canonical(XXH3_state_t* state, const Faults& faults)
      : state_(state), next_(faults.begin()), end_(faults.end()) {}

  template <typename T>
  void operator()(const Buffer<T>& values) {
    Int128 batch[kBatch];
    std::size_t filled = 0;
    for (std::uint64_t row = 0; row < values.size(); ++row) {
      batch[filled++] = is_fault(row) ? Int128{0} : static_cast<Int128>(values[row]);
      if (filled == kBatch) {
        XXH3_128bits_update(state_, batch, sizeof batch);
        filled = 0;
      }
    }
    XXH3_128bits_update(state_, batch, filled * sizeof(Int128));
  }
  void operator()(const Buffer<number::Rational>& values) {
    for (std::uint64_t row = 0; row < values.size(); ++row) {
      text(is_fault(row) ? std::string() : values[row].to_string());
    }
  }
  void operator()(const TextData& values) {
    for (std::uint64_t row = 0; row < values.size(); ++row) {
      text(is_fault(row) ? std::string_view() : values[row]);
    }
  }

 private:
  bool is_fault(std::uint64_t row) {
    if (next_ == end_ || next_->first != row) return false;
    ++next_;
    return true;
  }
  void text(std::string_view value) {
    const std::uint64_t size = value.size();
    XXH3_128bits_update(state_, &size, sizeof size);
    XXH3_128bits_update(state_, value.data(), value.size());
  }

  XXH3_state_t* state_;
  Faults::const_iterator next_;
  Faults::const_iterator end_;
};

}  // namespace

struct Digest::State {
  alignas(64) XXH3_state_t hash;
};

Digest::Digest() : state_(std::make_unique<State>()) { XXH3_128bits_reset(&state_->hash); }
Digest::~Digest() = default;
Digest::Digest(Digest&&) noexcept = default;
Digest& Digest::operator=(Digest&&) noexcept = default;

void Digest::add(std::uint64_t number) {
  XXH3_128bits_update(&state_->hash, &number, sizeof number);
}

void Digest::add(std::string_view text) {
  add(std::uint64_t{text.size()});
  XXH3_128bits_update(&state_->hash, text.data(), text.size());
}

void Digest::add(const ColumnData& column) {
  add(static_cast<std::uint64_t>(column.type.kind));
  add(std::uint64_t{column.type.ref});
  add(static_cast<std::uint64_t>(column.decimals));
  add(std::uint64_t{column.size()});
  std::visit(Canonical(&state_->hash, column.faults), column.storage);
  add(std::uint64_t{column.faults.size()});
  for (const auto& [row, fault] : column.faults) {
    add(row);
    add(static_cast<std::uint64_t>(fault.code));
    add(std::uint64_t{fault.column});
    add(fault.row);
  }
}

void Digest::add(const Results& results) {
  for (std::size_t i = 0; i < results.columns.size(); ++i) {
    if (!results.columns[i]) continue;
    add(std::uint64_t{i});
    add(*results.columns[i]);
  }
}

std::string Digest::hex() const {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(&state_->hash));
  std::string text;
  for (const unsigned char byte : canonical.digest) {
    text += "0123456789abcdef"[byte >> 4];
    text += "0123456789abcdef"[byte & 15];
  }
  return text;
}

}  // namespace remit::table
