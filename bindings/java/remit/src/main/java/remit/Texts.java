package remit;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;

/** Texts outside the heap, for a call that takes several. */
final class Texts implements AutoCloseable {
  private final List<Memory> kept = new ArrayList<>();
  private final long[] addresses;
  private final long[] sizes;

  Texts(List<String> texts, Language language) {
    addresses = new long[texts.size()];
    sizes = new long[texts.size()];
    for (int i = 0; i < addresses.length; ++i) {
      put(i, Native.bytes(texts.get(i), language));
    }
  }

  /** Of bytes, as they are. */
  Texts(List<byte[]> texts) {
    addresses = new long[texts.size()];
    sizes = new long[texts.size()];
    for (int i = 0; i < addresses.length; ++i) {
      put(i, texts.get(i));
    }
  }

  private void put(int at, byte[] bytes) {
    final Memory memory = new Memory(bytes.length + 1L);
    memory.write(0, bytes, 0, bytes.length);
    memory.setByte(bytes.length, (byte) 0);
    kept.add(memory);
    addresses[at] = Pointer.nativeValue(memory);
    sizes[at] = bytes.length;
  }

  long[] addresses() {
    return addresses;
  }

  long[] sizes() {
    return sizes;
  }

  @Override
  public void close() {
    kept.forEach(Memory::close);
  }
}
