#include "compare/text_table.h"

#include <string>

#include "compare/policy_text.h"
#include "diagnostic/text/api.h"
#include "diagnostic/text/compare.h"
#include "report/assembler.h"

namespace remit::compare {
namespace {

namespace text = diagnostic::text;
using syntax::NodeView;

class Lines {
 public:
  Lines(const PolicyText& before, const PolicyText& after) : before_(before), after_(after) {}

  void add(const PolicyText::Declaration& of, const PartChange& change) {
    form_.add(of.form);
    name_.add(of.name);
    change_.add(!change.before ? "added" : !change.after ? "removed" : "changed");
    ours_.add(written_before(before_, change));
    theirs_.add(written_after(after_, change));
    place_before_.add(before_.place(change.before));
    place_after_.add(after_.place(change.after));
    ++count_;
  }

  Table take() {
    report::Assembler table("differences", count_);
    table.add("form", text::diff_form, form_);
    table.add("name", text::diff_name, name_);
    table.add("change", text::diff_change, change_);
    table.add("before", text::compare_before, ours_);
    table.add("after", text::compare_after, theirs_);
    table.add("place_before", text::diff_place_before, place_before_);
    table.add("place_after", text::diff_place_after, place_after_);
    return table.take();
  }

 private:
  const PolicyText& before_;
  const PolicyText& after_;
  report::TextCells form_, name_, change_, ours_, theirs_, place_before_, place_after_;
  std::uint64_t count_ = 0;
};

}  // namespace

Table text_table(const Policy::Impl& before, const Policy::Impl& after) {
  const PolicyText ours(before), theirs(after);
  Lines lines(ours, theirs);
  for (const PolicyText::Declaration& declaration : ours.declarations()) {
    const PolicyText::Declaration* other = theirs.find(declaration.id);
    if (other == nullptr) {
      lines.add(declaration, {declaration.node, {}, true});
      continue;
    }
    for (const PartChange& change : part_changes(ours, declaration.node, theirs, other->node))
      lines.add(declaration, change);
  }
  for (const PolicyText::Declaration& declaration : theirs.declarations())
    if (ours.find(declaration.id) == nullptr) lines.add(declaration, {{}, declaration.node, true});
  return lines.take();
}

}  // namespace remit::compare
