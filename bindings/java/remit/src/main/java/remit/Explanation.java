package remit;

/**
 * How a cell came about: in one paragraph what it is, under which clause and why it is not another
 * figure; then the steps, then the inputs. Immutable.
 */
public final class Explanation {
  private final String text;
  private final String json;
  private final String html;

  Explanation(String text, String json, String html) {
    this.text = text;
    this.json = json;
    this.html = html;
  }

  /** As plain text. */
  public String text() {
    return text;
  }

  /** As JSON, laid out as the book's page on it says. */
  public String json() {
    return json;
  }

  /** As a page that needs nothing else and can be printed. */
  public String html() {
    return html;
  }

  @Override
  public String toString() {
    return text;
  }
}
