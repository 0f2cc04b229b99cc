package remit;

import java.util.List;

/** A table of a policy: its fields come in, its columns go out. Immutable. */
public final class Entity {
  private final int index;
  private final String name;
  private final String label;
  private final boolean hole;
  private final boolean made;
  private final List<Field> fields;
  private final List<DefinedColumn> columns;

  Entity(long policy, Entries entries, long index) {
    this.index = (int) index;
    name = entries.text(index, Abi.ENTRY_NAME);
    label = entries.text(index, Abi.ENTRY_LABEL_EN);
    hole = entries.is(index, Abi.ENTRY_IS_HOLE);
    made = entries.is(index, Abi.ENTRY_IS_MADE);
    final Entries inputs = new Entries(policy, Abi.LIST_FIELDS, index);
    fields = inputs.read(at -> new Field(inputs, at));
    final Entries outputs = new Entries(policy, Abi.LIST_COLUMNS, index);
    columns = outputs.read(at -> new DefinedColumn(outputs, at));
  }

  int index() {
    return index;
  }

  /** Its name; that of the jurisdiction as a whole is "whole". */
  public String name() {
    return name;
  }

  /** Words for a reader; may be empty. */
  public String label() {
    return label;
  }

  /** Whether the document leaves the table open. */
  public boolean isHole() {
    return hole;
  }

  /** Whether the policy makes the rows, so that no table of it is given. */
  public boolean isMade() {
    return made;
  }

  /** Its input columns. */
  public List<Field> fields() {
    return fields;
  }

  /** The columns that the policy defines. */
  public List<DefinedColumn> columns() {
    return columns;
  }

  @Override
  public String toString() {
    return name;
  }
}
