#include "random_rows.h"

#include <array>
#include <string>

#include "base/civil_date.h"
#include "dice.h"
#include "number/rational.h"

namespace remit::walk {
namespace {

std::string key_text(const FieldInfo& key, std::size_t number) {
  switch (key.type.kind) {
    case ValueKind::number:
    case ValueKind::money:
      return std::to_string(number);
    case ValueKind::date:
      return base::to_iso_text(base::civil_from_days(14'600 + static_cast<int>(number) * 20));
    case ValueKind::category:
      return key.type.categories[number % key.type.categories.size()];
    case ValueKind::boolean:
      return number % 2 == 0 ? "true" : "false";
    case ValueKind::text:
    case ValueKind::reference:
    case ValueKind::duration:
      break;
  }
  return "k" + std::to_string(number);
}

class Rows {
 public:
  Rows(const Policy& policy, std::uint64_t seed, bool turned)
      : policy_(policy),
        table_dice_(seed),
        turned_(turned),
        dice_(seed),
        data_(policy.new_data()) {}

  Data fill() {
    counts_.resize(policy_.entities().size());
    for (std::size_t entity = 1; entity < counts_.size(); ++entity) {
      dice_ = table_dice_.of(policy_.entities()[entity].name);
      counts_[entity] = dice_.chance(30) ? 60 + dice_.below(12) : dice_.below(7);
    }
    for (std::size_t entity = 0; entity < counts_.size(); ++entity) {
      const EntityInfo& info = policy_.entities()[entity];
      const std::size_t count = entity == 0 ? 1 : counts_[entity];
      for (std::size_t at = 0; at < count; ++at) {
        const std::size_t row = turned_ ? count - 1 - at : at;
        if (entity > 0) (void)data_.add_row(entity);
        for (std::size_t field = 0; field < info.fields.size(); ++field) {
          dice_ = table_dice_.of(info.name).of(info.fields[field].name, row + 1);
          (void)data_.set_text(entity, at, field, cell(entity, row, field));
        }
      }
    }
    return std::move(data_);
  }

 private:
  std::string cell(std::size_t entity, std::size_t row, std::size_t field) {
    const EntityInfo& info = policy_.entities()[entity];
    const FieldInfo& of = info.fields[field];
    if (dice_.chance(of.key ? 10 : of.optional || of.has_default ? 300 : 25)) return "";
    if (of.key && info.key.size() > 1) {
      // Rows share parts, and few of them all.
      const std::size_t part = of.key_part == 0 ? row % 4 : row / 4;
      return key_text(of, dice_.chance(60) ? dice_.below(3) : part);
    }
    if (of.key) return key_text(of, dice_.chance(20) ? 0 : row);
    if (dice_.chance(10)) return "?";
    switch (of.type.kind) {
      case ValueKind::boolean:
        return dice_.chance(600) ? "true" : "false";
      case ValueKind::number:
      case ValueKind::money:
        return number(entity, field);
      case ValueKind::date:
        return day(entity, field);
      case ValueKind::category:
        return dice_.one_of(of.type.categories);
      case ValueKind::reference:
        return reference(of.type.entity);
      case ValueKind::text:
      case ValueKind::duration:
        break;
    }
    return std::string(1, static_cast<char>('a' + dice_.below(4)));
  }

  std::string number(std::size_t entity, std::size_t field) {
    const int scale = policy_.entities()[entity].fields[field].type.scale;
    const auto edges = policy_.edges(entity, field);
    std::int64_t coefficient = 0;
    if (!edges.empty() && dice_.chance(500)) {
      coefficient = dice_.one_of(edges) + static_cast<std::int64_t>(dice_.below(3)) - 1;
    } else {
      constexpr std::array<std::int64_t, 10> kSome = {0, 1, -1, 2, 3, 7, 10, 100, -25, 99'999};
      coefficient = dice_.one_of(kSome);
      if (dice_.chance(700))
        for (int i = 0; i < scale; ++i) coefficient *= 10;
    }
    return number::Rational::from_decimal(number::Integer(coefficient), scale).to_text();
  }

  std::string day(std::size_t entity, std::size_t field) {
    const auto edges = policy_.edges(entity, field);
    std::int64_t days = 14'600 + static_cast<std::int64_t>(dice_.below(900));
    if (!edges.empty() && dice_.chance(500))
      days = dice_.one_of(edges) + static_cast<std::int64_t>(dice_.below(3)) - 1;
    return base::to_iso_text(base::civil_from_days(static_cast<std::int32_t>(days)));
  }

  std::string reference(const std::string& name) {
    const std::size_t entity = policy_.find_entity(name).value_or(0);
    const EntityInfo& info = policy_.entities()[entity];
    if (info.key.size() != 1 || dice_.chance(60)) return "nobody";
    return key_text(info.fields[info.key.front()], dice_.below(counts_[entity] + 1));
  }

  const Policy& policy_;
  const Dice table_dice_;
  const bool turned_;
  Dice dice_;  ///< of the cell
  Data data_;
  std::vector<std::size_t> counts_;
};

}  // namespace

Data random_rows(const Policy& policy, std::uint64_t seed, bool turned) {
  return Rows(policy, seed, turned).fill();
}

}  // namespace remit::walk
