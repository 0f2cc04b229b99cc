package remit;

import java.lang.ref.Reference;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * Rows and columns that came out: an entity's figures, the ledger, totals ... A list of rows.
 * Immutable, so any number of threads may use one; but that of a {@link Case} shows its last run.
 */
public final class Table extends AbstractList<Table.Row> implements AutoCloseable {
  /** Whether a cell has a value. */
  public enum State {
    /** It has one. */
    VALUE,
    /** It is blank. */
    BLANK,
    /** It is an error: see {@link Table#fault}. */
    ERROR
  }

  /** A column of a table. Immutable. */
  public static final class Column {
    private final String name;
    private final String labelEn;
    private final String labelZh;
    private final Kind kind;
    private final int scale;
    private final boolean ratio;
    private final String currency;

    private Column(long table, long index) {
      name = text(table, index, Abi.ENTRY_NAME);
      labelEn = text(table, index, Abi.ENTRY_LABEL_EN);
      labelZh = text(table, index, Abi.ENTRY_LABEL_ZH);
      currency = text(table, index, Abi.ENTRY_CURRENCY);
      kind = Kind.of(Abi.remit_table_column_number(table, index, Abi.ENTRY_KIND));
      scale = (int) Math.max(0, Abi.remit_table_column_number(table, index, Abi.ENTRY_SCALE));
      ratio = Abi.remit_table_column_number(table, index, Abi.ENTRY_IS_RATIO) == 1;
    }

    private static String text(long table, long index, int which) {
      return Native.lentOrEmpty(size -> Abi.remit_table_column_text(table, index, which, size));
    }

    /** Its name. */
    public String name() {
      return name;
    }

    /** Words for a reader. */
    public String label(Language language) {
      return language == Language.ZH ? labelZh : labelEn;
    }

    /** What its cells hold. */
    public Kind kind() {
      return kind;
    }

    /** Digits after the point of a number. */
    public int scale() {
      return scale;
    }

    /** Whether its figures are unrounded quotients, whose text may be "1/3". */
    public boolean isRatio() {
      return ratio;
    }

    /** The currency of money, "CNY"; else empty. */
    public String currency() {
      return currency;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** One row; cells by the name of their column. */
  public final class Row {
    private final long row;

    private Row(long row) {
      this.row = row;
    }

    /** Its number, from 0. */
    public long number() {
      return row;
    }

    /** See {@link Table#value}. */
    public Object value(String column) {
      return Table.this.value(row, index(column));
    }

    /** See {@link Table#text(long, int)}. */
    public String text(String column) {
      return Table.this.text(row, index(column));
    }

    /** The exact number of a cell; null for a blank one. NoValue for an error. */
    public BigDecimal decimal(String column) {
      return (BigDecimal) Table.this.value(row, index(column));
    }

    /** The truth value of a cell. */
    public boolean bool(String column) {
      return (Boolean) Table.this.value(row, index(column));
    }

    /** The day of a cell; null for a blank one. */
    public LocalDate date(String column) {
      return (LocalDate) Table.this.value(row, index(column));
    }

    /** Whether a cell has a value. */
    public State state(String column) {
      return Table.this.state(row, index(column));
    }

    /** Why a cell is an error, if it is one. */
    public Optional<Fault> fault(String column) {
      return Table.this.fault(row, index(column));
    }

    /** All cells: values, null for blanks, a {@link Fault} for an error. */
    public Map<String, Object> asMap() {
      final Map<String, Object> cells = new LinkedHashMap<>();
      for (int i = 0; i < columns.size(); ++i) {
        final Optional<Fault> fault = Table.this.fault(row, i);
        cells.put(columns.get(i).name(), fault.isPresent() ? fault.get() : Table.this.value(row, i));
      }
      return cells;
    }

    @Override
    public String toString() {
      return asMap().toString();
    }
  }

  /** Why a cell is an error. Immutable. */
  public static final class Fault {
    private final String name;
    private final String detail;

    private Fault(String name, String detail) {
      this.name = name;
      this.detail = detail;
    }

    /** The stable name of the reason, "division_by_zero". */
    public String name() {
      return name;
    }

    /** The reason as a sentence. */
    public String detail() {
      return detail;
    }

    @Override
    public String toString() {
      return name + ": " + detail;
    }
  }

  /** The handle of a table that is the caller's, or of one that is lent by a case. */
  private static final class Held extends Handle {
    Held(long address, LongConsumer free) {
      super(address, free);
    }
  }

  private final Handle held;
  private final Handle owner;
  private final Language language;
  private final List<Column> columns;
  private final Map<String, Integer> byName = new HashMap<>();

  private Table(Handle held, Handle owner, Language language) {
    this.held = held;
    this.owner = owner;
    this.language = language;
    final long address = address();
    final List<Column> all = new ArrayList<>();
    final long count = Abi.remit_table_column_count(address);
    for (long index = 0; index < count; ++index) {
      all.add(new Column(address, index));
      byName.putIfAbsent(all.get((int) index).name(), (int) index);
    }
    columns = List.copyOf(all);
    Reference.reachabilityFence(this);
  }

  /** A table that is freed when it is closed. */
  static Table own(long address, Language language) {
    return new Table(new Held(address, Abi::remit_table_free), null, language);
  }

  /** A table that lives as long as {@code owner}. */
  static Table lent(long address, Handle owner, Language language) {
    return new Table(new Held(address, nothing -> {}), owner, language);
  }

  private long address() {
    if (owner != null) {
      owner.address();
    }
    return held.address();
  }

  /** Its columns, in order. */
  public List<Column> columns() {
    return columns;
  }

  /** The number of a column, by its name. */
  public int index(String column) {
    final Integer index = byName.get(column);
    if (index == null) {
      throw new RemitException.NotFound(
          Words.NO_COLUMN.in(
              language,
              column,
              columns.stream()
                  .map(Column::name)
                  .collect(Collectors.joining(Words.SEPARATOR.in(language)))));
    }
    return index;
  }

  @Override
  public int size() {
    try {
      return (int) Math.min(Integer.MAX_VALUE, Abi.remit_table_row_count(address()));
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public Row get(int row) {
    if (row < 0 || row >= size()) {
      throw new IndexOutOfBoundsException(row + " of " + size());
    }
    return new Row(row);
  }

  /** The row of a key; of a key of several fields by its parts, in the policy's order. */
  public Row find(String... key) {
    try (Texts parts = new Texts(List.of(key), language)) {
      final long[] row = new long[1];
      Native.call(
          language,
          error ->
              Abi.remit_table_find_row_by_parts(
                  address(), parts.addresses(), parts.sizes(), key.length, row, error));
      return new Row(row[0]);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** The number of the row with a key; of a key of several fields as one text joined by "/". */
  long rowOf(byte[] key) {
    try {
      final long[] row = new long[1];
      Native.call(
          language,
          error -> Abi.remit_table_find_row(address(), key, key.length, row, error));
      return row[0];
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** Whether a cell has a value. */
  public State state(long row, int column) {
    try {
      final int state = Abi.remit_table_state(address(), row, column);
      if (state < 0) {
        throw new IndexOutOfBoundsException("row " + row + ", column " + column);
      }
      return State.values()[state];
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** A cell as text, "500000.00", "2010-01-31", "true"; empty for a blank or an error. */
  public String text(long row, int column) {
    try {
      return Native.takeString(
          Native.make(
              language,
              (made, error) -> Abi.remit_table_cell_text(address(), row, column, made, error)));
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /**
   * A cell as a value: see {@link Kind}; null for a blank one. An unrounded quotient that is no
   * decimal ("1/3") is a {@code String}.
   *
   * @throws RemitException.Unsupported for a cell in error: what is unknown is no figure
   */
  public Object value(long row, int column) {
    final State state = state(row, column);
    if (state == State.BLANK) {
      return null;
    }
    if (state == State.ERROR) {
      throw new RemitException.Unsupported(
          Words.NO_VALUE.in(language, fault(row, column).map(Fault::toString).orElse("")));
    }
    final Column of = columns.get(column);
    try {
      switch (of.kind()) {
        case BOOLEAN:
          final int[] truth = new int[1];
          Native.call(
              language, error -> Abi.remit_table_bool(address(), row, column, truth, error));
          return truth[0] == 1;
        case DATE:
          return date(row, column);
        case NUMBER:
        case MONEY:
        case DURATION:
          return of.isRatio() ? ratio(text(row, column)) : decimal(row, column);
        default:
          return text(row, column);
      }
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  private static Object ratio(String text) {
    return text.indexOf('/') >= 0 ? text : new BigDecimal(text);
  }

  private LocalDate date(long row, int column) {
    final int[] year = new int[1];
    final int[] month = new int[1];
    final int[] day = new int[1];
    Native.call(
        language,
        error -> Abi.remit_table_date(address(), row, column, year, month, day, error));
    return LocalDate.of(year[0], month[0], day[0]);
  }

  private BigDecimal decimal(long row, int column) {
    final long[] high = new long[1];
    final long[] low = new long[1];
    final int[] scale = new int[1];
    final long[] error = new long[1];
    final int status = Abi.remit_table_decimal(address(), row, column, high, low, scale, error);
    if (status != Abi.OK) {
      // More than 128 bits: its text has all digits.
      Abi.remit_error_free(error[0]);
      return new BigDecimal(text(row, column));
    }
    if (high[0] == low[0] >> 63) {
      return BigDecimal.valueOf(low[0], scale[0]);
    }
    final BigInteger whole =
        BigInteger.valueOf(high[0])
            .shiftLeft(64)
            .add(new BigInteger(Long.toUnsignedString(low[0])));
    return new BigDecimal(whole, scale[0]);
  }

  /** Why a cell is an error, if it is one. */
  public Optional<Fault> fault(long row, int column) {
    try {
      final String name =
          Native.lent(size -> Abi.remit_table_fault_name(address(), row, column, size));
      if (name == null) {
        return Optional.empty();
      }
      final long detail =
          Native.make(
              language,
              (made, error) ->
                  Abi.remit_table_fault_detail(
                      address(), row, column, language.number, made, error));
      return Optional.of(new Fault(name, Native.takeString(detail)));
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /**
   * The whole table as an Arrow struct array, written to the structures of the Arrow C data interface
   * at these addresses, which are empty and then yours to release; {@code remit.arrow.Arrow} gives
   * vectors. Blank cells and errors are null, figures decimal128, quotients and words utf8.
   */
  public void exportArrow(long schema, long array) {
    try {
      Native.call(
          language, error -> Abi.remit_table_export_arrow(address(), schema, array, error));
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** The same as a stream of one array. */
  public void exportArrowStream(long stream) {
    try {
      Native.call(
          language, error -> Abi.remit_table_export_arrow_stream(address(), stream, error));
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** Frees the table. Further use is an {@link IllegalStateException}. */
  @Override
  public void close() {
    held.close();
  }
}
