package remit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The kit of cases (tests/kit) through Java. */
final class KitTest {
  private static final Set<String> LISTS =
      Set.of("ledger", "totals", "targets", "errors", "findings", "attributions");

  private static List<JsonNode> cases(String member) throws IOException {
    final JsonNode kit = new ObjectMapper().readTree(new File(System.getProperty("remit.kit")));
    assertEquals(1, kit.get("version").asInt());
    return StreamSupport.stream(kit.get("cases").spliterator(), false)
        .filter(each -> each.has(member))
        .collect(Collectors.toList());
  }

  private static Source[] sources(JsonNode one) {
    return StreamSupport.stream(one.get("sources").spliterator(), false)
        .map(each -> Source.of(each.get("name").asText(), each.get("text").asText()))
        .toArray(Source[]::new);
  }

  private static Options options(JsonNode one) {
    return one.has("as_of")
        ? Options.DEFAULT.asOf(LocalDate.parse(one.get("as_of").asText()))
        : Options.DEFAULT;
  }

  private static Results evaluated(Policy policy, JsonNode one) {
    return policy.evaluate(data(policy, one), options(one));
  }

  private static Data data(Policy policy, JsonNode one) {
    final Data data = policy.newData();
    for (JsonNode table : one.get("tables")) {
      final String entity = table.get("table").asText();
      for (JsonNode row : table.get("rows")) {
        final Map<String, Object> cells = new LinkedHashMap<>();
        for (int i = 0; i < row.size(); ++i) {
          cells.put(table.get("columns").get(i).asText(), row.get(i).asText());
        }
        if (policy.entity(entity) == policy.entities().get(0)) {
          data.set(entity, 0, cells);
        } else {
          data.add(entity, cells);
        }
      }
    }
    return data;
  }

  private static Table list(Results results, String name) {
    switch (name) {
      case "ledger":
        return results.ledger();
      case "totals":
        return results.totals();
      case "targets":
        return results.targets();
      case "errors":
        return results.errors();
      case "findings":
        return results.findings();
      default:
        return results.attributions();
    }
  }

  private static Object comparable(String text, boolean byValue) {
    if (!byValue || text.startsWith("!")) {
      return text;
    }
    final int slash = text.indexOf('/');
    try {
      return slash < 0
          ? new BigDecimal(text).stripTrailingZeros()
          : new BigDecimal(text.substring(0, slash))
              .divide(new BigDecimal(text.substring(slash + 1)), MathContext.DECIMAL128)
              .stripTrailingZeros();
    } catch (NumberFormatException plain) {
      return text;
    }
  }

  private static List<List<Object>> shown(Table table, JsonNode columns, boolean byValue) {
    final Set<String> there = new HashSet<>();
    table.columns().forEach(column -> there.add(column.name()));
    final List<List<Object>> rows = new ArrayList<>();
    for (Table.Row row : table) {
      final List<Object> cells = new ArrayList<>();
      for (JsonNode column : columns) {
        final String name =
            there.contains(column.asText()) ? column.asText() : column.asText() + ".met";
        cells.add(
            comparable(
                row.fault(name).map(fault -> "!" + fault.name()).orElseGet(() -> row.text(name)),
                byValue));
      }
      rows.add(cells);
    }
    return rows;
  }

  private static List<List<Object>> expected(JsonNode rows, boolean byValue) {
    final List<List<Object>> all = new ArrayList<>();
    for (JsonNode row : rows) {
      final List<Object> cells = new ArrayList<>();
      row.forEach(cell -> cells.add(comparable(cell.asText(), byValue)));
      all.add(cells);
    }
    return all;
  }

  private static Stream<DynamicTest> each(String member, Runner runner) throws IOException {
    return cases(member).stream()
        .map(one -> DynamicTest.dynamicTest(one.get("name").asText(), () -> runner.run(one)));
  }

  private interface Runner {
    void run(JsonNode one) throws Exception;
  }

  @Test
  void thereAreCases() throws IOException {
    assertTrue(cases("expect").size() > 200);
    assertTrue(cases("diagnostics").size() > 70);
    assertTrue(cases("explanations").size() > 5);
  }

  @TestFactory
  Stream<DynamicTest> figures() throws IOException {
    return each(
        "expect",
        one -> {
          final boolean byValue = one.get("equal").asText().equals("value");
          try (Policy policy = Policy.compile(options(one), sources(one));
              Results results = evaluated(policy, one)) {
            for (JsonNode table : one.get("expect")) {
              final String name = table.get("table").asText();
              final Table found = LISTS.contains(name) ? list(results, name) : results.table(name);
              assertEquals(
                  expected(table.get("rows"), byValue),
                  shown(found, table.get("columns"), byValue),
                  name);
            }
          }
        });
  }

  /** A cell of a table as a program of Java has it: a number, a day ...; else its text. */
  private static Object typed(Kind kind, String text) {
    try {
      switch (kind) {
        case NUMBER:
        case MONEY:
        case DURATION:
          return new BigDecimal(text);
        case DATE:
          return LocalDate.parse(text);
        case BOOLEAN:
          return text.equals("true") ? (Object) true : text.equals("false") ? (Object) false : text;
        default:
          return text;
      }
    } catch (RuntimeException asWritten) {
      return text;
    }
  }

  private static String shown(Case one, Exchange desk, int figure, int column) {
    if (desk.state(figure) == Table.State.ERROR) {
      return "!" + one.table().fault(0, column).orElseThrow().name();
    }
    final Object value = desk.value(figure);
    return value == null
        ? ""
        : value instanceof BigDecimal ? ((BigDecimal) value).toPlainString() : value.toString();
  }

  /** The first row of every table that figures are expected of, cell by cell through an exchange. */
  @TestFactory
  Stream<DynamicTest> exchanged() throws IOException {
    final int[] rows = {0};
    return Stream.concat(
        each(
            "expect",
            one -> {
              try (Policy policy = Policy.compile(options(one), sources(one));
                  Data data = data(policy, one)) {
                for (JsonNode table : one.get("expect")) {
                  final String name = table.get("table").asText();
                  if (!LISTS.contains(name) && !policy.entity(name).isMade() && table.get("rows").size() > 0) {
                    exchanged(policy, data, one, table);
                    ++rows[0];
                  }
                }
              }
            }),
        Stream.of(DynamicTest.dynamicTest("some rows", () -> assertTrue(rows[0] > 200))));
  }

  private static void exchanged(Policy policy, Data data, JsonNode one, JsonNode expected) {
    final boolean byValue = one.get("equal").asText().equals("value");
    final Entity entity = policy.entity(expected.get("table").asText());
    final List<String> fields = entity.fields().stream().map(Field::name).collect(Collectors.toList());
    try (Case row = policy.newCase(entity.name(), data, options(one))) {
      final Set<String> there = new HashSet<>();
      row.table().columns().forEach(column -> there.add(column.name()));
      final List<String> columns = new ArrayList<>();
      final List<String> wanted = new ArrayList<>();
      for (int i = 0; i < expected.get("columns").size(); ++i) {
        final String asked = expected.get("columns").get(i).asText();
        final String name = there.contains(asked) ? asked : asked + ".met";
        if (there.contains(name)) { // a result may show fields too, which a case does not
          columns.add(name);
          wanted.add(expected.get("rows").get(0).get(i).asText());
        }
      }
      try (Exchange desk = row.exchange(fields, columns)) {
        for (JsonNode table : one.get("tables")) {
          if (policy.entity(table.get("table").asText()) == entity && table.get("rows").size() > 0) {
            for (int i = 0; i < table.get("columns").size(); ++i) {
              final int field = policy.fieldIndex(entity, table.get("columns").get(i).asText());
              final String cell = table.get("rows").get(0).get(i).asText();
              desk.set(field, cell.isEmpty() ? null : typed(entity.fields().get(field).kind(), cell));
            }
          }
        }
        desk.run();
        for (int i = 0; i < columns.size(); ++i) {
          assertEquals(
              comparable(wanted.get(i), byValue),
              comparable(shown(row, desk, i, row.table().index(columns.get(i))), byValue),
              columns.get(i));
        }
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> diagnostics() throws IOException {
    return each(
        "diagnostics",
        one -> {
          Collection<Diagnostic> said;
          try (Policy policy = Policy.compile(sources(one))) {
            said = policy.diagnostics();
          } catch (PolicyException problem) {
            said = problem.diagnostics();
          }
          assertEquals(
              StreamSupport.stream(one.get("diagnostics").spliterator(), false)
                  .map(
                      e ->
                          String.join(
                              " ", e.get("code").asText(), e.get("file").asText(),
                              e.get("line").asText(), e.get("display_column").asText(),
                              e.get("replacement").asText()))
                  .sorted()
                  .collect(Collectors.toList()),
              said.stream()
                  .map(
                      e ->
                          String.join(
                              " ", e.code(), e.file(), "" + e.line(), "" + e.displayColumn(),
                              e.replacement().orElse("null")))
                  .sorted()
                  .collect(Collectors.toList()));
        });
  }

  @TestFactory
  Stream<DynamicTest> explanations() throws IOException {
    return each(
        "explanations",
        one -> {
          try (Policy policy = Policy.compile(options(one), sources(one));
              Results results = evaluated(policy, one)) {
            for (JsonNode each : one.get("explanations")) {
              final Language words = Language.valueOf(each.get("language").asText().toUpperCase());
              final Explanation memo =
                  results.explain(
                      each.get("entity").asText(), each.get("key").asText(),
                      each.get("column").asText(), words, 0);
              assertEquals(each.get("text").asText(), memo.text());
              assertTrue(memo.html().contains("<html"));
              assertEquals(1, new ObjectMapper().readTree(memo.json()).get("version").asInt());
            }
          }
        });
  }
}
