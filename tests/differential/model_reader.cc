#include "model_reader.h"

#include <map>
#include <stdexcept>
#include <string>
#include <utility>

#include "base/civil_date.h"
#include "number/decimal.h"
#include "type/names.h"
#include "type/words.h"

namespace remit::differential {
namespace {

using nlohmann::json;

template <typename E>
E read_name(const json& word) {
  const std::string text = word.get<std::string>();
  for (int i = 0; i < 256; ++i) {
    if (type::name(static_cast<E>(i)) == text) return static_cast<E>(i);
  }
  throw std::runtime_error("unknown word " + text);
}

number::Rational read_number(const json& value) {
  const std::string text = value.get<std::string>();
  const std::size_t bar = text.find('/');
  const auto numerator = number::parse_decimal(text.substr(0, bar));
  if (!numerator) throw std::runtime_error("no number: " + text);
  if (bar == std::string::npos) return numerator->to_rational();
  const auto denominator = number::parse_decimal(text.substr(bar + 1));
  if (!denominator) throw std::runtime_error("no number: " + text);
  return numerator->to_rational() / denominator->to_rational();
}

std::int32_t read_day(const json& value) {
  const auto date = base::parse_iso_date(value.get<std::string>());
  if (!date) throw std::runtime_error("no date: " + value.dump());
  return base::days_from_civil(*date);
}

std::uint32_t read_index(const json& value) {
  return value.is_null() ? check::kNone : value.get<std::uint32_t>();
}

std::vector<std::uint32_t> read_indices(const json& list) {
  std::vector<std::uint32_t> result;
  for (const json& value : list) result.push_back(read_index(value));
  return result;
}

number::Rounding read_rounding(const json& value) {
  const auto mode = number::parse_rounding_mode(value.at("mode").get<std::string>());
  const auto increment = number::parse_decimal(value.at("increment").get<std::string>());
  if (!mode || !increment) throw std::runtime_error("no rounding: " + value.dump());
  return {*mode, *increment};
}

type::Type read_type(const json& value) {
  type::Type result{read_name<type::TypeKind>(value.at("kind"))};
  for (const char* of : {"currency", "set", "entity"}) {
    if (value.contains(of)) result.ref = value.at(of).get<std::uint32_t>();
  }
  if (value.contains("unit")) {
    result.ref = static_cast<std::uint32_t>(read_name<type::DurationUnit>(value.at("unit")));
  }
  return result;
}

check::Match::Pair read_pair(const json& value) {
  return {read_index(value.at("ours")), read_index(value.at("theirs"))};
}

std::vector<check::SortKey> read_keys(const json& list) {
  std::vector<check::SortKey> keys;
  for (const json& key : list) {
    keys.push_back({read_index(key.at("value")), key.at("descending").get<bool>()});
  }
  return keys;
}

class Reader {
 public:
  check::Model read(const json& from) {
    model_.name = from.at("name").get<std::string>();
    for (const json& each : from.at("currencies")) {
      model_.currencies.push_back(
          {each.at("code").get<std::string>(), each.at("scale").get<int>()});
    }
    for (const json& each : from.at("category_sets")) read_set(each);
    for (const json& each : from.at("entities")) read_entity(each);
    for (const json& each : from.at("columns")) read_column(each);
    for (const json& each : from.at("expressions")) read_expression(each);
    for (const json& each : from.at("splits")) read_split(each);
    for (const json& each : from.at("scales")) read_scale(each);
    for (const json& each : from.at("matrices")) {
      model_.matrices.push_back({each.at("name").get<std::string>(),
                                 read_indices(each.at("extents")),
                                 read_indices(each.at("values"))});
    }
    for (const json& each : from.at("dated")) read_dated(each);
    for (const json& each : from.at("calendars")) {
      model_.calendars.push_back({each.at("name").get<std::string>(), read_index(each.at("entity")),
                                  read_index(each.at("date")), read_index(each.at("worked"))});
    }
    if (from.contains("made"))
      for (const json& each : from.at("made")) read_made(each);
    return std::move(model_);
  }

 private:
  void read_made(const json& from) {
    type::MadeRows& made = model_.made.emplace_back();
    made.entity = from.at("entity").get<std::uint32_t>();
    for (const json& source : from.at("sources"))
      made.sources.push_back(
          {source.at("entity").get<std::uint32_t>(), read_index(source.at("where"))});
    made.unit = read_name<type::CalendarUnit>(from.at("unit"));
    made.from = read_index(from.at("from"));
    made.to = read_index(from.at("to"));
    made.cuts = read_indices(from.at("cuts"));
    made.groups = read_indices(from.at("groups"));
    for (const json& field : from.at("fields"))
      made.fields.push_back(read_name<type::MadeField>(field));
    model_.entities[made.entity].made = true;
  }

  void read_set(const json& from) {
    type::CategorySet& set = model_.category_sets.emplace_back();
    for (const json& value : from)
      set.values.push_back({value.at("name").get<std::string>(), {}, {}});
  }

  void read_entity(const json& from) {
    check::Entity& entity = model_.entities.emplace_back();
    entity.name = from.at("name").get<std::string>();
    entity.hole = from.at("hole").get<bool>();
    if (from.at("key").is_number()) entity.key = {from.at("key").get<std::uint32_t>()};
    if (from.at("key").is_array()) entity.key = from.at("key").get<std::vector<std::uint32_t>>();
    for (const json& each : from.at("fields")) {
      check::Field& field = entity.fields.emplace_back();
      field.name = each.at("name").get<std::string>();
      field.type = read_type(each.at("type"));
      field.decimals = each.at("scale").get<int>();
      field.optional = each.at("optional").get<bool>();
      field.decision = each.at("decision").get<bool>();
      field.percent = each.value("percent", false);
      field.bounded = each.value("bounded", false);
      field.hole = each.at("hole").get<bool>();
      field.tree = each.value("tree", false);
      field.left_out = each.value("left_out", false);
      field.may_not_apply = each.value("may_not_apply", false);
      if (!each.at("default").is_null()) field.default_value = read_index(each.at("default"));
      field.column = read_index(each.at("column"));
    }
  }

  void read_column(const json& from) {
    check::Column& column = model_.columns.emplace_back();
    column.name = from.at("name").get<std::string>();
    column.entity = from.at("entity").get<std::uint32_t>();
    column.type = read_type(from.at("type"));
    column.input = !from.at("field").is_null();
    if (column.input) column.field = from.at("field").get<std::uint32_t>();
    column.value = read_index(from.at("value"));
    column.output = from.at("output").get<bool>() && !column.name.empty();
    const bool helper = column.name.empty();
    column.origin = {"", column.name, "", "", helper ? type::Role::helper : type::Role::value, {}};
  }

  template <typename T>
  static std::uint32_t append(std::vector<T>& list, T value) {
    list.push_back(std::move(value));
    return static_cast<std::uint32_t>(list.size() - 1);
  }

  void read_expression(const json& from) {
    check::Expr expr;
    expr.entity = from.at("entity").get<std::uint32_t>();
    expr.type = read_type(from.at("type"));
    const auto args = read_indices(from.at("args"));
    expr.args.assign(args.begin(), args.end());
    const std::string kind = from.at("kind").get<std::string>();
    if (kind == "operation") {
      expr.op = read_name<type::Opcode>(from.at("op"));
      expr.payload = read_payload(expr.op, from);
    } else if (kind == "column") {
      expr.kind = check::ExprKind::column;
      expr.payload = from.at("column").get<std::uint32_t>();
    } else if (kind == "lookup") {
      expr.kind = check::ExprKind::lookup;
    } else if (kind == "match") {
      expr.kind = check::ExprKind::match;
      expr.payload = append(model_.matches, read_match(from.at("match")));
    } else if (kind == "fold") {
      expr.kind = check::ExprKind::fold;
      expr.payload = append(model_.folds, read_fold(from.at("fold")));
    } else if (kind == "rank") {
      expr.kind = check::ExprKind::rank;
      expr.payload = append(model_.ranks, read_rank(from.at("rank")));
    } else if (kind == "apportion") {
      expr.kind = check::ExprKind::apportion;
      expr.payload = append(model_.apportions, read_apportion(from.at("apportion")));
    } else if (kind == "party") {
      expr.kind = check::ExprKind::party;
      expr.payload = from.at("split").get<std::uint32_t>();
      expr.extra = from.at("index").get<std::uint32_t>();
    } else {
      throw std::runtime_error("unknown kind " + kind);
    }
    model_.exprs.push_back(std::move(expr));
  }

  std::uint32_t read_payload(type::Opcode op, const json& from) {
    using type::Payload;
    const Payload what = type::operation(op).payload;
    const std::string member(type::name(what));
    switch (what) {
      case Payload::none:
      case Payload::column:
        break;
      case Payload::number:
        return append(model_.numbers, read_number(from.at(member)));
      case Payload::truth:
        return from.at(member).get<bool>() ? 1 : 0;
      case Payload::day:
        return static_cast<std::uint32_t>(read_day(from.at(member)));
      case Payload::text:
        return append(model_.texts, from.at(member).get<std::string>());
      case Payload::fault:
        return static_cast<std::uint32_t>(read_name<type::CellFault>(from.at(member)));
      case Payload::rounding:
        return append(model_.roundings, read_rounding(from.at(member)));
      case Payload::code:
      case Payload::count:
      case Payload::scale:
      case Payload::matrix:
      case Payload::dated:
      case Payload::calendar:
        return from.at(member).get<std::uint32_t>();
    }
    return 0;
  }

  static check::Match read_match(const json& from) {
    check::Match match;
    match.entity = from.at("entity").get<std::uint32_t>();
    for (const json& pair : from.at("equal")) match.equal.push_back(read_pair(pair));
    if (!from.at("as_of").is_null()) match.as_of = read_pair(from.at("as_of"));
    match.by_key = from.value("by_key", false);
    match.earlier = from.value("earlier", 0u);
    if (const auto none = type::find_fault(from.value("none", "blank"))) match.none = *none;
    return match;
  }

  static check::Fold read_fold(const json& from) {
    check::Fold fold;
    fold.op = read_name<type::FoldOp>(from.at("op"));
    fold.rows = from.at("rows").get<std::uint32_t>();
    fold.via = read_index(from.at("via"));
    fold.partitioned = from.at("partitioned").get<bool>();
    fold.partition = read_indices(from.at("partition"));
    fold.value = read_index(from.at("value"));
    fold.where = read_index(from.at("where"));
    fold.ours = read_indices(from.value("ours", json::array()));
    fold.order = read_keys(from.value("order", json::array()));
    fold.by_row = from.value("by_row", false);
    if (const json window = from.value("window", json()); !window.is_null()) {
      fold.window = check::Window{
          read_index(window.at("key")),        read_index(window.at("lower")),
          read_index(window.at("upper")),      window.at("lower_open").get<bool>(),
          window.at("upper_open").get<bool>(), read_index(window.value("place", json()))};
    }
    if (const json kept = from.value("kept", json()); !kept.is_null()) {
      fold.kept = type::Kept{.passed = kept.at("passed"), .left = kept.at("left")};
      if (!kept.at("most").is_null()) fold.kept->most = kept.at("most");
    }
    return fold;
  }

  static check::Rank read_rank(const json& from) {
    check::Rank rank;
    rank.keys = read_keys(from.at("keys"));
    rank.partition = read_indices(from.at("partition"));
    rank.where = read_index(from.at("where"));
    rank.output = read_name<type::RankOutput>(from.at("output"));
    return rank;
  }

  static check::Apportion read_apportion(const json& from) {
    check::Apportion share;
    share.method = read_name<number::ShareMethod>(from.at("method"));
    share.total = read_index(from.at("total"));
    share.partition = read_indices(from.at("partition"));
    share.where = read_index(from.at("where"));
    share.weight = read_index(from.at("weight"));
    share.cap = read_index(from.at("cap"));
    share.floor = read_index(from.at("floor"));
    share.order = read_keys(from.at("order"));
    share.owner = read_index(from.at("owner"));
    share.rounding = read_rounding(from.at("rounding"));
    share.remainder = read_name<number::RemainderRule>(from.at("remainder"));
    return share;
  }

  void read_split(const json& from) {
    check::PartySplit& split = model_.party_splits.emplace_back();
    split.total = read_index(from.at("total"));
    split.method = read_name<number::ShareMethod>(from.at("method"));
    split.weights = read_indices(from.at("weights"));
    split.caps = read_indices(from.at("caps"));
    split.rounding = read_rounding(from.at("rounding"));
    split.remainder = read_name<number::RemainderRule>(from.at("remainder"));
    split.owner = from.at("owner").get<std::uint32_t>();
  }

  void read_scale(const json& from) {
    type::Scale& scale = model_.scales.emplace_back();
    scale.name = from.at("name").get<std::string>();
    scale.kind = read_name<type::ScaleKind>(from.at("kind"));
    for (const json& each : from.at("bands")) {
      type::Band& band = scale.bands.emplace_back();
      if (!each.at("lower").is_null()) band.lower = read_number(each.at("lower"));
      if (!each.at("upper").is_null()) band.upper = read_number(each.at("upper"));
      band.lower_closed = each.at("lower_closed").get<bool>();
      band.upper_closed = each.at("upper_closed").get<bool>();
      band.value = read_number(each.at("value"));
    }
  }

  void read_dated(const json& from) {
    check::Dated& dated = model_.dated.emplace_back();
    dated.name = from.at("name").get<std::string>();
    for (const json& day : from.at("days")) dated.days.push_back(read_day(day));
    dated.values = read_indices(from.at("values"));
    dated.ends = !from.at("last_day").is_null();
    if (dated.ends) dated.last_day = read_day(from.at("last_day"));
  }

  check::Model model_;
};

}  // namespace

check::Model read_model(const nlohmann::json& json) { return Reader().read(json); }

}  // namespace remit::differential
