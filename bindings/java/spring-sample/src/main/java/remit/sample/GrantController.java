package remit.sample;

import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import remit.Language;
import remit.Limit;
import remit.Options;
import remit.Policy;
import remit.Results;
import remit.Table;
import remit.sample.Messages.Answer;
import remit.sample.Messages.Cause;
import remit.sample.Messages.Facts;
import remit.sample.Messages.InForce;
import remit.sample.Messages.Payment;
import remit.sample.Messages.Question;

/** Payments, explanations, and the policy itself. */
@RestController
class GrantController {
  private final CurrentPolicy current;

  GrantController(CurrentPolicy current) {
    this.current = current;
  }

  /** No request takes longer than a second, whoever asks. */
  private static Results evaluate(Policy policy, Facts facts) {
    Options options = Options.DEFAULT.limit(Limit.MILLISECONDS, 1_000);
    if (facts.asOf() != null) {
      options = options.asOf(facts.asOf());
    }
    return policy.evaluate(facts.tables(), options);
  }

  @PostMapping("/payments")
  Answer payments(@RequestBody Facts facts) {
    final Policy policy = current.get();
    try (Results results = evaluate(policy, facts);
        Table ledger = results.ledger();
        Table causes = results.causes()) {
      return new Answer(
          policy.hash(),
          ledger.stream().filter(line -> line.state("amount") == Table.State.VALUE).map(GrantController::payment).toList(),
          causes.stream().map(GrantController::cause).toList());
    }
  }

  private static Payment payment(Table.Row line) {
    return new Payment(
        line.text("reward"), line.text("payer"), line.text("payee"), line.text("amount"),
        line.text("currency"), line.text("clause"));
  }

  private static Cause cause(Table.Row line) {
    return new Cause(line.text("entity"), line.text("key"), line.text("column"), line.text("detail"));
  }

  @PostMapping(path = "/explanations", produces = MediaType.TEXT_PLAIN_VALUE + ";charset=UTF-8")
  String explanation(@RequestBody Question question) {
    final Language language = "zh".equals(question.language()) ? Language.ZH : Language.EN;
    try (Results results = evaluate(current.get(), question.facts())) {
      return results.explain(question.entity(), question.key(), question.column(), language, 0).text();
    }
  }

  @GetMapping("/policy")
  InForce policy() {
    final Policy policy = current.get();
    return new InForce(policy.hash(), policy.title());
  }

  /** Reads the policy again, while requests run. */
  @PostMapping("/policy")
  InForce reload() throws IOException {
    final Policy fresh = current.reload();
    return new InForce(fresh.hash(), fresh.title());
  }
}
