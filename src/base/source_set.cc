#include "base/source_set.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace remit::base {

const Source& SourceSet::add(std::string name, std::string text) {
  // One offset between two files belongs to the first, so that its end has a place of its own.
  const uint32_t base = sources_.empty() ? 0 : sources_.back()->span().end + 1;
  sources_.push_back(std::make_shared<const Source>(std::move(name), std::move(text), base));
  return *sources_.back();
}

const Source& SourceSet::at(uint32_t offset) const {
  assert(!sources_.empty());
  const auto after =
      std::upper_bound(sources_.begin(), sources_.end(), offset,
                       [](uint32_t value, const auto& source) { return value < source->base(); });
  return after == sources_.begin() ? **after : **std::prev(after);
}

}  // namespace remit::base
