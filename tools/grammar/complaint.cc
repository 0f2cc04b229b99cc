#include "complaint.h"

#include <algorithm>

namespace remit::grammar_compiler {
namespace {

void print_one(const Complaint& complaint, std::string_view file, std::string_view text,
               std::ostream& out) {
  if (complaint.place.data() == nullptr) {
    out << file << ": error: " << complaint.message << '\n';
    return;
  }
  const auto at = static_cast<std::size_t>(complaint.place.data() - text.data());
  const std::string_view before = text.substr(0, at);
  const std::size_t line = static_cast<std::size_t>(std::ranges::count(before, '\n')) + 1;
  const std::size_t begin = before.rfind('\n') + 1;  // npos + 1 is 0
  const std::size_t end = std::min(text.find('\n', at), text.size());
  const std::size_t width = std::min(complaint.place.size(), end - at);
  out << file << ':' << line << ':' << at - begin + 1 << ": error: " << complaint.message << '\n'
      << text.substr(begin, end - begin) << '\n'
      << std::string(at - begin, ' ') << '^' << std::string(width > 1 ? width - 1 : 0, '~') << '\n';
}

}  // namespace

void print(const Complaints& complaints, std::string_view file, std::string_view text,
           std::ostream& out) {
  Complaints sorted = complaints;
  std::ranges::stable_sort(sorted, std::less<>(),
                           [](const Complaint& each) { return each.place.data(); });
  for (const Complaint& each : sorted) print_one(each, file, text, out);
}

}  // namespace remit::grammar_compiler
