package remit.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import remit.Data;
import remit.Policy;
import remit.RemitException;
import remit.Results;
import remit.Source;
import remit.Table;

/** Tables in and out as Arrow; whatever was allocated is freed in the end. */
final class ArrowTest {
  private static final String TEXT =
      "policy bonuses { currency CNY rounding half_up to 0.01 party treasury"
          + " entity project { key id : text \"Number\" revenue : money staff : count optional"
          + " signed : date optional kind : one of { small, large } optional }"
          + " define size for project = kind"
          + " reward bonus for project cite \"1\" { pay 20% * revenue cap 500_000 CNY from treasury } }";

  private final Policy policy = Policy.compile(Source.of("bonuses.remit", TEXT));
  private final BufferAllocator allocator = new RootAllocator();

  @AfterEach
  void nothingIsLeft() {
    policy.close();
    assertEquals(0, allocator.getAllocatedMemory());
    allocator.close();
  }

  private VectorSchemaRoot rows(int from, int to) {
    final VarCharVector ids = new VarCharVector("Number", allocator);
    final DecimalVector revenue = new DecimalVector("revenue", allocator, 18, 2);
    final BigIntVector staff = new BigIntVector("staff", allocator);
    final DateDayVector signed = new DateDayVector("signed", allocator);
    for (int id = from; id < to; ++id) {
      final int at = id - from;
      ids.setSafe(at, Integer.toString(id).getBytes(StandardCharsets.UTF_8));
      revenue.setSafe(at, BigDecimal.valueOf(id * 1001L, 2));
      if (id % 7 != 0) {
        staff.setSafe(at, id % 7);
      }
      if (id % 2 == 0) {
        signed.setSafe(at, 14_000 + id % 300);
      }
    }
    final VectorSchemaRoot root = new VectorSchemaRoot(List.of(revenue, ids, staff, signed));
    root.setRowCount(to - from);
    return root;
  }

  private Results byRows(int count) {
    final List<Map<String, Object>> rows = new ArrayList<>();
    for (int id = 0; id < count; ++id) {
      rows.add(Map.of("id", Integer.toString(id), "revenue", BigDecimal.valueOf(id * 1001L, 2)));
    }
    return policy.evaluate(Map.of("project", rows));
  }

  @Test
  void vectorsAreATable() {
    try (Data data = policy.newData()) {
      try (VectorSchemaRoot rows = rows(0, 1000)) {
        Arrow.set(data, "project", allocator, rows);
      }
      try (Results results = policy.evaluate(data);
          Table table = results.allColumns("project");
          ArrowTable out = Arrow.read(table, allocator);
          Results expected = byRows(1000)) {
        assertEquals(1000, out.root().getRowCount());
        final Table wanted = expected.allColumns("project");
        for (int row = 0; row < 1000; ++row) {
          assertEquals(wanted.get(row).decimal("bonus"), out.decimal(row, "bonus"));
          assertEquals(Integer.toString(row), out.text(row, "id"));
          assertNull(out.text(row, "size"));
        }
        wanted.close();
        // 20 % of 9 999.99.
        assertEquals(new BigDecimal("2000.00"), out.decimal(999, "bonus"));
      }
    }
  }

  /** Texts as numbers of a dictionary, which is the caller's to close. */
  private FieldVector encoded(String name, DictionaryProvider.MapDictionaryProvider to, String... texts) {
    final VarCharVector words = new VarCharVector("words", allocator);
    final VarCharVector all = new VarCharVector(name, allocator);
    for (int row = 0; row < texts.length; ++row) {
      all.setSafe(row, texts[row].getBytes(StandardCharsets.UTF_8));
    }
    all.setValueCount(texts.length);
    final List<String> distinct = new ArrayList<>(new java.util.TreeSet<>(List.of(texts)));
    for (int row = 0; row < distinct.size(); ++row) {
      words.setSafe(row, distinct.get(row).getBytes(StandardCharsets.UTF_8));
    }
    words.setValueCount(distinct.size());
    final Dictionary dictionary = new Dictionary(words, new DictionaryEncoding(1L + to.getDictionaryIds().size(), false, null));
    to.put(dictionary);
    try (all) {
      return (FieldVector) DictionaryEncoder.encode(all, dictionary);
    }
  }

  @Test
  void dictionariesGoInAndOut() {
    final DictionaryProvider.MapDictionaryProvider dictionaries = new DictionaryProvider.MapDictionaryProvider();
    final BigIntVector revenue = new BigIntVector("revenue", allocator);
    revenue.setSafe(0, 5);
    revenue.setSafe(2, 10);
    revenue.setValueCount(3);
    final VectorSchemaRoot rows =
        new VectorSchemaRoot(
            List.of(encoded("id", dictionaries, "a", "b", "c"), revenue, encoded("kind", dictionaries, "large", "small", "large")));
    rows.setRowCount(3);
    try (Data data = policy.newData()) {
      try (rows) {
        Arrow.set(data, "project", allocator, rows, dictionaries);
      }
      dictionaries.close();
      try (Results results = policy.evaluate(data);
          Table table = results.table("project");
          ArrowTable out = Arrow.read(table, allocator)) {
        assertEquals(List.of("large", "small", "large"), List.of(out.text(0, "size"), out.text(1, "size"), out.text(2, "size")));
        assertEquals(new BigDecimal("2.00"), out.decimal(2, "bonus"));
        assertNull(out.decimal(1, "bonus"));
        assertEquals("missing", table.get(1).fault("bonus").orElseThrow().name());
      }
    }
  }

  @Test
  void whatDoesNotFitIsSaid() {
    try (Data data = policy.newData();
        VectorSchemaRoot rows = rows(0, 10);
        VectorSchemaRoot part = new VectorSchemaRoot(List.of(rows.getVector("Number").getField()), List.of(rows.getVector("Number")), 10)) {
      Arrow.set(data, "project", allocator, rows);
      final RemitException.DataError missing =
          assertThrows(RemitException.DataError.class, () -> Arrow.set(data, "project", allocator, part));
      assertTrue(missing.getMessage().contains("revenue"), missing.getMessage());
      assertThrows(RemitException.NotFound.class, () -> Arrow.set(data, "nothing", allocator, part));
      assertEquals(10, data.rowCount("project"));
      assertEquals(0, data.notes().size());
    }
  }

  /** Some batches, one after the other; breaks off where it is told to. */
  private final class Batches extends ArrowReader {
    private final int count;
    private final int breaksAt;
    private int next;

    Batches(int count, int breaksAt) {
      super(ArrowTest.this.allocator);
      this.count = count;
      this.breaksAt = breaksAt;
    }

    @Override
    public boolean loadNextBatch() throws IOException {
      if (next == breaksAt) {
        throw new IOException("the line is dead");
      }
      if (next == count) {
        return false;
      }
      prepareLoadNextBatch();
      try (VectorSchemaRoot rows = rows(next * 500, (next + 1) * 500)) {
        for (int column = 0; column < rows.getFieldVectors().size(); ++column) {
          rows.getVector(column).makeTransferPair(getVectorSchemaRoot().getVector(column)).transfer();
        }
        getVectorSchemaRoot().setRowCount(500);
      }
      ++next;
      return true;
    }

    @Override
    public long bytesRead() {
      return 0;
    }

    @Override
    protected void closeReadSource() {}

    @Override
    protected Schema readSchema() {
      try (VectorSchemaRoot none = rows(0, 0)) {
        return none.getSchema();
      }
    }
  }

  @Test
  void streamsGoInAndOut() throws IOException {
    try (Data streamed = policy.newData();
        Data whole = policy.newData()) {
      try (ArrowReader batches = new Batches(8, -1)) {
        Arrow.set(streamed, "project", allocator, batches);
      }
      try (VectorSchemaRoot rows = rows(0, 4000)) {
        Arrow.set(whole, "project", allocator, rows);
      }
      try (Results one = policy.evaluate(streamed);
          Results other = policy.evaluate(whole);
          Table ledger = one.ledger();
          ArrowReader out = Arrow.stream(ledger, allocator)) {
        assertEquals(other.digest(), one.digest());
        int rows = 0;
        while (out.loadNextBatch()) {
          rows += out.getVectorSchemaRoot().getRowCount();
        }
        assertEquals(4000, rows);
      }
      try (ArrowReader broken = new Batches(8, 3)) {
        final RemitException problem =
            assertThrows(RemitException.class, () -> Arrow.set(streamed, "project", allocator, broken));
        assertTrue(problem.getMessage().contains("the line is dead"), problem.getMessage());
      }
      assertEquals(4000, streamed.rowCount("project"));
    }
  }

  private static long resident() throws IOException {
    System.gc();
    return 4096 * Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ")[1]);
  }

  private void turns(int count) throws IOException {
    for (int turn = 0; turn < count; ++turn) {
      try (Data data = policy.newData();
          VectorSchemaRoot rows = rows(0, 16);
          ArrowReader batches = new Batches(1, -1)) {
        Arrow.set(data, "project", allocator, rows);
        Arrow.set(data, "project", allocator, batches);
        try (Results results = policy.evaluate(data);
            Table table = results.allColumns("project");
            ArrowTable out = Arrow.read(table, allocator);
            ArrowReader stream = Arrow.stream(table, allocator)) {
          assertTrue(stream.loadNextBatch());
          assertEquals(500, out.root().getRowCount());
        }
      }
    }
  }

  @Test
  @Tag("long")
  void nothingLeaks() throws IOException {
    turns(3_000);
    final long before = resident();
    turns(10_000);
    final long grown = resident() - before;
    assertTrue(grown < 48 << 20, "grown by " + grown);
  }
}
