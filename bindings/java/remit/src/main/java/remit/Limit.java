package remit;

/** Limits that protect a program against a text or a table from a stranger. */
public enum Limit {
  /** Bytes of one policy text. */
  SOURCE_BYTES(Abi.OPTION_MAX_SOURCE_BYTES),
  /** Tokens of one policy text. */
  TOKENS(Abi.OPTION_MAX_TOKENS),
  /** How deep brackets, blocks and operators are nested; at most 1000. */
  NESTING_DEPTH(Abi.OPTION_MAX_NESTING_DEPTH),
  /** Declarations of one policy set. */
  DECLARATIONS(Abi.OPTION_MAX_DECLARATIONS),
  /** Columns of one entity. */
  COLUMNS(Abi.OPTION_MAX_COLUMNS),
  /** Formula nodes of one policy set. */
  EXPRESSION_NODES(Abi.OPTION_MAX_EXPRESSION_NODES),
  /** Bytes of one string, in the policy or in a cell. */
  TEXT_BYTES(Abi.OPTION_MAX_TEXT_BYTES),
  /** Digits of one number as written. */
  NUMBER_DIGITS(Abi.OPTION_MAX_NUMBER_DIGITS),
  /** Errors that are kept, and as many warnings. */
  DIAGNOSTICS(Abi.OPTION_MAX_DIAGNOSTICS),
  /** Rows of one table; taken when the policy is compiled. */
  ROWS(Abi.OPTION_MAX_ROWS),
  /** Bytes of the columns of one run. */
  MEMORY_BYTES(Abi.OPTION_MAX_MEMORY_BYTES),
  /** Rows times formula nodes of a run. */
  STEPS(Abi.OPTION_MAX_STEPS),
  /** Milliseconds of a run. */
  MILLISECONDS(Abi.OPTION_MAX_MILLISECONDS),
  /** Bytes that a policy which ranks or divides rows keeps of all batches. */
  KEPT_BYTES(Abi.OPTION_MAX_KEPT_BYTES);

  final int option;

  Limit(int option) {
    this.option = option;
  }
}
