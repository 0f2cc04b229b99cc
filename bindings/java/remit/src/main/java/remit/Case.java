package remit;

import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.List;

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
  private final Policy policy;
  private final Entity entity;
  private final Data data;
  private final Language language;
  private final Table table;

  Case(long address, Policy policy, Entity entity, Language language) {
    super(address, Abi::remit_case_free);
    this.policy = policy;
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

  /**
   * Cells in and figures out in one call a run: for a service to which a microsecond matters.
   *
   * @param fields names or labels of fields of the entity
   * @param columns names of columns of {@link #table}
   * @throws RemitException.NotFound for a field or a column that does not exist
   */
  public Exchange exchange(List<String> fields, List<String> columns) {
    final Exchange.Plan plan =
        new Exchange.Plan(
            fields.stream().mapToInt(name -> policy.fieldIndex(entity, name)).toArray(),
            columns.stream().mapToInt(table::index).toArray());
    try {
      final long made =
          Native.make(
              language,
              (one, error) ->
                  Abi.remit_exchange_new(
                      address(), longs(plan.fields), plan.fields.length, longs(plan.columns),
                      plan.columns.length, one, error));
      return new Exchange(made, this, entity, plan, data, table, language);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  private static long[] longs(int[] indices) {
    return Arrays.stream(indices).asLongStream().toArray();
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
