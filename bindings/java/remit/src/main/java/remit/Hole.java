package remit;

/** What the document leaves open: a parameter or a whole table. Immutable. */
public final class Hole {
  private final String name;
  private final boolean entity;
  private final String cite;

  Hole(Entries entries, long index) {
    name = entries.text(index, Abi.ENTRY_NAME);
    entity = entries.is(index, Abi.ENTRY_IS_ENTITY);
    cite = entries.text(index, Abi.ENTRY_CITE);
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Whether a table is missing, not a parameter. */
  public boolean isEntity() {
    return entity;
  }

  /** The clause that leaves it open. */
  public String cite() {
    return cite;
  }

  @Override
  public String toString() {
    return name;
  }
}
