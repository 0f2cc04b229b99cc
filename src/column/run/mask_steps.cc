// Steps that make and combine masks, or find faults.
#include <algorithm>

#include "column/run/value_steps.h"

namespace remit::column {
namespace {

template <typename T>
bool has_sign(const T& x, Sign sign) {
  switch (sign) {
    case Sign::negative:
      return x < T{0};
    case Sign::not_positive:
      return x <= T{0};
    case Sign::zero:
      return x == T{0};
    case Sign::not_zero:
      return x != T{0};
  }
  return false;
}

class SignTest final : public ValueStep {
 public:
  SignTest(RegisterId out, FaultRulePtr rule, Width width, RegisterId a, Sign sign)
      : ValueStep(out, std::move(rule)), width_(width), a_(a), sign_(sign) {}

 private:
  void compute(Frame& frame) const override {
    with_type(width_, [&](auto zero) {
      using T = decltype(zero);
      const T* a = frame.in<T>(a_);
      std::uint8_t* to = frame.out<std::uint8_t>(out());
      for (std::size_t i = 0; i < frame.rows; ++i) to[i] = has_sign<T>(a[i], sign_) ? 1 : 0;
    });
  }
  bool shorten_value(Frame& frame, RowProgram& program) const override {
    with_type(width_, [&](auto zero) {
      using T = decltype(zero);
      program.add({.run =
                       [](const RowOp& op) {
                         const bool has = has_sign(op.at<T>(op.a), op.at<Sign>(op.b));
                         op.result<std::uint8_t>() = has ? 1 : 0;
                       },
                   .a = frame.in<T>(a_),
                   .b = &sign_,
                   .out = frame.out<std::uint8_t>(out())});
    });
    return true;
  }

  Width width_;
  RegisterId a_;
  Sign sign_;
};

class CodeTest final : public ValueStep {
 public:
  CodeTest(RegisterId out, FaultRulePtr rule, RegisterId codes, std::int32_t code)
      : ValueStep(out, std::move(rule)), codes_(codes), code_(code) {}

 private:
  void compute(Frame& frame) const override {
    frame.kernels->code_equal(frame.in<std::int32_t>(codes_), code_, frame.out<std::uint8_t>(out()),
                              frame.rows);
  }
  bool shorten_value(Frame& frame, RowProgram& program) const override {
    program.add({.run =
                     [](const RowOp& op) {
                       const bool equal = op.at<std::int32_t>(op.a) == op.at<std::int32_t>(op.b);
                       op.result<std::uint8_t>() = equal ? 1 : 0;
                     },
                 .a = frame.in<std::int32_t>(codes_),
                 .b = &code_,
                 .out = frame.out<std::uint8_t>(out())});
    return true;
  }

  RegisterId codes_;
  std::int32_t code_;
};

class CodeSetTest final : public ValueStep {
 public:
  CodeSetTest(RegisterId out, FaultRulePtr rule, RegisterId codes,
              std::vector<std::uint8_t> members)
      : ValueStep(out, std::move(rule)), codes_(codes), members_(std::move(members)) {}

 private:
  void compute(Frame& frame) const override {
    frame.kernels->code_in_set(frame.in<std::int32_t>(codes_), members_.data(),
                               frame.out<std::uint8_t>(out()), frame.rows);
  }
  bool shorten_value(Frame& frame, RowProgram& program) const override {
    program.add({.run =
                     [](const RowOp& op) {
                       const auto* const members = static_cast<const std::uint8_t*>(op.b);
                       op.result<std::uint8_t>() = members[op.at<std::int32_t>(op.a)];
                     },
                 .a = frame.in<std::int32_t>(codes_),
                 .b = members_.data(),
                 .out = frame.out<std::uint8_t>(out())});
    return true;
  }

  RegisterId codes_;
  std::vector<std::uint8_t> members_;
};

class MaskNot final : public ValueStep {
 public:
  MaskNot(RegisterId out, FaultRulePtr rule, RegisterId a)
      : ValueStep(out, std::move(rule)), a_(a) {}

 private:
  void compute(Frame& frame) const override {
    frame.kernels->mask_not(frame.in<std::uint8_t>(a_), frame.out<std::uint8_t>(out()), frame.rows);
  }
  bool shorten_value(Frame& frame, RowProgram& program) const override {
    program.add({.run =
                     [](const RowOp& op) {
                       op.result<std::uint8_t>() = op.at<std::uint8_t>(op.a) ^ std::uint8_t{1};
                     },
                 .a = frame.in<std::uint8_t>(a_),
                 .out = frame.out<std::uint8_t>(out())});
    return true;
  }

  RegisterId a_;
};

/// All operands (or any), by the table's kernel.
class MaskFold final : public PlainStep {
 public:
  MaskFold(RegisterId out, std::vector<RegisterId> operands, bool all)
      : out_(out), operands_(std::move(operands)), all_(all) {}

  void run(Frame& frame) const override {
    std::uint8_t* to = frame.out<std::uint8_t>(out_);
    std::copy_n(frame.in<std::uint8_t>(operands_[0]), frame.rows, to);
    for (std::size_t j = 1; j < operands_.size(); ++j) {
      (all_ ? frame.kernels->mask_and : frame.kernels->mask_or)(
          to, frame.in<std::uint8_t>(operands_[j]), to, frame.rows);
    }
  }
  bool shorten(Frame& frame, RowProgram& program) const override {
    std::uint8_t* const to = frame.out<std::uint8_t>(out_);
    const std::uint8_t* before = frame.in<std::uint8_t>(operands_[0]);
    // An operand joined with itself is a copy.
    for (std::size_t j = operands_.size() > 1 ? 1 : 0; j < operands_.size(); ++j) {
      program.add({.run = all_ ? both : either,
                   .a = before,
                   .b = frame.in<std::uint8_t>(operands_[j]),
                   .out = to});
      before = to;
    }
    return true;
  }

 private:
  static void both(const RowOp& op) {
    op.result<std::uint8_t>() = op.at<std::uint8_t>(op.a) & op.at<std::uint8_t>(op.b);
  }
  static void either(const RowOp& op) {
    op.result<std::uint8_t>() = op.at<std::uint8_t>(op.a) | op.at<std::uint8_t>(op.b);
  }

  RegisterId out_;
  std::vector<RegisterId> operands_;
  bool all_;
};

class MaskSettle final : public PlainStep {
 public:
  MaskSettle(RegisterId out, std::vector<RegisterId> operands, bool decisive)
      : clean_(out, operands, !decisive),
        out_(out),
        operands_(std::move(operands)),
        decisive_(decisive ? 1 : 0) {}

  void run(Frame& frame) const override {
    clean_.run(frame);
    BatchFaults& faults = frame.registers[out_].faults;
    faults.clear();
    const bool any = std::any_of(operands_.begin(), operands_.end(), [&](RegisterId reg) {
      return !frame.registers[reg].faults.empty();
    });
    if (!any) return;
    for (std::uint32_t row = 0; row < frame.rows; ++row) settle(frame, row, &faults);
  }

 private:
  void settle(Frame& frame, std::uint32_t row, BatchFaults* faults) const {
    const type::Fault* first = nullptr;
    for (const RegisterId reg : operands_) {
      const type::Fault* fault = fault_at(frame.registers[reg].faults, row);
      if (fault == nullptr) {
        if (frame.in<std::uint8_t>(reg)[row] != decisive_) continue;
        frame.out<std::uint8_t>(out_)[row] = decisive_;
        return;
      }
      if (first == nullptr) first = fault;
    }
    if (first != nullptr) faults->push_back({row, as_needed(*first)});
  }

  MaskFold clean_;
  RegisterId out_;
  std::vector<RegisterId> operands_;
  std::uint8_t decisive_;
};

class MaskAtLeast final : public PlainStep {
 public:
  MaskAtLeast(RegisterId out, std::vector<RegisterId> operands, std::uint32_t k)
      : out_(out), operands_(std::move(operands)), k_(k) {}

  void run(Frame& frame) const override {
    std::vector<std::uint32_t> count(frame.rows, 0);
    for (const RegisterId reg : operands_) {
      const std::uint8_t* mask = frame.in<std::uint8_t>(reg);
      for (std::size_t i = 0; i < frame.rows; ++i) count[i] += mask[i];
    }
    std::uint8_t* to = frame.out<std::uint8_t>(out_);
    for (std::size_t i = 0; i < frame.rows; ++i) to[i] = count[i] >= k_ ? 1 : 0;
    BatchFaults& faults = frame.registers[out_].faults;
    faults.clear();
    const bool any = std::any_of(operands_.begin(), operands_.end(), [&](RegisterId reg) {
      return !frame.registers[reg].faults.empty();
    });
    if (!any) return;
    for (std::uint32_t row = 0; row < frame.rows; ++row) settle(frame, row, &faults);
  }

 private:
  void settle(Frame& frame, std::uint32_t row, BatchFaults* faults) const {
    const type::Fault* first = nullptr;
    std::uint32_t holding = 0, open = 0;
    for (const RegisterId reg : operands_) {
      if (const type::Fault* fault = fault_at(frame.registers[reg].faults, row)) {
        if (first == nullptr) first = fault;
        ++open;
      } else {
        holding += frame.in<std::uint8_t>(reg)[row];
      }
    }
    if (first == nullptr) return;
    frame.out<std::uint8_t>(out_)[row] = holding >= k_ ? 1 : 0;
    if (holding < k_ && holding + open >= k_) faults->push_back({row, as_needed(*first)});
  }

  RegisterId out_;
  std::vector<RegisterId> operands_;
  std::uint32_t k_;
};

/// Of a cell in the state `denied` the answer is no, of a value and in the state `granted` yes; any
/// other fault stays one.
class StateTest final : public PlainStep {
 public:
  StateTest(RegisterId out, RegisterId a, type::CellFault denied, type::CellFault granted)
      : out_(out), a_(a), denied_(denied), granted_(granted) {}

  void run(Frame& frame) const override {
    std::uint8_t* to = frame.out<std::uint8_t>(out_);
    std::fill_n(to, frame.rows, std::uint8_t{1});
    BatchFaults& faults = frame.registers[out_].faults;
    faults.clear();
    for (const RowFault& fault : frame.registers[a_].faults) {
      if (fault.fault.code == denied_) {
        to[fault.row] = 0;
      } else if (fault.fault.code != granted_) {
        faults.push_back(fault);
      }
    }
  }

 private:
  RegisterId out_, a_;
  type::CellFault denied_, granted_;
};

class FailingTest final : public PlainStep {
 public:
  FailingTest(RegisterId out, RegisterId a) : out_(out), a_(a) {}

  void run(Frame& frame) const override {
    std::uint8_t* to = frame.out<std::uint8_t>(out_);
    frame.kernels->mask_not(frame.in<std::uint8_t>(a_), to, frame.rows);
    for (const RowFault& fault : frame.registers[a_].faults) to[fault.row] = 0;
    frame.registers[out_].faults.clear();
  }

 private:
  RegisterId out_, a_;
};

class FaultWhere final : public PlainStep {
 public:
  FaultWhere(RegisterId out, RegisterId mask, type::CellFault code, std::uint32_t column)
      : out_(out), mask_(mask), code_(code), column_(column) {}

  void run(Frame& frame) const override {
    BatchFaults& faults = frame.registers[out_].faults;
    faults.clear();
    const std::uint8_t* mask = frame.in<std::uint8_t>(mask_);
    if (frame.kernels->mask_count(mask, frame.rows) == 0) return;
    for (std::uint32_t row = 0; row < frame.rows; ++row) {
      if (mask[row] != 0) faults.push_back({row, {code_, column_, frame.row_name(row)}});
    }
  }

 private:
  RegisterId out_, mask_;
  type::CellFault code_;
  std::uint32_t column_;
};

class TableFaults final : public PlainStep {
 public:
  TableFaults(RegisterId out, RegisterId index, std::vector<type::CellFault> codes,
              std::uint32_t column)
      : out_(out), index_(index), codes_(std::move(codes)), column_(column) {}

  void run(Frame& frame) const override {
    BatchFaults& faults = frame.registers[out_].faults;
    faults.clear();
    const std::int64_t* index = frame.in<std::int64_t>(index_);
    for (std::uint32_t row = 0; row < frame.rows; ++row) {
      const type::CellFault code = codes_[static_cast<std::size_t>(index[row])];
      if (code == type::CellFault::none) continue;
      faults.push_back({row, {code, column_, frame.row_name(row)}});
    }
  }

 private:
  RegisterId out_, index_;
  std::vector<type::CellFault> codes_;
  std::uint32_t column_;
};

/// Rows one by one, those that already lack a value left out.
class MapRows final : public PlainStep {
 public:
  MapRows(RegisterId out, FaultRulePtr rule, RegisterId a, RegisterId b, BinaryFunction function,
          std::uint32_t column, SelectionId where)
      : out_(out),
        rule_(std::move(rule)),
        a_(a),
        b_(b),
        function_(std::move(function)),
        column_(column),
        where_(where) {}

  void run(Frame& frame) const override {
    BatchFaults before;
    if (rule_ != nullptr) find_faults(*rule_, frame, &before);
    BatchFaults& faults = frame.registers[out_].faults;
    faults.clear();
    const std::int64_t* a = frame.in<std::int64_t>(a_);
    const std::int64_t* b = frame.in<std::int64_t>(b_);
    std::int64_t* to = frame.out<std::int64_t>(out_);
    if (is_partial(frame, where_)) std::fill_n(to, frame.rows, std::int64_t{0});
    auto known = before.begin();
    for_selected(frame, where_, [&](std::size_t i) {
      const auto row = static_cast<std::uint32_t>(i);
      while (known != before.end() && known->row < row) ++known;
      if (known != before.end() && known->row == row) {
        to[row] = 0;
        faults.push_back(*known);
        return;
      }
      const IntResult result = function_(a[row], b[row]);
      to[row] = result.value;
      if (result.fault != nullptr) {
        faults.push_back({row, *result.fault});
      } else if (result.code != type::CellFault::none) {
        faults.push_back({row, {result.code, column_, frame.row_name(row)}});
      }
    });
  }

 private:
  RegisterId out_;
  FaultRulePtr rule_;
  RegisterId a_, b_;
  BinaryFunction function_;
  std::uint32_t column_;
  SelectionId where_;
};

}  // namespace

StepPtr sign_test(RegisterId out, FaultRulePtr rule, Width width, RegisterId a, Sign sign) {
  return std::make_unique<SignTest>(out, std::move(rule), width, a, sign);
}

StepPtr code_test(RegisterId out, FaultRulePtr rule, RegisterId codes, std::int32_t code) {
  return std::make_unique<CodeTest>(out, std::move(rule), codes, code);
}

StepPtr code_set_test(RegisterId out, FaultRulePtr rule, RegisterId codes,
                      std::vector<std::uint8_t> members) {
  return std::make_unique<CodeSetTest>(out, std::move(rule), codes, std::move(members));
}

StepPtr mask_not(RegisterId out, FaultRulePtr rule, RegisterId a) {
  return std::make_unique<MaskNot>(out, std::move(rule), a);
}

StepPtr mask_all(RegisterId out, std::vector<RegisterId> operands) {
  return std::make_unique<MaskFold>(out, std::move(operands), true);
}

StepPtr mask_any(RegisterId out, std::vector<RegisterId> operands) {
  return std::make_unique<MaskFold>(out, std::move(operands), false);
}

StepPtr mask_settle(RegisterId out, std::vector<RegisterId> operands, bool decisive) {
  return std::make_unique<MaskSettle>(out, std::move(operands), decisive);
}

StepPtr mask_at_least(RegisterId out, std::vector<RegisterId> operands, std::uint32_t k) {
  return std::make_unique<MaskAtLeast>(out, std::move(operands), k);
}

StepPtr given_test(RegisterId out, RegisterId a) {
  return std::make_unique<StateTest>(out, a, type::CellFault::blank, type::CellFault::none);
}

StepPtr applicable_test(RegisterId out, RegisterId a) {
  return std::make_unique<StateTest>(out, a, type::CellFault::not_applicable,
                                     type::CellFault::blank);
}

StepPtr failing_test(RegisterId out, RegisterId a) { return std::make_unique<FailingTest>(out, a); }

StepPtr fault_where(RegisterId out, RegisterId mask, type::CellFault code, std::uint32_t column) {
  return std::make_unique<FaultWhere>(out, mask, code, column);
}

StepPtr table_faults(RegisterId out, RegisterId index, std::vector<type::CellFault> codes,
                     std::uint32_t column) {
  return std::make_unique<TableFaults>(out, index, std::move(codes), column);
}

StepPtr map_vectors(RegisterId out, FaultRulePtr rule, RegisterId a, RegisterId b,
                    BinaryFunction function, std::uint32_t column, SelectionId where) {
  return std::make_unique<MapRows>(out, std::move(rule), a, b, std::move(function), column, where);
}

}  // namespace remit::column
