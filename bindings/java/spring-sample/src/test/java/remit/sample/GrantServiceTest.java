package remit.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Over HTTP on loopback, with a policy whose limit changes. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
final class GrantServiceTest {
  private static final Path FILE = newFile();
  private static final String TEXT =
      "policy grant \"Grants\" { currency CNY rounding half_up to 0.01 party treasury"
          + " entity project { key id : text investment : money }"
          + " reward bonus for project cite \"II\" { pay 5%% * investment cap %s from treasury } }";
  private static final String FACTS =
      "{\"tables\": {\"project\": [{\"id\": \"p1\", \"investment\": \"1234567.89\"}, {\"id\": \"p2\", \"investment\": 9000000.10}]}}";

  private static Path newFile() {
    try {
      return Files.createTempFile("grant", ".remit");
    } catch (IOException problem) {
      throw new IllegalStateException(problem);
    }
  }

  @DynamicPropertySource
  static void policy(DynamicPropertyRegistry registry) throws IOException {
    Files.writeString(FILE, TEXT.formatted("400_000 CNY"));
    registry.add("remit.policy", FILE::toString);
  }

  @AfterAll
  static void clear() throws IOException {
    Files.delete(FILE);
  }

  @LocalServerPort private int port;
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient client = HttpClient.newHttpClient();

  private HttpResponse<String> post(String path, String body) throws Exception {
    final HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode payments() throws Exception {
    final HttpResponse<String> answer = post("/payments", FACTS);
    assertEquals(200, answer.statusCode(), answer.body());
    return json.readTree(answer.body());
  }

  /** The policy with another limit, read again; its hash. */
  private String limited(String most) throws Exception {
    Files.writeString(FILE, TEXT.formatted(most));
    final HttpResponse<String> answer = post("/policy", "");
    assertEquals(200, answer.statusCode(), answer.body());
    return json.readTree(answer.body()).get("policy").asText();
  }

  @BeforeEach
  void asAtFirst() throws Exception {
    limited("400_000 CNY");
  }

  @Test
  void paysExactly() throws Exception {
    final JsonNode lines = payments().get("payments");
    assertEquals(2, lines.size());
    assertTrue(lines.get(0).get("amount").isTextual());
    assertEquals("61728.39", lines.get(0).get("amount").asText());
    assertEquals("400000.00", lines.get(1).get("amount").asText());
    assertEquals("II", lines.get(1).get("clause").asText());
    // A number goes in as it is written: 5 % of 0.10 more, were there no limit.
    limited("10_000_000 CNY");
    assertEquals("450000.01", payments().get("payments").get(1).get("amount").asText());
  }

  @Test
  void explains() throws Exception {
    final String question = "{\"facts\": %s, \"entity\": \"project\", \"key\": \"p2\", \"column\": \"bonus\", \"language\": \"%s\"}";
    final HttpResponse<String> english = post("/explanations", question.formatted(FACTS, "en"));
    assertEquals(200, english.statusCode(), english.body());
    assertTrue(english.body().startsWith("How bonus of project “p2” comes about"), english.body());
    assertTrue(english.body().contains("CNY 400,000.00"), english.body());
    final HttpResponse<String> chinese = post("/explanations", question.formatted(FACTS, "zh"));
    assertTrue(chinese.body().contains("计算情况的说明"), chinese.body());
  }

  @Test
  void whatDoesNotFitIsSaid() throws Exception {
    final HttpResponse<String> unknown = post("/payments", "{\"tables\": {\"project\": [{\"id\": \"p\", \"investmend\": 1}]}}");
    assertEquals(422, unknown.statusCode());
    assertTrue(json.readTree(unknown.body()).get("detail").asText().contains("investmend"), unknown.body());
    final HttpResponse<String> much = post("/payments", "{\"tables\": {\"project\": [{\"id\": \"p\", \"investment\": \"much\"}]}}");
    assertEquals(200, much.statusCode());
    final JsonNode answer = json.readTree(much.body());
    assertEquals(0, answer.get("payments").size());
    assertEquals("investment", answer.get("causes").get(0).get("column").asText());
  }

  @Test
  void aPolicyThatDoesNotCompileChangesNothing() throws Exception {
    final String before = payments().get("policy").asText();
    Files.writeString(FILE, TEXT.formatted("400_000 USD"));
    final HttpResponse<String> refused = post("/policy", "");
    assertEquals(409, refused.statusCode(), refused.body());
    assertTrue(json.readTree(refused.body()).get("codes").get(0).asText().startsWith("R"), refused.body());
    assertEquals(before, payments().get("policy").asText());
  }

  @Test
  void noAnswerIsLostAndNoneIsMixedWhileThePolicyChanges() throws Exception {
    final Map<String, String> amounts = Map.of(limited("400_000 CNY"), "400000.00", limited("300_000 CNY"), "300000.00");
    final AtomicBoolean over = new AtomicBoolean();
    final Callable<Integer> asking =
        () -> {
          int answers = 0;
          while (!over.get()) {
            final JsonNode answer = payments();
            final String wanted = amounts.get(answer.get("policy").asText());
            assertEquals(wanted, answer.get("payments").get(1).get("amount").asText());
            ++answers;
          }
          return answers;
        };
    final ExecutorService clients = Executors.newFixedThreadPool(4);
    final List<Future<Integer>> running = new ArrayList<>();
    for (int i = 0; i < 4; ++i) {
      running.add(clients.submit(asking));
    }
    for (int i = 0; i < 20; ++i) {
      limited(i % 2 == 0 ? "400_000 CNY" : "300_000 CNY");
    }
    over.set(true);
    for (Future<Integer> each : running) {
      assertTrue(each.get() > 0);
    }
    clients.shutdown();
  }
}
