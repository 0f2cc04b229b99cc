#include "base/civil_date.h"
#include "base/json.h"
#include "report/explanation.h"
#include "report/fault_reasons.h"
#include "report/formula_text.h"
#include "report/value_text.h"
#include "report/words.h"
#include "type/names.h"

namespace remit::report {
namespace {

using base::Json;
using base::Language;
using number::Rational;
using row::TracedCell;
using row::TraceId;

/// A number as exact text: "20.006", "1/3".
Json exact(const Rational& value) { return value.to_text(); }

Json day(row::Date date) { return base::to_iso_text(base::civil_from_days(date.days)); }

class Writer {
 public:
  Writer(const ComputedRun& run, const row::Trace& trace, Language language)
      : run_(run), plan_(run.plan()), trace_(trace), language_(language) {}

  Json document() const {
    Json json{{"version", 1},
              {"policy", plan_.name},
              {"title", plan_.title},
              {"language", base::language_tag(language_)},
              {"cell", 0},
              {"complete", !trace_.cut},
              {"cells", Json::array()}};
    for (TraceId id = 0; id < trace_.cells.size(); ++id) {
      json["cells"].push_back(cell_json(id));
    }
    return json;
  }

 private:
  Json row_json(plan::EntityId entity, std::uint64_t row) const {
    const std::string key = run_.key(entity, row);
    return {{"entity", entity == plan::kWhole ? "" : plan_.entities[entity].name},
            {"row", row},
            {"key", key.empty() ? Json(nullptr) : Json(key)}};
  }

  /// Exact text of a value, null for blanks and errors.
  Json value_json(type::Type type, const row::Value& value) const {
    if (row::is_fault(value)) return nullptr;
    if (const Rational* number = std::get_if<Rational>(&value)) return exact(*number);
    if (const bool* truth = std::get_if<bool>(&value)) return *truth;
    if (const row::Date* date = std::get_if<row::Date>(&value)) return day(*date);
    if (const auto* text = std::get_if<std::string_view>(&value)) return std::string(*text);
    if (const auto* category = std::get_if<row::Category>(&value)) {
      return plan_.category_sets[type.ref].values[static_cast<std::size_t>(category->code)].name;
    }
    return row_json(type.ref, std::get<row::Reference>(value).row);
  }

  Json type_json(type::Type type) const {
    Json json{{"kind", type::name(type.kind)}};
    if (type.kind == type::TypeKind::money) json["currency"] = plan_.currencies[type.ref].code;
    if (type.kind == type::TypeKind::reference) json["entity"] = plan_.entities[type.ref].name;
    if (type.kind == type::TypeKind::duration) {
      json["unit"] = type::name(static_cast<type::DurationUnit>(type.ref));
    }
    return json;
  }

  Json fault_json(const type::Fault& fault) const {
    Json json{{"code", type::name(fault.code)}, {"text", fault_text(plan_, fault, language_)}};
    if (fault.code == type::CellFault::none) return json;
    const plan::Column& column = plan_.columns[fault.column];
    json["began"] = row_json(column.entity, fault.row);
    json["began"]["column"] = column.name;
    json["began"]["title"] = column_title(plan_, fault.column, language_);
    return json;
  }

  Json place_json(base::Span span) const {
    if (plan_.sources.empty() || span.empty()) return nullptr;
    const base::Source& source = plan_.sources.at(span.begin);
    const base::Position position = source.position(span.begin);
    return {{"file", source.name()}, {"line", position.line}, {"column", position.column}};
  }

  static Json id_json(TraceId id) { return id == row::kNotTraced ? Json(nullptr) : Json(id); }

  Json cell_json(TraceId id) const {
    const TracedCell& cell = trace_.cells[id];
    const plan::Column& column = plan_.columns[cell.column];
    Json json{{"id", id}, {"column", column.name}};
    json["title"] = cell_title(plan_, cell.column, trace_.cells[0].column, language_);
    json.update(row_json(column.entity, cell.row));
    json["type"] = type_json(column.type);
    json["value"] = value_json(column.type, cell.value);
    json["text"] = value_text(run_, column.type, cell.value, language_);
    const type::Fault* fault = std::get_if<type::Fault>(&cell.value);
    json["fault"] = fault == nullptr ? Json(nullptr) : fault_json(*fault);
    json["form"] = column.origin.form();
    json["declaration"] = column.origin.name();
    json["role"] = type::name(column.origin.role);
    json["clause"] = column.origin.cite();
    json["written"] = written_text(plan_, cell.column);
    json["place"] = place_json(column.origin.span);
    json["kind"] = kind_of(column.node);
    if (cell.detail) {
      json["sentences"] = Json::array(detail_sentences(run_, cell, language_));
      json.update(
          std::visit([&](const auto& detail) { return detail_json(cell, detail); }, *cell.detail));
    }
    json["operands"] = Json::array(cell.operands);
    return json;
  }

  static std::string_view kind_of(const plan::Node& node) {
    constexpr std::string_view kKinds[] = {"input", "formula", "lookup", "match",
                                           "fold",  "rank",    "share",  "part"};
    return kKinds[node.index()];
  }

  Json detail_json(const TracedCell& cell, const row::InputTrace& input) const {
    const plan::Field& field =
        plan_.entities[plan_.columns[cell.column].entity].fields[input.field];
    return {{"decision", field.decision}, {"hole", field.hole}};
  }

  Json detail_json(const TracedCell& cell, const row::FormulaTrace& formula) const {
    Json json{{"formula", formula_names(run_, cell.column, language_)},
              {"figures", formula_figures(run_, cell.column, formula, language_)}};
    json["bands"] = Json::array();
    for (const row::BandTaken& taken : formula.bands) json["bands"].push_back(band_json(taken));
    json["limits"] = Json::array();
    for (const row::LimitTaken& taken : formula.limits) {
      const bool cap = plan_.expressions[taken.expression].op == plan::Opcode::minimum;
      json["limits"].push_back({{"kind", cap ? "cap" : "floor"},
                                {"binds", taken.binds()},
                                {"without", exact(taken.without)},
                                {"result", exact(taken.result)}});
    }
    json["roundings"] = Json::array();
    for (const row::RoundingDone& done : formula.roundings) {
      Json rounding{{"exact", exact(done.exact)},
                    {"rounded", exact(done.rounded)},
                    {"gained", exact(done.gained())}};
      rounding["mode"] = done.rounding ? Json(number::to_string(done.rounding->mode)) : nullptr;
      rounding["grid"] = done.rounding ? exact(done.rounding->increment.to_rational()) : Json("1");
      json["roundings"].push_back(std::move(rounding));
    }
    json["dated"] = Json::array();
    for (const row::DatedTaken& taken : formula.dated) {
      json["dated"].push_back({{"name", plan_.dated[taken.dated].name},
                               {"asked", day(taken.asked)},
                               {"since", day(taken.since)},
                               {"until", taken.until ? day(*taken.until) : Json(nullptr)}});
    }
    return json;
  }

  Json band_json(const row::BandTaken& taken) const {
    const type::Scale& scale = plan_.scales[taken.scale];
    Json json{{"scale", scale.name},
              {"kind", type::name(scale.kind)},
              {"value", exact(taken.value)},
              {"parts", Json::array()}};
    for (const row::BandPart& part : taken.parts) {
      const type::Band& band = scale.bands[part.band];
      json["parts"].push_back(
          {{"lower", band.lower ? exact(*band.lower) : Json(nullptr)},
           {"lower_included", band.lower_closed},
           {"upper", band.upper ? exact(*band.upper) : Json(nullptr)},
           {"upper_included", band.upper_closed},
           {scale.kind == type::ScaleKind::step ? "amount_of_band" : "rate", exact(band.value)},
           {"part", exact(part.part)},
           {"amount", exact(part.amount)}});
    }
    return json;
  }

  Json detail_json(const TracedCell& cell, const row::LookupTrace& lookup) const {
    const auto& node = std::get<plan::Lookup>(plan_.columns[cell.column].node);
    const plan::EntityId entity = plan_.columns[node.target].entity;
    return {{"read_from", lookup.row ? row_json(entity, *lookup.row) : Json(nullptr)}};
  }

  Json detail_json(const TracedCell& cell, const row::MatchTrace& match) const {
    const auto& node = std::get<plan::Match>(plan_.columns[cell.column].node);
    return {{"found", match.row ? row_json(node.entity, *match.row) : Json(nullptr)}};
  }

  Json detail_json(const TracedCell& cell, const row::FoldTrace& fold) const {
    const auto& node = std::get<plan::Fold>(plan_.columns[cell.column].node);
    Json json{{"operation", type::name(node.op)},
              {"rows", fold.members},
              {"counted", fold.counted},
              {"contributions", Json::array()}};
    for (const row::FoldTrace::Contribution& entry : fold.largest) {
      Json contribution = row_json(node.rows, entry.row);
      const bool has_value = node.op != plan::FoldOp::count;
      contribution["value"] =
          has_value ? value_json(plan_.columns[node.value].type, entry.value) : Json(nullptr);
      contribution["cell"] = id_json(entry.cell);
      json["contributions"].push_back(std::move(contribution));
    }
    return json;
  }

  Json detail_json(const TracedCell& cell, const row::RankTrace& rank) const {
    const plan::Column& column = plan_.columns[cell.column];
    Json json{{"output", type::name(std::get<plan::Rank>(column.node).output)},
              {"competes", rank.competes},
              {"competitors", rank.competitors},
              {"better", rank.better},
              {"tied_count", rank.tied_count},
              {"tied", Json::array()}};
    for (const std::uint64_t other : rank.tied) {
      json["tied"].push_back(row_json(column.entity, other));
    }
    return json;
  }

  Json detail_json(const TracedCell&, const row::ShareTrace& share) const {
    Json json{{"takes_part", share.share.has_value()}};
    if (!share.share) return json;
    constexpr std::string_view kBounds[] = {"none", "cap", "floor"};
    const auto optional = [](const std::optional<Rational>& value) {
      return value ? exact(*value) : Json(nullptr);
    };
    json["total"] = exact(share.total);
    json["recipients"] = share.recipients;
    json["turn"] = share.place + 1;
    json["weight"] = exact(share.weight);
    json["weights"] = exact(share.weights);
    json["cap"] = optional(share.cap);
    json["floor"] = optional(share.floor);
    json["exact"] = exact(share.share->exact);
    json["part"] = exact(share.share->part);
    json["gained"] = exact(share.share->gained);
    json["bound"] = kBounds[static_cast<std::size_t>(share.share->bound)];
    json["left"] = exact(share.left);
    return json;
  }

  const ComputedRun& run_;
  const plan::Plan& plan_;
  const row::Trace& trace_;
  Language language_;
};

}  // namespace

std::string explanation_json(const ComputedRun& run, const row::Trace& trace, Language language) {
  // Texts of the data were checked to be UTF-8; should one not be, it is shown as U+FFFD.
  return Writer(run, trace, language).document().dump(2) + "\n";
}

}  // namespace remit::report
