#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/source.h"
#include "base/span.h"

namespace remit::base {

/// The files of one compilation, laid end to end in one space of offsets.
///
/// A policy and those that amend it are read from several files; because every file has its own
/// stretch of offsets, a `Span` alone says which file it is in. Not thread-safe while adding.
class SourceSet {
 public:
  /// Adds a file. The reference stays valid as long as this set or a copy of it.
  const Source& add(std::string name, std::string text);

  bool empty() const { return sources_.empty(); }
  size_t size() const { return sources_.size(); }
  const Source& operator[](size_t index) const { return *sources_[index]; }

  /// The file that holds `offset`: the last that begins at or before it. The set must not be empty.
  const Source& at(uint32_t offset) const;

 private:
  std::vector<std::shared_ptr<const Source>> sources_;
};

}  // namespace remit::base
