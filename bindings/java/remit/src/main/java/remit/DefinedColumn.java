package remit;

import java.util.List;

/** A column that the policy defines, by which declaration, and where that stands. Immutable. */
public final class DefinedColumn {
  private final String name;
  private final String labelEn;
  private final String labelZh;
  private final Kind kind;
  private final int scale;
  private final String currency;
  private final List<String> categories;
  private final String form;
  private final String declaration;
  private final String role;
  private final String cite;
  private final String file;
  private final int line;

  DefinedColumn(Entries entries, long index) {
    name = entries.text(index, Abi.ENTRY_NAME);
    labelEn = entries.text(index, Abi.ENTRY_LABEL_EN);
    labelZh = entries.text(index, Abi.ENTRY_LABEL_ZH);
    kind = Kind.of(entries.number(index, Abi.ENTRY_KIND));
    scale = (int) Math.max(0, entries.number(index, Abi.ENTRY_SCALE));
    currency = entries.text(index, Abi.ENTRY_CURRENCY);
    categories = entries.categories(index);
    form = entries.text(index, Abi.ENTRY_FORM);
    declaration = entries.text(index, Abi.ENTRY_DECLARATION);
    role = entries.text(index, Abi.ENTRY_ROLE);
    cite = entries.text(index, Abi.ENTRY_CITE);
    file = entries.text(index, Abi.ENTRY_FILE);
    line = (int) entries.number(index, Abi.ENTRY_LINE);
  }

  /** Its name: of the declaration, or "declaration.role". */
  public String name() {
    return name;
  }

  /** Words for a reader. */
  public String label(Language language) {
    return language == Language.ZH ? labelZh : labelEn;
  }

  /** What a cell holds. */
  public Kind kind() {
    return kind;
  }

  /** Digits after the point of a number. */
  public int scale() {
    return scale;
  }

  /** The currency of money, "CNY"; else empty. */
  public String currency() {
    return currency;
  }

  /** The words of a category. */
  public List<String> categories() {
    return categories;
  }

  /** "reward", "target" ... */
  public String form() {
    return form;
  }

  /** The name of its declaration. */
  public String declaration() {
    return declaration;
  }

  /** "amount", "eligible", "met" ... */
  public String role() {
    return role;
  }

  /** The clause that it cites; may be empty. */
  public String cite() {
    return cite;
  }

  /** The source in which it stands. */
  public String file() {
    return file;
  }

  /** The line on which it stands, from 1. */
  public int line() {
    return line;
  }

  @Override
  public String toString() {
    return name;
  }
}
