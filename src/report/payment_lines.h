#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "report/assembler.h"
#include "report/ledger.h"
#include "report/line_words.h"

// The tables of payment lists: their lines, and sums of them.

namespace remit::report {

/// A line of a list: what was asked for and what is paid (or paid back); nothing of either where it
/// is in error.
struct ListLine {
  LedgerLine line;
  number::Rational asked;
  number::Rational amount;
  bool wrong = false;
};

/// Sums over the lines that are determined.
struct Sums {
  number::Rational asked;
  number::Rational amount;
  std::uint64_t payments = 0;

  void add(const ListLine& item) {
    if (item.wrong) return;
    asked += item.asked;
    amount += item.amount;
    if (!item.amount.is_zero()) ++payments;
  }
};

/// Whether a table is of one list, or of all, whose numbers then lead its rows.
enum class OfLists : std::uint8_t { one, all };

/// Columns that lists and their sums share: what was asked for, what was cut of it, what is left.
class Figures {
 public:
  explicit Figures(int decimals)
      : asked_(type::kNumber, decimals),
        cut_(type::kNumber, decimals),
        amount_(type::kNumber, decimals) {}

  void add(const number::Rational& asked, const number::Rational& amount);
  void add_fault(type::Fault fault);
  void add_to(Assembler& table);

 private:
  NumberCells asked_, cut_, amount_;
};

/// The lines of lists, one after the other.
class LineTable {
 public:
  LineTable(const ComputedRun& run, const LineWords& words, base::Language language, OfLists of,
            int decimals);
  /// `serial`: its number in its list, from 1.
  void add(const ListLine& item, std::int64_t list, std::int64_t serial);
  Table take();

 private:
  const ComputedRun& run_;
  const LineWords& words_;
  base::Language language_;
  OfLists of_;
  std::uint64_t rows_ = 0;
  NumberCells list_, number_;
  TextCells payer_, payee_, account_, purpose_, currency_, reward_, entity_, key_, clause_;
  TextCells status_, reason_;
  std::vector<TextCells> further_;
  Figures figures_;
};

/// Sums of the lines of lists by what they have in common.
class SumTable {
 public:
  using Group = std::string (*)(const ListLine&);

  /// `name`: of the table and of the column of groups.
  SumTable(const char* name, diagnostic::Text heading, Group group, OfLists of, int decimals);
  /// Adds the sums of one list, in the order of first occurrence.
  void add(const std::vector<ListLine>& lines, std::int64_t list);
  Table take();

 private:
  const char* name_;
  diagnostic::Text heading_;
  Group group_;
  OfLists of_;
  std::uint64_t rows_ = 0;
  NumberCells list_;
  TextCells names_;
  NumberCells payments_;
  Figures figures_;
};

/// What the currency of a line's amount is called: its code, empty for a plain number.
std::string currency_of_line(const ComputedRun& run, const ListLine& item);

}  // namespace remit::report
