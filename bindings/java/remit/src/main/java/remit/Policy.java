package remit;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A compiled policy set. Immutable, so any number of threads may use one. Data, results and cases that
 * were made from it live on when it is closed.
 *
 * <pre>{@code
 * try (Policy policy = Policy.load(Path.of("policy.remit"))) {
 *   Data data = policy.newData().addAll("project", projects);
 *   Results results = policy.evaluate(data);
 *   results.totals().forEach(line -> System.out.println(line.text("payer") + " " + line.decimal("amount")));
 * }
 * }</pre>
 */
public final class Policy extends Handle {
  private final Language language;
  private final List<Entity> entities;
  private final Map<String, Entity> byName = new HashMap<>();
  private final List<Map<String, Integer>> fields = new ArrayList<>();

  private Policy(long address, Language language) {
    super(address, Abi::remit_policy_free);
    this.language = language;
    final Entries list = new Entries(address, Abi.LIST_ENTITIES, 0);
    entities = list.read(index -> new Entity(address, list, index));
    entities.forEach(entity -> byName.putIfAbsent(entity.name(), entity));
    entities.forEach(entity -> byName.putIfAbsent(entity.label(), entity));
    for (Entity entity : entities) {
      final Map<String, Integer> named = new HashMap<>();
      final List<Field> all = entity.fields();
      for (int i = 0; i < all.size(); ++i) named.putIfAbsent(all.get(i).name(), i);
      for (int i = 0; i < all.size(); ++i) named.putIfAbsent(all.get(i).label(), i);
      for (int i = 0; i < all.size(); ++i) named.putIfAbsent(all.get(i).header(), i);
      named.remove("");
      fields.add(named);
    }
  }

  /** The version of the library, "0.1.0". */
  public static String libraryVersion() {
    return Native.forever(Abi.remit_version());
  }

  /**
   * Compiles a policy and the files that amend it.
   *
   * @throws PolicyException with every complaint
   */
  public static Policy compile(Source... sources) {
    return compile(Options.DEFAULT, sources);
  }

  /** The same, with a day, a language and limits. */
  public static Policy compile(Options options, Source... sources) {
    final Language words = options.languageOr(Language.EN);
    final List<String> names = new ArrayList<>();
    final List<byte[]> bytes = new ArrayList<>();
    for (Source source : sources) {
      names.add(source.name());
      bytes.add(source.bytes());
    }
    try (Texts called = new Texts(names, words);
        Texts texts = new Texts(bytes);
        Options.Given given = options.given(words, false)) {
      final long made =
          Native.make(
              words,
              (policy, error) ->
                  Abi.remit_compile(
                      sources.length, called.addresses(), texts.addresses(), texts.sizes(),
                      given.address(), policy, error));
      return new Policy(made, words);
    }
  }

  /** Reads and compiles files. */
  public static Policy load(Path... paths) throws IOException {
    return load(Options.DEFAULT, paths);
  }

  /** The same, with a day, a language and limits. */
  public static Policy load(Options options, Path... paths) throws IOException {
    final Source[] sources = new Source[paths.length];
    for (int i = 0; i < paths.length; ++i) {
      sources[i] = Source.file(paths[i]);
    }
    return compile(options, sources);
  }

  /** How keywords are spelled by {@link #format}. */
  public enum Keywords {
    /** As they are. */
    AS_WRITTEN,
    /** In English. */
    EN,
    /** In Chinese. */
    ZH,
    /** In Chinese, in traditional characters. */
    ZH_HANT
  }

  /** A policy text in its canonical layout, comments kept. PolicyException if it does not parse. */
  public static String format(Source source, Keywords keywords) {
    final byte[] name = terminated(Native.bytes(source.name(), Language.EN));
    final byte[] text = source.bytes();
    return Native.takeString(
        Native.make(
            Language.EN,
            (made, error) ->
                Abi.remit_format(name, text, text.length, keywords.ordinal(), 0, made, error)));
  }

  private static byte[] terminated(byte[] bytes) {
    return java.util.Arrays.copyOf(bytes, bytes.length + 1);
  }

  /** The language of what is raised and made without one of its own. */
  public Language language() {
    return language;
  }

  private String text(int which) {
    try {
      return Native.lentOrEmpty(size -> Abi.remit_policy_text(address(), which, size));
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** Its name. */
  public String name() {
    return text(Abi.POLICY_NAME);
  }

  /** Its title, as the document has it. */
  public String title() {
    return text(Abi.POLICY_TITLE);
  }

  /** 64 hexadecimal digits, the same for every layout and spelling of the same policy. */
  public String hash() {
    return text(Abi.POLICY_HASH);
  }

  /** Warnings and notes of the compilation. */
  public Diagnostics diagnostics() {
    try {
      return Diagnostics.read(Abi.remit_policy_diagnostics(address()), language);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** All entities; the first is the jurisdiction as a whole. */
  public List<Entity> entities() {
    return entities;
  }

  /** An entity by its name or label. */
  public Entity entity(String name) {
    final Entity entity = byName.get(name);
    if (entity == null) {
      throw new RemitException.NotFound(
          Words.NO_ENTITY.in(
              language, name, joined(entities.stream().map(Entity::name).collect(Collectors.toList()))));
    }
    return entity;
  }

  /** Declarations and the clause each one cites. */
  public List<Clause> clauses() {
    try {
      final Entries list = new Entries(address(), Abi.LIST_CLAUSES, 0);
      return list.read(index -> new Clause(list, index));
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** What the document leaves open. */
  public List<Hole> holes() {
    try {
      final Entries list = new Entries(address(), Abi.LIST_HOLES, 0);
      return list.read(index -> new Hole(list, index));
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  private String joined(Collection<String> names) {
    return String.join(Words.SEPARATOR.in(language), names);
  }

  /** The number of a field by its name, its label or what the data calls it. */
  int fieldIndex(Entity entity, String name) {
    final Integer index = fields.get(entity.index()).get(name);
    if (index == null) {
      throw new RemitException.NotFound(
          Words.NO_FIELD.in(
              language, entity.name(), name,
              joined(entity.fields().stream().map(Field::name).collect(Collectors.toList()))));
    }
    return index;
  }

  void checkFields(Entity entity, Collection<String> names) {
    names.forEach(name -> fieldIndex(entity, name));
  }

  /** Input tables, without rows. */
  public Data newData() {
    try {
      return new Data(
          this,
          Native.make(language, (made, error) -> Abi.remit_data_new(address(), made, error)),
          Abi::remit_data_free);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /**
   * Computes every column that the policy defines. Cells in error are no exception: see {@link
   * Results#errors}.
   */
  public Results evaluate(Data data) {
    return evaluate(data, Options.DEFAULT);
  }

  /**
   * The same, with options. An interruption of the thread stops the run, which throws {@link
   * RemitException.Cancelled}; the thread stays interrupted.
   */
  public Results evaluate(Data data, Options options) {
    final Language words = options.languageOr(language);
    try (Options.Given given = options.given(words, true)) {
      try {
        final long made =
            Native.make(
                words,
                (results, error) ->
                    Abi.remit_evaluate(address(), data.address(), given.address(), results, error));
        return new Results(made, this, words);
      } catch (RemitException.Cancelled stopped) {
        given.rethrow();
        throw stopped;
      }
    } finally {
      Reference.reachabilityFence(this);
      Reference.reachabilityFence(data);
    }
  }

  /** Computes tables: entity to rows, one for each entity but the whole, open ones and made ones. */
  public Results evaluate(Map<String, ? extends Iterable<?>> tables) {
    return evaluate(tables, Options.DEFAULT);
  }

  /** The same, with options. DataError for a table that is not given. */
  public Results evaluate(Map<String, ? extends Iterable<?>> tables, Options options) {
    final List<Entity> given = tables.keySet().stream().map(this::entity).collect(Collectors.toList());
    final List<String> missing =
        entities.stream()
            .filter(e -> e.index() != 0 && !e.isHole() && !e.isMade() && !given.contains(e))
            .map(Entity::name)
            .collect(Collectors.toList());
    if (!missing.isEmpty()) {
      throw new RemitException.DataError(Words.NO_TABLE.in(options.languageOr(language), joined(missing)));
    }
    try (Data data = newData()) {
      tables.forEach(data::addAll);
      return evaluate(data, options);
    }
  }

  /** One row of an entity, to be evaluated again and again; no other tables have rows. */
  public Case newCase(String entity) {
    return newCase(entity, null, Options.DEFAULT);
  }

  /** The same, with the other tables (may be null) and options, which hold for every run. */
  public Case newCase(String entity, Data data, Options options) {
    final Language words = options.languageOr(language);
    final Entity of = entity(entity);
    try (Options.Given given = options.given(words, false)) {
      final long other = data == null ? 0 : data.address();
      final long made =
          Native.make(
              words,
              (one, error) ->
                  Abi.remit_case_new(address(), other, of.index(), given.address(), one, error));
      return new Case(made, this, of, words);
    } finally {
      Reference.reachabilityFence(this);
      Reference.reachabilityFence(data);
    }
  }

  /** Fills the table of a test that says {@code given ENTITY from "path"}. */
  @FunctionalInterface
  public interface TableLoader {
    /** Adds the rows that stand at {@code path} to {@code entity}; what it throws fails the test. */
    void load(String path, String entity, Data data) throws Exception;
  }

  /** Runs the policy's own tests; {@code loader} may be null where none of them reads a table. */
  public List<TestOutcome> runTests(TableLoader loader) {
    final Abi.LoadTable callback =
        loader == null
            ? null
            : (context, path, entity, data) -> {
              try (Data borrowed = new Data(this, data, nothing -> {})) {
                loader.load(Native.forever(path), Native.forever(entity), borrowed);
                return Abi.OK;
              } catch (Throwable problem) { // nothing may pass through the library
                return Abi.DATA_ERROR;
              }
            };
    try (Table outcome =
        Table.own(
            Native.make(
                language,
                (made, error) ->
                    Abi.remit_policy_run_tests(
                        address(), 0, callback, 0, language.number, made, error)),
            language)) {
      return outcome.stream().map(TestOutcome::new).collect(Collectors.toList());
    } finally {
      Reference.reachabilityFence(callback);
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public String toString() {
    return name() + ": " + title();
  }
}
