/**
 * Remit, an exact policy engine: promises of money by rule, evaluated and explained.
 *
 * <p>{@link remit.Policy} is where to begin. Figures are {@code BigDecimal}, days {@code LocalDate};
 * a {@code double} never comes out. The library prints and logs nothing.
 */
package remit;
