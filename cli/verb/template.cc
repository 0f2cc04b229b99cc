// `remit template`: an empty workbook for the tables of a policy.
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/csv/file_bytes.h"
#include "cli/verb/inputs.h"
#include "cli/verb/output.h"
#include "cli/verb/template_book.h"
#include "cli/verb/verbs.h"

namespace remit::cli {
namespace {

struct TemplateVerb {
  RunInputs inputs;
  std::string out;
};

ExitStatus make_template(const TemplateVerb& verb, const Console& console) {
  ExitStatus status = ExitStatus::fine;
  if (verb.out.empty()) {
    console.complain(console.text(Text::needed, {"--out"}));
    return ExitStatus::usage;
  }
  const std::optional<Policy> policy = compile_files(verb.inputs.files, console, status);
  if (!policy) return status;
  if (is_input(verb.out, *policy, verb.inputs, console)) return ExitStatus::usage;
  std::string bytes;
  const absl::Status made = template_book(*policy, console, [&bytes](std::string_view piece) {
    bytes += piece;
    return absl::OkStatus();
  });
  if (!written(made, verb.out, console) || !written(write_file(verb.out, bytes), verb.out, console))
    return ExitStatus::usage;
  console.print(console.text(Text::template_written, {verb.out}) + "\n");
  return ExitStatus::fine;
}

}  // namespace

void add_template(CommandLine& line, const Console& console) {
  auto options = std::make_shared<TemplateVerb>();
  VerbOptions verb = line.add_verb("template", Text::help_template, [options, &console] {
    return make_template(*options, console);
  });
  verb.words("FILE", options->inputs.files, Text::help_files);
  verb.text("--out", "BOOK.xlsx", options->out, Text::help_template_out);
}

}  // namespace remit::cli
