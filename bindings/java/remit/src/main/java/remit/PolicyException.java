package remit;

/** The policy text has errors. The message shows all of them, each with its line and a caret. */
public final class PolicyException extends RemitException {
  private static final long serialVersionUID = 1L;

  private final transient Diagnostics diagnostics;

  PolicyException(String message, Diagnostics diagnostics) {
    super(diagnostics.isEmpty() ? message : diagnostics.toString());
    this.diagnostics = diagnostics;
  }

  /** Every complaint; none after the exception was deserialised. */
  public Diagnostics diagnostics() {
    return diagnostics == null ? Diagnostics.NONE : diagnostics;
  }
}
