package remit;

/** One of a policy's own tests after it ran. Immutable. */
public final class TestOutcome {
  private final String title;
  private final boolean passed;
  private final String message;
  private final String file;
  private final int line;

  TestOutcome(Table.Row row) {
    title = row.text("title");
    passed = row.bool("passed");
    message = row.text("message");
    file = row.text("file");
    line = row.decimal("line").intValueExact();
  }

  /** Its title. */
  public String title() {
    return title;
  }

  /** Whether it passed. */
  public boolean passed() {
    return passed;
  }

  /** Why it did not; empty if it did. */
  public String message() {
    return message;
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
    return file + ":" + line + ": " + title + (passed ? ": passed" : ": " + message);
  }
}
