/** Remit, an exact policy engine: promises of money by rule, evaluated and explained. `Policy` is where to
 * begin. Figures are exact texts or bigints; a float never comes out. */
export { Policy, type Source, type Tables, type TestOutcome } from './policy.js';
export { Data, type CellIn, type RowIn } from './data.js';
export { Results, type Explanation, type ExplainOptions } from './results.js';
export { Table, Fault, type Cell, type Column } from './table.js';
export { Case } from './case.js';
export { Exchange, type ExchangeOptions } from './exchange.js';
export { Comparison } from './comparison.js';
export { Sweep } from './sweep.js';
export type { CompileOptions, Limits, RunOptions } from './options.js';
export type { Clause, DefinedColumn, Entity, Field, Hole, Kind } from './schema.js';
export type { Language } from './words.js';
export {
  Cancelled, DataError, Diagnostics, InvalidArgument, LimitExceeded, NotFound, PolicyError, RemitError, type Diagnostic,
} from './errors.js';
