#include "check/bands.h"

#include <utility>

#include "check/declare.h"
#include "check/ranges.h"

namespace remit::check {

using number::Rational;
using type::Band;
using type::Type;
using type::TypeKind;

namespace {

struct EdgeReader {
  Context& context;
  Typer typer;
  Tables::ScaleTypes& types;
  const Scope scope{};

  std::optional<Rational> value(NodeView node) {
    const ExprId edge = typer.numeric(node, scope, types.input);
    const Type type = context.build.type_of(edge);
    if (types.input.kind == TypeKind::unknown || types.input == type::kNumber) {
      const Rational* zero = context.build.constant(edge);
      const bool plain_zero = zero != nullptr && zero->is_zero() && type == type::kNumber;
      if (!plain_zero) types.input = type;
    }
    typer.coerce(typer.zero_as(edge, types.input), types.input, node.span());
    const Rational* constant = context.build.constant(edge);
    if (constant == nullptr) {
      if (type.kind != TypeKind::unknown) context.sink.report(Code::not_constant, node.span());
      return std::nullopt;
    }
    return *constant;
  }

  /// Whether the edge belongs to the band: by its word, by a mark in brackets, or, for 以上 and
  /// 以下, by the document's own reading.
  bool closed(NodeView edge, bool reading) const {
    const NodeView mark = edge.child(Rule::edge_mark);
    if (mark) return static_cast<bool>(mark[Label::inclusive]);
    if (edge[Label::above] || edge[Label::below]) return reading;
    return static_cast<bool>(edge[Label::inclusive]);
  }

  /// `1..3`, and among places one alone: of amounts `500` would not say on which side it lies.
  bool range(NodeView edges, Band& band, bool places) {
    const NodeView high = edges[Label::high];
    if (!high && !places) {
      context.sink.report(Code::interval_without_edge, edges.span());
      return false;
    }
    band.lower = value(edges[Label::low]);
    band.upper = high ? value(high) : band.lower;
    band.lower_closed = true;
    band.upper_closed = !places;
    if (places && band.upper) band.upper = *band.upper + Rational(1);
    return true;
  }

  /// False, with a complaint, where the edges do not make a band.
  bool read(NodeView edges, Band& band, bool places) {
    if (edges.is(Rule::range)) return range(edges, band, places);
    if (edges.is(Rule::interval)) {
      if (const NodeView lower = edges[Label::lower]) {
        band.lower = value(lower[Label::value]);
        band.lower_closed = closed(lower, context.tables.above_inclusive());
      }
      if (const NodeView upper = edges[Label::upper]) {
        band.upper = value(upper[Label::value]);
        band.upper_closed = closed(upper, context.tables.below_inclusive());
      }
    }
    return true;
  }
};

std::string text_of(const std::optional<Rational>& edge) { return edge ? edge->to_text() : "-"; }

/// A value that neither band covers.
Rational missing_between(const Band& band, const Band& next) {
  if (!band.upper_closed || *band.upper == *next.lower) return *band.upper;
  return (*band.upper + *next.lower) / Rational(2);
}

/// Whether `next` begins exactly where `band` ends; complains if not.
void check_meeting(Context& context, const Band& band, const Band& next) {
  if (next.upper && band.lower && *next.upper <= *band.lower) {
    context.sink.report(Code::bands_order, next.span)
        .note(band.span, diagnostic::Text::note_other_band);
    return;
  }
  if (!band.upper || !next.lower || *next.lower < *band.upper) {
    const auto& shared = next.lower ? next.lower : band.lower ? band.lower : next.upper;
    context.sink.report(Code::bands_overlap, next.span, {text_of(shared)})
        .note(band.span, diagnostic::Text::note_other_band);
    return;
  }
  if (*next.lower > *band.upper || (!band.upper_closed && !next.lower_closed)) {
    context.sink.report(Code::bands_gap, next.span, {text_of(missing_between(band, next))})
        .note(band.span, diagnostic::Text::note_other_band);
  } else if (band.upper_closed && next.lower_closed) {
    context.sink.report(Code::bands_overlap, next.span, {text_of(next.lower)})
        .note(band.span, diagnostic::Text::note_other_band);
  }
}

/// Fills edges left open by the writer: a band without a lower edge begins where the one before
/// ended, `else` runs on without end.
void join(std::vector<Band>& bands) {
  for (std::size_t i = 1; i < bands.size(); ++i) {
    if (bands[i].lower || !bands[i - 1].upper) continue;
    bands[i].lower = bands[i - 1].upper;
    bands[i].lower_closed = !bands[i - 1].upper_closed;
  }
}

}  // namespace

std::optional<std::vector<Band>> read_bands(Context& context, NodeView node, bool places,
                                            Tables::ScaleTypes& types) {
  std::vector<Band> bands;
  EdgeReader reader{context, Typer(context), types};
  bool good = true;
  bool edges_known = true;
  for (const NodeView entry : node.all(Label::band)) {
    Band band;
    band.span = entry.span();
    if (!reader.read(entry[Label::edges], band, places)) {
      good = edges_known = false;
      continue;
    }
    const ExprId value = reader.typer.numeric(entry[Label::value], Scope{}, types.output);
    const Rational* constant = context.build.constant(value);
    const Type type = context.build.type_of(value);
    if (constant == nullptr) {
      if (type.kind != TypeKind::unknown)
        context.sink.report(Code::not_constant, entry[Label::value].span());
      good = false;
      continue;
    }
    if (types.output.kind == TypeKind::unknown ||
        (types.output == type::kNumber && type.kind == TypeKind::money))
      types.output = type;
    if (!constant->is_zero()) reader.typer.coerce(value, types.output, entry[Label::value].span());
    band.value = *constant;
    band.notation = context.build[value].notation;
    bands.push_back(std::move(band));
  }
  join(bands);
  for (std::size_t i = 0; i < bands.size(); ++i) {
    const Band& band = bands[i];
    if (band.lower && band.upper && *band.upper < *band.lower)
      context.sink.report(Code::bands_order, band.span);
    if (i > 0 && edges_known) check_meeting(context, bands[i - 1], band);
  }
  if (bands.empty() || !good) return std::nullopt;
  return bands;
}

namespace {

std::string percent(const Rational& rate) { return (rate * Rational(100)).to_text() + "%"; }

void warn_falling_rate(Context& context, const type::Scale& scale) {
  if (scale.kind != type::ScaleKind::marginal) return;
  for (std::size_t i = 1; i < scale.bands.size(); ++i) {
    if (scale.bands[i].value < scale.bands[i - 1].value) {
      context.sink.report(Code::marginal_rate_falls, scale.bands[i].span,
                          {percent(scale.bands[i - 1].value), percent(scale.bands[i].value)});
      return;
    }
  }
}

}  // namespace

type::ScaleKind scale_kind(NodeView kind) {
  return kind.has(Keyword::marginal) ? type::ScaleKind::marginal
         : kind.has(Keyword::slab)   ? type::ScaleKind::slab
                                     : type::ScaleKind::step;
}

void finish_brackets(Context& context, type::Scale& scale, const Type& input) {
  if (!scale.bands.empty() && scale.kind == type::ScaleKind::marginal && !scale.bands[0].lower)
    scale.bands[0].lower = Rational(0);
  warn_falling_rate(context, scale);
  warn_cliffs(context, scale, input);
}

}  // namespace remit::check
