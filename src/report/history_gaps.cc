#include "report/history_gaps.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/hash_map.h"
#include "base/strings.h"
#include "diagnostic/text/common.h"
#include "diagnostic/text/report.h"
#include "report/words.h"

namespace remit::report {
namespace {

using base::Language;
using diagnostic::Argument;
namespace text = diagnostic::text;
using diagnostic::worded;
using number::Rational;

constexpr std::size_t kMostExamples = 5;

/// The periods of one group of rows.
struct Group {
  std::string title;
  std::vector<Rational> periods;
};

/// The cells of a row that say which history it belongs to; nothing if one of them cannot be read.
std::optional<std::string> group_of(const ComputedRun& run, const History& history,
                                    std::uint64_t row) {
  std::string title;
  for (const plan::ColumnId column : history.group) {
    const row::Value value = run.at(column, row);
    if (row::is_fault(value)) return std::nullopt;
    base::append(title, title.empty() ? "" : ", ", plain_text(run, column, value));
  }
  return title;
}

/// In the order of their first rows.
std::vector<Group> groups_of(const ComputedRun& run, const History& history) {
  std::vector<Group> groups;
  base::HashMap<std::string, std::size_t> known;
  for (std::uint64_t row = 0; row < run.row_count(history.entity); ++row) {
    const row::Value period = run.at(history.period, row);
    if (row::is_fault(period)) continue;
    auto title = group_of(run, history, row);
    if (!title) continue;
    const auto [at, fresh] = known.try_emplace(*title, groups.size());
    if (fresh) groups.push_back({*std::move(title), {}});
    groups[at->second].periods.push_back(row::number_of(period));
  }
  return groups;
}

class Finder {
 public:
  void look_at(Group& group) {
    if (!std::ranges::is_sorted(group.periods)) std::ranges::sort(group.periods);
    for (std::size_t i = 1; i < group.periods.size(); ++i) {
      const Rational lacking = group.periods[i] - group.periods[i - 1] - Rational(1);
      if (lacking.sign() <= 0) continue;
      missing_ = missing_ + lacking;
      of_years_ = of_years_ && ends_a_year(group.periods[i - 1], group.periods[i]);
      if (++found_ <= kMostExamples)
        add(group.title, group.periods[i - 1] + Rational(1), group.periods[i] - Rational(1));
    }
  }

  std::optional<HistoryGaps> take(plan::EntityId entity) {
    if (found_ == 0) return std::nullopt;
    if (found_ > kMostExamples) list("…");
    if (of_years_) list(text::months_of_years);
    return HistoryGaps{entity, missing_.to_text(), {std::move(en_), std::move(zh_)}};
  }

 private:
  /// 202012 and 202101: months as they are written, of which 88 numbers lie between two years.
  static bool ends_a_year(const Rational& before, const Rational& after) {
    const Rational hundred(100);
    const Rational year = Rational(before / hundred).floor();
    return before - year * hundred == Rational(12) &&
           after == (year + Rational(1)) * hundred + Rational(1);
  }

  void add(const std::string& group, const Rational& first, const Rational& last) {
    const std::string from = first.to_text();
    const Argument periods =
        first == last ? Argument(from) : worded(text::days_from_to, {from, last.to_text()});
    list(group.empty() ? periods : worded(text::explain_row_inputs, {group, periods}));
  }
  void list(const Argument& item) {
    append_item(en_, item.in(Language::en), Language::en);
    append_item(zh_, item.in(Language::zh), Language::zh);
  }

  std::size_t found_ = 0;
  Rational missing_;
  bool of_years_ = true;  ///< every gap is the end of a year
  std::string en_, zh_;
};

}  // namespace

std::optional<HistoryGaps> history_gaps(const ComputedRun& run, const History& history) {
  if (run.stored(history.period) == nullptr) return std::nullopt;
  Finder finder;
  for (Group& group : groups_of(run, history)) finder.look_at(group);
  return finder.take(history.entity);
}

}  // namespace remit::report
