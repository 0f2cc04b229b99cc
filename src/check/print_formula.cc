#include "check/print_formula.h"

#include <boost/unordered/unordered_flat_set.hpp>
#include <span>
#include <utility>

#include "base/civil_date.h"
#include "base/strings.h"
#include "type/names.h"

namespace remit::check {
namespace {

/// From how many bytes on a line leaves out what it has already.
constexpr std::size_t kLongLine = std::size_t{64} << 10;

/// A piece of the line still to be written: text, or an expression in its place.
struct Piece {
  std::string text;
  ExprId expr = kNone;
};

/// The pieces of one expression, in order.
class Pieces {
 public:
  explicit Pieces(const Model& model) : model_(model) {}

  std::vector<Piece> of(const Expr& expr) {
    switch (expr.kind) {
      case ExprKind::operation:
        operation(expr);
        break;
      case ExprKind::column:
        text(print_column(model_, expr.payload));
        break;
      case ExprKind::lookup:
        text("lookup(");
        list(expr.args);
        text(")");
        break;
      case ExprKind::match:
        match(model_.matches[expr.payload]);
        break;
      case ExprKind::fold:
        fold(model_.folds[expr.payload]);
        break;
      case ExprKind::rank:
        rank(model_.ranks[expr.payload]);
        break;
      case ExprKind::apportion:
        apportion(model_.apportions[expr.payload]);
        break;
      case ExprKind::party:
        text(base::concat("part(split ", expr.payload, ", ", expr.extra, ")"));
        break;
    }
    return std::move(pieces_);
  }

 private:
  void text(std::string value) { pieces_.push_back({std::move(value), kNone}); }
  void expr(ExprId id) { pieces_.push_back({{}, id}); }
  void list(std::span<const ExprId> ids) {
    for (std::size_t i = 0; i < ids.size(); ++i) {
      if (i > 0) text(", ");
      expr(ids[i]);
    }
  }
  void clause(std::string_view word, ExprId id) {
    if (id == kNone) return;
    text(base::concat(" ", word, " "));
    expr(id);
  }
  void clause(std::string_view word, const std::vector<ExprId>& ids) {
    if (ids.empty()) return;
    text(base::concat(" ", word, " "));
    list(ids);
  }
  void clause(std::string_view word, const std::vector<SortKey>& keys) {
    for (std::size_t i = 0; i < keys.size(); ++i) {
      text(i == 0 ? base::concat(" ", word, " ") : std::string(", "));
      expr(keys[i].value);
      text(keys[i].descending ? " desc" : " asc");
    }
  }

  /// What the payload of an operation is, in the words of the policy.
  std::string payload(const Expr& expr) const {
    using type::Payload;
    switch (type::operation(expr.op).payload) {
      case Payload::none:
      case Payload::column:
        break;
      case Payload::number:
        return model_.numbers[expr.payload].to_text();
      case Payload::truth:
        return expr.payload != 0 ? "true" : "false";
      case Payload::day:
        return base::to_iso_text(base::civil_from_days(static_cast<std::int32_t>(expr.payload)));
      case Payload::text:
        return base::concat("\"", model_.texts[expr.payload], "\"");
      case Payload::code:
        return model_.category_sets[expr.type.ref].values[expr.payload].name;
      case Payload::fault:
        return std::string(type::name(static_cast<type::CellFault>(expr.payload)));
      case Payload::rounding:
        return print_rounding(model_.roundings[expr.payload]);
      case Payload::count:
        return base::concat(expr.payload);
      case Payload::scale:
        return model_.scales[expr.payload].name;
      case Payload::matrix:
        return model_.matrices[expr.payload].name;
      case Payload::dated:
        return model_.dated[expr.payload].name;
      case Payload::calendar:
        return model_.calendars[expr.payload].name;
    }
    return {};
  }

  void operation(const Expr& expr) {
    const std::string extra = payload(expr);
    if (type::is_constant(expr.op)) return text(extra);
    if (expr.op == type::Opcode::blank) return text("blank");
    if (expr.op == type::Opcode::fail) return text(base::concat("fail(", extra, ")"));
    text(base::concat(type::name(expr.op), extra.empty() ? "" : "[", extra,
                      extra.empty() ? "(" : "]("));
    list(expr.args);
    text(")");
  }

  void match(const Match& match) {
    text(base::concat("match(", model_.entities[match.entity].name));
    std::string_view word = " where ";
    for (const Match::Pair& pair : match.equal) {
      text(std::string(word));
      expr(pair.theirs);
      text(" = ");
      expr(pair.ours);
      word = ", ";
    }
    if (match.as_of) {
      text(" latest ");
      expr(match.as_of->theirs);
      text(" on ");
      expr(match.as_of->ours);
    }
    text(")");
  }

  void fold(const Fold& fold) {
    const std::string& rows = model_.entities[fold.rows].name;
    text(base::concat(type::name(fold.op), " over ", rows.empty() ? "whole" : rows, "("));
    if (fold.value != kNone) expr(fold.value);
    clause("via", fold.via);
    if (fold.partitioned && fold.partition.empty()) text(" within all");
    clause("within", fold.partition);
    clause("of", fold.ours);
    clause("where", fold.where);
    clause("by", fold.order);
    if (fold.by_row) text(" by row");
    if (fold.window) window(*fold.window);
    if (fold.kept) kept(*fold.kept);
    text(")");
  }

  void kept(const type::Kept& rows) {
    if (rows.most != type::Kept::kAll) text(base::concat(" top ", rows.most));
    if (rows.passed > 0 || rows.left > 0)
      text(base::concat(" without ", rows.passed, " and ", rows.left));
  }

  void window(const Window& window) {
    clause("window", window.key);
    clause(window.lower_open ? "above" : "from", window.lower);
    clause(window.upper_open ? "below" : "to", window.upper);
    clause("before", window.place);
  }

  void rank(const Rank& rank) {
    text(base::concat("rank ", type::name(rank.output), "("));
    clause("by", rank.keys);
    clause("within", rank.partition);
    clause("where", rank.where);
    text(")");
  }

  void apportion(const Apportion& share) {
    text(base::concat("share ", type::name(share.method), "("));
    expr(share.total);
    clause("within", share.partition);
    clause("where", share.where);
    clause("weight", share.weight);
    clause("cap", share.cap);
    clause("floor", share.floor);
    clause("order", share.order);
    clause("owner", share.owner);
    text(base::concat(" rounding ", print_rounding(share.rounding), " remainder ",
                      type::name(share.remainder), ")"));
  }

  const Model& model_;
  std::vector<Piece> pieces_;
};

}  // namespace

std::string print_formula(const Model& model, ExprId root) {
  std::string out;
  std::vector<Piece> stack{{{}, root}};
  boost::unordered_flat_set<ExprId> begun;
  while (!stack.empty()) {
    Piece piece = std::move(stack.back());
    stack.pop_back();
    if (piece.expr == kNone) {
      out += piece.text;
      continue;
    }
    const Expr& expr = model.exprs[piece.expr];
    const bool word =
        expr.kind == ExprKind::column || (expr.kind == ExprKind::operation && expr.args.empty());
    const bool again = !begun.insert(piece.expr).second;
    if (again && !word && out.size() > kLongLine) {
      out += "...";
      continue;
    }
    std::vector<Piece> pieces = Pieces(model).of(expr);
    for (auto each = pieces.rbegin(); each != pieces.rend(); ++each) {
      stack.push_back(std::move(*each));
    }
  }
  return out;
}

std::string print_column(const Model& model, ColumnId id) {
  const Column& column = model.columns[id];
  if (column.name.empty()) return base::concat("#", id);
  return base::concat(model.entities[column.entity].name, ".", column.name);
}

std::string print_type(const Model& model, const type::Type& type) {
  std::string out(type::name(type.kind));
  switch (type.kind) {
    case type::TypeKind::money:
      base::append(out, " ", model.currencies[type.ref].code);
      break;
    case type::TypeKind::duration:
      base::append(out, " ", type::name(static_cast<type::DurationUnit>(type.ref)));
      break;
    case type::TypeKind::reference:
      base::append(out, " ", model.entities[type.ref].name);
      break;
    case type::TypeKind::category: {
      std::string_view separator = " {";
      for (const type::CategorySet::Value& value : model.category_sets[type.ref].values) {
        base::append(out, separator, value.name);
        separator = ", ";
      }
      out += "}";
      break;
    }
    case type::TypeKind::unknown:
    case type::TypeKind::boolean:
    case type::TypeKind::number:
    case type::TypeKind::date:
    case type::TypeKind::text:
      break;
  }
  return out;
}

std::string print_rounding(const number::Rounding& rounding) {
  return base::concat(number::to_string(rounding.mode), " to ",
                      rounding.increment.to_rational().to_text());
}

}  // namespace remit::check
