#include "check/recurrences.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "base/hash_map.h"
#include "base/strong_components.h"
#include "check/expr_parts.h"
#include "diagnostic/code/structure.h"
#include "diagnostic/code/types.h"

namespace remit::check {
namespace {

using type::TypeKind;

/// One column reads another.
struct Reading {
  ColumnId column = kNone;
  AskedRow row = AskedRow::own;
  ExprId reference = kNone;  ///< of a row before: what leads there
};

/// What the formula of a column reads.
class Readings {
 public:
  explicit Readings(const Model& model) : model_(model) {}

  std::vector<Reading> of(ColumnId column) {
    found_.clear();
    seen_.clear();
    if (const ExprId value = model_.columns[column].value; value != kNone) open(value, false);
    while (!open_.empty()) {
      const auto [id, across] = open_.back();
      open_.pop_back();
      look(id, across);
    }
    return found_;
  }

 private:
  void open(ExprId id, bool across) {
    if (seen_.insert({id, across}).second) open_.emplace_back(id, across);
  }

  void look(ExprId id, bool across) {
    const Expr& expr = model_.exprs[id];
    if (expr.kind == ExprKind::column) {
      found_.push_back({expr.payload, across ? AskedRow::other : AskedRow::own, kNone});
    } else if (expr.kind == ExprKind::operation) {
      for (const ExprId arg : expr.args) open(arg, across);
    } else if (expr.kind == ExprKind::lookup) {
      const ExprId target = expr.args[1];
      open(expr.args[0], across);
      if (!across && is_earlier(model_, expr.args[0]) &&
          model_.exprs[target].kind == ExprKind::column)
        found_.push_back({model_.exprs[target].payload, AskedRow::earlier, expr.args[0]});
      else
        open(target, true);
    } else {
      visit_parts(model_, expr, [this](ExprId part) { open(part, true); });
    }
  }

  const Model& model_;
  std::vector<Reading> found_;
  std::vector<std::pair<ExprId, bool>> open_;
  base::HashSet<std::pair<ExprId, bool>> seen_;
};

/// In which order a reference leads to rows before, once or time after time; 0: in none, or
/// several.
std::uint32_t order_of(const Model& model, ExprId reference) {
  const auto step = [&model](ExprId id) {
    const Expr& expr = model.exprs[id];
    return expr.kind == ExprKind::match ? model.matches[expr.payload].earlier : 0;
  };
  std::uint32_t order = 0;
  while (model.exprs[reference].kind == ExprKind::lookup) {
    const Args& args = model.exprs[reference].args;
    const std::uint32_t last = step(args[1]);
    if (last == 0 || (order != 0 && order != last)) return 0;
    order = last;
    reference = args[0];
  }
  const std::uint32_t first = step(reference);
  return order == 0 || order == first ? first : 0;
}

class Recurrences {
 public:
  explicit Recurrences(Context& context) : c_(context), model_(context.model) {}

  void run() {
    find_circles();
    for (const std::vector<ColumnId>& circle : circles_) check(circle);
    if (c_.sink.error_count() == 0) settle_forms();
  }

 private:
  /// Columns that read each other, or one that reads itself.
  void find_circles() {
    readings_.resize(model_.columns.size());
    Readings readings(model_);
    std::vector<ColumnId> all(model_.columns.size());
    std::iota(all.begin(), all.end(), ColumnId{0});
    auto components =
        base::strong_components(static_cast<std::uint32_t>(all.size()), all, [&](ColumnId column) {
          readings_[column] = readings.of(column);
          std::vector<ColumnId> next;
          for (const Reading& reading : readings_[column]) next.push_back(reading.column);
          return next;
        });
    std::erase_if(components, [this](const std::vector<ColumnId>& members) {
      const auto reads_itself = [&](const Reading& reading) {
        return reading.column == members.front();
      };
      return members.size() == 1 && std::ranges::none_of(readings_[members.front()], reads_itself);
    });
    circles_ = std::move(components);
  }

  void check(const std::vector<ColumnId>& circle) {
    std::uint32_t order = 0;
    const base::HashSet<ColumnId> members(circle.begin(), circle.end());
    for (const ColumnId column : circle) {
      for (const Reading& reading : readings_[column]) {
        if (!members.contains(reading.column)) continue;
        if (reading.row == AskedRow::other)
          return report(code::recurrence, path_back(reading.column, column, members, false));
        if (reading.row != AskedRow::earlier) continue;
        const std::uint32_t own = order_of(model_, reading.reference);
        if (own == 0 || (order != 0 && order != own))
          return report(code::recurrence, path_back(reading.column, column, members, false));
        order = own;
      }
    }
    for (const ColumnId column : circle) {
      const auto path = path_back(column, column, members, true);
      if (!path.empty()) return report(code::cycle, path);
    }
    for (const ColumnId column : circle)
      if (joins_texts(column)) return report(code::recurrence_text, {column, column});
  }

  /// A text that grows from row to row.
  bool joins_texts(ColumnId column) const {
    std::vector<ExprId> open{model_.columns[column].value};
    base::HashSet<ExprId> seen;
    while (!open.empty()) {
      const ExprId id = open.back();
      open.pop_back();
      if (id == kNone || !seen.insert(id).second) continue;
      const Expr& expr = model_.exprs[id];
      if (expr.kind == ExprKind::operation && expr.op == type::Opcode::join) return true;
      open.insert(open.end(), expr.args.begin(), expr.args.end());
    }
    return false;
  }

  /// From one column of a circle to another, by readings in the own row alone if `own_row`; the
  /// last one first read. Empty: there is no such way. The first is repeated where it is the last.
  std::vector<ColumnId> path_back(ColumnId from, ColumnId to,
                                  const base::HashSet<ColumnId>& members, bool own_row) const {
    base::HashMap<ColumnId, ColumnId> read_by;
    std::vector<ColumnId> open{from};
    for (std::size_t at = 0; at < open.size(); ++at) {
      for (const Reading& reading : readings_[open[at]]) {
        if (!members.contains(reading.column)) continue;
        if (own_row && reading.row != AskedRow::own) continue;
        if (!read_by.try_emplace(reading.column, open[at]).second) continue;
        open.push_back(reading.column);
      }
    }
    std::vector<ColumnId> path;
    if (from != to || read_by.contains(to)) {
      path.push_back(to);
      for (ColumnId at = read_by[to];; at = read_by[at]) {
        path.push_back(at);
        if (at == from) break;
      }
      if (from != to) path.insert(path.begin(), from);
    }
    return path;
  }

  /// `path`: what is read before who reads it.
  void report(Code code, const std::vector<ColumnId>& path) {
    std::string text;
    std::vector<std::string> names;
    for (auto at = path.rbegin(); at != path.rend(); ++at) {
      const std::string name(c_.columns.name_of(*at));
      if (!names.empty() && names.back() == name) continue;
      names.push_back(name);
      text += (text.empty() ? "" : " -> ") + name;
    }
    if (names.size() == 1) text += " -> " + names.front();
    c_.sink.report(code, c_.columns.span_of(path.back()), {c_.columns.name_of(path.back()), text});
  }

  // Digits.

  /// As many as each needs when what it reads of rows before has as many as it needs: from none
  /// upwards, until nothing changes.
  void settle_forms() {
    std::vector<bool> follows(model_.columns.size());
    for (ColumnId id = 0; id < model_.columns.size(); ++id) {
      const Column& column = model_.columns[id];
      follows[id] = column.value != kNone && column.form == model_.exprs[column.value].form;
    }
    for (const std::vector<ColumnId>& circle : circles_)
      for (const ColumnId id : circle) model_.columns[id].form = {};
    for (bool settled = false; !settled;) {
      settled = true;
      for (ExprId id = 0; id < model_.exprs.size(); ++id)
        model_.exprs[id].form = c_.build.settled_form(id);
      for (ColumnId id = 0; id < model_.columns.size(); ++id) {
        Column& column = model_.columns[id];
        if (!follows[id]) continue;
        const type::NumberForm form = model_.exprs[column.value].form;
        settled = settled && form == column.form;
        column.form = form;
      }
      if (!digits_end()) return;
    }
    for (const Recurring& each : c_.columns.recurring()) check_decimals(each);
  }

  bool digits_end() {
    for (const std::vector<ColumnId>& circle : circles_) {
      for (const ColumnId id : circle) {
        const Column& column = model_.columns[id];
        if (!column.form.ratio && column.form.decimals <= kMostDecimals) continue;
        const Code code = column.form.ratio ? code::recurrence_fraction : code::recurrence_digits;
        // A column that a call needs for itself has none.
        const std::string_view name = c_.columns.name_of(id);
        c_.sink.report(code, column.origin.span,
                       {name.empty() ? model_.written(column.origin.span) : name});
        return false;
      }
    }
    return true;
  }

  /// Whole numbers are asked for here and there; so a number that reads itself must say beforehand
  /// whether it is one. Amounts have the decimals that they have.
  void check_decimals(const Recurring& read) {
    const Column& column = model_.columns[read.column];
    if (column.type != type::kNumber || read.promised) return;
    if (column.form.decimals <= read.decimals) return;
    c_.sink.report(code::recurrence_decimals, read.span,
                   {c_.columns.name_of(read.column), column.form.decimals});
  }

  /// Beyond these a column overflows whatever it holds.
  static constexpr int kMostDecimals = 38;

  Context& c_;
  Model& model_;
  std::vector<std::vector<Reading>> readings_;  // by column
  std::vector<std::vector<ColumnId>> circles_;
};

}  // namespace

bool is_earlier(const Model& model, ExprId reference) { return order_of(model, reference) != 0; }

void check_recurrences(Context& context) {
  if (!context.columns.recurring().empty()) Recurrences(context).run();
}

}  // namespace remit::check
