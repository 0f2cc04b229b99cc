#include "cli/verb/sample_values.h"

#include <algorithm>

#include "remit/date.h"

namespace remit::cli {
namespace {

/// One value in so many lies on an edge or right beside it.
constexpr std::uint64_t kOnEdge = 8;
/// One in so many is blank, where it may be.
constexpr std::uint64_t kBlank = 16;
/// Most numbers that count as few.
constexpr std::uint64_t kFew = 100;
/// Sizes of amounts spread over this many powers of ten, as those of real projects do.
constexpr std::uint64_t kPowers = 9;
constexpr int kMostDecimals = 9;

std::int64_t power_of_ten(int exponent) {
  std::int64_t power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

/// A coefficient as text. Fields of more decimals than fit 64 bits have zeros at the end.
std::string decimal_text(std::int64_t coefficient, int scale) {
  std::string digits = std::to_string(coefficient < 0 ? -coefficient : coefficient);
  const auto decimals = static_cast<std::size_t>(scale);
  if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
  std::string text = coefficient < 0 ? "-" : "";
  text.append(digits, 0, digits.size() - decimals);
  if (scale > 0) text.append(1, '.').append(digits, digits.size() - decimals);
  return text;
}

std::int64_t within(const SampleSpan& span, Random& random) {
  return span.first + static_cast<std::int64_t>(random.below(span.size()));
}

}  // namespace

SampleValues::SampleValues(const FieldInfo& field, const std::vector<std::int64_t>& edges,
                           const SampleSpan& days)
    : type_(field.type),
      optional_(field.optional),
      whole_(field.percent && !field.bounded),
      usual_days_(days),
      edges_(edges) {
  if (edges_.empty()) return;
  knots_ = edges_;
  const bool is_date = type_.kind == ValueKind::date;
  // Below the least edge and above the greatest there is room too.
  const std::int64_t least = edges_.front(), most = edges_.back();
  constexpr std::int64_t kYear = 366;
  constexpr std::int64_t kFar = std::int64_t{1} << 60;
  knots_.push_back(is_date ? least - kYear : std::min<std::int64_t>(least, 0));
  if (is_date) {
    knots_.push_back(most + kYear);
  } else {
    knots_.push_back(most > 0 && most < kFar ? 2 * most : most);
  }
  std::sort(knots_.begin(), knots_.end());
  knots_.erase(std::unique(knots_.begin(), knots_.end()), knots_.end());
}

/// As amounts and counts of real projects are spread, nothing known of them.
std::string SampleValues::amount(Random& random) const {
  const bool is_money = type_.kind == ValueKind::money;
  const std::uint64_t power = is_money ? 1 + random.below(kPowers) : 3;
  const int decimals = std::min(type_.scale, is_money ? 2 : kMostDecimals);
  const std::int64_t bound = power_of_ten(static_cast<int>(power) + decimals);
  return decimal_text(static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(bound))),
                      decimals);
}

std::string SampleValues::number(Random& random) const {
  if (whole_) {
    const std::int64_t most = power_of_ten(std::min(type_.scale, kMostDecimals));
    const std::int64_t value =
        edges_.empty() ? static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(most)))
                       : std::clamp<std::int64_t>(between_edges(random), 0, most);
    return decimal_text(value, std::min(type_.scale, kMostDecimals));
  }
  if (edges_.empty()) return amount(random);
  // Nothing but zero says how large a figure is.
  if (edges_.back() <= 0 && random.below(kOnEdge) != 0) return amount(random);
  return decimal_text(between_edges(random), type_.scale);
}

/// Edges that lie far from the usual days (dates of birth, say) are those of another time.
std::int64_t SampleValues::day(Random& random) const {
  if (edges_.empty()) return within(usual_days_, random);
  const bool apart = usual_days_.last < knots_.front() || usual_days_.first > knots_.back();
  if (apart || random.below(kOnEdge) == 0) return between_edges(random);
  return within(usual_days_, random);
}

std::int64_t SampleValues::between_edges(Random& random) const {
  if (knots_.size() < 2 || random.below(kOnEdge) == 0) {
    const std::int64_t edge = edges_[random.below(edges_.size())];
    return edge + static_cast<std::int64_t>(random.below(3)) - 1;
  }
  const std::size_t stretch = random.below(knots_.size() - 1);
  return within({knots_[stretch], knots_[stretch + 1]}, random);
}

SampleSpan SampleValues::days() const {
  if (knots_.empty()) return usual_days_;
  return {std::min(knots_.front() - 1, usual_days_.first),
          std::max(knots_.back() + 1, usual_days_.last)};
}

std::optional<SampleSpan> SampleValues::few_numbers() const {
  if (type_.kind != ValueKind::number || type_.scale != 0 || edges_.size() < 2) return std::nullopt;
  const SampleSpan span{edges_.front(), edges_.back()};
  return span.size() <= kFew ? std::optional(span) : std::nullopt;
}

std::string day_text(std::int64_t day) {
  return to_text(date_of_days(static_cast<std::int32_t>(day)));
}

std::string SampleValues::cell(Random& random) const {
  if (optional_ && random.below(kBlank) == 0) return "";
  switch (type_.kind) {
    case ValueKind::boolean:
      return random.below(2) == 0 ? "false" : "true";
    case ValueKind::number:
    case ValueKind::money:
      return number(random);
    case ValueKind::date:
      return day_text(day(random));
    case ValueKind::category:
      return type_.categories[random.below(type_.categories.size())];
    case ValueKind::duration:
    case ValueKind::text:
    case ValueKind::reference:
      break;
  }
  return std::to_string(random.below(100));
}

}  // namespace remit::cli
