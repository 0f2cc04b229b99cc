package remit.sample;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What goes over the line. Amounts are texts, so that nobody on the way makes a float of them. */
final class Messages {
  private Messages() {}

  /** What is known: rows by the names of tables, and the day. */
  record Facts(Map<String, List<Map<String, Object>>> tables, LocalDate asOf) {}

  /** A figure that is to be explained: a column of the row with that key. */
  record Question(Facts facts, String entity, String key, String column, String language) {}

  /** One payment. */
  record Payment(
      String reward, String payer, String payee, String amount, String currency, String clause) {}

  /** An input that is in error; what depends on it is not paid. */
  record Cause(String entity, String key, String column, String detail) {}

  /** The payments, and the policy by which they were found. */
  record Answer(String policy, List<Payment> payments, List<Cause> causes) {}

  /** The policy that is in force. */
  record InForce(String policy, String title) {}
}
