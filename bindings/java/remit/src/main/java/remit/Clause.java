package remit;

/** A declaration, the clause that it cites, and how that was read. Immutable. */
public final class Clause {
  private final String name;
  private final String form;
  private final String label;
  private final String cite;
  private final String says;
  private final String reading;
  private final String notComputed;
  private final String file;
  private final int line;

  Clause(Entries entries, long index) {
    name = entries.text(index, Abi.ENTRY_NAME);
    form = entries.text(index, Abi.ENTRY_FORM);
    label = entries.text(index, Abi.ENTRY_LABEL_EN);
    cite = entries.text(index, Abi.ENTRY_CITE);
    says = entries.text(index, Abi.ENTRY_SAYS);
    reading = entries.text(index, Abi.ENTRY_READING);
    notComputed = entries.text(index, Abi.ENTRY_NOT_COMPUTED);
    file = entries.text(index, Abi.ENTRY_FILE);
    line = (int) entries.number(index, Abi.ENTRY_LINE);
  }

  /** The declaration; empty for a clause that nothing computes. */
  public String name() {
    return name;
  }

  /** "reward", "target" ... */
  public String form() {
    return form;
  }

  /** Words for a reader. */
  public String label() {
    return label;
  }

  /** The clause of the document. */
  public String cite() {
    return cite;
  }

  /** The clause in short; may be empty. */
  public String says() {
    return says;
  }

  /** How it was read where it could be read otherwise; may be empty. */
  public String reading() {
    return reading;
  }

  /** Why nothing computes it; empty where something does. */
  public String notComputed() {
    return notComputed;
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
    return cite + " " + name;
  }
}
