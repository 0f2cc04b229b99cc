package remit;

import java.util.List;

/** An input column of an entity. Immutable. */
public final class Field {
  private final String name;
  private final String label;
  private final String header;
  private final Kind kind;
  private final int scale;
  private final String currency;
  private final String refersTo;
  private final List<String> categories;
  private final boolean key;
  private final boolean optional;
  private final boolean hasDefault;
  private final boolean hole;
  private final boolean percent;
  private final String cite;

  Field(Entries entries, long index) {
    name = entries.text(index, Abi.ENTRY_NAME);
    label = entries.text(index, Abi.ENTRY_LABEL_EN);
    header = entries.text(index, Abi.ENTRY_HEADER);
    kind = Kind.of(entries.number(index, Abi.ENTRY_KIND));
    scale = (int) Math.max(0, entries.number(index, Abi.ENTRY_SCALE));
    currency = entries.text(index, Abi.ENTRY_CURRENCY);
    refersTo = entries.text(index, Abi.ENTRY_REFERS_TO);
    categories = entries.categories(index);
    key = entries.is(index, Abi.ENTRY_IS_KEY);
    optional = entries.is(index, Abi.ENTRY_IS_OPTIONAL);
    hasDefault = entries.is(index, Abi.ENTRY_HAS_DEFAULT);
    hole = entries.is(index, Abi.ENTRY_IS_HOLE);
    percent = entries.is(index, Abi.ENTRY_IS_PERCENT);
    cite = entries.text(index, Abi.ENTRY_CITE);
  }

  /** Its name in the policy. */
  public String name() {
    return name;
  }

  /** Words for a reader; may be empty. */
  public String label() {
    return label;
  }

  /** What the data calls it besides its name and its label; may be empty. */
  public String header() {
    return header;
  }

  /** What a cell holds. */
  public Kind kind() {
    return kind;
  }

  /** Digits that are kept after the point of a number. */
  public int scale() {
    return scale;
  }

  /** The currency of money, "CNY"; else empty. */
  public String currency() {
    return currency;
  }

  /** The entity of a reference; else empty. */
  public String refersTo() {
    return refersTo;
  }

  /** The words of a category; else none. */
  public List<String> categories() {
    return categories;
  }

  /** Whether it is the key, or a part of it. */
  public boolean isKey() {
    return key;
  }

  /** Whether it may be blank. */
  public boolean isOptional() {
    return optional;
  }

  /** Whether a blank cell takes the policy's default. */
  public boolean hasDefault() {
    return hasDefault;
  }

  /** Whether the document leaves it open. */
  public boolean isHole() {
    return hole;
  }

  /** Whether cells may be written with % and ‰. */
  public boolean isPercent() {
    return percent;
  }

  /** The clause that it cites; may be empty. */
  public String cite() {
    return cite;
  }

  @Override
  public String toString() {
    return name;
  }
}
