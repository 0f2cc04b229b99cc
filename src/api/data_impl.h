#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "api/policy_impl.h"
#include "diagnostic/diagnostic.h"
#include "remit/data.h"
#include "run/bound_input.h"
#include "table/builder.h"

namespace remit {

struct Data::Impl {
  struct Note {
    std::size_t entity = 0;
    std::string column;
    diagnostic::Diagnostic words;
  };

  /// What became of the tables since somebody last looked.
  struct Watch {
    explicit Watch(std::size_t of, std::size_t fields) : entity(of), set(fields), seen(fields) {}

    std::size_t entity;              ///< of which row 0 is watched cell by cell
    std::vector<std::uint32_t> set;  ///< the first `set_count`: fields that were set, each once
    std::size_t set_count = 0;
    std::vector<std::uint8_t> seen;  ///< by field, 1: is among them
    bool other = true;               ///< something else changed

    std::span<const std::uint32_t> fields() const { return {set.data(), set_count}; }
    /// What was noted is taken care of. Fields stay on the list: who sets one sets it again, and
    /// then it is noted already.
    void settle() { other = false; }
    /// The same, of fields that are not looked at again unless they are set again.
    void settle_fields() {
      for (const std::uint32_t field : fields()) seen[field] = 0;
      set_count = 0;
      other = false;
    }
    bool has(std::size_t of, std::uint64_t row, std::size_t field) const {
      return of == entity && row == 0 && seen[field] != 0;
    }
    /// Never fails.
    void note(std::size_t of, std::uint64_t row, std::size_t field) {
      if (of != entity || row != 0) {
        other = true;
      } else if (seen[field] == 0) {
        seen[field] = 1;
        set[set_count++] = static_cast<std::uint32_t>(field);
      }
    }
  };

  explicit Impl(std::shared_ptr<const Policy::Impl> of);
  Impl(const Impl& other);
  /// The tables of `other` for a policy that reads them the same way (carry_over.cc).
  Impl(std::shared_ptr<const Policy::Impl> of, const Impl& other);

  /// The tables as the evaluators read them, linked, with the day that `today` means where the
  /// policy asks for it. Made when first asked for after a change, or for another day than the last
  /// time; several threads may ask at the same time. Tables that the policy makes are made within
  /// the limits of the run, which began at `since`, and of the policy; what is refused is not kept.
  std::shared_ptr<const run::BoundInput> input(
      const RunOptions& options,
      run::RunControl::Clock::time_point since = run::RunControl::Clock::now()) const;
  /// The same as they stand, without a day.
  std::shared_ptr<const table::DatasetBuilder::Built> built() const;
  /// How the object itself works on its tables.
  RunOptions own_options() const;
  /// Whoever changes the tables says so first.
  void changed() {
    input_.reset();
    before_.reset();
    if (watch != nullptr) watch->other = true;
  }
  /// The same for one cell.
  void changed(std::size_t entity, std::uint64_t row, std::size_t field) {
    if (input_ != nullptr || before_ != nullptr) note_change(entity, field);
    if (watch != nullptr) watch->note(entity, row, field);
  }

  /// Whether there is nothing to be said of another change of that cell.
  bool knows_change(std::size_t entity, std::uint64_t row, std::size_t field) const {
    return input_ == nullptr && before_ == nullptr && watch != nullptr &&
           watch->has(entity, row, field);
  }

  /// A table that came as a whole, with the headers that name no field, and the fields that take
  /// their default because no header names them. All or nothing.
  void replace_table(std::size_t entity, table::TableBuilder table,
                     std::vector<std::string> ignored, std::vector<std::size_t> defaulted);

  std::shared_ptr<const Policy::Impl> policy;
  table::DatasetBuilder builder;
  std::vector<std::uint8_t> whole;  ///< by entity, 1: the table was set as a whole
  std::vector<Note> notes;
  std::uint32_t threads = 1;  ///< of what the object does itself; 0: as many as the processor has
  Watch* watch = nullptr;     ///< of whoever owns the object; copies have none

 private:
  using Changed = table::DatasetBuilder::Changed;

  /// The tables are no longer those that were read, but for that column: small ones are kept, to be
  /// read again with what has changed.
  void note_change(std::size_t entity, std::size_t field);
  /// The tables as they stand, with that day.
  table::DatasetBuilder::Built build(const std::optional<Date>& day,
                                     base::Executor& executor) const;

  mutable std::mutex mutex_;  // guards the rest among readers
  mutable std::shared_ptr<const run::BoundInput> input_;
  mutable std::optional<Date> day_;                        // of input_, or of before_
  mutable std::shared_ptr<const run::BoundInput> before_;  // what was read before cells were set
  mutable std::vector<Changed> changed_;                   // columns of cells that were set since
};

}  // namespace remit
