#include <algorithm>
#include <iterator>
#include <map>
#include <sstream>
#include <utility>

#include "syntax/unit_words.h"
#include "type/currency.h"
#include "words.h"
#include "write.h"
#include "write_text.h"

namespace remit::grammar_compiler {
namespace {

constexpr std::size_t kUnitSlots = 1024;

void write_set(const SymbolSet& set, std::ostream& out) {
  out << "SymbolSet(SymbolSet::Words{" << std::hex;
  const char* separator = "";
  for (const std::uint64_t word : set.words())
    out << std::exchange(separator, ", ") << "0x" << word;
  out << std::dec << "})";
}

template <std::size_t size>
void write_slots(std::string_view name, const syntax::WordSlots<size>& slots, std::ostream& out) {
  out << "constinit const WordSlots<" << size << "> " << name << " = {{\n    ";
  for (const std::uint16_t slot : slots) out << slot << ", ";
  out << "\n}};\n\n";
}

void write_phrases(const Lexicon& lexicon, std::ostream& out) {
  out << "constinit const Phrase kPhrases[] = {\n";
  for (const Lexicon::Phrase& phrase : lexicon.phrases()) {
    out << "    {" << quoted(phrase.text) << ", " << static_cast<int>(phrase.words) << ", "
        << phrase.symbol << "},\n";
  }
  out << "};\n\nconstinit const std::uint8_t kPhraseCounts[] = {\n    ";
  for (const Lexicon::Phrase& phrase : lexicon.phrases())
    out << static_cast<int>(phrase.alike) << ", ";
  out << "\n};\n\n";
  write_slots("kPhraseSlots", lexicon.slots(), out);
}

void write_symbols(const Lexicon& lexicon, std::ostream& out) {
  out << "constinit const SymbolSet kNameable = ";
  write_set(lexicon.nameable(), out);
  out << ";\n\n";
  std::vector<SymbolSet> sets;
  for (std::size_t i = 0; i < lexicon.keywords().size(); ++i) sets.push_back(lexicon.symbols_of(i));
  write_sets("kKeywordSymbols[kKeywordCount]", sets, out);
  std::ostringstream operators, begins;
  std::size_t count = 0;
  for (std::size_t symbol = 0; symbol < lexicon.symbol_count(); ++symbol) {
    begins << count << ", ";
    for (const type::OperatorId id : lexicon.operators_of(static_cast<SymbolId>(symbol))) {
      operators << "    type::OperatorId::" << type::operator_info(id).name << ",\n";
      ++count;
    }
  }
  out << "constinit const type::OperatorId kOperators[] = {\n"
      << operators.str() << "};\n\nconstinit const std::uint16_t kOperatorBegins[] = {\n    "
      << begins.str() << count << "\n};\n\n";
}

/// The words of units with what each means, as C++; where two meanings claim a word, the first.
std::map<std::string_view, std::string> unit_words() {
  std::map<std::string_view, std::string> units;
  const auto add = [&units](std::string_view words, const std::string& means) {
    for_each_word(words, [&](std::string_view word) { units.try_emplace(word, means); });
  };
  const auto of_kind = [](std::string_view kind, std::uint32_t unit) {
    return "{.kind = UnitKind::" + std::string(kind) + ", .unit = " + std::to_string(unit) + "}";
  };
  for (const syntax::Magnitude& each : syntax::kMagnitudes)
    add(each.words, "{.magnitude = true, .power = " + std::to_string(each.power) + "}");
  add("元", of_kind("currency", type::kOwnCurrency));
  for (std::uint32_t i = 0; i < type::currencies().size(); ++i) {
    const type::CurrencyInfo& currency = type::currencies()[i];
    for (const std::string_view words : {currency.code, currency.english, currency.chinese})
      add(words, of_kind("currency", i));
  }
  for (const syntax::Duration& each : syntax::kDurations)
    add(each.words, of_kind("duration", static_cast<std::uint32_t>(each.unit)));
  add(syntax::kCounting, of_kind("counting", 0));
  return units;
}

void write_units(std::ostream& out) {
  syntax::WordSlots<kUnitSlots> slots{};
  std::size_t count = 0;
  out << "constinit const Unit kUnits[] = {\n";
  for (const auto& [word, means] : unit_words()) {
    out << "    {" << quoted(word) << ", " << means << "},\n";
    syntax::add_entry(slots, word, count++);
  }
  out << "};\nconstinit const std::size_t kUnitCount = std::size(kUnits);\n\n";
  write_slots("kUnitSlots", slots, out);
}

}  // namespace

void write_sets(std::string_view name, const std::vector<SymbolSet>& sets, std::ostream& out) {
  out << "constinit const SymbolSet " << name << " = {\n";
  for (const SymbolSet& set : sets) {
    out << "    ";
    write_set(set, out);
    out << ",\n";
  }
  out << "};\n\n";
}

std::string write_lexicon(const Lexicon& lexicon) {
  std::ostringstream out;
  out << "// Written by tools/grammar from keywords.def, unit_words.h and the tables of src/type.\n"
         "#include \"syntax/lexicon_tables.h\"\n\n#include <iterator>\n\n"
         "namespace remit::syntax::lexicon {\n\n";
  write_phrases(lexicon, out);
  write_symbols(lexicon, out);
  write_units(out);
  out << "}  // namespace remit::syntax::lexicon\n";
  return out.str();
}

}  // namespace remit::grammar_compiler
