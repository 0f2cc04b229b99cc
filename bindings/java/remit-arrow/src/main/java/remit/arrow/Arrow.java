package remit.arrow;

import org.apache.arrow.c.ArrowArray;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.ArrowSchema;
import org.apache.arrow.c.CDataDictionaryProvider;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowReader;
import remit.Table;

/**
 * Tables in and out as Arrow vectors, without copying what fits as it is.
 *
 * <p>Remit uses buffers that were handed over for as long as an object that was made from them lives:
 * close {@code remit.Data} and {@code remit.Results} before the allocator. Any thread may call; an
 * object of Remit that is being changed belongs to one.
 */
public final class Arrow {
  private Arrow() {}

  /**
   * Replaces a whole table. Columns are matched with fields by name or label, in any order; one that
   * fits no field is noted in {@code data.notes()}. The vectors stay the caller's, to be closed at any
   * time.
   *
   * @throws remit.RemitException.DataError for a column that is missing or of a type that does not fit;
   *     the table is as it was
   */
  public static void set(
      remit.Data data, String entity, BufferAllocator allocator, VectorSchemaRoot rows) {
    set(data, entity, allocator, rows, null);
  }

  /** The same with what dictionary vectors among them mean. */
  public static void set(
      remit.Data data,
      String entity,
      BufferAllocator allocator,
      VectorSchemaRoot rows,
      DictionaryProvider dictionaries) {
    try (ArrowSchema schema = ArrowSchema.allocateNew(allocator);
        ArrowArray array = ArrowArray.allocateNew(allocator)) {
      Data.exportVectorSchemaRoot(allocator, rows, dictionaries, array, schema);
      try {
        data.setArrow(entity, schema.memoryAddress(), array.memoryAddress());
      } finally {
        schema.release();
        array.release(); // does nothing where it was taken over
      }
    }
  }

  /** The same from all batches of a reader, which stays the caller's to close. */
  public static void set(
      remit.Data data, String entity, BufferAllocator allocator, ArrowReader rows) {
    try (ArrowArrayStream stream = ArrowArrayStream.allocateNew(allocator)) {
      Data.exportArrayStream(allocator, rows, stream);
      try {
        data.setArrowStream(entity, stream.memoryAddress());
      } finally {
        stream.release();
      }
    }
  }

  /** A whole table as vectors. */
  public static ArrowTable read(Table table, BufferAllocator allocator) {
    final CDataDictionaryProvider dictionaries = new CDataDictionaryProvider();
    try (ArrowSchema schema = ArrowSchema.allocateNew(allocator);
        ArrowArray array = ArrowArray.allocateNew(allocator)) {
      table.exportArrow(schema.memoryAddress(), array.memoryAddress());
      return new ArrowTable(
          Data.importVectorSchemaRoot(allocator, array, schema, dictionaries), dictionaries);
    } catch (RuntimeException problem) {
      dictionaries.close();
      throw problem;
    }
  }

  /** A whole table as a reader of one batch. */
  public static ArrowReader stream(Table table, BufferAllocator allocator) {
    try (ArrowArrayStream stream = ArrowArrayStream.allocateNew(allocator)) {
      table.exportArrowStream(stream.memoryAddress());
      return Data.importArrayStream(allocator, stream);
    }
  }
}
