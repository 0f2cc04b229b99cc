#include <memory>
#include <string>
#include <vector>

#include "cli/verb/inputs.h"
#include "cli/verb/verbs.h"

namespace remit::cli {
namespace {

using diagnostic::Text;

struct DumpOptions {
  std::vector<std::string> files;
  std::string stage = "plan";
};

ExitStatus dump(const DumpOptions& options, const Console& console) {
  ExitStatus status = ExitStatus::fine;
  const std::optional<Policy> policy = compile_files(options.files, console, status);
  if (!policy) return status;
  const Stage stage = options.stage == "tree"    ? Stage::tree
                      : options.stage == "model" ? Stage::model
                                                 : Stage::plan;
  console.print(policy->dump(stage));
  return status;
}

}  // namespace

void add_dump(CLI::App& app, const Console& console, ExitStatus& status) {
  auto options = std::make_shared<DumpOptions>();
  CLI::App* const verb = app.add_subcommand("dump", console.text(Text::cli_help_dump));
  verb->add_option("FILE", options->files, console.text(Text::cli_help_files))->required();
  verb->add_option("--stage", options->stage, console.text(Text::cli_help_stage))
      ->type_name("STAGE")
      ->check(CLI::IsMember({"tree", "model", "plan"}));
  verb->callback([options, &console, &status] { status = dump(*options, console); });
}

}  // namespace remit::cli
