#include "sweep/figure_list.h"

#include <algorithm>
#include <cctype>
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
constexpr Word kCount{"count", "计数"};
constexpr Word kEachTarget{"targets", "各目标"};
constexpr Word kMet{"met", "达成"};
constexpr Word kMissed{"missed", "未达成"};
constexpr Word kUndetermined{"undetermined", "未定"};

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

bool is_part_of_word(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return std::isalnum(byte) != 0 || c == '_' || c == '.' || byte >= 0x80;
}

/// Where a name or a path ends that begins there; where none does, the same place.
std::size_t end_of_word(std::string_view text, std::size_t at) {
  std::size_t size = 0;
  while (at < text.size() && is_part_of_word(text[at]) && !sign_at(text.substr(at), size)) ++at;
  return at;
}

/// Of a bracket that opens there what stands in it, and where it closes.
struct Bracketed {
  std::string_view inner;
  std::size_t end = 0;
};
std::optional<Bracketed> bracketed(std::string_view text, std::size_t at) {
  int depth = 0;
  std::size_t begin = 0;
  for (std::size_t size = 0; at < text.size(); at += size) {
    const auto sign = sign_at(text.substr(at), size);
    if (sign == '(' && ++depth == 1) begin = at + size;
    if (depth == 0) return std::nullopt;
    if (sign == ')' && --depth == 0)
      return Bracketed{trimmed(text.substr(begin, at - begin)), at + size};
  }
  return std::nullopt;
}

std::vector<std::string_view> steps_of(std::string_view path) {
  std::vector<std::string_view> steps;
  for (std::size_t dot = 0; dot != std::string_view::npos;) {
    dot = path.find('.');
    steps.push_back(path.substr(0, dot));
    if (dot != std::string_view::npos) path.remove_prefix(dot + 1);
  }
  return steps;
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
    if (!append({formula, en, zh, false})) return;
    // Of a total alone what is open is called as the total is.
    const std::size_t end = end_of_word(formula, 0);
    const auto whole = bracketed(formula, end);
    if (whole && whole->end == formula.size() && kTotal.is(formula.substr(0, end))) {
      const auto of = [](std::string_view word, const std::string& total) {
        return concat(word, total.substr(end_of_word(total, 0)));
      };
      append({of("undetermined", formula), of("undetermined", en), of("未定", zh), true});
      return;
    }
    add_open_rows(formula);
  }

  /// Whether it is new. What is asked for in so many words is shown whatever it comes to.
  bool append(Figure figure) {
    const auto known = std::ranges::find(figures_, figure.formula, &Figure::formula);
    if (known == figures_.end()) {
      figures_.push_back(std::move(figure));
      return true;
    }
    known->of_last = known->of_last && figure.of_last;
    return false;
  }

  /// For each total and count that the formula reads: in how many rows it is not known.
  void add_open_rows(std::string_view formula) {
    bool quoted = false;
    for (std::size_t at = 0, size = 0; at < formula.size();) {
      const auto sign = sign_at(formula.substr(at), size);
      if (sign == '"') quoted = !quoted;
      if (sign == '<' || sign == '>') quoted = sign == '<';
      const std::size_t end = quoted ? at : end_of_word(formula, at);
      if (end == at) {
        at += size;
        continue;
      }
      const std::string_view word = formula.substr(at, end - at);
      at = end;
      add_open_rows_of_path(word);
      while (at < formula.size() && formula[at] == ' ') ++at;
      if (const auto call = bracketed(formula, at)) add_open_rows_of_call(word, call->inner);
    }
  }

  void add_open_rows_of_path(std::string_view path) {
    const auto steps = steps_of(path);
    if (steps.size() != 3 || !kEachTarget.is(steps[0])) return;
    if (!kMet.is(steps[2]) && !kMissed.is(steps[2])) return;
    const bool chinese = steps[0] == kEachTarget.zh;
    const std::string open =
        concat(steps[0], ".", steps[1], ".", chinese ? kUndetermined.zh : kUndetermined.en);
    const auto target = std::ranges::find(plan_.targets, steps[1], &plan::Target::name);
    const std::string said =
        target == plan_.targets.end() ? std::string(steps[1]) : said_of(*target);
    append(
        {open, concat(said, ": ", kUndetermined.en), concat(said, "：", kUndetermined.zh), true});
  }

  void add_open_rows_of_call(std::string_view word, std::string_view inner) {
    const bool counts = kCount.is(word);
    if (!counts && !kTotal.is(word)) return;
    const bool names_one =
        end_of_word(inner, 0) == inner.size() && inner.find('.') == std::string_view::npos;
    // Of rows and of their values only the fold itself knows.
    if (counts &&
        (inner.empty() || !names_one ||
         std::ranges::find(plan_.entities, inner, &plan::Entity::name) != plan_.entities.end()))
      return;
    append({concat("undetermined(", inner, ")"), concat("undetermined(", inner, ")"),
            concat("未定(", inner, ")"), true});
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
      const std::string said = said_of(target);
      add(concat("targets.", target.name, ".met"), concat(said, ": met"), concat(said, "：达成"));
    }
  }

  void named(std::string_view en, std::string_view zh, const std::string& name,
             const std::string& label) {
    const std::string& said = label.empty() ? name : label;
    // The law before an amendment is called by more than one word.
    const bool is_word = end_of_word(name, 0) == name.size();
    add(is_word ? concat(en, "(", name, ")") : concat(en, "(\"", name, "\")"),
        concat(en, "(", said, ")"), concat(zh, "（", said, "）"));
  }

  std::string said_of(const plan::Target& target) const {
    if (target.met == plan::kNoColumn) return target.name;
    const std::string& label = plan_.columns[target.met].origin.label();
    return label.empty() ? target.name : label;
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

std::vector<Figure> open_rows_of(const plan::Plan& plan, const std::string& formula) {
  List list(plan);
  list.ask(formula);
  std::vector<Figure> figures = list.take();
  std::erase_if(figures, [](const Figure& figure) { return !figure.of_last; });
  return figures;
}

}  // namespace remit::sweep
