package remit;

/** Any failure that the library reports, in the language of the call. */
public class RemitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RemitException(String message) {
    super(message);
  }

  /** The call does not fit: a bad value, data of another policy. */
  public static final class InvalidArgument extends RemitException {
    private static final long serialVersionUID = 1L;

    InvalidArgument(String message) {
      super(message);
    }
  }

  /** The library ran out of memory; it is usable afterwards. */
  public static final class OutOfMemory extends RemitException {
    private static final long serialVersionUID = 1L;

    OutOfMemory(String message) {
      super(message);
    }
  }

  /** A table does not fit the policy: a missing column, a wrong type, a table that is not given. */
  public static final class DataError extends RemitException {
    private static final long serialVersionUID = 1L;

    DataError(String message) {
      super(message);
    }
  }

  /** No such entity, field, column or row. */
  public static final class NotFound extends RemitException {
    private static final long serialVersionUID = 1L;

    NotFound(String message) {
      super(message);
    }
  }

  /** One of the limits on size, steps or time. */
  public static final class LimitExceeded extends RemitException {
    private static final long serialVersionUID = 1L;

    LimitExceeded(String message) {
      super(message);
    }
  }

  /** The run was cancelled, by a {@link Cancel}, its progress listener, or an interruption. */
  public static final class Cancelled extends RemitException {
    private static final long serialVersionUID = 1L;

    Cancelled(String message) {
      super(message);
    }
  }

  /** Not in this build, not on this processor, or not for this kind of cell. */
  public static final class Unsupported extends RemitException {
    private static final long serialVersionUID = 1L;

    Unsupported(String message) {
      super(message);
    }
  }

  /** The exception for a remit_error, which is freed. */
  static RemitException of(int status, long error, Language language) {
    if (error == 0) {
      return of(status, Native.forever(Abi.remit_status_name(status)));
    }
    try {
      final String message = Native.lentOrEmpty(size -> Abi.remit_error_message(error, language.number, size));
      if (status == Abi.POLICY_ERROR) {
        return new PolicyException(message, Diagnostics.read(Abi.remit_error_diagnostics(error), language));
      }
      return of(status, message);
    } finally {
      Abi.remit_error_free(error);
    }
  }

  private static RemitException of(int status, String message) {
    switch (status) {
      case Abi.INVALID_ARGUMENT:
        return new InvalidArgument(message);
      case Abi.OUT_OF_MEMORY:
        return new OutOfMemory(message);
      case Abi.DATA_ERROR:
        return new DataError(message);
      case Abi.NOT_FOUND:
        return new NotFound(message);
      case Abi.LIMIT_EXCEEDED:
        return new LimitExceeded(message);
      case Abi.CANCELLED:
        return new Cancelled(message);
      case Abi.UNSUPPORTED:
        return new Unsupported(message);
      default:
        return new RemitException(message);
    }
  }
}
