#include "check/bands.h"

#include <algorithm>
#include <utility>

#include "base/strings.h"
#include "check/money.h"
#include "check/ranges.h"
#include "check/types.h"
#include "diagnostic/code/reachability.h"
#include "diagnostic/code/structure.h"
#include "diagnostic/code/syntax.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"
#include "syntax/prose.h"
#include "type/functions.h"

namespace remit::check {

namespace text = diagnostic::text;
using number::Rational;
using type::Band;
using type::Type;
using type::TypeKind;

namespace {

/// A number of the table as it stands there.
struct Written {
  ExprId value;
  NodeView node;
};

/// What the numbers written in one place of a table are: money as soon as one of them is, else
/// `supposed` where that is money. A zero says nothing.
Type common_type(const Context& context, const std::vector<Written>& all, Type supposed) {
  Type result;
  for (const Written& written : all) {
    const Type type = context.build.type_of(written.value);
    const Rational* constant = context.build.constant(written.value);
    if (constant != nullptr && constant->is_zero() && type == type::kNumber) continue;
    if (result.kind == TypeKind::unknown ||
        (result == type::kNumber && type.kind == TypeKind::money))
      result = type;
  }
  return result.kind == TypeKind::money || supposed.kind == TypeKind::unknown ? result : supposed;
}

/// Whether a call goes over rows: what it gives is one value for all, or nobody knows.
bool goes_over_rows(NodeView call) {
  const type::Function* function = type::find_function(call[Label::function].text());
  if (function == nullptr) return true;
  const bool by_row =
      function->kind == type::FunctionKind::row || function->kind == type::FunctionKind::derived ||
      function->kind == type::FunctionKind::rounding ||
      (function->kind == type::FunctionKind::extreme && call.all(Label::argument).size() > 1);
  return !by_row;
}

}  // namespace

NodeView name_of_row(const Context& context, NodeView node) {
  if (node.is(Rule::call) && goes_over_rows(node)) return {};
  if (node.is(Rule::path)) {
    const NodeView name = node[Label::step];
    const Symbol* known = context.names.find(kWhole, name.text());
    if (known != nullptr) return known->kind == SymbolKind::entity ? name : NodeView();
    for (EntityId entity = 1; entity < context.model.entities.size(); ++entity)
      if (context.names.find(entity, name.text()) != nullptr) return name;
    return {};
  }
  for (const NodeView child : node.children())
    if (const NodeView found = name_of_row(context, child)) return found;
  return {};
}

bool edge_is_closed(NodeView edge, bool reading) {
  const NodeView mark = edge.child(Rule::edge_mark);
  if (mark) return static_cast<bool>(mark[Label::inclusive]);
  if (edge[Label::above] || edge[Label::below]) return reading;
  return static_cast<bool>(edge[Label::inclusive]);
}

namespace {

diagnostic::Argument why_no_place() {
  return {"places and years are whole numbers from 1", "名次和年度是自 1 起的整数"};
}

struct EdgeReader {
  Context& context;
  Typer typer;
  Type supposed;
  std::vector<Written> read_edges{};
  bool all_read = true;  ///< every edge so far
  bool by_row = false;   ///< complained that the table is one for all rows
  const Scope scope{};

  /// A fixed value of the table; nothing, with one complaint for the whole table where it differs
  /// from row to row.
  std::optional<ExprId> fixed(NodeView node, Type type) {
    if (const NodeView name = name_of_row(context, node)) {
      if (!std::exchange(by_row, true))
        context.sink.report(code::edge_of_row, node.span(), {name.text()});
      return std::nullopt;
    }
    if (say_places(node)) return std::nullopt;
    const ExprId value = typer.settled(typer.numeric(node, scope, type));
    if (context.build.constant(value) != nullptr) return value;
    // What is not understood was complained of, unless it is a figure that is computed later.
    if (context.build.type_of(value).kind != TypeKind::unknown || context.sink.error_count() == 0)
      context.sink.report(code::not_constant, node.span());
    return std::nullopt;
  }

  /// `前10名` is no name: says how places are written.
  bool say_places(NodeView node) {
    if (!node.is(Rule::path) || node.all(Label::step).size() != 1) return false;
    const auto places = syntax::places_in_words(node.text());
    if (!places) return false;
    context.sink
        .report(code::said_otherwise, node.span(),
                {node.text(), diagnostic::Argument("`" + *places + "`", "“" + *places + "”")})
        .suggest(node.span(), *places);
    return true;
  }

  /// `0-100` is a range where it stands alone, not a number below zero.
  bool say_range(NodeView node) {
    if (!node.is(Rule::binary) || node.operator_id() != type::OperatorId::subtract ||
        !node[Label::left].is(Rule::number) || !node[Label::right].is(Rule::number))
      return false;
    const std::string range =
        base::concat(node[Label::left].text(), "..", node[Label::right].text());
    context.sink
        .report(code::said_otherwise, node.span(),
                {node.text(), diagnostic::Argument("`" + range + "`", "“" + range + "”")})
        .suggest(node.span(), range);
    return true;
  }

  std::optional<Rational> value(NodeView node) {
    const auto edge = fixed(node, supposed);
    all_read = all_read && edge.has_value();
    if (!edge) return std::nullopt;
    read_edges.push_back({*edge, node});
    return *context.build.constant(*edge);
  }

  /// Whether a bracket of places or years has whole edges and, as a range, begins with the first.
  bool counts_places(const Band& band, NodeView edges, std::size_t read_before) {
    bool good = !edges.is(Rule::range) || !band.lower || *band.lower >= Rational(1);
    for (std::size_t i = read_before; i < read_edges.size(); ++i) {
      const ExprId edge = read_edges[i].value;
      good = good && context.build.constant(edge)->is_integer() &&
             context.build[edge].notation == type::Notation::plain;
    }
    if (!good)
      context.sink.report(code::bracket_holds_nothing, edges.span(),
                          {edges.text(), why_no_place()});
    return good;
  }

  /// `1..3`, or one whole number alone: of amounts `500` would not say on which side it lies.
  bool range(NodeView edges, Band& band, bool places) {
    const NodeView high = edges[Label::high];
    if (!high && say_range(edges[Label::low])) return false;
    band.lower = value(edges[Label::low]);
    band.upper = high ? value(high) : band.lower;
    band.lower_closed = true;
    band.upper_closed = !places;
    if (!high && !places && band.lower && !is_whole()) {
      context.sink.report(code::interval_without_edge, edges.span());
      return false;
    }
    if (places && band.upper) band.upper = *band.upper + Rational(1);
    return true;
  }

  /// Whether the edge read last is a plain whole number.
  bool is_whole() const {
    const ExprId edge = read_edges.back().value;
    return context.build.type_of(edge) == type::kNumber && supposed.kind != TypeKind::money &&
           context.build[edge].notation == type::Notation::plain &&
           context.build.constant(edge)->is_integer();
  }

  /// False, with a complaint, where the edges do not make a band.
  bool read(NodeView edges, Band& band, bool places) {
    const std::size_t before = read_edges.size();
    if (!read_edges_of(edges, band, places)) return false;
    return !places || counts_places(band, edges, before);
  }

  bool read_edges_of(NodeView edges, Band& band, bool places) {
    if (edges.is(Rule::range)) return range(edges, band, places);
    if (edges.is(Rule::interval)) {
      if (const NodeView lower = edges[Label::lower]) {
        band.lower = value(lower[Label::value]);
        band.lower_closed = edge_is_closed(lower, context.tables.above_inclusive());
      }
      if (const NodeView upper = edges[Label::upper]) {
        band.upper = value(upper[Label::value]);
        band.upper_closed = edge_is_closed(upper, context.tables.below_inclusive());
      }
    }
    return true;
  }
};

std::string text_of(const std::optional<Rational>& edge) { return edge ? edge->to_text() : "-"; }

/// The number with the words that it stands beside.
std::string told(const BracketList& list, const std::optional<Rational>& edge) {
  return base::concat(list.words_before, text_of(edge), list.words_after);
}

/// A value that neither band covers.
Rational missing_between(const Band& band, const Band& next) {
  if (!band.upper_closed || *band.upper == *next.lower) return *band.upper;
  return (*band.upper + *next.lower) / Rational(2);
}

/// The edges of a bracket as they are written.
std::string_view edges_of(const Context& context, const Tables::ScaleTypes& types,
                          const Band& band) {
  const Tables::WrittenBand* written = types.find(band.span);
  return context.model.written(written == nullptr ? band.span : written->edges);
}

/// Whether `next` begins exactly where `band` ends; complains if not.
void check_meeting(Context& context, const BracketList& list, const Tables::ScaleTypes& types,
                   const Band& band, const Band& next) {
  if (next.upper && band.lower && *next.upper <= *band.lower) {
    context.sink.report(code::bands_order, next.span)
        .note(band.span, diagnostic::text::note_other_band);
    return;
  }
  if (!band.upper && band.lower && next.lower && *next.lower > *band.lower) {
    const std::string_view begins = edges_of(context, types, band);
    const std::string_view edge = edges_of(context, types, next);
    const bool chinese = (static_cast<unsigned char>(begins[0]) & 0x80) != 0;
    const std::string_view upper = chinese ? (next.lower_closed ? " 不满 " : " 不超过 ")
                                           : (next.lower_closed ? " below " : " up to ");
    const std::size_t number = std::min(edge.find_first_of("0123456789-"), edge.size());
    const std::string ends = base::concat(begins, upper, edge.substr(number));
    context.sink.report(code::bracket_without_end, band.span, {told(list, next.lower), ends})
        .note(next.span, diagnostic::text::note_other_band);
    return;
  }
  if (!band.upper || !next.lower || *next.lower < *band.upper) {
    const auto& shared = next.lower ? next.lower : band.lower ? band.lower : next.upper;
    context.sink.report(code::bands_overlap, next.span, {told(list, shared)})
        .note(band.span, diagnostic::text::note_other_band);
    return;
  }
  if (*next.lower > *band.upper || (!band.upper_closed && !next.lower_closed)) {
    context.sink.report(code::bands_gap, next.span, {told(list, missing_between(band, next))})
        .note(band.span, diagnostic::text::note_other_band);
  } else if (band.upper_closed && next.lower_closed) {
    context.sink.report(code::bands_overlap, next.span, {told(list, next.lower)})
        .note(band.span, diagnostic::text::note_other_band);
  }
}

bool is_alone(const Band& band) { return band.lower && band.upper && *band.lower == *band.upper; }

/// Whether every edge is a whole number.
bool all_whole(const std::vector<Band>& bands) {
  return std::ranges::all_of(bands, [](const Band& band) {
    return (!band.lower || band.lower->is_integer()) && (!band.upper || band.upper->is_integer());
  });
}

/// Whether the brackets count: one number alone, or `1..3` followed by `4..6`. All edges must be
/// whole then.
bool counts(const std::vector<Band>& bands) {
  bool counted = false;
  for (std::size_t i = 0; i < bands.size(); ++i) {
    const Band& band = bands[i];
    if ((band.lower && !band.lower->is_integer()) || (band.upper && !band.upper->is_integer()))
      return false;
    counted = counted || is_alone(band);
    if (i == 0 || !band.lower || !bands[i - 1].upper) continue;
    counted = counted || (band.lower_closed && bands[i - 1].upper_closed &&
                          *band.lower == *bands[i - 1].upper + Rational(1));
  }
  return counted;
}

/// Of whole numbers, up to 3 is below 4, and over 3 is from 4. Where parts add up, the first
/// of 1..3 is a whole one: it is over 0.
void meet_between_whole_numbers(std::vector<Band>& bands, bool in_parts) {
  for (Band& band : bands) {
    if (in_parts) {
      if (band.upper && !band.upper_closed) band.upper = *band.upper - Rational(1);
      if (band.lower && band.lower_closed) band.lower = *band.lower - Rational(1);
      band.upper_closed = true;
      band.lower_closed = false;
      continue;
    }
    if (band.upper && band.upper_closed) band.upper = *band.upper + Rational(1);
    if (band.lower && !band.lower_closed) band.lower = *band.lower + Rational(1);
    band.upper_closed = false;
    band.lower_closed = true;
  }
}

/// `else` holds wherever no other bracket does: between them too, and below the first where the
/// amount does not add up from there. False if the others leave nothing to it.
bool spread_rest(std::vector<Band>& bands, bool below) {
  const Band rest = bands.back();
  const bool alone = bands.size() == 1;
  const bool above = alone || bands[bands.size() - 2].upper.has_value();
  if (!above) bands.pop_back();
  bool holds = above;
  std::vector<Band> all;
  const auto fill = [&](std::optional<Rational> from, bool from_closed, const Band& next) {
    Band gap = rest;
    gap.lower = std::move(from);
    gap.lower_closed = from_closed;
    gap.upper = next.lower;
    gap.upper_closed = !next.lower_closed;
    all.push_back(std::move(gap));
    holds = true;
  };
  for (std::size_t i = 0; i < bands.size(); ++i) {
    const Band& band = bands[i];
    if (i == 0 && below && band.lower && !alone) fill(std::nullopt, true, band);
    if (i > 0 && band.lower && bands[i - 1].upper) {
      const Band& before = bands[i - 1];
      if (*before.upper < *band.lower ||
          (*before.upper == *band.lower && !before.upper_closed && !band.lower_closed))
        fill(before.upper, !before.upper_closed, band);
    }
    all.push_back(band);
  }
  bands = std::move(all);
  return holds;
}

/// Whether a bracket of places or years ends before the first.
bool is_before_first(const Band& band) {
  const Rational first(1);
  return band.upper && (*band.upper < first || (*band.upper == first && !band.upper_closed));
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
                                            Tables::ScaleTypes& types, type::ScaleKind kind) {
  return read_bands(context, {.entries = node.all(Label::band), .span = node.span()}, places, types,
                    kind);
}

std::optional<std::vector<Band>> read_bands(Context& context, const BracketList& list, bool places,
                                            Tables::ScaleTypes& types, type::ScaleKind kind) {
  std::vector<Band> bands;
  EdgeReader reader{context, Typer(context), types.input};
  std::vector<Written> values;
  bool good = true;
  bool edges_known = true;
  bool rest = false;
  for (const NodeView entry : list.entries) {
    const NodeView edges = entry.all(Label::edges)[list.axis];
    Band band;
    band.span = entry.span();
    types.written.push_back({entry.span(), edges.span(), edges.is(Rule::rest)});
    // What holds after the last edge says nothing of what lies before the first.
    rest = edges.is(Rule::rest) && !edges.has(Keyword::after);
    if (!reader.read(edges, band, places)) {
      good = edges_known = false;
      continue;
    }
    const auto value = reader.fixed(entry[Label::value], types.output);
    if (!value) {
      good = edges_known = false;
      continue;
    }
    values.push_back({*value, entry[Label::value]});
    band.value = *context.build.constant(*value);
    band.notation = context.build[*value].notation;
    bands.push_back(std::move(band));
  }
  edges_known = edges_known && reader.all_read;
  good = good && reader.all_read;
  types.input = common_type(context, reader.read_edges, types.input);
  for (const Written& edge : reader.read_edges)
    reader.typer.coerce(edge.value, types.input, edge.node.span());
  const bool wants_money = types.output.kind == TypeKind::money;
  types.output = common_type(context, values, types.output);
  for (const Written& value : values) {
    if (wants_money && context.build.type_of(value.value) == type::kNumber)
      as_money(context, value.value, value.node);
    else
      reader.typer.coerce(value.value, types.output, value.node.span());
  }
  const bool of_money = kind != type::ScaleKind::step && types.input.kind == TypeKind::money;
  if (!of_money && types.output == type::kNumber) {  // else each value is looked at by itself
    std::vector<ValueBeside> beside;
    for (const Written& value : values) beside.push_back({value.value, value.node.span()});
    ask_for_percent_beside(context, beside);
  }
  const bool whole = types.whole_numbers && all_whole(bands);
  if (!places && types.input.kind != TypeKind::money && (whole || counts(bands))) {
    types.whole_numbers = true;
    meet_between_whole_numbers(bands, kind == type::ScaleKind::marginal);
  }
  join(bands);
  if (rest && edges_known && !bands.empty()) {
    const bool from_first = places && bands[0].lower && *bands[0].lower <= Rational(1);
    const bool holds = spread_rest(bands, kind != type::ScaleKind::marginal && !from_first);
    if (!holds) context.report_no_effect(list.entries.back(), text::why_nothing_left);
  }
  for (std::size_t i = 0; i < bands.size(); ++i) {
    const Band& band = bands[i];
    const bool empty = band.lower && band.upper &&
                       (*band.upper < *band.lower ||
                        (*band.upper == *band.lower && !(band.upper_closed && band.lower_closed)));
    if (edges_known && empty)
      context.sink.report(code::bands_order, band.span);
    else if (edges_known && places && is_before_first(band))
      context.sink.report(code::bracket_holds_nothing, band.span,
                          {context.model.written(band.span), why_no_place()});
    if (i > 0 && edges_known && !empty) check_meeting(context, list, types, bands[i - 1], band);
  }
  if (list.entries.empty()) context.sink.report(code::no_brackets, list.span);
  if (bands.empty() || !good) return std::nullopt;
  return bands;
}

type::ScaleKind scale_kind(NodeView kind) {
  return kind.has(Keyword::marginal) ? type::ScaleKind::marginal
         : kind.has(Keyword::slab)   ? type::ScaleKind::slab
                                     : type::ScaleKind::step;
}

}  // namespace remit::check
