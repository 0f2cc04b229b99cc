package remit.sample;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import remit.PolicyException;
import remit.RemitException;

/** What the library refuses, as an answer. */
@RestControllerAdvice
class Problems {
  /** The policy does not compile; the one before is still in force. */
  @ExceptionHandler
  ProblemDetail policy(PolicyException problem) {
    final ProblemDetail detail = ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, problem.getMessage());
    detail.setProperty("codes", problem.diagnostics().stream().map(each -> each.code()).toList());
    return detail;
  }

  /** The facts do not fit the policy. */
  @ExceptionHandler
  ProblemDetail facts(RemitException problem) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_ENTITY, problem.getMessage());
  }
}
