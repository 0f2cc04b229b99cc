package remit;

import java.lang.ref.Reference;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Input tables for a policy. Rows are maps, records or beans, by the names or labels of fields; what
 * a row does not name is blank.
 *
 * <p>Values: {@code null} is a blank cell; {@code BigDecimal}, {@code BigInteger} and whole numbers
 * are exact; {@code LocalDate}; {@code Boolean}; enumerations by their names; texts as they would
 * stand in a table ("1234.50", "2010-01-31", "15%"). A {@code double} counts as the shortest decimal
 * that reads back as it, in columns of figures alone, and NaN is blank. What is no value of its field
 * makes the cell an error, which the results list; it is no exception.
 *
 * <p>For one thread while it is changed; while nobody changes it, many may evaluate with it.
 */
public final class Data extends Handle {
  private static final BigInteger WORD = BigInteger.ONE.shiftLeft(64);

  private final Policy policy;

  Data(Policy policy, long address, LongConsumer free) {
    super(address, free);
    this.policy = policy;
  }

  Policy policy() {
    return policy;
  }

  private Language language() {
    return policy.language();
  }

  /**
   * Appends a row.
   *
   * @return its number, from 0
   * @throws RemitException.NotFound for an entity or a field that does not exist; nothing is added
   */
  public long add(String entity, Object row) {
    final Entity to = policy.entity(entity);
    final Map<String, Object> cells = Rows.cells(row, language());
    policy.checkFields(to, cells.keySet());
    try {
      final long[] number = new long[1];
      Native.call(
          language(), error -> Abi.remit_data_add_row(address(), to.index(), number, error));
      set(to, number[0], cells);
      return number[0];
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** Appends rows. */
  public Data addAll(String entity, Iterable<?> rows) {
    for (Object row : rows) {
      add(entity, row);
    }
    return this;
  }

  /** Changes cells of a row; those that are not named stay as they are. */
  public Data set(String entity, long row, Object cells) {
    final Entity to = policy.entity(entity);
    final Map<String, Object> named = Rows.cells(cells, language());
    policy.checkFields(to, named.keySet());
    set(to, row, named);
    return this;
  }

  /** Drops the rows of a table. */
  public Data clear(String entity) {
    final Entity to = policy.entity(entity);
    try {
      Native.call(language(), error -> Abi.remit_data_clear(address(), to.index(), error));
      return this;
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** Rows of a table. */
  public long rowCount(String entity) {
    final Entity of = policy.entity(entity);
    try {
      return Abi.remit_data_row_count(address(), of.index());
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /**
   * Replaces a whole table by an Arrow struct array, by the addresses of the structures of the Arrow C
   * data interface; {@code remit.arrow.Arrow} does it from vectors. The array is the library's
   * afterwards, whatever the outcome, but for an entity that does not exist; the schema is only read.
   *
   * @throws RemitException.DataError for a column that is missing or of a type that does not fit; the
   *     table is as it was
   */
  public Data setArrow(String entity, long schema, long array) {
    final Entity to = policy.entity(entity);
    try {
      Native.call(
          language(), error -> Abi.remit_data_set_arrow(address(), to.index(), schema, array, error));
      return this;
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** The same from a stream of such arrays, which is read to its end and the library's afterwards. */
  public Data setArrowStream(String entity, long stream) {
    final Entity to = policy.entity(entity);
    try {
      Native.call(
          language(), error -> Abi.remit_data_set_arrow_stream(address(), to.index(), stream, error));
      return this;
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** What was noticed while whole tables came in and stopped nothing: entity, column, message. */
  public Table notes() {
    try {
      return Table.own(
          Native.make(
              language(),
              (made, error) ->
                  Abi.remit_data_notes(address(), language().number, made, error)),
          language());
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** A copy that changes independently; whole columns are shared until one of the two changes. */
  public Data copy() {
    try {
      return new Data(
          policy,
          Native.make(language(), (made, error) -> Abi.remit_data_clone(address(), made, error)),
          Abi::remit_data_free);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  private void set(Entity entity, long row, Map<String, Object> cells) {
    final Set<Integer> seen = new HashSet<>();
    cells.forEach(
        (name, value) -> {
          final int field = policy.fieldIndex(entity, name);
          if (!seen.add(field)) {
            throw new RemitException.InvalidArgument(
                Words.FIELD_TWICE.in(language(), entity.name(), entity.fields().get(field).name()));
          }
          setCell(entity.index(), row, field, entity.fields().get(field).kind(), value);
        });
  }

  /** Sets one cell, by numbers. */
  void setCell(long entity, long row, long field, Kind kind, Object value) {
    final long data = address();
    try {
      if (value == null) {
        Native.call(language(), error -> Abi.remit_data_set_blank(data, entity, row, field, error));
      } else if (value instanceof CharSequence) {
        setText(data, entity, row, field, (CharSequence) value);
      } else if (value instanceof Enum) {
        setText(data, entity, row, field, ((Enum<?>) value).name());
      } else if (value instanceof Boolean) {
        final int truth = (Boolean) value ? 1 : 0;
        Native.call(
            language(), error -> Abi.remit_data_set_bool(data, entity, row, field, truth, error));
      } else if (value instanceof LocalDate) {
        setDate(data, entity, row, field, (LocalDate) value);
      } else if (value instanceof Double || value instanceof Float) {
        // The shortest decimal of a float is not that of the double it widens to.
        final double number =
            value instanceof Float ? Double.parseDouble(value.toString()) : (Double) value;
        Native.call(
            language(), error -> Abi.remit_data_set_double(data, entity, row, field, number, error));
      } else if (decimal(value) != null) {
        setDecimal(data, entity, row, field, kind, decimal(value));
      } else {
        setUnreadable(data, entity, row, field, described(value));
      }
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  private static BigDecimal decimal(Object value) {
    if (value instanceof BigDecimal) {
      return (BigDecimal) value;
    }
    if (value instanceof BigInteger) {
      return new BigDecimal((BigInteger) value);
    }
    if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return BigDecimal.valueOf(((Number) value).longValue());
    }
    return null;
  }

  private void setText(long data, long entity, long row, long field, CharSequence text) {
    final byte[] bytes = Native.bytesOrNull(text);
    if (bytes == null) {
      setUnreadable(data, entity, row, field, Words.NOT_UNICODE.in(language()));
      return;
    }
    Native.call(
        language(),
        error -> Abi.remit_data_set_text(data, entity, row, field, bytes, bytes.length, error));
  }

  private void setDate(long data, long entity, long row, long field, LocalDate day) {
    Native.call(
        language(),
        error ->
            Abi.remit_data_set_date(
                data, entity, row, field, day.getYear(), day.getMonthValue(), day.getDayOfMonth(), error));
  }

  private void setDecimal(
      long data, long entity, long row, long field, Kind kind, BigDecimal number) {
    final BigDecimal plain = number.scale() < 0 ? number.setScale(0) : number;
    final BigInteger coefficient = plain.unscaledValue();
    final boolean figure = kind == Kind.NUMBER || kind == Kind.MONEY || kind == Kind.DURATION;
    if (!figure || coefficient.bitLength() > 127) {
      setText(data, entity, row, field, plain.toPlainString());
    } else if (coefficient.bitLength() <= 63) {
      Native.call(
          language(),
          error ->
              Abi.remit_data_set_int64(
                  data, entity, row, field, coefficient.longValue(), plain.scale(), error));
    } else {
      final long high = coefficient.shiftRight(64).longValue();
      final long low = coefficient.mod(WORD).longValue();
      Native.call(
          language(),
          error ->
              Abi.remit_data_set_decimal(data, entity, row, field, high, low, plain.scale(), error));
    }
  }

  private void setUnreadable(long data, long entity, long row, long field, String shown) {
    final byte[] bytes = Native.bytes(shown, language());
    Native.call(
        language(),
        error -> Abi.remit_data_set_unreadable(data, entity, row, field, bytes, bytes.length, error));
  }

  /** What is no value of a cell, for a reader: a time of day as it is, else the kind of object. */
  private static String described(Object value) {
    return value instanceof LocalDateTime ? value.toString() : value.getClass().getName();
  }
}
