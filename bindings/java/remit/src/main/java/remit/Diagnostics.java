package remit;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

/**
 * Diagnostics in the order of the text. {@link #toString} shows them with their lines and carets, as
 * a compiler does. Immutable.
 */
public final class Diagnostics extends AbstractList<Diagnostic> {
  static final Diagnostics NONE = new Diagnostics(List.of(), "", "");

  private final List<Diagnostic> items;
  private final String rendered;
  private final String json;

  private Diagnostics(List<Diagnostic> items, String rendered, String json) {
    this.items = items;
    this.rendered = rendered;
    this.json = json;
  }

  /** Copies what is lent. */
  static Diagnostics read(long handle, Language language) {
    final long count = Abi.remit_diagnostics_count(handle);
    final List<Diagnostic> items = new ArrayList<>();
    for (long index = 0; index < count; ++index) {
      items.add(new Diagnostic(handle, index, language));
    }
    return new Diagnostics(
        List.copyOf(items),
        render(handle, Abi.FORMAT_TEXT, language),
        render(handle, Abi.FORMAT_JSON, language));
  }

  private static String render(long handle, int format, Language language) {
    return Native.takeString(
        Native.make(
            language,
            (made, error) ->
                Abi.remit_diagnostics_render(handle, format, language.number, made, error)));
  }

  @Override
  public Diagnostic get(int index) {
    return items.get(index);
  }

  @Override
  public int size() {
    return items.size();
  }

  /** The same as JSON; the layout is in the book's page on diagnostics. */
  public String toJson() {
    return json;
  }

  @Override
  public String toString() {
    return rendered;
  }
}
