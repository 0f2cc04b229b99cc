#include "work_table/measure.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "column/evaluate.h"
#include "contest.h"
#include "work_plan.h"

namespace remit::benchmarks {
namespace {

constexpr std::uint64_t kSeed = 20'100'101;
constexpr std::size_t kThreads = 2;
/// Rows that a contender computes in a turn at least, so that the clock counts for nothing.
constexpr std::size_t kRowsOfTurn = 500'000;
constexpr std::size_t kManyRows = 5'000'000;

column::Isa of_engine(Isa isa) {
  return static_cast<column::Isa>(static_cast<int>(isa) - static_cast<int>(Isa::portable));
}

/// Some 2 ms in registers.
void spin() {
  std::uint64_t x = 1;
  for (int i = 0; i < 2'000'000; ++i) {
    x = x * 6364136223846793005u + 1442695040888963407u;
    __asm__ volatile("" : "+r"(x));
  }
}

}  // namespace

std::vector<InstructionSet> instruction_sets() {
  const InstructionSet all[] = {{&kHandWrittenV4, Isa::x86_64_v4, "x86-64-v4"},
                                {&kHandWrittenV3, Isa::x86_64_v3, "x86-64-v3"},
                                {&kHandWrittenV2, Isa::x86_64_v2, "x86-64-v2"}};
  std::vector<InstructionSet> found;
  std::copy_if(std::begin(all), std::end(all), std::back_inserter(found),
               [](const InstructionSet& set) { return column::is_available(of_engine(set.isa)); });
  return found;
}

Contest::Contest(std::size_t rows)
    : pool_(kThreads),
      rows_(make_rows(rows, kSeed)),
      out_(make_outputs(rows)),
      arrow_(rows_, 0, Amounts::decimal128),
      dataset_(make_work_dataset(rows_)),
      policies_{WorkPolicy(false), WorkPolicy(true)} {}

void Contest::by_hand(Body body, std::vector<Unit>* units, bool with_units) {
  units->assign(with_units ? kUnits : 0, {});
  body(rows_, out_, 0, rows_.size, *units);
  if (with_units) rank_units(*units);
}

/// In so many shares that a thread which was held up does not hold up the other.
void Contest::by_hand_both(Body body, std::vector<Unit>* units, bool with_units) {
  const std::size_t shares = std::clamp<std::size_t>(rows_.size / 16'384, 2, 64);
  std::vector<std::vector<Unit>> parts(kThreads, std::vector<Unit>(with_units ? kUnits : 0));
  pool_.run(shares, [&](std::size_t share, std::size_t worker) {
    body(rows_, out_, share * rows_.size / shares, (share + 1) * rows_.size / shares,
         parts[worker]);
  });
  units->swap(parts[0]);
  for (std::size_t i = 0; i < units->size(); ++i) {
    (*units)[i].sum += parts[1][i].sum;
    (*units)[i].met += parts[1][i].met;
  }
  if (with_units) rank_units(*units);
}

void Contest::run(const InstructionSet& set, bool with_units, Times* times) {
  WorkColumns columns;
  const plan::Plan plan = make_work_plan(with_units, &columns);
  column::Options one;
  one.isa = of_engine(set.isa);
  column::Options both = one;
  both.executor = &pool_;
  const column::Evaluator evaluator(plan, dataset_, one);
  const WorkPolicy& policy = policies_[with_units ? 1 : 0];
  std::vector<Unit> units;
  std::optional<table::Results> bound;
  std::optional<Results> arrow;

  const auto hand = [&](Body body) { return [&, body] { by_hand(body, &units, with_units); }; };
  const auto engine = [&](const column::Options& how) {
    return [&] {
      bound.reset();
      bound = *evaluator.evaluate(how);
    };
  };
  const auto from_arrow = [&](std::uint32_t threads) {
    return [&, threads] {
      arrow.reset();
      RunOptions options;
      options.isa = set.isa;
      options.threads = threads;
      arrow = evaluate_arrow(policy, arrow_, options);
    };
  };
  const auto digest_here = [&] { return digest(out_, rows_.size) ^ digest(units); };
  const auto digest_bound = [&] {
    copy_outputs(*bound, columns, out_);
    units = with_units ? benchmarks::units_of(*bound, columns) : std::vector<Unit>();
    return digest_here();
  };
  const auto digest_arrow = [&] {
    copy_outputs(policy, *arrow, out_);
    units = benchmarks::units_of(policy, *arrow);
    return digest_here();
  };
  const auto spin_both = [&] { pool_.run(2, [](std::size_t, std::size_t) { spin(); }); };
  std::vector<Contender> contenders(kWays);
  contenders[kHand] = {"H", hand(set.hand->fused), digest_here};
  contenders[kReadWrite] = {"read and write only", hand(set.hand->read_write), nullptr};
  contenders[kPlain] = {"plain C++", hand(set.hand->plain), digest_here};
  contenders[kBound] = {"Remit, bound", engine(one), digest_bound};
  contenders[kArrow] = {"Remit, Arrow", from_arrow(1), digest_arrow};
  contenders[kHandBoth] = {"H, 2 threads",
                           [&] { by_hand_both(set.hand->fused, &units, with_units); }, digest_here};
  contenders[kBoundBoth] = {"Remit, bound, 2 threads", engine(both), digest_bound};
  contenders[kArrowBoth] = {"Remit, Arrow, 2 threads", from_arrow(2), digest_arrow};
  contenders[kRegisters] = {"registers", spin, nullptr, true};
  contenders[kRegistersBoth] = {"registers, 2 threads", spin_both, nullptr, true};

  const std::size_t rows = rows_.size;
  compete(contenders, rows > kManyRows ? 3 : 5,
          static_cast<int>(std::max<std::size_t>(kRowsOfTurn / rows, 1)));
  if (!agree(contenders)) stop("results differ");
  for (std::size_t way = 0; way < kWays; ++way) {
    const std::vector<double>& found = contenders[way].elapsed;
    (*times)[way].insert((*times)[way].end(), found.begin(), found.end());
  }
}

}  // namespace remit::benchmarks
