package remit;

import java.lang.ref.Reference;

/**
 * One row of an entity, evaluated again and again, for a program that answers one request after the
 * other. The policy is made ready for the row once, so that a run costs little more than setting the
 * cells and reading the figures. For one thread at a time.
 *
 * <pre>{@code
 * try (Case project = policy.newCase("project")) {
 *   BigDecimal bonus = project.run(Map.of("revenue", new BigDecimal("2500000.05"))).decimal("bonus");
 * }
 * }</pre>
 */
public final class Case extends Handle {
  private final Entity entity;
  private final Data data;
  private final Language language;
  private final Table table;

  Case(long address, Policy policy, Entity entity, Language language) {
    super(address, Abi::remit_case_free);
    this.entity = entity;
    this.language = language;
    data = new Data(policy, Abi.remit_case_data(address), borrowed -> {});
    table = Table.lent(Abi.remit_case_table(address), this, language);
  }

  /**
   * Sets {@code cells} (a map, a record or a bean; what is not named stays as it was) and computes.
   *
   * @return the row with its key and defined columns; it shows the last run
   */
  public Table.Row run(Object cells) {
    address();
    data.set(entity.name(), 0, cells);
    return run();
  }

  /** Computes with the cells as they are. */
  public Table.Row run() {
    try {
      Native.call(language, error -> Abi.remit_case_run(address(), error));
      return table.get(0);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** The figures of the last run; without rows before the first. */
  public Table table() {
    return table;
  }

  /** A copy of the tables as they are, for {@link Policy#evaluate} with ledger and explanations. */
  public Data data() {
    address();
    try {
      return data.copy();
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public void close() {
    data.close();
    super.close();
  }
}
