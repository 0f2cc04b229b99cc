#include "column/run/value_steps.h"

#include <algorithm>

#include "column/run/kernel_call.h"

namespace remit::column {
namespace {

class LoadColumns final : public PlainStep {
 public:
  explicit LoadColumns(std::vector<ColumnLoad> loads) : loads_(std::move(loads)) {}

  ActionPtr bind(Frame& frame) const override {
    bool clean = true;
    for (const ColumnLoad& load : loads_) {
      // The frame only reads what it does not call `written`.
      auto* base = static_cast<char*>(const_cast<void*>(load.values.data));
      frame.follow({load.out, base, size_of(load.values.width), false});
      clean = clean && load.faults == nullptr;
    }
    return clean ? nullptr : PlainStep::bind(frame);
  }

  void run(Frame& frame) const override {
    for (const ColumnLoad& load : loads_) {
      if (load.faults != nullptr) load_faults(*load.faults, frame, load.out);
    }
  }

 private:
  static void load_faults(const table::Faults& all, Frame& frame, RegisterId out) {
    BatchFaults& faults = frame.registers[out].faults;
    faults.clear();
    auto at =
        std::lower_bound(all.begin(), all.end(), frame.first_row,
                         [](const auto& fault, std::uint64_t row) { return fault.first < row; });
    for (; at != all.end() && at->first < frame.first_row + frame.rows; ++at) {
      faults.push_back({static_cast<std::uint32_t>(at->first - frame.first_row), at->second});
    }
  }

  std::vector<ColumnLoad> loads_;
};

/// One of the table's kernels.
class WidenVector final : public Step {
 public:
  WidenVector(RegisterId out, FaultRulePtr rule, Width to, RegisterId a, Width from)
      : out_(out),
        rule_(std::move(rule)),
        a_(a),
        from_(static_cast<std::size_t>(from) - static_cast<std::size_t>(Width::int8)),
        to_(static_cast<std::size_t>(to) - static_cast<std::size_t>(Width::int32)) {
    static_assert(static_cast<int>(Width::int64) - static_cast<int>(Width::int8) == 3);
  }

  ActionPtr bind(Frame& frame) const override {
    auto bound = std::make_unique<KernelCall<kernels::Widen>>(frame.kernels->widen[from_][to_],
                                                              kernels::Widen(), out_, rule_.get());
    frame.resolve(a_, &bound->args.x);
    frame.resolve(out_, &bound->args.out);
    return bound;
  }

 private:
  RegisterId out_;
  FaultRulePtr rule_;
  RegisterId a_;
  std::size_t from_, to_;  ///< places in the kernels' table
};

class ConstantVector final : public PlainStep {
 public:
  ConstantVector(RegisterId out, Width width, Integer value)
      : out_(out), width_(width), value_(std::move(value)) {}
  ActionPtr bind(Frame& frame) const override {
    if (frame.is_written_in_place(out_)) return PlainStep::bind(frame);
    fill(frame, frame.capacity);
    return nullptr;
  }
  void run(Frame& frame) const override { fill(frame, frame.rows); }

 private:
  void fill(Frame& frame, std::size_t rows) const {
    with_type(width_, [&](auto zero) {
      using T = decltype(zero);
      std::fill_n(frame.out<T>(out_), rows, convert<T>(value_));
    });
  }

  RegisterId out_;
  Width width_;
  Integer value_;
};

class Copy final : public ValueStep {
 public:
  Copy(RegisterId out, FaultRulePtr rule, Width to, RegisterId a, Width from, const Selected& where)
      : ValueStep(out, std::move(rule)), to_(to), from_(from), a_(a), where_(where) {}

 private:
  void compute(Frame& frame) const override {
    with_type(from_, [&](auto from_zero) {
      const auto* const from = frame.in<decltype(from_zero)>(a_);
      with_type(to_, [&](auto to_zero) {
        using To = decltype(to_zero);
        To* const to = frame.out<To>(out());
        if (is_partial(frame, where_.rows)) {
          std::fill_n(to, frame.rows, convert<To>(where_.elsewhere));
        }
        for_selected(frame, where_.rows, [&](std::size_t i) { to[i] = convert<To>(from[i]); });
      });
    });
  }
  bool shorten_value(Frame& frame, RowProgram& program) const override {
    if (where_.rows != kAllRows) return false;
    program.add_copy(from_, frame.in<char>(a_), to_, frame.out<char>(out()));
    return true;
  }

  Width to_, from_;
  RegisterId a_;
  Selected where_;
};

/// out[i] = kOp(a[i], b[i]) at any integer width.
template <typename Op>
class Elementwise final : public ValueStep {
 public:
  Elementwise(RegisterId out, FaultRulePtr rule, Width width, RegisterId a, RegisterId b, Op op,
              const Selected& where)
      : ValueStep(out, std::move(rule)), width_(width), a_(a), b_(b), op_(op), where_(where) {}

 private:
  void compute(Frame& frame) const override {
    with_type(width_, [&](auto zero) {
      using T = decltype(zero);
      const T* a = frame.in<T>(a_);
      const T* b = frame.in<T>(b_);
      T* to = frame.out<T>(out());
      if (is_partial(frame, where_.rows)) {
        std::fill_n(to, frame.rows, convert<T>(where_.elsewhere));
      }
      for_selected(frame, where_.rows, [&](std::size_t i) { to[i] = op_(a[i], b[i]); });
    });
  }
  bool shorten_value(Frame& frame, RowProgram& program) const override {
    if (where_.rows != kAllRows) return false;
    with_type(width_, [&](auto zero) {
      using T = decltype(zero);
      program.add({.run =
                       [](const RowOp& op) {
                         op.result<T>() = op.at<Op>(op.c)(op.at<T>(op.a), op.at<T>(op.b));
                       },
                   .a = frame.in<T>(a_),
                   .b = frame.in<T>(b_),
                   .c = &op_,
                   .out = frame.out<T>(out())});
    });
    return true;
  }

  Width width_;
  RegisterId a_, b_;
  Op op_;
  Selected where_;
};

template <typename Op>
StepPtr elementwise(RegisterId out, FaultRulePtr rule, Width width, RegisterId a, RegisterId b,
                    Op op, const Selected& where = {}) {
  return std::make_unique<Elementwise<Op>>(out, std::move(rule), width, a, b, op, where);
}

/// One of the table's kernels over int64 vectors.
class KernelBinary final : public ValueStep {
 public:
  KernelBinary(RegisterId out, FaultRulePtr rule, RegisterId a, RegisterId b,
               kernels::BinaryKernel kernels::KernelTable::*kernel)
      : ValueStep(out, std::move(rule)), a_(a), b_(b), kernel_(kernel) {}

 private:
  void compute(Frame& frame) const override {
    (frame.kernels->*kernel_)(frame.in<std::int64_t>(a_), frame.in<std::int64_t>(b_),
                              frame.out<std::int64_t>(out()), frame.rows);
  }
  bool shorten_value(Frame& frame, RowProgram& program) const override {
    program.add({.run =
                     [](const RowOp& op) {
                       reinterpret_cast<kernels::BinaryKernel>(op.function)(
                           &op.at<std::int64_t>(op.a), &op.at<std::int64_t>(op.b),
                           &op.result<std::int64_t>(), 1);
                     },
                 .a = frame.in<std::int64_t>(a_),
                 .b = frame.in<std::int64_t>(b_),
                 .out = frame.out<std::int64_t>(out()),
                 .function = reinterpret_cast<void (*)()>(frame.kernels->*kernel_)});
    return true;
  }

  RegisterId a_, b_;
  kernels::BinaryKernel kernels::KernelTable::*kernel_;
};

class Select final : public ValueStep {
 public:
  Select(RegisterId out, FaultRulePtr rule, Width width, RegisterId mask, RegisterId yes,
         RegisterId no)
      : ValueStep(out, std::move(rule)), width_(width), mask_(mask), yes_(yes), no_(no) {}

 private:
  void compute(Frame& frame) const override {
    const std::uint8_t* mask = frame.in<std::uint8_t>(mask_);
    if (width_ == Width::int64) {
      frame.kernels->select_int64(mask, frame.in<std::int64_t>(yes_), frame.in<std::int64_t>(no_),
                                  frame.out<std::int64_t>(out()), frame.rows);
      return;
    }
    if (width_ == Width::mask) {
      frame.kernels->select_mask(mask, frame.in<std::uint8_t>(yes_), frame.in<std::uint8_t>(no_),
                                 frame.out<std::uint8_t>(out()), frame.rows);
      return;
    }
    with_type(width_, [&](auto zero) {
      using T = decltype(zero);
      const T* yes = frame.in<T>(yes_);
      const T* no = frame.in<T>(no_);
      T* to = frame.out<T>(out());
      for (std::size_t i = 0; i < frame.rows; ++i) to[i] = mask[i] != 0 ? yes[i] : no[i];
    });
  }
  bool shorten_value(Frame& frame, RowProgram& program) const override {
    with_type(width_, [&](auto zero) {
      using T = decltype(zero);
      program.add({.run =
                       [](const RowOp& op) {
                         op.result<T>() = op.at<T>(op.at<std::uint8_t>(op.a) != 0 ? op.b : op.c);
                       },
                   .a = frame.in<std::uint8_t>(mask_),
                   .b = frame.in<T>(yes_),
                   .c = frame.in<T>(no_),
                   .out = frame.out<T>(out())});
    });
    return true;
  }

  Width width_;
  RegisterId mask_, yes_, no_;
};

class TableLookup final : public ValueStep {
 public:
  TableLookup(RegisterId out, FaultRulePtr rule, Width width, RegisterId index,
              std::vector<Integer> table)
      : ValueStep(out, std::move(rule)), width_(width), index_(index), table_(std::move(table)) {}

 private:
  void compute(Frame& frame) const override {
    const std::int64_t* index = frame.in<std::int64_t>(index_);
    with_type(width_, [&](auto zero) {
      using T = decltype(zero);
      std::vector<T> values(table_.size());
      for (std::size_t k = 0; k < table_.size(); ++k) values[k] = convert<T>(table_[k]);
      T* to = frame.out<T>(out());
      for (std::size_t i = 0; i < frame.rows; ++i) {
        to[i] = values[static_cast<std::size_t>(index[i])];
      }
    });
  }

  Width width_;
  RegisterId index_;
  std::vector<Integer> table_;
};

class GatherColumn final : public PlainStep {
 public:
  GatherColumn(RegisterId out, Width to, RegisterId rows, std::shared_ptr<const ColumnStore> column,
               Values values, Integer placeholder)
      : out_(out),
        to_(to),
        rows_(rows),
        column_(std::move(column)),
        values_(std::move(values)),
        placeholder_(std::move(placeholder)) {}

  void run(Frame& frame) const override {
    const std::int64_t* rows = frame.in<std::int64_t>(rows_);
    with_widening(values_.width, to_, [&](auto from_zero, auto to_zero) {
      using To = decltype(to_zero);
      const auto* from = values_.as<decltype(from_zero)>();
      To* to = frame.out<To>(out_);
      if (column_->rows == 0) {
        std::fill_n(to, frame.rows, convert<To>(placeholder_));
      } else {
        for (std::size_t i = 0; i < frame.rows; ++i) to[i] = convert<To>(from[rows[i]]);
      }
    });
    gather_faults(frame, rows);
  }

 private:
  void gather_faults(Frame& frame, const std::int64_t* rows) const {
    const BatchFaults& references = frame.registers[rows_].faults;
    BatchFaults& faults = frame.registers[out_].faults;
    faults = references;
    if (column_->is_clean()) return;
    faults.clear();
    for (std::uint32_t row = 0; row < frame.rows; ++row) {
      if (const type::Fault* fault = fault_at(references, row)) {
        faults.push_back({row, *fault});
      } else if (const type::Fault* target =
                     column_->fault(static_cast<std::uint64_t>(rows[row]))) {
        faults.push_back({row, *target});
      }
    }
  }

  RegisterId out_;
  Width to_;
  RegisterId rows_;
  std::shared_ptr<const ColumnStore> column_;
  Values values_;
  Integer placeholder_;
};

}  // namespace

StepPtr load_columns(std::vector<ColumnLoad> loads) {
  return std::make_unique<LoadColumns>(std::move(loads));
}

StepPtr widen_vector(RegisterId out, FaultRulePtr rule, Width to, RegisterId a, Width from) {
  return std::make_unique<WidenVector>(out, std::move(rule), to, a, from);
}

StepPtr constant_vector(RegisterId out, Width width, const Integer& value) {
  return std::make_unique<ConstantVector>(out, width, value);
}

StepPtr copy_vector(RegisterId out, FaultRulePtr rule, Width to, RegisterId a, Width from,
                    const Selected& where) {
  return std::make_unique<Copy>(out, std::move(rule), to, a, from, where);
}

StepPtr multiply_vectors(RegisterId out, FaultRulePtr rule, Width width, RegisterId a, RegisterId b,
                         const Selected& where) {
  if (width == Width::int64) {
    return std::make_unique<KernelBinary>(out, std::move(rule), a, b,
                                          &kernels::KernelTable::multiply);
  }
  return elementwise(
      out, std::move(rule), width, a, b,
      [](const auto& x, const auto& y) { return static_cast<std::decay_t<decltype(x)>>(x * y); },
      where);
}

StepPtr minimum_of_vectors(RegisterId out, FaultRulePtr rule, Width width, RegisterId a,
                           RegisterId b) {
  if (width == Width::int64) {
    return std::make_unique<KernelBinary>(out, std::move(rule), a, b,
                                          &kernels::KernelTable::minimum);
  }
  return elementwise(out, std::move(rule), width, a, b,
                     [](const auto& x, const auto& y) { return y < x ? y : x; });
}

StepPtr maximum_of_vectors(RegisterId out, FaultRulePtr rule, Width width, RegisterId a,
                           RegisterId b) {
  if (width == Width::int64) {
    return std::make_unique<KernelBinary>(out, std::move(rule), a, b,
                                          &kernels::KernelTable::maximum);
  }
  return elementwise(out, std::move(rule), width, a, b,
                     [](const auto& x, const auto& y) { return y > x ? y : x; });
}

StepPtr absolute_vector(RegisterId out, FaultRulePtr rule, Width width, RegisterId a) {
  return elementwise(out, std::move(rule), width, a, a, [](const auto& x, const auto&) {
    using T = std::decay_t<decltype(x)>;
    return x < T{0} ? static_cast<T>(-x) : x;
  });
}

StepPtr select_vector(RegisterId out, FaultRulePtr rule, Width width, RegisterId mask,
                      RegisterId yes, RegisterId no) {
  return std::make_unique<Select>(out, std::move(rule), width, mask, yes, no);
}

StepPtr divide_vectors(RegisterId out, FaultRulePtr rule, Width width, RegisterId numerator,
                       RegisterId denominator, number::RoundingMode mode, const Selected& where) {
  return elementwise(
      out, std::move(rule), width, numerator, denominator,
      [mode](const auto& x, const auto& y) {
        using T = std::decay_t<decltype(x)>;
        if constexpr (sizeof(T) < sizeof(std::int64_t)) {
          return x;  // masks and codes are never divided
        } else {
          return static_cast<T>(number::divide_round(x, y, mode));
        }
      },
      where);
}

StepPtr table_lookup(RegisterId out, FaultRulePtr rule, Width width, RegisterId index,
                     std::vector<Integer> table) {
  return std::make_unique<TableLookup>(out, std::move(rule), width, index, std::move(table));
}

StepPtr gather_column(RegisterId out, Width to, RegisterId rows,
                      std::shared_ptr<const ColumnStore> column, const Values& values,
                      const Integer& placeholder) {
  return std::make_unique<GatherColumn>(out, to, rows, std::move(column), values, placeholder);
}

}  // namespace remit::column
