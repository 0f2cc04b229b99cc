package remit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** Reads one list of a policy. */
final class Entries {
  private final long policy;
  private final int list;
  private final long entity;

  Entries(long policy, int list, long entity) {
    this.policy = policy;
    this.list = list;
    this.entity = entity;
  }

  <T> List<T> read(LongFunction<T> entry) {
    final long[] count = new long[1];
    Native.call(Language.EN, error -> Abi.remit_policy_count(policy, list, entity, count, error));
    final List<T> all = new ArrayList<>();
    for (long index = 0; index < count[0]; ++index) {
      all.add(entry.apply(index));
    }
    return List.copyOf(all);
  }

  String text(long index, int which) {
    return Native.lentOrEmpty(
        size -> Abi.remit_policy_list_text(policy, list, entity, index, which, size));
  }

  long number(long index, int which) {
    final long[] value = new long[1];
    Native.call(
        Language.EN,
        error -> Abi.remit_policy_entry_number(policy, list, entity, index, which, value, error));
    return value[0];
  }

  boolean is(long index, int which) {
    return number(index, which) == 1;
  }

  List<String> categories(long index) {
    final long count = Math.max(0, number(index, Abi.ENTRY_CATEGORY_COUNT));
    final List<String> words = new ArrayList<>();
    for (long category = 0; category < count; ++category) {
      final long at = category;
      words.add(
          Native.lentOrEmpty(
              size -> Abi.remit_policy_list_category(policy, list, entity, index, at, size)));
    }
    return List.copyOf(words);
  }
}
