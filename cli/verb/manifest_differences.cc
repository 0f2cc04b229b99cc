#include "cli/verb/manifest_differences.h"

#include <algorithm>
#include <filesystem>

#include "cli/csv/file_bytes.h"

namespace remit::cli {
namespace {

using Kind = Difference::Kind;

bool same(const FileDigest& a, const FileDigest& b) { return a.sha256 == b.sha256; }

/// Gathers them, in words.
class Finder {
 public:
  Finder(const Manifest& before, const Manifest& after, const Console& console)
      : before_(before), after_(after), console_(console) {}

  void engine() {
    if (before_.version == after_.version && before_.build == after_.build) return;
    add(Kind::engine, "", Text::differs_engine,
        {before_.version, before_.build, after_.version, after_.build});
  }

  void sides() {
    for (std::size_t i = 0; i < std::min(before_.sides.size(), after_.sides.size()); ++i) {
      policy(before_.sides[i], after_.sides[i]);
      tables(before_.sides[i], after_.sides[i]);
    }
  }

  void options() {
    const auto before = option_words(before_), after = option_words(after_);
    for (std::size_t i = 0; i < before.size(); ++i) {
      if (before[i].second == after[i].second) continue;
      add(Kind::option, before[i].first, Text::differs_option,
          {before[i].first, shown(before[i].second), shown(after[i].second)});
    }
  }

  void outputs(const std::map<std::string, std::uint64_t>& parts_at) {
    for (const auto& [file, digest] : before_.outputs) {
      const auto other = after_.outputs.find(file);
      if (other == after_.outputs.end()) {
        add(Kind::output, file, Text::differs_left_only, {file});
      } else if (!same(digest, other->second)) {
        const auto line = parts_at.find(file);
        if (line == parts_at.end())
          add(Kind::output, file, Text::differs_output, {file});
        else
          add(Kind::output, file, Text::differs_from_line, {file, line->second});
      }
    }
    for (const auto& [file, digest] : after_.outputs)
      if (!before_.outputs.contains(file))
        add(Kind::output, file, Text::differs_right_only, {file});
  }

  std::vector<Difference> take() { return std::move(found_); }

 private:
  static constexpr std::size_t kShown = 12;  // digits of a hash are enough to tell two apart

  static bool mean_the_same(const Manifest::Side& before, const Manifest::Side& after) {
    return before.canonical_hash == after.canonical_hash;
  }

  static const Manifest::Table* find(const Manifest::Side& side, const std::string& entity) {
    const auto found = std::ranges::find(side.tables, entity, &Manifest::Table::entity);
    return found == side.tables.end() ? nullptr : &*found;
  }

  void policy(const Manifest::Side& before, const Manifest::Side& after) {
    const bool layout = mean_the_same(before, after);
    if (before.policy != after.policy)
      add(Kind::policy, "", Text::differs_policy, {before.policy, after.policy});
    else if (!layout)
      add(Kind::policy, "", Text::differs_meaning,
          {before.canonical_hash.substr(0, kShown), after.canonical_hash.substr(0, kShown)});
    const std::size_t both = std::min(before.texts.size(), after.texts.size());
    for (std::size_t i = 0; i < both; ++i) {
      const std::string& path = before.texts[i].path;
      if (same(before.texts[i].digest, after.texts[i].digest)) continue;
      add(Kind::text, path, layout ? Text::differs_layout : Text::differs_text, {path});
    }
    for (std::size_t i = both; i < before.texts.size(); ++i)
      add(Kind::text, before.texts[i].path, Text::differs_left_only, {before.texts[i].path});
    for (std::size_t i = both; i < after.texts.size(); ++i)
      add(Kind::text, after.texts[i].path, Text::differs_right_only, {after.texts[i].path});
  }

  void tables(const Manifest::Side& before, const Manifest::Side& after) {
    for (const Manifest::Table& table : before.tables) {
      const Manifest::Table* const other = find(after, table.entity);
      if (other == nullptr)
        add(Kind::table, table.entity, Text::differs_left_only, {table.entity});
      else if (!same(table.digest, other->digest))
        add(Kind::table, table.entity,
            table.rows == other->rows ? Text::differs_cells : Text::differs_rows,
            {table.entity, table.path, table.rows, other->rows});
    }
    for (const Manifest::Table& table : after.tables)
      if (find(before, table.entity) == nullptr)
        add(Kind::table, table.entity, Text::differs_right_only, {table.entity});
  }

  std::string shown(const std::string& word) const {
    return word.empty() ? console_.text(Text::differs_none) : word;
  }

  /// Once: both sides of a comparison may have read one file.
  void add(Kind kind, const std::string& name, Text text, const std::vector<Argument>& arguments) {
    std::string message = console_.text(text, arguments);
    if (std::ranges::find(found_, message, &Difference::message) == found_.end())
      found_.push_back({kind, name, std::move(message)});
  }

  const Manifest& before_;
  const Manifest& after_;
  const Console& console_;
  std::vector<Difference> found_;
};

}  // namespace

const char* kind_name(Kind kind) {
  switch (kind) {
    case Kind::engine:
      return "engine";
    case Kind::policy:
      return "policy";
    case Kind::text:
      return "text";
    case Kind::option:
      return "option";
    case Kind::table:
      return "table";
    case Kind::output:
      return "output";
    case Kind::file:
      break;
  }
  return "file";
}

std::vector<Difference> differences(const Manifest& before, const Manifest& after,
                                    const std::map<std::string, std::uint64_t>& parts_at,
                                    const Console& console) {
  Finder finder(before, after, console);
  finder.engine();
  finder.options();
  finder.sides();
  finder.outputs(parts_at);
  return finder.take();
}

std::vector<Difference> changed_files(const std::string& directory, const Manifest& manifest,
                                      const Console& console) {
  std::vector<Difference> found;
  for (const auto& [file, digest] : manifest.outputs) {
    const std::filesystem::path path = std::filesystem::path(directory) / file;
    std::error_code absent;
    // What went to a pipe or a device is not there to be read again.
    if (std::filesystem::exists(path, absent) && !std::filesystem::is_regular_file(path, absent))
      continue;
    const absl::StatusOr<FileDigest> there = digest_file(path.generic_string());
    if (there.ok() && same(*there, digest)) continue;
    const std::string message =
        there.ok()
            ? console.text(Text::differs_since, {path.generic_string()})
            : console.text(Text::cannot_read,
                           {path.generic_string(), why_text(there.status(), console.language())});
    found.push_back({Kind::file, file, message});
  }
  return found;
}

}  // namespace remit::cli
