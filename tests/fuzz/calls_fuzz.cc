// A small language of C calls: each byte names a call, those behind it its arguments, over a few
// slots of objects of every kind. In whatever order, with whatever indices: each call says a status
// that there is, an error exactly where it is not REMIT_OK, and nothing else is handed out then;
// what one object was made of may be freed before it.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "remit.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

const char* const kTexts[] = {
    "policy p { currency CNY rounding half_up to 0.01 party office\n"
    "entity unit { key id : text  kind : one of { a, b } optional }\n"
    "entity row { key id : text  of : unit  v : money  n : count optional  d : date optional }\n"
    "define part for row = v * 2\n"
    "define all for unit = sum(row.part)\n"
    "define place for row = rank(v desc ties standard)\n"
    "reward bonus for row cite \"1\" { when n > 1 pay 10% * v cap 9 CNY from office }\n"
    "test \"x\" { given unit { id \"u\" } given row { id \"r\" of \"u\" v 3 } expect row \"r\" "
    "part = 6 }\n"
    "}\n",
    "policy q { currency CNY rounding half_up to 0.01\n"
    "param rate = 2\nentity row { key id : text  v : number to 0.01 }\n"
    "define y for row = v * rate }\n",
    "policy w { define x = nowhere }\n",
    "",
};
const char* const kCells[] = {"x", "1", "u", "", "2.5", "2024-01-31", "a", "一", "\xFF", "n/a"};
const char* const kNames[] = {"row", "unit",        "part",   "bonus", "id",
                              "y",   "rate=1..3/1", "totals", ""};

/// Objects of a kind, the oldest of which is freed when there is no slot for another.
template <typename T>
class Slots {
 public:
  explicit Slots(void (*free)(T*)) : free_(free) {}
  ~Slots() {
    for (T* const each : held_) free_(each);
  }
  Slots(const Slots&) = delete;
  Slots& operator=(const Slots&) = delete;

  void put(T* object) {
    constexpr std::size_t kMost = 4;
    if (object == nullptr) return;
    if (held_.size() == kMost) drop(0);
    held_.push_back(object);
  }
  /// Null where there is none.
  T* get(std::uint8_t which) const { return held_.empty() ? nullptr : held_[which % held_.size()]; }
  void drop(std::uint8_t which) {
    if (held_.empty()) return;
    const auto at = held_.begin() + which % static_cast<std::ptrdiff_t>(held_.size());
    free_(*at);
    held_.erase(at);
  }

 private:
  void (*free_)(T*);
  std::vector<T*> held_;
};

class Calls {
 public:
  explicit Calls(std::string_view program) : program_(program) {
    remit_options* options = nullptr;
    check(remit_options_new(&options, &error_));
    check(remit_options_set_profile(options, REMIT_PROFILE_UNTRUSTED, &error_));
    options_.put(options);
  }

  void run() {
    while (!program_.empty()) step();
  }

 private:
  std::uint8_t next() {
    if (program_.empty()) return 0;
    const auto byte = static_cast<std::uint8_t>(program_.front());
    program_.remove_prefix(1);
    return byte;
  }
  /// Small mostly, and now and then far beyond whatever there is.
  std::size_t index() {
    const std::uint8_t byte = next();
    return byte == 0xFF ? ~std::size_t{0} : byte % 8u;
  }
  template <std::size_t N>
  const char* one_of(const char* const (&texts)[N]) {
    return texts[next() % N];
  }

  bool check(remit_status status) {
    require(std::string_view(remit_status_name(status)).size() > 1);
    require((status == REMIT_OK) == (error_ == nullptr));
    if (error_ != nullptr) {
      require(remit_error_status(error_) == status);
      for (const remit_language language : {REMIT_LANGUAGE_EN, REMIT_LANGUAGE_ZH}) {
        std::size_t size = 0;
        require(remit_error_message(error_, language, &size) != nullptr && size > 0);
      }
      remit_error_free(error_);
      error_ = nullptr;
    }
    return status == REMIT_OK;
  }
  /// Keeps what the call made (a reference, since the call is an argument too); it made something
  /// exactly if it went well.
  template <typename T>
  void keep(remit_status status, T*& made, Slots<T>& slots) {
    require(check(status) == (made != nullptr));
    slots.put(made);
  }
  void keep_text(remit_status status, remit_string*& made) {
    require(check(status) == (made != nullptr));
    if (made == nullptr) return;
    std::size_t size = 0;
    const char* const text = remit_string_data(made, &size);
    require(text != nullptr && text[size] == '\0');
    remit_string_free(made);
  }

  void step() {
    switch (next() % 30) {
      case 0:
      case 1:
        return compile();
      case 2: {
        remit_data* data = nullptr;
        return keep(remit_data_new(policies_.get(next()), &data, &error_), data, data_);
      }
      case 3: {
        remit_data* copy = nullptr;
        return keep(remit_data_clone(data_.get(next()), &copy, &error_), copy, data_);
      }
      case 4: {
        std::uint64_t row = 0;
        check(remit_data_add_row(data_.get(next()), index(), &row, &error_));
        return;
      }
      case 5:
      case 6:
      case 7:
        return set_cell();
      case 8:
        check(remit_data_clear(data_.get(next()), index(), &error_));
        return;
      case 9:
      case 10: {
        remit_results* results = nullptr;
        const remit_policy* const policy = policies_.get(next());
        const remit_data* const data = data_.get(next());
        return keep(remit_evaluate(policy, data, options_.get(next()), &results, &error_), results,
                    results_);
      }
      case 11:
      case 12: {
        remit_table* table = nullptr;
        const remit_results* const results = results_.get(next());
        const auto which = static_cast<remit_table_kind>(index());
        return keep(remit_results_table(results, which, index(), language(), &table, &error_),
                    table, tables_);
      }
      case 13:
      case 14:
        return look_at_cell();
      case 15:
        return explain();
      case 16:
        check(remit_options_set_int(options_.get(next()), static_cast<remit_option>(index()),
                                    static_cast<std::int64_t>(index()), &error_));
        return;
      case 17: {
        remit_table* table = nullptr;
        return keep(remit_policy_run_tests(policies_.get(next()), options_.get(next()), nullptr,
                                           nullptr, language(), &table, &error_),
                    table, tables_);
      }
      case 18: {
        remit_string* text = nullptr;
        const char* const policy = one_of(kTexts);
        return keep_text(
            remit_format("p.remit", policy, REMIT_NUL, static_cast<remit_keywords>(index()),
                         options_.get(next()), &text, &error_),
            text);
      }
      case 19: {
        remit_case* made = nullptr;
        const remit_policy* const policy = policies_.get(next());
        const remit_data* const data = data_.get(next());
        return keep(remit_case_new(policy, data, index(), options_.get(next()), &made, &error_),
                    made, cases_);
      }
      case 20:
      case 21:
        return run_case();
      case 22: {
        remit_comparison* made = nullptr;
        const remit_results* const before = results_.get(next());
        return keep(
            remit_compare(before, results_.get(next()), options_.get(next()), &made, &error_), made,
            comparisons_);
      }
      case 23: {
        remit_table* table = nullptr;
        return keep(remit_comparison_table(comparisons_.get(next()),
                                           static_cast<remit_comparison_kind>(index()), language(),
                                           &table, &error_),
                    table, tables_);
      }
      case 24: {
        remit_string* text = nullptr;
        return keep_text(remit_results_digest(results_.get(next()), &text, &error_), text);
      }
      case 25: {
        remit_string* text = nullptr;
        return keep_text(remit_policy_dump(policies_.get(next()), static_cast<remit_stage>(index()),
                                           &text, &error_),
                         text);
      }
      case 26: {
        std::size_t count = 0;
        check(remit_policy_count(policies_.get(next()), static_cast<remit_list>(index()), index(),
                                 &count, &error_));
        return;
      }
      case 27: {
        remit_table* table = nullptr;
        const char* const set = kNames[6];
        const char* const show = one_of(kNames);
        const remit_policy* const policy = policies_.get(next());
        return keep(remit_sweep(policy, data_.get(next()), &set, nullptr, 1, &show, nullptr, 1,
                                options_.get(next()), &table, &error_),
                    table, tables_);
      }
      case 28:
        return free_one();
      default: {
        remit_table* notes = nullptr;
        return keep(remit_data_notes(data_.get(next()), language(), &notes, &error_), notes,
                    tables_);
      }
    }
  }

  remit_language language() { return next() % 2 == 0 ? REMIT_LANGUAGE_EN : REMIT_LANGUAGE_ZH; }

  void compile() {
    const char* const name = "p.remit";
    const char* const text = one_of(kTexts);
    remit_policy* policy = nullptr;
    keep(remit_compile(1, &name, &text, nullptr, options_.get(next()), &policy, &error_), policy,
         policies_);
  }

  void set_cell() {
    remit_data* const data = data_.get(next());
    const std::size_t entity = index(), row = index(), field = index();
    const std::uint8_t value = next();
    switch (next() % 7) {
      case 0:
      case 1:
        check(remit_data_set_text(data, entity, row, field, kCells[value % std::size(kCells)],
                                  REMIT_NUL, &error_));
        return;
      case 2:
        check(remit_data_set_int64(data, entity, row, field, value, value % 5, &error_));
        return;
      case 3:
        check(remit_data_set_double(data, entity, row, field, value / 4.0, &error_));
        return;
      case 4:
        check(remit_data_set_bool(data, entity, row, field, value, &error_));
        return;
      case 5:
        check(remit_data_set_date(data, entity, row, field, 1990 + value, value % 14, value % 33,
                                  &error_));
        return;
      default:
        check(remit_data_set_by_name(data, one_of(kNames), row, one_of(kNames), one_of(kCells),
                                     &error_));
    }
  }

  void look_at_cell() {
    const remit_table* const table = tables_.get(next());
    if (table == nullptr) return;
    const std::size_t row = index(), column = index();
    (void)remit_table_state(table, row, column);
    remit_string* text = nullptr;
    keep_text(remit_table_cell_text(table, row, column, &text, &error_), text);
    std::int64_t number = 0;
    check(remit_table_int64(table, row, column, &number, &error_));
    std::size_t found = 0;
    check(remit_table_find_column(table, one_of(kNames), REMIT_NUL, &found, &error_));
    std::uint64_t at = 0;
    check(remit_table_find_row(table, one_of(kCells), REMIT_NUL, &at, &error_));
    (void)remit_table_column_text(table, column, REMIT_ENTRY_NAME, nullptr);
  }

  void explain() {
    remit_string* text = nullptr;
    const remit_results* const results = results_.get(next());
    const std::size_t entity = index(), row = index();
    keep_text(
        remit_results_explain(results, entity, row, one_of(kNames), REMIT_NUL, next() % 4,
                              static_cast<remit_format_kind>(index()), language(), &text, &error_),
        text);
  }

  void run_case() {
    remit_case* const one = cases_.get(next());
    if (one == nullptr) return;
    remit_data* const data = remit_case_data(one);
    check(remit_data_set_text(data, index(), 0, index(), one_of(kCells), REMIT_NUL, &error_));
    check(remit_case_run(one, &error_));
    const remit_table* const table = remit_case_table(one);
    if (table != nullptr) (void)remit_table_state(table, index(), index());
    if (next() % 2 == 0) exchange(one);
  }

  /// Words of any kind; those of the figures say what they are, or that there was no run.
  void exchange(remit_case* one) {
    const std::size_t fields[] = {index(), index()}, columns[] = {index(), index()};
    remit_exchange* made = nullptr;
    require(check(remit_exchange_new(one, fields, 2, columns, 2, &made, &error_)) ==
            (made != nullptr));
    if (made == nullptr) return;
    std::int64_t* const cells = remit_exchange_cells(made);
    for (std::size_t i = 0; i < 2 * std::size_t{REMIT_EXCHANGE_WORD_COUNT}; ++i)
      cells[i] = static_cast<std::int8_t>(next());
    check(remit_exchange_run(made, &error_));
    for (std::size_t i = 0; i < 2; ++i) {
      const std::int64_t state = remit_exchange_figures(made)[i * REMIT_EXCHANGE_WORD_COUNT];
      require(state >= REMIT_EXCHANGE_VALUE && state <= REMIT_EXCHANGE_TEXT);
    }
    remit_exchange_free(made);
  }

  void free_one() {
    const std::uint8_t which = next();
    switch (next() % 7) {
      case 0:
        return policies_.drop(which);
      case 1:
        return data_.drop(which);
      case 2:
        return results_.drop(which);
      case 3:
        return tables_.drop(which);
      case 4:
        return cases_.drop(which);
      case 5:
        return comparisons_.drop(which);
      default:
        return;
    }
  }

  std::string_view program_;
  remit_error* error_ = nullptr;
  Slots<remit_options> options_{remit_options_free};
  Slots<remit_policy> policies_{remit_policy_free};
  Slots<remit_data> data_{remit_data_free};
  Slots<remit_results> results_{remit_results_free};
  Slots<remit_table> tables_{remit_table_free};
  Slots<remit_case> cases_{remit_case_free};
  Slots<remit_comparison> comparisons_{remit_comparison_free};
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Calls({reinterpret_cast<const char*>(data), size}).run();
  return 0;
}
