#include "cli/verb/payment_book.h"

#include <string>

#include "cli/verb/inputs.h"
#include "cli/workbook/table_sheet.h"
#include "cli/workbook/xlsxwriter.h"

namespace remit::cli {
namespace {

/// One list, from top to bottom.
class PaymentSheet {
 public:
  PaymentSheet(BookFile& book, const PaymentList& list, const Console& console)
      : book_(book),
        sheet_(book.add_sheet(name_of(list, console))),
        console_(console),
        cells_(book, sheet_, console) {
    book.rule_tables();
  }

  void write(const PaymentHeading& heading, const PaymentList& list) {
    line(heading.title, CellLook::title);
    line(payment_title(list, console_), CellLook::heading);
    if (!heading.day.empty()) line(as_of_text(heading.day, console_));
    const std::uint32_t header = row_;
    table(payment_lines(list, console_), 0);
    const ShownTable by_reward(list.by_reward, console_);
    sums(console_.text(Text::totals_by, {by_reward.caption(0)}), by_reward);
    if (sums_payees(list))
      sums(console_.text(Text::totals_by, {console_.text(Text::list_payee)}),
           ShownTable(list.by_payee, console_));
    ++row_;
    for (const std::string& total : payment_totals(list, console_)) line(total, CellLook::heading);
    if (list.undetermined > 0)
      line(console_.text(Text::list_incomplete, {list.undetermined}), CellLook::warning);
    sign();
    finish(header);
  }

 private:
  static std::string name_of(const PaymentList& list, const Console& console) {
    const std::string payer = list.payer.empty() ? console.text(Text::list_no_payer) : list.payer;
    return list.repay ? console.text(Text::sheet_repayments, {payer}) : payer;
  }

  void line(const std::string& text, CellLook look = CellLook::note, std::size_t column = 0) {
    put_text(sheet_, row_++, column, text, book_.format(look));
  }

  void table(const ShownTable& shown, std::size_t first) {
    cells_.header(shown, row_++, widths_, first);
    for (std::uint64_t from = 0; from < shown.table().row_count(); ++from)
      cells_.row(shown, from, row_++, widths_, first);
  }

  /// Behind the column of serial numbers, which so stays narrow.
  void sums(const std::string& title, const ShownTable& shown) {
    ++row_;
    line(title, CellLook::heading, 1);
    table(shown, 1);
  }

  void sign() {
    row_ += 2;
    std::size_t column = 1;
    for (const Text who : kPaymentSignatures) {
      put_text(sheet_, row_, column++, console_.text(who), book_.format(CellLook::note));
      put_text(sheet_, row_, column++, "", book_.format(CellLook::signature));
    }
  }

  void finish(std::uint32_t header) {
    widths_.apply(sheet_);
    xlsx().worksheet_freeze_panes(sheet_, header + 1, 0);
    set_printed(sheet_, header);
  }

  BookFile& book_;
  lxw_worksheet* sheet_;
  const Console& console_;
  TableRowWriter cells_;
  ColumnWidths widths_;
  std::uint32_t row_ = 0;
};

}  // namespace

absl::Status payment_book(const PaymentHeading& heading, const std::vector<PaymentList>& lists,
                          const Console& console,
                          const std::function<absl::Status(std::string_view)>& take) {
  BookFile book;
  if (absl::Status opened = book.open(); !opened.ok()) return opened;
  for (const PaymentList& list : lists) PaymentSheet(book, list, console).write(heading, list);
  if (lists.empty()) {
    lxw_worksheet* const sheet = book.add_sheet(console.text(Text::sheet_payments));
    put_text(sheet, 0, 0, heading.title, book.format(CellLook::title));
    put_text(sheet, 1, 0, console.text(Text::nothing_paid), book.format(CellLook::text));
  }
  return book.finish(take);
}

}  // namespace remit::cli
