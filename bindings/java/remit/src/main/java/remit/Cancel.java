package remit;

import java.lang.ref.Reference;

/** A flag that stops every run that watches it, and those yet to come. Any thread, any time. */
public final class Cancel extends Handle {
  /** A flag that is not requested. */
  public Cancel() {
    super(Native.make(Language.EN, Abi::remit_cancel_new), Abi::remit_cancel_free);
  }

  /** Stops the runs that watch it; they end some milliseconds later. */
  public void request() {
    try {
      Abi.remit_cancel_request(address());
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** Takes the request back. */
  public void reset() {
    try {
      Abi.remit_cancel_reset(address());
    } finally {
      Reference.reachabilityFence(this);
    }
  }
}
