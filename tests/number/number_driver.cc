// Answers questions about numbers, one line in, one line out, for fractions_oracle.py.
//
// A line is an operation and its operands, apart by blanks. Integers are decimal text, ratios
// "n/d" or "n", decimals "coefficient:scale", an absent bound "-".
#include <array>
#include <functional>
#include <iostream>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "number/apportion.h"
#include "number/apportion_fixed.h"
#include "number/decimal.h"
#include "number/rounding.h"

namespace {

using namespace remit::number;  // NOLINT: a program of its own
using remit::Int128;
using Operands = std::span<const std::string>;

Integer integer(std::string_view text) { return Integer::parse(text).value(); }

Rational ratio(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return integer(text);
  return Rational(integer(text.substr(0, slash)), integer(text.substr(slash + 1)));
}

Decimal decimal(const std::string& text) {
  const std::size_t colon = text.find(':');
  return {integer(text.substr(0, colon)), std::stoi(text.substr(colon + 1))};
}

RoundingMode mode(std::string_view name) { return parse_rounding_mode(name).value(); }

Grouping grouping(std::string_view name) {
  return name == "thousands" ? Grouping::thousands : Grouping::none;
}

template <typename T>
std::string order(const T& a, const T& b) {
  const auto order = a <=> b;
  if ((order == 0) != (a == b)) return "inconsistent";
  return order < 0 ? "-1" : (order > 0 ? "1" : "0");
}

std::string show(const std::optional<Decimal>& value) {
  if (!value) return "none";
  return value->coefficient.to_string() + ":" + std::to_string(value->scale);
}

std::string divide_and_rest(Operands o) {
  const IntegerQuotient parts = divmod(integer(o[0]), integer(o[1]));
  if (parts.quotient != integer(o[0]) / integer(o[1])) return "inconsistent";
  return parts.quotient.to_string() + " " + parts.remainder.to_string();
}

std::string parse(Operands o) {
  DecimalSyntax syntax;
  syntax.thousands = o[0].find('t') != std::string::npos;
  syntax.exponent = o[0].find('e') != std::string::npos;
  return show(parse_decimal(o[1], syntax));
}

constexpr std::array<std::string_view, 6> kErrors = {"none",
                                                     "negative_weight",
                                                     "negative_bound",
                                                     "floor_above_cap",
                                                     "floors_exceed_whole",
                                                     "no_such_recipient"};
constexpr std::array<std::string_view, 3> kMethods = {"pro_rata", "equal", "in_order"};
constexpr std::array<std::string_view, 4> kRules = {"largest_remainder", "first_in_order", "named",
                                                    "last"};
constexpr std::array<std::string_view, 3> kBounds = {"none", "cap", "floor"};

template <std::size_t n>
int index_of(const std::array<std::string_view, n>& names, std::string_view name) {
  return static_cast<int>(std::find(names.begin(), names.end(), name) - names.begin());
}

// method rule named mode increment whole (weight cap floor)...
std::string apportion_ratios(Operands o) {
  const ApportionRule rule{static_cast<ShareMethod>(index_of(kMethods, o[0])),
                           static_cast<RemainderRule>(index_of(kRules, o[1])),
                           static_cast<std::size_t>(std::stoul(o[2])),
                           {mode(o[3]), decimal(o[4])}};
  std::vector<Recipient> recipients;
  for (std::size_t i = 6; i + 2 < o.size(); i += 3) {
    Recipient recipient{ratio(o[i]), {}, {}};
    if (o[i + 1] != "-") recipient.cap = ratio(o[i + 1]);
    if (o[i + 2] != "-") recipient.floor = ratio(o[i + 2]);
    recipients.push_back(recipient);
  }
  const Apportionment result = apportion(ratio(o[5]), recipients, rule);
  if (result.error != ApportionError::none) {
    return std::string(kErrors[static_cast<std::size_t>(result.error)]);
  }
  std::string text = result.left.to_string();
  for (const Share& share : result.shares) {
    if (share.gained != share.part - share.exact) return "inconsistent";
    text.append(" ").append(share.part.to_string());
    text.append(" ").append(share.exact.to_string());
    text.append(" ").append(kBounds[static_cast<std::size_t>(share.bound)]);
  }
  return text;
}

// The same with amounts in steps, on 128 bits; the increment is not looked at.
std::string apportion_steps(Operands o) {
  static thread_local ApportionScratch scratch;
  const FixedApportionRule rule{static_cast<ShareMethod>(index_of(kMethods, o[0])),
                                static_cast<RemainderRule>(index_of(kRules, o[1])),
                                static_cast<std::size_t>(std::stoul(o[2])), mode(o[3])};
  std::vector<FixedRecipient> recipients;
  for (std::size_t i = 6; i + 2 < o.size(); i += 3) {
    FixedRecipient recipient;
    recipient.weight = integer(o[i]).to_int128();
    if (o[i + 1] != "-") recipient.cap = integer(o[i + 1]).to_int128();
    if (o[i + 2] != "-") recipient.floor = integer(o[i + 2]).to_int128();
    recipients.push_back(recipient);
  }
  std::vector<Int128> parts(recipients.size());
  Int128 left = 0;
  const ApportionError error =
      apportion_fixed(integer(o[5]).to_int128(), recipients, rule, parts, &left, &scratch);
  if (error != ApportionError::none) {
    return std::string(kErrors[static_cast<std::size_t>(error)]);
  }
  std::string text = to_string(left);
  for (const Int128 part : parts) text.append(" ").append(to_string(part));
  return text;
}

struct Operation {
  std::string_view name;
  std::string (*answer)(Operands);
};

constexpr std::array kOperations = {
    Operation{"i.text", [](Operands o) { return integer(o[0]).to_string(); }},
    Operation{"i.add", [](Operands o) { return (integer(o[0]) + integer(o[1])).to_string(); }},
    Operation{"i.sub", [](Operands o) { return (integer(o[0]) - integer(o[1])).to_string(); }},
    Operation{"i.mul", [](Operands o) { return (integer(o[0]) * integer(o[1])).to_string(); }},
    Operation{"i.divmod", divide_and_rest},
    Operation{"i.gcd", [](Operands o) { return gcd(integer(o[0]), integer(o[1])).to_string(); }},
    Operation{"i.cmp", [](Operands o) { return order(integer(o[0]), integer(o[1])); }},
    Operation{"i.round64",
              [](Operands o) {
                return std::to_string(
                    divide_round(integer(o[0]).to_int64(), integer(o[1]).to_int64(), mode(o[2])));
              }},
    Operation{"i.round128",
              [](Operands o) {
                return to_string(
                    divide_round(integer(o[0]).to_int128(), integer(o[1]).to_int128(), mode(o[2])));
              }},
    Operation{"i.round",
              [](Operands o) {
                return divide_round(integer(o[0]), integer(o[1]), mode(o[2])).to_string();
              }},
    Operation{"r.add", [](Operands o) { return (ratio(o[0]) + ratio(o[1])).to_string(); }},
    Operation{"r.sub", [](Operands o) { return (ratio(o[0]) - ratio(o[1])).to_string(); }},
    Operation{"r.mul", [](Operands o) { return (ratio(o[0]) * ratio(o[1])).to_string(); }},
    Operation{"r.div", [](Operands o) { return (ratio(o[0]) / ratio(o[1])).to_string(); }},
    Operation{"r.cmp", [](Operands o) { return order(ratio(o[0]), ratio(o[1])); }},
    Operation{"r.floor", [](Operands o) { return ratio(o[0]).floor().to_string(); }},
    Operation{"r.ceil", [](Operands o) { return ratio(o[0]).ceil().to_string(); }},
    Operation{"r.trunc", [](Operands o) { return ratio(o[0]).trunc().to_string(); }},
    Operation{"r.text", [](Operands o) { return ratio(o[0]).to_text(); }},
    Operation{"r.round",
              [](Operands o) {
                return round(ratio(o[0]), {mode(o[2]), decimal(o[1])}).to_string();
              }},
    Operation{"d.parse", parse},
    Operation{"d.rescale",
              [](Operands o) { return show(decimal(o[0]).rescaled(std::stoi(o[1]))); }},
    Operation{"d.cmp", [](Operands o) { return order(decimal(o[0]), decimal(o[1])); }},
    Operation{"d.format", [](Operands o) { return format(decimal(o[0]), grouping(o[1])); }},
    Operation{"d.fixed",
              [](Operands o) { return format(decimal(o[0]), std::stoi(o[2]), grouping(o[1])); }},
    Operation{"d.minimal",
              [](Operands o) { return format_minimal(decimal(o[0]), grouping(o[1])); }},
    Operation{"a.ratios", apportion_ratios},
    Operation{"a.steps", apportion_steps},
};

}  // namespace

int main() {
  std::ios::sync_with_stdio(false);
  std::string line;
  std::vector<std::string> words;
  while (std::getline(std::cin, line)) {
    words.clear();
    std::istringstream stream(line);
    for (std::string word; stream >> word;) words.push_back(word);
    const auto* operation =
        std::find_if(kOperations.begin(), kOperations.end(),
                     [&](const Operation& known) { return known.name == words[0]; });
    if (operation == kOperations.end()) {
      std::cerr << "unknown operation " << words[0] << "\n";
      return 2;
    }
    std::cout << operation->answer(Operands(words).subspan(1)) << "\n";
  }
  return 0;
}
