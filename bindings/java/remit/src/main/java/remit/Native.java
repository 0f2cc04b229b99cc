package remit;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Texts, handles and failures across the border. */
final class Native {
  private Native() {}

  /** A function whose last argument receives the error. */
  interface Call {
    int apply(long[] error);
  }

  /** Calls; throws what the function reports, worded in {@code language}. */
  static void call(Language language, Call function) {
    final long[] error = new long[1];
    final int status = function.apply(error);
    if (status != Abi.OK) {
      throw RemitException.of(status, error[0], language);
    }
  }

  /** A function that gives a handle. */
  interface Maker {
    int apply(long[] made, long[] error);
  }

  /** Calls; the handle is the caller's to free. */
  static long make(Language language, Maker function) {
    final long[] made = new long[1];
    call(language, error -> function.apply(made, error));
    return made[0];
  }

  /** The text of a remit_string, which is freed. */
  static String takeString(long handle) {
    if (handle == 0) {
      return "";
    }
    try {
      final long[] size = new long[1];
      return text(Abi.remit_string_data(handle, size), size[0]);
    } finally {
      Abi.remit_string_free(handle);
    }
  }

  /** A function that lends a text and says how long it is. */
  interface Lender {
    long apply(long[] size);
  }

  /** The text that is lent, or null where there is none. */
  static String lent(Lender function) {
    final long[] size = new long[1];
    final long address = function.apply(size);
    return address == 0 ? null : text(address, size[0]);
  }

  /** The same, with an empty text where there is none. */
  static String lentOrEmpty(Lender function) {
    final String text = lent(function);
    return text == null ? "" : text;
  }

  private static String text(long address, long size) {
    return new String(new Pointer(address).getByteArray(0, Math.toIntExact(size)), StandardCharsets.UTF_8);
  }

  /** A text that lives forever, up to its NUL. */
  static String forever(long address) {
    return address == 0 ? "" : new Pointer(address).getString(0, "UTF-8");
  }

  /**
   * The bytes of a text; null where it is not Unicode (half of a surrogate pair), which must never
   * become a question mark in silence.
   */
  static byte[] bytesOrNull(CharSequence text) {
    try {
      final ByteBuffer buffer =
          StandardCharsets.UTF_8
              .newEncoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .encode(CharBuffer.wrap(text));
      final byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (CharacterCodingException notUnicode) {
      return null;
    }
  }

  /** The bytes of a name or a text that is no cell; InvalidArgument where it is not Unicode. */
  static byte[] bytes(String text, Language language) {
    final byte[] bytes = bytesOrNull(text);
    if (bytes == null) {
      throw new RemitException.InvalidArgument(Words.NOT_UNICODE.in(language));
    }
    return bytes;
  }
}
