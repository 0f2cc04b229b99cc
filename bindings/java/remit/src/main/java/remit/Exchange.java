package remit;

import com.sun.jna.Pointer;
import java.lang.ref.Reference;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Cells of a case in and figures out by memory that the library reads and writes: a run is one call,
 * whatever number of cells and figures. For services that answer one request after the other. For the
 * thread that the case belongs to.
 *
 * <pre>{@code
 * try (Case project = policy.newCase("project");
 *     Exchange desk = project.exchange(List.of("revenue", "opened"), List.of("bonus"))) {
 *   BigDecimal bonus = desk.set(0, revenue).set(1, opened).run().decimal(0);
 * }
 * }</pre>
 */
public final class Exchange extends Handle {
  private static final int MAX_SCALE = 76;
  private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();
  private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

  private final Case of;
  private final long entity;
  private final Data data;
  private final Table table;
  private final Language language;
  private final int[] fields;
  private final Kind[] kinds;
  private final List<List<String>> categories;
  private final int[] columns;
  private final Kind[] figureKinds;
  /** The words of category figures, by the numbers that figures have for them. */
  private final List<List<String>> figureWords;
  private final LongBuffer cells;
  private final LongBuffer figures;

  /** What is taken and given, looked up. */
  static final class Plan {
    final int[] fields;
    final int[] columns;

    Plan(int[] fields, int[] columns) {
      this.fields = fields;
      this.columns = columns;
    }
  }

  Exchange(long address, Case of, Entity entity, Plan plan, Data data, Table table, Language language) {
    super(address, Abi::remit_exchange_free);
    this.of = of;
    this.entity = entity.index();
    this.data = data;
    this.table = table;
    this.language = language;
    fields = plan.fields;
    columns = plan.columns;
    kinds = new Kind[fields.length];
    categories = new ArrayList<>();
    for (int i = 0; i < fields.length; ++i) {
      kinds[i] = entity.fields().get(fields[i]).kind();
      categories.add(entity.fields().get(fields[i]).categories());
    }
    figureKinds = new Kind[columns.length];
    figureWords = new ArrayList<>();
    for (int i = 0; i < columns.length; ++i) {
      figureKinds[i] = table.columns().get(columns[i]).kind();
      figureWords.add(wordsOf(entity, table.columns().get(columns[i]).name()));
    }
    cells = words(Abi.remit_exchange_cells(address), fields.length);
    figures = words(Abi.remit_exchange_figures(address), columns.length);
  }

  /** The words of a category, a defined column or the key. */
  private static List<String> wordsOf(Entity entity, String column) {
    for (DefinedColumn each : entity.columns()) {
      if (each.name().equals(column)) {
        return each.categories();
      }
    }
    for (Field each : entity.fields()) {
      if (each.name().equals(column)) {
        return each.categories();
      }
    }
    return List.of();
  }

  private static LongBuffer words(long address, int count) {
    return count == 0
        ? LongBuffer.allocate(0)
        : new Pointer(address)
            .getByteBuffer(0, (long) count * Abi.EXCHANGE_WORD_COUNT * Long.BYTES)
            .order(ByteOrder.nativeOrder())
            .asLongBuffer();
  }

  private Exchange put(int cell, int state, long low, long high, long scale) {
    address();
    final int at = cell * Abi.EXCHANGE_WORD_COUNT;
    cells.put(at, state);
    cells.put(at + Abi.EXCHANGE_WORD_LOW, low);
    cells.put(at + Abi.EXCHANGE_WORD_HIGH, high);
    cells.put(at + Abi.EXCHANGE_WORD_SCALE, scale);
    Reference.reachabilityFence(this);
    return this;
  }

  private Exchange put(int cell, long number) {
    return put(cell, Abi.EXCHANGE_VALUE, number, number >> 63, 0);
  }

  /**
   * Sets a cell, by its place in the fields of the exchange, to a value as {@link Data} takes them; it
   * holds for every run until it is set again.
   *
   * @throws IndexOutOfBoundsException for a place that there is not
   */
  public Exchange set(int cell, Object value) {
    if (value == null) {
      return put(cell, Abi.EXCHANGE_BLANK, 0, 0, 0);
    }
    switch (kinds[cell]) {
      case NUMBER:
      case MONEY:
      case DURATION:
        if (value instanceof BigDecimal) {
          return setDecimal(cell, (BigDecimal) value);
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
          return put(cell, ((Number) value).longValue());
        }
        if (value instanceof BigInteger) {
          return setDecimal(cell, new BigDecimal((BigInteger) value));
        }
        break;
      case BOOLEAN:
        if (value instanceof Boolean) {
          return put(cell, (Boolean) value ? 1 : 0);
        }
        break;
      case DATE:
        if (value instanceof LocalDate) {
          final long day = ((LocalDate) value).toEpochDay();
          if (day >= FIRST_DAY && day <= LAST_DAY) {
            return put(cell, day);
          }
        }
        break;
      case CATEGORY:
        if (value instanceof CharSequence || value instanceof Enum) {
          final String word = value instanceof Enum ? ((Enum<?>) value).name() : value.toString();
          final int index = categories.get(cell).indexOf(word);
          if (index >= 0) {
            return put(cell, index);
          }
        }
        break;
      default:
        break;
    }
    return setInTable(cell, value);
  }

  /** Leaves a cell as it stands in the tables of the case: set before, or by the case. */
  public Exchange keep(int cell) {
    return put(cell, Abi.EXCHANGE_KEPT, 0, 0, 0);
  }

  private Exchange setDecimal(int cell, BigDecimal value) {
    final int scale = value.scale();
    if (value.precision() <= 18 && scale >= 0 && scale <= MAX_SCALE) {
      final long low = value.unscaledValue().longValue();
      return put(cell, Abi.EXCHANGE_VALUE, low, low >> 63, scale);
    }
    final BigInteger coefficient = value.unscaledValue();
    if (coefficient.bitLength() > 127 || scale < -MAX_SCALE || scale > MAX_SCALE) {
      return setInTable(cell, value);
    }
    return put(
        cell, Abi.EXCHANGE_VALUE, coefficient.longValue(), coefficient.shiftRight(64).longValue(), scale);
  }

  /** What is no number: set as every other cell is. */
  private Exchange setInTable(int cell, Object value) {
    address();
    of.address();
    try {
      data.setCell(entity, 0, fields[cell], kinds[cell], value);
      return keep(cell);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /**
   * Computes from the cells as they are set.
   *
   * @throws RemitException when the run fails; then the figures are those of the run before
   */
  public Exchange run() {
    final long exchange = address();
    try {
      // The error is asked for where there is one: a place for it costs as much as the run.
      if (Abi.remit_exchange_run(exchange, null) != Abi.OK) {
        Native.call(language, error -> Abi.remit_exchange_run(exchange, error));
      }
      return this;
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  private long word(int figure, int which) {
    address();
    final long word = figures.get(figure * Abi.EXCHANGE_WORD_COUNT + which);
    Reference.reachabilityFence(this);
    return word;
  }

  /** Whether a figure, by its place in the columns of the exchange, has a value. */
  public Table.State state(int figure) {
    final long state = word(figure, Abi.EXCHANGE_WORD_STATE);
    if (state == Abi.EXCHANGE_KEPT) {
      throw new IndexOutOfBoundsException("0 of 0");
    }
    return state == Abi.EXCHANGE_BLANK
        ? Table.State.BLANK
        : state == Abi.EXCHANGE_ERROR ? Table.State.ERROR : Table.State.VALUE;
  }

  /** The exact number of a figure; null for a blank one. */
  public BigDecimal decimal(int figure) {
    return (BigDecimal) value(figure);
  }

  /** The truth value of a figure. */
  public boolean bool(int figure) {
    return (Boolean) value(figure);
  }

  /** The day of a figure; null for a blank one. */
  public LocalDate date(int figure) {
    return (LocalDate) value(figure);
  }

  /**
   * A figure of the last run as {@link Table#value} gives it; null for a blank one. A text, an error and
   * a quotient without end are those of {@link Case#table}: read them before the case runs again, by
   * itself or by another exchange.
   *
   * @throws RemitException.Unsupported for a figure in error; {@link Case#table} says why
   */
  public Object value(int figure) {
    final long state = word(figure, Abi.EXCHANGE_WORD_STATE);
    if (state == Abi.EXCHANGE_BLANK) {
      return null;
    }
    if (state != Abi.EXCHANGE_VALUE) {
      of.address();
      try {
        return table.value(0, columns[figure]); // a text, an error, or no run yet
      } finally {
        Reference.reachabilityFence(this);
      }
    }
    final long low = word(figure, Abi.EXCHANGE_WORD_LOW);
    switch (figureKinds[figure]) {
      case BOOLEAN:
        return low == 1;
      case DATE:
        return LocalDate.ofEpochDay(low);
      case CATEGORY:
        return figureWords.get(figure).get((int) low);
      default:
        return decimal(low, word(figure, Abi.EXCHANGE_WORD_HIGH), (int) word(figure, Abi.EXCHANGE_WORD_SCALE));
    }
  }

  private static BigDecimal decimal(long low, long high, int scale) {
    if (high == low >> 63) {
      return BigDecimal.valueOf(low, scale);
    }
    final BigInteger whole =
        BigInteger.valueOf(high).shiftLeft(64).add(new BigInteger(Long.toUnsignedString(low)));
    return new BigDecimal(whole, scale);
  }
}
