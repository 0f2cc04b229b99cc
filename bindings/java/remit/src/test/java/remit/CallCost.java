package remit;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * What one unit through a case costs, and a bare call of the library. Run by hand: {@code java -cp
 * CLASSES remit.CallCost}.
 */
final class CallCost {
  private static final String POLICY =
      "policy p { currency CNY rounding half_up to 0.01 party t"
          + " entity project { key id : text revenue : money }"
          + " reward bonus for project cite \"1\" { pay 20% * revenue cap 500_000 CNY from t } }";

  private interface Body {
    void run(int i);
  }

  private static void measure(String what, int calls, Body body) {
    double least = Double.MAX_VALUE;
    for (int turn = 0; turn < 8; ++turn) {
      long begin = System.nanoTime();
      for (int i = 0; i < calls; ++i) {
        body.run(i);
      }
      least = Math.min(least, (System.nanoTime() - begin) / (double) calls);
    }
    System.out.printf("%-46s %9.0f ns%n", what, least);
  }

  public static void main(String[] arguments) {
    try (Policy policy = Policy.compile(Source.of("p.remit", POLICY));
        Case project = policy.newCase("project");
        Exchange desk = project.exchange(List.of("revenue"), List.of("bonus"))) {
      BigDecimal[] amounts = {new BigDecimal("800000.05"), new BigDecimal("700000.10")};
      project.run(Map.of("id", "a", "revenue", amounts[0]));
      measure("a bare call", 200_000, i -> Abi.remit_abi_version());
      measure("one unit: set a cell, run, read the amount", 50_000,
          i -> project.run(Map.of("revenue", amounts[i & 1])).decimal("bonus"));
      measure("the same by an exchange", 500_000, i -> desk.set(0, amounts[i & 1]).run().decimal(0));
    }
  }
}
