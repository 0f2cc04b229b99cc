#include <memory>
#include <string>
#include <vector>

#include "cli/verb/inputs.h"
#include "cli/verb/verbs.h"

namespace remit::cli {
namespace {

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

void add_dump(CommandLine& line, const Console& console) {
  auto options = std::make_shared<DumpOptions>();
  VerbOptions verb = line.add_verb("dump", Text::help_dump,
                                   [options, &console] { return dump(*options, console); });
  verb.words("FILE", options->files, Text::help_files);
  verb.choice("--stage", "STAGE", options->stage, {"tree", "model", "plan"}, Text::help_stage);
}

}  // namespace remit::cli
