/**
 * Tables of Remit in and out as Arrow vectors, by {@link remit.arrow.Arrow}.
 *
 * <p>Arrow wants {@code --add-opens=java.base/java.nio=ALL-UNNAMED}, and one of its artefacts for memory,
 * {@code arrow-memory-unsafe} or {@code arrow-memory-netty}, beside this one.
 */
package remit.arrow;
