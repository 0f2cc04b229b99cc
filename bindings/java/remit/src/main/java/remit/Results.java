package remit;

import java.lang.ref.Reference;
import java.util.List;

/**
 * What a run computed. Immutable, so any number of threads may use one. Tables that were taken from it
 * live on when it is closed.
 */
public final class Results extends Handle {
  private final Policy policy;
  private final Language language;

  Results(long address, Policy policy, Language language) {
    super(address, Abi::remit_results_free);
    this.policy = policy;
    this.language = language;
  }

  private Table table(int which, int entity) {
    try {
      return Table.own(
          Native.make(
              language,
              (made, error) ->
                  Abi.remit_results_table(address(), which, entity, language.number, made, error)),
          language);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** What the policy shows of an entity, or else its key and defined columns. */
  public Table table(String entity) {
    return table(Abi.TABLE_ENTITY, policy.entity(entity).index());
  }

  /** Key and all defined columns of an entity, whatever the policy shows of them. */
  public Table allColumns(String entity) {
    return table(Abi.TABLE_ENTITY_ALL, policy.entity(entity).index());
  }

  /** One line for each reward and row: reward, entity, key, payer, payee, amount, currency ... */
  public Table ledger() {
    return table(Abi.TABLE_LEDGER, 0);
  }

  /** What each payer owes. */
  public Table totals() {
    return table(Abi.TABLE_TOTALS, 0);
  }

  /**
   * Totals by other groups: each of {@code words} is payer, payee, reward, clause, a column of the
   * rows that are paid, or one of a row that they refer to ("unit.region").
   */
  public Table totalsBy(String... words) {
    try (Texts texts = new Texts(List.of(words), language)) {
      return Table.own(
          Native.make(
              language,
              (made, error) ->
                  Abi.remit_results_totals_by(
                      address(), texts.addresses(), texts.sizes(), words.length, made, error)),
          language);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** Targets: metric, goal, progress, met. */
  public Table targets() {
    return table(Abi.TABLE_TARGETS, 0);
  }

  /** What holds of which rows: findings, sanctions, titles, duties that are late or missing. */
  public Table findings() {
    return table(Abi.TABLE_FINDINGS, 0);
  }

  /** What counts as whose without being paid. */
  public Table attributions() {
    return table(Abi.TABLE_ATTRIBUTIONS, 0);
  }

  /** Cells in error. */
  public Table errors() {
    return table(Abi.TABLE_ERRORS, 0);
  }

  /** Where errors began, each place once. */
  public Table causes() {
    return table(Abi.TABLE_CAUSES, 0);
  }

  /** What is to be said of the run as a whole. */
  public Table notes() {
    return table(Abi.TABLE_NOTES, 0);
  }

  /** What rounding changed; measured now, by a run of its own. */
  public Table rounding() {
    return table(Abi.TABLE_ROUNDING, 0);
  }

  /** Cells in error, inputs and defined columns. */
  public long errorCount() {
    try {
      return Abi.remit_results_error_count(address());
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** 32 hexadecimal digits over every figure: equal for equal results, whatever the machine. */
  public String digest() {
    try {
      return Native.takeString(
          Native.make(language, (made, error) -> Abi.remit_results_digest(address(), made, error)));
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** How a cell came about, in the language of the results. {@code key} is that of its row. */
  public Explanation explain(String entity, String key, String column) {
    return explain(entity, key, column, language, 0);
  }

  /**
   * How a cell came about.
   *
   * @param key of the row; of several fields joined by "/"; of the whole anything
   * @param depth how many steps from the cell are spelled out; 0: down to the inputs
   */
  public Explanation explain(
      String entity, String key, String column, Language words, int depth) {
    final Entity of = policy.entity(entity);
    final long row;
    if (of.index() == 0) {
      row = 0;
    } else {
      final byte[] bytes = Native.bytes(key, words);
      try (Table table = table(Abi.TABLE_ENTITY, of.index())) {
        row = table.rowOf(bytes);
      }
    }
    return new Explanation(
        explained(of, row, column, words, depth, Abi.FORMAT_TEXT),
        explained(of, row, column, words, depth, Abi.FORMAT_JSON),
        explained(of, row, column, words, depth, Abi.FORMAT_HTML));
  }

  private String explained(
      Entity of, long row, String column, Language words, int depth, int format) {
    final byte[] name = Native.bytes(column, words);
    try {
      return Native.takeString(
          Native.make(
              words,
              (made, error) ->
                  Abi.remit_results_explain(
                      address(), of.index(), row, name, name.length, depth, format, words.number,
                      made, error)));
    } finally {
      Reference.reachabilityFence(this);
    }
  }
}
