#include "sweep/figure_list.h"

#include <algorithm>
#include <optional>

#include "base/strings.h"
#include "type/words.h"

namespace remit::sweep {

using base::concat;
using type::Word;

namespace {

constexpr Word kTotals{"totals", "合计"};
constexpr Word kRewards{"rewards", "奖励"};
constexpr Word kTargets{"targets", "目标"};
constexpr Word kTotal{"total", "合计"};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\n')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\n')) text.remove_suffix(1);
  return text;
}

/// Signs that a text may have in two widths: what it opens with, or nothing.
std::optional<char> sign_at(std::string_view text, std::size_t& size) {
  struct Sign {
    std::string_view written;
    char meant;
  };
  constexpr Sign kSigns[] = {{"(", '('},  {")", ')'},  {"{", '('},  {"}", ')'},
                             {",", ','},  {"\"", '"'}, {"（", '('}, {"）", ')'},
                             {"，", ','}, {"、", ','}, {"“", '<'},  {"”", '>'}};
  for (const Sign& sign : kSigns)
    if (text.starts_with(sign.written)) {
      size = sign.written.size();
      return sign.meant;
    }
  size = 1;
  return std::nullopt;
}

class List {
 public:
  explicit List(const plan::Plan& plan) : plan_(plan) {}

  void ask(const std::string& text) {
    if (kTotals.is(text)) return by_payer();
    if (kRewards.is(text)) return by_reward();
    if (kTargets.is(text)) return by_target();
    add(text, text, text);
  }

  std::vector<Figure> take() { return std::move(figures_); }

 private:
  void add(const std::string& formula, const std::string& en, const std::string& zh) {
    if (std::ranges::find(figures_, formula, &Figure::formula) != figures_.end()) return;
    figures_.push_back({formula, en, zh, false});
    const std::size_t bracket = bracket_of(formula);
    const bool is_total = bracket != std::string::npos &&
                          kTotal.is(trimmed(std::string_view(formula).substr(0, bracket))) &&
                          closes_at_end(formula, bracket);
    if (!is_total) return;
    const auto of = [](std::string_view word, const std::string& total) {
      return concat(word, total.substr(bracket_of(total)));
    };
    figures_.push_back({of("undetermined", formula), of("undetermined", en), of("未定", zh), true});
  }

  /// Where the first bracket opens, of either width.
  static std::size_t bracket_of(std::string_view text) {
    return std::min(text.find('('), text.find("（"));
  }

  /// Whether the bracket that opens there is closed by the last sign.
  static bool closes_at_end(std::string_view formula, std::size_t bracket) {
    int depth = 0;
    for (std::size_t at = bracket, size = 0; at < formula.size(); at += size) {
      const auto sign = sign_at(formula.substr(at), size);
      if (sign == '(') ++depth;
      if (sign == ')' && --depth == 0) return at + size == formula.size();
    }
    return false;
  }

  void by_payer() {
    for (const plan::Payment& payment : plan_.payments) {
      if (!is_money(payment)) continue;
      if (payment.payer.kind == plan::Payer::Kind::party) {
        const plan::Party& party = plan_.parties[payment.payer.party];
        named("total", "合计", party.name, party.label);
      } else {
        named("total", "合计", payment.reward, label_of(payment));
      }
    }
  }

  void by_reward() {
    for (const plan::Payment& payment : plan_.payments)
      if (is_money(payment)) named("total", "合计", payment.reward, label_of(payment));
  }

  void by_target() {
    for (const plan::Target& target : plan_.targets) {
      if (target.met == plan::kNoColumn) continue;
      const std::string& label = plan_.columns[target.met].origin.label();
      const std::string& said = label.empty() ? target.name : label;
      add(concat("targets.", target.name, ".met"), concat(said, ": met"), concat(said, "：达成"));
    }
  }

  void named(std::string_view en, std::string_view zh, const std::string& name,
             const std::string& label) {
    const std::string& said = label.empty() ? name : label;
    add(concat(en, "(", name, ")"), concat(en, "(", said, ")"), concat(zh, "（", said, "）"));
  }

  bool is_money(const plan::Payment& payment) const {
    if (payment.kind != plan::Payment::Kind::paid || payment.amount == plan::kNoColumn)
      return false;
    const plan::Column& amount = plan_.columns[payment.amount];
    return amount.type.is_numeric() && !amount.form.ratio;
  }
  const std::string& label_of(const plan::Payment& payment) const {
    return plan_.columns[payment.amount].origin.label();
  }

  const plan::Plan& plan_;
  std::vector<Figure> figures_;
};

}  // namespace

std::vector<std::string> split_figures(std::string_view text) {
  std::vector<std::string> parts;
  int depth = 0;
  bool quoted = false;
  std::size_t begin = 0;
  const auto end_part = [&](std::size_t end) {
    const std::string_view part = trimmed(text.substr(begin, end - begin));
    if (!part.empty()) parts.emplace_back(part);
  };
  for (std::size_t at = 0, size = 0; at < text.size(); at += size) {
    const auto sign = sign_at(text.substr(at), size);
    if (sign == '"') quoted = !quoted;
    if (sign == '<') quoted = true;
    if (sign == '>') quoted = false;
    if (quoted || !sign) continue;
    if (sign == '(') ++depth;
    if (sign == ')') --depth;
    if (sign != ',' || depth > 0) continue;
    end_part(at);
    begin = at + size;
  }
  end_part(text.size());
  return parts;
}

std::vector<Figure> figures_asked(const plan::Plan& plan, const std::vector<std::string>& show) {
  List list(plan);
  for (const std::string& each : show)
    for (const std::string& figure : split_figures(each)) list.ask(figure);
  if (show.empty())
    for (const char* usual : {"totals", "targets"}) list.ask(usual);
  return list.take();
}

}  // namespace remit::sweep
