#include "check/print_model.h"

#include "base/civil_date.h"
#include "base/strings.h"
#include "check/print_formula.h"
#include "type/names.h"

namespace remit::check {
namespace {

std::string quoted(std::string_view text) { return base::concat("\"", text, "\""); }

std::string day(std::int32_t days) { return base::to_iso_text(base::civil_from_days(days)); }

class Printer {
 public:
  explicit Printer(const Model& model) : model_(model) {}

  std::string print() {
    header();
    for (const Entity& entity : model_.entities) print_entity(entity);
    for (const type::Scale& scale : model_.scales) print_scale(scale);
    for (const Matrix& matrix : model_.matrices) print_matrix(matrix);
    for (const Dated& dated : model_.dated) print_dated(dated);
    for (const type::Basis& basis : model_.bases) print_basis(basis);
    for (const type::Remark& remark : model_.remarks) print_remark(remark);
    for (const Calendar& calendar : model_.calendars) print_calendar(calendar);
    for (const type::MadeRows& made : model_.made) print_made(made);
    for (std::size_t i = 0; i < model_.party_splits.size(); ++i) {
      print_split(i, model_.party_splits[i]);
    }
    for (ColumnId id = 0; id < model_.columns.size(); ++id) print_derived(id);
    for (const Target& target : model_.targets) print_target(target);
    for (const Finding& finding : model_.findings) print_finding(finding);
    for (const Payment& payment : model_.payments) print_payment(payment);
    return std::move(out_);
  }

 private:
  template <typename... Parts>
  void line(const Parts&... parts) {
    base::append(out_, parts..., "\n");
  }

  void header() {
    line("policy ", model_.name, model_.title.empty() ? "" : " " + quoted(model_.title));
    if (!model_.source_document.empty()) line("  source ", quoted(model_.source_document));
    if (model_.issued) line("  issued ", day(*model_.issued));
    if (model_.effective_from) {
      line("  effective ", day(*model_.effective_from),
           model_.effective_to ? " to " + day(*model_.effective_to) : "");
    }
    if (model_.currency != kNone) line("  currency ", model_.currencies[model_.currency].code);
    if (model_.rounding) line("  rounding ", print_rounding(*model_.rounding));
    for (const type::Party& party : model_.parties) {
      line("  party ", party.name, party.label.empty() ? "" : " " + quoted(party.label));
    }
  }

  void print_entity(const Entity& entity) {
    if (entity.name.empty() && entity.fields.empty()) return;
    line("\n", entity.hole ? "open " : "", "entity ", entity.name.empty() ? "whole" : entity.name,
         said(entity.label, entity.cite));
    for (std::uint32_t i = 0; i < entity.fields.size(); ++i) {
      print_field(entity.fields[i], entity.is_key(i));
    }
    for (const Dating& dating : model_.datings)
      if (&model_.entities[dating.entity] == &entity)
        line("  dated by ", print_column(model_, dating.day));
    for (const RowSequence& sequence : model_.sequences)
      if (&model_.entities[sequence.entity] == &entity) print_sequence(sequence);
  }

  void print_sequence(const RowSequence& sequence) {
    std::string text = "  sequence by";
    for (const SortKey& key : sequence.keys)
      base::append(text, &key == sequence.keys.data() ? " " : ", ",
                   print_formula(model_, key.value), key.descending ? " desc" : "");
    for (const ColumnId& field : sequence.group)
      base::append(text, &field == sequence.group.data() ? " within " : ", ",
                   print_column(model_, field));
    line(text, sequence.of_table ? " ties by row order" : "");
  }

  void print_field(const Field& field, bool key) {
    std::string text = base::concat("  ", key ? "key " : "", field.hole ? "open " : "",
                                    field.decision ? "decision " : "", field.name, " : ",
                                    print_type(model_, field.type));
    if (field.type.is_numeric()) base::append(text, " scale ", field.decimals);
    if (field.optional) text += " optional";
    if (field.default_value) {
      base::append(text, " default ", print_formula(model_, *field.default_value));
    }
    if (!field.label.empty()) base::append(text, " ", quoted(field.label));
    line(text);
  }

  static std::string said(const std::string& label, const std::string& cite) {
    return base::concat(label.empty() ? "" : " " + quoted(label),
                        cite.empty() ? "" : " cite " + quoted(cite));
  }

  /// Nothing of one that says nothing but which clause it is.
  void print_basis(const type::Basis& basis) {
    if (basis.says.empty() && basis.reading.empty() && basis.not_computed.empty()) return;
    std::string text = base::concat("\nbasis", basis.name.empty() ? "" : " ", basis.name);
    for (const auto& [word, said] :
         {std::pair<std::string_view, const std::string&>{"cite", basis.cite},
          {"says", basis.says},
          {"reading", basis.reading},
          {"not computed", basis.not_computed}})
      if (!said.empty()) base::append(text, " ", word, " ", quoted(said));
    line(text);
  }

  /// Nothing of one that says nothing but a number.
  void print_remark(const type::Remark& remark) {
    const std::string what = said(remark.label, remark.cite);
    if (!what.empty()) line("\nremark", remark.name.empty() ? "" : " ", remark.name, what);
  }

  void print_scale(const type::Scale& scale) {
    line("\nscale ", scale.name, " ", type::name(scale.kind), said(scale.label, scale.cite));
    for (const type::Band& band : scale.bands) {
      line("  ", band.lower ? (band.lower_closed ? "[" : "(") + band.lower->to_text() : "(", " .. ",
           band.upper ? band.upper->to_text() + (band.upper_closed ? "]" : ")") : ")", " : ",
           band.value.to_text());
    }
  }

  void print_matrix(const Matrix& matrix) {
    line("\nmatrix ", matrix.name, said(matrix.label, matrix.cite));
    std::string text = "  extents";
    for (const std::uint32_t extent : matrix.extents) base::append(text, " ", extent);
    line(text);
    for (const ExprId value : matrix.values) line("  ", print_formula(model_, value));
  }

  void print_dated(const Dated& dated) {
    line("\ndated ", dated.name, said(dated.label, dated.cite));
    for (std::size_t i = 0; i < dated.days.size(); ++i) {
      line("  ", day(dated.days[i]), " : ", print_formula(model_, dated.values[i]));
    }
    if (dated.ends) line("  until ", day(dated.last_day));
  }

  void print_calendar(const Calendar& calendar) {
    line("\ncalendar ", calendar.name);
    if (calendar.date != kNone) line("  day ", print_column(model_, calendar.date));
    if (calendar.worked != kNone) line("  worked ", print_column(model_, calendar.worked));
  }

  void print_made(const type::MadeRows& made) {
    line("\nrows of ", model_.entities[made.entity].name, made.is_summary() ? " groups" : "");
    for (const type::MadeRows::Source& source : made.sources)
      line("  each ", model_.entities[source.rows].name,
           source.where == kNone ? "" : " where " + print_column(model_, source.where));
    for (const ColumnId group : made.groups) line("  by ", print_column(model_, group));
    if (made.unit != type::CalendarUnit::none)
      line("  ", type::name(made.unit), " of ", print_column(model_, made.from), " .. ",
           print_column(model_, made.to));
    for (const ColumnId cut : made.cuts) line("  cut at ", print_column(model_, cut));
  }

  void print_split(std::size_t index, const PartySplit& split) {
    line("\nsplit ", index, " ", type::name(split.method), " of ",
         print_formula(model_, split.total));
    for (std::size_t i = 0; i < split.weights.size(); ++i) {
      const bool capped = i < split.caps.size() && split.caps[i] != kNone;
      line("  ", i, " weight ", print_formula(model_, split.weights[i]),
           capped ? " cap " + print_formula(model_, split.caps[i]) : "");
    }
    line("  rounding ", print_rounding(split.rounding), " remainder ", type::name(split.remainder),
         " owner ", split.owner);
  }

  void print_derived(ColumnId id) {
    const Column& column = model_.columns[id];
    if (column.input) return;
    std::string text =
        base::concat("\n", print_column(model_, id), " : ", print_type(model_, column.type));
    if (column.type.is_numeric()) {
      text += column.form.ratio ? " ratio" : base::concat(" scale ", column.form.decimals);
    }
    base::append(text, "  # ", column.origin.form(), " ", column.origin.name(), " ",
                 type::name(column.origin.role));
    if (!column.origin.cite().empty()) base::append(text, " ", quoted(column.origin.cite()));
    if (column.output) text += " output";
    line(text);
    line("  = ", print_formula(model_, column.value));
  }

  std::string named(ColumnId id) const { return id == kNone ? "none" : print_column(model_, id); }

  void print_target(const Target& target) {
    line("\ntarget ", target.name, ": metric ", named(target.metric), ", goal ", named(target.goal),
         ", met ", named(target.met), ", progress ", named(target.progress));
  }

  std::string payer(const Payer& payer) const {
    switch (payer.kind) {
      case Payer::Kind::party:
        return "party " + model_.parties[payer.party].name;
      case Payer::Kind::column:
        return named(payer.column);
      case Payer::Kind::none:
        return "nobody";
      case Payer::Kind::row:
        break;
    }
    return "the row";
  }

  void print_finding(const Finding& finding) {
    line("\nfinding ", finding.name, ": holds ", named(finding.holds), ", against ",
         payer(finding.against));
    for (const Finding::Ground& ground : finding.grounds)
      line(ground.broken ? "  broken " : "  because ", quoted(model_.written(ground.span)),
           ground.holds == kNone ? "" : " if ", ground.holds == kNone ? "" : named(ground.holds));
    for (const ColumnId figure : finding.figures) line("  with ", named(figure));
  }

  void print_payment(const Payment& payment) {
    line("\npayment ", payment.reward, ": amount ", named(payment.amount), ", reason ",
         named(payment.reason), ", from ", payer(payment.payer), ", to ", payer(payment.payee));
    if (payment.account.kind != Payer::Kind::none) line("  account ", payer(payment.account));
    if (payment.purpose.kind != Payer::Kind::none) line("  for ", payer(payment.purpose));
    if (payment.kind == Payment::Kind::back)
      line("  paid back because ", quoted(payment.because_en));
    if (payment.kind == Payment::Kind::left) line("  left over");
    if (payment.kind == Payment::Kind::attributed) line("  not paid");
    if (payment.where != kNone) line("  where ", named(payment.where), " is not zero");
    if (!payment.honour.empty()) {
      line("  honour ", quoted(payment.honour), " if ", named(payment.honoured));
    }
  }

  const Model& model_;
  std::string out_;
};

}  // namespace

std::string print_model(const Model& model) { return Printer(model).print(); }

}  // namespace remit::check
