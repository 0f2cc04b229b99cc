package remit;

import java.lang.ref.Reference;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * How to compile and how to run: each method gives changed options and leaves these as they are.
 *
 * <pre>{@code
 * policy.evaluate(data, Options.DEFAULT.asOf(LocalDate.of(2010, 12, 31)).threads(0));
 * }</pre>
 *
 * Immutable, so any number of threads may use one.
 */
public final class Options {
  /** One thread, no day, the library's limits; the language of the policy. */
  public static final Options DEFAULT = new Options();

  /** Hears of a run's progress, on the thread that runs, some ten times a second at most. */
  @FunctionalInterface
  public interface Progress {
    /**
     * Says how far a run is: {@code done} of {@code total}, in a unit of no meaning by itself.
     *
     * @return false to stop the run, which then throws {@link RemitException.Cancelled}
     */
    boolean at(long done, long total);
  }

  /** Which of the two ways of computing is used. They give the same figures. */
  public enum Evaluator {
    /** Chosen by the library. */
    AUTOMATIC,
    /** Row by row. */
    ROW,
    /** Column by column. */
    COLUMNAR
  }

  private Language language;
  private LocalDate asOf;
  private int threads = 1;
  private long batchRows;
  private Evaluator evaluator = Evaluator.AUTOMATIC;
  private Cancel cancel;
  private Progress progress;
  private Map<Limit, Long> limits = Map.of();

  private Options() {}

  private Options copy() {
    final Options other = new Options();
    other.language = language;
    other.asOf = asOf;
    other.threads = threads;
    other.batchRows = batchRows;
    other.evaluator = evaluator;
    other.cancel = cancel;
    other.progress = progress;
    other.limits = limits;
    return other;
  }

  /** The language of diagnostics, exceptions, reasons and explanations. */
  public Options language(Language value) {
    final Options other = copy();
    other.language = Objects.requireNonNull(value);
    return other;
  }

  /**
   * The day: compiling chooses the version of a policy that is in force on it, and {@code today} means
   * it in a run. The library reads no clock.
   */
  public Options asOf(LocalDate day) {
    final Options other = copy();
    other.asOf = Objects.requireNonNull(day);
    return other;
  }

  /** Threads of a run; 0: one for each processor. */
  public Options threads(int count) {
    final Options other = copy();
    other.threads = count;
    return other;
  }

  /** Rows that are computed together; 0: as the library likes. */
  public Options batchRows(long count) {
    final Options other = copy();
    other.batchRows = count;
    return other;
  }

  /** Which way of computing is used. */
  public Options evaluator(Evaluator value) {
    final Options other = copy();
    other.evaluator = Objects.requireNonNull(value);
    return other;
  }

  /** The flag that stops the run. */
  public Options cancel(Cancel flag) {
    final Options other = copy();
    other.cancel = Objects.requireNonNull(flag);
    return other;
  }

  /** Who hears of the run's progress. What it throws stops the run and is thrown by it. */
  public Options progress(Progress listener) {
    final Options other = copy();
    other.progress = Objects.requireNonNull(listener);
    return other;
  }

  /** A limit of the run or of the compiler. */
  public Options limit(Limit which, long value) {
    final Options other = copy();
    final Map<Limit, Long> all = new EnumMap<>(Limit.class);
    all.putAll(limits);
    all.put(which, value);
    other.limits = all;
    return other;
  }

  Language languageOr(Language otherwise) {
    return language == null ? otherwise : language;
  }

  /** The options as the library has them, for one call. */
  final class Given extends Handle {
    /** Kept from the collector for as long as the library may call it. */
    private final Abi.Progress callback = this::invoke;
    private Throwable thrown;
    private boolean interrupted;

    private Given(Language words) {
      super(Native.make(words, Abi::remit_options_new), Abi::remit_options_free);
    }

    private int invoke(long context, long done, long total) {
      try {
        // An interruption ends the run and stays set, as blocking calls of Java have it.
        interrupted = Thread.currentThread().isInterrupted();
        return interrupted || progress != null && !progress.at(done, total) ? 1 : 0;
      } catch (Throwable problem) { // nothing may pass through the library
        thrown = problem;
        return 1;
      }
    }

    /** Throws what the listener threw. */
    void rethrow() {
      if (thrown instanceof RuntimeException) {
        throw (RuntimeException) thrown;
      }
      if (thrown instanceof Error) {
        throw (Error) thrown;
      }
    }
  }

  /** Options for a call, to be closed after it; {@code run}: with what only runs can have. */
  Given given(Language words, boolean run) {
    final Given made = new Given(words);
    final long address = made.address();
    set(words, address, Abi.OPTION_THREADS, threads);
    set(words, address, Abi.OPTION_BATCH_ROWS, batchRows);
    set(words, address, Abi.OPTION_EVALUATOR, evaluator.ordinal());
    limits.forEach((limit, value) -> set(words, address, limit.option, value));
    if (asOf != null) {
      Native.call(
          words,
          error ->
              Abi.remit_options_set_as_of(
                  address, asOf.getYear(), asOf.getMonthValue(), asOf.getDayOfMonth(), error));
    }
    if (cancel != null) {
      Native.call(words, error -> Abi.remit_options_set_cancel(address, cancel.address(), error));
    }
    if (run) {
      Native.call(
          words, error -> Abi.remit_options_set_progress(address, made.callback, 0, error));
    }
    Reference.reachabilityFence(cancel);
    return made;
  }

  private static void set(Language words, long address, int option, long value) {
    Native.call(words, error -> Abi.remit_options_set_int(address, option, value, error));
  }
}
