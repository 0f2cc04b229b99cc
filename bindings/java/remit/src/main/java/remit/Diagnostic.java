package remit;

import java.util.Optional;

/**
 * One complaint about a policy text, worded in the language that was asked for. Offsets count bytes
 * of the file from 0, an end is exclusive; lines and columns count from 1. Immutable.
 */
public final class Diagnostic {
  /** How grave it is. */
  public enum Severity {
    /** The policy cannot be used. */
    ERROR,
    /** It can be used, and something is probably not meant. */
    WARNING,
    /** Something to know. */
    NOTE
  }

  private final long handle;
  private final long index;
  private final Language language;

  private final Severity severity;
  private final String code;
  private final String name;
  private final String file;
  private final String message;
  private final String help;
  private final String replacement;
  private final int[] numbers = new int[10];

  Diagnostic(long handle, long index, Language language) {
    this.handle = handle;
    this.index = index;
    this.language = language;
    for (int which = 0; which < numbers.length; ++which) {
      numbers[which] = (int) Abi.remit_diagnostics_number(handle, index, which);
    }
    severity = Severity.values()[Math.max(0, numbers[Abi.DIAGNOSTIC_SEVERITY])];
    code = text(Abi.DIAGNOSTIC_CODE);
    name = text(Abi.DIAGNOSTIC_NAME);
    file = text(Abi.DIAGNOSTIC_FILE);
    message = text(Abi.DIAGNOSTIC_MESSAGE);
    help = text(Abi.DIAGNOSTIC_HELP);
    replacement = numbers[Abi.DIAGNOSTIC_FIX_BEGIN] < 0 ? null : text(Abi.DIAGNOSTIC_REPLACEMENT);
  }

  private String text(int which) {
    return Native.lentOrEmpty(
        size -> Abi.remit_diagnostics_text(handle, index, which, language.number, size));
  }

  /** How grave it is. */
  public Severity severity() {
    return severity;
  }

  /** "R0201": stable, for programs. */
  public String code() {
    return code;
  }

  /** "unknown_name". */
  public String name() {
    return name;
  }

  /** Name of the source, as it was given to the compiler. */
  public String file() {
    return file;
  }

  /** What is wrong, in one line. */
  public String message() {
    return message;
  }

  /** How to mend it; may be empty. */
  public String help() {
    return help;
  }

  /** First byte of the place. */
  public int begin() {
    return numbers[Abi.DIAGNOSTIC_BEGIN];
  }

  /** One past its last byte. */
  public int end() {
    return numbers[Abi.DIAGNOSTIC_END];
  }

  /** The line, from 1. */
  public int line() {
    return numbers[Abi.DIAGNOSTIC_LINE];
  }

  /** The column in code points, from 1. */
  public int column() {
    return numbers[Abi.DIAGNOSTIC_COLUMN];
  }

  /** The column in cells of a terminal, where a Chinese character takes two, from 1. */
  public int displayColumn() {
    return numbers[Abi.DIAGNOSTIC_DISPLAY_COLUMN];
  }

  /** What would mend the bytes from {@link #fixBegin} to {@link #fixEnd}, if there is a suggestion. */
  public Optional<String> replacement() {
    return Optional.ofNullable(replacement);
  }

  /** First byte that the replacement replaces; -1 without one. */
  public int fixBegin() {
    return numbers[Abi.DIAGNOSTIC_FIX_BEGIN];
  }

  /** One past the last byte that it replaces. */
  public int fixEnd() {
    return numbers[Abi.DIAGNOSTIC_FIX_END];
  }

  @Override
  public String toString() {
    return file + ":" + line() + ":" + column() + ": " + code + ": " + message;
  }
}
