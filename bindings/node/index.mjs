// For `import`: the same objects that `require` gives, so that there is one of each class.
export {
  Cancelled, Case, Comparison, Data, DataError, Diagnostics, Exchange, Fault, InvalidArgument, LimitExceeded, NotFound, Policy,
  PolicyError, RemitError, Results, Sweep, Table,
} from './dist/index.js';
