package remit;

/** What a cell holds. */
public enum Kind {
  /** A truth value: {@code Boolean}. */
  BOOLEAN,
  /** A number, a ratio or a percentage: {@code BigDecimal}. */
  NUMBER,
  /** An amount of a currency: {@code BigDecimal}. */
  MONEY,
  /** A day: {@code LocalDate}. */
  DATE,
  /** A text: {@code String}. */
  TEXT,
  /** One of a closed list of words: {@code String}. */
  CATEGORY,
  /** The key of a row of another entity: {@code String}. */
  REFERENCE,
  /** A whole number of days, workdays, months or years: {@code BigDecimal}. */
  DURATION;

  static Kind of(long number) {
    return values()[(int) number];
  }
}
