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
    return policy.evaluate(data, options(one));
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
