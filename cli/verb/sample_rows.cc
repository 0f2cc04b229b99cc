#include "cli/verb/sample_rows.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/civil_date.h"

namespace remit::cli {
namespace {

// SplitMix64 (Steele, Lea and Flood 2014): tiny, and the same everywhere.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15u;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
    return mixed ^ (mixed >> 31);
  }
  // Of [0, bound); the bias is far below what a benchmark could see.
  std::uint64_t below(std::uint64_t bound) { return next() % bound; }

 private:
  std::uint64_t state_;
};

// Sizes of amounts spread over this many powers of ten, as those of real projects do.
constexpr std::uint64_t kMoneyPowers = 9;
constexpr std::int32_t kFirstDay = 13'149;  // 2006-01-01
constexpr std::uint64_t kDays = 5 * 365;

class Samples {
 public:
  Samples(const Policy& policy, std::uint64_t rows) : policy_(policy) {
    const auto& entities = policy.entities();
    counts_.assign(entities.size(), rows);
    for (const EntityInfo& entity : entities) {
      for (const FieldInfo& field : entity.fields) {
        if (field.type.kind != ValueKind::reference) continue;
        const auto target = policy.find_entity(field.type.entity);
        if (target) counts_[*target] = std::max<std::uint64_t>(rows / 100, 1);
      }
    }
    counts_[0] = 1;
  }

  std::uint64_t rows(std::size_t entity) const { return counts_[entity]; }

  std::string cell(const FieldInfo& field, std::uint64_t row, Random& random) const {
    const ValueType& type = field.type;
    if (field.key && type.kind != ValueKind::reference) return std::to_string(row + 1);
    switch (type.kind) {
      case ValueKind::boolean:
        return random.below(2) == 0 ? "false" : "true";
      case ValueKind::number:
        return decimal(random.below(1000), type.scale, random);
      case ValueKind::money: {
        std::uint64_t bound = 10;
        for (std::uint64_t i = random.below(kMoneyPowers); i > 0; --i) bound *= 10;
        return decimal(random.below(bound), type.scale, random);
      }
      case ValueKind::date: {
        const auto day = kFirstDay + static_cast<std::int32_t>(random.below(kDays));
        return base::to_iso_text(base::civil_from_days(day));
      }
      case ValueKind::category:
        return type.categories[random.below(type.categories.size())];
      case ValueKind::reference: {
        // The key of a row of the entity referred to; row by row where it is a key itself.
        const auto target = policy_.find_entity(type.entity);
        const std::uint64_t count = target ? counts_[*target] : 1;
        return std::to_string((field.key ? row % count : random.below(count)) + 1);
      }
      default:
        return std::to_string(random.below(100));
    }
  }

 private:
  static std::string decimal(std::uint64_t whole, int scale, Random& random) {
    std::string text = std::to_string(whole);
    if (scale > 0) text += '.';
    for (int i = 0; i < std::min(scale, 2); ++i) {
      text += static_cast<char>('0' + random.below(10));
    }
    return text;
  }

  const Policy& policy_;
  std::vector<std::uint64_t> counts_;
};

}  // namespace

std::optional<std::string> fill_with_sample_rows(const Policy& policy, std::uint64_t rows,
                                                 Language language, Data& data) {
  const Samples samples(policy, rows);
  for (std::size_t i = 0; i < policy.entities().size(); ++i) {
    const EntityInfo& entity = policy.entities()[i];
    if (entity.fields.empty()) continue;
    Random random(i + 1);
    std::vector<std::vector<std::string>> cells;
    for (const FieldInfo& field : entity.fields) {
      std::vector<std::string>& column = cells.emplace_back();
      column.reserve(samples.rows(i));
      for (std::uint64_t row = 0; row < samples.rows(i); ++row) {
        column.push_back(samples.cell(field, row, random));
      }
    }
    std::vector<TextColumn> columns;
    for (std::size_t f = 0; f < cells.size(); ++f) {
      columns.push_back({entity.fields[f].name, 0, false, {cells[f].begin(), cells[f].end()}});
    }
    const Status status = data.set_table_text(i, columns);
    if (!status.ok()) return status.error().message(language);
  }
  return std::nullopt;
}

}  // namespace remit::cli
