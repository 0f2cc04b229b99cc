package remit.arrow;

import java.math.BigDecimal;
import org.apache.arrow.c.CDataDictionaryProvider;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.dictionary.DictionaryProvider;

/**
 * A table that came out, with a life of its own. Words of categories are dictionary vectors, so vectors
 * and dictionaries are closed together, and before the allocator that they were made in.
 */
public final class ArrowTable implements AutoCloseable {
  private final VectorSchemaRoot root;
  private final CDataDictionaryProvider dictionaries;

  ArrowTable(VectorSchemaRoot root, CDataDictionaryProvider dictionaries) {
    this.root = root;
    this.dictionaries = dictionaries;
  }

  /** Its vectors. Figures are {@code DecimalVector}, blank cells and errors null. */
  public VectorSchemaRoot root() {
    return root;
  }

  /** What the dictionary vectors among them mean. */
  public DictionaryProvider dictionaries() {
    return dictionaries;
  }

  /** The exact figure of a cell; null for a blank one or an error. */
  public BigDecimal decimal(int row, String column) {
    return (BigDecimal) root.getVector(column).getObject(row);
  }

  /** A text or a word of a category; null for a blank one or an error. */
  public String text(int row, String column) {
    final FieldVector vector = root.getVector(column);
    if (vector.getField().getDictionary() == null) {
      return shown(vector.getObject(row));
    }
    final long id = vector.getField().getDictionary().getId();
    try (ValueVector words = DictionaryEncoder.decode(vector, dictionaries.lookup(id))) {
      return shown(words.getObject(row));
    }
  }

  private static String shown(Object value) {
    return value == null ? null : value.toString();
  }

  @Override
  public void close() {
    root.close();
    dictionaries.close();
  }
}
