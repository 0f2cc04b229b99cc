#include "check/open_bands.h"

#include <optional>
#include <utility>
#include <vector>

#include "check/bands.h"
#include "check/money.h"
#include "check/reached_bands.h"
#include "check/same_value.h"
#include "diagnostic/code/structure.h"

namespace remit::check {

using number::Rational;
using type::Opcode;
using type::Type;
using type::TypeKind;

namespace {

struct OpenBand {
  ExprId lower = kNone;
  ExprId upper = kNone;
  bool lower_closed = true;
  bool upper_closed = true;
  ExprId value = kNone;
  base::Span span{};
};

class OpenBands {
 public:
  OpenBands(Context& context, Typer& typer, type::ScaleKind kind, ExprId value, const Scope& scope,
            bool paid)
      : c_(context),
        build_(context.build),
        typer_(typer),
        kind_(kind),
        value_(value),
        scope_(scope),
        paid_(paid) {}

  ExprId apply(NodeView bands) {
    const base::Span span = bands.span();
    for (const NodeView entry : bands.all(Label::band))
      if (!read(entry)) return build_.blank(type::kUnknown, span);
    if (bands_.empty()) {
      c_.sink.report(code::no_brackets, span);
      return build_.blank(type::kUnknown, span);
    }
    if (!join()) return build_.blank(type::kUnknown, span);
    look_at_reach(bands);
    const bool in_brackets = kind_ == type::ScaleKind::marginal;
    if (in_brackets && !begins_above_zero()) return build_.blank(type::kUnknown, span);
    ExprId result = in_brackets ? in_parts(span) : ladder(span);
    if (kind_ == type::ScaleKind::slab) result = build_.multiply(value_, result, span);
    result = within_last_edges(result, span);
    if (checks_.empty()) return result;
    const ExprId ascending = build_.conjunction(checks_, span);
    return build_.choose(
        ascending, result,
        build_.fail(type::CellFault::edges_not_ascending, build_.type_of(result), span), span);
  }

 private:
  std::optional<ExprId> edge(NodeView node) {
    const Type wanted = build_.type_of(value_);
    const ExprId read = typer_.settled(typer_.numeric(node, scope_, wanted));
    if (build_.type_of(read).kind == TypeKind::unknown) return std::nullopt;
    return typer_.coerce(typer_.zero_as(read, wanted), wanted, node.span());
  }

  bool read(NodeView entry) {
    OpenBand band{.span = entry.span()};
    const NodeView edges = entry[Label::edges];
    if (edges.is(Rule::range)) {
      c_.sink.report(code::open_brackets_form, edges.span(), {edges.text()});
      return false;
    }
    if (const NodeView lower = edges[Label::lower]) {
      const auto at = edge(lower[Label::value]);
      if (!at) return false;
      band.lower = *at;
      band.lower_closed = edge_is_closed(lower, c_.tables.above_inclusive());
    }
    if (const NodeView upper = edges[Label::upper]) {
      const auto at = edge(upper[Label::value]);
      if (!at) return false;
      band.upper = *at;
      band.upper_closed = edge_is_closed(upper, c_.tables.below_inclusive());
    }
    const NodeView node = entry[Label::value];
    const bool rates =
        kind_ != type::ScaleKind::step && build_.type_of(value_).kind == TypeKind::money;
    const Type wanted = rates ? type::kNumber : paid_ ? own_money(c_) : type_;
    band.value = typer_.numeric(node, scope_, wanted);
    if (rates) band.value = typer_.coerce(band.value, type::kNumber, node.span());
    if (!rates && paid_) band.value = as_money(c_, band.value, node);
    if (build_.type_of(band.value).kind == TypeKind::unknown) return false;
    if (!rates && !paid_) {
      band.value = typer_.zero_as(band.value, type_);
      if (type_.kind == TypeKind::unknown) type_ = build_.type_of(band.value);
      band.value = typer_.coerce(band.value, type_, node.span());
    }
    bands_.push_back(band);
    return true;
  }

  bool same(ExprId a, ExprId b) const {
    const Rational* left = build_.constant(a);
    const Rational* right = build_.constant(b);
    if (left != nullptr && right != nullptr) return *left == *right;
    return same_value(c_.model, a, b);
  }

  /// Each bracket begins where the one before ends; false with a complaint where that is not so.
  bool join() {
    for (std::size_t i = 0; i < bands_.size(); ++i) {
      OpenBand& band = bands_[i];
      const bool last = i + 1 == bands_.size();
      const bool ends = last || band.upper != kNone;
      bool begins = true;
      if (i > 0) {
        const OpenBand& before = bands_[i - 1];
        if (band.lower == kNone) {
          band.lower = before.upper;
          band.lower_closed = !before.upper_closed;
        }
        begins = before.upper != kNone && same(band.lower, before.upper) &&
                 band.lower_closed != before.upper_closed;
      }
      if (!ends || !begins) {
        c_.sink.report(code::open_brackets_form, band.span, {c_.model.written(band.span)});
        return false;
      }
      if (band.lower != kNone && band.upper != kNone && !ascend(band)) return false;
    }
    return true;
  }

  /// An edge that is written must lie where the value can.
  void look_at_reach(NodeView node) {
    const Interval range = interval_behind(c_, value_);
    if ((!range.low && !range.high) || build_.is_constant(value_)) return;
    const auto entries = node.all(Label::band);
    for (std::size_t i = 0; i < bands_.size(); ++i) {
      const auto edge = [&](ExprId at) -> std::optional<Rational> {
        const Rational* constant = at == kNone ? nullptr : build_.constant(at);
        return constant == nullptr ? std::nullopt : std::optional(*constant);
      };
      const OpenBand& band = bands_[i];
      const Interval holds{edge(band.lower), !band.lower_closed, edge(band.upper),
                           !band.upper_closed};
      const NodeView edges = entries[i][Label::edges];
      const bool beyond = holds.low && range.high && *holds.low > *range.high;
      if ((edges.is(Rule::interval) || beyond) && range.meet(holds).empty())
        report_unreached(c_, edges.span(), value_, range);
    }
  }

  bool ascend(const OpenBand& band) {
    const Rational* low = build_.constant(band.lower);
    const Rational* high = build_.constant(band.upper);
    if (low != nullptr && high != nullptr) {
      if (*low < *high) return true;
      c_.sink.report(code::bands_order, band.span);
      return false;
    }
    checks_.push_back(build_.compare(Opcode::less_equal, band.lower, band.upper, band.span));
    return true;
  }

  /// A quantity that is taken bracket by bracket begins at zero: its least edge must not lie below.
  /// False with a complaint where that is constant and does.
  bool begins_above_zero() {
    const OpenBand& first = bands_.front();
    const ExprId least = first.lower != kNone ? first.lower : first.upper;
    if (least == kNone) return true;
    if (const Rational* edge = build_.constant(least)) {
      if (!edge->is_negative()) return true;
      c_.sink.report(code::marginal_below_zero, first.span, {edge->to_text()});
      return false;
    }
    checks_.push_back(build_.compare(Opcode::greater_equal, least,
                                     build_.zero(build_.type_of(least)), first.span));
    return true;
  }

  /// The value of the first bracket whose upper edge is not passed.
  ExprId ladder(base::Span span) {
    ExprId result = bands_.back().value;
    for (std::size_t i = bands_.size() - 1; i-- > 0;)
      result = build_.choose(below(bands_[i]), bands_[i].value, result, span);
    return result;
  }

  ExprId below(const OpenBand& band) {
    return build_.compare(band.upper_closed ? Opcode::less_equal : Opcode::less, value_, band.upper,
                          band.span);
  }

  /// What of the value lies in each bracket, times its rate.
  ExprId in_parts(base::Span span) {
    ExprId total = kNone;
    for (std::size_t i = 0; i < bands_.size(); ++i) {
      const ExprId amount = part_of(bands_[i], i == 0, i + 1 == bands_.size());
      total = total == kNone ? amount : build_.add(total, amount, span);
    }
    return total;
  }

  /// A rate that may lack in a row counts only where the value reaches its bracket.
  ExprId part_of(const OpenBand& band, bool first, bool last) {
    ExprId part = value_;
    if (band.upper != kNone && !last) part = build_.minimum(part, band.upper, band.span);
    if (band.lower != kNone) part = build_.subtract(part, band.lower, band.span);
    const bool fixed = build_.constant(band.value) != nullptr;
    if (!first && fixed) part = build_.maximum(part, build_.zero(build_.type_of(part)), band.span);
    const ExprId amount = build_.multiply(part, band.value, band.span);
    if (first || fixed) return amount;
    const ExprId reached = build_.compare(Opcode::greater, value_, band.lower, band.span);
    return build_.choose(reached, amount, build_.zero(build_.type_of(amount)), band.span);
  }

  /// Below the first edge and above the last there is no bracket.
  ExprId within_last_edges(ExprId result, base::Span span) {
    std::vector<ExprId> inside;
    const OpenBand& first = bands_.front();
    if (first.lower != kNone)
      inside.push_back(build_.compare(first.lower_closed ? Opcode::greater_equal : Opcode::greater,
                                      value_, first.lower, first.span));
    if (bands_.back().upper != kNone) inside.push_back(below(bands_.back()));
    if (inside.empty()) return result;
    const ExprId none = build_.fail(type::CellFault::no_band, build_.type_of(result), span);
    return build_.choose(build_.conjunction(std::move(inside), span), result, none, span);
  }

  Context& c_;
  ExprBuilder& build_;
  Typer& typer_;
  type::ScaleKind kind_;
  ExprId value_;
  const Scope& scope_;
  bool paid_;
  Type type_{};
  std::vector<OpenBand> bands_;
  std::vector<ExprId> checks_;
};

}  // namespace

bool differs_by_row(const Context& context, NodeView bands) {
  for (const NodeView entry : bands.all(Label::band))
    if (name_of_row(context, entry[Label::edges]) || name_of_row(context, entry[Label::value]))
      return true;
  return false;
}

void type_open_bands(Context& context, NodeView bands, EntityId entity) {
  Typer typer(context);
  const Scope scope{.entity = entity};
  const auto type_it = [&](NodeView node) {
    if (node) typer.expr(node, scope);
  };
  for (const NodeView entry : bands.all(Label::band)) {
    const NodeView edges = entry[Label::edges];
    for (const Label end : {Label::lower, Label::upper}) type_it(edges[end][Label::value]);
    for (const Label end : {Label::low, Label::high}) type_it(edges[end]);
    type_it(entry[Label::value]);
  }
}

ExprId apply_open_bands(Context& context, Typer& typer, NodeView bands, type::ScaleKind kind,
                        ExprId value, const Scope& scope, bool paid) {
  return OpenBands(context, typer, kind, value, scope, paid).apply(bands);
}

}  // namespace remit::check
