package remit.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** A service that pays by a policy, and says of each figure how it came about. */
@SpringBootApplication
public class GrantService {
  public static void main(String[] arguments) {
    SpringApplication.run(GrantService.class, arguments);
  }
}
