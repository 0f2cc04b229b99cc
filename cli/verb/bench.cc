#include <algorithm>
#include <charconv>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "cli/system/machine.h"
#include "cli/text/json_text.h"
#include "cli/verb/bench_report.h"
#include "cli/verb/inputs.h"
#include "cli/verb/sample_rows.h"
#include "cli/verb/verbs.h"
#include "nlohmann/json.hpp"
#include "remit/date.h"

namespace remit::cli {
namespace {

struct BenchVerb {
  std::vector<std::string> files;
  std::uint64_t rows = 1'000'000;
  std::vector<std::string> rows_of;  ///< ENTITY=N
  std::uint32_t threads = 1;
  std::string isa = "auto";
  std::uint32_t repeat = 5;
  std::string as_of;
  std::string format = "text";
};

/// Complains and sets `status` where --rows-of makes no sense.
std::optional<SampleSize> size_of_tables(const Policy& policy, const BenchVerb& verb,
                                         const Console& console, ExitStatus& status) {
  SampleSize size{verb.rows, {}};
  for (const std::string& option : verb.rows_of) {
    const std::size_t equals = std::min(option.find('='), option.size());
    const std::string name = option.substr(0, equals);
    std::uint64_t rows = 0;
    const char* const begin = option.data() + std::min(equals + 1, option.size());
    const char* const end = option.data() + option.size();
    const auto [after, error] = std::from_chars(begin, end, rows);
    if (error != std::errc() || after != end || rows == 0) {
      console.complain(console.text(Text::bad_rows_option, {option}));
      status = ExitStatus::usage;
      return std::nullopt;
    }
    const std::optional<std::size_t> entity = policy.new_data().find_entity(name);
    if (!entity || *entity == 0) {
      console.complain_of_name(console.text(Text::no_such_entity, {name}),
                               policy.near_entity(name));
      status = ExitStatus::usage;
      return std::nullopt;
    }
    size.of.emplace_back(*entity, rows);
  }
  return size;
}

std::uint64_t total_rows(const Policy& policy, const Data& data) {
  std::uint64_t rows = 0;
  for (std::size_t i = 1; i < policy.entities().size(); ++i) rows += data.row_count(i);
  return rows;
}

/// Most memory that this process has had resident, in MiB.
std::uint64_t peak_memory() { return system::peak_memory() >> 20; }

/// The first run has everything made ready; the last one tells where the time goes. Neither is
/// among those measured.
bool measure(const Policy& policy, const Data& data, const RunInputs& inputs, std::uint32_t repeat,
             const Console& console, ExitStatus& status, BenchReport& report) {
  if (!evaluate(policy, data, inputs, console, status, &report.first)) return false;
  for (std::uint32_t i = 0; i < repeat; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    const std::optional<Results> results = evaluate(policy, data, inputs, console, status);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
    if (!results) return false;
    report.seconds.push_back(taken.count());
  }
  const std::optional<Results> last =
      evaluate(policy, data, inputs, console, status, &report.profile);
  if (!last) return false;
  report.mib_at_most = peak_memory();  // what follows is for the report only
  report.errors = last->error_count();
  report.reasons = error_reasons(*last, console.language());
  return true;
}

ExitStatus bench(const BenchVerb& verb, const Console& console) {
  ExitStatus status = ExitStatus::fine;
  const std::optional<Policy> policy = compile_files(verb.files, console, status);
  if (!policy) return status;
  RunInputs inputs;
  inputs.threads = verb.threads;
  inputs.isa = verb.isa;
  inputs.as_of = verb.as_of;
  std::optional<Date> as_of = day_of_run(inputs, console, status);
  const std::optional<SampleSize> size = size_of_tables(*policy, verb, console, status);
  if (status != ExitStatus::fine) return status;
  Data data = policy->new_data();
  if (const auto wrong = fill_with_sample_rows(*policy, *size, console.language(), as_of, data)) {
    console.complain(*wrong);
    return ExitStatus::usage;
  }
  BenchReport report;
  if (as_of && inputs.as_of.empty()) {
    inputs.as_of = to_text(*as_of);
    report.as_of = inputs.as_of;
  }
  report.rows = total_rows(*policy, data);
  report.mib_with_tables = peak_memory();
  if (!measure(*policy, data, inputs, verb.repeat, console, status, report)) return status;
  if (verb.format == "json") {
    console.print(json_text(bench_json(report)));
  } else {
    console.print(bench_text(report, console));
  }
  return ExitStatus::fine;
}

}  // namespace

void add_bench(CommandLine& line, const Console& console) {
  auto options = std::make_shared<BenchVerb>();
  VerbOptions verb = line.add_verb("bench", Text::help_bench,
                                   [options, &console] { return bench(*options, console); });
  verb.words("FILE", options->files, Text::help_files);
  verb.number("--rows", options->rows, Text::help_rows);
  verb.list("--rows-of", "ENTITY=N", options->rows_of, Text::help_rows_of);
  verb.number("--threads", options->threads, Text::help_threads);
  add_isa_option(verb, options->isa);
  verb.number("--repeat", options->repeat, Text::help_repeat);
  verb.text("--as-of", "DATE", options->as_of, Text::help_as_of);
  verb.choice("--format", "FORMAT", options->format, {"text", "json"}, Text::help_bench_format);
}

}  // namespace remit::cli
