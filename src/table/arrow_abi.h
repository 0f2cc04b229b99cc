#pragma once

#include <cstdint>

// The Arrow C data and stream interfaces, as their specification defines them: a frozen ABI that
// every Arrow library shares. https://arrow.apache.org/docs/format/CDataInterface.html
// The macros keep other copies of the same definitions from colliding with this one.

extern "C" {

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};

#endif  // ARROW_C_DATA_INTERFACE

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  const char* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};

#endif  // ARROW_C_STREAM_INTERFACE

}  // extern "C"

namespace remit::table {

/// A struct of the interface that is released when it goes out of scope, unless somebody took it.
template <typename Struct>
struct Released : Struct {
  Released() : Struct{} {}
  ~Released() {
    if (this->release != nullptr) this->release(this);
  }
  Released(const Released&) = delete;
  Released& operator=(const Released&) = delete;

  /// Takes over what `from` holds, as the interface prescribes for a move.
  void take(Struct& from) {
    static_cast<Struct&>(*this) = from;
    from.release = nullptr;
  }
  /// The other way round.
  void give(Struct& to) {
    to = *this;
    this->release = nullptr;
  }
};

}  // namespace remit::table
