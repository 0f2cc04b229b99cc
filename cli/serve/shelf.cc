#include "cli/serve/shelf.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

#include "absl/status/status.h"
#include "cli/csv/file_bytes.h"
#include "cli/text/texts.h"

namespace remit::cli::serve {
namespace {

namespace fs = std::filesystem;

/// Of a run that nobody needs to be told apart from reading the request.
constexpr std::uint64_t kQuickMicroseconds = 2'000;

Result<Policy> compile_for(const std::vector<SourceText>& sources, const Limits& limits,
                           const std::optional<Date>& day) {
  CompileOptions options;
  options.limits = limits;
  options.as_of = day;
  return compile(sources, options);
}

constexpr Date kFirstDay{1, 1, 1}, kLastDay{9999, 12, 31};

/// The days on which another version may come into force than the day before.
std::set<std::int32_t> turning_days(const std::vector<Version>& versions) {
  std::set<std::int32_t> days;
  for (const Version& version : versions) {
    if (version.from) days.insert(to_days(*version.from));
    if (version.to && *version.to != kLastDay) days.insert(to_days(*version.to) + 1);
  }
  return days;
}

/// NAME of NAME.remit or NAME.remit.md; empty for other files.
std::string policy_name(const std::string& file) {
  for (const std::string_view ending : {".remit", ".remit.md"})
    if (file.size() > ending.size() && file.ends_with(ending))
      return file.substr(0, file.size() - ending.size());
  return {};
}

absl::Status status_of(const std::error_code& fault) {
  if (fault == std::errc::no_such_file_or_directory) return absl::NotFoundError("");
  if (fault == std::errc::permission_denied) return absl::PermissionDeniedError("");
  return absl::UnknownError(fault.message());
}

using FilesByName = std::map<std::string, std::vector<std::string>>;

/// What lies in a folder. `faults` gets a line if it cannot be read.
std::vector<fs::directory_entry> entries_of(const fs::path& folder, Language language,
                                            std::string& faults) {
  std::vector<fs::directory_entry> entries;
  std::error_code fault;
  for (fs::directory_iterator at(folder, fault), end; !fault && at != end; at.increment(fault))
    entries.push_back(*at);
  if (fault)
    faults += format_text(Text::cannot_read, language,
                          {folder.string(), why_text(status_of(fault), language)}) +
              "\n";
  return entries;
}

/// The files of each name.
FilesByName files_by_name(const std::string& directory, Language language, std::string& faults) {
  FilesByName found;
  for (const fs::directory_entry& entry : entries_of(directory, language, faults)) {
    const std::string file = entry.path().filename().string();
    std::error_code unknown;
    if (!entry.is_directory(unknown)) {
      if (const std::string name = policy_name(file); !name.empty())
        found[name].push_back(entry.path().string());
      continue;
    }
    for (const fs::directory_entry& part : entries_of(entry.path(), language, faults))
      if (!policy_name(part.path().filename().string()).empty())
        found[file].push_back(part.path().string());
  }
  for (auto& [name, files] : found) std::ranges::sort(files);
  return found;
}

/// What amends another stands behind it.
void amendments_last(std::vector<SourceText>& sources) {
  std::stable_partition(sources.begin(), sources.end(),
                        [](const SourceText& source) { return amended_policies(source).empty(); });
}

std::string words_of(const Error& error, Language language) {
  const std::string diagnostics = error.diagnostics().text(language);
  return diagnostics.empty() ? error.message(language) + "\n" : diagnostics;
}

}  // namespace

Result<std::shared_ptr<const Served>> Served::make(const std::vector<SourceText>& sources,
                                                   const Limits& limits) {
  Result<Policy> last = compile_for(sources, limits, std::nullopt);
  if (!last) return last.error();
  const Result<Policy> first = compile_for(sources, limits, kFirstDay);
  if (!first) return first.error();
  std::shared_ptr<Served> served(new Served(*std::move(last)));
  served->versions_ = versions_of(*first);
  const std::set<std::int32_t> days = turning_days(served->versions_);
  if (days.empty()) return std::shared_ptr<const Served>(served);
  served->stretches_.push_back({kFirstDay, Ready(*first)});
  for (const std::int32_t day : days) {
    const Date from = date_of_days(day);
    const Result<Policy> then = compile_for(sources, limits, from);
    if (!then) return then.error();
    served->stretches_.push_back({from, Ready(*then)});
  }
  return std::shared_ptr<const Served>(served);
}

const Served::Ready& Served::ready_on(const std::optional<Date>& day) const {
  if (!day || stretches_.empty()) return last_;
  const auto after = std::ranges::upper_bound(
      stretches_, to_days(*day), {}, [](const Stretch& stretch) { return to_days(stretch.from); });
  return after == stretches_.begin() ? stretches_.front().ready : std::prev(after)->ready;
}

void Served::measured(std::uint64_t microseconds) const {
  quick_.store(microseconds < kQuickMicroseconds, std::memory_order_relaxed);
}

std::optional<Shelf::Fault> Shelf::read(const std::string& directory, const Limits& limits,
                                        Language language, std::shared_ptr<const Shelf>& shelf) {
  Fault fault;
  const FilesByName found = files_by_name(directory, language, fault.words);
  if (found.empty() && fault.words.empty())
    fault.words = format_text(Text::serve_no_policies, language, {directory}) + "\n";
  auto made = std::make_shared<Shelf>();
  for (const auto& [name, files] : found) {
    std::vector<SourceText> sources;
    for (const std::string& file : files) {
      absl::StatusOr<std::string> text = read_file(file, limits.source_bytes);
      if (text.ok()) {
        sources.push_back({file, *std::move(text)});
      } else {
        fault.words +=
            format_text(Text::cannot_read, language, {file, why_text(text.status(), language)}) +
            "\n";
      }
    }
    if (sources.size() != files.size()) continue;
    amendments_last(sources);
    Result<std::shared_ptr<const Served>> served = Served::make(sources, limits);
    if (served) {
      made->policies_.emplace(name, *std::move(served));
      continue;
    }
    fault.words += words_of(served.error(), language);
    if (fault.diagnostics.empty() && !served.error().diagnostics().empty())
      fault.diagnostics = served.error().diagnostics().json(language);
  }
  if (!fault.words.empty()) return fault;
  shelf = std::move(made);
  return std::nullopt;
}

const Served* Shelf::find(std::string_view name) const {
  const auto found = policies_.find(name);
  return found == policies_.end() ? nullptr : found->second.get();
}

}  // namespace remit::cli::serve
