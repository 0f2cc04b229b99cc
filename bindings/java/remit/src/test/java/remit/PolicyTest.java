package remit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is Java's own: values, rows, exceptions, threads, closing. */
final class PolicyTest {
  static final String TEXT =
      String.join(
          "\n",
          "policy bonuses \"bonuses\" {",
          "  source \"x\"",
          "  currency CNY",
          "  rounding half_up to 0.01",
          "  party treasury \"Treasury\"",
          "  entity project {",
          "    key id : text \"Number\"",
          "    revenue  : money",
          "    signed   : date optional",
          "    kind     : one of { NEW, OLD } optional",
          "    big      : bool optional",
          "    staff    : count optional",
          "  }",
          "  reward bonus for project cite \"1\" {",
          "    pay 20% * revenue",
          "    cap 500_000 CNY",
          "    from treasury",
          "  }",
          "  define third for project = round(staff / 3, to 0.01, half_up)",
          "  target jobs cite \"2\" : sum(project.staff) >= 3",
          "  target either cite \"3\" : sum(project.staff) > 2 or count(project) > 9",
          "}");

  enum Type {
    NEW,
    OLD
  }

  record Project(String id, BigDecimal revenue, LocalDate signed, Type kind, boolean big) {}

  public static final class Bean {
    public String getId() {
      return "b";
    }

    public BigDecimal getRevenue() {
      return new BigDecimal("1.00");
    }

    public boolean isBig() {
      return true;
    }
  }

  static Policy policy() {
    return Policy.compile(Source.of("bonuses.remit", TEXT));
  }

  private static Table.Row bonusOf(Object row) {
    final Policy policy = policy();
    return policy.evaluate(policy.newData().addAll("project", List.of(row))).allColumns("project").get(0);
  }

  private static Map<String, Object> project(Object revenue) {
    final Map<String, Object> cells = new HashMap<>();
    cells.put("id", "p");
    cells.put("revenue", revenue);
    return cells;
  }

  @Test
  void figuresAreExact() {
    assertEquals(new BigDecimal("500000.00"), bonusOf(project(new BigDecimal("2500000.05"))).decimal("bonus"));
    assertEquals(new BigDecimal("200000.05"), bonusOf(project(new BigDecimal("1000000.23"))).decimal("bonus"));
    assertEquals(new BigDecimal("0.02"), bonusOf(project(0.1)).decimal("bonus"));
    assertEquals(new BigDecimal("0.02"), bonusOf(project(0.1f)).decimal("bonus"));
    assertEquals(new BigDecimal("200.00"), bonusOf(project(1000)).decimal("bonus"));
    assertEquals(new BigDecimal("200.00"), bonusOf(project(new BigDecimal("1E+3"))).decimal("bonus"));
  }

  @Test
  void wideNumbersKeepAllDigits() {
    final Policy policy =
        Policy.compile(
            Source.of(
                "w.remit",
                "policy w \"w\" { source \"x\" entity row { key id : text n : number } define m for row = n + 1 }"));
    for (String digits : List.of("9223372036854775807", "9223372036854775808", "-9223372036854775809", "12345678901234567890123456789")) {
      final Results results =
          policy.evaluate(
              policy.newData().addAll("row", List.of(Map.of("id", "a", "n", new BigInteger(digits)))));
      assertEquals(
          new BigInteger(digits).add(BigInteger.ONE),
          results.table("row").get(0).decimal("m").toBigIntegerExact(),
          digits);
    }
  }

  @Test
  void rowsAreRecordsBeansAndMaps() {
    final Project record =
        new Project("r", new BigDecimal("10"), LocalDate.of(2010, 1, 31), Type.OLD, true);
    assertEquals(new BigDecimal("2.00"), bonusOf(record).decimal("bonus"));
    assertEquals(new BigDecimal("0.20"), bonusOf(new Bean()).decimal("bonus"));
    assertEquals(new BigDecimal("2.00"), bonusOf(Map.of("Number", "m", "revenue", 10)).decimal("bonus"));
    assertThrows(RemitException.InvalidArgument.class, () -> policy().newData().add("project", null));
  }

  @Test
  void namesThatDoNotFitAreSaid() {
    final Data data = policy().newData();
    final RemitException.NotFound field =
        assertThrows(
            RemitException.NotFound.class, () -> data.add("project", Map.of("id", "a", "revenu", 1)));
    assertTrue(field.getMessage().contains("revenu") && field.getMessage().contains("revenue"));
    assertEquals(0, data.rowCount("project"));
    assertThrows(RemitException.NotFound.class, () -> data.add("projects", Map.of()));
    assertThrows(
        RemitException.InvalidArgument.class,
        () -> data.add("project", Map.of("id", "a", "Number", "b")));
    final Policy chinese =
        Policy.compile(Options.DEFAULT.language(Language.ZH), Source.of("bonuses.remit", TEXT));
    assertTrue(
        assertThrows(RemitException.NotFound.class, () -> chinese.entity("projects"))
            .getMessage()
            .startsWith("没有名为“projects”的数据表"));
  }

  @Test
  void whatIsNoValueIsAnErrorOfItsCell() {
    for (Object value :
        List.of("much", Double.POSITIVE_INFINITY, 0.1 + 0.2, LocalDateTime.of(2010, 1, 1, 8, 0), new Object(), "\uD800")) {
      final Table.Row row = bonusOf(project(value));
      assertEquals(Table.State.ERROR, row.state("bonus"), value.toString());
      assertEquals("bad_cell", row.fault("bonus").get().name());
      assertThrows(RemitException.Unsupported.class, () -> row.decimal("bonus"));
    }
    final Policy policy = policy();
    final Data data = policy.newData().addAll("project", List.of(Map.of("id", 1e17, "revenue", 1)));
    assertEquals(1, policy.evaluate(data).causes().size());
    assertThrows(RemitException.InvalidArgument.class, () -> Source.of("a", "\uD800"));
  }

  @Test
  void blanksAreNoZero() {
    final Policy policy = policy();
    final Map<String, Object> cells = project(1);
    cells.put("staff", 3);
    final Results results = policy.evaluate(policy.newData().addAll("project", List.of(cells)));
    assertTrue(results.allColumns("whole").get(0).bool("either.met"));
    final Table.Row cause = policy.evaluate(policy.newData().addAll("project", List.of(project("?")))).causes().get(0);
    assertEquals("revenue", cause.text("column"));
    // What needs a blank is an error, not nothing.
    assertEquals("missing", bonusOf(project(1)).fault("third").get().name());
  }

  @Test
  void aBadPolicyThrowsWithItsDiagnostics() {
    final PolicyException problem =
        assertThrows(
            PolicyException.class,
            () -> Policy.compile(Source.of("bad.remit", TEXT.replace("* revenue", "* revenu"))));
    final Diagnostic first = problem.diagnostics().get(0);
    assertEquals("R0201", first.code());
    assertEquals(15, first.line());
    assertEquals("revenue", first.replacement().get());
    assertTrue(problem.getMessage().contains("^~~"));
  }

  @Test
  void tablesByNameMustAllBeThere() {
    final Policy policy = policy();
    assertThrows(RemitException.DataError.class, () -> policy.evaluate(Map.of()));
    assertEquals(0, policy.evaluate(Map.of("project", List.of())).ledger().size());
  }

  @Test
  void aCaseRunsAgainAndAgain() {
    try (Case project = policy().newCase("project")) {
      assertEquals(new BigDecimal("20.00"), project.run(project(100)).decimal("bonus"));
      assertEquals(new BigDecimal("40.00"), project.run(Map.of("revenue", 200)).decimal("bonus"));
      try (Data data = project.data()) {
        assertEquals(1, data.rowCount("project"));
      }
      assertThrows(RemitException.NotFound.class, () -> project.run(Map.of("x", 1)));
    }
  }

  private static final String WIDE =
      "policy w { currency CNY rounding half_up to 0.01 party t"
          + " entity row { key id : text a : money b : count day : date yes : bool"
          + " level : one of { low, high } note : text optional }"
          + " define per for row = round(a / b, to 0.01 CNY, half_up)"
          + " define next for row : date = day + 1 month"
          + " define no for row = not yes"
          + " define kept for row = if yes then level else low"
          + " define twice for row = 2 * b"
          + " define said for row : text = note otherwise \"none\" }";

  @Test
  void cellsGoInAndFiguresComeOutInOneCall() {
    final List<String> fields = List.of("id", "a", "b", "day", "yes", "level", "note");
    final List<String> columns = List.of("per", "next", "no", "kept", "twice", "said");
    try (Policy wide = Policy.compile(Source.of("w.remit", WIDE));
        Case row = wide.newCase("row");
        Exchange desk = row.exchange(fields, columns)) {
      assertThrows(RemitException.NotFound.class, () -> row.exchange(List.of("x"), List.of()));
      assertThrows(RemitException.NotFound.class, () -> row.exchange(List.of(), List.of("x")));
      final Object[][] runs = {
        {"k", new BigDecimal("100.00"), 3, LocalDate.of(2010, 1, 31), true, "high", "远"},
        {"k", "-7.5", 2L, LocalDate.of(2010, 1, 31), false, "high", null},
        {"k", new BigDecimal("99999999999999999999999999.99"), 1, LocalDate.of(1, 1, 1), true, "low", "n"},
        {"k", new BigDecimal("-12345678901234567890.12"), 7, LocalDate.of(9999, 11, 30), true, "none", "n"},
        {"k", BigInteger.ONE.shiftLeft(70), 7, LocalDate.of(9999, 1, 1), "true", "low", 5},
        {"k", new BigDecimal("1.234"), 0, "2012-02-29", true, "low", "n"},
        {"k", new BigDecimal("1E+3"), 0.5, "2011-02-29", null, 7, "n"},
        {"k", "abc", Double.NaN, null, 1, "low", new Object()},
        {"k", 2.5, 2, LocalDate.of(1969, 12, 31), false, null, "n"},
      };
      for (Object[] cells : runs) {
        for (int i = 0; i < cells.length; ++i) desk.set(i, cells[i]);
        desk.run();
        final Map<String, Object> named = new java.util.LinkedHashMap<>();
        for (int i = 0; i < cells.length; ++i) named.put(fields.get(i), cells[i]);
        try (Case other = wide.newCase("row")) {
          final Table.Row expected = other.run(named);
          for (int i = 0; i < columns.size(); ++i) {
            final String name = columns.get(i);
            assertEquals(expected.state(name), desk.state(i), name);
            if (desk.state(i) != Table.State.ERROR) assertEquals(expected.value(name), desk.value(i), name);
          }
        }
      }
      desk.set(1, new BigDecimal("100.00")).set(2, 3).set(3, LocalDate.of(2010, 1, 31)).set(4, true).set(5, "high").run();
      assertEquals(new BigDecimal("33.33"), desk.decimal(0));
      assertEquals(LocalDate.of(2010, 2, 28), desk.date(1));
      assertEquals(false, desk.bool(2));
      assertEquals("high", desk.value(3));
      row.run(Map.of("a", "10", "b", 4));
      assertEquals(new BigDecimal("2.50"), desk.keep(1).keep(2).run().decimal(0));
      desk.set(2, 0).run();
      assertThrows(RemitException.Unsupported.class, () -> desk.decimal(0));
      assertThrows(IndexOutOfBoundsException.class, () -> desk.set(7, 1));
      desk.close();
      assertThrows(IllegalStateException.class, () -> desk.set(0, 1));
      assertThrows(IllegalStateException.class, desk::run);
      assertThrows(IllegalStateException.class, () -> desk.value(0));
    }
  }

  private static final String LEVELS =
      "policy w { entity row { key part, level part : text level : one of { low, mid, high } yes : bool"
          + " note : text optional } define kept for row = if yes then level else low"
          + " define said for row : text = note otherwise \"none\" }";

  @Test
  void anExchangeKeepsTheCaseThatNobodyHolds() throws Exception {
    final List<String> fields = List.of("part", "level", "yes", "note");
    try (Policy levels = Policy.compile(Source.of("w.remit", LEVELS))) {
      final List<Exchange> desks = new ArrayList<>();
      for (int i = 0; i < 20; ++i) desks.add(levels.newCase("row").exchange(fields, List.of("kept", "said")));
      for (int i = 0; i < 5; ++i) {
        System.gc();
        Thread.sleep(20);
      }
      for (int i = 0; i < 50; ++i) levels.newCase("row"); // what was freed would be theirs now
      for (Exchange desk : desks) {
        desk.set(0, "p").set(1, "mid").set(2, true).set(3, "远").run();
        assertEquals("mid", desk.value(0));
        assertEquals("远", desk.value(1));
        desk.close();
      }
      final Case row = levels.newCase("row");
      final Exchange desk = row.exchange(fields, List.of("kept"));
      desk.set(0, "p").set(1, "low").set(2, true).run();
      row.close();
      assertEquals("mid", desk.set(1, "mid").run().value(0));
      assertThrows(IllegalStateException.class, () -> desk.set(3, "a text"));
      desk.close();
      assertThrows(IllegalStateException.class, () -> desk.set(3, "a text"));
    }
  }

  @Test
  void theWordOfAFigureIsThatOfItsOwnRun() {
    try (Policy levels = Policy.compile(Source.of("w.remit", LEVELS));
        Case row = levels.newCase("row");
        Exchange desk = row.exchange(List.of("part", "level", "yes"), List.of("level", "kept"));
        Exchange other = row.exchange(List.of("level"), List.of("kept"))) {
      assertEquals(List.of("low", "mid", "high"), levels.entity("row").columns().get(0).categories());
      desk.set(0, "p").set(1, "mid").set(2, true).run();
      final List<Runnable> runs =
          List.of(
              () -> row.run(Map.of("level", "high")),
              () -> other.set(0, "low").run(),
              () -> other.set(0, "nothing").run());
      for (Runnable run : runs) {
        run.run();
        assertEquals("mid", desk.value(0));
        assertEquals("mid", desk.value(1));
      }
      for (String level : List.of("low", "mid", "high", "mid")) {
        assertEquals(level, desk.set(1, level).run().value(0));
        assertEquals(level, desk.value(1));
      }
    }
  }

  @Test
  void aRunStopsWhenItIsToldTo() {
    final Policy policy = policy();
    final Data data = policy.newData();
    for (int i = 0; i < 20_000; ++i) data.add("project", Map.of("id", "p" + i, "revenue", i));
    final Cancel cancel = new Cancel();
    cancel.request();
    assertThrows(
        RemitException.Cancelled.class, () -> policy.evaluate(data, Options.DEFAULT.cancel(cancel)));
    cancel.reset();
    policy.evaluate(data, Options.DEFAULT.cancel(cancel));

    assertThrows(
        RemitException.Cancelled.class,
        () -> policy.evaluate(data, Options.DEFAULT.batchRows(64).progress((done, total) -> false)));
    assertThrows(
        IllegalCallerException.class,
        () ->
            policy.evaluate(
                data,
                Options.DEFAULT.progress(
                    (done, total) -> {
                      throw new IllegalCallerException();
                    })));
    Thread.currentThread().interrupt();
    assertThrows(RemitException.Cancelled.class, () -> policy.evaluate(data));
    assertTrue(Thread.interrupted());
    assertThrows(
        RemitException.LimitExceeded.class,
        () -> policy.evaluate(data, Options.DEFAULT.limit(Limit.STEPS, 10)));
  }

  @Test
  void closingIsFinalAndResultsLiveOn() {
    final Policy policy = policy();
    final Results results = policy.evaluate(policy.newData().addAll("project", List.of(project(5))));
    final Table ledger = results.ledger();
    policy.close();
    policy.close();
    assertThrows(IllegalStateException.class, policy::name);
    assertEquals(new BigDecimal("1.00"), results.table("project").find("p").decimal("bonus"));
    results.close();
    assertEquals("p", ledger.get(0).text("key"));
    ledger.close();
    assertThrows(IllegalStateException.class, () -> ledger.size());
  }

  @Test
  void describesItself() {
    final Policy policy = policy();
    assertEquals("bonuses", policy.name());
    assertEquals(64, policy.hash().length());
    assertEquals(List.of("NEW", "OLD"), policy.entity("project").fields().get(3).categories());
    assertEquals("reward", policy.clauses().get(0).form());
    assertEquals(Diagnostic.Severity.WARNING, policy.diagnostics().get(0).severity());
    assertFalse(Policy.libraryVersion().isEmpty());
    assertTrue(Policy.format(Source.of("a.remit", TEXT), Policy.Keywords.ZH).contains("奖励 bonus"));
  }

  @Test
  void runsThePolicysOwnTests() {
    final String text =
        TEXT.replaceFirst(
            "}$",
            "  test \"one\" {\n    given project from \"a.csv\"\n    expect project \"p\" bonus = 2 CNY\n  }\n}");
    final Policy policy = Policy.compile(Source.of("t.remit", text));
    final List<TestOutcome> passed =
        policy.runTests((path, entity, data) -> data.add(entity, project(10)));
    assertTrue(passed.get(0).passed(), passed.toString());
    final List<TestOutcome> failed =
        policy.runTests(
            (path, entity, data) -> {
              throw new IllegalStateException("no file");
            });
    assertFalse(failed.get(0).passed());
  }

  @Test
  void oneDigestForAnyNumberOfThreads() throws Exception {
    final Policy policy = policy();
    final Data data = policy.newData();
    for (int i = 0; i < 5_000; ++i) data.add("project", Map.of("id", "p" + i, "revenue", i));
    final String digest = policy.evaluate(data).digest();
    final ExecutorService pool = Executors.newFixedThreadPool(4);
    final List<Future<String>> runs = new ArrayList<>();
    for (int i = 0; i < 40; ++i) {
      final int threads = i % 3;
      runs.add(pool.submit(() -> policy.evaluate(data, Options.DEFAULT.threads(threads)).digest()));
    }
    for (Future<String> run : runs) assertEquals(digest, run.get());
    pool.shutdown();
  }

  /** A million runs of a case, and objects that are forgotten: memory must not grow. */
  @Test
  @Tag("long")
  void aMillionCallsDoNotLeak() throws Exception {
    final Policy policy = policy();
    try (Case project = policy.newCase("project")) {
      project.run(project(1));
      work(policy, project, 100_000);
      final long before = resident();
      work(policy, project, 1_000_000);
      final long grown = resident() - before;
      assertTrue(grown < 32L << 20, "grown by " + grown);
    }
  }

  private static void work(Policy policy, Case project, int calls) throws Exception {
    for (int i = 0; i < calls; ++i) project.run(Map.of("revenue", i % 1000)).decimal("bonus");
    try (Exchange desk = project.exchange(List.of("revenue"), List.of("bonus"))) {
      for (int i = 0; i < calls; ++i) desk.set(0, i % 1000).run().decimal(0);
    }
    for (int i = 0; i < calls / 50; ++i) project.exchange(List.of("revenue"), List.of("bonus")).close();
    for (int i = 0; i < calls / 50; ++i) {
      try (Data data = policy.newData();
          Results results = policy.evaluate(data)) {
        results.totals().close();
      }
    }
    // Of what is forgotten some is freed with each collection.
    for (int i = 0; i < 1_000; ++i) policy.evaluate(policy.newData()).totals();
    for (int i = 0; i < 3; ++i) {
      System.gc();
      Thread.sleep(300);
    }
  }

  private static long resident() throws Exception {
    final String[] pages =
        java.nio.file.Files.readString(java.nio.file.Path.of("/proc/self/statm")).split(" ");
    return Long.parseLong(pages[1]) * 4096;
  }
}
