import type { Policy } from '@remit/wasm';
import type { EntityShape, ParameterShape, PolicyShape } from './protocol.ts';

/** What the page has to know of a policy to show its tables. */
export function shapeOf(policy: Policy): PolicyShape {
  const { name } = policy;
  const entities: EntityShape[] = policy.entities.map((entity) => ({
    name: entity.name,
    label: entity.label,
    table: entity.index === 0 ? name : entity.name,
    whole: entity.index === 0,
    made: entity.made,
    fields: entity.fields.map(({ name, label, header, kind, currency, refersTo, categories, key, optional, hasDefault, percent }) =>
      ({ name, label, header, kind, currency, refersTo, categories, key, optional: optional || hasDefault, percent })),
    columns: entity.columns.map((column) => column.name),
  }));
  const whole = policy.entities[0]!;
  const parameters: ParameterShape[] = whole.columns
    .filter(({ form }) => form === 'param')
    .map(({ name, labelEn, labelZh, kind }) => ({ name, label: labelEn || labelZh, kind, value: '' }));
  return { name, title: policy.title, entities, parameters };
}
