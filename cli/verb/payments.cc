// `remit payments`: what each payer has to pay, as lists to be filed.
#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_join.h"
#include "cli/csv/csv_writer.h"
#include "cli/csv/file_bytes.h"
#include "cli/system/machine.h"
#include "cli/text/json_text.h"
#include "cli/verb/inputs.h"
#include "cli/verb/output.h"
#include "cli/verb/payment_book.h"
#include "cli/verb/payment_pages.h"
#include "cli/verb/verbs.h"
#include "nlohmann/json.hpp"

namespace remit::cli {
namespace {

struct PaymentsVerb {
  RunInputs inputs;
  std::vector<std::string> payers;   // empty: all
  std::vector<std::string> columns;  // `unit.account`: further ones
  std::string format = "text";
  std::string out;  // empty: the standard output
  bool excel = false;
};

/// One table of all lists: they have the same columns.
std::string all_as_csv(const std::vector<PaymentList>& lists, const CsvStyle& style) {
  std::string text;
  for (const PaymentList& list : lists) {
    if (text.empty()) append_csv_header(list.lines, text, style);
    append_csv_rows(list.lines, 0, list.lines.row_count(), text, style);
  }
  return text;
}

std::string all_as_json(const PaymentHeading& heading, const std::vector<PaymentList>& lists) {
  nlohmann::ordered_json json;
  json["title"] = heading.title;
  json["as_of"] =
      heading.day.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(heading.day);
  json["lists"] = nlohmann::ordered_json::array();
  for (const PaymentList& list : lists) {
    json["lists"].push_back({{"payer", list.payer},
                             {"currency", list.currency},
                             {"repay", list.repay},
                             {"payments", list.payments},
                             {"undetermined", list.undetermined},
                             {"asked", list.asked},
                             {"cut", list.cut},
                             {"amount", list.amount},
                             {"in_capitals", list.in_capitals},
                             {"lines", json_rows(list.lines)},
                             {"by_reward", json_rows(list.by_reward)},
                             {"by_payee", json_rows(list.by_payee)}});
  }
  return json_text(json);
}

/// Leaves the lists of the payers that the command names; false, with a complaint, if one of them
/// has none.
bool choose_payers(const PaymentsVerb& verb, std::vector<PaymentList>& lists,
                   const Console& console) {
  std::vector<std::string> there;
  for (const PaymentList& list : lists)
    if (std::ranges::find(there, list.payer) == there.end()) there.push_back(list.payer);
  for (const std::string& payer : verb.payers) {
    if (std::ranges::find(there, payer) != there.end()) continue;
    console.complain(console.text(
        Text::no_such_payer, {payer, absl::StrJoin(there, console.text(Text::clauses_comma))}));
    return false;
  }
  if (verb.payers.empty()) return true;
  std::erase_if(lists, [&verb](const PaymentList& list) {
    return std::ranges::find(verb.payers, list.payer) == verb.payers.end();
  });
  return true;
}

/// The lists as they are asked for; nothing, with a complaint, where they cannot be made.
std::optional<std::string> in_format(const PaymentsVerb& verb, const PaymentHeading& heading,
                                     const std::vector<PaymentList>& lists,
                                     const Console& console) {
  if (verb.format == "csv") return all_as_csv(lists, {console.language(), verb.excel});
  if (verb.format == "json") return all_as_json(heading, lists);
  if (verb.format == "html") return payment_html(heading, lists, console);
  if (verb.format == "text") return payment_text(heading, lists, console);
  std::string bytes;
  const absl::Status made = payment_book(heading, lists, console, [&bytes](std::string_view piece) {
    bytes += piece;
    return absl::OkStatus();
  });
  if (!written(made, verb.out, console)) return std::nullopt;
  return bytes;
}

/// Says what the command asks for in vain; empty if nothing.
std::string asked_in_vain(const PaymentsVerb& verb, const Console& console) {
  if (verb.excel && verb.format != "csv")
    return console.text(Text::option_without, {"--excel", "--format csv"});
  if (verb.format == "xlsx" && verb.out.empty() && system::is_terminal(stdout))
    return console.text(Text::option_without, {"--format xlsx", "--out"});
  return {};
}

ExitStatus payments(const PaymentsVerb& verb, const Console& console) {
  if (const std::string vain = asked_in_vain(verb, console); !vain.empty()) {
    console.complain(vain);
    return ExitStatus::usage;
  }
  ExitStatus status = ExitStatus::fine;
  const std::optional<FinishedRun> run = run_in_memory(verb.inputs, console, status);
  if (!run) return status;
  const auto& [policy, results] = *run;
  if (!verb.out.empty() && is_input(verb.out, policy, verb.inputs, console))
    return ExitStatus::usage;
  Result<std::vector<PaymentList>> lists = results.payment_lists(verb.columns, console.language());
  if (!lists.ok()) {
    complain(console, lists.error());
    return ExitStatus::usage;
  }
  if (!choose_payers(verb, *lists, console)) return ExitStatus::usage;
  const PaymentHeading heading{policy.title().empty() ? policy.name() : policy.title(),
                               verb.inputs.as_of};
  const std::optional<std::string> text = in_format(verb, heading, *lists, console);
  if (!text) return ExitStatus::usage;
  if (verb.out.empty())
    console.print(*text);
  else if (!written(write_file(verb.out, *text), verb.out, console))
    return ExitStatus::usage;
  if (results.error_count() == 0) return ExitStatus::fine;
  console.complain(console.text(Text::error_count, {results.error_count()}));
  return ExitStatus::cell_errors;
}

}  // namespace

void add_payments(CommandLine& line, const Console& console) {
  auto options = std::make_shared<PaymentsVerb>();
  VerbOptions verb = line.add_verb("payments", Text::help_payments,
                                   [options, &console] { return payments(*options, console); });
  verb.words("FILE", options->inputs.files, Text::help_files);
  add_run_options(verb, options->inputs);
  verb.list("--payer", "NAME", options->payers, Text::help_payments_payer);
  verb.list("--column", "WORD", options->columns, Text::help_payments_column);
  verb.choice("--format", "FORMAT", options->format, {"text", "html", "csv", "json", "xlsx"},
              Text::help_payments_format);
  verb.text("--out", "FILE", options->out, Text::help_payments_out);
  verb.flag("--excel", options->excel, Text::help_excel);
}

}  // namespace remit::cli
