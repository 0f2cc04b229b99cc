package remit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * One file of a policy: what diagnostics call it, and its text. A name that ends in ".md" is read as
 * Markdown whose fenced {@code remit} blocks are the policy. Immutable.
 */
public final class Source {
  private final String name;
  private final byte[] bytes;

  private Source(String name, byte[] bytes) {
    this.name = Objects.requireNonNull(name);
    this.bytes = bytes;
  }

  /** A text by a name of your choice. */
  public static Source of(String name, String text) {
    return new Source(name, Native.bytes(text, Language.EN));
  }

  /** A file, read now. Its bytes must be UTF-8, which compiling checks. */
  public static Source file(Path path) throws IOException {
    return new Source(path.toString(), Files.readAllBytes(path));
  }

  /** What diagnostics call it. */
  public String name() {
    return name;
  }

  byte[] bytes() {
    return bytes;
  }
}
