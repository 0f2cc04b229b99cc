#include "remit/data.h"

#include <algorithm>
#include <utility>

#include "api/data_impl.h"
#include "api/data_table.h"
#include "api/versions.h"
#include "base/civil_date.h"
#include "base/int128.h"
#include "diagnostic/code/data.h"
#include "diagnostic/error.h"
#include "diagnostic/text/api.h"
#include "diagnostic/text/common.h"
#include "run/guarded_executor.h"
#include "table/header.h"

namespace remit {

using diagnostic::make_error;
namespace text = diagnostic::text;
using diagnostic::Text;
using type::TypeKind;

Data::Impl::Impl(std::shared_ptr<const Policy::Impl> of)
    : policy(std::move(of)), builder(policy->schemas), whole(policy->schemas.size()) {}

Data::Impl::Impl(const Impl& other)
    : policy(other.policy),
      builder(other.builder),
      whole(other.whole),
      notes(other.notes),
      threads(other.threads) {
  const std::lock_guard lock(other.mutex_);
  input_ = other.input_;
  day_ = other.day_;
}

void Data::Impl::note_change(std::size_t entity, std::size_t field) {
  // While they are kept, the first cell of a column that is set has the column copied.
  constexpr std::uint64_t kFewRows = 64;
  constexpr std::size_t kFewColumns = 16;
  if (watch != nullptr) {  // a case has prepared what it computes
    input_.reset();
    before_.reset();
    return;
  }
  if (input_ != nullptr) {
    before_ = std::move(input_);
    changed_.clear();
  }
  const Changed column{static_cast<std::uint32_t>(entity), static_cast<std::uint32_t>(field)};
  const bool known = std::ranges::find(changed_, column) != changed_.end();
  if (builder.table(entity).rows() > kFewRows || !policy->plan->made.empty() ||
      (!known && changed_.size() == kFewColumns)) {
    before_.reset();
  } else if (!known) {
    changed_.push_back(column);
  }
}

table::DatasetBuilder::Built Data::Impl::build(const std::optional<Date>& day,
                                               base::Executor& executor) const {
  if (!day) {
    if (before_ == nullptr || day_) return builder.build(&executor);
    auto before = run::BoundInput::taken(std::exchange(before_, nullptr));
    if (auto again = builder.rebuild(std::move(before), changed_)) return *std::move(again);
    return builder.build(&executor);
  }
  table::DatasetBuilder dated = builder;
  dated.table(plan::kWhole).set_date(0, *policy->today, *api::day_number(day));
  return dated.build(&executor);
}

std::shared_ptr<const run::BoundInput> Data::Impl::input(
    const RunOptions& options, run::RunControl::Clock::time_point since) const {
  Limits limits = policy->limits;
  limits.rows = std::min(limits.rows, options.limits.rows);
  limits.memory_bytes = std::min(limits.memory_bytes, options.limits.memory_bytes);
  const std::lock_guard lock(mutex_);
  const std::optional<Date> day = policy->today ? options.as_of : std::nullopt;
  if (input_ && day_ == day && input_->within(limits)) return input_;
  std::optional<RunOptions> silent;  // progress is that of the evaluator
  if (options.progress) silent.emplace(options).progress = {};
  run::RunControl control(silent ? *silent : options, 0, since);
  run::GuardedExecutor executor(run::thread_count(options.threads), options, control);
  auto input =
      std::make_shared<const run::BoundInput>(policy->plan, build(day, executor), limits, control);
  if (input->refusal()) return input;
  before_.reset();
  input_ = std::move(input);
  day_ = day;
  return input_;
}

RunOptions Data::Impl::own_options() const {
  RunOptions options;
  options.threads = threads;
  return options;
}

std::shared_ptr<const table::DatasetBuilder::Built> Data::Impl::built() const {
  return input(own_options())->built();
}

namespace {

/// Notes on a table some of whose columns are not read; of many only the first are named.
std::vector<Data::Impl::Note> notes_of(std::size_t entity, const table::EntitySchema& schema,
                                       const std::vector<std::string>& ignored,
                                       const std::vector<std::size_t>& defaulted) {
  namespace code = diagnostic::code;
  using diagnostic::Code;
  constexpr std::size_t kNamed = 20;
  std::vector<Data::Impl::Note> notes;
  const auto add = [&](const std::string& column, Code code,
                       std::vector<diagnostic::Argument> arguments) {
    notes.push_back({entity, column, {code, {}, std::move(arguments), {}, {}}});
  };
  for (std::size_t i = 0; i < std::min(ignored.size(), kNamed); ++i) {
    add(ignored[i], code::extra_column, {schema.name, ignored[i]});
  }
  if (ignored.size() > kNamed) {
    add({}, code::more_extra_columns, {schema.name, ignored.size() - kNamed});
  }
  for (const std::size_t i : ignored.empty() ? std::vector<std::size_t>() : defaulted) {
    const table::FieldSchema& field = schema.fields[i];
    add(field.name, code::defaulted_column,
        {schema.name, table::title_of(field), *field.default_text});
  }
  return notes;
}

}  // namespace

void Data::Impl::replace_table(std::size_t entity, table::TableBuilder table,
                               std::vector<std::string> ignored,
                               std::vector<std::size_t> defaulted) {
  std::vector<Note> added = notes_of(entity, policy->schemas[entity], ignored, defaulted);
  notes.reserve(notes.size() + added.size());
  // From here on nothing fails.
  changed();
  builder.table(entity) = std::move(table);
  for (Note& note : added) notes.push_back(std::move(note));
  whole[entity] = 1;
}

Data::Data(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Data::Data(const Data& other) : impl_(std::make_unique<Impl>(*other.impl_)) {}
Data::Data(Data&&) noexcept = default;
Data& Data::operator=(const Data& other) {
  if (this != &other) impl_ = std::make_unique<Impl>(*other.impl_);
  return *this;
}
Data& Data::operator=(Data&&) noexcept = default;
Data::~Data() = default;

namespace {

std::optional<Error> check_entity(const Data::Impl& data, std::size_t entity) {
  const std::size_t count = data.policy->schemas.size();
  if (entity < count) return api::made_error(*data.policy, entity);
  return make_error(StatusCode::invalid_argument, text::api_out_of_range,
                    {text::api_entity, entity, count});
}

std::uint64_t rows_of(const Data::Impl& data, std::size_t entity) {
  return entity == plan::kWhole ? 1 : data.builder.table(entity).rows();
}

/// Whether one cell may be set.
std::optional<Error> check_cell(const Data::Impl& data, std::size_t entity, std::uint64_t row,
                                std::size_t field) {
  if (auto error = check_entity(data, entity)) return error;
  const std::size_t fields = data.policy->schemas[entity].fields.size();
  if (field >= fields) {
    return make_error(StatusCode::invalid_argument, text::api_out_of_range,
                      {text::api_field, field, fields});
  }
  const std::uint64_t rows = rows_of(data, entity);
  if (row >= rows) {
    return make_error(StatusCode::invalid_argument, text::api_out_of_range,
                      {text::api_row, row, rows});
  }
  if (data.whole[entity] != 0) {
    return make_error(StatusCode::unsupported, text::api_whole_table,
                      {data.policy->schemas[entity].name});
  }
  return std::nullopt;
}

/// The same in short, for what is asked most.
bool may_set(const Data::Impl& data, std::size_t entity, std::uint64_t row, std::size_t field) {
  return entity < data.whole.size() && data.whole[entity] == 0 &&
         !data.policy->entities[entity].made &&
         field < data.policy->schemas[entity].fields.size() && row < rows_of(data, entity);
}

/// Kinds of values, as bits.
template <typename... Kinds>
constexpr std::uint32_t any_of(Kinds... kinds) {
  return (... | (std::uint32_t{1} << static_cast<unsigned>(kinds)));
}

/// Checks that the cell exists and holds one of these kinds (0: any), then sets it.
template <typename Set>
Status set_cell(Data::Impl& data, std::size_t entity, std::uint64_t row, std::size_t field,
                std::uint32_t kinds, Text kind_name, Set set) {
  if (!may_set(data, entity, row, field)) return *check_cell(data, entity, row, field);
  table::TableBuilder& table = data.builder.table(entity);
  if (kinds != 0 && (kinds & any_of(table.column(field).stored_kind())) == 0) {
    return make_error(StatusCode::invalid_argument, text::api_wrong_kind,
                      {data.policy->schemas[entity].fields[field].name, kind_name});
  }
  data.changed(entity, row, field);
  set(table);
  return Done{};
}

}  // namespace

void Data::set_threads(std::uint32_t threads) { impl_->threads = threads; }

std::optional<std::size_t> Data::find_entity(std::string_view name_or_label) const {
  return impl_->builder.find_entity(name_or_label);
}

std::optional<std::size_t> Data::find_field(std::size_t entity,
                                            std::string_view name_or_label) const {
  if (entity >= impl_->policy->schemas.size()) return std::nullopt;
  return table::find_field(impl_->policy->schemas[entity], name_or_label);
}

Result<std::uint64_t> Data::add_row(std::size_t entity) {
  if (auto error = check_entity(*impl_, entity)) return *error;
  if (entity == plan::kWhole) return make_error(StatusCode::unsupported, text::api_fixed_rows);
  if (impl_->whole[entity] != 0) {
    return make_error(StatusCode::unsupported, text::api_whole_table,
                      {impl_->policy->schemas[entity].name});
  }
  const std::uint64_t most = impl_->policy->limits.rows;
  if (rows_of(*impl_, entity) >= most) {
    return make_error(StatusCode::limit_exceeded, text::api_limit_rows,
                      {impl_->policy->schemas[entity].name, most});
  }
  impl_->changed();
  return impl_->builder.table(entity).add_row();
}

std::uint64_t Data::row_count(std::size_t entity) const {
  return entity < impl_->policy->schemas.size() ? rows_of(*impl_, entity) : 0;
}

Status Data::clear(std::size_t entity) {
  if (auto error = check_entity(*impl_, entity)) return *error;
  impl_->changed();
  impl_->builder.table(entity).clear();
  impl_->whole[entity] = 0;
  return Done{};
}

Status Data::set_text(std::size_t entity, std::uint64_t row, std::size_t field,
                      std::string_view text) {
  return set_cell(*impl_, entity, row, field, 0, text::api_field,
                  [&](table::TableBuilder& table) { table.set_text(row, field, text); });
}

namespace {

/// What a host does that sets one number again and again, in short: it calls nothing, so that no
/// registers are saved. False, and nothing done, where more is to be looked at; it may be right
/// nevertheless.
bool replace_number(Data::Impl& data, std::size_t entity, std::uint64_t row, std::size_t field,
                    const Decimal& value) {
  const auto coefficient = static_cast<std::int64_t>(value.low);
  if (value.high != coefficient >> 63) return false;
  if (entity >= data.whole.size() || data.whole[entity] != 0) return false;
  table::TableBuilder& table = data.builder.table(entity);
  if (field >= table.column_count() || !data.knows_change(entity, row, field)) return false;
  std::int64_t* const cell = table.column(field).number_to_replace(row, value.scale);
  if (cell == nullptr) return false;
  *cell = coefficient;
  return true;
}

/// Any number. Not within its caller, which would save registers for it each time.
[[gnu::noinline]] Status set_number(Data::Impl& data, std::size_t entity, std::uint64_t row,
                                    std::size_t field, const Decimal& value) {
  constexpr std::int32_t kMaxScale = 76;
  if (value.scale < -kMaxScale || value.scale > kMaxScale) {
    return make_error(StatusCode::invalid_argument, text::api_bad_value, {"scale", value.scale});
  }
  const auto coefficient = static_cast<Int128>(
      (static_cast<UInt128>(static_cast<std::uint64_t>(value.high)) << 64) | value.low);
  return set_cell(
      data, entity, row, field, any_of(TypeKind::number, TypeKind::money, TypeKind::duration),
      text::api_kind_number,
      [&](table::TableBuilder& table) { table.set_number(row, field, coefficient, value.scale); });
}

}  // namespace

Status Data::set_decimal(std::size_t entity, std::uint64_t row, std::size_t field, Decimal value) {
  if (replace_number(*impl_, entity, row, field, value)) return Done{};
  return set_number(*impl_, entity, row, field, value);
}

Status Data::set_double(std::size_t entity, std::uint64_t row, std::size_t field, double value) {
  return set_cell(*impl_, entity, row, field, 0, text::api_field,
                  [&](table::TableBuilder& table) { table.set_double(row, field, value); });
}

Status Data::set_unreadable(std::size_t entity, std::uint64_t row, std::size_t field,
                            std::string_view text) {
  return set_cell(*impl_, entity, row, field, 0, text::api_field,
                  [&](table::TableBuilder& table) { table.set_bad_text(row, field, text); });
}

Status Data::set_bool(std::size_t entity, std::uint64_t row, std::size_t field, bool value) {
  return set_cell(*impl_, entity, row, field, any_of(TypeKind::boolean), text::api_kind_boolean,
                  [&](table::TableBuilder& table) { table.set_boolean(row, field, value); });
}

Status Data::set_date(std::size_t entity, std::uint64_t row, std::size_t field, Date value) {
  const base::CivilDate date{value.year, value.month, value.day};
  if (!base::is_valid(date)) {
    return make_error(StatusCode::invalid_argument, text::api_bad_value, {"date", "?"});
  }
  return set_cell(
      *impl_, entity, row, field, any_of(TypeKind::date), text::api_kind_date,
      [&](table::TableBuilder& table) { table.set_date(row, field, base::days_from_civil(date)); });
}

Status Data::set_blank(std::size_t entity, std::uint64_t row, std::size_t field) {
  return set_cell(*impl_, entity, row, field, 0, text::api_field,
                  [&](table::TableBuilder& table) { table.set_blank(row, field); });
}

namespace {

/// Tells of texts that may stand for nothing and were taken as they stand.
void note_words_for_nothing(const Data::Impl& data, std::size_t entity, Language language,
                            std::vector<DataNote>& notes) {
  const table::EntitySchema& schema = data.policy->schemas[entity];
  const table::TableBuilder& table = data.builder.table(entity);
  for (std::size_t field = 0; field < schema.fields.size(); ++field) {
    const std::string& title = table::title_of(schema.fields[field]);
    for (const auto& said : table.words_for_nothing(field)) {
      const std::uint64_t line = table.line_of(said.row);
      const std::string_view sheet = table.place_of(field);
      const diagnostic::Argument place =
          line == 0        ? diagnostic::worded(text::place_row, {said.row + 1})
          : !sheet.empty() ? diagnostic::worded(text::place_cell_alone,
                                                {std::string(sheet) + std::to_string(line)})
                           : diagnostic::worded(text::place_line_alone, {line});
      const diagnostic::Diagnostic words{
          diagnostic::code::nothing_as_text, {}, {schema.name, title, said.word, place}, {}, {}};
      notes.push_back({schema.name, schema.fields[field].name, words.message(language)});
    }
  }
}

}  // namespace

std::vector<DataNote> Data::notes(Language language) const {
  std::vector<DataNote> notes;
  for (const Impl::Note& note : impl_->notes) {
    notes.push_back(
        {impl_->policy->schemas[note.entity].name, note.column, note.words.message(language)});
  }
  for (std::size_t entity = 0; entity < impl_->policy->schemas.size(); ++entity)
    note_words_for_nothing(*impl_, entity, language, notes);
  return notes;
}

}  // namespace remit
