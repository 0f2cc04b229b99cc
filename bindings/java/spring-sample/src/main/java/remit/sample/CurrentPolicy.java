package remit.sample;

import java.io.IOException;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import remit.Policy;

/**
 * The policy by which requests are answered. A request takes it once and ends with what it took; one
 * that is read again is compiled beside it. So requests run on while it changes, and none is answered by
 * half of the one and half of the other. What no request has any more is freed by its cleaner: closing it
 * here might take it from a request that has just got it.
 */
@Component
public class CurrentPolicy {
  private final Path file;
  private volatile Policy policy;

  CurrentPolicy(@Value("${remit.policy}") Path file) throws IOException {
    this.file = file;
    this.policy = Policy.load(file);
  }

  public Policy get() {
    return policy;
  }

  /** Reads the file again. If it does not compile, the one before stays. */
  public Policy reload() throws IOException {
    final Policy fresh = Policy.load(file);
    policy = fresh;
    return fresh;
  }
}
