#pragma once

#include <string>
#include <string_view>

#include "base/hash_map.h"
#include "base/span.h"
#include "diagnostic/sink.h"

namespace remit::check {

/// Names, or words of a list, by the form in which they are drawn (base/confusable.h).
class DrawnNames {
 public:
  void add(std::string_view name, base::Span span);
  /// Adds the name; warns if one before is drawn like it and is another, or if it has letters that
  /// nobody would have written there on purpose.
  void compare(std::string_view name, base::Span span, diagnostic::DiagnosticSink& sink);

 private:
  struct Written {
    std::string name;
    base::Span span;
  };
  base::HashMap<std::string, Written> first_;
};

}  // namespace remit::check
