package remit;

import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * An object of the library. Closing frees it; what was forgotten is freed when nothing refers to it
 * any more.
 */
abstract class Handle implements AutoCloseable {
  private static final Cleaner CLEANER = Cleaner.create();

  private final Freeing freeing;
  private final Cleaner.Cleanable cleanable;

  /** What the cleaner keeps; it must not refer to the handle. */
  private static final class Freeing implements Runnable {
    private final AtomicLong address;
    private final LongConsumer free;

    Freeing(long address, LongConsumer free) {
      this.address = new AtomicLong(address);
      this.free = free;
    }

    @Override
    public void run() {
      final long last = address.getAndSet(0);
      if (last != 0) {
        free.accept(last);
      }
    }
  }

  Handle(long address, LongConsumer free) {
    freeing = new Freeing(address, free);
    cleanable = CLEANER.register(this, freeing);
  }

  /**
   * The address, for a call. Whoever uses it keeps this object reachable until the call is over
   * (Reference.reachabilityFence).
   *
   * @throws IllegalStateException after {@link #close}
   */
  final long address() {
    final long address = freeing.address.get();
    if (address == 0) {
      throw new IllegalStateException(getClass().getSimpleName() + ": " + Words.CLOSED.in(Language.EN));
    }
    return address;
  }

  /**
   * Frees it now. Closing again does nothing, any other use is an {@link IllegalStateException}. Not
   * while another thread uses it.
   */
  @Override
  public void close() {
    cleanable.clean();
  }
}
