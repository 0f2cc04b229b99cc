#include "plan/print.h"

#include "base/civil_date.h"
#include "base/strings.h"
#include "plan/print_node.h"
#include "type/names.h"

namespace remit::plan {
namespace {

using base::append;
using base::concat;

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string day(std::int32_t days) { return base::to_iso_text(base::civil_from_days(days)); }

class Printer {
 public:
  explicit Printer(const Plan& plan) : plan_(plan) {}

  std::string run() {
    append(out_, "plan ", plan_.name, ' ', quoted(plan_.title), '\n');
    print_entities();
    print_lists();
    for (ExpressionId id = 0; id < plan_.expressions.size(); ++id) print_expression(id);
    for (ColumnId id = 0; id < plan_.columns.size(); ++id) print_column(id);
    print_recurrences();
    print_summaries();
    return std::move(out_);
  }

 private:
  void print_entities() {
    for (EntityId id = 0; id < plan_.entities.size(); ++id) {
      const Entity& entity = plan_.entities[id];
      append(out_, "entity ", id, ' ', id == kWhole ? std::string("whole") : entity.name);
      if (!entity.label.empty()) append(out_, ' ', quoted(entity.label));
      for (const std::uint32_t field : entity.key) {
        append(out_, field == entity.key.front() ? " key " : ", ", entity.fields[field].name);
      }
      append(out_, entity.hole ? " hole" : "", '\n');
      for (const Field& field : entity.fields) print_field(field);
    }
  }

  void print_field(const Field& field) {
    append(out_, "  field ", field.name);
    if (!field.label.empty()) append(out_, ' ', quoted(field.label));
    append(out_, " : ", type_title(plan_, field.type));
    if (field.type.is_numeric()) append(out_, " .", field.decimals);
    if (field.optional) out_ += " optional";
    if (field.default_value) append(out_, " default e", *field.default_value);
    append(out_, field.hole ? " hole" : "", field.tree ? " tree" : "",
           field.left_out ? " left out" : "", field.may_not_apply ? " or not applicable" : "",
           '\n');
  }

  void print_lists() {
    for (std::size_t i = 0; i < plan_.category_sets.size(); ++i) {
      append(out_, "categories #", i, " {");
      for (const CategorySet::Value& value : plan_.category_sets[i].values) {
        append(out_, ' ', value.name);
      }
      out_ += " }\n";
    }
    for (std::size_t i = 0; i < plan_.scales.size(); ++i) print_scale(i);
    for (std::size_t i = 0; i < plan_.matrices.size(); ++i) {
      const Matrix& matrix = plan_.matrices[i];
      append(out_, "matrix #", i, ' ', matrix.name, " [");
      for (std::size_t axis = 0; axis < matrix.extents.size(); ++axis) {
        append(out_, axis == 0 ? "" : " x ", matrix.extents[axis]);
      }
      append(out_, "] ", list('e', matrix.values), '\n');
    }
    for (std::size_t i = 0; i < plan_.dated.size(); ++i) print_dated(i);
    for (const Remark& remark : plan_.remarks) {
      append(out_, "remark ", remark.name);
      if (!remark.cite.empty()) append(out_, " [", remark.cite, ']');
      if (remark.value != kNoColumn) append(out_, ": e", remark.value);
      out_ += '\n';
    }
    for (std::size_t i = 0; i < plan_.calendars.size(); ++i) {
      const Calendar& calendar = plan_.calendars[i];
      append(out_, "calendar #", i, ' ', calendar.name);
      if (calendar.date != kNoColumn) append(out_, " exceptions c", calendar.date);
      if (calendar.worked != kNoColumn) append(out_, " worked c", calendar.worked);
      out_ += '\n';
    }
    for (std::size_t i = 0; i < plan_.party_splits.size(); ++i) print_split(i);
    for (const MadeRows& made : plan_.made) print_made(made);
  }

  void print_made(const MadeRows& made) {
    append(out_, "made ", plan_.entities[made.entity].name, made.is_summary() ? " groups" : "");
    for (const MadeRows::Source& source : made.sources) {
      append(out_, " of each ", plan_.entities[source.rows].name);
      if (source.where != kNoColumn) append(out_, " where c", source.where);
    }
    if (made.is_summary()) append(out_, " by ", list('c', made.groups));
    if (made.unit != type::CalendarUnit::none) {
      append(out_, " and ", type::name(made.unit), " of c", made.from, " .. c", made.to);
      if (!made.cuts.empty()) append(out_, " cut at ", list('c', made.cuts));
    }
    out_ += '\n';
  }

  void print_scale(std::size_t index) {
    const Scale& scale = plan_.scales[index];
    append(out_, "scale #", index, ' ', scale.name, ' ', type::name(scale.kind), '\n');
    for (const Band& band : scale.bands) {
      append(out_, "  ", band.lower_closed ? '[' : '(', band.lower ? band.lower->to_text() : "-",
             ", ", band.upper ? band.upper->to_text() : "-", band.upper_closed ? ']' : ')', ": ",
             band.value.to_text(), '\n');
    }
  }

  void print_dated(std::size_t index) {
    const Dated& dated = plan_.dated[index];
    append(out_, "dated #", index, ' ', dated.name);
    for (std::size_t i = 0; i < dated.days.size(); ++i) {
      append(out_, i == 0 ? " " : ", ", day(dated.days[i]), ": e", dated.values[i]);
    }
    if (dated.ends) append(out_, " until ", day(dated.last_day));
    out_ += '\n';
  }

  void print_split(std::size_t index) {
    const PartySplit& split = plan_.party_splits[index];
    append(out_, "split #", index, " c", split.total, " (",
           print_method(split.method, split.remainder, split.rounding), ") weights ",
           list('c', split.weights));
    if (!split.caps.empty()) append(out_, " caps ", list('c', split.caps));
    if (split.remainder == number::RemainderRule::named) append(out_, " owner ", split.owner);
    out_ += '\n';
  }

  std::string list(char prefix, const std::vector<std::uint32_t>& ids) const {
    std::string text = "(";
    for (std::size_t i = 0; i < ids.size(); ++i) {
      if (i > 0) text += ", ";
      if (ids[i] == kNoColumn) {
        text += '-';
      } else {
        append(text, prefix, ids[i]);
      }
    }
    return text + ')';
  }

  /// What the payload of an operation means, as text; empty for operations without one.
  std::string payload(const Expression& e) const {
    using type::Payload;
    switch (type::operation(e.op).payload) {
      case Payload::none:
        break;
      case Payload::number:
        return plan_.numbers[e.payload].to_text();
      case Payload::truth:
        return e.payload != 0 ? "true" : "false";
      case Payload::day:
        return day(static_cast<std::int32_t>(e.payload));
      case Payload::text:
        return quoted(plan_.texts[e.payload]);
      case Payload::code:
        return plan_.category_sets[e.type.ref].values[e.payload].name;
      case Payload::column:
        return concat('c', e.payload);
      case Payload::fault:
        return std::string(type::name(static_cast<type::CellFault>(e.payload)));
      case Payload::rounding:
        return print_rounding(plan_.roundings[e.payload]);
      case Payload::count:
        return concat(e.payload);
      case Payload::scale:
      case Payload::matrix:
      case Payload::dated:
      case Payload::calendar:
        return concat('#', e.payload);
    }
    return {};
  }

  std::string typed(type::Type type, const type::NumberForm& form) const {
    std::string text = type_title(plan_, type);
    if (!type.is_numeric()) return text;
    if (form.ratio) return text + " n/d";
    return concat(text, " .", form.decimals);
  }

  void print_expression(ExpressionId id) {
    const Expression& e = plan_.expressions[id];
    append(out_, 'e', id, " = ", type::name(e.op));
    const std::string detail = payload(e);
    if (!detail.empty()) append(out_, ' ', detail);
    for (std::uint32_t i = 0; i < e.operand_count; ++i) {
      append(out_, i == 0 ? "(e" : ", e", plan_.operands[e.first_operand + i]);
    }
    append(out_, e.operand_count == 0 ? "" : ")", " : ", typed(e.type, e.form), '\n');
  }

  void print_recurrences() {
    for (const Recurrence& each : plan_.recurrences)
      append(out_, "recurrence c", each.first, " to c", each.end - 1, " by order ", each.order,
             '\n');
  }

  void print_column(ColumnId id) {
    const Column& column = plan_.columns[id];
    const Origin& origin = column.origin;
    append(out_, column_title(plan_, id), " = ", print_node(plan_, column.node), " : ",
           typed(column.type, column.form), "   ", column.output ? "output, " : "", origin.form());
    for (const std::string* part : {&origin.name(), &origin.cite()}) {
      if (!part->empty()) append(out_, ' ', *part);
    }
    append(out_, ' ', type::name(origin.role), '\n');
  }

  std::string payer(const Payer& who) const {
    switch (who.kind) {
      case Payer::Kind::party:
        return concat("party ", plan_.parties[who.party].name);
      case Payer::Kind::column:
        return concat('c', who.column);
      case Payer::Kind::row:
        return "row";
      case Payer::Kind::none:
        break;
    }
    return "nobody";
  }

  std::string column_or_none(ColumnId id) const {
    return id == kNoColumn ? std::string("-") : concat('c', id);
  }

  void print_summaries() {
    for (const Payment& payment : plan_.payments) {
      append(out_, "payment ", payment.reward, " amount ", column_or_none(payment.amount),
             " reason ", column_or_none(payment.reason), " from ", payer(payment.payer), " to ",
             payer(payment.payee));
      if (payment.account.kind != Payer::Kind::none)
        append(out_, " account ", payer(payment.account));
      if (payment.purpose.kind != Payer::Kind::none) append(out_, " for ", payer(payment.purpose));
      if (!payment.honour.empty()) {
        append(out_, " honour ", quoted(payment.honour), " if ", column_or_none(payment.honoured));
      }
      if (payment.kind == Payment::Kind::back) append(out_, " paid back");
      if (payment.kind == Payment::Kind::left) append(out_, " left over");
      if (payment.kind == Payment::Kind::attributed) append(out_, " not paid");
      if (payment.where != kNoColumn) append(out_, " where ", column_or_none(payment.where));
      out_ += '\n';
    }
    for (const Target& target : plan_.targets) {
      append(out_, "target ", target.name, " metric ", column_or_none(target.metric), " goal ",
             column_or_none(target.goal), " met ", column_or_none(target.met), " progress ",
             column_or_none(target.progress), '\n');
    }
    for (const Finding& finding : plan_.findings) {
      append(out_, "finding ", finding.name, " holds ", column_or_none(finding.holds), " against ",
             payer(finding.against));
      for (const Finding::Ground& ground : finding.grounds)
        append(out_, " ground ", column_or_none(ground.holds));
      if (!finding.figures.empty()) append(out_, " with ", list('c', finding.figures));
      out_ += '\n';
    }
  }

  const Plan& plan_;
  std::string out_;
};

}  // namespace

std::string print(const Plan& plan) { return Printer(plan).run(); }

std::string column_title(const Plan& plan, ColumnId id) {
  const Column& column = plan.columns[id];
  std::string text = concat('c', id, ' ');
  text += column.entity == kWhole ? "whole" : plan.entities[column.entity].name;
  if (!column.name.empty()) append(text, '.', column.name);
  return text;
}

std::string type_title(const Plan& plan, type::Type type) {
  switch (type.kind) {
    case type::TypeKind::money:
      return type.ref < plan.currencies.size() ? concat("money ", plan.currencies[type.ref].code)
                                               : concat("money #", type.ref);
    case type::TypeKind::category:
      return concat("one of #", type.ref);
    case type::TypeKind::reference:
      return plan.entities[type.ref].name;
    case type::TypeKind::duration:
      return std::string(type::name(static_cast<type::DurationUnit>(type.ref)));
    case type::TypeKind::unknown:
    case type::TypeKind::boolean:
    case type::TypeKind::number:
    case type::TypeKind::date:
    case type::TypeKind::text:
      break;
  }
  return std::string(type::name(type.kind));
}

}  // namespace remit::plan
