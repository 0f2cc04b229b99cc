#include "base/civil_date.h"
#include "base/json.h"
#include "report/explanation.h"
#include "report/formula_text.h"
#include "report/memo.h"
#include "report/remarks.h"
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
  Writer(const ComputedRun& run, const row::Trace& trace, const ExplanationOptions& options)
      : run_(run),
        plan_(run.plan()),
        trace_(trace),
        options_(options),
        language_(options.language),
        owners_(trace.cells.size()) {
    // Cells stand after the first one that is made from them.
    std::vector<bool> seen(trace.cells.size(), false);
    for (TraceId id = 0; id < trace.cells.size(); ++id) {
      const bool is_helper =
          plan_.columns[trace.cells[id].column].origin.role == type::Role::helper;
      if (!is_helper || !seen[id]) owners_[id] = id;
      for (const TraceId operand : trace.cells[id].operands) {
        if (!seen[operand]) owners_[operand] = owners_[id];
        seen[operand] = true;
      }
    }
  }

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
    add_memo(json, make_memo(run_, trace_, options_));
    return json;
  }

 private:
  /// The explanation as a person reads it.
  static void add_memo(Json& json, const Memo& memo) {
    json["summary"] = Json::array(memo.summary);
    json["folded"] = memo.folded;
    json["steps"] = Json::array();
    for (const Memo::Step& step : memo.steps) {
      Json from = Json::array();
      for (const Memo::Mention& mention : step.from) {
        from.push_back({{"step", mention.step == 0 ? Json(nullptr) : Json(mention.step)},
                        {"text", mention.text}});
      }
      json["steps"].push_back({{"number", step.number},
                               {"level", step.level},
                               {"cell", step.cell},
                               {"heading", step.heading},
                               {"lines", Json::array(step.lines)},
                               {"from", std::move(from)}});
    }
    json["inputs"] = Json::array();
    for (const Memo::Inputs& inputs : memo.inputs) {
      json["inputs"].push_back({{"row", inputs.row}, {"figures", Json::array(inputs.figures)}});
    }
  }

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
    Json json{{"code", type::name(fault.code)}, {"text", fault_text(run_, fault, language_)}};
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
    json["title"] = cell_title(run_, cell.column, trace_.cells[0].column, language_);
    json.update(row_json(column.entity, cell.row));
    json["type"] = type_json(column.type);
    json["value"] = value_json(column.type, cell.value);
    json["text"] = cell_text(run_, cell.column, cell.value, language_);
    const type::Fault* fault = std::get_if<type::Fault>(&cell.value);
    json["fault"] = fault == nullptr ? Json(nullptr) : fault_json(*fault);
    // A helper may serve several declarations: here it serves the one that it was reached from.
    const plan::Origin& owner = plan_.columns[trace_.cells[owners_[id]].column].origin;
    json["form"] = owner.form();
    json["declaration"] = owner.name();
    json["role"] = type::name(column.origin.role);
    json["clause"] = clause_of(plan_, plan_.columns[trace_.cells[owners_[id]].column]);
    const plan::Basis* basis = basis_of(plan_, column);
    json["says"] = basis == nullptr ? std::string() : basis->says;
    json["reading"] = basis == nullptr ? std::string() : basis->reading;
    json["written"] = written_text(plan_, cell.column, trace_.cells[0].column);
    json["place"] = place_json(column.origin.span);
    json["kind"] = kind_of(column.node);
    if (cell.detail) {
      json["sentences"] = Json::array(detail_sentences(run_, trace_, id, language_));
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
    const FormulaWords words{run_, cell.column, language_};
    Json json{{"formula", words.names(formula.root)},
              {"figures", words.figures(formula.root, formula)}};
    json["comparisons"] = Json::array();
    for (const row::FormulaTrace::Step& step : formula.steps) add_comparison(json, formula, step);
    json["bands"] = Json::array();
    for (const row::BandTaken& taken : formula.bands) json["bands"].push_back(band_json(taken));
    json["limits"] = Json::array();
    for (const row::LimitTaken& taken : formula.limits) {
      const bool cap = plan_.expressions[taken.expression].op == plan::Opcode::minimum;
      json["limits"].push_back({{"kind", cap ? "cap" : "floor"},
                                {"binds", taken.binds()},
                                {"limit", exact(taken.bound)},
                                {"without", exact(taken.without)},
                                {"result", exact(taken.result)},
                                {"figure_without", figure_json(cell, taken)}});
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

  /// The cell's figure without the limit; null where it does not hold or that cannot be told.
  Json figure_json(const TracedCell& cell, const row::LimitTaken& taken) const {
    if (!taken.figure) return nullptr;
    return value_json(plan_.columns[cell.column].type, *taken.figure);
  }

  void add_comparison(Json& json, const row::FormulaTrace& formula,
                      const row::FormulaTrace::Step& step) const {
    const plan::Expression& e = plan_.expressions[step.expression];
    if (!type::operation(e.op).comparison || row::is_fault(step.value)) return;
    const auto* left = formula.step(plan_.operands[e.first_operand]);
    const auto* right = formula.step(plan_.operands[e.first_operand + 1]);
    if (left == nullptr || right == nullptr) return;
    json["comparisons"].push_back({{"operator", type::operation(e.op).name},
                                   {"left", side_json(*left)},
                                   {"right", side_json(*right)},
                                   {"holds", row::truth_of(step.value)}});
  }
  Json side_json(const row::FormulaTrace::Step& step) const {
    return value_json(plan_.expressions[step.expression].type, step.value);
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
    Json json{{"read_from", lookup.row ? row_json(entity, *lookup.row) : Json(nullptr)}};
    if (lookup.first) {
      json["first"] = row_json(entity, *lookup.first);
      json["rows_between"] = lookup.between;
    }
    return json;
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
    if (node.kept) json["kept"] = fold.kept;
    for (const row::TraceId own : fold.own) json["found_by"].push_back(id_json(own));
    if (fold.lower != row::kNotTraced) json["lower"] = id_json(fold.lower);
    if (fold.upper != row::kNotTraced) json["upper"] = id_json(fold.upper);
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

  /// Null where no other row is equal up to what decides.
  Json tie_json(plan::EntityId entity, const row::TieTrace& tie) const {
    if (tie.count == 0) return nullptr;
    Json json{{"count", tie.count}, {"rows", Json::array()}};
    for (const std::uint64_t other : tie.rows) json["rows"].push_back(row_json(entity, other));
    json["decided_by"] =
        tie.decided_by == plan::kNoColumn
            ? Json(nullptr)
            : Json(cell_title(run_, tie.decided_by, trace_.cells[0].column, language_));
    return json;
  }

  Json detail_json(const TracedCell& cell, const row::RankTrace& rank) const {
    const plan::Column& column = plan_.columns[cell.column];
    Json json{{"output", type::name(std::get<plan::Rank>(column.node).output)},
              {"competes", rank.competes},
              {"competitors", rank.competitors},
              {"better", rank.better},
              {"tied_count", rank.tied_count},
              {"tie", tie_json(column.entity, rank.broken)},
              {"tied", Json::array()},
              {"group", Json::array(rank.group)},
              {"order", Json::array(rank.order)}};
    for (const std::uint64_t other : rank.tied) {
      json["tied"].push_back(row_json(column.entity, other));
    }
    return json;
  }

  Json detail_json(const TracedCell& cell, const row::ShareTrace& share) const {
    const auto ids = [](const std::vector<TraceId>& cells) { return Json::array(cells); };
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
    json["before"] = exact(share.before);
    json["group"] = ids(share.group);
    json["order"] = ids(share.order);
    json["tie"] = tie_json(plan_.columns[cell.column].entity, share.tie);
    return json;
  }

  const ComputedRun& run_;
  const plan::Plan& plan_;
  const row::Trace& trace_;
  const ExplanationOptions& options_;
  Language language_;
  std::vector<TraceId> owners_;  // of a helper the cell that it was first reached from
};

}  // namespace

std::string explanation_json(const ComputedRun& run, const row::Trace& trace,
                             const ExplanationOptions& options) {
  // Texts of the data were checked to be UTF-8; should one not be, it is shown as U+FFFD.
  return Writer(run, trace, options).document().dump(2) + "\n";
}

}  // namespace remit::report
