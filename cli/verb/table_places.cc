#include "cli/verb/table_places.h"

#include <filesystem>
#include <utility>

#include "cli/text/texts.h"
#include "cli/verb/inputs.h"
#include "cli/workbook/load_sheet.h"
#include "cli/workbook/sheet_names.h"

namespace remit::cli {
namespace {

// Entities are named by index; the whole by the name of the policy.
const std::string& entity_name(const Policy& policy, std::size_t index) {
  return index == 0 ? policy.name() : policy.entities()[index].name;
}

class Finder {
 public:
  Finder(const Policy& policy, const RunInputs& inputs, const Console& console)
      : policy_(policy), inputs_(inputs), console_(console), places_(policy.entities().size()) {}

  bool find() {
    for (const std::string& option : inputs_.tables) {
      if (!add(option)) return false;
    }
    if (!open_data()) return false;
    bool good = true;
    for (std::size_t i = 0; i < places_.size(); ++i) {
      if (places_[i].empty()) good &= data_ != nullptr ? find_sheet(i) : find_file(i);
    }
    return good;
  }
  std::vector<TablePlace> take() { return std::move(places_); }

 private:
  bool complain(const std::string& words) {
    console_.complain(words);
    return false;
  }

  OpenBook* open(const std::string& path) {
    std::string wrong;
    OpenBook* const book = inputs_.books->open(path, console_.language(), wrong);
    if (book == nullptr) console_.complain(wrong);
    return book;
  }

  /// What --data names: a folder, or a workbook.
  bool open_data() {
    std::error_code ignored;
    if (inputs_.directory.empty() || std::filesystem::is_directory(inputs_.directory, ignored))
      return true;
    if (!is_book(inputs_.directory))
      return complain(console_.text(Text::no_folder, {inputs_.directory}));
    data_ = open(inputs_.directory);
    return data_ != nullptr;
  }

  bool add(const std::string& option) {
    const std::size_t equals = option.find('=');
    if (equals == std::string::npos || equals + 1 == option.size())
      return complain(console_.text(Text::bad_table_option, {option}));
    const std::string name = option.substr(0, equals);
    const std::optional<std::size_t> index = name == policy_.name()
                                                 ? std::optional<std::size_t>(0)
                                                 : policy_.new_data().find_entity(name);
    if (!index) {
      console_.complain_of_name(console_.text(Text::no_such_entity, {name}),
                                policy_.near_entity(name));
      return false;
    }
    if (!places_[*index].empty())
      return complain(console_.text(Text::option_twice, {"--table", name}));
    return place(*index, option.substr(equals + 1));
  }

  /// A file whose name has a `#` in it is that file.
  bool place(std::size_t index, const std::string& path) {
    std::error_code ignored;
    const std::size_t mark = path.rfind('#');
    const bool whole = mark == std::string::npos || std::filesystem::exists(path, ignored);
    const std::string file = whole ? path : path.substr(0, mark);
    if (!is_book(file)) {
      places_[index].path = path;
      return true;
    }
    OpenBook* const book = open(file);
    if (book == nullptr) return false;
    const auto& sheets = book->book().sheets();
    std::optional<std::size_t> sheet;
    if (!whole) {
      sheet = book->book().find_sheet(path.substr(mark + 1));
    } else if (!sheet_of(*book, index, sheet)) {
      return false;
    } else if (!sheet && sheets.size() == 1) {
      sheet = 0;
    }
    if (!sheet) return no_sheet(*book, index, whole ? "" : path.substr(mark + 1));
    places_[index] = {file, book, *sheet};
    return true;
  }

  /// The sheet that is called like the entity or its label, if there is one; false, with a
  /// complaint, where both are there.
  bool sheet_of(const OpenBook& book, std::size_t index, std::optional<std::size_t>& sheet) {
    for (const std::string& name : names_of(index)) {
      if (name.empty()) continue;
      const auto found = book.book().find_sheet(sheet_name(name));
      if (found && sheet && *found != *sheet) {
        const auto path = [&](std::size_t at) {
          return sheet_path(book.path(), book.book().sheets()[at].name);
        };
        return complain(console_.text(Text::two_tables, {path(*sheet), path(*found)}));
      }
      if (!sheet) sheet = found;
    }
    return true;
  }

  std::vector<std::string> names_of(std::size_t index) const {
    return {entity_name(policy_, index), policy_.entities()[index].label};
  }

  bool no_sheet(const OpenBook& book, std::size_t index, const std::string& wanted) {
    std::string there;
    for (const Workbook::Sheet& sheet : book.book().sheets())
      there += (there.empty() ? "" : console_.text(Text::clauses_comma)) + quoted(sheet.name);
    const std::string name = wanted.empty() ? sheet_name(entity_name(policy_, index)) : wanted;
    return complain(
        format_complaint("no_sheet", console_.language(),
                         {book.path(), entity_name(policy_, index), there, quoted(name)}));
  }

  std::string quoted(const std::string& name) const {
    return console_.text(Text::quoted_name, {name});
  }

  bool may_be_absent(std::size_t index) const {
    const EntityInfo& entity = policy_.entities()[index];
    return index == 0 || entity.hole || entity.made || inputs_.partial;
  }

  bool find_sheet(std::size_t index) {
    if (policy_.entities()[index].made) return true;
    std::optional<std::size_t> sheet;
    if (!sheet_of(*data_, index, sheet)) return false;
    if (sheet) places_[index] = {inputs_.directory, data_, *sheet};
    return sheet || may_be_absent(index) || no_sheet(*data_, index, "");
  }

  // By name, else by label. Open entities and the whole need no table.
  bool find_file(std::size_t index) {
    const std::filesystem::path directory(inputs_.directory);
    std::string& place = places_[index].path;
    std::error_code ignored;
    for (const std::string& name : names_of(index)) {
      const std::filesystem::path path = directory / (name + ".csv");
      if (inputs_.directory.empty() || name.empty()) continue;
      if (!std::filesystem::exists(path, ignored)) continue;
      if (!place.empty() && !std::filesystem::equivalent(place, path, ignored))
        return complain(console_.text(Text::two_tables, {place, path.generic_string()}));
      if (place.empty()) place = path.generic_string();
    }
    if (!place.empty() || may_be_absent(index)) return true;
    const std::string& name = policy_.entities()[index].name;
    return complain(format_complaint("missing_table", console_.language(),
                                     {name, (directory / (name + ".csv")).generic_string()}));
  }

  const Policy& policy_;
  const RunInputs& inputs_;
  const Console& console_;
  OpenBook* data_ = nullptr;  ///< the workbook that --data names
  std::vector<TablePlace> places_;
};

}  // namespace

std::string TablePlace::text() const {
  return book == nullptr ? path : sheet_path(path, book->book().sheets()[sheet].name);
}

std::optional<std::vector<TablePlace>> table_places(const Policy& policy, const RunInputs& inputs,
                                                    const Console& console, ExitStatus& status) {
  Finder finder(policy, inputs, console);
  if (finder.find()) return finder.take();
  status = ExitStatus::usage;
  return std::nullopt;
}

}  // namespace remit::cli
