package remit;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/** Finds the library and binds the raw layer to it. */
final class NativeLibraries {
  private NativeLibraries() {}

  /**
   * Searched in this order: the file that the property {@code remit.library} names; the one that the
   * jar carries for this platform; the system's.
   */
  static void register(Class<?> layer) {
    final String named = System.getProperty("remit.library");
    final NativeLibrary library = opened(named != null ? named : "remit", layer.getClassLoader());
    Native.register(layer, library);
    final int found = Abi.remit_abi_version();
    if (found >>> 16 != Abi.ABI_VERSION >>> 16 || found < Abi.ABI_VERSION) {
      throw new UnsatisfiedLinkError(
          library.getFile() + " has the interface " + version(found) + ", but this package needs "
              + version(Abi.ABI_VERSION));
    }
  }

  private static NativeLibrary opened(String name, ClassLoader loader) {
    try {
      return NativeLibrary.getInstance(name, loader);
    } catch (UnsatisfiedLinkError error) {
      final Error said = new UnsatisfiedLinkError(
          "the library of Remit cannot be loaded; set the property remit.library to its file\n  " + error.getMessage());
      said.initCause(error);
      throw said;
    }
  }

  private static String version(int number) {
    return (number >>> 16) + "." + (number & 0xFFFF);
  }
}
